#include "snippet/match.h"

#include <regex.h>

typedef VEC(Str) Lines;

typedef struct {
    Arena *arena;
    SnippetMatch how;
    Lines expected, got;
    Lines alike; /* of `got`, where that is asked for */
} Match;

static const Str any_lines = STR_INIT("...");
static const Str gap = STR_INIT("[..]");
static const Str regular = STR_INIT(" (re)");
static const Str glob = STR_INIT(" (glob)");

/* ---- a line */

/* Text with gaps, each of which stands for anything. */
static bool matches_gaps(Str pattern, Str line)
{
    StrCut cut = str_cut_text(pattern, gap);

    if (!cut.found)
        return str_eq(pattern, line);
    if (!str_starts(line, cut.head))
        return false;
    line = str_drop(line, cut.head.len);
    for (;;) {
        pattern = cut.tail;
        cut = str_cut_text(pattern, gap);
        if (!cut.found)
            return str_ends(line, pattern);
        size_t at = cut.head.len ? str_find_text(line, cut.head) : 0;
        if (at == SIZE_MAX)
            return false;
        line = str_drop(line, at + cut.head.len);
    }
}

/* '*', '?' and '\'. Backs up to the last '*' alone, which is enough. */
static bool matches_glob(Str pattern, Str line)
{
    size_t p = 0, i = 0, star = SIZE_MAX, from = 0;

    while (i < line.len || p < pattern.len) {
        char c = p < pattern.len ? pattern.ptr[p] : 0;
        size_t literal = p + (c == '\\' && p + 1 < pattern.len);
        if (p < pattern.len && c == '*') {
            star = p++;
            from = i;
        } else if (p < pattern.len && i < line.len &&
                   (c == '?' || pattern.ptr[literal] == line.ptr[i])) {
            p = literal + 1;
            i++;
        } else if (star != SIZE_MAX && from < line.len) {
            p = star + 1;
            i = ++from;
        } else {
            return false;
        }
    }
    return true;
}

enum { REGEX_LONGEST = 500, REPEATS_MOST = 1000 };

/* What the library takes for ever for, or all memory: references back, and
 * repetitions of repetitions. */
static bool is_modest(Str pattern)
{
    int64_t repeats = 1, n = 0;
    bool counting = false;

    for (size_t i = 0; i < pattern.len; i++) {
        char c = pattern.ptr[i];
        if (c == '\\' && i + 1 < pattern.len) {
            if (ascii_is_digit(pattern.ptr[++i]))
                return false;
            continue;
        }
        if (c == '{')
            counting = true;
        else if (counting && ascii_is_digit(c) && n < REPEATS_MOST)
            n = n * 10 + (c - '0');
        else
            n = 0;
        if (counting && i + 1 < pattern.len &&
            !ascii_is_digit(pattern.ptr[i + 1]) && n > 0)
            repeats *= n;
        counting = counting && c != '}';
        if (repeats > REPEATS_MOST)
            return false;
    }
    return pattern.len <= REGEX_LONGEST && str_find(pattern, '\0') == SIZE_MAX;
}

static bool compile(Arena *a, Str pattern, regex_t *out)
{
    return is_modest(pattern) &&
           regcomp(out,
                   arena_cstr(a, str_printf(a, "^(" STR_FMT ")$",
                                            STR_ARG(pattern))),
                   REG_EXTENDED | REG_NOSUB) == 0;
}

static bool matches_regex(Arena *a, Str pattern, Str line)
{
    ArenaMark mark = arena_mark(a);
    regex_t re;
    bool good = compile(a, pattern, &re);

    if (good) {
        good = str_find(line, '\0') == SIZE_MAX &&
               regexec(&re, arena_cstr(a, line), 0, NULL, 0) == 0;
        regfree(&re);
    }
    arena_rewind(a, mark);
    return good;
}

static bool cut_end(Str *line, Str end)
{
    if (!str_ends(*line, end))
        return false;
    line->len -= end.len;
    return true;
}

/* Line j of what came, by line i of what is expected. */
static bool line_matches(const Match *m, size_t i, size_t j)
{
    Str want = m->expected.items[i], line = m->got.items[j];

    if (cut_end(&want, regular))
        return matches_regex(m->arena, want, line);
    if (cut_end(&want, glob))
        return matches_glob(want, line);
    if (matches_gaps(want, line))
        return true;
    return m->how == SNIPPET_LIKE &&
           matches_gaps(match_alike(m->arena, want), m->alike.items[j]);
}

/* ---- all lines */

static bool is_any(const Match *m, size_t i)
{
    return i < m->expected.len && str_eq(m->expected.items[i], any_lines);
}

static void split(Arena *a, Str text, Lines *out)
{
    Str line;

    while (str_next_line(&text, &line))
        *VEC_PUSH(out, a) = line;
}

static Match match_of(Arena *a, Str expected, Str got, SnippetMatch how)
{
    Match m = {.arena = a, .how = how};

    split(a, expected, &m.expected);
    split(a, got, &m.got);
    for (size_t i = 0; how == SNIPPET_LIKE && i < m.got.len; i++)
        *VEC_PUSH(&m.alike, a) = match_alike(a, m.got.items[i]);
    return m;
}

