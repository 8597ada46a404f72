/* test_bounds.c - texts made to take for ever, or all memory.
 *
 * Every text here is read and written within seconds, whatever becomes of it:
 * the alarm ends the program otherwise.  How fast is the bench's question. */
#include "test.h"

#include "markdown.h"

#include <unistd.h>

enum { SECONDS = 300 }; /* for all of them, under the sanitizers */

static Str repeated(Arena *a, const char *unit, size_t n)
{
    Str s = str_of(unit);
    Buf b = buf_in(a);

    while (n--)
        buf_put(&b, s);
    return buf_str(&b);
}

/* ---- one thing many times ------------------------------------------------ */

typedef enum { FINE, DEEP, COMPLEX, ANY } Outcome;

/* clang-format off */
static const struct {
    const char *name, *before, *unit, *after;
    size_t times;
    Outcome outcome;
} rows[] = {
    {"ten thousand nested quotes", "", ">", "a", 10000, DEEP},
    {"with spaces", "", "> ", "a", 10000, DEEP},
    {"as many as may be", "", "> ", "a", 100, FINE},
    {"one more", "", "> ", "a", 101, DEEP},
    {"nested lists", "", "- ", "a", 10000, DEEP},
    {"quotes and lists", "", "> - ", "a", 10000, DEEP},
    {"emphasis in emphasis", "", "*a **a ", "", 20000, ANY},
    {"emphasis in emphasis, closed", "", "*a", "", 50000, ANY},
    {"brackets in brackets", "", "[", "a", 50000, FINE},
    {"links in links", "", "[a](", "", 50000, FINE},
    {"pictures in pictures", "", "![", "a", 50000, FINE},

    {"stars", "", "*", "", 100000, FINE},
    {"stars around", "", "**", "a**", 50000, FINE},
    {"underscores", "", "_a_", "", 50000, FINE},
    {"tildes", "", "~", "a~", 100000, FINE},
    {"strikes", "", "~~a", "", 50000, FINE},
    {"backticks", "", "`", "a", 100000, FINE},
    {"left angles", "", "<", "", 100000, FINE},
    {"tags that are not closed", "", "<a ", "", 50000, FINE},
    {"comments", "", "a <!--", "", 50000, ANY},
    {"declarations", "", "a <!A ", "", 50000, COMPLEX},
    {"instructions", "", "a <?", "", 50000, COMPLEX},
    {"CDATA", "", "a <![CDATA[", "", 50000, COMPLEX},
    {"entities", "", "&amp", "", 50000, FINE},
    {"pictures that are not closed", "", "![a", "]", 50000, ANY},
    {"pictures and closers", "", "![]", "", 50000, COMPLEX},
    {"closers", "", "]", "", 100000, FINE},
    {"braces behind closers", "[", "]{", "", 50000, COMPLEX},
    {"braces behind links", "", "[a](b){", "", 20000, FINE},
    {"attributes that are not closed", "", "[a](b){#", "", 5000, FINE},
    {"www.", "", "www.", "", 50000, COMPLEX},
    {"addresses", "", "http://", "", 50000, COMPLEX},
    {"closing brackets behind an address", "http://a.b/", ")", "", 50000, COMPLEX},
    {"at signs", "", "a@", "", 50000, COMPLEX},
    {"mail addresses", "", "a@b.c ", "", 200000, COMPLEX},
    {"mail addresses, one a line", "", "a@b.c\n", "", 20000, FINE},
    {"pipes", "", "|", "", 50000, COMPLEX},
    {"wide tables", "|a|\n|-|\n", "|x|", "\n", 5000, FINE},
    {"rows of a wide table", NULL, "|x|\n", "", 20000, COMPLEX},
    {"paragraphs that could be tables", "", "a\n", "-|-\n", 50000, ANY},

    {"notes that are not closed", "", "[^a", "", 50000, FINE},
    {"notes that are not there", "", "[^a] ", "", 5000, FINE},
    {"a note mentioned often", "", "[^a] ", "\n\n[^a]: x", 50000, FINE},
    {"notes in notes", "", "[^a]: ", "", 50000, ANY},
    {"a note defined often", "[^a]\n\n", "[^a]: x\n\n", "", 20000, FINE},
    {"references", "[a]: /x\n\n", "[a] ", "", 50000, FINE},
    {"definitions", "", "[a]: /x\n", "", 50000, FINE},
    {"definitions that are not closed", "", "[a]: /x \"\n", "", 50000, FINE},
    {"a long reference used often", NULL, "[a] ", "", 50000, ANY},

    {"wikilinks", "", "[[a]] ", "", 20000, FINE},
    {"wikilinks that are not closed", "", "[[a", "", 50000, FINE},
    {"wikilinks that are escaped", "", "\\[[a]] ", "", 20000, FINE},
    {"spans in spans", "", "[", "a]{.b}", 20000, FINE},
    {"callouts", "", "> [!NOTE]\n\n", "", 20000, FINE},
    {"headings of one name", "", "# a\n\n", "", 20000, FINE},
    {"headings with a counted id", "", "# b1\n\n", "", 20000, FINE},
    {"quotes to set", "", "\"a ", "", 50000, FINE},
    {"apostrophes to set", "", "'a' ", "", 50000, FINE},
    {"apostrophes within", "'", "a'", "", 50000, FINE},
    {"slips", "", "perche' ", "", 5000, FINE},
    {"slips that are not found", "", "perch&#101;' ", "", 50000, FINE},
    {"hyphens", "", "-", " a", 100000, FINE},
    {"dots", "", ".", "a", 100000, FINE},
    {"dashes between", "", "a--", "", 50000, FINE},
    {"one attribute", "[a]{", ".x ", "}", 50000, FINE},
    {"lines to stand out", "```c {hl=", "1,", "1}\nx\n```\n", 50000, FINE},

    {"a line of 5 MB", "", "a", "", 5000000, FINE},
    {"a line of 5 MB of words", "", "lorem ", "", 833333, FINE},
    {"a line of 5 MB of letters", "", "è", "", 2500000, FINE},
    {"a line of 5 MB of brackets", "", "[", "", 5000000, ANY},
    {"a line of 5 MB of stars", "", "*", "", 5000000, ANY},
    {"a line of 5 MB of quotes", "", "\"", "", 5000000, ANY},
    {"lines without anything", "", "\n", "", 1000000, FINE},
    {"lines that end with CR", "", "a\r", "", 300000, FINE},
    {"NULs", "", "\\0", "", 100000, FINE},
    {"combining marks", "a", "\xcc\x81", "", 500000, FINE},
};
/* clang-format on */

