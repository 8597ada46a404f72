/* parse_value.c - names, literals, and what stands in brackets. */
#include "template/parser.h"

Expr *parse_constant(Parser *p, Span at, Value v)
{
    Expr *e = new_expr(p, EXPR_CONST, at);

    e->value = v;
    return e;
}

static bool keyword_value(Str s, Value *out)
{
    if (str_eq(s, STR("true")) || str_eq(s, STR("True")))
        *out = value_bool(true);
    else if (str_eq(s, STR("false")) || str_eq(s, STR("False")))
        *out = value_bool(false);
    else if (str_eq(s, STR("none")) || str_eq(s, STR("None")))
        *out = value_null();
    else
        return false;
    return true;
}

static void note_special(Parser *p, Str name)
{
    for (Macro *m = p->macro; m; m = m->outer) {
        m->varargs |= str_eq(name, STR("varargs"));
        m->kwargs |= str_eq(name, STR("kwargs"));
        m->caller |= str_eq(name, STR("caller"));
    }
}

static Expr *name_expr(Parser *p)
{
    const Token *t = take(p);
    Value v;

    if (keyword_value(t->text, &v))
        return parse_constant(p, t->at, v);
    note_special(p, t->text);
    Expr *e = new_expr(p, EXPR_NAME, t->at);
    e->name = template_symbol(p->set, t->text);
    return e;
}

/* "a" "b" is "ab". */
static Expr *string_expr(Parser *p)
{
    const Token *t = take(p);
    Str s = t->text;

    while (peek(p)->kind == TOKEN_STRING) {
        Buf b = buf_in(p->arena);
        buf_put(&b, s);
        buf_put(&b, take(p)->text);
        s = buf_str(&b);
    }
    return parse_constant(p, span_from(p, t->at), value_str(s));
}

bool push_expr(Parser *p, Exprs *list, Expr *e)
{
    if (!e)
        return false;
    *VEC_PUSH(list, p->arena) = e;
    return true;
}

static Expr *list_expr(Parser *p)
{
    Span at = take(p)->at;
    Expr *e = new_expr(p, EXPR_LIST, at);

    while (!at_op(p, ']')) {
        if (!push_expr(p, &e->items, parse_expr(p)))
            return NULL;
        if (!skip_op(p, ',') && !at_op(p, ']'))
            return unexpected(p, TEMPLATE_EXPECTED_CLOSE, STR("]")), NULL;
    }
    take(p);
    e->at = span_from(p, at);
    return e;
}

static Expr *dict_expr(Parser *p)
{
    Span at = take(p)->at;
    Expr *e = new_expr(p, EXPR_DICT, at);

    while (!at_op(p, '}')) {
        if (!push_expr(p, &e->items, parse_expr(p)) || !expect_op(p, ':') ||
            !push_expr(p, &e->items, parse_expr(p)))
            return NULL;
        if (!skip_op(p, ',') && !at_op(p, '}'))
            return unexpected(p, TEMPLATE_EXPECTED_CLOSE, STR("}")), NULL;
    }
    take(p);
    e->at = span_from(p, at);
    return e;
}

/* The rest of a tuple whose first item is `first`, or NULL for (). */
Expr *parse_tuple(Parser *p, Span at, Expr *first)
{
    Expr *e = new_expr(p, EXPR_TUPLE, at);

    if (first)
        *VEC_PUSH(&e->items, p->arena) = first;
    while (skip_op(p, ',')) {
        const Token *t = peek(p);
        if (at_op(p, ')') || at_op(p, '=') || t->kind == TOKEN_TAG_END ||
            t->kind == TOKEN_PRINT_END || at_name(p, STR("in")))
            break;
        if (!push_expr(p, &e->items, parse_expr(p)))
            return NULL;
    }
    e->at = span_from(p, at);
    return e;
}

static Expr *bracket_expr(Parser *p)
{
    Span at = take(p)->at;
    Expr *e = NULL;

    if (!at_op(p, ')')) {
        e = parse_expr(p);
        if (!e)
            return NULL;
    }
    if (!e || at_op(p, ','))
        e = parse_tuple(p, at, e);
    if (!e || !expect_op(p, ')'))
        return NULL;
    return e;
}

Expr *parse_primary(Parser *p)
{
    const Token *t = peek(p);

    switch ((TokenKind)t->kind) {
    case TOKEN_NAME:
        return name_expr(p);
    case TOKEN_STRING:
        return string_expr(p);
    case TOKEN_INT:
        return parse_constant(p, take(p)->at, value_int(t->number.integer));
    case TOKEN_FLOAT:
        return parse_constant(p, take(p)->at, value_float(t->number.real));
    case TOKEN_OPERATOR:
        if (t->op == '(')
            return bracket_expr(p);
        if (t->op == '[')
            return list_expr(p);
        if (t->op == '{')
            return dict_expr(p);
        break;
    default:
        break;
    }
    unexpected(p, TEMPLATE_EXPECTED_VALUE, STR(""));
    return NULL;
}
