/* test_locale.c - dates, numbers, plurals and lists as CLDR has them. */
#include "diags.h"
#include "test.h"

#include "data/locale.h"

#define MONTHS_IT                                                              \
    "  months: [gennaio, febbraio, marzo, aprile, maggio, giugno, luglio, "    \
    "agosto, settembre, ottobre, novembre, dicembre]\n"                        \
    "  months_short: [gen, feb, mar, apr, mag, giu, lug, ago, set, ott, nov, " \
    "dic]\n"                                                                   \
    "  days: [lunedì, martedì, mercoledì, giovedì, venerdì, sabato, "     \
    "domenica]\n"                                                              \
    "  days_short: [lun, mar, mer, gio, ven, sab, dom]\n"

static const char italian[] =
    "locale:\n"
    "  autonym: Italiano\n"
    "  tag: it_IT\n" MONTHS_IT "  date_short: dd/MM/yy\n"
    "  date_medium: d MMM y\n"
    "  date_long: d MMMM y\n"
    "  date_full: EEEE d MMMM y\n"
    "  decimal: ','\n"
    "  group: .\n"
    "  group_from: 5\n"
    "  list_pair: '{0} e {1}'\n"
    "  list_middle: '{0}, {1}'\n"
    "  list_end: '{0} e {1}'\n"
    "  plurals:\n"
    "    one: i = 1 and v = 0\n"
    "    many: e = 0 and i != 0 and i % 1000000 = 0 and v = 0 or e != 0..5\n"
    "  elides: true\n"
    "  truncated: [po, mo]\n"
    "  words_a_minute: 210\n"
    "messages:\n"
    "  posts: {one: '{count} articolo', many: '{count} di articoli', other: "
    "'{count} articoli'}\n"
    "  hello: 'Ciao, {name}! {name}?'\n"
    "  odd: 'a } b {x'\n"
    "  plain: Cerca\n";

static Locale read_locale(Arena *a, const char *text, DiagList *d)
{
    Source *src = ARENA_NEW(a, Source);
    Locale l;

    *src = (Source){STR("it.yaml"), str_of(text)};
    locale_read(a, src, STR("it"), d, &l);
    return l;
}

static Locale read_well(Arena *a, const char *text)
{
    DiagList d = {.arena = a};
    Locale l = read_locale(a, text, &d);

    assert_str("locale", diags_text(a, &d), STR(""));
    return l;
}

/* ---- dates --------------------------------------------------------------- */

/* clang-format off */
static const struct {
    const char *date, *style, *text;
} dates[] = {
    {"2026-02-05", "short", "05/02/26"},
    {"2026-02-05", "medium", "5 feb 2026"},
    {"2026-02-05", "long", "5 febbraio 2026"},
    {"2026-02-05", "", "5 febbraio 2026"},
    {"2026-02-05", "full", "giovedì 5 febbraio 2026"},
    {"2026-02-05", "month_year", "febbraio 2026"},
    {"2026-02-05T09:07:03+01:00", "time", "09:07"},
    {"2026-02-05", "y-MM-dd", "2026-02-05"},
    {"2026-02-05", "yyyy.M.d", "2026.2.5"},
    {"0987-02-05", "y", "987"},
    {"0987-02-05", "yyyy", "0987"},
    {"2026-02-05", "LLLL", "febbraio"},
    {"2026-02-05", "EEE, d MMM", "gio, 5 feb"},
    {"2026-02-08", "cccc", "domenica"},
    {"2026-02-05T00:05:09Z", "h:mm:ss a", "12:05:09 AM"},
    {"2026-02-05T12:05Z", "h a", "12 PM"},
    {"2026-02-05T23:59Z", "hh a", "11 PM"},
    {"2026-02-05T13:07:03-03:30", "HH:mmxxx", "13:07-03:30"},
    {"2026-02-05T13:07Z", "HH:mmX", "13:07Z"},
    {"2026-02-05", "'il' d", "il 5"},
    {"2026-02-05", "d 'dell''anno' y", "5 dell'anno 2026"},
    {"2026-02-05", "h 'o''clock'", "12 o'clock"},
    {"2026-02-05", "d''y", "5'2026"},
    {"2026-02-05", "d 'y", "5 y"},
    {"2026-02-05", "d' '' 'y", "5 ' 2026"},
    {"2026-02-05", "d \u00b7 M", "5 \u00b7 2"},
    {"2026-12-05", "MMMMMMMMMMMM", "dicembredic"},
};
/* clang-format on */

