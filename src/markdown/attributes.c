/* attributes.c - see attributes.h.
 *
 * To add an attribute: a row in code_keys or html_keys, its meaning in
 * attributes_code.c or html.c, and a row in
 * tests/unit/test_markdown_attributes.c.  What else may be said of code,
 * whoever parses says: see MarkdownCode. */
#include "markdown/attributes.h"

#include "base/text.h"

#include <string.h>

static const Str code_keys[] = {
    STR_INIT("title"), STR_INIT("file"),  STR_INIT("hl"),   STR_INIT("start"),
    STR_INIT("lang"),  STR_INIT("diff"),  STR_INIT("wrap"), STR_INIT("linenos"),
    STR_INIT("id"),    STR_INIT("class"),
};

/* Written into the HTML as they are: nothing here may run a script. */
static const Str html_keys[] = {
    STR_INIT("lang"),   STR_INIT("title"),    STR_INIT("dir"),
    STR_INIT("width"),  STR_INIT("height"),   STR_INIT("loading"),
    STR_INIT("rel"),    STR_INIT("hreflang"), STR_INIT("translate"),
    STR_INIT("cite"),   STR_INIT("sizes"),    STR_INIT("role"),
    STR_INIT("srcset"), STR_INIT("id"),       STR_INIT("class"),
};

typedef struct {
    const AttributesReader *r;
    Str text;
    size_t at;
    Span span; /* of text in the source */
    Map seen;  /* keys */
    bool ok;
} Cursor;

static bool is_name_char(char c)
{
    /* Bytes of any letter beyond ASCII are welcome in ids. */
    return ascii_is_alnum(c) || (unsigned char)c >= 0x80 ||
           (c && strchr("-_:.", c));
}

/* ---- finding the end ----------------------------------------------------- */

size_t attributes_length(Str text)
{
    char quote = 0;

    if (text.len == 0 || text.ptr[0] != '{')
        return 0;
    for (size_t i = 1; i < text.len; i++) {
        char c = text.ptr[i];
        if (c == '\n')
            return 0;
        if (quote) {
            if (c == quote)
                quote = 0;
        } else if (c == '}') {
            return i + 1;
        } else if (c == '"' || c == '\'') {
            quote = c;
        }
    }
    return 0;
}

/* ---- complaints ---------------------------------------------------------- */

static Span place(const Cursor *c, size_t from, size_t to)
{
    uint32_t start = c->span.start + (uint32_t)from;
    uint32_t end = c->span.start + (uint32_t)to;

    if (start >= c->span.end)
        return c->span;
    return (Span){start, end < c->span.end ? end : c->span.end};
}

static void complain(Cursor *c, size_t from, size_t to)
{
    diag_add(c->r->d, MARKDOWN_ATTRIBUTES, c->r->src, place(c, from, to),
             STRS(str_slice(c->text, from, to)));
    c->ok = false;
}

/* A name that ends with '.' stands for all that begin with it. */
static bool is_one_of(Str key, const Str *keys, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        bool begins = str_ends(keys[i], STR("."));
        if (begins ? str_starts(key, keys[i]) && key.len > keys[i].len
                   : str_eq(key, keys[i]))
            return true;
    }
    return false;
}

static bool is_known(const AttributesReader *r, Str key)
{
    if (r->of != ATTRIBUTES_CODE)
        return str_starts(key, STR("data-")) || str_starts(key, STR("aria-")) ||
               is_one_of(key, html_keys, COUNT(html_keys));
    return is_one_of(key, code_keys, COUNT(code_keys)) ||
           (r->code &&
            (r->code->any || is_one_of(key, r->code->keys, r->code->nkeys)));
}

static Str likely_key(const AttributesReader *r, Str key)
{
    if (r->of != ATTRIBUTES_CODE)
        return text_closest(key, html_keys, COUNT(html_keys));
    Str likely = text_closest(key, code_keys, COUNT(code_keys));
    if (likely.len == 0 && r->code)
        likely = text_closest(key, r->code->keys, r->code->nkeys);
    return str_eq(likely, key) ? (Str){0} : likely; /* "param." */
}

static bool check_key(const AttributesReader *r, const Attribute *attribute)
{
    if (is_known(r, attribute->key))
        return true;
    Diag *diag = diag_add(r->d, MARKDOWN_ATTRIBUTE_UNKNOWN, r->src,
                          attribute->at, STRS(attribute->key));
    diag_suggest(r->d, diag, likely_key(r, attribute->key));
    return false;
}

