/* smart.c - see smart.h.
 *
 * A block is read as a row of pieces: texts, and between them things that only
 * count as a letter (code, an image) or as a space (a line's end).  First every
 * quote mark is found and what stands around it, then marks are matched, then
 * the texts that change are written anew. */
#include "markdown/smart.h"

#include "base/utf8.h"

#include <string.h>

typedef struct {
    MdNode *node;  /* a text, or NULL */
    char stand_in; /* what it counts as where it is no text: 'x' or ' ' */
} Piece;

typedef struct {
    size_t piece, at; /* byte in the piece's text */
    char c;           /* ' or " */
    bool left, right; /* it can open, it can close (as in CommonMark 6.4) */
    bool inside;      /* between two letters */
    bool opens;       /* a ' that can only open */
    bool cut;         /* a ' after a word that a language cuts short: po' */
    bool closes;      /* a ' that ends a quotation */
    Str set;          /* what to write; empty: as it is */
} Mark;

typedef struct {
    Smart *s;
    VEC(Piece) pieces;
    VEC(Mark) marks;
    bool work; /* there is something to set */
} Row;

/* ---- the row ------------------------------------------------------------- */

static bool has_work(const MarkdownTypography *t, Str text)
{
    for (size_t i = 0; i < text.len; i++) {
        char c = text.ptr[i];
        if (c == ' ' || (unsigned char)c > '.') /* all below are before it */
            continue;
        char next = i + 1 < text.len ? text.ptr[i + 1] : 0;
        if (c == '"' || c == '\'')
            return true;
        if ((c == '-' && next == '-' && t->dashes) ||
            (c == '.' && next == '.' && t->ellipsis))
            return true;
    }
    return false;
}

static void add_pieces(Row *row, MdNode *first)
{
    for (MdNode *n = first; n; n = n->next) {
        Piece piece = {.stand_in = 'x'};
        if (n->kind == MD_TEXT) {
            piece.node = n;
            row->work |= has_work(row->s->typography, n->text);
        } else if (n->kind == MD_SOFTBREAK || n->kind == MD_LINEBREAK) {
            piece.stand_in = ' ';
        } else if (n->first && !n->bare) {
            add_pieces(row, n->first);
            continue;
        }
        *VEC_PUSH(&row->pieces, row->s->scratch) = piece;
    }
}

static uint32_t rune_before(const Row *row, size_t piece, size_t at)
{
    for (;;) {
        const Piece *p = &row->pieces.items[piece];
        if (!p->node)
            return (uint32_t)p->stand_in;
        if (at > 0)
            return utf8_prev(p->node->text, &at);
        if (piece == 0)
            return ' ';
        piece--;
        p = &row->pieces.items[piece];
        if (p->node)
            at = p->node->text.len;
    }
}

static uint32_t rune_after(const Row *row, size_t piece, size_t at)
{
    for (;;) {
        const Piece *p = &row->pieces.items[piece];
        if (!p->node)
            return (uint32_t)p->stand_in;
        if (at < p->node->text.len)
            return utf8_next(p->node->text, &at);
        if (++piece == row->pieces.len)
            return ' ';
        at = 0;
    }
}

/* ---- finding marks ------------------------------------------------------- */

static Str word_before(Str text, size_t at)
{
    size_t from = at;

    while (from > 0) {
        size_t back = from;
        if (!rune_is_letter(utf8_prev(text, &back)))
            break;
        from = back;
    }
    return str_slice(text, from, at);
}

static bool is_truncated(const MarkdownTypography *t, Str word)
{
    for (size_t i = 0; i < t->ntruncated; i++)
        if (str_eq_nocase(word, t->truncated[i]))
            return true;
    return false;
}

/* In capitals as the word is. */
static Str in_case_of(Arena *a, Str word, Str right)
{
    size_t first = 0, second = 0;

    if (word.len == 0 || !rune_is_upper(utf8_next(word, &first)))
        return right;
    second = first;
    if (first < word.len && rune_is_upper(utf8_next(word, &second)))
        return utf8_upper(a, right);
    first = 0;
    utf8_next(right, &first);
    return str_printf(a, STR_FMT STR_FMT,
                      STR_ARG(utf8_upper(a, str_take(right, first))),
                      STR_ARG(str_drop(right, first)));
}

