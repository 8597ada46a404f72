#include "data/json.h"

#include "base/escape.h"
#include "base/utf8.h"

#include <math.h>
#include <stdlib.h>

enum { DEEPEST = 512 };

typedef struct {
    Arena *arena;
    const Source *src;
    DiagList *diags;
    size_t at;
    bool failed;
} Json;

static bool fail(Json *j, Str expected)
{
    size_t end = j->at;

    if (j->failed)
        return false;
    j->failed = true;
    if (end < j->src->text.len)
        utf8_next(j->src->text, &end);
    diag_add(j->diags, JSON_SYNTAX, j->src,
             (Span){(uint32_t)j->at, (uint32_t)end}, STRS(expected));
    return false;
}

/* Fewer than elsewhere (RFC 8259, section 2). */
static bool is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static char peek(Json *j)
{
    while (j->at < j->src->text.len && is_space(j->src->text.ptr[j->at]))
        j->at++;
    return j->at < j->src->text.len ? j->src->text.ptr[j->at] : '\0';
}

static bool take(Json *j, char c)
{
    if (peek(j) != c || c == '\0')
        return false;
    j->at++;
    return true;
}

static bool take_word(Json *j, Str word)
{
    if (!str_starts(str_drop(j->src->text, j->at), word))
        return fail(j, STR("a value"));
    j->at += word.len;
    return true;
}

static bool hex4(Json *j, uint32_t *out)
{
    *out = 0;
    for (int i = 0; i < 4; i++, j->at++) {
        char c = j->at < j->src->text.len ? j->src->text.ptr[j->at] : '\0';
        char low = ascii_lower(c);
        if (ascii_is_digit(c))
            *out = *out * 16 + (uint32_t)(c - '0');
        else if (low >= 'a' && low <= 'f')
            *out = *out * 16 + (uint32_t)(low - 'a' + 10);
        else
            return fail(j, STR("four hexadecimal digits"));
    }
    return true;
}

/* \u, where two surrogates make one code point; a lone one is U+FFFD. */
static bool unicode_escape(Json *j, Buf *b)
{
    uint32_t rune, low;

    if (!hex4(j, &rune))
        return false;
    if (rune >= 0xD800 && rune < 0xDC00 &&
        str_starts(str_drop(j->src->text, j->at), STR("\\u"))) {
        size_t back = j->at;
        j->at += 2;
        if (!hex4(j, &low))
            return false;
        if (low >= 0xDC00 && low < 0xE000)
            rune = 0x10000 + ((rune - 0xD800) << 10) + (low - 0xDC00);
        else
            j->at = back;
    }
    buf_put_rune(b, rune);
    return true;
}

static bool escape(Json *j, Buf *b)
{
    static const char from[] = "\"\\/bfnrt", to[] = "\"\\/\b\f\n\r\t";
    char c = j->at < j->src->text.len ? j->src->text.ptr[j->at] : '\0';

    for (size_t i = 0; from[i]; i++) {
        if (from[i] == c) {
            buf_put_char(b, to[i]);
            j->at++;
            return true;
        }
    }
    if (c == 'u') {
        j->at++;
        return unicode_escape(j, b);
    }
    return fail(j, STR("an escape such as \\n"));
}

static bool string(Json *j, Str *out)
{
    Str text = j->src->text;
    Buf b = buf_in(j->arena);

    if (!take(j, '"'))
        return fail(j, STR("a string"));
    while (j->at < text.len && text.ptr[j->at] != '"') {
        size_t start = j->at;
        while (j->at < text.len && text.ptr[j->at] != '"' &&
               text.ptr[j->at] != '\\' &&
               (unsigned char)text.ptr[j->at] >= 0x20)
            j->at++;
        buf_put(&b, str_slice(text, start, j->at));
        if (j->at < text.len && text.ptr[j->at] == '\\') {
            j->at++;
            if (!escape(j, &b))
                return false;
        } else if (j->at < text.len && text.ptr[j->at] != '"') {
            return fail(j, STR("no control character in a string"));
        }
    }
    if (j->at == text.len)
        return fail(j, STR("'\"'"));
    j->at++;
    *out = buf_str(&b);
    return true;
}

static size_t digits(Json *j)
{
    size_t start = j->at;

    while (j->at < j->src->text.len && ascii_is_digit(j->src->text.ptr[j->at]))
        j->at++;
    return j->at - start;
}

static bool here(Json *j, char c)
{
    return j->at < j->src->text.len && j->src->text.ptr[j->at] == c;
}

static bool number(Json *j, Value *out)
{
    size_t start = j->at;
    bool whole = true;
    int64_t i;

    if (here(j, '-'))
        j->at++;
    bool zero = here(j, '0');
    size_t n = digits(j);
    if (n == 0 || (zero && n > 1))
        return fail(j, STR("a value"));
    if (here(j, '.')) {
        whole = false;
        j->at++;
        if (digits(j) == 0)
            return fail(j, STR("a digit"));
    }
    if (here(j, 'e') || here(j, 'E')) {
        whole = false;
        j->at++;
        if (here(j, '+') || here(j, '-'))
            j->at++;
        if (digits(j) == 0)
            return fail(j, STR("a digit"));
    }
    Str text = str_slice(j->src->text, start, j->at);
    if (whole && str_to_int(text, &i))
        *out = value_int(i);
    else
        *out = value_float(strtod(arena_cstr(j->arena, text), NULL));
    return true;
}

static bool value(Json *j, int depth, Value *out);

