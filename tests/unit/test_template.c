/* test_template.c - what is said about templates that are wrong, how far one
 * may go, and what hosts rely on.
 *
 * The language itself has its rows in tests/template.  Here the files of a row
 * are one text: the page, then others, each behind a line "-- NAME".
 */
#include "test.h"

#include "diags.h"

#include "base/vec.h"
#include "data/json.h"
#include "template/template.h"

#include <stdio.h>

typedef VEC(Source) Sources;

typedef struct {
    Arena arena;
    Sources files;
    TemplateSet set;
    RenderJob job;
    DiagList d;
    Buf out;
    const Template *page; /* NULL: it is wrong */
} Try;

static const Source *find_file(void *context, Str name)
{
    const Sources *files = context;

    for (size_t i = 0; i < files->len; i++)
        if (str_eq(files->items[i].path, name))
            return &files->items[i];
    return NULL;
}

static Value json(Try *t, const char *text)
{
    Source *src = ARENA_NEW(&t->arena, Source);
    Value v;

    *src = (Source){STR("data.json"), str_of(text)};
    assert_true(json_parse(&t->arena, src, &t->d, &v));
    return v;
}

static void add_files(Try *t, Str name, const char *files)
{
    Str rest = str_of(files);

    while (name.len) {
        StrCut cut = str_cut_text(rest, STR("\n-- "));
        *VEC_PUSH(&t->files, &t->arena) = (Source){name, cut.head};
        StrCut line = str_cut(cut.tail, '\n');
        name = line.head;
        rest = line.tail;
    }
}

/* Loaded, not yet rendered. */
static void open_page(Try *t, const char *name, const char *files,
                      const char *data)
{
    add_files(t, str_of(name), files);
    t->d.arena = &t->arena;
    t->out = buf_in(&t->arena);
    t->set = (TemplateSet){.arena = &t->arena,
                           .load = find_file,
                           .context = &t->files};
    t->page = template_load(&t->set, str_of(name), &t->d);
    t->job = (RenderJob){.set = &t->set,
                         .reader = {.arena = &t->arena},
                         .globals = value_dict(dict_new(&t->arena)),
                         .context = json(t, data ? data : "{}")};
}

/* What it prints, or what is said. */
static Str outcome(Try *t)
{
    if (t->page && template_render(t->page, &t->job, &t->out, &t->d)) {
        assert_int_equal(t->d.errors, 0);
        return buf_str(&t->out);
    }
    assert_true(t->d.errors > 0);
    return diags_text(&t->arena, &t->d);
}

typedef struct {
    const char *name, *files, *want;
    const char *data; /* JSON, or NULL */
} Row;

static void check_rows(const Row *rows, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        Try t = {0};
        open_page(&t, "page.html", rows[i].files, rows[i].data);
        assert_str(rows[i].name, outcome(&t), str_of(rows[i].want));
        arena_free(&t.arena);
    }
}

/* clang-format off */

/* ---- errors of the syntax ------------------------------------------------ */

