/* supervise.c - the process between us and a program: see process_parts.h.
 *
 * It is the one to which the system gives every process that has lost its
 * parent further down, so it can find them all, however they hid. */
#define _GNU_SOURCE /* close_range, setgroups */
#include "os/process_parts.h"

#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#ifdef __linux__
#include <sys/prctl.h>
#endif

/* Descriptors while it supervises; 0 to 3 are the program's. */
enum { LIFE = 4, VERDICT, NEWS, NEWS_END, FREE };
enum { HIGH = 32 };       /* above all of these */
enum { GRACE_MS = 200 };  /* for what ends by itself after the program */
enum { MOST_FD = 65536 }; /* where descriptors cannot be closed at one go */

static void close_from(int first)
{
#ifdef __linux__
    if (close_range((unsigned)first, ~0U, 0) == 0)
        return;
#endif
    for (int fd = first; fd < MOST_FD; fd++)
        close(fd);
}

/* Puts each descriptor where it belongs, and closes all others: other threads'
 * pipes would stay open through us. */
static bool place_descriptors(const Launch *l, const int news[2])
{
    int from[FREE] = {l->fds[0], l->fds[1],  l->fds[2], l->fds[3],
                      l->life,   l->verdict, news[0],   news[1]};

    for (int i = 0; i < FREE; i++)
        if (from[i] >= 0) {
            from[i] = fcntl(from[i], F_DUPFD, HIGH);
            if (from[i] < 0)
                return false;
        }
    for (int i = 0; i < FREE; i++)
        if (from[i] < 0)
            close(i);
        else if (dup2(from[i], i) < 0)
            return false;
    close_from(FREE);
    for (int i = LIFE; i < FREE; i++)
        if (fcntl(i, F_SETFD, FD_CLOEXEC) != 0)
            return false;
    return true;
}

static void tell(const Verdict *v)
{
    while (write(VERDICT, v, sizeof *v) < 0 && errno == EINTR)
        ;
}

static _Noreturn void give_up(int err)
{
    tell(&(Verdict){.error = err ? err : EIO});
    _exit(127);
}

/* ---- the program ------------------------------------------------------- */

static bool limit(int what, uint64_t most, uint64_t more)
{
    struct rlimit r = {(rlim_t)most, (rlim_t)(most + more)}, now;

    if (!most)
        return true;
    if (getrlimit((__typeof__(RLIMIT_CPU))what, &now) != 0)
        return false;
    /* Nobody may have more than he has. */
    if (now.rlim_max != RLIM_INFINITY && r.rlim_max > now.rlim_max)
        r.rlim_max = now.rlim_max;
    if (r.rlim_cur > r.rlim_max)
        r.rlim_cur = r.rlim_max;
    return setrlimit((__typeof__(RLIMIT_CPU))what, &r) == 0;
}

static bool set_limits(const ProcessLimits *l)
{
    const struct rlimit none = {0, 0};

    /* A second more for whoever wants to hear of it (SIGXCPU). */
    return setrlimit(RLIMIT_CORE, &none) == 0 &&
           limit(RLIMIT_CPU, l->cpu_seconds, 1) &&
           limit(RLIMIT_AS, l->memory, 0) &&
           limit(RLIMIT_FSIZE, l->file_size, 0) &&
           limit(RLIMIT_NOFILE, l->open_files, 0) &&
           limit(RLIMIT_NPROC, l->processes, 0);
}

static bool become(uint32_t user)
{
    return !user ||
           (setgroups(0, NULL) == 0 && setgid(user) == 0 && setuid(user) == 0);
}

static _Noreturn void start(const Launch *l)
{
    sigset_t none;

    setpgid(0, 0);
    sigemptyset(&none);
    pthread_sigmask(SIG_SETMASK, &none, NULL);
    if (become(l->user) && (!l->folder || chdir(l->folder) == 0) &&
        set_limits(&l->limits))
        execve(l->path, l->argv, l->env);
    give_up(errno);
}

/* ---- the end ----------------------------------------------------------- */

/* What is done to one child, another than the program; true counts it. */
typedef bool Deed(pid_t child);

static bool is_alive(pid_t child)
{
    return waitpid(child, NULL, WNOHANG) == 0;
}

