/* snapshot.h - the site as one build left it.
 *
 * Made by the loop, then read by the server's thread; it does not change any
 * more.  Who holds one keeps it alive: a build that comes meanwhile makes
 * another.
 */
#ifndef SERVE_SNAPSHOT_H
#define SERVE_SNAPSHOT_H

#include "build/build.h"
#include "serve/rules.h"

typedef struct {
    atomic_size_t holders;
    Arena arena;
    int64_t number; /* of the build */
    MemoryOutput files;
    Rules rules;
    Str base;     /* the path of base_url: "" or "/blog" */
    Str problems; /* what is wrong, as JSON for the browser; see problems.h */
} Snapshot;

/* Empty, with one holder.  `before` may be NULL, and then the build has the
 * number `first`; it is needed until the build is done. */
Snapshot *snapshot_new(const Snapshot *before, int64_t first);

/* After the build: takes what it could not make from `before`, and reads the
 * rules. */
void snapshot_finish(Snapshot *s, const Snapshot *before, const Config *config);

Snapshot *snapshot_share(Snapshot *s);
void snapshot_close(Snapshot *s);

/* What a path leads to. */
typedef struct {
    int status;       /* 200, 30x, 404, or 400: no path at all */
    Str path;         /* as it was asked for, decoded */
    Str name;         /* of the file */
    MemoryFile *file; /* borrowed from the snapshot; NULL: none */
    Str location;     /* of a redirect */
} Target;

/* `path` and `query` are as in the request; the query goes along with a
 * redirect. */
Target snapshot_resolve(const Snapshot *s, Arena *a, Str path, Str query);

#endif
