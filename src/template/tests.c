/* tests.c - what may stand behind `is`; see builtin.h. */
#include "template/builtin.h"

#include "template/args.h"
#include "template/sort.h"

#include "base/utf8.h"

#include <math.h>

static Value tested(TemplateCall *call)
{
    return template_arg(call, 0);
}

static bool kind_is(TemplateCall *call, ValueKind kind, Value *result)
{
    return answer_bool(result, tested(call).kind == kind);
}

static bool boolean(TemplateCall *call, Value *result)
{
    return kind_is(call, VALUE_BOOL, result);
}

static bool callable(TemplateCall *call, Value *result)
{
    return answer_bool(result, template_is_callable(tested(call)));
}

static bool defined(TemplateCall *call, Value *result)
{
    return answer_bool(result, tested(call).kind != VALUE_UNDEFINED);
}

static bool undefined(TemplateCall *call, Value *result)
{
    return kind_is(call, VALUE_UNDEFINED, result);
}

/* What is left of the tested number divided by `by`, its sign as in Python:
 * that of `by`. */
static bool rest(TemplateCall *call, Value by, double *out)
{
    Value v = tested(call);

    if (!is_number(v))
        return wrong_kind(call, STR("number"), v);
    if (!is_number(by))
        return wrong_arg(call, 1, STR("number"));
    if (as_double(by) == 0)
        return template_call_error(call, TEMPLATE_ZERO, NO_STRS);
    if (v.kind == VALUE_INT && by.kind == VALUE_INT) {
        *out = by.as.i == -1 ? 0 : (double)(v.as.i % by.as.i);
    } else {
        *out = fmod(as_double(v), as_double(by));
    }
    if (*out != 0 && (*out < 0) != (as_double(by) < 0))
        *out += as_double(by);
    return true;
}

static bool divisibleby(TemplateCall *call, Value *result)
{
    double left = 0;

    return arg_needed(call, 1) && rest(call, template_arg(call, 1), &left) &&
           answer_bool(result, left == 0);
}

static bool even(TemplateCall *call, Value *result)
{
    double left = 0;

    return rest(call, value_int(2), &left) && answer_bool(result, left == 0);
}

static bool odd(TemplateCall *call, Value *result)
{
    double left = 0;

    return rest(call, value_int(2), &left) && answer_bool(result, left == 1);
}

static bool equal(TemplateCall *call, Value *result)
{
    return arg_needed(call, 1) &&
           answer_bool(result, value_eq(template_reader(call), tested(call),
                                        template_arg(call, 1)));
}

static bool unequal(TemplateCall *call, Value *result)
{
    if (!equal(call, result))
        return false;
    return answer_bool(result, !result->as.b);
}

/* -1, 0, 1; 2 where a number is not one, which no order suits. */
static bool order(TemplateCall *call, int *out)
{
    Value v = tested(call), other = template_arg(call, 1);

    return arg_needed(call, 1) &&
           (value_cmp(template_reader(call), v, other, out) ||
            no_order(call, v, other));
}

static bool ge(TemplateCall *call, Value *result)
{
    int o;
    return order(call, &o) && answer_bool(result, o >= 0 && o != 2);
}

static bool gt(TemplateCall *call, Value *result)
{
    int o;
    return order(call, &o) && answer_bool(result, o > 0 && o != 2);
}

static bool le(TemplateCall *call, Value *result)
{
    int o;
    return order(call, &o) && answer_bool(result, o <= 0);
}

static bool lt(TemplateCall *call, Value *result)
{
    int o;
    return order(call, &o) && answer_bool(result, o < 0);
}

static bool in(TemplateCall *call, Value *result)
{
    Value v = tested(call), seq = template_arg(call, 1);
    Reader *r = template_reader(call);

    *result = value_bool(false);
    if (!arg_needed(call, 1))
        return false;
    if (seq.kind == VALUE_STR) {
        if (v.kind != VALUE_STR)
            return wrong_kind(call, STR("string"), v);
        return answer_bool(result, str_find_text(seq.as.s, v.as.s) != SIZE_MAX);
    }
    if (seq.kind == VALUE_DICT)
        return answer_bool(result, value_hashable(v) &&
                                       dict_get(seq.as.dict, v) != NULL);
    const List *items = items_of(call, seq);
    for (size_t i = 0; items && i < items->len && !result->as.b; i++)
        *result = value_bool(value_eq(r, items->items[i], v));
    return items != NULL;
}

static bool escaped(TemplateCall *call, Value *result)
{
    return answer_bool(result, tested(call).safe);
}

static bool is_false(TemplateCall *call, Value *result)
{
    return answer_bool(result,
                       tested(call).kind == VALUE_BOOL && !tested(call).as.b);
}

static bool is_true(TemplateCall *call, Value *result)
{
    return answer_bool(result,
                       tested(call).kind == VALUE_BOOL && tested(call).as.b);
}

static bool filter(TemplateCall *call, Value *result)
{
    Value v = tested(call);

    return answer_bool(result, v.kind == VALUE_STR &&
                                   find_filter(template_set(call), v.as.s));
}

