/* test_markdown.c - what is understood beyond GFM, and what becomes of it. */
#include "test.h"

#include "markdown.h"

#define P(text) "<p id=\"b1\" data-b>" text "</p>\n"

/* clang-format off */
static const struct {
    const char *name, *text, *html, *diags;
} rows[] = {
    {"nothing", "", "", ""},
    {"white space alone", " \n\t\n", "", ""},
    {"a paragraph", "a\n", P("a"), ""},
    {"characters that mean something", "a < b & \"c\" > d", P("a &lt; b &amp; &quot;c&quot; &gt; d"), ""},
    {"a NUL", "a\\0b", P("a\ufffdb"), ""},
    {"a hard line break", "a  \nb\\\nc", P("a<br>\nb<br>\nc"), ""},
    {"strikes and bare addresses", "~~a~~ ~b~ www.a.b x@a.b",
     P("<del>a</del> <del>b</del> <a href=\"http://www.a.b\">www.a.b</a> <a href=\"mailto:x@a.b\">x@a.b</a>"), ""},
    {"a rule", "***", "<hr id=\"b1\" data-b>\n", ""},
    {"blocks are counted at the top level", "a\n\n> b\n\n- c\n\n# d\n\ne",
     "<p id=\"b1\" data-b>a</p>\n<blockquote id=\"b2\" data-b>\n<p>b</p>\n</blockquote>\n"
     "<ul id=\"b3\" data-b>\n<li>c</li>\n</ul>\n"
     "<h1 id=\"d\">d<a class=\"a\" href=\"#d\" aria-label=\"Link to the section d\">#</a></h1>\n"
     "<p id=\"b5\" data-b>e</p>\n", ""},
    {"a comment is no block", "a\n\n<!-- x -->\n\nb",
     "<p id=\"b1\" data-b>a</p>\n<!-- x -->\n<p id=\"b2\" data-b>b</p>\n", ""},

    /* ---- wikilinks */
    {"a wikilink", "[[page]]", P("<a href=\"page\">page</a>"), ""},
    {"a wikilink with a text of its own", "[[page#part|the *text*]]",
     P("[[page#part|the <em>text</em>]]"), ""},
    {"a wikilink with plain text of its own", "[[page#part| the text ]]",
     P("<a href=\"page#part\">the text</a>"), ""},
    {"a wikilink without a name", "[[]] [[ ]] [[|x]]", P("[[]] [[ ]] [[|x]]"), ""},
    {"a wikilink that is escaped", "\\[[a]] [\\[a]] [[a]\\]", P("[[a]] [[a]] [[a]]"), ""},
    {"an escaped wikilink and a real one", "\\[[a]] [[a]]", P("[[a]] <a href=\"a\">a</a>"), ""},
    {"a wikilink in code", "`[[a]]`", P("<code>[[a]]</code>"), ""},
    {"a wikilink in a link", "[x [[a]]](b)", P("<a href=\"b\">x [[a]]</a>"), ""},
    {"a wikilink in emphasis", "*[[a]]*", P("<em><a href=\"a\">a</a></em>"), ""},
    {"a wikilink in a heading", "# x [[a]]",
     "<h1 id=\"x-a\">x <a href=\"a\">a</a><a class=\"a\" href=\"#x-a\" aria-label=\"Link to the section x a\">#</a></h1>\n", ""},
    {"a wikilink over two lines", "[[a\nb]]", P("[[a\nb]]"), ""},
    {"brackets that are a reference", "[[a]]\n\n[a]: /x", P("[<a href=\"/x\">a</a>]"), ""},
    {"one bracket too many", "[[[a]]]", P("[<a href=\"a\">a</a>]"), ""},
    {"a wikilink that is not closed", "[[a] b", P("[[a] b"), ""},
    {"a wikilink with markup in its name", "[[<b>]]", P("[[<b>]]"), ""},

    /* ---- spans */
    {"a span", "[mot juste]{.x}", P("<span class=\"x\">mot juste</span>"), ""},
    {"a span in another language", "[mot *juste*]{lang=fr}", P("<i lang=\"fr\">mot <em>juste</em></i>"), ""},
    {"a span with a class and a language", "[a]{lang=fr .x}", P("<span class=\"x\" lang=\"fr\">a</span>"), ""},
    {"a span in a span", "[a [b]{.x} c]{.y}", P("<span class=\"y\">a <span class=\"x\">b</span> c</span>"), ""},
    {"a span with a link in it", "[a [b](c) d]{.y}", P("<span class=\"y\">a <a href=\"c\">b</a> d</span>"), ""},
    {"a span that is escaped", "\\[a]{.x} [a\\]{.x}", P("[a]{.x} [a]{.x}"), ""},
    {"a span of nothing", "[]{#here}", P("<span id=\"here\"></span>"), ""},
    {"no span: a space between", "[a] {.x}", P("[a] {.x}"), ""},
    {"no span: nothing in braces", "[a]{}", P("[a]{}"), ""},
    {"no span: not closed on the line", "[a]{.x\n}", P("[a]{.x\n}"), ""},
    {"no span: escaped braces", "[a]\\{.x} [b]\\{.x}{.y}", P("[a]{.x} [b]{.x}{.y}"), ""},
    {"no attributes: escaped braces", "[a](b)\\{.x} ![c](d)\\{#y}",
     P("<a href=\"b\">a</a>{.x} <img src=\"d\" alt=\"c\" loading=\"lazy\" decoding=\"async\">{#y}"), ""},
    {"braces in text", "a {b} c {#d}", P("a {b} c {#d}"), ""},

    /* ---- links */
    {"attributes behind a link", "[a](b \"t\"){rel=me .x}",
     P("<a href=\"b\" title=\"t\" class=\"x\" rel=\"me\">a</a>"), ""},
    {"braces behind a link that say nothing of it", "[a](b){c}", P("<a href=\"b\" c=\"\">a</a>"),
     "1:8 there is no attribute 'c' here [unknown-attribute]"},
    {"attributes behind a link that are not closed", "[a](b){.c", P("<a href=\"b\">a</a>{.c"),
     "1:7 the attributes are not closed with '}' [attributes-open]"},
    {"an address with all kinds of characters", "[a](</x y?q=1&r=\"2\"#è%20'>)",
     P("<a href=\"/x%20y?q=1&amp;r=%222%22#%C3%A8%20&#x27;\">a</a>"), ""},

    /* ---- pictures */
    {"a picture", "a ![b *c*](d.png)", P("a <img src=\"d.png\" alt=\"b c\" loading=\"lazy\" decoding=\"async\">"), ""},
    {"a picture that is not lazy", "![b](d.png){loading=eager}",
     P("<img src=\"d.png\" alt=\"b\" decoding=\"async\" loading=\"eager\">"), ""},
    {"a figure", "![b](d.png \"the caption\")",
     "<figure id=\"b1\" data-b><img src=\"d.png\" alt=\"b\" loading=\"lazy\" decoding=\"async\">"
     "<figcaption>the caption</figcaption></figure>\n", ""},
    {"a figure with attributes", "![b](d.png \"c\"){#x .wide width=300}",
     "<figure class=\"wide\" id=\"x\"><img src=\"d.png\" alt=\"b\" loading=\"lazy\" decoding=\"async\" width=\"300\">"
     "<figcaption>c</figcaption></figure>\n", ""},
    {"no figure: text beside it", "![b](d.png \"c\") x",
     P("<img src=\"d.png\" alt=\"b\" title=\"c\" loading=\"lazy\" decoding=\"async\"> x"), ""},
    {"no figure: two of them", "![b](d.png \"c\")\n![b](d.png \"c\")",
     P("<img src=\"d.png\" alt=\"b\" title=\"c\" loading=\"lazy\" decoding=\"async\">\n"
       "<img src=\"d.png\" alt=\"b\" title=\"c\" loading=\"lazy\" decoding=\"async\">"), ""},
    {"no figure: without a caption", "![b](d.png)",
     P("<img src=\"d.png\" alt=\"b\" loading=\"lazy\" decoding=\"async\">"), ""},
    {"a figure in a quote", "> ![b](d.png \"c\")",
     "<blockquote id=\"b1\" data-b>\n<figure><img src=\"d.png\" alt=\"b\" loading=\"lazy\" decoding=\"async\">"
     "<figcaption>c</figcaption></figure>\n</blockquote>\n", ""},

    /* ---- callouts */
    {"a callout", "> [!NOTE]\n> a\n>\n> b",
     "<aside class=\"note\" role=\"note\" id=\"b1\" data-b><p class=\"title\">Note</p>\n<p>a</p>\n<p>b</p>\n</aside>\n", ""},
    {"a callout with a title", "> [!tip] A **bold** title\n> a",
     "<aside class=\"tip\" role=\"note\" id=\"b1\" data-b><p class=\"title\">A <strong>bold</strong> title</p>\n<p>a</p>\n</aside>\n", ""},
    {"a callout whose title begins with markup", "> [!tip] *em* x\n> a",
     "<aside class=\"tip\" role=\"note\" id=\"b1\" data-b><p class=\"title\"><em>em</em> x</p>\n<p>a</p>\n</aside>\n", ""},
    {"a callout with nothing in it", "> [!CAUTION]",
     "<aside class=\"caution\" role=\"note\" id=\"b1\" data-b><p class=\"title\">Caution</p>\n</aside>\n", ""},
    {"a callout with a list", "> [!Important]\n> - a\n",
     "<aside class=\"important\" role=\"note\" id=\"b1\" data-b><p class=\"title\">Important</p>\n<ul>\n<li>a</li>\n</ul>\n</aside>\n", ""},
    {"a callout in a callout", "> [!NOTE]\n> > [!WARNING] b\n> > c",
     "<aside class=\"note\" role=\"note\" id=\"b1\" data-b><p class=\"title\">Note</p>\n"
     "<aside class=\"warning\" role=\"note\"><p class=\"title\">b</p>\n<p>c</p>\n</aside>\n</aside>\n", ""},
    {"a callout we do not know", "> [!WARNNG]\n> a",
     "<blockquote id=\"b1\" data-b>\n<p>[!WARNNG]\na</p>\n</blockquote>\n",
     "1:1 there is no callout 'WARNNG'; this stays a quotation [unknown-callout] | did you mean 'WARNING'?"},
    {"a callout that is escaped", "> \\[!NOTE]\n> a",
     "<blockquote id=\"b1\" data-b>\n<p>[!NOTE]\na</p>\n</blockquote>\n", ""},
    {"no callout: not at the start", "> a [!NOTE]", "<blockquote id=\"b1\" data-b>\n<p>a [!NOTE]</p>\n</blockquote>\n", ""},
    {"no callout: no quote", "[!NOTE]", P("[!NOTE]"), ""},
    {"no callout: not a name", "> [!1 2]", "<blockquote id=\"b1\" data-b>\n<p>[!1 2]</p>\n</blockquote>\n", ""},

    /* ---- tasks */
    {"tasks", "- [ ] a\n- [x] b\n- [X] c\n- d",
     "<ul id=\"b1\" data-b>\n<li class=\"task\"><label><input type=\"checkbox\" disabled=\"\"> a</label></li>\n"
     "<li class=\"task\"><label><input type=\"checkbox\" disabled=\"\" checked=\"\"> b</label></li>\n"
     "<li class=\"task\"><label><input type=\"checkbox\" disabled=\"\" checked=\"\"> c</label></li>\n"
     "<li>d</li>\n</ul>\n", ""},
    {"a task with an x further on", "- [ ] a [x]",
     "<ul id=\"b1\" data-b>\n<li class=\"task\"><label><input type=\"checkbox\" disabled=\"\"> a [x]</label></li>\n</ul>\n", ""},
    {"a task with more below", "- [ ] a\n  - b",
     "<ul id=\"b1\" data-b>\n<li class=\"task\"><label><input type=\"checkbox\" disabled=\"\"> a</label>\n<ul>\n<li>b</li>\n</ul>\n</li>\n</ul>\n", ""},
    {"a list that starts elsewhere", "3. a\n4. b", "<ol start=\"3\" id=\"b1\" data-b>\n<li>a</li>\n<li>b</li>\n</ol>\n", ""},
    {"a list from zero", "0. a", "<ol start=\"0\" id=\"b1\" data-b>\n<li>a</li>\n</ol>\n", ""},
    {"a loose list", "- a\n\n- b", "<ul id=\"b1\" data-b>\n<li>\n<p>a</p>\n</li>\n<li>\n<p>b</p>\n</li>\n</ul>\n", ""},

    /* ---- tables */
    {"a table", "| a | b |c|\n|:-|:-:|-:|\n| d `\\|` | *e* |",
     "<div class=\"table\" id=\"b1\" data-b tabindex=\"0\" role=\"group\" aria-label=\"Table\"><table>\n"
     "<thead><tr><th scope=\"col\" class=\"left\">a</th><th scope=\"col\" class=\"center\">b</th><th scope=\"col\" class=\"right\">c</th></tr>\n</thead>\n"
     "<tbody>\n<tr><td class=\"left\">d <code>|</code></td><td class=\"center\"><em>e</em></td><td class=\"right\"></td></tr>\n</tbody>\n</table></div>\n", ""},
    {"a table without rows", "| a |\n|-|",
     "<div class=\"table\" id=\"b1\" data-b tabindex=\"0\" role=\"group\" aria-label=\"Table\"><table>\n"
     "<thead><tr><th scope=\"col\">a</th></tr>\n</thead>\n</table></div>\n", ""},

    /* ---- footnotes */
    {"a footnote", "a[^x] b[^x]\n\n[^x]: The *note*.",
     P("a<a class=\"fnr\" id=\"r1\" href=\"#n1\" role=\"doc-noteref\" aria-label=\"note 1\">1</a>"
       " b<a class=\"fnr\" id=\"r1-2\" href=\"#n1\" role=\"doc-noteref\" aria-label=\"note 1\">1</a>")
     "<section class=\"notes\" role=\"doc-endnotes\" aria-labelledby=\"nh\"><h2 id=\"nh\">Notes</h2>\n<ol>\n"
     "<li class=\"fn\" id=\"n1\">The <em>note</em>. <a href=\"#r1\" role=\"doc-backlink\" aria-label=\"Back to the text, note 1\">\u21a9</a>"
     " <a href=\"#r1-2\" role=\"doc-backlink\" aria-label=\"Back to the text, note 1 (2)\">\u21a9</a></li>\n</ol></section>\n", ""},
    {"a footnote nobody mentions", "a\n\n[^x]: note", P("a"), ""},
    {"a footnote that is not there", "a[^x]", P("a[^x]"), "1:2 there is no footnote 'x' [note-missing]"},
    {"a footnote that is nearly there", "a[^note] b[^nota]\n\n[^note]: x",
     P("a<a class=\"fnr\" id=\"r1\" href=\"#n1\" role=\"doc-noteref\" aria-label=\"note 1\">1</a> b[^nota]")
     "<section class=\"notes\" role=\"doc-endnotes\" aria-labelledby=\"nh\"><h2 id=\"nh\">Notes</h2>\n<ol>\n"
     "<li class=\"fn\" id=\"n1\">x <a href=\"#r1\" role=\"doc-backlink\" aria-label=\"Back to the text, note 1\">\u21a9</a></li>\n</ol></section>\n",
     "1:11 there is no footnote 'nota' [note-missing] | did you mean 'note'?"},
    {"a footnote mark that is escaped", "a\\[^x]", P("a[^x]"), ""},
    {"a caret that cmark would choke on", "[&Hat;x]", "",
     "1:1 write \\^ here; a caret as a character reference after '[' is not read [note-caret]"},

    /* ---- code */
    {"code", "```c\na < b\n```",
     "<figure class=\"code\" id=\"b1\" data-b><figcaption><span>c</span></figcaption>"
     "<pre tabindex=\"0\" role=\"group\" aria-label=\"Code: c\"><code class=\"language-c\" translate=\"no\">a &lt; b\n</code></pre></figure>\n", ""},
    {"code without a language", "    a",
     "<figure class=\"code\" id=\"b1\" data-b><pre tabindex=\"0\" role=\"group\" aria-label=\"Code\"><code translate=\"no\">a\n</code></pre></figure>\n", ""},
    {"code with all that can be said", "```c {#x .y title='a \"b\".c' hl=2-3 linenos=9}\n1\n2\n3\n```",
     "<figure class=\"code y\" id=\"x\"><figcaption><b>a &quot;b&quot;.c</b><span>c</span></figcaption>"
     "<pre tabindex=\"0\" role=\"group\" aria-label=\"a &quot;b&quot;.c\"><code class=\"language-c n\" translate=\"no\">"
     "<span class=\"l\" data-n=\"9\">1\n</span><span class=\"l hl\" data-n=\"10\">2\n</span><span class=\"l hl\" data-n=\"11\">3\n</span></code></pre></figure>\n", ""},
    {"code that is not closed", "```\na",
     "<figure class=\"code\" id=\"b1\" data-b><pre tabindex=\"0\" role=\"group\" aria-label=\"Code\"><code translate=\"no\">a\n</code></pre></figure>\n", ""},

    /* ---- the summary's mark, raw HTML */
    {"where the summary ends", "a\n\n<!--more-->\n\nb", "<p id=\"b1\" data-b>a</p>\n<p id=\"b2\" data-b>b</p>\n", ""},
    {"within a paragraph", "a <!-- more --> b", P("a  b"), ""},
    {"raw HTML", "<div class=x>\n*a*\n</div>\n\nb <b onclick=x>c</b>",
     "<div class=x>\n*a*\n</div>\n<p id=\"b2\" data-b>b <b onclick=x>c</b></p>\n", ""},
};
/* clang-format on */

