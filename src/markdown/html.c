/* html.c - blocks as HTML; see html.h. */
#include "markdown/html.h"

static const MarkdownLabels english = {
    .note = STR_INIT("Note"),
    .tip = STR_INIT("Tip"),
    .important = STR_INIT("Important"),
    .warning = STR_INIT("Warning"),
    .caution = STR_INIT("Caution"),
    .notes = STR_INIT("Notes"),
    .note_number = STR_INIT("note {}"),
    .note_back = STR_INIT("Back to the text, note {}"),
    .heading_link = STR_INIT("Link to the section {}"),
    .code = STR_INIT("Code"),
    .table = STR_INIT("Table"),
};

/* ---- attributes ---------------------------------------------------------- */

static void put_classes(Html *h, const Attributes *attributes, Str own)
{
    size_t n = attributes ? attributes->classes.len : 0;

    if (n == 0 && own.len == 0)
        return;
    BUF_LIT(h->out, " class=\"");
    html_put_text(h->out, own);
    for (size_t i = 0; i < n; i++) {
        if (i > 0 || own.len)
            buf_put_char(h->out, ' ');
        html_put_text(h->out, attributes->classes.items[i]);
    }
    buf_put_char(h->out, '"');
}

void html_put_attributes(Html *h, const Attributes *attributes, Str own)
{
    put_classes(h, attributes, own);
    if (!attributes)
        return;
    if (attributes->id.len && !h->r->bare) {
        BUF_LIT(h->out, " id=\"");
        html_put_text(h->out, attributes->id);
        buf_put_char(h->out, '"');
    }
    for (size_t i = 0; i < attributes->entries.len; i++) {
        buf_put_char(h->out, ' ');
        buf_put(h->out, attributes->entries.items[i].key);
        BUF_LIT(h->out, "=\"");
        html_put_text(h->out, attributes->entries.items[i].value);
        buf_put_char(h->out, '"');
    }
}

void html_put_block_mark(Html *h, const MdNode *n)
{
    if (!n->block || h->r->bare)
        return;
    BUF_LIT(h->out, " id=\"");
    buf_put(h->out, h->doc->facts.blocks.items[n->block - 1].id);
    buf_put(h->out, h->r->xml ? STR("\"") : STR("\" data-b"));
}

/* ---- paragraphs, headings, figures --------------------------------------- */

static void put_paragraph(Html *h, const MdNode *n)
{
    BUF_LIT(h->out, "<p");
    html_put_block_mark(h, n);
    buf_put_char(h->out, '>');
    html_put_inlines(h, n->first);
    BUF_LIT(h->out, "</p>\n");
}

static void put_heading_link(Html *h, const Heading *heading)
{
    BUF_LIT(h->out, "<a class=\"a\" href=\"#");
    html_put_text(h->out, heading->id);
    BUF_LIT(h->out, "\" aria-label=\"");
    html_put_label(h->out, h->labels->heading_link, heading->text);
    BUF_LIT(h->out, "\">#</a>");
}

static void put_heading(Html *h, const MdNode *n)
{
    const Heading *heading = &h->doc->facts.headings.items[n->index];
    char level = (char)('0' + n->level);

    BUF_LIT(h->out, "<h");
    buf_put_char(h->out, level);
    if (!h->r->bare) {
        BUF_LIT(h->out, " id=\"");
        html_put_text(h->out, heading->id);
        buf_put_char(h->out, '"');
    }
    if (n->attributes) {
        Attributes rest = *n->attributes;
        rest.id = (Str){0};
        html_put_attributes(h, &rest, (Str){0});
    }
    buf_put_char(h->out, '>');
    html_put_inlines(h, n->first);
    if (!h->r->bare)
        put_heading_link(h, heading);
    BUF_LIT(h->out, "</h");
    buf_put_char(h->out, level);
    BUF_LIT(h->out, ">\n");
}

static void put_figure(Html *h, const MdNode *n)
{
    Attributes own = {0};

    if (n->attributes) {
        own.id = n->attributes->id;
        own.classes.items = n->attributes->classes.items;
        own.classes.len = n->attributes->classes.len;
    }
    BUF_LIT(h->out, "<figure");
    html_put_attributes(h, &own, (Str){0});
    if (own.id.len == 0)
        html_put_block_mark(h, n);
    buf_put_char(h->out, '>');
    html_put_image(h, n->first, true);
    BUF_LIT(h->out, "<figcaption>");
    html_put_text(h->out, n->text);
    BUF_LIT(h->out, "</figcaption></figure>\n");
}

