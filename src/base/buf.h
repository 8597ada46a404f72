/* buf.h - text that is written piece by piece.
 *
 * A Buf grows at the end of an arena: in place while it is the arena's newest
 * allocation, by copying when it is not.
 */
#ifndef BASE_BUF_H
#define BASE_BUF_H

#include "base/arena.h"

typedef struct {
    Arena *arena;
    char *ptr;
    size_t len, cap; /* bytes */
} Buf;

Buf buf_in(Arena *a);

/* What has been written so far; valid until the next write. */
Str buf_str(const Buf *b);

/* The same at the end: room that was taken and not used goes back to the arena
 * if nothing else lies behind it.  Nothing may be written after. */
Str buf_take(Buf *b);

void buf_put(Buf *b, Str s);
void buf_put_char(Buf *b, char c);
void buf_put_int(Buf *b, int64_t n);

/* With zeros in front, so that it has `width` digits at least: "07". */
void buf_put_padded(Buf *b, int64_t n, int width);

/* The UTF-8 of a code point. */
void buf_put_rune(Buf *b, uint32_t rune);

void buf_printf(Buf *b, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));

/* Room for `n` more bytes; the caller writes there and adds to b->len. */
char *buf_room(Buf *b, size_t n);

#define BUF_LIT(b, lit) buf_put((b), STR(lit))

#endif
