/* test_reference.c - the tables of filters, tests and functions, as the
 * reference prints them. */
#include "test.h"

#include "template/builtin.h"

static bool nothing(TemplateCall *call, Value *result)
{
    (void)call, (void)result;
    return true;
}

static const TemplateRow host[] = {
    {"shout", nothing, "value", "louder"},
    {"upper", nothing, "value", "ours, not Jinja's"},
    {0},
};

static void test_rows_are_told_in_full(void **state)
{
    Arena a = {0};
    TemplateSet set = {.arena = &a};

    (void)state;
    for (int t = TEMPLATE_FILTERS; t <= TEMPLATE_FUNCTIONS; t++) {
        size_t n;
        const TemplateRow **rows =
            template_rows(&set, &a, (TemplateTable)t, &n);
        assert_true(n >= 5);
        for (size_t i = 0; i < n; i++) {
            Str doc = str_of(rows[i]->doc);
            if (!doc.len || str_ends(doc, STR(".")) || !rows[i]->params[0])
                fail_msg("%s: %s", rows[i]->name, rows[i]->doc);
            if (i &&
                str_cmp(str_of(rows[i - 1]->name), str_of(rows[i]->name)) >= 0)
                fail_msg("%s before %s", rows[i - 1]->name, rows[i]->name);
        }
    }
    arena_free(&a);
}

static void test_the_host_comes_first(void **state)
{
    Arena a = {0};
    TemplateSet set = {.arena = &a, .filters = host, .tests = host};
    size_t n, found = 0;
    const TemplateRow **rows = template_rows(&set, &a, TEMPLATE_FILTERS, &n);

    (void)state;
    for (size_t i = 0; i < n; i++)
        found += rows[i] == &host[0] || rows[i] == &host[1];
    assert_int_equal(found, 2);
    assert_ptr_equal(find_filter(&set, STR("upper")), &host[1]);
    assert_ptr_equal(find_test(&set, STR("shout")), &host[0]);
    assert_non_null(find_filter(&set, STR("lower")));
    assert_null(find_filter(&set, STR("odd")));
    assert_null(find_test(&set, STR("lowr")));
    arena_free(&a);
}

static void test_slips(void **state)
{
    Arena a = {0};
    TemplateSet set = {.arena = &a, .filters = host};

    (void)state;
    assert_str("a filter", closest_filter(&set, &a, STR("uper")), STR("upper"));
    assert_str("the host's", closest_filter(&set, &a, STR("shuot")),
               STR("shout"));
    assert_str("a test", closest_test(&set, &a, STR("divisble_by")),
               STR("divisibleby"));
    assert_str("no slip", closest_test(&set, &a, STR("markdown")), STR(""));
    arena_free(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_rows_are_told_in_full),
        cmocka_unit_test(test_the_host_comes_first),
        cmocka_unit_test(test_slips),
    };
    return cmocka_run_group_tests_name("reference", tests, NULL, NULL);
}
