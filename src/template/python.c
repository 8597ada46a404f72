#include "template/python.h"

#include "base/utf8.h"

#include <math.h>
#include <stdlib.h>

bool python_space(uint32_t rune)
{
    return rune_is_space(rune) || (rune >= 0x1C && rune <= 0x1F) ||
           rune == 0x85 || rune == 0x2028 || rune == 0x2029;
}

bool python_word(uint32_t rune)
{
    return rune == '_' || rune_is_letter(rune) || rune_is_digit(rune);
}

static bool ends_line(uint32_t rune)
{
    return (rune >= '\n' && rune <= '\r') || (rune >= 0x1C && rune <= 0x1E) ||
           rune == 0x85 || rune == 0x2028 || rune == 0x2029;
}

bool python_next_line(Str *rest, Str *line)
{
    size_t i = 0;

    if (rest->len == 0)
        return false;
    while (i < rest->len) {
        size_t start = i;
        uint32_t rune = utf8_next(*rest, &i);
        if (!ends_line(rune))
            continue;
        if (rune == '\r' && i < rest->len && rest->ptr[i] == '\n')
            i++;
        *line = str_take(*rest, start);
        *rest = str_drop(*rest, i);
        return true;
    }
    *line = *rest;
    *rest = (Str){0};
    return true;
}

/* NULL: white space. */
static bool strips(const Str *chars, uint32_t rune)
{
    if (!chars)
        return python_space(rune);
    for (size_t i = 0; i < chars->len;)
        if (utf8_next(*chars, &i) == rune)
            return true;
    return false;
}

static Str strip(Str s, const Str *chars)
{
    size_t start = 0, end = s.len;

    for (size_t i = 0; i < s.len && strips(chars, utf8_next(s, &i));)
        start = i;
    for (size_t i = end; i > start && strips(chars, utf8_prev(s, &i));)
        end = i;
    return str_slice(s, start, end);
}

Str python_strip(Str s)
{
    return strip(s, NULL);
}

Str python_strip_any(Str s, Str chars)
{
    return strip(s, &chars);
}

/* The value of a digit in a base up to 36; -1 if it is none. */
static int digit_of(char c, int base)
{
    char low = ascii_lower(c);
    int digit = ascii_is_digit(c)   ? c - '0'
                : ascii_is_alpha(c) ? low - 'a' + 10
                                    : -1;
    return digit < base ? digit : -1;
}

/* What 0x, 0o and 0b say; 10 if there is none of them. */
static int prefix_base(Str s)
{
    char c = s.len > 2 && s.ptr[0] == '0' ? ascii_lower(s.ptr[1]) : '\0';

    return c == 'x' ? 16 : c == 'o' ? 8 : c == 'b' ? 2 : 10;
}

/* Takes a prefix of `base` off; false if base 0 finds a number like 012. */
static bool take_prefix(Str *s, int *base, bool *prefixed)
{
    int found = prefix_base(*s);

    *prefixed = found != 10 && (*base == 0 || *base == found);
    if (*prefixed) {
        *s = str_drop(*s, 2);
        *base = found;
    } else if (*base == 0) {
        *base = 10;
        bool zeros = python_strip_any(*s, STR("0_")).len == 0;
        return s->len == 0 || s->ptr[0] != '0' || zeros;
    }
    return true;
}

bool python_int(Str s, int base, int64_t *out, bool *fits)
{
    bool prefixed, digit_before;
    uint64_t n = 0;

    s = python_strip(s);
    bool minus = s.len && s.ptr[0] == '-';
    if (minus || (s.len && s.ptr[0] == '+'))
        s = str_drop(s, 1);
    if (!take_prefix(&s, &base, &prefixed))
        return false;
    uint64_t most = (uint64_t)INT64_MAX + minus;
    digit_before = prefixed;
    *fits = true;
    for (size_t i = 0; i < s.len; i++) {
        int digit = digit_of(s.ptr[i], base);
        if (digit < 0 && !(s.ptr[i] == '_' && digit_before))
            return false;
        digit_before = digit >= 0;
        if (digit < 0)
            continue;
        if (n > (most - (uint64_t)digit) / (uint64_t)base)
            *fits = false;
        n = *fits ? n * (uint64_t)base + (uint64_t)digit : 0;
    }
    *out = (int64_t)(minus ? 0 - n : n);
    return s.len > 0 && digit_before;
}

