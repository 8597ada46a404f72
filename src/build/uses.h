/* uses.h - what was relied on by its name, where the questions put to things
 * need not be known.
 *
 * Templates are rendered under a ReadLog (reads.h), which notes everything.
 * Other work is done in every build anyway, or its result is kept with the
 * names of what it relied on.
 */
#ifndef BUILD_USES_H
#define BUILD_USES_H

#include "base/vec.h"
#include "data/value.h"

#include <stdatomic.h>

typedef struct {
    Str kind, name; /* as for reader_used */
} Use;

typedef VEC(Use) Uses;

/* One thread; begin with use_log_open. */
typedef struct {
    Observer base;
    Arena *arena; /* of `uses` */
    Uses uses;
} UseLog;

void use_log_open(UseLog *log, Arena *a);

/* Tells an observer, or NULL, as if it had been there. */
void uses_tell(const Uses *uses, Observer *o);

/* Any thread.  Of what is done in every build only this matters: whether there
 * is anything to do when no source has changed. */
typedef struct {
    Observer base;
    atomic_bool clock; /* was read */
} EarlyUse;

void early_use_open(EarlyUse *early);

#endif
