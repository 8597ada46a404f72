/* test_summary.c - the beginning of a text, its words, and its plain text. */
#include "test.h"

#include "markdown.h"

/* ---- summaries ----------------------------------------------------------- */

/* clang-format off */
static const struct {
    const char *name, *text;
    size_t words;
    const char *html, *plain;
    bool truncated;
} rows[] = {
    {"nothing", "", 5, "", "", false},
    {"less than there is room for", "One two.", 5, "<p>One two.</p>\n", "One two.", false},
    {"to the end of the sentence", "One two three. Four five six. Seven.", 2, "<p>One two three.</p>\n", "One two three.", true},
    {"the sentence in which the word falls", "One two three. Four five six. Seven.", 5,
     "<p>One two three. Four five six.</p>\n", "One two three. Four five six.", true},
    {"just enough", "One two. Three four.", 4, "<p>One two. Three four.</p>\n", "One two. Three four.", false},
    {"a second paragraph", "One.\n\nTwo. Three.\n\nFour.", 2, "<p>One.</p>\n<p>Two.</p>\n", "One. Two.", true},
    {"all paragraphs", "One.\n\nTwo.", 9, "<p>One.</p>\n<p>Two.</p>\n", "One. Two.", false},
    {"questions and exclamations", "One? Two! Three.", 1, "<p>One?</p>\n", "One?", true},
    {"dots that end nothing", "One e.g. two v1.2 three. Four.", 2, "<p>One e.g. two v1.2 three.</p>\n",
     "One e.g. two v1.2 three.", true},
    {"a quote ends with its sentence", "\"One two.\" Three. (Four.) Five.", 2, "<p>&quot;One two.&quot;</p>\n", "\"One two.\"", true},
    {"a sentence that begins with a quote", "One. \"Two.\"", 1, "<p>One.</p>\n", "One.", true},
    {"no end of a sentence", "one two three four", 2, "<p>one two three four</p>\n", "one two three four", false},
    {"never within emphasis", "One *two. Three* four. Five.", 2, "<p>One <em>two. Three</em> four.</p>\n", "One two. Three four.", true},
    {"the space before the next sentence goes", "One.  Two.", 1, "<p>One.</p>\n", "One.", true},
    {"an address is no end", "See a.b/c.D and x. Two.", 2, "<p>See a.b/c.D and x.</p>\n", "See a.b/c.D and x.", true},
    {"letters of several bytes", "Perché è così… Sì. 漢。", 2, "<p>Perché è così…</p>\n", "Perché è così…", true},

    {"not the heading before", "# A title\n\nOne.", 5, "<p>One.</p>\n", "One.", true},
    {"up to what is no paragraph", "One.\n\n- a\n- b\n\nTwo.", 5, "<p>One.</p>\n", "One.", true},
    {"a picture first", "![a](b \"c\")\n\nOne. Two.", 1, "<p>One.</p>\n", "One.", true},
    {"nothing but a list", "- a\n- b", 5, "", "", true},
    {"a comment hides nothing", "One.\n\n<!-- x -->", 5, "<p>One.</p>\n", "One.", false},
    {"notes are left out", "One[^1] two. Three.\n\n[^1]: x", 2, "<p>One two.</p>\n", "One two.", true},
    {"ids are left out", "[One]{#x} two.", 5, "<p><span>One</span> two.</p>\n", "One two.", false},
    {"a line's end is a space in the plain text", "One\ntwo  \nthree.", 5, "<p>One\ntwo<br>\nthree.</p>\n", "One two three.", false},
    {"links stay links", "A [b](c) d. E.", 2, "<p>A <a href=\"c\">b</a> d.</p>\n", "A b d.", true},

    {"up to the mark", "# T\n\nOne. Two.\n\n- a\n\n<!--more-->\n\nThree.", 1,
     "<h1>T</h1>\n<p>One. Two.</p>\n<ul>\n<li>a</li>\n</ul>\n", "One. Two. a", true},
    {"the mark at the end", "One.\n\n<!-- more -->\n", 1, "<p>One.</p>\n", "One.", false},
    {"the mark at the start", "<!--more-->\n\nOne.", 1, "", "", true},
    {"the mark within a paragraph", "One <!--more--> two.\n\nThree.", 1, "<p>One  two.</p>\n", "One two.", true},
    {"two marks", "One.\n\n<!--more-->\n\nTwo.\n\n<!--more-->\n\nThree.", 1, "<p>One.</p>\n", "One.", true},
    {"a mark in code is none", "One.\n\n```\n<!--more-->\n```\n", 5, "<p>One.</p>\n", "One.", true},
    {"code is no description", "```\nx\n```\n\nOne.\n\n<!--more-->\n\nTwo.", 1,
     "<figure class=\"code\"><pre tabindex=\"0\" role=\"group\" aria-label=\"Code\"><code translate=\"no\">x\n</code></pre></figure>\n<p>One.</p>\n",
     "One.", true},
};
/* clang-format on */

