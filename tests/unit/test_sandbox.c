/* test_sandbox.c - what whoever is inside sees, and what it cannot do.
 *
 * Where the system allows no namespaces this says so and proves nothing. */
#define _XOPEN_SOURCE 700 /* mkdtemp, and what folder.h needs */
#include "test.h"

#include "folder.h"
#include "os/sandbox.h"
#include "os/sys.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>

enum { SPACE = 8 << 20 };

typedef struct {
    Arena arena;
    Sandbox sandbox;
    bool there;
    Str outside; /* a folder that nothing may change */
} Place;

static int open_place(void **state)
{
    static Place place;
    Str why;

    place.there =
        sandbox_find(&place.arena, os_env("PATH"), &place.sandbox, &why);
    if (!place.there)
        print_message("NO SANDBOX, nothing is proved here: " STR_FMT "\n",
                      STR_ARG(why.len ? why : STR("bwrap is not installed")));
    place.outside = folder_new(&place.arena);
    folder_fill(&place.arena, place.outside, STR("secret = outside\n"));
    chmod(arena_cstr(&place.arena, place.outside), 0777);
    *state = &place;
    return 0;
}

static int close_place(void **state)
{
    Place *place = *state;

    folder_remove(place->outside);
    arena_free(&place->arena);
    return 0;
}

static void run_inside(Place *place, Arena *a, Str script, bool root,
                       ProcessResult *got)
{
    const Str argv[] = {STR("sh"), STR("-c"), script, STR("sh"),
                        place->outside};
    const SandboxView view = {.root = root, .space = SPACE, .processes = 40};
    Process p = {.argv = argv,
                 .nargv = COUNT(argv),
                 .most = 1 << 16,
                 .wall_ms = 10000,
                 .limits = {.cpu_seconds = 10,
                            .memory = 512 << 20,
                            .file_size = 4 << 20,
                            .open_files = 64}};

    sandbox_enclose(a, &place->sandbox, &view, &p);
    assert_int_equal(os_run(a, &p, got), 0);
}

/* clang-format off */
static const struct {
    const char *name, *script, *output; /* $1 is the folder outside */
} views[] = {
    {"where it is", "pwd; ls -A", "/scratch\n"},
    {"who it is", "id -u; id -g; hostname", "1000\n1000\nsnippet\n"},
    {"its environment", "env | cut -d= -f1 | sort | tr '\\n' ' '", "COLUMNS HOME LANG LC_ALL LINES LOGNAME PATH PWD TERM TZ USER "},
    {"the clock's zone", "date -d @0 +%H:%M:%S%Z", "00:00:00UTC\n"},
    {"it can write", "echo x >a; cat a; echo y >/tmp/b; cat /tmp/b", "x\ny\n"},
    {"nothing is left of that", "ls -A . /tmp | tr '\\n' ' '", ".:  /tmp: "},
    {"no home", "ls -d /home /root 2>/dev/null; cat /etc/shadow /root/.profile 2>/dev/null; echo end", "end\n"},
    {"nothing of outside", "cat $1/secret 2>/dev/null || echo none", "none\n"},
    {"not by a link either", "ln -s $1/secret a; (echo x >a) 2>/dev/null; ln -s / b; ls b/home b/root 2>/dev/null; ln -s /usr c; touch c/x 2>/dev/null || echo none", "none\n"},
    {"the system is read-only", "for d in / /usr /usr/bin /etc /dev /proc; do touch $d/x 2>/dev/null && echo $d; done; echo end", "end\n"},
    {"nobody else", "ls -d /proc/[0-9]* | wc -l | sed 's/[1-9]$/few/'", "few\n"},
    {"signals reach nobody else", "kill -9 -1 2>/dev/null; kill -9 $PPID; echo end", "end\n"},
    {"no network", "grep -c : /proc/net/dev; grep -v lo: /proc/net/dev | grep -c ':.*[1-9]'", "1\n0\n"},
    {"a folder's space", "head -c 3M /dev/zero >a && head -c 3M /dev/zero >b && head -c 3M /dev/zero >c 2>/dev/null || echo full", "full\n"},
    {"a file's size", "trap '' XFSZ; head -c 6M /dev/zero >a 2>/dev/null; wc -c <a", "4194304\n"},
    {"memory", "dd if=/dev/zero of=/dev/null bs=900M count=1 2>/dev/null || echo none", "none\n"},
    {"no terminal", "( : </dev/tty ) 2>/dev/null || echo none", "none\n"},
};

