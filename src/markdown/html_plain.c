/* html_plain.c - GFM alone, byte for byte as cmark-gfm writes it.
 *
 * The specification's examples are compared with it, and people compare us with
 * other programs.  Its habits are kept, also those that html.c has better. */
#include "markdown/html.h"

typedef struct {
    Html *h;
    const MdNode *note;      /* the footnote we are in, or NULL */
    bool back_links_written; /* for that note */
} Plain;

static void put_blocks(Plain *p, const MdNode *parent, bool tight);
static void put_inlines(Plain *p, const MdNode *first);

/* ---- raw HTML ------------------------------------------------------------ */

static bool is_filtered_tag(Str html)
{
    static const Str tags[] = {
        STR_INIT("title"),    STR_INIT("textarea"), STR_INIT("style"),
        STR_INIT("xmp"),      STR_INIT("iframe"),   STR_INIT("noembed"),
        STR_INIT("noframes"), STR_INIT("script"),   STR_INIT("plaintext"),
    };
    Str name = str_drop(html, 1);

    if (str_starts(name, STR("/")))
        name = str_drop(name, 1);
    for (size_t i = 0; i < COUNT(tags); i++) {
        Str rest = str_drop(name, tags[i].len);
        if (!str_eq_nocase(str_take(name, tags[i].len), tags[i]) ||
            rest.len == 0)
            continue;
        return ascii_is_space(rest.ptr[0]) || rest.ptr[0] == '>' ||
               str_starts(rest, STR("/>"));
    }
    return false;
}

/* With '<' of the tags that GFM filters (section 6.11) made text.  Inline HTML
 * is one tag, whose first character alone counts. */
static void put_html(Buf *out, Str html)
{
    while (html.len) {
        size_t at = str_find(html, '<');
        buf_put(out, str_take(html, at));
        html = str_drop(html, at);
        if (html.len == 0)
            return;
        if (is_filtered_tag(html))
            BUF_LIT(out, "&lt;");
        else
            buf_put_char(out, '<');
        html = str_drop(html, 1);
    }
}

/* ---- inlines ------------------------------------------------------------- */

static void put_alt(Buf *out, const MdNode *first)
{
    for (const MdNode *n = first; n; n = n->next) {
        if (n->kind == MD_TEXT || n->kind == MD_CODE || n->kind == MD_HTML)
            html_put_text(out, n->text);
        else if (n->kind == MD_SOFTBREAK || n->kind == MD_LINEBREAK)
            buf_put_char(out, ' ');
        else
            put_alt(out, n->first);
    }
}

static void put_title(Buf *out, Str title)
{
    if (title.len == 0)
        return;
    BUF_LIT(out, "\" title=\"");
    html_put_text(out, title);
}

static void put_link(Plain *p, const MdNode *n)
{
    Buf *out = p->h->out;

    BUF_LIT(out, "<a href=\"");
    html_put_url(out, p->h->doc->facts.links.items[n->index].target);
    put_title(out, n->text);
    BUF_LIT(out, "\">");
    put_inlines(p, n->first);
    BUF_LIT(out, "</a>");
}

static void put_image(Plain *p, const MdNode *n)
{
    Buf *out = p->h->out;

    BUF_LIT(out, "<img src=\"");
    html_put_url(out, p->h->doc->facts.links.items[n->index].target);
    BUF_LIT(out, "\" alt=\"");
    put_alt(out, n->first);
    put_title(out, n->text);
    BUF_LIT(out, "\" />");
}

static void put_part(Buf *out, Str label, uint32_t part)
{
    html_put_url(out, label);
    if (part > 1) {
        buf_put_char(out, '-');
        buf_put_int(out, part);
    }
}

static void put_note_ref(Plain *p, const MdNode *n)
{
    Buf *out = p->h->out;

    BUF_LIT(out, "<sup class=\"footnote-ref\"><a href=\"#fn-");
    html_put_url(out, n->text);
    BUF_LIT(out, "\" id=\"fnref-");
    put_part(out, n->text, n->part);
    BUF_LIT(out, "\" data-footnote-ref>");
    buf_put_int(out, n->index);
    BUF_LIT(out, "</a></sup>");
}

static void wrap(Plain *p, const MdNode *n, Str open, Str close)
{
    buf_put(p->h->out, open);
    put_inlines(p, n->first);
    buf_put(p->h->out, close);
}

