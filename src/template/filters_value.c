/* filters_value.c - filters of numbers, and of any value; see builtin.h. */
#include "template/builtin.h"

#include "template/filters.h"
#include "template/python.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

static bool too_large(TemplateCall *call, double f)
{
    Buf b = buf_in(call_arena(call));

    float_print(&b, f);
    return template_call_error(call, TEMPLATE_TOO_LARGE, STRS(buf_str(&b)));
}

static bool absolute(TemplateCall *call, Value *result)
{
    Value v = template_arg(call, 0);

    if (!is_number(v))
        return wrong_kind(call, STR("number"), v);
    if (v.kind == VALUE_FLOAT) {
        *result = value_float(fabs(v.as.f));
        return true;
    }
    int64_t i = v.kind == VALUE_BOOL ? v.as.b : v.as.i;
    if (i == INT64_MIN)
        return too_large(call, -(double)i);
    *result = value_int(i < 0 ? -i : i);
    return true;
}

static bool attr(TemplateCall *call, Value *result)
{
    if (!arg_needed(call, 1))
        return false;
    template_attribute(call, template_arg(call, 0), arg_text(call, 1, STR("")),
                       result);
    return true;
}

static bool fallback(TemplateCall *call, Value *result)
{
    Value v = template_arg(call, 0), other = template_arg(call, 1);
    bool missing =
        v.kind == VALUE_UNDEFINED ||
        (arg_flag(call, 2) && !value_truth(template_reader(call), v));

    if (!missing)
        *result = v;
    else if (template_args(call) > 1 || other.kind != VALUE_UNDEFINED)
        *result = other;
    else
        *result = value_str(STR(""));
    return true;
}

static Value argument_or(TemplateCall *call, size_t i, Value other)
{
    Value v = template_arg(call, i);

    return v.kind == VALUE_UNDEFINED ? other : v;
}

static bool to_float(TemplateCall *call, Value *result)
{
    Value v = template_arg(call, 0);
    double f;

    if (is_number(v))
        *result = value_float(as_double(v));
    else if (v.kind == VALUE_STR && python_float(call_arena(call), v.as.s, &f))
        *result = value_float(f);
    else
        *result = argument_or(call, 1, value_float(0));
    return true;
}

/* What is before the point. */
static bool whole(TemplateCall *call, double f, Value *result)
{
    if (!(f >= -0x1p63 && f < 0x1p63))
        return too_large(call, f);
    *result = value_int((int64_t)f);
    return true;
}

static bool text_to_int(TemplateCall *call, Str s, int base, Value *result)
{
    bool fits, valid = base == 0 || (base >= 2 && base <= 36);
    int64_t i;
    double f;

    if (valid && python_int(s, base, &i, &fits)) {
        *result = value_int(i);
        return fits || template_call_error(call, TEMPLATE_TOO_LARGE, STRS(s));
    }
    if (python_float(call_arena(call), s, &f) && isfinite(f))
        return whole(call, f, result);
    *result = argument_or(call, 1, value_int(0));
    return true;
}

static bool to_int(TemplateCall *call, Value *result)
{
    Value v = template_arg(call, 0);
    int64_t base;

    if (!arg_int(call, 2, 10, &base))
        return false;
    if (v.kind == VALUE_STR)
        return text_to_int(call, v.as.s,
                           base >= 0 && base <= 36 ? (int)base : 1, result);
    if (v.kind == VALUE_FLOAT && !isnan(v.as.f))
        return whole(call, v.as.f, result);
    if (v.kind == VALUE_INT || v.kind == VALUE_BOOL)
        *result = value_int(v.kind == VALUE_INT ? v.as.i : v.as.b);
    else
        *result = argument_or(call, 1, value_int(0));
    return true;
}

/* The nearest multiple of 10^places, halves to the even one.  Exact where
 * 10^places is. */
static double round_left(double f, int places)
{
    double unit = pow(10, places);
    double rest = fmod(f, unit), base = f - rest;
    double twice = 2 * fabs(rest);
    bool odd = fmod(base / unit, 2) != 0;

    if (twice > unit || (twice >= unit && odd))
        base += copysign(unit, f);
    return base;
}

/* Python's round(): by the exact value of the double, halves to even. */
static double round_common(double f, int64_t precision)
{
    enum { MOST = 330 }; /* no double has a digit behind that counts */
    char text[1024];

    if (!isfinite(f) || precision > MOST)
        return f;
    if (precision < -308)
        return copysign(0, f);
    if (precision < 0)
        return round_left(f, (int)-precision);
    snprintf(text, sizeof text, "%.*f", (int)precision, f);
    return strtod(text, NULL);
}

/* Integers stay integers, halves go to even.  False if it has no int64_t. */
static bool round_integer(int64_t i, int64_t precision, int64_t *out)
{
    int64_t unit = 1;

    for (; precision < 0 && unit <= INT64_MAX / 10; precision++)
        unit *= 10;
    *out = 0;
    if (precision < 0)
        return true;
    int64_t rest = i % unit, half = unit / 2;
    int64_t size = rest < 0 ? -rest : rest;
    bool odd = (i / unit) % 2 != 0;
    *out = i - rest;
    if (unit == 1 || size < half || (size == half && !odd))
        return true;
    return !__builtin_add_overflow(*out, i < 0 ? -unit : unit, out);
}

static bool round_number(TemplateCall *call, Value *result)
{
    Value v = template_arg(call, 0);
    Str method = arg_text(call, 2, STR("common"));
    bool up = str_eq(method, STR("ceil")), down = str_eq(method, STR("floor"));
    int64_t precision;

    if (!is_number(v))
        return wrong_kind(call, STR("number"), v);
    if (!arg_int(call, 1, 0, &precision))
        return false;
    if (!up && !down && !str_eq(method, STR("common")))
        return wrong_arg(call, 2, STR("'common' | 'ceil' | 'floor'"));
    double f = as_double(v);
    if (up || down) {
        double unit = pow(10, (double)precision);
        /* Python goes by way of an integer, which is never -0. */
        f = (up ? ceil(f * unit) : floor(f * unit)) + 0.0;
        *result = value_float(f / unit);
        return true;
    }
    if (v.kind == VALUE_FLOAT) {
        *result = value_float(round_common(f, precision));
        return true;
    }
    int64_t i = v.kind == VALUE_INT ? v.as.i : v.as.b;
    bool fits = round_integer(i, precision, &i);
    *result = value_int(i);
    return fits || too_large(call, f);
}

/* clang-format off */
const TemplateRow template_value_filters[] = {
    {"abs", absolute, "x", "without its sign"},
    {"attr", attr, "obj, name",
     "an object's attribute; obj.name, but no item of that name"},
    {"d", fallback, "value?, default_value?, boolean",
     "`default_value` if it is undefined, or with boolean=true not true"},
    {"default", fallback, "value?, default_value?, boolean",
     "`default_value` if it is undefined, or with boolean=true not true"},
    {"float", to_float, "value, default",
     "as a number; `default` (0.0) if it is none"},
    {"int", to_int, "value, default, base",
     "as a whole number; `default` (0) if it is none"},
    {"pprint", filter_pprint, "value?", "as it would be written, for debugging"},
    {"round", round_number, "value, precision, method",
     "to `precision` places (0); method 'common', 'ceil' or 'floor'"},
    {"tojson", filter_tojson, "value, indent",
     "JSON that may stand in HTML and in script elements"},
    {0},
};
/* clang-format on */
