#include "serve/answer.h"

#include "build/builtin.h"
#include "serve/conditions.h"
#include "serve/inject.h"
#include "serve/mime.h"
#include "serve/policy.h"

/* ---- who is asked -------------------------------------------------------- */

/* "name:80", "[::1]:80" without the port. */
static Str host_of(Str header)
{
    if (str_starts(header, STR("[")))
        return str_take(header, str_find(header, ']') == SIZE_MAX
                                    ? 0
                                    : str_find(header, ']') + 1);
    return str_cut(header, ':').head;
}

/* An address cannot be made to lead anywhere else. */
static bool is_address(Str host)
{
    size_t dots = 0;

    if (str_starts(host, STR("[")))
        return true;
    for (size_t i = 0; i < host.len; i++) {
        if (host.ptr[i] != '.' && !ascii_is_digit(host.ptr[i]))
            return false;
        dots += host.ptr[i] == '.';
    }
    return dots == 3;
}

bool host_is_ours(const Hosts *hosts, Str header)
{
    Str host = host_of(header);

    if (str_ends(host, STR(".")))
        host.len--;
    if (str_eq_nocase(host, STR("localhost")) || is_address(host))
        return true;
    for (size_t i = 0; i < hosts->len; i++)
        if (str_eq_nocase(host, hosts->names[i]))
            return true;
    return false;
}

/* ---- pieces of answers --------------------------------------------------- */

static void add(Answer *out, Arena *a, Str name, Str value)
{
    *VEC_PUSH(&out->fields, a) = (Field){name, value};
}

void answer_plain(Arena *a, Answer *out, int status, Str text)
{
    out->status = status;
    out->body = text;
    add(out, a, STR("Content-Type"), STR("text/plain; charset=utf-8"));
    add(out, a, STR("X-Content-Type-Options"), STR("nosniff"));
    add(out, a, STR("Cache-Control"), STR("no-store"));
}

/* What the server decides by itself. */
static bool is_ours(Str name)
{
    static const Str ours[] = {
        STR_INIT("content-length"),
        STR_INIT("connection"),
        STR_INIT("transfer-encoding"),
        STR_INIT("date"),
        STR_INIT("etag"),
        STR_INIT("content-range"),
        STR_INIT("accept-ranges"),
        STR_INIT("content-encoding"),
        STR_INIT("location"),
        STR_INIT("strict-transport-security"),
        STR_INIT("keep-alive"),
        STR_INIT("upgrade"),
    };

    for (size_t i = 0; i < COUNT(ours); i++)
        if (str_eq(ours[i], name))
            return true;
    return false;
}

/* What is said never to change under its name may be kept; all else the
 * browser asks for again, since it changes all the time while it is written. */
static Str cache_control(const Map *fields)
{
    const HeaderField *f = map_get(fields, STR("cache-control"));
    bool keep = f && !f->remove &&
                str_find_text(f->value, STR("immutable")) != SIZE_MAX;

    return keep ? f->value : STR("no-cache");
}

static void add_site_fields(const Snapshot *s, Arena *a, const Target *t,
                            Answer *out)
{
    Map fields = {0};
    bool typed = false;

    rules_headers(&s->rules, a, t->path, &fields);
    for (size_t i = 0; i < fields.len; i++) {
        Str name = fields.entries[i].key;
        const HeaderField *f = fields.entries[i].value;
        if (f->remove || is_ours(name) || str_eq(name, STR("cache-control")))
            continue;
        typed |= str_eq(name, STR("content-type"));
        bool policy = str_eq(name, STR("content-security-policy"));
        add(out, a, f->name,
            policy ? policy_for_serving(a, f->value) : f->value);
    }
    if (!typed && t->name.len)
        add(out, a, STR("Content-Type"), mime_type(t->name));
    add(out, a, STR("Cache-Control"), cache_control(&fields));
}

/* ---- files --------------------------------------------------------------- */

/* A part, or the whole. */
static void put_range(Arena *a, const Ask *ask, Str etag, Answer *out)
{
    size_t from = 0, to = 0;
    RangeKind kind = RANGE_NONE;

    add(out, a, STR("Accept-Ranges"), STR("bytes"));
    if (out->status == 200 && str_eq(ask->method, STR("GET")) &&
        (!ask->if_range.len || str_eq(str_trim(ask->if_range), etag)))
        kind = range_read(ask->range, out->body.len, &from, &to);
    if (kind == RANGE_NONE)
        return;
    if (kind == RANGE_NOT_THERE) {
        out->status = 416;
        add(out, a, STR("Content-Range"),
            str_printf(a, "bytes */%zu", out->body.len));
        out->body = (Str){0};
        return;
    }
    out->status = 206;
    add(out, a, STR("Content-Range"),
        str_printf(a, "bytes %zu-%zu/%zu", from, to - 1, out->body.len));
    out->body = str_slice(out->body, from, to);
}

