/* routes.c - everything that is to be written, and what collides. */
#include "site/assemble.h"

#include "base/path.h"

#include <stdlib.h>

static Str place_of(const Route *r)
{
    if (r->resource)
        return r->resource->path;
    return r->page && r->page->src.path.len ? r->page->src.path : r->url;
}

static const Source *source_of(Assembly *as, const Route *r)
{
    if (r->page && r->page->src.path.len)
        return &r->page->src;
    Source *src = ARENA_NEW(as->arena, Source);
    src->path = place_of(r);
    return src;
}

static void clash(Assembly *as, const Route *route, const Route *other)
{
    Diag *d = diag_add(as->diags, ADDRESS_TAKEN, source_of(as, route),
                       route->at, STRS(route->url));

    diag_note(as->diags, d, OTHER_IS_HERE, source_of(as, other), other->at,
              NO_STRS);
}

/* Adds a route; false if its file is taken or would be outside. */
static bool add(Assembly *as, Map *taken, Route route)
{
    Str clean;

    if (!route.output.len)
        return false; /* complained of before */
    if (!path_normalize(as->arena, route.output, &clean) ||
        !str_eq(clean, route.output)) {
        diag_add(as->diags, ADDRESS_UNSAFE, source_of(as, &route), route.at,
                 STRS(route.url));
        return false;
    }
    Route *kept = ARENA_NEW(as->arena, Route);
    route.site = as->site;
    *kept = route;
    if (map_add(taken, as->arena, route.output, kept))
        return true;
    clash(as, &route, map_get(taken, route.output));
    return false;
}

static void give_way(Assembly *as, Route *loser, const Route *winner)
{
    clash(as, loser, winner);
    loser->output = (Str){0};
}

/* An old address within what is a file of the site now is given up. */
static void check_alias(Assembly *as, const Map *taken, Route *route)
{
    StrCut cut = str_rcut(route->output, '/');

    for (; cut.found; cut = str_rcut(cut.head, '/')) {
        const Route *file = map_get(taken, cut.head);
        if (!file || file->kind == ROUTE_ALIAS)
            continue;
        give_way(as, route, file);
        return;
    }
}

/* No file may stand where another's folder must: it gives way. */
static void check_folders_of(Assembly *as, const Map *taken, const Route *route,
                             Map *seen)
{
    StrCut cut = str_rcut(route->output, '/');

    for (; cut.found; cut = str_rcut(cut.head, '/')) {
        Route *file = map_get(taken, cut.head);
        if (!map_add(seen, as->arena, cut.head, as))
            return; /* and so is everything above it */
        if (file && file->output.len)
            give_way(as, file, route);
    }
}

static void check_folders(Assembly *as, const Map *taken)
{
    Map seen = {0};

    for (size_t i = 0; i < taken->len; i++) {
        Route *route = taken->entries[i].value;
        if (route->kind == ROUTE_ALIAS)
            check_alias(as, taken, route);
        if (route->output.len)
            check_folders_of(as, taken, route, &seen);
    }
}

static Str file_in(Assembly *as, Str url, const char *name)
{
    return str_printf(as->arena, STR_FMT "%s", STR_ARG(url), name);
}

static Str below_root(Str url)
{
    return str_drop(url, 1);
}

static void add_feeds(Assembly *as, Map *taken, const Page *p)
{
    const struct {
        RouteKind kind;
        Str url;
    } feeds[] = {{ROUTE_FEED_ATOM, p->feed_atom},
                 {ROUTE_FEED_JSON, p->feed_json}};

    for (size_t i = 0; i < COUNT(feeds); i++) {
        Str name = str_drop(feeds[i].url, p->url.len);
        Str folder = str_take(p->output, p->output.len - 10); /* index.html */
        if (name.len == 0)
            continue;
        add(as, taken,
            (Route){.kind = feeds[i].kind,
                    .url = feeds[i].url,
                    .output = str_printf(as->arena, STR_FMT STR_FMT,
                                         STR_ARG(folder), STR_ARG(name)),
                    .page = p,
                    .lang = p->lang});
    }
}

/* "/it/x/" + pager -> "it/x/page/2/index.html", from the page's own file so
 * that what is percent-encoded in the URL is not in the name. */
