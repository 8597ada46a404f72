/* test_markdown_attributes.c - what stands in braces, and what may not. */
#include "test.h"

#include "markdown.h"

/* clang-format off */
static const struct {
    const char *name, *text, *html, *diags;
} spans[] = {
    {"an id", "[a]{#x}", "<span id=\"x\">a</span>", ""},
    {"classes", "[a]{.x .y-z}", "<span class=\"x y-z\">a</span>", ""},
    {"keys", "[a]{title=x dir=rtl}", "<span title=\"x\" dir=\"rtl\">a</span>", ""},
    {"two words", "[a]{title=\"x y\"}", "<span title=\"x y\">a</span>", ""},
    {"single quotes", "[a]{title='x \"y\"'}", "<span title=\"x &quot;y&quot;\">a</span>", ""},
    {"a brace in quotes", "[a]{title=\"x} y\"}", "<span title=\"x} y\">a</span>", ""},
    {"a bracket in quotes", "[a]{title=\"x] [y\"}", "<span title=\"x] [y\">a</span>", ""},
    {"space around", "[a]{ .x  #y\t}", "<span class=\"x\" id=\"y\">a</span>", ""},
    {"no space between", "[a]{.x.y}", "<span class=\"x.y\">a</span>", ""},
    {"class and id as keys", "[a]{class=x id=y}", "<span class=\"x\" id=\"y\">a</span>", ""},
    {"the last id counts", "[a]{#x #y}", "<span id=\"y\">a</span>", ""},
    {"the first of a key counts", "[a]{title=x title=y}", "<span title=\"x\">a</span>", ""},
    {"data and aria are free", "[a]{data-x=1 aria-label=\"b\"}", "<span data-x=\"1\" aria-label=\"b\">a</span>", ""},
    {"a bare word", "[a]{data-x}", "<span data-x=\"\">a</span>", ""},
    {"letters beyond ASCII", "[a]{#è .ñ title=漢}", "<span class=\"ñ\" id=\"è\" title=\"漢\">a</span>", ""},
    {"what would break out", "[a]{title=\"\\\"><script>\"}", NULL, NULL},
    {"markup in a value", "[a]{title='1 < 2 & 3'}", "<span title=\"1 &lt; 2 &amp; 3\">a</span>", ""},

    {"a key we do not know", "[a]{titel=x}", "<span titel=\"x\">a</span>",
     "1:5 there is no attribute 'titel' here [unknown-attribute] | did you mean 'title'?"},
    {"a script", "x [a]{onclick=\"y()\"}", "x <span onclick=\"y()\">a</span>",
     "1:7 there is no attribute 'onclick' here [unknown-attribute]"},
    {"a style", "[a]{style=\"color: red\"}", "<span style=\"color: red\">a</span>",
     "1:5 there is no attribute 'style' here [unknown-attribute]"},
    {"a key in capitals", "[a]{TITLE=x}", "<span TITLE=\"x\">a</span>",
     "1:5 there is no attribute 'TITLE' here [unknown-attribute] | did you mean 'title'?"},
    {"no name behind #", "[a]{#}", "<span>a</span>",
     "1:5 attributes look like {#id .class key=value}, not like '#' [bad-attributes]"},
    {"no name behind .", "[a]{.x . .y}", "<span class=\"x y\">a</span>",
     "1:8 attributes look like {#id .class key=value}, not like '.' [bad-attributes]"},
    {"no value", "[a]{title= .x}", "<span class=\"x\">a</span>",
     "1:5 attributes look like {#id .class key=value}, not like 'title=' [bad-attributes]"},
    {"no key", "[a]{=x}", "<span>a</span>",
     "1:5 attributes look like {#id .class key=value}, not like '=x' [bad-attributes]"},
    {"something behind a quote", "[a]{title=\"x\"y}", "<span>a</span>",
     "1:5 attributes look like {#id .class key=value}, not like 'title=\"x\"y' [bad-attributes]"},
    {"a comma between", "[a]{.x, .y}", "<span class=\"x y\">a</span>",
     "1:7 attributes look like {#id .class key=value}, not like ',' [bad-attributes]"},
    {"an id with a space", "[a]{id=\"x y\"}", "<span>a</span>",
     "1:5 'x y' is not a value for 'id' [bad-attribute]"},
    {"an empty id", "[a]{id=\"\"}", "<span>a</span>",
     "1:5 '' is not a value for 'id' [bad-attribute]"},
    {"several errors in a paragraph", "[a]{b} è [c]{q}\n[e](f){g}",
     "<span b=\"\">a</span> è <span q=\"\">c</span>\n<a href=\"f\" g=\"\">e</a>",
     "1:5 there is no attribute 'b' here [unknown-attribute]\n"
     "1:14 there is no attribute 'q' here [unknown-attribute]\n"
     "2:8 there is no attribute 'g' here [unknown-attribute]"},
    {"in a quote, on its second line", "> a\n> [b]{c}",
     NULL, "2:7 there is no attribute 'c' here [unknown-attribute]"},
    {"in a cell of a table", "| a | b |\n|-|-|\n| c | [d]{e} |",
     NULL, "3:11 there is no attribute 'e' here [unknown-attribute]"},
    {"in a list, deeper", "- a\n  1. b\n\n     [c]{q}",
     NULL, "4:10 there is no attribute 'q' here [unknown-attribute]"},
    {"in a footnote", "a[^1]\n\n[^1]: b [c]{q}",
     NULL, "3:13 there is no attribute 'q' here [unknown-attribute]"},
    {"in a heading", "a\n\n## [c]{q}",
     NULL, "3:8 there is no attribute 'q' here [unknown-attribute]"},
    {"of a heading", "a\n\n## b {#c q=e}",
     NULL, "3:10 there is no attribute 'q' here [unknown-attribute]"},
    {"behind a picture", "![a](b){#c q=e}",
     NULL, "1:12 there is no attribute 'q' here [unknown-attribute]"},
    {"an id twice", "[a]{#x}\n\n[b]{#x}",
     NULL, "3:4 the id 'x' is given twice [id-twice] | 1:4 first given here"},
    {"two hundred of them", NULL, NULL, ""},
};

