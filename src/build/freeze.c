#include "build/freeze.h"

#include "base/map.h"
#include "base/vec.h"

#include <assert.h>
#include <string.h>

/* What frozen bytes begin with; behind it the struct, then all it leads to,
 * then `npointers` and `ndates` offsets of 32 bits: of pointers, and of those
 * to the type of a date, which is not ours to know. */
typedef struct {
    uint64_t size; /* of all */
    uint32_t npointers, ndates;
} FrozenHead;

_Static_assert(sizeof(FrozenHead) % FREEZE_ALIGN == 0, "the struct is aligned");

typedef VEC(uint32_t) Offsets;

typedef struct {
    Buf out;
    Arena *scratch;
    Offsets pointers, dates;
} Freezer;

/* As VEC() makes them. */
typedef VEC(char) AnyList;

static size_t put_bytes(Freezer *f, const void *bytes, size_t size,
                        size_t align)
{
    static const char zeros[FREEZE_ALIGN];
    size_t gap = (align - f->out.len % align) % align;

    buf_put(&f->out, (Str){zeros, gap});
    size_t at = f->out.len;
    buf_put(&f->out, (Str){bytes, size});
    return at;
}

/* Makes the pointer at `at` lead to `to`; 0 is nowhere. */
static void put_pointer(Freezer *f, size_t at, size_t to)
{
    uint64_t word = to;

    memcpy(f->out.ptr + at, &word, sizeof word);
    if (to)
        *VEC_PUSH(&f->pointers, f->scratch) = (uint32_t)at;
}

static void put_str(Freezer *f, size_t at, Str s)
{
    put_pointer(f, at, s.len ? put_bytes(f, s.ptr, s.len, 1) : 0);
}

static void put_parts(Freezer *f, size_t at, const Shape *shape,
                      const void *from);

/* An array of structs with all they lead to; 0 if it is empty. */
static size_t put_items(Freezer *f, const Shape *shape, const void *items,
                        size_t n)
{
    if (n == 0)
        return 0;
    size_t at = put_bytes(f, items, n * shape->size, FREEZE_ALIGN);

    for (size_t i = 0; shape->nparts && i < n; i++)
        put_parts(f, at + i * shape->size, shape,
                  (const char *)items + i * shape->size);
    return at;
}

/* A list has as much room as it has items. */
static void put_list(Freezer *f, size_t at, const Shape *shape,
                     const AnyList *from)
{
    size_t items = put_items(f, shape, from->items, from->len);

    memcpy(f->out.ptr + at + offsetof(AnyList, cap), &from->len,
           sizeof from->len);
    put_pointer(f, at + offsetof(AnyList, items), items);
}

static void put_map(Freezer *f, size_t at, const Map *from)
{
    size_t entries = 0, slots = 0;

    if (from->len) {
        entries = put_bytes(f, from->entries, from->len * sizeof(MapEntry),
                            FREEZE_ALIGN);
        slots = put_bytes(f, from->slots, from->nslots * sizeof(uint32_t),
                          sizeof(uint32_t));
    }
    for (size_t i = 0; i < from->len; i++) {
        size_t e = entries + i * sizeof(MapEntry);
        put_str(f, e + offsetof(MapEntry, key), from->entries[i].key);
        put_pointer(f, e + offsetof(MapEntry, value), entries);
    }
    memcpy(f->out.ptr + at + offsetof(Map, cap), &from->len, sizeof from->len);
    put_pointer(f, at + offsetof(Map, entries), entries);
    put_pointer(f, at + offsetof(Map, slots), slots);
}

/* ---- values */

static const Part value_parts[] = {{PART_VALUE, 0, NULL}};
static const Shape value_shape = {sizeof(Value), value_parts, 1};
static const Part entry_parts[] = {{PART_VALUE, offsetof(DictEntry, key), NULL},
                                   {PART_VALUE, offsetof(DictEntry, value),
                                    NULL}};
static const Shape entry_shape = {sizeof(DictEntry), entry_parts, 2};

static size_t put_value_list(Freezer *f, const List *from)
{
    List copy = {.len = from->len, .cap = from->len, .tuple = from->tuple};
    size_t at = put_bytes(f, &copy, sizeof copy, FREEZE_ALIGN);

    assert(!from->names);
    put_pointer(f, at + offsetof(List, items),
                put_items(f, &value_shape, from->items, from->len));
    return at;
}

