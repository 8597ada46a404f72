/* plugins.h - the site's plugins: found, made ready, and at the stages' hand.
 *
 * Each worker has a state of its own, which it opens when it first needs it.
 * What a plugin made of a block of code is kept for the whole build, by digest
 * of plugins, info string and code: two editions of a page share their code,
 * and so do a page, its summary and its feed.
 */
#ifndef BUILD_PLUGINS_H
#define BUILD_PLUGINS_H

#include "build/code_cache.h"
#include "build/inputs.h"
#include "build/pool.h"
#include "markdown/markdown.h"
#include "os/guard.h"
#include "plugin/plugin.h"
#include "site/site.h"
#include "template/template.h"

typedef struct {
    const PluginSet *set; /* NULL: there are none */
    Arena *arena;         /* of all that lasts */
    Inputs *inputs;       /* what they take from outside; NULL: no plugins */
    Str lexers;
    uint64_t lexers_sum; /* of their files, as they stood; 0: no plugins */
    HtmlPolicy html;     /* in Markdown that plugins write */
    PluginHost host;
    PluginState **states; /* by worker; NULL: not yet */
    Guard *guards;        /* the same */
    OsGuardian *guardian;
    PluginTime **times; /* the same; NULL: not measured */
    CodeCache cache;
    MarkdownShortcodes shortcodes;
    MarkdownCode code;   /* what blocks of code may say, to us and to them */
    EarlyUse *early_use; /* of what the stages before rendering do */
    Observer *early;     /* the same, to be told */

    /* The site's own and the plugins' behind each other. */
    const TemplateRow *filters, *functions, *tests;
} SitePlugins;

typedef struct {
    Str root; /* of the site; what plugins read is below it */
    Str home; /* of the site that has plugins/; empty: the same */
    const Config *config;
    int64_t now; /* the clock, in seconds */
    int nworkers;
} SitePluginsJob;

/* Reads and loads what the configuration lists.  False after errors; *out can
 * be used all the same, and has no plugins then.  What the job points to must
 * outlive it.  On the main thread. */
bool site_plugins_load(Arena *a, const SitePluginsJob *job, DiagList *d,
                       SitePlugins *out);

/* What the braces of a block of code may hold: what snippets say, and what
 * plugins (NULL: none) read. */
void site_code_keys(Arena *a, const PluginSet *set, MarkdownCode *out);

/* Once it is known how many blocks of code there are. */
void site_plugins_expect(SitePlugins *p, Arena *a, size_t blocks);

/* From now on calls are measured: a row a plugin, over all workers. */
void site_plugins_measure(SitePlugins *p, Arena *a, int nworkers);
/* NULL if they were not. */
const PluginTime *site_plugins_times(const SitePlugins *p, Arena *a,
                                     int nworkers);

/* The state of a worker. */
PluginState *site_plugins_state(const SitePlugins *p, int worker);

/* Did any stage before rendering read the clock? */
bool site_plugins_clock(const SitePlugins *p);

/* Of all that decides what plugins, or the one of that name, answer; zero if
 * there are none. */
Digest site_plugins_digest(const SitePlugins *p);
Digest site_plugin_digest(const SitePlugins *p, Str name);

/* The same of what a plugin's hook `ready` gave. */
Digest site_plugin_data(const SitePlugins *p, Str name);

/* Of the lexers' files as they stand. */
uint64_t site_lexers_sum(Arena *scratch, Str folder);

void site_plugins_close(SitePlugins *p, int nworkers);

/* The CodeWriter of one text; begin with zero but for what is said. */
typedef struct {
    CodeWriter base;
    const SitePlugins *plugins;
    int worker;         /* -1: only what was made already */
    Observer *observer; /* told of what is relied on; or NULL */
    const Source *src;  /* where the blocks stand */
    Str page;
    CodeEntries *made;        /* to be added to; or NULL */
    const CodeEntries *known; /* what was made of them; or NULL */
    DiagList *d;              /* its arena outlives the build's other stages */
} SiteCode;

/* The ShortcodeWriter of one text, the same. */
typedef struct {
    ShortcodeWriter base;
    const SitePlugins *plugins;
    int worker; /* -1: only what was made already */
    Observer *observer;
    const struct PageContext *asker; /* for PluginCall */
    const Page *page;                /* NULL: the text is of none */
    const Source *src;
    const Document *doc; /* in which the calls stand */
    const Str *unknown;  /* see PluginCall */
    Str *made;           /* by index in doc->shortcodes; or NULL */
    DiagList *d;
} SiteCalls;

ShortcodeWriter *site_calls(SiteCalls *calls);

/* Ready for MarkdownRender.code; NULL if there are no plugins. */
CodeWriter *site_code(SiteCode *code);

#endif
