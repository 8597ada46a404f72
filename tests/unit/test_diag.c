/* test_diag.c - what people read when something is wrong. */
#include "test.h"

#include "diag/diag.h"

/* ---- one message, as it is printed --------------------------------------- */

#define ESC "\033"

/* clang-format off */
static const struct {
    const char *name, *text;
    uint32_t from, to; /* bytes */
    const char *printed;
} rows[] = {
    {"the caret is under the text, ~ to its end", "a: 1\ndate: never\n", 11, 16,
     "a.md:2:7: error: 'X' is given twice [yaml-twice]\n"
     "    2 | date: never\n"
     "      |       ^~~~~\n"},
    {"the first character of a file", "date", 0, 4,
     "a.md:1:1: error: 'X' is given twice [yaml-twice]\n"
     "    1 | date\n"
     "      | ^~~~\n"},
    {"a column is a letter, not a byte", "perché è: x", 8, 10,
     "a.md:1:8: error: 'X' is given twice [yaml-twice]\n"
     "    1 | perché è: x\n"
     "      |        ^\n"},
    {"a wide letter takes two places before the caret", "漢字: x", 8, 9,
     "a.md:1:5: error: 'X' is given twice [yaml-twice]\n"
     "    1 | 漢字: x\n"
     "      |       ^\n"},
    {"a wide letter is underlined whole", "a 漢字", 2, 8,
     "a.md:1:3: error: 'X' is given twice [yaml-twice]\n"
     "    1 | a 漢字\n"
     "      |   ^~~~\n"},
    {"a combining mark takes no place", "e\u0301a: x", 3, 4,
     "a.md:1:3: error: 'X' is given twice [yaml-twice]\n"
     "    1 | e\u0301a: x\n"
     "      |  ^\n"},
    {"tabs before the caret are kept", "\ta\tb", 3, 4,
     "a.md:1:4: error: 'X' is given twice [yaml-twice]\n"
     "    1 | \ta\tb\n"
     "      | \t \t^\n"},
    {"an empty span has a caret", "ab", 1, 1,
     "a.md:1:2: error: 'X' is given twice [yaml-twice]\n"
     "    1 | ab\n"
     "      |  ^\n"},
    {"behind the last character", "ab", 2, 2,
     "a.md:1:3: error: 'X' is given twice [yaml-twice]\n"
     "    1 | ab\n"
     "      |   ^\n"},
    {"a span over lines is underlined on the first", "ab\ncd\n", 1, 5,
     "a.md:1:2: error: 'X' is given twice [yaml-twice]\n"
     "    1 | ab\n"
     "      |  ^\n"},
    {"a CR is not shown", "ab\r\ncd\r\n", 4, 6,
     "a.md:2:1: error: 'X' is given twice [yaml-twice]\n"
     "    2 | cd\n"
     "      | ^~\n"},
    {"on a CR", "ab\r\n", 2, 3,
     "a.md:1:3: error: 'X' is given twice [yaml-twice]\n"
     "    1 | ab\n"
     "      |   ^\n"},
    {"control characters are shown as one place each", ESC "[1m" "\x7f" "b", 5, 6,
     "a.md:1:6: error: 'X' is given twice [yaml-twice]\n"
     "    1 | \ufffd[1m\ufffdb\n"
     "      |      ^\n"},
    {"control characters are underlined", "a\x01\x7f" "b", 1, 4,
     "a.md:1:2: error: 'X' is given twice [yaml-twice]\n"
     "    1 | a\ufffd\ufffdb\n"
     "      |  ^~~\n"},
    {"bytes that are not UTF-8", "a\xff" "b", 1, 2,
     "a.md:1:2: error: 'X' is given twice [yaml-twice]\n"
     "    1 | a\ufffdb\n"
     "      |  ^\n"},
    {"the file as a whole", "ab", 0, 0,
     "a.md: error: 'X' is given twice [yaml-twice]\n"},
    {"an empty file", "", 0, 1,
     "a.md: error: 'X' is given twice [yaml-twice]\n"},
};
/* clang-format on */

