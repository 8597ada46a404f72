/* print.c - values as text: Python's str and repr, which Jinja prints. */
#include "data/value.h"

#include "base/utf8.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { PRINT_DEEPEST = 64 };

/* The containers we are in: a list can be made to hold itself. */
typedef struct Above Above;
struct Above {
    const Above *up;
    const void *container;
    int depth;
};

/* The fewest digits that read back as the same number.  printf and strtod
 * follow the locale's decimal point, but the program never sets one. */
static int shortest(double f, char out[32])
{
    int digits = 1;

    for (; digits < 17; digits++) {
        snprintf(out, 32, "%.*e", digits - 1, f);
        if (strtod(out, NULL) == f)
            break;
    }
    snprintf(out, 32, "%.*e", digits - 1, f);
    return digits;
}

void float_print(Buf *b, double f)
{
    char text[32];

    if (isnan(f) || isinf(f)) {
        buf_put(b, isnan(f) ? STR("nan") : f < 0 ? STR("-inf") : STR("inf"));
        return;
    }
    int digits = shortest(f, text);
    int exponent = (int)strtol(strchr(text, 'e') + 1, NULL, 10);
    if (exponent < -4 || exponent >= 16) {
        snprintf(text, sizeof text, "%.*e", digits - 1, f);
        buf_put(b, str_of(text));
        return;
    }
    int decimals = digits - 1 - exponent;
    buf_printf(b, "%.*f", decimals > 0 ? decimals : 1, f);
}

static void repr_rune(Buf *b, uint32_t rune, char quote)
{
    switch (rune) {
    case '\n':
        BUF_LIT(b, "\\n");
        return;
    case '\r':
        BUF_LIT(b, "\\r");
        return;
    case '\t':
        BUF_LIT(b, "\\t");
        return;
    case '\\':
        BUF_LIT(b, "\\\\");
        return;
    default:
        break;
    }
    if (rune == (unsigned char)quote)
        buf_put_char(b, '\\');
    if (rune < 0x20 || (rune >= 0x7F && rune <= 0xA0) || rune == 0xAD)
        buf_printf(b, "\\x%02x", rune);
    else
        buf_put_rune(b, rune);
}

static void repr_str(Buf *b, Str s)
{
    bool single = str_find(s, '\'') != SIZE_MAX;
    bool twin = str_find(s, '"') != SIZE_MAX;
    char quote = single && !twin ? '"' : '\'';

    buf_put_char(b, quote);
    for (size_t i = 0; i < s.len;)
        repr_rune(b, utf8_next(s, &i), quote);
    buf_put_char(b, quote);
}

static void put(Buf *b, Reader *r, Value v, const Above *up);

/* True, after "...", where a container holds itself or too much. */
static bool put_dots(Buf *b, const void *container, const Above *up)
{
    bool again = up && up->depth >= PRINT_DEEPEST;

    for (; up && !again; up = up->up)
        again = up->container == container;
    if (again)
        BUF_LIT(b, "...");
    return again;
}

static Above inside(const void *container, const Above *up)
{
    return (Above){up, container, up ? up->depth + 1 : 1};
}

static void put_items(Buf *b, Reader *r, const List *l, const Above *up)
{
    Above here = inside(l, up);

    if (put_dots(b, l, up))
        return;
    for (size_t i = 0; i < l->len; i++) {
        if (i)
            BUF_LIT(b, ", ");
        put(b, r, l->items[i], &here);
    }
    if (l->tuple && l->len == 1)
        buf_put_char(b, ',');
}

static void put_entries(Buf *b, Reader *r, const Dict *d, const Above *up)
{
    Above here = inside(d, up);

    if (put_dots(b, d, up))
        return;
    for (size_t i = 0; i < d->len; i++) {
        if (i)
            BUF_LIT(b, ", ");
        put(b, r, d->entries[i].key, &here);
        BUF_LIT(b, ": ");
        put(b, r, d->entries[i].value, &here);
    }
}

static void put_object(Buf *b, Reader *r, const Object *o)
{
    if (!o->type->text) {
        buf_printf(b, "<%s>", o->type->name);
        return;
    }
    Value text = o->type->text(r, o->self);
    if (r->observer)
        r->observer->read(r->observer, o, value_null(), text);
    value_print(b, r, text);
}

/* repr, but for objects, which have none of their own. */
static void put(Buf *b, Reader *r, Value v, const Above *up)
{
    if (!reader_spend(r, 1 + (v.kind == VALUE_STR ? v.as.s.len / 32 : 0)))
        return;
    v = value_as_list(r, v);
    switch ((ValueKind)v.kind) {
    case VALUE_UNDEFINED:
        BUF_LIT(b, "Undefined");
        break;
    case VALUE_NULL:
        BUF_LIT(b, "None");
        break;
    case VALUE_BOOL:
        buf_put(b, v.as.b ? STR("True") : STR("False"));
        break;
    case VALUE_INT:
        buf_put_int(b, v.as.i);
        break;
    case VALUE_FLOAT:
        float_print(b, v.as.f);
        break;
    case VALUE_STR:
        repr_str(b, v.as.s);
        break;
    case VALUE_LIST:
        buf_put_char(b, v.as.list->tuple ? '(' : '[');
        put_items(b, r, v.as.list, up);
        buf_put_char(b, v.as.list->tuple ? ')' : ']');
        break;
    case VALUE_DICT:
        buf_put_char(b, '{');
        put_entries(b, r, v.as.dict, up);
        buf_put_char(b, '}');
        break;
    case VALUE_OBJECT:
        put_object(b, r, v.as.object);
        break;
    }
}

void value_repr(Buf *b, Reader *r, Value v)
{
    put(b, r, v, NULL);
}

void value_print(Buf *b, Reader *r, Value v)
{
    if (v.kind == VALUE_STR)
        buf_put(b, v.as.s);
    else if (v.kind != VALUE_UNDEFINED)
        put(b, r, v, NULL);
}
