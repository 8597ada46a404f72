/* build.h - from a folder of content to a site: all stages in their order.
 *
 *   discover   what files there are                     1 thread
 *   parse      each file: front matter, Markdown        all threads
 *   assemble   the site: languages, terms, addresses    1 thread
 *   convert    each page's text to HTML                 all threads
 *   render     each route's template to bytes, written  all threads
 *   finish     stale files removed, the manifest        1 thread
 *
 * Same input, same bytes, on any number of threads.
 */
#ifndef BUILD_BUILD_H
#define BUILD_BUILD_H

#include "build/memory.h"
#include "plugin/plugin.h"
#include "site/site.h"
#include "snippet/assemble.h"
#include "snippet/engines.h"
#include "template/template.h"

typedef enum {
    STAGE_PREPARE, /* configuration, theme, templates */
    STAGE_DISCOVER,
    STAGE_PARSE,
    STAGE_ASSEMBLE,
    STAGE_CONVERT,
    STAGE_RENDER,
    STAGE_FINISH,
    STAGES,
} BuildStage;

/* Told how far a build is, now and then, on the thread that called; of a stage
 * that counts nothing, `total` is 0. */
typedef void BuildProgress(void *context, BuildStage stage, size_t done,
                           size_t total);

/* For what looks at a build from within this room. */
typedef struct Build Build;
typedef void BuildLook(void *context, Build *b);

typedef struct {
    Str root;         /* the site's folder; "." for here */
    Str plugins_root; /* that of the site whose plugins are used; empty: root */
    ConfigOverrides over;
    int jobs;     /* threads; 0: one a processor */
    int64_t now;  /* seconds since 1970; what is dated later is in the future */
    bool clean;   /* remove what earlier builds made, first */
    bool apart;   /* neither use nor leave a cache */
    bool timings; /* and everything is made anew, to be measured */
    MemoryOutput *memory;    /* to be filled instead of a folder, or NULL */
    BuildProgress *progress; /* may be NULL */
    void *context;           /* of progress */
    BuildLook *look;         /* looks at all there is, in place of making files;
                                or NULL */
    void *look_context;
} BuildOptions;

/* What a build did.  Lives in the arena that was passed. */
typedef struct {
    const Config *config;
    const size_t *pages; /* of HTML, by language */
    size_t files;        /* of content and plugins, and assets */
    size_t rendered;     /* files that were made; others were known to stand */
    size_t written, unchanged, removed;
    int64_t nanoseconds;
    int64_t stages[STAGES]; /* nanoseconds each; with `timings` */

    /* With `timings`: a row a template, over all threads. */
    const Str *templates;
    const TemplateTime *times;
    size_t ntemplates;
    const PluginTime *plugins; /* the same, by config->plugins; or NULL */
} BuildSummary;

/* The name of a stage, for people: "parse". */
Str build_stage_name(BuildStage s);

/* Files and folders of a site that a build reads; of folders, all below. */
const Str *build_sources(size_t *n);

/* Builds the site.  False after errors; what could be built has been, and of
 * what could not the last good output is kept.  *out is always filled. */
bool build_site(Arena *a, const BuildOptions *o, DiagList *d,
                BuildSummary *out);

/* Reads the site as far as its snippets, and makes nothing.  NULL if not even
 * that can be read; false after errors. */
bool build_snippets(Arena *a, const BuildOptions *o, DiagList *d,
                    const SnippetSet **out);

/* The same, as far as the site is known, for whoever only looks. */
typedef struct {
    const SnippetSet *snippets;
    const Site *site;
} BuildSurvey;

/* With `check`, code is looked at as in a build.  NULL in *out if not even the
 * site can be read; false after errors. */
bool build_survey(Arena *a, const BuildOptions *o, bool check, DiagList *d,
                  BuildSurvey *out);

/* What runs code in the reader's browser; empty if the site has nothing. */
void build_engines(Arena *a, Str root, const Config *config, DiagList *d,
                   Engines *out);

/* The site's configuration, from bifolio.yaml or all defaults if there is no
 * such file. */
bool build_read_config(Arena *a, Str root, const ConfigOverrides *over,
                       DiagList *d, Config *out);

#endif
