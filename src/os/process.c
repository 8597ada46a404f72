#define _GNU_SOURCE /* environ */
#include "os/process.h"

#include "base/buf.h"
#include "base/path.h"
#include "base/vec.h"
#include "os/process_parts.h"
#include "os/sys.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

enum { WEIGH_MS = 100 };
enum { CHUNK = 16 << 10 }; /* bytes read at a time */

/* The pipes to a program, by what comes through them. */
typedef enum { OUTPUT, ERRORS, REPORT, VERDICT, INPUT, LIFE, PIPES } Pipe;

typedef struct {
    const Process *p;
    ProcessResult *out;
    int ours[PIPES], theirs[PIPES]; /* -1: closed, or not wanted */
    pid_t supervisor;
    Buf read[INPUT]; /* what has come */
    Str input;       /* still to be written */
    int64_t started; /* nanoseconds */
    int64_t weighed; /* when its memory was last looked at */
} Run;

/* ---- what is to be run */

static bool is_program(const char *path)
{
    struct stat st;

    return access(path, X_OK) == 0 && stat(path, &st) == 0 &&
           S_ISREG(st.st_mode);
}

bool os_find_program(Arena *a, Str name, Str folders, Str *path)
{
    if (str_find(name, '/') != SIZE_MAX) {
        *path = name;
        return is_program(arena_cstr(a, name));
    }
    while (name.len && folders.len) {
        StrCut cut = str_cut(folders, ':');
        Str one = path_join(a, cut.head.len ? cut.head : STR("."), name);
        if (is_program(arena_cstr(a, one))) {
            *path = one;
            return true;
        }
        folders = cut.tail;
    }
    return false;
}

static bool names_same(const char *a, Str b)
{
    size_t n = str_cut(b, '=').head.len;

    return strncmp(a, b.ptr, n) == 0 && a[n] == '=';
}

static bool is_replaced(const Process *p, const char *entry)
{
    for (size_t i = 0; i < p->nenv; i++)
        if (names_same(entry, p->env[i]))
            return true;
    return false;
}

static char **environment(Arena *a, const Process *p)
{
    VEC(char *) all = {0};

    for (char **e = environ; p->keep_env && e && *e; e++)
        if (!is_replaced(p, *e))
            *VEC_PUSH(&all, a) = *e;
    for (size_t i = 0; i < p->nenv; i++)
        *VEC_PUSH(&all, a) = arena_cstr(a, p->env[i]);
    *VEC_PUSH(&all, a) = NULL;
    return all.items;
}

static int prepare(Arena *a, const Process *p, Launch *l)
{
    char **argv = ARENA_ARRAY(a, char *, p->nargv + 1);
    Str path = {0}, folders = {0};

    for (char **e = environ; e && *e; e++)
        if (names_same(*e, STR("PATH=")))
            folders = str_of(*e + strlen("PATH="));
    if (!p->nargv || !os_find_program(a, p->argv[0], folders, &path))
        return ENOENT;
    for (size_t i = 0; i < p->nargv; i++)
        argv[i] = arena_cstr(a, p->argv[i]);
    l->path = arena_cstr(a, path);
    l->argv = argv;
    l->env = environment(a, p);
    l->folder = p->folder.len ? arena_cstr(a, p->folder) : NULL;
    l->limits = p->limits;
    l->user = p->user;
    return 0;
}

/* ---- pipes */

static void close_one(int *fd)
{
    if (*fd >= 0)
        close(*fd);
    *fd = -1;
}

static void close_all(Run *r)
{
    for (int i = 0; i < PIPES; i++) {
        close_one(&r->ours[i]);
        close_one(&r->theirs[i]);
    }
}

static bool wanted(const Process *p, Pipe i)
{
    switch (i) {
    case ERRORS:
        return p->apart;
    case REPORT:
        return p->report;
    case INPUT:
        return p->input.len > 0;
    default:
        return true;
    }
}

