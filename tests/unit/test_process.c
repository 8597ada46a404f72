/* test_process.c - programs run to their end, and what they try not to. */
#define _XOPEN_SOURCE 700 /* mkdtemp, and what folder.h needs */
#include "test.h"

#include "folder.h"
#include "os/process.h"

#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <time.h>

static Process shell(const Str *argv)
{
    return (Process){.argv = argv,
                     .nargv = 3,
                     .keep_env = true,
                     .most = 1 << 16,
                     .wall_ms = 20000};
}

/* ---- what comes back ----------------------------------------------------- */

/* clang-format off */
static const struct {
    const char *name, *script, *input;
    bool apart;
    ProcessEnd end;
    int status;
    const char *output, *errors;
} runs[] = {
    {"nothing", "", "", false, PROCESS_EXITED, 0, "", ""},
    {"output", "echo hello", "", false, PROCESS_EXITED, 0, "hello\n", ""},
    {"an exit status", "exit 7", "", false, PROCESS_EXITED, 7, "", ""},
    {"both, in order", "echo a; echo b >&2; echo c", "", false, PROCESS_EXITED, 0, "a\nb\nc\n", ""},
    {"both, apart", "echo a; echo b >&2; echo c", "", true, PROCESS_EXITED, 0, "a\nc\n", "b\n"},
    {"input", "tr a-z A-Z", "text", false, PROCESS_EXITED, 0, "TEXT", ""},
    {"no input", "cat; echo end", "", false, PROCESS_EXITED, 0, "end\n", ""},
    {"no newline at the end", "printf x", "", false, PROCESS_EXITED, 0, "x", ""},
    {"a signal of its own", "kill -SEGV $$", "", false, PROCESS_KILLED, SIGSEGV, "", ""},
    {"input that is closed unread", "exec <&-; sleep 0.05; echo on", "text", false, PROCESS_EXITED, 0, "on\n", ""},
    {"output that is closed", "exec >&- 2>&-; sleep 0.05; exit 3", "", false, PROCESS_EXITED, 3, "", ""},
    {"no descriptors but its own", "for i in 3 4 5 6 7 8 9; do ( : <&$i ) 2>/dev/null && echo $i; done; exit 0", "", false, PROCESS_EXITED, 0, "", ""},
    {"signals as they were", "trap 'echo term' TERM; kill $$", "", false, PROCESS_EXITED, 0, "term\n", ""},
    {"no terminal", "( : </dev/tty ) 2>/dev/null || echo none", "", false, PROCESS_EXITED, 0, "none\n", ""},
};
/* clang-format on */

static void test_runs(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(runs); i++) {
        Arena a = {0};
        const Str argv[] = {STR("sh"), STR("-c"), str_of(runs[i].script)};
        Process p = shell(argv);
        ProcessResult got;

        p.input = str_of(runs[i].input);
        p.apart = runs[i].apart;
        assert_int_equal(os_run(&a, &p, &got), 0);
        assert_str(runs[i].name, got.output, str_of(runs[i].output));
        assert_str(runs[i].name, got.errors, str_of(runs[i].errors));
        if (got.end != runs[i].end || got.status != runs[i].status || got.left)
            fail_msg("%s: end %d, status %d, %zu left", runs[i].name, got.end,
                     got.status, got.left);
        arena_free(&a);
    }
}

/* More than a pipe holds, both ways at once. */
static void test_much_input(void **state)
{
    Arena a = {0};
    enum { SIZE = 1 << 20 };
    const Str argv[] = {STR("cat")};
    Str text = {memset(arena_bytes(&a, SIZE), 'x', SIZE), SIZE};
    Process p = {.argv = argv, .nargv = 1, .input = text, .most = SIZE};
    ProcessResult got;

    (void)state;
    assert_int_equal(os_run(&a, &p, &got), 0);
    assert_true(str_eq(got.output, text));
    arena_free(&a);
}

