/* run.c - statements. */
#include "template/render.h"

#include "template/args.h"

#include <stdio.h>

/* ------------------------------------------------------------ assignment */

static bool assign_one(Render *r, const Target *t, Value v)
{
    Scope *owner, *s = r->here.scope;

    if (t->attr.len == 0) {
        Var *var = scope_put(r, s, t->name, v);
        var->exported = s == r->here.ctx->root && t->name->text.ptr[0] != '_';
        return true;
    }
    Value ns = name_value(r, t->name, &owner);
    if (ns.kind != VALUE_OBJECT || ns.as.object->type != &namespace_type)
        return fault(r, t->at, TEMPLATE_NOT_NAMESPACE, STRS(t->name->text));
    template_namespace_put(ns, r->arena, t->attr, v);
    charge(r, sizeof(DictEntry));
    return true;
}

static bool fault_unpack(Render *r, const Target *t, size_t n)
{
    char have[24], want[24];

    snprintf(have, sizeof have, "%zu", n);
    snprintf(want, sizeof want, "%zu", t->count);
    return fault(r, t->at, TEMPLATE_UNPACK, STRS(str_of(have), str_of(want)));
}

bool assign(Render *r, const Target *t, Value v)
{
    if (t->name)
        return assign_one(r, t, v);
    size_t n = value_len(&r->reader, v), i = 0;
    if (n == SIZE_MAX)
        return fault(r, t->at, TEMPLATE_NOT_ITERABLE, STRS(value_kind_name(v)));
    if (n != t->count)
        return fault_unpack(r, t, n);
    for (const Target *one = t->first; one; one = one->next, i++)
        if (!assign(r, one, value_at(&r->reader, v, i)))
            return false;
    return true;
}

static Flow run_set(Render *r, const Node *n)
{
    Value v;

    return eval(r, n->expr, &v) && assign(r, n->target, v) ? FLOW_ON
                                                           : FLOW_FAIL;
}

/* ------------------------------------------------------------ captured text */

/* The body in a scope of its own, its text as a value.  After anything but
 * FLOW_ON the text is dropped. */
static Flow capture(Render *r, const Node *n, Value *out)
{
    size_t mark = r->out->len;
    Where outer = r->here;

    r->here.scope = scope_new(r, outer.scope);
    r->here.muted = false;
    Flow flow = run_body(r, &n->body);
    scope_drop(r, r->here.scope);
    r->here = outer;
    *out = captured(r, mark);
    return flow;
}

/* Through the filters of the tag, if it has any. */
static bool piped(Render *r, const Expr *chain, Value *v)
{
    if (!chain)
        return true;
    r->piped = *v;
    return eval_defined(r, chain, v);
}

static Flow run_set_block(Render *r, const Node *n)
{
    Value v;
    Flow flow = capture(r, n, &v);

    if (flow != FLOW_ON)
        return flow;
    if (!piped(r, n->expr, &v))
        return FLOW_FAIL;
    if (n->expr && v.kind == VALUE_STR)
        v.safe |= r->here.escape != ESCAPE_NONE;
    return assign(r, n->target, v) ? FLOW_ON : FLOW_FAIL;
}

/* What the filters give is the output, whether it is safe or not. */
static Flow run_filter(Render *r, const Node *n)
{
    Value v;
    Flow flow = capture(r, n, &v);

    if (flow != FLOW_ON)
        return flow;
    if (!piped(r, n->expr, &v))
        return FLOW_FAIL;
    v = plain_text(r, v);
    if (v.kind == VALUE_STR)
        v.safe = true;
    return emit(r, n->expr, v) ? FLOW_ON : FLOW_FAIL;
}

/* ------------------------------------------------------------ scopes */

static Flow run_inner(Render *r, const Body *b, Scope *s)
{
    Scope *outer = r->here.scope;

    r->here.scope = s;
    Flow flow = run_body(r, b);
    scope_drop(r, s);
    r->here.scope = outer;
    return flow;
}

/* The values are those of the scope around it: {% with a=1, b=a %} does not
 * see its own a. */
static Flow run_with(Render *r, const Node *n)
{
    Scope *outer = r->here.scope, *inner = scope_new(r, outer);
    const Target *t = n->target->first;
    Value v;

    for (size_t i = 0; i < n->values.len; i++, t = t->next) {
        if (!eval(r, n->values.items[i], &v))
            return FLOW_FAIL;
        r->here.scope = inner;
        bool good = assign(r, t, v);
        r->here.scope = outer;
        if (!good)
            return FLOW_FAIL;
    }
    return run_inner(r, &n->body, inner);
}

