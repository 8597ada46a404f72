/* test_yaml.c - YAML as trees: what is read, where it stands, what is wrong. */
#include "diags.h"
#include "test.h"

#include "data/json.h"
#include "data/yaml.h"

/* ---- what is read -------------------------------------------------------- */

/* clang-format off */
static const struct {
    const char *name, *text;
    const char *json;  /* of what could be read */
    const char *diags; /* "" if all is well */
} rows[] = {
    {"nothing", "", "{}", ""},
    {"only a comment", "# here\n", "{}", ""},
    {"a map", "a: 1\nb: x\n", "{\"a\": 1, \"b\": \"x\"}", ""},
    {"a list", "- a\n- [b, c]\n", "[\"a\", [\"b\", \"c\"]]", ""},
    {"one scalar", "hello", "\"hello\"", ""},
    {"a byte order mark", "\xef\xbb\xbf" "a: 1\n", "{\"a\": 1}", ""},
    {"CRLF", "a: 1\r\nb: 2\r\n", "{\"a\": 1, \"b\": 2}", ""},
    {"the start of a document", "---\na: 1\n", "{\"a\": 1}", ""},

    {"nulls", "[~, null, Null, NULL, nULL]", "[null, null, null, null, \"nULL\"]", ""},
    {"an entry without value", "a:\nb: 1\n", "{\"a\": null, \"b\": 1}", ""},
    {"truth", "[true, True, TRUE, false, tRUE]", "[true, true, true, false, \"tRUE\"]", ""},
    {"no and on are words", "[no, on, yes, off, y, n]",
     "[\"no\", \"on\", \"yes\", \"off\", \"y\", \"n\"]", ""},
    {"whole numbers", "[0, -1, +7, 007, 9223372036854775807]",
     "[0, -1, 7, 7, 9223372036854775807]", ""},
    {"a number too large for 64 bits", "[9223372036854775808]",
     "[9.223372036854776e+18]", ""},
    {"no number twice signed", "[+-5, --5, 1_000, 0x]",
     "[\"+-5\", \"--5\", \"1_000\", \"0x\"]", ""},
    {"octal and hexadecimal of the core schema", "[0o14, 0xC, 0XC, 0o9]",
     "[12, 12, \"0XC\", \"0o9\"]", ""},
    {"fractions", "[.5, 1., 1e3, -1.5E-2, e3, ., 1.2.3]",
     "[0.5, 1.0, 1000.0, -0.015, \"e3\", \".\", \"1.2.3\"]", ""},
    {"endless numbers and none, which JSON has not", "[.inf, -.INF, .nan, -.nan, inf]",
     "[null, null, null, \"-.nan\", \"inf\"]", ""},
    {"a hexadecimal number too large for 64 bits", "[0x8000000000000000]", "[\"0x8000000000000000\"]", ""},
    {"a time is a word", "[12:30, 1:2]", "[\"12:30\", \"1:2\"]", ""},
    {"a date stays text", "d: 2026-02-15", "{\"d\": \"2026-02-15\"}", ""},
    {"quotes make text", "['1', \"true\", '', \"null\"]",
     "[\"1\", \"true\", \"\", \"null\"]", ""},
    {"a tag makes text", "[!!str 1, !!str true]", "[\"1\", \"true\"]", ""},
    {"escapes", "\"a\\tb\\u00e8\\x41\"", "\"a\\tb\u00e8A\"", ""},
    {"a block scalar", "a: |\n  x\n  y\nb: >\n  x\n  y\n",
     "{\"a\": \"x\\ny\\n\", \"b\": \"x y\\n\"}", ""},
    {"keys keep their order", "z: 1\na: 2\nm: 3\n", "{\"z\": 1, \"a\": 2, \"m\": 3}", ""},
    {"a number as key is text", "{1: a, true: b}", "{\"1\": \"a\", \"true\": \"b\"}", ""},

    {"anchors", "a: &x [1, 2]\nb: *x\n", "{\"a\": [1, 2], \"b\": [1, 2]}", ""},
    {"the last anchor of a name counts", "a: &x 1\nb: &x 2\nc: *x\n",
     "{\"a\": 1, \"b\": 2, \"c\": 2}", ""},
    {"an alias to nothing", "a: *x\n", "{}",
     "1:4 there is no anchor 'x' above [yaml-no-anchor]"},
    {"an alias to what it stands in", "a: &x [*x]\n", "{}",
     "1:8 there is no anchor 'x' above [yaml-no-anchor]"},

    {"a key twice", "title: one\nx: 1\ntitle: two\n", "{\"title\": \"one\", \"x\": 1}",
     "3:1 'title' is given twice [yaml-twice] | 1:1 first given here"},
    {"a key three times", "a: 1\na: 2\na: 3\n", "{\"a\": 1}",
     "2:1 'a' is given twice [yaml-twice] | 1:1 first given here\n"
     "3:1 'a' is given twice [yaml-twice] | 1:1 first given here"},
    {"two keys with one text", "'1': a\n1: b\n", "{\"1\": \"a\"}",
     "2:1 '1' is given twice [yaml-twice] | 1:1 first given here"},
    {"a list as key", "? [a]\n: 1\n", "{}", "1:3 a key must be plain text [yaml-key]"},
    {"a map as key", "{{a: 1}: 2}", "{}", "1:2 a key must be plain text [yaml-key]"},
    {"two documents", "a: 1\n---\nb: 2\n", "{}",
     "2:1 a second document begins here; only one is expected [yaml-documents]"},

    {"a bracket that is not closed", "a: 1\ntags: [x, y\nb: 2\n", "{}",
     "3:2 invalid YAML: ',' or ']' is missing [yaml-syntax] | 2:7 it began here"},
    {"a quote that is not closed", "a: \"x\nb: 2\n", "{}",
     "2:5 invalid YAML: it ends before the quotes are closed [yaml-syntax] | 1:4 it began here"},
    {"a tab as indentation", "a:\n\tb: 1\n", "{}",
     "2:1 invalid YAML: a tab does not indent; use spaces [yaml-syntax]"},
    {"a colon in plain text", "title: one: two\n", "{}",
     "1:11 invalid YAML: text with a ':' in it needs quotes around it [yaml-syntax]"},
    {"behind letters of several bytes", "perch\u00e9: \u6f22\u5b57: x\n", "{}",
     "1:11 invalid YAML: text with a ':' in it needs quotes around it [yaml-syntax]"},
    {"behind letters beyond the basic plane", "\U0001f600\U0001f600: a: x\n", "{}",
     "1:6 invalid YAML: text with a ':' in it needs quotes around it [yaml-syntax]"},
    {"wrong indentation", "a:\n  b: 1\n c: 2\n", "{}",
     "3:2 invalid YAML: this line does not fit in here; look at its indentation [yaml-syntax] | 1:1 it began here"},
    {"a control character", "a: 1\nb: x\x01y\n", "{}",
     "2:5 invalid YAML: there is a control character [yaml-syntax]"},
    {"an unknown escape", "a: \"x\\qy\"\n", "{}",
     "1:6 invalid YAML: there is no such escape; a backslash is written twice [yaml-syntax] | 1:4 it began here"},
    {"an at sign", "author: @me\n", "{}",
     "1:9 invalid YAML: text that begins so needs quotes around it [yaml-syntax]"},
    {"an unknown alias character", "a: *\n", "{}",
     "1:4 invalid YAML: a name must follow '&' or '*' [yaml-syntax]"
     " | 1:4 it began here"},
    {"a directive that is none", "%YAML 9\n---\na: 1\n", "{}",
     "1:7 invalid YAML: did not find expected digit or '.' character [yaml-syntax]"
     " | 1:1 it began here"},
};
/* clang-format on */

