/* parse_base.c - what all of the parser stands on. */

#include "template/parser.h"

enum { DEPTH_MAX = 200 };

const Token *peek(const Parser *p)
{
    return &p->tokens[p->at];
}

const Token *take(Parser *p)
{
    const Token *t = peek(p);

    if (t->kind != TOKEN_END)
        p->at++;
    return t;
}

bool at_op(const Parser *p, uint8_t op)
{
    return peek(p)->kind == TOKEN_OPERATOR && peek(p)->op == op;
}

bool at_name(const Parser *p, Str name)
{
    return peek(p)->kind == TOKEN_NAME && str_eq(peek(p)->text, name);
}

bool skip_op(Parser *p, uint8_t op)
{
    bool here = at_op(p, op);

    p->at += here;
    return here;
}

bool skip_name(Parser *p, Str name)
{
    bool here = at_name(p, name);

    p->at += here;
    return here;
}

bool unexpected(Parser *p, DiagCode code, Str wanted)
{
    const Token *t = peek(p);

    diag_add(p->d, code, p->src, t->at, STRS(token_name(p->arena, t), wanted));
    return false;
}

bool expect_op(Parser *p, uint8_t op)
{
    Str wanted = {(const char *)&op, 1};

    return skip_op(p, op) || unexpected(p, TEMPLATE_EXPECTED, wanted);
}

bool expect_name(Parser *p, Str name)
{
    return skip_name(p, name) || unexpected(p, TEMPLATE_EXPECTED, name);
}

bool enter(Parser *p)
{
    if (p->depth++ < DEPTH_MAX)
        return true;
    p->lost = true;
    diag_add(p->d, TEMPLATE_TOO_DEEP, p->src, peek(p)->at,
             STRS(str_printf(p->arena, "%d", DEPTH_MAX)));
    return false;
}

Expr *new_expr(Parser *p, ExprKind kind, Span at)
{
    Expr *e = ARENA_NEW(p->arena, Expr);

    e->kind = (uint8_t)kind;
    e->at = at;
    return e;
}

Span span_from(const Parser *p, Span start)
{
    uint32_t end = p->at ? p->tokens[p->at - 1].at.end : start.end;

    return (Span){start.start, end > start.start ? end : start.end};
}

static const TemplateRow *row_in(const TemplateRow *rows, Str name)
{
    for (; rows && rows->fn; rows++)
        if (str_eq(str_of(rows->name), name))
            return rows;
    return NULL;
}

const TemplateRow *find_row(const TemplateRow *ours, const TemplateRow *host,
                            Str name)
{
    const TemplateRow *row = row_in(host, name);

    return row ? row : row_in(ours, name);
}
