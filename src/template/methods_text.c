/* methods_text.c - methods of strings that make other strings.
 *
 * Those of safe text give safe text, and escape what is put into it, as
 * MarkupSafe's do.
 */
#include "template/methods.h"

#include "template/builtin.h"
#include "template/format.h"
#include "template/parser.h"
#include "template/python.h"

#include "base/utf8.h"

/* ------------------------------------------------------------ help */

static bool answer_like(TemplateCall *call, Value *result, Str s)
{
    return answer_text(call, result, s, self_of(call).safe);
}

/* The filter of that name does the same. */
static bool by_filter(TemplateCall *call, Str name, Value *result)
{
    const TemplateRow *row = find_row(template_text_filters, NULL, name);
    Value args[4];
    size_t n = 0;

    for (; n < COUNT(args) && template_arg(call, n).kind; n++)
        args[n] = template_arg(call, n);
    return template_apply_row(call, row, self_of(call), args, n, NULL, result);
}

/* ------------------------------------------------------------ case */

static bool upper(TemplateCall *call, Value *result)
{
    return answer_like(call, result,
                       utf8_upper(call_arena(call), self_of(call).as.s));
}

static bool lower(TemplateCall *call, Value *result)
{
    return answer_like(call, result,
                       utf8_lower(call_arena(call), self_of(call).as.s));
}

static bool capitalize(TemplateCall *call, Value *result)
{
    return by_filter(call, STR("capitalize"), result);
}

/* Unlike the filter, a new word begins behind anything that is no letter. */
static bool title(TemplateCall *call, Value *result)
{
    Str s = self_of(call).as.s;
    Arena *a = call_arena(call);
    Buf b = buf_in(a);
    bool inside = false;

    for (size_t i = 0; i < s.len;) {
        size_t from = i;
        uint32_t rune = utf8_next(s, &i);
        bool cased = rune_is_upper(rune) || rune_is_lower(rune);
        if (inside)
            buf_put_rune(&b, rune_lower(rune));
        else
            buf_put(&b, utf8_upper(a, str_slice(s, from, i)));
        inside = cased;
    }
    return answer_like(call, result, buf_str(&b));
}

static bool swapcase(TemplateCall *call, Value *result)
{
    Str s = self_of(call).as.s;
    Arena *a = call_arena(call);
    Buf b = buf_in(a);

    for (size_t i = 0; i < s.len;) {
        size_t from = i;
        uint32_t rune = utf8_next(s, &i);
        Str one = str_slice(s, from, i);
        buf_put(&b,
                rune_is_upper(rune) ? utf8_lower(a, one) : utf8_upper(a, one));
    }
    return answer_like(call, result, buf_str(&b));
}

/* ------------------------------------------------------------ strip */

static Str stripped(TemplateCall *call)
{
    Str s = self_of(call).as.s;

    return arg_given(call, 0) ? python_strip_any(s, arg_text(call, 0, STR("")))
                              : python_strip(s);
}

/* What strip leaves on the left, or on the right, is put back. */
static bool strip(TemplateCall *call, Value *result)
{
    *result = self_of(call);
    result->as.s = stripped(call);
    return true;
}

static bool lstrip(TemplateCall *call, Value *result)
{
    Str s = self_of(call).as.s, inner = stripped(call);

    *result = self_of(call);
    result->as.s = str_drop(s, inner.len ? (size_t)(inner.ptr - s.ptr) : s.len);
    return true;
}

static bool rstrip(TemplateCall *call, Value *result)
{
    Str s = self_of(call).as.s, inner = stripped(call);

    *result = self_of(call);
    result->as.s =
        str_take(s, inner.len ? (size_t)(inner.ptr - s.ptr) + inner.len : 0);
    return true;
}

static bool removeprefix(TemplateCall *call, Value *result)
{
    Str prefix = arg_text(call, 0, STR(""));

    *result = self_of(call);
    if (str_starts(result->as.s, prefix))
        result->as.s = str_drop(result->as.s, prefix.len);
    return true;
}

