/* test_shortcodes.c - calls in the text: where they are seen, and what is read.
 *
 * The writer shows what it was given: (name key=value ...: body). */
#include "test.h"

#include "data/json.h"
#include "markdown.h"

#define P(text) "<p id=\"b1\" data-b>" text "</p>\n"
#define D(text) "<div id=\"b1\" data-b>" text "</div>\n"

/* clang-format off */
static const struct {
    const char *name, *text, *html, *diags;
} rows[] = {
    {"in a sentence", "a {{ x() }} b", P("a (x) b"), ""},
    {"without spaces", "a {{x()}} b", P("a (x) b"), ""},
    {"arguments", "a {{ x(s=\"t\", n=3, f=-1.5, b=true, l=['u', 2]) }}",
     P("a (x s=\"t\" n=3 f=-1.5 b=true l=[\"u\", 2])"), ""},
    {"a comma at the end", "a {{ x(n=3,) }}", P("a (x n=3)"), ""},
    {"marks in an argument", "a {{ x(s=\"*b* _c_ `d` [e](f) <g> \\\"h\\\" ) }} | --\") }} *i*",
     P("a (x s=\"*b* _c_ `d` [e](f) \\u003cg\\u003e \\\"h\\\" ) }} | --\") <em>i</em>"), ""},
    {"in emphasis, a link, a heading", "*{{ x() }}* [{{ x() }}](y)",
     P("<em>(x)</em> <a href=\"y\">(x)</a>"), ""},
    {"next to letters", "a{{ x() }}b", P("a(x)b"), ""},
    {"quotes around", "\"{{ x() }}\"", P("\u201c(x)\u201d"), ""},
    {"in a table, with a bar", "|a|\n|-|\n|{{ x(s=\"b|c\") }}|",
     "<div class=\"table\" id=\"b1\" data-b tabindex=\"0\" role=\"group\" aria-label=\"Table\"><table>\n"
     "<thead><tr><th scope=\"col\">a</th></tr>\n</thead>\n<tbody>\n<tr><td>(x s=\"b|c\")</td></tr>\n</tbody>\n</table></div>\n", ""},
    {"alone in a paragraph", "{{ x() }}", D("(x)"), ""},
    {"two alone in a paragraph", "{{ x() }}\n{{ y() }}", D("(x)\n(y)"), ""},
    {"in HTML", "<div>\n{{ x() }}\n</div>\n", "<div>\n(x)\n</div>\n", ""},

    /* ---- where they are none */
    {"in code", "`{{ x() }}` a", P("<code>{{ x() }}</code> a"), ""},
    {"in code that is a wrong call", "`{{ nosuch(1) }}` a", P("<code>{{ nosuch(1) }}</code> a"), ""},
    {"in a block of code", "```jinja\n{{ x(a=1) }}\n{% y() %}\n{% end %}\n```\n",
     "<figure class=\"code\" id=\"b1\" data-b><figcaption><span>jinja</span></figcaption>"
     "<pre tabindex=\"0\" role=\"group\" aria-label=\"Code: jinja\"><code class=\"language-jinja\" translate=\"no\">"
     "{{ x(a=1) }}\n{% y() %}\n{% end %}\n</code></pre></figure>\n", ""},
    {"in an address", "[a](<{{ x() }}>)", P("<a href=\"%7B%7B%20x()%20%7D%7D\">a</a>"), ""},
    {"in a tag", "<a href=\"{{ x() }}\">b</a>", P("<a href=\"{{ x() }}\">b</a>"), ""},
    {"escaped", "\\{{ x() }}", P("{{ x() }}"), ""},
    {"not a call", "{{ x }} {{ 1() }} {% x %} {{}} {%%} {{", P("{{ x }} {{ 1() }} {% x %} {{}} {%%} {{"), ""},
    {"the bytes that hide calls", "\xEE\x80\x80" "0\xEE\x80\x81 {{ x() }}",
     D("(x) (x)"), ""},

    /* ---- with Markdown within */
    {"a block", "{% x(n=1) %}\na *b*\n{% end %}", D("(x n=1: <p>a <em>b</em></p>\n)"), ""},
    {"a block of blocks", "{% x() %}\n\n- a\n- b\n\n```c\nd\n```\n\n{% end %}\n\ne",
     "<div id=\"b1\" data-b>(x: <ul>\n<li>a</li>\n<li>b</li>\n</ul>\n<figure class=\"code\"><figcaption><span>c</span></figcaption>"
     "<pre tabindex=\"0\" role=\"group\" aria-label=\"Code: c\"><code class=\"language-c\" translate=\"no\">d\n</code></pre></figure>\n)</div>\n"
     "<p id=\"b2\" data-b>e</p>\n", ""},
    {"right behind a paragraph", "a\n{% x() %}\nb\n{% end %}\nc",
     "<p id=\"b1\" data-b>a</p>\n<div id=\"b2\" data-b>(x: <p>b</p>\n)</div>\n<p id=\"b3\" data-b>c</p>\n", ""},
    {"a block in a block", "{% x() %}\n{% y() %}\na\n{% end %}\n{{ z() }}\n{% end %}",
     D("(x: (y: <p>a</p>\n)\n(z)\n)"), ""},
    {"in a list and a quote", "- a\n  {% x() %}\n  b\n  {% end %}\n\n> {% y() %}\n> c\n> {% end %}",
     "<ul id=\"b1\" data-b>\n<li>a\n(x: <p>b</p>\n)\n</li>\n</ul>\n"
     "<blockquote id=\"b2\" data-b>\n(y: <p>c</p>\n)\n</blockquote>\n", ""},
    {"empty", "{% x() %}\n{% end %}", D("(x)"), ""},
    {"not alone on its line", "a {% x() %} b", P("a {% x() %} b"), ""},

    /* ---- what is wrong */
    {"a name there is not", "a {{ figur() }}", P("a "),
     "1:6 there is no shortcode 'figur' [unknown-shortcode] | did you mean 'figure'?"},
    {"an argument without a name", "a {{ x(3) }}", P("a "),
     "1:8 arguments look like name=\"text\", n=3, not like '3' [shortcode-argument]"},
    {"an argument without a value", "a {{ x(n=, m=1) }}", P("a "),
     "1:10 a value is \"text\", a number, true, false or a [list], not ',' [shortcode-value]"},
    {"a value without quotes", "a {{ x(n=abc) }}", P("a "),
     "1:10 a value is \"text\", a number, true, false or a [list], not 'abc' [shortcode-value]"},
    {"no comma", "a {{ x(n=1 m=2) }}", P("a "),
     "1:12 arguments look like name=\"text\", n=3, not like 'm=2' [shortcode-argument]"},
    {"a list that is not closed", "a {{ x(n=[1, 2) }}", P("a "),
     "1:15 a value is \"text\", a number, true, false or a [list], not ')' [shortcode-value]"},
    {"an argument given twice", "a {{ x(n=1, n=2) }}", P("a "),
     "1:13 'n' is given twice [shortcode-twice]"},
    {"a call over two lines", "a {{ x(n=1,\nm=2) }}", P("a {{ x(n=1,\nm=2) }}"),
     "1:3 this shortcode is not closed by ') }}' [shortcode-open]"},
    {"a block that is not ended", "a\n\n{% x() %}\nb", P("a"),
     "3:1 this shortcode is not closed by '{% end %}' [shortcode-open]"},
    {"an end of nothing", "a\n\n{% end %}", P("a"), "3:1 this ends no shortcode [shortcode-stray]"},
    {"an end in another container", "{% x() %}\n\n- a\n  {% end %}", "",
     "4:3 this ends no shortcode [shortcode-stray]\n1:1 this shortcode is not closed by '{% end %}' [shortcode-open]"},
};
/* clang-format on */

