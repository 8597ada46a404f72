#include "base/text.h"

#include "base/utf8.h"

static bool is_word(uint32_t rune)
{
    if (rune < 0x80)
        return ascii_is_alnum((char)rune);
    return rune_is_letter(rune) || rune_is_mark(rune) || rune_is_digit(rune);
}

Str text_slug(Arena *a, Str s)
{
    Str folded = utf8_fold_accents(a, s);
    Buf b = buf_in(a);
    bool gap = false;

    for (size_t i = 0; i < folded.len;) {
        uint32_t rune = utf8_next(folded, &i);
        if (!is_word(rune)) {
            gap = true;
            continue;
        }
        if (gap && b.len)
            buf_put_char(&b, '-');
        gap = false;
        buf_put_rune(&b, rune_lower(rune));
    }
    return buf_take(&b);
}

Str text_anchor(Arena *a, Str s)
{
    Buf b = buf_in(a);

    s = str_trim(s);
    for (size_t i = 0; i < s.len;) {
        uint32_t rune = utf8_next(s, &i);
        if (is_word(rune) || rune == '-' || rune == '_')
            buf_put_rune(&b, rune_lower(rune));
        else if (rune_is_space(rune))
            buf_put_char(&b, '-');
    }
    return buf_take(&b);
}

static Str sort_key(Arena *a, Str s)
{
    return utf8_lower(a, utf8_fold_accents(a, s));
}

int text_order(Arena *scratch, Str a, Str b)
{
    ArenaMark mark = arena_mark(scratch);
    int order = str_cmp(sort_key(scratch, a), sort_key(scratch, b));

    arena_rewind(scratch, mark);
    return order ? order : str_cmp(a, b);
}

static bool is_ideograph(uint32_t rune)
{
    return (rune >= 0x3040 && rune <= 0x30FF) ||
           (rune >= 0x3400 && rune <= 0x4DBF) ||
           (rune >= 0x4E00 && rune <= 0x9FFF) ||
           (rune >= 0xF900 && rune <= 0xFAFF) ||
           (rune >= 0x20000 && rune <= 0x3FFFF);
}

static bool joins(uint32_t rune, bool elides)
{
    if (rune == '\'' || rune == 0x2019)
        return !elides;
    return rune == '-' || rune == 0x2011;
}

/* True if a letter stands at `at`. */
static bool letter_at(Str s, size_t at)
{
    return at < s.len && is_word(utf8_next(s, &at));
}

size_t text_count_words(Str s, bool elides)
{
    size_t words = 0;
    bool inside = false;

    for (size_t i = 0; i < s.len;) {
        if (ascii_is_alnum(s.ptr[i])) {
            words += !inside;
            inside = true;
            i++;
            continue;
        }
        /* Most of a text is ASCII, and of that only these can join. */
        if ((unsigned char)s.ptr[i] < 0x80 && s.ptr[i] != '\'' &&
            s.ptr[i] != '-') {
            inside = false;
            i++;
            continue;
        }
        uint32_t rune = utf8_next(s, &i);
        if (is_ideograph(rune)) {
            words++;
            inside = false;
        } else if (is_word(rune)) {
            words += !inside;
            inside = true;
        } else if (!(inside && joins(rune, elides) && letter_at(s, i))) {
            inside = false;
        }
    }
    return words;
}

enum { WORD_LONGEST = 64 }; /* nobody slips within anything longer */

static size_t decode(Str s, uint32_t *out)
{
    size_t n = 0;

    for (size_t i = 0; i < s.len && n < WORD_LONGEST;)
        out[n++] = utf8_next(s, &i);
    return n;
}

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

/* Optimal string alignment: Damerau's edits, none on top of another. */
static size_t distance(const uint32_t *a, size_t na, const uint32_t *b,
                       size_t nb)
{
    size_t rows[3][WORD_LONGEST + 1];
    size_t *before = rows[0], *above = rows[1], *row = rows[2];

    for (size_t j = 0; j <= nb; j++)
        above[j] = j;
    for (size_t i = 1; i <= na; i++) {
        row[0] = i;
        for (size_t j = 1; j <= nb; j++) {
            size_t cost = a[i - 1] != b[j - 1];
            row[j] =
                least(least(above[j], row[j - 1]) + 1, above[j - 1] + cost);
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                row[j] = least(row[j], before[j - 2] + 1);
        }
        size_t *oldest = before;
        before = above;
        above = row;
        row = oldest;
    }
    return above[nb];
}

size_t text_distance(Str a, Str b, size_t limit)
{
    uint32_t x[WORD_LONGEST], y[WORD_LONGEST];

    if (str_eq(a, b))
        return 0;
    if (a.len > (size_t)WORD_LONGEST * UTF8_MAX ||
        b.len > (size_t)WORD_LONGEST * UTF8_MAX)
        return limit + 1;
    size_t found = distance(x, decode(a, x), y, decode(b, y));
    return least(found, limit + 1);
}

/* Without ".html", which makes no two names alike. */
static Str stem(Str word)
{
    StrCut cut = str_rcut(word, '.');

    return cut.found && cut.head.len ? cut.head : word;
}

Str text_closest(Str word, const Str *names, size_t n)
{
    size_t limit = utf8_count(stem(word)) / 3;
    Str best = {0};

    if (limit < 1)
        limit = 1;
    for (size_t i = 0; i < n; i++) {
        if (str_eq_nocase(word, names[i]))
            return names[i];
        size_t d = text_distance(word, names[i], limit);
        if (d > limit || d >= utf8_count(names[i]))
            continue;
        best = names[i];
        if (d == 0)
            return best;
        limit = d - 1;
    }
    return best;
}

Str text_squeeze(Arena *a, Str s)
{
    Buf b = buf_in(a);
    bool gap = false;

    for (size_t i = 0; i < s.len; i++) {
        if (ascii_is_space(s.ptr[i])) {
            gap = b.len > 0;
            continue;
        }
        if (gap)
            buf_put_char(&b, ' ');
        gap = false;
        buf_put_char(&b, s.ptr[i]);
    }
    return buf_take(&b);
}
