/* hook_routes.c - files that plugins add; see hooks.h. */
#include "build/hook_call.h"

#include "base/escape.h"
#include "base/path.h"
#include "build/assets.h"
#include "site/objects.h"

#include <stdlib.h>
#include <string.h>

static const char a_file, a_folder; /* values of Routing.taken */

typedef struct {
    Hooking h;
    const PluginEntry *f;
    Site *site;
    Map taken; /* paths of files, and the folders that they are in */
} Routing;

static void take_path(Routing *r, Str path)
{
    map_add(&r->taken, r->h.a, path, (void *)&a_file);
    for (Str up = path_folder(path); up.len; up = path_folder(up))
        if (!map_add(&r->taken, r->h.a, up, (void *)&a_folder))
            return;
}

static bool is_taken(const Routing *r, Str path)
{
    if (map_get(&r->taken, path))
        return true;
    for (Str up = path_folder(path); up.len; up = path_folder(up))
        if (map_get(&r->taken, up) == &a_file)
            return true;
    return false;
}

/* One that any host and any system can have; of hidden ones only that which
 * hosts ask for. */
static bool is_name(Str name, bool top)
{
    enum { NAME_LONGEST = 255 };

    for (size_t i = 0; i < name.len; i++)
        if ((unsigned char)name.ptr[i] < 0x20 || strchr("\\\x7f", name.ptr[i]))
            return false;
    return name.len && name.len <= NAME_LONGEST &&
           (name.ptr[0] != '.' || (top && str_eq(name, STR(".well-known"))));
}

static bool is_path(Str path)
{
    StrCut cut = str_cut(path, '/');

    if (!is_name(cut.head, true))
        return false;
    while (cut.found) {
        cut = str_cut(cut.tail, '/');
        if (!is_name(cut.head, false))
            return false;
    }
    return true;
}

static void refuse(Routing *r, DiagCode code, Str path)
{
    diag_add(r->h.d, code, r->f->src, r->f->at,
             STRS(hook_plugin(&r->h, r->f), path));
}

static Str address_of(Arena *a, Str path)
{
    Buf b = buf_in(a);

    buf_put_char(&b, '/');
    escape_url_path(&b, path);
    return buf_take(&b);
}

static void add_route(Routing *r, Str path, Str text)
{
    Arena *a = r->h.a;

    if (!is_path(path)) {
        refuse(r, PLUGIN_ROUTE, path);
    } else if (is_taken(r, path)) {
        refuse(r, PLUGIN_ROUTE_TAKEN, path);
    } else {
        *VEC_PUSH(&r->site->routes, a) = (Route){
            .kind = ROUTE_PLUGIN,
            .site = r->site,
            .url = address_of(a, path),
            .output = path,
            .text = text,
            .plugin = plugins_source(r->h.plugins->set, r->f->plugin)->main,
            .lang = -1,
        };
        take_path(r, path);
    }
}

static Value member(const Routing *r, Value of, Str key)
{
    Reader reader = {.arena = r->h.a};
    Value v = {0};

    value_get_str(&reader, of, key, &v);
    return v;
}

/* {path = string, text = string} */
static void take_route(Routing *r, Value one)
{
    Value path = member(r, one, STR("path"));
    Value text = member(r, one, STR("text"));

    if (one.kind != VALUE_DICT)
        hook_wrong(&r->h, r->f, STR("{{path = ..., text = ...}, ...}"), one);
    else if (path.kind != VALUE_STR)
        hook_wrong(&r->h, r->f, STR("{{path = string}}"), path);
    else if (text.kind != VALUE_STR)
        hook_wrong(&r->h, r->f, STR("{{text = string}}"), text);
    else
        add_route(r, path.as.s, text.as.s);
}

static void take_routes(Routing *r, Value result)
{
    if (hook_nothing(result))
        return;
    if (result.kind != VALUE_LIST) {
        hook_wrong(&r->h, r->f, STR("{{path = ..., text = ...}, ...}"), result);
        return;
    }
    for (size_t i = 0; i < result.as.list->len; i++)
        take_route(r, result.as.list->items[i]);
}

static int by_output(const void *a, const void *b)
{
    return str_cmp(((const Route *)a)->output, ((const Route *)b)->output);
}

void hook_routes(const PageContext *asker, Arena *a, Site *site, Map *failed,
                 DiagList *d)
{
    const SitePlugins *p = asker->plugins;
    const Map *assets = asker->assets;
    Hooks hooks = hooks_of(p, HOOK_ROUTES);
    Routing r = {.h = {.plugins = p,
                       .a = a,
                       .observer = p->early,
                       .asker = asker,
                       .d = d},
                 .site = site};

    if (!hooks.len)
        return;
    for (size_t i = 0; i < site->routes.len; i++)
        take_path(&r, site->routes.items[i].output);
    for (size_t i = 0; i < assets->len; i++)
        take_path(&r, ((const Asset *)assets->entries[i].value)->output);
    for (size_t i = 0; i < hooks.len; i++) {
        Value result, arg = site_value(a, &site->languages[site->default_lang]);
        size_t errors = d->errors;
        r.f = hooks.items[i];
        if (hook_call(&r.h, r.f, &arg, 1, &result))
            take_routes(&r, result);
        if (d->errors > errors)
            map_add(failed, a, plugins_source(p->set, r.f->plugin)->main->path,
                    site);
    }
    qsort(site->routes.items, site->routes.len, sizeof *site->routes.items,
          by_output);
}
