/* test_value.c - values behave as Python's, which Jinja's users expect. */
#include "test.h"

#include "data/json.h"
#include "data/yaml.h"

#include <math.h>
#include <stdlib.h>

/* A value as YAML writes it; "(a, b)" at the top is a tuple. */
static Value value_of(Arena *a, const char *text)
{
    DiagList d = {.arena = a};
    bool tuple = text[0] == '(';
    Str yaml = str_of(text);
    Node *root;

    if (tuple)
        yaml = str_printf(a, "[%.*s]", (int)yaml.len - 2, text + 1);
    if (yaml.len == 0)
        return (Value){0};
    Source src = {STR("a.yaml"), yaml};
    assert_true(yaml_parse(a, &src, (Span){0, (uint32_t)yaml.len}, &d, &root));
    Value v = node_value(a, root);
    if (tuple)
        v.as.list->tuple = true;
    return v;
}

/* ---- printing ------------------------------------------------------------ */

/* clang-format off */
static const struct {
    const char *name, *value, *print, *repr;
    bool truth;
} prints[] = {
    {"what is not there", "", "", "Undefined", false},
    {"none", "null", "None", "None", false},
    {"true", "true", "True", "True", true},
    {"false", "false", "False", "False", false},
    {"zero", "0", "0", "0", false},
    {"the smallest integer", "-9223372036854775808", "-9223372036854775808", "-9223372036854775808", true},
    {"a float that is whole", "1.0", "1.0", "1.0", true},
    {"a tenth", ".1", "0.1", "0.1", true},
    {"the sum that is famous", "0.30000000000000004", "0.30000000000000004", "0.30000000000000004", true},
    {"large floats", "1e15", "1000000000000000.0", "1000000000000000.0", true},
    {"larger floats", "1e16", "1e+16", "1e+16", true},
    {"the largest", "1.7976931348623157e308", "1.7976931348623157e+308", "1.7976931348623157e+308", true},
    {"small floats", "0.0001", "0.0001", "0.0001", true},
    {"smaller floats", "0.00001", "1e-05", "1e-05", true},
    {"the smallest", "5e-324", "5e-324", "5e-324", true},
    {"minus zero", "-0.0", "-0.0", "-0.0", false},
    {"endless", ".inf", "inf", "inf", true},
    {"minus endless", "-.inf", "-inf", "-inf", true},
    {"no number", ".nan", "nan", "nan", true},
    {"an empty text", "''", "", "''", false},
    {"a text", "x y", "x y", "'x y'", true},
    {"a quote", "\"it's\"", "it's", "\"it's\"", true},
    {"both quotes", "\"'\\\"\"", "'\"", "'\\'\"'", true},
    {"escapes", "\"\\\\\\n\\t\\r\\x01\\u00e8\\x7f\"", "\\\n\t\r\x01\u00e8\x7f", "'\\\\\\n\\t\\r\\x01\u00e8\\x7f'", true},
    {"C1 controls", "\"\\x85\\xad\"", "\xc2\x85\xc2\xad", "'\\x85\\xad'", true},
    {"an empty list", "[]", "[]", "[]", false},
    {"a list", "[1, x, [null]]", "[1, 'x', [None]]", "[1, 'x', [None]]", true},
    {"a tuple", "(1, 2)", "(1, 2)", "(1, 2)", true},
    {"a tuple of one", "(1)", "(1,)", "(1,)", true},
    {"an empty tuple", "()", "()", "()", false},
    {"an empty dict", "{}", "{}", "{}", false},
    {"a dict", "{b: 1, a: [x]}", "{'b': 1, 'a': ['x']}", "{'b': 1, 'a': ['x']}", true},
};
/* clang-format on */