static Str pager_output(Assembly *as, const Page *p, const Pager *pager)
{
    if (pager->number == 1)
        return p->output;
    Str folder = str_take(p->output, p->output.len - 10);
    return str_printf(as->arena, STR_FMT STR_FMT "/%zu/index.html",
                      STR_ARG(folder),
                      STR_ARG(
                          local_text(&as->site->config->pager_slug, p->lang)),
                      pager->number);
}

static void add_page_routes(Assembly *as, Map *taken, const Page *p)
{
    for (size_t i = 0; i < p->npagers; i++)
        add(as, taken,
            (Route){.kind = ROUTE_PAGE,
                    .url = p->pagers[i].url,
                    .output = p->output.len ? pager_output(as, p, &p->pagers[i])
                                            : (Str){0},
                    .page = p,
                    .pager = &p->pagers[i],
                    .at = p->fm.slug_at,
                    .lang = p->lang});
    if (p->output.len)
        add_feeds(as, taken, p);
}

static void add_alias(Assembly *as, Map *taken, const Page *p,
                      const FrontText *alias)
{
    Str from = alias->text;
    Str path = str_starts(from, STR("/")) ? str_drop(from, 1) : from;
    Str url =
        assemble_url(as, str_printf(as->arena, "/" STR_FMT, STR_ARG(path)));
    bool file = str_ends(path, STR(".html")) || str_ends(path, STR(".htm"));

    if (!file && !str_ends(path, STR("/")))
        path = file_in(as, path, "/");
    Route route = {.kind = ROUTE_ALIAS,
                   .url = url,
                   .output = file ? path : file_in(as, path, "index.html"),
                   .page = p,
                   .target = p->url,
                   .at = alias->at,
                   .lang = p->lang};
    add(as, taken, route);
}

static void add_site_files(Assembly *as, Map *taken)
{
    static const struct {
        RouteKind kind;
        const char *name;
    } files[] = {
        {ROUTE_SITEMAP, "/sitemap.xml"},
        {ROUTE_ROBOTS, "/robots.txt"},
        {ROUTE_REDIRECTS, "/_redirects"},
        {ROUTE_HEADERS, "/_headers"},
    };

    for (size_t i = 0; i < COUNT(files); i++) {
        Str path = str_of(files[i].name);
        add(as, taken,
            (Route){.kind = files[i].kind,
                    .url = assemble_url(as, path),
                    .output = below_root(path),
                    .lang = -1});
    }
}

/* Many hosts look for it only at the root.  Where no language lives there, the
 * default one's is shown. */
static void add_root_not_found(Assembly *as, Map *taken)
{
    const Site *site = as->site;
    const Page *p = site->languages[site->default_lang].not_found;
    Str output = STR("404.html");

    if (!p || !p->npagers || map_get(taken, output))
        return;
    add(as, taken,
        (Route){.kind = ROUTE_PAGE,
                .url = assemble_url(as, STR("/404.html")),
                .output = output,
                .page = p,
                .pager = &p->pagers[0],
                .lang = p->lang});
}

static int by_output(const void *a, const void *b)
{
    return str_cmp(((const Route *)a)->output, ((const Route *)b)->output);
}

void assemble_routes(Assembly *as)
{
    Site *site = as->site;
    Map taken = {0};

    for (size_t i = 0; i < site->pages.len; i++)
        add_page_routes(as, &taken, site->pages.items[i]);
    for (size_t i = 0; i < site->resources.len; i++) {
        const Resource *r = site->resources.items[i];
        add(as, &taken,
            (Route){.kind = ROUTE_RESOURCE,
                    .url = r->url,
                    .output = r->name,
                    .resource = r,
                    .lang = -1});
    }
    for (size_t i = 0; i < site->pages.len; i++) {
        const Page *p = site->pages.items[i];
        for (size_t j = 0; j < p->fm.aliases.len; j++)
            add_alias(as, &taken, p, &p->fm.aliases.items[j]);
    }
    add_site_files(as, &taken);
    assemble_snippet_routes(as, &taken, add);
    add_root_not_found(as, &taken);
    check_folders(as, &taken);
    for (size_t i = 0; i < taken.len; i++) {
        const Route *route = taken.entries[i].value;
        if (!route->output.len)
            continue;
        *VEC_PUSH(&site->routes, as->arena) = *route;
        if (route->kind == ROUTE_ALIAS)
            *VEC_PUSH(&site->redirects, as->arena) =
                (Redirect){route->url, route->target};
    }
    qsort(site->routes.items, site->routes.len, sizeof *site->routes.items,
          by_output);
}
