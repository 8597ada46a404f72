/* explain.h - the whole story of one thing that a build makes.
 *
 * Told as plain data, for `bifolio explain` to print, as JSON too:
 *
 *     url, output       the address, and the file below the output folder
 *     kind              page, alias, feed.atom, resource, plugin, ...; see
 *                       kind_of
 *     source, language  what it is made from, and in; where there are
 *     page              of what kind that is
 *     status            where it is not on the site, and so has no address:
 *                       draft, future, expired or error
 *     target            where an alias leads
 *     values            what is in force: [{name, value, from}]; `from` is a
 *                       place ("content/a.md:3"), or "name" (the file's own),
 *                       "default", "plugin", "theme"
 *     templates         [{name, file}], as they were first needed
 *     plugins           [{name, for: [...]}]
 *     texts             words of the interface that it shows
 *     lists             what the site was asked for: "pages section=posts"
 *     reads             [{what: "page /en/a/", fields: [...]}]
 *     file              current, other (than what would be made now), missing
 *     last              {made, why, what, field}: the last build that had
 *                       something to do; none where nothing is known of one
 */
#ifndef BUILD_EXPLAIN_H
#define BUILD_EXPLAIN_H

#include "build/build.h"

/* `what`: an address, with or without its host, a file of the output, or a
 * file of content.  What is wrong with it, but not with the rest of the site,
 * is in `d`.  False if the site cannot be built at all, or after an error of
 * code `unknown`, with a suggestion, if it has no such thing. */
bool build_explain(Arena *a, const BuildOptions *o, Str what, DiagCode unknown,
                   DiagList *d, Value *out);

#endif
