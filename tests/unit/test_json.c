/* test_json.c - JSON in and out (RFC 8259). */
#include "diags.h"
#include "test.h"

#include "data/json.h"

/* clang-format off */
static const struct {
    const char *name, *text;
    const char *json;  /* written again; "" after an error */
    const char *diags;
} rows[] = {
    {"a word", "true", "true", ""},
    {"all kinds", "{\"a\":[1,-2.5,true,false,null,\"x\",{}],\"b\":[]}",
     "{\"a\": [1, -2.5, true, false, null, \"x\", {}], \"b\": []}", ""},
    {"white space", " \t\r\n[ 1 , 2 ]\n", "[1, 2]", ""},
    {"numbers", "[0, -0, 10, 1e3, 1E-2, 0.5e+1, 9223372036854775807, -9223372036854775808]",
     "[0, 0, 10, 1000.0, 0.01, 5.0, 9223372036854775807, -9223372036854775808]", ""},
    {"a whole number too large", "9223372036854775808", "9.223372036854776e+18", ""},
    {"a number without end", "1e999", "null", ""},
    {"escapes", "\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u0041\\u00e8\"", "\"\\\"\\\\/\\b\\f\\n\\r\\tA\u00e8\"", ""},
    {"a pair of surrogates", "\"\\ud83d\\ude00\"", "\"\U0001f600\"", ""},
    {"half of a pair", "\"\\ud83d \\ude00\\ud83dx\"", "\"\ufffd \ufffd\ufffdx\"", ""},
    {"two first halves", "\"\\ud83d\\ud83d\\ude00\"", "\"\ufffd\U0001f600\"", ""},
    {"a NUL by escape", "\"a\\u0000b\"", "\"a\\u0000b\"", ""},
    {"safe inside a script", "\"</script><!--&\u2028\"",
     "\"\\u003c/script\\u003e\\u003c!--\\u0026\\u2028\"", ""},
    {"the last of two keys, in the first's place", "{\"a\": 1, \"b\": 2, \"a\": 3}",
     "{\"a\": 3, \"b\": 2}", ""},

    {"nothing", "", "", "invalid JSON: expected a value [json-syntax]"},
    {"only space", " \n", "", "2:1 invalid JSON: expected a value [json-syntax]"},
    {"something behind", "{} x", "", "1:4 invalid JSON: expected the end [json-syntax]"},
    {"a trailing comma", "[1,\n 2,]", "", "2:4 invalid JSON: expected a value [json-syntax]"},
    {"a trailing comma in an object", "{\"a\": 1,}", "", "1:9 invalid JSON: expected a string [json-syntax]"},
    {"no comma", "[1 2]", "", "1:4 invalid JSON: expected ',' or ']' [json-syntax]"},
    {"no colon", "{\"a\" 1}", "", "1:6 invalid JSON: expected ':' [json-syntax]"},
    {"a bare key", "{a: 1}", "", "1:2 invalid JSON: expected a string [json-syntax]"},
    {"single quotes", "['a']", "", "1:2 invalid JSON: expected a value [json-syntax]"},
    {"a comment", "[1] // x", "", "1:5 invalid JSON: expected the end [json-syntax]"},
    {"an unfinished word", "[tru]", "", "1:2 invalid JSON: expected a value [json-syntax]"},
    {"a word that goes on", "[truex]", "", "1:6 invalid JSON: expected ',' or ']' [json-syntax]"},
    {"NaN", "NaN", "", "1:1 invalid JSON: expected a value [json-syntax]"},
    {"a leading zero", "[01]", "", "1:4 invalid JSON: expected a value [json-syntax]"},
    {"a plus sign", "+1", "", "1:1 invalid JSON: expected a value [json-syntax]"},
    {"a point without digits", "[1.]", "", "1:4 invalid JSON: expected a digit [json-syntax]"},
    {"an exponent without digits", "[1e]", "", "1:4 invalid JSON: expected a digit [json-syntax]"},
    {"a string that is not closed", "[\"\u00e8x", "", "1:5 invalid JSON: expected '\"' [json-syntax]"},
    {"a line's end in a string", "\"a\nb\"", "",
     "1:3 invalid JSON: expected no control character in a string [json-syntax]"},
    {"an unknown escape", "\"\u00e8\\x\"", "", "1:4 invalid JSON: expected an escape such as \\n [json-syntax]"},
    {"an escape at the end", "\"a\\", "", "1:4 invalid JSON: expected an escape such as \\n [json-syntax]"},
    {"too few digits", "\"\\u12g4\"", "", "1:6 invalid JSON: expected four hexadecimal digits [json-syntax]"},
    {"a form feed is no space", "[1,\f2]", "", "1:4 invalid JSON: expected a value [json-syntax]"},
    {"a vertical tab is no space", "\v1", "", "1:1 invalid JSON: expected a value [json-syntax]"},
    {"a byte order mark", "\xef\xbb\xbf{}", "", "1:1 invalid JSON: expected a value [json-syntax]"},
};
/* clang-format on */

