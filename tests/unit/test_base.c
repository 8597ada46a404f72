/* test_base.c - text, numbers, dates and tables of src/base. */
#include "test.h"

#include "base/date.h"
#include "base/diff.h"
#include "base/digest.h"
#include "base/escape.h"
#include "base/map.h"
#include "base/path.h"
#include "base/text.h"
#include "base/utf8.h"

typedef Str TextFn(Arena *a, Str s);

static Str html(Arena *a, Str s)
{
    Buf b = buf_in(a);
    escape_html(&b, s);
    return buf_str(&b);
}

static Str xml(Arena *a, Str s)
{
    Buf b = buf_in(a);
    escape_xml(&b, s);
    return buf_str(&b);
}

static Str json(Arena *a, Str s)
{
    Buf b = buf_in(a);
    escape_json(&b, s);
    return buf_str(&b);
}

static Str terminal(Arena *a, Str s)
{
    Buf b = buf_in(a);
    escape_terminal(&b, s);
    return buf_str(&b);
}

static Str url_path(Arena *a, Str s)
{
    Buf b = buf_in(a);
    escape_url_path(&b, s);
    return buf_str(&b);
}

static Str checked(Arena *a, Str s)
{
    size_t at = utf8_check(s);
    return at == SIZE_MAX ? STR("valid") : str_printf(a, "%zu", at);
}

static Str words(Arena *a, Str s)
{
    return str_printf(a, "%zu", text_count_words(s, false));
}

static Str words_elided(Arena *a, Str s)
{
    return str_printf(a, "%zu", text_count_words(s, true));
}

static Str joined_to_nothing(Arena *a, Str s)
{
    return path_join(a, s, STR(""));
}

static Str joined_to_name(Arena *a, Str s)
{
    return path_join(a, s, STR("x"));
}

static Str date(Arena *a, Str s)
{
    static const char *const errors[] = {
        [DATE_BAD_FORM] = "form", [DATE_BAD_MONTH] = "month",
        [DATE_BAD_DAY] = "day",   [DATE_BAD_TIME] = "time",
        [DATE_BAD_ZONE] = "zone",
    };
    Buf b = buf_in(a);
    Date d;
    DateError err = date_parse(s, &d);

    if (err)
        return str_of(errors[err]);
    date_put_iso(&b, d);
    buf_printf(&b, " %lld %d %d %d", (long long)date_seconds(d),
               date_weekday(d), date_yearday(d), date_iso_week(d));
    return buf_str(&b);
}

static Str sri(Arena *a, Str s)
{
    return integrity_of(a, s);
}

