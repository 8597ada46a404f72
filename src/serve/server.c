#include "serve/server_parts.h"

#include "base/escape.h"
#include "os/net.h"
#include "os/sys.h"
#include "serve/inject.h"

#include <string.h>

enum {
    CONNECTIONS_MOST = 400,
    CONNECTION_MEMORY = 24 * 1024, /* bytes; what a request's headers may be */
    SILENCE_MOST = 30,             /* seconds */
    SILENCE_LIVE = 120,            /* of a browser that is told of changes */
};

static const int64_t beat_every = 20 * (int64_t)1000000000;

Snapshot *server_now(Server *server)
{
    pthread_mutex_lock(&server->lock);
    Snapshot *s = snapshot_share(server->now);
    pthread_mutex_unlock(&server->lock);
    return s;
}

/* ---- in ------------------------------------------------------------------ */

static Str header_of(struct MHD_Connection *c, const char *name)
{
    const char *value = MHD_lookup_connection_value(c, MHD_HEADER_KIND, name);

    return value ? str_of(value) : (Str){0};
}

/* The query as it was written, but that microhttpd has made spaces of its
 * pluses. */
static enum MHD_Result put_argument(void *cls, enum MHD_ValueKind kind,
                                    const char *key, const char *value)
{
    Buf *b = cls;

    (void)kind;
    if (b->len)
        buf_put_char(b, '&');
    size_t start = b->len;
    buf_put(b, str_of(key));
    if (value) {
        buf_put_char(b, '=');
        buf_put(b, str_of(value));
    }
    for (size_t i = start; i < b->len; i++)
        if (b->ptr[i] == ' ')
            b->ptr[i] = '+';
    return MHD_YES;
}

static Ask ask_of(Arena *a, struct MHD_Connection *c, const char *url,
                  const char *method)
{
    Buf query = buf_in(a);

    MHD_get_connection_values(c, MHD_GET_ARGUMENT_KIND, put_argument, &query);
    return (Ask){
        .method = str_of(method),
        .path = str_of(url),
        .query = buf_str(&query),
        .host = header_of(c, "Host"),
        .if_none_match = header_of(c, "If-None-Match"),
        .if_range = header_of(c, "If-Range"),
        .range = header_of(c, "Range"),
        .accept_encoding = header_of(c, "Accept-Encoding"),
    };
}

/* ---- out ----------------------------------------------------------------- */

/* What a body lies in while it is sent. */
typedef struct {
    Arena arena; /* of itself too */
    MemoryFile *file;
} Sending;

static void sent(void *cls)
{
    Sending *s = cls;

    if (s->file)
        memory_file_close(s->file);
    Arena arena = s->arena;
    arena_free(&arena);
}

/* Takes over what the answer holds, and the arena. */
static struct MHD_Response *response_of(Arena *a, const Answer *answer)
{
    Sending *s = ARENA_NEW(a, Sending);
    /* microhttpd promises not to write to it. */
    void *body = (void *)(answer->body.len ? answer->body.ptr : "");

    s->file = answer->file;
    const char **fields = ARENA_ARRAY(a, const char *, answer->fields.len * 2);
    for (size_t i = 0; i < answer->fields.len; i++) {
        fields[2 * i] = arena_cstr(a, answer->fields.items[i].name);
        fields[2 * i + 1] = arena_cstr(a, answer->fields.items[i].value);
    }
    s->arena = *a;
    *a = (Arena){0};
    struct MHD_Response *r =
        MHD_create_response_from_buffer_with_free_callback_cls(answer->body.len,
                                                               body, sent, s);
    if (!r) {
        sent(s);
        return NULL;
    }
    for (size_t i = 0; i < answer->fields.len; i++)
        MHD_add_response_header(r, fields[2 * i], fields[2 * i + 1]);
    return r;
}

static enum MHD_Result queue(struct MHD_Connection *c, int status,
                             struct MHD_Response *r)
{
    if (!r)
        return MHD_NO;
    enum MHD_Result result = MHD_queue_response(c, (unsigned)status, r);
    MHD_destroy_response(r);
    return result;
}

/* One who wants to be told of changes. */
static enum MHD_Result begin_live(Server *server, struct MHD_Connection *c,
                                  Arena *a)
{
    const char *page =
        MHD_lookup_connection_value(c, MHD_GET_ARGUMENT_KIND, "page");
    const char *build =
        MHD_lookup_connection_value(c, MHD_GET_ARGUMENT_KIND, "build");
    int64_t known = 0;
    Answer crowded = {0};

    if (build)
        str_to_int(str_of(build), &known);
    Str path = page ? unescape_url(a, str_of(page)) : STR("/");
    struct MHD_Response *r = live_begin(server, c, path, known);
    if (r) {
        MHD_set_connection_option(c, MHD_CONNECTION_OPTION_TIMEOUT,
                                  (unsigned)SILENCE_LIVE);
        return queue(c, 200, r);
    }
    answer_plain(a, &crowded, 503, STR("503 Service Unavailable\n"));
    return queue(c, 503, response_of(a, &crowded));
}

static Visit *visit_of(struct MHD_Connection *c)
{
    const union MHD_ConnectionInfo *info =
        MHD_get_connection_info(c, MHD_CONNECTION_INFO_SOCKET_CONTEXT);

    return info ? info->socket_context : NULL;
}

