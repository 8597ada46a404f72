/* test_fs.c - files: whole or not at all, and not touched without need. */
#define _XOPEN_SOURCE 700 /* mkdtemp, symlink, mkfifo */
#include "test.h"

#include "folder.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <time.h>

/* ---- reading ------------------------------------------------------------- */

/* clang-format off */
static const struct {
    const char *name, *tree, *path;
    size_t limit;
    int error;
    const char *text;
} reads[] = {
    {"a file", "a = hello\n", "a", 100, 0, "hello"},
    {"an empty file", "a\n", "a", 100, 0, ""},
    {"as large as the limit", "a = hello\n", "a", 5, 0, "hello"},
    {"larger than the limit", "a = hello\n", "a", 4, EFBIG, ""},
    {"no file", "", "a", 100, ENOENT, ""},
    {"a folder", "a/\n", "a", 100, EISDIR, ""},
    {"a pipe nobody writes to", "a|\n", "a", 100, EINVAL, ""},
    {"a file as folder", "a = x\n", "a/b", 100, ENOTDIR, ""},
    {"a link", "a = x\nb -> a\n", "b", 100, 0, "x"},
    {"links in a circle", "a -> b\nb -> a\n", "b", 100, ELOOP, ""},
};
/* clang-format on */

static void test_reads(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(reads); i++) {
        Arena a = {0};
        Str folder = folder_new(&a), text = {0};

        folder_fill(&a, folder, str_of(reads[i].tree));
        int err = os_read_file(&a, path_join(&a, folder, str_of(reads[i].path)),
                               reads[i].limit, &text);
        if (err != reads[i].error)
            fail_msg("%s: %d", reads[i].name, err);
        assert_str(reads[i].name, text, str_of(reads[i].text));
        folder_remove(folder);
        arena_free(&a);
    }
}

static void test_names(void **state)
{
    Arena a = {0};
    Str text;
    Str long_name = {memset(arena_bytes(&a, 5000), 'x', 5000), 5000};

    (void)state;
    assert_int_equal(os_read_file(&a, long_name, 9, &text), ENAMETOOLONG);
    assert_int_equal(os_read_file(&a, str_take(long_name, 300), 9, &text),
                     ENAMETOOLONG);
    assert_int_equal(os_write_file(&a, long_name, text), ENAMETOOLONG);
    /* Not "/tmp", with the rest cut off. */
    assert_int_equal(os_read_file(&a, STR("/etc/passwd\0x"), 9, &text),
                     ENAMETOOLONG);
    arena_free(&a);
}

/* /proc says that its files are empty. */
static void test_file_that_grows(void **state)
{
    Arena a = {0};
    Str text = {0};

    (void)state;
    if (access("/proc/self/status", R_OK) != 0)
        skip();
    assert_int_equal(os_read_file(&a, STR("/proc/self/status"), 100000, &text),
                     0);
    assert_true(text.len > 100);
    assert_int_equal(os_read_file(&a, STR("/proc/self/status"), 100, &text),
                     EFBIG);
    arena_free(&a);
}

/* ---- writing ------------------------------------------------------------- */

static size_t files_in(Arena *a, Str folder)
{
    char *command =
        arena_cstr(a, str_printf(a, "find " STR_FMT " -type f | wc -l",
                                 STR_ARG(folder)));
    FILE *out = popen(command, "r");
    size_t n = 999;

    assert_non_null(out);
    assert_int_equal(fscanf(out, "%zu", &n), 1);
    pclose(out);
    return n;
}

/* clang-format off */
static const struct {
    const char *name, *tree, *path;
    int error;
    size_t files; /* in the folder after that */
} writes[] = {
    {"a new file", "", "a", 0, 1},
    {"folders on the way", "", "a/b/c/d", 0, 1},
    {"over another", "a = old\n", "a", 0, 1},
    {"over a link, not through it", "a = old\nb -> a\n", "b", 0, 2},
    {"over a broken link", "b -> nowhere/at/all\n", "b", 0, 1},
    {"over a folder", "a/b = x\n", "a", EISDIR, 1},
    {"below a file", "a = x\n", "a/b", ENOTDIR, 1},
    {"below a file, deeper", "a = x\n", "a/b/c", ENOTDIR, 1},
};
/* clang-format on */

static void check_new(Arena *a, const char *name, Str path)
{
    FileInfo info;
    Str text = {0};

    assert_int_equal(os_read_file(a, path, 9, &text), 0);
    assert_str(name, text, STR("new"));
    assert_int_equal(os_stat(path, &info), 0);
    assert_int_equal(info.kind, FILE_REGULAR);
}

/* Nothing but what was meant is left behind, also after an error. */
static void test_writes(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(writes); i++) {
        Arena a = {0};
        Str folder = folder_new(&a);

        folder_fill(&a, folder, str_of(writes[i].tree));
        Str path = path_join(&a, folder, str_of(writes[i].path));
        int err = os_write_file(&a, path, STR("new"));
        if (err != writes[i].error)
            fail_msg("%s: %d", writes[i].name, err);
        if (!err)
            check_new(&a, writes[i].name, path);
        if (files_in(&a, folder) != writes[i].files)
            fail_msg("%s: %zu files", writes[i].name, files_in(&a, folder));
        folder_remove(folder);
        arena_free(&a);
    }
}

static void test_longest_name(void **state)
{
    Arena a = {0};
    Str folder = folder_new(&a);
    Str name = {memset(arena_bytes(&a, 255), 'x', 255), 255};

    (void)state;
    assert_int_equal(os_write_file(&a, path_join(&a, folder, name), STR("x")),
                     0);
    assert_int_equal(files_in(&a, folder), 1);
    folder_remove(folder);
    arena_free(&a);
}

