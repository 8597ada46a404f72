/* output.h - the output folder: what is written there, and what is removed.
 *
 * The folder holds a manifest, .bifolio-manifest, of the files that builds
 * made, each with the source it was made from.  A file that is in the manifest
 * and that the present build does not make any more is removed; no other file
 * ever is.  A source that could not be used this time keeps what it had.
 *
 * While a build writes there is also .bifolio-unfinished, with the files that
 * the manifest does not have yet: a build that is killed leaves nothing that
 * the next one would not know as ours.
 *
 * Threads: output_put may be called by all workers at once, for different
 * paths.
 */
#ifndef BUILD_OUTPUT_H
#define BUILD_OUTPUT_H

#include "build/memory.h"
#include "diag/diag.h"

/* What tells that a file is still as it was written, without reading it: in a
 * folder as below, in memory its length and digest. */
typedef struct {
    int64_t size, modified;
    uint64_t inode;
} OutputStamp;

bool output_stamp_same(OutputStamp a, OutputStamp b);

typedef struct {
    Arena *arena;
    Str folder;
    MemoryOutput *memory; /* instead of the folder, or NULL */
    Map before;           /* path -> Str * source, from the manifest */
    Map now;              /* the same, of this build */
    Map folders;          /* that were looked at, see output.c */
    Map wanted;           /* folders of this build's files */
    Map blocked;          /* path -> Str *, a link on the way to it */
    atomic_size_t written, unchanged;
    size_t removed;
    bool unwritable;  /* has been said */
    atomic_bool full; /* the disk; has been said, no more is written */
} Output;

/* Reads the manifest, if there is one.  A manifest that makes no sense counts
 * as none. */
void output_open(Output *o, Arena *a, Str folder);

/* The same for an output that is kept in memory; what is said below of a folder
 * then holds of `memory`, and memory->before takes the manifest's place. */
void output_open_memory(Output *o, Arena *a, MemoryOutput *memory);

/* Declares a file of this build, before it is written or fails; not from
 * several threads.  `source` may be empty. */
void output_expect(Output *o, Str path, Str source);

/* True if a build was killed while it wrote. */
bool output_unfinished(const Output *o);

/* Once everything has been declared, before the first output_put.  Files of
 * earlier builds that stand where a folder must be, and the other way round,
 * are removed.  False after a diagnostic. */
bool output_begin(Output *o, DiagList *d);

/* True if an earlier build made this file and it is still there: it then stays
 * as it is. */
bool output_keep(Output *o, Arena *scratch, Str path);

/* A file to be written, and what it then is. */
typedef struct {
    Str path, bytes;
    OutputStamp stamp; /* set by output_put */
} OutputFile;

/* The file stays as it is: nothing is done but to count it. */
void output_skip(Output *o);

/* Writes it, if its bytes differ.  False after a diagnostic. */
bool output_put(Output *o, Arena *scratch, OutputFile *file, DiagList *d);

/* What is there now; false if it is no file. */
bool output_stamp(const Output *o, Arena *scratch, Str path, OutputStamp *out);

/* The manifest itself, as output_finish left it. */
#define OUTPUT_MANIFEST STR(".bifolio-manifest")

/* Files of the manifest that nobody expects are removed, but those made from a
 * source in `kept` (a map with paths of sources, or of folders of them, as
 * keys); then the new manifest is written. */
bool output_finish(Output *o, const Map *kept, DiagList *d);

/* Removes all that the manifest lists. */
void output_clean(Output *o);

#endif
