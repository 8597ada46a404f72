/* dict.c - insertion-ordered dictionaries with values as keys; see map.c. */
#include "data/dict.h"

#include <math.h>
#include <string.h>

static uint64_t hash_number(Value v)
{
    int64_t i = v.kind == VALUE_BOOL ? v.as.b : v.as.i;

    if (v.kind == VALUE_FLOAT) {
        double f = v.as.f;
        /* A whole number hashes as the integer that equals it. */
        if (f != floor(f) || f >= 0x1p63 || f < -0x1p63)
            return hash64((Str){(const char *)&v.as.f, sizeof v.as.f});
        i = (int64_t)f;
    }
    return hash64((Str){(const char *)&i, sizeof i});
}

uint64_t value_hash(Value v)
{
    switch ((ValueKind)v.kind) {
    case VALUE_BOOL:
    case VALUE_INT:
    case VALUE_FLOAT:
        return hash_number(v);
    case VALUE_STR:
        return hash64(v.as.s);
    case VALUE_LIST: {
        uint64_t h = 7;
        for (size_t i = 0; i < v.as.list->len; i++)
            h = h * 31 + value_hash(v.as.list->items[i]);
        return h;
    }
    default:
        return v.kind;
    }
}

/* Tuples in tuples can be more than anyone could wait for: so deep and so many
 * may be a key. */
enum { KEY_DEEPEST = 32, KEY_MOST = 1000 };

static bool hashable(Value v, int depth, size_t *left)
{
    if (v.kind != VALUE_LIST)
        return v.kind != VALUE_DICT && v.kind != VALUE_OBJECT;
    if (!v.as.list->tuple || depth > KEY_DEEPEST || v.as.list->len > *left)
        return false;
    *left -= v.as.list->len;
    for (size_t i = 0; i < v.as.list->len; i++)
        if (!hashable(v.as.list->items[i], depth + 1, left))
            return false;
    return true;
}

bool value_hashable(Value v)
{
    size_t left = KEY_MOST;

    return hashable(v, 0, &left);
}

Dict *dict_new(Arena *a)
{
    return ARENA_NEW(a, Dict);
}

static DictEntry *find(const Dict *d, Value key, size_t *slot)
{
    Reader nobody = {0};
    size_t mask = d->nslots - 1;

    for (*slot = value_hash(key) & mask; d->slots[*slot];
         *slot = (*slot + 1) & mask) {
        DictEntry *e = &d->entries[d->slots[*slot] - 1];
        bool texts = e->key.kind == VALUE_STR && key.kind == VALUE_STR;
        if (texts ? str_eq(e->key.as.s, key.as.s)
                  : value_eq(&nobody, e->key, key))
            return e;
    }
    return NULL;
}

static void grow(Dict *d, Arena *a)
{
    size_t cap = d->cap ? d->cap * 2 : 6;
    DictEntry *entries = ARENA_ARRAY(a, DictEntry, cap);

    if (d->len)
        memcpy(entries, d->entries, d->len * sizeof *entries);
    d->entries = entries;
    d->cap = cap;
    d->nslots = d->nslots ? d->nslots * 2 : 8;
    d->slots = ARENA_ARRAY(a, uint32_t, d->nslots);
    for (size_t i = 0; i < d->len; i++) {
        size_t slot;
        find(d, entries[i].key, &slot);
        d->slots[slot] = (uint32_t)(i + 1);
    }
}

void dict_put(Dict *d, Arena *a, Value key, Value v)
{
    size_t slot;

    if (d->len == d->cap)
        grow(d, a);
    DictEntry *e = find(d, key, &slot);
    if (e) {
        e->value = v;
        return;
    }
    d->entries[d->len++] = (DictEntry){key, v};
    d->slots[slot] = (uint32_t)d->len;
}

void dict_put_str(Dict *d, Arena *a, Str key, Value v)
{
    dict_put(d, a, value_str(key), v);
}

/* Comparing a few texts costs less than hashing one. */
static const Value *get_of_few(const Dict *d, Str key)
{
    for (size_t i = 0; i < d->len; i++) {
        const DictEntry *e = &d->entries[i];
        if (e->key.kind == VALUE_STR && str_eq(e->key.as.s, key))
            return &e->value;
    }
    return NULL;
}

const Value *dict_get(const Dict *d, Value key)
{
    enum { FEW = 8 };
    size_t slot;

    if (d->len == 0)
        return NULL;
    if (key.kind == VALUE_STR && d->len <= FEW)
        return get_of_few(d, key.as.s);
    const DictEntry *e = find(d, key, &slot);
    return e ? &e->value : NULL;
}

const Value *dict_get_str(const Dict *d, Str key)
{
    return dict_get(d, value_str(key));
}
