/* blocks.c - the blocks, and the way through them; see convert.h. */
#include "markdown/convert.h"

#include "base/text.h"
#include "markdown/smart.h"

#include <cmark-gfm-core-extensions.h>
#include <string.h>

/* Deeper than containers may nest (bounds.h): a list is two nodes, and inlines
 * nest too.  Recursion over the tree is safe below it. */
enum { DEPTH = 4 * MD_MAX_DEPTH };

static MdNode *convert_blocks(Converter *c, cmark_node *parent);

bool depth_enter(Converter *c)
{
    if (c->depth < DEPTH) {
        c->depth++;
        return true;
    }
    if (!c->too_deep)
        diag_add(c->d, MARKDOWN_TOO_DEEP, c->in->src, c->block,
                 STRS(STR("400")));
    c->too_deep = true;
    return false;
}

void depth_leave(Converter *c)
{
    c->depth--;
}

static void enter_block(Converter *c, cmark_node *node)
{
    c->block = place_block(c, node);
    c->cursor = c->block.start;
    c->escapes = -1;
}

/* ---- blocks that hold text ----------------------------------------------- */

static Smart smart_for(const Converter *c)
{
    return (Smart){
        .arena = c->a,
        .scratch = c->scratch,
        .typography = &c->in->options.typography,
        .src = c->in->src,
        .at = c->block,
        .d = c->d,
    };
}

/* Typography and words, once the children are there. */
static void finish_text(Converter *c, MdNode *n)
{
    if (!c->in->options.plain) {
        Smart smart = smart_for(c);
        smart_block(&smart, n);
    }
    count_words(c, n);
}

/* An image with a title, alone in its paragraph, is a figure. */
static void look_for_figure(Converter *c, MdNode *n)
{
    MdNode *image = n->first;

    if (c->in->options.plain || !image || image->next ||
        image->kind != MD_IMAGE || image->text.len == 0)
        return;
    Smart smart = smart_for(c);
    n->kind = MD_FIGURE;
    n->text = smart_text(&smart, image->text);
    n->attributes = image->attributes;
    image->text = (Str){0};
}

static MdNode *convert_paragraph(Converter *c, cmark_node *node)
{
    MdNode *n = node_new(c, MD_PARAGRAPH);

    c->more = false;
    n->first = convert_inlines(c, node);
    n->more = c->more;
    finish_text(c, n);
    look_for_figure(c, n);
    look_for_calls(n);
    return n;
}

static MdNode *convert_heading(Converter *c, cmark_node *node)
{
    MdNode *n = node_new(c, MD_HEADING);
    Heading *h = VEC_PUSH(&c->out->facts.headings, c->a);

    n->level = (uint8_t)cmark_node_get_heading_level(node);
    n->index = (uint32_t)c->out->facts.headings.len - 1;
    *h = (Heading){.level = n->level, .at = c->block};
    n->first = convert_inlines(c, node);
    if (!c->in->options.plain)
        take_heading_attributes(c, n);
    finish_text(c, n);
    *VEC_PUSH(&c->headings, c->scratch) = n;
    return n;
}

/* ---- callouts ------------------------------------------------------------ */

static const Str callouts[CALLOUTS] = {
    [CALLOUT_NOTE] = STR_INIT("NOTE"),
    [CALLOUT_TIP] = STR_INIT("TIP"),
    [CALLOUT_IMPORTANT] = STR_INIT("IMPORTANT"),
    [CALLOUT_WARNING] = STR_INIT("WARNING"),
    [CALLOUT_CAUTION] = STR_INIT("CAUTION"),
};

/* NOTE of "[!NOTE] ..."; "" if the text does not begin so. */
static Str callout_name(Str text)
{
    size_t end = str_find(text, ']');

    if (!str_starts(text, STR("[!")) || end == SIZE_MAX)
        return (Str){0};
    Str name = str_slice(text, 2, end);
    for (size_t i = 0; i < name.len; i++)
        if (!ascii_is_alpha(name.ptr[i]))
            return (Str){0};
    return name;
}

static CalloutKind callout_kind(Str name)
{
    size_t i = 0;

    while (i < CALLOUTS && !str_eq_nocase(name, callouts[i]))
        i++;
    return (CalloutKind)i;
}

/* The rest of the first line becomes the title, the other lines stay. */
static void split_title(Converter *c, MdNode *quote, Str rest)
{
    MdNode *paragraph = quote->first, *text = paragraph->first;
    MdNode *title = node_new(c, MD_TITLE);
    MdNode *last = text;

    while (rest.len && ascii_is_space(rest.ptr[0]))
        rest = str_drop(rest, 1);

    while (last->next && last->next->kind != MD_SOFTBREAK &&
           last->next->kind != MD_LINEBREAK)
        last = last->next;
    paragraph->first = last->next ? last->next->next : NULL;
    last->next = NULL;
    text->text = rest;
    title->first = rest.len ? text : text->next;
    title->next = paragraph->first ? paragraph : paragraph->next;
    quote->first = title->first ? title : title->next;
}

