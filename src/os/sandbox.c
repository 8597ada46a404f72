#include "os/sandbox.h"

#include "base/vec.h"
#include "os/fs.h"

#include <unistd.h>

enum { NOBODY = 65534 };
enum { SHARED_MEMORY = 16 << 20 }; /* bytes of /dev/shm */

typedef VEC(Str) Words;

static const Str fixed_environment[] = {
    STR_INIT("PATH=" SANDBOX_SHOWN "/bin:/usr/local/bin:/usr/bin:/bin:"
             "/usr/local/sbin:/usr/sbin:/sbin"),
    STR_INIT("HOME=" SANDBOX_SCRATCH),
    STR_INIT("USER=you"),
    STR_INIT("LOGNAME=you"),
    STR_INIT("TZ=UTC"),
    STR_INIT("LANG=C.UTF-8"),
    STR_INIT("LC_ALL=C.UTF-8"),
    STR_INIT("COLUMNS=80"),
    STR_INIT("LINES=24"),
    STR_INIT("TERM=dumb"),
};

const Str *sandbox_environment(size_t *n)
{
    *n = COUNT(fixed_environment);
    return fixed_environment;
}

static void add(Arena *a, Words *w, const Str *words, size_t n)
{
    for (size_t i = 0; i < n; i++)
        *VEC_PUSH(w, a) = words[i];
}

#define ADD(a, w, ...) add((a), (w), STRS_(__VA_ARGS__))
#define STRS_(...)                                                             \
    (const Str[]){__VA_ARGS__}, sizeof((const Str[]){__VA_ARGS__}) / sizeof(Str)

/* ---- what is seen */

/* Where the system keeps programs apart from /usr, or as links into it. */
static void show_system(Arena *a, Words *w)
{
    static const Str folders[] = {
        STR_INIT("/bin"),   STR_INIT("/sbin"),  STR_INIT("/lib"),
        STR_INIT("/lib32"), STR_INIT("/lib64"), STR_INIT("/libx32"),
    };
    /* What programs cannot do without; nothing that is anyone's. */
    static const Str files[] = {
        STR_INIT("/etc/alternatives"),
        STR_INIT("/etc/ld.so.cache"),
        STR_INIT("/etc/ld.so.conf"),
        STR_INIT("/etc/ld.so.conf.d"),
    };

    ADD(a, w, STR("--ro-bind"), STR("/usr"), STR("/usr"));
    for (size_t i = 0; i < COUNT(folders); i++) {
        FileInfo info;
        Str real;
        if (os_stat(folders[i], &info) != 0)
            continue;
        if (info.kind == FILE_LINK && os_real_path(a, folders[i], &real) == 0)
            ADD(a, w, STR("--symlink"), real, folders[i]);
        else
            ADD(a, w, STR("--ro-bind"), folders[i], folders[i]);
    }
    for (size_t i = 0; i < COUNT(files); i++)
        ADD(a, w, STR("--ro-bind-try"), files[i], files[i]);
}

static void add_memory(Arena *a, Words *w, uint64_t size, Str at)
{
    ADD(a, w, STR("--size"), str_printf(a, "%llu", (unsigned long long)size),
        STR("--tmpfs"), at);
}

/* A second /sys out of the way: `ip netns exec` takes the first one off, and
 * the kernel mounts none where none is to be seen. */
static void show_for_root(Arena *a, Words *w, const SandboxView *view)
{
    add_memory(a, w, view->space, STR("/run"));
    ADD(a, w, STR("--ro-bind"), STR("/sys"), STR("/sys"));
    ADD(a, w, STR("--ro-bind"), STR("/sys"), STR("/run/.sys"));
}

