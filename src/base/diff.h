/* diff.h - what differs between two texts, line by line.
 */
#ifndef BASE_DIFF_H
#define BASE_DIFF_H

#include "base/vec.h"

typedef enum { LINE_SAME, LINE_REMOVED, LINE_ADDED } LineChange;

typedef struct {
    LineChange change;
    size_t number; /* from 1: in the new text if it was added, else the old */
    Str text;      /* with its newline, if it has one */
} DiffLine;

typedef VEC(DiffLine) Diff;

/* Every line of both, in order; what is removed stands before what is added in
 * its place.  As few changes as there can be, but where both texts are very
 * long: all that lies between their first and their last difference is then
 * removed and added. */
void diff_lines(Arena *a, Str before, Str after, Diff *out);

#endif
