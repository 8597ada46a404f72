/* parse_parts.c - the tags that put templates together. */
#include "template/parser.h"

/* ------------------------------------------------------------ blocks */

static Block *new_block(Parser *p)
{
    Span at = peek(p)->at;
    const Symbol *name = parse_name(p);

    if (!name)
        return NULL;
    void **slot = map_at(&p->into->blocks, p->arena, name->text);
    if (*slot) {
        const Block *before = *slot;
        Diag *diag =
            diag_add(p->d, TEMPLATE_BLOCK_TWICE, p->src, at, STRS(name->text));
        diag_note(p->d, diag, FIRST_HERE, p->src, before->at, NO_STRS);
        return NULL;
    }
    Block *b = ARENA_NEW(p->arena, Block);
    b->name = name->text;
    b->at = at;
    *slot = b;
    return b;
}

static bool block_end(Parser *p, const Node *n)
{
    if (!skip_divider(p, STR("endblock")))
        return missing_end(p, n, STR("endblock"));
    skip_name(p, n->block->name);
    if (peek(p)->kind == TOKEN_NAME)
        unexpected(p, TEMPLATE_EXPECTED, n->block->name);
    else if (tag_end(p))
        return true;
    recover(p);
    return true;
}

/* What is in a required block would never be seen. */
static void check_required(Parser *p, const Block *b)
{
    for (const Node *n = b->body.first; b->required && n; n = n->next) {
        if (n->kind == NODE_TEXT && str_trim(n->text).len == 0)
            continue;
        diag_add(p->d, TEMPLATE_REQUIRED_BODY, p->src, b->at, STRS(b->name));
        return;
    }
}

bool parse_block(Parser *p, Node *n)
{
    Block *b = new_block(p);

    if (!b)
        return false;
    n->kind = NODE_BLOCK;
    n->block = b;
    for (;;) {
        if (skip_name(p, STR("scoped")))
            b->scoped = true;
        else if (skip_name(p, STR("required")))
            b->required = true;
        else
            break;
    }
    size_t loops = p->loops;
    p->loops = 0;
    bool good = tag_end(p) && parse_inside(p, n, &b->body);
    p->loops = loops;
    if (good)
        check_required(p, b);
    return good && block_end(p, n);
}

static void need_one(Parser *p, Expr *e, bool ignore_missing)
{
    if (e->kind != EXPR_CONST || e->value.kind != VALUE_STR)
        return;
    void **slot = map_at(&p->into->parts, p->arena, e->value.as.s);
    Part *part = *slot;
    if (!part)
        *slot = part = ARENA_NEW(p->arena, Part);
    if (ignore_missing || part->wanted || (p->branches && part->maybe))
        return;
    *part = (Part){e->at, p->branches == 0, p->branches > 0};
}

/* A template named by a constant is loaded with this one. */
static void need(Parser *p, Expr *e, bool ignore_missing)
{
    bool several = e && (e->kind == EXPR_LIST || e->kind == EXPR_TUPLE);

    for (size_t i = 0; several && i < e->items.len; i++)
        need_one(p, e->items.items[i], true);
    for (; e && e->kind == EXPR_CHOICE; e = e->c)
        need_one(p, e->b, ignore_missing);
    if (e)
        need_one(p, e, ignore_missing);
}

bool parse_extends(Parser *p, Node *n)
{
    n->kind = NODE_EXTENDS;
    if (p->inside.len)
        diag_add(p->d, TEMPLATE_EXTENDS_INSIDE, p->src, n->at, STRS(p->inside));
    n->expr = parse_expr(p);
    need(p, n->expr, false);
    return n->expr && tag_end(p);
}

static bool skip_two(Parser *p, Str first, Str second)
{
    if (!at_name(p, first) || peek(p)[1].kind != TOKEN_NAME ||
        !str_eq(peek(p)[1].text, second))
        return false;
    p->at += 2;
    return true;
}

static void context_words(Parser *p, Node *n)
{
    if (skip_two(p, STR("with"), STR("context")))
        n->context = true;
    else if (skip_two(p, STR("without"), STR("context")))
        n->context = false;
}

bool parse_include(Parser *p, Node *n)
{
    n->kind = NODE_INCLUDE;
    n->context = true;
    n->expr = parse_expr(p);
    n->ignore_missing = skip_two(p, STR("ignore"), STR("missing"));
    context_words(p, n);
    need(p, n->expr, n->ignore_missing);
    return n->expr && tag_end(p);
}

bool parse_import(Parser *p, Node *n)
{
    n->kind = NODE_IMPORT;
    n->expr = parse_expr(p);
    if (!n->expr || !expect_name(p, STR("as")))
        return false;
    need(p, n->expr, false);
    Import *import = VEC_PUSH(&n->imports, p->arena);
    import->as = parse_name(p);
    if (!import->as)
        return false;
    context_words(p, n);
    return tag_end(p);
}

