/* recall.h - what the last build made, and which of it still holds; private to
 * build/.
 *
 *   recall.c    the cache, the sources, and whether anything has changed at all
 *   pages.c     which pages need not be read again, and which bodies not made
 *   verify.c    which answers are others now
 *   names.c     answers to what is asked for by name
 *   judge.c     which routes need not be made again
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

/* What is known of a file with a page; in step with Discovery.pages. */
typedef struct {
    const PageRow *before; /* NULL: nothing */
    Digest rules;
    bool packed; /* for the next build: there */
    PackPlace head, rest;
} PageState;

/* How what was asked answers now. */
typedef struct {
    const Asked *before; /* NULL: nothing was */
    /* In step with its things: their numbers now, UINT32_MAX for what there is
     * no more, and which questions have another answer. */
    uint32_t *numbers;
    uint64_t *changed;
    uint64_t *names; /* in step with its names */
} Answered;

/* From what a thing is known by to its number; a power of two of slots. */
typedef struct {
    struct {
        uint64_t name;
        uint32_t number; /* UINT32_MAX: free */
        bool twice;      /* two have it: it says nothing */
    } * slots;
    size_t nslots;
} ThingTable;

typedef struct {
    Cache cache;
    Sources sources;
    uint32_t *rows; /* of each source, its row before, UINT32_MAX: none; or
                       NULL: the rows are in step */

    Digest *rules; /* by language */
    PageState *pages;

    Answers answers;
    ThingTable things;
    ReadLog *logs; /* by worker */
    Answered bodies_answered, routes_answered;

    RouteState *routes;
    Map assets; /* path -> OutputStamp, of what is there */

    uint64_t body_questions;  /* of a page, whose answers are its body's */
    uint64_t source_question; /* and its source's */
    Map spoken;               /* paths of pages, see recall_spoken */
    atomic_bool lost;         /* something that was relied on was not there */
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

/* Before pages are read: what is known of them. */
void recall_pages(Build *b);

/* Fills page i of b->parsed with what is known of it, if its file is as it was:
 * by its times, or once it is read (ParsedText.digest) by its text.  False: it
 * must be read, or parsed.  One worker a page. */
bool recall_page(Build *b, Worker *w, size_t i, int lang);

/* Messages since that one, about blocks of code: their pages are read next
 * time, since a place in a block is looked up in the text.  Loses what is known
 * if one was not read this time. */
void recall_spoken(Build *b, const Diag *since);

/* The rest of what was known of page i, in `a`; NULL if there is none.  Any
 * thread. */
PageRest *recall_rest(const Build *b, size_t i, Arena *a);

/* It was relied on, and is not there: the build must begin again, knowing
 * nothing.  Any thread. */
void recall_lose(Build *b);
bool recall_lost(const Build *b);

/* Before bodies, and before routes, are made: which need not be. */
void recall_bodies(Build *b);
void recall_routes(Build *b);

/* Is the answer what it was, because the body or the source is? */
bool recall_stands(const Build *b, Thing t, int question);

/* Gives the site's things their numbers. */
void recall_number_things(Build *b);

/* Puts all questions again. */
void recall_ask(Build *b, const Asked *before, Answered *out);

/* The first of these reads that has another answer now; NULL if none has. */
const ReadRow *recall_changed(const Answered *a, uint32_t first, uint32_t n);

/* What a thing is known by to the next build. */
uint64_t recall_thing(const Site *site, Thing t);

/* The digest of what stands behind a name now. */
uint64_t recall_name(Build *b, Worker *w, Str name);

/* Is the file of an asset as the last build left it? */
bool recall_asset(Build *b, const Asset *asset);

/* Where a link leads. */
Digest link_digest(const LinkTarget *to);

/* Around the making of anything: forgets what was read; whom to tell of it,
 * NULL: nobody; and what was read since, in w->keep. */
void recall_begin(Build *b, Worker *w);
Observer *recall_observer(Build *b, Worker *w);
Reads recall_reads(Build *b, Worker *w);

/* Route i, and an asset, were made. */
void recall_made(Build *b, Worker *w, size_t i, OutputStamp stamp);
void recall_made_asset(Build *b, const Asset *asset, OutputStamp stamp);

/* At the end: keeps the pages, and tells the next build. */
void recall_pack(Build *b, CachedSite *out);
void recall_save(Build *b);

void recall_close(Build *b);

#endif