static int check(const char *name, Sheet *s, Str text, Str html, Str diags)
{
    int failed = 0;

    sheet_read(s, STR(""), text);
    failed += !same_str(name, sheet_html(s), html);
    failed += !same_str(name, diags_text(&s->a, &s->d), diags);
    return failed;
}

static void test_rows(void **state)
{
    int failed = 0;

    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        Sheet s = {0};
        Str text = str_of(rows[i].text);
        if (str_eq(text, STR("a\\0b")))
            text = STR("a\0b");
        failed += check(rows[i].name, &s, text, str_of(rows[i].html),
                        str_of(rows[i].diags));
        sheet_close(&s);
    }
    assert_int_equal(failed, 0);
}

/* The same behind a front matter: three lines further down, no other change. */
static void test_behind_front_matter(void **state)
{
    static const Str front = STR_INIT("---\ntitle: è\n---\n");

    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        Sheet one = {0}, two = {0};

        sheet_read(&one, STR(""), str_of(rows[i].text));
        sheet_read(&two, front, str_of(rows[i].text));
        assert_str(rows[i].name, sheet_html(&two), sheet_html(&one));
        const Diag *d = two.d.first;
        for (const Diag *e = one.d.first; e; e = e->next, d = d->next) {
            Place there = source_place(&two.src, d->at.start);
            Place here = source_place(&one.src, e->at.start);
            assert_int_equal(there.line, here.line + 3);
            assert_int_equal(there.column, here.column);
        }
        sheet_close(&one);
        sheet_close(&two);
    }
}

