/* cache.h - the cache on disk: .bifolio/cache/ of the site.
 *
 *     lock     held while a build runs; a second one builds without a cache
 *     state    what the last build left (build/state.h), written whole and
 *              renamed, with a checksum and the program's identity
 *     pages    a record of each page, see build/pack.h
 *
 * A cache that is missing, foreign, of another program or damaged is none: the
 * next build does everything, and writes a new one.  So deleting the folder is
 * always safe, and nothing that goes wrong here is an error.
 */
#ifndef BUILD_CACHE_H
#define BUILD_CACHE_H

#include "build/state.h"
#include "os/store.h"

typedef struct {
    bool open; /* ours to read and write */
    Str folder;
    int lock;
    int64_t moment; /* when it was opened, by the file system's clock */
    uint64_t program;
    Mapped state;
    Pack pack;
    CachedTree *tree; /* of the last build, or NULL */
    CachedSite *site; /* the same, once cache_site was called */
} Cache;

/* Takes the lock and reads what there is.  `name`: outputs of different kinds
 * have a cache each.  `forget`: as if there were nothing. */
void cache_open(Cache *c, Arena *a, Str root, Str name, bool forget);

/* The larger part, which is looked at only if something has changed. */
const CachedSite *cache_site(Cache *c);

/* In place of what there was, which can be used on. */
void cache_save(Cache *c, Arena *a, const CachedTree *tree,
                const CachedSite *site);

/* Nothing of the cache can be used any more. */
void cache_close(Cache *c);

#endif
