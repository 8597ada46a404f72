/* facts.c - ids, words, and the like; see convert.h. */
#include "markdown/convert.h"

#include "base/text.h"
#include "markdown/html.h"

/* Who has an id, and which number its next namesake tries first. */
typedef struct {
    bool reserved; /* by the page around, or by what is only counted */
    bool by_hand;
    Span at;
    uint32_t next;
} IdUse;

/* ---- ids ----------------------------------------------------------------- */

static IdUse *use_id(Converter *c, Str id)
{
    void **slot = map_at(&c->ids, c->scratch, id);

    if (!*slot)
        *slot = ARENA_NEW(c->scratch, IdUse);
    return *slot;
}

static bool is_number(Str s)
{
    for (size_t i = 0; i < s.len; i++)
        if (!ascii_is_digit(s.ptr[i]))
            return false;
    return s.len > 0;
}

/* b12, n3, r1 and r1-2 are ids of blocks, notes and their marks. */
static bool is_counted(Str id)
{
    StrCut cut = str_cut(str_drop(id, 1), '-');

    if (id.len == 0 || !is_number(cut.head))
        return false;
    if (cut.found)
        return id.ptr[0] == 'r' && is_number(cut.tail);
    return id.ptr[0] == 'b' || id.ptr[0] == 'n' || id.ptr[0] == 'r';
}

void reserve_ids(Converter *c)
{
    const MarkdownOptions *o = &c->in->options;

    use_id(c, STR("nh"))->reserved = true;
    for (size_t i = 0; i < o->nids; i++)
        use_id(c, o->ids[i])->reserved = true;
}

void claim_id(Converter *c, Str id, Span at)
{
    const IdUse *had = map_get(&c->ids, id);

    if ((had && had->reserved) || is_counted(id)) {
        diag_add(c->d, MARKDOWN_ID_TAKEN, c->in->src, at, STRS(id));
        return;
    }
    if (had) {
        Diag *diag =
            diag_add(c->d, MARKDOWN_ID_TWICE, c->in->src, at, STRS(id));
        diag_note(c->d, diag, FIRST_HERE, c->in->src, had->at, NO_STRS);
        return;
    }
    *use_id(c, id) = (IdUse){.by_hand = true, .at = at};
    map_add(&c->out->facts.anchors, c->a, id, c->out);
}

/* `base`, or `base`-1, -2, ...; "section-b1" where the id alone would be one
 * that is counted. */
static Str free_id(Converter *c, Str base)
{
    if (base.len == 0 || is_counted(base))
        base = str_printf(c->a, base.len ? "section-" STR_FMT : "section",
                          STR_ARG(base));
    Str id = base;

    while (map_get(&c->ids, id)) {
        IdUse *use = use_id(c, base);
        Buf b = buf_in(c->a);
        buf_put(&b, base);
        buf_put_char(&b, '-');
        buf_put_int(&b, ++use->next);
        id = buf_str(&b);
    }
    use_id(c, id);
    map_add(&c->out->facts.anchors, c->a, id, c->out);
    return id;
}

/* ---- headings ------------------------------------------------------------ */

static void finish_heading(Converter *c, const MdNode *n)
{
    Heading *h = &c->out->facts.headings.items[n->index];
    Buf text = buf_in(c->a);

    put_plain(&text, n->first);
    h->text = buf_take(&text);
    if (n->attributes && n->attributes->id.len) {
        h->id = n->attributes->id;
    } else {
        h->id = free_id(c, text_anchor(c->a, h->text));
    }
    Buf html = buf_in(c->a);
    html_put_heading(&html, n);
    h->html = buf_take(&html);
}

void finish_headings(Converter *c)
{
    /* Ids given by hand have been claimed by now, wherever they stand. */
    for (size_t i = 0; i < c->headings.len; i++)
        finish_heading(c, c->headings.items[i]);
}

/* ---- words --------------------------------------------------------------- */

void put_plain(Buf *out, const MdNode *first)
{
    for (const MdNode *n = first; n; n = n->next) {
        switch ((MdKind)n->kind) {
        case MD_TEXT:
        case MD_CODE:
            buf_put(out, n->text);
            break;
        case MD_SOFTBREAK:
        case MD_LINEBREAK:
            buf_put_char(out, ' ');
            break;
        case MD_LINK:
            /* A wikilink without text has its target in `text`. */
            if (!n->first)
                buf_put(out, n->text);
            put_plain(out, n->first);
            break;
        default:
            put_plain(out, n->first);
            break;
        }
    }
}

void count_words(Converter *c, const MdNode *block)
{
    const MdNode *n = block->first;
    bool elides = c->in->options.typography.elides;

    if (n && !n->next && n->kind == MD_TEXT) {
        c->out->facts.words += text_count_words(n->text, elides);
        return;
    }
    ArenaMark mark = arena_mark(c->scratch);
    Buf text = buf_in(c->scratch);
    put_plain(&text, n);
    c->out->facts.words += text_count_words(buf_str(&text), elides);
    arena_rewind(c->scratch, mark);
}

/* ---- blocks -------------------------------------------------------------- */

static BlockKind block_kind(const MdNode *n)
{
    switch ((MdKind)n->kind) {
    case MD_HEADING:
        return BLOCK_HEADING;
    case MD_LIST:
        return BLOCK_LIST;
    case MD_QUOTE:
        return BLOCK_QUOTE;
    case MD_CALLOUT:
        return BLOCK_CALLOUT;
    case MD_CODE_BLOCK:
        return BLOCK_CODE;
    case MD_TABLE:
        return BLOCK_TABLE;
    case MD_FIGURE:
        return BLOCK_FIGURE;
    case MD_RULE:
        return BLOCK_RULE;
    case MD_HTML_BLOCK:
        return BLOCK_HTML;
    case MD_SHORTCODE:
    case MD_CALLS:
        return BLOCK_SHORTCODE;
    default:
        return BLOCK_PARAGRAPH;
    }
}

void number_blocks(Converter *c, MdNode *n, Span at)
{
    /* What does not show is not counted: it may stand in one language only. */
    if (n->kind == MD_MORE ||
        (n->kind == MD_HTML_BLOCK && html_is_comment(n->text)))
        return;
    Block *block = VEC_PUSH(&c->out->facts.blocks, c->a);
    Buf id = buf_in(c->a);

    n->block = (uint32_t)c->out->facts.blocks.len;
    buf_put_char(&id, 'b');
    buf_put_int(&id, n->block);
    *block = (Block){block_kind(n), buf_take(&id), at};
}