static void put_inline(Plain *p, const MdNode *n)
{
    Buf *out = p->h->out;

    switch ((MdKind)n->kind) {
    case MD_TEXT:
        html_put_text(out, n->text);
        break;
    case MD_SOFTBREAK:
        buf_put_char(out, '\n');
        break;
    case MD_LINEBREAK:
        BUF_LIT(out, "<br />\n");
        break;
    case MD_CODE:
        BUF_LIT(out, "<code>");
        html_put_text(out, n->text);
        BUF_LIT(out, "</code>");
        break;
    case MD_HTML:
        put_html(out, n->text);
        break;
    case MD_EMPH:
        wrap(p, n, STR("<em>"), STR("</em>"));
        break;
    case MD_STRONG:
        wrap(p, n, STR("<strong>"), STR("</strong>"));
        break;
    case MD_STRIKE:
        wrap(p, n, STR("<del>"), STR("</del>"));
        break;
    case MD_LINK:
        put_link(p, n);
        break;
    case MD_IMAGE:
        put_image(p, n);
        break;
    case MD_NOTE_REF:
        put_note_ref(p, n);
        break;
    default:
        break;
    }
}

static void put_inlines(Plain *p, const MdNode *first)
{
    for (const MdNode *n = first; n; n = n->next)
        put_inline(p, n);
}

/* ---- footnotes ----------------------------------------------------------- */

static void put_back_link(Buf *out, Str label, uint32_t part)
{
    BUF_LIT(out, "<a href=\"#fnref-");
    put_part(out, label, part);
    BUF_LIT(out, "\" class=\"footnote-backref\" data-footnote-backref "
                 "aria-label=\"Back to content\">\u21a9");
    if (part > 1) {
        BUF_LIT(out, "<sup class=\"footnote-ref\">");
        buf_put_int(out, part);
        BUF_LIT(out, "</sup>");
    }
    BUF_LIT(out, "</a>");
}

static void put_back_links(Plain *p)
{
    for (uint32_t part = 1; part <= p->note->part; part++) {
        if (part > 1)
            buf_put_char(p->h->out, ' ');
        put_back_link(p->h->out, p->note->text, part);
    }
    p->back_links_written = true;
}

static void put_notes(Plain *p)
{
    Buf *out = p->h->out;

    if (!p->h->doc->notes)
        return;
    BUF_LIT(out, "<section class=\"footnotes\" data-footnotes>\n<ol>\n");
    for (const MdNode *n = p->h->doc->notes; n; n = n->next) {
        p->note = n;
        p->back_links_written = false;
        BUF_LIT(out, "<li id=\"fn-");
        html_put_url(out, n->text);
        BUF_LIT(out, "\">\n");
        put_blocks(p, n, false);
        if (!p->back_links_written) {
            put_back_links(p);
            buf_put_char(out, '\n');
        }
        BUF_LIT(out, "</li>\n");
    }
    BUF_LIT(out, "</ol>\n</section>\n");
}

/* ---- blocks -------------------------------------------------------------- */

static void put_paragraph(Plain *p, const MdNode *parent, const MdNode *n,
                          bool tight)
{
    Buf *out = p->h->out;

    if (tight) {
        put_inlines(p, n->first);
        return;
    }
    html_cr(out);
    BUF_LIT(out, "<p>");
    put_inlines(p, n->first);
    if (parent && parent == p->note && !n->next) {
        buf_put_char(out, ' ');
        if (!p->back_links_written)
            put_back_links(p);
    }
    BUF_LIT(out, "</p>\n");
}

static void put_heading(Plain *p, const MdNode *n)
{
    Buf *out = p->h->out;
    char level = (char)('0' + n->level);

    html_cr(out);
    BUF_LIT(out, "<h");
    buf_put_char(out, level);
    buf_put_char(out, '>');
    put_inlines(p, n->first);
    BUF_LIT(out, "</h");
    buf_put_char(out, level);
    BUF_LIT(out, ">\n");
}

static void put_item(Plain *p, const MdNode *item, bool tight)
{
    Buf *out = p->h->out;

    html_cr(out);
    BUF_LIT(out, "<li>");
    if (item->task)
        buf_put(out, item->checked
                         ? STR("<input type=\"checkbox\" checked=\"\" "
                               "disabled=\"\" /> ")
                         : STR("<input type=\"checkbox\" disabled=\"\" /> "));
    put_blocks(p, item, tight);
    BUF_LIT(out, "</li>\n");
}

