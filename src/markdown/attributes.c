/* attributes.c - see attributes.h.
 *
 * To add an attribute: a row in code_keys or html_keys, its meaning below or in
 * html.c, and a row in tests/unit/test_markdown_attributes.c. */
#include "markdown/attributes.h"

#include "base/text.h"

#include <string.h>

/* Of code: other keys are for plugins, so a slip is only guessed at. */
static const Str code_keys[] = {
    STR_INIT("title"),   STR_INIT("file"), STR_INIT("hl"),
    STR_INIT("start"),   STR_INIT("tape"), STR_INIT("lang"),
    STR_INIT("diff"),    STR_INIT("wrap"), STR_INIT("linenos"),
    STR_INIT("timeout"),
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

static bool is_one_of(Str key, const Str *keys, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (str_eq(key, keys[i]))
            return true;
    return false;
}

static void check_code_key(Cursor *c, const Attribute *attribute)
{
    if (is_one_of(attribute->key, code_keys, COUNT(code_keys)))
        return;
    Str likely = text_closest(attribute->key, code_keys, COUNT(code_keys));
    if (likely.len == 0)
        return;
    Diag *diag = diag_add(c->r->d, MARKDOWN_ATTRIBUTE_LIKELY, c->r->src,
                          attribute->at, STRS(attribute->key));
    diag_suggest(c->r->d, diag, likely);
}

static void check_html_key(Cursor *c, const Attribute *attribute)
{
    if (str_starts(attribute->key, STR("data-")) ||
        str_starts(attribute->key, STR("aria-")) ||
        is_one_of(attribute->key, html_keys, COUNT(html_keys)))
        return;
    Diag *diag = diag_add(c->r->d, MARKDOWN_ATTRIBUTE_UNKNOWN, c->r->src,
                          attribute->at, STRS(attribute->key));
    diag_suggest(c->r->d, diag,
                 text_closest(attribute->key, html_keys, COUNT(html_keys)));
    c->ok = false;
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

/* Written as a key, it may hold what an id cannot. */
static void take_id(Cursor *c, Attributes *out, const Attribute *entry)
{
    bool good = entry->value.len > 0;

    for (size_t i = 0; i < entry->value.len; i++)
        good &= !ascii_is_space(entry->value.ptr[i]);
    if (good) {
        out->id = entry->value;
        return;
    }
    diag_add(c->r->d, MARKDOWN_ATTRIBUTE_VALUE, c->r->src, entry->at,
             STRS(entry->key, entry->value));
    c->ok = false;
}

static void add_entry(Cursor *c, Attributes *out, Attribute entry)
{
    Arena *a = c->r->arena;

    entry.key = str_dup(a, entry.key);
    entry.value = str_dup(a, entry.value);
    if (str_eq(entry.key, STR("id"))) {
        take_id(c, out, &entry);
        return;
    }
    if (str_eq(entry.key, STR("class"))) {
        *VEC_PUSH(&out->classes, a) = entry.value;
        return;
    }
    if (!map_add(&c->seen, a, entry.key, c))
        return;
    if (c->r->of == ATTRIBUTES_CODE)
        check_code_key(c, &entry);
    else
        check_html_key(c, &entry);
    *VEC_PUSH(&out->entries, a) = entry;
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
    if (mark == '#')
        out->id = name;
    else
        *VEC_PUSH(&out->classes, c->r->arena) = name;
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
    add_entry(c, out, entry);
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

/* ---- what they say of code ----------------------------------------------- */

static bool read_range(Str text, LineRange *out)
{
    StrCut cut = str_cut(text, '-');
    int64_t first, last;

    if (!str_to_int(str_trim(cut.head), &first))
        return false;
    last = first;
    if (cut.found && !str_to_int(str_trim(cut.tail), &last))
        return false;
    if (first < 1 || last < first || last > UINT32_MAX)
        return false;
    *out = (LineRange){(uint32_t)first, (uint32_t)last};
    return true;
}

static bool check_range(const AttributesReader *r, const CodeBlock *code,
                        const Attribute *entry, LineRange range)
{
    if (range.last <= code->lines)
        return true;
    diag_add(r->d, MARKDOWN_LINE_MISSING, r->src, entry->at,
             STRS(str_printf(r->arena, "%u", (unsigned)range.last),
                  str_printf(r->arena, "%zu", code->lines)));
    return false;
}

static bool read_lines(const AttributesReader *r, CodeBlock *code,
                       const Attribute *entry)
{
    StrCut cut = {.tail = entry->value, .found = true};
    bool ok = true;

    while (cut.found) {
        LineRange range;
        cut = str_cut(cut.tail, ',');
        if (!read_range(cut.head, &range)) {
            diag_add(r->d, MARKDOWN_LINES, r->src, entry->at, STRS(cut.head));
            return false;
        }
        ok &= check_range(r, code, entry, range);
        *VEC_PUSH(&code->highlighted, r->arena) = range;
    }
    return ok;
}

static bool read_first_number(const AttributesReader *r, CodeBlock *code,
                              const Attribute *entry)
{
    int64_t first;

    if (!str_to_int(entry->value, &first) || first < 0 || first > 1000000) {
        diag_add(r->d, MARKDOWN_ATTRIBUTE_VALUE, r->src, entry->at,
                 STRS(entry->key, entry->value));
        return false;
    }
    code->first_number = (uint32_t)first;
    return true;
}

static bool read_numbers(const AttributesReader *r, CodeBlock *code,
                         const Attribute *entry)
{
    code->numbered = !str_eq(entry->value, STR("false"));
    return entry->value.len == 0 || str_eq(entry->value, STR("true")) ||
           !code->numbered || read_first_number(r, code, entry);
}

bool attributes_code(const AttributesReader *r, CodeBlock *code)
{
    bool ok = true;

    for (size_t i = 0; i < code->attributes.entries.len; i++) {
        const Attribute *entry = &code->attributes.entries.items[i];
        if (str_eq(entry->key, STR("title")))
            code->title = entry->value;
        else if (str_eq(entry->key, STR("file")) && code->title.len == 0)
            code->title = entry->value;
        else if (str_eq(entry->key, STR("start")))
            ok &= read_first_number(r, code, entry);
        else if (str_eq(entry->key, STR("hl")))
            ok &= read_lines(r, code, entry);
        else if (str_eq(entry->key, STR("linenos")))
            ok &= read_numbers(r, code, entry);
    }
    return ok;
}
