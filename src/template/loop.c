/* loop.c - {% for %}, and the `loop` in it.
 *
 * Items are fetched one at a time, as in Jinja: what the body changes is seen
 * by the filter of the next turn.  Only loop.last and loop.nextitem look one
 * item ahead, and loop.length, where a filter must say how many there are, at
 * all that are left.
 */
#include "template/render.h"

#include "template/args.h"

#include "base/utf8.h"

struct Loop {
    Object object;
    Loop *next_free;
    Render *r;
    const Node *node;
    Where where; /* of the tag */
    int64_t depth0, index0;

    Value of;        /* what is iterated */
    size_t at;       /* into it: items, or bytes of a string */
    size_t len;      /* of an object */
    const Str *keys; /* of an object that is a mapping */
    bool filter;     /* the tag has one, and it is yet to be asked */

    Value before, current, after;
    bool has_after;  /* `after` was fetched already */
    bool kept;       /* a value that stays may ask it */
    int64_t length;  /* -1: not known yet */
    Value last_seen; /* by loop.changed */
};

/* ------------------------------------------------------------ items */

static bool start_object(Loop *l)
{
    const ObjectType *t = l->of.as.object->type;
    const void *self = l->of.as.object->self;

    if (t->len) {
        l->len = t->len(self);
    } else if (t->keys) {
        l->len = t->keys(&l->r->reader, self, &l->keys);
    } else {
        return false;
    }
    return true;
}

static bool can_start(Loop *l)
{
    switch ((ValueKind)l->of.kind) {
    case VALUE_OBJECT:
        return start_object(l);
    case VALUE_UNDEFINED: /* a lenient one: nothing */
    case VALUE_STR:
    case VALUE_LIST:
    case VALUE_DICT:
        return true;
    default:
        return false;
    }
}

static bool fetch(Loop *l, Value *out)
{
    size_t from = l->at;

    switch ((ValueKind)l->of.kind) {
    case VALUE_STR:
        if (from >= l->of.as.s.len)
            return false;
        utf8_next(l->of.as.s, &l->at);
        *out = value_str(str_slice(l->of.as.s, from, l->at));
        return true;
    case VALUE_LIST:
        if (from >= l->of.as.list->len)
            return false;
        *out = l->of.as.list->items[l->at++];
        return true;
    case VALUE_DICT:
        if (from >= l->of.as.dict->len)
            return false;
        *out = l->of.as.dict->entries[l->at++].key;
        return true;
    case VALUE_OBJECT:
        if (from >= l->len)
            return false;
        *out = l->keys ? value_str(l->keys[from])
                       : value_at(&l->r->reader, l->of, from);
        l->at++;
        return true;
    default:
        return false;
    }
}

/* In a scope of its own, since the item may be one that is only looked at
 * ahead of its turn. */
static bool passes(Loop *l, Value item, bool *out)
{
    Render *r = l->r;
    Where from = r->here;

    r->here = l->where;
    r->here.scope = scope_new(r, l->where.scope);
    bool good = step(r, l->node->filter->at) &&
                assign(r, l->node->target, item) &&
                eval_truth(r, l->node->filter, out);
    scope_drop(r, r->here.scope);
    r->here = from;
    return good;
}

/* The next item that the filter lets through; false at the end or after an
 * error. */
static bool next_item(Loop *l, Value *out)
{
    bool passed = true;

    if (l->has_after) {
        l->has_after = false;
        *out = l->after;
        return true;
    }
    while (fetch(l, out)) {
        if (l->filter && !passes(l, *out, &passed))
            return false;
        if (passed)
            return true;
    }
    return false;
}

static bool look_ahead(Loop *l)
{
    if (!l->has_after)
        l->has_after = next_item(l, &l->after);
    return l->has_after;
}

/* ------------------------------------------------------------ loop.* */

static int64_t length_without_filter(const Loop *l)
{
    if (l->of.kind == VALUE_OBJECT)
        return (int64_t)l->len;
    if (l->of.kind == VALUE_UNDEFINED)
        return 0;
    return (int64_t)value_len(&l->r->reader, l->of);
}

/* The filter is asked for all that are left, which then are a list. */
static int64_t length_with_filter(Loop *l)
{
    List *rest = list_new(l->r->arena, 0);
    Value v;

    while (next_item(l, &v)) {
        list_push(rest, l->r->arena, v);
        charge(l->r, sizeof v);
    }
    l->of = value_list(rest);
    l->at = 0;
    l->filter = false;
    return l->index0 + 1 + (int64_t)rest->len;
}