static const Row syntax[] = {
    {"each slip in an expression is told",
     "{{ 1 + }}\n{{ [1 }}\n{{ a.'b' }}",
     "2:7 expected ']', found '}' [template-bracket]", NULL},
    {"and those of the parser",
     "{{ 1 + }}\n{% if %}{{ 2 * }}{% endif %}\n{{ a.'b' }}",
     "1:8 expected a value, found '}}' [template-expected-value]\n"
     "2:7 expected a value, found '%}' [template-expected-value]\n"
     "2:16 expected a value, found '}}' [template-expected-value]\n"
     "3:6 expected a name, found \"b\" [template-expected-name]", NULL},
    {"two characters that mean nothing",
     "{{ a ? b }}{{ c $ d }}",
     "1:6 '?' means nothing here [template-character]\n"
     "1:17 '$' means nothing here [template-character]", NULL},
    {"a tag that is wrong does not hide the next, nor its own body",
     "{% for in xs %}{{ 1 + }}{% else %}{% endfor %}{% set = 2 %}"
     "{% set x = %}{% block %}{% endblock %}{{ x | nope }}",
     "1:8 'in' is a word of the language, so it cannot be assigned to"
     " [template-reserved]\n"
     "1:23 expected a value, found '}}' [template-expected-value]\n"
     "1:54 expected a name, found '=' [template-expected-name]\n"
     "1:71 expected a value, found '%}' [template-expected-value]\n"
     "1:82 expected a name, found '%}' [template-expected-name]\n"
     "1:105 there is no filter 'nope' [template-no-filter]", NULL},
    {"an elif that is wrong",
     "{% if a %}{% elif %}{{ + }}{% else %}{{ | }}{% endif %}",
     "1:19 expected a value, found '%}' [template-expected-value]\n"
     "1:26 expected a value, found '}}' [template-expected-value]\n"
     "1:41 expected a value, found '|' [template-expected-value]", NULL},
    {"a tag that there is not, with a body",
     "{% fro x in y %}{{ 1 + }}{% endfro %}{{ a | uper }}",
     "1:4 there is no tag 'fro' [template-no-tag] | did you mean 'for'?\n"
     "1:24 expected a value, found '}}' [template-expected-value]\n"
     "1:45 there is no filter 'uper' [template-no-filter]"
     " | did you mean 'upper'?", NULL},
    {"a test that there is not",
     "{{ a is defnied }}",
     "1:9 there is no test 'defnied' [template-no-test]"
     " | did you mean 'defined'?", NULL},
    {"a tag that is never closed",
     "a\n{% if x %}\n{% for y in z %}\n{% endfor %}",
     "2:4 'if' is not closed by 'endif' [template-unclosed]", NULL},
    {"an end that is another's",
     "{% if x %}{% for y in z %}{% endif %}{% endfor %}",
     "1:30 expected 'endfor', found 'endif' [template-wrong-end]"
     " | 1:14 'for' was opened here", NULL},
    {"an end of nothing",
     "a{% endif %}", "1:5 'endif' ends nothing [template-stray-end]", NULL},
    {"else of nothing",
     "{% else %}", "1:4 'else' ends nothing [template-stray-end]", NULL},
    {"raw, comments, strings and tags that stay open",
     "{% raw %}x", "1:1 'raw' is not closed by 'endraw' [template-unclosed]", NULL},
    {"a comment that stays open",
     "x\n {# y", "2:2 this comment is not closed by '#}'"
     " [template-comment-open]", NULL},
    {"a string that stays open",
     "{{ 'x }}", "1:4 this string is not closed by '"
     " [template-string-open]", NULL},
    {"a tag that stays open",
     "a {{ b", "1:3 this is not closed by '}}' [template-tag-open]", NULL},
    {"a bracket that was not opened",
     "{{ a) }}", "1:5 ')' closes nothing [template-bracket-extra]", NULL},
    {"a number beyond 64 bits",
     "{{ 9223372036854775808 }}",
     "1:4 '9223372036854775808' is not a number, or is too large"
     " [template-number]", NULL},
    {"break outside a loop",
     "{% for x in [1] %}{% macro m() %}{% break %}{% endmacro %}{% endfor %}",
     "1:37 'break' stands in no loop [template-no-loop]", NULL},
    {"a loop's own name",
     "{% for loop in x %}{% endfor %}{% for y in x %}{% set loop = 1 %}"
     "{% endfor %}",
     "1:8 'loop' is the loop's own name, so nothing can be assigned to it"
     " [template-loop-name]\n"
     "1:55 'loop' is the loop's own name, so nothing can be assigned to it"
     " [template-loop-name]", NULL},
    {"words that cannot be assigned to",
     "{% set none = 1 %}",
     "1:8 'none' is a word of the language, so it cannot be assigned to"
     " [template-reserved]", NULL},
    {"an argument twice, and out of order",
     "{{ f(a=1, a=2) }}{{ f(a=1, 2) }}",
     "1:11 'a' is given twice [template-arg-twice]\n"
     "1:28 arguments without a name stand before those with one"
     " [template-arg-order]", NULL},
    {"parameters with and without defaults",
     "{% macro m(a=1, b) %}{% endmacro %}",
     "1:17 'b' needs a default too, as the parameter before it has one"
     " [template-param-order]", NULL},
    {"caller as a parameter",
     "{% macro m(caller) %}{{ caller() }}{% endmacro %}",
     "1:10 the parameter 'caller' needs a default [template-caller-param]", NULL},
    {"call of what is no call",
     "{% call x %}{% endcall %}",
     "1:9 'call' needs a call, such as box() [template-call-what]", NULL},
    {"a block twice",
     "{% block a %}{% endblock %}\n{% block a %}{% endblock %}",
     "2:10 the block 'a' is there twice [template-block-twice]"
     " | 1:10 first given here", NULL},
    {"an endblock with another name",
     "{% block a %}{% endblock b %}{{ 1 + }}",
     "1:26 expected 'a', found 'b' [template-expected]\n"
     "1:37 expected a value, found '}}' [template-expected-value]", NULL},
    {"a required block that is not empty",
     "{% block a required %}x{% endblock %}",
     "1:10 the required block 'a' can hold only white space and comments"
     " [template-required-body]", NULL},
    {"extends inside another tag",
     "{% for x in y %}{% extends 'b' %}{% endfor %}\n-- b\n",
     "1:20 'extends' cannot stand inside 'for' [template-extends-inside]", NULL},
    {"a template that is not there",
     "{% extends 'bsae' %}{% include 'x' ignore missing %}"
     "{% include ['y', 'base'] %}\n-- base\n",
     "1:12 there is no template 'bsae' [template-no-template]"
     " | did you mean 'base'?", NULL},
    {"errors of a part, once",
     "{% include 'a' %}{% include 'a' %}{% import 'b' as b %}\n-- a\n"
     "{{ + }}{% include 'b' %}\n-- b\n{% if %}{% endif %}",
     "1:6 expected a value, found '}}' [template-expected-value]\n"
     "1:7 expected a value, found '%}' [template-expected-value]", NULL},
};

