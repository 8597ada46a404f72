/* verdicts.h - what parsers have said of pieces of code, kept on disk.
 *
 * .bifolio/checks of the site.  A verdict's key is a digest of the code, of who
 * looked at it, and of which version; so it holds for ever.  What no block asks
 * for any more is not kept.  A file that is missing or damaged is none.
 */
#ifndef BUILD_VERDICTS_H
#define BUILD_VERDICTS_H

#include "base/arena.h"
#include "base/digest.h"
#include "snippet/check.h"

typedef struct {
    Digest key;
    SnippetVerdict verdict;
} KeptVerdict;

typedef struct {
    const KeptVerdict *rows;
    size_t len;
    uint32_t *slots; /* 1 + index, 0: free */
    size_t nslots;
} Verdicts;

void verdicts_read(Arena *a, Str root, Verdicts *out);

/* NULL if there is none. */
const KeptVerdict *verdicts_find(const Verdicts *v, Digest key);

/* In place of what there was.  Nothing is said if it fails. */
void verdicts_write(Arena *scratch, Str root, const KeptVerdict *rows,
                    size_t n);

#endif