static void warn_of_slip(Row *row, Str word, Str right)
{
    Smart *s = row->s;
    Str rest = span_text(s->src, s->at);
    size_t found = s->lost ? SIZE_MAX : str_find_text(rest, word);
    Span at = s->at;

    s->lost |= found == SIZE_MAX;
    if (found != SIZE_MAX) {
        at.start = s->at.start + (uint32_t)found;
        at.end = at.start + (uint32_t)word.len;
        s->at.start = at.end;
    }
    right = in_case_of(s->arena, word, right);
    Diag *diag = diag_add(s->d, MARKDOWN_SLIP, s->src, at, STRS(right));
    diag_suggest(s->d, diag, right);
}

/* Not of a mark that turned out to end a quotation. */
static void look_for_slip(Row *row, const Mark *m)
{
    const MarkdownTypography *t = row->s->typography;
    Str text = row->pieces.items[m->piece].node->text;
    Str word = word_before(text, m->at);
    Str whole = {word.ptr, word.len + 1};

    if (m->c != '\'' || !m->right || m->inside || m->cut || m->closes ||
        word.len == 0)
        return;
    for (size_t i = 0; i < t->nslips; i++)
        if (str_eq_nocase(whole, t->slips[i].wrong)) {
            warn_of_slip(row, whole, t->slips[i].right);
            return;
        }
}

static void add_mark(Row *row, size_t piece, size_t at)
{
    Str text = row->pieces.items[piece].node->text;
    uint32_t before = rune_before(row, piece, at);
    uint32_t after = rune_after(row, piece, at + 1);
    bool space_before = rune_is_space(before),
         space_after = rune_is_space(after);
    bool punct_before = rune_is_punct(before),
         punct_after = rune_is_punct(after);
    Mark m = {.piece = piece, .at = at, .c = text.ptr[at]};

    m.left = !space_after && (!punct_after || space_before || punct_before);
    m.right = !space_before && (!punct_before || space_after || punct_after);
    m.inside = !space_before && !punct_before &&
               (!(space_after || punct_after) ||
                (row->s->typography->elides && after == '"'));
    m.opens = m.left && !m.right;
    if (m.c == '\'' && m.opens && after >= '0' && after <= '9')
        m.opens = m.left = false;
    if (m.c == '\'' && m.right && !m.inside)
        m.cut = is_truncated(row->s->typography, word_before(text, at));
    *VEC_PUSH(&row->marks, row->s->scratch) = m;
}

static void find_marks(Row *row)
{
    for (size_t i = 0; i < row->pieces.len; i++) {
        const MdNode *n = row->pieces.items[i].node;
        for (size_t at = 0; n && at < n->text.len; at++)
            if (n->text.ptr[at] == '"' || n->text.ptr[at] == '\'')
                add_mark(row, i, at);
    }
}

/* ---- matching ------------------------------------------------------------ */

static bool digit_before(const Row *row, const Mark *m)
{
    uint32_t before = rune_before(row, m->piece, m->at);
    return before >= '0' && before <= '9';
}

static void match_double(Row *row)
{
    const MarkdownTypography *t = row->s->typography;
    size_t depth = 0;

    for (size_t i = 0; i < row->marks.len; i++) {
        Mark *m = &row->marks.items[i];
        if (m->c != '"')
            continue;
        if (m->left && (!m->right || depth == 0)) {
            m->set = depth == 0 ? t->outer_open : t->inner_open;
            depth++;
        } else if (depth > 0) {
            depth--;
            m->set = depth == 0 ? t->outer_close : t->inner_close;
        } else if (m->right && !digit_before(row, m)) {
            /* After a digit, alone, it means inches or seconds. */
            m->set = t->outer_close;
        }
    }
}

/* The mark that closes the quotation which marks[i] opens: the last that can,
 * before another opens, since apostrophes can too; 0 if there is none. */
