/* filters_order.c - filters that put items in order, or tell them apart. */
#include "template/filters.h"
#include "template/sort.h"

/* The attributes of "age,name"; one if there is no comma. */
static const Key *sort_keys(TemplateCall *call, size_t *n)
{
    Value attribute = template_arg(call, 3);
    StrCut cut = {.tail = attribute.as.s, .found = true};
    Key one = {.attribute = attribute, .fold = !arg_flag(call, 2)};

    *n = 1;
    if (attribute.kind == VALUE_STR)
        for (size_t i = 0; i < attribute.as.s.len; i++)
            *n += attribute.as.s.ptr[i] == ',';
    Key *keys = ARENA_ARRAY(call_arena(call), Key, *n);
    for (size_t i = 0; i < *n; i++) {
        keys[i] = one;
        if (attribute.kind != VALUE_STR)
            continue;
        cut = str_cut(cut.tail, ',');
        keys[i].attribute = value_str(cut.head);
    }
    return keys;
}

/* NULL after errors. */
static Sortable *sortables(TemplateCall *call, const List *items,
                           const Key *keys, size_t nkeys)
{
    size_t size = sizeof(Sortable) + nkeys * sizeof(Value);

    if (items->len > SIZE_MAX / size ||
        !template_charge(call, items->len * size))
        return NULL;
    Sortable *out = ARENA_ARRAY(call_arena(call), Sortable, items->len);
    Value *values = ARENA_ARRAY(call_arena(call), Value, items->len * nkeys);
    for (size_t i = 0; i < items->len; i++) {
        out[i] = (Sortable){items->items[i], values + i * nkeys};
        for (size_t k = 0; k < nkeys; k++)
            if (!key_of(call, &keys[k], items->items[i],
                        &values[i * nkeys + k]))
                return NULL;
    }
    return out;
}

static List *sorted(TemplateCall *call, const List *items, const Key *keys,
                    size_t nkeys, bool reverse)
{
    Sortable *all = items ? sortables(call, items, keys, nkeys) : NULL;

    if (!all || !sort_items(call, all, items->len, nkeys, reverse))
        return NULL;
    List *out = new_list(call, items->len);
    for (size_t i = 0; out && i < items->len; i++)
        list_push(out, call_arena(call), all[i].item);
    return out;
}

bool filter_sort(TemplateCall *call, Value *result)
{
    size_t n;
    const Key *keys = sort_keys(call, &n);
    const List *items = items_of(call, template_arg(call, 0));

    return answer_list(result, sorted(call, items, keys, n, arg_flag(call, 1)));
}

bool filter_dictsort(TemplateCall *call, Value *result)
{
    Str by = arg_text(call, 2, STR("key"));
    Key key = {.fold = !arg_flag(call, 1)};

    key.attribute = value_int(str_eq(by, STR("value")));
    if (!str_eq(by, STR("key")) && !str_eq(by, STR("value")))
        return wrong_arg(call, 2, STR("'key' | 'value'"));
    const List *pairs = pairs_of(call, template_arg(call, 0));
    return answer_list(result, sorted(call, pairs, &key, 1, arg_flag(call, 3)));
}

/* The first item that no other one is before, or behind. */
static bool extreme(TemplateCall *call, Value *result, bool greatest)
{
    Key key = {.attribute = template_arg(call, 2), .fold = !arg_flag(call, 1)};
    const List *items = items_of(call, template_arg(call, 0));
    Value best, other;
    bool better;

    *result = (Value){0};
    if (!items || items->len == 0)
        return items != NULL;
    *result = items->items[0];
    if (!key_of(call, &key, *result, &best))
        return false;
    for (size_t i = 1; i < items->len; i++) {
        if (!key_of(call, &key, items->items[i], &other) ||
            !value_before(call, greatest ? best : other,
                          greatest ? other : best, &better))
            return false;
        if (!better)
            continue;
        best = other;
        *result = items->items[i];
    }
    return true;
}

bool filter_max(TemplateCall *call, Value *result)
{
    return extreme(call, result, true);
}

bool filter_min(TemplateCall *call, Value *result)
{
    return extreme(call, result, false);
}

/* Objects are told apart by which they are, or those that are values, like
 * dates, by their text. */
static void object_key(TemplateCall *call, Value *key)
{
    const Object *o = key->as.object;
    Buf b = buf_in(call_arena(call));

    if (o->type->compare)
        value_print(&b, template_reader(call), *key);
    else
        buf_printf(&b, "%p", o->self);
    Value name = value_str(str_of(o->type->name));
    *key = pair_of(call_arena(call), name, value_str(buf_str(&b)));
}

/* False after an error: it cannot be looked for. */
static bool seen_before(TemplateCall *call, Dict *seen, Value key, bool *known)
{
    if (key.kind == VALUE_OBJECT)
        object_key(call, &key);
    if (!value_hashable(key))
        return wrong_kind(call, STR("string"), key);
    *known = dict_get(seen, key) != NULL;
    dict_put(seen, call_arena(call), key, value_null());
    return true;
}

bool filter_unique(TemplateCall *call, Value *result)
{
    Arena *a = call_arena(call);
    Key key = {.attribute = template_arg(call, 2), .fold = !arg_flag(call, 1)};
    const List *items = items_of(call, template_arg(call, 0));
    List *out = items ? new_list(call, items->len) : NULL;
    Dict *seen = dict_new(a);
    bool known = false;
    Value one = {0};

    for (size_t i = 0; out && i < items->len; i++) {
        if (!key_of(call, &key, items->items[i], &one) ||
            !seen_before(call, seen, one, &known))
            return false;
        if (!known)
            list_push(out, a, items->items[i]);
    }
    return answer_list(result, out);
}

/* ------------------------------------------------------------- groupby */

/* A pair whose items have names too; the list of what is in the group. */
static List *new_group(TemplateCall *call, List *groups, Value grouper)
{
    static const Str names[] = {STR_INIT("grouper"), STR_INIT("list")};
    Arena *a = call_arena(call);
    List *items = list_new(a, 0);
    Value pair = pair_of(a, grouper, value_list(items));

    pair.as.list->names = names;
    list_push(groups, a, pair);
    return items;
}

bool filter_groupby(TemplateCall *call, Value *result)
{
    Reader *r = template_reader(call);
    Key key = {template_arg(call, 1), template_arg(call, 2),
               !arg_flag(call, 3)};
    const List *items = items_of(call, template_arg(call, 0));

    if (key.fallback.kind == VALUE_NULL)
        key.fallback = (Value){0};
    if (!items || !arg_needed(call, 1))
        return false;
    Sortable *all = sortables(call, items, &key, 1);
    if (!all || !sort_items(call, all, items->len, 1, false))
        return false;
    List *groups = new_list(call, 0), *group = NULL;
    for (size_t i = 0; groups && i < items->len; i++) {
        if (!group || !value_eq(r, all[i - 1].keys[0], all[i].keys[0]))
            group = new_group(call, groups,
                              attribute_or(call, all[i].item, key.attribute,
                                           key.fallback));
        list_push(group, r->arena, all[i].item);
    }
    return answer_list(result, groups);
}