static bool end_one(pid_t child)
{
    return kill(child, SIGKILL) == 0;
}

/* Does it to every child we have by now but `program`; those who lost a parent
 * are among them.  More than fit come next time. */
static size_t each_child(pid_t program, Deed *deed)
{
    size_t counted = 0;
#ifdef __linux__
    char text[4096];
    int fd = open("/proc/thread-self/children", O_RDONLY | O_CLOEXEC);
    ssize_t n = fd < 0 ? 0 : read(fd, text, sizeof text);
    pid_t pid = 0;

    /* Each number is followed by a space. */
    for (ssize_t i = 0; i < n; i++) {
        if (text[i] >= '0' && text[i] <= '9') {
            pid = pid * 10 + (text[i] - '0');
            continue;
        }
        counted += pid > 1 && pid != program && deed(pid);
        pid = 0;
    }
    if (fd >= 0)
        close(fd);
#else
    (void)program;
    (void)deed;
#endif
    return counted;
}

static void wait_a_little(pid_t program)
{
    const struct timespec tick = {0, 5000000};

    for (int ms = 0; ms < GRACE_MS && each_child(program, is_alive); ms += 5)
        nanosleep(&tick, NULL);
}

/* Kills all that is left and counts it, and takes what became of the program.
 * Its number is not given to others before that. */
static void end_all(pid_t program, Verdict *v)
{
    int status;

    kill(-program, SIGKILL);
    for (;;) {
        each_child(-1, end_one);
        pid_t one = waitpid(-1, &status, 0);
        if (one == program)
            v->status = status;
        else if (one > 0)
            v->left += WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL;
        else if (errno != EINTR)
            return;
    }
}

/* ---- the wait ---------------------------------------------------------- */

static void on_child(int number)
{
    int err = errno;
    ssize_t ignored = write(NEWS_END, "", 1);

    (void)number;
    (void)ignored;
    errno = err;
}

/* Every signal as a fresh program finds it. */
static void reset_signals(void)
{
    struct sigaction plain, child;
    sigset_t all;

    memset(&plain, 0, sizeof plain);
    plain.sa_handler = SIG_DFL;
    for (int i = 1; i < NSIG; i++)
        sigaction(i, &plain, NULL);
    memset(&child, 0, sizeof child);
    child.sa_handler = on_child;
    sigaction(SIGCHLD, &child, NULL);
    sigfillset(&all);
    sigdelset(&all, SIGCHLD);
    pthread_sigmask(SIG_SETMASK, &all, NULL);
}

static bool has_ended(pid_t program)
{
    siginfo_t info = {0};

    return waitid(P_PID, (id_t)program, &info, WEXITED | WNOHANG | WNOWAIT) ==
               0 &&
           info.si_pid == program;
}

/* True once the program has ended, which is still to be asked for its status;
 * false if it is to be ended. */
static bool wait_for(pid_t program)
{
    char bytes[64];
    struct pollfd wait[] = {{.fd = LIFE, .events = POLLIN},
                            {.fd = NEWS, .events = POLLIN}};

    while (!has_ended(program)) {
        if (poll(wait, 2, -1) < 0 && errno != EINTR)
            return false;
        if (wait[0].revents)
            return false;
        while (read(NEWS, bytes, sizeof bytes) > 0)
            ;
    }
    return true;
}

_Noreturn void process_supervise(const Launch *l)
{
    Verdict v = {0};
    int news[2];

    setsid();
    if (pipe(news) != 0 || !place_descriptors(l, news))
        _exit(127);
    fcntl(NEWS, F_SETFL, O_NONBLOCK);
    fcntl(NEWS_END, F_SETFL, O_NONBLOCK);
    reset_signals();
#ifdef __linux__
    prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0);
#endif
    pid_t program = fork();
    if (program == 0)
        start(l);
    if (program < 0)
        give_up(errno);
    /* So that nobody waits for a pipe's end because of us. */
    for (int fd = 0; fd < LIFE; fd++)
        close(fd);
    setpgid(program, program);
    if (wait_for(program))
        wait_a_little(program);
    end_all(program, &v);
    tell(&v);
    _exit(0);
}
