/* python.h - how Python sees text, on which the filters rest; private to
 * template/.
 */
#ifndef TEMPLATE_PYTHON_H
#define TEMPLATE_PYTHON_H

#include "base/arena.h"

/* str.isspace, \s. */
bool python_space(uint32_t rune);

/* \w: letters, digits of all kinds, the underscore. */
bool python_word(uint32_t rune);

/* str.splitlines: takes the next line off `rest`; more ends a line there than
 * a line feed.  False at the end. */
bool python_next_line(Str *rest, Str *line);

/* str.strip: without white space, or without the runes of `chars`. */
Str python_strip(Str s);
Str python_strip_any(Str s, Str chars);

/* float() and int() of a text: white space around it and underscores between
 * digits are allowed.  False if it is no number.  int: too large is true with
 * *fits false. */
bool python_float(Arena *scratch, Str s, double *out);
bool python_int(Str s, int base, int64_t *out, bool *fits);

/* What the inside of a string literal stands for: \n, \x41, \u0041. */
Str python_unescape(Arena *a, Str s);

#endif
