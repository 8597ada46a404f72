/* parse_expr.c - expressions, by Jinja's precedence:
 *
 *   a if b else c   or   and   not   == != < > <= >= in, chained
 *   + -   ~   * / // %   **   unary + -   . [] ()   | is
 *
 * As in Jinja, and unlike Python, ** groups to the left, and a filter binds
 * tighter than any operator but a sign: -1|abs is 1.
 */

#include "template/builtin.h"
#include "template/parser.h"

static Expr *parse_unary(Parser *p, bool filters);

static Expr *binary(Parser *p, ExprKind kind, uint8_t op, Expr *a, Expr *b)
{
    if (!a || !b)
        return NULL;
    Expr *e = new_expr(p, kind, (Span){a->at.start, b->at.end});
    e->op = op;
    e->a = a;
    e->b = b;
    return e;
}

/* ------------------------------------------------------------ behind it */

static bool keyword_arg(Parser *p, Args *args)
{
    const Token *t = take(p);

    take(p);
    for (size_t i = 0; i < args->keywords.len; i++)
        if (str_eq(args->keywords.items[i].name, t->text)) {
            diag_add(p->d, TEMPLATE_ARG_TWICE, p->src, t->at, STRS(t->text));
            return false;
        }
    Expr *e = parse_expr(p);
    if (!e)
        return false;
    *VEC_PUSH(&args->keywords, p->arena) = (Keyword){t->text, e};
    return true;
}

static bool one_arg(Parser *p, Args *args)
{
    const Token *next = peek(p) + 1;
    bool named = peek(p)->kind == TOKEN_NAME && next->kind == TOKEN_OPERATOR &&
                 next->op == '=';
    bool last = named || at_op(p, OP_POW); /* only another may follow */

    if (args->map || (args->rest && !last) ||
        (args->keywords.len && !last && !at_op(p, '*'))) {
        diag_add(p->d, TEMPLATE_ARG_ORDER, p->src, peek(p)->at, NO_STRS);
        return false;
    }
    if (skip_op(p, OP_POW))
        return (args->map = parse_expr(p)) != NULL;
    if (skip_op(p, '*'))
        return (args->rest = parse_expr(p)) != NULL;
    if (named)
        return keyword_arg(p, args);
    return push_expr(p, &args->positional, parse_expr(p));
}

Args *parse_args(Parser *p)
{
    Args *args = ARENA_NEW(p->arena, Args);

    if (!expect_op(p, '('))
        return NULL;
    while (!at_op(p, ')')) {
        if (!one_arg(p, args))
            return NULL;
        if (!skip_op(p, ',') && !at_op(p, ')'))
            return unexpected(p, TEMPLATE_EXPECTED_CLOSE, STR(")")), NULL;
    }
    take(p);
    return args;
}

Expr *parse_call_of(Parser *p, Expr *of)
{
    Expr *e = new_expr(p, EXPR_CALL, of->at);

    e->a = of;
    e->args = parse_args(p);
    e->at = span_from(p, of->at);
    return e->args ? e : NULL;
}

static Expr *attribute(Parser *p, Expr *of)
{
    take(p);
    const Token *t = peek(p);
    Expr *e = new_expr(p, EXPR_ATTR, of->at);
    e->a = of;
    if (t->kind == TOKEN_NAME) {
        e->value = value_str(t->text);
        e->methods = methods_of(p->arena, t->text);
    } else if (t->kind == TOKEN_INT) {
        e->kind = EXPR_ITEM;
        e->b = parse_constant(p, t->at, value_int(t->number.integer));
    } else {
        unexpected(p, TEMPLATE_EXPECTED_NAME, STR(""));
        return NULL;
    }
    take(p);
    e->at = span_from(p, of->at);
    return e;
}

static bool slice_part(Parser *p, Expr **out)
{
    if (at_op(p, ':') || at_op(p, ']'))
        return true;
    *out = parse_expr(p);
    return *out != NULL;
}

static Expr *item(Parser *p, Expr *of)
{
    take(p);
    Expr *e = new_expr(p, EXPR_ITEM, of->at);
    e->a = of;
    if (!slice_part(p, &e->b))
        return NULL;
    if (skip_op(p, ':')) {
        e->kind = EXPR_SLICE;
        if (!slice_part(p, &e->c) || (skip_op(p, ':') && !slice_part(p, &e->d)))
            return NULL;
    } else if (!e->b) {
        unexpected(p, TEMPLATE_EXPECTED_VALUE, STR(""));
        return NULL;
    } else if (at_op(p, ',')) {
        e->b = parse_tuple(p, e->b->at, e->b);
    }
    if (!e->b && e->kind == EXPR_ITEM)
        return NULL;
    if (!expect_op(p, ']'))
        return NULL;
    e->at = span_from(p, of->at);
    return e;
}

static Expr *postfix(Parser *p, Expr *e)
{
    while (e) {
        if (at_op(p, '.'))
            e = attribute(p, e);
        else if (at_op(p, '['))
            e = item(p, e);
        else if (at_op(p, '('))
            e = parse_call_of(p, e);
        else
            break;
    }
    return e;
}