/* ---- headings ------------------------------------------------------------ */

/* clang-format off */
static const struct {
    const char *name, *text;
    const char *ids; /* of the headings, a space behind each */
    const char *diags;
} headings[] = {
    {"words", "# Hello, World!", "hello-world ", ""},
    {"accents stay", "# L'età dell'oro è finita?", "letà-delloro-è-finita ", ""},
    {"as GitHub: nothing for what is dropped", "# CI/CD & x_y-z", "cicd--x_y-z ", ""},
    {"capital letters beyond ASCII", "# ÀÈÌ ΑΒΓ", "àèì-αβγ ", ""},
    {"other scripts", "# 漢字 かな", "漢字-かな ", ""},
    {"nothing left", "# ?!\n# ...\n# 😀", "section section-1 section-2 ", ""},
    {"the same twice, thrice", "# a\n# a\n# a", "a a-1 a-2 ", ""},
    {"a number that is taken", "# a\n# a-1\n# a\n# a", "a a-1 a-2 a-3 ", ""},
    {"a number that is taken later", "# a\n# a\n# a-1", "a a-1 a-1-1 ", ""},
    {"markup and code", "# *a* `b` [c](d) ![e](f)", "a-b-c-e ", ""},
    {"a heading over lines", "a\nb\n===", "a-b ", ""},
    {"by hand", "# a {#z}\n# a", "z a ", ""},
    {"by hand further down", "# a\n# b {#a}", "a-1 a ", ""},
    {"by hand on a span further down", "# a\n\n[x]{#a}", "a-1 ", ""},
    {"by hand with a class", "# a {.x #z .y}", "z ", ""},
    {"by hand twice", "# a {#z}\n\n# b {#z}", "z z ",
     "3:5 the id 'z' is given twice [id-twice] | 1:5 first given here"},
    {"by hand with accents", "# a {#è:x.y_z}", "è:x.y_z ", ""},
    {"ids of blocks, notes and marks", "# b1\n# n2\n# r3\n# r3-2\n# B1", "section-b1 section-n2 section-r3 section-r3-2 section-b1-1 ", ""},
    {"nearly so", "# b\n# b\n# b-1\n# b1a\n# r-1", "b b-1 b-1-1 b1a r-1 ", ""},
    {"by hand, of a block", "# a {#b1}", "b1 ", "1:5 the id 'b1' is used by the page itself [id-taken]"},
    {"by hand, of the notes", "[a]{#nh}", "", "1:4 the id 'nh' is used by the page itself [id-taken]"},
    {"of the notes", "# nh", "nh-1 ", ""},
    {"of the page around", "# Main\n# [x]{#main}", "main-1 x ", "2:6 the id 'main' is used by the page itself [id-taken]"},
    {"braces that are no attributes", "# a {b}\n# a {}\n# {", "a-b a- section ", ""},
    {"attributes that are not closed", "# a {#b", "a-b ", ""},
    {"escaped braces", "# a \\{#b}", "a-b ", ""},
    {"only attributes", "# {#z}", "z ", ""},
    {"in a quote and a list", "> # a\n\n- # a", "a a-1 ", ""},
    {"white space in an id by hand", "# a {id=\"x y\"}", "a-idx-y ", ""},
};
/* clang-format on */

