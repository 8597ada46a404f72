/* test_check.c - code that cannot be right. */
#include "test.h"

#include "build/check_tools.h"
#include "build/verdicts.h"
#include "diag/diag.h"
#include "folder.h"
#include "plugin/syntax.h"

#include <stdio.h>

/* What is said: "line:column message"; empty: nothing. */
/* clang-format off */
static const struct {
    const char *name, *language, *code, *said;
} rows[] = {
    {"JSON", "json", "{\"a\": [1, 2]}\n", ""},
    {"no JSON", "json", "{\n  \"a\": [1, 2\n}\n", "3:1 ',' or ']'"},
    {"a comment in JSON", "json", "// a\n{}\n", "1:1 a value"},
    {"empty JSON", "json", "\n", "2:1 a value"},
    {"YAML", "yaml", "a: b\n---\n- &x 1\n- *x\n- !t 2\n", ""},
    {"no YAML", "yaml", "a: b\n c: d\n", "2:3 text with a ':' in it needs quotes around it"},
    {"empty YAML", "yaml", "", ""},
    {"a transcript", "console", "$ ls\na\n[1]\n", ""},
    {"no prompt", "console", "ls\na\n", "1:0 this stands before any command"},
    {"no line at all", "console", "\n", "1:0 no line begins with a prompt, '$ ' or '# '"},
    {"output first", "console", "a\n$ ls\n", "1:0 this stands before any command"},
    {"no command", "console", "$ ls\n$ \n", "2:0 there is no command behind this prompt"},
    {"Lua", "lua", "#!/usr/bin/lua\nlocal x <const> = 1\n", ""},
    {"no Lua", "lua", "#!/usr/bin/lua\nlocal x = = 1\n", "2:0 unexpected symbol near '='"},
    {"Lua without an end", "lua", "if x then\n", "2:0 'end' expected (to close 'if' at line 1) near <eof>"},
    {"Lua that would run for ever", "lua", "while true do end\n", ""},
    {"Lua in bytes", "lua", "\033Lua", "0:0 attempt to load a binary chunk (mode is 't')"},

    {"sh", "sh", "for i in 1 2; do\n  echo $i\ndone\n", ""},
    {"sh that would do harm", "sh", "exit 3; kill $$; echo == 1\n", ""},
    {"no sh", "sh", "echo a\nif true; do\nfi\n", "2:0 \"do\" unexpected (expecting \"then\")"},
    {"sh with what only bash has", "sh", "echo a\na=(1 2)\n", "2:0 \"(\" unexpected"},
    {"an option of sh", "sh", "-c 'exit 3'\n", ""},
    {"bash", "bash", "a=(1 2)\n[[ ${a[0]} == 1 ]] && echo == 0\n", ""},
    {"no bash", "bash", "echo a\nfor x in 1; do\nfi\n", "3:0 syntax error near unexpected token `fi'"},
    {"python", "python", "import os\nos._exit(3)\n", ""},
    {"no python", "python", "import os\ndef f(:\n    pass\n", "2:7 invalid syntax"},
    {"python that is indented", "python", "  x = 1\n", "1:2 unexpected indent"},
    {"jq", "jq", ".a | map(select(.b)) # all\n", ""},
    {"jq with what the command line gives", "jq", ".a == $a and $b\n", ""},
    {"jq with functions", "jq", "def f: .a;\nf\n", ""},
    {"no jq", "jq", ".a |\n| .b\n", "2:0 syntax error, unexpected '|'"},
    {"jq that would run for ever", "jq", "def f: f; f\n", ""},
    {"javascript", "javascript", "let a = 1;\nprocess.exit(3)\n", ""},
    {"a module", "javascript", "import x from 'y';\nawait x();\n", ""},
    {"no javascript", "javascript", "let a = 1;\nlet b = ;\n", "2:0 Unexpected token ';'"},
    {"c", "c", "int main(void)\n{\n    return 0;\n}\n", ""},
    {"no c", "c", "int main(void)\n{\n    return 0\n}\n", "3:13 expected ‘;’ before ‘}’ token"},
    {"c that reads files", "c", "#include \"/etc/shadow\"\n", "1:10 /etc/shadow: No such file or directory"},
};
/* clang-format on */

/* False if there is no tool for it. */
static bool ask(Arena *a, const CheckTools *tools, SnippetChecker checker,
                Str code, SnippetVerdict *v)
{
    if (checker == CHECKER_LUA) {
        *v = (SnippetVerdict){0};
        v->bad = !lua_reads(a, code, &v->line, &v->message);
        return true;
    }
    if (snippet_checker_is_ours(checker)) {
        *v = snippet_check(a, checker, code);
        return true;
    }
    return check_tools_ask(a, tools, checker, &code, 1, v);
}

