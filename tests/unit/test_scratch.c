/* test_scratch.c - folders for a while, and that all of them goes. */
#define _XOPEN_SOURCE 700 /* mkdtemp, and what folder.h needs */
#include "test.h"

#include "folder.h"
#include "os/scratch.h"

#include <errno.h>

static void test_files(void **state)
{
    Arena a = {0};
    Str folder, text = {0};
    struct stat st;
    mode_t before = umask(077);

    (void)state;
    assert_int_equal(scratch_open(&a, STR(""), &folder), 0);
    assert_int_equal(scratch_put(&a, folder, STR("a/b/c"), STR("x"), false), 0);
    assert_int_equal(scratch_put(&a, folder, STR("run"), STR("y"), true), 0);
    assert_int_equal(scratch_put_folder(&a, folder, STR("d/e")), 0);
    assert_int_equal(scratch_put(&a, folder, STR("run"), STR("z"), true),
                     EEXIST);
    assert_int_equal(os_read_file(&a, path_join(&a, folder, STR("a/b/c")), 9,
                                  &text),
                     0);
    assert_str("a file", text, STR("x"));
    static const struct {
        const char *name;
        mode_t mode;
    } rows[] = {{"", 0755},
                {"a/b", 0755},
                {"a/b/c", 0644},
                {"run", 0755},
                {"d/e", 0755}};
    for (size_t i = 0; i < COUNT(rows); i++) {
        Str path = path_join(&a, folder, str_of(rows[i].name));
        assert_int_equal(stat(arena_cstr(&a, path), &st), 0);
        assert_int_equal(st.st_mode & 0777, rows[i].mode);
    }
    scratch_close(&a, folder);
    assert_int_equal(stat(arena_cstr(&a, folder), &st), -1);
    umask(before);
    arena_free(&a);
}

/* What was made to be kept: folders nobody may enter, links out. */
static void fill_hostile(Arena *a, Str folder, Str outside)
{
    folder_fill(a, folder,
                str_printf(a,
                           "shut/in/deep/file = x\n"
                           "out -> " STR_FMT "\n"
                           "dangling -> nowhere\n"
                           "pipe|\n",
                           STR_ARG(outside)));
    const char *shut[] = {"shut/in/deep", "shut/in", "shut"};
    for (size_t i = 0; i < COUNT(shut); i++)
        assert_int_equal(
            chmod(arena_cstr(a, path_join(a, folder, str_of(shut[i]))), 0), 0);
}

static void test_all_of_it_goes(void **state)
{
    Arena a = {0};
    bool root = geteuid() == 0;
    Str outside = folder_new(&a), folder = {0}, text = {0};

    (void)state;
    folder_fill(&a, outside, STR("kept = y\n"));
    chmod(arena_cstr(&a, outside), 0777);
    if (as_nobody()) {
        assert_int_equal(scratch_open(&a, STR(""), &folder), 0);
        fill_hostile(&a, folder, outside);
        scratch_close(&a, folder);
        assert_int_equal(access(arena_cstr(&a, folder), F_OK), -1);
        no_longer_nobody(root);
    }
    assert_int_equal(os_read_file(&a, path_join(&a, outside, STR("kept")), 9,
                                  &text),
                     0);
    assert_str("outside", text, STR("y"));
    folder_remove(outside);
    arena_free(&a);
}

static void test_no_place(void **state)
{
    Arena a = {0};
    Str folder;

    (void)state;
    assert_int_equal(scratch_open(&a, STR("/no/such/place"), &folder), ENOENT);
    arena_free(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_files),
        cmocka_unit_test(test_all_of_it_goes),
        cmocka_unit_test(test_no_place),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
