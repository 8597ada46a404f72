#include "base/str.h"

#include <string.h>

Str str_of(const char *cstr)
{
    return (Str){cstr, strlen(cstr)};
}

bool str_eq(Str a, Str b)
{
    return a.len == b.len && (a.len == 0 || memcmp(a.ptr, b.ptr, a.len) == 0);
}

int str_cmp(Str a, Str b)
{
    size_t n = a.len < b.len ? a.len : b.len;
    int order = n ? memcmp(a.ptr, b.ptr, n) : 0;

    if (order)
        return order;
    return (a.len > b.len) - (a.len < b.len);
}

int str_cmp_ptr(const void *a, const void *b)
{
    return str_cmp(*(const Str *)a, *(const Str *)b);
}

bool str_starts(Str s, Str prefix)
{
    return s.len >= prefix.len && str_eq(str_take(s, prefix.len), prefix);
}

bool str_ends(Str s, Str suffix)
{
    return s.len >= suffix.len &&
           str_eq(str_drop(s, s.len - suffix.len), suffix);
}

Str str_take(Str s, size_t n)
{
    return (Str){s.ptr, n < s.len ? n : s.len};
}

Str str_drop(Str s, size_t n)
{
    size_t cut = n < s.len ? n : s.len;
    return cut == 0 ? s : (Str){s.ptr + cut, s.len - cut};
}

Str str_slice(Str s, size_t from, size_t to)
{
    return from < to ? str_drop(str_take(s, to), from) : (Str){0};
}

static StrCut cut_at(Str s, size_t at, size_t width)
{
    if (at == SIZE_MAX)
        return (StrCut){.head = s};
    return (StrCut){str_take(s, at), str_drop(s, at + width), true};
}

StrCut str_cut(Str s, char sep)
{
    return cut_at(s, str_find(s, sep), 1);
}

StrCut str_rcut(Str s, char sep)
{
    for (size_t i = s.len; i > 0; i--)
        if (s.ptr[i - 1] == sep)
            return cut_at(s, i - 1, 1);
    return (StrCut){.head = s};
}

StrCut str_cut_text(Str s, Str sep)
{
    return cut_at(s, str_find_text(s, sep), sep.len);
}

size_t str_find(Str s, char c)
{
    const char *hit = s.len ? memchr(s.ptr, c, s.len) : NULL;
    return hit ? (size_t)(hit - s.ptr) : SIZE_MAX;
}

/* For a long needle, in steps of s.len alone: a sum over as many bytes as it
 * has moves along (Rabin and Karp), and only where it is the needle's own is
 * there a closer look. */
static size_t find_long(Str s, Str needle)
{
    enum { FACTOR = 1000003 };
    uint64_t wanted = 0, sum = 0, first = 1;

    for (size_t i = 0; i < needle.len; i++) {
        wanted = wanted * FACTOR + (unsigned char)needle.ptr[i];
        sum = sum * FACTOR + (unsigned char)s.ptr[i];
        first *= FACTOR;
    }
    for (size_t end = needle.len;; end++) {
        const char *at = s.ptr + (end - needle.len);
        if (sum == wanted && memcmp(at, needle.ptr, needle.len) == 0)
            return end - needle.len;
        if (end == s.len)
            return SIZE_MAX;
        sum = sum * FACTOR + (unsigned char)s.ptr[end] -
              first * (unsigned char)*at;
    }
}

size_t str_find_text(Str s, Str needle)
{
    enum { LONG = 64 };

    if (needle.len == 0)
        return 0;
    if (needle.len >= LONG && needle.len <= s.len)
        return find_long(s, needle);
    for (size_t from = 0; s.len - from >= needle.len;) {
        size_t at = str_find(str_drop(s, from), needle.ptr[0]);
        if (at == SIZE_MAX || s.len - from - at < needle.len)
            return SIZE_MAX;
        from += at;
        if (memcmp(s.ptr + from, needle.ptr, needle.len) == 0)
            return from;
        from++;
    }
    return SIZE_MAX;
}

Str str_trim(Str s)
{
    while (s.len && ascii_is_space(s.ptr[0]))
        s = str_drop(s, 1);
    while (s.len && ascii_is_space(s.ptr[s.len - 1]))
        s.len--;
    return s;
}

bool str_next_line(Str *rest, Str *line)
{
    if (rest->len == 0)
        return false;
    StrCut cut = str_cut(*rest, '\n');
    *line = cut.head;
    *rest = cut.tail;
    if (line->len && line->ptr[line->len - 1] == '\r')
        line->len--;
    return true;
}

bool str_eq_nocase(Str a, Str b)
{
    if (a.len != b.len)
        return false;
    for (size_t i = 0; i < a.len; i++)
        if (ascii_lower(a.ptr[i]) != ascii_lower(b.ptr[i]))
            return false;
    return true;
}

bool str_to_int(Str s, int64_t *out)
{
    bool minus = s.len && s.ptr[0] == '-';
    uint64_t limit = (uint64_t)INT64_MAX + minus;
    uint64_t n = 0;

    s = str_drop(s, minus);
    if (s.len == 0)
        return false;
    for (size_t i = 0; i < s.len; i++) {
        if (!ascii_is_digit(s.ptr[i]))
            return false;
        unsigned digit = (unsigned)(s.ptr[i] - '0');
        if (n > (limit - digit) / 10)
            return false;
        n = n * 10 + digit;
    }
    *out = minus ? (int64_t)(0 - n) : (int64_t)n;
    return true;
}
