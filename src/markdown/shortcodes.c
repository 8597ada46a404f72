/* shortcodes.c - calls in the text: {{ name(a="b") }} and {% name() %}.
 *
 * cmark would take their arguments for emphasis, quotes and tables, so it does
 * not see them: before it reads the text each call is replaced by as many bytes
 * that mean nothing to it, and which hold the call's number.
 *
 *     {{ name() }}   U+E000 digits U+E001     stays in its paragraph
 *     {% name() %}   <!--^C digits-->         alone on its line: an HTML block,
 *     {% end %}      <!--^C digits-->         which ends any paragraph
 *
 * In the tree the numbers are found again.  What turns out to stand in code, in
 * an address or in HTML was no call, and its own text is put back. */
#include "markdown/convert.h"

#include "base/text.h"

#include <string.h>

static const Str begin = STR_INIT("\xEE\x80\x80"); /* U+E000 */
static const Str finish = STR_INIT("\xEE\x80\x81");
static const Str block_begin = STR_INIT("<!--\x03");
static const Str block_finish = STR_INIT("-->");

enum { BASE = 62 };

/* ---- finding ------------------------------------------------------------- */

static bool is_name_byte(char ch)
{
    return ascii_is_alnum(ch) || ch == '_' || ch == '-';
}

static size_t skip_spaces(Str s, size_t at)
{
    while (at < s.len && (s.ptr[at] == ' ' || s.ptr[at] == '\t'))
        at++;
    return at;
}

/* The name behind "{{" or "{%", and where it ends; false if there is none. */
static bool name_at(Str s, size_t *at, Str *name)
{
    size_t start = skip_spaces(s, 2), end = start;

    while (end < s.len && is_name_byte(s.ptr[end]))
        end++;
    *name = str_slice(s, start, end);
    *at = skip_spaces(s, end);
    return name->len > 0 && !ascii_is_digit(name->ptr[0]);
}

/* Behind the bracket that closes the one before `at`, on the same line; 0 if
 * there is none.  Brackets in quotes do not count. */
static size_t behind_bracket(Str s, size_t at)
{
    char quote = 0;

    for (; at < s.len && s.ptr[at] != '\n'; at++) {
        char ch = s.ptr[at];
        if (quote && ch == '\\')
            at++;
        else if (quote)
            quote = ch == quote ? 0 : quote;
        else if (ch == '"' || ch == '\'')
            quote = ch;
        else if (ch == ')')
            return at + 1;
    }
    return 0;
}

/* How long the call is that `s` begins with; 0: it is none. */
static size_t call_length(Str s, CallKind *kind)
{
    bool block = s.ptr[1] == '%';
    Str close = block ? STR("%}") : STR("}}");
    Str name;
    size_t at;

    *kind = block ? CALL_BLOCK : CALL_INLINE;
    if (!name_at(s, &at, &name) || at >= s.len)
        return 0;
    if (s.ptr[at] == '(') {
        at = behind_bracket(s, at + 1);
        if (at == 0)
            return 0;
    } else if (block && str_eq(name, STR("end"))) {
        *kind = CALL_END;
    } else {
        return 0;
    }
    at = skip_spaces(s, at);
    return str_starts(str_drop(s, at), close) ? at + 2 : 0;
}

static bool is_escaped(Str text, size_t at)
{
    size_t slashes = 0;

    while (slashes < at && text.ptr[at - slashes - 1] == '\\')
        slashes++;
    return slashes % 2 == 1;
}

/* True if nothing else stands on its line but the marks of quotations. */
static bool is_alone(Str text, size_t at, size_t end)
{
    while (end < text.len && strchr(" \t\r", text.ptr[end]))
        end++;
    if (end < text.len && text.ptr[end] != '\n')
        return false;
    while (at > 0 && strchr(" \t>", text.ptr[at - 1]))
        at--;
    return at == 0 || text.ptr[at - 1] == '\n';
}

/* ---- hiding -------------------------------------------------------------- */

static const char digits[] =
    "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/* Writes the number with leading zeros into `n` bytes; false if it does not go
 * in. */
static bool put_number(char *to, size_t n, size_t number)
{
    for (size_t i = n; i > 0; i--, number /= BASE)
        to[i - 1] = digits[number % BASE];
    return number == 0;
}

/* Replaces the call by its number.  Where that does not go in, as there are
 * many calls and this one is very short, it stays what it is. */