static void show(Arena *a, Words *w, const SandboxView *view)
{
    show_system(a, w);
    ADD(a, w, STR("--proc"), STR("/proc"), STR("--dev"), STR("/dev"));
    add_memory(a, w, SHARED_MEMORY, STR("/dev/shm"));
    ADD(a, w, STR("--remount-ro"), STR("/dev"));
    add_memory(a, w, view->space, STR("/tmp"));
    add_memory(a, w, view->space, STR(SANDBOX_SCRATCH));
    if (view->root)
        show_for_root(a, w, view);
    if (view->shown.len)
        ADD(a, w, STR("--ro-bind"), view->shown, STR(SANDBOX_SHOWN),
            STR("--symlink"), STR(SANDBOX_SHOWN "/passwd"), STR("/etc/passwd"),
            STR("--symlink"), STR(SANDBOX_SHOWN "/group"), STR("/etc/group"));
    ADD(a, w, STR("--remount-ro"), STR("/"));
}

/* ---- who and where */

static void isolate(Arena *a, Words *w, const SandboxView *view)
{
    static const Str always[] = {
        STR_INIT("--unshare-all"),     STR_INIT("--unshare-user"),
        STR_INIT("--die-with-parent"), STR_INIT("--new-session"),
        STR_INIT("--hostname"),        STR_INIT("snippet"),
    };
    Str id = view->root ? STR("0") : STR("1000");

    add(a, w, always, COUNT(always));
    ADD(a, w, STR("--uid"), id, STR("--gid"), id);
    if (view->root)
        ADD(a, w, STR("--cap-add"), STR("ALL"));
}

/* Within: outside, whoever we are has processes already, and they count. */
static void limit_processes(Arena *a, Words *w, uint64_t most)
{
    /* What bash calls -u is -p elsewhere. */
    ADD(a, w, STR("sh"), STR("-c"),
        STR("n=$1; shift; ulimit -u $n 2>/dev/null || ulimit -p $n || exit 125;"
            "exec \"$@\""),
        STR("sh"), str_printf(a, "%llu", (unsigned long long)most));
}

void sandbox_enclose(Arena *a, const Sandbox *s, const SandboxView *view,
                     Process *p)
{
    Words argv = {0}, env = {0};

    *VEC_PUSH(&argv, a) = s->program;
    isolate(a, &argv, view);
    show(a, &argv, view);
    ADD(a, &argv, STR("--chdir"),
        p->folder.len ? p->folder : STR(SANDBOX_SCRATCH), STR("--"));
    limit_processes(a, &argv, view->processes);
    add(a, &argv, p->argv, p->nargv);
    add(a, &env, fixed_environment, COUNT(fixed_environment));
    add(a, &env, p->env, p->nenv);
    p->argv = argv.items;
    p->nargv = argv.len;
    p->env = env.items;
    p->nenv = env.len;
    p->keep_env = false;
    p->folder = STR("/");
    p->user = geteuid() == 0 ? NOBODY : 0;
}

/* ---- whether there is one */

static bool ask_version(Arena *a, Sandbox *s)
{
    const Str argv[] = {s->program, STR("--version")};
    Process p = {.argv = argv, .nargv = 2, .most = 200, .wall_ms = 5000};
    ProcessResult r;

    if (os_run(a, &p, &r) != 0 || r.end != PROCESS_EXITED || r.status != 0)
        return false;
    s->version = str_trim(r.output);
    return true;
}

bool sandbox_find(Arena *a, Str folders, Sandbox *out, Str *why)
{
    const Str argv[] = {STR("true")};
    const SandboxView view = {.space = 1 << 20, .processes = 16};
    Process p = {.argv = argv, .nargv = 1, .most = 4000, .wall_ms = 5000};
    ProcessResult r;

    *out = (Sandbox){0};
    *why = STR("");
    if (!os_find_program(a, STR("bwrap"), folders, &out->program))
        return false;
    *why = STR("bwrap --version");
    if (!ask_version(a, out))
        return false;
    *why = STR("");
    sandbox_enclose(a, out, &view, &p);
    int err = os_run(a, &p, &r);
    if (!err && r.end == PROCESS_EXITED && r.status == 0)
        return true;
    *why = err ? os_error(err) : str_trim(r.output);
    if (!why->len)
        *why = STR("bwrap");
    return false;
}
