/* record.h - tapes, made of what real tools answer.
 */
#ifndef RUNNER_RECORD_H
#define RUNNER_RECORD_H

#include "runner/runner.h"
#include "snippet/tape.h"

/* Runs a snippet as whoever asks, outside of any sandbox, with programs first
 * on PATH that call the real `tools`, found in `folders`, and keep what they
 * took and gave.  False after errors: nothing is to be written then, also where
 * something looks like a secret.  *result is what the snippet did. */
bool record_tape(const Runner *r, Arena *a, const Snippet *s,
                 const Words *tools, Str folders, Date today, DiagList *d,
                 Tape *out, RunResult *result);

#endif