/* ---- errors while rendering ---------------------------------------------- */

static const Row errors[] = {
    {"a name in scope is suggested",
     "{% set title = 1 %}{% for post in [1] %}{{ titel }}{% endfor %}",
     "1:44 'titel' is not defined [template-undefined]"
     " | did you mean 'title'?", NULL},
    {"a name of the context, and a function",
     "{{ agnes }}", "1:4 'agnes' is not defined [template-undefined]"
     " | did you mean 'agnese'?", "{\"agnese\": 1}"},
    {"a function", "{{ ragne(3) }}",
     "1:4 'ragne' is not defined [template-undefined]"
     " | did you mean 'range'?", NULL},
    {"an attribute", "{{ page.titel }}",
     "1:4 a value of kind dict has no 'titel' [template-no-member]"
     " | did you mean 'title'?", "{\"page\": {\"title\": 1}}"},
    {"an attribute of what is not there is told at its place",
     "{{ page.x.y }}",
     "1:4 a value of kind dict has no 'x' [template-no-member]",
     "{\"page\": {}}"},
    {"a block", "{% block body %}{{ self.boyd() }}{% endblock %}",
     "1:20 a value of kind self has no 'boyd' [template-no-member]"
     " | did you mean 'body'? | 1:4 in the block 'body', which stands here", NULL},
    {"the item before the first", "{% for x in [1] %}{{ loop.previtem }}{% endfor %}",
     "1:22 'previtem' was given no value [template-no-value]", NULL},
    {"a slice that goes nowhere", "{{ 'abc'[::0] }}",
     "1:12 the step of a slice cannot be 0 [template-slice-step]", NULL},
    {"an item", "{{ [1, 2][5] }}",
     "1:4 a value of kind list has no item 5 [template-no-item]", NULL},
    {"what was set to nothing",
     "{% set x = page.y %}\n{{ x }}",
     "2:4 'x' was given no value [template-no-value]",
     "{\"page\": {}}"},
    {"an argument of a filter",
     "{{ [1]|join(sep) }}",
     "1:13 'sep' is not defined [template-undefined]", NULL},
    {"undefined where a choice is made",
     "{% if x %}{% endif %}", "1:7 'x' is not defined [template-undefined]", NULL},
    {"undefined in arithmetic, comparison and loops",
     "{% for y in x %}{% endfor %}",
     "1:13 'x' is not defined [template-undefined]", NULL},
    {"operands that do not fit",
     "{{ 1 + 'a' }}",
     "1:4 '+' does not work on values of kind integer and string"
     " [template-operands]", NULL},
    {"and one", "{{ -'a' }}",
     "1:4 '-' does not work on a value of kind string [template-operand]", NULL},
    {"integers have 64 bits",
     "{{ 9223372036854775807 + 1 }}",
     "1:4 the number 9223372036854775807 + 1 is too large"
     " [template-too-large]", NULL},
    {"the least has no opposite",
     "{{ -(-9223372036854775807 - 1) }}",
     "1:4 the number -(-9223372036854775807 - 1 is too large"
     " [template-too-large]", NULL},
    {"nothing is divided by zero", "{{ 1 // 0 }}",
     "1:4 division by zero [template-zero]", NULL},
    {"order of what has none", "{{ 1 < 'a' }}",
     "1:4 a value of kind integer and one of kind string have no order"
     " [template-no-order]", NULL},
    {"a loop over a number", "{% for x in 3 %}{% endfor %}",
     "1:13 a value of kind integer has no items [template-not-iterable]", NULL},
    {"names that values do not fit", "{% for a, b in [[1, 2, 3]] %}{% endfor %}",
     "1:8 3 values do not fit 2 names [template-unpack]", NULL},
    {"a call of a number", "{{ 3() }}",
     "1:4 a value of kind integer cannot be called [template-not-callable]", NULL},
    {"a key that cannot be one", "{{ {[1]: 2} }}",
     "1:5 a value of kind list cannot be a key [template-key]", NULL},
    {"an attribute of what is no namespace",
     "{% set x = {} %}{% set x.y = 1 %}",
     "1:24 'x' is no namespace: only a namespace has attributes that can be"
     " set [template-not-namespace]", NULL},
    {"a template named by a number", "{% include 3 %}",
     "1:12 a template is named by a string, not by a value of kind integer"
     " [template-name-kind]", NULL},
    {"none of several", "{% include ['a', 'b'] %}",
     "1:12 there is none of the templates 'a', 'b' [template-none-of]", NULL},
    {"a template named by a variable that is not there",
     "{% include x %}", "1:12 there is no template 'pege.html' [template-no-template]"
     " | did you mean 'page.html'?", "{\"x\": \"pege.html\"}"},
    {"a template extends one other",
     "{% if true %}{% extends 'a' %}{% endif %}{% extends 'a' %}\n-- a\n",
     "1:45 this template extends another already [template-extends-twice]", NULL},
    {"a required block that nobody has",
     "{% extends 'a' %}\n-- a\n{% block x required %}{% endblock %}",
     "1:10 the block 'x' is required, and no template that extends this one"
     " has it [template-block-required] | 1:4 extended here", NULL},
    {"super without a block above",
     "{% block a %}{{ super() }}{% endblock %}",
     "1:17 no template that is extended has a block 'a' [template-no-super]"
     " | 1:4 in the block 'a', which stands here", NULL},
    {"too many arguments", "{% macro m(a) %}{% endmacro %}{{ m(1, 2) }}",
     "1:34 'm' takes at most 1 arguments [template-args-many]", NULL},
    {"too many for a filter", "{{ 1|abs(2, 3) }}",
     "1:6 'abs' takes at most 1 arguments [template-args-many]", NULL},
    {"an argument that there is not",
     "{% macro m(width) %}{% endmacro %}{{ m(widht=1) }}",
     "1:38 'm' takes no argument 'widht' [template-argument-unknown]"
     " | did you mean 'width'?", NULL},
    {"or that is given already",
     "{% macro m(a) %}{% endmacro %}{{ m(1, a=1) }}",
     "1:34 'a' is given twice [template-arg-twice]", NULL},
    {"call of what wants no caller",
     "{% macro m() %}{% endmacro %}{% call m() %}{% endcall %}",
     "1:38 'm' does not use 'caller', so 'call' cannot call it"
     " [template-no-caller]", NULL},
    {"a loop that is not recursive",
     "{% for x in [1] %}{{ loop([2]) }}{% endfor %}",
     "1:22 only a loop that is marked 'recursive' can be called"
     " [template-not-recursive]", NULL},
    {"the whole way to an error",
     "{% extends 'base' %}{% from 'm' import outer %}\n"
     "{% block body %}{% include 'part' %}{% endblock %}\n"
     "-- base\n<{% block body %}{% endblock %}>\n"
     "-- part\n{{ outer(1) }}\n"
     "-- m\n{% macro inner(x) %}{{ x.y }}{% endmacro %}\n"
     "{% macro outer(x) %}{% call(z) box() %}{{ inner(z) }}{% endcall %}"
     "{% endmacro %}{% macro box() %}{{ caller(5) }}{% endmacro %}",
     "1:24 a value of kind integer has no 'y' [template-no-member]"
     " | 2:43 'inner' called here | 2:101 'caller' called here"
     " | 2:32 'box' called here | 1:4 'outer' called here"
     " | 2:20 included here | 1:5 in the block 'body', which stands here"
     " | 1:4 extended here", NULL},
    {"what calls itself is told once",
     "{% macro m(n) %}{{ m(n - 1) if n else n.x }}{% endmacro %}{{ m(9) }}",
     "1:39 a value of kind integer has no 'x' [template-no-member]"
     " | 1:20 'm' called here | 1:62 'm' called here", NULL},
};

