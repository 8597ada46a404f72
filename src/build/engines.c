/* engines.c - which engines there are for the reader's browser: the list that
 * `make engines` leaves with them. */
#include "build/stages.h"

#include "base/path.h"
#include "data/json.h"

typedef struct {
    Reader reader;
    bool good;
} Reading;

static Str text(Reading *r, Value of, const char *key)
{
    Value v;

    if (value_get_str(&r->reader, of, str_of(key), &v) && v.kind == VALUE_STR)
        return v.as.s;
    r->good = false;
    return (Str){0};
}

/* A part of an address. */
static Str name(Reading *r, Value of, const char *key)
{
    Str s = text(r, of, key);

    r->good &= s.len > 0 && s.ptr[0] != '.' && str_find(s, '/') == SIZE_MAX;
    return s;
}

static void files(Reading *r, Value of, SiteEngine *e)
{
    Value list;

    if (!value_get_str(&r->reader, of, STR("files"), &list) ||
        list.kind != VALUE_LIST) {
        r->good = false;
        return;
    }
    for (size_t i = 0; i < list.as.list->len; i++) {
        Value one = list.as.list->items[i];
        bool fits = one.kind == VALUE_STR && one.as.s.len &&
                    one.as.s.ptr[0] != '.' &&
                    str_find(one.as.s, '/') == SIZE_MAX;
        r->good &= fits;
        if (fits)
            *VEC_PUSH(&e->files, r->reader.arena) = one.as.s;
    }
}

static SiteEngine engine(Reading *r, Value of)
{
    SiteEngine e = {
        .name = text(r, of, "name"),
        .version = text(r, of, "version"),
        .label = text(r, of, "label"),
        .path = name(r, of, "path"),
    };
    Value size;

    if (value_get_str(&r->reader, of, STR("size"), &size) &&
        size.kind == VALUE_INT)
        e.size = size.as.i;
    files(r, of, &e);
    return e;
}

void read_engines(Build *b, SiteEngines *out)
{
    Str folder = b->config.snippets_engines;
    Reading r = {.reader = {.arena = b->arena}, .good = true};
    Value list;

    if (!folder.len)
        return;
    const Source *src =
        build_optional_file(b->arena, b->options->root,
                            path_join(b->arena, folder, STR("engines.json")),
                            b->d);
    if (!src || !json_parse(b->arena, src, b->d, &list))
        return; /* a site without engines is whole */
    r.good = list.kind == VALUE_LIST;
    for (size_t i = 0; r.good && i < list.as.list->len; i++)
        *VEC_PUSH(out, b->arena) = engine(&r, list.as.list->items[i]);
    if (r.good)
        return;
    *out = (SiteEngines){0};
    diag_add(b->d, ENGINES_LIST, src, (Span){0}, NO_STRS);
}