/* As a glob of lines: it backs up to the last "..." alone. */
static bool all_match(const Match *m)
{
    size_t i = 0, j = 0, back = SIZE_MAX, from = 0;

    while (j < m->got.len || i < m->expected.len) {
        if (is_any(m, i)) {
            back = i++;
            from = j;
        } else if (i < m->expected.len && j < m->got.len &&
                   line_matches(m, i, j)) {
            i++;
            j++;
        } else if (back != SIZE_MAX && from < m->got.len) {
            i = back + 1;
            j = ++from;
        } else {
            return false;
        }
    }
    return true;
}

bool match_output(Arena *scratch, Str expected, Str got, SnippetMatch how)
{
    if (how == SNIPPET_ANY)
        return true;
    ArenaMark mark = arena_mark(scratch);
    Match m = match_of(scratch, expected, got, how);
    bool good = all_match(&m);
    arena_rewind(scratch, mark);
    return good;
}

bool match_status(Str *expected, int *status)
{
    Str text = *expected;
    int64_t n;

    if (str_ends(text, STR("\n")))
        text.len--;
    StrCut cut = str_rcut(text, '\n');
    Str last = cut.found ? cut.tail : text;
    if (last.len < 3 || last.ptr[0] != '[' || last.ptr[last.len - 1] != ']' ||
        !str_to_int(str_slice(last, 1, last.len - 1), &n) || n < 0 || n > 255)
        return false;
    *status = (int)n;
    expected->len = (size_t)(last.ptr - expected->ptr);
    return true;
}

bool match_check(Arena *scratch, Str expected, size_t *line)
{
    Str one;

    for (*line = 0; str_next_line(&expected, &one); ++*line) {
        regex_t re;
        if (!cut_end(&one, regular))
            continue;
        if (!compile(scratch, one, &re))
            return false;
        regfree(&re);
    }
    return true;
}

/* ---- the difference */

enum { DIFF_MOST = 1000 }; /* lines of either side that are compared */

static void put_line(Buf *out, char sign, Str line)
{
    buf_put_char(out, sign);
    buf_put(out, line);
    buf_put_char(out, '\n');
}

static uint16_t smaller(uint16_t a, uint16_t b)
{
    return a < b ? a : b;
}

/* What it costs to go on from line i of what is expected and line j of what
 * came, `here` in a table of rows of `width`: a line taken away or added costs
 * one, what matches nothing. */
static uint16_t cost_from(const Match *m, size_t i, size_t j,
                          const uint16_t *here, size_t width)
{
    bool more_i = i < m->expected.len, more_j = j < m->got.len;
    uint16_t step = is_any(m, i) ? 0 : 1, best = UINT16_MAX;

    if (more_i)
        best = (uint16_t)(here[width] + step);
    if (more_j)
        best = smaller(best, (uint16_t)(here[1] + step));
    if (more_i && more_j && step && line_matches(m, i, j))
        best = smaller(best, here[width + 1]);
    return more_i || more_j ? best : 0;
}

static uint16_t *all_costs(const Match *m)
{
    size_t ni = m->expected.len, nj = m->got.len, width = nj + 1;
    uint16_t *costs = ARENA_ARRAY(m->arena, uint16_t, (ni + 1) * width);

    for (size_t i = ni + 1; i-- > 0;)
        for (size_t j = nj + 1; j-- > 0;) {
            uint16_t *here = &costs[i * width + j];
            *here = cost_from(m, i, j, here, width);
        }
    return costs;
}

static void diff_small(Buf *b, const Match *m)
{
    const uint16_t *costs = all_costs(m);
    size_t i = 0, j = 0, width = m->got.len + 1;

    while (i < m->expected.len || j < m->got.len) {
        const uint16_t *here = &costs[i * width + j];
        bool more_i = i < m->expected.len, more_j = j < m->got.len;
        if (is_any(m, i)) {
            if (more_j && here[1] == *here)
                j++;
            else
                put_line(b, ' ', m->expected.items[i++]);
        } else if (more_i && more_j && here[width + 1] == *here &&
                   line_matches(m, i, j)) {
            put_line(b, ' ', m->expected.items[i++]);
            j++;
        } else if (more_i && here[width] + 1 == *here) {
            put_line(b, '-', m->expected.items[i++]);
        } else {
            put_line(b, '+', m->got.items[j++]);
        }
    }
}

void match_diff(Buf *out, Str expected, Str got, SnippetMatch how)
{
    Match m = match_of(out->arena, expected, got, how);
    Buf b = buf_in(m.arena);

    if (m.expected.len <= DIFF_MOST && m.got.len <= DIFF_MOST) {
        diff_small(&b, &m);
    } else {
        for (size_t i = 0; i < m.expected.len; i++)
            put_line(&b, '-', m.expected.items[i]);
        for (size_t j = 0; j < m.got.len; j++)
            put_line(&b, '+', m.got.items[j]);
    }
    buf_put(out, buf_str(&b));
}

Str match_mended(Arena *a, Str expected, Str got, SnippetMatch how)
{
    Buf diff = buf_in(a), b = buf_in(a);
    Str rest, line;

    match_diff(&diff, expected, got, how);
    rest = buf_str(&diff);
    while (str_next_line(&rest, &line))
        if (line.ptr[0] != '-') {
            buf_put(&b, str_drop(line, 1));
            buf_put_char(&b, '\n');
        }
    return buf_str(&b);
}