static Str wide_head(Arena *a)
{
    return str_printf(a, STR_FMT "|\n" STR_FMT "|\n",
                      STR_ARG(repeated(a, "|a", 1000)),
                      STR_ARG(repeated(a, "|-", 1000)));
}

static Str long_reference(Arena *a)
{
    return str_printf(a, "[a]: /" STR_FMT "\n\n",
                      STR_ARG(repeated(a, "x", 100000)));
}

static Str text_of(Arena *a, size_t i)
{
    Buf b = buf_in(a);
    bool nuls = strcmp(rows[i].unit, "\\0") == 0;

    if (rows[i].before)
        buf_put(&b, str_of(rows[i].before));
    else
        buf_put(&b, rows[i].unit[0] == '|' ? wide_head(a) : long_reference(a));
    for (size_t k = 0; k < rows[i].times; k++)
        buf_put(&b, nuls ? STR("\0") : str_of(rows[i].unit));
    buf_put(&b, str_of(rows[i].after));
    return buf_str(&b);
}

static Outcome outcome_of(const Sheet *s)
{
    if (s->d.errors == 0)
        return FINE;
    switch (s->d.first->code) {
    case MARKDOWN_TOO_DEEP:
        return DEEP;
    case MARKDOWN_TOO_COMPLEX:
    case MARKDOWN_LONG_REFERENCE:
        return COMPLEX;
    default:
        return FINE;
    }
}

static void test_rows(void **state)
{
    int failed = 0;

    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        Sheet s = {0};

        s.in.options.typography = italian_typography;
        sheet_read(&s, STR(""), text_of(&s.a, i));
        Outcome outcome = outcome_of(&s);
        if (rows[i].outcome != ANY && rows[i].outcome != outcome) {
            print_error("%s: outcome %d\n", rows[i].name, (int)outcome);
            failed++;
        }
        sheet_html(&s);
        markdown_summary(&s.a, &s.scratch, &s.doc, &s.render, 0);
        markdown_text(&s.a, &s.doc);
        sheet_close(&s);
    }
    assert_int_equal(failed, 0);
}

/* ---- many different things ----------------------------------------------- */

static Str many_notes(Arena *a)
{
    Buf b = buf_in(a);

    for (int i = 0; i < 10000; i++)
        buf_printf(&b, "[^%d] ", i);
    for (int i = 0; i < 10000; i++)
        buf_printf(&b, "\n\n[^%d]: x [^%d]", i, (i * 7919) % 10000);
    return buf_str(&b);
}

static Str many_references(Arena *a)
{
    Buf b = buf_in(a);

    for (int i = 0; i < 20000; i++)
        buf_printf(&b, "[%d]: /x%d\n", i, i);
    for (int i = 0; i < 20000; i++)
        buf_printf(&b, "\n[a][%d]", i);
    return buf_str(&b);
}

static Str backticks_of_all_lengths(Arena *a)
{
    Buf b = buf_in(a);

    for (size_t i = 1; i < 1000; i++) {
        buf_put_char(&b, 'e');
        buf_put(&b, repeated(a, "`", i));
    }
    return buf_str(&b);
}

static Str lists_step_by_step(Arena *a)
{
    Buf b = buf_in(a);

    for (size_t i = 0; i < 300; i++) {
        buf_put(&b, repeated(a, "  ", i));
        BUF_LIT(&b, "* a\n");
    }
    return buf_str(&b);
}

