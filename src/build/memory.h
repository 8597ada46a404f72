/* memory.h - an output folder that is kept in memory, for `bifolio serve`.
 *
 * A MemoryOutput is filled by one build and does not change after it.  Files
 * are shared between the outputs of one build after another: what is made again
 * with the same bytes is the very file it was, so whoever wants to know what
 * has changed compares pointers.
 *
 * Why not a folder: writing files is the dearest thing a build does, a reader
 * between two builds would find half of either, and what is not on a disk
 * cannot be left behind or be reached by a path nobody thought of.
 *
 * Threads: memory_put may be called by all workers at once, for different
 * paths.  A file may be shared and closed by any thread.
 */
#ifndef BUILD_MEMORY_H
#define BUILD_MEMORY_H

#include "base/digest.h"
#include "base/map.h"

#include <stdatomic.h>

typedef struct {
    atomic_size_t holders;
    int64_t build; /* number of the build that made it */
    Digest digest; /* of the bytes */
    Str bytes;
} MemoryFile;

/* What stands behind a path. */
typedef struct {
    Str source;       /* what it was made from; may be empty */
    MemoryFile *file; /* held; NULL: it could never be made */
} MemoryEntry;

/* Zero-initialise but for `before` and `number`. */
typedef struct MemoryOutput MemoryOutput;
struct MemoryOutput {
    const MemoryOutput *before; /* of the last build, or NULL; not used after
                                   memory_finish */
    int64_t number;             /* of the build, growing */
    Arena arena;
    Map files;     /* path -> MemoryEntry */
    bool complete; /* the build came to its end */
};

/* Declares a file; not from several threads. */
void memory_expect(MemoryOutput *m, Str path, Str source);

/* The bytes of a file that was declared.  False if it had them before. */
bool memory_put(MemoryOutput *m, Str path, Str bytes);

/* What was declared and not put stays what it was before. */
void memory_finish(MemoryOutput *m);

/* Instead of a build that did not come to its end: all as before. */
void memory_keep(MemoryOutput *m);

/* The file at a path; NULL if there is none.  Borrowed from `m`. */
MemoryFile *memory_find(const MemoryOutput *m, Str path);

/* One more holder, who gives it back with memory_file_close. */
MemoryFile *memory_file_share(MemoryFile *file);
void memory_file_close(MemoryFile *file);

void memory_close(MemoryOutput *m);

#endif
