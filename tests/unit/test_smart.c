/* test_smart.c - quotes, dashes and dots as a language sets them. */
#include "test.h"

#include "markdown.h"

/* clang-format off */
static const struct {
    const char *name, *text;
    const char *italian, *english; /* NULL: as typed */
} rows[] = {
    {"quotes", "a \"b\" c", "a «b» c", "a “b” c"},
    {"two pairs", "\"a\" and \"b\"", "«a» and «b»", "“a” and “b”"},
    {"quotes in quotes", "\"a 'b' c\"", "«a “b” c»", "“a ‘b’ c”"},
    {"single quotes alone", "'a b' c", "“a b” c", "‘a b’ c"},
    {"double in double", "\"a \"b\" c\"", "«a “b” c»", "“a ‘b’ c”"},
    {"before punctuation", "\"a\", (\"b\").", "«a», («b»).", "“a”, (“b”)."},
    {"behind a dash", "a--\"b\"", "a–«b»", "a–“b”"},
    {"over emphasis", "\"*a*\" *\"b\"* \"a **b**\"", "«a» «b» «a b»", "“a” “b” “a b”"},
    {"half within emphasis", "\"a *b\" c*", "«a b» c", "“a b” c"},
    {"around a link", "\"[a](b)\" [\"c\"](d)", "«a» «c»", "“a” “c”"},
    {"around code", "\"`a`\"", "«a»", "“a”"},
    {"over a line's end", "\"a\nb\"", "«a b»", "“a b”"},
    {"never over paragraphs", "\"a\n\nb\"", "«a\nb»", "“a\nb”"},
    {"one that is not closed", "\"a", "«a", "“a"},
    {"in a list, a cell, a title", "- \"a\"\n\n| \"b\" |\n|-|\n\n> [!NOTE] \"c\"", "«a»\n«b»\n«c»", "“a”\n“b”\n“c”"},
    {"code is left alone", "`\"a\" -- ...`", NULL, NULL},
    {"an empty pair", "\"\"", "«»", "“”"},

    {"an apostrophe", "don't l'uomo", "don’t l’uomo", "don’t l’uomo"},
    {"several", "dell'arte dell'uomo d'oggi", "dell’arte dell’uomo d’oggi", "dell’arte dell’uomo d’oggi"},
    {"an apostrophe before a quote", "l'\"arte\"", "l’«arte»", "l’“arte”"},
    {"an apostrophe before emphasis", "l'*arte* d'`x`", "l’arte d’x", "l’arte d’x"},
    {"an apostrophe in single quotes", "'l'uomo'", "“l’uomo”", "‘l’uomo’"},
    {"a plural's", "the dogs' bowl", "the dogs’ bowl", "the dogs’ bowl"},
    {"a year's", "gli anni '90 e '68", "gli anni ’90 e ’68", "gli anni ’90 e ’68"},
    {"a word cut short", "un po' di 'x'", "un po’ di “x”", "un po’ di ‘x’"},
    {"a word cut short in quotes", "'un po' di'", "“un po’ di”", "‘un po’ di’"},
    {"in capitals", "Un PO' di", "Un PO’ di", "Un PO’ di"},
    {"typed as it should be", "l’uomo «a» “b”", NULL, NULL},

    {"inches", "6\" and 5'10\"", "6\" and 5’10\"", "6\" and 5’10\""},
    {"feet", "it is 5' tall", NULL, NULL},
    {"inches in quotes", "\"a 6\"", "«a 6»", "“a 6”"},

    {"an en dash", "1--2", "1–2", "1–2"},
    {"an em dash", "a---b", "a—b", "a—b"},
    {"four hyphens", "a----b", "a––b", "a––b"},
    {"five", "a-----b", "a—–b", "a—–b"},
    {"six", "a------b", "a——b", "a——b"},
    {"seven", "a-------b", "a—––b", "a—––b"},
    {"one hyphen", "a-b - c", NULL, NULL},
    {"dashes over two texts", "a-*-b*", "a--b", "a--b"},
    {"dots", "a... b...c", "a… b…c", "a… b…c"},
    {"four dots", "a....", NULL, NULL},
    {"two dots", "a..b", NULL, NULL},
    {"dots one by one", ". . .", NULL, NULL},
    {"all at once", "\"--...'", "«–…’", "“–…’"},
    {"nothing to set", "abc", NULL, NULL},
    {"behind letters of several bytes", "è\"é\"ì", "è«é»ì", "è“é”ì"},
};
/* clang-format on */

static Str set(Sheet *s, const MarkdownTypography *t, const char *text)
{
    s->in.options.typography = *t;
    sheet_read(s, STR(""), str_of(text));
    return str_trim(markdown_text(&s->a, &s->doc));
}

static Str plain(const char *text, const char *want)
{
    /* What the row says, or the text without its code marks. */
    Str s = want ? str_of(want) : str_of(text);

    if (!want && str_starts(s, STR("`")))
        return str_slice(s, 1, s.len - 1);
    return s;
}

static void test_rows(void **state)
{
    int failed = 0;

    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        Sheet it = {0}, en = {0};

        failed +=
            !same_str(rows[i].name, set(&it, &italian_typography, rows[i].text),
                      plain(rows[i].text, rows[i].italian));
        failed +=
            !same_str(rows[i].name, set(&en, &english_typography, rows[i].text),
                      plain(rows[i].text, rows[i].english));
        sheet_close(&it);
        sheet_close(&en);
    }
    assert_int_equal(failed, 0);
}

