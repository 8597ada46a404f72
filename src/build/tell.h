/* tell.h - what was read, as it is told to the next build.
 *
 * Reads are noted by numbers of this site's things and of one worker's names,
 * and those that were kept by rows of the last build; here all become rows of
 * one table, Asked, with the answers as they are now.
 */
#ifndef BUILD_TELL_H
#define BUILD_TELL_H

#include "build/recall.h"

typedef struct {
    Build *b;
    const Answered *before; /* of kept reads */
    Asked *out;
    uint64_t *asked; /* by number: the questions put to a thing */
    ReadNames names;
    ReadNames masks;      /* the same for sets of questions, by their bytes */
    uint32_t **from_logs; /* by worker, by name there: 1 + the name's row */
    uint32_t *from_before;
} Telling;

/* `before` may be empty; *out is empty. */
void tell_open(Telling *t, Build *b, const Answered *before, Asked *out);

/* Reads of something that was made by that worker, or rows [first, first + n)
 * of something that stands, are added to out->reads. */
void tell_made(Telling *t, int worker, const Reads *reads);
void tell_kept(Telling *t, uint32_t first, uint32_t n);

/* Adds the things that were asked, and their answers. */
void tell_close(Telling *t);

#endif
