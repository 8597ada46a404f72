/* parse_tag.c - statements.
 *
 * To add a tag: write its function and a row in `tags`.
 */

#include "template/parser.h"

#include "base/text.h"

typedef struct {
    const char *name;
    bool (*parse)(Parser *p, Node *n);
} Tag;

static bool parse_body(Parser *p, Body *out);
static const Tag tags[];

/* ------------------------------------------------------------ names */

static bool reserved(Str s)
{
    static const Str words[] = {
        STR_INIT("true"), STR_INIT("false"), STR_INIT("none"),
        STR_INIT("True"), STR_INIT("False"), STR_INIT("None"),
        STR_INIT("and"),  STR_INIT("or"),    STR_INIT("not"),
        STR_INIT("in"),   STR_INIT("is"),    STR_INIT("if"),
        STR_INIT("else")};

    for (size_t i = 0; i < COUNT(words); i++)
        if (str_eq(s, words[i]))
            return true;
    return false;
}

const Symbol *parse_name(Parser *p)
{
    const Token *t = peek(p);

    if (t->kind != TOKEN_NAME) {
        unexpected(p, STR("a name"));
        return NULL;
    }
    if (reserved(t->text)) {
        diag_add(p->d, TEMPLATE_RESERVED, p->src, t->at, STRS(t->text));
        return NULL;
    }
    return template_symbol(p->set, take(p)->text);
}

static Target *one_target(Parser *p, bool attributes)
{
    Span at = peek(p)->at;

    if (skip_op(p, '(')) {
        Target *several = parse_target(p, attributes);
        return several && expect_op(p, ')', STR("')'")) ? several : NULL;
    }
    Target *t = ARENA_NEW(p->arena, Target);
    t->name = parse_name(p);
    if (!t->name)
        return NULL;
    if (attributes && skip_op(p, '.')) {
        const Symbol *attr = parse_name(p);
        if (!attr)
            return NULL;
        t->attr = attr->text;
    }
    t->at = span_from(p, at);
    return t;
}

Target *parse_target(Parser *p, bool attributes)
{
    Span at = peek(p)->at;
    Target *first = one_target(p, attributes);

    if (!first || !at_op(p, ','))
        return first;
    Target *several = ARENA_NEW(p->arena, Target);
    several->first = first;
    several->count = 1;
    for (Target *last = first; skip_op(p, ','); last = last->next) {
        if (peek(p)->kind != TOKEN_NAME && !at_op(p, '('))
            break;
        last->next = one_target(p, attributes);
        if (!last->next)
            return NULL;
        several->count++;
    }
    several->at = span_from(p, at);
    return several;
}

/* ------------------------------------------------------------ bodies */

static bool tag_end(Parser *p)
{
    if (peek(p)->kind != TOKEN_TAG_END)
        return unexpected(p, STR("'%}'"));
    take(p);
    return true;
}

/* At {% NAME, with NAME one that only ends or divides another tag. */
static bool at_divider(const Parser *p)
{
    Str name = p->tokens[p->at + 1].text;

    return peek(p)->kind == TOKEN_TAG &&
           p->tokens[p->at + 1].kind == TOKEN_NAME &&
           (str_starts(name, STR("end")) || str_eq(name, STR("else")) ||
            str_eq(name, STR("elif")));
}

/* Takes {% NAME; the caller goes on behind it. */
static bool skip_divider(Parser *p, Str name)
{
    if (!at_divider(p) || !str_eq(p->tokens[p->at + 1].text, name))
        return false;
    p->at += 2;
    return true;
}

static bool missing_end(Parser *p, const Node *n, Str end)
{
    Diag *diag;

    if (peek(p)->kind == TOKEN_END) {
        diag = diag_add(p->d, TEMPLATE_UNCLOSED, p->src, n->at, STRS(n->text));
    } else {
        const Token *t = &p->tokens[p->at + 1];
        diag = diag_add(p->d, TEMPLATE_WRONG_END, p->src, t->at,
                        STRS(t->text, end));
        diag_note(p->d, diag, TEMPLATE_OPENED_HERE, p->src, n->at,
                  STRS(n->text));
    }
    return false;
}