/* clang-format off */
static const struct {
    const char *name;
    TextFn *fn;
    const char *in, *out;
} rows[] = {
    {"a slug folds accents", text_slug, "Perché no?", "perche-no"},
    {"a slug spells out what does not decompose", text_slug, "Straße Øst", "strasse-ost"},
    {"a slug of punctuation is empty", text_slug, "?!", ""},
    {"a slug keeps other scripts", text_slug, "Привет, мир", "привет-мир"},
    {"an anchor keeps accents", text_anchor, "L'età dell'oro", "letà-delloro"},
    {"an anchor keeps hyphens", text_anchor, "CI/CD: a-b_c", "cicd-a-b_c"},
    {"space is squeezed", text_squeeze, "  a \n\t b ", "a b"},
    {"html special characters", html, "<a href=\"x\">'&'</a>", "&lt;a href=&#34;x&#34;&gt;&#39;&amp;&#39;&lt;/a&gt;"},
    {"xml leaves out what it forbids", xml, "a\x01" "b<", "ab&lt;"},
    {"json inside a script", json, "</script>\n\"\\\xe2\x80\xa8", "\\u003c/script\\u003e\\n\\\"\\\\\\u2028"},
    {"a path is percent-encoded", url_path, "/a b/è%20?#", "/a%20b/%C3%A8%20%3F%23"},
    {"this folder and nothing", joined_to_nothing, ".", "."},
    {"this folder and a name", joined_to_name, ".", "x"},
    {"a folder and a name", joined_to_name, "a/b", "a/b/x"},
    {"the root and a name", joined_to_name, "/", "/x"},
    {"upper case of sharp s", utf8_upper, "straße é", "STRASSE É"},
    {"upper case of letters without one", utf8_upper, "ﬁn ŉ ΐ ᾳ",
     "FIN \u02bcN \u0399\u0308\u0301 ΑΙ"},
    {"lower case beyond ASCII", utf8_lower, "ÀÈ Σ", "àè σ"},
    {"sigma at a word's end", utf8_lower, "ΟΔΟΣ ΣΑΣ'", "οδος σας'"},
    {"a dotted capital i", utf8_lower, "İ", "i̇"},
    {"a capital and small letters", utf8_capitalize, "éCOLE ÀÈ", "École àè"},
    {"title case of letters without one", utf8_capitalize, "ßa ǆ", "Ssa ǆ"},
    {"title case of a digraph", utf8_capitalize, "ǆ", "ǅ"},
    {"a valid text", checked, "è 漢 😀 plain ascii text", "valid"},
    {"a lone continuation byte", checked, "abcdefghij\x80", "10"},
    {"an overlong form", checked, "\xc0\xaf", "0"},
    {"a surrogate", checked, "a\xed\xa0\x80", "1"},
    {"a sequence that is cut off", checked, "ab\xe2\x82", "2"},
    {"beyond Unicode", checked, "\xf4\x90\x80\x80", "0"},
    {"English contractions are one word", words, "I don't know well-known things", "5"},
    {"a typographic apostrophe joins too", words, "don’t", "1"},
    {"Italian elision makes two", words_elided, "l'uomo e l’altro", "5"},
    {"ideographs count one by one", words, "漢字 kana", "3"},
    {"a terminal obeys nothing", terminal, "a\033[1m\nè\x7f\xc2\x9b\xff", "a\ufffd[1m\ufffdè\ufffd\ufffd\ufffd"},
    {"no words", words, " -- ... ", "0"},
    {"a day", date, "2026-02-15", "2026-02-15 1771113600 7 46 7"},
    {"a moment with a zone", date, "2026-02-15T10:30:00+01:00", "2026-02-15T10:30:00+01:00 1771147800 7 46 7"},
    {"a space instead of T, no seconds", date, "2026-02-15 10:30", "2026-02-15T10:30:00 1771151400 7 46 7"},
    {"the basic form", date, "20260215T103000Z", "2026-02-15T10:30:00Z 1771151400 7 46 7"},
    {"the Epoch", date, "1970-01-01", "1970-01-01 0 4 1 1"},
    {"before the Epoch", date, "1969-12-31T23:59:59Z", "1969-12-31T23:59:59Z -1 3 365 1"},
    {"a leap day", date, "2024-02-29", "2024-02-29 1709164800 4 60 9"},
    {"a leap day in a common year", date, "2026-02-29", "day"},
    {"1900 was no leap year", date, "1900-02-29", "day"},
    {"a thirteenth month", date, "2026-13-01", "month"},
    {"hour 25", date, "2026-01-01T25:00", "time"},
    {"a zone by name", date, "2026-01-01T10:00 CET", "zone"},
    {"a zone by the hour", date, "2026-01-01T10:00-05", "2026-01-01T10:00:00-05:00 1767279600 4 1 1"},
    {"a zone without colon", date, "20260215T1030+0530", "2026-02-15T10:30:00+05:30 1771131600 7 46 7"},
    {"a zone that is cut off", date, "2026-01-01T10:00+01:", "zone"},
    {"a zone of a day", date, "2026-01-01T10:00+24:00", "zone"},
    {"something behind the zone", date, "2026-01-01T10:00Z x", "zone"},
    {"a zone without time", date, "2026-01-01Z", "form"},
    {"fractions are dropped", date, "2026-02-15T10:30:00.987654321Z", "2026-02-15T10:30:00Z 1771151400 7 46 7"},
    {"a point without a fraction", date, "2026-02-15T10:30:00.Z", "time"},
    {"small letters", date, "2026-02-15t10:30z", "2026-02-15T10:30:00Z 1771151400 7 46 7"},
    {"space around", date, " 2026-02-15\n", "2026-02-15 1771113600 7 46 7"},
    {"a leap second", date, "2016-12-31T23:59:60Z", "2016-12-31T23:59:59Z 1483228799 6 366 52"},
    {"the last day of a long ISO year", date, "2021-01-03", "2021-01-03 1609632000 7 3 53"},
    {"the first of an ISO year before its January", date, "2019-12-30", "2019-12-30 1577664000 1 364 1"},
    {"2000 was a leap year", date, "2000-02-29", "2000-02-29 951782400 2 60 9"},
    {"June the 31st", date, "2026-06-31", "day"},
    {"day zero", date, "2026-06-00", "day"},
    {"month zero", date, "2026-00-10", "month"},
    {"year zero", date, "0000-01-01", "form"},
    {"a year of five digits", date, "12026-01-01", "form"},
    {"a year before Christ", date, "-0044-03-15", "form"},
    {"midnight of the day after", date, "2026-01-01T24:00", "time"},
    {"minute 60", date, "2026-01-01T10:60", "time"},
    {"an hour alone", date, "2026-01-01T10", "time"},
    {"a T and nothing", date, "2026-01-01T", "time"},
    {"a day and a letter", date, "2026-01-01x", "form"},
    {"half extended, half basic", date, "2026-0101", "form"},
    {"a week date", date, "2026-W07-7", "form"},
    {"a day of the year", date, "2026-046", "form"},
    {"a year", date, "2026", "form"},
    {"nothing", date, "", "form"},
    {"digits of another script", date, "٢٠٢٦-٠١-٠١", "form"},
    {"a word", date, "yesterday", "form"},
    {"a slash", date, "2026/01/01", "form"},
    {"a single-digit month", date, "2026-1-1", "form"},
    {"SHA-384 of nothing", sri, "", "sha384-OLBgp1GsljhM2TJ+sbHjaiH9txEUvgdDTAzHv2P24donTt6/529l+9Ua0vFImLlb"},
};
/* clang-format on */