static void test_printed(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        Arena a = {0};
        DiagList d = {.arena = &a};
        Source src = {STR("a.md"), str_of(rows[i].text)};
        Buf out = buf_in(&a);

        diag_add(&d, YAML_TWICE, &src, (Span){rows[i].from, rows[i].to},
                 STRS(STR("X")));
        diag_print(&out, d.first, (DiagStyle){0});
        assert_str(rows[i].name, buf_str(&out), str_of(rows[i].printed));
        arena_free(&a);
    }
}

/* ---- a very long line ---------------------------------------------------- */

/* Whatever the line, what is shown fits a terminal and the caret is under the
 * character it means. */
static void check_long(Str unit, size_t width, size_t at)
{
    Arena a = {0};
    DiagList d = {.arena = &a};
    Buf text = buf_in(&a), out = buf_in(&a);

    for (size_t i = 0; i < 1000; i++)
        buf_put(&text, i == at ? STR("#") : unit);
    Source src = {STR("a.md"), buf_str(&text)};
    uint32_t byte = (uint32_t)(at * unit.len);
    diag_add(&d, YAML_TWICE, &src, (Span){byte, byte + 1}, STRS(STR("X")));
    diag_print(&out, d.first, (DiagStyle){0});

    Str rest = buf_str(&out), line, caret;
    assert_true(str_next_line(&rest, &line) && str_next_line(&rest, &line) &&
                str_next_line(&rest, &caret));
    StrCut before = str_cut(str_drop(line, 8), '#');
    assert_true(before.found);
    size_t places = before.head.len / unit.len * width;
    assert_true(places < 160);
    assert_true(caret.len == 8 + places + 1 && str_ends(caret, STR("^")));
    arena_free(&a);
}

static void test_long_lines(void **state)
{
    static const size_t at[] = {0, 1, 99, 100, 101, 500, 998, 999};

    (void)state;
    for (size_t i = 0; i < COUNT(at); i++) {
        check_long(STR("x"), 1, at[i]);
        check_long(STR("è"), 1, at[i]);
        check_long(STR("漢"), 2, at[i]);
        check_long(STR("😀"), 2, at[i]);
    }
}

/* A hundred thousand messages on one line, and on as many. */
static void test_many_messages(void **state)
{
    enum { MANY = 100000 };

    (void)state;
    for (int lines = 0; lines < 2; lines++) {
        Arena a = {0};
        DiagList d = {.arena = &a};
        DiagPrinter p = {{0}, {0}, {0}};
        Buf text = buf_in(&a), out = buf_in(&a), last = buf_in(&a);

        for (int i = 0; i < MANY; i++)
            buf_put(&text, lines ? STR("è. x\n") : STR("è. x "));
        Source src = {STR("a.md"), buf_str(&text)};
        for (uint32_t i = 0; i < MANY; i++) {
            Diag *one = diag_add(&d, YAML_TWICE, &src,
                                 (Span){6 * i + 4, 6 * i + 5}, STRS(STR("X")));
            diag_note(&d, one, FIRST_HERE, &src, (Span){4, 5}, NO_STRS);
        }
        for (const Diag *one = d.first; one; one = one->next)
            diag_print_next(&p, &out, one);
        diag_print(&last, d.last, (DiagStyle){0});
        assert_true(str_ends(buf_str(&out), buf_str(&last)));
        arena_free(&a);
    }
}

/* ---- languages, notes, colour -------------------------------------------- */

