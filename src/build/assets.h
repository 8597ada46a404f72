/* assets.h - the theme's files, as they are published.
 *
 * Each is named by a fingerprint of its bytes, so that browsers may keep it for
 * ever, and carries the hashes that pages and headers vouch for it with.
 */
#ifndef BUILD_ASSETS_H
#define BUILD_ASSETS_H

#include "site/objects.h"

/* Everything is made by asset_new. */
typedef struct {
    Str name;      /* as the theme has it: "style.css" */
    Str url;       /* "/assets/style.1f3a9c0b2d.css" */
    Str permalink; /* absolute */
    Str output;    /* the file below the output folder */
    Str bytes;     /* borrowed */
    Str integrity; /* for Subresource Integrity */
    Str sha256;    /* base64, for a Content-Security-Policy */
    int64_t size;
} Asset;

/* `bytes` as they are to be published under `name`, a relative path. */
Asset *asset_new(Arena *a, const Config *config, Str name, Str bytes);

/* As a mapping from names to assets; and one of them. */
Value assets_value(Arena *a, const Map *assets);
Value asset_value(Arena *a, const Asset *asset);

/* Fields of an asset, for documentation. */
const HostTable *asset_table(void);

#endif
