/* html_inline.c - what stands in a block; see html.h. */
#include "markdown/html.h"

static void put_attribute(Html *h, const char *name, Str value)
{
    buf_put_char(h->out, ' ');
    buf_put(h->out, str_of(name));
    BUF_LIT(h->out, "=\"");
    html_put_text(h->out, value);
    buf_put_char(h->out, '"');
}

static void wrap(Html *h, const MdNode *n, Str open, Str close)
{
    buf_put(h->out, open);
    html_put_inlines(h, n->first);
    buf_put(h->out, close);
}

/* ---- links --------------------------------------------------------------- */

static LinkTarget resolve(const Html *h, const MdNode *n)
{
    const Link *link = &h->doc->facts.links.items[n->index];

    if (link->refused)
        return (LinkTarget){0};
    if (h->r->links)
        return h->r->links->resolve(h->r->links, h->scratch, link);
    return (LinkTarget){.url = link->target};
}

static void put_link_text(Html *h, const MdNode *n, Str title)
{
    if (n->first)
        html_put_inlines(h, n->first);
    else
        html_put_text(h->out, title);
}

static void put_link(Html *h, const MdNode *n)
{
    const Link *link = &h->doc->facts.links.items[n->index];
    bool wiki = link->kind == LINK_WIKI;
    LinkTarget to = resolve(h, n);
    Str text = to.text.len ? to.text : wiki ? n->text : (Str){0};

    if (to.url.len == 0) {
        put_link_text(h, n, text);
        return;
    }
    BUF_LIT(h->out, "<a href=\"");
    html_put_url(h->out, to.url);
    buf_put_char(h->out, '"');
    if (n->text.len && !wiki)
        put_attribute(h, "title", n->text);
    if (to.lang.len && !n->first)
        put_attribute(h, "lang", to.lang);
    if (to.lang.len)
        put_attribute(h, "hreflang", to.lang);
    html_put_attributes(h, n->attributes, (Str){0});
    buf_put_char(h->out, '>');
    put_link_text(h, n, text);
    BUF_LIT(h->out, "</a>");
}

/* ---- images -------------------------------------------------------------- */

/* The text without marks, for alt. */
static void put_alt(Html *h, const MdNode *first)
{
    for (const MdNode *n = first; n; n = n->next) {
        bool words = n->kind == MD_TEXT || n->kind == MD_CODE ||
                     (n->kind == MD_LINK && !n->first);
        if (n->kind == MD_SOFTBREAK || n->kind == MD_LINEBREAK)
            buf_put_char(h->out, ' ');
        else if (words)
            html_put_text(h->out, n->text);
        else
            put_alt(h, n->first);
    }
}

static bool has_attribute(const MdNode *n, Str key)
{
    Str value;
    return n->attributes && attributes_get(n->attributes, key, &value);
}

static void put_size(Html *h, const MdNode *n, LinkTarget to)
{
    /* One of the two given by hand: the other would spoil the proportions. */
    if (to.width <= 0 || to.height <= 0 || has_attribute(n, STR("width")) ||
        has_attribute(n, STR("height")))
        return;
    BUF_LIT(h->out, " width=\"");
    buf_put_int(h->out, to.width);
    BUF_LIT(h->out, "\" height=\"");
    buf_put_int(h->out, to.height);
    buf_put_char(h->out, '"');
}

void html_put_image(Html *h, const MdNode *n, bool in_figure)
{
    LinkTarget to = resolve(h, n);

    if (to.url.len == 0) {
        put_alt(h, n->first);
        return;
    }
    BUF_LIT(h->out, "<img src=\"");
    html_put_url(h->out, to.url);
    BUF_LIT(h->out, "\" alt=\"");
    put_alt(h, n->first);
    buf_put_char(h->out, '"');
    if (n->text.len)
        put_attribute(h, "title", n->text);
    put_size(h, n, to);
    if (!has_attribute(n, STR("loading")))
        BUF_LIT(h->out, " loading=\"lazy\"");
    BUF_LIT(h->out, " decoding=\"async\"");
    if (n->attributes) {
        Attributes own = *n->attributes;
        if (in_figure) {
            /* The figure has them. */
            own.id = (Str){0};
            own.classes.len = 0;
        }
        html_put_attributes(h, &own, (Str){0});
    }
    buf_put(h->out, h->r->xml ? STR("/>") : STR(">"));
}

/* ---- footnotes ----------------------------------------------------------- */

static Str number_of(const Html *h, uint32_t n)
{
    Buf b = buf_in(h->scratch);

    buf_put_int(&b, n);
    return buf_take(&b);
}

