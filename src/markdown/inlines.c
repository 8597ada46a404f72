/* inlines.c - what stands in a paragraph; see convert.h. */
#include "markdown/convert.h"

#include <string.h>

MdNode *node_new(Converter *c, MdKind kind)
{
    MdNode *n = ARENA_NEW(c->a, MdNode);

    n->kind = (uint8_t)kind;
    return n;
}

void list_add(NodeList *list, MdNode *n)
{
    if (!list->end)
        list->end = &list->first;
    *list->end = n;
    list->end = &n->next;
}

Str restored(Converter *c, const char *text)
{
    Str s = str_dup(c->a, str_of(text));

    return c->calls.len ? shortcodes_restore(c, s) : s;
}

static Str literal(Converter *c, cmark_node *node)
{
    return restored(c, cmark_node_get_literal(node));
}

/* ---- raw HTML ------------------------------------------------------------ */

bool html_is_comment(Str html)
{
    html = str_trim(html);
    return str_starts(html, STR("<!--")) && str_ends(html, STR("-->")) &&
           str_find_text(html, STR("-->")) == html.len - 3;
}

bool html_is_more(Str html)
{
    html = str_trim(html);
    return html_is_comment(html) && html.len > 7 &&
           str_eq(str_trim(str_slice(html, 4, html.len - 3)), STR("more"));
}

static MdNode *shown_html(Converter *c, Str html, bool block)
{
    MdNode *text = node_new(c, MD_TEXT);

    text->text = block ? str_trim(html) : html;
    if (!block)
        return text;
    MdNode *paragraph = node_new(c, MD_PARAGRAPH);
    paragraph->first = text;
    return paragraph;
}

MdNode *convert_html(Converter *c, Str html, bool block)
{
    HtmlPolicy policy = c->in->options.html;
    Span at = c->block;

    if (policy == HTML_ALLOW || c->in->options.plain) {
        MdNode *n = node_new(c, block ? MD_HTML_BLOCK : MD_HTML);
        if (block && c->calls.len) {
            NodeList list = {0};
            shortcodes_split(c, &list, MD_HTML, html);
            n->first = list.first;
        } else {
            n->text = html;
        }
        c->out->facts.raw_html = true;
        return n;
    }
    html = shortcodes_restore(c, html);
    if (html_is_comment(html))
        return NULL;
    if (policy == HTML_ESCAPE)
        return shown_html(c, html, block);
    if (!block)
        place_find(c, html, &at);
    diag_add(c->d, MARKDOWN_RAW_HTML, c->in->src, at, NO_STRS);
    return NULL;
}

static MdNode *inline_html(Converter *c, cmark_node *node)
{
    Str html = literal(c, node);

    if (!c->in->options.plain && html_is_more(html)) {
        c->more = true;
        return NULL;
    }
    return convert_html(c, html, false);
}

/* ---- links and footnotes ------------------------------------------------- */

/* Addresses that browsers run, or show as a page of this site. */
static bool is_program(Str url)
{
    static const Str schemes[] = {STR_INIT("javascript:"),
                                  STR_INIT("vbscript:"), STR_INIT("file:"),
                                  STR_INIT("data:")};
    static const Str pictures[] = {STR_INIT("data:image/png"),
                                   STR_INIT("data:image/gif"),
                                   STR_INIT("data:image/jpeg"),
                                   STR_INIT("data:image/webp")};

    for (size_t i = 0; i < COUNT(pictures); i++)
        if (str_eq_nocase(str_take(url, pictures[i].len), pictures[i]))
            return false;
    for (size_t i = 0; i < COUNT(schemes); i++)
        if (str_eq_nocase(str_take(url, schemes[i].len), schemes[i]))
            return true;
    return false;
}

static bool is_refused(Converter *c, const Link *link)
{
    const MarkdownOptions *o = &c->in->options;

    if (o->html == HTML_ALLOW || o->plain || !is_program(link->target))
        return false;
    diag_add(c->d, MARKDOWN_LINK_REFUSED, c->in->src, link->at,
             STRS(link->target));
    return true;
}