static void test_headings(void **state)
{
    static const Str page_ids[] = {STR_INIT("main"), STR_INIT("nav")};
    int failed = 0;

    (void)state;
    for (size_t i = 0; i < COUNT(headings); i++) {
        Sheet s = {0};
        Buf ids = buf_in(&s.a);

        s.in.options.ids = page_ids;
        s.in.options.nids = COUNT(page_ids);
        sheet_read(&s, STR(""), str_of(headings[i].text));
        for (size_t k = 0; k < s.doc.facts.headings.len; k++) {
            Str id = s.doc.facts.headings.items[k].id;
            buf_put(&ids, id);
            buf_put_char(&ids, ' ');
            assert_true(document_has_anchor(&s.doc.facts, id) ||
                        s.d.errors > 0);
        }
        failed +=
            !same_str(headings[i].name, buf_str(&ids), str_of(headings[i].ids));
        failed += !same_str(headings[i].name, diags_text(&s.a, &s.d),
                            str_of(headings[i].diags));
        sheet_close(&s);
    }
    assert_int_equal(failed, 0);
}

/* For lists of contents: without links, notes and pictures. */
static void test_heading_texts(void **state)
{
    static const struct {
        const char *text, *plain, *html;
    } cases[] = {
        {"## a *b* `c` {#x}", "a b c", "a <em>b</em> <code>c</code>"},
        {"# [a](b) [[c]] ![d](e)[^f]\n\n[^f]: g", "a c d", "a c d"},
        {"# \"a\" & <b>", "\"a\" & ", "&quot;a&quot; &amp; <b>"},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        Sheet s = {0};

        sheet_read(&s, STR(""), str_of(cases[i].text));
        const Heading *h = &s.doc.facts.headings.items[0];
        assert_str(cases[i].text, h->text, str_of(cases[i].plain));
        assert_str(cases[i].text, h->html, str_of(cases[i].html));
        sheet_close(&s);
    }
}