static Str again(Arena *a, Str text, int indent, DiagList *d)
{
    Source *src = ARENA_NEW(a, Source);
    Reader r = {.arena = a};
    Buf b = buf_in(a);
    Value v;

    *src = (Source){STR("a.json"), text};
    if (json_parse(a, src, d, &v))
        json_print(&b, &r, v, indent);
    else
        assert_true(d->errors > 0);
    return buf_str(&b);
}

static void test_rows(void **state)
{
    int failed = 0;

    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        Arena a = {0};
        DiagList d = {.arena = &a};
        Str json = again(&a, str_of(rows[i].text), 0, &d);

        failed += !same_str(rows[i].name, json, str_of(rows[i].json));
        failed +=
            !same_str(rows[i].name, diags_text(&a, &d), str_of(rows[i].diags));
        arena_free(&a);
    }
    assert_int_equal(failed, 0);
}

static void test_indented(void **state)
{
    Arena a = {0};
    DiagList d = {.arena = &a};

    (void)state;
    assert_str("indented",
               again(&a, STR("{\"a\":[1,{\"b\":[]}],\"c\":{}}"), 2, &d),
               STR("{\n  \"a\": [\n    1,\n    {\n      \"b\": []\n    }\n"
                   "  ],\n  \"c\": {}\n}"));
    arena_free(&a);
}

/* As deep as the bound and one deeper. */
static void test_depth(void **state)
{
    (void)state;
    for (size_t depth = 510; depth < 516; depth++) {
        Arena a = {0};
        DiagList d = {.arena = &a};
        Buf b = buf_in(&a);

        for (size_t i = 0; i < depth; i++)
            BUF_LIT(&b, "[");
        for (size_t i = 0; i < depth; i++)
            BUF_LIT(&b, "]");
        Str out = again(&a, buf_str(&b), 0, &d);
        assert_int_equal(d.errors, depth > 513);
        assert_true(depth > 513 || str_eq(out, buf_str(&b)));
        arena_free(&a);
    }
}

static void test_many_brackets(void **state)
{
    Arena a = {0};
    DiagList d = {.arena = &a};
    Str text = {memset(arena_bytes(&a, 5000000), '[', 5000000), 5000000};

    (void)state;
    again(&a, text, 0, &d);
    assert_str("5 MB of brackets", diags_text(&a, &d),
               STR("1:514 invalid JSON: expected less nesting [json-syntax]"));
    arena_free(&a);
}

/* Cut off anywhere: a message, never a read behind the end. */
static void test_cut_off(void **state)
{
    static const char text[] = "{\"a\\u00e8\\ud83d\\ude00\": [1, -2.5e+3, "
                               "true, false, null, \"\\n\"]}";

    (void)state;
    for (size_t n = 0; n < sizeof text - 1; n++) {
        Arena a = {0};
        DiagList d = {.arena = &a};
        char *copy = memcpy(arena_bytes(&a, n ? n : 1), text, n);

        again(&a, (Str){copy, n}, 0, &d);
        assert_int_equal(d.errors, 1);
        arena_free(&a);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_rows),    cmocka_unit_test(test_indented),
        cmocka_unit_test(test_depth),   cmocka_unit_test(test_many_brackets),
        cmocka_unit_test(test_cut_off),
    };
    return cmocka_run_group_tests_name("json", tests, NULL, NULL);
}