static void test_text(void **state)
{
    (void)state;
    int failed = 0;

    for (size_t i = 0; i < COUNT(rows); i++) {
        Arena a = {0};
        failed += !same_str(rows[i].name, rows[i].fn(&a, str_of(rows[i].in)),
                            str_of(rows[i].out));
        arena_free(&a);
    }
    assert_int_equal(failed, 0);
}

static void test_dates_round_trip(void **state)
{
    (void)state;
    for (int64_t s = -62135596800; s < 253402300800; s += 86400 * 97 + 12345)
        assert_true(date_seconds(date_from_seconds(s)) == s);
}

static void test_suggestions(void **state)
{
    static const Str names[] = {STR_INIT("title"), STR_INIT("tags"),
                                STR_INIT("date"), STR_INIT("draft"),
                                STR_INIT("post.html")};
    static const struct {
        Str word, nearest;
    } cases[] = {
        {STR_INIT("tilte"), STR_INIT("title")},
        {STR_INIT("tgas"), STR_INIT("tags")},
        {STR_INIT("Title"), STR_INIT("title")},
        {STR_INIT("colour"), STR_INIT("")},
        {STR_INIT("psot.html"), STR_INIT("post.html")},
        {STR_INIT("wide.html"), STR_INIT("")},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++)
        assert_str(cases[i].word.ptr,
                   text_closest(cases[i].word, names, COUNT(names)),
                   cases[i].nearest);
}

