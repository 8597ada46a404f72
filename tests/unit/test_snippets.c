/* test_snippets.c - what takes all blocks of code of a site. */
#include "test.h"

#include "markdown.h"

#include "snippet/assemble.h"
#include "snippet/tape.h"

#include <stdio.h>

/* A row is a small site: pages, each begun by a line "== NAME.LANG", and
 * perhaps "== lock".  What comes of it is a line a snippet with an id: what
 * runs, in order, then its output. */

#define CODE(info, code) "```" info "\n" code "\n```\n\n"

/* clang-format off */
static const struct {
    const char *name, *site, *facts, *diags;
} rows[] = {
    {"alone", "== a.it\n" CODE("sh {#a .run}", "echo"), "a it: a\n", ""},
    {"needs, in the order of the text",
     "== a.it\n" CODE("sh {#a .run}", "echo") CODE("yaml {#b file=b.yaml}", "a: b") CODE("sh {#c .run needs=b,a}", "cat b.yaml"),
     "a it: a\nb it: b\nc it: a b c\n", ""},
    {"needs of needs",
     "== a.it\n" CODE("sh {#c .run needs=b}", "x") CODE("sh {#b .run needs=a}", "y") CODE("sh {#a .run}", "z"),
     "a it: a\nb it: a b\nc it: a b c\n", ""},
    {"a session", "== a.it\n" CODE("sh {#a .run session=s}", "x=1") CODE("lua {#l .run}", "x()") CODE("sh {#b .run session=s}", "echo $x") CODE("sh {#c .run session=s needs=l}", "y"),
     "a it: a\nb it: a b\nc it: a l b c\nl it: l\n", ""},
    {"output of the block before", "== a.it\n" CODE("sh {#a .run}", "echo") "Text.\n\n" CODE("output", "hello"), "a it: a > hello\n", ""},
    {"output by name", "== a.it\n" CODE("output {for=a match=like}", "hello") CODE("sh {#a .run}", "echo"), "a it: a > hello like\n", ""},
    {"input of another", "== a.it\n" CODE("json {#j}", "{}") CODE("jq {#a .run stdin=j}", "."), "a it: a < j\nj it: -\n", ""},
    {"editions", "== a.it\n" CODE("sh {#a .run}", "echo # uno") "== a.en\n" CODE("sh {#a .run}", "echo # one"), "a it: a\na en: a\n", ""},
    {"editions whose strings vary", "== a.it\n" CODE("sh {#a .run vary=1}", "echo 'uno' \"due\"") "== a.en\n" CODE("sh {#a .run vary=1}", "echo 'one' \"two\""), "a it: a\na en: a\n", ""},
    {"editions with block comments", "== a.it\n" CODE("c {#a}", "/* uno\n * due */ int x;") "== a.en\n" CODE("c {#a}", "/* one\n * two */ int x;"), "a it: -\na en: -\n", ""},
    {"a tape", "== a.it\n" CODE("sh {#a .run tape=known}", "kubectl"), "a it: a @ known\n", ""},

    {"an id twice", "== a.it\n" CODE("sh {#a}", "x") "== b.it\n" CODE("sh {#a}", "x"), "a it: -\n",
     "b.it:1:8 there are two snippets 'a' [snippet-id-twice] | a.it:1:8 the other is here"},
    {"an id in another text", "== a.it\n" CODE("sh {#a}", "x") "== b.en\n" CODE("sh {#a}", "x"), "a it: -\n",
     "b.en:1:8 'a' is the id of a snippet in another text, of which this is no translation [snippet-id-elsewhere] | a.it:1:8 the other is here"},
    {"output of nothing", "== a.it\n" CODE("output", "x"), "", "a.it:1:1 this output belongs to nothing: no block of code stands before it [snippet-output-stray]"},
    {"output of what is not there", "== a.it\n" CODE("sh {#abc}", "x") CODE("output {for=abd}", "x"), "abc it: -\n",
     "a.it:5:1 there is no snippet 'abd' here [snippet-unknown] | did you mean 'abc'?"},
    {"output of another page", "== a.it\n" CODE("sh {#a}", "x") "== b.it\n" CODE("output {for=a}", "x"), "a it: -\n",
     "b.it:1:1 there is no snippet 'a' here [snippet-unknown] | a.it:1:8 the other is here"},
    {"two outputs", "== a.it\n" CODE("sh {#a}", "x") CODE("output", "x") CODE("output", "x"), "a it: - > x\n",
     "a.it:9:1 this block of code has an output already [snippet-output-twice] | a.it:5:1 the other is here"},
    {"two outputs by name", "== a.it\n" CODE("sh {#a}", "x") CODE("output", "x") CODE("output {for=a}", "x"), "a it: - > x\n",
     "a.it:9:1 this block of code has an output already [snippet-output-twice] | a.it:5:1 the other is here"},
    {"output of a transcript", "== a.it\n" CODE("console {#a}", "$ x") CODE("output", "x"), "a it: -\n",
     "a.it:5:1 a transcript holds its output itself [snippet-output-transcript] | a.it:1:13 the other is here"},
    {"needs what is not there", "== a.it\n" CODE("sh {#abc .run}", "x") CODE("sh {#b .run needs=abd}", "x"), "abc it: abc\nb it: b\n",
     "a.it:5:16 there is no snippet 'abd' here [snippet-unknown] | did you mean 'abc'?"},
    {"needs what does nothing", "== a.it\n" CODE("sh {#a}", "x") CODE("sh {#b .run needs=a}", "x"), "a it: -\nb it: b\n",
     "a.it:5:16 'a' cannot be needed: it is neither run nor a file [snippet-needs-text] | a.it:1:8 the other is here"},
    {"needs itself", "== a.it\n" CODE("sh {#a .run needs=a}", "x"), "a it: -\n",
     "a.it:1:16 'a' needs itself: a → a [snippet-needs-cycle] | a.it:1:16 'a' needs 'a'"},
    {"a cycle", "== a.it\n" CODE("sh {#z .run needs=a}", "x") CODE("sh {#a .run needs=b}", "x") CODE("sh {#b .run needs=c}", "x") CODE("sh {#c .run needs=a}", "x"),
     "a it: -\nb it: -\nc it: -\nz it: -\n",
     "a.it:5:16 'a' needs itself: a → b → c → a [snippet-needs-cycle] | a.it:5:16 'a' needs 'b' | a.it:9:16 'b' needs 'c' | a.it:13:16 'c' needs 'a'"},
    {"a session of a shell and of transcripts", "== a.it\n" CODE("sh {#a .run session=s}", "x=1") CODE("console {#b .run session=s}", "$ echo $x\n1"), "a it: a\nb it: a b\n", ""},
    {"a session of two languages", "== a.it\n" CODE("sh {#a .run session=s}", "x") CODE("lua {#b .run session=s}", "x()"), "a it: a\nb it: b\n",
     "a.it:5:17 the session 's' is of 'sh', not of 'lua' [snippet-session-mixed] | a.it:1:8 the other is here"},
    {"a file twice", "== a.it\n" CODE("sh {#a file=f}", "x") CODE("sh {#b file=f}", "y") CODE("sh {#c .run needs=a,b}", "z"),
     "a it: a\nb it: b\nc it: a b c\n",
     "a.it:5:11 the file 'f' is written twice where 'c' runs [snippet-file-twice] | a.it:1:11 the other is here"},
    {"input from nothing", "== a.it\n" CODE("sh {#a .run stdin=b.json}", "x"), "a it: a\n",
     "a.it:1:16 'b.json' is neither a snippet nor a file of what 'a' needs [snippet-stdin]"},
    {"a pattern that is none", "== a.it\n" CODE("sh {#a .run}", "x") CODE("output", "a\n( (re)"), "a it: a > a\n( (re)\n",
     "a.it:7:1 this is not a regular expression, or one that could take for ever [snippet-pattern]"},
    {"no tape", "== a.it\n" CODE("sh {#a .run tape=unknown}", "x"), "a it: a\n",
     "a.it:1:16 there is no tape 'unknown', neither beside the text nor in content/tapes/ [snippet-tape]"},
    {"an edition without", "== a.it\n" CODE("sh {#a}", "x") "== a.en\nText.\n", "a it: -\n",
     "a.it:1:8 the snippet 'a' is not in the edition en [snippet-parity-missing]"},
    {"editions that differ", "== a.it\n" CODE("sh {#a vary=3}", "x # a\ny '1'\nz") "== a.en\n" CODE("sh {#a}", "x\ny '2'\nz"), "a it: -\na en: -\n",
     "a.en:3:1 the code of 'a' differs between editions, and not only in comments or in lines given to vary= [snippet-parity] | a.it:3:1 the other is here"},
    {"editions of which one is longer", "== a.it\n" CODE("sh {#a}", "x") "== a.en\n" CODE("sh {#a}", "x\ny"), "a it: -\na en: -\n",
     "a.en:3:1 the code of 'a' differs between editions, and not only in comments or in lines given to vary= [snippet-parity] | a.it:1:1 the other is here"},
    {"editions that run otherwise", "== a.it\n" CODE("sh {#a .run}", "x") "== a.en\n" CODE("sh {#a}", "x"), "a it: a\na en: -\n",
     "a.en:1:8 the editions of 'a' are not run alike [snippet-parity-options] | a.it:1:8 the other is here"},
    {"a hash within a word", "== a.it\n" CODE("sh {#a}", "echo a#b") "== a.en\n" CODE("sh {#a}", "echo a#c"), "a it: -\na en: -\n",
     "a.en:2:1 the code of 'a' differs between editions, and not only in comments or in lines given to vary= [snippet-parity] | a.it:2:1 the other is here"},
    {"a comment sign in quotes", "== a.it\n" CODE("sh {#a}", "echo 'a # b'") "== a.en\n" CODE("sh {#a}", "echo 'a # c'"), "a it: -\na en: -\n",
     "a.en:2:1 the code of 'a' differs between editions, and not only in comments or in lines given to vary= [snippet-parity] | a.it:2:1 the other is here"},
};
/* clang-format on */

