/* value.h - what templates, plugins and data files compute with.
 *
 * A Value is small and passed by copy.  Strings, lists and dicts are borrowed
 * from an arena; pages, terms and the like are host objects that stay where
 * they are and are asked, one key at a time, through an ObjectType: nothing is
 * copied until it is wanted, and every answer can be observed.
 *
 * Threads: a value that more than one thread can see is not changed.
 */
#ifndef DATA_VALUE_H
#define DATA_VALUE_H

#include "base/buf.h"
#include "base/date.h"
#include "base/digest.h"

typedef enum {
    VALUE_UNDEFINED, /* zero: what is not there */
    VALUE_NULL,
    VALUE_BOOL,
    VALUE_INT,
    VALUE_FLOAT,
    VALUE_STR,
    VALUE_LIST,
    VALUE_DICT,
    VALUE_OBJECT,
} ValueKind;

typedef struct Value Value;
typedef struct List List;
typedef struct Dict Dict;
typedef struct Object Object;
typedef struct ObjectType ObjectType;
typedef struct Reader Reader;

struct Value {
    uint8_t kind; /* ValueKind */
    bool safe;    /* VALUE_STR: already escaped for the output's type */
    union {
        bool b;
        int64_t i;
        double f;
        Str s;
        List *list;
        Dict *dict;
        Object *object;
    } as;
};

struct List {
    Value *items;
    size_t len, cap;
    const Str *names; /* of the items, which are then attributes; or NULL */
    bool tuple;       /* prints as (a, b) and is hashable */
    bool fresh; /* made by whoever computes now, who alone may change it */
};

/* In the order of insertion.  Keys are strings, numbers, bools, null or
 * tuples; 1, 1.0 and true are one key, as in Python. */
typedef struct {
    Value key, value;
} DictEntry;

struct Dict {
    DictEntry *entries;
    size_t len, cap;
    uint32_t *slots; /* see map.h */
    size_t nslots;
    bool fresh; /* as in List */
};

struct Object {
    const ObjectType *type;
    const void *self;
};

/* Told of every answer a host object gives: what was asked of whom, and what
 * came; and of what is no object but was relied on all the same, whether it is
 * there or not: a "template" or a "plugin" by its name, the "clock".  The
 * incremental build rests on it. */
typedef struct Observer Observer;
struct Observer {
    void (*read)(Observer *o, const Object *from, Value key, Value answer);
    void (*used)(Observer *o, Str kind, Str name); /* or NULL */
};

/* Who is asking: where new values may live, and who watches. */
struct Reader {
    Arena *arena;
    Observer *observer; /* NULL: nobody */
    size_t *work;       /* values that may yet be compared or printed; NULL: as
                           many as there are.  Lists in lists can be more than
                           anyone could wait for. */
};

/* Every member but the name may be NULL: the object cannot do that. */
struct ObjectType {
    const char *name; /* as `dump` and messages call it: "page" */

    /* The attribute or item under `key`; false if there is none. */
    bool (*get)(Reader *r, const void *self, Value key, Value *out);

    /* Names for `get`, for suggestions, dump and iteration over a mapping. */
    size_t (*keys)(Reader *r, const void *self, const Str **out);

    /* As a sequence. */
    size_t (*len)(const void *self);
    Value (*at)(Reader *r, const void *self, size_t i);

    /* Printed by {{ }}; NULL prints <name>. */
    Value (*text)(Reader *r, const void *self);

    /* Equal and ordered values, e.g. of dates; both are of this type. */
    int (*compare)(const void *a, const void *b);

    /* What identifies its present content, for observers; NULL: its address
     * means nothing to later builds and only what is read through it counts. */
    Digest (*digest)(const void *self);
};

/* Constructors.  object: `type` and `self` are borrowed. */
Value value_null(void);
Value value_bool(bool b);
Value value_int(int64_t i);
Value value_float(double f);
Value value_str(Str s);
Value value_safe(Str s);
Value value_list(List *l);
Value value_dict(Dict *d);
Value value_object(Arena *a, const ObjectType *type, const void *self);

/* A date as a host object: year, month, day, hour, minute, second, iso.
 * value_as_date is false for anything else. */
Value value_date(Arena *a, Date d);
bool value_as_date(Value v, Date *out);

List *list_new(Arena *a, size_t cap);
void list_push(List *l, Arena *a, Value v);

Dict *dict_new(Arena *a);
/* Adds or replaces.  The key is borrowed. */
void dict_put(Dict *d, Arena *a, Value key, Value v);
void dict_put_str(Dict *d, Arena *a, Str key, Value v);
/* NULL if it is not there. */
const Value *dict_get(const Dict *d, Value key);
const Value *dict_get_str(const Dict *d, Str key);

/* True for keys a Dict can have. */
bool value_hashable(Value v);

/* Member or item of any container, host objects through the observer.  List
 * indices may be negative.  False, and *out undefined, if there is none. */
bool value_get(Reader *r, Value of, Value key, Value *out);
bool value_get_str(Reader *r, Value of, Str key, Value *out);

/* Items of a list, of an object with len, or (as keys) of a dict or of an
 * object with keys; code points of a string.  SIZE_MAX: not a container. */
size_t value_len(Reader *r, Value v);
/* Item i of a sequence or key i of a mapping, i < value_len. */
Value value_at(Reader *r, Value v, size_t i);

/* The items of a sequence of objects as a list; any other value, and whatever
 * has a text of its own, as it is.  So lists of pages print as lists. */
Value value_as_list(Reader *r, Value v);

/* Python's truth: not undefined, null, false, 0, "" or empty. */
bool value_truth(Reader *r, Value v);

/* Python's ==, numbers by value across kinds. */
bool value_eq(Reader *r, Value a, Value b);

/* Order of numbers, strings, lists and dates among themselves: -1, 0, 1, or 2
 * where a NaN decides, which is neither less nor more.  False if the two
 * cannot be compared. */
bool value_cmp(Reader *r, Value a, Value b, int *order);

/* Takes `n` off r->work.  False if there is not that much: what compares or
 * prints then ends early, and whoever set the limit sees that it is 0. */
bool reader_spend(Reader *r, size_t n);

/* "string", "integer", "page", ... for messages. */
Str value_kind_name(Value v);

/* As Jinja prints: str() of Python: None, True, 1.0, and repr inside lists
 * and dicts.  Objects by their text. */
void value_print(Buf *b, Reader *r, Value v);
/* Python's repr: strings quoted. */
void value_repr(Buf *b, Reader *r, Value v);

/* The shortest text that reads back as the same number, in Python's form:
 * 1.0, 1e+16, 0.1, inf, nan. */
void float_print(Buf *b, double f);

/* What the value is now, host objects by their digest. */
Digest value_digest(Value v);

/* Tells whoever watches that something was relied on. */
void reader_used(Reader *r, Str kind, Str name);

#endif
