/* process_parts.h - the two sides of a running program; private to os/.
 */
#ifndef OS_PROCESS_PARTS_H
#define OS_PROCESS_PARTS_H

#include "os/process.h"

#include <sys/types.h>

/* A program, ready for execve. */
typedef struct {
    const char *path, *folder; /* folder: NULL for none */
    char *const *argv;
    char *const *env;
    ProcessLimits limits;
    uint32_t user;
    /* Descriptors it is to have as 0, 1, 2 and 3; -1: none.  Then our own: one
     * that is readable once all is to end, one for the verdict. */
    int fds[4], life, verdict;
} Launch;

/* What is written to `verdict`, once or, after a failed start, not at all but
 * for `error`. */
typedef struct {
    int error;  /* errno of what could not be started */
    int status; /* as waitpid says it */
    size_t left;
} Verdict;

/* In a child of its own: starts the program, waits for it or for the end of
 * `life`, and leaves nothing alive.  Calls only what is safe after a fork in a
 * process of many threads. */
_Noreturn void process_supervise(const Launch *l);

/* weigh.c: bytes of memory that all processes below `top` hold, without its
 * own; pages that two of them share are counted twice.  0 where the system does
 * not say it. */
uint64_t process_weight(pid_t top);

#endif
