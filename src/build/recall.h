/* recall.h - what the last build made, and which of it still holds; private to
 * build/.
 *
 *   recall.c    the cache, the sources, and whether anything has changed at all
 *   verify.c    which answers are others now, and so which routes to make
 *   names.c     answers to what is asked for by name
 *   remember.c  what the next build is told
 *
 * The rule: a route is made again exactly when something that was read while it
 * was made has another digest now, when it is another route, or when its file
 * is not as it was left.  Nobody says what depends on what.
 */
#ifndef BUILD_RECALL_H
#define BUILD_RECALL_H

#include "build/assets.h"
#include "build/build.h"
#include "build/cache.h"

/* What is known of a route; in step with Site.routes. */
typedef struct {
    const RouteRow *before; /* NULL: nothing */
    uint64_t facts;
    bool fresh; /* the file stands and is what it would be */
    bool made;  /* without a word: `reads` and `stamp` can be relied on */
    int worker; /* who made it, whose names are meant */
    Reads reads;
    OutputStamp stamp;
    Why why;
} RouteState;

typedef struct {
    Cache cache;
    Sources sources;
    uint32_t *rows; /* of each source, its row before, UINT32_MAX: none; or
                       NULL: the rows are in step */

    Answers answers;
    ReadLog *logs; /* by worker */

    /* In step with the last build's things: their numbers now, UINT32_MAX for
     * what there is no more, and which questions have another answer. */
    uint32_t *numbers;
    uint64_t *changed;
    uint64_t *name_answers; /* in step with the last build's names */

    RouteState *routes;
    Map assets; /* path -> OutputStamp, of what is there */
} Recall;

/* First of all: what was left, and what the sources are now. */
void recall_open(Build *b);

/* True if nothing at all is to be done; the summary is then filled and what was
 * said has been said again. */
bool recall_unchanged(Build *b);

/* Of what was asked for: the same, and nothing is different but the site. */
Digest recall_options(const BuildOptions *o);

/* Is the source the same as in the last build?  `row`: in b->recall.sources. */
bool recall_same_source(const Build *b, size_t row);

/* What programs wrote for plugins is known to them. */
void recall_programs(Build *b);

/* Before routes are made: which need not be. */
void recall_routes(Build *b);

/* What a thing is known by to the next build. */
uint64_t recall_thing(ThingKind kind, Str name);

/* The digest of what stands behind a name now. */
uint64_t recall_name(Build *b, Worker *w, Str name);

/* Is the file of an asset as the last build left it? */
bool recall_asset(Build *b, const Asset *asset);

/* Where a link leads. */
Digest link_digest(const LinkTarget *to);

/* Around the making of route i, and of an asset. */
void recall_begin(Build *b, Worker *w);
Observer *recall_observer(Build *b, Worker *w);
void recall_made(Build *b, Worker *w, size_t i, OutputStamp stamp);
void recall_made_asset(Build *b, const Asset *asset, OutputStamp stamp);

/* At the end: tells the next build. */
void recall_save(Build *b);

void recall_close(Build *b);

#endif