static int64_t length(Loop *l)
{
    if (l->length < 0)
        l->length =
            l->filter ? length_with_filter(l) : length_without_filter(l);
    return l->length;
}

/* loop.cycle(a, b, ...) */
static bool cycle(TemplateCall *call, Value *result)
{
    const Loop *l = template_self(call);
    size_t n = template_args(call);

    if (n == 0)
        return template_call_error(call, TEMPLATE_ARG_NEEDED,
                                   STRS(STR("cycle"), STR("item")));
    *result = template_arg(call, (size_t)l->index0 % n);
    return true;
}

/* loop.changed(a, b, ...): is it not what it was in the turn before? */
static bool changed(TemplateCall *call, Value *result)
{
    Loop *l = (Loop *)template_self(call);
    Reader *r = template_reader(call);
    List *now = list_new(r->arena, template_args(call));

    now->tuple = true;
    for (size_t i = 0; i < template_args(call); i++)
        list_push(now, r->arena, template_arg(call, i));
    bool same = l->last_seen.kind == VALUE_LIST &&
                value_eq(r, l->last_seen, value_list(now));
    l->last_seen = value_list(now);
    return template_charge(call, sizeof *now + now->len * sizeof(Value)) &&
           answer_bool(result, !same);
}

static const TemplateRow cycle_row = {"cycle", cycle, "*?",
                                      "one of its arguments, in turn"};
static const TemplateRow changed_row = {
    "changed", changed, "*?", "whether its arguments are not the last ones"};

/* clang-format off */
static const Str names[] = {
    STR_INIT("index"), STR_INIT("index0"), STR_INIT("first"),
    STR_INIT("last"), STR_INIT("length"), STR_INIT("revindex"),
    STR_INIT("revindex0"), STR_INIT("previtem"), STR_INIT("nextitem"),
    STR_INIT("depth"), STR_INIT("depth0"), STR_INIT("cycle"),
    STR_INIT("changed"),
};
/* clang-format on */

enum {
    LOOP_INDEX,
    LOOP_INDEX0,
    LOOP_FIRST,
    LOOP_LAST,
    LOOP_LENGTH,
    LOOP_REVINDEX,
    LOOP_REVINDEX0,
    LOOP_PREVITEM,
    LOOP_NEXTITEM,
    LOOP_DEPTH,
    LOOP_DEPTH0,
    LOOP_CYCLE,
    LOOP_CHANGED,
};

static Value loop_member(Loop *l, Arena *a, size_t i)
{
    switch (i) {
    case LOOP_INDEX:
        return value_int(l->index0 + 1);
    case LOOP_INDEX0:
        return value_int(l->index0);
    case LOOP_FIRST:
        return value_bool(l->index0 == 0);
    case LOOP_LAST:
        return value_bool(!look_ahead(l));
    case LOOP_LENGTH:
        return value_int(length(l));
    case LOOP_REVINDEX:
        return value_int(length(l) - l->index0);
    case LOOP_REVINDEX0:
        return value_int(length(l) - l->index0 - 1);
    case LOOP_PREVITEM:
        return l->index0 ? l->before : (Value){0};
    case LOOP_NEXTITEM:
        return look_ahead(l) ? l->after : (Value){0};
    case LOOP_DEPTH:
        return value_int(l->depth0 + 1);
    case LOOP_DEPTH0:
        return value_int(l->depth0);
    case LOOP_CYCLE:
        return template_bound(a, &cycle_row, l);
    default:
        return template_bound(a, &changed_row, l);
    }
}

static bool loop_get(Reader *r, const void *self, Value key, Value *out)
{
    if (key.kind != VALUE_STR)
        return false;
    for (size_t i = 0; i < COUNT(names); i++) {
        if (!str_eq(key.as.s, names[i]))
            continue;
        *out = loop_member((Loop *)self, r->arena, i);
        return true;
    }
    return false;
}

static size_t loop_keys(Reader *r, const void *self, const Str **out)
{
    (void)r, (void)self;
    *out = names;
    return COUNT(names);
}

const ObjectType loop_type = {.name = "loop",
                              .get = loop_get,
                              .keys = loop_keys};

/* ------------------------------------------------------------ running */

