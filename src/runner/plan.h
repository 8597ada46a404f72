/* plan.h - what is run for one snippet, piece by piece.
 *
 * A plan is made of units, each a program that is started: a snippet alone, or
 * a session, which is given its pieces one after the other.  A piece is a
 * snippet, or one command of a transcript.
 */
#ifndef RUNNER_PLAN_H
#define RUNNER_PLAN_H

#include "snippet/snippet.h"
#include "snippet/transcript.h"

typedef struct {
    const Snippet *snippet;
    const TranscriptStep *step; /* of a transcript; else NULL */
    size_t number;              /* of the step, from 1 */
    Str code;
    Str path; /* of the code: within the stage, or where `local` the scratch */
    bool local;
} Piece;

typedef enum {
    UNIT_FILE, /* nothing is started: a file is put into the scratch folder */
    UNIT_PROGRAM, /* one piece, a program of its own */
    UNIT_SESSION, /* an interpreter for all pieces */
} UnitKind;

typedef struct {
    UnitKind kind;
    const Snippet *snippet; /* the last of its pieces */
    size_t first, last;     /* its pieces: [first, last) */
} Unit;

typedef struct {
    const Snippet *snippet; /* that is to be run; the last piece is its own */
    VEC(Unit) units;
    VEC(Piece) pieces;
    int64_t wall_ms; /* that all may take */
} Plan;

/* False after an error: a session would have to be interrupted. */
bool plan_make(Arena *a, const Snippet *s, DiagList *d, Plan *out);

/* True if running `other` runs `s` on its way, as it runs alone: an earlier
 * block of a session, where nothing is different before it. */
bool plan_covers(const Snippet *other, const Snippet *s);

#endif