static void test_prints(void **state)
{
    int failed = 0;

    (void)state;
    for (size_t i = 0; i < COUNT(prints); i++) {
        Arena a = {0};
        Reader r = {.arena = &a};
        Value v = value_of(&a, prints[i].value);
        Buf print = buf_in(&a), repr = buf_in(&a);

        value_print(&print, &r, v);
        value_repr(&repr, &r, v);
        failed +=
            !same_str(prints[i].name, buf_str(&print), str_of(prints[i].print));
        failed +=
            !same_str(prints[i].name, buf_str(&repr), str_of(prints[i].repr));
        if (value_truth(&r, v) != prints[i].truth) {
            print_error("%s: truth\n", prints[i].name);
            failed++;
        }
        arena_free(&a);
    }
    assert_int_equal(failed, 0);
}

/* Every float reads back as itself. */
static void test_floats_round_trip(void **state)
{
    uint64_t bits = 0x9E3779B97F4A7C15u;

    (void)state;
    for (int i = 0; i < 20000; i++) {
        Arena a = {0};
        Buf b = buf_in(&a);
        double f;

        bits ^= bits << 13;
        bits ^= bits >> 7;
        bits ^= bits << 17;
        memcpy(&f, &bits, sizeof f);
        if (isfinite(f)) {
            float_print(&b, f);
            assert_true(strtod(arena_cstr(&a, buf_str(&b)), NULL) == f);
        }
        arena_free(&a);
    }
}

/* ---- equality and order -------------------------------------------------- */

enum { NONE = 9 }; /* the two have no order */

/* clang-format off */
static const struct {
    const char *a, *b;
    bool equal;
    int order;
} pairs[] = {
    {"1", "1", true, 0},
    {"1", "1.0", true, 0},
    {"1", "true", true, 0},
    {"0", "false", true, 0},
    {"-0.0", "0", true, 0},
    {"1", "2", false, -1},
    {"2.5", "2", false, 1},
    {"9007199254740993", "9007199254740992.0", false, 1},
    {"9223372036854775807", "9223372036854775808.0", false, -1},
    {"-9223372036854775808", "-9223372036854775808.0", true, 0},
    {"9223372036854775807", ".inf", false, -1},
    {"-9223372036854775808", "-.inf", false, 1},
    {"1", "x", false, NONE},
    {"1", "'1'", false, NONE},
    {"null", "null", true, NONE},
    {"null", "0", false, NONE},
    {"null", "", false, NONE},
    {"", "", true, NONE},
    {"a", "b", false, -1},
    {"a", "x", false, -1},
    {".nan", "1", false, 2},
    {"a", "ab", false, -1},
    {"Z", "a", false, -1},
    {"è", "z", false, 1},
    {"''", "''", true, 0},
    {"[1, 2]", "[1, 2]", true, 0},
    {"[1, 2]", "[1.0, 2]", true, 0},
    {"[1, 2]", "[1, 3]", false, -1},
    {"[1]", "[1, 0]", false, -1},
    {"[]", "[]", true, 0},
    {"[2]", "[1, 5]", false, 1},
    {"[x]", "[1]", false, NONE},
    {"[x, 1]", "[x, a]", false, NONE},
    {"(1, 2)", "(1, 3)", false, -1},
    {"(1, 2)", "[1, 2]", false, NONE},
    {"{a: 1, b: 2}", "{b: 2, a: 1}", true, NONE},
    {"{a: 1}", "{a: 2}", false, NONE},
    {"{a: 1}", "{b: 1}", false, NONE},
    {"{}", "[]", false, NONE},
};
/* clang-format on */

/* What it is of y and x. */
static int mirrored(int order)
{
    return order == NONE || order == 2 ? order : -order;
}

static int check_pair(Reader *r, const char *name, Value x, Value y, int order)
{
    int got = NONE, wrong = 0;

    if (!value_cmp(r, x, y, &got))
        got = NONE;
    if (got != order) {
        print_error("%s: order %d, not %d\n", name, got, order);
        wrong++;
    }
    return wrong;
}

