/* hooks.h - where plugins take part in the stages of a build.
 *
 * A hook is given plain data or objects of the site, and gives back nil, which
 * changes nothing, or
 *
 *   config(config)              {params =}: put over the configuration's
 *   page(page)                  {title =, description =, params =}
 *   ready(site)                 data: `plugins.NAME` in templates,
 *                               bifolio.data() in the plugin itself
 *   rendered(html, page)        the page's HTML
 *   routes(site)                a list of {path =, text =}: files to write
 *   output(text, route, page)   the text to write
 *
 * Plugins are called in the order of the configuration, each with what the one
 * before it made.
 *
 * What they are given.  config: title and description (by language), languages,
 * base_url, params.  page, as parsed, has some of what the templates' page has,
 * by the same names: source, lang, title, description, date, draft, tags (as
 * written), params, words, code_lines, raw (the Markdown), headings (level, id,
 * text), and links (as written) and code (language, title, code).  `site`, and
 * `page` elsewhere, are the templates' objects; in `ready` and `rendered` no
 * page has its content yet.
 *
 * Threads: config, ready and routes are called once, in the state of worker 0.
 * The others are called by every worker in its own state, for one page or file
 * at a time, in any order.
 *
 * Errors concern what the hook was called for: after one in `page` or
 * `rendered` the page is not made, after one in `output` the file is not
 * written, after one in `routes` the plugin's files are not; what stood there
 * of an earlier build stays.  One in `config` stops the build, since every page
 * would be wrong; one in `ready` leaves the plugin without data.
 */
#ifndef BUILD_HOOKS_H
#define BUILD_HOOKS_H

#include "build/context.h"

/* Does any plugin take part there? */
bool hook_is_used(const SitePlugins *p, PluginHook stage);

/* Puts what plugins say over config->params. */
void hook_config(const SitePlugins *p, Config *config, DiagList *d);

/* Changes page->fm.  False after errors. */
bool hook_page(const SitePlugins *p, Arena *a, int worker, const Config *config,
               ParsedPage *page, DiagList *d);

/* A dict by name of the plugin. */
Value hook_ready(const SitePlugins *p, Arena *a, const Site *site, DiagList *d);

/* The HTML to take for asker->page; lives in d->arena. */
Str hook_rendered(const PageContext *asker, Str html, DiagList *d);

/* Fields that no page has while texts are converted; for PluginCall. */
extern const Str hook_unknown[];

/* Adds routes of kind ROUTE_PLUGIN, which collide with no other and no asset
 * of asker->assets.  Paths of plugins that failed are added to `failed`. */
void hook_routes(const PageContext *asker, Arena *a, Site *site, Map *failed,
                 DiagList *d);

/* What to write for a route, in place of *text; lives in r->arena.  False after
 * errors. */
bool hook_output(const SitePlugins *p, Reader *r, int worker,
                 const Route *route, Str *text, DiagList *d);

#endif
