/* record.h - tapes, made of what real tools answer.
 */
#ifndef RUNNER_RECORD_H
#define RUNNER_RECORD_H

#include "runner/runner.h"
#include "snippet/tape.h"

typedef struct {
    const Snippet *snippet;
    const Words *tools; /* whose calls are kept */
    Str folders;        /* where they are, as PATH has it */
    Date today;
} RecordOrder;

/* Runs a snippet as whoever asks, outside of any sandbox, with programs first
 * on PATH that call the real tools and keep what they took and gave.  False
 * after errors: nothing is to be written then, also where something looks like
 * a secret.  *result is what the snippet did. */
bool record_tape(const Runner *r, Arena *a, const RecordOrder *o, DiagList *d,
                 Tape *out, RunResult *result);

#endif