/* ---- ways to render ------------------------------------------------------ */

static void test_renders(void **state)
{
    static const MarkdownLabels italian = {
        .note = STR_INIT("Nota"),
        .notes = STR_INIT("Note"),
        .note_number = STR_INIT("nota {}"),
        .note_back = STR_INIT("Torna al testo, nota {}"),
        .heading_link = STR_INIT("Alla sezione {}"),
        .code = STR_INIT("Codice"),
        .table = STR_INIT("Tabella"),
    };
    static const struct {
        const char *name, *text;
        MarkdownRender render;
        const char *html;
    } cases[] = {
        {"labels in another language",
         "# a & b\n\n> [!NOTE]\n\nc[^1]\n\n[^1]: d",
         {.labels = &italian},
         "<h1 id=\"a--b\">a &amp; b<a class=\"a\" href=\"#a--b\" "
         "aria-label=\"Alla sezione a &amp; b\">#</a></h1>\n"
         "<aside class=\"note\" role=\"note\" id=\"b2\" data-b><p "
         "class=\"title\">Nota</p>\n</aside>\n"
         "<p id=\"b3\" data-b>c<a class=\"fnr\" id=\"r1\" href=\"#n1\" "
         "role=\"doc-noteref\" aria-label=\"nota 1\">1</a></p>\n"
         "<section class=\"notes\" role=\"doc-endnotes\" "
         "aria-labelledby=\"nh\"><h2 id=\"nh\">Note</h2>\n<ol>\n"
         "<li class=\"fn\" id=\"n1\">d <a href=\"#r1\" "
         "role=\"doc-backlink\" aria-label=\"Torna al testo, nota "
         "1\">\u21a9</a></li>\n</ol></section>\n"},
        {"without ids, notes and links of headings",
         "# a\n\nb[^1] [c]{#x}\n\n[^1]: d",
         {.bare = true},
         "<h1>a</h1>\n<p>b <span>c</span></p>\n"},
        {"as XML",
         "a  \nb ![c](d)\n\n---\n\n- [x] e\n\n```c\nf\n```",
         {.xml = true},
         "<p id=\"b1\">a<br/>\nb <img src=\"d\" alt=\"c\" loading=\"lazy\" "
         "decoding=\"async\"/></p>\n<hr id=\"b2\"/>\n<ul id=\"b3\">\n<li "
         "class=\"task\"><label><input type=\"checkbox\" disabled=\"\" "
         "checked=\"\"/> e</label></li>\n</ul>\n<figure class=\"code\" "
         "id=\"b4\"><figcaption><span>c</span></figcaption><pre "
         "tabindex=\"0\" role=\"group\" aria-label=\"Code: c\"><code "
         "class=\"language-c\" translate=\"no\">f\n</code></pre></figure>\n"},
    };
    int failed = 0;

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        Sheet s = {.render = cases[i].render};
        failed += check(cases[i].name, &s, str_of(cases[i].text),
                        str_of(cases[i].html), STR(""));
        sheet_close(&s);
    }
    assert_int_equal(failed, 0);
}