static bool removesuffix(TemplateCall *call, Value *result)
{
    Str suffix = arg_text(call, 0, STR(""));

    *result = self_of(call);
    if (str_ends(result->as.s, suffix))
        result->as.s = str_take(result->as.s, result->as.s.len - suffix.len);
    return true;
}

/* ------------------------------------------------------------ padding */

/* `left` and `right` fill runes around it. */
static bool padded(TemplateCall *call, Value *result, size_t left, size_t right,
                   Str fill)
{
    Buf b = buf_in(call_arena(call));

    if (!template_charge(call, (left + right) * fill.len))
        return false;
    for (; left > 0; left--)
        buf_put(&b, fill);
    buf_put(&b, self_of(call).as.s);
    for (; right > 0; right--)
        buf_put(&b, fill);
    return answer_like(call, result, buf_str(&b));
}

/* How many runes are missing to the width, and what to fill with. */
static bool missing(TemplateCall *call, size_t *out, Str *fill)
{
    int64_t width;
    size_t len = utf8_count(self_of(call).as.s);

    *fill = arg_text(call, 1, STR(" "));
    if (!arg_int(call, 0, 0, &width))
        return false;
    if (utf8_count(*fill) != 1)
        return wrong_arg(call, 1, STR("' '"));
    *out = width > 0 && (size_t)width > len ? (size_t)width - len : 0;
    return *out < (size_t)1 << 40 || template_charge(call, SIZE_MAX);
}

static bool ljust(TemplateCall *call, Value *result)
{
    size_t n = 0;
    Str fill = {0};

    return missing(call, &n, &fill) && padded(call, result, 0, n, fill);
}

static bool rjust(TemplateCall *call, Value *result)
{
    size_t n = 0;
    Str fill = {0};

    return missing(call, &n, &fill) && padded(call, result, n, 0, fill);
}

/* Python puts the odd space left where the width is odd. */
static bool center(TemplateCall *call, Value *result)
{
    int64_t width = 0;
    size_t n = 0;
    Str fill = {0};

    if (!missing(call, &n, &fill) || !arg_int(call, 0, 0, &width))
        return false;
    size_t left = n / 2 + (n & (size_t)width & 1);
    return padded(call, result, left, n - left, fill);
}

static bool zfill(TemplateCall *call, Value *result)
{
    Str s = self_of(call).as.s;
    Buf b = buf_in(call_arena(call));
    size_t n = 0;
    Str fill = {0};

    if (!missing(call, &n, &fill) || !template_charge(call, n))
        return false;
    if (str_starts(s, STR("-")) || str_starts(s, STR("+"))) {
        buf_put_char(&b, s.ptr[0]);
        s = str_drop(s, 1);
    }
    for (; n > 0; n--)
        buf_put_char(&b, '0');
    buf_put(&b, s);
    return answer_like(call, result, buf_str(&b));
}

static bool expandtabs(TemplateCall *call, Value *result)
{
    Str s = self_of(call).as.s;
    Buf b = buf_in(call_arena(call));
    size_t size, column = 0;

    if (!arg_size(call, 0, 8, &size))
        return false;
    for (size_t i = 0; i < s.len;) {
        uint32_t rune = utf8_next(s, &i);
        size_t n = rune != '\t' ? 1 : size ? size - column % size : 0;
        if (!template_charge(call, n))
            return false;
        for (size_t k = 0; rune == '\t' && k < n; k++)
            buf_put_char(&b, ' ');
        if (rune != '\t')
            buf_put_rune(&b, rune);
        column = rune == '\n' || rune == '\r' ? 0 : column + n;
    }
    return answer_like(call, result, buf_str(&b));
}

/* ------------------------------------------------------------ put together */

