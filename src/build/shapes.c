/* shapes.c - where the pointers are in what is frozen. */
#include "build/state.h"

#define SHAPE(type, parts)                                                     \
    {                                                                          \
        sizeof(type), parts, COUNT(parts)                                      \
    }
#define PLAIN(type)                                                            \
    {                                                                          \
        sizeof(type), NULL, 0                                                  \
    }
#define TEXT(type, member)                                                     \
    {                                                                          \
        PART_STR, offsetof(type, member), NULL                                 \
    }
#define LIST(type, member, shape)                                              \
    {                                                                          \
        PART_LIST, offsetof(type, member), &(shape)                            \
    }
#define INSIDE(type, member, shape)                                            \
    {                                                                          \
        PART_INSIDE, offsetof(type, member), &(shape)                          \
    }

static const Part str_parts[] = {{PART_STR, 0, NULL}};
static const Shape str_shape = SHAPE(Str, str_parts);
static const Shape size_shape = PLAIN(size_t);
static const Shape word_shape = PLAIN(uint64_t);

/* ---- what was said */

static const Part note_parts[] = {LIST(SaidNote, args, str_shape)};
static const Shape note_shape = SHAPE(SaidNote, note_parts);

static const Part diag_parts[] = {INSIDE(SaidDiag, note, note_shape),
                                  LIST(SaidDiag, notes, note_shape)};
static const Shape diag_shape = SHAPE(SaidDiag, diag_parts);

static const Part file_parts[] = {TEXT(Source, path), TEXT(Source, text)};
static const Shape file_shape = SHAPE(Source, file_parts);

static const Part said_parts[] = {LIST(Said, diags, diag_shape),
                                  LIST(Said, sources, file_shape)};
static const Shape said_shape = SHAPE(Said, said_parts);

/* ---- the tree */

static const Part source_parts[] = {TEXT(SourceRow, path)};
static const Shape source_shape = SHAPE(SourceRow, source_parts);

static const Part sources_parts[] = {LIST(Sources, rows, source_shape)};
static const Shape sources_shape = SHAPE(Sources, sources_parts);

static const Part output_parts[] = {TEXT(OutputRow, path)};
static const Shape output_shape = SHAPE(OutputRow, output_parts);

static const Part name_parts[] = {TEXT(NameRow, name)};
static const Shape name_shape = SHAPE(NameRow, name_parts);

static const Part tree_parts[] = {
    INSIDE(CachedTree, sources, sources_shape),
    TEXT(CachedTree, lexers),
    TEXT(CachedTree, folder),
    LIST(CachedTree, inputs, name_shape),
    LIST(CachedTree, outputs, output_shape),
    LIST(CachedTree, pages, size_shape),
    INSIDE(CachedTree, said, said_shape),
};
const Shape cached_tree_shape = SHAPE(CachedTree, tree_parts);

/* ---- the site */

static const Shape thing_shape = PLAIN(ThingRow);
static const Shape read_shape = PLAIN(ReadRow);

static const Part why_parts[] = {TEXT(Why, what), TEXT(Why, question),
                                 TEXT(Why, from), TEXT(Why, to)};
static const Shape why_shape = SHAPE(Why, why_parts);

static const Part route_parts[] = {TEXT(RouteRow, output),
                                   INSIDE(RouteRow, why, why_shape)};
static const Shape route_shape = SHAPE(RouteRow, route_parts);

static const Part run_parts[] = {TEXT(RunRow, name), TEXT(RunRow, text)};
static const Shape run_shape = SHAPE(RunRow, run_parts);

static const Part site_parts[] = {
    LIST(CachedSite, things, thing_shape),
    LIST(CachedSite, digests, word_shape),
    LIST(CachedSite, names, name_shape),
    LIST(CachedSite, masks, word_shape),
    LIST(CachedSite, reads, read_shape),
    LIST(CachedSite, routes, route_shape),
    LIST(CachedSite, assets, output_shape),
    LIST(CachedSite, runs, run_shape),
};
const Shape cached_site_shape = SHAPE(CachedSite, site_parts);
