/* format_field.h - one value as both of Python's formats write it; private to
 * template/.
 */
#ifndef TEMPLATE_FORMAT_FIELD_H
#define TEMPLATE_FORMAT_FIELD_H

#include "data/value.h"

typedef struct {
    char type;        /* d x X o b c e E f F g G % s r a; '\0': none given */
    char align;       /* < > ^ =; '\0': as suits the type */
    char sign;        /* + or space; '\0': only minus */
    bool alternate;   /* # */
    char group;       /* , or _ between thousands; '\0': none */
    Str fill;         /* one code point */
    size_t width;     /* code points */
    size_t precision; /* SIZE_MAX: none given */
} Format;

/* The least digits of an integer are `precision`; none: 1. */
void format_integer(Buf *out, const Format *f, int64_t n);

/* Type e, f, g, their capitals, %, or none. */
void format_float(Buf *out, const Format *f, double d);

/* `text` of `f->width`, aligned to `align` if the format does not say. */
void format_padded(Buf *out, const Format *f, Str text, char align);

/* str, or by conversion r repr and a its ASCII; escaped if `escape` and the
 * value is not safe. */
Str format_text(Arena *a, Reader *r, Value v, char conversion, bool escape);

#endif