static void test_path_matches(void **state)
{
    static const struct {
        const char *path, *pattern;
        bool matches;
    } cases[] = {
        {"a", "a", true},
        {"a", "b", false},
        {"", "", true},
        {"", "*", true},
        {"a", "", false},
        {"a.json", "*.json", true},
        {"a.json.json", "*.json", true},
        {"a.jsonx", "*.json", false},
        {"data/a.json", "*.json", false},
        {"data/a.json", "data/*", true},
        {"data/b/a.json", "data/*", false},
        {"data/b/a.json", "data/*/*.json", true},
        {"data/b/a.json", "data/**", true},
        {"data/b/a.json", "**.json", true},
        {"data/b/a.json", "**/a.json", true},
        {"a.json", "**/a.json", false},
        {"data/b/c/x.json", "data/**/*.json", true},
        {"data/b/c/x.json", "**/c/*.json", true},
        {"data/b/c/x.txt", "**/c/*.json", false},
        {"abc", "a?c", true},
        {"a/c", "a?c", false},
        {"abc", "a?", false},
        {".git", "*", false},
        {".git", "**", false},
        {".git", "?git", false},
        {"a/.git/config", "a/**", false},
        {"a/.git/config", "**/config", false},
        {".well-known/x", ".well-known/*", true},
        {"a.b", "a*b", true},
        {"xaxbxc", "*a*b*c", true},
        {"xaxcxb", "*a*b*c", false},
        {"a/b/ab/c", "**a*/c", true},
        {"a/b/a/b/c", "**a*/c", false},
        {"[a]", "[a]", true},
        {"a", "[a]", false},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++)
        if (path_matches(str_of(cases[i].path), str_of(cases[i].pattern)) !=
            cases[i].matches)
            fail_msg("path_matches(\"%s\", \"%s\")", cases[i].path,
                     cases[i].pattern);
}

/* As many stars as there may be take no longer than one. */
static void test_path_matches_soon(void **state)
{
    Arena a = {0};
    Buf path = buf_in(&a), pattern = buf_in(&a);

    (void)state;
    for (int i = 0; i < 2000; i++) {
        BUF_LIT(&path, "a");
        BUF_LIT(&pattern, "*a");
    }
    BUF_LIT(&pattern, "b");
    assert_false(path_matches(buf_str(&path), buf_str(&pattern)));
    arena_free(&a);
}

static void test_diff(void **state)
{
    static const struct {
        Str before, after, marked;
    } cases[] = {
        {STR_INIT(""), STR_INIT(""), STR_INIT("")},
        {STR_INIT("a\n"), STR_INIT("a\n"), STR_INIT(" 1a\n")},
        {STR_INIT(""), STR_INIT("a\nb"), STR_INIT("+1a\n+2b")},
        {STR_INIT("a\n"), STR_INIT(""), STR_INIT("-1a\n")},
        {STR_INIT("a\nb\nc\n"), STR_INIT("a\nx\nc\n"),
         STR_INIT(" 1a\n-2b\n+2x\n 3c\n")},
        {STR_INIT("a\nb\nc\n"), STR_INIT("c\na\nb\n"),
         STR_INIT("+1c\n 1a\n 2b\n-3c\n")},
        {STR_INIT("x\na\ny\nb\nz\n"), STR_INIT("1\na\n2\nb\n3\n"),
         STR_INIT("-1x\n+1\x31\n 2a\n-3y\n+3\x32\n 4b\n-5z\n+5\x33\n")},
        {STR_INIT("a\n"), STR_INIT("a"), STR_INIT("-1a\n+1a")},
        {STR_INIT("a\na\n"), STR_INIT("a\na\na\n"),
         STR_INIT(" 1a\n 2a\n+3a\n")},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        Arena a = {0};
        Diff diff = {0};
        Buf b = buf_in(&a);
        diff_lines(&a, cases[i].before, cases[i].after, &diff);
        for (size_t k = 0; k < diff.len; k++) {
            buf_printf(&b, "%c%zu", " -+"[diff.items[k].change],
                       diff.items[k].number);
            buf_put(&b, diff.items[k].text);
        }
        assert_str(cases[i].after.ptr, buf_str(&b), cases[i].marked);
        arena_free(&a);
    }
}

