/* methods_list.c - methods of lists and dicts.
 *
 * What came from the site is shared by all pages, and is not changed: only
 * what this page made itself is.
 */
#include "template/methods.h"

#include <stdlib.h>
#include <string.h>

/* ------------------------------------------------------------ lists */

static List *own_list(TemplateCall *call)
{
    Value self = self_of(call);

    if (self.as.list->fresh && !self.as.list->tuple)
        return self.as.list;
    template_call_error(call, TEMPLATE_FROZEN, STRS(value_kind_name(self)));
    return NULL;
}

static bool needs(TemplateCall *call, size_t n, Str name)
{
    if (template_args(call) >= n || template_arg(call, n - 1).kind)
        return true;
    return template_call_error(call, TEMPLATE_ARG_NEEDED,
                               STRS(str_of(template_row(call)->name), name));
}

static bool push(TemplateCall *call, List *l, Value v)
{
    if (l->len == l->cap &&
        !template_charge(call, (l->cap + 8) * 2 * sizeof(Value)))
        return false;
    list_push(l, call_arena(call), v);
    return true;
}

static bool append(TemplateCall *call, Value *result)
{
    List *l = own_list(call);

    *result = value_null();
    return l && needs(call, 1, STR("object")) &&
           push(call, l, template_arg(call, 0));
}

static bool extend(TemplateCall *call, Value *result)
{
    List *l = own_list(call);
    const List *more = items_of(call, template_arg(call, 0));

    *result = value_null();
    /* l.extend(l) would never end. */
    for (size_t i = 0, n = more ? more->len : 0; l && i < n; i++)
        if (!push(call, l, more->items[i]))
            return false;
    return l && more;
}

static bool insert(TemplateCall *call, Value *result)
{
    List *l = own_list(call);
    int64_t at;

    *result = value_null();
    if (!l || !needs(call, 2, STR("object")) || !arg_int(call, 0, 0, &at) ||
        !push(call, l, value_null()))
        return false;
    int64_t len = (int64_t)l->len - 1;
    at = at < 0 ? at + len : at;
    at = at < 0 ? 0 : at > len ? len : at;
    memmove(l->items + at + 1, l->items + at,
            (size_t)(len - at) * sizeof(Value));
    l->items[at] = template_arg(call, 1);
    return true;
}

static void take_out(List *l, size_t at)
{
    l->len--;
    memmove(l->items + at, l->items + at + 1, (l->len - at) * sizeof(Value));
}

static bool not_in(TemplateCall *call, Value v)
{
    Buf b = buf_in(call_arena(call));

    value_repr(&b, template_reader(call), v);
    return template_call_error(call, TEMPLATE_NOT_IN, STRS(buf_str(&b)));
}

static bool pop(TemplateCall *call, Value *result)
{
    List *l = own_list(call);
    int64_t at;

    if (!l || !arg_int(call, 0, -1, &at))
        return false;
    if (l->len == 0)
        return template_call_error(call, TEMPLATE_EMPTY,
                                   STRS(STR("pop"), STR("list")));
    at = at < 0 ? at + (int64_t)l->len : at;
    if (at < 0 || at >= (int64_t)l->len)
        return not_in(call, template_arg(call, 0));
    *result = l->items[at];
    take_out(l, (size_t)at);
    return true;
}

static size_t place(TemplateCall *call, const List *l, Value v)
{
    for (size_t i = 0; i < l->len; i++)
        if (value_eq(template_reader(call), l->items[i], v))
            return i;
    return SIZE_MAX;
}

static bool remove_item(TemplateCall *call, Value *result)
{
    List *l = own_list(call);

    *result = value_null();
    if (!l || !needs(call, 1, STR("value")))
        return false;
    size_t at = place(call, l, template_arg(call, 0));
    if (at == SIZE_MAX)
        return not_in(call, template_arg(call, 0));
    take_out(l, at);
    return true;
}

static bool item_index(TemplateCall *call, Value *result)
{
    size_t at = place(call, self_of(call).as.list, template_arg(call, 0));

    *result = value_int((int64_t)at);
    return at != SIZE_MAX || not_in(call, template_arg(call, 0));
}

static bool count(TemplateCall *call, Value *result)
{
    const List *l = self_of(call).as.list;
    int64_t n = 0;

    for (size_t i = 0; i < l->len; i++)
        n +=
            value_eq(template_reader(call), l->items[i], template_arg(call, 0));
    *result = value_int(n);
    return true;
}

static bool reverse(TemplateCall *call, Value *result)
{
    List *l = own_list(call);

    *result = value_null();
    for (size_t i = 0; l && i < l->len / 2; i++) {
        Value v = l->items[i];
        l->items[i] = l->items[l->len - 1 - i];
        l->items[l->len - 1 - i] = v;
    }
    return l != NULL;
}

