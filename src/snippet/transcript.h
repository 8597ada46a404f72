/* transcript.h - a session in a terminal, as it is written down.
 *
 *     $ echo one \          a command, behind the prompt of a user or of root
 *     > two                 more of it
 *     one two               what it printed, matched as match.h says
 *     # id -u
 *     0
 *     $ false
 *     [1]                   its exit status, if it is not 0
 */
#ifndef SNIPPET_TRANSCRIPT_H
#define SNIPPET_TRANSCRIPT_H

#include "base/buf.h"
#include "base/vec.h"

typedef struct {
    Str command; /* its lines, without prompts; ends with no newline */
    Str output;  /* what is expected of it, "[1]" included */
    bool root;   /* the prompt was '#' */
    size_t line; /* of the prompt in the text, from 0 */
} TranscriptStep;

typedef VEC(TranscriptStep) Transcript;

typedef enum {
    TRANSCRIPT_OK,
    TRANSCRIPT_NO_COMMAND,    /* no line has a prompt */
    TRANSCRIPT_OUTPUT_FIRST,  /* before any command */
    TRANSCRIPT_EMPTY_COMMAND, /* a prompt with nothing behind it */
} TranscriptFault;

/* Reads a transcript.  After a fault, *line is where it is, from 0. */
TranscriptFault transcript_read(Arena *a, Str text, Transcript *out,
                                size_t *line);

#endif