static void test_dates(void **state)
{
    Arena a = {0};
    Locale l = read_well(&a, italian);
    int failed = 0;

    (void)state;
    for (size_t i = 0; i < COUNT(dates); i++) {
        Buf b = buf_in(&a);
        Date d;

        assert_int_equal(date_parse(str_of(dates[i].date), &d), DATE_OK);
        locale_put_date(&b, &l, d, str_of(dates[i].style));
        failed += !same_str(dates[i].style, buf_str(&b), str_of(dates[i].text));
    }
    arena_free(&a);
    assert_int_equal(failed, 0);
}

/* ---- numbers ------------------------------------------------------------- */

#define INT(n)                                                                 \
    {                                                                          \
        .kind = VALUE_INT, .as.i = (n)                                         \
    }
#define FLOAT(x)                                                               \
    {                                                                          \
        .kind = VALUE_FLOAT, .as.f = (x)                                       \
    }

/* clang-format off */
static const struct {
    Value number;
    int decimals;
    const char *text;
} numbers[] = {
    {INT(0), 0, "0"},
    {INT(999), 0, "999"},
    {INT(9999), 0, "9999"},
    {INT(10000), 0, "10.000"},
    {INT(1234567), 0, "1.234.567"},
    {INT(-12345), 0, "\u221212.345"},
    {INT(INT64_MIN), 0, "\u22129.223.372.036.854.775.808"},
    {FLOAT(2.5), 1, "2,5"},
    {FLOAT(2.50), 3, "2,5"},
    {FLOAT(2.0), 3, "2"},
    {FLOAT(12345.678), 2, "12.345,68"},
    {FLOAT(-0.5), 1, "\u22120,5"},
    {FLOAT(-0.0001), 2, "0"},
    {FLOAT(-0.0), 2, "0"},
    {FLOAT(0.1), 0, "0"},
    {FLOAT(1e21), 0, "1.000.000.000.000.000.000.000"},
};
/* clang-format on */

static void test_numbers(void **state)
{
    Arena a = {0};
    Locale l = read_well(&a, italian);
    int failed = 0;

    (void)state;
    for (size_t i = 0; i < COUNT(numbers); i++) {
        Buf b = buf_in(&a);

        locale_put_number(&b, &l, numbers[i].number, numbers[i].decimals);
        failed += !same_str("number", buf_str(&b), str_of(numbers[i].text));
    }
    arena_free(&a);
    assert_int_equal(failed, 0);
}

static void test_numbers_without_end(void **state)
{
    static const double floats[] = {1e300, -1e300, 1e19};
    Arena a = {0};
    Locale l = read_well(&a, italian);

    (void)state;
    for (size_t i = 0; i < COUNT(floats); i++) {
        for (int decimals = 0; decimals < 100; decimals += 33) {
            Buf b = buf_in(&a);
            locale_put_number(&b, &l, value_float(floats[i]), decimals);
            assert_true(b.len > 19);
            locale_plural(&l, value_float(floats[i]));
        }
    }
    locale_plural(&l, value_float(1 / 0.0));
    locale_plural(&l, value_float(0 / 0.0));
    arena_free(&a);
}

/* ---- plurals ------------------------------------------------------------- */

#define FRAME(rules) "locale:\n" MONTHS_IT "  plurals:\n" rules "messages: {}\n"

static const char english[] = FRAME("    one: i = 1 and v = 0\n");
static const char french[] =
    FRAME("    one: i = 0,1\n"
          "    many: e = 0 and i != 0 and i % 1000000 = 0 and v = 0 or "
          "e != 0..5\n");