static bool clear(TemplateCall *call, Value *result)
{
    List *l = own_list(call);

    *result = value_null();
    if (l)
        l->len = 0;
    return l != NULL;
}

static bool copy(TemplateCall *call, Value *result)
{
    const List *from = self_of(call).as.list;
    List *l = new_list(call, from->len);

    for (size_t i = 0; l && i < from->len; i++)
        list_push(l, call_arena(call), from->items[i]);
    return answer_list(result, l);
}

/* Into `to`, which has room, the sorted items of [from, from + n). */
static bool merge(TemplateCall *call, Value *from, Value *to, size_t n)
{
    bool down = arg_flag(call, 1);
    size_t half = n / 2;

    if (n < 2)
        return true;
    if (!merge(call, from, to, half) ||
        !merge(call, from + half, to + half, n - half))
        return false;
    for (size_t i = 0, a = 0, b = half; i < n; i++) {
        int order = 0;
        if (a < half && b < n &&
            !value_cmp(template_reader(call), from[a], from[b], &order))
            return no_order(call, from[a], from[b]);
        order = down ? -order : order;
        to[i] = a < half && (b == n || order <= 0) ? from[a++] : from[b++];
    }
    memcpy(from, to, n * sizeof *from);
    return true;
}

static bool sort(TemplateCall *call, Value *result)
{
    List *l = own_list(call);

    *result = value_null();
    if (!l || !template_charge(call, l->len * sizeof(Value)))
        return false;
    return merge(call, l->items, ARENA_ARRAY(call_arena(call), Value, l->len),
                 l->len);
}

/* clang-format off */
const TemplateRow list_methods[] = {
    {"count", count, "value", "how often a value is in it"},
    {"index", item_index, "value", "where a value is"},
    {"append", append, "object?", "adds a value at the end"},
    {"clear", clear, "", "takes all values out"},
    {"copy", copy, "", "another list of the same values"},
    {"extend", extend, "iterable", "adds values at the end"},
    {"insert", insert, "index, object?", "adds a value in front of another"},
    {"pop", pop, "index", "takes the last value out, or that one"},
    {"remove", remove_item, "value", "takes out the first that is equal"},
    {"reverse", reverse, "", "turns it round"},
    {"sort", sort, "key, reverse", "puts it in order"},
    {0},
};
/* clang-format on */

/* ------------------------------------------------------------ mappings */

static bool items(TemplateCall *call, Value *result)
{
    Reader *r = template_reader(call);
    Value self = self_of(call), v;
    const List *keys = items_of(call, self);
    List *out = keys ? new_list(call, keys->len) : NULL;

    if (!out || !template_charge(call, keys->len * 4 * sizeof(Value)))
        return false;
    for (size_t i = 0; i < keys->len; i++) {
        value_get(r, self, keys->items[i], &v);
        list_push(out, r->arena, pair_of(r->arena, keys->items[i], v));
    }
    return answer_list(result, out);
}

static bool keys(TemplateCall *call, Value *result)
{
    *result = value_list((List *)items_of(call, self_of(call)));
    return result->as.list != NULL;
}

static bool values(TemplateCall *call, Value *result)
{
    Reader *r = template_reader(call);
    Value self = self_of(call), v;
    const List *names = items_of(call, self);
    List *out = names ? new_list(call, names->len) : NULL;

    for (size_t i = 0; out && i < names->len; i++) {
        value_get(r, self, names->items[i], &v);
        list_push(out, r->arena, v);
    }
    return answer_list(result, out);
}

static bool get(TemplateCall *call, Value *result)
{
    Value key = template_arg(call, 0);

    if (value_get(template_reader(call), self_of(call), key, result))
        return true;
    *result = template_arg(call, 1).kind || template_args(call) > 1
                  ? template_arg(call, 1)
                  : value_null();
    return true;
}

const TemplateRow mapping_methods[] = {
    {"get", get, "key, default?", "the value of a key, or none"},
    {"items", items, "", "pairs of key and value"},
    {"keys", keys, "", "its keys"},
    {"values", values, "", "its values"},
    {0},
};

/* ------------------------------------------------------------ dicts */

static Dict *own_dict(TemplateCall *call)
{
    Value self = self_of(call);

    if (self.as.dict->fresh)
        return self.as.dict;
    template_call_error(call, TEMPLATE_FROZEN, STRS(value_kind_name(self)));
    return NULL;
}