static const Str languages[] = {STR_INIT("it"), STR_INIT("en")};

enum { PAGES = 8 };

typedef struct {
    Sheet sheets[PAGES];
    SnippetPage pages[PAGES];
    size_t npages;
    Source lock;
    SnippetParts parts;
    SnippetSet set;
    Arena a;
    DiagList d;
} Trial;

static const Source *find_tape(void *context, const SnippetPage *page, Str name)
{
    static const Source tape = {STR_INIT("known.tape"),
                                STR_INIT("tape 1\norigin hand\n")};

    (void)context;
    (void)page;
    return str_eq(name, STR("known")) ? &tape : NULL;
}

static void read_page(Trial *t, const MarkdownCode *code, Str name, Str text)
{
    assert_true(t->npages < PAGES);
    Sheet *s = &t->sheets[t->npages];
    SnippetPage *page = &t->pages[t->npages++];
    StrCut cut = str_cut(name, '.');

    s->in.options.code = code;
    sheet_read(s, STR(""), text);
    s->src.path = name;
    *page = (SnippetPage){.src = &s->src,
                          .doc = &s->doc.facts,
                          .key = cut.head,
                          .lang = str_eq(cut.tail, STR("en")),
                          .good = true};
    snippets_of_document(&s->a, page, &s->d);
    assert_str(name.ptr, diags_text(&s->a, &s->d), STR(""));
}