/* ---- quotes and callouts ------------------------------------------------- */

static void put_quote(Html *h, const MdNode *n)
{
    BUF_LIT(h->out, "<blockquote");
    html_put_block_mark(h, n);
    BUF_LIT(h->out, ">\n");
    html_put_blocks(h, n->first);
    BUF_LIT(h->out, "</blockquote>\n");
}

static void put_callout(Html *h, const MdNode *n)
{
    static const Str classes[CALLOUTS] = {
        STR_INIT("note"),    STR_INIT("tip"),     STR_INIT("important"),
        STR_INIT("warning"), STR_INIT("caution"),
    };
    const Str titles[CALLOUTS] = {h->labels->note, h->labels->tip,
                                  h->labels->important, h->labels->warning,
                                  h->labels->caution};
    const MdNode *first = n->first;

    BUF_LIT(h->out, "<aside class=\"");
    buf_put(h->out, classes[n->level]);
    BUF_LIT(h->out, "\" role=\"note\"");
    html_put_block_mark(h, n);
    BUF_LIT(h->out, "><p class=\"title\">");
    if (first && first->kind == MD_TITLE) {
        html_put_inlines(h, first->first);
        first = first->next;
    } else {
        html_put_text(h->out, titles[n->level]);
    }
    BUF_LIT(h->out, "</p>\n");
    html_put_blocks(h, first);
    BUF_LIT(h->out, "</aside>\n");
}

/* ---- lists --------------------------------------------------------------- */

static void put_check_box(Html *h, const MdNode *item)
{
    BUF_LIT(h->out, "<input type=\"checkbox\" disabled=\"\"");
    if (item->checked)
        BUF_LIT(h->out, " checked=\"\"");
    buf_put(h->out, h->r->xml ? STR("/> ") : STR("> "));
}

/* The box and its text; the label ties the two for screen readers. */
static void put_task(Html *h, const MdNode *item, const MdNode *paragraph)
{
    BUF_LIT(h->out, "<label>");
    put_check_box(h, item);
    if (paragraph)
        html_put_inlines(h, paragraph->first);
    BUF_LIT(h->out, "</label>");
}

static void put_item(Html *h, const MdNode *item, bool tight)
{
    const MdNode *n = item->first;

    buf_put(h->out, item->task ? STR("<li class=\"task\">") : STR("<li>"));
    if (item->task) {
        bool text = n && n->kind == MD_PARAGRAPH;
        put_task(h, item, text ? n : NULL);
        n = text ? n->next : n;
    }
    for (; n; n = n->next) {
        if (tight && n->kind == MD_PARAGRAPH) {
            html_put_inlines(h, n->first);
            continue;
        }
        html_cr(h->out);
        MdNode one = *n;
        one.next = NULL;
        html_put_blocks(h, &one);
    }
    BUF_LIT(h->out, "</li>\n");
}

static void put_list(Html *h, const MdNode *n)
{
    buf_put(h->out, n->ordered ? STR("<ol") : STR("<ul"));
    if (n->ordered && n->index != 1) {
        BUF_LIT(h->out, " start=\"");
        buf_put_int(h->out, n->index);
        buf_put_char(h->out, '"');
    }
    html_put_block_mark(h, n);
    BUF_LIT(h->out, ">\n");
    for (const MdNode *item = n->first; item; item = item->next)
        put_item(h, item, n->tight);
    buf_put(h->out, n->ordered ? STR("</ol>\n") : STR("</ul>\n"));
}

/* ---- tables -------------------------------------------------------------- */

static void put_cell(Html *h, const MdNode *cell)
{
    buf_put(h->out, cell->header ? STR("<th scope=\"col\"") : STR("<td"));
    if (cell->level == 'l')
        BUF_LIT(h->out, " class=\"left\"");
    else if (cell->level == 'c')
        BUF_LIT(h->out, " class=\"center\"");
    else if (cell->level == 'r')
        BUF_LIT(h->out, " class=\"right\"");
    buf_put_char(h->out, '>');
    html_put_inlines(h, cell->first);
    buf_put(h->out, cell->header ? STR("</th>") : STR("</td>"));
}

static void put_row(Html *h, const MdNode *row)
{
    BUF_LIT(h->out, "<tr>");
    for (const MdNode *cell = row->first; cell; cell = cell->next)
        put_cell(h, cell);
    BUF_LIT(h->out, "</tr>\n");
}

