/* mime.h - what kind of thing a file is, by its name (RFC 6838).
 */
#ifndef SERVE_MIME_H
#define SERVE_MIME_H

#include "base/str.h"

/* With the charset where it is text, which is always UTF-8. */
Str mime_type(Str path);

bool mime_is_html(Str path);

#endif
