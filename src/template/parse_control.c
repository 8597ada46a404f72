/* parse_control.c - the tags that choose, repeat and assign. */
#include "template/parser.h"

/* ------------------------------------------------------------ if, for */

/* ... %} and what the page need not come to. */
static bool branch_body(Parser *p, const Node *opener, Body *out)
{
    size_t unknown = p->unknown.len;

    p->branches++;
    bool good = tag_end(p) && parse_inside(p, opener, out);
    p->branches--;
    unknown_maybe(p, unknown);
    return good;
}

/* What stands behind `if` or `elif`, up to the next divider. */
static bool branch(Parser *p, Node *n, const Node *opener)
{
    n->expr = parse_expr_or_tuple(p);
    return n->expr && branch_body(p, opener, &n->body);
}

/* An `elif` is an `if` alone in the `otherwise` of the one before. */
bool parse_if(Parser *p, Node *n)
{
    Node *last = n;

    n->kind = NODE_IF;
    if (!branch(p, n, n))
        return false;
    while (skip_divider(p, STR("elif"))) {
        Node *other = ARENA_NEW(p->arena, Node);
        other->kind = NODE_IF;
        other->is_elif = true;
        other->at = p->tokens[p->at - 1].at;
        if (!branch(p, other, n) && !recover_branch(p, n))
            return false;
        last->otherwise.first = other;
        last = other;
    }
    if (skip_divider(p, STR("else")) && !branch_body(p, n, &last->otherwise))
        return false;
    return end_tag(p, n);
}

static Expr *iterated(Parser *p)
{
    Expr *first = parse_or(p);

    if (!first || !at_op(p, ','))
        return first;
    Expr *several = new_expr(p, EXPR_TUPLE, first->at);
    *VEC_PUSH(&several->items, p->arena) = first;
    while (skip_op(p, ',')) {
        Expr *e = parse_or(p);
        if (!e)
            return NULL;
        *VEC_PUSH(&several->items, p->arena) = e;
    }
    several->at = span_from(p, first->at);
    return several;
}

static bool for_head(Parser *p, Node *n)
{
    p->loops++;
    n->target = parse_target(p, false);
    p->loops--;
    if (!n->target || !expect_name(p, STR("in")))
        return false;
    n->expr = iterated(p);
    if (!n->expr)
        return false;
    if (skip_name(p, STR("if")) && (n->filter = parse_expr(p)) == NULL)
        return false;
    n->recursive = skip_name(p, STR("recursive"));
    return tag_end(p);
}

bool parse_for(Parser *p, Node *n)
{
    n->kind = NODE_FOR;
    if (!for_head(p, n))
        return false;
    p->loops++;
    bool good = parse_inside(p, n, &n->body);
    p->loops--;
    if (good && skip_divider(p, STR("else")))
        good = tag_end(p) && parse_inside(p, n, &n->otherwise);
    return good && end_tag(p, n);
}

bool parse_jump(Parser *p, Node *n)
{
    n->kind = str_eq(n->text, STR("break")) ? NODE_BREAK : NODE_CONTINUE;
    if (p->loops)
        return tag_end(p);
    diag_add(p->d, TEMPLATE_NO_LOOP, p->src, n->at, STRS(n->text));
    return false;
}

/* ------------------------------------------------------------ set, with, do */

bool parse_set(Parser *p, Node *n)
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
bool parse_with(Parser *p, Node *n)
{
    Target **last;

    n->kind = NODE_WITH;
    n->target = ARENA_NEW(p->arena, Target);
    last = &n->target->first;
    while (peek(p)->kind != TOKEN_TAG_END) {
        Target *t = parse_target(p, false);
        if (!t || !expect_op(p, '='))
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

bool parse_do(Parser *p, Node *n)
{
    n->kind = NODE_DO;
    n->expr = parse_expr_or_tuple(p);
    return n->expr && tag_end(p);
}

bool parse_filter_tag(Parser *p, Node *n)
{
    n->kind = NODE_FILTER;
    n->expr = parse_filter_chain(p);
    return n->expr && closed_body(p, n);
}

bool parse_autoescape(Parser *p, Node *n)
{
    n->kind = NODE_AUTOESCAPE;
    n->expr = parse_expr(p);
    return n->expr && closed_body(p, n);
}
