/* remember.c - what the next build is told: how everything stood, and for each
 * route what it was made of. */
#include "build/stages.h"

#include "build/said.h"
#include "build/tell.h"

static void put_route(Telling *t, const Route *route, const RouteState *s,
                      CachedSite *out)
{
    RouteRow row = {.output = route->output,
                    .stamp = s->stamp,
                    .facts = s->facts,
                    .first = (uint32_t)t->out->reads.len,
                    .reusable = s->fresh || s->made,
                    .why = s->why};

    if (s->made)
        tell_made(t, s->worker, &s->reads);
    else if (s->fresh)
        tell_kept(t, s->before->first, s->before->nreads);
    row.nreads = (uint32_t)t->out->reads.len - row.first;
    *VEC_PUSH(&out->routes, t->b->arena) = row;
}

static void tell_routes(Build *b, CachedSite *out)
{
    const Recall *r = &b->recall;
    Telling t;

    tell_open(&t, b, &r->routes_answered, &out->routes_asked);
    for (size_t i = 0; i < b->site->routes.len; i++)
        put_route(&t, &b->site->routes.items[i], &r->routes[i], out);
    tell_close(&t);
    for (size_t i = 0; i < r->assets.len; i++)
        *VEC_PUSH(&out->assets, b->arena) =
            (OutputRow){r->assets.entries[i].key,
                        *(const OutputStamp *)r->assets.entries[i].value};
}

/* What bodies were made of, behind the rows of their pages. */
static void tell_bodies(Build *b, CachedSite *out)
{
    Telling t;
    size_t row = 0;

    tell_open(&t, b, &b->recall.bodies_answered, &out->bodies_asked);
    for (size_t i = 0; i < b->parsed.npages && row < out->pages.len; i++) {
        const PageState *s = &b->recall.pages[i];
        const ParsedText *text = &b->parsed.texts[i];
        if (!s->packed)
            continue;
        PageRow *page = &out->pages.items[row++];
        page->first = (uint32_t)out->bodies_asked.reads.len;
        if (text->made.rest)
            tell_made(&t, text->made.worker, &text->made.reads);
        else if (text->stands)
            tell_kept(&t, s->before->first, s->before->nreads);
        page->nreads = (uint32_t)out->bodies_asked.reads.len - page->first;
    }
    tell_close(&t);
}

/* Does anything that was made depend on the very moment? */
static bool reads_clock(const Asked *asked)
{
    for (size_t i = 0; i < asked->names.len; i++) {
        Str name = asked->names.items[i].name;
        if (str_eq(read_name_kind(name), STR("clock")) ||
            (str_eq(read_name_kind(name), STR("ask")) &&
             str_eq(read_name_rest(name), STR("snow"))))
            return true;
    }
    return false;
}

/* ---- how everything stood */

/* The clock changes something at a moment a page names. */
static void bound(CachedTree *out, Date d, int64_t now)
{
    int64_t moment;

    if (!d.year)
        return;
    moment = date_seconds(d);
    if (moment <= now && moment > out->from)
        out->from = moment;
    if (moment > now && moment < out->until)
        out->until = moment;
}

static void bound_clock(const Build *b, bool read, CachedTree *out)
{
    int64_t now = b->options->now;

    out->from = INT64_MIN;
    out->until = INT64_MAX;
    for (size_t i = 0; i < b->parsed.npages; i++) {
        const FrontMatter *fm = &b->parsed.pages[i].fm;
        bound(out, fm->publish.year ? fm->publish : fm->date, now);
        bound(out, fm->expires, now);
    }
    if (read) {
        out->from = now;
        out->until = now + 1;
    }
}

static void put_output(Build *b, CachedTree *out, Str path, OutputStamp stamp)
{
    *VEC_PUSH(&out->outputs, b->arena) = (OutputRow){path, stamp};
}

/* False if something that should be there is not known to be. */
static bool put_outputs(Build *b, CachedTree *out)
{
    const Recall *r = &b->recall;
    OutputStamp stamp;
    bool all = true;

    for (size_t i = 0; i < b->site->routes.len; i++) {
        const RouteState *s = &r->routes[i];
        all &= s->made || s->fresh;
        if (s->made || s->fresh)
            put_output(b, out, b->site->routes.items[i].output, s->stamp);
    }
    for (size_t i = 0; i < r->assets.len; i++)
        put_output(b, out, r->assets.entries[i].key,
                   *(const OutputStamp *)r->assets.entries[i].value);
    all &= r->assets.len == b->assets.len;
    if (!b->output.memory &&
        output_stamp(&b->output, b->arena, OUTPUT_MANIFEST, &stamp))
        put_output(b, out, OUTPUT_MANIFEST, stamp);
    return all;
}

static void add_inputs(Build *b, const Asked *asked, InputNames *out)
{
    for (size_t i = 0; i < asked->names.len; i++) {
        Str kind = read_name_kind(asked->names.items[i].name);
        if (str_eq(kind, STR("file")) || str_eq(kind, STR("env")))
            *VEC_PUSH(out, b->arena) = asked->names.items[i].name;
    }
}

/* All that plugins took from outside, in this build or for what still stands.
 */
static void tell_inputs(Build *b, const CachedSite *site, CachedTree *out)
{
    InputNames names = {0};
    Map seen = {0};

    if (!b->plugins.inputs)
        return;
    add_inputs(b, &site->routes_asked, &names);
    add_inputs(b, &site->bodies_asked, &names);
    inputs_names(b->plugins.inputs, b->arena, &names);
    for (size_t i = 0; i < names.len; i++)
        if (map_add(&seen, b->arena, names.items[i], b))
            *VEC_PUSH(&out->inputs, b->arena) =
                (NameRow){names.items[i],
                          recall_name(b, &b->workers[0], names.items[i])};
}

static void tell_tree(Build *b, const CachedSite *site, CachedTree *out)
{
    const BuildSummary *s = b->summary;

    out->options = recall_options(b->options);
    out->sources = b->recall.sources;
    out->folder = b->output.folder;
    out->settled = put_outputs(b, out) && b->d->errors == b->errors;
    out->files = s->files;
    for (size_t i = 0; i < b->config.nlanguages; i++)
        *VEC_PUSH(&out->pages, b->arena) = s->pages[i];
    out->lexers = b->plugins.set ? b->plugins.lexers : (Str){0};
    out->lexers_sum = b->plugins.lexers_sum;
    out->engines = build_engines_list(b->arena, &b->config);
    out->engines_sum =
        build_engines_sum(b->arena, b->options->root, out->engines);
    tell_inputs(b, site, out);
    bound_clock(b,
                reads_clock(&site->routes_asked) ||
                    reads_clock(&site->bodies_asked) ||
                    site_plugins_clock(&b->plugins),
                out);
    said_keep(&out->said, b->arena, b->said ? b->said->next : b->d->first);
}

void recall_save(Build *b)
{
    CachedTree *tree = ARENA_NEW(b->arena, CachedTree);
    CachedSite *site = ARENA_NEW(b->arena, CachedSite);

    if (!b->recall.routes)
        return;
    recall_pack(b, site);
    tell_routes(b, site);
    tell_bodies(b, site);
    tell_tree(b, site, tree);
    /* A program that failed may be there the next time. */
    if (b->plugins.inputs)
        tree->settled &= inputs_runs(b->plugins.inputs, b->arena, &site->runs);
    cache_save(&b->recall.cache, b->arena, tree, site);
}
