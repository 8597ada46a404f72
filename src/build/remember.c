/* remember.c - what the next build is told: how everything stood, and for each
 * route what it was made of. */
#include "build/stages.h"

#include "build/said.h"

#include <assert.h>

/* ---- what was read, renumbered */

typedef struct {
    Build *b;
    Arena *a;
    CachedSite *out;
    uint64_t *asked; /* by number: the questions put to a thing */
    uint32_t *rows;  /* by number: its row */
    ReadNames names;
    ReadNames masks;      /* the same for sets of questions, by their bytes */
    uint32_t **from_logs; /* by worker, by name there: the name's row */
    uint32_t *from_before;
} Telling;

static uint32_t name_row(Telling *t, Str name, uint64_t answer)
{
    uint32_t row = read_names_at(&t->names, t->a, name);

    if (row == t->out->names.len)
        *VEC_PUSH(&t->out->names, t->a) =
            (NameRow){t->names.index.entries[row].key, answer};
    return row;
}

static uint32_t mask_row(Telling *t, uint64_t mask)
{
    uint32_t row =
        read_names_at(&t->masks, t->a, (Str){(const char *)&mask, sizeof mask});

    if (row == t->out->masks.len)
        *VEC_PUSH(&t->out->masks, t->a) = mask;
    return row;
}

/* Rows are given out as they are met: 1 + the row. */
static void put_read(Telling *t, uint32_t thing, uint64_t questions)
{
    if (thing < READ_NAMED)
        t->asked[thing] |= questions;
    *VEC_PUSH(&t->out->reads, t->a) = (ReadRow){thing, mask_row(t, questions)};
}

static void put_made(Telling *t, const RouteState *s)
{
    const Recall *r = &t->b->recall;
    const ReadLog *log = &r->logs[s->worker];

    for (size_t i = 0; i < s->reads.len; i++) {
        Read read = s->reads.items[i];
        if (read.thing >= READ_NAMED) {
            uint32_t *row = &t->from_logs[s->worker][read.thing - READ_NAMED];
            if (!*row) {
                Str name =
                    log->names.index.entries[read.thing - READ_NAMED].key;
                uint64_t answer = recall_name(t->b, &t->b->workers[0], name);
                *row = 1 + name_row(t, name, answer);
            }
            read.thing = READ_NAMED + *row - 1;
        }
        put_read(t, read.thing, read.questions);
    }
}

static void put_kept(Telling *t, const RouteRow *before)
{
    const Recall *r = &t->b->recall;
    const CachedSite *site = r->cache.site;

    assert(site); /* who else knew of it? */
    for (uint32_t i = before->first; i < before->first + before->nreads; i++) {
        const ReadRow *read = &site->reads.items[i];
        uint32_t thing = read->thing;
        if (thing >= READ_NAMED) {
            uint32_t *row = &t->from_before[thing - READ_NAMED];
            const NameRow *name = &site->names.items[thing - READ_NAMED];
            if (!*row)
                *row = 1 + name_row(t, name->name,
                                    r->name_answers[thing - READ_NAMED]);
            thing = READ_NAMED + *row - 1;
        } else {
            thing = r->numbers[thing];
        }
        put_read(t, thing, site->masks.items[read->questions]);
    }
}

static void put_route(Telling *t, const Route *route, const RouteState *s)
{
    RouteRow row = {.output = route->output,
                    .stamp = s->stamp,
                    .facts = s->facts,
                    .first = (uint32_t)t->out->reads.len,
                    .reusable = s->fresh || s->made,
                    .why = s->why};

    if (s->made)
        put_made(t, s);
    else if (s->fresh)
        put_kept(t, s->before);
    row.nreads = (uint32_t)t->out->reads.len - row.first;
    *VEC_PUSH(&t->out->routes, t->a) = row;
}

/* The things that were asked, with their answers; and their rows into reads. */
static void put_things(Telling *t)
{
    const Answers *answers = &t->b->recall.answers;

    for (uint32_t i = 0; i < answers->first[THINGS]; i++) {
        Thing thing = answers_thing(answers, i);
        if (!t->asked[i])
            continue;
        t->rows[i] = (uint32_t)t->out->things.len;
        *VEC_PUSH(&t->out->things, t->a) = (ThingRow){
            .name = recall_thing(thing.kind, thing_name(t->b->site, thing)),
            .kind = (uint32_t)thing.kind,
            .first = (uint32_t)t->out->digests.len,
            .questions = t->asked[i],
        };
        for (uint64_t left = t->asked[i]; left; left &= left - 1)
            *VEC_PUSH(&t->out->digests, t->a) =
                *answers_at(answers, thing, __builtin_ctzll(left));
    }
    for (size_t i = 0; i < t->out->reads.len; i++) {
        ReadRow *read = &t->out->reads.items[i];
        if (read->thing < READ_NAMED)
            read->thing = t->rows[read->thing];
    }
}

static void tell_site(Build *b, Arena *a, CachedSite *out)
{
    const Recall *r = &b->recall;
    size_t things = r->answers.first[THINGS];
    size_t before = r->cache.site ? r->cache.site->names.len : 0;
    Telling t = {
        .b = b,
        .a = a,
        .out = out,
        .asked = ARENA_ARRAY(a, uint64_t, things),
        .rows = ARENA_ARRAY(a, uint32_t, things),
        .from_logs = ARENA_ARRAY(a, uint32_t *, (size_t)b->nworkers),
        .from_before = ARENA_ARRAY(a, uint32_t, before),
    };

    for (int i = 0; i < b->nworkers; i++)
        t.from_logs[i] = ARENA_ARRAY(a, uint32_t, r->logs[i].names.index.len);
    for (size_t i = 0; i < b->site->routes.len; i++)
        put_route(&t, &b->site->routes.items[i], &r->routes[i]);
    put_things(&t);
    for (size_t i = 0; i < r->assets.len; i++)
        *VEC_PUSH(&out->assets, a) =
            (OutputRow){r->assets.entries[i].key,
                        *(const OutputStamp *)r->assets.entries[i].value};
}

/* Does anything that was made depend on the very moment? */
static bool reads_clock(const CachedSite *site)
{
    for (size_t i = 0; i < site->names.len; i++) {
        Str name = site->names.items[i].name;
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

/* All that plugins took from outside, in this build or for what still stands.
 */
static void tell_inputs(Build *b, const CachedSite *site, CachedTree *out)
{
    InputNames names = {0};
    Map seen = {0};

    if (!b->plugins.inputs)
        return;
    for (size_t i = 0; i < site->names.len; i++) {
        Str kind = read_name_kind(site->names.items[i].name);
        if (str_eq(kind, STR("file")) || str_eq(kind, STR("env")))
            *VEC_PUSH(&names, b->arena) = site->names.items[i].name;
    }
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
    tell_inputs(b, site, out);
    bound_clock(b, reads_clock(site) || site_plugins_clock(&b->plugins), out);
    said_keep(&out->said, b->arena, b->said ? b->said->next : b->d->first);
}

void recall_save(Build *b)
{
    CachedTree *tree = ARENA_NEW(b->arena, CachedTree);
    CachedSite *site = ARENA_NEW(b->arena, CachedSite);

    if (!b->recall.routes)
        return;
    tell_site(b, b->arena, site);
    tell_tree(b, site, tree);
    /* A program that failed may be there the next time. */
    if (b->plugins.inputs)
        tree->settled &= inputs_runs(b->plugins.inputs, b->arena, &site->runs);
    cache_save(&b->recall.cache, b->arena, tree, site);
}
