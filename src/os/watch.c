#include "os/watch_ways.h"

#include "os/sys.h"

#include <poll.h>

static Str joined(Arena *a, Str folder, Str name)
{
    return folder.len && name.len ? path_join(a, folder, name)
           : folder.len           ? str_dup(a, folder)
                                  : str_dup(a, name);
}

void watch_note(WatchNews *news, Str folder, Str name, bool gone)
{
    map_add(&news->changed, news->arena, joined(news->arena, folder, name),
            news);
    news->again = true;
    news->gone = gone;
}

void watch_note_made(WatchNews *news, Str folder, Str name)
{
    map_add(&news->made, news->arena, joined(news->arena, folder, name), news);
}

bool watch_ignores(Str name)
{
    return str_starts(name, STR(".")) || path_is_leftover(name);
}

static bool any_is_remote(Watch *w)
{
    ArenaMark mark = arena_mark(&w->arena);
    bool remote = watch_is_remote(w->options.root);

    for (size_t i = 0; i < w->options.nnames && !remote; i++)
        remote = watch_is_remote(
            path_join(&w->arena, w->options.root, w->options.names[i]));
    arena_rewind(&w->arena, mark);
    return remote;
}

static void copy_options(Watch *w, const WatchOptions *o)
{
    Str *names = ARENA_ARRAY(&w->arena, Str, o->nnames);

    for (size_t i = 0; i < o->nnames; i++)
        names[i] = str_dup(&w->arena, o->names[i]);
    w->options = *o;
    w->options.root = str_dup(&w->arena, o->root);
    w->options.names = names;
}

Watch *watch_open(Arena *a, const WatchOptions *options, WatchKind *kind)
{
    Watch *w = ARENA_NEW(a, Watch);

    copy_options(w, options);
    w->fd = -1;
    w->way = &watch_inotify;
    *kind = options->poll      ? WATCH_POLL_ASKED
            : any_is_remote(w) ? WATCH_POLL_REMOTE
                               : WATCH_BY_KERNEL;
    if (*kind == WATCH_BY_KERNEL && !w->way->open(w))
        *kind = WATCH_POLL_REFUSED;
    if (*kind != WATCH_BY_KERNEL) {
        w->way = &watch_poll;
        w->way->open(w);
    }
    return w;
}

void watch_close(Watch *w)
{
    w->way->close(w);
    arena_free(&w->arena);
}

enum { ASK_EVERY = 200 }; /* milliseconds, where a signal has no descriptor */

static int sooner(int a, int b)
{
    return a < 0 ? b : b < 0 || a < b ? a : b;
}

/* Until there may be something to look at, or the time is over.  False when
 * interrupted. */
static bool sleep_until(const Watch *w, const Interrupt *stop, int milliseconds)
{
    struct pollfd fds[] = {{.fd = w->fd, .events = POLLIN},
                           {.fd = stop->fd, .events = POLLIN}};

    if (stop->fd < 0)
        milliseconds = sooner(milliseconds, ASK_EVERY);
    poll(fds, COUNT(fds), milliseconds);
    return !interrupt_came(stop);
}

static int64_t now_ms(void)
{
    return os_monotonic_ns() / 1000000;
}

/* The first change, within `milliseconds`. */
static WatchResult wait_first(Watch *w, const Interrupt *stop, int milliseconds,
                              WatchNews *news)
{
    int64_t until = now_ms() + milliseconds;

    for (;;) {
        int64_t left = milliseconds < 0 ? -1 : until - now_ms();
        if (milliseconds >= 0 && left < 0)
            return WATCH_QUIET;
        if (!sleep_until(w, stop, sooner((int)left, w->way->pause(w))))
            return WATCH_INTERRUPTED;
        w->way->look(w, news);
        if (news->changed.len)
            return WATCH_CHANGED;
    }
}

/* What else belongs to it. */
static WatchResult wait_rest(Watch *w, const Interrupt *stop, WatchNews *news)
{
    int64_t until = now_ms() + WATCH_LONGEST;
    int64_t quiet_since = now_ms();

    for (;;) {
        int64_t now = now_ms();
        int64_t end = quiet_since + (news->gone ? WATCH_GONE : WATCH_SETTLE);
        if (end > until || news->unfinished)
            end = until;
        if (now >= end)
            return WATCH_CHANGED;
        if (!sleep_until(w, stop, (int)(end - now)))
            return WATCH_INTERRUPTED;
        news->again = false;
        w->way->look(w, news);
        if (news->again)
            quiet_since = now_ms();
    }
}

/* True if it neither was there before the burst nor is after it. */
static bool came_and_went(const Watch *w, const WatchNews *news, Str path)
{
    FileInfo info;

    return map_get(&news->made, path) &&
           os_stat(path_join(news->arena, w->options.root, path), &info) != 0;
}

static void keep_lasting(const Watch *w, const WatchNews *news, Map *out)
{
    for (size_t i = 0; i < news->changed.len; i++) {
        Str path = news->changed.entries[i].key;
        if (!came_and_went(w, news, path))
            map_add(out, news->arena, path, (void *)w);
    }
}

WatchResult watch_wait(Watch *w, Arena *a, const Interrupt *stop,
                       int milliseconds, Map *changed)
{
    for (;;) {
        WatchNews news = {.arena = a};
        WatchResult result = wait_first(w, stop, milliseconds, &news);
        if (result == WATCH_CHANGED)
            result = wait_rest(w, stop, &news);
        if (result != WATCH_CHANGED)
            return result;
        keep_lasting(w, &news, changed);
        if (changed->len)
            return WATCH_CHANGED;
        if (milliseconds >= 0)
            return WATCH_QUIET;
    }
}