static int open_pipe(Run *r, Pipe i)
{
    bool we_write = i >= INPUT;
    int fds[2];

    if (pipe(fds) != 0)
        return errno;
    r->ours[i] = fds[we_write];
    r->theirs[i] = fds[!we_write];
    return fcntl(fds[0], F_SETFD, FD_CLOEXEC) == 0 &&
                   fcntl(fds[1], F_SETFD, FD_CLOEXEC) == 0 &&
                   fcntl(r->ours[i], F_SETFL, O_NONBLOCK) == 0
               ? 0
               : errno;
}

static int open_pipes(Run *r)
{
    int err = 0;

    for (int i = 0; i < PIPES && !err; i++)
        if (wanted(r->p, (Pipe)i))
            err = open_pipe(r, (Pipe)i);
    if (!err && r->theirs[INPUT] < 0) {
        r->theirs[INPUT] = open("/dev/null", O_RDONLY | O_CLOEXEC);
        err = r->theirs[INPUT] < 0 ? errno : 0;
    }
    return err;
}

/* The signals stay away until the supervisor has put itself in order. */
static int fork_supervisor(Run *r, Launch *l)
{
    sigset_t all, before;

    l->fds[0] = r->theirs[INPUT];
    l->fds[1] = r->theirs[OUTPUT];
    l->fds[2] = r->theirs[r->p->apart ? ERRORS : OUTPUT];
    l->fds[3] = r->theirs[REPORT];
    l->life = r->theirs[LIFE];
    l->verdict = r->theirs[VERDICT];
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    r->supervisor = fork();
    if (r->supervisor == 0)
        process_supervise(l);
    int err = r->supervisor < 0 ? errno : 0;
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    for (int i = 0; i < PIPES; i++)
        close_one(&r->theirs[i]);
    return err;
}

/* ---- while it runs */

/* Its supervisor ends it when `life` does.  The first reason holds. */
static void end_it(Run *r, ProcessEnd why)
{
    if (r->ours[LIFE] < 0)
        return;
    r->out->end = why;
    close_one(&r->ours[LIFE]);
    close_one(&r->ours[INPUT]);
}

static void take(Run *r, Pipe i)
{
    Buf *b = &r->read[i];
    char bytes[CHUNK];
    ssize_t n = read(r->ours[i], bytes, sizeof bytes);

    if (n == 0 || (n < 0 && errno != EAGAIN && errno != EINTR))
        close_one(&r->ours[i]);
    if (n <= 0)
        return;
    buf_put(b, (Str){bytes, (size_t)n});
    if (i != VERDICT && b->len > r->p->most) {
        b->len = r->p->most;
        end_it(r, PROCESS_FLOODED);
    }
}

static void give(Run *r)
{
    ssize_t n = write(r->ours[INPUT], r->input.ptr, r->input.len);

    if (n > 0)
        r->input = str_drop(r->input, (size_t)n);
    if (!r->input.len || (n < 0 && errno != EAGAIN && errno != EINTR))
        close_one(&r->ours[INPUT]);
}

/* Milliseconds that are left, for poll. */
static int time_left(const Run *r)
{
    int64_t gone = (os_monotonic_ns() - r->started) / 1000000;

    if (!r->p->wall_ms || r->ours[LIFE] < 0)
        return -1;
    if (gone >= r->p->wall_ms)
        return 0;
    int64_t left = r->p->wall_ms - gone;
    return left < 60000 ? (int)left : 60000;
}

/* Ends what holds too much.  How long may be waited until it is to be looked at
 * again, if that is sooner than `left`. */
static int weigh(Run *r, int left)
{
    int64_t now = os_monotonic_ns();

    if (!r->p->limits.all_memory || r->ours[LIFE] < 0)
        return left;
    if (now - r->weighed >= (int64_t)WEIGH_MS * 1000000) {
        r->weighed = now;
        if (process_weight(r->supervisor) > r->p->limits.all_memory)
            end_it(r, PROCESS_HEAVY);
    }
    return left < 0 || left > WEIGH_MS ? WEIGH_MS : left;
}