static Loop *loop_new(Render *r, const Node *n, Value of, int64_t depth0)
{
    Loop *l = r->free_loops;

    if (l) {
        r->free_loops = l->next_free;
    } else {
        l = ARENA_NEW(r->arena, Loop);
        charge(r, sizeof *l);
    }
    *l = (Loop){.object = {&loop_type, l},
                .r = r,
                .node = n,
                .where = r->here,
                .depth0 = depth0,
                .index0 = -1,
                .of = of,
                .filter = n->filter != NULL,
                .length = -1};
    return l;
}

static Flow turn(Render *r, Loop *l)
{
    const Symbol *name = r->here.tpl->words.loop;
    Value loop = {.kind = VALUE_OBJECT, .as.object = &l->object};

    if (r->here.scope->len == 0)
        scope_put(r, r->here.scope, name, loop);
    if (!step(r, l->node->at) || !assign(r, l->node->target, l->current))
        return FLOW_FAIL;
    return run_body(r, &l->node->body);
}

static Flow turns(Render *r, Loop *l)
{
    Flow flow = FLOW_ON;
    Value item;

    while (flow == FLOW_ON && next_item(l, &item)) {
        l->before = l->current;
        l->current = item;
        l->index0++;
        l->kept |= r->here.scope->kept;
        r->here.scope = scope_again(r, r->here.scope, r->here.scope->len > 0);
        flow = turn(r, l);
        if (flow == FLOW_CONTINUE)
            flow = FLOW_ON;
    }
    return r->failed ? FLOW_FAIL : flow == FLOW_BREAK ? FLOW_ON : flow;
}

static Flow otherwise(Render *r, const Node *n)
{
    Scope *outer = r->here.scope;

    if (!n->otherwise.first)
        return FLOW_ON;
    r->here.scope = scope_new(r, outer);
    Flow flow = run_body(r, &n->otherwise);
    scope_drop(r, r->here.scope);
    r->here.scope = outer;
    return flow;
}

static Flow run_loop(Render *r, const Node *n, const Expr *e, Value of,
                     int64_t depth0)
{
    Scope *outer = r->here.scope;
    Loop *l = loop_new(r, n, of, depth0);

    if (!can_start(l)) {
        fault(r, e->at, TEMPLATE_NOT_ITERABLE, STRS(value_kind_name(of)));
        return FLOW_FAIL;
    }
    r->here.scope = scope_new(r, outer);
    Flow flow = turns(r, l);
    bool kept = l->kept || r->here.scope->kept;
    bool none = l->index0 < 0;
    scope_drop(r, r->here.scope);
    r->here.scope = outer;
    if (!kept) {
        l->next_free = r->free_loops;
        r->free_loops = l;
    }
    return flow == FLOW_ON && none ? otherwise(r, n) : flow;
}

Flow run_for(Render *r, const Node *n)
{
    Value of;

    return eval_defined(r, n->expr, &of) ? run_loop(r, n, n->expr, of, 0)
                                         : FLOW_FAIL;
}

/* loop(children): the loop once more, one deeper. */
bool call_loop(Render *r, const Expr *e, const Object *loop, const Given *given,
               Value *out)
{
    const Loop *l = loop->self;
    size_t mark = r->out->len;
    Where from = r->here;
    Caller caller = {r->caller, TEMPLATE_CALLED_HERE, from.tpl, e->at,
                     STR("loop")};

    if (!l->node->recursive)
        return fault(r, e->at, TEMPLATE_NOT_RECURSIVE, NO_STRS);
    if (given->n != 1 || given->named.len)
        return fault(r, e->at, TEMPLATE_ARGS_MANY, STRS(STR("loop"), STR("1")));
    if (given->values[0].kind == VALUE_UNDEFINED && !given->values[0].safe)
        return fault_undefined(r, e->args->positional.len
                                      ? e->args->positional.items[0]
                                      : e);
    if (!step(r, e->at) || !deeper(r, e->at))
        return false;
    r->here = l->where;
    r->here.muted = false;
    r->caller = &caller;
    Flow flow =
        run_loop(r, l->node, l->node->expr, given->values[0], l->depth0 + 1);
    r->caller = caller.prev;
    r->here = from;
    r->depth--;
    if (flow != FLOW_FAIL && out)
        *out = captured(r, mark);
    return flow != FLOW_FAIL;
}
