/* path.h - names of files, as text.
 *
 * Paths are bytes with '/' between names; nothing here looks at a disk.
 */
#ifndef BASE_PATH_H
#define BASE_PATH_H

#include "base/arena.h"

/* Joins with one '/'. */
Str path_join(Arena *a, Str folder, Str name);
Str path_folder(Str path); /* "a/b.c" -> "a", "b.c" -> "" */
Str path_name(Str path);   /* "a/b.c" -> "b.c" */
Str path_suffix(Str path); /* ".c"; "" if none */

/* `path` with "." and ".." worked out, relative to an unnamed root.  False if
 * it would leave the root, is absolute or holds a NUL. */
bool path_normalize(Arena *a, Str path, Str *out);

/* True of the folder itself and of all below it; by name alone. */
bool path_inside(Str path, Str folder);

/* True if a pattern fits the whole of a path: '?' is one byte and '*' any
 * number, both without a '/'; "**" is any number with them; none of them is a
 * dot that begins a name.  Everything else is itself. */
bool path_matches(Str path, Str pattern);

/* True for the name of a copy that an editor keeps beside a file: "a.md~",
 * "#a.md#". */
bool path_is_leftover(Str name);

#endif