/* The same compressed beforehand, where it lies beside and is wanted. */
static MemoryFile *compressed(const Snapshot *s, Arena *a, const Ask *ask,
                              const Target *t, Answer *out)
{
    static const struct {
        Str coding, suffix;
    } kinds[] = {{STR_INIT("br"), STR_INIT(".br")},
                 {STR_INIT("gzip"), STR_INIT(".gz")}};

    MemoryFile *found = NULL;
    bool varies = false;
    for (size_t i = 0; i < COUNT(kinds) && !found; i++) {
        Str name = str_printf(a, STR_FMT STR_FMT, STR_ARG(t->name),
                              STR_ARG(kinds[i].suffix));
        MemoryFile *file = memory_find(&s->files, name);
        varies |= file != NULL;
        if (!file || !encoding_accepted(ask->accept_encoding, kinds[i].coding))
            continue;
        add(out, a, STR("Content-Encoding"), kinds[i].coding);
        found = file;
    }
    if (varies)
        add(out, a, STR("Vary"), STR("Accept-Encoding"));
    return found ? found : t->file;
}

static void put_file(const Snapshot *s, Arena *a, const Ask *ask,
                     const Target *t, Answer *out)
{
    bool html = mime_is_html(t->name);
    MemoryFile *file = html ? t->file : compressed(s, a, ask, t, out);
    Str hex = digest_hex(a, file->digest);
    Str etag = html ? str_printf(a, "\"" STR_FMT "-%lld\"", STR_ARG(hex),
                                 (long long)s->number)
                    : str_printf(a, "\"" STR_FMT "\"", STR_ARG(hex));

    out->status = t->status;
    add_site_fields(s, a, t, out);
    add(out, a, STR("ETag"), etag);
    if (t->status == 200 && ask->if_none_match.len &&
        etag_in(ask->if_none_match, etag)) {
        out->status = 304;
        return;
    }
    if (html) {
        out->body = inject_script(a, file->bytes, file->digest, s->number);
    } else {
        out->file = memory_file_share(file);
        out->body = file->bytes;
    }
    put_range(a, ask, etag, out);
}

/* The script, which src/serve/client/ has. */
static void put_script(Arena *a, Answer *out)
{
    static const Str path = STR_INIT("src/serve/client/live.js");
    size_t n;
    const BuiltinFile *files = builtin_files(&n);

    out->status = 200;
    for (size_t i = 0; i < n; i++)
        if (str_eq(files[i].path, path))
            out->body = files[i].bytes;
    add(out, a, STR("Content-Type"), mime_type(path));
    add(out, a, STR("Cache-Control"), STR("no-cache"));
}

static void put_redirect(Arena *a, const Target *t, Answer *out)
{
    answer_plain(a, out, t->status, t->location);
    add(out, a, STR("Location"), t->location);
}

/* Nothing there, and the site says nothing of it. */
static void put_nothing(const Snapshot *s, Arena *a, Answer *out)
{
    out->status = s->files.files.len ? 404 : 503;
    out->body = inject_placeholder(a,
                                   s->files.files.len ? STR("404 Not Found")
                                                      : STR("bifolio serve"),
                                   s->number);
    add(out, a, STR("Content-Type"), STR("text/html; charset=utf-8"));
    add(out, a, STR("Cache-Control"), STR("no-store"));
}

static void put_target(const Snapshot *s, Arena *a, const Ask *ask,
                       const Target *t, Answer *out)
{
    if (t->status == 400)
        answer_plain(a, out, 400, STR("400 Bad Request\n"));
    else if (t->location.len)
        put_redirect(a, t, out);
    else if (t->file)
        put_file(s, a, ask, t, out);
    else
        put_nothing(s, a, out);
}

void answer_make(const Snapshot *s, const Hosts *hosts, Arena *a,
                 const Ask *ask, Answer *out)
{
    bool get = str_eq(ask->method, STR("GET"));
    bool head = str_eq(ask->method, STR("HEAD"));

    *out = (Answer){0};
    if (!host_is_ours(hosts, ask->host)) {
        answer_plain(a, out, 421,
                     STR("421 Misdirected Request\n\nThis server answers "
                         "only names of its own; `bifolio serve --host NAME` "
                         "adds one.\n"));
    } else if (!get && !head) {
        answer_plain(a, out, 405, STR("405 Method Not Allowed\n"));
        add(out, a, STR("Allow"), STR("GET, HEAD"));
    } else if (str_eq(ask->path, LIVE_SCRIPT)) {
        put_script(a, out);
    } else {
        Target t = snapshot_resolve(s, a, ask->path, ask->query);
        put_target(s, a, ask, &t, out);
    }
}
