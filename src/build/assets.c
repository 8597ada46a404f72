#include "build/assets.h"

#include "base/escape.h"
#include "base/path.h"

enum { FINGERPRINT = 10 }; /* hexadecimal digits */

/* "css/style.css" -> "assets/css/style.1f3a9c0b2d.css" */
static Str output_name(Arena *a, Str name, Str bytes)
{
    Str print = str_take(digest_hex(a, digest_of(bytes)), FINGERPRINT);
    Str suffix = path_suffix(name);
    Str stem = str_take(name, name.len - suffix.len);

    return str_printf(a, "assets/" STR_FMT "." STR_FMT STR_FMT, STR_ARG(stem),
                      STR_ARG(print), STR_ARG(suffix));
}

Asset *asset_new(Arena *a, const Config *config, Str name, Str bytes)
{
    Asset *asset = ARENA_NEW(a, Asset);
    Buf url = buf_in(a);

    *asset = (Asset){
        .name = name,
        .output = output_name(a, name, bytes),
        .bytes = bytes,
        .integrity = integrity_of(a, bytes),
        .sha256 = sha256_base64(a, bytes),
        .size = (int64_t)bytes.len,
    };
    buf_put(&url, config_base_path(config));
    buf_put_char(&url, '/');
    escape_url_path(&url, asset->output);
    asset->url = buf_str(&url);
    asset->permalink = config_absolute(config, a, asset->url);
    return asset;
}

/* clang-format off */
#define OWN(name, kind, doc) \
    {STR_INIT(#name), kind, offsetof(Asset, name), NULL, STR_INIT(doc)}
static const HostField fields[] = {
    OWN(name, HOST_STR, "as the theme has it: style.css"),
    OWN(url, HOST_STR, "the address, with a fingerprint; an asset prints as it"),
    OWN(permalink, HOST_STR, "the absolute address"),
    OWN(integrity, HOST_STR, "for the attribute of that name"),
    {STR_INIT("text"), HOST_HTML, offsetof(Asset, bytes), NULL, STR_INIT("what is in it, as it is")},
    OWN(sha256, HOST_STR, "base64, for a Content-Security-Policy"),
    OWN(size, HOST_INT, "in bytes"),
};
/* clang-format on */

static const ObjectType asset_type;

static const HostTable table = {
    STR_INIT("asset"),
    STR_INIT("A file of the theme, as it is published."),
    fields,
    COUNT(fields),
    &asset_type,
};

const HostTable *asset_table(void)
{
    return &table;
}

static bool asset_get(Reader *r, const void *self, Value key, Value *out)
{
    const HostField *field = host_find(&table, key);

    if (field)
        *out = host_read(r, field, self);
    return field != NULL;
}

static size_t asset_keys(Reader *r, const void *self, const Str **out)
{
    (void)self;
    return host_keys(r, &table, out);
}

static Value asset_text(Reader *r, const void *self)
{
    (void)r;
    return value_str(((const Asset *)self)->url);
}

/* The address changes with the bytes. */
static Digest asset_digest(const void *self)
{
    return digest_of(((const Asset *)self)->url);
}

static const ObjectType asset_type = {
    .name = "asset",
    .get = asset_get,
    .keys = asset_keys,
    .text = asset_text,
    .digest = asset_digest,
};

Value asset_value(Arena *a, const Asset *asset)
{
    return asset ? value_object(a, &asset_type, asset) : value_null();
}

static bool assets_get(Reader *r, const void *self, Value key, Value *out)
{
    const Asset *asset = key.kind == VALUE_STR ? map_get(self, key.as.s) : NULL;

    if (!asset)
        return false;
    *out = asset_value(r->arena, asset);
    return true;
}

static size_t assets_keys(Reader *r, const void *self, const Str **out)
{
    const Map *m = self;
    Str *names = ARENA_ARRAY(r->arena, Str, m->len);

    for (size_t i = 0; i < m->len; i++)
        names[i] = m->entries[i].key;
    *out = names;
    return m->len;
}

static const ObjectType assets_type = {
    .name = "assets",
    .get = assets_get,
    .keys = assets_keys,
};

Value assets_value(Arena *a, const Map *assets)
{
    return value_object(a, &assets_type, assets);
}
