/* parse.h - the second stage: every file of content, read and understood.
 *
 * All threads, one item a file.  What is wrong with one file is in its own
 * list and touches no other.
 */
#ifndef BUILD_PARSE_H
#define BUILD_PARSE_H

#include "build/discover.h"
#include "build/plugins.h"
#include "build/pool.h"
#include "markdown/markdown.h"
#include "site/site.h"
#include "snippet/snippet.h"

/* A language, as Markdown and pages need it. */
typedef struct {
    Locale locale;
    MarkdownTypography typography;
    MarkdownLabels labels;
    Digest digest; /* of these two */
} Language;

/* Fills what follows from the locale. */
void language_prepare(Arena *a, Language *l);

/* What the configuration says of raw HTML. */
HtmlPolicy parse_html_policy(const Config *c);

typedef struct {
    Arena *arena;
    Str root;
    const Config *config;
    const Language *languages; /* in the order of the configuration */
    const MarkdownShortcodes *shortcodes;
    const MarkdownCode *code;
    const SitePlugins *plugins; /* whose hooks are called */
    const Str *ids;             /* used by the theme */
    size_t nids;
    Worker *workers;
    int nworkers;
} ParseJob;

/* What was read, in step with the files discovered. */
typedef struct {
    ParsedPage *pages;
    MarkdownDoc *texts;
    SnippetPage *snippets;
    Resource *resources;
    size_t npages, nresources;
} Parsed;

/* The results live in job->arena and in the workers' `keep`.  Diagnostics go
 * to `d` in the order of the files. */
void parse_all(const ParseJob *job, const Discovery *found, DiagList *d,
               Parsed *out);

#endif