static bool end_tag(Parser *p, const Node *n)
{
    Str end = str_printf(p->arena, "end" STR_FMT, STR_ARG(n->text));

    if (!skip_divider(p, end))
        return missing_end(p, n, end);
    return tag_end(p);
}

/* ... %} body {% endX %} */
static bool closed_body(Parser *p, Node *n)
{
    return tag_end(p) && parse_body(p, &n->body) && end_tag(p, n);
}

/* ------------------------------------------------------------ if, for */

static bool parse_branches(Parser *p, Node *n, const Node *opener)
{
    n->expr = parse_expr_or_tuple(p);
    if (!n->expr || !tag_end(p) || !parse_body(p, &n->body))
        return false;
    if (skip_divider(p, STR("elif"))) {
        Node *other = ARENA_NEW(p->arena, Node);
        other->kind = NODE_IF;
        other->at = p->tokens[p->at - 1].at;
        other->text = opener->text;
        n->otherwise.first = other;
        return parse_branches(p, other, opener);
    }
    if (skip_divider(p, STR("else")) &&
        (!tag_end(p) || !parse_body(p, &n->otherwise)))
        return false;
    return end_tag(p, opener);
}

static bool parse_if(Parser *p, Node *n)
{
    n->kind = NODE_IF;
    return parse_branches(p, n, n);
}

static bool for_head(Parser *p, Node *n)
{
    n->target = parse_target(p, false);
    if (!n->target || !expect_name(p, STR("in")))
        return false;
    n->expr = parse_or(p);
    if (n->expr && at_op(p, ',')) {
        Expr *first = n->expr;
        n->expr = new_expr(p, EXPR_TUPLE, first->at);
        *VEC_PUSH(&n->expr->items, p->arena) = first;
        while (skip_op(p, ',')) {
            Expr *e = parse_or(p);
            if (!e)
                return false;
            *VEC_PUSH(&n->expr->items, p->arena) = e;
        }
    }
    if (!n->expr)
        return false;
    if (skip_name(p, STR("if")) && (n->filter = parse_expr(p)) == NULL)
        return false;
    n->recursive = skip_name(p, STR("recursive"));
    return tag_end(p);
}

static bool parse_for(Parser *p, Node *n)
{
    bool outer = p->uses_loop;

    n->kind = NODE_FOR;
    if (!for_head(p, n))
        return false;
    p->loops++;
    bool good = parse_body(p, &n->body);
    p->loops--;
    /* What is included or called in the body may ask for `loop` too. */
    n->has_loop = true;
    p->uses_loop = outer;
    if (good && skip_divider(p, STR("else")))
        good = tag_end(p) && parse_body(p, &n->otherwise);
    return good && end_tag(p, n);
}

static bool parse_jump(Parser *p, Node *n)
{
    n->kind = str_eq(n->text, STR("break")) ? NODE_BREAK : NODE_CONTINUE;
    if (p->loops)
        return tag_end(p);
    diag_add(p->d, TEMPLATE_NO_LOOP, p->src, n->at, STRS(n->text));
    return false;
}

/* ------------------------------------------------------------ set, with, do */

static bool parse_set(Parser *p, Node *n)
{
    n->kind = NODE_SET;
    n->target = parse_target(p, true);
    if (!n->target)
        return false;
    if (skip_op(p, '=')) {
        n->expr = parse_expr_or_tuple(p);
        return n->expr && tag_end(p);
    }
    n->kind = NODE_SET_BLOCK;
    if (skip_op(p, '|') && (n->expr = parse_filter_chain(p)) == NULL)
        return false;
    return closed_body(p, n);
}

/* Keeps one target and one value for each pair. */
static bool parse_with(Parser *p, Node *n)
{
    Target **last;

    n->kind = NODE_WITH;
    n->target = ARENA_NEW(p->arena, Target);
    last = &n->target->first;
    while (peek(p)->kind != TOKEN_TAG_END) {
        Target *t = parse_target(p, false);
        if (!t || !expect_op(p, '=', STR("'=' and a value")))
            return false;
        Expr *e = parse_expr(p);
        if (!e)
            return false;
        *last = t;
        last = &t->next;
        *VEC_PUSH(&n->values, p->arena) = e;
        if (!skip_op(p, ','))
            break;
    }
    return closed_body(p, n);
}