static void test_whole(void **state)
{
    static const struct {
        const char *name;
        DiagStyle style;
        const char *printed;
    } cases[] = {
        {"in English",
         {DIAG_ENGLISH, false},
         "a.md:1:1: warning: unknown key 'tgas' [front-matter-unknown-key]\n"
         "    1 | tgas: x\n"
         "      | ^~~~\n"
         "note: did you mean 'tags'?\n"
         "b.md:2:1: note: first given here\n"
         "    2 | y\n"
         "      | ^\n"},
        {"in Italian",
         {DIAG_ITALIAN, false},
         "a.md:1:1: avviso: chiave sconosciuta 'tgas' "
         "[front-matter-unknown-key]\n"
         "    1 | tgas: x\n"
         "      | ^~~~\n"
         "nota: forse intendevi 'tags'?\n"
         "b.md:2:1: nota: la prima volta è qui\n"
         "    2 | y\n"
         "      | ^\n"},
        {"in colour",
         {DIAG_ENGLISH, true},
         ESC "[1ma.md:1:1: " ESC "[0m" ESC "[1;35mwarning: " ESC "[0m"
             "unknown key 'tgas' [front-matter-unknown-key]\n"
             "    1 | tgas: x\n"
             "      | " ESC "[1;32m^~~~\n" ESC "[0m" ESC "[1;36mnote: " ESC
             "[0m"
             "did you mean 'tags'?\n" ESC "[1mb.md:2:1: " ESC "[0m" ESC
             "[1;36mnote: " ESC "[0mfirst given here\n"
             "    2 | y\n"
             "      | " ESC "[1;32m^\n" ESC "[0m"},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        Arena a = {0};
        DiagList d = {.arena = &a};
        Source one = {STR("a.md"), STR("tgas: x\n")};
        Source two = {STR("b.md"), STR("x\ny\n")};
        Buf out = buf_in(&a);
        Diag *diag =
            diag_add(&d, FM_UNKNOWN_KEY, &one, (Span){0, 4}, STRS(STR("tgas")));

        diag_suggest(&d, diag, STR("tags"));
        diag_suggest(&d, diag, STR(""));
        diag_note(&d, diag, FIRST_HERE, &two, (Span){2, 3}, NO_STRS);
        diag_print(&out, d.first, cases[i].style);
        assert_str(cases[i].name, buf_str(&out), str_of(cases[i].printed));
        arena_free(&a);
    }
}

static void test_language_of_locale(void **state)
{
    static const struct {
        Str locale;
        DiagLanguage language;
    } cases[] = {
        {STR_INIT("it_IT.UTF-8"), DIAG_ITALIAN},
        {STR_INIT("it"), DIAG_ITALIAN},
        {STR_INIT("IT_CH"), DIAG_ITALIAN},
        {STR_INIT("en_GB.UTF-8"), DIAG_ENGLISH},
        {STR_INIT("italic"), DIAG_ENGLISH},
        {STR_INIT("C"), DIAG_ENGLISH},
        {STR_INIT(""), DIAG_ENGLISH},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++)
        assert_int_equal(diag_language(cases[i].locale), cases[i].language);
}

/* ---- messages ------------------------------------------------------------ */

/* Braces that are no argument belong to the message. */
static void test_arguments(void **state)
{
    static const struct {
        DiagCode code;
        Str arg;
        const char *message;
    } cases[] = {
        {YAML_TWICE, STR_INIT("a b"), "'a b' is given twice"},
        {YAML_TWICE, STR_INIT("{0} {1}"), "'{0} {1}' is given twice"},
        {YAML_TWICE, STR_INIT(""), "'' is given twice"},
        {LOCALE_TYPE, STR_INIT("x"), "'x' should be "},
        {YAML_TWICE, STR_INIT("a\033[2J\r\nb\x7f\t\xc2\x9b"),
         "'a\ufffd[2J\ufffd\ufffdb\ufffd\ufffd\ufffd' is given twice"},
        {MARKDOWN_ATTRIBUTES, STR_INIT("{="),
         "attributes look like {#id .class key=value}, not like '{='"},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        Arena a = {0};
        DiagList d = {.arena = &a};
        Diag *one =
            diag_add(&d, cases[i].code, NULL, (Span){0}, STRS(cases[i].arg));

        assert_str("message", diag_message(&a, one, DIAG_ENGLISH),
                   str_of(cases[i].message));
        arena_free(&a);
    }
}