static Str headings_that_collide(Arena *a)
{
    Buf b = buf_in(a);

    for (int i = 0; i < 5000; i++)
        buf_printf(&b, "# a-%d\n\n# a\n\n", i);
    return buf_str(&b);
}

static Str many_attributes(Arena *a)
{
    Buf b = buf_in(a);

    BUF_LIT(&b, "[a]{");
    for (int i = 0; i < 20000; i++)
        buf_printf(&b, "data-%d=x ", i);
    BUF_LIT(&b, "}");
    return buf_str(&b);
}

static void test_many(void **state)
{
    static Str (*const texts[])(Arena *) = {
        many_notes,         many_references,       backticks_of_all_lengths,
        lists_step_by_step, headings_that_collide, many_attributes,
    };

    (void)state;
    for (size_t i = 0; i < COUNT(texts); i++) {
        Sheet s = {0};

        sheet_read(&s, STR(""), texts[i](&s.a));
        sheet_html(&s);
        sheet_close(&s);
    }
}

/* ---- any bytes ----------------------------------------------------------- */

/* Whoever calls has checked for UTF-8; what comes anyway does no harm. */
static void test_not_utf8(void **state)
{
    static const char *const pieces[] = {
        "\xff", "\xc3",         "\xe2\x82", "\xf0\x9f",
        "\x80", "\xed\xa0\x80", "\xc0\xaf",
    };
    static const char *const places[] = {
        "%s",
        "# %s",
        "[%s](%s)",
        "[[%s]]",
        "[a]{#%s .%s}",
        "`%s`",
        "\"%s\" '%s'",
        "```%s {%s}\nx\n```",
        "> [!%s]",
        "![%s](a \"%s\")",
        "|%s|\n|-|\n|%s|",
        "a[^%s]\n\n[^%s]: b",
        "<%s>",
        "http://a.b/%s",
        "perche'%s",
    };

    (void)state;
    for (size_t i = 0; i < COUNT(pieces) * COUNT(places); i++) {
        Sheet s = {0};
        const char *piece = pieces[i % COUNT(pieces)];
        Str rest = str_of(places[i / COUNT(pieces)]);
        Buf b = buf_in(&s.a);

        for (StrCut cut = str_cut_text(rest, STR("%s")); cut.found;
             cut = str_cut_text(rest, STR("%s"))) {
            buf_put(&b, cut.head);
            buf_put(&b, str_of(piece));
            rest = cut.tail;
        }
        buf_put(&b, rest);
        s.in.options.typography = italian_typography;
        sheet_read(&s, STR(""), buf_str(&b));
        sheet_html(&s);
        sheet_close(&s);
    }
}

/* Pieces of syntax in a random order: the same order each time. */
static void test_random(void **state)
{
    static const char *const pieces[] = {
        "a",       "è",    " ",    "\n",      "\n\n",        "*",       "**",
        "_",       "`",    "```",  "~",       "~~~",         "[",       "]",
        "(",       ")",    "![",   "[[",      "]]",          "{",       "}",
        "{#a}",    "{.b}", "[^1]", ":",       "[^1]:",       "> ",      "- ",
        "1. ",     "# ",   "|",    "|-|",     "<",           ">",       "<!--",
        "-->",     "\\",   "&",    "'",       "\"",          "--",      "...",
        "=",       "    ", "\t",   "[!NOTE]", "<!--more-->", "www.a.b", "a@b.c",
        "http://", "\r",   "[x] ",
    };
    uint64_t seed = 42;

    (void)state;
    for (int round = 0; round < 3000; round++) {
        Sheet s = {0};
        Buf b = buf_in(&s.a);

        for (int i = 0; i < 60; i++) {
            seed = seed * 6364136223846793005u + 1442695040888963407u;
            buf_put(&b, str_of(pieces[(seed >> 33) % COUNT(pieces)]));
        }
        s.in.options.typography =
            round % 2 ? italian_typography : english_typography;
        s.in.options.html = (HtmlPolicy)(round % 3);
        s.in.options.plain = round % 5 == 0;
        s.render.xml = round % 7 == 0;
        sheet_read(&s, STR("---\n---\n"), buf_str(&b));
        sheet_html(&s);
        markdown_summary(&s.a, &s.scratch, &s.doc, &s.render, 5);
        for (const Diag *d = s.d.first; d; d = d->next)
            assert_true(d->at.start >= 8 && d->at.end <= s.src.text.len &&
                        d->at.end >= d->at.start);
        for (size_t i = 0; i < s.doc.facts.links.len; i++)
            assert_true(s.doc.facts.links.items[i].at.end <= s.src.text.len);
        sheet_close(&s);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_rows),
        cmocka_unit_test(test_many),
        cmocka_unit_test(test_not_utf8),
        cmocka_unit_test(test_random),
    };

    alarm(SECONDS);
    markdown_init();
    return cmocka_run_group_tests_name("bounds", tests, NULL, NULL);
}