static const char russian[] =
    FRAME("    one: v = 0 and i % 10 = 1 and i % 100 != 11\n"
          "    few: v = 0 and i % 10 = 2..4 and i % 100 != 12..14\n"
          "    many: v = 0 and i % 10 = 0 or v = 0 and i % 10 = 5..9 or v = 0 "
          "and i % 100 = 11..14\n");
static const char polish[] =
    FRAME("    one: i = 1 and v = 0\n"
          "    few: v = 0 and i % 10 = 2..4 and i % 100 != 12..14\n"
          "    many: v = 0 and i != 1 and i % 10 = 0..1 or v = 0 and i % 10 = "
          "5..9 or v = 0 and i % 100 = 12..14\n");
static const char arabic[] = FRAME("    zero: n = 0\n"
                                   "    one: n = 1\n"
                                   "    two: n = 2\n"
                                   "    few: n % 100 = 3..10\n"
                                   "    many: n % 100 = 11..99\n");
static const char czech[] = FRAME("    one: i = 1 and v = 0\n"
                                  "    few: i = 2..4 and v = 0\n"
                                  "    many: v != 0\n");
static const char danish[] = FRAME("    one: n = 1 or t != 0 and i = 0,1\n");
static const char latvian[] =
    FRAME("    zero: n % 10 = 0 or n % 100 = 11..19 or v = 2 and f % 100 = "
          "11..19\n"
          "    one: n % 10 = 1 and n % 100 != 11 or v = 2 and f % 10 = 1 and "
          "f % 100 != 11 or v != 2 and f % 10 = 1\n");
static const char japanese[] = "locale:\n" MONTHS_IT "messages: {}\n";

/* The numbers are CLDR's own samples. */
/* clang-format off */
static const struct {
    const char *language, *rules;
    Value number;
    Plural plural;
} plurals[] = {
    {"it", italian, INT(0), PLURAL_OTHER},
    {"it", italian, INT(1), PLURAL_ONE},
    {"it", italian, INT(-1), PLURAL_ONE},
    {"it", italian, INT(2), PLURAL_OTHER},
    {"it", italian, INT(1000000), PLURAL_MANY},
    {"it", italian, INT(1000001), PLURAL_OTHER},
    {"it", italian, FLOAT(1.5), PLURAL_OTHER},
    {"it", italian, FLOAT(1.0), PLURAL_ONE},
    {"it", italian, FLOAT(1.0004), PLURAL_ONE},
    {"it", italian, FLOAT(1.9999), PLURAL_OTHER},
    {"it", italian, FLOAT(0.9999), PLURAL_ONE},
    {"it", italian, INT(INT64_MIN), PLURAL_OTHER},
    {"en", english, INT(0), PLURAL_OTHER},
    {"en", english, INT(1), PLURAL_ONE},
    {"en", english, INT(1000000), PLURAL_OTHER},
    {"fr", french, INT(0), PLURAL_ONE},
    {"fr", french, FLOAT(1.5), PLURAL_ONE},
    {"fr", french, INT(2), PLURAL_OTHER},
    {"fr", french, INT(2000000), PLURAL_MANY},
    {"ru", russian, INT(1), PLURAL_ONE},
    {"ru", russian, INT(21), PLURAL_ONE},
    {"ru", russian, INT(11), PLURAL_MANY},
    {"ru", russian, INT(2), PLURAL_FEW},
    {"ru", russian, INT(12), PLURAL_MANY},
    {"ru", russian, INT(104), PLURAL_FEW},
    {"ru", russian, INT(0), PLURAL_MANY},
    {"ru", russian, FLOAT(1.5), PLURAL_OTHER},
    {"pl", polish, INT(1), PLURAL_ONE},
    {"pl", polish, INT(21), PLURAL_MANY},
    {"pl", polish, INT(22), PLURAL_FEW},
    {"pl", polish, INT(12), PLURAL_MANY},
    {"pl", polish, FLOAT(0.5), PLURAL_OTHER},
    {"ar", arabic, INT(0), PLURAL_ZERO},
    {"ar", arabic, INT(1), PLURAL_ONE},
    {"ar", arabic, INT(2), PLURAL_TWO},
    {"ar", arabic, INT(103), PLURAL_FEW},
    {"ar", arabic, INT(11), PLURAL_MANY},
    {"ar", arabic, INT(100), PLURAL_OTHER},
    {"ar", arabic, FLOAT(3.1), PLURAL_OTHER},
    {"cs", czech, INT(4), PLURAL_FEW},
    {"cs", czech, INT(5), PLURAL_OTHER},
    {"cs", czech, FLOAT(1.5), PLURAL_MANY},
    {"da", danish, FLOAT(0.1), PLURAL_ONE},
    {"da", danish, FLOAT(1.6), PLURAL_ONE},
    {"da", danish, INT(0), PLURAL_OTHER},
    {"lv", latvian, INT(0), PLURAL_ZERO},
    {"lv", latvian, INT(11), PLURAL_ZERO},
    {"lv", latvian, INT(21), PLURAL_ONE},
    {"lv", latvian, FLOAT(0.1), PLURAL_ONE},
    {"lv", latvian, FLOAT(0.11), PLURAL_ZERO},
    {"lv", latvian, FLOAT(0.21), PLURAL_ONE},
    {"lv", latvian, INT(2), PLURAL_OTHER},
    {"ja", japanese, INT(1), PLURAL_OTHER},
};
/* clang-format on */

