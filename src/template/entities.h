/* entities.h - character references read; private to template/.
 */
#ifndef TEMPLATE_ENTITIES_H
#define TEMPLATE_ENTITIES_H

#include "base/arena.h"

/* HTML's character references made what they stand for: numbers, and the
 * names of HTML 4 with apos.  Those older than Unicode need no semicolon.
 * What is no reference stays. */
Str unescape_html(Arena *a, Str s);

#endif