static void test_no_permission(void **state)
{
    Arena a = {0};
    bool root = geteuid() == 0;
    FileUpdate update;
    Str folder = folder_new(&a);
    Str path = path_join(&a, folder, STR("a"));

    (void)state;
    folder_fill(&a, folder, STR("a = old\n"));
    chmod(arena_cstr(&a, folder), 0555);
    if (as_nobody()) {
        assert_int_equal(os_write_file(&a, path, STR("new")), EACCES);
        assert_int_equal(os_update_file(&a, path, STR("new"), &update), EACCES);
        assert_int_equal(os_update_file(&a, path, STR("old"), &update), 0);
        assert_false(update.written);
        no_longer_nobody(root);
    }
    chmod(arena_cstr(&a, folder), 0755);
    folder_remove(folder);
    arena_free(&a);
}

/* ---- identical bytes ----------------------------------------------------- */

/* clang-format off */
static const struct {
    const char *name, *tree;
    bool written;
} updates[] = {
    {"identical bytes", "a = same\n", false},
    {"other bytes of the same length", "a = some\n", true},
    {"fewer bytes", "a = sam\n", true},
    {"more bytes", "a = same!\n", true},
    {"no file", "", true},
    {"a link to identical bytes", "b = same\na -> b\n", true},
};
/* clang-format on */

static void test_updates(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(updates); i++) {
        Arena a = {0};
        Str folder = folder_new(&a), path = path_join(&a, folder, STR("a"));
        FileInfo before = {0}, after;
        FileUpdate update;

        folder_fill(&a, folder, str_of(updates[i].tree));
        os_stat(path, &before);
        /* Longer than a tick of the clock that stamps files. */
        struct timespec wait = {0, 20000000};
        nanosleep(&wait, NULL);
        assert_int_equal(os_update_file(&a, path, STR("same"), &update), 0);
        if (update.written != updates[i].written)
            fail_msg("%s", updates[i].name);
        assert_int_equal(os_stat(path, &after), 0);
        assert_int_equal(after.kind, FILE_REGULAR);
        assert_int_equal(after.modified == before.modified, !update.written);
        assert_int_equal(update.info.modified, after.modified);
        assert_int_equal(update.info.inode, after.inode);
        assert_int_equal(update.info.size, after.size);
        folder_remove(folder);
        arena_free(&a);
    }
}

/* ---- at once ------------------------------------------------------------- */

enum { WRITERS = 8, TIMES = 50, SIZE = 20000 };

typedef struct {
    Str path;
    char letter;
} Writer;

static void *write_often(void *arg)
{
    Writer *w = arg;
    Arena a = {0};
    Str text = {memset(arena_bytes(&a, SIZE), w->letter, SIZE), SIZE};

    for (int i = 0; i < TIMES; i++)
        if (os_write_file(&a, w->path, text) != 0)
            w->letter = 0;
    arena_free(&a);
    return NULL;
}

/* Whoever reads while others write sees one of the texts, whole. */
static void test_readers_see_whole_files(void **state)
{
    Arena a = {0};
    Str folder = folder_new(&a), path = path_join(&a, folder, STR("x/y"));
    pthread_t threads[WRITERS];
    Writer writers[WRITERS];

    (void)state;
    assert_int_equal(os_write_file(&a, path, STR("")), 0);
    for (int i = 0; i < WRITERS; i++) {
        writers[i] = (Writer){path, (char)('a' + i)};
        pthread_create(&threads[i], NULL, write_often, &writers[i]);
    }
    for (int i = 0; i < TIMES * 4; i++) {
        Str text = {0};
        assert_int_equal(os_read_file(&a, path, SIZE, &text), 0);
        assert_true(text.len == 0 || text.len == SIZE);
        for (size_t k = 1; k < text.len; k++)
            assert_true(text.ptr[k] == text.ptr[0]);
    }
    for (int i = 0; i < WRITERS; i++) {
        pthread_join(threads[i], NULL);
        assert_true(writers[i].letter != 0);
    }
    assert_int_equal(files_in(&a, folder), 1);
    folder_remove(folder);
    arena_free(&a);
}

/* Killed while it writes: the old file or the new one, whole. */
static void test_killed(void **state)
{
    Arena a = {0};
    Str folder = folder_new(&a), path = path_join(&a, folder, STR("a"));

    (void)state;
    for (int round = 0; round < 20; round++) {
        Str text = {0};
        pid_t child = fork();
        if (child == 0) {
            Writer w = {path, (char)('a' + round)};
            for (;;)
                write_often(&w);
        }
        struct timespec wait = {0, 3000000 + round * 100000};
        nanosleep(&wait, NULL);
        kill(child, SIGKILL);
        waitpid(child, NULL, 0);
        if (os_read_file(&a, path, SIZE, &text) != 0)
            continue;
        assert_int_equal(text.len, SIZE);
        for (size_t k = 1; k < text.len; k++)
            assert_true(text.ptr[k] == text.ptr[0]);
    }
    folder_remove(folder);
    arena_free(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_reads),
        cmocka_unit_test(test_names),
        cmocka_unit_test(test_file_that_grows),
        cmocka_unit_test(test_writes),
        cmocka_unit_test(test_longest_name),
        cmocka_unit_test(test_no_permission),
        cmocka_unit_test(test_updates),
        cmocka_unit_test(test_readers_see_whole_files),
        cmocka_unit_test(test_killed),
    };
    return cmocka_run_group_tests_name("fs", tests, NULL, NULL);
}