static void hide(Converter *c, char *to, FoundCall found)
{
    size_t len = found.at.end - found.at.start;
    Str open = found.kind == CALL_INLINE ? begin : block_begin;
    Str close = found.kind == CALL_INLINE ? finish : block_finish;
    size_t number = c->calls.len;

    if (len <= open.len + close.len)
        return;
    if (!put_number(to + open.len, len - open.len - close.len, number)) {
        memcpy(to, c->in->src->text.ptr + found.at.start, len);
        return;
    }
    memcpy(to, open.ptr, open.len);
    memcpy(to + len - close.len, close.ptr, close.len);
    *VEC_PUSH(&c->calls, c->scratch) = found;
}

Str shortcodes_hide(Converter *c)
{
    Str body = span_text(c->in->src, c->in->body);
    char *copy = NULL;
    CallKind kind;

    if (!c->in->options.shortcodes || c->in->options.plain)
        return body;
    for (size_t at = 0; at + 1 < body.len;) {
        size_t open = str_find(str_drop(body, at), '{');
        if (open == SIZE_MAX)
            break;
        at += open;
        bool call = at + 1 < body.len && strchr("{%", body.ptr[at + 1]) &&
                    !is_escaped(body, at);
        size_t len = call ? call_length(str_drop(body, at), &kind) : 0;
        if (len && kind != CALL_INLINE && !is_alone(body, at, at + len))
            len = 0;
        if (len) {
            uint32_t start = c->in->body.start + (uint32_t)at;
            if (!copy)
                copy = (char *)str_dup(c->scratch, body).ptr;
            hide(c, copy + at,
                 (FoundCall){{start, start + (uint32_t)len}, kind});
        }
        at += len ? len : 1;
    }
    return copy ? (Str){copy, body.len} : body;
}

/* ---- finding again ------------------------------------------------------- */

/* The number that stands between `open` and `close` at the start of `s`; *len
 * is that of all.  SIZE_MAX if there is none. */
static size_t number_at(const Converter *c, Str s, Str open, Str close,
                        size_t *len)
{
    size_t number = 0, at = open.len;

    if (!str_starts(s, open))
        return SIZE_MAX;
    for (; at < s.len && ascii_is_alnum(s.ptr[at]); at++) {
        number = number * BASE + (size_t)(strchr(digits, s.ptr[at]) - digits);
        if (number >= c->calls.len)
            return SIZE_MAX;
    }
    *len = at + close.len;
    return str_starts(str_drop(s, at), close) ? number : SIZE_MAX;
}

static size_t any_number_at(const Converter *c, Str s, size_t *len)
{
    size_t number = number_at(c, s, begin, finish, len);

    return number != SIZE_MAX ? number
                              : number_at(c, s, block_begin, block_finish, len);
}

static Str text_of_call(const Converter *c, size_t number)
{
    return span_text(c->in->src, c->calls.items[number].at);
}

Str shortcodes_restore(Converter *c, Str s)
{
    Buf b = buf_in(c->a);
    size_t from = 0, len;

    if (c->calls.len == 0)
        return s;
    for (size_t i = 0; i < s.len; i++) {
        if (s.ptr[i] != begin.ptr[0] && s.ptr[i] != '<')
            continue;
        size_t number = any_number_at(c, str_drop(s, i), &len);
        if (number == SIZE_MAX)
            continue;
        buf_put(&b, str_slice(s, from, i));
        buf_put(&b, text_of_call(c, number));
        from = i + len;
        i = from - 1;
    }
    if (b.len == 0)
        return s;
    buf_put(&b, str_drop(s, from));
    return buf_take(&b);
}

/* ---- in a paragraph ------------------------------------------------------ */

static MdNode *call_node(Converter *c, size_t number)
{
    MdNode *n = node_new(c, MD_SHORTCODE);
    Shortcode *call = VEC_PUSH(&c->out->facts.shortcodes, c->a);

    *call = (Shortcode){.at = c->calls.items[number].at};
    call->block = c->calls.items[number].kind == CALL_BLOCK;
    n->index = (uint32_t)c->out->facts.shortcodes.len - 1;
    read_call(c, call);
    return n;
}

static void add_text(Converter *c, NodeList *list, MdKind kind, Str text)
{
    if (text.len == 0)
        return;
    MdNode *n = node_new(c, kind);
    n->text = text;
    list_add(list, n);
}