static bool array(Json *j, int depth, Value *out)
{
    List *list = list_new(j->arena, 0);

    j->at++;
    *out = value_list(list);
    if (take(j, ']'))
        return true;
    do {
        Value item = {0};
        if (!value(j, depth + 1, &item))
            return false;
        list_push(list, j->arena, item);
    } while (take(j, ','));
    return take(j, ']') || fail(j, STR("',' or ']'"));
}

static bool object(Json *j, int depth, Value *out)
{
    Dict *dict = dict_new(j->arena);

    j->at++;
    *out = value_dict(dict);
    if (take(j, '}'))
        return true;
    do {
        Str key = {0};
        Value item = {0};
        if (!string(j, &key))
            return false;
        if (!take(j, ':'))
            return fail(j, STR("':'"));
        if (!value(j, depth + 1, &item))
            return false;
        dict_put_str(dict, j->arena, key, item);
    } while (take(j, ','));
    return take(j, '}') || fail(j, STR("',' or '}'"));
}

static bool value(Json *j, int depth, Value *out)
{
    Str text = {0};

    if (depth > DEEPEST)
        return fail(j, STR("less nesting"));
    switch (peek(j)) {
    case '{':
        return object(j, depth, out);
    case '[':
        return array(j, depth, out);
    case '"':
        if (!string(j, &text))
            return false;
        *out = value_str(text);
        return true;
    case 't':
        *out = value_bool(true);
        return take_word(j, STR("true"));
    case 'f':
        *out = value_bool(false);
        return take_word(j, STR("false"));
    case 'n':
        *out = value_null();
        return take_word(j, STR("null"));
    default:
        return number(j, out);
    }
}

bool json_parse(Arena *a, const Source *src, DiagList *d, Value *out)
{
    Json j = {.arena = a, .src = src, .diags = d};
    Value v;

    if (!value(&j, 0, &v))
        return false;
    if (peek(&j) != '\0' || j.at < src->text.len)
        return fail(&j, STR("the end"));
    *out = v;
    return true;
}

static void newline(Buf *b, int indent, int depth)
{
    if (indent == 0)
        return;
    buf_put_char(b, '\n');
    for (int i = 0; i < indent * depth; i++)
        buf_put_char(b, ' ');
}

static void put_string(Buf *b, Str s)
{
    buf_put_char(b, '"');
    escape_json(b, s);
    buf_put_char(b, '"');
}

typedef struct {
    Buf *out;
    Reader *reader;
    int indent;
    const void *above[DEEPEST + 1]; /* the containers we are in */
} Printer;

/* True if we may go into a container: it is not too deep and not in itself. */
static bool enter(Printer *p, const void *container, int depth)
{
    if (depth > DEEPEST)
        return false;
    for (int i = 0; i < depth; i++)
        if (p->above[i] == container)
            return false;
    p->above[depth] = container;
    return true;
}

static void put(Printer *p, Value v, int depth);

static void put_list(Printer *p, const List *l, int depth)
{
    buf_put_char(p->out, '[');
    for (size_t i = 0; i < l->len; i++) {
        if (i)
            buf_put(p->out, p->indent ? STR(",") : STR(", "));
        newline(p->out, p->indent, depth + 1);
        put(p, l->items[i], depth + 1);
    }
    if (l->len)
        newline(p->out, p->indent, depth);
    buf_put_char(p->out, ']');
}

static Str key_text(Printer *p, Value key)
{
    Buf b = buf_in(p->reader->arena);

    value_print(&b, p->reader, key);
    return buf_take(&b);
}

static void put_dict(Printer *p, const Dict *d, int depth)
{
    buf_put_char(p->out, '{');
    for (size_t i = 0; i < d->len; i++) {
        if (i)
            buf_put(p->out, p->indent ? STR(",") : STR(", "));
        newline(p->out, p->indent, depth + 1);
        put_string(p->out, key_text(p, d->entries[i].key));
        BUF_LIT(p->out, ": ");
        put(p, d->entries[i].value, depth + 1);
    }
    if (d->len)
        newline(p->out, p->indent, depth);
    buf_put_char(p->out, '}');
}

static void put(Printer *p, Value v, int depth)
{
    v = value_as_list(p->reader, v);
    bool nested = v.kind == VALUE_LIST || v.kind == VALUE_DICT;

    if (!reader_spend(p->reader,
                      1 + (v.kind == VALUE_STR ? v.as.s.len / 32 : 0)))
        return;
    if (nested && !enter(p, v.as.list, depth))
        v = value_null();
    switch ((ValueKind)v.kind) {
    case VALUE_UNDEFINED:
    case VALUE_NULL:
        BUF_LIT(p->out, "null");
        break;
    case VALUE_BOOL:
        buf_put(p->out, v.as.b ? STR("true") : STR("false"));
        break;
    case VALUE_INT:
        buf_put_int(p->out, v.as.i);
        break;
    case VALUE_FLOAT:
        if (isfinite(v.as.f))
            float_print(p->out, v.as.f);
        else
            BUF_LIT(p->out, "null");
        break;
    case VALUE_LIST:
        put_list(p, v.as.list, depth);
        break;
    case VALUE_DICT:
        put_dict(p, v.as.dict, depth);
        break;
    case VALUE_STR:
    case VALUE_OBJECT:
        put_string(p->out, key_text(p, v));
        break;
    }
}

void json_print(Buf *b, Reader *r, Value v, int indent)
{
    Printer p = {.out = b, .reader = r, .indent = indent};

    put(&p, v, 0);
}
