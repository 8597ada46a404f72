/* conditions.h - parts of files, and files the browser has already.
 *
 * RFC 9110: sections 12.5.3 (Accept-Encoding), 13.1 (If-None-Match), 13.1.5
 * (If-Range) and 14 (Range).
 */
#ifndef SERVE_CONDITIONS_H
#define SERVE_CONDITIONS_H

#include "base/str.h"

/* True if a list of entity tags has this one, or is "*".  Weakly compared. */
bool etag_in(Str list, Str etag);

typedef enum {
    RANGE_NONE, /* the whole: none was asked for, or none we know */
    RANGE_PART,
    RANGE_NOT_THERE, /* 416 */
} RangeKind;

/* The one range of bytes asked for; several are answered with the whole. */
RangeKind range_read(Str header, size_t size, size_t *from, size_t *to);

/* True if the browser takes a coding such as "gzip". */
bool encoding_accepted(Str header, Str coding);

#endif