static bool parse_do(Parser *p, Node *n)
{
    n->kind = NODE_DO;
    n->expr = parse_expr_or_tuple(p);
    return n->expr && tag_end(p);
}

static bool parse_filter_tag(Parser *p, Node *n)
{
    n->kind = NODE_FILTER;
    n->expr = parse_filter_chain(p);
    return n->expr && closed_body(p, n);
}

static bool parse_autoescape(Parser *p, Node *n)
{
    n->kind = NODE_AUTOESCAPE;
    n->expr = parse_expr(p);
    return n->expr && closed_body(p, n);
}

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
        Diag *diag = diag_add(p->d, TEMPLATE_BLOCK_TWICE, p->src, at,
                              STRS(name->text));
        diag_note(p->d, diag, TEMPLATE_FIRST_HERE, p->src, before->at,
                  NO_STRS);
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
    const Token *t = peek(p);
    if (t->kind == TOKEN_NAME && str_eq(t->text, n->block->name))
        take(p);
    else if (t->kind == TOKEN_NAME)
        return unexpected(p, str_printf(p->arena, "'" STR_FMT "'",
                                        STR_ARG(n->block->name)));
    return tag_end(p);
}

static bool parse_block(Parser *p, Node *n)
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
    bool good = tag_end(p) && parse_body(p, &b->body);
    p->loops = loops;
    return good && block_end(p, n);
}

/* A template named by a constant is loaded with this one. */
static void need(Parser *p, const Expr *e, bool ignore_missing)
{
    if (!e)
        return;
    if (e->kind == EXPR_CONST && e->value.kind == VALUE_STR) {
        void **slot = map_at(&p->into->parts, p->arena, e->value.as.s);
        if (!*slot && !ignore_missing)
            *slot = (void *)e;
    } else if (e->kind == EXPR_CHOICE) {
        need(p, e->b, ignore_missing);
        need(p, e->c, ignore_missing);
    } else if (e->kind == EXPR_LIST || e->kind == EXPR_TUPLE) {
        for (size_t i = 0; i < e->items.len; i++)
            need(p, e->items.items[i], true);
    }
}

static bool parse_extends(Parser *p, Node *n)
{
    n->kind = NODE_EXTENDS;
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

static bool parse_include(Parser *p, Node *n)
{
    n->kind = NODE_INCLUDE;
    n->context = true;
    n->expr = parse_expr(p);
    n->ignore_missing = skip_two(p, STR("ignore"), STR("missing"));
    context_words(p, n);
    need(p, n->expr, n->ignore_missing);
    return n->expr && tag_end(p);
}

static bool parse_import(Parser *p, Node *n)
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
    Import *import = VEC_PUSH(&n->imports, p->arena);
    *import = (Import){name->text, name, t->at};
    if (skip_name(p, STR("as")))
        import->as = parse_name(p);
    return import->as != NULL;
}

static bool at_context(const Parser *p)
{
    return (at_name(p, STR("with")) || at_name(p, STR("without"))) &&
           str_eq(peek(p)[1].text, STR("context"));
}

static bool parse_from(Parser *p, Node *n)
{
    n->kind = NODE_FROM;
    n->expr = parse_expr(p);
    if (!n->expr || !expect_name(p, STR("import")))
        return false;
    need(p, n->expr, false);
    do {
        if (at_context(p) || peek(p)->kind == TOKEN_TAG_END)
            break;
        if (!one_import(p, n))
            return false;
    } while (skip_op(p, ','));
    context_words(p, n);
    return tag_end(p);
}

/* ------------------------------------------------------------ macros */

static bool one_param(Parser *p, Macro *m)
{
    const Symbol *name = parse_name(p);

    if (!name)
        return false;
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
    if (!expect_op(p, '(', STR("'('")))
        return false;
    while (!at_op(p, ')')) {
        if (!one_param(p, m))
            return false;
        if (!skip_op(p, ',') && !at_op(p, ')'))
            return unexpected(p, STR("',' or ')'"));
    }
    take(p);
    return true;
}

