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
#include "build/recall.h"
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
    Build *build; /* which remembers pages */
} ParseJob;

/* The text of a page. */
typedef struct {
    MarkdownDoc doc; /* first: a Page's doc leads here; facts alone if kept */
    uint64_t digest; /* of the text; 0: not read yet */
    bool spoke;      /* there was something to say */
    FrontMatter fm;  /* as the author wrote it: before plugins */
    PageHead *kept;  /* what is known from before, if it holds; or NULL */
    bool stands;     /* its body, too */
    struct {
        PageRest *rest; /* if it was made now, without a word; and ... */
        const PageBody *body;
        Reads reads;
        int worker;
    } made;
} ParsedText;

/* What was read, in step with the files discovered. */
typedef struct {
    ParsedPage *pages;
    ParsedText *texts;
    SnippetPage *snippets;
    Resource *resources;
    size_t npages, nresources;
} Parsed;

/* The results live in job->arena and in the workers' `keep`.  Diagnostics go
 * to `d` in the order of the files. */
void parse_all(const ParseJob *job, const Discovery *found, DiagList *d,
               Parsed *out);

/* What nobody has read, since it was known, and is needed after all.  0 or an
 * errno value; ESTALE: by now the text is another.  Any thread. */
int parse_read(const ParseJob *job, Arena *a, const Page *p, Source *out);
int parse_again(const ParseJob *job, Arena *a, Arena *scratch, const Page *p,
                Source *src, MarkdownDoc *out);

#endif
