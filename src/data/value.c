#include "data/value.h"

#include "base/map.h"
#include "base/utf8.h"
#include "data/dict.h"

#include <math.h>
#include <string.h>

Value value_null(void)
{
    return (Value){.kind = VALUE_NULL};
}

Value value_bool(bool b)
{
    return (Value){.kind = VALUE_BOOL, .as.b = b};
}

Value value_int(int64_t i)
{
    return (Value){.kind = VALUE_INT, .as.i = i};
}

Value value_float(double f)
{
    return (Value){.kind = VALUE_FLOAT, .as.f = f};
}

Value value_str(Str s)
{
    return (Value){.kind = VALUE_STR, .as.s = s};
}

Value value_safe(Str s)
{
    return (Value){.kind = VALUE_STR, .safe = true, .as.s = s};
}

Value value_list(List *l)
{
    return (Value){.kind = VALUE_LIST, .as.list = l};
}

Value value_dict(Dict *d)
{
    return (Value){.kind = VALUE_DICT, .as.dict = d};
}

Value value_object(Arena *a, const ObjectType *type, const void *self)
{
    Object *o = ARENA_NEW(a, Object);

    *o = (Object){type, self};
    return (Value){.kind = VALUE_OBJECT, .as.object = o};
}

List *list_new(Arena *a, size_t cap)
{
    List *l = ARENA_NEW(a, List);

    l->items = ARENA_ARRAY(a, Value, cap);
    l->cap = cap;
    return l;
}

void list_push(List *l, Arena *a, Value v)
{
    if (l->len == l->cap) {
        size_t cap = l->cap ? l->cap * 2 : 8;
        Value *items = ARENA_ARRAY(a, Value, cap);
        if (l->len)
            memcpy(items, l->items, l->len * sizeof *items);
        l->items = items;
        l->cap = cap;
    }
    l->items[l->len++] = v;
}

Str value_kind_name(Value v)
{
    static const Str names[] = {
        [VALUE_UNDEFINED] = STR_INIT("undefined"),
        [VALUE_NULL] = STR_INIT("none"),
        [VALUE_BOOL] = STR_INIT("boolean"),
        [VALUE_INT] = STR_INIT("integer"),
        [VALUE_FLOAT] = STR_INIT("float"),
        [VALUE_STR] = STR_INIT("string"),
        [VALUE_LIST] = STR_INIT("list"),
        [VALUE_DICT] = STR_INIT("dict"),
    };

    return v.kind == VALUE_OBJECT ? str_of(v.as.object->type->name)
                                  : names[v.kind];
}

Value value_as_list(Reader *r, Value v)
{
    const ObjectType *type = v.kind == VALUE_OBJECT ? v.as.object->type : NULL;

    if (!type || type->text || !type->at || !type->len)
        return v;
    size_t n = value_len(r, v);
    List *out = list_new(r->arena, n);
    for (size_t i = 0; i < n; i++)
        list_push(out, r->arena, value_at(r, v, i));
    return value_list(out);
}

bool value_truth(Reader *r, Value v)
{
    (void)r;
    switch ((ValueKind)v.kind) {
    case VALUE_UNDEFINED:
    case VALUE_NULL:
        return false;
    case VALUE_BOOL:
        return v.as.b;
    case VALUE_INT:
        return v.as.i != 0;
    case VALUE_FLOAT:
        return v.as.f != 0;
    case VALUE_STR:
        return v.as.s.len > 0;
    case VALUE_LIST:
        return v.as.list->len > 0;
    case VALUE_DICT:
        return v.as.dict->len > 0;
    case VALUE_OBJECT:
        return !v.as.object->type->len ||
               v.as.object->type->len(v.as.object->self) > 0;
    }
    return false;
}

static bool list_index(int64_t i, size_t len, size_t *out)
{
    if (i < 0)
        i += (int64_t)len;
    *out = (size_t)i;
    return i >= 0 && (size_t)i < len;
}

/* By its place, or by its name where the items have some. */
static bool item_index(const List *l, Value key, size_t *out)
{
    if (key.kind == VALUE_INT)
        return list_index(key.as.i, l->len, out);
    for (*out = 0; key.kind == VALUE_STR && l->names && *out < l->len; ++*out)
        if (str_eq(key.as.s, l->names[*out]))
            return true;
    return false;
}

