/* access.c - a.b, a[b], a[b:c:d].
 *
 * As in Jinja, a.b looks for a method or attribute first and then for an item
 * 'b'; a['b'] the other way round.  So d.items is the method even if the dict
 * has a key 'items'.
 */
#include "template/builtin.h"
#include "template/render.h"

#include "base/utf8.h"

bool is_ours(const ObjectType *t)
{
    return t == &loop_type || t == &namespace_type || t == &module_type ||
           t == &self_type || t == &block_type || t == &macro_type ||
           t == &cycler_type;
}

static Value method_value(Render *r, Value of, const TemplateRow *row)
{
    Value *self = ARENA_NEW(r->arena, Value);

    *self = of;
    charge(r, sizeof *self + sizeof(Bound));
    return template_bound(r->arena, row, self);
}

static bool object_member(Render *r, Value of, Value key, Value *out)
{
    const Object *o = of.as.object;

    *out = (Value){0};
    if (is_ours(o->type)) {
        bool found =
            o->type->get && o->type->get(&r->reader, o->self, key, out);
        if (out->kind == VALUE_OBJECT)
            charge(r, sizeof(Bound));
        return found;
    }
    return value_get(&r->reader, of, key, out);
}

/* a.name, but no item of that name. */
static bool own_attribute(Render *r, Value of, Str name,
                          const TemplateRow *method, Value *out)
{
    if (of.kind == VALUE_OBJECT && object_member(r, of, value_str(name), out))
        return true;
    if (of.kind == VALUE_LIST && value_get_str(&r->reader, of, name, out))
        return true;
    *out = method ? method_value(r, of, method) : (Value){0};
    return method != NULL;
}

bool get_attribute(Render *r, Value of, Str name, const TemplateRow *method,
                   Value *out)
{
    return own_attribute(r, of, name, method, out) ||
           (of.kind == VALUE_DICT && value_get_str(&r->reader, of, name, out));
}

bool template_attribute(TemplateCall *call, Value of, Str name, Value *out)
{
    return own_attribute(call->r, of, name, find_method(of, name), out);
}

bool get_item(Render *r, Value of, Value key, Value *out)
{
    if (of.kind == VALUE_OBJECT ? object_member(r, of, key, out)
                                : value_get(&r->reader, of, key, out)) {
        if (of.kind == VALUE_STR)
            out->safe = of.safe;
        return true;
    }
    if (key.kind == VALUE_BOOL && of.kind != VALUE_OBJECT)
        return get_item(r, of, value_int(key.as.b), out);
    const TemplateRow *method =
        key.kind == VALUE_STR ? find_method(of, key.as.s) : NULL;
    if (method)
        *out = method_value(r, of, method);
    return method != NULL;
}

/* loop.index does not keep the loop alive; loop.cycle, which can be called
 * later, does. */
static bool eval_object(Render *r, const Expr *e, Value *out, Scope **owner)
{
    *owner = NULL;
    if (e->kind != EXPR_NAME)
        return eval_defined(r, e, out);
    *out = name_value(r, e->name, owner);
    return out->kind != VALUE_UNDEFINED || fault_undefined(r, e);
}

bool eval_attribute(Render *r, const Expr *e, Value *out)
{
    Scope *owner;
    Value of;

    if (!eval_object(r, e->a, &of, &owner))
        return false;
    if (of.kind == VALUE_UNDEFINED)
        return fault_undefined(r, e);
    get_attribute(r, of, e->value.as.s, method_of(e->methods, of), out);
    if (of.kind == VALUE_OBJECT && of.as.object->type == &loop_type &&
        out->kind == VALUE_OBJECT)
        scope_keep(owner);
    return !r->failed;
}

bool eval_item(Render *r, const Expr *e, Value *out)
{
    Value of, key;

    if (!eval_defined(r, e->a, &of) || !eval_defined(r, e->b, &key))
        return false;
    if (of.kind == VALUE_UNDEFINED)
        return fault_undefined(r, e);
    get_item(r, of, key, out);
    return !r->failed;
}

