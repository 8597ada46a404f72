/* minify.h - style sheets and scripts without what only their authors read.
 *
 * Comments, indentation and, in CSS, the white space that means nothing.  No
 * name is changed and no line of script is joined to another, so what the
 * author wrote can still be found; compression does the rest.
 */
#ifndef BUILD_MINIFY_H
#define BUILD_MINIFY_H

#include "base/arena.h"

/* CSS (CSS Syntax Level 3).  Comments that begin with an
 * exclamation mark stay. */
Str minify_css(Arena *a, Str css);

/* JavaScript: comments that have lines of their own, indentation and empty
 * lines go.  A script with a template literal over several lines is left as
 * it is, since white space in one means something. */
Str minify_js(Arena *a, Str js);

#endif