static const struct {
    const char *name, *info; /* behind the fence */
    const char *facts, *diags;
} codes[] = {
    {"a language", "c", "c", ""},
    {"a language and attributes", "sh {#x .run title=\"a b\"}", "sh #x title='a b'", ""},
    {"no space between", "sh{.run}", "sh", ""},
    {"a class alone is the language", "{.c .d}", "c", ""},
    {"no language", "{#x}", " #x", ""},
    {"words behind the language", "c hello", "c", ""},
    {"lines", "c {hl=1}", "c hl=1", ""},
    {"many lines", "c {hl=\"1,2-3, 3\"}", "c hl=1,2-3,3", ""},
    {"numbers", "c {linenos}", "c from 1", ""},
    {"numbers from", "c {linenos=10}", "c from 10", ""},
    {"numbers from zero", "c {linenos=0}", "c from 0", ""},
    {"no numbers", "c {linenos=false}", "c", ""},
    {"where numbers start", "c {start=40 linenos}", "c from 40", ""},
    {"a file's name", "c {file=a.c}", "c title='a.c'", ""},
    {"a title before a file's name", "c {title=x file=a.c}", "c title='x'", ""},
    {"keys of others", "sh {tape=prod param.a=1}", "sh", ""},
    {"a key that nobody knows", "sh {#x anything=1}", "sh #x",
     "1:11 there is no attribute 'anything' here [unknown-attribute]"},
    {"a key that is nearly one of ours", "c {tilte=x}", "c",
     "1:7 there is no attribute 'tilte' here [unknown-attribute] | did you mean 'title'?"},
    {"a key that is nearly one of another's", "c {tpae=x}", "c",
     "1:7 there is no attribute 'tpae' here [unknown-attribute] | did you mean 'tape'?"},
    {"a key that only begins others", "c {param.=1}", "c",
     "1:7 there is no attribute 'param.' here [unknown-attribute]"},
    {"a line too many", "c {hl=2-4}", "c hl=2-4", "1:7 there is no line 4: the code has 3 [no-such-line]"},
    {"line zero", "c {hl=0}", "c", "1:7 lines look like 3 or 5-7, not like '0' [bad-lines]"},
    {"lines backwards", "c {hl=3-1}", "c", "1:7 lines look like 3 or 5-7, not like '3-1' [bad-lines]"},
    {"lines in words", "c {.x hl=one}", "c", "1:10 lines look like 3 or 5-7, not like 'one' [bad-lines]"},
    {"no lines", "c {hl}", "c", "1:7 lines look like 3 or 5-7, not like '' [bad-lines]"},
    {"a line beyond counting", "c {hl=99999999999999999999}", "c",
     "1:7 lines look like 3 or 5-7, not like '99999999999999999999' [bad-lines]"},
    {"lines beyond counting", "c {hl=1-4294967296}", "c",
     "1:7 lines look like 3 or 5-7, not like '1-4294967296' [bad-lines]"},
    {"numbers in words", "c {linenos=yes}", "c from 1", "1:7 'yes' is not a value for 'linenos' [bad-attribute]"},
    {"numbers below zero", "c {linenos=-1}", "c from 1", "1:7 '-1' is not a value for 'linenos' [bad-attribute]"},
    {"not closed", "c {#x", "c", "1:6 the attributes are not closed with '}' [attributes-open]"},
    {"not closed in quotes", "c {title=\"x}", "c", "1:6 the attributes are not closed with '}' [attributes-open]"},
    {"something behind", "c {#x} y", "c #x", ""},
    {"no attributes", "c {=}", "c",
     "1:7 attributes look like {#id .class key=value}, not like '=' [bad-attributes]"},
};