void reader_used(Reader *r, Str kind, Str name)
{
    if (r->observer && r->observer->used)
        r->observer->used(r->observer, kind, name);
}

static bool get_object(Reader *r, const Object *o, Value key, Value *out)
{
    size_t i;
    bool found = false;

    if (o->type->get)
        found = o->type->get(r, o->self, key, out);
    if (!found && key.kind == VALUE_INT && o->type->at && o->type->len &&
        list_index(key.as.i, o->type->len(o->self), &i)) {
        *out = o->type->at(r, o->self, i);
        found = true;
    }
    if (!found)
        *out = (Value){0};
    if (r->observer)
        r->observer->read(r->observer, o, key, *out);
    return found;
}

bool value_get(Reader *r, Value of, Value key, Value *out)
{
    const Value *hit;
    size_t i;

    *out = (Value){0};
    switch ((ValueKind)of.kind) {
    case VALUE_OBJECT:
        return get_object(r, of.as.object, key, out);
    case VALUE_DICT:
        hit = key.kind == VALUE_STR || value_hashable(key)
                  ? dict_get(of.as.dict, key)
                  : NULL;
        if (hit)
            *out = *hit;
        return hit != NULL;
    case VALUE_LIST:
        if (!item_index(of.as.list, key, &i))
            return false;
        *out = of.as.list->items[i];
        return true;
    case VALUE_STR:
        if (key.kind != VALUE_INT ||
            !list_index(key.as.i, utf8_count(of.as.s), &i))
            return false;
        *out = value_str(utf8_slice(of.as.s, i, i + 1));
        return true;
    default:
        return false;
    }
}

bool value_get_str(Reader *r, Value of, Str key, Value *out)
{
    return value_get(r, of, value_str(key), out);
}

size_t value_len(Reader *r, Value v)
{
    const Str *names;

    switch ((ValueKind)v.kind) {
    case VALUE_STR:
        return utf8_count(v.as.s);
    case VALUE_LIST:
        return v.as.list->len;
    case VALUE_DICT:
        return v.as.dict->len;
    case VALUE_OBJECT:
        if (v.as.object->type->len)
            return v.as.object->type->len(v.as.object->self);
        if (v.as.object->type->keys)
            return v.as.object->type->keys(r, v.as.object->self, &names);
        return SIZE_MAX;
    default:
        return SIZE_MAX;
    }
}

Value value_at(Reader *r, Value v, size_t i)
{
    const Str *names;
    Value out;

    switch ((ValueKind)v.kind) {
    case VALUE_STR:
        return value_str(utf8_slice(v.as.s, i, i + 1));
    case VALUE_LIST:
        return v.as.list->items[i];
    case VALUE_DICT:
        return v.as.dict->entries[i].key;
    case VALUE_OBJECT:
        if (v.as.object->type->at) {
            get_object(r, v.as.object, value_int((int64_t)i), &out);
            return out;
        }
        v.as.object->type->keys(r, v.as.object->self, &names);
        return value_str(names[i]);
    default:
        return (Value){0};
    }
}

static bool is_number(Value v)
{
    return v.kind == VALUE_BOOL || v.kind == VALUE_INT || v.kind == VALUE_FLOAT;
}

static int64_t as_int(Value v)
{
    return v.kind == VALUE_BOOL ? v.as.b : v.as.i;
}

/* <0, 0, >0, and 2 where a NaN is in it.  Exact also where an integer has no
 * double of its own. */
static int compare_numbers(Value a, Value b)
{
    if (a.kind != VALUE_FLOAT && b.kind != VALUE_FLOAT) {
        int64_t x = as_int(a), y = as_int(b);
        return (x > y) - (x < y);
    }
    if (a.kind == VALUE_FLOAT && b.kind == VALUE_FLOAT) {
        if (isnan(a.as.f) || isnan(b.as.f))
            return 2;
        return (a.as.f > b.as.f) - (a.as.f < b.as.f);
    }
    if (a.kind != VALUE_FLOAT) {
        int order = compare_numbers(b, a);
        return order == 2 ? 2 : -order;
    }
    double f = a.as.f;
    if (isnan(f))
        return 2;
    if (f >= 0x1p63)
        return 1;
    if (f < -0x1p63)
        return -1;
    int64_t whole = (int64_t)f, i = as_int(b);
    if (whole != i)
        return whole > i ? 1 : -1;
    double rest = f - (double)whole;
    return (rest > 0) - (rest < 0);
}

