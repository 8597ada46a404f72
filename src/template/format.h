/* format.h - Python's two ways of filling values into text.
 *
 * Both append to `out`.  False, and *why set, if the values do not suit: *why
 * is the place of the format that has no value that suits it, or is empty when
 * values are left over (TEMPLATE_FORMAT, TEMPLATE_FORMAT_MORE).  No width or
 * precision is above FORMAT_WIDEST, so what is made is bounded by the format.
 *
 * The ones that end in _safe are for a format that is safe: what is put in is
 * escaped, unless it is safe itself.
 */
#ifndef TEMPLATE_FORMAT_H
#define TEMPLATE_FORMAT_H

#include "data/value.h"

enum { FORMAT_WIDEST = 1000 };

/* fmt % args: a tuple is several values, a dict is for %(name)s, anything else
 * is one value. */
bool text_percent(Buf *out, Reader *r, Str fmt, Value args, Str *why);
bool text_percent_safe(Buf *out, Reader *r, Str fmt, Value args, Str *why);

/* fmt.format(*args, **kw); kw may be NULL. */
/* NOLINTBEGIN(readability-function-size): positional, by name, as Python */
bool text_braces(Buf *out, Reader *r, Str fmt, const Value *args, size_t n,
                 const Dict *kw, Str *why);
bool text_braces_safe(Buf *out, Reader *r, Str fmt, const Value *args, size_t n,
                      const Dict *kw, Str *why);
/* NOLINTEND(readability-function-size) */

#endif