static const Str names[] = {STR_INIT("x"), STR_INIT("y"), STR_INIT("z"),
                            STR_INIT("figure")};

static bool show(ShortcodeWriter *w, Arena *a, const Shortcode *call, Str body,
                 Str *html)
{
    Buf b = buf_in(a);
    Reader r = {.arena = a};
    const Dict *args = call->args.as.dict;

    (void)w;
    buf_put_char(&b, '(');
    buf_put(&b, call->name);
    for (size_t i = 0; i < args->len; i++) {
        buf_put_char(&b, ' ');
        buf_put(&b, args->entries[i].key.as.s);
        buf_put_char(&b, '=');
        json_print(&b, &r, args->entries[i].value, 0);
    }
    if (body.len)
        BUF_LIT(&b, ": ");
    buf_put(&b, body);
    buf_put_char(&b, ')');
    *html = buf_str(&b);
    return true;
}

/* Where there were errors nobody renders. */
static Str html_of(Sheet *s)
{
    static ShortcodeWriter writer = {show};

    s->render.shortcodes = s->d.errors ? NULL : &writer;
    return sheet_html(s);
}

static void test_rows(void **state)
{
    MarkdownShortcodes known = {names, COUNT(names)};
    int failed = 0;

    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        Sheet s = {.in.options.shortcodes = &known};
        s.in.options.typography.outer_open = STR("\u201c");
        s.in.options.typography.outer_close = STR("\u201d");
        sheet_read(&s, STR(""), str_of(rows[i].text));
        failed += !same_str(rows[i].name, html_of(&s), str_of(rows[i].html));
        failed += !same_str(rows[i].name, diags_text(&s.a, &s.d),
                            str_of(rows[i].diags));
        sheet_close(&s);
    }
    assert_int_equal(failed, 0);
}

/* So many that a short one's number no longer goes into it. */
static void test_many(void **state)
{
    MarkdownShortcodes known = {names, COUNT(names)};
    Sheet s = {.in.options.shortcodes = &known};
    Arena a = {0};
    Buf text = buf_in(&a);
    size_t found = 0;

    (void)state;
    for (int i = 0; i < 5000; i++)
        BUF_LIT(&text, "a {{ x() }}\n\n");
    sheet_read(&s, STR(""), buf_str(&text));
    Str html = html_of(&s);
    for (size_t at; (at = str_find_text(html, STR("a (x)"))) != SIZE_MAX;
         found++)
        html = str_drop(html, at + 5);
    assert_int_equal(found, 5000);
    sheet_close(&s);
    arena_free(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_rows),
        cmocka_unit_test(test_many),
    };

    markdown_init();
    return cmocka_run_group_tests_name("shortcodes", tests, NULL, NULL);
}
