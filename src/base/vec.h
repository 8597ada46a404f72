/* vec.h - arrays that grow at the end.
 *
 *     typedef VEC(Heading) Headings;
 *     *VEC_PUSH(&list, arena) = heading;
 *
 * The items live in the arena; growing copies them, so a pointer to an item
 * holds only until the next push.
 */
#ifndef BASE_VEC_H
#define BASE_VEC_H

#include "base/arena.h"

#define VEC(T)                                                                 \
    struct {                                                                   \
        T *items;                                                              \
        size_t len, cap;                                                       \
    }

/* The address of a new zeroed item at the end. */
#define VEC_PUSH(v, arena)                                                     \
    ((v)->items = (v)->len < (v)->cap                                          \
                      ? (v)->items                                             \
                      : vec_grow((arena), (v)->items, (v)->len,                \
                                 sizeof *(v)->items, &(v)->cap),               \
     (v)->items + (v)->len++)

/* For VEC_PUSH: room for at least one more item, the rest zeroed. */
void *vec_grow(Arena *a, const void *items, size_t len, size_t size,
               size_t *cap);

#endif
