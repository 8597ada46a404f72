/* methods_search.c - methods of strings that look for text, ask what it is
 * made of, or take it apart. */
#include "template/methods.h"

#include "template/python.h"

#include "base/utf8.h"

/* ------------------------------------------------------------ search */

/* The part between the arguments i and i + 1, as [start:end]; *before: the
 * runes in front of it.  False, without an error, if start is behind the
 * end; *bad after errors. */
static bool window(TemplateCall *call, size_t i, Str *out, size_t *before,
                   bool *bad)
{
    Str s = self_of(call).as.s;
    int64_t len = (int64_t)utf8_count(s), start, end;

    *bad = !arg_int(call, i, 0, &start) || !arg_int(call, i + 1, len, &end);
    if (*bad)
        return false;
    start = start < 0 ? start + len : start;
    start = start < 0 ? 0 : start;
    end = end < 0 ? end + len : end;
    end = end > len ? len : end < 0 ? 0 : end;
    *out = utf8_slice(s, (size_t)start, (size_t)(end > start ? end : start));
    *before = (size_t)start;
    return start <= end;
}

static size_t last_of(Str s, Str needle)
{
    for (size_t i = s.len - (needle.len < s.len ? needle.len : s.len) + 1;
         i-- > 0;)
        if (str_starts(str_drop(s, i), needle))
            return i;
    return SIZE_MAX;
}

/* The place in runes; -1: not there. */
static bool place(TemplateCall *call, bool last, int64_t *out)
{
    Str needle = arg_text(call, 0, STR("")), in;
    size_t before;
    bool bad;

    *out = -1;
    if (!window(call, 1, &in, &before, &bad))
        return !bad;
    size_t at = last ? last_of(in, needle) : str_find_text(in, needle);
    if (at != SIZE_MAX)
        *out = (int64_t)(before + utf8_count(str_take(in, at)));
    return true;
}

static bool answer_place(TemplateCall *call, bool last, bool must,
                         Value *result)
{
    int64_t at;
    Buf b = buf_in(call_arena(call));

    if (!place(call, last, &at))
        return false;
    *result = value_int(at);
    if (at >= 0 || !must)
        return true;
    value_repr(&b, template_reader(call), template_arg(call, 0));
    return template_call_error(call, TEMPLATE_NOT_IN, STRS(buf_str(&b)));
}

static bool find(TemplateCall *call, Value *result)
{
    return answer_place(call, false, false, result);
}

static bool rfind(TemplateCall *call, Value *result)
{
    return answer_place(call, true, false, result);
}

static bool find_index(TemplateCall *call, Value *result)
{
    return answer_place(call, false, true, result);
}

static bool rindex(TemplateCall *call, Value *result)
{
    return answer_place(call, true, true, result);
}

static bool count(TemplateCall *call, Value *result)
{
    Str needle = arg_text(call, 0, STR("")), in;
    size_t before, n = 0;
    bool bad;

    *result = value_int(0);
    if (!window(call, 1, &in, &before, &bad))
        return !bad;
    if (needle.len == 0) {
        *result = value_int((int64_t)utf8_count(in) + 1);
        return true;
    }
    for (size_t at; (at = str_find_text(in, needle)) != SIZE_MAX; n++)
        in = str_drop(in, at + needle.len);
    *result = value_int((int64_t)n);
    return true;
}

/* One text, or a tuple of several, at the start or the end of the window. */
static bool affix(TemplateCall *call, bool end, Value *result)
{
    Value v = template_arg(call, 0);
    List one = {.items = &v, .len = 1};
    const List *all = v.kind == VALUE_LIST ? v.as.list : &one;
    size_t before;
    bool bad, found = false;
    Str in;

    if (!window(call, 1, &in, &before, &bad))
        return !bad && answer_bool(result, false);
    for (size_t i = 0; !found && i < all->len; i++) {
        if (all->items[i].kind != VALUE_STR)
            return wrong_arg(call, 0, STR("string"));
        Str s = all->items[i].as.s;
        found = end ? str_ends(in, s) : str_starts(in, s);
    }
    return answer_bool(result, found);
}

static bool startswith(TemplateCall *call, Value *result)
{
    return affix(call, false, result);
}

static bool endswith(TemplateCall *call, Value *result)
{
    return affix(call, true, result);
}

/* ------------------------------------------------------------ what it is */

static bool is_alnum(uint32_t rune)
{
    return rune_is_letter(rune) || rune_is_digit(rune);
}

static bool all_are(TemplateCall *call, bool (*is)(uint32_t), Value *result)
{
    Str s = self_of(call).as.s;
    bool all = s.len > 0;

    for (size_t i = 0; all && i < s.len;)
        all = is(utf8_next(s, &i));
    return answer_bool(result, all);
}

