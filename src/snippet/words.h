/* words.h - a command line, as its words.
 *
 * What a shell would make of it, as far as that needs no shell: quotes and
 * backslashes, but no variables, no commands within, no redirections.
 */
#ifndef SNIPPET_WORDS_H
#define SNIPPET_WORDS_H

#include "base/buf.h"
#include "base/vec.h"

typedef VEC(Str) Words;

typedef enum {
    WORDS_OK,
    WORDS_UNCLOSED, /* a quote, or a backslash at the end */
    WORDS_SPECIAL,  /* a shell would do something here */
} WordsFault;

/* Splits a line.  *at is where the fault is, in bytes. */
WordsFault words_split(Arena *a, Str line, Words *out, size_t *at);

/* Writes a word so that it can be read back, always in the same way: as it is,
 * 'quoted', or $'quoted' where it holds what does not print. */
void word_put(Buf *b, Str word);

/* Words, with a space between. */
void words_put(Buf *b, const Words *words);

#endif
