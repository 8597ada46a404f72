#include "os/guard.h"

#include "os/sys.h"

#include <pthread.h>
#include <setjmp.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { EVERY = 100 }; /* milliseconds */

/* What the guardian knows of one Guard.  The lock is held while either side
 * changes it, and while the signal is sent: until then the thread is there. */
typedef struct {
    pthread_mutex_t lock;
    pthread_t thread;
    bool running;
    bool seen;     /* by the guardian, in this run */
    int64_t since; /* processor time at that moment */
} Watched;

struct OsGuardian {
    Guard *guards;
    Watched *watched; /* owned */
    int n;
    int late, force; /* milliseconds */
    pthread_t thread;
    pthread_mutex_t lock; /* of `done` */
    pthread_cond_t wake;
    bool done;
};

/* ---- the watched thread */

/* A handler gets nothing but the number of its signal, so this must be found
 * without being passed. */
static _Thread_local Guard *current;

static void leave(int number)
{
    (void)number;
    if (current && !current->busy)
        siglongjmp(*(sigjmp_buf *)current->way_out, 1);
}

static void set_running(Guard *g, bool running)
{
    Watched *one = g->watched;

    pthread_mutex_lock(&one->lock);
    one->thread = pthread_self();
    one->running = running;
    one->seen = false;
    atomic_store(&g->late, false);
    pthread_mutex_unlock(&one->lock);
}

/* Busy but while fn runs, so that the handler never jumps out of our own lock.
 * Volatile is what must outlive the jump. */
bool os_guard_run(Guard *g, void (*fn)(void *), void *context)
{
    sigjmp_buf here;
    void *volatile outer_way = g->way_out;
    Guard *volatile outer = current;
    volatile sig_atomic_t busy = g->busy;
    volatile bool left = true;

    g->busy = 1;
    if (!outer_way && g->watched)
        set_running(g, true);
    if (sigsetjmp(here, 0) == 0) {
        g->way_out = &here;
        current = g;
        g->busy = 0;
        fn(context);
        left = false;
    }
    g->busy = 1;
    current = outer;
    g->way_out = outer_way;
    if (!outer_way && g->watched)
        set_running(g, false);
    g->busy = busy;
    return !left;
}

_Noreturn void os_guard_leave(Guard *g)
{
    siglongjmp(*(sigjmp_buf *)g->way_out, 1);
}

/* ---- the guardian */

/* Nanoseconds that the thread has computed; where that cannot be known, the
 * time that has passed. */
static int64_t spent(pthread_t thread)
{
    clockid_t clock;
    struct timespec t;

    if (pthread_getcpuclockid(thread, &clock) || clock_gettime(clock, &t))
        return os_monotonic_ns();
    return t.tv_sec * 1000000000LL + t.tv_nsec;
}

static void look_at(const OsGuardian *guardian, int i)
{
    Guard *g = &guardian->guards[i];
    Watched *one = &guardian->watched[i];

    pthread_mutex_lock(&one->lock);
    if (one->running && !one->seen) {
        one->seen = true;
        one->since = spent(one->thread);
    } else if (one->running) {
        int64_t time = (spent(one->thread) - one->since) / 1000000;
        if (time > guardian->late)
            atomic_store(&g->late, true);
        if (time > guardian->late + guardian->force)
            pthread_kill(one->thread, SIGURG);
    }
    pthread_mutex_unlock(&one->lock);
}

static struct timespec soon(void)
{
    struct timespec t;

    clock_gettime(CLOCK_REALTIME, &t);
    t.tv_nsec += EVERY * 1000000L;
    t.tv_sec += t.tv_nsec / 1000000000L;
    t.tv_nsec %= 1000000000L;
    return t;
}

static void *watch(void *arg)
{
    OsGuardian *g = arg;

    pthread_mutex_lock(&g->lock);
    while (!g->done) {
        struct timespec until = soon();
        pthread_cond_timedwait(&g->wake, &g->lock, &until);
        for (int i = 0; !g->done && i < g->n; i++)
            look_at(g, i);
    }
    pthread_mutex_unlock(&g->lock);
    return NULL;
}

static void close_all(OsGuardian *g)
{
    for (int i = 0; i < g->n; i++) {
        g->guards[i].watched = NULL;
        pthread_mutex_destroy(&g->watched[i].lock);
    }
    pthread_mutex_destroy(&g->lock);
    pthread_cond_destroy(&g->wake);
    free(g->watched);
    free(g);
}

/* Not masked while the handler runs, since it does not come back. */
static void catch_signal(void)
{
    struct sigaction action;

    memset(&action, 0, sizeof action);
    action.sa_handler = leave;
    action.sa_flags = SA_NODEFER | SA_RESTART;
    sigemptyset(&action.sa_mask);
    sigaction(SIGURG, &action, NULL);
}

OsGuardian *os_guard_open(Guard *guards, int n, int late, int force)
{
    OsGuardian *g = calloc(1, sizeof *g);
    Watched *watched = calloc((size_t)n, sizeof *watched);

    if (!g || !watched) {
        free(g);
        free(watched);
        return NULL;
    }
    *g = (OsGuardian){guards, watched, n, late, force, .done = false};
    pthread_mutex_init(&g->lock, NULL);
    pthread_cond_init(&g->wake, NULL);
    for (int i = 0; i < n; i++) {
        pthread_mutex_init(&watched[i].lock, NULL);
        guards[i].watched = &watched[i];
    }
    catch_signal();
    if (pthread_create(&g->thread, NULL, watch, g) == 0)
        return g;
    close_all(g);
    return NULL;
}

void os_guard_close(OsGuardian *g)
{
    if (!g)
        return;
    pthread_mutex_lock(&g->lock);
    g->done = true;
    pthread_cond_signal(&g->wake);
    pthread_mutex_unlock(&g->lock);
    pthread_join(g->thread, NULL);
    close_all(g);
}
