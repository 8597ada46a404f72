#include "base/utf8.h"

#include <string.h>
#include <utf8proc.h>

#define EACH_BYTE 0x0101010101010101u
#define HIGH_BITS (0x80 * EACH_BYTE)

static uint64_t load(const char *p)
{
    uint64_t word;

    memcpy(&word, p, sizeof word);
    return word;
}

/* Length of the run of ASCII at `at`. */
static size_t ascii_run(Str s, size_t at)
{
    size_t i = at;

    while (s.len - i >= 32) {
        const char *p = s.ptr + i;
        if ((load(p) | load(p + 8) | load(p + 16) | load(p + 24)) & HIGH_BITS)
            break;
        i += 32;
    }
    while (i < s.len && (unsigned char)s.ptr[i] < 0x80)
        i++;
    return i - at;
}

static bool is_tail(uint32_t byte)
{
    return (byte & 0xC0) == 0x80;
}

/* Decodes one sequence of two to four bytes.  Returns its length, or 0 if it
 * is not UTF-8 (table 3-7 of the Unicode Standard). */
static size_t decode(const unsigned char *p, size_t len, uint32_t *rune)
{
    uint32_t first = p[0];

    if (first < 0xC2 || first > 0xF4)
        return 0;
    if (first < 0xE0) {
        if (len < 2 || !is_tail(p[1]))
            return 0;
        *rune = (first & 0x1F) << 6 | (p[1] & 0x3Fu);
        return 2;
    }
    if (first < 0xF0) {
        if (len < 3 || !is_tail(p[1]) || !is_tail(p[2]))
            return 0;
        *rune = (first & 0x0F) << 12 | (p[1] & 0x3Fu) << 6 | (p[2] & 0x3Fu);
        return *rune >= 0x800 && *rune >> 11 != 0xD800 >> 11 ? 3 : 0;
    }
    if (len < 4 || !is_tail(p[1]) || !is_tail(p[2]) || !is_tail(p[3]))
        return 0;
    *rune = (first & 0x07) << 18 | (p[1] & 0x3Fu) << 12 | (p[2] & 0x3Fu) << 6 |
            (p[3] & 0x3Fu);
    return *rune >= 0x10000 && *rune <= 0x10FFFF ? 4 : 0;
}

size_t utf8_check(Str s)
{
    size_t i = 0;

    for (;;) {
        i += ascii_run(s, i);
        while (i < s.len && (unsigned char)s.ptr[i] >= 0x80) {
            uint32_t rune;
            size_t n =
                decode((const unsigned char *)s.ptr + i, s.len - i, &rune);
            if (n == 0)
                return i;
            i += n;
        }
        if (i == s.len)
            return SIZE_MAX;
    }
}

uint32_t utf8_next(Str s, size_t *at)
{
    const unsigned char *p = (const unsigned char *)s.ptr + *at;
    uint32_t rune;

    if (p[0] < 0x80) {
        *at += 1;
        return p[0];
    }
    size_t n = decode(p, s.len - *at, &rune);
    *at += n ? n : 1;
    return n ? rune : RUNE_BAD;
}

uint32_t utf8_prev(Str s, size_t *at)
{
    size_t end = *at;
    size_t back = 1;

    while (back < UTF8_MAX && back < end &&
           is_tail((unsigned char)s.ptr[end - back]))
        back++;
    size_t start = end - back;
    uint32_t rune = utf8_next(str_take(s, end), &start);
    if (start != end) { /* not one whole sequence */
        *at = end - 1;
        return (unsigned char)s.ptr[end - 1] < 0x80
                   ? (unsigned char)s.ptr[end - 1]
                   : RUNE_BAD;
    }
    *at = end - back;
    return rune;
}

size_t utf8_encode(char *out, uint32_t rune)
{
    if (rune > 0x10FFFF || rune >> 11 == 0xD800 >> 11)
        rune = RUNE_BAD;
    return (size_t)utf8proc_encode_char((utf8proc_int32_t)rune,
                                        (utf8proc_uint8_t *)out);
}

size_t utf8_count(Str s)
{
    size_t tails = 0;
    size_t i = 0;

    /* A tail byte has bit 7 set and bit 6 clear. */
    for (; s.len - i >= 8; i += 8) {
        uint64_t w = load(s.ptr + i);
        tails += (size_t)__builtin_popcountll(w >> 7 & ~w >> 6 & EACH_BYTE);
    }
    for (; i < s.len; i++)
        tails += is_tail((unsigned char)s.ptr[i]);
    return s.len - tails;
}

/* The offset behind `n` code points from `at`. */
static size_t skip(Str s, size_t at, size_t n)
{
    while (n-- && at < s.len)
        utf8_next(s, &at);
    return at;
}

Str utf8_slice(Str s, size_t from, size_t to)
{
    if (from >= to)
        return (Str){0};
    size_t start = skip(s, 0, from);
    return str_slice(s, start, skip(s, start, to - from));
}

