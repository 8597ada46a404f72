/* filters_json.c - tojson: JSON as Python's json.dumps writes it, for HTML.
 *
 * Keys are sorted and all is ASCII, as in Jinja; data/json.h has the plain
 * way.
 */
#include "template/filters.h"
#include "template/sort.h"

#include "base/utf8.h"

#include <math.h>
#include <string.h>

enum { JSON_DEEPEST = 200 };

typedef struct {
    TemplateCall *call;
    Reader *reader;
    Buf *out;
    Str indent;    /* a level's */
    bool indented; /* a line for each item */
    int depth;
    size_t charged; /* bytes of `out` */
} Json;

static void put_escape(Buf *out, uint32_t rune)
{
    if (rune >= 0x10000) {
        rune -= 0x10000;
        buf_printf(out, "\\u%04x\\u%04x", 0xD800 + (rune >> 10),
                   0xDC00 + (rune & 0x3FF));
        return;
    }
    buf_printf(out, "\\u%04x", rune);
}

/* Also what would end a script element or an attribute in single quotes. */
static void put_rune(Buf *out, uint32_t rune)
{
    static const char from[] = "\"\\\b\f\n\r\t", to[] = "\"\\bfnrt";
    const char *hit = rune && rune < 0x80 ? strchr(from, (int)rune) : NULL;

    if (hit) {
        buf_put_char(out, '\\');
        buf_put_char(out, to[hit - from]);
    } else if (rune < 0x20 || rune >= 0x7F || strchr("<>&'", (int)rune)) {
        put_escape(out, rune);
    } else {
        buf_put_char(out, (char)rune);
    }
}

static void put_text(Json *j, Str s)
{
    buf_put_char(j->out, '"');
    for (size_t i = 0; i < s.len;)
        put_rune(j->out, utf8_next(s, &i));
    buf_put_char(j->out, '"');
}

static void put_float(Json *j, double f)
{
    if (isfinite(f))
        float_print(j->out, f);
    else
        buf_put(j->out, isnan(f) ? STR("NaN")
                        : f < 0  ? STR("-Infinity")
                                 : STR("Infinity"));
}

static void new_line(Json *j)
{
    if (!j->indented)
        return;
    buf_put_char(j->out, '\n');
    for (int i = 0; i < j->depth; i++)
        buf_put(j->out, j->indent);
}

/* Before item i. */
static void next_item(Json *j, size_t i)
{
    if (i)
        buf_put(j->out, j->indented ? STR(",") : STR(", "));
    new_line(j);
}

static bool put(Json *j, Value v);

static bool put_list(Json *j, const List *l)
{
    buf_put_char(j->out, '[');
    j->depth++;
    for (size_t i = 0; i < l->len; i++) {
        next_item(j, i);
        if (!put(j, l->items[i]))
            return false;
    }
    j->depth--;
    if (l->len)
        new_line(j);
    buf_put_char(j->out, ']');
    return true;
}

/* A key as text: true, null, 1.5; false if it cannot be one. */
static bool put_name(Json *j, Value key)
{
    Buf b = buf_in(j->reader->arena);
    Json name = {.call = j->call, .reader = j->reader, .out = &b};

    if (key.kind == VALUE_LIST || key.kind == VALUE_UNDEFINED)
        return wrong_kind(j->call, STR("string"), key);
    if (key.kind == VALUE_STR)
        put_text(j, key.as.s);
    else if (put(&name, key))
        put_text(j, buf_str(&b));
    BUF_LIT(j->out, ": ");
    return true;
}

static bool put_dict(Json *j, const Dict *d)
{
    Sortable *members = ARENA_ARRAY(j->reader->arena, Sortable, d->len);

    for (size_t i = 0; i < d->len; i++)
        members[i] = (Sortable){d->entries[i].value, &d->entries[i].key};
    if (!sort_items(j->call, members, d->len, 1, false))
        return false;
    buf_put_char(j->out, '{');
    j->depth++;
    for (size_t i = 0; i < d->len; i++) {
        next_item(j, i);
        if (!put_name(j, members[i].keys[0]) || !put(j, members[i].item))
            return false;
    }
    j->depth--;
    if (d->len)
        new_line(j);
    buf_put_char(j->out, '}');
    return true;
}

/* A list can hold one that holds itself, or the same one many times over: so
 * each costs a little, however short it is written. */
static bool put_nested(Json *j, Value v)
{
    enum { COST = 200 };

    if (j->depth >= JSON_DEEPEST)
        return wrong_kind(j->call, STR("JSON"), v);
    if (!template_charge(j->call, j->out->len - j->charged + COST))
        return false;
    j->charged = j->out->len;
    if (v.kind == VALUE_DICT)
        return put_dict(j, v.as.dict);
    const List *items = items_of(j->call, v);
    return items && put_list(j, items);
}

static bool put(Json *j, Value v)
{
    switch ((ValueKind)v.kind) {
    case VALUE_UNDEFINED:
        return wrong_kind(j->call, STR("JSON"), v);
    case VALUE_NULL:
        BUF_LIT(j->out, "null");
        return true;
    case VALUE_BOOL:
        buf_put(j->out, v.as.b ? STR("true") : STR("false"));
        return true;
    case VALUE_INT:
        buf_put_int(j->out, v.as.i);
        return true;
    case VALUE_FLOAT:
        put_float(j, v.as.f);
        return true;
    case VALUE_OBJECT:
        if (v.as.object->type->len)
            return put_nested(j, v);
        if (!v.as.object->type->text)
            return wrong_kind(j->call, STR("JSON"), v);
        put_text(j, soft_text(j->call, v).as.s);
        return true;
    case VALUE_STR:
        put_text(j, v.as.s);
        return true;
    case VALUE_LIST:
    case VALUE_DICT:
        return put_nested(j, v);
    }
    return false;
}

bool filter_tojson(TemplateCall *call, Value *result)
{
    Value indent = template_arg(call, 1);
    Buf b = buf_in(call_arena(call));
    Json j = {.call = call,
              .reader = template_reader(call),
              .out = &b,
              .indented = arg_given(call, 1)};
    size_t n = 0;

    if (indent.kind == VALUE_STR) {
        j.indent = indent.as.s;
    } else if (!arg_size(call, 1, 0, &n) || n > 80) {
        return n > 80 && wrong_arg(call, 1, STR("integer <= 80"));
    }
    if (n)
        j.indent = str_printf(call_arena(call), "%*s", (int)n, "");
    return put(&j, template_arg(call, 0)) &&
           answer_text(call, result, buf_str(&b), true);
}
