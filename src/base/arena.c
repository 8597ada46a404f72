#include "base/arena.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* With ARENA_POISON every allocation is a block of its own that is freed on
 * rewind, so that ASan sees a use after it. */
#ifdef ARENA_POISON
enum { BLOCK_MIN = 0, BLOCK_MAX = 0 };
#else
enum { BLOCK_MIN = 16 * 1024, BLOCK_MAX = 4 * 1024 * 1024 };
#endif

struct ArenaBlock {
    ArenaBlock *prev;
    size_t size, used; /* bytes of data */
    _Alignas(max_align_t) char data[];
};

static _Noreturn void out_of_memory(void)
{
    fputs("bifolio: out of memory\n", stderr);
    abort();
}

static ArenaBlock *take_spare(Arena *a, size_t need)
{
    ArenaBlock *b = a->spare;

    if (!b || b->size < need)
        return NULL;
    a->spare = NULL;
    b->used = 0;
    return b;
}

static void add_block(Arena *a, size_t need)
{
    ArenaBlock *b = take_spare(a, need);

    if (!b) {
        /* Double each time, so n bytes cost O(log n) calls to malloc. */
        size_t size = a->head ? a->head->size * 2 : BLOCK_MIN;
        if (size > BLOCK_MAX)
            size = BLOCK_MAX;
        if (size < need)
            size = need;
        b = malloc(sizeof *b + size);
        if (!b)
            out_of_memory();
        b->size = size;
        b->used = 0;
    }
    b->prev = a->head;
    a->head = b;
}

/* `need` bytes that start at a multiple of `align` within the block. */
static char *reserve(Arena *a, size_t need, size_t align)
{
    size_t at = 0;

    if (need > SIZE_MAX / 4)
        out_of_memory();
    if (a->head)
        at = (a->head->used + align - 1) / align * align;
    if (!a->head || at > a->head->size || a->head->size - at < need) {
        add_block(a, need);
        at = 0;
    }
    a->head->used = at + need;
    return a->head->data + at;
}

void *arena_alloc(Arena *a, size_t count, size_t size)
{
    if (size && count > (SIZE_MAX / 4) / size)
        out_of_memory();
    return memset(reserve(a, count * size, _Alignof(max_align_t)), 0,
                  count * size);
}

char *arena_bytes(Arena *a, size_t size)
{
    return reserve(a, size, 1);
}

char *arena_grow(Arena *a, char *p, size_t old, size_t size)
{
    ArenaBlock *b = a->head;

    if (!p)
        return arena_bytes(a, size);
    if (b && p + old == b->data + b->used && size - old <= b->size - b->used) {
        b->used += size - old;
        return p;
    }
    char *copy = arena_bytes(a, size);
    return old ? memcpy(copy, p, old) : copy;
}

void arena_trim(Arena *a, const char *p, size_t size, size_t used)
{
    ArenaBlock *b = a->head;

    if (b && p + size == b->data + b->used)
        b->used -= size - used;
}

Str str_dup(Arena *a, Str s)
{
    if (s.len == 0)
        return (Str){"", 0};
    return (Str){memcpy(arena_bytes(a, s.len), s.ptr, s.len), s.len};
}

char *arena_cstr(Arena *a, Str s)
{
    char *copy = arena_bytes(a, s.len + 1);

    if (s.len)
        memcpy(copy, s.ptr, s.len);
    copy[s.len] = '\0';
    return copy;
}

Str str_printf(Arena *a, const char *fmt, ...)
{
    va_list args, again;

    va_start(args, fmt);
    va_copy(again, args);
    int n = vsnprintf(NULL, 0, fmt, args);
    va_end(args);
    if (n < 0)
        n = 0;
    char *text = arena_bytes(a, (size_t)n + 1);
    vsnprintf(text, (size_t)n + 1, fmt, again);
    va_end(again);
    return (Str){text, (size_t)n};
}

ArenaMark arena_mark(const Arena *a)
{
    return (ArenaMark){a->head, a->head ? a->head->used : 0};
}

static void drop_block(Arena *a, ArenaBlock *dead)
{
    (void)a;
#ifndef ARENA_POISON
    /* One spare, the largest seen: a worker reaches a steady state without
     * malloc. */
    if (!a->spare || a->spare->size < dead->size) {
        free(a->spare);
        a->spare = dead;
        return;
    }
#endif
    free(dead);
}

void arena_rewind(Arena *a, ArenaMark mark)
{
    while (a->head != mark.block) {
        ArenaBlock *dead = a->head;
        a->head = dead->prev;
        drop_block(a, dead);
    }
    if (a->head)
        a->head->used = mark.used;
}

void arena_join(Arena *into, Arena *from)
{
    ArenaBlock *oldest = from->head;

    if (oldest) {
        while (oldest->prev)
            oldest = oldest->prev;
        oldest->prev = into->head;
        into->head = from->head;
    }
    free(from->spare);
    *from = (Arena){0};
}

void arena_free(Arena *a)
{
    arena_rewind(a, (ArenaMark){0});
    free(a->spare);
    a->spare = NULL;
}