/* One wait, and what came of it. */
static void serve_pipes(Run *r)
{
    struct pollfd wait[PIPES + 1];
    int left = time_left(r);

    if (left == 0) {
        end_it(r, PROCESS_LATE);
        left = -1;
    }
    left = weigh(r, left);
    for (int i = 0; i < LIFE; i++)
        wait[i] = (struct pollfd){.fd = r->ours[i],
                                  .events = i == INPUT ? POLLOUT : POLLIN};
    wait[LIFE] =
        (struct pollfd){.fd =
                            r->p->stop && r->ours[LIFE] >= 0 ? *r->p->stop : -1,
                        .events = POLLIN};
    if (poll(wait, LIFE + 1, left) <= 0)
        return;
    if (wait[LIFE].revents)
        end_it(r, PROCESS_STOPPED);
    for (int i = 0; i < INPUT; i++)
        if (wait[i].revents && r->ours[i] >= 0)
            take(r, (Pipe)i);
    if (wait[INPUT].revents && r->ours[INPUT] >= 0)
        give(r);
}

static bool anything_to_come(const Run *r)
{
    for (int i = 0; i < INPUT; i++)
        if (r->ours[i] >= 0)
            return true;
    return false;
}

/* A program that does not read its input must not end us. */
static void serve_until_the_end(Run *r)
{
    sigset_t pipe, before, pending;
    int number;

    sigemptyset(&pipe);
    sigaddset(&pipe, SIGPIPE);
    pthread_sigmask(SIG_BLOCK, &pipe, &before);
    while (anything_to_come(r))
        serve_pipes(r);
    if (!sigismember(&before, SIGPIPE) && sigpending(&pending) == 0 &&
        sigismember(&pending, SIGPIPE))
        sigwait(&pipe, &number);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
}

/* ---- after it */

static int judge(Run *r)
{
    Str said = buf_str(&r->read[VERDICT]);
    ProcessResult *out = r->out;
    Verdict v;

    /* Whoever killed the supervisor killed all. */
    if (said.len < sizeof v) {
        *out = (ProcessResult){.end = PROCESS_KILLED, .status = SIGKILL};
        return 0;
    }
    memcpy(&v, said.ptr, sizeof v);
    if (v.error)
        return v.error;
    out->left = v.left;
    if (out->end == PROCESS_EXITED && WIFSIGNALED(v.status))
        out->end = PROCESS_KILLED;
    out->status =
        WIFSIGNALED(v.status) ? WTERMSIG(v.status) : WEXITSTATUS(v.status);
    return 0;
}

int os_run(Arena *a, const Process *p, ProcessResult *out)
{
    Run r = {.p = p, .out = out, .input = p->input};
    Launch l = {0};
    int err;

    *out = (ProcessResult){.end = PROCESS_EXITED};
    for (int i = 0; i < PIPES; i++)
        r.ours[i] = r.theirs[i] = -1;
    for (int i = 0; i < INPUT; i++)
        r.read[i] = buf_in(a);
    r.started = os_monotonic_ns();
    err = prepare(a, p, &l);
    if (!err)
        err = open_pipes(&r);
    if (!err)
        err = fork_supervisor(&r, &l);
    if (!err) {
        serve_until_the_end(&r);
        while (waitpid(r.supervisor, NULL, 0) < 0 && errno == EINTR)
            ;
        err = judge(&r);
    }
    close_all(&r);
    out->output = buf_str(&r.read[OUTPUT]);
    out->errors = buf_str(&r.read[ERRORS]);
    out->report = buf_str(&r.read[REPORT]);
    out->nanoseconds = os_monotonic_ns() - r.started;
    return err;
}