static void read_site(Trial *t, const char *site)
{
    Str rest = str_drop(str_of(site), 3);
    MarkdownCode *code = ARENA_NEW(&t->a, MarkdownCode);

    t->d = (DiagList){.arena = &t->a};
    code->comment = snippet_comment;
    code->keys = snippet_keys(&t->a, &code->nkeys);
    while (rest.len) {
        StrCut cut = str_cut_text(rest, STR("\n== "));
        StrCut page = str_cut(cut.head, '\n');
        Str text = str_printf(&t->a, STR_FMT "\n", STR_ARG(page.tail));
        if (str_eq(page.head, STR("lock")))
            t->lock = (Source){STR("snippets.lock"), text};
        else
            read_page(t, code, page.head, text);
        rest = cut.tail;
    }
    t->parts = (SnippetParts){.pages = t->pages,
                              .npages = t->npages,
                              .languages = languages,
                              .nlanguages = COUNT(languages),
                              .lock = t->lock.text.len ? &t->lock : NULL,
                              .tape = find_tape};
    bool ok = snippets_assemble(&t->a, &t->parts, &t->d, &t->set);
    assert_int_equal(ok, t->d.errors == 0);
}

static void put_place(Buf *b, const Diag *d)
{
    if (d->src)
        buf_printf(b, STR_FMT ":", STR_ARG(d->src->path));
    put_diag(b, d);
}

