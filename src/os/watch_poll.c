/* watch_poll.c - watching files by looking again and again. */
#include "os/watch_ways.h"

#include "base/vec.h"
#include "os/sys.h"

#include <stdlib.h>

enum {
    POLL_EVERY = 250, /* milliseconds, at the least */
    POLL_SHARE = 10,  /* of the time, one part in so many */
};

typedef struct {
    Arena arena;
    FileList files; /* sorted by path, which is relative to the root */
} Seen;

typedef struct {
    Seen now;
    int every; /* milliseconds */
} Polling;

static void add_entry(Seen *seen, FileEntry entry)
{
    FileList *files = &seen->files;

    if (files->len == files->cap)
        files->items = vec_grow(&seen->arena, files->items, files->len,
                                sizeof *files->items, &files->cap);
    files->items[files->len++] = entry;
}

static void see(const Watch *w, Seen *seen, Str name)
{
    Arena *a = &seen->arena;
    Str root = w->options.root, path = path_join(a, root, name), real;
    FileEntry one = {.path = name};
    FileList below = {0};

    if (os_real_path(a, path, &real) != 0 || os_stat(real, &one.info) != 0)
        return;
    if (one.info.kind == FILE_FOLDER)
        os_walk(a, path, root, &below);
    add_entry(seen, one);
    for (size_t i = 0; i < below.len; i++) {
        FileEntry e = below.items[i];
        e.path = path_join(a, name, e.path);
        add_entry(seen, e);
    }
}

static int by_path(const void *a, const void *b)
{
    return str_cmp(((const FileEntry *)a)->path, ((const FileEntry *)b)->path);
}

static void see_all(const Watch *w, Seen *seen)
{
    for (size_t i = 0; i < w->options.nnames; i++)
        see(w, seen, w->options.names[i]);
    if (seen->files.len)
        qsort(seen->files.items, seen->files.len, sizeof *seen->files.items,
              by_path);
}

/* When a folder changes, something in it did, which is told by itself. */
static bool same(const FileEntry *a, const FileEntry *b)
{
    return a->info.kind == b->info.kind && a->error == b->error &&
           (a->info.kind == FILE_FOLDER ||
            (a->info.size == b->info.size &&
             a->info.modified == b->info.modified));
}

static void compare(const Seen *old, const Seen *new, WatchNews *news)
{
    size_t i = 0, k = 0;

    while (i < old->files.len || k < new->files.len) {
        const FileEntry *a = i < old->files.len ? &old->files.items[i] : NULL;
        const FileEntry *b = k < new->files.len ? &new->files.items[k] : NULL;
        int order = !a ? 1 : !b ? -1 : str_cmp(a->path, b->path);
        if (order < 0)
            watch_note(news, (Str){0}, a->path, true);
        else if (b && (order > 0 || !same(a, b)))
            watch_note(news, (Str){0}, b->path, false);
        if (b && order > 0)
            watch_note_made(news, (Str){0}, b->path);
        i += order <= 0;
        k += order >= 0;
    }
}

static void look_poll(Watch *w, WatchNews *news)
{
    Polling *p = w->state;
    Seen next = {0};
    int64_t start = os_monotonic_ns();

    see_all(w, &next);
    compare(&p->now, &next, news);
    arena_free(&p->now.arena);
    p->now = next;
    int64_t share = (os_monotonic_ns() - start) / 1000000 * POLL_SHARE;
    p->every = share > POLL_EVERY ? (int)share : POLL_EVERY;
}

static bool open_poll(Watch *w)
{
    Polling *p = ARENA_NEW(&w->arena, Polling);

    p->every = POLL_EVERY;
    see_all(w, &p->now);
    w->state = p;
    w->fd = -1;
    return true;
}

static int pause_poll(const Watch *w)
{
    return ((const Polling *)w->state)->every;
}

static void close_poll(Watch *w)
{
    arena_free(&((Polling *)w->state)->now.arena);
}

const WatchWay watch_poll = {open_poll, pause_poll, look_poll, close_poll};