static void test_pairs(void **state)
{
    int failed = 0;

    (void)state;
    for (size_t i = 0; i < COUNT(pairs); i++) {
        Arena a = {0};
        Reader r = {.arena = &a};
        Value x = value_of(&a, pairs[i].a), y = value_of(&a, pairs[i].b);
        int order = pairs[i].order;
        const char *name =
            arena_cstr(&a, str_printf(&a, "%s and %s", pairs[i].a, pairs[i].b));

        failed += check_pair(&r, name, x, y, order);
        failed += check_pair(&r, name, y, x, mirrored(order));
        if (value_eq(&r, x, y) != pairs[i].equal ||
            value_eq(&r, y, x) != pairs[i].equal) {
            print_error("%s: equality\n", name);
            failed++;
        }
        if (pairs[i].equal && value_hashable(x)) {
            Dict *d = dict_new(&a);
            dict_put(d, &a, x, value_int(7));
            const Value *hit = dict_get(d, y);
            if (!hit || hit->as.i != 7) {
                print_error("%s: equal, but two keys\n", name);
                failed++;
            }
        }
        arena_free(&a);
    }
    assert_int_equal(failed, 0);
}

static void test_nan(void **state)
{
    Arena a = {0};
    Reader r = {.arena = &a};
    Value nan = value_float((double)NAN);
    int order;

    (void)state;
    assert_false(value_eq(&r, nan, nan));
    assert_false(value_eq(&r, nan, value_int(0)));
    assert_true(value_cmp(&r, nan, value_int(0), &order) && order != 0);
    assert_true(value_cmp(&r, value_int(0), nan, &order) && order != 0);
    arena_free(&a);
}

/* ---- containers ---------------------------------------------------------- */

/* clang-format off */
static const struct {
    const char *of, *key;
    const char *repr; /* of what is there; NULL if nothing is */
} gets[] = {
    {"[a, b, c]", "0", "'a'"},
    {"[a, b, c]", "-1", "'c'"},
    {"[a, b, c]", "-3", "'a'"},
    {"[a, b, c]", "-4", NULL},
    {"[a, b, c]", "3", NULL},
    {"[a, b, c]", "9223372036854775807", NULL},
    {"[a, b, c]", "-9223372036854775808", NULL},
    {"[a, b, c]", "x", NULL},
    {"[]", "0", NULL},
    {"(a, b)", "1", "'b'"},
    {"{x: 1}", "x", "1"},
    {"{x: 1}", "y", NULL},
    {"{x: 1}", "[1]", NULL},
    {"{x: 1}", "(1, 2)", NULL},
    {"{x: null}", "x", "None"},
    {"perché", "5", "'é'"},
    {"perché", "-1", "'é'"},
    {"perché", "6", NULL},
    {"'漢字'", "1", "'字'"},
    {"5", "0", NULL},
    {"null", "x", NULL},
    {"", "x", NULL},
};
/* clang-format on */

static void test_gets(void **state)
{
    int failed = 0;

    (void)state;
    for (size_t i = 0; i < COUNT(gets); i++) {
        Arena a = {0};
        Reader r = {.arena = &a};
        Buf b = buf_in(&a);
        const char *name =
            arena_cstr(&a, str_printf(&a, "%s[%s]", gets[i].of, gets[i].key));
        Value out;

        bool found = value_get(&r, value_of(&a, gets[i].of),
                               value_of(&a, gets[i].key), &out);
        if (found)
            value_repr(&b, &r, out);
        else
            assert_int_equal(out.kind, VALUE_UNDEFINED);
        failed +=
            !same_str(name, found ? buf_str(&b) : STR("nothing"),
                      gets[i].repr ? str_of(gets[i].repr) : STR("nothing"));
        arena_free(&a);
    }
    assert_int_equal(failed, 0);
}

