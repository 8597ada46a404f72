/* code_cache.h - what plugins made of blocks of code.
 *
 * A table of fixed size into which all workers put, without a lock: a slot goes
 * from NULL to an entry once and never changes again.  Whoever comes second
 * with the same key has made the same.
 */
#ifndef BUILD_CODE_CACHE_H
#define BUILD_CODE_CACHE_H

#include "base/digest.h"
#include "base/vec.h"
#include "build/uses.h"
#include "data/document.h"

#include <stdatomic.h>

/* Lives as long as the cache. */
typedef struct {
    Digest key;
    CodeHtml html;
    bool handled; /* by a plugin; else it is to be plain */
    Uses uses;    /* what the handler relied on */
    bool spoke;   /* something was said of it: to say it of every page, it is
                     made anew for each */
} CodeEntry;

typedef VEC(CodeEntry) CodeEntries;

typedef struct {
    _Atomic(CodeEntry *) *slots;
    size_t nslots; /* a power of two, or 0 */
} CodeCache;

/* Room for about so many. */
void code_cache_init(CodeCache *c, Arena *a, size_t expected);

/* NULL if it is not there. */
const CodeEntry *code_cache_get(const CodeCache *c, Digest key);

/* Borrowed.  Nothing happens if it is there or there is no room. */
void code_cache_put(const CodeCache *c, CodeEntry *entry);

#endif
