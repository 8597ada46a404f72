/* map.h - a table from text to a pointer, in the order of insertion.
 *
 * Keys are borrowed, not copied.  Nothing is ever removed.  Walk it with
 *     for (size_t i = 0; i < m->len; i++) m->entries[i].key ...
 */
#ifndef BASE_MAP_H
#define BASE_MAP_H

#include "base/arena.h"

typedef struct {
    Str key;
    uint64_t hash;
    void *value;
} MapEntry;

/* Zero-initialise. */
typedef struct {
    MapEntry *entries; /* len of them, oldest first */
    size_t len, cap;
    uint32_t *slots; /* 1 + index into entries, 0 = free */
    size_t nslots;   /* a power of two, or 0 */
} Map;

/* The value under `key`; NULL if there is none. */
void *map_get(const Map *m, Str key);

/* The place for the value under `key`, added with NULL if it was not there.
 * Valid until the next map_at. */
void **map_at(Map *m, Arena *a, Str key);

/* True if `key` was not there and now is, with `value`; else nothing changed.
 */
bool map_add(Map *m, Arena *a, Str key, void *value);

#endif