static void test_plurals(void **state)
{
    int failed = 0;

    (void)state;
    for (size_t i = 0; i < COUNT(plurals); i++) {
        Arena a = {0};
        Locale l = read_well(&a, plurals[i].rules);
        Plural got = locale_plural(&l, plurals[i].number);

        if (got != plurals[i].plural) {
            print_error("row %zu (%s): %d, not %d\n", i, plurals[i].language,
                        got, plurals[i].plural);
            failed++;
        }
        arena_free(&a);
    }
    assert_int_equal(failed, 0);
}

/* ---- messages ------------------------------------------------------------ */

static void test_messages(void **state)
{
    static const struct {
        const char *key;
        Value count;
        const char *name, *text;
    } cases[] = {
        {"posts", INT(1), "", "1 articolo"},
        {"posts", INT(0), "", "0 articoli"},
        {"posts", INT(12345), "", "12.345 articoli"},
        {"posts", INT(1000000), "", "1.000.000 di articoli"},
        {"posts", FLOAT(1.0), "", "1 articolo"},
        {"posts", FLOAT(2.5), "", "2,5 articoli"},
        {"posts", {0}, "", "{count} articoli"},
        {"hello", {0}, "Ada {count}", "Ciao, Ada {count}! Ada {count}?"},
        {"hello", {0}, "", "Ciao, {name}! {name}?"},
        {"plain", INT(3), "x", "Cerca"},
        {"odd", INT(3), "x", "a } b {x"},
        {"nothing", INT(3), "x", "none"},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        Arena a = {0};
        Locale l = read_well(&a, italian);
        Dict *args = dict_new(&a);
        Buf b = buf_in(&a);

        if (cases[i].count.kind)
            dict_put_str(args, &a, STR("count"), cases[i].count);
        if (*cases[i].name)
            dict_put_str(args, &a, STR("name"),
                         value_str(str_of(cases[i].name)));
        if (!locale_format(&b, &l, str_of(cases[i].key), args))
            BUF_LIT(&b, "none");
        assert_str(cases[i].key, buf_str(&b), str_of(cases[i].text));
        arena_free(&a);
    }
}

static void test_lists(void **state)
{
    static const Str items[] = {STR_INIT("a"), STR_INIT("{0}"), STR_INIT("c"),
                                STR_INIT("d")};
    static const char *const texts[] = {"", "a", "a e {0}", "a, {0} e c",
                                        "a, {0}, c e d"};
    Arena a = {0};
    Locale l = read_well(&a, italian);

    (void)state;
    for (size_t n = 0; n < COUNT(texts); n++) {
        Buf b = buf_in(&a);
        locale_put_list(&b, &l, items, n);
        assert_str("list", buf_str(&b), str_of(texts[n]));
    }
    arena_free(&a);
}

