/* syntax.h - Lua's own parser over a text, which is not run.
 */
#ifndef PLUGIN_SYNTAX_H
#define PLUGIN_SYNTAX_H

#include "base/arena.h"

/* True if Lua can read it.  Else *line, from 1, and *message, in `a`, say what
 * is wrong; a line 0: the text is too much for it. */
bool lua_reads(Arena *a, Str code, size_t *line, Str *message);

#endif