static bool test(TemplateCall *call, Value *result)
{
    Value v = tested(call);

    return answer_bool(result, v.kind == VALUE_STR &&
                                   find_test(template_set(call), v.as.s));
}

static bool is_float(TemplateCall *call, Value *result)
{
    return kind_is(call, VALUE_FLOAT, result);
}

static bool integer(TemplateCall *call, Value *result)
{
    return kind_is(call, VALUE_INT, result);
}

static bool iterable(TemplateCall *call, Value *result)
{
    size_t n = value_len(template_reader(call), tested(call));

    return answer_bool(result, n != SIZE_MAX);
}

/* Some letter has a case, and each that has one has this one. */
static bool cased(TemplateCall *call, bool up, Value *result)
{
    Str s = text_of(call, tested(call));
    bool any = false;

    for (size_t i = 0; i < s.len;) {
        uint32_t rune = utf8_next(s, &i);
        bool upper = rune_is_upper(rune);
        if (!upper && !rune_is_lower(rune))
            continue;
        if (upper != up)
            return answer_bool(result, false);
        any = true;
    }
    return answer_bool(result, any);
}

static bool lower(TemplateCall *call, Value *result)
{
    return cased(call, false, result);
}

static bool upper(TemplateCall *call, Value *result)
{
    return cased(call, true, result);
}

static bool mapping(TemplateCall *call, Value *result)
{
    return answer_bool(result, is_mapping(tested(call)));
}

static bool none(TemplateCall *call, Value *result)
{
    return kind_is(call, VALUE_NULL, result);
}

static bool number(TemplateCall *call, Value *result)
{
    return answer_bool(result, is_number(tested(call)));
}

/* One thing, not only an equal one.  Text and numbers have no place of their
 * own: equal ones of one kind are the same. */
static bool sameas(TemplateCall *call, Value *result)
{
    Value a = tested(call), b = template_arg(call, 1);
    bool same = a.kind == b.kind;

    if (same && a.kind == VALUE_OBJECT)
        same = a.as.object->self == b.as.object->self &&
               a.as.object->type == b.as.object->type;
    else if (same && a.kind == VALUE_LIST)
        same = a.as.list == b.as.list;
    else if (same && a.kind == VALUE_DICT)
        same = a.as.dict == b.as.dict;
    else if (same)
        same = value_eq(template_reader(call), a, b);
    return answer_bool(result, same);
}

static bool string(TemplateCall *call, Value *result)
{
    return kind_is(call, VALUE_STR, result);
}

/* clang-format off */
const TemplateRow template_tests[] = {
    {"!=", unequal, "value, other", "the same as ne"},
    {"<", lt, "value, other", "the same as lt"},
    {"<=", le, "value, other", "the same as le"},
    {"==", equal, "value, other", "the same as eq"},
    {">", gt, "value, other", "the same as gt"},
    {">=", ge, "value, other", "the same as ge"},
    {"boolean", boolean, "value?", "true or false"},
    {"callable", callable, "value?", "a function or macro"},
    {"defined", defined, "value?", "there is such a variable or attribute"},
    {"divisibleby", divisibleby, "value, num", "a multiple of `num`"},
    {"eq", equal, "value, other", "equal to `other`"},
    {"equalto", equal, "value, other", "the same as eq"},
    {"escaped", escaped, "value?", "safe: not escaped when printed"},
    {"even", even, "value", "a multiple of two"},
    {"false", is_false, "value?", "false itself, not only untrue"},
    {"filter", filter, "value", "the name of a filter"},
    {"float", is_float, "value?", "a number with a point"},
    {"ge", ge, "value, other", "greater than `other` or equal"},
    {"greaterthan", gt, "value, other", "the same as gt"},
    {"gt", gt, "value, other", "greater than `other`"},
    {"in", in, "value, seq", "one of the items, keys or parts of `seq`"},
    {"integer", integer, "value?", "a whole number"},
    {"iterable", iterable, "value", "a for loop can walk it"},
    {"le", le, "value, other", "less than `other` or equal"},
    {"lessthan", lt, "value, other", "the same as lt"},
    {"lower", lower, "value", "text in lower case"},
    {"lt", lt, "value, other", "less than `other`"},
    {"mapping", mapping, "value?", "a dict, or an object with named items"},
    {"ne", unequal, "value, other", "not equal to `other`"},
    {"none", none, "value?", "none itself, not only empty"},
    {"number", number, "value?", "a number; true and false are some"},
    {"odd", odd, "value", "not a multiple of two"},
    {"sameas", sameas, "value?, other?",
     "the same object as `other`, not only an equal one"},
    {"sequence", iterable, "value?", "has a length and items"},
    {"string", string, "value?", "text"},
    {"test", test, "value", "the name of a test"},
    {"true", is_true, "value?", "true itself, not only true in a condition"},
    {"undefined", undefined, "value?", "no such variable or attribute"},
    {"upper", upper, "value", "text in upper case"},
    {0},
};
/* clang-format on */