/* "{{ name(" without an end: who writes that means a call. */
static void look_for_open(Converter *c, Str text)
{
    for (size_t at = 0; at + 1 < text.len; at++) {
        Str rest = str_drop(text, at), name;
        size_t end;
        Span place = c->block;
        if (!str_starts(rest, STR("{{")) || !name_at(rest, &end, &name) ||
            end >= rest.len || rest.ptr[end] != '(' ||
            behind_bracket(rest, end + 1))
            continue;
        if (place_find(c, str_take(rest, end + 1), &place) &&
            is_escaped(c->in->src->text, place.start))
            continue;
        diag_add(c->d, MARKDOWN_SHORTCODE_OPEN, c->in->src, place,
                 STRS(STR(") }}")));
    }
}

void shortcodes_split(Converter *c, NodeList *list, MdKind kind, Str text)
{
    size_t from = 0, len;

    for (size_t i = 0; c->calls.len && i < text.len; i++) {
        if (text.ptr[i] != begin.ptr[0])
            continue;
        size_t number = number_at(c, str_drop(text, i), begin, finish, &len);
        if (number == SIZE_MAX)
            continue;
        add_text(c, list, kind, str_slice(text, from, i));
        list_add(list, call_node(c, number));
        from = i + len;
        i = from - 1;
    }
    Str rest = from ? str_drop(text, from) : text;
    if (kind == MD_TEXT && c->in->options.shortcodes)
        look_for_open(c, rest);
    add_text(c, list, kind, rest);
}

/* ---- blocks -------------------------------------------------------------- */

MdNode *shortcode_block(Converter *c, Str html)
{
    size_t len, number = c->calls.len
                             ? number_at(c, str_trim(html), block_begin,
                                         block_finish, &len)
                             : SIZE_MAX;

    if (number == SIZE_MAX)
        return NULL;
    if (c->calls.items[number].kind == CALL_BLOCK)
        return call_node(c, number);
    MdNode *n = node_new(c, MD_SHORTCODE_END);
    n->index = (uint32_t)number;
    return n;
}

static bool is_blank(const MdNode *n)
{
    return n->kind == MD_SOFTBREAK ||
           (n->kind == MD_TEXT && str_trim(n->text).len == 0);
}

/* Calls alone in a paragraph make blocks, not words. */
void look_for_calls(MdNode *paragraph)
{
    size_t calls = 0;

    for (const MdNode *n = paragraph->first; n; n = n->next) {
        if (n->kind == MD_SHORTCODE)
            calls++;
        else if (!is_blank(n))
            return;
    }
    if (calls)
        paragraph->kind = MD_CALLS;
}

static bool opens(const Converter *c, const MdNode *n)
{
    return n->kind == MD_SHORTCODE &&
           c->out->facts.shortcodes.items[n->index].block;
}

/* Returns what is complete at the level of the list, if anything is. */
MdNode *blocks_add(Converter *c, BlockList *list, MdNode *n)
{
    size_t depth = list->open.len;
    OpenCall *inner = depth ? &list->open.items[depth - 1] : NULL;

    if (n->kind == MD_SHORTCODE_END) {
        if (!inner) {
            diag_add(c->d, MARKDOWN_SHORTCODE_STRAY, c->in->src,
                     c->calls.items[n->index].at, NO_STRS);
            return NULL;
        }
        inner->node->first = inner->children.first;
        c->out->facts.shortcodes.items[inner->node->index].at.end =
            c->calls.items[n->index].at.end;
        n = inner->node;
        list->open.len--;
        inner = --depth ? &list->open.items[depth - 1] : NULL;
    } else if (opens(c, n)) {
        *VEC_PUSH(&list->open, c->scratch) = (OpenCall){.node = n};
        return NULL;
    }
    if (inner) {
        list_add(&inner->children, n);
        return NULL;
    }
    list_add(&list->blocks, n);
    return n;
}

/* The errors of what was never ended. */
void blocks_end(Converter *c, BlockList *list)
{
    for (size_t i = 0; i < list->open.len; i++) {
        const Shortcode *call =
            &c->out->facts.shortcodes.items[list->open.items[i].node->index];
        diag_add(c->d, MARKDOWN_SHORTCODE_OPEN, c->in->src, call->at,
                 STRS(STR("{% end %}")));
    }
}
