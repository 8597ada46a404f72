/* freeze.h - things with pointers in them, as bytes that need no parsing.
 *
 * A Shape says of a struct where its pointers are and what they lead to.
 * freeze() copies a struct and all that can be reached from it behind each
 * other, with offsets in place of pointers, and lists where those stand; thaw()
 * adds one number to each of them, in place, and there the struct is again.
 * Only a program with the same structs may do that: whoever keeps frozen bytes
 * keeps with them which program it was.
 *
 * To freeze another struct: a row for each of its pointers, in shapes.c.
 */
#ifndef BUILD_FREEZE_H
#define BUILD_FREEZE_H

#include "data/value.h"

typedef enum {
    PART_STR,
    PART_LIST,   /* a VEC of `shape` */
    PART_MAP,    /* a Map whose values mean nothing, but that they are there */
    PART_VALUE,  /* a Value of plain data: text, lists, dicts, dates */
    PART_INSIDE, /* a struct of `shape` that is a part of this one */
} PartKind;

typedef struct Shape Shape;

typedef struct {
    PartKind kind;
    size_t offset;
    const Shape *shape; /* of PART_LIST and PART_INSIDE */
} Part;

struct Shape {
    size_t size;
    const Part *parts; /* what is in no part is copied as it is */
    size_t nparts;
};

/* Where frozen bytes must begin, from the beginning of what holds them. */
enum { FREEZE_ALIGN = 16 };

/* The bytes of `root`, in `a`. */
Str freeze(Arena *a, const Shape *shape, const void *root);

/* The struct again; it lives where the bytes are, which must be aligned, and
 * can be done once.  NULL if they are not what freeze gave, as far as can be
 * seen: that nobody has changed them is for others to make sure. */
void *thaw(char *bytes, size_t len);

#endif