static bool put(TemplateCall *call, Dict *d, Value key, Value v)
{
    if (!value_hashable(key))
        return template_call_error(call, TEMPLATE_KEY,
                                   STRS(value_kind_name(key)));
    if (d->len == d->cap &&
        !template_charge(call, (d->cap + 6) * 3 * sizeof(DictEntry)))
        return false;
    dict_put(d, call_arena(call), key, v);
    return true;
}

static bool put_pairs(TemplateCall *call, Dict *d, Value from)
{
    Reader *r = template_reader(call);
    bool mapping = is_mapping(from);
    const List *all = items_of(call, from);
    Value v;

    for (size_t i = 0; all && i < all->len; i++) {
        Value key = all->items[i];
        if (mapping) {
            value_get(r, from, key, &v);
        } else {
            if (key.kind != VALUE_LIST || key.as.list->len != 2)
                return wrong_arg(call, 0, STR("dict"));
            v = key.as.list->items[1];
            key = key.as.list->items[0];
        }
        if (!put(call, d, key, v))
            return false;
    }
    return all != NULL;
}

static bool update(TemplateCall *call, Value *result)
{
    Dict *d = own_dict(call);
    const Dict *more = template_keywords(call);

    *result = value_null();
    if (!d)
        return false;
    if (template_args(call) && !put_pairs(call, d, template_arg(call, 0)))
        return false;
    for (size_t i = 0; i < more->len; i++)
        if (!put(call, d, more->entries[i].key, more->entries[i].value))
            return false;
    return true;
}

static bool setdefault(TemplateCall *call, Value *result)
{
    Dict *d = own_dict(call);
    Value key = template_arg(call, 0);
    Value v = template_args(call) > 1 ? template_arg(call, 1) : value_null();

    if (!d || !needs(call, 1, STR("key")))
        return false;
    const Value *hit = value_hashable(key) ? dict_get(d, key) : NULL;
    *result = hit ? *hit : v;
    return hit || put(call, d, key, v);
}

/* A dict has no way to take a key out, so it is made anew. */
static void without(Dict *d, Arena *a, size_t at)
{
    Dict fresh = {.fresh = true};

    for (size_t i = 0; i < d->len; i++)
        if (i != at)
            dict_put(&fresh, a, d->entries[i].key, d->entries[i].value);
    *d = fresh;
}

static bool dict_pop(TemplateCall *call, Value *result)
{
    Dict *d = own_dict(call);
    Value key = template_arg(call, 0);

    if (!d || !needs(call, 1, STR("key")))
        return false;
    const Value *hit = value_hashable(key) ? dict_get(d, key) : NULL;
    if (!hit && template_args(call) < 2)
        return not_in(call, key);
    *result = hit ? *hit : template_arg(call, 1);
    if (hit && !template_charge(call, d->cap * 3 * sizeof(DictEntry)))
        return false;
    for (size_t i = 0; hit && i < d->len; i++) {
        if (&d->entries[i].value != hit)
            continue;
        without(d, call_arena(call), i);
        break;
    }
    return true;
}

static bool popitem(TemplateCall *call, Value *result)
{
    Dict *d = own_dict(call);

    if (!d)
        return false;
    if (d->len == 0)
        return template_call_error(call, TEMPLATE_EMPTY,
                                   STRS(STR("popitem"), STR("dict")));
    DictEntry last = d->entries[d->len - 1];
    *result = pair_of(call_arena(call), last.key, last.value);
    if (!template_charge(call, d->cap * 3 * sizeof(DictEntry)))
        return false;
    without(d, call_arena(call), d->len - 1);
    return true;
}

static bool dict_clear(TemplateCall *call, Value *result)
{
    Dict *d = own_dict(call);

    *result = value_null();
    if (d)
        *d = (Dict){.fresh = true};
    return d != NULL;
}

static bool dict_copy(TemplateCall *call, Value *result)
{
    const Dict *from = self_of(call).as.dict;
    Dict *d = dict_new(call_arena(call));

    d->fresh = true;
    *result = value_dict(d);
    for (size_t i = 0; i < from->len; i++)
        if (!put(call, d, from->entries[i].key, from->entries[i].value))
            return false;
    return true;
}

/* clang-format off */
const TemplateRow dict_methods[] = {
    {"clear", dict_clear, "", "takes all keys out"},
    {"copy", dict_copy, "", "another dict of the same"},
    {"pop", dict_pop, "key, default?", "takes a key out and gives its value"},
    {"popitem", popitem, "", "takes the last key out, with its value"},
    {"setdefault", setdefault, "key, default?",
     "the value of a key, set if it was not there"},
    {"update", update, "other, *?", "adds the keys of another dict"},
    {0},
};
/* clang-format on */
