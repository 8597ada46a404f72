/* filters_list.c - filters that take lists; see builtin.h.
 *
 * Where Jinja gives an iterator these give a list: it can be printed, measured
 * and walked twice.
 */
#include "template/builtin.h"

#include "template/filters.h"

#include "base/utf8.h"

/* Items [from, to) as a list of their own, with room for one more. */
static List *part_of(TemplateCall *call, const List *items, size_t from,
                     size_t to)
{
    List *part = new_list(call, to - from + 1);

    for (size_t i = from; part && i < to; i++)
        list_push(part, call_arena(call), items->items[i]);
    return part;
}

static bool batch(TemplateCall *call, Value *result)
{
    Arena *a = call_arena(call);
    const List *items = items_of(call, template_arg(call, 0));
    List *out = items ? new_list(call, 0) : NULL;
    size_t size;

    if (!out || !arg_needed(call, 1) || !arg_size(call, 1, 0, &size))
        return false;
    if (size == 0)
        return wrong_arg(call, 1, STR("integer > 0"));
    for (size_t i = 0; i < items->len; i += size) {
        size_t left = items->len - i, n = left < size ? left : size;
        List *row = part_of(call, items, i, i + n);
        if (!row)
            return false;
        if (n < size && arg_given(call, 2) &&
            !template_charge(call, (size - n) * sizeof(Value)))
            return false;
        for (; n < size && arg_given(call, 2); n++)
            list_push(row, a, template_arg(call, 2));
        list_push(out, a, value_list(row));
    }
    return answer_list(result, out);
}

static bool slice(TemplateCall *call, Value *result)
{
    Arena *a = call_arena(call);
    const List *items = items_of(call, template_arg(call, 0));
    size_t columns, from = 0;

    if (!items || !arg_needed(call, 1) || !arg_size(call, 1, 0, &columns))
        return false;
    if (columns == 0)
        return wrong_arg(call, 1, STR("integer > 0"));
    size_t longer = items->len % columns;
    List *out = new_list(call, columns);
    for (size_t i = 0; out && i < columns; i++) {
        size_t to = from + items->len / columns + (i < longer);
        List *column = part_of(call, items, from, to);
        if (!column)
            return false;
        if (i >= longer && arg_given(call, 2))
            list_push(column, a, template_arg(call, 2));
        list_push(out, a, value_list(column));
        from = to;
    }
    return answer_list(result, out);
}

static bool first(TemplateCall *call, Value *result)
{
    const List *items = items_of(call, template_arg(call, 0));

    *result = items && items->len ? items->items[0] : (Value){0};
    return items != NULL;
}

static bool last(TemplateCall *call, Value *result)
{
    Value v = template_arg(call, 0);
    const List *items = items_of(call, v);

    *result = items && items->len ? items->items[items->len - 1] : (Value){0};
    /* As in Jinja, where safe text is asked for its last letter, but walked
     * for its first. */
    if (v.kind == VALUE_STR)
        result->safe = v.safe;
    return items != NULL;
}

static bool pairs(TemplateCall *call, Value *result)
{
    Value v = template_arg(call, 0);

    return answer_list(result, v.kind == VALUE_UNDEFINED ? new_list(call, 0)
                                                         : pairs_of(call, v));
}

/* The text of an item; false if it is undefined. */
static bool piece(TemplateCall *call, Value item, Value attribute, Value *out)
{
    *out = attribute_of(call, item, attribute);
    if (out->kind == VALUE_UNDEFINED)
        return no_attribute(call, item, attribute);
    *out = soft_text(call, *out);
    return true;
}

/* Safe if anything in it is: then what is not is escaped. */
static bool join_pieces(TemplateCall *call, const List *pieces, Value *result)
{
    Value between = soft_text(call, template_arg(call, 1));
    Buf b = buf_in(call_arena(call));
    bool safe = between.safe;

    for (size_t i = 0; i < pieces->len; i++)
        safe |= pieces->items[i].safe;
    safe &= template_autoescape(call);
    if (safe)
        between = escaped_text(call, between);
    for (size_t i = 0; i < pieces->len; i++) {
        Value v = pieces->items[i];
        if (safe)
            v = escaped_text(call, v);
        if (!template_charge(call, v.as.s.len + between.as.s.len))
            return false;
        if (i)
            buf_put(&b, between.as.s);
        buf_put(&b, v.as.s);
    }
    *result = safe ? value_safe(buf_str(&b)) : value_str(buf_str(&b));
    return true;
}

static bool join(TemplateCall *call, Value *result)
{
    const List *from = items_of(call, template_arg(call, 0));
    List *pieces = from ? new_list(call, from->len) : NULL;
    Value one;

    for (size_t i = 0; pieces && i < from->len; i++) {
        if (!piece(call, from->items[i], template_arg(call, 2), &one))
            return false;
        list_push(pieces, call_arena(call), one);
    }
    return pieces && join_pieces(call, pieces, result);
}

static bool length(TemplateCall *call, Value *result)
{
    Value v = template_arg(call, 0);
    size_t n = value_len(template_reader(call), v);

    *result = value_int((int64_t)n);
    return n != SIZE_MAX || wrong_kind(call, STR("list"), v);
}

