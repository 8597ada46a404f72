/* test_watch.c - what is told of files that change, in both ways. */
#define _XOPEN_SOURCE 700 /* mkdtemp, symlink, mkfifo */
#include "test.h"

#include "folder.h"

#include "os/sys.h"
#include "os/watch.h"

#include <pthread.h>
#include <signal.h>

static const Str names[] = {STR_INIT("site.yaml"), STR_INIT("content"),
                            STR_INIT("layouts")};

/* clang-format off */
static const struct {
    const char *name;
    const char *tree;     /* there before */
    const char *commands; /* of a shell, in the folder */
    const char *changed;  /* sorted, each behind a space; "" for nothing */
} rows[] = {
    {"nothing", "content/a = 1\n", ":", ""},
    {"a file is written", "content/a = 1\n", "echo 2 >content/a", " content/a"},
    {"... added to", "content/a = 1\n", "echo 2 >>content/a", " content/a"},
    {"... new", "content/\n", "echo 2 >content/b", " content/b"},
    {"... removed", "content/a = 1\n", "rm content/a", " content/a"},
    {"... renamed", "content/a = 1\n", "mv content/a content/b", " content/a content/b"},
    {"... renamed over", "content/a = 1\n", "echo 2 >content/t; mv content/t content/a", " content/a"},
    {"... from elsewhere", "content/a = 1\nx = 22\n", "mv x content/a", " content/a"},
    {"... away and written anew, slowly", "content/a = 1\n", "mv content/a a; sleep 0.03; echo 222 >content/a", " content/a"},
    {"... written slowly", "content/a = 1\n", "{ echo 2; sleep 0.06; echo 3; } >content/a", " content/a"},
    {"... linked", "content/\nx = 1\n", "ln -s ../x content/l", " content/l"},
    {"a deep one", "content/b/c/d/e = 1\n", "echo 2 >content/b/c/d/e", " content/b/c/d/e"},
    {"several", "content/a = 1\nlayouts/b = 1\nsite.yaml = 1\n", "echo 22 >content/a; echo 22 >layouts/b; echo 22 >site.yaml", " content/a layouts/b site.yaml"},
    {"a name in the root", "content/\n", "echo 2 >site.yaml", " site.yaml"},
    {"others in the root", "content/\n", "echo 2 >x; mkdir y; echo 2 >y/z", ""},
    {"hidden files", "content/\n", "echo 2 >content/.a.swp; mkdir content/.git; echo 2 >content/.git/x", ""},
    {"copies that editors keep", "content/\n", "echo 2 >content/a~; echo 2 >content/#a#", ""},
    {"what comes and goes", "content/a = 1\n", "echo 2 >content/4913; rm content/4913", ""},
    {"the same beside a save", "content/a = 1\n", "echo 2 >content/t; rm content/t; echo 22 >content/a", " content/a"},
};
/* clang-format on */

static void shell(Arena *a, Str folder, const char *commands)
{
    char *line = arena_cstr(a, str_printf(a, "cd '" STR_FMT "' && { %s; }",
                                          STR_ARG(folder), commands));

    assert_int_equal(system(line), 0);
}

static Str told(Arena *a, const Map *changed)
{
    Str *sorted = ARENA_ARRAY(a, Str, changed->len);
    Buf b = buf_in(a);

    for (size_t i = 0; i < changed->len; i++)
        sorted[i] = changed->entries[i].key;
    if (changed->len)
        qsort(sorted, changed->len, sizeof *sorted, str_cmp_ptr);
    for (size_t i = 0; i < changed->len; i++) {
        buf_put_char(&b, ' ');
        buf_put(&b, sorted[i]);
    }
    return buf_str(&b);
}

/* Commands that run while a wait goes on. */
typedef struct {
    Arena arena;
    Str folder;
    const char *commands;
    const Interrupt *stop;
    bool expected; /* that something is told */
} Doing;

static void *do_it(void *arg)
{
    Doing *doing = arg;

    shell(&doing->arena, doing->folder, doing->commands);
    return NULL;
}

/* For what is expected there is time on the busiest machine. */
static WatchResult wait_while(Watch *w, Arena *a, Doing *doing, Map *changed)
{
    pthread_t thread;

    assert_int_equal(pthread_create(&thread, NULL, do_it, doing), 0);
    WatchResult r =
        watch_wait(w, a, doing->stop, doing->expected ? 10000 : 600, changed);
    pthread_join(thread, NULL);
    arena_free(&doing->arena);
    return r;
}

static Watch *watch(Arena *a, Str folder, bool poll)
{
    WatchOptions options = {folder, names, COUNT(names), poll};
    WatchKind kind;
    Watch *w = watch_open(a, &options, &kind);

    if (poll)
        assert_int_equal(kind, WATCH_POLL_ASKED);
    else if (kind != WATCH_BY_KERNEL)
        print_message("the kernel does not tell here\n");
    return w;
}