static Str said(Trial *t)
{
    Buf b = buf_in(&t->a);

    for (const Diag *d = t->d.first; d; d = d->next) {
        if (d != t->d.first)
            buf_put_char(&b, '\n');
        put_place(&b, d);
        buf_printf(&b, " [" STR_FMT "]", STR_ARG(diag_code_name(d->code)));
        for (const Diag *note = d->notes; note; note = note->next) {
            BUF_LIT(&b, " | ");
            put_place(&b, note);
        }
    }
    return buf_str(&b);
}

static Str facts(Trial *t)
{
    Buf b = buf_in(&t->a);

    for (size_t i = 0; i < t->set.named.len; i++) {
        const Snippet *s = t->set.named.items[i];
        buf_printf(&b, STR_FMT " " STR_FMT ":", STR_ARG(s->id),
                   STR_ARG(languages[s->lang]));
        for (size_t k = 0; k < s->plan.len; k++)
            buf_printf(&b, " " STR_FMT, STR_ARG(s->plan.items[k]->id));
        if (s->plan.len == 0)
            BUF_LIT(&b, " -");
        if (s->expected)
            buf_printf(&b, " > " STR_FMT,
                       STR_ARG(str_trim(s->expected->code->code)));
        if (s->match == SNIPPET_LIKE)
            BUF_LIT(&b, " like");
        if (s->input)
            buf_printf(&b, " < " STR_FMT, STR_ARG(s->input->id));
        if (s->tape)
            buf_printf(&b, " @ " STR_FMT, STR_ARG(s->tape_name));
        buf_put_char(&b, '\n');
    }
    return buf_str(&b);
}

static void trial_end(Trial *t)
{
    for (size_t i = 0; i < t->npages; i++)
        sheet_close(&t->sheets[i]);
    arena_free(&t->a);
}

static void test_rows(void **state)
{
    int failed = 0;

    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        Trial t = {0};
        read_site(&t, rows[i].site);
        failed += !same_str(rows[i].name, facts(&t), str_of(rows[i].facts));
        failed += !same_str(rows[i].name, said(&t), str_of(rows[i].diags));
        trial_end(&t);
    }
    assert_int_equal(failed, 0);
}

/* A chain, and a list, that are longer than any plan may be. */
static void test_many(void **state)
{
    Trial t = {0};
    Buf b = buf_in(&t.a);

    (void)state;
    BUF_LIT(&b, "== a.it\n");
    for (int i = 0; i < 3000; i++)
        buf_printf(&b, "```sh {#a%d .run session=s}\nx\n```\n\n", i);
    buf_put_char(&b, '\0');
    read_site(&t, b.ptr);
    assert_int_equal(t.d.errors, 2800 - 1);
    assert_int_equal(t.d.first->code, SNIPPET_NEEDS_MANY);
    assert_int_equal(snippet_by_id(&t.set, STR("a200"), 0)->plan.len, 201);
    assert_int_equal(snippet_by_id(&t.set, STR("a201"), 0)->plan.len, 0);
    trial_end(&t);
}

/* ---- digests and levels -------------------------------------------------- */

static Digest inputs_of(const char *site, const char *id)
{
    Trial t = {0};

    read_site(&t, site);
    Digest d = snippet_by_id(&t.set, str_of(id), 0)->inputs;
    trial_end(&t);
    return d;
}

#define BASE                                                                   \
    CODE("sh {#n .run}", "one")                                                \
    CODE("json {#j}", "{}")                                                    \
    CODE("sh {#a .run needs=n stdin=j env=A=1 tape=known}", "echo")            \
    CODE("output", "hello")

