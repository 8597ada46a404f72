/* bounds.c - see bounds.h.
 *
 * Each cost is what a shape was measured to take in cmark-gfm 0.29.0.gfm.6, in
 * steps of about a nanosecond; a text may cost BASE steps and PER_BYTE more for
 * each of its bytes, so the whole stays linear.  Ordinary texts cost a few
 * steps a byte.  To add a shape: count it in look_at, add its price in
 * close_paragraph or close_token, and a row in tests/unit/test_bounds.c. */
#include "markdown/bounds.h"

#include "markdown/tree.h"

#include <string.h>

enum { BASE = 100 * 1000 * 1000, PER_BYTE = 64 };

/* References are paid in memory: every use copies the address. */
enum { REFERENCE_BASE = 64 * 1024 * 1024, REFERENCE_PER_BYTE = 16 };

typedef struct {
    const MarkdownInput *in;
    DiagList *d;
    const char *text; /* of the whole source */
    size_t end;
    bool returns; /* there are CRs */
    uint64_t spent, budget;

    /* The run of lines without a blank one that we are in. */
    size_t start, lines;
    uint64_t images, closers, opens; /* "![", "]", "<?" and "<!" */

    /* The run of bytes without a space that we are in. */
    size_t token, addresses, longest_run;
    /* Of the line. */
    uint64_t pipes, ats, braces; /* "|", "@", "]{" */

    uint64_t columns_of_table; /* that we are in; 0 */

    /* Lists that are open, by the column of their marker. */
    uint32_t columns[MD_MAX_DEPTH + 1];
    size_t depth;
    bool after_blank;

    /* Of the whole text. */
    uint64_t brackets;
    size_t definition, longest, longest_at; /* [x]: ... */
} Scan;

/* ---- what a paragraph costs ---------------------------------------------- */

static void spend(Scan *s, uint64_t times, uint64_t steps)
{
    if (times && steps > UINT64_MAX / 4 / times)
        s->spent = UINT64_MAX / 2;
    else if (s->spent < UINT64_MAX / 4)
        s->spent += times * steps;
}

static void close_token(Scan *s, size_t at)
{
    size_t run = s->longest_run > 8 ? s->longest_run : 1;

    spend(s, s->addresses, (uint64_t)(at - s->token) * run);
    s->addresses = 0;
}

static void close_definition(Scan *s, size_t at)
{
    if (s->definition != SIZE_MAX && at - s->definition > s->longest) {
        s->longest = at - s->definition;
        s->longest_at = s->definition;
    }
    s->definition = SIZE_MAX;
}

static void close_paragraph(Scan *s, size_t at)
{
    spend(s, s->images, s->closers);
    spend(s, s->opens, at - s->start);
    close_definition(s, at);
    s->brackets += s->closers;
    s->images = s->closers = s->opens = 0;
    s->start = at;
    s->lines = 0;
    s->columns_of_table = 0;
}

/* For every mail address in a line, up to a number, cmark copies the line; for
 * every "]{" we may read to its end. */
static void close_line(Scan *s, size_t len)
{
    enum { ADDRESSES = 1000, CELL = 200 };

    spend(s, s->pipes, s->pipes);
    spend(s, s->ats < ADDRESSES ? s->ats : ADDRESSES, len);
    spend(s, s->braces, len);
    /* A row that is short is filled up. */
    spend(s, s->columns_of_table, CELL);
}

/* ---- one line ------------------------------------------------------------ */

static bool follows(const Scan *s, size_t at, const char *what)
{
    size_t n = strlen(what);
    return s->end - at >= n && memcmp(s->text + at, what, n) == 0;
}

/* Bytes that may cost something; all others are skipped. */
static const bool counted[256] = {
    ['w'] = true, ['@'] = true, ['<'] = true, [']'] = true,
    ['|'] = true, ['!'] = true, [':'] = true,
};

static void look_at(Scan *s, size_t at)
{
    switch (s->text[at]) {
    case '!':
        s->images += follows(s, at, "![");
        break;
    case ']':
        s->closers++;
        s->braces += follows(s, at, "]{");
        break;
    case '<':
        s->opens += follows(s, at, "<?") || follows(s, at, "<!");
        break;
    case 'w':
        s->addresses += follows(s, at, "www.");
        break;
    case ':':
        s->addresses += follows(s, at, "://");
        break;
    case '@':
        s->addresses++;
        s->ats++;
        break;
    case '|':
        s->pipes++;
        break;
    default:
        break;
    }
}

/* What cmark takes off the end of an address, one by one. */
static bool is_trailing(char c)
{
    return c && strchr("?!.,:*_~'\");", c) != NULL;
}

/* Reads the rest of a run of bytes in which an address was found at `at`;
 * returns its end. */
static size_t look_at_token(Scan *s, size_t from, size_t at, size_t end)
{
    size_t run = 0;

    while (at > from && !ascii_is_space(s->text[at - 1]))
        at--;
    s->token = at;
    s->longest_run = s->addresses = 0;
    for (; at < end && !ascii_is_space(s->text[at]); at++) {
        look_at(s, at);
        run = is_trailing(s->text[at]) ? run + 1 : 0;
        if (run > s->longest_run)
            s->longest_run = run;
    }
    close_token(s, at);
    return at;
}

/* A line of nothing but table rule: cmark then reads all of the paragraph
 * above it again, in case its last line is the table's head. */
static bool is_table_rule(Str line)
{
    bool dash = false;

    for (size_t i = 0; i < line.len; i++) {
        char c = line.ptr[i];
        if (c == '-')
            dash = true;
        else if (c != '|' && c != ':' && !ascii_is_space(c))
            return false;
    }
    return dash;
}

