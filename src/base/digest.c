#include "base/digest.h"

#include <nettle/base16.h>
#include <nettle/base64.h>
#include <nettle/sha2.h>
#include <xxhash.h>

uint64_t hash64(Str s)
{
    return XXH3_64bits(s.ptr, s.len);
}

static Digest from_xxh(XXH128_hash_t h)
{
    return (Digest){h.high64, h.low64};
}

Digest digest_of(Str s)
{
    return from_xxh(XXH3_128bits(s.ptr, s.len));
}

Digest digest_add(Digest d, Str s)
{
    Digest part = digest_of(s);
    uint64_t words[4] = {d.high, d.low, part.high, part.low};

    return from_xxh(XXH3_128bits(words, sizeof words));
}

bool digest_eq(Digest a, Digest b)
{
    return a.high == b.high && a.low == b.low;
}

Str digest_hex(Arena *a, Digest d)
{
    return str_printf(a, "%016llx%016llx", (unsigned long long)d.high,
                      (unsigned long long)d.low);
}

bool digest_from_hex(Str s, Digest *out)
{
    uint64_t words[2] = {0, 0};

    for (size_t i = 0; i < s.len && i < 32; i++) {
        char c = s.ptr[i];
        uint64_t *word = &words[i / 16];
        if (ascii_is_digit(c))
            *word = *word * 16 + (uint64_t)(c - '0');
        else if (c >= 'a' && c <= 'f')
            *word = *word * 16 + (uint64_t)(c - 'a' + 10);
        else
            return false;
    }
    if (s.len != 32)
        return false;
    *out = (Digest){words[0], words[1]};
    return true;
}

Str sha256_base64(Arena *a, Str s)
{
    struct sha256_ctx sha;
    uint8_t raw[SHA256_DIGEST_SIZE];
    char base64[BASE64_ENCODE_RAW_LENGTH(sizeof raw)];

    sha256_init(&sha);
    sha256_update(&sha, s.len, (const uint8_t *)s.ptr);
    sha256_digest(&sha, sizeof raw, raw);
    base64_encode_raw(base64, sizeof raw, raw);
    return str_dup(a, (Str){base64, sizeof base64});
}

Str sha256_hex(Arena *a, Str s)
{
    struct sha256_ctx sha;
    uint8_t raw[SHA256_DIGEST_SIZE];
    char hex[BASE16_ENCODE_LENGTH(sizeof raw)];

    sha256_init(&sha);
    sha256_update(&sha, s.len, (const uint8_t *)s.ptr);
    sha256_digest(&sha, sizeof raw, raw);
    base16_encode_update(hex, sizeof raw, raw);
    return str_dup(a, (Str){hex, sizeof hex});
}

Str integrity_of(Arena *a, Str s)
{
    struct sha384_ctx sha;
    uint8_t raw[SHA384_DIGEST_SIZE];
    char base64[BASE64_ENCODE_RAW_LENGTH(sizeof raw)];

    sha384_init(&sha);
    sha384_update(&sha, s.len, (const uint8_t *)s.ptr);
    sha384_digest(&sha, sizeof raw, raw);
    base64_encode_raw(base64, sizeof raw, raw);
    return str_printf(a, "sha384-%.*s", (int)sizeof base64, base64);
}
