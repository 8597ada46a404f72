/* place.c - where things stand in the source.
 *
 * cmark tells lines and columns of blocks, and of inlines on a paragraph's
 * first line; on later ones it may be wrong by what stands before the text (the
 * '>' of a quote), and for bare addresses it tells nothing.  So its word is
 * only taken where the source agrees, and else the text is looked for. */
#include "markdown/convert.h"

#include <string.h>

/* How far is looked for a text, and how often in vain: no document has time
 * for more. */
enum { WINDOW = 64 * 1024, MISSES = 1000 };

static void add_line(Converter *c, size_t at)
{
    *VEC_PUSH(&c->lines, c->scratch) = c->in->body.start + (uint32_t)at;
}

/* Lines that end with CR, or with CR and LF, as cmark reads them. */
static void find_lines_slowly(Converter *c, Str body)
{
    for (size_t i = 0; i < body.len; i++) {
        if (body.ptr[i] != '\n' && body.ptr[i] != '\r')
            continue;
        if (body.ptr[i] == '\r' && i + 1 < body.len && body.ptr[i + 1] == '\n')
            i++;
        add_line(c, i + 1);
    }
}

void find_lines(Converter *c)
{
    Str body = span_text(c->in->src, c->in->body), rest = body;

    add_line(c, 0);
    if (str_find(body, '\r') != SIZE_MAX) {
        find_lines_slowly(c, body);
        return;
    }
    for (;;) {
        size_t end = str_find(rest, '\n');
        if (end == SIZE_MAX)
            return;
        rest = str_drop(rest, end + 1);
        add_line(c, body.len - rest.len);
    }
}

uint32_t place_offset(const Converter *c, int line, int column)
{
    uint32_t end = c->in->body.end;

    if (line < 1 || column < 1)
        return c->block.start;
    if ((size_t)line > c->lines.len)
        return end;
    uint64_t at = (uint64_t)c->lines.items[line - 1] + (uint64_t)column - 1;
    return at < end ? (uint32_t)at : end;
}

Span place_block(const Converter *c, cmark_node *node)
{
    int line = cmark_node_get_start_line(node);

    if (line < 1)
        return c->block;
    uint32_t start = place_offset(c, line, cmark_node_get_start_column(node));
    uint32_t end = place_offset(c, cmark_node_get_end_line(node),
                                cmark_node_get_end_column(node) + 1);
    if (end > start)
        return (Span){start, end};
    /* cmark tells no end of some blocks: the line's then. */
    Str rest = span_text(c->in->src, (Span){start, c->in->body.end});
    size_t len = str_cut(rest, '\n').head.len;
    return (Span){start, start + (uint32_t)len};
}

static bool find_between(const Converter *c, Str text, Span between, Span *at)
{
    Str in = span_text(c->in->src, between);
    size_t found = str_find_text(in, text);

    if (found == SIZE_MAX || text.len == 0)
        return false;
    at->start = between.start + (uint32_t)found;
    at->end = at->start + (uint32_t)text.len;
    return true;
}

bool place_find(Converter *c, Str text, Span *at)
{
    Span window = {c->cursor, c->block.end};

    if (window.start >= window.end || c->misses > MISSES)
        return false;
    if (window.end - window.start > WINDOW)
        window.end = window.start + WINDOW;
    if (!find_between(c, text, window, at)) {
        c->misses++;
        return false;
    }
    c->cursor = at->end;
    return true;
}

/* The last "](" of a link's text, behind which its target stands. */
static uint32_t before_target(const Converter *c, Span link)
{
    const char *text = c->in->src->text.ptr;

    for (uint32_t i = link.end; i > link.start + 1; i--)
        if (text[i - 1] == '(' && text[i - 2] == ']')
            return i;
    return link.start;
}

static Span target_in(Converter *c, Span link, Str target)
{
    Span at, tail = {before_target(c, link), link.end};

    /* Images may stand in a link's text. */
    c->cursor = link.start + 1;
    return find_between(c, target, tail, &at) ? at : link;
}

/* Where cmark says the link is, if that can be. */
static bool place_hint(const Converter *c, cmark_node *node, Span *at)
{
    int line = cmark_node_get_start_line(node);

    if (line < 1)
        return false;
    *at = (Span){place_offset(c, line, cmark_node_get_start_column(node)),
                 place_offset(c, line, cmark_node_get_end_column(node) + 1)};
    if (at->start < c->cursor || at->end <= at->start ||
        at->end > c->block.end || at->end - at->start > WINDOW)
        return false;
    return strchr("[!<", c->in->src->text.ptr[at->start]) != NULL;
}

Span place_link(Converter *c, cmark_node *node, Str target, uint32_t *end)
{
    static const Str added[] = {STR_INIT("mailto:"), STR_INIT("http://")};
    Span at;

    *end = c->cursor;
    if (place_hint(c, node, &at)) {
        *end = at.end;
        return target_in(c, at, target);
    }
    if (place_find(c, target, &at))
        return at;
    for (size_t i = 0; i < COUNT(added); i++)
        if (str_starts(target, added[i]) &&
            place_find(c, str_drop(target, added[i].len), &at))
            return at;
    return c->block;
}

/* True if an odd number of backslashes stands before. */
static bool is_escaped_at(const Converter *c, uint32_t at)
{
    size_t slashes = 0;

    while (at > slashes && c->in->src->text.ptr[at - slashes - 1] == '\\')
        slashes++;
    return slashes % 2 == 1;
}

bool place_is_escaped(Converter *c, Str text, Span *at)
{
    Span here;

    *at = c->block;
    if (c->escapes < 0)
        c->escapes = find_between(c, STR("\\["), c->block, &here);
    if (!c->escapes) {
        place_find(c, text, at);
        return false;
    }
    return !place_find(c, text, at) || is_escaped_at(c, at->start);
}

bool place_braces_are_escaped(Converter *c, Str braces)
{
    uint32_t cursor = c->cursor;
    Span at;
    bool escaped = place_find(c, braces, &at) && is_escaped_at(c, at.start);

    if (!escaped)
        c->cursor = cursor;
    return escaped;
}
