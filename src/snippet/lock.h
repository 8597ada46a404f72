/* lock.h - snippets.lock: what snippets did when they last ran.
 *
 * Committed, and read like code: one JSON object a line, sorted by id and then
 * by language, its keys always in this order and without blanks:
 *
 *     id        of the snippet
 *     lang      of the edition: "it"
 *     level     "ran", "replayed", "recorded"
 *     inputs    digest of all that decides the result: see inputs.c
 *     code      digest of its own code
 *     expected  of the output that the author wrote; absent: none was
 *     output    of what came, as it is compared
 *     tape      of the tape; absent: there is none
 *     tools     name -> version
 *     exit      status
 *     ms        how long it took
 *     date      the day
 *     env       where: "bubblewrap 0.8.0; Debian 12"
 *     engines   name -> version, of those that run it in a browser and gave the
 *               same output; absent: none did
 *
 * The singly kept digests are there to say what has changed.  Nobody writes
 * here but the program, so what it would not have written is an error.
 */
#ifndef SNIPPET_LOCK_H
#define SNIPPET_LOCK_H

#include "snippet/snippet.h"

typedef struct {
    Str name, version;
} LockTool;

typedef VEC(LockTool) LockTools;

struct LockLine {
    Str id, lang;
    SnippetLevel level; /* never SNIPPET_NOT_RUN */
    Digest inputs, code, output;
    Digest expected, tape;
    bool has_expected, has_tape;
    LockTools tools, engines;
    int64_t exit, ms;
    Date date;
    Str env;
    Span at; /* of the id in the file */
};

typedef struct {
    const Source *src; /* NULL: there is no file */
    bool broken;       /* not all of it could be read */
    VEC(LockLine *) lines;
    Map by_name; /* lock_name -> LockLine */
} Lock;

/* False after errors; *out then holds what could be read. */
bool lock_read(Arena *a, const Source *src, DiagList *d, Lock *out);

/* NULL if there is none. */
const LockLine *lock_find(const Lock *lock, Arena *scratch, Str id, Str lang);

/* By id, then by language: for qsort over an array of LockLine pointers. */
int lock_order(const void *a, const void *b);

/* One line, its end included. */
void lock_put(Buf *b, const LockLine *line);

#endif
