/* smart.h - quotes, apostrophes, dashes and dots as a language sets them.
 */
#ifndef MARKDOWN_SMART_H
#define MARKDOWN_SMART_H

#include "markdown/tree.h"

/* Sets the text below one block: quotes are matched over emphasis and links,
 * not over blocks; code and raw HTML stay as they are.  Changes the text nodes,
 * with new text in `a`.  `at` is the block's place, for warnings. */
typedef struct {
    Arena *arena, *scratch;
    const MarkdownTypography *typography;
    const Source *src;
    Span at; /* of the block; its start moves behind what was warned of */
    DiagList *d;
    bool lost; /* what was warned of was not found: no more is looked for */
} Smart;

void smart_block(Smart *s, MdNode *block);

/* The same for a text that stands alone, such as a caption. */
Str smart_text(Smart *s, Str text);

#endif
