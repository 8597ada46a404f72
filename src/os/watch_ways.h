/* watch_ways.h - the two ways to watch files; private to os/.
 *
 *   watch.c           which way; bursts
 *   watch_inotify.c   the kernel tells
 *   watch_poll.c      looking again and again
 */
#ifndef OS_WATCH_WAYS_H
#define OS_WATCH_WAYS_H

#include "os/fs.h"
#include "os/watch.h"

/* What a look at the files has found. */
typedef struct {
    Arena *arena;
    Map changed;     /* paths; in the arena */
    Map made;        /* those that were not there before */
    bool unfinished; /* something is being written at this moment */
    bool again;      /* something was noted */
    bool gone;       /* and the last of it is not there any more */
} WatchNews;

typedef struct {
    /* False, and nothing held, where this way cannot be gone. */
    bool (*open)(Watch *w);
    /* Milliseconds after which to look though nothing can be read from w->fd;
     * -1: never. */
    int (*pause)(const Watch *w);
    /* Adds what has changed since the last time. */
    void (*look)(Watch *w, WatchNews *news);
    void (*close)(Watch *w);
} WatchWay;

extern const WatchWay watch_inotify, watch_poll;

struct Watch {
    Arena arena;
    WatchOptions options;
    const WatchWay *way;
    int fd; /* readable when there is something to look at; or -1 */
    void *state;
};

void watch_note(WatchNews *news, Str folder, Str name, bool gone);

/* It was not there before; if it is not after the burst either, it was some
 * editor's and counts for nothing. */
void watch_note_made(WatchNews *news, Str folder, Str name);

/* True for the name of an editor's temporary file or of a hidden one. */
bool watch_ignores(Str name);

/* True if a folder's changes are not all seen by the kernel. */
bool watch_is_remote(Str path);

#endif
