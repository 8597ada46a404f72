/* date_value.c - dates as host objects. */
#include "data/value.h"

#include "data/dict.h"

static const Str names[] = {
    STR_INIT("year"),   STR_INIT("month"),  STR_INIT("day"), STR_INIT("hour"),
    STR_INIT("minute"), STR_INIT("second"), STR_INIT("iso"),
};

static Value date_text(Reader *r, const void *self)
{
    Buf b = buf_in(r->arena);

    date_put_iso(&b, *(const Date *)self);
    return value_str(buf_str(&b));
}

static bool date_get(Reader *r, const void *self, Value key, Value *out)
{
    const Date *d = self;
    const int parts[] = {d->year, d->month,  d->day,
                         d->hour, d->minute, d->second};

    if (key.kind != VALUE_STR)
        return false;
    if (str_eq(key.as.s, STR("iso"))) {
        *out = date_text(r, self);
        return true;
    }
    for (size_t i = 0; i < COUNT(parts); i++) {
        if (str_eq(key.as.s, names[i])) {
            *out = value_int(parts[i]);
            return true;
        }
    }
    return false;
}

static size_t date_keys(Reader *r, const void *self, const Str **out)
{
    (void)r, (void)self;
    *out = names;
    return COUNT(names);
}

static int date_compare(const void *a, const void *b)
{
    return date_cmp(*(const Date *)a, *(const Date *)b);
}

static Digest date_digest(const void *self)
{
    const Date *d = self;
    int64_t words[] = {date_seconds(*d), d->offset, d->precision};

    return digest_of((Str){(const char *)words, sizeof words});
}

static const ObjectType date_type = {
    .name = "date",
    .get = date_get,
    .keys = date_keys,
    .text = date_text,
    .compare = date_compare,
    .digest = date_digest,
};

Value value_date(Arena *a, Date d)
{
    Date *kept = ARENA_NEW(a, Date);

    *kept = d;
    return value_object(a, &date_type, kept);
}

bool value_as_date(Value v, Date *out)
{
    if (v.kind != VALUE_OBJECT || v.as.object->type != &date_type)
        return false;
    *out = *(const Date *)v.as.object->self;
    return true;
}

/* The containers we are in: a list can be made to hold itself. */
typedef struct Above Above;
struct Above {
    const Above *up;
    const void *container;
};

static bool is_above(const Above *up, const void *container)
{
    for (; up; up = up->up)
        if (up->container == container)
            return true;
    return false;
}

static Digest digest_below(Value v, const Above *up)
{
    Digest d = {v.kind, 0};
    Above here = {up, v.as.list};

    switch ((ValueKind)v.kind) {
    case VALUE_LIST:
        d.low = v.as.list->tuple;
        for (size_t i = 0; !is_above(up, v.as.list) && i < v.as.list->len;
             i++) {
            Digest part = digest_below(v.as.list->items[i], &here);
            d = digest_add(d, (Str){(const char *)&part, sizeof part});
        }
        return d;
    case VALUE_DICT:
        here.container = v.as.dict;
        for (size_t i = 0; !is_above(up, v.as.dict) && i < v.as.dict->len;
             i++) {
            const DictEntry *e = &v.as.dict->entries[i];
            Digest parts[] = {digest_below(e->key, &here),
                              digest_below(e->value, &here)};
            d = digest_add(d, (Str){(const char *)parts, sizeof parts});
        }
        return d;
    case VALUE_OBJECT:
        return v.as.object->type->digest
                   ? v.as.object->type->digest(v.as.object->self)
                   : d;
    default:
        d.low = value_hash(v);
        return d;
    }
}

Digest value_digest(Value v)
{
    return digest_below(v, NULL);
}