static void test_arguments_are_not_words(void **state)
{
    Arena a = {0};
    const Str argv[] = {STR("printf"), STR("%s|"), STR("a b"), STR("$HOME"),
                        STR("*"),      STR("\"'"), STR("")};
    Process p = {.argv = argv, .nargv = COUNT(argv), .most = 100};
    ProcessResult got;

    (void)state;
    assert_int_equal(os_run(&a, &p, &got), 0);
    assert_str("arguments", got.output, STR("a b|$HOME|*|\"'||"));
    arena_free(&a);
}

static void test_environment(void **state)
{
    Arena a = {0};
    const Str argv[] = {STR("/usr/bin/env")};
    const Str env[] = {STR("TZ=UTC"), STR("PATH=/nowhere")};
    Process p = {.argv = argv, .nargv = 1, .env = env, .nenv = 2, .most = 9999};
    ProcessResult got;

    (void)state;
    assert_int_equal(os_run(&a, &p, &got), 0);
    assert_str("only what is given", got.output,
               STR("TZ=UTC\nPATH=/nowhere\n"));
    p.keep_env = true;
    assert_int_equal(os_run(&a, &p, &got), 0);
    assert_true(str_find_text(got.output, STR("PATH=/nowhere")) != SIZE_MAX);
    assert_true(str_find_text(got.output, STR("\nPATH=/usr")) == SIZE_MAX);
    arena_free(&a);
}

static void test_folder(void **state)
{
    Arena a = {0};
    const Str argv[] = {STR("sh"), STR("-c"), STR("pwd; echo said >&3")};
    Process p = shell(argv);
    ProcessResult got;

    (void)state;
    p.folder = STR("/usr");
    p.report = true;
    assert_int_equal(os_run(&a, &p, &got), 0);
    assert_str("the folder", got.output, STR("/usr\n"));
    assert_str("the report", got.report, STR("said\n"));
    arena_free(&a);
}

/* clang-format off */
static const struct {
    const char *program, *folder;
    int error;
} failures[] = {
    {"no-such-program", "", ENOENT},
    {"/no/such/program", "", ENOENT},
    {"/usr", "", ENOENT},
    {"/etc/passwd", "", ENOENT},
    {"sh", "/no/such/folder", ENOENT},
    {"sh", "/etc/passwd", ENOTDIR},
};
/* clang-format on */

static void test_failures(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(failures); i++) {
        Arena a = {0};
        const Str argv[] = {str_of(failures[i].program), STR("-c"), STR("")};
        Process p = shell(argv);
        ProcessResult got;

        p.folder = str_of(failures[i].folder);
        int err = os_run(&a, &p, &got);
        if (err != failures[i].error)
            fail_msg("%s in '%s': %d", failures[i].program, failures[i].folder,
                     err);
        arena_free(&a);
    }
}

/* ---- what is stopped ----------------------------------------------------- */

/* The marker stands in the command line of whatever must not live on. */
static bool lives(Arena *a, Str marker)
{
    char *command = arena_cstr(
        a, str_printf(a,
                      "cat /proc/[0-9]*/cmdline 2>/dev/null | tr '\\0' ' ' "
                      "| grep -q 'slee[p] " STR_FMT "'",
                      STR_ARG(marker)));

    return system(command) == 0;
}

/* clang-format off */
static const struct {
    const char *name, *script;
    int64_t wall_ms;
    ProcessEnd end;
    size_t left; /* at least */
} hostile[] = {
    {"an endless loop", "while :; do :; done", 100, PROCESS_LATE, 0},
    {"one that ignores SIGTERM", "trap '' TERM HUP INT; sleep %; sleep %", 100, PROCESS_LATE, 0},
    {"a process left behind", "sleep % & exit 0", 20000, PROCESS_EXITED, 1},
    {"one with its output closed", "sleep % >/dev/null 2>&1 </dev/null & exit 0", 20000, PROCESS_EXITED, 1},
    {"one in a session of its own", "setsid sleep % & sleep 0.1", 20000, PROCESS_EXITED, 1},
    {"one whose parent is gone", "(setsid sh -c 'sleep % & sleep %' &) ; sleep 0.1", 20000, PROCESS_EXITED, 2},
    {"one that is told by nobody", "setsid sh -c 'trap \"\" TERM HUP; sleep %' & wait", 200, PROCESS_LATE, 0},
    {"output without end", "while :; do echo flood; done", 20000, PROCESS_FLOODED, 0},
    {"errors without end", "yes >&2 & yes >&2", 20000, PROCESS_FLOODED, 1},
};
/* clang-format on */