/* ---- what is wrong ------------------------------------------------------- */

/* clang-format off */
static const struct {
    const char *name, *text, *diags;
} errors[] = {
    {"six days",
     "locale: {months: [a, b, c, d, e, f, g, h, i, j, k, l], months_short: [a, b, c, d, e, f, g, h, i, j, k, l],\n"
     "  days: [a, b, c, d, e, f],\n  days_short: [a, b, c, d, e, f, g]}\n",
     "2:9 'days' should be a list of 7 [locale-type]"},
    {"a day that is a list",
     "locale: {months: [a, b, c, d, e, f, g, h, i, j, k, l], months_short: [a, b, c, d, e, f, g, h, i, j, k, l],\n"
     "  days: [a, b, c, d, e, f, [g]],\n  days_short: [a, b, c, d, e, f, g]}\n",
     "2:9 'days' should be a list of 7 [locale-type]"},
    {"no months",
     "locale: {months_short: [a, b, c, d, e, f, g, h, i, j, k, l],\n"
     "  days: [a, b, c, d, e, f, g],\n  days_short: [a, b, c, d, e, f, g]}\n",
     "1:9 'months' is missing [locale-missing-key]"},
    {"a rule that is none",
     "locale:\n" MONTHS_IT "  plurals: {one: i is 1}\n",
     "6:18 'one' should be a plural rule of CLDR [locale-type]"},
    {"a rule with something behind",
     "locale:\n" MONTHS_IT "  plurals: {one: 'i = 1 and v = 0 @integer 1'}\n",
     "6:18 'one' should be a plural rule of CLDR [locale-type]"},
    {"a category that is none",
     "locale:\n" MONTHS_IT "  plurals: {single: i = 1}\n",
     "6:21 'single' should be a plural rule of CLDR [locale-type]"},
    {"rules that are a word",
     "locale:\n" MONTHS_IT "  plurals: none\n",
     "6:12 'plurals' should be a map of plural rules [locale-type]"},
    {"no time to read",
     "locale:\n" MONTHS_IT "  words_a_minute: 0\n",
     "6:19 'words_a_minute' should be a whole number above zero [locale-type]"},
    {"a map as a fact",
     "locale:\n" MONTHS_IT "  decimal: {a: b}\n",
     "6:12 'decimal' should be text [locale-type]"},
    {"a message that is a list",
     "messages:\n  a: [x]\n",
     "2:6 'a' should be text, or a text for each plural form [locale-type]"},
    {"a plural form that is none",
     "messages:\n  a: {one: x, more: y}\n",
     "2:15 'more' is not a plural form; they are zero, one, two, few, many, other [locale-plural]"},
    {"facts that are a list", "locale: [a]\n",
     "1:9 'locale' should be a map [locale-type]"},
    {"messages that are a word", "messages: none\n",
     "1:11 'messages' should be a map [locale-type]"},
    {"a file that is a list", "- a\n",
     "1:1 'it' should be a map [locale-type]"},
    {"keys that nobody reads", "mesages: {a: b}\nlocale:\n  autonim: x\n" MONTHS_IT,
     "1:1 unknown key 'mesages' [locale-unknown-key] | did you mean 'messages'?\n"
     "3:3 unknown key 'autonim' [locale-unknown-key] | did you mean 'autonym'?"},
    {"broken YAML", "locale: [a\n",
     "1:11 invalid YAML: ',' or ']' is missing [yaml-syntax] | 1:9 it began here"},
};
/* clang-format on */

static void test_errors(void **state)
{
    int failed = 0;

    (void)state;
    for (size_t i = 0; i < COUNT(errors); i++) {
        Arena a = {0};
        DiagList d = {.arena = &a};

        read_locale(&a, errors[i].text, &d);
        failed += !same_str(errors[i].name, diags_text(&a, &d),
                            str_of(errors[i].diags));
        arena_free(&a);
    }
    assert_int_equal(failed, 0);
}