/* Without a language, and in plain GFM, everything stays as typed. */
static void test_as_typed(void **state)
{
    static const MarkdownTypography none = {0};

    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        Sheet without = {0}, gfm = {0}, typed = {0};

        gfm.in.options.plain = typed.in.options.plain = true;
        Str a = set(&gfm, &italian_typography, rows[i].text);
        Str b = set(&typed, &none, rows[i].text);
        assert_str(rows[i].name, a, b);
        Str c = set(&without, &none, rows[i].text);
        assert_true(str_find_text(c, STR("«")) == SIZE_MAX ||
                    strstr(rows[i].text, "«"));
        assert_int_equal(without.d.warnings, strstr(rows[i].text, "[!") != 0
                                                 ? without.d.warnings
                                                 : 0);
        sheet_close(&without);
        sheet_close(&gfm);
        sheet_close(&typed);
    }
}

/* ---- slips --------------------------------------------------------------- */

static void test_slips(void **state)
{
    static const struct {
        const char *text, *set, *diags;
    } cases[] = {
        {"so perche' viene", "so perche’ viene",
         "1:4 'perché' is written with an apostrophe [accent-apostrophe] | "
         "did you mean 'perché'?"},
        {"Perche' no?", "Perche’ no?",
         "1:1 'Perché' is written with an apostrophe [accent-apostrophe] | "
         "did you mean 'Perché'?"},
        {"E' vero. è\nE' falso", "E’ vero. è E’ falso",
         "1:1 'È' is written with an apostrophe [accent-apostrophe] | did "
         "you mean 'È'?\n"
         "2:1 'È' is written with an apostrophe [accent-apostrophe] | did "
         "you mean 'È'?"},
        {"PUO' darsi", "PUO’ darsi",
         "1:1 'PUÒ' is written with an apostrophe [accent-apostrophe] | did "
         "you mean 'PUÒ'?"},
        {"*puo'* [e'](x)", "puo’ e’",
         "1:2 'può' is written with an apostrophe [accent-apostrophe] | did "
         "you mean 'può'?\n"
         "1:9 'è' is written with an apostrophe [accent-apostrophe] | did "
         "you mean 'è'?"},
        {"c'e' l'e'", "c’e’ l’e’",
         "1:3 'è' is written with an apostrophe [accent-apostrophe] | did "
         "you mean 'è'?\n"
         "1:8 'è' is written with an apostrophe [accent-apostrophe] | did "
         "you mean 'è'?"},
        {"'tu e' io", "“tu e” io", ""},
        {"un po' e l'altro", "un po’ e l’altro", ""},
        {"`perche'`", "perche'", ""},
        {"perch&eacute; perche\xe2\x80\x99", "perché perche’", ""},
        {"the' e'l", "the’ e’l", ""},
    };
    int failed = 0;

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        Sheet s = {0};
        failed += !same_str(cases[i].text,
                            set(&s, &italian_typography, cases[i].text),
                            str_of(cases[i].set));
        failed += !same_str(cases[i].text, diags_text(&s.a, &s.d),
                            str_of(cases[i].diags));
        sheet_close(&s);
    }
    assert_int_equal(failed, 0);
}

/* ---- where else text is set ---------------------------------------------- */

static void test_other_places(void **state)
{
    static const struct {
        const char *name, *text, *html;
    } cases[] = {
        {"a caption and an alternative text", "![l'\"a\"](b \"l'\\\"a\\\"\")",
         "<figure id=\"b1\" data-b><img src=\"b\" alt=\"l’«a»\" "
         "loading=\"lazy\" decoding=\"async\">"
         "<figcaption>l’«a»</figcaption></figure>\n"},
        {"a heading, whose id stays", "# L'\"a\" -- b",
         "<h1 id=\"la--b\">L’«a» – b<a class=\"a\" href=\"#la--b\" "
         "aria-label=\"Link to the section L’«a» – b\">#</a></h1>\n"},
        {"not an address", "<http://a.b/--'x'>",
         "<p id=\"b1\" data-b><a href=\"http://a.b/--&#x27;x&#x27;\">"
         "http://a.b/--'x'</a></p>\n"},
        {"not attributes", "[l'a]{title=\"it's\"}",
         "<p id=\"b1\" data-b><span title=\"it's\">l’a</span></p>\n"},
        {"a wikilink's text, not its target", "[[l'a|l'a]] [[l'a]]",
         "<p id=\"b1\" data-b><a href=\"l&#x27;a\">l’a</a> "
         "<a href=\"l&#x27;a\">l'a</a></p>\n"},
    };
    int failed = 0;

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        Sheet s = {0};
        set(&s, &italian_typography, cases[i].text);
        failed +=
            !same_str(cases[i].name, sheet_html(&s), str_of(cases[i].html));
        sheet_close(&s);
    }
    assert_int_equal(failed, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_rows),
        cmocka_unit_test(test_as_typed),
        cmocka_unit_test(test_slips),
        cmocka_unit_test(test_other_places),
    };

    markdown_init();
    return cmocka_run_group_tests_name("smart", tests, NULL, NULL);
}