static utf8proc_category_t category(uint32_t rune)
{
    return utf8proc_category((utf8proc_int32_t)rune);
}

int rune_width(uint32_t rune)
{
    if (rune >= 0x20 && rune < 0x7F)
        return 1;
    return utf8proc_charwidth((utf8proc_int32_t)rune);
}

/* The order of utf8proc's categories: Lu .. Lo, Mn .. Me, Nd .. No, Pc .. Po,
 * Sm .. So, Zs. */

bool rune_is_letter(uint32_t rune)
{
    utf8proc_category_t c = category(rune);
    return c >= UTF8PROC_CATEGORY_LU && c <= UTF8PROC_CATEGORY_LO;
}

bool rune_is_mark(uint32_t rune)
{
    utf8proc_category_t c = category(rune);
    return c >= UTF8PROC_CATEGORY_MN && c <= UTF8PROC_CATEGORY_ME;
}

bool rune_is_digit(uint32_t rune)
{
    utf8proc_category_t c = category(rune);
    return c >= UTF8PROC_CATEGORY_ND && c <= UTF8PROC_CATEGORY_NO;
}

bool rune_is_space(uint32_t rune)
{
    if (rune < 0x80)
        return ascii_is_space((char)rune);
    return category(rune) == UTF8PROC_CATEGORY_ZS;
}

bool rune_is_punct(uint32_t rune)
{
    utf8proc_category_t c = category(rune);
    return c >= UTF8PROC_CATEGORY_PC && c <= UTF8PROC_CATEGORY_SO;
}

bool rune_is_upper(uint32_t rune)
{
    return category(rune) == UTF8PROC_CATEGORY_LU;
}

bool rune_is_lower(uint32_t rune)
{
    return category(rune) == UTF8PROC_CATEGORY_LL;
}

uint32_t rune_lower(uint32_t rune)
{
    if (rune < 0x80)
        return (unsigned char)ascii_lower((char)rune);
    return (uint32_t)utf8proc_tolower((utf8proc_int32_t)rune);
}

uint32_t rune_upper(uint32_t rune)
{
    if (rune < 0x80)
        return rune >= 'a' && rune <= 'z' ? rune - ('a' - 'A') : rune;
    return (uint32_t)utf8proc_toupper((utf8proc_int32_t)rune);
}

enum { LOWER_SIGMA = 0x3C3, UPPER_SIGMA = 0x3A3, LAST_SIGMA = 0x3C2 };

static bool has_case(uint32_t rune)
{
    utf8proc_category_t c = category(rune);
    return c >= UTF8PROC_CATEGORY_LU && c <= UTF8PROC_CATEGORY_LT;
}

/* What may stand in a word without being a letter with or without case. */
static bool ignores_case(uint32_t rune)
{
    utf8proc_category_t c = category(rune);
    return rune_is_mark(rune) || c == UTF8PROC_CATEGORY_CF ||
           c == UTF8PROC_CATEGORY_LM || c == UTF8PROC_CATEGORY_SK ||
           rune == '\'' || rune == '.' || rune == ':' || rune == 0xB7 ||
           rune == 0x2019;
}

/* Is the sigma between `start` and `end` the last letter of a word? */
static bool is_last(Str s, size_t start, size_t end)
{
    uint32_t before = 0, after = 0;

    while (start > 0 && ignores_case(before = utf8_prev(s, &start)))
        ;
    while (end < s.len && ignores_case(after = utf8_next(s, &end)))
        ;
    return has_case(before) && !has_case(after);
}

static void put_lower(Buf *b, Str s, size_t *at)
{
    const uint32_t dotted_i = 0x130;
    size_t start = *at;
    uint32_t rune = utf8_next(s, at);

    if (rune == UPPER_SIGMA)
        buf_put_rune(b, is_last(s, start, *at) ? LAST_SIGMA : LOWER_SIGMA);
    else if (rune == dotted_i)
        BUF_LIT(b, "i\u0307");
    else
        buf_put_rune(b, rune_lower(rune));
}

Str utf8_lower(Arena *a, Str s)
{
    Buf b = buf_in(a);

    buf_room(&b, s.len);
    for (size_t i = 0; i < s.len;)
        put_lower(&b, s, &i);
    return buf_take(&b);
}

/* The letters, in lower case, that one without an upper case of its own stands
 * for: ss for the sharp s.  0: it has one, or is upper case. */
static size_t spelt_out(uint32_t rune, utf8proc_int32_t parts[4])
{
    int last_class = 0;

    if (rune < 0x80 || category(rune) == UTF8PROC_CATEGORY_LU)
        return 0;
    utf8proc_ssize_t n =
        utf8proc_decompose_char((utf8proc_int32_t)rune, parts, 4,
                                UTF8PROC_CASEFOLD, &last_class);
    return n > 1 && n <= 4 ? (size_t)n : 0;
}