static bool check(size_t i, bool poll, const Interrupt *stop)
{
    Arena a = {0};
    Str folder = folder_new(&a);
    Map changed = {0};

    folder_fill(&a, folder, str_of(rows[i].tree));
    Watch *w = watch(&a, folder, poll);
    Doing doing = {.folder = folder,
                   .commands = rows[i].commands,
                   .stop = stop,
                   .expected = *rows[i].changed};
    WatchResult r = wait_while(w, &a, &doing, &changed);
    Str got = told(&a, &changed);
    bool good = same_str(rows[i].name, got, str_of(rows[i].changed)) &&
                r == (changed.len ? WATCH_CHANGED : WATCH_QUIET);
    watch_close(w);
    folder_remove(folder);
    arena_free(&a);
    return good;
}

static void check_all(bool poll)
{
    Interrupt stop;
    bool good = true;

    interrupt_open(&stop);
    for (size_t i = 0; i < COUNT(rows); i++)
        good &= check(i, poll, &stop);
    interrupt_close(&stop);
    assert_true(good);
}

static void test_by_kernel(void **state)
{
    (void)state;
    check_all(false);
}

static void test_by_looking(void **state)
{
    (void)state;
    check_all(true);
}

/* One thing after another, seen by one watch. */
static void test_folders(void **state)
{
    /* clang-format off */
    static const struct {
        const char *commands, *part; /* of what changed */
    } steps[] = {
        {"mkdir -p content/new/deep", " content"},
        {"echo 1 >content/new/deep/a", " content/new/deep/a"},
        {"mv content/new content/other", " content/other"},
        {"echo 22 >content/other/deep/a", " content/other/deep/a"},
        {"rm -r content", " content"},
        {"mkdir content; echo 1 >content/x", " content"},
        {"echo 22 >content/x", " content/x"},
        {"mv content away; mkdir content; echo 1 >content/x; rm -r away", " content"},
        {"echo 333 >content/x", " content/x"},
        {"mkdir layouts; echo 1 >layouts/t", " layouts"},
        {"echo 22 >layouts/t", " layouts/t"},
    };
    /* clang-format on */
    Interrupt stop;

    (void)state;
    interrupt_open(&stop);
    for (int poll = 0; poll < 2; poll++) {
        Arena a = {0};
        Str folder = folder_new(&a);
        Watch *w = watch(&a, folder, poll);
        for (size_t i = 0; i < COUNT(steps); i++) {
            Map changed = {0};
            Doing doing = {.folder = folder,
                           .commands = steps[i].commands,
                           .stop = &stop,
                           .expected = true};
            WatchResult r = wait_while(w, &a, &doing, &changed);
            if (r != WATCH_CHANGED ||
                str_find_text(told(&a, &changed), str_of(steps[i].part)) ==
                    SIZE_MAX)
                fail_msg("%s: told of" STR_FMT, steps[i].commands,
                         STR_ARG(told(&a, &changed)));
        }
        watch_close(w);
        folder_remove(folder);
        arena_free(&a);
    }
    interrupt_close(&stop);
}

/* Of many saves in a row, one is told at the latest after WATCH_LONGEST. */
static void test_burst(void **state)
{
    Arena a = {0};
    Str folder = folder_new(&a);
    Interrupt stop;
    Map changed = {0};
    Doing doing = {.folder = folder,
                   .commands = "for i in $(seq 100); do echo $i >content/a; "
                               "sleep 0.005; done"};

    (void)state;
    interrupt_open(&stop);
    folder_fill(&a, folder, STR("content/\n"));
    Watch *w = watch(&a, folder, false);
    int64_t start = os_monotonic_ns();
    pthread_t thread;
    pthread_create(&thread, NULL, do_it, &doing);
    assert_int_equal(watch_wait(w, &a, &stop, 5000, &changed), WATCH_CHANGED);
    int64_t took = (os_monotonic_ns() - start) / 1000000;
    pthread_join(thread, NULL);
    if (took > 2000)
        fail_msg("told only after %d ms", (int)took);
    watch_close(w);
    interrupt_close(&stop);
    folder_remove(folder);
    arena_free(&doing.arena);
    arena_free(&a);
}

static void test_interrupt(void **state)
{
    Arena a = {0};
    Str folder = folder_new(&a);
    Interrupt stop;
    Map changed = {0};

    (void)state;
    interrupt_open(&stop);
    for (int poll = 0; poll < 2; poll++) {
        Watch *w = watch(&a, folder, poll);
        assert_int_equal(watch_wait(w, &a, &stop, 0, &changed), WATCH_QUIET);
        watch_close(w);
    }
    Watch *w = watch(&a, folder, false);
    kill(getpid(), SIGINT);
    assert_int_equal(watch_wait(w, &a, &stop, -1, &changed), WATCH_INTERRUPTED);
    watch_close(w);
    interrupt_close(&stop);
    folder_remove(folder);
    arena_free(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_by_kernel), cmocka_unit_test(test_by_looking),
        cmocka_unit_test(test_folders),   cmocka_unit_test(test_burst),
        cmocka_unit_test(test_interrupt),
    };

    return cmocka_run_group_tests_name("watch", tests, NULL, NULL);
}