static size_t put_value_dict(Freezer *f, const Dict *from)
{
    Dict copy = {.len = from->len, .cap = from->len, .nslots = from->nslots};
    size_t at = put_bytes(f, &copy, sizeof copy, FREEZE_ALIGN);

    put_pointer(f, at + offsetof(Dict, entries),
                put_items(f, &entry_shape, from->entries, from->len));
    if (from->nslots)
        put_pointer(f, at + offsetof(Dict, slots),
                    put_bytes(f, from->slots, from->nslots * sizeof(uint32_t),
                              sizeof(uint32_t)));
    return at;
}

static size_t put_date(Freezer *f, Date d)
{
    Object none = {NULL, NULL};
    size_t at = put_bytes(f, &none, sizeof none, FREEZE_ALIGN);

    put_pointer(f, at + offsetof(Object, self),
                put_bytes(f, &d, sizeof d, FREEZE_ALIGN));
    *VEC_PUSH(&f->dates, f->scratch) = (uint32_t)(at + offsetof(Object, type));
    return at;
}

static void put_value(Freezer *f, size_t at, Value v)
{
    Date d;

    switch ((ValueKind)v.kind) {
    case VALUE_STR:
        put_str(f, at + offsetof(Value, as.s.ptr), v.as.s);
        break;
    case VALUE_LIST:
        put_pointer(f, at + offsetof(Value, as.list),
                    put_value_list(f, v.as.list));
        break;
    case VALUE_DICT:
        put_pointer(f, at + offsetof(Value, as.dict),
                    put_value_dict(f, v.as.dict));
        break;
    case VALUE_OBJECT:
        if (!value_as_date(v, &d))
            assert(false);
        put_pointer(f, at + offsetof(Value, as.object), put_date(f, d));
        break;
    default:
        break;
    }
}

/* ---- the whole */

static void put_parts(Freezer *f, size_t at, const Shape *shape,
                      const void *from)
{
    for (size_t i = 0; i < shape->nparts; i++) {
        const Part *part = &shape->parts[i];
        const void *member = (const char *)from + part->offset;
        size_t to = at + part->offset;
        switch (part->kind) {
        case PART_STR:
            put_str(f, to, *(const Str *)member);
            break;
        case PART_LIST:
            put_list(f, to, part->shape, member);
            break;
        case PART_MAP:
            put_map(f, to, member);
            break;
        case PART_VALUE:
            put_value(f, to, *(const Value *)member);
            break;
        case PART_INSIDE:
            put_parts(f, to, part->shape, member);
            break;
        }
    }
}

Str freeze(Arena *a, const Shape *shape, const void *root)
{
    Arena scratch = {0};
    Freezer f = {.out = buf_in(a), .scratch = &scratch};
    FrozenHead head = {0};

    put_bytes(&f, &head, sizeof head, FREEZE_ALIGN);
    put_items(&f, shape, root, 1);
    put_bytes(&f, NULL, 0, sizeof(uint32_t));
    buf_put(&f.out, (Str){(const char *)f.pointers.items,
                          f.pointers.len * sizeof(uint32_t)});
    buf_put(&f.out,
            (Str){(const char *)f.dates.items, f.dates.len * sizeof(uint32_t)});
    head = (FrozenHead){f.out.len, (uint32_t)f.pointers.len,
                        (uint32_t)f.dates.len};
    memcpy(f.out.ptr, &head, sizeof head);
    arena_free(&scratch);
    return buf_take(&f.out);
}

static bool thaw_pointers(char *bytes, size_t len, const uint32_t *at, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        uint64_t offset;
        if (at[i] > len - sizeof offset)
            return false;
        memcpy(&offset, bytes + at[i], sizeof offset);
        if (offset >= len)
            return false;
        const char *to = bytes + offset;
        memcpy(bytes + at[i], &to, sizeof to);
    }
    return true;
}

static bool thaw_dates(char *bytes, size_t len, const uint32_t *at, size_t n)
{
    Arena scratch = {0};
    const ObjectType *type =
        n ? value_date(&scratch, (Date){0}).as.object->type : NULL;

    arena_free(&scratch);
    for (size_t i = 0; i < n; i++) {
        if (at[i] > len - sizeof type)
            return false;
        memcpy(bytes + at[i], &type, sizeof type);
    }
    return true;
}

void *thaw(char *bytes, size_t len)
{
    FrozenHead head;

    if (len < sizeof head)
        return NULL;
    memcpy(&head, bytes, sizeof head);
    uint64_t tail = ((uint64_t)head.npointers + head.ndates) * sizeof(uint32_t);
    if (head.size != len || tail > len - sizeof head)
        return NULL;
    const uint32_t *at = (const uint32_t *)(const void *)(bytes + len - tail);
    bool good = thaw_pointers(bytes, len, at, head.npointers) &&
                thaw_dates(bytes, len, at + head.npointers, head.ndates);
    return good ? bytes + sizeof head : NULL;
}