static void test_hostile(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(hostile); i++) {
        Arena a = {0};
        Str marker = str_printf(&a, "987%d%zu", (int)getpid(), i);
        Buf script = buf_in(&a);
        ProcessResult got;

        for (const char *c = hostile[i].script; *c; c++)
            buf_put(&script, *c == '%' ? marker : (Str){c, 1});
        const Str argv[] = {STR("sh"), STR("-c"), buf_str(&script)};
        Process p = shell(argv);
        p.wall_ms = hostile[i].wall_ms;
        assert_int_equal(os_run(&a, &p, &got), 0);
        if (got.end != hostile[i].end || got.left < hostile[i].left ||
            got.output.len > p.most || lives(&a, marker))
            fail_msg("%s: end %d, %zu left, %zu bytes%s", hostile[i].name,
                     got.end, got.left, got.output.len,
                     lives(&a, marker) ? ", something lives on" : "");
        arena_free(&a);
    }
}

/* What ends by itself soon after is not left behind. */
static void test_late_ending(void **state)
{
    Arena a = {0};
    const Str argv[] = {STR("sh"), STR("-c"), STR("sleep 0.02 & exit 0")};
    Process p = shell(argv);
    ProcessResult got;

    (void)state;
    assert_int_equal(os_run(&a, &p, &got), 0);
    assert_int_equal(got.left, 0);
    arena_free(&a);
}

static void test_stop(void **state)
{
    Arena a = {0};
    const Str argv[] = {STR("sh"), STR("-c"), STR("sleep 100")};
    Process p = shell(argv);
    ProcessResult got;
    int fds[2];

    (void)state;
    assert_int_equal(pipe(fds), 0);
    assert_int_equal(write(fds[1], "", 1), 1);
    p.stop = &fds[0];
    assert_int_equal(os_run(&a, &p, &got), 0);
    assert_int_equal(got.end, PROCESS_STOPPED);
    close(fds[0]);
    close(fds[1]);
    arena_free(&a);
}

/* clang-format off */
static const struct {
    const char *name, *script;
    ProcessLimits limits;
    ProcessEnd end;
    int status;
} limited[] = {
    {"processor time", "while :; do :; done", {.cpu_seconds = 1}, PROCESS_KILLED, SIGXCPU},
    {"memory", "dd if=/dev/zero of=/dev/null bs=200M count=1 2>/dev/null", {.memory = 50 << 20}, PROCESS_EXITED, 1},
    {"a file's size", "trap '' XFSZ; head -c 20000 /dev/zero >f 2>/dev/null; wc -c <f", {.file_size = 8192}, PROCESS_EXITED, 0},
    {"memory of all", "for i in 1 2 3; do tail /dev/zero & done; wait", {.all_memory = 20 << 20}, PROCESS_HEAVY, SIGKILL},
    {"open files", "cat /dev/null 2>/dev/null", {.open_files = 3}, PROCESS_EXITED, 127},
};
/* clang-format on */

static void test_limits(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(limited); i++) {
        Arena a = {0};
        Str folder = folder_new(&a);
        const Str argv[] = {STR("sh"), STR("-c"), str_of(limited[i].script)};
        Process p = shell(argv);
        ProcessResult got;

        p.folder = folder;
        p.limits = limited[i].limits;
        assert_int_equal(os_run(&a, &p, &got), 0);
        if (got.end != limited[i].end || got.status != limited[i].status)
            fail_msg("%s: end %d, status %d: " STR_FMT, limited[i].name,
                     got.end, got.status, STR_ARG(got.output));
        if (p.limits.file_size)
            assert_str(limited[i].name, got.output, STR("8192\n"));
        folder_remove(folder);
        arena_free(&a);
    }
}