static void test_lengths(void **state)
{
    static const struct {
        const char *value;
        size_t len;
        const char *last; /* repr of the last item */
    } cases[] = {
        {"[1, [2, 3]]", 2, "[2, 3]"},
        {"{b: 1, a: 2}", 2, "'a'"},
        {"perché", 6, "'é'"},
        {"''", 0, ""},
        {"[]", 0, ""},
        {"7", SIZE_MAX, ""},
        {"null", SIZE_MAX, ""},
        {"", SIZE_MAX, ""},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        Arena a = {0};
        Reader r = {.arena = &a};
        Value v = value_of(&a, cases[i].value);
        Buf b = buf_in(&a);

        assert_int_equal(value_len(&r, v), cases[i].len);
        if (cases[i].len && cases[i].len != SIZE_MAX)
            value_repr(&b, &r, value_at(&r, v, cases[i].len - 1));
        assert_str(cases[i].value, buf_str(&b), str_of(cases[i].last));
        arena_free(&a);
    }
}

static void test_dict_of_many(void **state)
{
    Arena a = {0};
    Dict *d = dict_new(&a);

    (void)state;
    for (int64_t i = 0; i < 10000; i++)
        dict_put(d, &a, value_int(i * 7919 % 10000), value_int(i));
    for (int64_t i = 0; i < 10000; i += 2)
        dict_put(d, &a, value_float((double)i), value_str(STR("even")));
    assert_int_equal(d->len, 10000);
    for (int64_t i = 0; i < 10000; i++) {
        const Value *hit = dict_get(d, value_int(i));
        assert_non_null(hit);
        assert_int_equal(hit->kind, i % 2 ? VALUE_INT : VALUE_STR);
        assert_int_equal(d->entries[i].key.as.i, i * 7919 % 10000);
    }
    assert_null(dict_get(d, value_int(10000)));
    assert_null(dict_get(d, value_str(STR("5"))));
    arena_free(&a);
}

static void test_hashable(void **state)
{
    static const struct {
        const char *value;
        bool hashable;
    } cases[] = {
        {"1", true},      {"x", true},         {"null", true}, {"", true},
        {"(1, x)", true}, {"(1, [2])", false}, {"[1]", false}, {"{}", false},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        Arena a = {0};
        assert_int_equal(value_hashable(value_of(&a, cases[i].value)),
                         cases[i].hashable);
        arena_free(&a);
    }
}

/* A template can put a list into itself: nothing may go on for ever. */
static void test_list_in_itself(void **state)
{
    Arena a = {0};
    Reader r = {.arena = &a};
    List *l = list_new(&a, 0), *m = list_new(&a, 0);
    Value v = value_list(l), w = value_list(m);
    Buf b = buf_in(&a);
    int order;

    (void)state;
    for (int i = 0; i < 3; i++) {
        list_push(l, &a, v);
        list_push(m, &a, w);
    }
    value_print(&b, &r, v);
    assert_str("printed", buf_str(&b), STR("[[...], [...], [...]]"));
    Buf json = buf_in(&a);
    json_print(&json, &r, v, 0);
    assert_str("as JSON", buf_str(&json), STR("[null, null, null]"));
    value_eq(&r, v, w);
    value_cmp(&r, v, w, &order);
    value_digest(v);
    assert_true(value_eq(&r, v, v));
    arena_free(&a);
}

/* ---- dates --------------------------------------------------------------- */

static Value date_of(Arena *a, const char *text)
{
    Date d;

    assert_int_equal(date_parse(str_of(text), &d), DATE_OK);
    return value_date(a, d);
}

static void test_date_members(void **state)
{
    static const struct {
        const char *date, *key, *repr;
    } cases[] = {
        {"2026-02-15", "year", "2026"},
        {"2026-02-15", "month", "2"},
        {"2026-02-15", "hour", "0"},
        {"2026-02-15", "iso", "'2026-02-15'"},
        {"2026-02-15T10:30:05+01:00", "second", "5"},
        {"2026-02-15T10:30:05+01:00", "iso", "'2026-02-15T10:30:05+01:00'"},
        {"2026-02-15", "week", "nothing"},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        Arena a = {0};
        Reader r = {.arena = &a};
        Buf b = buf_in(&a);
        Value out;

        if (value_get_str(&r, date_of(&a, cases[i].date), str_of(cases[i].key),
                          &out))
            value_repr(&b, &r, out);
        else
            BUF_LIT(&b, "nothing");
        assert_str(cases[i].key, buf_str(&b), str_of(cases[i].repr));
        arena_free(&a);
    }
}

