/* context.h - what the functions of a template know of where they stand.
 *
 * One PageContext a route that is rendered; it is RenderJob.host.  The dicts of
 * names that templates see are made here too.
 */
#ifndef BUILD_CONTEXT_H
#define BUILD_CONTEXT_H

#include "build/assets.h"
#include "build/plugins.h"

typedef struct PageContext PageContext;

/* Markdown as HTML into `a`, links resolved from c->page where there is one.
 * `inlines`: without the paragraph around it.  False after errors in
 * c->diags. */
typedef bool MarkdownFn(const PageContext *c, Arena *a, Str text, bool inlines,
                        Str *html);

/* Everything is borrowed. */
struct PageContext {
    const Site *site;
    const SiteLanguage *lang; /* what is being made is in it, or the default */
    const Page *page;         /* NULL: of no page, such as the sitemap */
    const Pager *pager;       /* NULL: no list */
    const Route *route;
    const Map *assets; /* name -> Asset */
    const SitePlugins *plugins;
    int worker; /* whose state of the plugins is used */
    MarkdownFn *markdown;
    const void *pipeline; /* for the markdown function */
    Arena *scratch;
    DiagList *diags;
    Observer *observer; /* told of what the markdown function relies on */
};

/* The context of a route, but for the members after `route`. */
PageContext context_of(const Site *site, const Route *route);

/* RenderJob.globals for what is made in a language: `site`, and `plugins`, the
 * data of their hook `ready`.  Made once for
 * each language and shared by all threads. */
Value context_globals(Arena *a, const SiteLanguage *lang, const SitePlugins *p);

/* RenderJob.context: page, lang, pager, route. */
Value context_names(Arena *a, const PageContext *c);

#endif
