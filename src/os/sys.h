/* sys.h - the machine: clock, processors, environment, terminal, threads.
 */
#ifndef OS_SYS_H
#define OS_SYS_H

#include "base/date.h"

int64_t os_now(void); /* seconds since 1970-01-01 UTC */
int64_t os_monotonic_ns(void);
Date os_today(void);     /* where the machine stands: its time zone's */
int os_processors(void); /* that we may run on; at least 1 */

/* "" if it is not set.  Only from the main thread, before others start. */
Str os_env(const char *name);

bool os_is_terminal(int fd);

/* Writes all to a descriptor (1 output, 2 errors); errno or 0. */
int os_write_fd(int fd, Str data);
/* Reads a descriptor to its end, at most `limit` bytes. */
int os_read_fd(Arena *a, int fd, size_t limit, Str *out);

#endif
