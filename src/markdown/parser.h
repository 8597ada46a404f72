/* parser.h - cmark-gfm made safe to use from many threads.
 */
#ifndef MARKDOWN_PARSER_H
#define MARKDOWN_PARSER_H

#include "base/arena.h"

#include <cmark-gfm.h>

/* Once, before any thread is started. */
void parser_init(void);

/* The tree of `text`; all its memory, also what asking its nodes allocates, is
 * in `scratch`, until parser_done.  One tree at a time in a thread. */
cmark_node *parser_run(Arena *scratch, Str text);
void parser_done(void);

#endif
