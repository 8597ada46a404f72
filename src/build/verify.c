/* verify.c - which answers are others now, and so which routes to make. */
#include "build/stages.h"

enum { THINGS_AN_ITEM = 128, NOWHERE = UINT32_MAX };

/* ---- things of the last build and of this */

/* From the hash of a kind and a name to a number; a power of two of slots. */
typedef struct {
    struct {
        uint64_t name;
        uint32_t number; /* NOWHERE: free */
        bool twice;      /* two have it: it says nothing */
    } * slots;
    size_t nslots;
} NumberTable;

uint64_t recall_thing(ThingKind kind, Str name)
{
    return hash64(name) + (uint64_t)kind * 0x9E3779B97F4A7C15;
}

static size_t slot_of(const NumberTable *t, uint64_t name)
{
    size_t i = name & (t->nslots - 1);

    while (t->slots[i].number != NOWHERE && t->slots[i].name != name)
        i = (i + 1) & (t->nslots - 1);
    return i;
}

static NumberTable number_things(Build *b)
{
    const Answers *answers = &b->recall.answers;
    NumberTable t = {NULL, 64};

    while (t.nslots < 2 * (size_t)answers->first[THINGS])
        t.nslots *= 2;
    t.slots = arena_alloc(b->arena, t.nslots, sizeof *t.slots);
    for (size_t i = 0; i < t.nslots; i++)
        t.slots[i].number = NOWHERE;
    for (uint32_t i = 0; i < answers->first[THINGS]; i++) {
        Thing thing = answers_thing(answers, i);
        uint64_t name = recall_thing(thing.kind, thing_name(b->site, thing));
        size_t slot = slot_of(&t, name);
        t.slots[slot].twice = t.slots[slot].number != NOWHERE;
        t.slots[slot].name = name;
        t.slots[slot].number = i;
    }
    return t;
}

static uint32_t number_of(const NumberTable *t, uint64_t name)
{
    size_t slot = slot_of(t, name);

    return t->slots[slot].twice ? NOWHERE : t->slots[slot].number;
}

/* ---- answers */

typedef struct {
    Build *b;
    const CachedSite *before;
    NumberTable table;
} Verifying;

/* Which of its questions a thing answers otherwise now. */
static uint64_t other_answers(const Verifying *v, Worker *w,
                              const ThingRow *row, uint32_t number)
{
    const Answers *answers = &v->b->recall.answers;
    const uint64_t *digest = &v->before->digests.items[row->first];
    uint64_t changed = 0;

    if (number == NOWHERE)
        return row->questions;
    Thing t = answers_thing(answers, number);
    for (uint64_t left = row->questions; left; left &= left - 1) {
        int question = __builtin_ctzll(left);
        if (answers_get(answers, &w->scratch, t, question) != *digest++)
            changed |= UINT64_C(1) << question;
    }
    return changed;
}

static void verify_things(Worker *w, void *job, size_t item)
{
    const Verifying *v = job;
    Recall *r = &v->b->recall;
    size_t end = (item + 1) * THINGS_AN_ITEM;

    for (size_t i = item * THINGS_AN_ITEM; i < end && i < v->before->things.len;
         i++) {
        const ThingRow *row = &v->before->things.items[i];
        ArenaMark mark = arena_mark(&w->scratch);
        r->numbers[i] = number_of(&v->table, row->name);
        r->changed[i] = other_answers(v, w, row, r->numbers[i]);
        arena_rewind(&w->scratch, mark);
    }
}

static void verify_name(Worker *w, void *job, size_t i)
{
    const Verifying *v = job;

    v->b->recall.name_answers[i] =
        recall_name(v->b, w, v->before->names.items[i].name);
}

static void verify_answers(Build *b, const CachedSite *before)
{
    Recall *r = &b->recall;
    Verifying v = {b, before, number_things(b)};
    size_t n = before->things.len;

    r->numbers = ARENA_ARRAY(b->arena, uint32_t, n);
    r->changed = ARENA_ARRAY(b->arena, uint64_t, n);
    r->name_answers = ARENA_ARRAY(b->arena, uint64_t, before->names.len);
    pool_run(b->workers, b->nworkers, verify_things, &v,
             (n + THINGS_AN_ITEM - 1) / THINGS_AN_ITEM);
    pool_run(b->workers, b->nworkers, verify_name, &v, before->names.len);
}

/* ---- routes */

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

static Why why_read(const Build *b, const CachedSite *before,
                    const ReadRow *read)
{
    Why why = {.kind = WHY_READ};

    (void)b;
    if (read->thing >= READ_NAMED) {
        why.what = before->names.items[read->thing - READ_NAMED].name;
        return why;
    }
    return why;
}

/* WHY_NOT if nothing that was read has changed. */
static Why changed_read(const Build *b, const RouteRow *row)
{
    const Recall *r = &b->recall;
    const CachedSite *before = r->cache.site;

    for (uint32_t i = row->first; i < row->first + row->nreads; i++) {
        const ReadRow *read = &before->reads.items[i];
        uint64_t asked = before->masks.items[read->questions];
        bool changed =
            read->thing >= READ_NAMED
                ? r->name_answers[read->thing - READ_NAMED] !=
                      before->names.items[read->thing - READ_NAMED].answer
                : (r->changed[read->thing] & asked) != 0;
        if (changed)
            return why_read(b, before, read);
    }
    return (Why){.kind = WHY_NOT};
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
    return changed_read(b, s->before);
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
    answers_init(&r->answers, b->arena, b->site);
    r->logs = ARENA_ARRAY(b->arena, ReadLog, (size_t)b->nworkers);
    for (int i = 0; i < b->nworkers; i++)
        reads_open(&r->logs[i], &b->workers[i].keep, &r->answers);
    r->routes = ARENA_ARRAY(b->arena, RouteState, n);
    before = site_before(b);
    if (before) {
        verify_answers(b, before);
        match_routes(b, before);
    }
    pool_run(b->workers, b->nworkers, judge_route, b, n);
}

/* ---- making them */

void recall_begin(Build *b, Worker *w)
{
    if (b->recall.logs)
        reads_begin(&b->recall.logs[w->index]);
}

Observer *recall_observer(Build *b, Worker *w)
{
    return b->recall.logs ? &b->recall.logs[w->index].base : NULL;
}

void recall_made(Build *b, Worker *w, size_t i, OutputStamp stamp)
{
    if (!b->recall.routes)
        return;
    RouteState *s = &b->recall.routes[i];
    s->made = true;
    s->worker = w->index;
    s->stamp = stamp;
    s->reads = reads_take(&b->recall.logs[w->index], &w->keep);
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
