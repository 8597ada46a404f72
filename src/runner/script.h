/* script.h - a plan as a shell script, and the files it works with.
 *
 * The script prints what the pieces print, and behind each piece a mark with
 * its number and status.  To descriptor 3 it tells what nobody prints:
 *
 *     left NAME...     processes that outlived all pieces
 *     missing NAME     a program that is not there
 *     unknown TAPE CALL, spent TAPE CALL    what a tape has no answer for
 */
#ifndef RUNNER_SCRIPT_H
#define RUNNER_SCRIPT_H

#include "runner/plan.h"
#include "snippet/tape.h"

typedef struct {
    Str name; /* within the stage */
    Str bytes;
    bool program;
} StageFile;

typedef VEC(StageFile) Stage;

/* Where things are for the script. */
typedef struct {
    Str stage;     /* the folder of StageFiles */
    Str scratch;   /* where pieces run */
    Str mark;      /* begins a mark; nobody else prints it */
    bool enclosed; /* it runs in a sandbox: all it sees are its own processes */
    bool real;     /* tools themselves answer, not tapes */
} ScriptPlaces;

/* Adds the script, "run.sh", and all it needs. */
void script_make(Arena *a, const Plan *plan, const ScriptPlaces *places,
                 Stage *out);

/* Single quotes around a text, for any shell. */
void script_quote(Buf *b, Str s);

/* tape_stage.c: adds the answers of a tape and the programs that give them, in
 * the folder `name`.  They are to be the first on PATH. */
void tape_stage(Arena *a, const Tape *tape, Str name, Stage *out);

#endif
