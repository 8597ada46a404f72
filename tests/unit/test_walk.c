/* test_walk.c - a folder with all that is in it, whoever made it. */
#define _XOPEN_SOURCE 700 /* mkdtemp, symlink, mkfifo */
#include "test.h"

#include "folder.h"

#include <errno.h>

static void put_entry(Buf *b, const FileEntry *e)
{
    buf_put(b, e->path);
    if (e->error)
        buf_printf(b, "!%s",
                   e->error == ELOOP    ? "ELOOP"
                   : e->error == EACCES ? "EACCES"
                                        : "error");
    else if (e->info.kind == FILE_FOLDER)
        buf_put_char(b, '/');
    else if (e->info.kind == FILE_LINK)
        buf_put_char(b, '@');
    else if (e->info.kind == FILE_OTHER)
        buf_put_char(b, '?');
    buf_put_char(b, '\n');
}

static Str listing(Arena *a, Str root, Str within)
{
    FileList files = {0};
    Buf b = buf_in(a);
    int err = os_walk(a, root, within, &files);

    if (err)
        return os_error(err);
    for (size_t i = 0; i < files.len; i++)
        put_entry(&b, &files.items[i]);
    return buf_str(&b);
}

/* clang-format off */
static const struct {
    const char *name;
    const char *tree; /* below the site; what is walked is its content/ */
    const char *list;
} rows[] = {
    {"an empty folder", "content/\n", ""},
    {"sorted by bytes, folders included",
     "content/b.md\ncontent/a/z\ncontent/a.md\ncontent/è\ncontent/Z\n",
     "Z\na/\na.md\na/z\nb.md\nè\n"},
    {"hidden things are left out",
     "content/.git/config\ncontent/.x\ncontent/a/.DS_Store\ncontent/b.\n", "a/\nb.\n"},
    {"a pipe", "content/a|\n", "a?\n"},
    {"a link to a file", "content/a = x\ncontent/b -> a\n", "a\nb\n"},
    {"a link to a file of the site beside it", "x.png\ncontent/b -> ../x.png\n", "b\n"},
    {"a link to a folder", "shared/x/y\ncontent/s -> ../shared\n", "s/\ns/x/\ns/x/y\n"},
    {"a broken link", "content/a -> nothing\n", "a@\n"},
    {"a link to itself", "content/a -> a\n", "a@\n"},
    {"two links to one another", "content/a -> b\ncontent/b -> a\n", "a@\nb@\n"},
    {"a link to its own folder", "content/a/b -> .\n", "a/\na/b@\n"},
    {"a link to a folder above", "content/a/b/c -> ../..\n", "a/\na/b/\na/b/c@\n"},
    {"a link to the site itself", "content/a -> ..\n", "a@\n"},
    {"two folders that link to each other", "content/a/x -> ../b\ncontent/b/y -> ../a\n",
     "a/\na/x/\na/x/y@\nb/\nb/y/\nb/y/x@\n"},
    {"a link out of the site", "content/a -> ../../../../../../../../etc/passwd\n", "a@\n"},
    {"a link to the root", "content/a -> /\n", "a@\n"},
    {"a link out of the site over another", "content/a -> b/..\ncontent/b -> /etc\n", "a@\nb@\n"},
};
/* clang-format on */

static void test_rows(void **state)
{
    int failed = 0;

    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        Arena a = {0};
        Str site = folder_new(&a);

        folder_fill(&a, site, str_of(rows[i].tree));
        Str list = listing(&a, path_join(&a, site, STR("content")), site);
        failed += !same_str(rows[i].name, list, str_of(rows[i].list));
        folder_remove(site);
        arena_free(&a);
    }
    assert_int_equal(failed, 0);
}

