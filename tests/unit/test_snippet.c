/* test_snippet.c - what blocks of code say of themselves. */
#include "test.h"

#include "markdown.h"

#include "snippet/snippet.h"

/* clang-format off */
static const struct {
    const char *name;
    const char *text; /* one block of code, or more; the first is shown */
    const char *facts, *diags;
} rows[] = {
    {"plain code", "```sh\necho\n```", "sh", ""},
    {"a name", "```sh {#a}\necho\n```", "sh #a", ""},
    {"run", "```sh {#a .run}\necho\n```", "sh #a run", ""},
    {"an alias", "```Shell {#a .run}\necho\n```", "sh #a run", ""},
    {"an unknown language", "```intercal {#a}\nPLEASE\n```", "text #a", ""},
    {"every class that goes together", "```lua {#a .run .check .try .hidden .fail}\nx()\n```", "lua #a run check try hidden fail", ""},
    {"by hand", "```sh {#a .manual .no-check}\necho\n```", "sh #a no-check manual", ""},
    {"every key", "```sh {#a .run session=s needs=b,c file=d/e.sh stdin=f env=X=1,Y= exit=3 timeout=500ms tape=t tool=jq,kubectl sandbox=netns match=like try=no vary=1 param.who=ec}\necho\n```",
     "sh #a run no-try session=s needs=b,c file=d/e.sh stdin=f env=X:1,Y: exit=3 timeout=500 tape=t tool=jq,kubectl netns match=like vary=1-1 param=who:ec", ""},
    {"in first lines", "```lua\n--| id: a\n--| class: run try\n--| env: A=b\nprint(1)\n```", "lua #a run try env=A:b", ""},
    {"a transcript", "```console {#a .run}\n$ true\n```", "console #a run transcript", ""},
    {"output", "```output {for=a match=any}\nx\n```", "text output for=a match=any", ""},
    {"output has no name of its own", "```output {#x}\nx\n```", "text output", ""},
    {"a class of the author's", "```sh {.wide}\necho\n```", "sh", ""},

    {"no id", "```sh {.run}\necho\n```", "sh run", "1:1 a snippet that is run needs an id: {#name .run} [snippet-without-id]"},
    {"an id that is no name", "```sh {#Perché}\necho\n```", "sh #Perché",
     "1:8 'Perché' cannot be the id of a snippet: it has letters a to z, digits, '-' and '_' [snippet-id] | did you mean 'perche'?"},
    {"a class that is nearly ours", "```sh {#a .runn}\necho\n```", "sh #a",
     "1:11 the class 'runn' means nothing to the program [likely-class] | did you mean 'run'?"},
    {"what is not run", "```yaml {#a .run}\na: b\n```", "yaml #a run", "1:10 nothing here runs 'yaml' [snippet-language]"},
    {"a session of what has none", "```jq {#a .run session=x}\n.\n```", "jq #a run session=x", "1:8 'jq' has no sessions [snippet-session]"},
    {"of running alone", "```sh {#a session=s exit=1 .fail}\necho\n```", "sh #a fail session=s exit=1",
     "1:8 '.fail' and 'exit' contradict each other [snippet-contradiction]\n"
     "1:8 '.fail' is about running, and this block is not run: it has no .run [snippet-not-run]\n"
     "1:11 'session' is about running, and this block is not run: it has no .run [snippet-not-run]\n"
     "1:21 'exit' is about running, and this block is not run: it has no .run [snippet-not-run]"},
    {"a file may need others", "```sh {#a file=x needs=b}\necho\n```", "sh #a needs=b file=x", ""},
    {"of output alone", "```sh {for=a}\necho\n```", "sh for=a", "1:8 'for' belongs to a block of output [snippet-not-output]"},
    {"contradictions", "```sh {#a .run .manual .check .no-check .try try=no}\necho\n```", "sh #a run check no-check try no-try manual",
     "1:8 '.check' and '.no-check' contradict each other [snippet-contradiction]\n"
     "1:8 '.run' and '.manual' contradict each other [snippet-contradiction]\n"
     "1:8 '.try' and 'try=no' contradict each other [snippet-contradiction]"},
    {"a file outside", "```sh {#a .run file=../x}\necho\n```", "sh #a run",
     "1:16 '../x' is not a value for 'file': it is the path of a file in the scratch folder, such as data/a.json [snippet-value]"},
    {"an absolute file", "```sh {#a file=/etc/passwd}\necho\n```", "sh #a",
     "1:11 '/etc/passwd' is not a value for 'file': it is the path of a file in the scratch folder, such as data/a.json [snippet-value]"},
    {"too long a time", "```sh {#a .run timeout=61s}\necho\n```", "sh #a run",
     "1:16 '61s' is not a value for 'timeout': it is a time such as 5s or 500ms, at most 60s [snippet-value]"},
    {"a time without a unit", "```sh {#a .run timeout=5}\necho\n```", "sh #a run",
     "1:16 '5' is not a value for 'timeout': it is a time such as 5s or 500ms, at most 60s [snippet-value]"},
    {"no status", "```sh {#a .run exit=256}\necho\n```", "sh #a run",
     "1:16 '256' is not a value for 'exit': it is a whole number from 0 to 255 [snippet-value]"},
    {"no way to compare", "```output {match=roughly}\nx\n```", "text output",
     "1:12 'roughly' is not a value for 'match': it is exact, like or any [snippet-value]"},
    {"names with gaps", "```sh {#a .run needs=b,,c}\necho\n```", "sh #a run needs=b",
     "1:16 'b,,c' is not a value for 'needs': it is ids of snippets, separated by commas [snippet-value]"},
    {"no variable", "```sh {#a .run env=1=2}\necho\n```", "sh #a run",
     "1:16 '1=2' is not a value for 'env': it is NAME=VALUE, separated by commas [snippet-value]"},
    {"a line that is not there", "```sh {#a vary=1-2}\necho\n```", "sh #a",
     "1:11 '1-2' is not a value for 'vary': it is lines of the code such as 3,5-7 [snippet-value]"},
    {"a parameter that is not there", "```sh {#a param.ns=prod}\necho\n```", "sh #a param=ns:prod",
     "1:11 'prod', which the reader may replace as 'ns', does not stand in the code [snippet-param]"},
    {"a sandbox of another kind", "```sh {#a .run sandbox=none}\necho\n```", "sh #a run",
     "1:16 'none' is not a value for 'sandbox': it is netns, or not written [snippet-value]"},
    {"in a quotation", "> ```sh\n> #| id: a\n> #| timeout: 1h\n> echo\n> ```", "sh #a",
     "3:6 '1h' is not a value for 'timeout': it is a time such as 5s or 500ms, at most 60s [snippet-value]\n"
     "3:6 'timeout' is about running, and this block is not run: it has no .run [snippet-not-run]"},
};
/* clang-format on */

