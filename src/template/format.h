/* format.h - Python's two ways of filling values into text.
 *
 * Both append to `out`.  False, and *fault says why, if the values do not suit
 * the format or what is made is longer than FORMAT_MOST.  No width or precision
 * is above FORMAT_WIDEST.
 *
 * The ones that end in _safe are for a format that is safe: what is put in is
 * escaped, unless it is safe itself.
 */
#ifndef TEMPLATE_FORMAT_H
#define TEMPLATE_FORMAT_H

#include "data/value.h"
#include "diag/diag.h"

enum { FORMAT_WIDEST = 1000, FORMAT_MOST = 4 << 20 };

typedef struct {
    DiagCode code; /* TEMPLATE_FORMAT, TEMPLATE_FORMAT_... */
    Str place;     /* of the format, the argument of TEMPLATE_FORMAT */
} FormatFault;

/* fmt % args: a tuple is several values, a dict is for %(name)s, anything else
 * is one value. */
bool text_percent(Buf *out, Reader *r, Str fmt, Value args, FormatFault *fault);
bool text_percent_safe(Buf *out, Reader *r, Str fmt, Value args,
                       FormatFault *fault);

/* fmt.format(*args, **kw); kw may be NULL. */
/* NOLINTBEGIN(readability-function-size): positional, by name, as Python */
bool text_braces(Buf *out, Reader *r, Str fmt, const Value *args, size_t n,
                 const Dict *kw, FormatFault *fault);
bool text_braces_safe(Buf *out, Reader *r, Str fmt, const Value *args, size_t n,
                      const Dict *kw, FormatFault *fault);
/* NOLINTEND(readability-function-size) */

#endif