Expr *parse_operand(Parser *p)
{
    return postfix(p, parse_primary(p));
}

/* ------------------------------------------------------------ operators */

static Expr *signed_expr(Parser *p)
{
    const Token *t = take(p);

    if (!enter(p))
        return NULL;
    Expr *of = parse_unary(p, false);
    p->depth--;
    if (!of)
        return NULL;
    Expr *e = new_expr(p, EXPR_UNARY, (Span){t->at.start, of->at.end});
    e->op = t->op;
    e->a = of;
    return e;
}

static Expr *parse_unary(Parser *p, bool filters)
{
    Expr *e =
        at_op(p, '-') || at_op(p, '+') ? signed_expr(p) : parse_primary(p);

    e = postfix(p, e);
    return filters ? parse_filters(p, e) : e;
}

static Expr *parse_power(Parser *p)
{
    Expr *e = parse_unary(p, true);

    while (e && skip_op(p, OP_POW))
        e = binary(p, EXPR_BINARY, OP_POW, e, parse_unary(p, true));
    return e;
}

static Expr *parse_product(Parser *p)
{
    Expr *e = parse_power(p);

    while (e && (at_op(p, '*') || at_op(p, '/') || at_op(p, OP_FLOOR) ||
                 at_op(p, '%'))) {
        uint8_t op = take(p)->op;
        e = binary(p, EXPR_BINARY, op, e, parse_power(p));
    }
    return e;
}

static Expr *parse_concat(Parser *p)
{
    Expr *e = parse_product(p);

    while (e && skip_op(p, '~'))
        e = binary(p, EXPR_BINARY, '~', e, parse_product(p));
    return e;
}

static Expr *parse_sum(Parser *p)
{
    Expr *e = parse_concat(p);

    while (e && (at_op(p, '+') || at_op(p, '-'))) {
        uint8_t op = take(p)->op;
        e = binary(p, EXPR_BINARY, op, e, parse_concat(p));
    }
    return e;
}

/* 0 if no comparison stands here. */
static uint8_t comparison(Parser *p)
{
    static const uint8_t ops[] = {OP_EQ, OP_NE, '<', '>', OP_LE, OP_GE};

    for (size_t i = 0; i < COUNT(ops); i++)
        if (skip_op(p, ops[i]))
            return ops[i];
    if (skip_name(p, STR("in")))
        return OP_IN;
    if (!at_name(p, STR("not")) || peek(p)[1].kind != TOKEN_NAME ||
        !str_eq(peek(p)[1].text, STR("in")))
        return 0;
    take(p);
    take(p);
    return OP_NOT_IN;
}

static Expr *parse_comparison(Parser *p)
{
    Expr *first = parse_sum(p);
    VEC(struct Link) links = {0};

    for (uint8_t op; first && (op = comparison(p)) != 0;) {
        struct Link link = {op, parse_sum(p)};
        if (!link.to)
            return NULL;
        *VEC_PUSH(&links, p->arena) = link;
    }
    if (!first || !links.len)
        return first;
    Expr *e = new_expr(p, EXPR_COMPARE, span_from(p, first->at));
    e->a = first;
    e->links = links.items;
    e->nlinks = links.len;
    return e;
}

static Expr *parse_not(Parser *p)
{
    if (!at_name(p, STR("not")))
        return parse_comparison(p);
    Span at = take(p)->at;
    if (!enter(p))
        return NULL;
    Expr *of = parse_not(p);
    p->depth--;
    if (!of)
        return NULL;
    Expr *e = new_expr(p, EXPR_NOT, (Span){at.start, of->at.end});
    e->a = of;
    return e;
}

static Expr *parse_and(Parser *p)
{
    Expr *e = parse_not(p);

    while (e && skip_name(p, STR("and")))
        e = binary(p, EXPR_AND, 0, e, parse_not(p));
    return e;
}

Expr *parse_or(Parser *p)
{
    Expr *e = parse_and(p);

    while (e && skip_name(p, STR("or")))
        e = binary(p, EXPR_OR, 0, e, parse_and(p));
    return e;
}

/* A choice without `else` is undefined where the condition fails. */
static Expr *choice(Parser *p, Expr *yes)
{
    Expr *e = new_expr(p, EXPR_CHOICE, yes->at);

    e->b = yes;
    e->a = parse_or(p);
    if (e->a && skip_name(p, STR("else"))) {
        e->c = parse_expr(p);
        if (!e->c)
            return NULL;
    }
    e->at = span_from(p, yes->at);
    return e->a ? e : NULL;
}

Expr *parse_expr(Parser *p)
{
    size_t unknown = p->unknown.len;

    if (!enter(p))
        return NULL;
    Expr *e = parse_or(p);
    while (e && skip_name(p, STR("if"))) {
        e = choice(p, e);
        unknown_maybe(p, unknown);
    }
    p->depth--;
    return e;
}

Expr *parse_expr_or_tuple(Parser *p)
{
    Span at = peek(p)->at;
    Expr *e = parse_expr(p);

    return e && at_op(p, ',') ? parse_tuple(p, at, e) : e;
}
