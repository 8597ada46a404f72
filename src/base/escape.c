#include "base/escape.h"

#include "base/utf8.h"

#include <string.h>

#define EACH_BYTE 0x0101010101010101u

/* Not 0 if one of the eight bytes is. */
static uint64_t zero_byte(uint64_t w)
{
    return (w - EACH_BYTE) & ~w & 0x80 * EACH_BYTE;
}

/* Eight bytes without any of " & ' < >.  Two pairs differ in one bit: & and
 * ', < and >. */
static bool html_plain(const char *p)
{
    uint64_t w;

    memcpy(&w, p, sizeof w);
    return !(zero_byte(w ^ '"' * EACH_BYTE) |
             zero_byte((w & ~EACH_BYTE) ^ '&' * EACH_BYTE) |
             zero_byte((w & ~(2 * EACH_BYTE)) ^ '<' * EACH_BYTE));
}

static Str html_reference(char c)
{
    switch (c) {
    case '&':
        return STR("&amp;");
    case '<':
        return STR("&lt;");
    case '>':
        return STR("&gt;");
    case '"':
        return STR("&#34;");
    case '\'':
        return STR("&#39;");
    default:
        return (Str){0};
    }
}

void escape_html(Buf *b, Str s)
{
    size_t done = 0; /* up to here it is written */
    size_t i = 0;

    while (i < s.len) {
        if (s.len - i >= 8 && html_plain(s.ptr + i)) {
            i += 8;
            continue;
        }
        size_t end = s.len - i < 8 ? s.len : i + 8;
        for (; i < end; i++) {
            Str reference = html_reference(s.ptr[i]);
            if (reference.len == 0)
                continue;
            buf_put(b, str_slice(s, done, i));
            buf_put(b, reference);
            done = i + 1;
        }
    }
    buf_put(b, str_drop(s, done));
}

static bool xml_forbids(uint32_t rune)
{
    if (rune < 0x20)
        return rune != '\t' && rune != '\n' && rune != '\r';
    return rune == 0xFFFE || rune == 0xFFFF;
}

void escape_xml(Buf *b, Str s)
{
    size_t done = 0;

    for (size_t i = 0; i < s.len;) {
        size_t start = i;
        if (!xml_forbids(utf8_next(s, &i)))
            continue;
        escape_html(b, str_slice(s, done, start));
        done = i;
    }
    escape_html(b, str_drop(s, done));
}

/* The letter of a two-character escape; 0 where there is none. */
static char json_short(unsigned char c)
{
    switch (c) {
    case '\b':
        return 'b';
    case '\t':
        return 't';
    case '\n':
        return 'n';
    case '\f':
        return 'f';
    case '\r':
        return 'r';
    case '"':
    case '\\':
        return (char)c;
    default:
        return 0;
    }
}

/* How many bytes at `p` must be escaped as one: 0, 1, or the 3 of U+2028/9. */
static size_t json_special(const char *p, size_t len)
{
    unsigned char c = (unsigned char)p[0];

    if (c < 0x20 || c == 0x7F || c == '"' || c == '\\' || c == '<' ||
        c == '>' || c == '&')
        return 1;
    if (c == 0xE2 && len >= 3 && p[1] == '\x80' &&
        (p[2] == '\xA8' || p[2] == '\xA9'))
        return 3;
    return 0;
}

/* By hand, since HTML in a feed has one at every tag. */
static void put_unit(Buf *b, unsigned unit)
{
    static const char digits[] = "0123456789abcdef";
    const char text[6] = {'\\',
                          'u',
                          digits[unit >> 12],
                          digits[unit >> 8 & 15],
                          digits[unit >> 4 & 15],
                          digits[unit & 15]};

    buf_put(b, (Str){text, sizeof text});
}

static void put_json_escape(Buf *b, const char *p, size_t len)
{
    unsigned char c = (unsigned char)p[0];

    if (len == 3) {
        put_unit(b, p[2] == '\xA8' ? 0x2028 : 0x2029);
    } else if (json_short(c)) {
        buf_put_char(b, '\\');
        buf_put_char(b, json_short(c));
    } else {
        put_unit(b, c);
    }
}

void escape_json(Buf *b, Str s)
{
    size_t done = 0;

    for (size_t i = 0; i < s.len;) {
        size_t n = json_special(s.ptr + i, s.len - i);
        if (n == 0) {
            i++;
            continue;
        }
        buf_put(b, str_slice(s, done, i));
        put_json_escape(b, s.ptr + i, n);
        i += n;
        done = i;
    }
    buf_put(b, str_drop(s, done));
}

void escape_terminal(Buf *b, Str s)
{
    for (size_t i = 0; i < s.len;) {
        uint32_t rune = utf8_next(s, &i);
        bool control = rune < 0x20 || (rune >= 0x7F && rune < 0xA0);
        buf_put_rune(b, control ? RUNE_BAD : rune);
    }
}

static int hex_value(char c)
{
    if (ascii_is_digit(c))
        return c - '0';
    c = ascii_lower(c);
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* The byte a triplet at `at` stands for; -1 if there is none. */
static int triplet(Str s, size_t at)
{
    if (s.len - at < 3 || s.ptr[at] != '%')
        return -1;
    int high = hex_value(s.ptr[at + 1]);
    int low = hex_value(s.ptr[at + 2]);
    return high < 0 || low < 0 ? -1 : high * 16 + low;
}

static bool unreserved(char c)
{
    return ascii_is_alnum(c) || (c && strchr("-._~", c));
}

static void put_percent(Buf *b, char c)
{
    const char *digits = "0123456789ABCDEF";
    unsigned char byte = (unsigned char)c;

    buf_put_char(b, '%');
    buf_put_char(b, digits[byte >> 4]);
    buf_put_char(b, digits[byte & 15]);
}

void escape_url_path(Buf *b, Str s)
{
    for (size_t i = 0; i < s.len; i++) {
        char c = s.ptr[i];
        if (unreserved(c) || (c && strchr("/!$&'()*+,;=:@", c)) ||
            triplet(s, i) >= 0)
            buf_put_char(b, c);
        else
            put_percent(b, c);
    }
}

void escape_url_part(Buf *b, Str s)
{
    for (size_t i = 0; i < s.len; i++) {
        if (unreserved(s.ptr[i]))
            buf_put_char(b, s.ptr[i]);
        else
            put_percent(b, s.ptr[i]);
    }
}

Str unescape_url(Arena *a, Str s)
{
    Buf b = buf_in(a);

    for (size_t i = 0; i < s.len; i++) {
        int byte = triplet(s, i);
        buf_put_char(&b, byte < 0 ? s.ptr[i] : (char)byte);
        i += byte < 0 ? 0 : 2;
    }
    return utf8_check(buf_str(&b)) == SIZE_MAX ? buf_str(&b) : str_dup(a, s);
}