static void test_check(void **state)
{
    static const struct {
        const char *name, *model, *text, *diags;
    } cases[] = {
        {"all is there", "messages: {a: 'x {n}', b: y}",
         "messages: {b: Y, a: '{n} X', c: more}", ""},
        {"a key is missing", "messages: {a: x, b: y}", "messages: {a: X}",
         "'b' is missing [locale-missing-key] | 1:18 another language has it "
         "here"},
        {"a placeholder is missing", "messages: {a: 'x {n} {n}'}",
         "messages:\n  a: X\n",
         "2:3 '{n}' of the other languages is missing [locale-placeholder]"},
        {"one form may leave it out",
         "messages: {a: {one: 'one', other: '{count}'}}",
         "messages: {a: {one: 'uno', other: '{count}'}}", ""},
        {"every form has it in the model",
         "messages: {a: {one: '{count}', other: '{count}'}}",
         "messages:\n  a: {one: 'uno', other: 'molti'}\n",
         "2:3 '{count}' of the other languages is missing "
         "[locale-placeholder]"},
        {"no form for the rest", "messages: {a: x}",
         "messages:\n  a: {one: 'uno'}\n",
         "2:3 the plural form 'other' is missing [locale-form]"},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        Arena a = {0};
        DiagList d = {.arena = &a};
        Source src = {STR("it.yaml"), str_of(cases[i].text)};
        Source other = {STR("en.yaml"), str_of(cases[i].model)};
        Locale l, model;

        assert_true(locale_read(&a, &src, STR("it"), &d, &l));
        assert_true(locale_read(&a, &other, STR("en"), &d, &model));
        bool ok = locale_check(&l, &src, &model, &d);
        assert_int_equal(ok, d.errors == 0);
        assert_str(cases[i].name, diags_text(&a, &d), str_of(cases[i].diags));
        arena_free(&a);
    }
}

/* A site's own texts go over the theme's; the rest stays. */
static void test_extend(void **state)
{
    Arena a = {0};
    DiagList d = {.arena = &a};
    Locale l = read_well(&a, italian);
    Source src = {STR("layouts/it.yaml"),
                  STR("locale: {decimal: ':'}\n"
                      "messages: {plain: Trova, own: Mio}\n")};
    Buf b = buf_in(&a);

    (void)state;
    assert_true(locale_extend(&a, &src, &d, &l));
    assert_str("replaced", locale_text(&l, STR("plain")), STR("Trova"));
    assert_str("added", locale_text(&l, STR("own")), STR("Mio"));
    assert_true(locale_has(&l, STR("posts")));
    assert_str("a month", l.months[0], STR("gennaio"));
    locale_put_number(&b, &l, value_float(2.5), 1);
    assert_str("a fact", buf_str(&b), STR("2:5"));
    arena_free(&a);
}

/* What is wrong with a site's own text stands in the site's file. */
static void test_check_extended(void **state)
{
    Arena a = {0};
    DiagList d = {.arena = &a};
    Locale l = read_well(&a, italian), model = read_well(&a, italian);
    Source src = {STR("layouts/it.yaml"), STR("messages:\n  hello: Ciao!\n")};

    (void)state;
    assert_true(locale_extend(&a, &src, &d, &l));
    assert_false(locale_check(&l, NULL, &model, &d));
    assert_str("place", diags_text(&a, &d),
               STR("2:3 '{name}' of the other languages is missing "
                   "[locale-placeholder]"));
    assert_str("file", d.first->src->path, STR("layouts/it.yaml"));
    arena_free(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_dates),
        cmocka_unit_test(test_numbers),
        cmocka_unit_test(test_numbers_without_end),
        cmocka_unit_test(test_plurals),
        cmocka_unit_test(test_messages),
        cmocka_unit_test(test_lists),
        cmocka_unit_test(test_errors),
        cmocka_unit_test(test_check),
        cmocka_unit_test(test_check_extended),
        cmocka_unit_test(test_extend),
    };
    return cmocka_run_group_tests_name("locale", tests, NULL, NULL);
}