/* ---- how it goes on ------------------------------------------------------ */

static const Row prints[] = {
    {"HTML by the name", "{{ a }}{{ '<'|safe }}", "&lt;&#34;<", "{\"a\": \"<\\\"\"}"},
    {"each template by its own name",
     "{{ a }}{% include 'a.txt' %}{% include 'a.json' %}{% include 'a.xml.j2' %}"
     "\n-- a.txt\n|{{ a }}\n-- a.json\n|{{ a }}{{ [a, 1, none] }}\n"
     "-- a.xml.j2\n|{{ a }}",
     "&lt;|<|\"\\u003c\"[\"\\u003c\", 1, null]|&lt;", "{\"a\": \"<\"}"},
    {"autoescape by name",
     "{% autoescape 'json' %}{{ '<a>' }}{{ {'k': [1.5, true]} }}"
     "{% endautoescape %}{% autoescape false %}{{ '<' }}{% endautoescape %}"
     "{% autoescape 'xml' %}{{ '<\\x01' }}{% endautoescape %}",
     "\"\\u003ca\\u003e\"{\"k\": [1.5, true]}<&lt;", NULL},
    {"a macro's text is safe, and so is a set block's",
     "{% macro m(x) %}<b>{{ x }}</b>{% endmacro %}{% set s %}<i>{{ '&' }}</i>"
     "{% endset %}{{ m('<') }}{{ m('<') ~ '<' }}{{ s }}{{ s|length }}",
     "<b>&lt;</b><b>&lt;</b>&lt;<i>&amp;</i>12", NULL},
    {"behind extends only what is not output runs",
     "a{% extends 'b' %}{{ 1 // 0 }}{% set x = 2 %}{% include 'nope' ignore"
     " missing %}{% set ns = namespace(n=0) %}{% for i in [1, 2] %}"
     "{% set ns.n = ns.n + i %}{{ ns.n }}{% endfor %}b\n-- b\n"
     "[{{ x }}{{ ns.n }}]",
     "a[23]", NULL},
    {"each turn of a loop has its own names",
     "{% set x = 0 %}{% for i in [1, 2] %}{{ x }}{% set x = i %}{{ x }}"
     "{% endfor %}{{ x }}",
     "01020", NULL},
    {"a macro of a turn keeps that turn",
     "{% set ns = namespace(f=none, g=none) %}{% for i in [1, 2] %}"
     "{% macro m() %}{{ i }}{{ loop.index }}{% endmacro %}"
     "{% if i == 1 %}{% set ns.f = m %}{% else %}{% set ns.g = m %}{% endif %}"
     "{% endfor %}{{ (ns.f)() }}{{ (ns.g)() }}",
     "1222", NULL},
    {"a loop that is kept goes on to answer",
     "{% set ns = namespace() %}{% for i in 'ab' %}{% set ns.l = loop %}"
     "{% endfor %}{% for i in 'xyz' %}{{ ns.l.index }}{{ ns.l.length }}"
     "{% endfor %}",
     "222222", NULL},
    {"the filter of a loop sees what the body did",
     "{% set ns = namespace(seen=[]) %}{% for x in [1, 1, 2, 1]"
     " if x not in ns.seen %}{{ x }}{% do ns.seen.append(x) %}{% endfor %}",
     "12", NULL},
    {"a loop's length behind a filter",
     "{% for x in range(9) if x is odd %}{{ x }}/{{ loop.length }}"
     "{{ '.' if loop.last else ',' }}{% endfor %}",
     "1/4,3/4,5/4,7/4.", NULL},
    {"a block of the page stands in what it extends, with its names",
     "{% extends 'b' %}{% set v = 1 %}{% block a %}{{ v }}{{ self.c() }}"
     "{% endblock %}{% block c %}c{{ super() }}{% endblock %}\n-- b\n"
     "{% set w = 2 %}{% for v in [7, 8] %}{% block a %}{% endblock %}"
     "{% block s scoped %}{{ v }}{% endblock %}{% endfor %}"
     "{% block c %}C{{ w }}{% endblock %}",
     "1cC271cC28cC2", NULL},
    {"what is imported without context knows only globals",
     "{% set here = 1 %}{% import 'm' as m %}{% import 'm' as n with context %}"
     "{{ m.f() }}{{ n.f() }}\n-- m\n"
     "{% macro f() %}{{ here is defined }},{{ a is defined }};{% endmacro %}",
     "False,False;True,True;", "{\"a\": 1}"},
    {"a module is made once",
     "{% from 'm' import f %}{% for i in [1, 2] %}{% import 'm' as m %}"
     "{{ m.x is sameas f }}{% endfor %}\n-- m\n{% set f = [] %}{% set x = f %}",
     "TrueTrue", NULL},
    {"strings beside safe ones are escaped",
     "{{ '<'|safe ~ '<' }}{{ '<'|safe + '<' }}{{ '%s'|safe % '<' }}"
     "{{ ('{}'|safe).format('<') }}{{ ('<'|safe).join(['<', '>']) }}"
     "{{ ('-'|safe).replace('-', '<') }}{{ ('<'|safe) * 2 }}{{ ('<a'|safe)[1:] }}",
     "<&lt;<&lt;&lt;&lt;&lt;<&gt;&lt;<<a", NULL},
    {"break and continue inside what is captured",
     "{% for i in range(9) %}{% if i == 1 %}{% continue %}{% endif %}"
     "{% filter upper %}a{% if i == 3 %}{% break %}{% endif %}{% endfilter %}"
     "{{ i }}{% endfor %}",
     "A0A2", NULL},
    {"a dict's methods come before its keys, its items after",
     "{{ d.items() }}{{ d['items'] }}{{ d.get('x') }}{{ d.x is defined }}",
     "[(&#39;items&#39;, 1)]1NoneFalse", "{\"d\": {\"items\": 1}}"},
};
/* clang-format on */