static void look_through(Scan *s, Str line, size_t from)
{
    size_t end = from + line.len, token = from;

    if (line.ptr[0] == '[' && str_find_text(line, STR("]:")) < 1000) {
        close_definition(s, from);
        s->definition = from;
    }
    s->pipes = s->ats = s->braces = 0;
    for (size_t at = from; at < end; at++) {
        if (!counted[(unsigned char)s->text[at]])
            continue;
        look_at(s, at);
        if (s->addresses)
            at = look_at_token(s, token, at, end);
        if (at < end && ascii_is_space(s->text[at]))
            token = at + 1;
    }
    close_line(s, line.len);
    if (s->lines && is_table_rule(line)) {
        spend(s, s->lines, (from - s->start) / 4);
        close_paragraph(s, from);
        s->columns_of_table = s->pipes;
    }
    s->lines++;
}

/* ---- nesting ------------------------------------------------------------- */

static bool is_break(Str rest)
{
    size_t n = 0;

    for (size_t i = 0; i < rest.len; i++) {
        if (rest.ptr[i] == rest.ptr[0])
            n++;
        else if (!ascii_is_space(rest.ptr[i]))
            return false;
    }
    return n >= 3;
}

/* The length of the list marker that `rest` begins with; 0 if it does not. */
static size_t marker_length(Str rest)
{
    size_t n = 0;

    if (rest.len && strchr("-+*", rest.ptr[0]) && rest.ptr[0])
        n = 1;
    else {
        while (n < rest.len && n < 9 && ascii_is_digit(rest.ptr[n]))
            n++;
        if (n == 0 || n == rest.len || !strchr(".)", rest.ptr[n]))
            return 0;
        n++;
    }
    return n == rest.len || ascii_is_space(rest.ptr[n]) ? n : 0;
}

static bool refuse_depth(Scan *s, size_t at)
{
    Span span = {(uint32_t)at, (uint32_t)at + 1};

    diag_add(s->d, MARKDOWN_TOO_DEEP, s->in->src, span, STRS(STR("100")));
    return false;
}

/* Lists stay open over lines that do not reach them, but not over a blank line
 * and then text further left. */
static void pop_lists(Scan *s, uint32_t column, bool marker)
{
    if (!marker && !s->after_blank)
        return;
    while (s->depth && s->columns[s->depth - 1] >= column)
        s->depth--;
}

/* Counts quotes and lists that the line opens or goes on with.  *from moves to
 * what they hold. */
static bool look_at_prefix(Scan *s, Str line, size_t *from)
{
    uint32_t column = 0, quotes = 0;
    size_t i = 0;

    while (i < line.len) {
        char c = line.ptr[i];
        size_t marker = 0;

        if (c == ' ' || c == '\t') {
            column += c == ' ' ? 1 : 4 - column % 4;
            i++;
            continue;
        }
        if (c == '>') {
            quotes++, marker = 1;
        } else if (!is_break(str_drop(line, i))) {
            marker = marker_length(str_drop(line, i));
            pop_lists(s, column, marker > 0);
            if (marker)
                s->columns[s->depth++] = column;
        }
        if (quotes + s->depth > MD_MAX_DEPTH)
            return refuse_depth(s, *from + i);
        if (!marker)
            break;
        i += marker;
        column += (uint32_t)marker;
    }
    *from += i;
    return true;
}

static bool look_at_line(Scan *s, Str line, size_t from)
{
    size_t text = from;

    if (!look_at_prefix(s, line, &text))
        return false;
    Str rest = str_drop(line, text - from);
    if (rest.len == 0)
        close_paragraph(s, text);
    else
        look_through(s, rest, text);
    s->after_blank = rest.len == 0;
    return true;
}

/* ---- the whole ----------------------------------------------------------- */

static bool refuse_work(Scan *s, size_t at)
{
    Span span = {(uint32_t)s->start, (uint32_t)at};

    diag_add(s->d, MARKDOWN_TOO_COMPLEX, s->in->src, span, NO_STRS);
    return false;
}

static bool check_references(Scan *s, uint64_t size)
{
    uint64_t most = REFERENCE_BASE + REFERENCE_PER_BYTE * size;

    if (s->brackets == 0 || s->longest <= most / s->brackets)
        return true;
    Span span = {(uint32_t)s->longest_at,
                 (uint32_t)(s->longest_at + s->longest)};
    diag_add(s->d, MARKDOWN_LONG_REFERENCE, s->in->src, span, NO_STRS);
    return false;
}

/* The line at `at`; a CR ends one too, as in cmark. */
static Str line_at(const Scan *s, size_t at)
{
    Str rest = {s->text + at, s->end - at};
    size_t n = 0;

    if (!s->returns)
        return str_take(rest, str_find(rest, '\n'));
    while (n < rest.len && rest.ptr[n] != '\n' && rest.ptr[n] != '\r')
        n++;
    return str_take(rest, n);
}

bool bounds_check(const MarkdownInput *in, DiagList *d)
{
    size_t size = in->body.end - in->body.start;
    Scan s = {.in = in,
              .d = d,
              .text = in->src->text.ptr,
              .end = in->body.end,
              .start = in->body.start,
              .definition = SIZE_MAX,
              .budget = BASE + (uint64_t)PER_BYTE * size};

    s.returns = str_find(span_text(in->src, in->body), '\r') != SIZE_MAX;
    for (size_t at = in->body.start; at < s.end;) {
        Str line = line_at(&s, at);
        if (!look_at_line(&s, line, at))
            return false;
        if (s.spent > s.budget)
            return refuse_work(&s, at + line.len);
        at += line.len + 1;
    }
    close_paragraph(&s, s.end);
    return s.spent > s.budget ? refuse_work(&s, s.end)
                              : check_references(&s, size);
}
