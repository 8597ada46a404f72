/* assemble.h - all snippets of a site, once all texts have been read.
 */
#ifndef SNIPPET_ASSEMBLE_H
#define SNIPPET_ASSEMBLE_H

#include "snippet/lock.h"

/* Finds the tape that a text calls `name`; NULL if there is none. */
typedef const Source *TapeFinder(void *context, const SnippetPage *page,
                                 Str name);

typedef struct {
    SnippetPage *pages; /* in the order of their paths */
    size_t npages;
    const Str *languages; /* codes, by index */
    size_t nlanguages;
    const Source *lock; /* snippets.lock; NULL: there is none */
    TapeFinder *tape;   /* NULL: there are none */
    void *context;      /* for it */
} SnippetParts;

typedef struct {
    const SnippetParts *parts;
    Snippets named; /* those that have an id, by that, then by language */
    Map *by_id;     /* by language: id -> Snippet */
    Lock lock;
} SnippetSet;

/* Settles what takes all pages: ids, outputs, what each needs, tapes, editions,
 * levels.  False after errors; the rest can be used all the same.  `parts` must
 * outlive the set. */
bool snippets_assemble(Arena *a, const SnippetParts *parts, DiagList *d,
                       SnippetSet *out);

/* NULL if there is none. */
Snippet *snippet_by_id(const SnippetSet *set, Str id, int lang);

/* "did you mean": the id nearest to one that is not there; may be empty. */
Str snippet_id_suggest(const SnippetSet *set, Arena *scratch, Str id, int lang);

/* For the lock: of its code, and of the output that is expected ({0}: none). */
Digest snippet_code_digest(const Snippet *s);
Digest snippet_expected_digest(const Snippet *s);

/* Adds what `snippets check` says of it beyond what a build does: that it has
 * drifted, or never ran; and of lines of the lock that belong to nothing. */
void snippet_check_level(const Snippet *s, DiagList *d);
void snippets_check_lock(const SnippetSet *set, DiagList *d);

/* The warnings of a build. */
void snippet_warn_drift(const Snippet *s, DiagList *d);

#endif