static void put_flag(Buf *b, bool on, const char *name)
{
    if (on)
        buf_printf(b, " %s", name);
}

static void put_text(Buf *b, const char *name, Str s)
{
    if (s.len)
        buf_printf(b, " %s=" STR_FMT, name, STR_ARG(s));
}

static void put_names(Buf *b, const char *name, const Str *items, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        buf_printf(b, i ? "," : " %s=", name);
        buf_put(b, items[i]);
    }
}

static void put_params(Buf *b, const char *name, const SnippetParam *items,
                       size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (i)
            buf_put_char(b, ',');
        else
            buf_printf(b, " %s=", name);
        buf_printf(b, STR_FMT ":" STR_FMT, STR_ARG(items[i].name),
                   STR_ARG(items[i].value));
    }
}

static Str facts_of(Arena *a, const Snippet *s)
{
    static const char *const matches[] = {"exact", "like", "any"};
    Buf b = buf_in(a);

    buf_put(&b, s->language->name);
    if (s->id.len)
        buf_printf(&b, " #" STR_FMT, STR_ARG(s->id));
    put_flag(&b, s->run, "run");
    put_flag(&b, s->check, "check");
    put_flag(&b, s->no_check, "no-check");
    put_flag(&b, s->offered, "try");
    put_flag(&b, s->no_offer, "no-try");
    put_flag(&b, s->hidden, "hidden");
    put_flag(&b, s->fail, "fail");
    put_flag(&b, s->manual, "manual");
    put_flag(&b, s->transcript, "transcript");
    put_flag(&b, s->output, "output");
    put_text(&b, "for", s->output_for);
    put_text(&b, "session", s->session);
    put_names(&b, "needs", s->needs.items, s->needs.len);
    put_text(&b, "file", s->file);
    put_text(&b, "stdin", s->stdin_from);
    put_params(&b, "env", s->env.items, s->env.len);
    if (s->exit)
        buf_printf(&b, " exit=%d", s->exit);
    if (s->timeout_ms != 10000)
        buf_printf(&b, " timeout=%d", s->timeout_ms);
    put_text(&b, "tape", s->tape_name);
    put_names(&b, "tool", s->tools.items, s->tools.len);
    put_flag(&b, s->netns, "netns");
    if (s->match != SNIPPET_EXACT)
        buf_printf(&b, " match=%s", matches[s->match]);
    for (size_t i = 0; i < s->vary.len; i++)
        buf_printf(&b, " vary=%u-%u", s->vary.items[i].first,
                   s->vary.items[i].last);
    put_params(&b, "param", s->params.items, s->params.len);
    return buf_str(&b);
}