static void test_path_is_shown_safely(void **state)
{
    Arena a = {0};
    DiagList d = {.arena = &a};
    Source src = {STR("a\033[31m\n.md"), STR("x")};
    Buf out = buf_in(&a);

    (void)state;
    diag_add(&d, FM_EMPTY, &src, (Span){0}, NO_STRS);
    diag_print(&out, d.first, (DiagStyle){0});
    assert_str("path", buf_str(&out),
               STR("a\ufffd[31m\ufffd.md: error: the file is empty "
                   "[file-empty]\n"));
    arena_free(&a);
}

/* The numbers between braces. */
static unsigned arguments_in(Str text)
{
    unsigned set = 0;

    for (size_t i = 0; i + 2 < text.len; i++)
        if (text.ptr[i] == '{' && ascii_is_digit(text.ptr[i + 1]) &&
            text.ptr[i + 2] == '}')
            set |= 1u << (text.ptr[i + 1] - '0');
    return set;
}

/* A message says the same things in both languages, in our style. */
static void test_catalogue(void **state)
{
    static const struct {
        Str name, english, italian;
    } rows_of_all[] = {
#define ROW(id, level, name, en, it)                                           \
    {STR_INIT(name), STR_INIT(en), STR_INIT(it)},
        DIAG_MESSAGES(ROW)
#undef ROW
    };

    (void)state;
    for (size_t i = 0; i < COUNT(rows_of_all); i++) {
        Str name = rows_of_all[i].name, en = rows_of_all[i].english,
            it = rows_of_all[i].italian;
        DiagCode code;

        assert_true(diag_code_by_name(name, &code));
        if (code != (DiagCode)i)
            fail_msg("%s: the name of two messages", name.ptr);
        if (arguments_in(en) != arguments_in(it))
            fail_msg("%s: the two languages say different things", name.ptr);
        if (str_ends(en, STR(".")) || str_ends(it, STR(".")))
            fail_msg("%s: ends with a full stop", name.ptr);
        if (en.len == 0 || (en.ptr[0] >= 'A' && en.ptr[0] <= 'Z' &&
                            !(en.ptr[1] >= 'A' && en.ptr[1] <= 'Z')))
            fail_msg("%s: begins with a capital", name.ptr);
    }
    assert_int_equal(COUNT(rows_of_all), DIAG_COUNT);
}

/* ---- lists --------------------------------------------------------------- */

static void test_join(void **state)
{
    Arena a = {0}, b = {0};
    DiagList one = {.arena = &a}, two = {.arena = &b}, none = {.arena = &b};
    Source src = {STR("a.md"), STR("x")};

    (void)state;
    diag_add(&two, FM_EMPTY, &src, (Span){0}, NO_STRS);
    diag_join(&one, &two);
    diag_join(&one, &none);
    assert_null(two.first);
    assert_int_equal(two.errors, 0);
    diag_add(&two, FM_UNKNOWN_KEY, &src, (Span){0}, STRS(STR("k")));
    diag_join(&one, &two);
    diag_add(&one, FM_NO_TITLE, &src, (Span){0}, NO_STRS);
    assert_int_equal(one.errors, 2);
    assert_int_equal(one.warnings, 1);
    assert_int_equal(one.first->code, FM_EMPTY);
    assert_int_equal(one.first->next->code, FM_UNKNOWN_KEY);
    assert_int_equal(one.first->next->next->code, FM_NO_TITLE);
    assert_null(one.first->next->next->next);
    arena_free(&a);
    arena_free(&b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_printed),
        cmocka_unit_test(test_long_lines),
        cmocka_unit_test(test_many_messages),
        cmocka_unit_test(test_whole),
        cmocka_unit_test(test_language_of_locale),
        cmocka_unit_test(test_arguments),
        cmocka_unit_test(test_path_is_shown_safely),
        cmocka_unit_test(test_catalogue),
        cmocka_unit_test(test_join),
    };
    return cmocka_run_group_tests_name("diag", tests, NULL, NULL);
}
