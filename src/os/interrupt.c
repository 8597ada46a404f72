#define _GNU_SOURCE /* signalfd */
#include "os/interrupt.h"

#include <pthread.h>
#include <stddef.h>
#include <time.h>
#include <unistd.h>

#ifdef __linux__
#include <sys/signalfd.h>
#endif

static int open_fd(const sigset_t *set)
{
#ifdef __linux__
    return signalfd(-1, set, SFD_CLOEXEC | SFD_NONBLOCK);
#else
    (void)set;
    return -1;
#endif
}

/* Started by nohup or the like, which wants us to live on. */
static bool is_ignored(int number)
{
    struct sigaction now;

    return sigaction(number, NULL, &now) == 0 && now.sa_handler == SIG_IGN;
}

void interrupt_open(Interrupt *i)
{
    sigset_t blocked;

    sigemptyset(&i->noted);
    /* Even where it is ignored, as a shell does for what it starts in the
     * background: then somebody has sent it to us by name. */
    sigaddset(&i->noted, SIGINT);
    sigaddset(&i->noted, SIGTERM);
    blocked = i->noted;
    sigaddset(&blocked, SIGHUP);
    if (!is_ignored(SIGHUP))
        sigaddset(&i->noted, SIGHUP);
    sigaddset(&blocked, SIGPIPE);
    pthread_sigmask(SIG_BLOCK, &blocked, &i->before);
    i->fd = open_fd(&i->noted);
}

bool interrupt_came(const Interrupt *i)
{
    static const int numbers[] = {SIGINT, SIGTERM, SIGHUP};
    sigset_t pending;

    sigpending(&pending);
    for (size_t k = 0; k < sizeof numbers / sizeof *numbers; k++)
        if (sigismember(&i->noted, numbers[k]) == 1 &&
            sigismember(&pending, numbers[k]) == 1)
            return true;
    return false;
}

void interrupt_close(Interrupt *i)
{
    int number;

    /* Taken, or it would end us the moment it is no longer blocked. */
    while (interrupt_came(i) && sigwait(&i->noted, &number) == 0)
        ;
    if (i->fd >= 0)
        close(i->fd);
    pthread_sigmask(SIG_SETMASK, &i->before, NULL);
}
