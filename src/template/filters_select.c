/* filters_select.c - map, select and reject: filters that apply filters and
 * tests to items. */
#include "template/builtin.h"
#include "template/filters.h"

/* The items; none of what is not true, as Jinja has it. */
static const List *items_if_any(TemplateCall *call)
{
    Value v = template_arg(call, 0);

    return value_truth(template_reader(call), v) ? items_of(call, v)
                                                 : new_list(call, 0);
}

/* What is applied to each item: a row with the arguments that were given
 * behind its name. */
typedef struct {
    const TemplateRow *row; /* NULL: the item itself counts */
    const Value *args;
    size_t nargs;
    const Dict *keywords;
} Applied;

/* Argument `at` names the row, the others are its own. */
static bool applied_at(TemplateCall *call, size_t at, bool test, Applied *out)
{
    const TemplateSet *set = template_set(call);
    Value name = template_arg(call, at);
    size_t n = template_args(call);

    if (name.kind != VALUE_STR)
        return wrong_arg(call, at,
                         test ? STR("'odd' | 'defined' | ...")
                              : STR("'upper' | 'trim' | ..."));
    out->row = test ? find_test(set, name.as.s) : find_filter(set, name.as.s);
    if (!out->row)
        return template_call_error(call,
                                   test ? TEMPLATE_NO_TEST : TEMPLATE_NO_FILTER,
                                   STRS(name.as.s));
    Value *args = ARENA_ARRAY(call_arena(call), Value, n);
    for (size_t i = at + 1; i < n; i++)
        args[out->nargs++] = template_arg(call, i);
    out->args = args;
    out->keywords = template_keywords(call);
    return true;
}

static bool apply(TemplateCall *call, const Applied *to, Value item,
                  Value *result)
{
    return template_apply_row(call, to->row, item, to->args, to->nargs,
                              to->keywords, result);
}

/* map(attribute=..., default=...) */
static bool map_attribute(TemplateCall *call, const List *items, Value *result)
{
    const Dict *keywords = template_keywords(call);
    const Value *fallback = dict_get_str(keywords, STR("default"));
    const Value *attribute = dict_get_str(keywords, STR("attribute"));
    List *out = new_list(call, items->len);

    for (size_t i = 0; i < keywords->len; i++) {
        Str name = keywords->entries[i].key.as.s;
        if (!str_eq(name, STR("attribute")) && !str_eq(name, STR("default")))
            return template_call_error(call, TEMPLATE_ARG_UNKNOWN,
                                       STRS(STR("map"), name));
    }
    Value none = {0};
    if (fallback && fallback->kind != VALUE_NULL)
        none = *fallback;
    for (size_t i = 0; out && i < items->len; i++)
        list_push(out, call_arena(call),
                  attribute_or(call, items->items[i], *attribute, none));
    return answer_list(result, out);
}

bool filter_map(TemplateCall *call, Value *result)
{
    const List *items = items_if_any(call);
    Applied to = {0};
    Value one;

    if (!items)
        return false;
    if (template_args(call) < 2 &&
        dict_get_str(template_keywords(call), STR("attribute")))
        return map_attribute(call, items, result);
    if (template_args(call) < 2)
        return template_call_error(call, TEMPLATE_ARG_NEEDED,
                                   STRS(STR("map"), STR("attribute")));
    List *out = new_list(call, items->len);
    if (!out || !applied_at(call, 1, false, &to))
        return false;
    for (size_t i = 0; i < items->len; i++) {
        if (!apply(call, &to, items->items[i], &one))
            return false;
        list_push(out, call_arena(call), one);
    }
    return answer_list(result, out);
}

/* Those for which what is applied is `wanted`; `attribute`: of argument 1. */
static bool select_items(TemplateCall *call, Value *result, bool attribute,
                         bool wanted)
{
    Reader *r = template_reader(call);
    const List *items = items_if_any(call);
    size_t test = attribute ? 2 : 1;
    Applied to = {0};
    List *out = items ? new_list(call, 0) : NULL;

    if (!out || (attribute && !arg_needed(call, 1)) ||
        (template_args(call) > test && !applied_at(call, test, true, &to)))
        return false;
    for (size_t i = 0; i < items->len; i++) {
        Value v = items->items[i], holds;
        if (attribute)
            v = attribute_of(call, v, template_arg(call, 1));
        if (!to.row && v.kind == VALUE_UNDEFINED)
            return no_attribute(call, items->items[i], template_arg(call, 1));
        if (!to.row)
            holds = v;
        else if (!apply(call, &to, v, &holds))
            return false;
        if (value_truth(r, holds) == wanted)
            list_push(out, r->arena, items->items[i]);
    }
    return answer_list(result, out);
}

bool filter_select(TemplateCall *call, Value *result)
{
    return select_items(call, result, false, true);
}

bool filter_reject(TemplateCall *call, Value *result)
{
    return select_items(call, result, false, false);
}

bool filter_selectattr(TemplateCall *call, Value *result)
{
    return select_items(call, result, true, true);
}

bool filter_rejectattr(TemplateCall *call, Value *result)
{
    return select_items(call, result, true, false);
}
