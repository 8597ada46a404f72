/* heap.h - memory of one Lua state; private to plugin/.
 *
 * Small pieces are cut from large blocks and kept in lists by size when they
 * come back; large ones are malloc's.  So all can be given back at once,
 * whatever state it is in, and most requests cost a few instructions.
 */
#ifndef PLUGIN_HEAP_H
#define PLUGIN_HEAP_H

#include <stddef.h>

enum { HEAP_SMALL = 512, HEAP_STEP = 16 }; /* bytes */

typedef struct HeapLink HeapLink;
struct HeapLink {
    HeapLink *next, *prev;
};

/* Zero-initialise. */
typedef struct {
    HeapLink blocks, large;              /* rings, owned; next NULL: empty */
    char *room, *end;                    /* what is left of the newest block */
    size_t held;                         /* bytes that malloc gave */
    void *spare[HEAP_SMALL / HEAP_STEP]; /* lists by size */
} Heap;

/* As realloc, but with the old size told.  NULL if there is no memory; what
 * was there then stays. */
void *heap_resize(Heap *h, void *p, size_t old, size_t size);

void heap_free(Heap *h);

#endif
