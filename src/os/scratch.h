/* scratch.h - a folder of the machine's for a while.
 */
#ifndef OS_SCRATCH_H
#define OS_SCRATCH_H

#include "base/arena.h"

/* Makes a new folder below TMPDIR, or /tmp, that all may read.  0 or an errno
 * value. */
int scratch_open(Arena *a, Str base, Str *path);

/* Writes a file in it, for all to read and where `program` to run; folders on
 * the way are made. */
int scratch_put(Arena *scratch, Str folder, Str name, Str bytes, bool program);

/* Makes a folder in it, for all to read. */
int scratch_put_folder(Arena *scratch, Str folder, Str name);

/* Removes it with all that is in it, whatever that forbids; no link is
 * followed. */
void scratch_close(Arena *scratch, Str folder);

#endif
