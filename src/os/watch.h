/* watch.h - to be told when files change.
 *
 * By the kernel (inotify) where it can; by looking again and again where it
 * cannot: on other systems, on network folders, whose changes by others the
 * kernel does not see, and when its watches are used up.  Two files, one
 * interface; which one is in use is found out when the watch is opened.
 *
 * What is watched are some names in one folder: files, and folders with all
 * below them, whether they exist yet or not.  Names that begin with '.' and
 * those of editors' leftovers (path_is_leftover) count for nothing.
 *
 * Saving is seldom one event: editors write beside a file and rename, rename
 * the old one away and write anew, write swap and backup files.  So a wait ends
 * only when it has been quiet for a moment, a longer one if the last thing seen
 * was that a file went away, for then it is likely to come back, or while a
 * file is being written; but at the latest WATCH_LONGEST after the first
 * change.
 */
#ifndef OS_WATCH_H
#define OS_WATCH_H

#include "base/map.h"
#include "os/interrupt.h"

enum {
    WATCH_SETTLE = 15,   /* milliseconds of quiet that end a burst */
    WATCH_GONE = 50,     /* the same, after a file went away */
    WATCH_LONGEST = 200, /* that a burst may last */
};

typedef struct {
    Str root;         /* the folder */
    const Str *names; /* in it */
    size_t nnames;
    bool poll; /* do not ask the kernel */
} WatchOptions;

/* Why files are looked at again and again, or that they are not. */
typedef enum {
    WATCH_BY_KERNEL,
    WATCH_POLL_ASKED,
    WATCH_POLL_REMOTE,  /* a network folder */
    WATCH_POLL_REFUSED, /* the kernel cannot or will not */
} WatchKind;

typedef struct Watch Watch;

/* Holds copies of the options. */
Watch *watch_open(Arena *a, const WatchOptions *options, WatchKind *kind);

typedef enum { WATCH_CHANGED, WATCH_QUIET, WATCH_INTERRUPTED } WatchResult;

/* Waits for the end of a burst of changes, at most `milliseconds` for its
 * beginning (-1: for ever).  After WATCH_CHANGED the keys of *changed, in `a`,
 * are what changed, relative to the root. */
WatchResult watch_wait(Watch *w, Arena *a, const Interrupt *stop,
                       int milliseconds, Map *changed);

void watch_close(Watch *w);

#endif
