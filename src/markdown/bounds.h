/* bounds.h - texts that cmark-gfm would choke on are refused before it sees
 * them.
 *
 * Debian's cmark-gfm takes quadratic time for some shapes of text, and nests
 * as deep as it is told.  This reads the text once, line by line, without
 * understanding it, and adds up what it could cost at worst.
 */
#ifndef MARKDOWN_BOUNDS_H
#define MARKDOWN_BOUNDS_H

#include "markdown/markdown.h"

/* False, after an error, if the text must not be parsed. */
bool bounds_check(const MarkdownInput *in, DiagList *d);

#endif
