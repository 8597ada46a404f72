/* convert.h - the fourth stage: every page's text becomes HTML.
 *
 * All threads, one item a page.  After it any template may print any page's
 * body.
 */
#ifndef BUILD_CONVERT_H
#define BUILD_CONVERT_H

#include "build/context.h"
#include "build/parse.h"

typedef struct {
    Arena *arena;
    Site *site;
    const Language *languages;
    const SitePlugins *plugins;
    const ParseJob *parse;   /* for texts that were not parsed */
    const ParsedText *texts; /* of which pages' are some */
    Worker *workers;
    int nworkers;
    Build *build; /* which remembers bodies */
} ConvertJob;

/* Fills the body of every page, with what is known of it if that stands, and
 * gives the site its writer of XML for feeds, which holds on to `job`.  What is
 * made lives in job->arena and in the workers' `keep`. */
void convert_all(const ConvertJob *job, DiagList *d);

/* For the filter `markdown` of templates; c->pipeline is the ConvertJob. */
MarkdownFn convert_text;

/* For bifolio.markdown of plugins, see PluginHost; `plugins` is the SitePlugins
 * and call->asker a PageContext, of which what is there is used. */
bool convert_for_plugin(void *plugins, Arena *a, const PluginCall *call,
                        Str text, bool inlines, Str *html);

#endif