static void put_list(Plain *p, const MdNode *n)
{
    Buf *out = p->h->out;

    html_cr(out);
    if (!n->ordered) {
        BUF_LIT(out, "<ul>\n");
    } else if (n->index == 1) {
        BUF_LIT(out, "<ol>\n");
    } else {
        BUF_LIT(out, "<ol start=\"");
        buf_put_int(out, n->index);
        BUF_LIT(out, "\">\n");
    }
    for (const MdNode *item = n->first; item; item = item->next)
        put_item(p, item, n->tight);
    buf_put(out, n->ordered ? STR("</ol>\n") : STR("</ul>\n"));
}

static void put_code(Plain *p, const MdNode *n)
{
    const CodeBlock *code = &p->h->doc->facts.code.items[n->index];
    Buf *out = p->h->out;

    html_cr(out);
    BUF_LIT(out, "<pre><code");
    if (code->info.len) {
        size_t len = 0;
        while (len < code->info.len && !ascii_is_space(code->info.ptr[len]))
            len++;
        BUF_LIT(out, " class=\"language-");
        html_put_text(out, str_take(code->info, len));
        buf_put_char(out, '"');
    }
    buf_put_char(out, '>');
    html_put_text(out, code->code);
    BUF_LIT(out, "</code></pre>\n");
}

/* ---- tables -------------------------------------------------------------- */

static void put_cell(Plain *p, const MdNode *cell)
{
    Buf *out = p->h->out;

    html_cr(out);
    buf_put(out, cell->header ? STR("<th") : STR("<td"));
    if (cell->level == 'l')
        BUF_LIT(out, " align=\"left\"");
    else if (cell->level == 'c')
        BUF_LIT(out, " align=\"center\"");
    else if (cell->level == 'r')
        BUF_LIT(out, " align=\"right\"");
    buf_put_char(out, '>');
    put_inlines(p, cell->first);
    buf_put(out, cell->header ? STR("</th>") : STR("</td>"));
}

static void put_row(Plain *p, const MdNode *row)
{
    Buf *out = p->h->out;

    html_cr(out);
    BUF_LIT(out, "<tr>");
    for (const MdNode *cell = row->first; cell; cell = cell->next)
        put_cell(p, cell);
    html_cr(out);
    BUF_LIT(out, "</tr>");
}

static void put_table(Plain *p, const MdNode *n)
{
    Buf *out = p->h->out;
    bool body = false;

    html_cr(out);
    BUF_LIT(out, "<table>");
    for (const MdNode *row = n->first; row; row = row->next) {
        html_cr(out);
        if (row->header) {
            BUF_LIT(out, "<thead>");
        } else if (!body) {
            BUF_LIT(out, "<tbody>");
            body = true;
        }
        put_row(p, row);
        if (row->header) {
            html_cr(out);
            BUF_LIT(out, "</thead>");
        }
    }
    html_cr(out);
    if (body)
        BUF_LIT(out, "</tbody>\n");
    BUF_LIT(out, "</table>\n");
}

/* ---- all ----------------------------------------------------------------- */

static void put_quote(Plain *p, const MdNode *n)
{
    html_cr(p->h->out);
    BUF_LIT(p->h->out, "<blockquote>\n");
    put_blocks(p, n, false);
    html_cr(p->h->out);
    BUF_LIT(p->h->out, "</blockquote>\n");
}

static void put_block(Plain *p, const MdNode *parent, const MdNode *n,
                      bool tight)
{
    Buf *out = p->h->out;

    switch ((MdKind)n->kind) {
    case MD_PARAGRAPH:
        put_paragraph(p, parent, n, tight);
        break;
    case MD_HEADING:
        put_heading(p, n);
        break;
    case MD_LIST:
        put_list(p, n);
        break;
    case MD_QUOTE:
        put_quote(p, n);
        break;
    case MD_CODE_BLOCK:
        put_code(p, n);
        break;
    case MD_TABLE:
        put_table(p, n);
        break;
    case MD_HTML_BLOCK:
        html_cr(out);
        put_html(out, n->text);
        html_cr(out);
        break;
    case MD_RULE:
        html_cr(out);
        BUF_LIT(out, "<hr />\n");
        break;
    default:
        break;
    }
}

static void put_blocks(Plain *p, const MdNode *parent, bool tight)
{
    for (const MdNode *n = parent->first; n; n = n->next)
        put_block(p, parent, n, tight);
}

void html_put_plain(Html *h)
{
    Plain p = {.h = h};
    const MdNode root = {.first = (MdNode *)h->doc->blocks};

    put_blocks(&p, &root, false);
    put_notes(&p);
}