static void look_for_callout(Converter *c, MdNode *quote)
{
    const MdNode *p = quote->first;

    if (!p || p->kind != MD_PARAGRAPH || !p->first || p->first->kind != MD_TEXT)
        return;
    Str text = p->first->text, name = callout_name(text);
    Span at;
    if (name.len == 0 || place_is_escaped(c, str_take(text, name.len + 3), &at))
        return;
    CalloutKind kind = callout_kind(name);
    if (kind == CALLOUTS) {
        Diag *diag =
            diag_add(c->d, MARKDOWN_CALLOUT, c->in->src, c->block, STRS(name));
        diag_suggest(c->d, diag, text_closest(name, callouts, CALLOUTS));
        return;
    }
    quote->kind = MD_CALLOUT;
    quote->level = (uint8_t)kind;
    split_title(c, quote, str_drop(text, name.len + 3));
}

static MdNode *convert_quote(Converter *c, cmark_node *node)
{
    MdNode *n = node_new(c, MD_QUOTE);
    Span at = c->block;

    n->first = convert_blocks(c, node);
    c->block = at;
    c->cursor = at.start;
    c->escapes = -1;
    if (!c->in->options.plain)
        look_for_callout(c, n);
    return n;
}

/* ---- lists --------------------------------------------------------------- */

static MdNode *convert_list(Converter *c, cmark_node *node)
{
    MdNode *n = node_new(c, MD_LIST);

    n->ordered = cmark_node_get_list_type(node) == CMARK_ORDERED_LIST;
    n->tight = cmark_node_get_list_tight(node);
    n->index = (uint32_t)cmark_node_get_list_start(node);
    n->first = convert_blocks(c, node);
    return n;
}

/* Asked of the source: cmark also takes an x in brackets further on in the
 * line for a check mark.  (And so do we where we are to be like it.) */
static bool is_checked(const Converter *c, cmark_node *node)
{
    Str text = span_text(c->in->src, c->block);
    size_t open = str_find(text, '[');

    if (c->in->options.plain || open == SIZE_MAX || open + 1 >= text.len)
        return cmark_gfm_extensions_get_tasklist_item_checked(node);
    return ascii_lower(text.ptr[open + 1]) == 'x';
}

static MdNode *convert_item(Converter *c, cmark_node *node)
{
    MdNode *n = node_new(c, MD_ITEM);

    n->task = cmark_node_get_syntax_extension(node) != NULL;
    n->checked = n->task && is_checked(c, node);
    n->first = convert_blocks(c, node);
    return n;
}

/* ---- tables -------------------------------------------------------------- */

static MdNode *convert_row(Converter *c, cmark_node *row, const uint8_t *align,
                           size_t columns)
{
    MdNode *n = node_new(c, MD_ROW);
    NodeList cells = {0};
    size_t i = 0;

    n->header = cmark_gfm_extensions_get_table_row_is_header(row) != 0;
    for (cmark_node *cell = cmark_node_first_child(row); cell;
         cell = cmark_node_next(cell), i++) {
        MdNode *m = node_new(c, MD_CELL);
        m->header = n->header;
        m->level = i < columns ? align[i] : 0;
        m->first = convert_inlines(c, cell);
        finish_text(c, m);
        list_add(&cells, m);
    }
    n->first = cells.first;
    return n;
}

static MdNode *convert_table(Converter *c, cmark_node *table)
{
    MdNode *n = node_new(c, MD_TABLE);
    const uint8_t *align = cmark_gfm_extensions_get_table_alignments(table);
    size_t columns = cmark_gfm_extensions_get_table_columns(table);
    NodeList rows = {0};

    for (cmark_node *row = cmark_node_first_child(table); row;
         row = cmark_node_next(row)) {
        enter_block(c, row);
        list_add(&rows, convert_row(c, row, align, columns));
    }
    n->first = rows.first;
    return n;
}

/* ---- code, HTML, the rest ------------------------------------------------ */

static size_t count_lines(Str text)
{
    size_t n = 0;

    for (size_t i = 0; i < text.len; i++)
        n += text.ptr[i] == '\n';
    return n;
}

static MdNode *convert_code(Converter *c, cmark_node *node)
{
    MdNode *n = node_new(c, MD_CODE_BLOCK);
    CodeBlock code = {.at = c->block};
    int length, offset;
    char mark;

    code.info = restored(c, cmark_node_get_fence_info(node));
    code.code = restored(c, cmark_node_get_literal(node));
    code.lines = count_lines(code.code);
    code.fenced = cmark_node_get_fenced(node, &length, &offset, &mark);
    if (c->in->options.plain)
        code.language = str_cut(code.info, ' ').head;
    else
        read_info(c, &code);
    c->out->facts.code_lines += code.lines;
    n->index = (uint32_t)c->out->facts.code.len;
    *VEC_PUSH(&c->out->facts.code, c->a) = code;
    return n;
}