static bool one_import(Parser *p, Node *n)
{
    const Token *t = peek(p);
    const Symbol *name = parse_name(p);

    if (!name)
        return false;
    if (str_starts(name->text, STR("_")))
        diag_add(p->d, TEMPLATE_IMPORT_PRIVATE, p->src, t->at,
                 STRS(name->text));
    Import *import = VEC_PUSH(&n->imports, p->arena);
    *import = (Import){name->text, name, t->at};
    if (skip_name(p, STR("as")))
        import->as = parse_name(p);
    return import->as != NULL;
}

static bool at_context(const Parser *p)
{
    return (at_name(p, STR("with")) || at_name(p, STR("without"))) &&
           peek(p)[1].kind == TOKEN_NAME &&
           str_eq(peek(p)[1].text, STR("context"));
}

bool parse_from(Parser *p, Node *n)
{
    n->kind = NODE_FROM;
    n->expr = parse_expr(p);
    if (!n->expr || !expect_name(p, STR("import")))
        return false;
    need(p, n->expr, false);
    do {
        bool end = at_context(p) || peek(p)->kind == TOKEN_TAG_END;
        if (end && n->imports.len)
            break;
        if (!one_import(p, n))
            return false;
    } while (skip_op(p, ','));
    context_words(p, n);
    return tag_end(p);
}

static bool one_param(Parser *p, Macro *m)
{
    const Symbol *name = parse_name(p);

    if (!name)
        return false;
    for (size_t i = 0; i < m->params.len; i++)
        if (m->params.items[i].name == name)
            diag_add(p->d, TEMPLATE_ARG_TWICE, p->src, p->tokens[p->at - 1].at,
                     STRS(name->text));
    Param *param = VEC_PUSH(&m->params, p->arena);
    param->name = name;
    if (skip_op(p, '='))
        return (param->fallback = parse_expr(p)) != NULL;
    if (m->params.len > 1 && param[-1].fallback) {
        diag_add(p->d, TEMPLATE_PARAM_ORDER, p->src, p->tokens[p->at - 1].at,
                 STRS(name->text));
        return false;
    }
    return true;
}

static bool params(Parser *p, Macro *m)
{
    if (!expect_op(p, '('))
        return false;
    while (!at_op(p, ')')) {
        if (!one_param(p, m))
            return false;
        if (!skip_op(p, ',') && !at_op(p, ')'))
            return unexpected(p, TEMPLATE_EXPECTED_CLOSE, STR(")"));
    }
    take(p);
    return true;
}

/* A parameter of such a name is like any other. */
static void own_specials(Parser *p, Macro *m)
{
    for (size_t i = 0; i < m->params.len; i++) {
        const Param *param = &m->params.items[i];
        if (str_eq(param->name->text, STR("varargs")))
            m->varargs = false;
        if (str_eq(param->name->text, STR("kwargs")))
            m->kwargs = false;
        if (!str_eq(param->name->text, STR("caller")))
            continue;
        if (m->caller && !param->fallback)
            diag_add(p->d, TEMPLATE_CALLER_PARAM, p->src, m->at, NO_STRS);
        m->own_caller = m->caller;
    }
}

static bool macro_body(Parser *p, Node *n, Macro *m)
{
    size_t loops = p->loops;

    m->outer = p->macro;
    p->macro = m;
    p->loops = 0;
    bool good = closed_body(p, n);
    p->macro = m->outer;
    p->loops = loops;
    own_specials(p, m);
    m->body = n->body;
    n->macro = m;
    return good;
}

bool parse_macro(Parser *p, Node *n)
{
    Macro *m = ARENA_NEW(p->arena, Macro);

    n->kind = NODE_MACRO;
    m->at = peek(p)->at;
    const Symbol *name = parse_name(p);
    if (!name || !params(p, m))
        return false;
    m->name = name->text;
    n->target = ARENA_NEW(p->arena, Target);
    n->target->name = name;
    return macro_body(p, n, m);
}

bool parse_call(Parser *p, Node *n)
{
    Macro *m = ARENA_NEW(p->arena, Macro);

    n->kind = NODE_CALL;
    m->at = n->at;
    if (at_op(p, '(') && !params(p, m))
        return false;
    n->expr = parse_expr(p);
    if (!n->expr)
        return false;
    if (n->expr->kind != EXPR_CALL) {
        diag_add(p->d, TEMPLATE_CALL_WHAT, p->src, n->expr->at, NO_STRS);
        return false;
    }
    return macro_body(p, n, m);
}
