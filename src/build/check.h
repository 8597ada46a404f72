/* check.h - code that cannot be right, in all blocks of a site; nothing of it
 * is run.
 *
 * Our own parsers are asked (JSON, YAML, Lua, transcripts), and tools where
 * they are (build/check_tools.h).  What was said once is kept
 * (build/verdicts.h). Only messages come of it: what is written is the same
 * without any tool.
 */
#ifndef BUILD_CHECK_H
#define BUILD_CHECK_H

#include "build/pool.h"
#include "snippet/assemble.h"
#include "snippet/check.h"

typedef struct {
    Arena *arena;
    Str root; /* of the site, in which verdicts are kept; "": they are not */
    const SnippetPage *pages;
    size_t npages;
    CheckSeverity usual; /* for blocks that say nothing of it */
    Worker *workers;
    int nworkers;
} CheckJob;

/* Messages go to `d` in the order of the pages. */
void check_snippets(const CheckJob *job, DiagList *d);

#endif
