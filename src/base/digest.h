/* digest.h - fingerprints of bytes.
 *
 * The 64- and 128-bit ones are XXH3: fast, stable across machines, no
 * protection against someone who wants a collision.  SHA-384 is what
 * Subresource Integrity asks browsers to check (W3C SRI, section 3.2).
 */
#ifndef BASE_DIGEST_H
#define BASE_DIGEST_H

#include "base/arena.h"

typedef struct {
    uint64_t high, low;
} Digest;

uint64_t hash64(Str s);

Digest digest_of(Str s);

/* The digest of a sequence: start with {0} and add the parts in order. */
Digest digest_add(Digest d, Str s);

bool digest_eq(Digest a, Digest b);

/* 32 lower-case hexadecimal digits. */
Str digest_hex(Arena *a, Digest d);

/* And back.  False, and *out untouched, on anything else. */
bool digest_from_hex(Str s, Digest *out);

/* The base64 of the SHA-256: how a Content-Security-Policy names an inline
 * script or style (CSP 3, section 2.3.1). */
Str sha256_base64(Arena *a, Str s);

/* Its 64 lower-case hexadecimal digits, as sha256sum prints them. */
Str sha256_hex(Arena *a, Str s);

/* "sha384-" and the base64 of the hash: the integrity attribute's value. */
Str integrity_of(Arena *a, Str s);

#endif