static bool isalpha_(TemplateCall *call, Value *result)
{
    return all_are(call, rune_is_letter, result);
}

static bool isalnum_(TemplateCall *call, Value *result)
{
    return all_are(call, is_alnum, result);
}

static bool isdigit_(TemplateCall *call, Value *result)
{
    return all_are(call, rune_is_digit, result);
}

static bool isspace_(TemplateCall *call, Value *result)
{
    return all_are(call, python_space, result);
}

static bool is_ascii(uint32_t rune)
{
    return rune < 0x80;
}

static bool isascii_(TemplateCall *call, Value *result)
{
    return self_of(call).as.s.len == 0 ? answer_bool(result, true)
                                       : all_are(call, is_ascii, result);
}

/* All cased letters are such, and there is one. */
static bool cased(TemplateCall *call, bool upper, Value *result)
{
    Str s = self_of(call).as.s;
    bool one = false, other = false;

    for (size_t i = 0; i < s.len;) {
        uint32_t rune = utf8_next(s, &i);
        one |= upper ? rune_is_upper(rune) : rune_is_lower(rune);
        other |= upper ? rune_is_lower(rune) : rune_is_upper(rune);
    }
    return answer_bool(result, one && !other);
}

static bool isupper_(TemplateCall *call, Value *result)
{
    return cased(call, true, result);
}

static bool islower_(TemplateCall *call, Value *result)
{
    return cased(call, false, result);
}

static bool istitle_(TemplateCall *call, Value *result)
{
    Str s = self_of(call).as.s;
    bool inside = false, any = false;

    for (size_t i = 0; i < s.len;) {
        uint32_t rune = utf8_next(s, &i);
        bool up = rune_is_upper(rune), low = rune_is_lower(rune);
        if ((up && inside) || (low && !inside))
            return answer_bool(result, false);
        inside = up || low;
        any |= inside;
    }
    return answer_bool(result, any);
}

/* ------------------------------------------------------------ apart */

static bool push_part(TemplateCall *call, List *out, Str s)
{
    Value v = value_str(s);

    v.safe = self_of(call).safe;
    list_push(out, call_arena(call), v);
    return template_charge(call, sizeof v);
}

static List *parts_list(TemplateCall *call)
{
    return new_list(call, 0);
}

static size_t gap(Str s, size_t i, size_t *end)
{
    size_t from = i;

    for (*end = i; i < s.len;) {
        from = i;
        if (!python_space(utf8_next(s, &i)))
            return from;
        *end = i;
    }
    return *end;
}

/* At white space, none of it at the ends.  What is left over after `limit`
 * parts loses it only on the left. */
static bool split_words(TemplateCall *call, int64_t limit, List *out)
{
    Str s = self_of(call).as.s;
    size_t i, ignored;

    for (i = gap(s, 0, &ignored); i < s.len;) {
        size_t from = i, end = i;
        if (limit >= 0 && (int64_t)out->len == limit)
            return push_part(call, out, str_drop(s, i));
        while (i < s.len && !python_space(utf8_next(s, &i)))
            end = i;
        if (!push_part(call, out, str_slice(s, from, end)))
            return false;
        i = gap(s, end, &ignored);
    }
    return true;
}

static bool split_at(TemplateCall *call, Str sep, int64_t limit, List *out)
{
    Str s = self_of(call).as.s;

    for (; limit < 0 || (int64_t)out->len < limit;) {
        size_t at = str_find_text(s, sep);
        if (at == SIZE_MAX)
            break;
        if (!push_part(call, out, str_take(s, at)))
            return false;
        s = str_drop(s, at + sep.len);
    }
    return push_part(call, out, s);
}

/* From the right; the parts are turned round at the end. */
static bool rsplit_words(TemplateCall *call, int64_t limit, List *out)
{
    Str s = self_of(call).as.s;

    for (;;) {
        size_t end = s.len, i = end;
        while (i > 0 && python_space(utf8_prev(s, &i)))
            end = i;
        s = str_take(s, end);
        if (s.len == 0)
            return true;
        if (limit >= 0 && (int64_t)out->len == limit)
            return push_part(call, out, s);
        size_t from = end;
        for (i = end; i > 0 && !python_space(utf8_prev(s, &i));)
            from = i;
        if (!push_part(call, out, str_slice(s, from, end)))
            return false;
        s = str_take(s, from);
    }
}

