#include "plugin/heap.h"

#include <stdlib.h>
#include <string.h>

enum { BLOCK = 256 << 10 }; /* bytes */

/* Aligned for any type, and so is what follows it. */
typedef union {
    HeapLink link;
    max_align_t align;
} Header;

static void ring_add(HeapLink *ring, HeapLink *one)
{
    if (!ring->next)
        ring->next = ring->prev = ring;
    one->next = ring->next;
    one->prev = ring;
    ring->next->prev = one;
    ring->next = one;
}

static void ring_take(HeapLink *one)
{
    one->prev->next = one->next;
    one->next->prev = one->prev;
}

static void ring_free(HeapLink *ring)
{
    for (HeapLink *one = ring->next; one && one != ring;) {
        HeapLink *next = one->next;
        free(one);
        one = next;
    }
}

/* The list of a size, 1 .. HEAP_SMALL. */
static size_t class_of(size_t size)
{
    return (size - 1) / HEAP_STEP;
}

static void *take_small(Heap *h, size_t size)
{
    size_t class = class_of(size);
    size_t room = (class + 1) * HEAP_STEP;
    void *p = h->spare[class];

    if (p) {
        memcpy(&h->spare[class], p, sizeof(void *));
        return p;
    }
    if ((size_t)(h->end - h->room) < room) {
        Header *block = malloc(sizeof *block + BLOCK);
        if (!block)
            return NULL;
        ring_add(&h->blocks, &block->link);
        h->held += BLOCK;
        h->room = (char *)(block + 1);
        h->end = h->room + BLOCK;
    }
    p = h->room;
    h->room += room;
    return p;
}

static void *take(Heap *h, size_t size)
{
    if (size <= HEAP_SMALL)
        return take_small(h, size);
    Header *large = malloc(sizeof *large + size);
    if (!large)
        return NULL;
    ring_add(&h->large, &large->link);
    h->held += size;
    return large + 1;
}

static void give(Heap *h, void *p, size_t size)
{
    if (size > HEAP_SMALL) {
        Header *large = (Header *)p - 1;
        ring_take(&large->link);
        free(large);
        h->held -= size;
        return;
    }
    void **spare = &h->spare[class_of(size)];
    memcpy(p, spare, sizeof *spare);
    *spare = p;
}

/* Both are large. */
static void *stretch(Heap *h, void *p, size_t before, size_t size)
{
    Header *old = (Header *)p - 1;

    ring_take(&old->link);
    Header *large = realloc(old, sizeof *large + size);
    ring_add(&h->large, large ? &large->link : &old->link);
    if (!large)
        return NULL;
    h->held += size - before;
    return large + 1;
}

void *heap_resize(Heap *h, void *p, size_t old, size_t size)
{
    if (!p)
        return size ? take(h, size) : NULL;
    if (size == 0) {
        give(h, p, old);
        return NULL;
    }
    if (old > HEAP_SMALL && size > HEAP_SMALL)
        return stretch(h, p, old, size);
    if (old <= HEAP_SMALL && size <= HEAP_SMALL &&
        class_of(old) == class_of(size))
        return p;
    void *new = take(h, size);
    if (!new)
        return NULL;
    memcpy(new, p, old < size ? old : size);
    give(h, p, old);
    return new;
}

void heap_free(Heap *h)
{
    ring_free(&h->blocks);
    ring_free(&h->large);
    *h = (Heap){0};
}
