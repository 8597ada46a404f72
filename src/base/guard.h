/* guard.h - what shares a thread that may be stuck with whoever watches it.
 *
 * Code that is not ours, such as a plugin, may run for ever.  The guardian
 * first asks it to hurry (`late`), which whoever runs it looks at now and then;
 * what does not look, because it is deep in a loop of C, is left by force,
 * unless it is `busy`.  See os/guard.h.
 */
#ifndef BASE_GUARD_H
#define BASE_GUARD_H

#include <signal.h>
#include <stdatomic.h>
#include <stdbool.h>

/* Zero-initialise.  The guardian writes `late`, the watched thread the rest. */
typedef struct {
    atomic_bool late; /* it has been long: stop at the next occasion */
    volatile sig_atomic_t busy; /* above 0: not to be left by force, since a
                                   lock is held or memory is in the making */
    void *way_out, *watched;    /* private to os */
} Guard;

#endif