static void test_raw_html(void **state)
{
    static const struct {
        const char *name, *text;
        HtmlPolicy policy;
        const char *html, *diags;
    } cases[] = {
        {"shown", "<div>\nx\n</div>\n\na <b>c</b>\n", HTML_ESCAPE,
         "<p id=\"b1\" data-b>&lt;div&gt;\nx\n&lt;/div&gt;</p>\n"
         "<p id=\"b2\" data-b>a &lt;b&gt;c&lt;/b&gt;</p>\n",
         ""},
        {"left out", "<div>\nx\n</div>\n\na <b>c</b>\n", HTML_DROP,
         "<p id=\"b1\" data-b>a c</p>\n",
         "1:1 raw HTML is not allowed here and was left out [raw-html]\n"
         "5:3 raw HTML is not allowed here and was left out [raw-html]\n"
         "5:7 raw HTML is not allowed here and was left out [raw-html]"},
        {"a comment needs no warning", "<!-- x -->\n\na <!-- y --> b",
         HTML_DROP, "<p id=\"b1\" data-b>a  b</p>\n", ""},
        {"nor the summary's mark", "a\n\n<!--more-->\n\nb", HTML_DROP,
         "<p id=\"b1\" data-b>a</p>\n<p id=\"b2\" data-b>b</p>\n", ""},
        {"a comment that is none", "<!-- x --><script>y</script>", HTML_DROP,
         "", "1:1 raw HTML is not allowed here and was left out [raw-html]"},
        {"addresses that run",
         "[a](javascript:x) ![b](DATA:text/html,x) "
         "[c](data:image/png;base64,AA) <vbscript:y>",
         HTML_ESCAPE,
         "<p id=\"b1\" data-b>a b <a href=\"data:image/png;base64,AA\">c</a> "
         "vbscript:y</p>\n",
         "1:5 where raw HTML is not allowed 'javascript:x' is not linked to "
         "[link-refused]\n"
         "1:24 where raw HTML is not allowed 'DATA:text/html,x' is not linked "
         "to [link-refused]\n"
         "1:73 where raw HTML is not allowed 'vbscript:y' is not linked to "
         "[link-refused]"},
        {"... where HTML may too", "[a](javascript:x)", HTML_ALLOW,
         "<p id=\"b1\" data-b><a href=\"javascript:x\">a</a></p>\n", ""},
    };
    int failed = 0;

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        Sheet s = {0};
        s.in.options.html = cases[i].policy;
        failed += check(cases[i].name, &s, str_of(cases[i].text),
                        str_of(cases[i].html), str_of(cases[i].diags));
        sheet_close(&s);
    }
    assert_int_equal(failed, 0);
}

