#include "build/code_cache.h"

enum { FURTHEST = 64 }; /* slots from where a key belongs */

void code_cache_init(CodeCache *c, Arena *a, size_t expected)
{
    c->nslots = 256;
    while (c->nslots < expected * 2)
        c->nslots *= 2;
    c->slots = arena_alloc(a, c->nslots, sizeof *c->slots);
}

const CodeEntry *code_cache_get(const CodeCache *c, Digest key)
{
    for (size_t i = 0; c->nslots && i < FURTHEST; i++) {
        const CodeEntry *e =
            atomic_load_explicit(&c->slots[(key.low + i) & (c->nslots - 1)],
                                 memory_order_acquire);
        if (!e || digest_eq(e->key, key))
            return e;
    }
    return NULL;
}

void code_cache_put(const CodeCache *c, CodeEntry *entry)
{
    for (size_t i = 0; c->nslots && i < FURTHEST; i++) {
        CodeEntry *there = NULL;
        if (atomic_compare_exchange_strong_explicit(
                &c->slots[(entry->key.low + i) & (c->nslots - 1)], &there,
                entry, memory_order_release, memory_order_acquire))
            return;
        if (digest_eq(there->key, entry->key))
            return;
    }
}
