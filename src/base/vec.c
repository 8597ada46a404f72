#include "base/vec.h"

#include <string.h>

void *vec_grow(Arena *a, const void *items, size_t len, size_t size,
               size_t *cap)
{
    size_t more = *cap ? *cap * 2 : 8;
    void *copy = arena_alloc(a, more, size);

    if (len)
        memcpy(copy, items, len * size);
    *cap = more;
    return copy;
}
