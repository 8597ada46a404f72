/* check.h - code that cannot be right, as far as can be told without running
 * anything: what our own parsers say.
 *
 * Tools that parse other languages are asked by build/check.h.
 */
#ifndef SNIPPET_CHECK_H
#define SNIPPET_CHECK_H

#include "snippet/snippet.h"

/* What a parser said of a piece of code. */
typedef struct {
    bool bad;
    size_t line,
        column;  /* in the code, from 1; column in bytes, 0: not known */
    Str message; /* what is wrong; may be a phrase (diag_phrase) */
} SnippetVerdict;

/* True for those that are always there. */
bool snippet_checker_is_ours(SnippetChecker checker);

/* How much a fault counts; the last is that nobody looks. */
typedef enum { CHECK_STRICTLY, CHECK_KINDLY, CHECK_NOT } CheckSeverity;

/* `usual`: for blocks that say nothing of it. */
CheckSeverity snippet_check_severity(const Snippet *s, CheckSeverity usual);

/* Asks JSON, YAML and the grammar of transcripts.  What it gives lives in `a`.
 */
SnippetVerdict snippet_check(Arena *a, SnippetChecker checker, Str code);

/* Says what is wrong, at its line of the page. */
void snippet_tell_verdict(const Snippet *s, const SnippetVerdict *v,
                          CheckSeverity severity, DiagList *d);

#endif
