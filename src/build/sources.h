/* sources.h - the files and folders a build reads, as they stood when it began.
 *
 * Rows of build_sources(): each file and folder with all below it, or that it
 * is not there.  A row is the same as in an earlier table when size, times and
 * inode are; what was changed within a tick of the clock that stamps files
 * could be changed again without its times telling, so such a row is `fresh`,
 * and next time counts as changed.
 *
 * Folders are rows too: while a folder's time stands, or at least the names in
 * it, nothing came or went.  So an earlier table can be brought up to date by
 * looking at each of its rows, on all threads, and nothing needs to be listed.
 * Where there are links, or what cannot be read, everything is walked instead.
 */
#ifndef BUILD_SOURCES_H
#define BUILD_SOURCES_H

#include "base/vec.h"
#include "build/pool.h"
#include "os/fs.h"

typedef struct {
    Str path; /* below the site's root */
    FileInfo info;
    int error;      /* errno; ENOENT: it is not there */
    bool fresh;     /* not certain to show its next change */
    uint64_t names; /* of a folder: of the names in it */
} SourceRow;

typedef struct {
    VEC(SourceRow) rows; /* one tree after another, each by path */
    bool walked;         /* rows are not enough to see what came and went */
    bool in_step;        /* row by row with the earlier table */
} Sources;

/* All there is now.  `moment`: of the file system's clock, before. */
void sources_walk(Arena *a, Str root, int64_t moment, Sources *out);

/* The same from an earlier table. */
typedef struct {
    Arena *arena;
    Str root;
    int64_t moment;
    Worker *workers;
    int nworkers;
} SourcesJob;
void sources_look(const SourcesJob *job, const Sources *before, Sources *out);

/* Does a row say what an earlier one said? */
bool source_same(const SourceRow *now, const SourceRow *before);

/* True if nothing has changed since. */
bool sources_same(const Sources *now, const Sources *before);

#endif
