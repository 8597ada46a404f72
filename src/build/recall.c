/* recall.c - the cache, the sources, and whether anything has changed at all.
 */
#include "build/stages.h"

#include "build/said.h"

enum { ROWS_AN_ITEM = 256 };

Digest recall_options(const BuildOptions *o)
{
    const ConfigOverrides *over = &o->over;
    const bool flags[] = {over->drafts, over->future, over->expired};
    Digest d = {0};

    d = digest_add(d, over->base_url);
    d = digest_add(d, over->origin);
    d = digest_add(d, over->out);
    return digest_add(d, (Str){(const char *)flags, sizeof flags});
}

/* Sources of this build and the last, row by row. */
static void match_rows(Build *b, const Sources *before)
{
    const Sources *now = &b->recall.sources;
    Map by_path = {0};

    if (now->in_step)
        return;
    b->recall.rows = ARENA_ARRAY(b->arena, uint32_t, now->rows.len);
    for (size_t i = 0; i < before->rows.len; i++)
        map_add(&by_path, b->arena, before->rows.items[i].path,
                (void *)(uintptr_t)(i + 1));
    for (size_t i = 0; i < now->rows.len; i++) {
        uintptr_t row = (uintptr_t)map_get(&by_path, now->rows.items[i].path);
        b->recall.rows[i] = (uint32_t)(row - 1);
    }
}

void recall_open(Build *b)
{
    const BuildOptions *o = b->options;
    Recall *r = &b->recall;
    SourcesJob job = {b->arena, o->root, 0, b->workers, b->nworkers};

    if (!o->apart)
        cache_open(&r->cache, b->arena, o->root,
                   o->memory ? STR("serve") : STR("cache"),
                   o->clean || o->timings || b->forget);
    job.moment = r->cache.moment;
    if (r->cache.tree)
        sources_look(&job, &r->cache.tree->sources, &r->sources);
    else
        sources_walk(b->arena, o->root, job.moment, &r->sources);
}

bool recall_same_source(const Build *b, size_t row)
{
    const Recall *r = &b->recall;
    size_t before = r->rows ? r->rows[row] : row;

    return r->cache.tree && before < r->cache.tree->sources.rows.len &&
           source_same(&r->sources.rows.items[row],
                       &r->cache.tree->sources.rows.items[before]);
}

/* ---- nothing to do */

typedef struct {
    const Output *output;
    const CachedTree *tree;
    atomic_bool other;
} Standing;

static void look_at_outputs(Worker *w, void *job, size_t item)
{
    Standing *s = job;
    size_t end = (item + 1) * ROWS_AN_ITEM;
    OutputStamp now;

    for (size_t i = item * ROWS_AN_ITEM; i < end && i < s->tree->outputs.len;
         i++) {
        const OutputRow *row = &s->tree->outputs.items[i];
        if (!output_stamp(s->output, &w->scratch, row->path, &now) ||
            !output_stamp_same(now, row->stamp))
            atomic_store_explicit(&s->other, true, memory_order_relaxed);
    }
}

static bool outputs_stand(Build *b, const CachedTree *tree)
{
    Output output = {.arena = b->arena, .folder = tree->folder};
    Standing s = {.output = &output, .tree = tree};

    pool_run(b->workers, b->nworkers, look_at_outputs, &s,
             (tree->outputs.len + ROWS_AN_ITEM - 1) / ROWS_AN_ITEM);
    return !atomic_load(&s.other) && !output_unfinished(&output);
}

static bool lexers_stand(Build *b, const CachedTree *tree)
{
    return !tree->lexers.len ||
           site_lexers_sum(b->arena, tree->lexers) == tree->lexers_sum;
}

/* What plugins took from outside is as it was. */
static bool inputs_stand(Build *b, const CachedTree *tree)
{
    const BuildOptions *o = b->options;
    Inputs *in =
        tree->inputs.len ? inputs_open(o->root, o->over.out, o->now) : NULL;
    bool same = true;

    b->plugins.inputs = in; /* for recall_name */
    for (size_t i = 0; i < tree->inputs.len; i++) {
        const NameRow *row = &tree->inputs.items[i];
        if (str_eq(read_name_kind(row->name), STR("env")))
            inputs_env(in, read_name_rest(row->name));
        same &= recall_name(b, &b->workers[0], row->name) == row->answer;
    }
    inputs_close(in, b->arena);
    b->plugins.inputs = NULL;
    return same;
}

static bool engines_stand(Build *b, const CachedTree *tree)
{
    return build_engines_sum(b->arena, b->options->root, tree->engines) ==
           tree->engines_sum;
}

static bool nothing_changed(Build *b, const CachedTree *tree)
{
    const BuildOptions *o = b->options;

    return tree && tree->settled && !o->memory &&
           digest_eq(tree->options, recall_options(o)) &&
           tree->from <= o->now && o->now < tree->until &&
           sources_same(&b->recall.sources, &tree->sources) &&
           lexers_stand(b, tree) && engines_stand(b, tree) &&
           inputs_stand(b, tree) && outputs_stand(b, tree);
}

/* The configuration is the same as before, and so is what is wrong with it. */
static bool read_config_again(Build *b)
{
    DiagList unsaid = {.arena = b->arena};

    return build_read_config(b->arena, b->options->root, &b->options->over,
                             &unsaid, &b->config);
}

bool recall_unchanged(Build *b)
{
    const CachedTree *tree = b->recall.cache.tree;
    BuildSummary *s = b->summary;

    if (!nothing_changed(b, tree) || !read_config_again(b)) {
        if (tree)
            match_rows(b, &tree->sources);
        return false;
    }
    size_t *pages = ARENA_ARRAY(b->arena, size_t, b->config.nlanguages);
    for (size_t i = 0; i < b->config.nlanguages && i < tree->pages.len; i++)
        pages[i] = tree->pages.items[i];
    s->config = &b->config;
    s->pages = pages;
    s->files = tree->files;
    s->unchanged =
        tree->outputs.len - 1; /* the manifest is no file of theirs */
    said_repeat(&tree->said, b->d);
    return true;
}

void recall_programs(Build *b)
{
    const CachedSite *before =
        b->plugins.inputs ? cache_site(&b->recall.cache) : NULL;

    for (size_t i = 0; before && i < before->runs.len; i++)
        inputs_recall(b->plugins.inputs, &before->runs.items[i]);
}

void recall_begin(Build *b, Worker *w)
{
    if (b->recall.logs)
        reads_begin(&b->recall.logs[w->index]);
}

Observer *recall_observer(Build *b, Worker *w)
{
    return b->recall.logs ? &b->recall.logs[w->index].base : NULL;
}

Reads recall_reads(Build *b, Worker *w)
{
    return b->recall.logs ? reads_take(&b->recall.logs[w->index], &w->keep)
                          : (Reads){0};
}

void recall_lose(Build *b)
{
    atomic_store_explicit(&b->recall.lost, true, memory_order_relaxed);
}

bool recall_lost(const Build *b)
{
    return atomic_load_explicit(&b->recall.lost, memory_order_relaxed);
}

void recall_close(Build *b)
{
    for (int i = 0; b->recall.logs && i < b->nworkers; i++)
        reads_close(&b->recall.logs[i]);
    cache_close(&b->recall.cache);
}
