/* calls.c - what stands within a call: name(key="text", n=3, list=[1, true]).
 */
#include "markdown/convert.h"

#include "base/text.h"

#include <stdlib.h>
#include <string.h>

typedef struct {
    Converter *c;
    Str text;      /* the whole call */
    uint32_t from; /* where it stands */
    size_t at;
} Reading;

enum { DEPTH_MOST = 8 }; /* of lists in lists */

static Span span_of(const Reading *r, size_t start, size_t end)
{
    return (Span){r->from + (uint32_t)start, r->from + (uint32_t)end};
}

static void skip_spaces(Reading *r)
{
    while (r->at < r->text.len && ascii_is_space(r->text.ptr[r->at]))
        r->at++;
}

static char peek(const Reading *r)
{
    return r->at < r->text.len ? r->text.ptr[r->at] : 0;
}

/* What stands here up to the next comma, bracket or space, for a message. */
static Str here(const Reading *r)
{
    size_t end = r->at;

    while (end < r->text.len && !strchr(", \t)]}", r->text.ptr[end]))
        end++;
    return str_slice(r->text, r->at, end > r->at ? end : r->at + 1);
}

static bool wrong(const Reading *r, DiagCode code)
{
    Str what = here(r);

    diag_add(r->c->d, code, r->c->in->src, span_of(r, r->at, r->at + what.len),
             STRS(what));
    return false;
}

/* ---- values -------------------------------------------------------------- */

static bool read_text(Reading *r, Value *out)
{
    char quote = r->text.ptr[r->at++];
    Buf b = buf_in(r->c->a);

    for (; r->at < r->text.len && r->text.ptr[r->at] != quote; r->at++) {
        char ch = r->text.ptr[r->at];
        if (ch == '\\' && r->at + 1 < r->text.len) {
            ch = r->text.ptr[++r->at];
            ch = (char)(ch == 'n' ? '\n' : ch == 't' ? '\t' : ch);
        }
        buf_put_char(&b, ch);
    }
    r->at++;
    *out = value_str(buf_take(&b));
    return true;
}

static bool read_float(Str s, double *out)
{
    char text[64], *end;

    if (s.len == 0 || s.len >= sizeof text || s.ptr[0] == '.')
        return false;
    for (size_t i = 0; i < s.len; i++)
        if (!ascii_is_digit(s.ptr[i]) && !strchr(".-", s.ptr[i]))
            return false;
    memcpy(text, s.ptr, s.len);
    text[s.len] = 0;
    *out = strtod(text, &end);
    return *end == 0;
}

static bool read_word(Reading *r, Value *out)
{
    Str word = here(r);

    if (str_eq(word, STR("true")) || str_eq(word, STR("false")))
        *out = value_bool(word.ptr[0] == 't');
    else if (str_to_int(word, &out->as.i))
        *out = value_int(out->as.i);
    else if (read_float(word, &out->as.f))
        *out = value_float(out->as.f);
    else
        return wrong(r, MARKDOWN_SHORTCODE_VALUE);
    r->at += word.len;
    return true;
}

static bool read_value(Reading *r, Value *out, int depth);

static bool read_list(Reading *r, Value *out, int depth)
{
    List *list = list_new(r->c->a, 0);

    r->at++;
    for (skip_spaces(r); peek(r) != ']'; skip_spaces(r)) {
        Value v;
        if (!read_value(r, &v, depth + 1))
            return false;
        list_push(list, r->c->a, v);
        skip_spaces(r);
        if (peek(r) == ',')
            r->at++;
        else if (peek(r) != ']')
            return wrong(r, MARKDOWN_SHORTCODE_VALUE);
    }
    r->at++;
    *out = value_list(list);
    return true;
}

/* NOLINTNEXTLINE(misc-no-recursion): bounded by DEPTH_MOST */
static bool read_value(Reading *r, Value *out, int depth)
{
    char ch = peek(r);

    if (ch == '"' || ch == '\'')
        return read_text(r, out);
    if (ch == '[' && depth < DEPTH_MOST)
        return read_list(r, out, depth);
    return read_word(r, out);
}

/* ---- arguments ----------------------------------------------------------- */

static Str read_key(Reading *r)
{
    size_t start = r->at;

    while (ascii_is_alnum(peek(r)) || peek(r) == '_')
        r->at++;
    return str_slice(r->text, start, r->at);
}

static bool read_argument(Reading *r, Dict *args)
{
    size_t start = r->at;
    Str key = read_key(r);
    Value v;

    skip_spaces(r);
    if (key.len == 0 || peek(r) != '=') {
        r->at = start;
        return wrong(r, MARKDOWN_SHORTCODE_ARGUMENT);
    }
    if (dict_get_str(args, key)) {
        diag_add(r->c->d, MARKDOWN_SHORTCODE_TWICE, r->c->in->src,
                 span_of(r, start, start + key.len), STRS(key));
        return false;
    }
    r->at++;
    skip_spaces(r);
    if (!read_value(r, &v, 0))
        return false;
    dict_put_str(args, r->c->a, key, v);
    return true;
}

static void read_arguments(Reading *r, Dict *args)
{
    for (skip_spaces(r); peek(r) != ')'; skip_spaces(r)) {
        if (!read_argument(r, args))
            return;
        skip_spaces(r);
        if (peek(r) == ',') {
            r->at++;
        } else if (peek(r) != ')') {
            wrong(r, MARKDOWN_SHORTCODE_ARGUMENT);
            return;
        }
    }
}

static void check_name(const Converter *c, const Shortcode *call)
{
    const MarkdownShortcodes *known = c->in->options.shortcodes;

    for (size_t i = 0; i < known->len; i++)
        if (str_eq(known->names[i], call->name))
            return;
    Diag *diag = diag_add(c->d, MARKDOWN_SHORTCODE_UNKNOWN, c->in->src,
                          call->name_at, STRS(call->name));
    diag_suggest(c->d, diag,
                 text_closest(call->name, known->names, known->len));
}

void read_call(Converter *c, Shortcode *call)
{
    Reading r = {c, span_text(c->in->src, call->at), call->at.start, 2};
    Dict *args = dict_new(c->a);

    skip_spaces(&r);
    size_t start = r.at;
    size_t open = str_find(r.text, '(');
    call->name = str_trim(str_slice(r.text, start, open));
    call->name_at = span_of(&r, start, start + call->name.len);
    check_name(c, call);
    r.at = open + 1;
    read_arguments(&r, args);
    call->args = value_dict(args);
}
