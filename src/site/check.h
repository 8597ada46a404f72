/* check.h - what may become an address; private to site/.
 *
 * Front matter and configuration come from people one may not know, in a
 * shared repository: nothing they write may leave the output folder.
 */
#ifndef SITE_CHECK_H
#define SITE_CHECK_H

#include "base/arena.h"

/* Of one part of an address, in bytes; file systems take 255. */
enum { NAME_LONGEST = 240 };

/* Why a text may not be a path below the output folder, or one part of such a
 * path, as an argument for a message; empty if it may.
 * Percent-encoded or not is the same: what serves the site will decode it. */
Str path_fault(Arena *a, Str path);
Str slug_fault(Arena *a, Str slug);

/* Letters, digits, hyphens and underscores. */
bool is_plain_name(Str s);

#endif