static void test_rows(void **state)
{
    int failed = 0;

    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        Sheet s = {0};
        MarkdownCode code = {.comment = snippet_comment};

        code.keys = snippet_keys(&s.a, &code.nkeys);
        s.in.options.code = &code;
        sheet_read(&s, STR(""), str_of(rows[i].text));
        SnippetPage page = {.src = &s.src, .doc = &s.doc.facts};
        bool ok = snippets_of_document(&s.a, &page, &s.d);
        failed += !same_str(rows[i].name, facts_of(&s.a, page.snippets),
                            str_of(rows[i].facts));
        failed += !same_str(rows[i].name, diags_text(&s.a, &s.d),
                            str_of(rows[i].diags));
        assert_int_equal(ok, s.d.errors == 0);
        sheet_close(&s);
    }
    assert_int_equal(failed, 0);
}

/* Two rows of one name would hide each other. */
static void test_languages(void **state)
{
    size_t n;
    const SnippetLanguage *all = snippet_languages(&n);

    (void)state;
    for (size_t i = 0; i < n; i++) {
        const SnippetLanguage *l = &all[i];
        assert_ptr_equal(snippet_language(l->name), l);
        for (size_t k = 0; k < LANGUAGE_ALIASES && l->aliases[k].len; k++)
            assert_ptr_equal(snippet_language(l->aliases[k]), l);
        assert_true(str_starts(l->suffix, STR(".")));
        assert_true(l->media.len > 0);
    }
    assert_str("nobody knows it", snippet_language(STR("intercal"))->name,
               STR("text"));
    assert_str("a comment", snippet_comment(STR("sql")), STR("--"));
    assert_str("none", snippet_comment(STR("json")), STR("#"));
    assert_str("no language", snippet_comment(STR("")), STR(""));
}

static void test_levels(void **state)
{
    (void)state;
    for (int i = 0; i < SNIPPET_LEVELS; i++)
        assert_int_equal(snippet_level_by_name(
                             snippet_level_name((SnippetLevel)i)),
                         i);
    assert_int_equal(snippet_level_by_name(STR("live")), -1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_rows),
        cmocka_unit_test(test_languages),
        cmocka_unit_test(test_levels),
    };

    markdown_init();
    return cmocka_run_group_tests_name("snippet", tests, NULL, NULL);
}
