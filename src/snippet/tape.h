/* tape.h - recorded calls of tools, as text that is reviewed like code.
 *
 *     tape 1
 *     # Written by hand from the documented output of kubectl 1.29.
 *     origin hand                      or: origin recorded 2026-11-25
 *     tool kubectl 1.29.3
 *
 *     # A comment about the call below it.
 *     $ kubectl apply -f -
 *     < 5891b5b522d5df086d0ff0b110fbd9d2...   SHA-256 of the input; "*": any
 *     | pod/web created                       a line of output; "|": an empty
 * one | no newline behind this \              not the end: the last line's sign
 *     ! Warning: ...                          a line of errors
 *     = 0                                     the exit status, which ends a
 * call
 *
 * A call without '<' does not read its input.  Several records of one call with
 * one input answer in their order, and then no more; a single one answers any
 * number of times.
 */
#ifndef SNIPPET_TAPE_H
#define SNIPPET_TAPE_H

#include "base/digest.h"
#include "diag/diag.h"
#include "snippet/words.h"

enum { TAPE_VERSION = 1 };

typedef struct {
    Str name, version; /* version: "" if it is not given */
    Span at;
} TapeTool;

typedef struct {
    Str note; /* the comment's lines above it, as they are */
    Words argv;
    bool reads; /* its input */
    Str input;  /* the SHA-256 in hexadecimal; "": any */
    Str output, errors;
    int status;
    Span at; /* the command line */
} TapeCall;

typedef struct Tape Tape;
struct Tape {
    const Source *src;
    Str note;     /* the comment's lines at the top */
    Str recorded; /* "2026-11-25"; "": written by hand */
    VEC(TapeTool) tools;
    VEC(TapeCall) calls;
    Digest digest; /* of what it answers: without comments and date */
};

/* False after errors. */
bool tape_read(Arena *a, const Source *src, DiagList *d, Tape *out);

/* The canonical text. */
void tape_write(Buf *b, const Tape *tape);

/* True if two calls are one: the same words and the same input. */
bool tape_same_call(const TapeCall *a, const TapeCall *b);

/* Fills tape->digest, after a change. */
void tape_seal(Arena *scratch, Tape *tape);

#endif