/* true, false, or the kind by name. */
static bool escape_named(Value v, bool truth, uint8_t of_template, uint8_t *out)
{
    static const struct {
        Str name;
        uint8_t escape;
    } rows[] = {
        {STR_INIT("html"), ESCAPE_HTML}, {STR_INIT("xml"), ESCAPE_XML},
        {STR_INIT("json"), ESCAPE_JSON}, {STR_INIT("none"), ESCAPE_NONE},
        {STR_INIT("text"), ESCAPE_NONE},
    };

    if (v.kind != VALUE_STR) {
        bool has = of_template != ESCAPE_NONE;
        *out = !truth ? ESCAPE_NONE : has ? of_template : ESCAPE_HTML;
        return true;
    }
    for (size_t i = 0; i < COUNT(rows); i++) {
        if (!str_eq(v.as.s, rows[i].name))
            continue;
        *out = rows[i].escape;
        return true;
    }
    return false;
}

static Flow run_autoescape(Render *r, const Node *n)
{
    uint8_t before = r->here.escape;
    Value v;

    if (!eval_defined(r, n->expr, &v))
        return FLOW_FAIL;
    if (!escape_named(v, value_truth(&r->reader, v),
                      template_escape(r, r->here.tpl), &r->here.escape)) {
        fault(r, n->expr->at, TEMPLATE_ARGUMENT,
              STRS(STR("autoescape"), STR("value"),
                   STR("true | false | 'html' | 'xml' | 'json' | 'none'"),
                   span_text(r->here.tpl->src, n->expr->at)));
        return FLOW_FAIL;
    }
    Flow flow = run_inner(r, &n->body, scope_new(r, r->here.scope));
    r->here.escape = before;
    return flow;
}

/* ------------------------------------------------------------ the others */

static Flow run_print(Render *r, const Node *n)
{
    Value v;

    if (n->expr->kind == EXPR_CALL)
        return eval_call(r, n->expr, NULL, NULL) ? FLOW_ON : FLOW_FAIL;
    return eval(r, n->expr, &v) && emit(r, n->expr, v) ? FLOW_ON : FLOW_FAIL;
}

static Flow run_if(Render *r, const Node *n)
{
    bool truth;

    for (;;) {
        if (!eval_truth(r, n->expr, &truth))
            return FLOW_FAIL;
        if (truth)
            return run_body(r, &n->body);
        const Node *next = n->otherwise.first;
        if (!next || next->kind != NODE_IF || !next->is_elif)
            return run_body(r, &n->otherwise);
        n = next;
    }
}

static Flow run_macro_tag(Render *r, const Node *n)
{
    return assign(r, n->target, macro_value(r, n->macro)) ? FLOW_ON : FLOW_FAIL;
}

static Flow run_call(Render *r, const Node *n)
{
    Value caller = macro_value(r, n->macro);

    return eval_call(r, n->expr, &caller, NULL) ? FLOW_ON : FLOW_FAIL;
}

static Flow run_do(Render *r, const Node *n)
{
    Value v;

    return eval(r, n->expr, &v) ? FLOW_ON : FLOW_FAIL;
}

/* Behind {% extends %} only what has another effect than output is run. */
static bool is_output(const Node *n)
{
    switch ((NodeKind)n->kind) {
    case NODE_TEXT:
    case NODE_PRINT:
    case NODE_BLOCK:
    case NODE_INCLUDE:
    case NODE_CALL:
    case NODE_FILTER:
        return true;
    default:
        return false;
    }
}

static Flow run_node(Render *r, const Node *n)
{
    switch ((NodeKind)n->kind) {
    case NODE_TEXT:
        return put(r, n->at, n->text) ? FLOW_ON : FLOW_FAIL;
    case NODE_PRINT:
        return run_print(r, n);
    case NODE_IF:
        return run_if(r, n);
    case NODE_FOR:
        return run_for(r, n);
    case NODE_SET:
        return run_set(r, n);
    case NODE_SET_BLOCK:
        return run_set_block(r, n);
    case NODE_BLOCK:
        return run_block(r, n);
    case NODE_EXTENDS:
        return run_extends(r, n);
    case NODE_INCLUDE:
        return run_include(r, n);
    case NODE_IMPORT:
        return run_import(r, n);
    case NODE_FROM:
        return run_from(r, n);
    case NODE_MACRO:
        return run_macro_tag(r, n);
    case NODE_CALL:
        return run_call(r, n);
    case NODE_FILTER:
        return run_filter(r, n);
    case NODE_WITH:
        return run_with(r, n);
    case NODE_AUTOESCAPE:
        return run_autoescape(r, n);
    case NODE_DO:
        return run_do(r, n);
    case NODE_BREAK:
        return FLOW_BREAK;
    case NODE_CONTINUE:
        return FLOW_CONTINUE;
    }
    return FLOW_FAIL;
}

Flow run_body(Render *r, const Body *b)
{
    Flow flow = FLOW_ON;

    if (!b->first)
        return FLOW_ON;
    if (!deeper(r, b->first->at))
        return FLOW_FAIL;
    for (const Node *n = b->first; n && flow == FLOW_ON; n = n->next)
        if (!r->here.muted || !is_output(n))
            flow = run_node(r, n);
    r->depth--;
    return flow;
}