static size_t closing_single(const Row *row, size_t i)
{
    size_t found = 0;

    for (size_t j = i + 1; j < row->marks.len; j++) {
        const Mark *m = &row->marks.items[j];
        if (m->c != '\'')
            continue;
        if (m->opens)
            break;
        if (m->right && !m->inside && !m->cut)
            found = j;
    }
    return found;
}

static void match_single(Row *row)
{
    const MarkdownTypography *t = row->s->typography;

    for (size_t i = 0; i < row->marks.len; i++) {
        Mark *m = &row->marks.items[i];
        if (m->c != '\'' || m->set.len)
            continue;
        size_t close = m->opens ? closing_single(row, i) : 0;
        if (close && t->inner_open.len) {
            m->set = t->inner_open;
            row->marks.items[close].set = t->inner_close;
            row->marks.items[close].closes = true;
        } else if (!digit_before(row, m) || m->inside) {
            m->set = t->apostrophe;
        }
    }
}

/* ---- writing ------------------------------------------------------------- */

/* A run of n hyphens, as cmark's: as many em dashes as go, and no hyphen. */
static void put_dashes(Buf *b, size_t n)
{
    size_t em = n % 3 == 0   ? n / 3
                : n % 2 == 0 ? 0
                : n % 3 == 2 ? (n - 2) / 3
                             : (n - 4) / 3;
    size_t en = (n - 3 * em) / 2;

    while (em--)
        BUF_LIT(b, "\u2014");
    while (en--)
        BUF_LIT(b, "\u2013");
}

static size_t run_of(Str text, size_t at)
{
    size_t n = 1;

    while (at + n < text.len && text.ptr[at + n] == text.ptr[at])
        n++;
    return n;
}

/* Writes what stands at `at` and returns how much of the text that was. */
static size_t put_set(const Row *row, Buf *b, Str text, size_t at)
{
    const MarkdownTypography *t = row->s->typography;
    size_t n = run_of(text, at);

    if (text.ptr[at] == '-' && t->dashes && n > 1) {
        put_dashes(b, n);
        return n;
    }
    if (text.ptr[at] == '.' && t->ellipsis && n == 3) {
        BUF_LIT(b, "\u2026");
        return n;
    }
    buf_put(b, str_slice(text, at, at + n));
    return n;
}

/* `next` is the first mark of this piece or a later one; returns the first
 * that is of a later one. */
static size_t write_piece(const Row *row, size_t piece, size_t next)
{
    MdNode *n = row->pieces.items[piece].node;
    Buf b = buf_in(row->s->arena);
    size_t at = 0;

    buf_room(&b, n->text.len + 16);
    while (at < n->text.len) {
        const Mark *m = next < row->marks.len ? &row->marks.items[next] : NULL;
        if (m && m->piece == piece && m->at == at) {
            buf_put(&b, m->set.len ? m->set : str_slice(n->text, at, at + 1));
            at++;
            next++;
            continue;
        }
        size_t plain = at;
        while (plain < n->text.len && !strchr("'\"-.", n->text.ptr[plain]))
            plain++;
        buf_put(&b, str_slice(n->text, at, plain));
        at = plain;
        if (at < n->text.len && strchr("-.", n->text.ptr[at]))
            at += put_set(row, &b, n->text, at);
    }
    n->text = buf_take(&b);
    return next;
}

void smart_block(Smart *s, MdNode *block)
{
    ArenaMark mark = arena_mark(s->scratch);
    Row row = {.s = s};
    size_t next = 0;

    add_pieces(&row, block->first);
    if (row.work) {
        find_marks(&row);
        match_double(&row);
        match_single(&row);
        for (size_t i = 0; i < row.marks.len && s->typography->nslips; i++)
            look_for_slip(&row, &row.marks.items[i]);
        for (size_t i = 0; i < row.pieces.len; i++) {
            const MdNode *n = row.pieces.items[i].node;
            if (n && has_work(s->typography, n->text))
                next = write_piece(&row, i, next);
        }
    }
    arena_rewind(s->scratch, mark);
}

Str smart_text(Smart *s, Str text)
{
    MdNode node = {.kind = MD_TEXT, .text = text};
    MdNode block = {.kind = MD_PARAGRAPH, .first = &node};

    smart_block(s, &block);
    return node.text;
}
