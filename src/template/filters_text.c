/* filters_text.c - filters that take text; see builtin.h.
 *
 * What Jinja keeps safe is kept safe here: see answer_text's last argument.
 */
#include "template/builtin.h"

#include "template/filters.h"
#include "template/format.h"
#include "template/python.h"

#include "base/escape.h"
#include "base/utf8.h"

static bool capitalize(TemplateCall *call, Value *result)
{
    Value v = piped_text(call);

    return answer_text(call, result, utf8_capitalize(call_arena(call), v.as.s),
                       v.safe);
}

static bool center(TemplateCall *call, Value *result)
{
    Value v = piped_text(call);
    Buf b = buf_in(call_arena(call));
    int64_t width;

    if (!arg_int(call, 1, 80, &width))
        return false;
    size_t len = utf8_count(v.as.s);
    size_t pad = width > 0 && (size_t)width > len ? (size_t)width - len : 0;
    if (!template_charge(call, v.as.s.len + pad))
        return false;
    /* Python puts the odd space left where the width is odd. */
    size_t left = pad / 2 + (pad & (size_t)width & 1);
    for (size_t i = 0; i < left; i++)
        buf_put_char(&b, ' ');
    buf_put(&b, v.as.s);
    for (size_t i = left; i < pad; i++)
        buf_put_char(&b, ' ');
    *result = v.safe ? value_safe(buf_str(&b)) : value_str(buf_str(&b));
    return true;
}

static Value format_args(TemplateCall *call)
{
    size_t n = template_args(call);
    Arena *a = call_arena(call);
    const Dict *keywords = template_keywords(call);
    List *values = list_new(a, n);

    if (keywords->len) {
        Dict *copy = dict_new(a);
        for (size_t i = 0; i < keywords->len; i++)
            dict_put(copy, a, keywords->entries[i].key,
                     keywords->entries[i].value);
        return value_dict(copy);
    }
    values->tuple = true;
    for (size_t i = 1; i < n; i++)
        list_push(values, a, template_arg(call, i));
    return value_list(values);
}

static bool format(TemplateCall *call, Value *result)
{
    Value v = piped_text(call), args = format_args(call);
    Buf b = buf_in(call_arena(call));
    FormatFault why;

    if (template_args(call) > 1 && args.kind == VALUE_DICT)
        return template_call_error(call, TEMPLATE_FORMAT_MORE, NO_STRS);
    bool ok =
        (v.safe ? text_percent_safe : text_percent)(&b, template_reader(call),
                                                    v.as.s, args, &why);
    if (ok)
        return answer_text(call, result, buf_str(&b), v.safe);
    return template_call_error(call, why.code, STRS(why.place));
}

static bool lower(TemplateCall *call, Value *result)
{
    Value v = piped_text(call);

    return answer_text(call, result, utf8_lower(call_arena(call), v.as.s),
                       v.safe);
}

static bool upper(TemplateCall *call, Value *result)
{
    Value v = piped_text(call);

    return answer_text(call, result, utf8_upper(call_arena(call), v.as.s),
                       v.safe);
}

static bool starts_word(uint32_t rune)
{
    return python_space(rune) || rune == '-' || rune == '(' || rune == '{' ||
           rune == '[' || rune == '<';
}

/* The offset behind the word that goes on at `at`. */
static size_t word_end(Str s, size_t at)
{
    for (size_t next = at; next < s.len; at = next)
        if (starts_word(utf8_next(s, &next)))
            break;
    return at;
}

/* Never safe: Jinja puts it together from pieces. */
static bool title(TemplateCall *call, Value *result)
{
    Str s = piped_text(call).as.s;
    Arena *a = call_arena(call);
    Buf b = buf_in(a);

    for (size_t i = 0; i < s.len;) {
        size_t start = i;
        bool between = starts_word(utf8_next(s, &i));
        Str first = str_slice(s, start, i);
        buf_put(&b, between ? first : utf8_upper(a, first));
        if (between)
            continue;
        start = i;
        i = word_end(s, i);
        buf_put(&b, utf8_lower(a, str_slice(s, start, i)));
    }
    return answer_text(call, result, buf_str(&b), false);
}

static bool trim(TemplateCall *call, Value *result)
{
    Value v = piped_text(call);
    Str chars = arg_text(call, 1, STR(""));

    if (arg_given(call, 1))
        v.as.s = python_strip_any(v.as.s, chars);
    else
        v.as.s = python_strip(v.as.s);
    *result = v;
    return true;
}

/* The offset of `old` in `s`, from `from` on.  "" stands before each code
 * point and at the end. */
static size_t find_from(Str s, Str old, size_t from, bool first)
{
    if (old.len == 0) {
        if (!first && from < s.len)
            utf8_next(s, &from);
        else if (!first)
            return SIZE_MAX;
        return from;
    }
    size_t at = str_find_text(str_drop(s, from), old);
    return at == SIZE_MAX ? SIZE_MAX : from + at;
}