static void test_rows(void **state)
{
    int failed = 0;

    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        Sheet s = {0};

        sheet_read(&s, STR(""), str_of(rows[i].text));
        MarkdownSummary got = markdown_summary(&s.a, &s.scratch, &s.doc,
                                               &s.render, rows[i].words);
        failed += !same_str(rows[i].name, got.html, str_of(rows[i].html));
        failed += !same_str(rows[i].name, got.text, str_of(rows[i].plain));
        if (got.truncated != rows[i].truncated) {
            print_error("%s: truncated\n", rows[i].name);
            failed++;
        }
        sheet_close(&s);
    }
    assert_int_equal(failed, 0);
}

/* ---- words, lines, text -------------------------------------------------- */

static void test_words(void **state)
{
    static const struct {
        const char *text;
        size_t italian, english, code_lines;
    } cases[] = {
        {"", 0, 0, 0},
        {"one two-three don't", 4, 3, 0},
        {"l'uomo e l’altro", 5, 3, 0},
        {"*a*b [c](d) ![f g](h \"i\")", 4, 4, 0},
        {"a `b c` d", 4, 4, 0},
        {"# a b\n\n- c\n- d\n\n> e\n\n| f |\n|-|\n| g |", 7, 7, 0},
        {"a\n\n```\nb c\nd\n```\n\n    e\n", 1, 1, 3},
        {"a[^1]\n\n[^1]: b c", 3, 3, 0},
        {"a <b>c</b> <!-- d -->", 2, 2, 0},
        {"http://a.b/c", 4, 4, 0},
        {"a\nb  \nc", 3, 3, 0},
        {"[[page|two words]] [[page]]", 3, 3, 0},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        Sheet it = {0}, en = {0};

        it.in.options.typography = italian_typography;
        en.in.options.typography = english_typography;
        sheet_read(&it, STR(""), str_of(cases[i].text));
        sheet_read(&en, STR(""), str_of(cases[i].text));
        if (it.doc.facts.words != cases[i].italian ||
            en.doc.facts.words != cases[i].english ||
            en.doc.facts.code_lines != cases[i].code_lines)
            fail_msg("%s: %zu, %zu words, %zu lines", cases[i].text,
                     it.doc.facts.words, en.doc.facts.words,
                     en.doc.facts.code_lines);
        sheet_close(&it);
        sheet_close(&en);
    }
}

static void test_text(void **state)
{
    static const struct {
        const char *text, *plain;
    } cases[] = {
        {"# A *b*\n\nc `d` [e](f)\ng\n\n- h\n  - i\n\n> j\n",
         "A b\nc d e g\nh\ni\nj\n"},
        {"![a](b \"the caption\")\n\n![alt](c)", "the caption\nalt\n"},
        {"> [!TIP] t\n> u\n\n| a | b |\n|-|-|\n| c | d |",
         "t\nu\na\nb\nc\nd\n"},
        {"a[^1]\n\n```\nx\n```\n\n<div>\ny\n</div>\n\n[^1]: note", "a\nnote\n"},
    };
    int failed = 0;

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        Sheet s = {0};

        sheet_read(&s, STR(""), str_of(cases[i].text));
        failed += !same_str(cases[i].text, markdown_text(&s.a, &s.doc),
                            str_of(cases[i].plain));
        sheet_close(&s);
    }
    assert_int_equal(failed, 0);
}

/* A document's facts: links, notes, blocks, anchors. */
static void test_facts(void **state)
{
    Sheet s = {0};
    const Document *doc = &s.doc.facts;
    static const struct {
        const char *id;
        bool there;
    } anchors[] = {
        {"title", true}, {"x", true},     {"n1", true},  {"n2", false},
        {"b1", true},    {"b5", true},    {"b6", false}, {"b0", false},
        {"b01", false},  {"b", false},    {"", false},   {"r1", false},
        {"nh", false},   {"r1-2", false},
    };

    (void)state;
    sheet_read(&s, STR(""),
               STR("# Title\n\n[a](b) ![c](d) [[e]] [f]{#x}[^1]\n\n---\n\n"
                   "```c\ng\n```\n\n> h\n\n<!--more-->\n\n[^1]: i\n"));
    assert_int_equal(doc->links.len, 3);
    assert_int_equal(doc->links.items[0].kind, LINK_TEXT);
    assert_int_equal(doc->links.items[1].kind, LINK_IMAGE);
    assert_int_equal(doc->links.items[2].kind, LINK_WIKI);
    assert_int_equal(doc->notes.len, 1);
    assert_int_equal(doc->code.len, 1);
    assert_int_equal(doc->blocks.len, 5);
    assert_int_equal(doc->blocks.items[3].kind, BLOCK_CODE);
    assert_true(doc->has_more);
    for (size_t i = 0; i < COUNT(anchors); i++)
        if (document_has_anchor(doc, str_of(anchors[i].id)) != anchors[i].there)
            fail_msg("%s", anchors[i].id);
    sheet_close(&s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_rows),
        cmocka_unit_test(test_words),
        cmocka_unit_test(test_text),
        cmocka_unit_test(test_facts),
    };

    markdown_init();
    return cmocka_run_group_tests_name("summary", tests, NULL, NULL);
}