static bool has_body(struct MHD_Connection *c)
{
    Str length = header_of(c, "Content-Length");

    return (length.len && !str_eq(length, STR("0"))) ||
           header_of(c, "Transfer-Encoding").len > 0;
}

static enum MHD_Result respond(Server *server, struct MHD_Connection *c,
                               const char *url, const char *method)
{
    Arena a = {0};
    Answer answer = {0};
    Ask ask = ask_of(&a, c, url, method);
    enum MHD_Result result;

    if (str_eq(ask.path, LIVE_EVENTS) && str_eq(ask.method, STR("GET")) &&
        host_is_ours(&server->hosts, ask.host)) {
        result = begin_live(server, c, &a);
    } else {
        Snapshot *s = server_now(server);
        answer_make(s, &server->hosts, &a, &ask, &answer);
        result = queue(c, answer.status, response_of(&a, &answer));
        snapshot_close(s); /* what the answer borrows of it is copied now */
    }
    arena_free(&a);
    return result;
}

/* Called when a request's headers are there, and again when all of it is.  A
 * body, which nobody here wants, is not waited for: answered at the first call,
 * microhttpd closes the connection after the answer. */
/* NOLINTNEXTLINE(readability-function-size): microhttpd's parameters */
static enum MHD_Result handle(void *cls, struct MHD_Connection *c,
                              const char *url, const char *method,
                              const char *version, const char *upload,
                              size_t *upload_size, void **state)
{
    static const char seen;

    (void)version, (void)upload, (void)upload_size;
    if (!*state && !has_body(c)) {
        *state = (void *)&seen;
        return MHD_YES;
    }
    visit_asked(visit_of(c));
    return respond(cls, c, url, method);
}

/* ---- what else microhttpd tells ------------------------------------------ */

static void on_connection(void *cls, struct MHD_Connection *c, void **place,
                          enum MHD_ConnectionNotificationCode code)
{
    const union MHD_ConnectionInfo *info =
        MHD_get_connection_info(c, MHD_CONNECTION_INFO_CONNECTION_FD);

    if (code == MHD_CONNECTION_NOTIFY_CLOSED)
        visit_end(cls, place);
    else if (info)
        visit_begin(cls, info->connect_fd, place);
}

static void on_completed(void *cls, struct MHD_Connection *c, void **state,
                         enum MHD_RequestTerminationCode code)
{
    (void)cls, (void)state, (void)code;
    visit_answered(visit_of(c));
}

/* Paths are decoded by us, once. */
static size_t leave_escaped(void *cls, struct MHD_Connection *c, char *text)
{
    (void)cls, (void)c;
    return strlen(text);
}

static struct MHD_Daemon *start(Server *server, int fd)
{
    return MHD_start_daemon(
        MHD_USE_AUTO_INTERNAL_THREAD | MHD_ALLOW_SUSPEND_RESUME, 0, NULL, NULL,
        handle, server, MHD_OPTION_LISTEN_SOCKET, fd,
        MHD_OPTION_CONNECTION_LIMIT, (unsigned)CONNECTIONS_MOST,
        MHD_OPTION_CONNECTION_MEMORY_LIMIT, (size_t)CONNECTION_MEMORY,
        MHD_OPTION_CONNECTION_TIMEOUT, (unsigned)SILENCE_MOST,
        MHD_OPTION_STRICT_FOR_CLIENT, 1, MHD_OPTION_UNESCAPE_CALLBACK,
        leave_escaped, NULL, MHD_OPTION_NOTIFY_CONNECTION, on_connection,
        server, MHD_OPTION_NOTIFY_COMPLETED, on_completed, server,
        MHD_OPTION_END);
}

/* ---- the loop's side ----------------------------------------------------- */

Server *server_open(Arena *a, int fd, const Hosts *hosts, Snapshot *s)
{
    Server *server = ARENA_NEW(a, Server);

    server->hosts = *hosts;
    server->now = s;
    server->last_beat = os_monotonic_ns();
    pthread_mutex_init(&server->lock, NULL);
    server->daemon = start(server, fd);
    if (server->daemon)
        return server;
    os_close(fd);
    snapshot_close(s);
    pthread_mutex_destroy(&server->lock);
    return NULL;
}

void server_publish(Server *server, Snapshot *s)
{
    pthread_mutex_lock(&server->lock);
    Snapshot *old = server->now;
    server->now = s;
    live_wake(server);
    pthread_mutex_unlock(&server->lock);
    snapshot_close(old);
}

void server_tend(Server *server)
{
    int64_t now = os_monotonic_ns();

    visits_tend(server);
    if (now - server->last_beat < beat_every)
        return;
    server->last_beat = now;
    pthread_mutex_lock(&server->lock);
    server->beat++;
    live_wake(server);
    pthread_mutex_unlock(&server->lock);
}

void server_close(Server *server)
{
    pthread_mutex_lock(&server->lock);
    server->closing = true;
    live_wake(server);
    pthread_mutex_unlock(&server->lock);
    MHD_stop_daemon(server->daemon);
    pthread_mutex_destroy(&server->lock);
    snapshot_close(server->now);
}
