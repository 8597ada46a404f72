/* text.h - words: slugs, anchors, sorting, counting, likeness.
 */
#ifndef BASE_TEXT_H
#define BASE_TEXT_H

#include "base/arena.h"

/* A path segment of lower-case ASCII letters, digits and single hyphens:
 * "Perché no?" -> "perche-no".  Letters without an ASCII spelling stay as
 * they are, lower-cased.  May be empty. */
Str text_slug(Arena *a, Str s);

/* A heading's id: letters (accents kept), digits, hyphen and underscore, lower
 * case, spaces to hyphens, the rest dropped: "L'età dell'oro" ->
 * "letà-delloro".  As GitHub does, so that links between headings carry over.
 * May be empty. */
Str text_anchor(Arena *a, Str s);

/* Order for people: without regard to case and accents, then by bytes. */
int text_order(Arena *scratch, Str a, Str b);

/* Prose words: runs of letters, marks and digits; an apostrophe or hyphen
 * between letters joins ("don't" is one), except where `elides` (Italian,
 * French): "l'uomo" is two. Each Han, Hiragana or Katakana letter is one. */
size_t text_count_words(Str s, bool elides);

/* Edits (insert, delete, replace, swap neighbours) between two texts, by code
 * points; anything above `limit` is reported as limit + 1. */
size_t text_distance(Str a, Str b, size_t limit);

/* The name nearest to `word`, for "did you mean"; empty if none is near enough
 * to be a likely slip (a third of the word's length, at least one edit, or
 * another letter case).  The first of equals. */
Str text_closest(Str word, const Str *names, size_t n);

/* Runs of white space made one space, none at the ends. */
Str text_squeeze(Arena *a, Str s);

#endif