static Str read_as_json(Arena *a, Str text, DiagList *d)
{
    Source *src = ARENA_NEW(a, Source);
    Reader r = {.arena = a};
    Buf b = buf_in(a);
    Node *root = NULL;
    size_t before = d->errors;

    *src = (Source){STR("a.yaml"), text};
    bool ok = yaml_parse(a, src, (Span){0, (uint32_t)text.len}, d, &root);
    assert_int_equal(ok, d->errors == before);
    if (root)
        json_print(&b, &r, node_value(a, root), 0);
    else
        BUF_LIT(&b, "{}");
    return buf_str(&b);
}

static void test_rows(void **state)
{
    int failed = 0;

    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        Arena a = {0};
        DiagList d = {.arena = &a};
        Str json = read_as_json(&a, str_of(rows[i].text), &d);

        failed += !same_str(rows[i].name, json, str_of(rows[i].json));
        failed +=
            !same_str(rows[i].name, diags_text(&a, &d), str_of(rows[i].diags));
        arena_free(&a);
    }
    assert_int_equal(failed, 0);
}

/* ---- where it stands ----------------------------------------------------- */

/* clang-format off */
static const struct {
    const char *name, *text, *key;
    const char *at; /* the very characters */
    int line, column;
} places[] = {
    {"a word", "a: 1\ndate: never # x\n", "date", "never", 2, 7},
    {"quotes belong to it", "a: 'x y' \n", "a", "'x y'", 1, 4},
    {"behind letters of several bytes", "è: 1\n漢: è😀x\nb: y\n", "漢", "è😀x", 2, 4},
    {"after them", "è: 1\n漢: è😀x\nb: y\n", "b", "y", 3, 4},
    {"in braces", "{a: 1, b:  two , c: 3}", "b", "two", 1, 12},
    {"a list", "a: [1, 2] \n", "a", "[1, 2]", 1, 4},
    {"with CRLF", "a: 1\r\nb: two\r\n", "b", "two", 2, 4},
    {"behind a byte order mark", "\xef\xbb\xbf" "a: one\n", "a", "one", 1, 5},
    {"an alias", "a: &x 1\nb:  *x\n", "b", "*x", 2, 5},
};
/* clang-format on */

