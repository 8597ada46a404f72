#include "serve/serve.h"

#include "os/fs.h"
#include "os/net.h"
#include "os/sys.h"
#include "serve/problems.h"
#include "serve/server.h"

#include <errno.h>

enum { TEND_EVERY = 1000 }; /* milliseconds */

typedef struct {
    Arena *arena; /* for as long as we serve */
    const ServeOptions *options;
    Listener listener;
    Str origin; /* "http://127.0.0.1:2424" */
    Server *server;
    Snapshot *last; /* held by the server, and it holds it until the next */
    Watch *watch;
    Interrupt interrupt;
} Loop;

/* ---- building ------------------------------------------------------------ */

static void count_changes(const Snapshot *before, const Snapshot *now,
                          ServeBuild *out)
{
    const Map *files = &now->files.files;
    const Map *old = before ? &before->files.files : &(Map){0};

    for (size_t i = 0; i < files->len; i++)
        out->changed +=
            memory_find(&now->files, files->entries[i].key) !=
            memory_find(before ? &before->files : NULL, files->entries[i].key);
    for (size_t i = 0; i < old->len; i++)
        out->removed += memory_find(&before->files, old->entries[i].key) &&
                        !memory_find(&now->files, old->entries[i].key);
}

/* From now on browsers see it; the server lets go of the one before. */
static void show(Loop *l, Snapshot *next)
{
    if (l->server)
        server_publish(l->server, next);
    l->last = next;
}

/* The one call that makes a site.  Everything of the build but the snapshot is
 * given back at the end. */
static void build(Loop *l, const Map *causes)
{
    const ServeOptions *o = l->options;
    Arena arena = {0};
    DiagList d = {.arena = &arena};
    BuildSummary summary = {0};
    /* Above the numbers that browsers know of a server that was here before. */
    Snapshot *next = snapshot_new(l->last, os_now());
    BuildOptions options = {
        .root = o->root,
        .over = {.origin = l->origin,
                 .drafts = o->drafts,
                 .future = o->future,
                 .expired = o->expired},
        .jobs = o->jobs,
        .now = os_now(),
        .memory = &next->files,
        .progress = o->progress,
        .context = o->progress_context,
    };
    ServeBuild done = {.causes = causes, .summary = &summary, .diags = &d};

    o->listener.building(o->listener.context);
    build_site(&arena, &options, &d, &summary);
    snapshot_finish(next, l->last, summary.config);
    next->problems = problems_json(&next->arena, &d, o->language);
    count_changes(l->last, next, &done);
    show(l, next);
    o->listener.built(o->listener.context, &done);
    arena_free(&arena);
}

/* ---- beginning ----------------------------------------------------------- */

static Str number(Arena *a, int64_t n)
{
    return str_printf(a, "%lld", (long long)n);
}

/* Whom to blame. */
static void note_holder(Loop *l, int64_t port, DiagList *d, Diag *to)
{
    Str name, process;

    if (os_port_holder(l->arena, (int)port, &name, &process))
        diag_note(d, to, SERVE_PORT_HOLDER, NULL, (Span){0},
                  STRS(name, process));
}

/* The port that was asked for, or the first that is free. */
static bool open_port(Loop *l, Str host, DiagList *d)
{
    Arena *a = l->arena;
    int64_t asked = l->options->port;
    int64_t first = asked ? asked : SERVE_PORT, port = first;
    int err = os_listen(a, host, (int)port, &l->listener);

    while (err == EADDRINUSE && !asked && port < first + SERVE_PORTS_TRIED)
        err = os_listen(a, host, (int)++port, &l->listener);
    Diag *one = NULL;
    if (err)
        one = diag_add(d, SERVE_NO_PORT, NULL, (Span){0},
                       STRS(host, number(a, port), os_error(err)));
    else if (port != first)
        one = diag_add(d, SERVE_PORT_TAKEN, NULL, (Span){0},
                       STRS(number(a, first), number(a, port)));
    if (one && (!err || err == EADDRINUSE))
        note_holder(l, first, d, one);
    return err == 0;
}

static void set_origin(Loop *l, Str host)
{
    bool any = str_eq(l->listener.address, STR("0.0.0.0")) ||
               str_eq(l->listener.address, STR("[::]"));
    Str name = !l->options->host.len ? l->listener.address
               : any                 ? STR("localhost")
                                     : host;

    if (str_find(name, ':') != SIZE_MAX)
        name = l->listener.address; /* with brackets */
    l->origin = str_printf(l->arena, "http://" STR_FMT ":%d", STR_ARG(name),
                           l->listener.port);
}

/* Names that lead to this machine by the person's own will. */
static Hosts hosts_of(Loop *l, Str host)
{
    Str *names = ARENA_ARRAY(l->arena, Str, 3);
    size_t n = 0;
    Str machine = os_host_name(l->arena);

    names[n++] = host;
    if (!l->listener.loopback && machine.len) {
        names[n++] = machine;
        names[n++] = str_printf(l->arena, STR_FMT ".local", STR_ARG(machine));
    }
    return (Hosts){names, n};
}

static void open_watch(Loop *l, DiagList *d)
{
    static const DiagCode codes[] = {
        [WATCH_POLL_REMOTE] = SERVE_POLL_REMOTE,
        [WATCH_POLL_REFUSED] = SERVE_POLL_REFUSED,
    };
    WatchOptions options = {.root = l->options->root, .poll = l->options->poll};
    WatchKind kind;

    options.names = build_sources(&options.nnames);
    l->watch = watch_open(l->arena, &options, &kind);
    if (kind == WATCH_POLL_REMOTE || kind == WATCH_POLL_REFUSED)
        diag_add(d, codes[kind], NULL, (Span){0}, NO_STRS);
}

static Str address_of(Loop *l)
{
    return str_printf(l->arena, STR_FMT STR_FMT "/", STR_ARG(l->origin),
                      STR_ARG(l->last->base));
}

/* ---- the loop ------------------------------------------------------------ */

static void run(Loop *l)
{
    for (;;) {
        Arena arena = {0};
        Map causes = {0};
        WatchResult result =
            watch_wait(l->watch, &arena, &l->interrupt, TEND_EVERY, &causes);
        server_tend(l->server);
        if (result == WATCH_CHANGED)
            build(l, &causes);
        arena_free(&arena);
        if (result == WATCH_INTERRUPTED)
            return;
    }
}

static bool start_server(Loop *l, Str host, DiagList *d)
{
    const ServeListener *listener = &l->options->listener;
    Hosts hosts = hosts_of(l, host);

    open_watch(l, d); /* before the build, so that no change is missed */
    build(l, NULL);
    l->server = server_open(l->arena, l->listener.fd, &hosts, l->last);
    if (!l->server) {
        diag_add(d, SERVE_NO_SERVER, NULL, (Span){0}, NO_STRS);
        return false;
    }
    Str url = address_of(l);
    listener->serving(listener->context, url, d);
    if (l->options->browse)
        os_browse(l->arena, url);
    return true;
}

bool serve(Arena *a, const ServeOptions *o, DiagList *d)
{
    Loop l = {.arena = a, .options = o};
    Str host = o->host.len ? o->host : STR("127.0.0.1");

    if (!open_port(&l, host, d))
        return false;
    if (!l.listener.loopback)
        diag_add(d, SERVE_NOT_LOOPBACK, NULL, (Span){0}, STRS(host));
    set_origin(&l, host);
    interrupt_open(&l.interrupt);
    bool started = start_server(&l, host, d);
    if (started) {
        run(&l);
        server_close(l.server);
    }
    watch_close(l.watch);
    interrupt_close(&l.interrupt);
    return started;
}