/* What decides the result, and what does not. */
static const struct {
    const char *name, *site;
    bool same;
} inputs[] = {
    {"nothing", BASE, true},
    {"text between", "More.\n\n" BASE, true},
    {"another", BASE CODE("sh {#z .run}", "z"), true},
    {"its code",
     CODE("sh {#n .run}", "one") CODE("json {#j}", "{}")
         CODE("sh {#a .run needs=n stdin=j env=A=1 tape=known}", "echo 1")
             CODE("output", "hello"),
     false},
    {"its title and time",
     CODE("sh {#n .run}", "one") CODE("json {#j}", "{}")
         CODE("sh {#a .run .try needs=n stdin=j env=A=1 tape=known "
              "title=x timeout=1s}",
              "echo") CODE("output", "hello"),
     true},
    {"what it needs",
     CODE("sh {#n .run}", "two") CODE("json {#j}", "{}")
         CODE("sh {#a .run needs=n stdin=j env=A=1 tape=known}", "echo")
             CODE("output", "hello"),
     false},
    {"that it needs it",
     CODE("sh {#n .run}", "one") CODE("json {#j}", "{}")
         CODE("sh {#a .run stdin=j env=A=1 tape=known}", "echo")
             CODE("output", "hello"),
     false},
    {"how that is run",
     CODE("sh {#n .run env=B=1}", "one") CODE("json {#j}", "{}")
         CODE("sh {#a .run needs=n stdin=j env=A=1 tape=known}", "echo")
             CODE("output", "hello"),
     false},
    {"its input",
     CODE("sh {#n .run}", "one") CODE("json {#j}", "[]")
         CODE("sh {#a .run needs=n stdin=j env=A=1 tape=known}", "echo")
             CODE("output", "hello"),
     false},
    {"its environment",
     CODE("sh {#n .run}", "one") CODE("json {#j}", "{}")
         CODE("sh {#a .run needs=n stdin=j env=A=2 tape=known}", "echo")
             CODE("output", "hello"),
     false},
    {"its tape",
     CODE("sh {#n .run}", "one") CODE("json {#j}", "{}")
         CODE("sh {#a .run needs=n stdin=j env=A=1}", "echo")
             CODE("output", "hello"),
     false},
    {"its output",
     CODE("sh {#n .run}", "one") CODE("json {#j}", "{}")
         CODE("sh {#a .run needs=n stdin=j env=A=1 tape=known}", "echo")
             CODE("output", "hallo"),
     false},
    {"how that is compared",
     CODE("sh {#n .run}", "one") CODE("json {#j}", "{}")
         CODE("sh {#a .run needs=n stdin=j env=A=1 tape=known}", "echo")
             CODE("output {match=like}", "hello"),
     false},
    {"its status",
     CODE("sh {#n .run}", "one") CODE("json {#j}", "{}")
         CODE("sh {#a .run exit=1 needs=n stdin=j env=A=1 tape=known}", "echo")
             CODE("output", "hello"),
     false},
};

static void test_inputs(void **state)
{
    Digest base = inputs_of("== a.it\n" BASE, "a");

    (void)state;
    for (size_t i = 0; i < COUNT(inputs); i++) {
        char site[2048];
        snprintf(site, sizeof site, "== a.it\n%s", inputs[i].site);
        if (digest_eq(base, inputs_of(site, "a")) != inputs[i].same)
            fail_msg("%s", inputs[i].name);
    }
}

/* The line that a run of `id` would leave. */
static Str line_of(Trial *t, const char *id)
{
    const Snippet *s = snippet_by_id(&t->set, str_of(id), 0);
    Buf b = buf_in(&t->a);
    LockLine line = {
        .id = s->id,
        .lang = STR("it"),
        .level = SNIPPET_RAN,
        .inputs = s->inputs,
        .code = digest_of(s->code->code),
        .has_expected = s->expected != NULL,
        .has_tape = s->tape != NULL,
        .date = {.year = 2026, .month = 11, .day = 25},
    };

    if (s->expected)
        line.expected = digest_of(s->expected->code->code);
    if (s->tape)
        line.tape = s->tape->digest;
    lock_put(&b, &line);
    return buf_str(&b);
}

