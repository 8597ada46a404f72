/* live.c - browsers that are told of changes, by server-sent events (HTML,
 * section 9.2).
 *
 * A browser says which page it shows and which build it knows.  It is told of
 * every later one:
 *
 *   data: {"build": 12, "page": "9f86...", "files": ["/logo.svg"],
 *          "problems": null}
 *
 * "page" is the digest of the page as it is now, so that the browser knows
 * whether anything changed; "files" are all others that have changed since, or
 * ["*"] where they are many; "problems" is what problems.h makes. */
#include "serve/server_parts.h"

#include "base/escape.h"
#include "serve/mime.h"

#include <string.h>

enum {
    LIVE_MOST = 64,
    FILES_MOST = 200,
    BLOCK = 8 * 1024, /* bytes asked for at once */
};

/* ---- what is told -------------------------------------------------------- */

static void put_page(Buf *b, const Live *live, const Snapshot *s)
{
    Target t = snapshot_resolve(s, b->arena, live->page, (Str){0});

    if (t.file)
        buf_put(b, digest_hex(b->arena, t.file->digest));
}

static void put_url(Buf *b, const Snapshot *s, Str name)
{
    Buf url = buf_in(b->arena);

    escape_url_path(&url, s->base);
    buf_put_char(&url, '/');
    escape_url_path(&url, name);
    buf_put_char(b, '"');
    escape_json(b, buf_str(&url));
    buf_put_char(b, '"');
}

/* Files that are no pages, made since the build that the browser knows. */
static void put_files(Buf *b, Arena *a, const Live *live, const Snapshot *s)
{
    const Map *all = &s->files.files;
    Buf list = buf_in(a);
    size_t n = 0;

    for (size_t i = 0; i < all->len; i++) {
        const MemoryEntry *e = all->entries[i].value;
        Str name = all->entries[i].key;
        if (!e->file || e->file->build <= live->build || mime_is_html(name))
            continue;
        if (n++)
            buf_put_char(&list, ',');
        put_url(&list, s, name);
        if (n > FILES_MOST)
            break;
    }
    buf_put(b, n > FILES_MOST ? STR("\"*\"") : buf_str(&list));
}

/* The lines of an event, into live->message. */
static void compose(Live *live, const Snapshot *s)
{
    Arena scratch = {0};

    arena_free(&live->text);
    Buf b = buf_in(&live->text);
    Buf page = buf_in(&scratch);
    put_page(&page, live, s);
    buf_printf(&b,
               "retry: 1000\ndata: {\"build\":%lld,\"page\":\"" STR_FMT
               "\",\"files\":[",
               (long long)s->number, STR_ARG(buf_str(&page)));
    put_files(&b, &scratch, live, s);
    BUF_LIT(&b, "],\"problems\":");
    buf_put(&b, s->problems.len ? s->problems : STR("null"));
    BUF_LIT(&b, "}\n\n");
    live->message = buf_str(&b);
    live->build = s->number;
    arena_free(&scratch);
}

/* ---- microhttpd's side --------------------------------------------------- */

/* What there is to tell; NULL: nothing, and the connection waits. */
static Snapshot *next_news(Live *live, bool *ends)
{
    Server *server = live->server;
    Snapshot *news = NULL;

    pthread_mutex_lock(&server->lock);
    *ends = server->closing;
    if (!*ends && server->now->number != live->told) {
        news = snapshot_share(server->now);
    } else if (!*ends && live->beat != server->beat) {
        live->message = STR(": still here\n\n");
    } else if (!*ends) {
        live->waiting = true;
        MHD_suspend_connection(live->connection);
    }
    live->beat = server->beat;
    pthread_mutex_unlock(&server->lock);
    return news;
}

static ssize_t read_live(void *cls, uint64_t at, char *room, size_t size)
{
    Live *live = cls;
    bool ends = false;

    (void)at;
    if (!live->message.len) {
        Snapshot *news = next_news(live, &ends);
        if (news) {
            compose(live, news);
            live->told = news->number;
            snapshot_close(news);
        }
    }
    if (ends)
        return MHD_CONTENT_READER_END_OF_STREAM;
    Str part = str_take(live->message, size);
    if (part.len)
        memcpy(room, part.ptr, part.len);
    live->message = str_drop(live->message, part.len);
    return (ssize_t)part.len;
}

static void end_live(void *cls)
{
    Live *live = cls;
    Server *server = live->server;

    pthread_mutex_lock(&server->lock);
    for (Live **at = &server->lives; *at; at = &(*at)->next) {
        if (*at == live) {
            *at = live->next;
            server->nlives--;
            break;
        }
    }
    pthread_mutex_unlock(&server->lock);
    arena_free(&live->text);
    Arena arena = live->arena; /* in which it lies itself */
    arena_free(&arena);
}

static bool join(Live *live)
{
    Server *server = live->server;

    pthread_mutex_lock(&server->lock);
    bool room = server->nlives < LIVE_MOST && !server->closing;
    if (room) {
        live->next = server->lives;
        server->lives = live;
        server->nlives++;
        live->beat = server->beat;
    }
    pthread_mutex_unlock(&server->lock);
    return room;
}

struct MHD_Response *live_begin(Server *server, struct MHD_Connection *c,
                                Str page, int64_t build)
{
    Arena arena = {0};
    Live *live = ARENA_NEW(&arena, Live);

    live->server = server;
    live->connection = c;
    live->page = str_dup(&arena, page);
    live->build = build;
    live->arena = arena;
    if (!join(live)) {
        arena_free(&arena);
        return NULL;
    }
    struct MHD_Response *r =
        MHD_create_response_from_callback(MHD_SIZE_UNKNOWN, BLOCK, read_live,
                                          live, end_live);
    if (!r) {
        end_live(live);
        return NULL;
    }
    MHD_add_response_header(r, "Content-Type", "text/event-stream");
    MHD_add_response_header(r, "Cache-Control", "no-store");
    return r;
}

void live_wake(Server *server)
{
    for (Live *live = server->lives; live; live = live->next) {
        if (!live->waiting)
            continue;
        live->waiting = false;
        MHD_resume_connection(live->connection);
    }
}