static void test_syntax(void **state)
{
    (void)state;
    check_rows(syntax, COUNT(syntax));
}

static void test_errors(void **state)
{
    (void)state;
    check_rows(errors, COUNT(errors));
}

static void test_prints(void **state)
{
    (void)state;
    check_rows(prints, COUNT(prints));
}

/* ---- limits -------------------------------------------------------------- */

/* clang-format off */
static const struct {
    const char *name, *files, *code;
} bombs[] = {
    {"a loop without end", "{% set l = [1] %}{% for x in l %}{% do l.append(1) %}{% endfor %}", "template-steps"},
    {"loops in loops", "{% for a in range(1000) %}{% for b in range(1000) %}{% for c in range(1000) %}{% endfor %}{% endfor %}{% endfor %}", "template-steps"},
    {"a filter that lets nothing through", "{% for a in range(90000) if false %}{% endfor %}{% for a in range(90000) if false %}{% endfor %}", "template-steps"},
    {"a macro that calls itself", "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}", "template-depth"},
    {"as a value", "{% macro m() %}{% set x = m() %}{% endmacro %}{{ m()|upper }}", "template-depth"},
    {"two that call each other", "{% macro a() %}{{ b() }}{% endmacro %}{% macro b() %}{{ a() }}{% endmacro %}{{ a() }}", "template-depth"},
    {"a page that includes itself", "{% include 'page.html' %}", "template-depth"},
    {"a page that extends itself", "{% extends 'page.html' %}", "template-depth"},
    {"a page that imports itself", "{% import 'page.html' as p %}", "template-depth"},
    {"with what it says", "{% extends 'b' %}\n-- b\n{% extends 'page.html' %}", "template-depth"},
    {"a block inside itself", "{% block a %}{{ self.a() }}{% endblock %}", "template-depth"},
    {"a loop inside itself", "{% set l = [1] %}{% for x in l recursive %}{{ loop(l) }}{% endfor %}", "template-depth"},
    {"a caller that calls its macro", "{% macro m() %}{{ caller() }}{% endmacro %}{% macro n() %}{% call m() %}{{ n() }}{% endcall %}{% endmacro %}{{ n() }}", "template-depth"},
    {"a long text, doubled", "{% set ns = namespace(s='aaaaaaaa') %}{% for i in range(60) %}{% set ns.s = ns.s ~ ns.s %}{% endfor %}", "template-memory"},
    {"a long text at once", "{{ 'ab' * 9000000000 }}", "template-memory"},
    {"a long list at once", "{{ [0] * 9000000000 }}", "template-memory"},
    {"longer than can be counted", "{{ [0, 0, 0] * 9223372036854775807 }}", "template-memory"},
    {"a long range", "{% for i in range(9000000000) %}{% endfor %}", "template-memory"},
    {"a wide text", "{{ 'a'.ljust(9000000000) }}", "template-memory"},
    {"lists that are put together", "{% set ns = namespace(l=[1, 2]) %}{% for i in range(60) %}{% set ns.l = ns.l + ns.l %}{% endfor %}", "template-memory"},
    {"much output", "{% for i in range(9000) %}{{ 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa' * 100 }}{% endfor %}", "template-output"},
    {"much text", "{% for i in range(90000) %}aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa{% endfor %}", "template-output"},
    {"much that is escaped", "{% set s = '<<<<<<<<<<' * 90000 %}{{ s }}{{ s }}", "template-output"},
    {"a macro that gives much", "{% macro m() %}{% for i in range(90000) %}aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa{% endfor %}{% endmacro %}{{ m()|length }}", "template-output"},
    {"a list that holds itself, twice, many times, printed", "{% set ns = namespace(l=[1]) %}{% for i in range(60) %}{% set ns.l = [ns.l, ns.l] %}{% endfor %}{{ ns.l }}", "template-steps"},
    {"and compared", "{% set ns = namespace(l=[1], m=[1]) %}{% for i in range(60) %}{% set ns.l = [ns.l, ns.l] %}{% set ns.m = [ns.m, ns.m] %}{% endfor %}{{ ns.l == ns.m }}", "template-steps"},
    {"and ordered", "{% set ns = namespace(l=[1], m=[1]) %}{% for i in range(60) %}{% set ns.l = [ns.l, ns.l] %}{% set ns.m = [ns.m, ns.m] %}{% endfor %}{{ [ns.l, ns.m]|sort|length }}", "template-steps"},
    {"and as JSON", "{% set ns = namespace(l=[1]) %}{% for i in range(60) %}{% set ns.l = [ns.l, ns.l] %}{% endfor %}{{ ns.l|tojson }}", "template-memory"},
    {"tuples that are keys", "{% set ns = namespace(l=(1,)) %}{% for i in range(60) %}{% set ns.l = (ns.l, ns.l) %}{% endfor %}{{ {ns.l: 1} }}", "template-key"},
};
/* clang-format on */