static const struct {
    const char *name, *script, *output;
} roots[] = {
    {"who it is", "id -u", "0\n"},
    {"another network", "unshare -n ip -br link | cut -d' ' -f1", "lo\n"},
    {"a network with a name", "ip netns add blue && ip netns exec blue ip -br link | cut -d' ' -f1", "lo\n"},
    {"another PID 1", "unshare --fork --pid --mount-proc sh -c 'echo $$'", "1\n"},
    {"another host name", "unshare --uts sh -c 'hostname blue; hostname'; hostname", "blue\nsnippet\n"},
    {"nothing of outside", "cat $1/secret 2>/dev/null || echo none", "none\n"},
    {"the system is read-only", "mount -o remount,rw /usr 2>/dev/null; touch /usr/x 2>/dev/null || echo none", "none\n"},
    {"no device of outside", "mknod a b 8 0 2>/dev/null; mkdir m; for d in vda sda nvme0n1; do mount -t ext4 /dev/$d m 2>/dev/null && echo mounted; done; echo none", "none\n"},
};
/* clang-format on */

static void test_views(void **state)
{
    Place *place = *state;

    if (!place->there)
        skip();
    for (size_t i = 0; i < COUNT(views); i++) {
        Arena a = {0};
        ProcessResult got;

        run_inside(place, &a, str_of(views[i].script), false, &got);
        assert_str(views[i].name, got.output, str_of(views[i].output));
        arena_free(&a);
    }
}

static void test_roots(void **state)
{
    Place *place = *state;

    if (!place->there || access("/usr/bin/unshare", X_OK) != 0)
        skip();
    for (size_t i = 0; i < COUNT(roots); i++) {
        Arena a = {0};
        ProcessResult got;

        run_inside(place, &a, str_of(roots[i].script), true, &got);
        assert_str(roots[i].name, got.output, str_of(roots[i].output));
        arena_free(&a);
    }
}

/* The number of our processes must not grow beyond what it may have. */
static void test_fork_bomb(void **state)
{
    Place *place = *state;
    Arena a = {0};
    ProcessResult got;
    Str script = STR("bomb() { bomb | bomb & }; i=0; while [ $i -lt 200 ]; do "
                     "sleep 5 & i=$((i+1)); done; echo all");

    if (!place->there)
        skip();
    run_inside(place, &a, script, false, &got);
    assert_int_equal(got.end, PROCESS_EXITED);
    assert_true(got.status != 0);
    assert_true(str_find_text(got.output, STR("all")) == SIZE_MAX);
    run_inside(place, &a, STR("b() { b | b & }; b 2>/dev/null; sleep 0.3"),
               false, &got);
    assert_int_equal(got.left, 0);
    arena_free(&a);
}

/* A socket of ours at the loopback address is not its. */
static void test_no_socket(void **state)
{
    Place *place = *state;
    Arena a = {0};
    struct sockaddr_in at = {.sin_family = AF_INET};
    socklen_t size = sizeof at;
    ProcessResult got;

    if (!place->there || access("/bin/bash", X_OK) != 0)
        skip();
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    assert_int_equal(bind(fd, (struct sockaddr *)&at, size), 0);
    assert_int_equal(listen(fd, 1), 0);
    getsockname(fd, (struct sockaddr *)&at, &size);
    Str script = str_printf(&a,
                            "bash -c '(: </dev/tcp/127.0.0.1/%d) 2>/dev/null "
                            "&& echo open || echo none'",
                            ntohs(at.sin_port));
    run_inside(place, &a, script, false, &got);
    assert_str("a socket", got.output, STR("none\n"));
    close(fd);
    arena_free(&a);
}

/* Also for whoever is not root: there the shell and we are the same user. */
static void test_as_ordinary_user(void **state)
{
    Place *place = *state;
    bool root = geteuid() == 0;

    if (!place->there)
        skip();
    if (as_nobody()) {
        Arena a = {0};
        ProcessResult got;
        run_inside(place, &a, STR("id -u; cat $1/secret"), false, &got);
        assert_int_equal(got.status, 1);
        assert_true(str_starts(got.output, STR("1000\n")));
        arena_free(&a);
        no_longer_nobody(root);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_views),
        cmocka_unit_test(test_roots),
        cmocka_unit_test(test_fork_bomb),
        cmocka_unit_test(test_no_socket),
        cmocka_unit_test(test_as_ordinary_user),
    };
    return cmocka_run_group_tests(tests, open_place, close_place);
}
