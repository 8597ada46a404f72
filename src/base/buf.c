#include "base/buf.h"

#include "base/utf8.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

Buf buf_in(Arena *a)
{
    return (Buf){.arena = a};
}

Str buf_str(const Buf *b)
{
    return (Str){b->ptr ? b->ptr : "", b->len};
}

Str buf_take(Buf *b)
{
    if (b->ptr)
        arena_trim(b->arena, b->ptr, b->cap, b->len);
    b->cap = b->len;
    return buf_str(b);
}

char *buf_room(Buf *b, size_t n)
{
    if (!b->ptr || b->cap - b->len < n) {
        size_t cap = b->cap ? b->cap * 2 : 64;
        if (cap < b->len + n)
            cap = b->len + n;
        b->ptr = arena_grow(b->arena, b->ptr, b->cap, cap);
        b->cap = cap;
    }
    return b->ptr + b->len;
}

void buf_put(Buf *b, Str s)
{
    if (s.len == 0)
        return;
    memcpy(buf_room(b, s.len), s.ptr, s.len);
    b->len += s.len;
}

void buf_put_char(Buf *b, char c)
{
    *buf_room(b, 1) = c;
    b->len++;
}

void buf_put_int(Buf *b, int64_t n)
{
    buf_put_padded(b, n, 1);
}

void buf_put_padded(Buf *b, int64_t n, int width)
{
    char digits[20];
    size_t i = sizeof digits;
    uint64_t rest = n < 0 ? 0 - (uint64_t)n : (uint64_t)n;

    if (n < 0)
        buf_put_char(b, '-');
    for (; i && (rest || width > 0); width--) {
        digits[--i] = (char)('0' + rest % 10);
        rest /= 10;
    }
    buf_put(b, (Str){digits + i, sizeof digits - i});
}

void buf_put_rune(Buf *b, uint32_t rune)
{
    b->len += utf8_encode(buf_room(b, UTF8_MAX), rune);
}

void buf_printf(Buf *b, const char *fmt, ...)
{
    va_list args, again;

    va_start(args, fmt);
    va_copy(again, args);
    int n = vsnprintf(NULL, 0, fmt, args);
    va_end(args);
    if (n > 0) {
        vsnprintf(buf_room(b, (size_t)n + 1), (size_t)n + 1, fmt, again);
        b->len += (size_t)n;
    }
    va_end(again);
}