static void test_limits(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(bombs); i++) {
        Try t = {0};
        open_page(&t, "page.html", bombs[i].files, NULL);
        assert_non_null(t.page);
        t.job.most_output = 2000000;
        t.job.most_memory = 20000000;
        t.job.most_steps = 100000;
        assert_false(template_render(t.page, &t.job, &t.out, &t.d));
        assert_int_equal(t.d.errors, 1);
        assert_str(bombs[i].name, diag_code_name(t.d.first->code),
                   str_of(bombs[i].code));
        arena_free(&t.arena);
    }
}

/* `n` times `text`, between `before` and `after`. */
static const char *many(Arena *a, const char *before, const char *text,
                        size_t n, const char *after)
{
    Buf b = buf_in(a);

    buf_put(&b, str_of(before));
    for (size_t i = 0; i < n; i++)
        buf_put(&b, str_of(text));
    buf_put(&b, str_of(after));
    return arena_cstr(a, buf_str(&b));
}

/* What a person would not write, but a program might. */
static void test_large_templates(void **state)
{
    /* clang-format off */
    static const struct {
        const char *before, *text, *after, *code; /* NULL: it is fine */
        size_t n;
    } rows[] = {
        {"", "a{{ 1 }}", "", NULL, 20000},
        {"{% if 0 %}", "{% elif 0 %}", "{% endif %}", NULL, 20000},
        {"{{ 0", " + 1", " }}", NULL, 300},
        {"{{ 0", " + 1", " }}", "template-depth", 20000},
        {"{{ 0", "|int", " }}", "template-depth", 20000},
        {"{{ x", ".x", " }}", "template-depth", 20000},
        {"{{ 'a'", " ~ 'a'", " }}", "template-depth", 20000},
        {"{{ ''", " if 1", " }}", "template-depth", 20000},
        {"{{ ", "not ", "1 }}", "template-too-deep", 20000},
        {"{{ ", "- ", "1 }}", "template-too-deep", 20000},
        {"{{ ", "(", "1", "template-too-deep", 20000},
        {"{{ ", "[", "1", "template-too-deep", 20000},
        {"", "{% if 1 %}", "", "template-too-deep", 20000},
        {"", "{% endif %}", "", "template-stray-end", 20000},
        {"", "{% for %}", "", "template-expected-name", 200},
        {"{% include ", "'a' if 1 else ", "'a' ignore missing %}", "template-too-deep", 20000},
        {"{{ range(2)", "[:]", " }}", "template-depth", 20000},
    };
    /* clang-format on */

    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        Try t = {0};
        const char *code = rows[i].code;
        open_page(&t, "page.html",
                  many(&t.arena, rows[i].before, rows[i].text, rows[i].n,
                       rows[i].after),
                  NULL);
        bool good = t.page && template_render(t.page, &t.job, &t.out, &t.d);
        assert_int_equal(good, code == NULL);
        if (code)
            assert_str(rows[i].text, diag_code_name(t.d.first->code),
                       str_of(code));
        arena_free(&t.arena);
    }
}

