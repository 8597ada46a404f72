/* image.h - how large a picture is, from its first bytes.
 *
 * PNG (W3C PNG 11.2.2), GIF (89a, section 18), JPEG (ITU T.81, B.2.2), WebP
 * (RFC 9649, section 2), SVG (SVG 2, section 8: width and height, else the
 * viewBox).  A decoder library would have to be told about each format too
 * and would read the pixels; the sizes stand in the headers.
 */
#ifndef BUILD_IMAGE_H
#define BUILD_IMAGE_H

#include "base/str.h"

typedef struct {
    int width, height; /* CSS pixels */
} ImageSize;

/* True for a file name that ends like a picture's. */
bool image_name(Str name);

/* False if the bytes are not those of a picture we know, or say no size. */
bool image_size(Str bytes, ImageSize *out);

#endif