/* A list can be made to hold itself; what is deeper counts as different. */
enum { COMPARE_DEEPEST = 1000 };

bool reader_spend(Reader *r, size_t n)
{
    if (!r->work)
        return true;
    if (*r->work <= n) {
        *r->work = 0;
        return false;
    }
    *r->work -= n;
    return true;
}

static bool equal(Reader *r, Value a, Value b, int depth);

static bool lists_equal(Reader *r, const List *a, const List *b, int depth)
{
    if (a == b)
        return true;
    if (a->len != b->len || a->tuple != b->tuple)
        return false;
    for (size_t i = 0; i < a->len; i++)
        if (!reader_spend(r, 1) || !equal(r, a->items[i], b->items[i], depth))
            return false;
    return true;
}

static bool dicts_equal(Reader *r, const Dict *a, const Dict *b, int depth)
{
    if (a == b)
        return true;
    if (a->len != b->len)
        return false;
    for (size_t i = 0; i < a->len; i++) {
        const Value *other = dict_get(b, a->entries[i].key);
        if (!other || !reader_spend(r, 1) ||
            !equal(r, a->entries[i].value, *other, depth))
            return false;
    }
    return true;
}

static bool objects_equal(const Object *a, const Object *b)
{
    if (a->type != b->type)
        return false;
    return a->self == b->self ||
           (a->type->compare && a->type->compare(a->self, b->self) == 0);
}

static bool equal(Reader *r, Value a, Value b, int depth)
{
    if (is_number(a) && is_number(b))
        return compare_numbers(a, b) == 0;
    if (a.kind != b.kind || depth > COMPARE_DEEPEST)
        return false;
    switch ((ValueKind)a.kind) {
    case VALUE_STR:
        return str_eq(a.as.s, b.as.s);
    case VALUE_LIST:
        return lists_equal(r, a.as.list, b.as.list, depth + 1);
    case VALUE_DICT:
        return dicts_equal(r, a.as.dict, b.as.dict, depth + 1);
    case VALUE_OBJECT:
        return objects_equal(a.as.object, b.as.object);
    default:
        return true;
    }
}

bool value_eq(Reader *r, Value a, Value b)
{
    return equal(r, a, b, 0);
}

static bool compare(Reader *r, Value a, Value b, int *order, int depth);

static bool compare_lists(Reader *r, const List *a, const List *b, int *order,
                          int depth)
{
    for (size_t i = 0; i < a->len && i < b->len; i++) {
        if (!reader_spend(r, 1))
            return false;
        if (equal(r, a->items[i], b->items[i], depth))
            continue;
        return compare(r, a->items[i], b->items[i], order, depth);
    }
    *order = (a->len > b->len) - (a->len < b->len);
    return true;
}

static int sign(int order)
{
    return (order > 0) - (order < 0);
}

static bool compare(Reader *r, Value a, Value b, int *order, int depth)
{
    if (is_number(a) && is_number(b)) {
        *order = compare_numbers(a, b);
        return true;
    }
    if (a.kind != b.kind || depth > COMPARE_DEEPEST)
        return false;
    switch ((ValueKind)a.kind) {
    case VALUE_STR:
        *order = sign(str_cmp(a.as.s, b.as.s));
        return true;
    case VALUE_LIST:
        return a.as.list->tuple == b.as.list->tuple &&
               compare_lists(r, a.as.list, b.as.list, order, depth + 1);
    case VALUE_OBJECT:
        if (a.as.object->type != b.as.object->type ||
            !a.as.object->type->compare)
            return false;
        *order = sign(
            a.as.object->type->compare(a.as.object->self, b.as.object->self));
        return true;
    default:
        return false;
    }
}

bool value_cmp(Reader *r, Value a, Value b, int *order)
{
    return compare(r, a, b, order, 0);
}
