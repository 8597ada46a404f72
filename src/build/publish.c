#include "build/publish.h"

#include "base/path.h"
#include "build/minify.h"

#include <stdlib.h>

static bool is_css(Str name)
{
    return str_ends(name, STR(".css"));
}

static bool is_js(Str name)
{
    return str_ends(name, STR(".js")) || str_ends(name, STR(".mjs"));
}

/* The asset that url(target) of a style sheet in `folder` names; or NULL. */
static const Asset *named_by(Arena *a, const Map *assets, Str folder,
                             Str target)
{
    Str path;

    target = str_trim(target);
    if (target.len > 1 && (target.ptr[0] == '"' || target.ptr[0] == '\''))
        target = str_slice(target, 1, target.len - 1);
    if (!path_normalize(a, path_join(a, folder, target), &path))
        return NULL;
    return map_get(assets, path);
}

static Str with_urls(Arena *a, const Map *assets, Str name, Str css)
{
    Buf b = buf_in(a);

    for (;;) {
        StrCut open = str_cut_text(css, STR("url("));
        StrCut close = str_cut(open.tail, ')');
        buf_put(&b, open.head);
        if (!open.found)
            return buf_take(&b);
        const Asset *to = named_by(a, assets, path_folder(name), close.head);
        BUF_LIT(&b, "url(");
        buf_put(&b, to ? to->url : close.head);
        buf_put(&b, close.found ? STR(")") : STR(""));
        css = close.tail;
    }
}

static int by_key(const void *a, const void *b)
{
    return str_cmp(((const MapEntry *)a)->key, ((const MapEntry *)b)->key);
}

void assets_publish(Arena *a, const Config *config, const Map *sources,
                    Map *out)
{
    size_t n = sources->len;
    MapEntry *sorted = ARENA_ARRAY(a, MapEntry, n);

    for (size_t i = 0; i < n; i++)
        sorted[i] = sources->entries[i];
    if (n)
        qsort(sorted, n, sizeof *sorted, by_key);
    /* Style sheets last: the addresses of the others stand in them. */
    for (int css = 0; css < 2; css++)
        for (size_t i = 0; i < n; i++) {
            Str name = sorted[i].key;
            Str bytes = ((const Source *)sorted[i].value)->text;
            if (is_css(name) != css)
                continue;
            if (css)
                bytes = with_urls(a, out, name, minify_css(a, bytes));
            else if (is_js(name))
                bytes = minify_js(a, bytes);
            map_add(out, a, name, asset_new(a, config, name, bytes));
        }
}