/* Names of turns and calls that are done take no more memory. */
static void test_memory_is_used_again(void **state)
{
    Try t = {0};

    (void)state;
    open_page(&t, "page.html",
              "{% macro m(a, b=2) %}{% for i in [] %}{% endfor %}{% endmacro %}"
              "{% for i in range(1000) %}{{ m(i) }}{% with a = 1 %}"
              "{% for j in 'ab' %}{{ loop.last }}{% endfor %}{% endwith %}"
              "{% endfor %}",
              NULL);
    t.job.most_memory = 150000;
    assert_true(template_render(t.page, &t.job, &t.out, &t.d));
    arena_free(&t.arena);
}

/* ---- for hosts ----------------------------------------------------------- */

static uint64_t ticks;

static uint64_t tick(void)
{
    return ticks += 1;
}

static void test_times(void **state)
{
    TemplateTime times[4] = {0};
    Try t = {0};

    (void)state;
    open_page(&t, "page.html",
              "{% extends 'base' %}{% from 'm' import m %}{% block a %}"
              "{{ m(2) }}{% include 'part' %}{% include 'part' %}{% endblock %}"
              "\n-- base\n{% block a %}{% endblock %}\n-- m\n"
              "{% macro m(n) %}{% if n %}{{ m(n - 1) }}{% endif %}"
              "{% endmacro %}\n-- part\n",
              NULL);
    assert_int_equal(t.set.templates.len, COUNT(times));
    t.job.times = times;
    t.job.clock = tick;
    assert_true(template_render(t.page, &t.job, &t.out, &t.d));
    for (size_t i = 0; i < COUNT(times); i++) {
        Str name = t.set.templates.entries[i].key;
        size_t calls = str_eq(name, STR("base"))   ? 1
                       : str_eq(name, STR("part")) ? 2
                       : str_eq(name, STR("m"))    ? 4
                                                   : 2;
        assert_int_equal(times[i].calls, calls);
        assert_true(times[i].nanoseconds > 0);
        assert_true(times[i].nanoseconds < 20);
    }
    arena_free(&t.arena);
}

/* An object that has every attribute, and says so. */
static bool echo_get(Reader *r, const void *self, Value key, Value *out)
{
    (void)r, (void)self;
    *out = key;
    return true;
}

static const ObjectType echo = {.name = "echo", .get = echo_get};

typedef struct {
    Observer observer;
    Buf seen;
} Watch;

static void note_read(Observer *o, const Object *from, Value key, Value answer)
{
    Buf *seen = &((Watch *)o)->seen;
    Reader nobody = {.arena = seen->arena};

    (void)answer;
    buf_printf(seen, "%s.", from->type->name);
    value_print(seen, &nobody, key);
    buf_put_char(seen, ' ');
}

static void note_use(Observer *o, Str kind, Str name)
{
    buf_printf(&((Watch *)o)->seen, STR_FMT ":" STR_FMT " ", STR_ARG(kind),
               STR_ARG(name));
}

/* Only what the page really asks of the site is noted, and every template that
 * is looked for, there or not. */
