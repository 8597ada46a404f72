/* pack.h - records in one file, which is only added to.
 *
 * Whoever puts a record is told its place and keeps that.  A place holds the
 * record's sum: what the file has there now is given back only if it is what
 * was put, so a file that is damaged, cut off or another's loses records and
 * nothing else.
 */
#ifndef BUILD_PACK_H
#define BUILD_PACK_H

#include "base/arena.h"
#include "os/store.h"

#include <stdatomic.h>

typedef struct {
    uint64_t at, size, sum;
} PackPlace;

typedef struct {
    int before;        /* what there was, or -1 */
    Str path, writing; /* the file, and the one that is written to */
    int fd;            /* of that, or -1 */
    _Atomic uint64_t end;
    atomic_bool failed;
} Pack;

/* Looks at what there is; a file that cannot be read is empty. */
void pack_open(Pack *p, Arena *a, Str path);

/* The bytes of a record in `a`, aligned for anything; NULL if they are not
 * there. Any thread.  They are read and not mapped: to change what is mapped
 * stops all threads for a moment, page by page. */
char *pack_get(const Pack *p, Arena *a, PackPlace place);

/* From now on records are added from `end` on, what is behind it is lost; or,
 * with `anew`, to an empty file that takes the place of this one. */
bool pack_begin(Pack *p, Arena *a, uint64_t end, bool anew);

/* Any thread. */
void pack_put(Pack *p, Str record, PackPlace *out);

/* Where the last record ends.  False if anything was not written. */
bool pack_finish(Pack *p, uint64_t *end);

void pack_close(Pack *p);

#endif