static void test_dates_compare(void **state)
{
    static const struct {
        const char *a, *b;
        int order;
    } cases[] = {
        {"2026-02-15", "2026-02-16", -1},
        {"2026-02-15", "2026-02-15", 0},
        {"2026-02-15T10:00+01:00", "2026-02-15T09:00Z", 0},
        {"2026-02-15T10:00+01:00", "2026-02-15T10:00Z", -1},
        {"2026-02-15", "2026-02-15T00:00", -1},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        Arena a = {0};
        Reader r = {.arena = &a};
        Value x = date_of(&a, cases[i].a), y = date_of(&a, cases[i].b);

        assert_int_equal(check_pair(&r, cases[i].a, x, y, cases[i].order), 0);
        assert_int_equal(value_eq(&r, x, y), cases[i].order == 0);
        assert_false(value_eq(&r, x, value_str(STR("2026-02-15"))));
        arena_free(&a);
    }
}

/* ---- host objects -------------------------------------------------------- */

typedef struct {
    Observer observer;
    int reads;
    Str last;
} Watch;

static void watch(Observer *o, const Object *from, Value key, Value answer)
{
    Watch *w = (Watch *)(void *)o;

    (void)from, (void)answer;
    w->reads++;
    if (key.kind == VALUE_STR)
        w->last = key.as.s;
}

/* Also what is not there is seen: it may be there tomorrow. */
static void test_every_answer_is_observed(void **state)
{
    Arena a = {0};
    Watch w = {.observer = {watch, NULL}};
    Reader r = {.arena = &a, .observer = &w.observer};
    Value v = date_of(&a, "2026-02-15"), out;
    Buf b = buf_in(&a);

    (void)state;
    assert_true(value_get_str(&r, v, STR("year"), &out));
    assert_int_equal(w.reads, 1);
    assert_str("read", w.last, STR("year"));
    assert_false(value_get_str(&r, v, STR("nothing"), &out));
    assert_int_equal(w.reads, 2);
    value_print(&b, &r, v);
    assert_int_equal(w.reads, 3);
    arena_free(&a);
}

/* ---- digests ------------------------------------------------------------- */

static void test_digests(void **state)
{
    static const char *const texts[] = {
        "",       "null",   "false",    "0",        "''",       "[]",
        "{}",     "()",     "[[]]",     "x",        "[x]",      "[x, x]",
        "{x: x}", "{x: 1}", "{x: '1'}", "{y: 1}",   "[x, 1]",   "[1, x]",
        "true",   "2",      "2.5",      "[[x], y]", "[x, [y]]", "[[x, y]]",
    };

    (void)state;
    for (size_t i = 0; i < COUNT(texts); i++) {
        for (size_t k = 0; k < COUNT(texts); k++) {
            Arena a = {0};
            bool same = digest_eq(value_digest(value_of(&a, texts[i])),
                                  value_digest(value_of(&a, texts[k])));
            if (same != (i == k))
                fail_msg("%s and %s", texts[i], texts[k]);
            arena_free(&a);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_prints),
        cmocka_unit_test(test_floats_round_trip),
        cmocka_unit_test(test_pairs),
        cmocka_unit_test(test_nan),
        cmocka_unit_test(test_gets),
        cmocka_unit_test(test_lengths),
        cmocka_unit_test(test_dict_of_many),
        cmocka_unit_test(test_hashable),
        cmocka_unit_test(test_list_in_itself),
        cmocka_unit_test(test_date_members),
        cmocka_unit_test(test_dates_compare),
        cmocka_unit_test(test_every_answer_is_observed),
        cmocka_unit_test(test_digests),
    };
    return cmocka_run_group_tests_name("value", tests, NULL, NULL);
}