static void put_upper(Buf *b, uint32_t rune)
{
    utf8proc_int32_t parts[4];
    size_t n = spelt_out(rune, parts);

    for (size_t i = 0; i < n; i++)
        buf_put_rune(b, rune_upper((uint32_t)parts[i]));
    if (n == 0)
        buf_put_rune(b, rune_upper(rune));
}

Str utf8_upper(Arena *a, Str s)
{
    Buf b = buf_in(a);

    buf_room(&b, s.len);
    for (size_t i = 0; i < s.len;)
        put_upper(&b, utf8_next(s, &i));
    return buf_take(&b);
}

static void put_title(Buf *b, uint32_t rune)
{
    const uint32_t sharp_s = 0xDF;
    utf8proc_int32_t parts[4];
    size_t n = spelt_out(rune, parts);
    uint32_t title = (uint32_t)utf8proc_totitle((utf8proc_int32_t)rune);

    bool own = category(rune) == UTF8PROC_CATEGORY_LT ||
               (title != rune && rune != sharp_s);

    if (n == 0 || own) {
        buf_put_rune(b, title);
        return;
    }
    for (size_t i = 0; i < n; i++)
        buf_put_rune(b,
                     i ? (uint32_t)parts[i] : rune_upper((uint32_t)parts[i]));
}

Str utf8_capitalize(Arena *a, Str s)
{
    Buf b = buf_in(a);
    size_t i = 0;

    buf_room(&b, s.len);
    if (s.len)
        put_title(&b, utf8_next(s, &i));
    while (i < s.len)
        put_lower(&b, s, &i);
    return buf_take(&b);
}

/* Letters that Unicode does not decompose.  To add one: a row. */
/* clang-format off */
static const struct {
    uint32_t rune;
    Str ascii;
} spellings[] = {
    {0x00C6, STR_INIT("AE")}, {0x00D0, STR_INIT("D")},
    {0x00D8, STR_INIT("O")},  {0x00DE, STR_INIT("TH")},
    {0x00DF, STR_INIT("ss")}, {0x00E6, STR_INIT("ae")},
    {0x00F0, STR_INIT("d")},  {0x00F8, STR_INIT("o")},
    {0x00FE, STR_INIT("th")}, {0x0110, STR_INIT("D")},
    {0x0111, STR_INIT("d")},  {0x0126, STR_INIT("H")},
    {0x0127, STR_INIT("h")},  {0x0131, STR_INIT("i")},
    {0x0141, STR_INIT("L")},  {0x0142, STR_INIT("l")},
    {0x014A, STR_INIT("N")},  {0x014B, STR_INIT("n")},
    {0x0152, STR_INIT("OE")}, {0x0153, STR_INIT("oe")},
    {0x0166, STR_INIT("T")},  {0x0167, STR_INIT("t")},
    {0x017F, STR_INIT("s")},  {0x1E9E, STR_INIT("SS")},
};
/* clang-format on */

/* Marks of the combining diacritical blocks: what Latin, Greek and Cyrillic
 * put on letters.  Vowel signs of other scripts are letters to their readers
 * and stay. */
static bool is_accent(uint32_t rune)
{
    return (rune >= 0x0300 && rune <= 0x036F) ||
           (rune >= 0x1AB0 && rune <= 0x1AFF) ||
           (rune >= 0x1DC0 && rune <= 0x1DFF) ||
           (rune >= 0x20D0 && rune <= 0x20FF) ||
           (rune >= 0xFE20 && rune <= 0xFE2F);
}

/* True, and the base letter written, if the rune is a letter with accents. */
static bool put_base(Buf *b, uint32_t rune)
{
    utf8proc_int32_t parts[8];
    int last_class = 0;
    utf8proc_ssize_t n =
        utf8proc_decompose_char((utf8proc_int32_t)rune, parts, COUNT(parts),
                                UTF8PROC_DECOMPOSE, &last_class);

    /* What decomposes without an accent, as Hangul does, is left whole. */
    if (n < 2 || n > (utf8proc_ssize_t)COUNT(parts) ||
        !is_accent((uint32_t)parts[n - 1]))
        return false;
    for (utf8proc_ssize_t i = 0; i < n; i++)
        if (!is_accent((uint32_t)parts[i]))
            buf_put_rune(b, (uint32_t)parts[i]);
    return true;
}

static void put_folded(Buf *b, uint32_t rune)
{
    if (is_accent(rune))
        return;
    for (size_t i = 0; i < COUNT(spellings); i++) {
        if (spellings[i].rune == rune) {
            buf_put(b, spellings[i].ascii);
            return;
        }
    }
    if (!put_base(b, rune))
        buf_put_rune(b, rune);
}

Str utf8_fold_accents(Arena *a, Str s)
{
    Buf b = buf_in(a);

    buf_room(&b, s.len);
    for (size_t i = 0; i < s.len;) {
        uint32_t rune = utf8_next(s, &i);
        if (rune < 0x80)
            buf_put_char(&b, (char)rune);
        else
            put_folded(&b, rune);
    }
    return buf_take(&b);
}
