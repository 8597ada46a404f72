#include "serve/conditions.h"

static Str without_weak(Str etag)
{
    return str_starts(etag, STR("W/")) ? str_drop(etag, 2) : etag;
}

bool etag_in(Str list, Str etag)
{
    if (str_eq(str_trim(list), STR("*")))
        return true;
    /* No tag of ours holds a comma. */
    while (list.len) {
        StrCut cut = str_cut(list, ',');
        if (str_eq(without_weak(str_trim(cut.head)), etag))
            return true;
        list = cut.tail;
    }
    return false;
}

/* Digits alone; a number too large for us is larger than any file. */
static bool read_position(Str s, size_t *out)
{
    int64_t n = INT64_MAX;

    for (size_t i = 0; i < s.len; i++)
        if (!ascii_is_digit(s.ptr[i]))
            return false;
    str_to_int(s, &n);
    *out = (size_t)n;
    return s.len > 0;
}

static RangeKind last_bytes(Str count, size_t size, size_t *from, size_t *to)
{
    size_t n;

    if (!read_position(count, &n))
        return RANGE_NONE;
    if (n == 0 || size == 0)
        return RANGE_NOT_THERE;
    *from = n < size ? size - n : 0;
    *to = size;
    return RANGE_PART;
}

RangeKind range_read(Str header, size_t size, size_t *from, size_t *to)
{
    StrCut unit = str_cut(header, '=');
    StrCut ends = str_cut(str_trim(unit.tail), '-');
    size_t first, last = SIZE_MAX;

    if (!unit.found || !ends.found || str_cut(unit.tail, ',').found ||
        !str_eq_nocase(str_trim(unit.head), STR("bytes")))
        return RANGE_NONE;
    if (!ends.head.len)
        return last_bytes(ends.tail, size, from, to);
    if (!read_position(ends.head, &first) ||
        (ends.tail.len && !read_position(ends.tail, &last)) || last < first)
        return RANGE_NONE;
    if (first >= size)
        return RANGE_NOT_THERE;
    *from = first;
    *to = last < size - 1 ? last + 1 : size;
    return RANGE_PART;
}

/* "q=0", "q=0.0", ... among the parameters: not that one. */
static bool is_refused(Str parameters)
{
    while (parameters.len) {
        StrCut cut = str_cut(parameters, ';');
        Str one = str_trim(cut.head);
        parameters = cut.tail;
        if (!str_starts(one, STR("q=")) && !str_starts(one, STR("Q=")))
            continue;
        for (size_t i = 2; i < one.len; i++)
            if (one.ptr[i] != '0' && one.ptr[i] != '.')
                return false;
        return true;
    }
    return false;
}

bool encoding_accepted(Str header, Str coding)
{
    bool any = false;

    while (header.len) {
        StrCut cut = str_cut(header, ',');
        StrCut one = str_cut(str_trim(cut.head), ';');
        header = cut.tail;
        if (str_eq_nocase(str_trim(one.head), coding))
            return !is_refused(one.tail);
        if (str_eq(str_trim(one.head), STR("*")))
            any = !is_refused(one.tail);
    }
    return any;
}