static void put_table(Html *h, const MdNode *n)
{
    const MdNode *row = n->first;

    BUF_LIT(h->out, "<div class=\"table\"");
    html_put_block_mark(h, n);
    BUF_LIT(h->out, " tabindex=\"0\" role=\"group\" aria-label=\"");
    html_put_text(h->out, h->labels->table);
    BUF_LIT(h->out, "\"><table>\n");
    if (row && row->header) {
        BUF_LIT(h->out, "<thead>");
        put_row(h, row);
        BUF_LIT(h->out, "</thead>\n");
        row = row->next;
    }
    if (row) {
        BUF_LIT(h->out, "<tbody>\n");
        for (; row; row = row->next)
            put_row(h, row);
        BUF_LIT(h->out, "</tbody>\n");
    }
    BUF_LIT(h->out, "</table></div>\n");
}

static void put_rule(Html *h, const MdNode *n)
{
    BUF_LIT(h->out, "<hr");
    html_put_block_mark(h, n);
    buf_put(h->out, h->r->xml ? STR("/>\n") : STR(">\n"));
}

/* ---- all blocks ---------------------------------------------------------- */

static void put_block(Html *h, const MdNode *n)
{
    switch ((MdKind)n->kind) {
    case MD_PARAGRAPH:
        put_paragraph(h, n);
        break;
    case MD_HEADING:
        put_heading(h, n);
        break;
    case MD_LIST:
        put_list(h, n);
        break;
    case MD_QUOTE:
        put_quote(h, n);
        break;
    case MD_CALLOUT:
        put_callout(h, n);
        break;
    case MD_CODE_BLOCK:
        html_put_code(h, n);
        break;
    case MD_TABLE:
        put_table(h, n);
        break;
    case MD_FIGURE:
        put_figure(h, n);
        break;
    case MD_RULE:
        put_rule(h, n);
        break;
    case MD_HTML_BLOCK:
        buf_put(h->out, n->text);
        html_put_inlines(h, n->first);
        html_cr(h->out);
        break;
    case MD_SHORTCODE:
    case MD_CALLS:
        html_put_call_block(h, n);
        break;
    default:
        break;
    }
}

void html_put_blocks(Html *h, const MdNode *first)
{
    for (const MdNode *n = first; n; n = n->next)
        put_block(h, n);
}

/* ---- footnotes ----------------------------------------------------------- */

/* The back links stand at the end of the note's last paragraph. */
static void put_note(Html *h, const MdNode *note)
{
    BUF_LIT(h->out, "<li class=\"fn\" id=\"n");
    buf_put_int(h->out, note->index);
    BUF_LIT(h->out, "\">");
    for (const MdNode *n = note->first; n; n = n->next) {
        if (n->kind != MD_PARAGRAPH) {
            MdNode one = *n;
            one.next = NULL;
            html_put_blocks(h, &one);
            continue;
        }
        /* A note of one paragraph needs no <p>. */
        bool alone = n == note->first && !n->next;
        buf_put(h->out, alone ? STR("") : STR("<p>"));
        html_put_inlines(h, n->first);
        if (!n->next)
            html_put_back_links(h, note);
        buf_put(h->out, alone ? STR("") : STR("</p>\n"));
    }
    const MdNode *last = note->first;
    while (last && last->next)
        last = last->next;
    if (!last || last->kind != MD_PARAGRAPH)
        html_put_back_links(h, note);
    BUF_LIT(h->out, "</li>\n");
}

static void put_notes(Html *h)
{
    BUF_LIT(h->out, "<section class=\"notes\" role=\"doc-endnotes\" "
                    "aria-labelledby=\"nh\"><h2 id=\"nh\">");
    html_put_text(h->out, h->labels->notes);
    BUF_LIT(h->out, "</h2>\n<ol>\n");
    for (const MdNode *n = h->doc->notes; n; n = n->next)
        put_note(h, n);
    BUF_LIT(h->out, "</ol></section>\n");
}

void markdown_render(Buf *out, Arena *scratch, const MarkdownDoc *doc,
                     const MarkdownRender *r)
{
    static const MarkdownRender plainly = {0};
    ArenaMark mark = arena_mark(scratch);
    Html h = {.out = out, .scratch = scratch, .doc = doc};

    h.r = r ? r : &plainly;
    h.labels = h.r->labels ? h.r->labels : &english;
    if (doc->plain) {
        html_put_plain(&h);
    } else {
        html_put_blocks(&h, doc->blocks);
        if (doc->notes && !h.r->bare)
            put_notes(&h);
    }
    if (out->arena != scratch)
        arena_rewind(scratch, mark);
}