static bool macro_body(Parser *p, Node *n, Macro *m)
{
    Macro *outer = p->macro;
    size_t loops = p->loops;

    p->macro = m;
    p->loops = 0;
    bool good = closed_body(p, n);
    p->macro = outer;
    p->loops = loops;
    m->body = n->body;
    n->macro = m;
    return good;
}

static bool parse_macro(Parser *p, Node *n)
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

static bool parse_call(Parser *p, Node *n)
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

/* ------------------------------------------------------------ all of them */

static const Tag tags[] = {
    {"if", parse_if},
    {"for", parse_for},
    {"set", parse_set},
    {"block", parse_block},
    {"extends", parse_extends},
    {"include", parse_include},
    {"import", parse_import},
    {"from", parse_from},
    {"macro", parse_macro},
    {"call", parse_call},
    {"filter", parse_filter_tag},
    {"with", parse_with},
    {"autoescape", parse_autoescape},
    {"do", parse_do},
    {"break", parse_jump},
    {"continue", parse_jump},
};

static bool unknown_tag(Parser *p, const Token *t)
{
    Str names[COUNT(tags)];

    for (size_t i = 0; i < COUNT(tags); i++)
        names[i] = str_of(tags[i].name);
    Diag *diag = diag_add(p->d, TEMPLATE_NO_TAG, p->src, t->at,
                          STRS(t->text));
    diag_suggest(p->d, diag, text_closest(t->text, names, COUNT(tags)));
    return false;
}

static bool parse_tag(Parser *p, Node *n)
{
    take(p);
    const Token *t = peek(p);
    if (t->kind != TOKEN_NAME)
        return unexpected(p, STR("a tag's name"));
    n->text = t->text;
    n->at = t->at;
    for (size_t i = 0; i < COUNT(tags); i++) {
        if (!str_eq(t->text, str_of(tags[i].name)))
            continue;
        take(p);
        return tags[i].parse(p, n);
    }
    return unknown_tag(p, t);
}

static bool parse_print(Parser *p, Node *n)
{
    take(p);
    n->kind = NODE_PRINT;
    n->expr = parse_expr_or_tuple(p);
    if (!n->expr)
        return false;
    if (peek(p)->kind != TOKEN_PRINT_END)
        return unexpected(p, STR("'}}'"));
    take(p);
    return true;
}

/* To the tag behind the one with the error, to find the next error. */
static void recover(Parser *p)
{
    while (peek(p)->kind != TOKEN_END && peek(p)->kind != TOKEN_TAG_END &&
           peek(p)->kind != TOKEN_PRINT_END)
        take(p);
    take(p);
}

static bool parse_node(Parser *p, Node *n)
{
    const Token *t = peek(p);

    n->at = t->at;
    if (t->kind == TOKEN_TEXT) {
        n->kind = NODE_TEXT;
        n->text = take(p)->text;
        return true;
    }
    return t->kind == TOKEN_PRINT ? parse_print(p, n) : parse_tag(p, n);
}

/* Only errors inside {{ }} leave the nesting of tags certain. */
static bool parse_body(Parser *p, Body *out)
{
    const Node **last = &out->first;
    bool good = true;

    if (!enter(p))
        return false;
    while (peek(p)->kind != TOKEN_END && !at_divider(p)) {
        bool print = peek(p)->kind == TOKEN_PRINT;
        Node *n = ARENA_NEW(p->arena, Node);
        size_t depth = p->depth;
        if (!parse_node(p, n)) {
            if (!print)
                return false;
            p->depth = depth;
            recover(p);
            good = false;
        }
        *last = n;
        last = &n->next;
    }
    p->depth--;
    return good;
}

bool parse_template(Parser *p)
{
    if (!parse_body(p, &p->into->body))
        return false;
    if (peek(p)->kind == TOKEN_END)
        return true;
    const Token *t = &p->tokens[p->at + 1];
    diag_add(p->d, TEMPLATE_STRAY_END, p->src, t->at, STRS(t->text));
    return false;
}