/* /tmp/x and a link to /tmp/x-2 */
static void test_neighbour(void **state)
{
    Arena a = {0};
    Str site = folder_new(&a);
    Str other = str_printf(&a, STR_FMT "-2", STR_ARG(site));

    (void)state;
    folder_fill(&a, other, STR("secret = x\n"));
    folder_fill(&a, site,
                str_printf(&a, "content/a -> " STR_FMT "\n", STR_ARG(other)));
    assert_str("a neighbour",
               listing(&a, path_join(&a, site, STR("content")), site),
               STR("a@\n"));
    folder_remove(site);
    folder_remove(other);
    arena_free(&a);
}

static void test_no_folder(void **state)
{
    Arena a = {0};
    Str site = folder_new(&a);
    FileList files = {0};

    (void)state;
    assert_int_equal(os_walk(&a, path_join(&a, site, STR("content")), site,
                             &files),
                     ENOENT);
    assert_int_equal(os_walk(&a, site, STR("/nowhere/at/all"), &files), ENOENT);
    folder_remove(site);
    arena_free(&a);
}

static void test_unreadable(void **state)
{
    Arena a = {0};
    bool root = geteuid() == 0;
    Str site = folder_new(&a);

    (void)state;
    folder_fill(&a, site, STR("content/a/x\ncontent/b = x\ncontent/c/d/y\n"));
    chmod(arena_cstr(&a, site), 0755);
    chmod(arena_cstr(&a, path_join(&a, site, STR("content/a"))), 0);
    chmod(arena_cstr(&a, path_join(&a, site, STR("content/b"))), 0);
    if (as_nobody()) {
        Str list = listing(&a, path_join(&a, site, STR("content")), site);
        assert_str("unreadable", list, STR("a!EACCES\nb\nc/\nc/d/\nc/d/y\n"));
        no_longer_nobody(root);
    }
    chmod(arena_cstr(&a, path_join(&a, site, STR("content/a"))), 0755);
    folder_remove(site);
    arena_free(&a);
}

/* content/a/a/a/... */
static void test_deep(void **state)
{
    Arena a = {0};
    Str site = folder_new(&a);
    Buf path = buf_in(&a);
    FileList files = {0};
    int loops = 0;

    (void)state;
    BUF_LIT(&path, "content");
    for (int i = 0; i < 200; i++)
        BUF_LIT(&path, "/a");
    assert_int_equal(os_make_folders(path_join(&a, site, buf_str(&path))), 0);
    assert_int_equal(os_walk(&a, path_join(&a, site, STR("content")), site,
                             &files),
                     0);
    for (size_t i = 0; i < files.len; i++)
        loops += files.items[i].error == ELOOP;
    assert_int_equal(loops, 1);
    assert_true(files.len < 100);
    folder_remove(site);
    arena_free(&a);
}

/* Every folder holds two links to the next: 2^30 ways to the last. */
static void test_doubling_links(void **state)
{
    Arena a = {0};
    Str site = folder_new(&a);
    FileList files = {0};
    bool said = false;

    (void)state;
    for (int i = 0; i < 30; i++)
        folder_fill(&a, site,
                    str_printf(&a,
                               "content/d%d/x -> ../d%d\n"
                               "content/d%d/y -> ../d%d\n",
                               i, i + 1, i, i + 1));
    assert_int_equal(os_make_folders(path_join(&a, site, STR("content/d30"))),
                     0);
    assert_int_equal(os_walk(&a, path_join(&a, site, STR("content")), site,
                             &files),
                     0);
    assert_true(files.len < 200000);
    for (size_t i = 0; i < files.len; i++)
        said |= files.items[i].error == ELOOP;
    assert_true(said);
    folder_remove(site);
    arena_free(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_rows),      cmocka_unit_test(test_neighbour),
        cmocka_unit_test(test_no_folder), cmocka_unit_test(test_unreadable),
        cmocka_unit_test(test_deep),      cmocka_unit_test(test_doubling_links),
    };
    return cmocka_run_group_tests_name("walk", tests, NULL, NULL);
}
