/* snippet_routes.c - the files about blocks of code that have an id:
 *
 *   /LANG/SNIPPETS/ID/NAME.sh      its code and nothing else
 *   /LANG/SNIPPETS/ID/embed/       what other sites may show of it
 *   /LANG/SNIPPETS/ID/oembed.json  that they may (oembed.com)
 *   /LANG/SNIPPETS/SHA256SUMS      of all code, as sha256sum checks it
 *   /snippets/ID.LANG.json         all it takes to run it on the page
 *   /snippets/index.json           all of them, and what the fields mean:
 *   /snippets/schema.v1.json
 *   /engines/NAME-VERSION-DIGEST/  what runs them, of those that are used
 */
#include "site/assemble.h"

#include "base/digest.h"

typedef struct {
    Assembly *as;
    Map *taken;
    AddRouteFn *add;
} Adding;

static Str join(const Adding *x, Str folder, Str name)
{
    return str_printf(x->as->arena, STR_FMT STR_FMT, STR_ARG(folder),
                      STR_ARG(name));
}

/* The folder of the page's own file. */
static Str folder_of(const Page *p)
{
    return str_take(p->output, p->output.len - (sizeof "index.html" - 1));
}

/* A file beside a page; `output` is its name, which is index.html where the
 * address ends with a slash. */
static void beside(const Adding *x, Route route, Str name, Str output)
{
    if (!route.page->output.len)
        return; /* complained of before */
    route.url = join(x, route.page->url, name);
    route.output = join(x, folder_of(route.page), output);
    route.lang = route.page->lang;
    x->add(x->as, x->taken, route);
}

/* A file of the whole site. */
static void at_root(const Adding *x, Route route, Str path)
{
    route.url = assemble_url(x->as, join(x, STR("/"), path));
    route.output = path;
    x->add(x->as, x->taken, route);
}

static void add_own(const Adding *x, const SiteSnippet *s)
{
    const Page *p = s->own;

    beside(x,
           (Route){.kind = ROUTE_TEXT,
                   .page = p,
                   .snippet = s,
                   .text = s->snippet->code->code},
           s->raw_name, s->raw_name);
    beside(x, (Route){.kind = ROUTE_SNIPPET_EMBED, .page = p, .snippet = s},
           STR("embed/"), STR("embed/index.html"));
    beside(x, (Route){.kind = ROUTE_SNIPPET_OEMBED, .page = p, .snippet = s},
           STR("oembed.json"), STR("oembed.json"));
}

static void add_sums(const Adding *x, const Page *index)
{
    Arena *a = x->as->arena;
    Buf b = buf_in(a);

    for (size_t i = 0; i < index->snippets.len; i++) {
        const SiteSnippet *s = index->snippets.items[i];
        buf_put(&b, sha256_hex(a, s->snippet->code->code));
        buf_printf(&b, "  " STR_FMT "/" STR_FMT "\n", STR_ARG(s->snippet->id),
                   STR_ARG(s->raw_name));
    }
    beside(x, (Route){.kind = ROUTE_TEXT, .page = index, .text = buf_take(&b)},
           STR("SHA256SUMS"), STR("SHA256SUMS"));
}

static void add_run(const Adding *x, const SiteSnippet *s)
{
    Str path = str_printf(x->as->arena, "snippets/" STR_FMT "." STR_FMT ".json",
                          STR_ARG(s->snippet->id),
                          STR_ARG(x->as->site->languages[s->page->lang].code));

    at_root(x,
            (Route){.kind = ROUTE_SNIPPET_RUN,
                    .page = s->page,
                    .snippet = s,
                    .lang = s->page->lang},
            path);
}

static void add_engine(const Adding *x, const Engine *e)
{
    Arena *a = x->as->arena;

    for (size_t i = 0; i < e->files.len; i++) {
        Str within = str_printf(a, STR_FMT "/" STR_FMT, STR_ARG(e->path),
                                STR_ARG(e->files.items[i]));
        at_root(x, (Route){.kind = ROUTE_ENGINE, .target = within, .lang = -1},
                str_printf(a, "engines/" STR_FMT, STR_ARG(within)));
    }
}

/* Of the engines those that some snippet is run with. */
static void add_runs(const Adding *x)
{
    const Site *site = x->as->site;
    bool *used = ARENA_ARRAY(x->as->arena, bool, site->engines.len);

    for (size_t i = 0; i < site->snippets.len; i++) {
        const SiteSnippet *s = site->snippets.items[i];
        const Engine *e = engine_offered(&site->engines, s->snippet);
        if (!e)
            continue;
        used[e - site->engines.items] = true;
        add_run(x, s);
    }
    for (size_t i = 0; i < site->engines.len; i++)
        if (used[i])
            add_engine(x, &site->engines.items[i]);
}

void assemble_snippet_routes(Assembly *as, Map *taken, AddRouteFn *add)
{
    const Site *site = as->site;
    Adding x = {as, taken, add};

    add_runs(&x);
    if (!site->config->snippets_index || !site->snippets.len)
        return;
    for (size_t i = 0; i < site->snippets.len; i++)
        add_own(&x, site->snippets.items[i]);
    for (size_t i = 0; i < site->nlanguages; i++)
        if (site->languages[i].snippets)
            add_sums(&x, site->languages[i].snippets);
    at_root(&x, (Route){.kind = ROUTE_SNIPPETS_JSON, .lang = -1},
            STR("snippets/index.json"));
    at_root(&x, (Route){.kind = ROUTE_SNIPPETS_SCHEMA, .lang = -1},
            STR("snippets/schema.v1.json"));
}
