/* state.h - what a build leaves behind for the next one.
 *
 * Three parts, each frozen (build/freeze.h) by itself: the CachedTree says how
 * everything stood, on both sides, which is all that is needed to see that
 * nothing has changed; the CachedSite is what was made of what; and of each
 * page there are a PageHead and a PageRest, in a file of their own
 * (build/pack.h), since there are many and few change.
 *
 * To keep another thing: a member here, and a row in shapes.c if it holds a
 * pointer.
 */
#ifndef BUILD_STATE_H
#define BUILD_STATE_H

#include "build/code_cache.h"
#include "build/freeze.h"
#include "build/inputs.h"
#include "build/output.h"
#include "build/pack.h"
#include "build/reads.h"
#include "build/sources.h"
#include "diag/diag.h"

/* A message.  `source` is 1 + an index in Said.sources; 0: about no file. */
typedef struct {
    uint32_t code, source;
    Span at;
    VEC(Str) args;
} SaidNote;

typedef struct {
    SaidNote note;
    VEC(SaidNote) notes;
} SaidDiag;

/* What was said, to be said again. */
typedef struct {
    VEC(SaidDiag) diags;
    VEC(Source) sources;
} Said;

typedef struct {
    Str path; /* below the output folder */
    OutputStamp stamp;
} OutputRow;

typedef struct {
    Str name;
    uint64_t answer; /* digest */
} NameRow;

typedef struct {
    Digest options;      /* what was asked for */
    int64_t from, until; /* the clock changes nothing between: [from, until) */
    bool settled;        /* without errors, and all that was to be is there */
    Sources sources;
    Str lexers; /* their folder; empty where there are no plugins */
    uint64_t lexers_sum;
    Str engines; /* the list of them; empty where there are to be none */
    uint64_t engines_sum;
    Str folder;          /* of the output, as it was given */
    VEC(NameRow) inputs; /* of plugins: names of kind "file" and "env" */
    VEC(OutputRow) outputs;
    VEC(size_t) pages; /* by language */
    size_t files;
    Said said;
} CachedTree;

/* A thing that was asked, and the answers: as many digests as questions. */
typedef struct {
    uint64_t name; /* hash of its name */
    uint32_t kind, first;
    uint64_t questions;
} ThingRow;

typedef struct {
    uint32_t thing;     /* index in things, or READ_NAMED + one in names */
    uint32_t questions; /* index in masks */
} ReadRow;

/* What was asked while things were made.  What one of them was made of: `reads`
 * from its `first` on. */
typedef struct {
    VEC(ThingRow) things;
    VEC(uint64_t) digests;
    VEC(NameRow) names;
    VEC(uint64_t) masks;
    VEC(ReadRow) reads;
} Asked;

/* Why a file was made anew. */
typedef enum {
    WHY_NOT,     /* it was not */
    WHY_NEW,     /* there was none before */
    WHY_OUTPUT,  /* the file is gone, or somebody changed it */
    WHY_ROUTE,   /* another template or page stands at the address */
    WHY_READ,    /* the answer to a question is another: `what` */
    WHY_SOURCE,  /* of a file that is copied */
    WHY_SPOKE,   /* there was something to say about it */
    WHY_UNKNOWN, /* nothing is known of an earlier build */
} WhyKind;

typedef struct {
    uint32_t kind;
    Str what; /* "page /en/a/", "template base.html" */
    Str question;
    Str from, to; /* short; may be empty */
} Why;

typedef struct {
    Str output;
    OutputStamp stamp;
    uint64_t facts; /* digest of what stands there */
    uint32_t first, nreads;
    bool reusable; /* made without a word */
    Why why;
} RouteRow;

/* What is known of a page's file, about which nothing was said: what is always
 * asked for ... */
typedef struct {
    FrontMatter fm;
    Document doc;
    Str summary, summary_text; /* as in PageBody; if PageRow.body */
    bool truncated;
} PageHead;

/* ... and what seldom is; if PageRow.body. */
typedef struct {
    Str html;
    VEC(Str) calls;   /* what its shortcodes gave */
    CodeEntries code; /* what handlers made of its code ... */
    Digest plugins;   /* ... of which plugins */
} PageRest;

typedef struct {
    Str path;      /* below content/ */
    Digest rules;  /* how it was read: of all that decides but its text */
    uint64_t text; /* digest of that */
    PackPlace head, rest;
    bool body;              /* made, and nothing was said */
    uint32_t first, nreads; /* of the body, in `bodies` */
} PageRow;

typedef struct {
    Asked routes_asked, bodies_asked;
    VEC(RouteRow) routes; /* by output */
    VEC(OutputRow) assets;
    RunRows runs;       /* of plugins */
    VEC(PageRow) pages; /* by path */
    uint64_t packed;    /* bytes of the pack */
} CachedSite;

extern const Shape cached_tree_shape, cached_site_shape, page_head_shape,
    page_rest_shape;

#endif