static bool replace(TemplateCall *call, Value *result)
{
    Value self = self_of(call);
    Value args[3] = {template_arg(call, 0),
                     value_str(beside(call, self, template_arg(call, 1))),
                     template_arg(call, 2)};
    const TemplateRow *row =
        find_row(template_text_filters, NULL, STR("replace"));
    bool safe = self.safe;

    /* The filter would decide by itself what is escaped. */
    self.safe = false;
    args[0].safe = false;
    if (template_args(call) < 2 && !template_arg(call, 1).kind)
        return template_call_error(call, TEMPLATE_ARG_NEEDED,
                                   STRS(STR("replace"), STR("new")));
    if (!template_apply_row(call, row, self, args, args[2].kind ? 3 : 2, NULL,
                            result))
        return false;
    result->safe = safe;
    return true;
}

static bool join(TemplateCall *call, Value *result)
{
    Value self = self_of(call);
    const List *items = items_of(call, template_arg(call, 0));
    Buf b = buf_in(call_arena(call));

    for (size_t i = 0; items && i < items->len; i++) {
        if (items->items[i].kind != VALUE_STR)
            return wrong_arg(call, 0, STR("['...', '...']"));
        if (i)
            buf_put(&b, self.as.s);
        Str one = beside(call, self, items->items[i]);
        if (!template_charge(call, self.as.s.len + one.len))
            return false;
        buf_put(&b, one);
    }
    return items && answer_like(call, result, buf_str(&b));
}

static bool format_with(TemplateCall *call, const Value *args, size_t n,
                        const Dict *keywords, Value *result)
{
    Value self = self_of(call);
    Buf b = buf_in(call_arena(call));
    FormatFault why;

    bool ok = (self.safe ? text_braces_safe
                         : text_braces)(&b, template_reader(call), self.as.s,
                                        args, n, keywords, &why);
    if (ok)
        return answer_like(call, result, buf_str(&b));
    return template_call_error(call, why.code, STRS(why.place));
}

static bool format(TemplateCall *call, Value *result)
{
    size_t n = template_args(call);
    Value *args = ARENA_ARRAY(call_arena(call), Value, n);

    for (size_t i = 0; i < n; i++)
        args[i] = template_arg(call, i);
    return format_with(call, args, n, template_keywords(call), result);
}

static bool format_map(TemplateCall *call, Value *result)
{
    Value map = template_arg(call, 0);

    if (map.kind != VALUE_DICT)
        return wrong_arg(call, 0, STR("dict"));
    return format_with(call, NULL, 0, map.as.dict, result);
}

/* clang-format off */
const TemplateRow text_methods[] = {
    {"capitalize", capitalize, "", "the first letter upper case"},
    {"casefold", lower, "", "in lower case, to compare"},
    {"center", center, "width, fillchar", "centred in `width` columns"},
    {"expandtabs", expandtabs, "tabsize", "tabs made spaces"},
    {"format", format, "*", "'{} {x}'.format(1, x=2)"},
    {"format_map", format_map, "mapping", "'{x}'.format_map({'x': 2})"},
    {"join", join, "iterable", "the strings of a list, with this between"},
    {"ljust", ljust, "width, fillchar", "filled up on the right"},
    {"lower", lower, "", "in lower case"},
    {"lstrip", lstrip, "chars", "without white space on the left"},
    {"removeprefix", removeprefix, "prefix", "without that start"},
    {"removesuffix", removesuffix, "suffix", "without that end"},
    {"replace", replace, "old, new, count", "each `old` made `new`"},
    {"rjust", rjust, "width, fillchar", "filled up on the left"},
    {"rstrip", rstrip, "chars", "without white space on the right"},
    {"strip", strip, "chars", "without white space at both ends"},
    {"swapcase", swapcase, "", "upper case made lower, lower made upper"},
    {"title", title, "", "each word with an upper-case first letter"},
    {"upper", upper, "", "in upper case"},
    {"zfill", zfill, "width", "filled up with zeros on the left"},
    {0},
};
/* clang-format on */