static MdNode *convert_link(Converter *c, cmark_node *node, bool image)
{
    MdNode *n = node_new(c, image ? MD_IMAGE : MD_LINK);
    Link link = {.kind = image ? LINK_IMAGE : LINK_TEXT};
    bool outer = c->in_link;
    uint32_t end;

    link.target = restored(c, cmark_node_get_url(node));
    link.at = place_link(c, node, link.target, &end);
    link.refused = is_refused(c, &link);
    n->text = restored(c, cmark_node_get_title(node));
    n->index = (uint32_t)c->out->facts.links.len;
    *VEC_PUSH(&c->out->facts.links, c->a) = link;
    c->in_link = true;
    n->first = convert_inlines(c, node);
    c->in_link = outer;
    n->bare = !image && n->first && !n->first->next &&
              n->first->kind == MD_TEXT &&
              str_ends(link.target, n->first->text);
    if (end > c->cursor)
        c->cursor = end;
    return n;
}

static MdNode *convert_note_ref(Converter *c, cmark_node *node)
{
    MdNode *n = node_new(c, MD_NOTE_REF);
    int64_t number = 0;

    /* By now cmark has put the number in the place of the label. */
    if (!str_to_int(str_of(cmark_node_get_literal(node)), &number) ||
        number < 1 || (size_t)number > c->notes.len)
        return NULL;
    n->index = (uint32_t)number;
    n->part = ++c->notes.items[number - 1]->part;
    n->text = c->notes.items[number - 1]->text;
    return n;
}

/* ---- all ----------------------------------------------------------------- */

static MdNode *with_children(Converter *c, MdKind kind, cmark_node *node)
{
    MdNode *n = node_new(c, kind);

    n->first = convert_inlines(c, node);
    return n;
}

static MdNode *with_text(Converter *c, MdKind kind, cmark_node *node)
{
    MdNode *n = node_new(c, kind);

    n->text = literal(c, node);
    return n;
}

static MdNode *convert_inline(Converter *c, cmark_node *node)
{
    switch (cmark_node_get_type(node)) {

    case CMARK_NODE_SOFTBREAK:
        return node_new(c, MD_SOFTBREAK);
    case CMARK_NODE_LINEBREAK:
        return node_new(c, MD_LINEBREAK);
    case CMARK_NODE_CODE:
        return with_text(c, MD_CODE, node);
    case CMARK_NODE_HTML_INLINE:
        return inline_html(c, node);
    case CMARK_NODE_EMPH:
        return with_children(c, MD_EMPH, node);
    case CMARK_NODE_STRONG:
        return with_children(c, MD_STRONG, node);
    case CMARK_NODE_LINK:
        return convert_link(c, node, false);
    case CMARK_NODE_IMAGE:
        return convert_link(c, node, true);
    case CMARK_NODE_FOOTNOTE_REFERENCE:
        return convert_note_ref(c, node);
    default:
        /* The one inline that an extension adds. */
        return with_children(c, MD_STRIKE, node);
    }
}

static void add_text(Converter *c, NodeList *list, cmark_node *node)
{
    Str text = str_dup(c->a, str_of(cmark_node_get_literal(node)));

    list->special |=
        str_find(text, '[') != SIZE_MAX || str_find(text, '{') != SIZE_MAX;
    if (c->in->options.shortcodes) {
        shortcodes_split(c, list, MD_TEXT, text);
        return;
    }
    MdNode *n = node_new(c, MD_TEXT);
    n->text = text;
    list_add(list, n);
}

/* They are looked for once more from where the siblings began. */
static MdNode *additions_from(Converter *c, MdNode *first, uint32_t start)
{
    uint32_t end = c->cursor;

    c->cursor = start;
    first = make_additions(c, first);
    if (c->cursor < end)
        c->cursor = end;
    return first;
}

MdNode *convert_inlines(Converter *c, cmark_node *parent)
{
    NodeList list = {0};
    uint32_t start = c->cursor;

    if (!depth_enter(c))
        return NULL;
    for (cmark_node *child = cmark_node_first_child(parent); child;
         child = cmark_node_next(child)) {
        if (cmark_node_get_type(child) == CMARK_NODE_TEXT) {
            add_text(c, &list, child);
            continue;
        }
        MdNode *n = convert_inline(c, child);
        if (n)
            list_add(&list, n);
    }
    depth_leave(c);
    if (list.special && !c->in->options.plain)
        return additions_from(c, list.first, start);
    return list.first;
}
