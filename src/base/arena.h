/* arena.h - memory that is given back all at once.
 *
 * Everything in bifolio that outlives one function call lives in an Arena.
 * There is no per-object free: an owner drops the whole arena.
 *
 * Ownership, for the whole program: a pointer you are given is borrowed; a
 * pointer you return lives in the Arena you were passed; only X_close and
 * arena_free give anything back.
 *
 * Threads: an Arena has one user at a time and takes no lock.
 * Failure: running out of memory ends the process with a message, so no caller
 * checks for NULL.
 */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include "base/str.h"

typedef struct ArenaBlock ArenaBlock;

/* Zero-initialise; there is nothing to call before first use. */
typedef struct {
    ArenaBlock *head;  /* newest block; owned */
    ArenaBlock *spare; /* one block kept by rewind for the next job; owned */
} Arena;

/* A place to rewind to.  Valid until the arena is rewound past it or freed. */
typedef struct {
    ArenaBlock *block;
    size_t used; /* bytes */
} ArenaMark;

/* Zeroed storage for `count` objects of `size` bytes, aligned for any type. */
void *arena_alloc(Arena *a, size_t count, size_t size);

/* `size` bytes, not zeroed and not aligned: for text. */
char *arena_bytes(Arena *a, size_t size);

/* Makes the run of `old` bytes at `p` `size` bytes long.  In place where `p`
 * is the arena's newest allocation and there is room; else a copy. */
char *arena_grow(Arena *a, char *p, size_t old, size_t size);

/* Gives back all but the first `used` bytes of the run of `size` at `p`, if it
 * is the arena's newest allocation. */
void arena_trim(Arena *a, const char *p, size_t size, size_t used);

/* A copy of `s`; cstr adds a NUL, for calls into libc and the kernel. */
Str str_dup(Arena *a, Str s);
char *arena_cstr(Arena *a, Str s);

/* printf into the arena. */
Str str_printf(Arena *a, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));

ArenaMark arena_mark(const Arena *a);

/* Gives back everything allocated since `mark`; pointers to it dangle. */
void arena_rewind(Arena *a, ArenaMark mark);

/* Moves all of `from` into `into`; pointers stay good, `from` is empty. */
void arena_join(Arena *into, Arena *from);

/* Gives back everything and leaves `a` ready for reuse. */
void arena_free(Arena *a);

#define ARENA_NEW(a, T)      ((T *)arena_alloc((a), 1, sizeof(T)))
#define ARENA_ARRAY(a, T, n) ((T *)arena_alloc((a), (n), sizeof(T)))

#endif