/* Digits with single underscores between them, which are left out. */
static size_t take_digits(Str *s, Buf *out)
{
    size_t n = 0;

    while (s->len) {
        bool gap =
            n && s->len > 1 && s->ptr[0] == '_' && ascii_is_digit(s->ptr[1]);
        if (gap)
            *s = str_drop(*s, 1);
        if (!ascii_is_digit(s->ptr[0]))
            break;
        buf_put_char(out, s->ptr[0]);
        *s = str_drop(*s, 1);
        n++;
    }
    return n;
}

static bool take_char(Str *s, char c, Buf *out)
{
    if (s->len == 0 || ascii_lower(s->ptr[0]) != c)
        return false;
    buf_put_char(out, c);
    *s = str_drop(*s, 1);
    return true;
}

static bool is_special(Str s, double *out)
{
    bool inf =
        str_eq_nocase(s, STR("inf")) || str_eq_nocase(s, STR("infinity"));

    *out = inf ? (double)INFINITY : (double)NAN;
    return inf || str_eq_nocase(s, STR("nan"));
}

bool python_float(Arena *scratch, Str s, double *out)
{
    Buf b = buf_in(scratch);
    Str rest = python_strip(s);

    bool minus = take_char(&rest, '-', &b);
    if (!minus)
        take_char(&rest, '+', &b);
    if (is_special(rest, out)) {
        *out = minus ? -*out : *out;
        return true;
    }
    size_t digits = take_digits(&rest, &b);
    if (take_char(&rest, '.', &b))
        digits += take_digits(&rest, &b);
    if (digits == 0)
        return false;
    if (take_char(&rest, 'e', &b)) {
        if (!take_char(&rest, '-', &b))
            take_char(&rest, '+', &b);
        if (take_digits(&rest, &b) == 0)
            return false;
    }
    *out = strtod(arena_cstr(scratch, buf_str(&b)), NULL);
    return rest.len == 0;
}

/* ------------------------------------------------------------ literals */

static int hex_digit(char c)
{
    if (ascii_is_digit(c))
        return c - '0';
    c = ascii_lower(c);
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* `count` hexadecimal digits at *i, or none of them. */
static bool hex(Str s, size_t *i, size_t count, uint32_t *rune)
{
    uint32_t n = 0;

    if (s.len - *i < count)
        return false;
    for (size_t k = 0; k < count; k++) {
        int digit = hex_digit(s.ptr[*i + k]);
        if (digit < 0)
            return false;
        n = n * 16 + (uint32_t)digit;
    }
    if (n > 0x10FFFF || (n >= 0xD800 && n < 0xE000))
        return false;
    *i += count;
    *rune = n;
    return true;
}

static bool octal(Str s, size_t *i, uint32_t *rune)
{
    size_t from = *i;

    *rune = 0;
    while (*i < s.len && *i < from + 3 && s.ptr[*i] >= '0' && s.ptr[*i] <= '7')
        *rune = *rune * 8 + (uint32_t)(s.ptr[(*i)++] - '0');
    return *i > from;
}

/* What stands for a character; NULL for anything else. */
static const char *simple_escape(char c)
{
    switch (c) {
    case 'n':
        return "\n";
    case 't':
        return "\t";
    case 'r':
        return "\r";
    case 'a':
        return "\a";
    case 'b':
        return "\b";
    case 'f':
        return "\f";
    case 'v':
        return "\v";
    case '\\':
        return "\\";
    case '\'':
        return "'";
    case '"':
        return "\"";
    case '\n':
        return "";
    default:
        return NULL;
    }
}

/* As in Python's literals (Language Reference, 2.4.1); s.ptr[*i] follows the
 * backslash. */
static void unescape_one(Buf *b, Str s, size_t *i)
{
    char c = s.ptr[*i];
    const char *simple = simple_escape(c);
    uint32_t rune;

    if (simple) {
        buf_put(b, str_of(simple));
        (*i)++;
        return;
    }
    size_t next = *i + 1;
    size_t count = c == 'x' ? 2 : c == 'u' ? 4 : c == 'U' ? 8 : 0;
    if (count && hex(s, &next, count, &rune)) {
        *i = next;
        buf_put_rune(b, rune);
    } else if (octal(s, i, &rune)) {
        buf_put_rune(b, rune);
    } else {
        buf_put_char(b, '\\');
    }
}

Str python_unescape(Arena *a, Str s)
{
    if (str_find(s, '\\') == SIZE_MAX)
        return s;

    Buf b = buf_in(a);
    size_t i = 0;
    while (i < s.len) {
        if (s.ptr[i] != '\\' || i + 1 == s.len) {
            buf_put_char(&b, s.ptr[i++]);
            continue;
        }
        i++;
        unescape_one(&b, s, &i);
    }
    return buf_take(&b);
}
