/* accept.h - what came, written into a text.
 */
#ifndef RUNNER_ACCEPT_H
#define RUNNER_ACCEPT_H

#include "snippet/snippet.h"

/* One place of a file that is to be another. */
typedef struct {
    const Source *src;
    Span at;
    Str text;
} Edit;

typedef VEC(Edit) Edits;

/* What is to be changed for a snippet to show `got`: the text of its output
 * block or, of a transcript, of the block itself; a new block behind it if it
 * has none.  Fences, quotes and indentation around it are kept. */
void accept_edit(Arena *a, const Snippet *s, Str got, Edits *out);

/* A file's text with all edits of it made. */
Str accept_apply(Arena *a, const Source *src, const Edits *edits);

#endif
