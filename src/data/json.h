/* json.h - JSON (RFC 8259) in and out.
 */
#ifndef DATA_JSON_H
#define DATA_JSON_H

#include "data/value.h"
#include "diag/diag.h"

/* Integers that fit stay integers.  Nesting is bounded to 512.  False after
 * errors, *out untouched. */
bool json_parse(Arena *a, const Source *src, DiagList *d, Value *out);

/* `indent` spaces a level, 0 for one line.  Keys in their order; safe inside a
 * script element (escape.h).  Undefined prints null; objects by their text. */
void json_print(Buf *b, Reader *r, Value v, int indent);

#endif
