#include "base/map.h"

#include "base/digest.h"

#include <string.h>

static MapEntry *find(const Map *m, Str key, uint64_t hash, size_t *slot)
{
    size_t mask = m->nslots - 1;

    for (*slot = hash & mask; m->slots[*slot]; *slot = (*slot + 1) & mask) {
        MapEntry *e = &m->entries[m->slots[*slot] - 1];
        if (e->hash == hash && str_eq(e->key, key))
            return e;
    }
    return NULL;
}

void *map_get(const Map *m, Str key)
{
    size_t slot;

    if (m->len == 0)
        return NULL;
    const MapEntry *e = find(m, key, hash64(key), &slot);
    return e ? e->value : NULL;
}

/* Three quarters full at most, so that a search always meets a free slot. */
static void grow(Map *m, Arena *a)
{
    size_t cap = m->cap ? m->cap * 2 : 12;
    MapEntry *entries = ARENA_ARRAY(a, MapEntry, cap);

    if (m->len)
        memcpy(entries, m->entries, m->len * sizeof *entries);
    m->entries = entries;
    m->cap = cap;
    m->nslots = m->nslots ? m->nslots * 2 : 16;
    m->slots = ARENA_ARRAY(a, uint32_t, m->nslots);
    for (size_t i = 0; i < m->len; i++) {
        size_t slot;
        find(m, entries[i].key, entries[i].hash, &slot);
        m->slots[slot] = (uint32_t)(i + 1);
    }
}

void **map_at(Map *m, Arena *a, Str key)
{
    uint64_t hash = hash64(key);
    size_t slot;

    if (m->len == m->cap)
        grow(m, a);
    MapEntry *e = find(m, key, hash, &slot);
    if (!e) {
        e = &m->entries[m->len++];
        *e = (MapEntry){.key = key, .hash = hash};
        m->slots[slot] = (uint32_t)m->len;
    }
    return &e->value;
}

bool map_add(Map *m, Arena *a, Str key, void *value)
{
    size_t before = m->len;
    void **at = map_at(m, a, key);

    if (m->len == before)
        return false;
    *at = value;
    return true;
}