/* ---- links and code are asked for ---------------------------------------- */

typedef struct {
    LinkResolver resolver;
    LinkTarget to;
} Answer;

static LinkTarget answer(LinkResolver *r, Arena *a, const Link *link)
{
    (void)a, (void)link;
    return ((Answer *)(void *)r)->to;
}

static void test_resolved(void **state)
{
    static const struct {
        const char *name, *text;
        LinkTarget to;
        const char *html;
    } cases[] = {
        {"a link",
         "[a](x.md)",
         {.url = STR_INIT("/it/x/")},
         P("<a href=\"/it/x/\">a</a>")},
        {"a link that leads nowhere",
         "[a *b*](x.md)",
         {.broken = true},
         P("a <em>b</em>")},
        {"a link into another language",
         "[a](x.md)",
         {.url = STR_INIT("/en/x/"), .lang = STR_INIT("en")},
         P("<a href=\"/en/x/\" hreflang=\"en\">a</a>")},
        {"a wikilink takes the title",
         "[[x]]",
         {.url = STR_INIT("/x/"), .text = STR_INIT("A & B")},
         P("<a href=\"/x/\">A &amp; B</a>")},
        {"a wikilink into another language",
         "[[x]]",
         {.url = STR_INIT("/x/"),
          .text = STR_INIT("A"),
          .lang = STR_INIT("en")},
         P("<a href=\"/x/\" lang=\"en\" hreflang=\"en\">A</a>")},
        {"a wikilink with a text",
         "[[x|y]]",
         {.url = STR_INIT("/x/"), .text = STR_INIT("A")},
         P("<a href=\"/x/\">y</a>")},
        {"a picture",
         "a ![b](x.png)",
         {.url = STR_INIT("/x.png"), .width = 30, .height = 20},
         P("a <img src=\"/x.png\" alt=\"b\" width=\"30\" height=\"20\" "
           "loading=\"lazy\" decoding=\"async\">")},
        {"a picture of another width",
         "a ![b](x.png){width=15}",
         {.url = STR_INIT("/x.png"), .width = 30, .height = 20},
         P("a <img src=\"/x.png\" alt=\"b\" loading=\"lazy\" "
           "decoding=\"async\" width=\"15\">")},
        {"a picture that is not there",
         "a ![b *c*](x.png)",
         {.broken = true},
         P("a b c")},
        {"an address that is not safe",
         "[a](x)",
         {.url = STR_INIT("/\"><b>")},
         P("<a href=\"/%22%3E%3Cb%3E\">a</a>")},
    };
    int failed = 0;

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        Answer links = {{answer}, cases[i].to};
        Sheet s = {.render = {.links = &links.resolver}};
        failed += check(cases[i].name, &s, str_of(cases[i].text),
                        str_of(cases[i].html), STR(""));
        sheet_close(&s);
    }
    assert_int_equal(failed, 0);
}

