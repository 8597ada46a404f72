/* snippet_words.h - what the verbs that only look at snippets share; private to
 * cli/.
 */
#ifndef CLI_SNIPPET_WORDS_H
#define CLI_SNIPPET_WORDS_H

#include "build/build.h"
#include "cli/verb.h"
#include "site/objects.h"

/* Reads the site.  False after an error, if not even that can be done.  What is
 * wrong with pages is said with `check` only. */
bool snippets_survey(Cli *c, bool check, BuildSurvey *out);

/* "replayed", "ran, drifted" */
Str snippet_state(Cli *c, const Snippet *s);

/* A language of the site, by the option --lang; -1: none was given.  False
 * after an error. */
bool snippets_edition(Cli *c, const Site *site, int *lang);

/* content/posts/a.it.md:31 */
Str snippet_where(Cli *c, const Snippet *s);

#endif
