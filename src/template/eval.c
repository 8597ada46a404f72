/* eval.c - expressions. */
#include "template/render.h"

#include "base/escape.h"

Value lenient(void)
{
    return (Value){.kind = VALUE_UNDEFINED, .safe = true};
}

bool eval_defined(Render *r, const Expr *e, Value *out)
{
    if (!eval(r, e, out))
        return false;
    return out->kind != VALUE_UNDEFINED || out->safe || fault_undefined(r, e);
}

bool eval_truth(Render *r, const Expr *e, bool *out)
{
    Value v;

    if (!eval_defined(r, e, &v))
        return false;
    *out = value_truth(&r->reader, v);
    return true;
}

/* A loop that is more than read here may be asked later. */
static bool eval_name(Render *r, const Expr *e, Value *out)
{
    Scope *owner;

    *out = name_value(r, e->name, &owner);
    if (out->kind == VALUE_OBJECT && out->as.object->type == &loop_type)
        scope_keep(owner);
    return true;
}

static bool eval_list(Render *r, const Expr *e, Value *out)
{
    size_t n = e->items.len;

    if (!afford(r, e->at, sizeof(List) + n * sizeof(Value)))
        return false;
    List *l = list_new(r->arena, n);
    l->tuple = e->kind == EXPR_TUPLE;
    l->fresh = true;
    for (size_t i = 0; i < n; i++)
        if (!eval(r, e->items.items[i], &l->items[i]))
            return false;
    l->len = n;
    *out = value_list(l);
    return true;
}

bool put_key(Render *r, Span at, Dict *d, Value key, Value v)
{
    if (!value_hashable(key))
        return fault(r, at, TEMPLATE_KEY, STRS(value_kind_name(key)));
    size_t cap = d->cap;
    dict_put(d, r->arena, key, v);
    charge(r, (d->cap - cap) * 2 * sizeof(DictEntry));
    return true;
}

static bool eval_dict(Render *r, const Expr *e, Value *out)
{
    Dict *d = dict_new(r->arena);
    Value key, v;

    charge(r, sizeof *d);
    d->fresh = true;
    for (size_t i = 0; i < e->items.len; i += 2) {
        const Expr *at = e->items.items[i];
        if (!eval_defined(r, at, &key) || !eval(r, e->items.items[i + 1], &v) ||
            !put_key(r, at->at, d, key, v))
            return false;
    }
    *out = value_dict(d);
    return true;
}

static bool eval_logic(Render *r, const Expr *e, Value *out)
{
    if (!eval_defined(r, e->a, out))
        return false;
    bool truth = value_truth(&r->reader, *out);
    return truth == (e->kind == EXPR_OR) || eval(r, e->b, out);
}

static bool eval_not(Render *r, const Expr *e, Value *out)
{
    bool truth;

    if (!eval_truth(r, e->a, &truth))
        return false;
    *out = value_bool(!truth);
    return true;
}

static bool eval_choice(Render *r, const Expr *e, Value *out)
{
    bool truth;

    *out = lenient();
    if (!eval_truth(r, e->a, &truth))
        return false;
    if (truth)
        return eval(r, e->b, out);
    return !e->c || eval(r, e->c, out);
}

static bool eval_compound(Render *r, const Expr *e, Value *out)
{
    switch ((ExprKind)e->kind) {
    case EXPR_CONST:
    case EXPR_NAME:
        break;
    case EXPR_ATTR:
        return eval_attribute(r, e, out);
    case EXPR_ITEM:
        return eval_item(r, e, out);
    case EXPR_SLICE:
        return eval_slice(r, e, out);
    case EXPR_UNARY:
        return eval_unary(r, e, out);
    case EXPR_BINARY:
        return eval_binary(r, e, out);
    case EXPR_AND:
    case EXPR_OR:
        return eval_logic(r, e, out);
    case EXPR_NOT:
        return eval_not(r, e, out);
    case EXPR_COMPARE:
        return eval_compare(r, e, out);
    case EXPR_CHOICE:
        return eval_choice(r, e, out);
    case EXPR_LIST:
    case EXPR_TUPLE:
        return eval_list(r, e, out);
    case EXPR_DICT:
        return eval_dict(r, e, out);
    case EXPR_CALL:
        return eval_call(r, e, NULL, out);
    case EXPR_FILTER:
        return eval_filter(r, e, out);
    case EXPR_TEST:
        return eval_test(r, e, out);
    }
    return false;
}

bool eval(Render *r, const Expr *e, Value *out)
{
    if (e->kind == EXPR_NAME)
        return eval_name(r, e, out);
    if (e->kind == EXPR_CONST) {
        *out = e->value;
        return true;
    }
    if (!deeper(r, e->at))
        return false;
    bool good = eval_compound(r, e, out);
    r->depth--;
    return good;
}