static void test_levels(void **state)
{
    static const struct {
        const char *name, *before, *after;
        SnippetLevel level;
        unsigned drift;
        const char *check;
    } changes[] = {
        {"as it was", BASE, BASE, SNIPPET_RAN, 0, ""},
        {"other code", CODE("sh {#a .run}", "x"), CODE("sh {#a .run}", "y"),
         SNIPPET_RAN, DRIFT_CODE,
         "a.it:1:8 'a' is no longer what ran on 2026-11-25 [snippet-drifted] | "
         "what has changed is its code"},
        {"other output", CODE("sh {#a .run}", "x") CODE("output", "1"),
         CODE("sh {#a .run}", "x") CODE("output", "2"), SNIPPET_RAN,
         DRIFT_OUTPUT,
         "a.it:1:8 'a' is no longer what ran on 2026-11-25 [snippet-drifted] | "
         "what has changed is the output that is expected"},
        {"code and a tape", CODE("sh {#a .run}", "x"),
         CODE("sh {#a .run tape=known}", "y"), SNIPPET_RAN,
         DRIFT_CODE | DRIFT_TAPE,
         "a.it:1:8 'a' is no longer what ran on 2026-11-25 [snippet-drifted] | "
         "what has changed is its code | what has changed is the tape"},
        {"what it needs",
         CODE("sh {#b .run}", "x") CODE("sh {#a .run needs=b}", "x"),
         CODE("sh {#b .run}", "y") CODE("sh {#a .run needs=b}", "x"),
         SNIPPET_RAN, DRIFT_NEEDS,
         "a.it:5:8 'a' is no longer what ran on 2026-11-25 [snippet-drifted] | "
         "what has changed is what it needs, or how it is run"},
        {"run no more", CODE("sh {#a .run}", "x"), CODE("sh {#a}", "x"),
         SNIPPET_NOT_RUN, 0,
         "snippets.lock:1:7 there is no snippet 'a' (it) any more "
         "[lock-stale]"},
    };
    int failed = 0;

    (void)state;
    for (size_t i = 0; i < COUNT(changes); i++) {
        Trial before = {0}, after = {0};
        read_site(&before,
                  str_printf(&before.a, "== a.it\n%s", changes[i].before).ptr);
        Str site = str_printf(&after.a, "== a.it\n%s\n== lock\n" STR_FMT,
                              changes[i].after,
                              STR_ARG(str_trim(line_of(&before, "a"))));
        read_site(&after, arena_cstr(&after.a, site));
        const Snippet *s = snippet_by_id(&after.set, STR("a"), 0);
        assert_int_equal(s->level, changes[i].level);
        assert_int_equal(s->drift, changes[i].drift);
        snippet_check_level(s, &after.d);
        snippets_check_lock(&after.set, &after.d);
        failed +=
            !same_str(changes[i].name, said(&after), str_of(changes[i].check));
        trial_end(&before);
        trial_end(&after);
    }
    assert_int_equal(failed, 0);
}

static void test_unlocked(void **state)
{
    static const struct {
        const char *site;
        SnippetLevel level;
        const char *check;
    } sites[] = {
        {"== a.it\n" CODE("sh {#a}", "x"), SNIPPET_NOT_RUN, ""},
        {"== a.it\n" CODE("sh {#a}", "x") CODE("output", "x"), SNIPPET_RECORDED,
         ""},
        {"== a.it\n" CODE("console {#a .manual}", "$ x"), SNIPPET_RECORDED, ""},
        {"== a.it\n" CODE("sh {#a .run}", "x"), SNIPPET_NOT_RUN,
         "a.it:1:8 'a' is to be run and never was [snippet-never-run]"},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(sites); i++) {
        Trial t = {0};
        read_site(&t, sites[i].site);
        const Snippet *s = snippet_by_id(&t.set, STR("a"), 0);
        assert_int_equal(s->level, sites[i].level);
        snippet_check_level(s, &t.d);
        assert_str(sites[i].site, said(&t), str_of(sites[i].check));
        trial_end(&t);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_rows),     cmocka_unit_test(test_many),
        cmocka_unit_test(test_inputs),   cmocka_unit_test(test_levels),
        cmocka_unit_test(test_unlocked),
    };

    markdown_init();
    return cmocka_run_group_tests_name("snippets", tests, NULL, NULL);
}