/* ---- reading ------------------------------------------------------------- */

static Str take_name(Cursor *c)
{
    size_t from = c->at;

    while (c->at < c->text.len && is_name_char(c->text.ptr[c->at]))
        c->at++;
    return str_slice(c->text, from, c->at);
}

static bool take_value(Cursor *c, Str *value)
{
    size_t from = c->at;
    char quote = c->at < c->text.len ? c->text.ptr[c->at] : 0;

    if (quote == '"' || quote == '\'') {
        size_t len = str_find(str_drop(c->text, from + 1), quote);
        if (len == SIZE_MAX)
            return false;
        *value = str_slice(c->text, from + 1, from + 1 + len);
        c->at = from + len + 2;
        return true;
    }
    while (c->at < c->text.len && !ascii_is_space(c->text.ptr[c->at]))
        c->at++;
    *value = str_slice(c->text, from, c->at);
    return value->len > 0;
}

static void add_class(Arena *a, Attributes *out, Str name, Span at)
{
    *VEC_PUSH(&out->classes, a) = name;
    *VEC_PUSH(&out->classes_at, a) = at;
}

/* Written as a key, it may hold what an id cannot. */
static bool take_id(const AttributesReader *r, Attributes *out,
                    const Attribute *entry)
{
    bool good = entry->value.len > 0;

    for (size_t i = 0; i < entry->value.len; i++)
        good &= !ascii_is_space(entry->value.ptr[i]);
    if (!good) {
        diag_add(r->d, MARKDOWN_ATTRIBUTE_VALUE, r->src, entry->at,
                 STRS(entry->key, entry->value));
        return false;
    }
    out->id = entry->value;
    out->id_at = entry->at;
    return true;
}

bool attributes_add(const AttributesReader *r, Map *seen, Attribute entry,
                    Attributes *out)
{
    Arena *a = r->arena;

    entry.key = str_dup(a, entry.key);
    entry.value = str_dup(a, entry.value);
    if (str_eq(entry.key, STR("id")))
        return take_id(r, out, &entry);
    if (str_eq(entry.key, STR("class"))) {
        add_class(a, out, entry.value, entry.at);
        return true;
    }
    if (!map_add(seen, a, entry.key, seen))
        return true;
    bool ok = check_key(r, &entry);
    *VEC_PUSH(&out->entries, a) = entry;
    return ok;
}

/* #id or .class */
static void take_mark(Cursor *c, Attributes *out)
{
    size_t from = c->at;
    char mark = c->text.ptr[c->at++];
    Str name = take_name(c);

    if (name.len == 0) {
        complain(c, from, from + 1);
        return;
    }
    name = str_dup(c->r->arena, name);
    if (mark == '.') {
        add_class(c->r->arena, out, name, place(c, from, c->at));
        return;
    }
    out->id = name;
    out->id_at = place(c, from, c->at);
}

/* key, key=value or key="two words" */
static void take_entry(Cursor *c, Attributes *out)
{
    size_t from = c->at;
    Attribute entry = {.key = take_name(c)};
    size_t key_end = c->at;

    if (entry.key.len && c->at < c->text.len && c->text.ptr[c->at] == '=') {
        c->at++;
        if (!take_value(c, &entry.value))
            entry.key.len = 0;
    }
    if (entry.key.len == 0 ||
        (c->at < c->text.len && !ascii_is_space(c->text.ptr[c->at]))) {
        while (c->at < c->text.len && !ascii_is_space(c->text.ptr[c->at]))
            c->at++;
        complain(c, from, c->at);
        return;
    }
    entry.at = place(c, from, key_end);
    c->ok &= attributes_add(c->r, &c->seen, entry, out);
}

bool attributes_parse(const AttributesReader *r, Str text, Span at,
                      Attributes *out)
{
    Cursor c = {.r = r, .text = text, .at = 1, .span = at, .ok = true};

    c.text.len--; /* the closing brace */
    while (c.at < c.text.len) {
        char first = c.text.ptr[c.at];
        if (ascii_is_space(first))
            c.at++;
        else if (first == '#' || first == '.')
            take_mark(&c, out);
        else
            take_entry(&c, out);
    }
    return c.ok;
}
