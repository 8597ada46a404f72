#include "build/sources.h"

#include "base/digest.h"
#include "base/map.h"
#include "build/build.h"

#include <errno.h>

enum { ROWS_AN_ITEM = 256 };

/* The clock that stamps files goes on in ticks of up to ten milliseconds; on
 * some file systems in seconds, or two. */
static const int64_t tick = 20000000, coarse_tick = 2500000000;

static bool is_fresh(const FileInfo *info, int64_t moment)
{
    bool coarse = info->modified % 1000000000 == 0;
    int64_t latest =
        info->modified > info->changed ? info->modified : info->changed;

    return latest > moment - (coarse ? coarse_tick : tick);
}

static bool is_usual(const SourceRow *row)
{
    if (row->error)
        return false;
    return row->info.kind == FILE_REGULAR || row->info.kind == FILE_FOLDER;
}

/* ---- walking */

static void add_row(Sources *s, Arena *a, int64_t moment, SourceRow row)
{
    row.fresh = !row.error && is_fresh(&row.info, moment);
    *VEC_PUSH(&s->rows, a) = row;
}

/* Adds each name to the row of its folder. */
static void sum_names(Sources *s, size_t first)
{
    Arena scratch = {0};
    Map folders = {0};

    for (size_t i = first; i < s->rows.len; i++)
        if (s->rows.items[i].info.kind == FILE_FOLDER)
            map_add(&folders, &scratch, s->rows.items[i].path,
                    &s->rows.items[i]);
    for (size_t i = first; i < s->rows.len; i++) {
        SourceRow *up = map_get(&folders, path_folder(s->rows.items[i].path));
        if (up)
            up->names += hash64(path_name(s->rows.items[i].path));
    }
    arena_free(&scratch);
}

static void walk_tree(Sources *s, Arena *a, Str root, Str name, int64_t moment)
{
    SourceRow top = {.path = name};
    Str full = path_join(a, root, name);
    FileList files = {0};
    size_t first = s->rows.len;

    top.error = os_stat(full, &top.info);
    add_row(s, a, moment, top);
    s->walked |= top.error != ENOENT && !is_usual(&top);
    if (top.error || top.info.kind == FILE_REGULAR)
        return;
    s->rows.items[first].error = os_walk(a, full, root, &files);
    s->walked |= files.links;
    for (size_t i = 0; i < files.len; i++) {
        const FileEntry *e = &files.items[i];
        SourceRow row = {.path = path_join(a, name, e->path),
                         .info = e->info,
                         .error = e->error};
        s->walked |= !is_usual(&row);
        add_row(s, a, moment, row);
    }
    sum_names(s, first);
}

void sources_walk(Arena *a, Str root, int64_t moment, Sources *out)
{
    size_t n;
    const Str *names = build_sources(&n);

    *out = (Sources){0};
    for (size_t i = 0; i < n; i++)
        walk_tree(out, a, root, names[i], moment);
}

/* ---- looking again */

typedef struct {
    const SourcesJob *job;
    const Sources *before;
    Sources *now;
    atomic_bool moved; /* something came or went */
} Looking;

static bool same_times(const SourceRow *now, const SourceRow *before)
{
    const FileInfo *x = &now->info, *y = &before->info;

    return !before->fresh && x->size == y->size && x->modified == y->modified &&
           x->changed == y->changed && x->inode == y->inode;
}

/* Has a folder, whose times may be others, still the same names in it? */
static bool same_names(Worker *w, Str path, const SourceRow *now,
                       const SourceRow *before)
{
    uint64_t sum;

    return same_times(now, before) ||
           (os_folder_sum(&w->scratch, path, false, &sum) == 0 &&
            sum == before->names);
}

/* False if something came or went. */
static bool look_at(Looking *l, Worker *w, size_t i)
{
    const SourceRow *before = &l->before->rows.items[i];
    SourceRow *now = &l->now->rows.items[i];
    ArenaMark mark = arena_mark(&w->scratch);
    Str path = path_join(&w->scratch, l->job->root, before->path);

    now->path = str_dup(&w->keep, before->path);
    now->names = before->names;
    now->error = os_stat(path, &now->info);
    now->fresh = !now->error && is_fresh(&now->info, l->job->moment);
    bool stays = now->error == before->error &&
                 (now->error || now->info.kind == before->info.kind);
    if (stays && !now->error && now->info.kind == FILE_FOLDER)
        stays = same_names(w, path, now, before);
    arena_rewind(&w->scratch, mark);
    return stays;
}

static void look_at_some(Worker *w, void *job, size_t item)
{
    Looking *l = job;
    size_t end = (item + 1) * ROWS_AN_ITEM;

    for (size_t i = item * ROWS_AN_ITEM; i < end && i < l->before->rows.len;
         i++)
        if (!look_at(l, w, i))
            atomic_store_explicit(&l->moved, true, memory_order_relaxed);
}

void sources_look(const SourcesJob *job, const Sources *before, Sources *out)
{
    size_t n = before->rows.len;
    Looking l = {.job = job, .before = before, .now = out};

    *out = (Sources){0};
    if (!before->walked) {
        out->rows.items = ARENA_ARRAY(job->arena, SourceRow, n);
        out->rows.len = out->rows.cap = n;
        out->in_step = true;
        pool_run(job->workers, job->nworkers, look_at_some, &l,
                 (n + ROWS_AN_ITEM - 1) / ROWS_AN_ITEM);
    }
    if (before->walked || atomic_load(&l.moved))
        sources_walk(job->arena, job->root, job->moment, out);
}

/* ---- comparing */

bool source_same(const SourceRow *now, const SourceRow *before)
{
    if (now->error || before->error)
        return now->error == before->error && now->error == ENOENT;
    if (now->info.kind != before->info.kind)
        return false;
    return now->info.kind == FILE_FOLDER ? now->names == before->names
                                         : same_times(now, before);
}

bool sources_same(const Sources *now, const Sources *before)
{
    if (now->rows.len != before->rows.len)
        return false;
    for (size_t i = 0; i < now->rows.len; i++)
        if (!str_eq(now->rows.items[i].path, before->rows.items[i].path) ||
            !source_same(&now->rows.items[i], &before->rows.items[i]))
            return false;
    return true;
}