/* The same within a file, where a front matter stands behind `before`. */
static int check_place(size_t i, Str before)
{
    Arena a = {0};
    DiagList d = {.arena = &a};
    Str text = str_printf(&a, STR_FMT "%s---\nbody: x\n", STR_ARG(before),
                          places[i].text);
    Source src = {STR("a.md"), text};
    Span part = {(uint32_t)before.len,
                 (uint32_t)(before.len + strlen(places[i].text))};
    Node *root = NULL;

    assert_true(yaml_parse(&a, &src, part, &d, &root));
    const Node *n = node_get(root, str_of(places[i].key));
    assert_non_null(n);
    int wrong =
        !same_str(places[i].name, span_text(&src, n->at), str_of(places[i].at));
    Place place = source_place(&src, n->at.start);
    Str got = str_printf(&a, "%zu:%zu", place.line, place.column);
    int lines = before.len ? 1 : 0;
    Str want =
        str_printf(&a, "%d:%d", places[i].line + lines, places[i].column);
    wrong += !same_str(places[i].name, got, want);
    wrong += !same_str(places[i].name, span_text(&src, n->key_at),
                       str_of(places[i].key));
    arena_free(&a);
    return wrong;
}

static void test_places(void **state)
{
    int failed = 0;

    (void)state;
    for (size_t i = 0; i < COUNT(places); i++) {
        failed += check_place(i, STR(""));
        failed += check_place(i, STR("---\n"));
    }
    assert_int_equal(failed, 0);
}

/* ---- hostile ------------------------------------------------------------- */

static Str times(Arena *a, const char *what, size_t n)
{
    Buf b = buf_in(a);

    while (n--)
        buf_put(&b, str_of(what));
    return buf_str(&b);
}

static Str laughs(Arena *a)
{
    Buf b = buf_in(a);

    BUF_LIT(&b, "x0: &x0 [l, o, l]\n");
    for (int i = 1; i < 40; i++) {
        buf_printf(&b, "x%d: &x%d [", i, i);
        for (int k = 0; k < 10; k++)
            buf_printf(&b, "*x%d%s", i - 1, k < 9 ? ", " : "]\n");
    }
    return buf_str(&b);
}

/* Each level is one alias deeper: a walk over the tree must not go on and on.
 */
static Str chain(Arena *a)
{
    Buf b = buf_in(a);

    BUF_LIT(&b, "x0: &x0 [l]\n");
    for (int i = 1; i < 20000; i++)
        buf_printf(&b, "x%d: &x%d [*x%d]\n", i, i, i - 1);
    return buf_str(&b);
}

static Str many_keys(Arena *a)
{
    Buf b = buf_in(a);

    for (int i = 0; i < 100000; i++)
        buf_printf(&b, "k%d: %d\n", i, i);
    return buf_str(&b);
}

static Str deep_brackets(Arena *a)
{
    return times(a, "[", 200000);
}

static Str deep_dashes(Arena *a)
{
    return times(a, "- ", 100000);
}

static Str deep_maps(Arena *a)
{
    return times(a, "{a: ", 100000);
}

static Str long_key(Arena *a)
{
    return times(a, "k", 1000000);
}

static void test_hostile(void **state)
{
    static const struct {
        const char *name;
        Str (*text)(Arena *a);
        DiagCode code;
        bool good;
    } cases[] = {
        {"a billion laughs", laughs, YAML_ALIASES, false},
        {"aliases in a chain", chain, YAML_ALIASES, false},
        {"200,000 open brackets", deep_brackets, YAML_DEEP, false},
        {"100,000 dashes", deep_dashes, YAML_DEEP, false},
        {"100,000 maps in maps", deep_maps, YAML_DEEP, false},
        {"100,000 keys", many_keys, DIAG_COUNT, true},
        {"a word of a million letters", long_key, DIAG_COUNT, true},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        Arena a = {0};
        DiagList d = {.arena = &a};

        read_as_json(&a, cases[i].text(&a), &d);
        if (cases[i].good != (d.errors == 0) ||
            (d.first && d.first->code != cases[i].code))
            fail_msg("%s: " STR_FMT, cases[i].name,
                     STR_ARG(diags_text(&a, &d)));
        arena_free(&a);
    }
}

/* A text that is cut off anywhere gives a message, or a tree, and no more. */
static void test_cut_off(void **state)
{
    static const char text[] =
        "---\na: &x [1, 'two', \"thr\\u00e8e\", {b: c}]\nd: |\n  x\n  y\n"
        "e: *x\n? f\n: !!str g\nh: >-\n  i\n# j\nk: - l\n...\n";

    (void)state;
    for (size_t n = 0; n < sizeof text; n++) {
        Arena a = {0};
        DiagList d = {.arena = &a};
        char *cut = arena_cstr(&a, (Str){text, n});

        read_as_json(&a, (Str){cut, n}, &d);
        arena_free(&a);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_rows),
        cmocka_unit_test(test_places),
        cmocka_unit_test(test_hostile),
        cmocka_unit_test(test_cut_off),
    };
    return cmocka_run_group_tests_name("yaml", tests, NULL, NULL);
}
