/* engines.h - what runs code in the reader's browser.
 *
 * `make engines` lays out a folder of them and a list, engines.json.  An engine
 * is offered for a snippet only if the lock says that it has given the author's
 * output, in the version that is there.
 */
#ifndef SNIPPET_ENGINES_H
#define SNIPPET_ENGINES_H

#include "data/value.h"
#include "snippet/snippet.h"

typedef struct {
    Str name;     /* as SnippetLanguage.engine has it */
    Str version;  /* as the lock has it */
    Str label;    /* for people: "Lua 5.4" */
    Str path;     /* of its folder within that of all engines */
    int64_t size; /* in bytes, as it is sent: what a first run costs */
    VEC(Str) files;
} Engine;

typedef VEC(Engine) Engines;

/* Reads engines.json.  False, and *out empty, after an error. */
bool engines_read(Arena *a, const Source *src, DiagList *d, Engines *out);

/* The engine for the language of a snippet that its author offers, whose output
 * there is something to compare with; NULL if there is none. */
const Engine *engine_for(const Engines *all, const Snippet *s);

/* The same if it may be offered to readers. */
const Engine *engine_offered(const Engines *all, const Snippet *s);

/* All that an engine has to know to run it, after what it needs; and what is
 * expected to come of it.  What the fields are is in src/engines/README.md. */
Value snippet_job(Arena *a, const Snippet *s);

#endif