static bool list(TemplateCall *call, Value *result)
{
    const List *from = items_of(call, template_arg(call, 0));

    return from && answer_list(result, part_of(call, from, 0, from->len));
}

static Str reversed_text(Arena *a, Str s)
{
    Buf b = buf_in(a);

    for (size_t i = s.len; i > 0;)
        buf_put_rune(&b, utf8_prev(s, &i));
    return buf_take(&b);
}

static bool reverse(TemplateCall *call, Value *result)
{
    Value v = template_arg(call, 0);

    if (v.kind == VALUE_STR)
        return answer_text(call, result,
                           reversed_text(call_arena(call), v.as.s), v.safe);
    const List *from = items_of(call, v);
    List *out = from ? new_list(call, from->len) : NULL;
    for (size_t i = from ? from->len : 0; out && i > 0; i--)
        list_push(out, call_arena(call), from->items[i - 1]);
    return answer_list(result, out);
}

static bool add_number(TemplateCall *call, Value *to, Value v)
{
    if (to->kind == VALUE_FLOAT || v.kind == VALUE_FLOAT) {
        *to = value_float(as_double(*to) + as_double(v));
        return true;
    }
    int64_t a = to->kind == VALUE_BOOL ? to->as.b : to->as.i;
    int64_t b = v.kind == VALUE_BOOL ? v.as.b : v.as.i, total;
    if (__builtin_add_overflow(a, b, &total))
        return template_call_error(call, TEMPLATE_TOO_LARGE,
                                   STRS(str_printf(call_arena(call), "%.0f",
                                                   (double)a + (double)b)));
    *to = value_int(total);
    return true;
}

static bool add(TemplateCall *call, Value *to, Value v)
{
    if (is_number(*to) && is_number(v))
        return add_number(call, to, v);
    if (to->kind != VALUE_LIST || v.kind != VALUE_LIST ||
        to->as.list->tuple != v.as.list->tuple)
        return wrong_kind(call, STR("number"), v);
    List *both = part_of(call, to->as.list, 0, to->as.list->len);
    if (!both || !template_charge(call, v.as.list->len * sizeof(Value)))
        return false;
    for (size_t i = 0; i < v.as.list->len; i++)
        list_push(both, call_arena(call), v.as.list->items[i]);
    both->tuple = v.as.list->tuple;
    *to = value_list(both);
    return true;
}

static bool sum(TemplateCall *call, Value *result)
{
    const List *from = items_of(call, template_arg(call, 0));
    Value attribute = template_arg(call, 1);
    Key key = {.attribute = attribute};
    Value v;

    *result = arg_given(call, 2) ? template_arg(call, 2) : value_int(0);
    for (size_t i = 0; from && i < from->len; i++)
        if (!key_of(call, &key, from->items[i], &v) || !add(call, result, v))
            return false;
    return from != NULL;
}

/* clang-format off */
const TemplateRow template_list_filters[] = {
    {"batch", batch, "value, linecount, fill_with",
     "lists of `linecount` items each, the last filled up with `fill_with`"},
    {"count", length, "value", "how many items, or letters"},
    {"dictsort", filter_dictsort, "value, case_sensitive, by, reverse",
     "(key, value) pairs in the order of the keys, or by='value'"},
    {"first", first, "seq", "the first item; undefined if there is none"},
    {"groupby", filter_groupby, "value, attribute, default, case_sensitive",
     "pairs of an attribute's value and the items that have it, in order"},
    {"items", pairs, "value?", "the (key, value) pairs of a mapping"},
    {"join", join, "value, d, attribute",
     "the items, or an attribute of each, as one text with `d` between"},
    {"last", last, "seq", "the last item; undefined if there is none"},
    {"length", length, "value", "how many items, or letters"},
    {"list", list, "value", "as a list; of a text, its letters"},
    {"map", filter_map, "value, filter, *",
     "a filter applied to each item, or with attribute= that of each"},
    {"max", filter_max, "value, case_sensitive, attribute",
     "the greatest item, or the one with the greatest attribute"},
    {"min", filter_min, "value, case_sensitive, attribute",
     "the least item, or the one with the least attribute"},
    {"reject", filter_reject, "value, test, *",
     "without the items that pass a test, or are true"},
    {"rejectattr", filter_rejectattr, "value, attribute, test, *",
     "without the items whose attribute passes a test, or is true"},
    {"reverse", reverse, "value", "the other way round"},
    {"select", filter_select, "value, test, *",
     "the items that pass a test, or are true"},
    {"selectattr", filter_selectattr, "value, attribute, test, *",
     "the items whose attribute passes a test, or is true"},
    {"slice", slice, "value, slices, fill_with",
     "so many lists of about the same length, for columns"},
    {"sort", filter_sort, "value, reverse, case_sensitive, attribute",
     "in order, or in that of attributes: 'age,name'"},
    {"sum", sum, "iterable, attribute, start",
     "the sum of the items, or of an attribute of each"},
    {"unique", filter_unique, "value, case_sensitive, attribute",
     "without what was there before"},
    {0},
};
/* clang-format on */
