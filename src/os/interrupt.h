/* interrupt.h - Ctrl-C, as something that can be waited for.
 *
 * While it is open, SIGINT, SIGTERM and SIGHUP end nothing: they are noted, and
 * a loop that asks can put its things in order.  Nor does a closed pipe end the
 * program (SIGPIPE): writing to it fails instead.
 */
#ifndef OS_INTERRUPT_H
#define OS_INTERRUPT_H

#include <signal.h>
#include <stdbool.h>

typedef struct {
    int fd;          /* readable once it has come; -1: only asking helps */
    sigset_t noted;  /* the signals */
    sigset_t before; /* what was blocked before */
} Interrupt;

/* Before any thread is started: threads inherit it. */
void interrupt_open(Interrupt *i);

/* True once a signal has come. */
bool interrupt_came(const Interrupt *i);

void interrupt_close(Interrupt *i);

#endif