static bool rsplit_at(TemplateCall *call, Str sep, int64_t limit, List *out)
{
    Str s = self_of(call).as.s;

    for (; limit < 0 || (int64_t)out->len < limit;) {
        size_t at = last_of(s, sep);
        if (at == SIZE_MAX)
            break;
        if (!push_part(call, out, str_drop(s, at + sep.len)))
            return false;
        s = str_take(s, at);
    }
    return push_part(call, out, s);
}

static void turn_round(List *l)
{
    for (size_t i = 0; i < l->len / 2; i++) {
        Value v = l->items[i];
        l->items[i] = l->items[l->len - 1 - i];
        l->items[l->len - 1 - i] = v;
    }
}

static bool split_any(TemplateCall *call, bool right, Value *result)
{
    List *out = parts_list(call);
    Str sep = arg_text(call, 0, STR(""));
    int64_t limit;
    bool good;

    if (!out || !arg_int(call, 1, -1, &limit))
        return false;
    if (arg_given(call, 0) && sep.len == 0)
        return wrong_arg(call, 0, STR("'...'"));
    if (sep.len)
        good = (right ? rsplit_at : split_at)(call, sep, limit, out);
    else
        good = (right ? rsplit_words : split_words)(call, limit, out);
    if (right)
        turn_round(out);
    return good && answer_list(result, out);
}

static bool split(TemplateCall *call, Value *result)
{
    return split_any(call, false, result);
}

static bool rsplit(TemplateCall *call, Value *result)
{
    return split_any(call, true, result);
}

static bool splitlines(TemplateCall *call, Value *result)
{
    List *out = parts_list(call);
    Str rest = self_of(call).as.s, line;
    const char *from = rest.ptr;

    while (out && python_next_line(&rest, &line)) {
        const char *end = rest.len ? rest.ptr : from + self_of(call).as.s.len;
        Str whole = {line.ptr, rest.len ? (size_t)(rest.ptr - line.ptr)
                                        : (size_t)(end - line.ptr)};
        if (!push_part(call, out, arg_flag(call, 0) ? whole : line))
            return false;
    }
    return answer_list(result, out);
}

static bool partition_at(TemplateCall *call, bool right, Value *result)
{
    Str s = self_of(call).as.s, sep = arg_text(call, 0, STR(""));
    List *out = new_list(call, 3);

    if (sep.len == 0)
        return wrong_arg(call, 0, STR("'...'"));
    size_t at = right ? last_of(s, sep) : str_find_text(s, sep);
    if (!out)
        return false;
    out->tuple = true;
    if (at == SIZE_MAX) {
        push_part(call, out, right ? STR("") : s);
        push_part(call, out, STR(""));
        push_part(call, out, right ? s : STR(""));
    } else {
        push_part(call, out, str_take(s, at));
        push_part(call, out, sep);
        push_part(call, out, str_drop(s, at + sep.len));
    }
    return answer_list(result, out);
}

static bool partition(TemplateCall *call, Value *result)
{
    return partition_at(call, false, result);
}

static bool rpartition(TemplateCall *call, Value *result)
{
    return partition_at(call, true, result);
}

/* clang-format off */
const TemplateRow text_search_methods[] = {
    {"count", count, "sub, start, end", "how often a text is in it"},
    {"endswith", endswith, "suffix, start, end", "whether it ends so"},
    {"find", find, "sub, start, end", "where a text is; -1: nowhere"},
    {"index", find_index, "sub, start, end", "where a text is"},
    {"isalnum", isalnum_, "", "whether it is letters and digits"},
    {"isalpha", isalpha_, "", "whether it is letters"},
    {"isascii", isascii_, "", "whether it is ASCII"},
    {"isdecimal", isdigit_, "", "whether it is digits"},
    {"isdigit", isdigit_, "", "whether it is digits"},
    {"islower", islower_, "", "whether it is in lower case"},
    {"isnumeric", isdigit_, "", "whether it is digits"},
    {"isspace", isspace_, "", "whether it is white space"},
    {"istitle", istitle_, "", "whether each word begins in upper case"},
    {"isupper", isupper_, "", "whether it is in upper case"},
    {"partition", partition, "sep", "before, separator, behind"},
    {"rfind", rfind, "sub, start, end", "where a text is last; -1: nowhere"},
    {"rindex", rindex, "sub, start, end", "where a text is last"},
    {"rpartition", rpartition, "sep", "as partition, from the right"},
    {"rsplit", rsplit, "sep, maxsplit", "as split, from the right"},
    {"split", split, "sep, maxsplit", "its parts between a separator"},
    {"splitlines", splitlines, "keepends", "its lines"},
    {"startswith", startswith, "prefix, start, end", "whether it begins so"},
    {0},
};
/* clang-format on */
