/* guard.h - leaving what does not come back.
 *
 * A thread of its own looks ten times a second at all that is watched.  Time is
 * the processor's, spent by the watched thread, so a slow or busy machine
 * stops nothing.
 *
 * Leaving by force is a signal (SIGURG, which by itself does nothing) and a
 * jump out of its handler.  Whatever ran is in no state to be used, or freed
 * piece by piece: its memory must be given back as a whole.
 */
#ifndef OS_GUARD_H
#define OS_GUARD_H

#include "base/guard.h"

typedef struct OsGuardian OsGuardian;

/* Watches `n` of them, borrowed: each is asked to hurry after `late`
 * milliseconds of processor time, and left by force after `force` more.  NULL
 * if the machine gives no thread: then nothing is watched, and what runs for
 * ever does so. */
OsGuardian *os_guard_open(Guard *guards, int n, int late, int force);
void os_guard_close(OsGuardian *g);

/* Runs fn(context) on this thread.  False if it had to be left.  Within fn it
 * may be called again with the same guard. */
bool os_guard_run(Guard *g, void (*fn)(void *), void *context);

/* From within fn: leaves it as if by force. */
_Noreturn void os_guard_leave(Guard *g);

#endif