static Str say(Arena *a, const SnippetVerdict *v)
{
    /* Phrases are said by a message. */
    const Diag said = {.code = SNIPPET_YAML, .args = &v->message, .nargs = 1};
    Str text = diag_message(a, &said, DIAG_ENGLISH);

    if (!v->bad)
        return (Str){0};
    return str_printf(a, "%zu:%zu " STR_FMT, v->line, v->column,
                      STR_ARG(str_cut_text(text, STR("YAML: ")).tail));
}

static void test_rows(void **state)
{
    Arena a = {0};
    CheckTools tools;
    int failed = 0, skipped = 0;

    (void)state;
    check_tools_find(&a, &tools);
    check_tools_ready(&a, &tools, CHECKER_C);
    for (size_t i = 0; i < COUNT(rows); i++) {
        const SnippetLanguage *l = snippet_language(str_of(rows[i].language));
        SnippetVerdict v;
        if (ask(&a, &tools, l->checker, str_of(rows[i].code), &v))
            failed +=
                !same_str(rows[i].name, say(&a, &v), str_of(rows[i].said));
        else
            skipped++;
    }
    if (skipped)
        print_message("%d skipped: there is no tool for them\n", skipped);
    arena_free(&a);
    assert_int_equal(failed, 0);
}

/* Parsers whose time could be the square of it, or whose stack could end. */
static void test_deep(void **state)
{
    static const SnippetChecker checkers[] = {CHECKER_LUA, CHECKER_JSON,
                                              CHECKER_YAML};
    Arena a = {0};
    Buf deep = buf_in(&a);
    CheckTools none = {0};

    (void)state;
    BUF_LIT(&deep, "x=");
    for (int i = 0; i < 200000; i++)
        buf_put_char(&deep, '(');
    for (size_t i = 0; i < COUNT(checkers); i++) {
        Str code = str_drop(buf_str(&deep), checkers[i] == CHECKER_LUA ? 0 : 3);
        SnippetVerdict v;
        for (size_t k = 0; checkers[i] != CHECKER_LUA && k < code.len; k++)
            deep.ptr[k + 3] = '[';
        assert_true(ask(&a, &none, checkers[i], code, &v));
        assert_true(v.bad && v.message.len > 0);
    }
    arena_free(&a);
}

/* Each answer belongs to its question. */
static void test_batch(void **state)
{
    Arena a = {0};
    CheckTools tools;
    Str codes[CHECK_BATCH];
    SnippetVerdict v[CHECK_BATCH];

    (void)state;
    check_tools_find(&a, &tools);
    for (size_t i = 0; i < CHECK_BATCH; i++)
        codes[i] = i % 7 ? STR("echo '\n== 0\n== 1'\n") : STR("\n\nif\nfi\n");
    if (!check_tools_ask(&a, &tools, CHECKER_SH, codes, CHECK_BATCH, v))
        skip();
    for (size_t i = 0; i < CHECK_BATCH; i++) {
        assert_int_equal(v[i].bad, i % 7 == 0);
        assert_int_equal(v[i].line, i % 7 ? 0 : 4);
    }
    arena_free(&a);
}

/* ---- what is kept -------------------------------------------------------- */

static void test_kept(void **state)
{
    Arena a = {0};
    Str folder = folder_new(&a);
    KeptVerdict rows_in[] = {
        {digest_of(STR("a")), {false, 0, 0, {0}}},
        {digest_of(STR("b")), {true, 3, 5, STR_INIT("wrong")}},
    };
    Verdicts v;

    (void)state;
    verdicts_read(&a, folder, &v);
    assert_int_equal(v.len, 0);
    assert_null(verdicts_find(&v, digest_of(STR("a"))));
    verdicts_write(&a, folder, rows_in, COUNT(rows_in));
    verdicts_read(&a, folder, &v);
    assert_int_equal(v.len, 2);
    const KeptVerdict *row = verdicts_find(&v, digest_of(STR("b")));
    assert_non_null(row);
    assert_true(row->verdict.bad);
    assert_int_equal(row->verdict.line, 3);
    assert_str("message", row->verdict.message, STR("wrong"));
    assert_false(verdicts_find(&v, digest_of(STR("a")))->verdict.bad);
    assert_null(verdicts_find(&v, digest_of(STR("c"))));
    folder_remove(folder);
    arena_free(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_rows),
        cmocka_unit_test(test_deep),
        cmocka_unit_test(test_batch),
        cmocka_unit_test(test_kept),
    };

    return cmocka_run_group_tests_name("check", tests, NULL, NULL);
}
