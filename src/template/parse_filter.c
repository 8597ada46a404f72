/* parse_filter.c - what stands behind | and is.
 *
 * Whether it is an error that there is no such filter or test is known at the
 * template's end: it may ask whether there is one before it uses it, even
 * further on in the same expression.
 */
#include "template/builtin.h"
#include "template/parser.h"

static void unknown_row(Parser *p, DiagCode code, Span at)
{
    *VEC_PUSH(&p->unknown, p->arena) = (Unknown){.code = code, .at = at};
}

/* 'markdown' is filter: then the template may speak of such a one. */
static void note_question(Parser *p, const Expr *of, Str test)
{
    bool asks = str_eq(test, STR("filter")) || str_eq(test, STR("test"));

    if (asks && of->kind == EXPR_CONST && of->value.kind == VALUE_STR)
        map_add(&p->asked, p->arena, of->value.as.s, p);
}

void unknown_maybe(Parser *p, size_t i)
{
    for (; i < p->unknown.len; i++)
        p->unknown.items[i].maybe = true;
}

/* As in Jinja, what is unknown in a branch is an error only if the page comes
 * to it; but it is likely to be a slip. */
void report_unknown(Parser *p)
{
    for (size_t i = 0; i < p->unknown.len; i++) {
        Unknown u = p->unknown.items[i];
        Str name = span_text(p->src, u.at);
        bool filter = u.code == TEMPLATE_NO_FILTER;
        if (map_get(&p->asked, name))
            continue;
        if (u.maybe)
            u.code = filter ? TEMPLATE_MAYBE_NO_FILTER : TEMPLATE_MAYBE_NO_TEST;
        Diag *diag = diag_add(p->d, u.code, p->src, u.at, STRS(name));
        diag_suggest(p->d, diag,
                     filter ? closest_filter(p->set, p->arena, name)
                            : closest_test(p->set, p->arena, name));
    }
}

/* The name of a filter or test, which may have dots in it. */
static Str dotted(Parser *p, Span *at)
{
    const Token *t = peek(p);

    *at = t->at;
    if (t->kind != TOKEN_NAME)
        return unexpected(p, TEMPLATE_EXPECTED_NAME, STR("")), STR("");
    take(p);
    while (at_op(p, '.') && peek(p)[1].kind == TOKEN_NAME) {
        take(p);
        take(p);
    }
    *at = span_from(p, t->at);
    return span_text(p->src, *at);
}

static Expr *filter(Parser *p, Expr *of)
{
    Span at;
    Str name = dotted(p, &at);

    if (!name.len)
        return NULL;
    Expr *e = new_expr(p, EXPR_FILTER, at);
    e->a = of;
    e->row = find_filter(p->set, name);
    if (!e->row)
        unknown_row(p, TEMPLATE_NO_FILTER, at);
    e->args = at_op(p, '(') ? parse_args(p) : ARENA_NEW(p->arena, Args);
    return e->args ? e : NULL;
}

/* x is divisibleby 3: an argument without brackets. */
static bool bare_arg(const Parser *p)
{
    static const Str never[] = {STR_INIT("else"), STR_INIT("or"),
                                STR_INIT("and"),  STR_INIT("is"),
                                STR_INIT("in"),   STR_INIT("not"),
                                STR_INIT("if")};
    const Token *t = peek(p);

    if (t->kind == TOKEN_NAME) {
        for (size_t i = 0; i < COUNT(never); i++)
            if (str_eq(t->text, never[i]))
                return false;
        return true;
    }
    return t->kind == TOKEN_STRING || t->kind == TOKEN_INT ||
           t->kind == TOKEN_FLOAT || at_op(p, '[') || at_op(p, '{');
}

static Args *test_args(Parser *p)
{
    if (at_op(p, '('))
        return parse_args(p);
    if (at_name(p, STR("is"))) {
        diag_add(p->d, TEMPLATE_TEST_CHAIN, p->src, peek(p)->at, NO_STRS);
        return NULL;
    }
    Args *args = ARENA_NEW(p->arena, Args);
    if (!bare_arg(p))
        return args;
    Expr *e = parse_operand(p);
    *VEC_PUSH(&args->positional, p->arena) = e;
    return e ? args : NULL;
}

static Expr *test(Parser *p, Expr *of)
{
    bool negated = skip_name(p, STR("not"));
    Span at;
    Str name = dotted(p, &at);

    if (!name.len)
        return NULL;
    Expr *e = new_expr(p, EXPR_TEST, at);
    e->a = of;
    e->negated = negated;
    e->row = find_test(p->set, name);
    if (!e->row)
        unknown_row(p, TEMPLATE_NO_TEST, at);
    note_question(p, of, name);
    e->args = test_args(p);
    return e->args ? e : NULL;
}

Expr *parse_filters(Parser *p, Expr *e)
{
    while (e) {
        if (skip_op(p, '|'))
            e = filter(p, e);
        else if (skip_name(p, STR("is")))
            e = test(p, e);
        else if (at_op(p, '('))
            e = parse_call_of(p, e);
        else
            break;
    }
    return e;
}

Expr *parse_filter_chain(Parser *p)
{
    Expr *e = filter(p, NULL);

    while (e && skip_op(p, '|'))
        e = filter(p, e);
    return e;
}