/* What a link says stands where its target is written. */
static void test_link_places(void **state)
{
    static const struct {
        const char *text, *target;
        int line, column;
    } cases[] = {
        {"a [b](c.md) d", "c.md", 1, 7},
        {"è [è](è.md)", "è.md", 1, 7},
        {"a\nb [c](d.md)", "d.md", 2, 7},
        {"> a\n> b [c](d.md)", "d.md", 2, 9},
        {"- a\n\n  > b\n  > [c](d.md)", "d.md", 4, 9},
        {"[a](<b c.md> \"t\")", "b c.md", 1, 6},
        {"[x.md](x.md)", "x.md", 1, 8},
        {"![x.png](x.png)", "x.png", 1, 10},
        {"[![x](y.png)](z.md)", "z.md", 1, 15},
        {"a [[b#c|d]] e", "b#c", 1, 5},
        {"a\n\n> x [[b]]", "b", 3, 7},
        {"[a][b]\n\n[b]: c.md", "c.md", 1, 1},
        {"<http://a.b/>", "http://a.b/", 1, 2},
        {"| a | b |\n|-|-|\n| c | [d](e.md) |", "e.md", 3, 11},
        {"a[^1]\n\n[^1]: b [c](d.md)", "d.md", 3, 13},
        {"# a [b](c.md)", "c.md", 1, 9},
    };
    int failed = 0;

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        Sheet s = {0};
        bool found = false;

        sheet_read(&s, STR(""), str_of(cases[i].text));
        for (size_t k = 0; k < s.doc.facts.links.len; k++) {
            const Link *link = &s.doc.facts.links.items[k];
            if (!str_eq(link->target, str_of(cases[i].target)))
                continue;
            found = true;
            Place place = source_place(&s.src, link->at.start);
            failed +=
                !same_str(cases[i].text,
                          str_printf(&s.a, "%zu:%zu", place.line, place.column),
                          str_printf(&s.a, "%d:%d", cases[i].line,
                                     cases[i].column));
        }
        if (!found) {
            print_error("%s: no such link\n", cases[i].text);
            failed++;
        }
        sheet_close(&s);
    }
    assert_int_equal(failed, 0);
}

static bool shout(CodeWriter *w, Arena *a, const CodeBlock *code, CodeHtml *out)
{
    (void)w;
    (void)a;
    if (str_eq(code->language, STR("c")))
        *out = (CodeHtml){.inside = STR("<b>!</b>"),
                          .classes = STR("loud <"),
                          .label = STR("C & C")};
    else if (str_eq(code->language, STR("dot")))
        out->whole = STR("<svg></svg>");
    else
        return false;
    return true;
}

static void test_code_writer(void **state)
{
    static const char *const parts[] = {
        "<figure class=\"code loud &lt;\" id=\"b1\" data-b>"
        "<figcaption><span>C &amp; C</span>",
        "no\"><b>!</b></code>",
        "no\">y\n</code>",
        "<div id=\"b3\" data-b><svg></svg></div>\n",
    };
    CodeWriter writer = {shout};
    Sheet s = {.render = {.code = &writer}};
    int failed = 0;

    (void)state;
    sheet_read(&s, STR(""),
               STR("```c\nx\n```\n\n```d\ny\n```\n\n```dot\ng\n```\n"));
    Str html = sheet_html(&s);
    for (size_t i = 0; i < COUNT(parts); i++) {
        if (str_find_text(html, str_of(parts[i])) != SIZE_MAX)
            continue;
        print_error("not there: %s\n", parts[i]);
        failed++;
    }
    assert_int_equal(failed, 0);
    sheet_close(&s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_rows),
        cmocka_unit_test(test_behind_front_matter),
        cmocka_unit_test(test_headings),
        cmocka_unit_test(test_heading_texts),
        cmocka_unit_test(test_renders),
        cmocka_unit_test(test_raw_html),
        cmocka_unit_test(test_resolved),
        cmocka_unit_test(test_link_places),
        cmocka_unit_test(test_code_writer),
    };

    markdown_init();
    return cmocka_run_group_tests_name("markdown", tests, NULL, NULL);
}