/* r1, and r1-2 for the second mention. */
static void put_mark_id(Html *h, uint32_t number, uint32_t part)
{
    buf_put_char(h->out, 'r');
    buf_put_int(h->out, number);
    if (part > 1) {
        buf_put_char(h->out, '-');
        buf_put_int(h->out, part);
    }
}

static void put_note_ref(Html *h, const MdNode *n)
{
    if (h->r->bare)
        return;
    BUF_LIT(h->out, "<a class=\"fnr\" id=\"");
    put_mark_id(h, n->index, n->part);
    BUF_LIT(h->out, "\" href=\"#n");
    buf_put_int(h->out, n->index);
    BUF_LIT(h->out, "\" role=\"doc-noteref\" aria-label=\"");
    html_put_label(h->out, h->labels->note_number, number_of(h, n->index));
    BUF_LIT(h->out, "\">");
    buf_put_int(h->out, n->index);
    BUF_LIT(h->out, "</a>");
}

void html_put_back_links(Html *h, const MdNode *note)
{
    Str number = number_of(h, note->index);

    for (uint32_t part = 1; part <= note->part; part++) {
        BUF_LIT(h->out, " <a href=\"#");
        put_mark_id(h, note->index, part);
        BUF_LIT(h->out, "\" role=\"doc-backlink\" aria-label=\"");
        html_put_label(h->out, h->labels->note_back, number);
        if (part > 1) {
            BUF_LIT(h->out, " (");
            buf_put_int(h->out, part);
            buf_put_char(h->out, ')');
        }
        BUF_LIT(h->out, "\">\u21a9</a>");
    }
}

/* ---- all ----------------------------------------------------------------- */

static void put_span(Html *h, const MdNode *n)
{
    Str lang;
    /* A phrase in another language is what <i> is for. */
    bool foreign = n->attributes &&
                   attributes_get(n->attributes, STR("lang"), &lang) &&
                   n->attributes->classes.len == 0;

    buf_put(h->out, foreign ? STR("<i") : STR("<span"));
    html_put_attributes(h, n->attributes, (Str){0});
    buf_put_char(h->out, '>');
    html_put_inlines(h, n->first);
    buf_put(h->out, foreign ? STR("</i>") : STR("</span>"));
}

static void put_code_span(Html *h, const MdNode *n)
{
    BUF_LIT(h->out, "<code>");
    html_put_text(h->out, n->text);
    BUF_LIT(h->out, "</code>");
}

/* Where links, notes and images may not stand, their text does. */
static void put_without_links(Html *h, const MdNode *n)
{
    if (n->kind == MD_IMAGE)
        put_alt(h, n->first);
    else if (n->kind == MD_LINK)
        put_link_text(h, n, n->text);
}

static void put_inline(Html *h, const MdNode *n)
{
    switch ((MdKind)n->kind) {
    case MD_TEXT:
        html_put_text(h->out, n->text);
        break;
    case MD_SOFTBREAK:
        buf_put_char(h->out, '\n');
        break;
    case MD_LINEBREAK:
        buf_put(h->out, h->r->xml ? STR("<br/>\n") : STR("<br>\n"));
        break;
    case MD_CODE:
        put_code_span(h, n);
        break;
    case MD_HTML:
        buf_put(h->out, n->text);
        break;
    case MD_EMPH:
        wrap(h, n, STR("<em>"), STR("</em>"));
        break;
    case MD_STRONG:
        wrap(h, n, STR("<strong>"), STR("</strong>"));
        break;
    case MD_STRIKE:
        wrap(h, n, STR("<del>"), STR("</del>"));
        break;
    case MD_SPAN:
        put_span(h, n);
        break;
    case MD_LINK:
        put_link(h, n);
        break;
    case MD_IMAGE:
        html_put_image(h, n, false);
        break;
    case MD_NOTE_REF:
        put_note_ref(h, n);
        break;
    case MD_SHORTCODE:
        html_put_call(h, n);
        break;
    default:
        break;
    }
}

void html_put_inlines(Html *h, const MdNode *first)
{
    for (const MdNode *n = first; n; n = n->next) {
        if (h->no_links && (n->kind == MD_LINK || n->kind == MD_IMAGE ||
                            n->kind == MD_NOTE_REF))
            put_without_links(h, n);
        else
            put_inline(h, n);
    }
}

void html_put_heading(Buf *out, const MdNode *heading)
{
    static const MarkdownRender bare = {.bare = true};
    Html h = {.out = out, .r = &bare, .no_links = true};

    html_put_inlines(&h, heading->first);
}
