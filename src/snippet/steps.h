/* steps.h - the parts of snippets_assemble, in the order they run; private to
 * snippet/.
 */
#ifndef SNIPPET_STEPS_H
#define SNIPPET_STEPS_H

#include "snippet/assemble.h"

typedef struct {
    Arena *a;
    const SnippetParts *parts;
    SnippetSet *set;
    DiagList *d;
    Map tapes; /* path -> TapeRead; see assemble.c */
    bool ok;
    size_t guesses; /* suggestions that have been looked for */
    size_t stamp;   /* of the plan that is being made; see needs.c */
} Steps;

/* An error about a snippet that has something to do with another. */
Diag *snippet_complain(Steps *st, DiagCode code, const Snippet *s,
                       const Snippet *other, const Str *args, size_t nargs);

/* Adds "did you mean" for an id that is not there; not for ever. */
void snippet_suggest_id(Steps *st, Diag *diag, Str id, int lang);

/* Where a key is written; the snippet's place if it is not. */
Span snippet_key_place(const Snippet *s, Str key);

/* True if the block comes before the other, pages by their order. */
bool snippet_before(const Snippet *s, const Snippet *other);

/* needs.c: what runs before what. */
void assemble_plans(Steps *st);

/* parity.c: editions. */
void assemble_parity(Steps *st);

/* inputs.c: digests; after the plans. */
void assemble_inputs(Steps *st);
/* Of the options that decide how it runs. */
Digest snippet_options_digest(const Snippet *s);

/* levels.c: what the lock says, and whether it still holds. */
void assemble_levels(Steps *st);

#endif