/* Whoever kills us has killed what we run. */
static void test_we_are_killed(void **state)
{
    Arena a = {0};
    Str marker = str_printf(&a, "986%d", (int)getpid());
    Str script = str_printf(&a, "setsid sleep " STR_FMT " & sleep " STR_FMT,
                            STR_ARG(marker), STR_ARG(marker));
    const Str argv[] = {STR("sh"), STR("-c"), script};
    const struct timespec tick = {0, 20000000};
    bool began = false, alive = true;

    (void)state;
    pid_t child = fork();
    if (child == 0) {
        Process p = shell(argv);
        ProcessResult got;
        os_run(&a, &p, &got);
        _exit(0);
    }
    for (int i = 0; i < 500 && !began; i++, nanosleep(&tick, NULL))
        began = lives(&a, marker);
    kill(child, SIGKILL);
    waitpid(child, NULL, 0);
    for (int i = 0; i < 500 && alive; i++, nanosleep(&tick, NULL))
        alive = lives(&a, marker);
    assert_true(began);
    assert_false(alive);
    arena_free(&a);
}

/* ---- at once ------------------------------------------------------------- */

enum { THREADS = 6, TIMES = 20 };

static void *run_often(void *arg)
{
    Arena a = {0};
    Str word = str_printf(&a, "%d", *(int *)arg);
    const Str argv[] = {STR("cat")};

    for (int i = 0; i < TIMES; i++) {
        Process p = {.argv = argv, .nargv = 1, .input = word, .most = 100};
        ProcessResult got;
        if (os_run(&a, &p, &got) != 0 || got.end != PROCESS_EXITED ||
            got.status != 0 || !str_eq(got.output, word))
            *(int *)arg = -1;
    }
    arena_free(&a);
    return NULL;
}

static void test_threads(void **state)
{
    pthread_t threads[THREADS];
    int words[THREADS];

    (void)state;
    for (int i = 0; i < THREADS; i++) {
        words[i] = i;
        pthread_create(&threads[i], NULL, run_often, &words[i]);
    }
    for (int i = 0; i < THREADS; i++) {
        pthread_join(threads[i], NULL);
        assert_int_equal(words[i], i);
    }
}

/* ---- finding ------------------------------------------------------------- */

/* clang-format off */
static const struct {
    const char *name, *folders, *path; /* NULL: not found; % the folder */
} finds[] = {
    {"tool", "%/a:%/b", "%/b/tool"},
    {"tool", "%/a", NULL},
    {"tool", "", NULL},
    {"", "%/b", NULL},
    {"text", "%/b", NULL},
    {"folder", "%/b", NULL},
    {"%/b/tool", "", "%/b/tool"},
    {"%/b/text", "", NULL},
};
/* clang-format on */

static Str within(Arena *a, Str folder, const char *text)
{
    Buf b = buf_in(a);

    for (const char *c = text; *c; c++)
        buf_put(&b, *c == '%' ? folder : (Str){c, 1});
    return buf_str(&b);
}

static void test_find(void **state)
{
    Arena a = {0};
    Str folder = folder_new(&a), path;

    (void)state;
    folder_fill(&a, folder, STR("a/\nb/tool = x\nb/text = x\nb/folder/\n"));
    chmod(arena_cstr(&a, within(&a, folder, "%/b/tool")), 0755);
    for (size_t i = 0; i < COUNT(finds); i++) {
        bool found =
            os_find_program(&a, within(&a, folder, finds[i].name),
                            within(&a, folder, finds[i].folders), &path);
        if (found != (finds[i].path != NULL))
            fail_msg("row %zu: %d", i, found);
        if (found)
            assert_str("path", path, within(&a, folder, finds[i].path));
    }
    folder_remove(folder);
    arena_free(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_runs),
        cmocka_unit_test(test_much_input),
        cmocka_unit_test(test_arguments_are_not_words),
        cmocka_unit_test(test_environment),
        cmocka_unit_test(test_folder),
        cmocka_unit_test(test_failures),
        cmocka_unit_test(test_hostile),
        cmocka_unit_test(test_late_ending),
        cmocka_unit_test(test_stop),
        cmocka_unit_test(test_limits),
        cmocka_unit_test(test_we_are_killed),
        cmocka_unit_test(test_threads),
        cmocka_unit_test(test_find),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