static MdNode *convert_html_block(Converter *c, cmark_node *node)
{
    Str html = str_dup(c->a, str_of(cmark_node_get_literal(node)));
    MdNode *call = shortcode_block(c, html);

    if (call)
        return call;
    if (!c->in->options.plain && html_is_more(html))
        return node_new(c, MD_MORE);
    return convert_html(c, html, true);
}

static MdNode *convert_block(Converter *c, cmark_node *node)
{
    enter_block(c, node);
    switch (cmark_node_get_type(node)) {
    case CMARK_NODE_PARAGRAPH:
        return convert_paragraph(c, node);
    case CMARK_NODE_HEADING:
        return convert_heading(c, node);
    case CMARK_NODE_BLOCK_QUOTE:
        return convert_quote(c, node);
    case CMARK_NODE_LIST:
        return convert_list(c, node);
    case CMARK_NODE_ITEM:
        return convert_item(c, node);
    case CMARK_NODE_CODE_BLOCK:
        return convert_code(c, node);
    case CMARK_NODE_HTML_BLOCK:
        return convert_html_block(c, node);
    case CMARK_NODE_THEMATIC_BREAK:
        return node_new(c, MD_RULE);
    default:
        /* The one block that an extension adds here. */
        return convert_table(c, node);
    }
}

static MdNode *convert_blocks(Converter *c, cmark_node *parent)
{
    BlockList list = {0};

    if (!depth_enter(c))
        return NULL;
    for (cmark_node *child = cmark_node_first_child(parent); child;
         child = cmark_node_next(child)) {
        MdNode *n = convert_block(c, child);
        if (n)
            blocks_add(c, &list, n);
    }
    blocks_end(c, &list);
    depth_leave(c);
    return list.blocks.first;
}

/* ---- the document -------------------------------------------------------- */

static bool is_note(cmark_node *node)
{
    return cmark_node_get_type(node) == CMARK_NODE_FOOTNOTE_DEFINITION;
}

/* [^label]: as it stands in the source, since cmark does not tell.  It says in
 * which line, but not reliably in which column. */
static Str note_label(Converter *c, cmark_node *node)
{
    uint32_t start = place_offset(c, cmark_node_get_start_line(node), 1);
    Str text = span_text(c->in->src, (Span){start, c->in->body.end});
    Str line = str_cut(text, '\n').head;
    StrCut open = str_cut_text(line, STR("[^"));
    StrCut label = str_cut_text(open.tail, STR("]:"));

    return label.found ? label.head : (Str){0};
}

/* Notes have been moved to the end by cmark, in the order of their numbers.
 * Their nodes are made first: text refers to them. */
static void make_notes(Converter *c, cmark_node *root)
{
    for (cmark_node *child = cmark_node_first_child(root); child;
         child = cmark_node_next(child)) {
        if (!is_note(child))
            continue;
        MdNode *n = node_new(c, MD_NOTE);
        Buf id = buf_in(c->a);
        n->text = note_label(c, child);
        *VEC_PUSH(&c->notes, c->scratch) = n;
        n->index = (uint32_t)c->notes.len;
        buf_put_char(&id, 'n');
        buf_put_int(&id, n->index);
        *VEC_PUSH(&c->out->facts.notes, c->a) = buf_str(&id);
    }
}

static void convert_top(Converter *c, cmark_node *node, BlockList *list)
{
    MdNode *n = convert_block(c, node);

    n = n ? blocks_add(c, list, n) : NULL;
    if (!n)
        return;
    if (n->kind == MD_MORE || n->more)
        c->out->facts.has_more = true;
    number_blocks(c, n,
                  n->kind == MD_SHORTCODE
                      ? c->out->facts.shortcodes.items[n->index].at
                      : place_block(c, node));
}

void convert_document(Converter *c, cmark_node *root)
{
    BlockList blocks = {0};
    NodeList notes = {0};
    size_t number = 0;

    find_lines(c);
    reserve_ids(c);
    make_notes(c, root);
    for (cmark_node *child = cmark_node_first_child(root); child;
         child = cmark_node_next(child)) {
        if (!is_note(child)) {
            convert_top(c, child, &blocks);
            continue;
        }
        MdNode *n = c->notes.items[number++];
        enter_block(c, child);
        n->first = convert_blocks(c, child);
        list_add(&notes, n);
    }
    blocks_end(c, &blocks);
    finish_headings(c);
    c->out->blocks = blocks.blocks.first;
    c->out->notes = notes.first;
}
