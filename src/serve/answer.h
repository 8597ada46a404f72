/* answer.h - what a request is answered with.
 *
 * A function of the request and the site, without sockets: http.c reads the one
 * from microhttpd and gives the other to it.
 */
#ifndef SERVE_ANSWER_H
#define SERVE_ANSWER_H

#include "serve/snapshot.h"

/* What came in.  Headers that were not there are empty. */
typedef struct {
    Str method, path, query; /* as written */
    Str host;
    Str if_none_match, if_range, range;
    Str accept_encoding;
} Ask;

typedef struct {
    Str name, value;
} Field;

typedef struct {
    int status;
    VEC(Field) fields; /* but the length of the body */
    Str body;          /* of file->bytes, of the arena, or constant */
    MemoryFile *file;  /* shared, to be closed after sending; or NULL */
} Answer;

/* Host names that are answered besides addresses and "localhost". */
typedef struct {
    const Str *names;
    size_t len;
} Hosts;

/* The body lives in `a` or in out->file; fields are borrowed from `a` and from
 * the snapshot. */
void answer_make(const Snapshot *s, const Hosts *hosts, Arena *a,
                 const Ask *ask, Answer *out);

/* True if a Host header names us, whatever the port: a page of another site
 * that has its name lead to this machine sends its own name (DNS rebinding). */
bool host_is_ours(const Hosts *hosts, Str header);

/* A plain text with a status. */
void answer_plain(Arena *a, Answer *out, int status, Str text);

#endif