/* ------------------------------------------------------------ slices */

typedef struct {
    int64_t start, stop, step;
    size_t count;
} Range;

/* A bound as Python takes it: from the end if negative, then clamped. */
static int64_t clamp(int64_t i, int64_t len, bool down)
{
    int64_t low = down ? -1 : 0, high = down ? len - 1 : len;

    if (i < 0)
        i += len;
    return i < low ? low : i > high ? high : i;
}

static bool bound(Render *r, const Expr *e, int64_t fallback, int64_t *out,
                  bool *given)
{
    Value v = {0};

    *out = fallback;
    *given = false;
    if (!e)
        return true;
    if (!eval_defined(r, e, &v))
        return false;
    if (v.kind == VALUE_NULL)
        return true;
    *given = true;
    if (v.kind != VALUE_INT && v.kind != VALUE_BOOL)
        return fault(r, e->at, TEMPLATE_OPERAND,
                     STRS(STR("[:]"), value_kind_name(v)));
    *out = v.kind == VALUE_INT ? v.as.i : v.as.b;
    return true;
}

static bool range_of(Render *r, const Expr *e, int64_t len, Range *out)
{
    bool start, stop, step;

    if (!bound(r, e->d, 1, &out->step, &step))
        return false;
    if (out->step == 0)
        return fault(r, e->d->at, TEMPLATE_SLICE_STEP, NO_STRS);
    bool down = out->step < 0;
    if (!bound(r, e->b, 0, &out->start, &start) ||
        !bound(r, e->c, 0, &out->stop, &stop))
        return false;
    out->start = start ? clamp(out->start, len, down) : down ? len - 1 : 0;
    out->stop = stop ? clamp(out->stop, len, down) : down ? -1 : len;
    int64_t span = down ? out->start - out->stop : out->stop - out->start;
    uint64_t stride = down ? 0 - (uint64_t)out->step : (uint64_t)out->step;
    out->count =
        span > 0 ? (size_t)(((uint64_t)span + stride - 1) / stride) : 0;
    return true;
}

static Str slice_text(Render *r, Str s, Range range)
{
    Buf b = buf_in(r->arena);

    if (range.step == 1)
        return utf8_slice(s, (size_t)range.start,
                          (size_t)range.start + range.count);
    size_t len = utf8_count(s);
    Str *runes = ARENA_ARRAY(r->arena, Str, len);
    for (size_t i = 0, k = 0; i < s.len; k++) {
        size_t from = i;
        utf8_next(s, &i);
        runes[k] = str_slice(s, from, i);
    }
    for (size_t i = 0; i < range.count; i++)
        buf_put(&b, runes[range.start + (int64_t)i * range.step]);
    return buf_take(&b);
}

static List *slice_list(Render *r, Value of, Range range)
{
    List *l = list_new(r->arena, range.count);

    l->fresh = true;
    l->tuple = of.kind == VALUE_LIST && of.as.list->tuple;
    for (size_t i = 0; i < range.count; i++)
        l->items[i] = value_at(&r->reader, of,
                               (size_t)(range.start + (int64_t)i * range.step));
    l->len = range.count;
    return l;
}

static bool is_sequence(Value v)
{
    return v.kind == VALUE_STR || v.kind == VALUE_LIST ||
           (v.kind == VALUE_OBJECT && v.as.object->type->len);
}

bool eval_slice(Render *r, const Expr *e, Value *out)
{
    Range range;
    Value of;

    if (!eval_defined(r, e->a, &of))
        return false;
    if (!is_sequence(of))
        return fault(r, e->at, TEMPLATE_OPERAND,
                     STRS(STR("[:]"), value_kind_name(of)));
    size_t len = value_len(&r->reader, of);
    if (!range_of(r, e, (int64_t)len, &range) ||
        !afford(r, e->at, len * sizeof(Value)))
        return false;
    if (of.kind == VALUE_STR) {
        *out = value_str(slice_text(r, of.as.s, range));
        out->safe = of.safe;
    } else {
        *out = value_list(slice_list(r, of, range));
    }
    return true;
}
