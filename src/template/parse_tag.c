/* parse_tag.c - statements.
 *
 * To add a tag: write its function, in parse_control.c or parse_parts.c, its
 * line in parser.h and a row in `tags`.
 */
#include "template/parser.h"

#include "base/text.h"

static bool reserved(Str s)
{
    static const Str words[] = {STR_INIT("true"),  STR_INIT("false"),
                                STR_INIT("none"),  STR_INIT("True"),
                                STR_INIT("False"), STR_INIT("None"),
                                STR_INIT("and"),   STR_INIT("or"),
                                STR_INIT("not"),   STR_INIT("in"),
                                STR_INIT("is"),    STR_INIT("if"),
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
        unexpected(p, TEMPLATE_EXPECTED_NAME, STR(""));
        return NULL;
    }
    if (reserved(t->text)) {
        diag_add(p->d, TEMPLATE_RESERVED, p->src, t->at, STRS(t->text));
        return NULL;
    }
    if (p->loops && str_eq(t->text, STR("loop"))) {
        diag_add(p->d, TEMPLATE_LOOP_NAME, p->src, t->at, NO_STRS);
        return NULL;
    }
    return template_symbol(p->set, take(p)->text);
}

static Target *one_target(Parser *p, bool attributes)
{
    Span at = peek(p)->at;

    if (skip_op(p, '(')) {
        Target *several = parse_target(p, attributes);
        return several && expect_op(p, ')') ? several : NULL;
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
        if ((peek(p)->kind != TOKEN_NAME || at_name(p, STR("in"))) &&
            !at_op(p, '('))
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

bool tag_end(Parser *p)
{
    if (peek(p)->kind != TOKEN_TAG_END)
        return unexpected(p, TEMPLATE_EXPECTED, STR("%}"));
    take(p);
    return true;
}

/* At {% NAME, with NAME one that only ends or divides another tag. */
static bool at_divider(const Parser *p)
{
    const Token *t = peek(p);

    return t->kind == TOKEN_TAG && t[1].kind == TOKEN_NAME &&
           (str_starts(t[1].text, STR("end")) ||
            str_eq(t[1].text, STR("else")) || str_eq(t[1].text, STR("elif")));
}

bool skip_divider(Parser *p, Str name)
{
    if (!at_divider(p) || !str_eq(p->tokens[p->at + 1].text, name))
        return false;
    p->at += 2;
    return true;
}

bool missing_end(Parser *p, const Node *n, Str end)
{
    p->lost = true;
    if (peek(p)->kind == TOKEN_END) {
        diag_add(p->d, TEMPLATE_UNCLOSED, p->src, n->at, STRS(n->text));
    } else {
        const Token *t = &p->tokens[p->at + 1];
        Diag *diag = diag_add(p->d, TEMPLATE_WRONG_END, p->src, t->at,
                              STRS(t->text, end));
        diag_note(p->d, diag, TEMPLATE_OPENED_HERE, p->src, n->at,
                  STRS(n->text));
    }
    return false;
}

bool end_tag(Parser *p, const Node *n)
{
    Str end = str_printf(p->arena, "end" STR_FMT, STR_ARG(n->text));

    if (!skip_divider(p, end))
        return missing_end(p, n, end);
    if (!tag_end(p))
        recover(p);
    return true;
}

bool parse_inside(Parser *p, const Node *n, Body *out)
{
    Str outer = p->inside;

    if (n->kind != NODE_IF)
        p->inside = n->text;
    bool good = parse_body(p, out);
    p->inside = outer;
    return good;
}

bool closed_body(Parser *p, Node *n)
{
    return tag_end(p) && parse_inside(p, n, &n->body) && end_tag(p, n);
}

/* ------------------------------------------------------------ errors */

void recover(Parser *p)
{
    while (peek(p)->kind != TOKEN_END && peek(p)->kind != TOKEN_TAG_END &&
           peek(p)->kind != TOKEN_PRINT_END)
        take(p);
    take(p);
}

bool recover_branch(Parser *p, const Node *n)
{
    Body ignored;

    if (p->lost)
        return false;
    recover(p);
    return parse_inside(p, n, &ignored);
}

/* Is {% endNAME somewhere below? */
static bool ends_below(const Parser *p, Str end)
{
    for (const Token *t = peek(p); t->kind != TOKEN_END; t++)
        if (t->kind == TOKEN_TAG && t[1].kind == TOKEN_NAME &&
            str_eq(t[1].text, end))
            return true;
    return false;
}

static bool assigns(const Parser *p, size_t name)
{
    for (const Token *t = &p->tokens[name]; t->kind != TOKEN_TAG_END; t++)
        if (t->kind == TOKEN_OPERATOR && t->op == '=')
            return true;
    return false;
}

/* The head of the tag whose name is token `name` is wrong.  Goes on behind it
 * or, if it has one, behind its body, to find the next error. */
static bool recover_tag(Parser *p, const Node *n, size_t name)
{
    Str end = str_printf(p->arena, "end" STR_FMT, STR_ARG(n->text));

    if (p->lost)
        return false;
    bool set = str_eq(n->text, STR("set")) && assigns(p, name);
    recover(p);
    if (set || !ends_below(p, end))
        return true;
    do {
        Body ignored;
        if (!parse_inside(p, n, &ignored))
            return false;
        if (skip_divider(p, end)) {
            recover(p);
            return true;
        }
        bool divided =
            skip_divider(p, STR("elif")) || skip_divider(p, STR("else"));
        if (!divided)
            return missing_end(p, n, end);
        recover(p);
    } while (true);
}

/* ------------------------------------------------------------ all of them */

static const struct {
    const char *name;
    bool (*parse)(Parser *p, Node *n);
} tags[] = {
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
    Diag *diag = diag_add(p->d, TEMPLATE_NO_TAG, p->src, t->at, STRS(t->text));
    diag_suggest(p->d, diag, text_closest(t->text, names, COUNT(tags)));
    return false;
}

static bool tag_of_name(Parser *p, Node *n)
{
    const Token *t = peek(p);

    for (size_t i = 0; i < COUNT(tags); i++) {
        if (!str_eq(t->text, str_of(tags[i].name)))
            continue;
        take(p);
        return tags[i].parse(p, n);
    }
    return unknown_tag(p, t);
}

static bool parse_tag(Parser *p, Node *n)
{
    take(p);
    const Token *t = peek(p);
    size_t name = p->at, depth = p->depth, loops = p->loops;

    n->text = t->text;
    n->at = t->at;
    if (t->kind != TOKEN_NAME) {
        unexpected(p, TEMPLATE_EXPECTED_TAG, STR(""));
        recover(p);
        return true;
    }
    if (tag_of_name(p, n))
        return true;
    p->depth = depth;
    p->loops = loops;
    return recover_tag(p, n, name);
}

static bool print_inside(Parser *p, Node *n)
{
    n->kind = NODE_PRINT;
    n->expr = parse_expr_or_tuple(p);
    if (!n->expr)
        return false;
    return peek(p)->kind == TOKEN_PRINT_END ||
           unexpected(p, TEMPLATE_EXPECTED, STR("}}"));
}

static bool parse_print(Parser *p, Node *n)
{
    size_t depth = p->depth;

    take(p);
    if (print_inside(p, n))
        take(p);
    else
        recover(p);
    p->depth = depth;
    return !p->lost;
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

bool parse_body(Parser *p, Body *out)
{
    const Node **last = &out->first;

    out->first = NULL;
    if (!enter(p))
        return false;
    while (peek(p)->kind != TOKEN_END && !at_divider(p)) {
        Node *n = ARENA_NEW(p->arena, Node);
        if (!parse_node(p, n))
            return false;
        *last = n;
        last = &n->next;
    }
    p->depth--;
    return true;
}

bool parse_template(Parser *p)
{
    size_t before = p->d->errors;

    if (parse_body(p, &p->into->body) && peek(p)->kind != TOKEN_END) {
        const Token *t = &p->tokens[p->at + 1];
        diag_add(p->d, TEMPLATE_STRAY_END, p->src, t->at, STRS(t->text));
    }
    report_unknown(p);
    return p->d->errors == before;
}