/* In the first lines of the code; `facts` is followed by the code. */
static const struct {
    const char *name, *text, *facts, *diags;
} options[] = {
    {"by the sign of a comment", "```sh\n#| title: a b\n#| id: x\n#| hl: 1\necho\n```", "sh #x title='a b' hl=1|echo\n", ""},
    {"the language's own sign", "```c\n//| title: \"a: b\"\n#|x\n```", "c title='a: b'|#|x\n", ""},
    {"behind braces, which count", "```sh {#y title=b}\n#| title: a\necho\n```", "sh #y title='b'|echo\n", ""},
    {"no more behind code", "```sh\necho\n#| title: a\n```", "sh|echo\n#| title: a\n", ""},
    {"nothing else", "```sh\n#| title: a\n```", "sh title='a'|", ""},
    {"without a language", "```\n#| title: a\n```", "|#| title: a\n", ""},
    {"in a block that is only indented", "    #| title: a\n", "|#| title: a\n", ""},
    {"an unknown key", "> ```sh\n> #| title: a\n> #| titel: b\n> echo\n> ```", "sh title='a'|echo\n",
     "3:6 there is no attribute 'titel' here [unknown-attribute] | did you mean 'title'?"},
    {"no key", "- a\n\n  ```sh\n  #|  hello there\n  ```", "sh|",
     "4:5 attributes in the code's first lines look like '#| key: value', not like 'hello there' [bad-option-line]"},
    {"a line that is not there", "```sh\n#| hl: 2\necho\n```", "sh hl=2|echo\n",
     "2:4 there is no line 2: the code has 1 [no-such-line]"},
    {"an id twice", "```sh\n#| id: x\n```\n\n```sh {#x}\n```", "sh #x|",
     "5:8 the id 'x' is given twice [id-twice] | 2:4 first given here"},
};
/* clang-format on */

static const Str others[] = {STR_INIT("tape"), STR_INIT("param.")};

static Str comment_of(Str language)
{
    if (language.len == 0)
        return (Str){0};
    return str_eq(language, STR("c")) ? STR("//") : STR("#");
}

static const MarkdownCode code_options = {.keys = others,
                                          .nkeys = COUNT(others),
                                          .comment = comment_of};