/* Too long for a table: what lies between is exchanged as a whole. */
static void test_diff_of_long_texts(void **state)
{
    enum { LINES = 5000 };
    Arena a = {0};
    Buf before = buf_in(&a);
    Diff diff = {0};

    (void)state;
    for (int i = 0; i < LINES; i++)
        buf_printf(&before, "%d\n", i);
    Buf after = buf_in(&a);
    for (int i = 0; i < LINES; i++)
        buf_printf(&after, "%d\n", i == 1 || i == LINES - 2 ? -i : i);
    diff_lines(&a, buf_str(&before), buf_str(&after), &diff);
    assert_int_equal(diff.len, 2 * LINES - 2);
    assert_int_equal(diff.items[0].change, LINE_SAME);
    assert_int_equal(diff.items[1].change, LINE_REMOVED);
    assert_int_equal(diff.items[LINES - 2].change, LINE_REMOVED);
    assert_int_equal(diff.items[LINES - 1].change, LINE_ADDED);
    assert_int_equal(diff.items[diff.len - 1].change, LINE_SAME);
    arena_free(&a);
}

static void test_map_keeps_order(void **state)
{
    Arena a = {0};
    Map m = {0};
    int there;

    (void)state;
    for (int i = 0; i < 1000; i++)
        assert_true(
            map_add(&m, &a, str_printf(&a, "k%d", i * 7919 % 1000), &there));
    assert_false(map_add(&m, &a, STR("k5"), NULL));
    for (int i = 0; i < 1000; i++)
        assert_str("order", m.entries[i].key,
                   str_printf(&a, "k%d", i * 7919 % 1000));
    assert_ptr_equal(map_get(&m, STR("k999")), &there);
    assert_null(map_get(&m, STR("k1000")));
    arena_free(&a);
}

static void test_numbers(void **state)
{
    static const struct {
        Str text;
        bool good;
        int64_t value;
    } cases[] = {
        {STR_INIT("0"), true, 0},
        {STR_INIT("-9223372036854775808"), true, INT64_MIN},
        {STR_INIT("9223372036854775807"), true, INT64_MAX},
        {STR_INIT("9223372036854775808"), false, 0},
        {STR_INIT("-"), false, 0},
        {STR_INIT("1a"), false, 0},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        int64_t value = 0;
        assert_int_equal(str_to_int(cases[i].text, &value), cases[i].good);
        assert_true(value == cases[i].value);
    }
}

/* Where a text of letters stands in another: short needles and long ones, and
 * what a slow search would take hours for. */
static void long_texts_are_found(void **state)
{
    enum { LENGTH = 4 << 20 };
    static const size_t needles[] = {1, 63, 64, 65, 1000};
    Arena a = {0};
    char *text = arena_bytes(&a, LENGTH), *needle = arena_bytes(&a, LENGTH);

    (void)state;
    memset(text, 'a', LENGTH);
    memset(needle, 'a', LENGTH);
    for (size_t i = 0; i < COUNT(needles); i++) {
        size_t n = needles[i];
        needle[n - 1] = 'b';
        Str in = {text, 2000}, what = {needle, n};
        assert_true(str_find_text(in, what) == SIZE_MAX);
        text[1999] = 'b';
        assert_int_equal(str_find_text(in, what), 2000 - n);
        text[1500] = 'b';
        assert_int_equal(str_find_text(in, what), 1501 - n);
        assert_int_equal(str_find_text(what, what), 0);
        assert_true(str_find_text(str_drop(what, 1), what) == SIZE_MAX);
        text[1500] = text[1999] = needle[n - 1] = 'a';
    }
    needle[LENGTH / 2] = 'b';
    assert_true(str_find_text((Str){text, LENGTH},
                              (Str){needle, LENGTH / 2 + 1}) == SIZE_MAX);
    arena_free(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(long_texts_are_found),
        cmocka_unit_test(test_text),
        cmocka_unit_test(test_dates_round_trip),
        cmocka_unit_test(test_suggestions),
        cmocka_unit_test(test_path_matches),
        cmocka_unit_test(test_path_matches_soon),
        cmocka_unit_test(test_diff),
        cmocka_unit_test(test_diff_of_long_texts),
        cmocka_unit_test(test_map_keeps_order),
        cmocka_unit_test(test_numbers),
    };
    return cmocka_run_group_tests_name("base", tests, NULL, NULL);
}
