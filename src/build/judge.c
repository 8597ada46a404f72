/* judge.c - which routes need not be made again. */
#include "build/stages.h"

static uint64_t route_facts(const Route *r)
{
    int64_t numbers[] = {r->kind, r->lang,
                         r->pager ? (int64_t)r->pager->number : 0};
    Digest d = digest_of((Str){(const char *)numbers, sizeof numbers});

    d = digest_add(d, r->url);
    d = digest_add(d, r->target);
    d = digest_add(d, r->text);
    if (r->page) {
        d = digest_add(d, r->page->url);
        d = digest_add(d, r->page->template_name);
    }
    return d.low;
}

/* "page /en/a/" and "title"; of a name both parts. */
static Why why_read(const Build *b, Worker *w, const ReadRow *read)
{
    const Answered *a = &b->recall.routes_answered;
    Why why = {.kind = WHY_READ};

    if (read->thing >= READ_NAMED) {
        Str name = a->before->names.items[read->thing - READ_NAMED].name;
        why.what = str_printf(&w->keep, STR_FMT " " STR_FMT,
                              STR_ARG(read_name_kind(name)),
                              STR_ARG(read_name_rest(name)));
        return why;
    }
    uint32_t number = a->numbers[read->thing];
    ThingKind kind = (ThingKind)a->before->things.items[read->thing].kind;
    uint64_t asked =
        a->changed[read->thing] & a->before->masks.items[read->questions];
    Str name =
        number == UINT32_MAX
            ? (Str){0}
            : thing_name(b->site, answers_thing(&b->recall.answers, number));
    why.what = str_printf(&w->keep, STR_FMT " " STR_FMT,
                          STR_ARG(host_table(kind)->name), STR_ARG(name));
    why.question = thing_question_name(kind, __builtin_ctzll(asked));
    return why;
}

/* WHY_NOT if nothing that was read has changed. */
static Why changed_read(const Build *b, Worker *w, const RouteRow *row)
{
    const ReadRow *read =
        recall_changed(&b->recall.routes_answered, row->first, row->nreads);

    return read ? why_read(b, w, read) : (Why){.kind = WHY_NOT};
}

static Why why_of(const Build *b, Worker *w, const Route *route,
                  const RouteState *s)
{
    OutputStamp now;

    if (!s->before)
        return (Why){.kind = b->recall.cache.site ? WHY_NEW : WHY_UNKNOWN};
    if (!s->before->reusable)
        return (Why){.kind = WHY_SPOKE};
    if (s->before->facts != s->facts)
        return (Why){.kind = WHY_ROUTE};
    if (!output_stamp(&b->output, &w->scratch, route->output, &now) ||
        !output_stamp_same(now, s->before->stamp))
        return (Why){.kind = WHY_OUTPUT};
    if (route->resource) {
        size_t i = (size_t)(route->resource - b->parsed.resources);
        bool same = recall_same_source(b, b->found.resources.items[i].row);
        return (Why){.kind = same ? WHY_NOT : WHY_SOURCE};
    }
    return changed_read(b, w, s->before);
}

static void judge_route(Worker *w, void *job, size_t i)
{
    Build *b = job;
    RouteState *s = &b->recall.routes[i];

    s->facts = route_facts(&b->site->routes.items[i]);
    s->why = why_of(b, w, &b->site->routes.items[i], s);
    s->fresh = s->why.kind == WHY_NOT;
    if (s->fresh)
        s->stamp = s->before->stamp;
}

/* Both are sorted by output. */
static void match_routes(Build *b, const CachedSite *before)
{
    size_t j = 0;

    for (size_t i = 0; i < b->site->routes.len; i++) {
        Str output = b->site->routes.items[i].output;
        while (j < before->routes.len &&
               str_cmp(before->routes.items[j].output, output) < 0)
            j++;
        if (j < before->routes.len &&
            str_eq(before->routes.items[j].output, output))
            b->recall.routes[i].before = &before->routes.items[j];
    }
}

/* What the last build knows of the folder we write to. */
static const CachedSite *site_before(Build *b)
{
    const CachedTree *tree = b->recall.cache.tree;

    if (!tree || !str_eq(tree->folder, b->output.folder))
        return NULL;
    return cache_site(&b->recall.cache);
}

void recall_routes(Build *b)
{
    Recall *r = &b->recall;
    size_t n = b->site->routes.len;
    const CachedSite *before;

    if (!r->cache.open)
        return;
    /* Plugins may have added some. */
    answers_add_routes(&r->answers, b->arena);
    recall_number_things(b);
    r->routes = ARENA_ARRAY(b->arena, RouteState, n);
    before = site_before(b);
    if (before) {
        recall_ask(b, &before->routes_asked, &r->routes_answered);
        match_routes(b, before);
    }
    pool_run(b->workers, b->nworkers, judge_route, b, n);
}

/* ---- making them */

void recall_made(Build *b, Worker *w, size_t i, OutputStamp stamp)
{
    if (!b->recall.routes)
        return;
    RouteState *s = &b->recall.routes[i];
    s->made = true;
    s->worker = w->index;
    s->stamp = stamp;
    s->reads = recall_reads(b, w);
}

bool recall_asset(Build *b, const Asset *asset)
{
    const CachedSite *before = site_before(b);
    OutputStamp now;

    /* Its name holds the digest of its bytes. */
    for (size_t i = 0; before && i < before->assets.len; i++) {
        const OutputRow *row = &before->assets.items[i];
        if (!str_eq(row->path, asset->output) ||
            !output_stamp(&b->output, b->arena, row->path, &now) ||
            !output_stamp_same(now, row->stamp))
            continue;
        recall_made_asset(b, asset, row->stamp);
        return true;
    }
    return false;
}

void recall_made_asset(Build *b, const Asset *asset, OutputStamp stamp)
{
    OutputStamp *kept = ARENA_NEW(b->arena, OutputStamp);

    *kept = stamp;
    map_add(&b->recall.assets, b->arena, asset->output, kept);
}