static Str many_attributes(Arena *a)
{
    Buf b = buf_in(a);

    BUF_LIT(&b, "[a]{");
    for (int i = 0; i < 200; i++)
        buf_printf(&b, "data-%d=%d ", i, i);
    BUF_LIT(&b, "}");
    return buf_str(&b);
}

/* What is in the paragraph "b1". */
static Str inside(Str html)
{
    html = str_cut(html, '>').tail;
    return str_take(html, html.len >= 5 ? html.len - 5 : 0);
}

static void test_spans(void **state)
{
    int failed = 0;

    (void)state;
    for (size_t i = 0; i < COUNT(spans); i++) {
        Sheet s = {0};

        s.in.options.html = HTML_ESCAPE;
        sheet_read(&s, STR(""),
                   spans[i].text ? str_of(spans[i].text)
                                 : many_attributes(&s.a));
        if (spans[i].html)
            failed += !same_str(spans[i].name, inside(sheet_html(&s)),
                                str_of(spans[i].html));
        if (spans[i].diags)
            failed += !same_str(spans[i].name, diags_text(&s.a, &s.d),
                                str_of(spans[i].diags));
        assert_true(str_find_text(sheet_html(&s), STR("<script")) == SIZE_MAX);
        sheet_close(&s);
    }
    assert_int_equal(failed, 0);
}

static Str facts_of(Arena *a, const CodeBlock *code)
{
    Buf b = buf_in(a);

    buf_put(&b, code->language);
    if (code->attributes.id.len)
        buf_printf(&b, " #" STR_FMT, STR_ARG(code->attributes.id));
    if (code->title.len)
        buf_printf(&b, " title='" STR_FMT "'", STR_ARG(code->title));
    for (size_t i = 0; i < code->highlighted.len; i++) {
        LineRange r = code->highlighted.items[i];
        buf_put(&b, i ? STR(",") : STR(" hl="));
        buf_put_int(&b, r.first);
        if (r.last != r.first)
            buf_printf(&b, "-%u", (unsigned)r.last);
    }
    if (code->numbered)
        buf_printf(&b, " from %u", (unsigned)code->first_number);
    return buf_str(&b);
}

static void test_codes(void **state)
{
    int failed = 0;

    (void)state;
    for (size_t i = 0; i < COUNT(codes); i++) {
        Sheet s = {0};

        s.in.options.code = &code_options;
        sheet_read(&s, STR(""),
                   str_printf(&s.a, "```%s\n1\n2\n3\n```\n", codes[i].info));
        assert_int_equal(s.doc.facts.code.len, 1);
        failed +=
            !same_str(codes[i].name, facts_of(&s.a, s.doc.facts.code.items),
                      str_of(codes[i].facts));
        failed += !same_str(codes[i].name, diags_text(&s.a, &s.d),
                            str_of(codes[i].diags));
        sheet_html(&s);
        sheet_close(&s);
    }
    assert_int_equal(failed, 0);
}

static void test_options(void **state)
{
    int failed = 0;

    (void)state;
    for (size_t i = 0; i < COUNT(options); i++) {
        Sheet s = {0};

        s.in.options.code = &code_options;
        sheet_read(&s, STR(""), str_of(options[i].text));
        const CodeBlock *code = s.doc.facts.code.items;
        Str facts = facts_of(&s.a, code);
        facts = str_printf(&s.a, STR_FMT "|" STR_FMT, STR_ARG(facts),
                           STR_ARG(code->code));
        failed += !same_str(options[i].name, facts, str_of(options[i].facts));
        failed += !same_str(options[i].name, diags_text(&s.a, &s.d),
                            str_of(options[i].diags));
        sheet_close(&s);
    }
    assert_int_equal(failed, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_spans),
        cmocka_unit_test(test_codes),
        cmocka_unit_test(test_options),
    };

    markdown_init();
    return cmocka_run_group_tests_name("markdown_attributes", tests, NULL,
                                       NULL);
}