static void test_observer(void **state)
{
    Try t = {0};
    Watch w = {.observer = {note_read, note_use}, .seen = buf_in(&t.arena)};

    (void)state;
    open_page(
        &t, "page.html",
        "{% set ns = namespace(a=1) %}{% for i in [1] %}{{ loop.index }}"
        "{{ ns.a }}{{ e.x }}{{ e['y'] }}{{ e.z if false else '' }}"
        "{% endfor %}{% import 'm' as m %}{{ m }}{{ m.f(e) }}"
        "{% include ['no', 'm'] %}{% include 'n' ignore missing %}\n-- m\n"
        "{% macro f(e) %}{{ e.w }}{% endmacro %}",
        NULL);
    t.job.reader.observer = &w.observer;
    dict_put_str(t.job.globals.as.dict, &t.arena, STR("e"),
                 value_object(&t.arena, &echo, NULL));
    assert_str("output", outcome(&t), STR("11xyw"));
    assert_str("reads", buf_str(&w.seen),
               STR("echo.x echo.y template:m echo.w template:no "
                   "template:m template:n "));
    arena_free(&t.arena);
}

static bool twice(TemplateCall *call, Value *result)
{
    *result = value_int(template_arg(call, 0).as.i * 2 +
                        (int64_t)template_keywords(call)->len);
    return true;
}

static const TemplateRow host_filters[] = {
    {"twice", twice, "value, *", "two times"},
    {0},
};

static bool host_name(TemplateCall *call, Value *result)
{
    *result = value_str(str_of(template_host(call)));
    if (template_args(call))
        return template_call_error(call, TEMPLATE_NO_TEMPLATE, STRS(STR("x")));
    return true;
}

static const TemplateRow host_functions[] = {
    {"host_name", host_name, "x", "what the host says"},
    {0},
};

static void test_host_rows(void **state)
{
    const Row rows[] = {
        {"a filter and a function",
         "{{ 2|twice(a=1, b=2) }}{{ host_name() }}{{ host_name is callable }}",
         "6hostTrue", NULL},
        {"its error stands at the call", "{{ 'a' ~ host_name(1) }}",
         "1:10 there is no template 'x' [template-no-template]"
         " | while making 'page'",
         NULL},
        {"a variable hides it", "{% set host_name = 1 %}{{ host_name }}", "1",
         NULL},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        Try t = {0};
        open_page(&t, "none", "", NULL);
        add_files(&t, STR("page.html"), rows[i].files);
        t.set.filters = host_filters;
        t.set.functions = host_functions;
        t.set.symbols = (Map){0};
        t.page = template_load(&t.set, STR("page.html"), &t.d);
        t.job.host = (void *)"host";
        t.job.page = STR("page");
        assert_str(rows[i].name, outcome(&t), str_of(rows[i].want));
        arena_free(&t.arena);
    }
}

/* The errors of a part are told once, then only that it has some. */
static void test_a_part_with_errors(void **state)
{
    Try t = {0};

    (void)state;
    open_page(&t, "part", "{{ + }}\n-- page.html\n{% include 'part' %}", NULL);
    assert_null(t.page);
    assert_null(template_load(&t.set, STR("page.html"), &t.d));
    assert_null(template_load(&t.set, STR("page.html"), &t.d));
    assert_null(template_load(&t.set, STR("nope"), &t.d));
    assert_null(template_load(&t.set, STR("nope"), NULL));
    assert_null(template_find(&t.set, STR("part")));
    assert_str("said", diags_text(&t.arena, &t.d),
               STR("1:6 expected a value, found '}}' [template-expected-value]"
                   "\n1:12 the template 'part' has errors [template-part-bad]"
                   "\n1:12 the template 'part' has errors [template-part-bad]"
                   "\nthere is no template 'nope' [template-no-template]"));
    arena_free(&t.arena);
}

/* What all pages share is not changed by one of them. */
static void test_shared_data(void **state)
{
    const Row rows[] = {
        {"a list of the site", "{% do l.append(1) %}",
         "1:7 a list that this page did not make cannot be changed"
         " [template-frozen]",
         "{\"l\": []}"},
        {"a dict of the site", "{% do d.update({'a': 1}) %}",
         "1:7 a dict that this page did not make cannot be changed"
         " [template-frozen]",
         "{\"d\": {}}"},
        {"but a copy of it",
         "{% set m = l.copy() %}{% do m.append(2) %}{{ m }}{{ l }}",
         "[1, 2][1]", "{\"l\": [1]}"},
    };

    (void)state;
    check_rows(rows, COUNT(rows));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_syntax),
        cmocka_unit_test(test_errors),
        cmocka_unit_test(test_prints),
        cmocka_unit_test(test_limits),
        cmocka_unit_test(test_large_templates),
        cmocka_unit_test(test_memory_is_used_again),
        cmocka_unit_test(test_times),
        cmocka_unit_test(test_observer),
        cmocka_unit_test(test_host_rows),
        cmocka_unit_test(test_a_part_with_errors),
        cmocka_unit_test(test_shared_data),
    };
    return cmocka_run_group_tests_name("template", tests, NULL, NULL);
}
