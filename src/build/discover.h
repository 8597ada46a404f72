/* discover.h - the first stage: what there is.
 */
#ifndef BUILD_DISCOVER_H
#define BUILD_DISCOVER_H

#include "build/sources.h"
#include "diag/diag.h"

/* A file of the content folder. */
typedef struct {
    Str path; /* below content/ */
    int64_t size;
    size_t row; /* in the sources */
} ContentFile;

typedef VEC(ContentFile) ContentFiles;

typedef struct {
    bool exists;            /* there is a content folder */
    ContentFiles pages;     /* *.md, sorted by path */
    ContentFiles resources; /* everything else but the registries */
} Discovery;

/* Lists the content folder of the site at `root`, which is built into the
 * folder `output`, a path as the system takes it.  What cannot be read, leaves
 * the site, loops or leads into the output is an error of its own and left out.
 * Paths are those of the sources. */
void discover(Arena *a, Str root, Str output, const Sources *sources,
              DiagList *d, Discovery *out);

#endif
