/* escape.h - text made safe for where it is going.
 */
#ifndef BASE_ESCAPE_H
#define BASE_ESCAPE_H

#include "base/buf.h"

/* & < > and, for attribute values, both quotes; as character references. */
void escape_html(Buf *b, Str s);

/* As escape_html; characters that XML 1.0 forbids (section 2.2) are left out.
 */
void escape_xml(Buf *b, Str s);

/* The inside of a JSON string (RFC 8259, section 7); <, >, & and U+2028/9
 * are written \u so that the JSON may stand inside a script element. */
void escape_json(Buf *b, Str s);

/* For a terminal, which would obey control characters: they, and bytes that
 * are not UTF-8, become U+FFFD.  The result is one line. */
void escape_terminal(Buf *b, Str s);

/* Percent-encoding of what may not stand in a URL's path (RFC 3986, 3.3);
 * '/' and existing well-formed percent triplets stay. */
void escape_url_path(Buf *b, Str s);

/* Percent-encoding of all but unreserved characters (RFC 3986, 2.3). */
void escape_url_part(Buf *b, Str s);

/* Undoes percent-encoding; malformed triplets stay as they are. */
Str unescape_url(Arena *a, Str s);

#endif