static bool replace_text(TemplateCall *call, Str s, Str old, Str new,
                         size_t limit, Buf *out)
{
    size_t done = 0;

    for (size_t n = 0; n < limit; n++) {
        size_t at = find_from(s, old, done, n == 0);
        if (at == SIZE_MAX)
            break;
        if (!template_charge(call, at - done + new.len))
            return false;
        buf_put(out, str_slice(s, done, at));
        buf_put(out, new);
        done = at + old.len;
    }
    buf_put(out, str_drop(s, done));
    return template_charge(call, s.len - done);
}

static bool replace(TemplateCall *call, Value *result)
{
    Value v = piped_text(call);
    Value old = soft_text(call, template_arg(call, 1));
    Value new = soft_text(call, template_arg(call, 2));
    Buf b = buf_in(call_arena(call));
    int64_t count;

    if (!arg_int(call, 3, -1, &count))
        return false;
    bool safe = template_autoescape(call) && (v.safe || old.safe || new.safe);
    if (safe) {
        v = escaped_text(call, v);
        new = escaped_text(call, new);
    }
    if (!replace_text(call, v.as.s, old.as.s, new.as.s,
                      count < 0 ? SIZE_MAX : (size_t)count, &b))
        return false;
    *result = safe ? value_safe(buf_str(&b)) : value_str(buf_str(&b));
    return true;
}

static bool string(TemplateCall *call, Value *result)
{
    *result = piped_text(call);
    return true;
}

static bool wordcount(TemplateCall *call, Value *result)
{
    Str s = piped_text(call).as.s;
    bool inside = false;
    int64_t n = 0;

    for (size_t i = 0; i < s.len;) {
        bool word = python_word(utf8_next(s, &i));
        n += word && !inside;
        inside = word;
    }
    *result = value_int(n);
    return true;
}

static bool size_text(Buf *out, double bytes, bool binary)
{
    static const char *const units[2][8] = {
        {"kB", "MB", "GB", "TB", "PB", "EB", "ZB", "YB"},
        {"KiB", "MiB", "GiB", "TiB", "PiB", "EiB", "ZiB", "YiB"},
    };
    double base = binary ? 1024 : 1000, unit = base * base;
    size_t i = 0;

    if (bytes < base && (bytes < -0x1p63 || bytes != bytes))
        return false;
    if (bytes == 1) {
        BUF_LIT(out, "1 Byte");
    } else if (bytes < base) {
        buf_put_int(out, (int64_t)bytes);
        BUF_LIT(out, " Bytes");
    } else {
        for (; i < 7 && bytes >= unit; i++)
            unit *= base;
        buf_printf(out, "%.1f %s", base * bytes / unit, units[binary][i]);
    }
    return true;
}

static bool filesizeformat(TemplateCall *call, Value *result)
{
    Value v = template_arg(call, 0);
    Arena *a = call_arena(call);
    Buf b = buf_in(a);
    double bytes = 0;

    if (is_number(v))
        bytes = as_double(v);
    else if (v.kind != VALUE_STR || !python_float(a, v.as.s, &bytes))
        return wrong_kind(call, STR("integer"), v);
    if (!size_text(&b, bytes, arg_flag(call, 1)))
        return wrong_kind(call, STR("integer"), v);
    return answer_text(call, result, buf_str(&b), false);
}

/* clang-format off */
const TemplateRow template_text_filters[] = {
    {"capitalize", capitalize, "value",
     "the first letter upper case, the others lower case"},
    {"center", center, "value, width", "centred in `width` columns (80)"},
    {"e", filter_escape, "value", "& < > and quotes as HTML, unless safe"},
    {"escape", filter_escape, "value", "& < > and quotes as HTML, unless safe"},
    {"filesizeformat", filesizeformat, "value, binary",
     "a number of bytes for people: 13 kB, 4.1 MB"},
    {"forceescape", filter_forceescape, "value",
     "& < > and quotes as HTML, even if safe"},
    {"format", format, "value, *", "printf: '%s: %d'|format(name, count)"},
    {"indent", filter_indent, "s, width, first, blank",
     "each line but the first indented by 4 spaces, or `width`"},
    {"lower", lower, "value", "in lower case"},
    {"replace", replace, "s, old, new, count",
     "each `old`, or the first `count`, made `new`"},
    {"safe", filter_safe, "value", "HTML as it is: not escaped when printed"},
    {"string", string, "value", "as text"},
    {"striptags", filter_striptags, "value",
     "without tags and comments, white space made single spaces"},
    {"title", title, "value", "each word with an upper-case first letter"},
    {"trim", trim, "value, chars",
     "without white space, or `chars`, at both ends"},
    {"truncate", filter_truncate, "s, length, killwords, end, leeway",
     "cut to `length` (255) letters at a word, with `end` (...) behind"},
    {"upper", upper, "value", "in upper case"},
    {"urlencode", filter_urlencode, "value",
     "percent-encoded; a mapping or pairs as a query"},
    {"urlize", filter_urlize,
     "value, trim_url_limit, nofollow, target, rel, extra_schemes",
     "addresses in the text made links"},
    {"wordcount", wordcount, "value", "the number of words"},
    {"wordwrap", filter_wordwrap,
     "s, width, break_long_words, wrapstring, break_on_hyphens",
     "in lines of at most `width` (79) letters"},
    {"xmlattr", filter_xmlattr, "d, autospace",
     "a mapping as HTML attributes, without none and undefined"},
    {0},
};
/* clang-format on */
