#include "serve/snapshot.h"

#include "base/escape.h"
#include "base/path.h"
#include "base/utf8.h"

Snapshot *snapshot_new(const Snapshot *before, int64_t first)
{
    Arena arena = {0};
    Snapshot *s = ARENA_NEW(&arena, Snapshot);

    s->arena = arena; /* in which it lies itself */
    atomic_init(&s->holders, 1);
    s->number = before ? before->number + 1 : first;
    s->files.number = s->number;
    s->files.before = before ? &before->files : NULL;
    return s;
}

static Str text_of(const Snapshot *s, Str name)
{
    const MemoryFile *f = memory_find(&s->files, name);

    return f ? f->bytes : (Str){0};
}

void snapshot_finish(Snapshot *s, const Snapshot *before, const Config *config)
{
    if (!s->files.complete)
        memory_keep(&s->files);
    if (config)
        s->base = unescape_url(&s->arena, config_base_path(config));
    else if (before)
        s->base = str_dup(&s->arena, before->base);
    rules_read(&s->arena, text_of(s, STR("_redirects")),
               text_of(s, STR("_headers")), &s->rules);
}

Snapshot *snapshot_share(Snapshot *s)
{
    atomic_fetch_add_explicit(&s->holders, 1, memory_order_relaxed);
    return s;
}

void snapshot_close(Snapshot *s)
{
    if (atomic_fetch_sub_explicit(&s->holders, 1, memory_order_acq_rel) != 1)
        return;
    memory_close(&s->files);
    Arena arena = s->arena;
    arena_free(&arena);
}

/* ---- paths --------------------------------------------------------------- */

static int hex_digit(char c)
{
    if (ascii_is_digit(c))
        return c - '0';
    c = ascii_lower(c);
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* The byte of "%41" at the start; -1 if it is none. */
static int triplet(Str s)
{
    int high = s.len > 2 ? hex_digit(s.ptr[1]) : -1;
    int low = s.len > 2 ? hex_digit(s.ptr[2]) : -1;

    return high < 0 || low < 0 ? -1 : high * 16 + low;
}

/* Percent-encoding undone, once.  False if it is malformed, or hides what
 * separates names, or anything that is no text. */
static bool decode(Arena *a, Str path, Str *out)
{
    Buf b = buf_in(a);

    for (size_t i = 0; i < path.len; i++) {
        int c = (unsigned char)path.ptr[i];
        if (c == '%') {
            c = triplet(str_drop(path, i));
            i += 2;
            if (c == '/' || c == '\\')
                return false;
        }
        if (c < 0x20 || c == 0x7F)
            return false;
        buf_put_char(&b, (char)c);
    }
    *out = buf_str(&b);
    return str_starts(*out, STR("/")) && utf8_check(*out) == SIZE_MAX;
}

/* False for names that hosts read and do not show. */
static bool is_shown(Str name)
{
    return !str_eq(name, STR("_redirects")) && !str_eq(name, STR("_headers"));
}

/* The path without the site's own; false if it is not below it. */
static bool below_base(const Snapshot *s, Str path, Str *out)
{
    *out = str_drop(path, s->base.len);
    return str_starts(path, s->base) && str_starts(*out, STR("/"));
}

static bool find_file(const Snapshot *s, Str name, Target *t)
{
    MemoryFile *f = is_shown(name) ? memory_find(&s->files, name) : NULL;

    if (f) {
        t->name = name;
        t->file = f;
    }
    return f != NULL;
}

/* The file that a decoded path names: itself, or the index of a folder. */
static bool find_path(const Snapshot *s, Arena *a, Str path, Target *t)
{
    Str below;

    if (!below_base(s, path, &below))
        return false;
    below = str_drop(below, 1);
    if (below.len && !str_ends(below, STR("/")))
        return find_file(s, below, t);
    return find_file(s, str_printf(a, STR_FMT "index.html", STR_ARG(below)), t);
}

static Str with_query(Arena *a, Str url, Str query)
{
    if (!url.len || !query.len || str_cut(url, '?').found)
        return url;
    return str_printf(a, STR_FMT "?" STR_FMT, STR_ARG(url), STR_ARG(query));
}

/* "/posts" where there is a folder of that name, and "/" above the site. */
static bool lacks_slash(const Snapshot *s, Arena *a, Str path, Target *t)
{
    Str folder = str_printf(a, STR_FMT "/", STR_ARG(path));
    Target index = {0};
    Buf b = buf_in(a);

    if (str_eq(path, STR("/"))) /* the host's own home */
        folder = str_printf(a, STR_FMT "/", STR_ARG(s->base));
    if (!find_path(s, a, folder, &index))
        return false;
    escape_url_path(&b, folder);
    t->status = 301;
    t->location = buf_str(&b);
    return true;
}

/* What a rule says instead. */
static bool follow_rule(const Snapshot *s, Arena *a, bool exists, Target *t)
{
    RuleTarget r;
    Str path;

    if (!rules_redirect(&s->rules, a, t->path, exists, &r))
        return false;
    bool inside = r.status == 200 || r.status == 404;
    if (!inside) {
        t->status = r.status;
        t->location = r.to;
        return true;
    }
    if (!decode(a, str_cut(r.to, '?').head, &path) || !find_path(s, a, path, t))
        return false;
    t->location = (Str){0};
    t->status = r.status;
    return true;
}

/* The nearest 404.html on the way up, as hosts without _redirects do. */
static void not_found(const Snapshot *s, Arena *a, Target *t)
{
    Str folder = t->path;

    t->status = 404;
    while (folder.len) {
        folder = path_folder(folder);
        if (find_path(s, a, str_printf(a, STR_FMT "/404.html", STR_ARG(folder)),
                      t))
            return;
    }
}

Target snapshot_resolve(const Snapshot *s, Arena *a, Str path, Str query)
{
    Target t = {.status = 200};

    if (!decode(a, path, &t.path))
        return (Target){.status = 400, .path = path};
    bool exists = find_path(s, a, t.path, &t) || lacks_slash(s, a, t.path, &t);
    if (!follow_rule(s, a, exists, &t) && !exists)
        not_found(s, a, &t);
    t.location = with_query(a, t.location, query);
    if (t.location.len)
        t.file = NULL;
    return t;
}
