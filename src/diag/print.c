/* print.c - diagnostics as people read them. */
#include "base/escape.h"
#include "base/utf8.h"
#include "diag/diag.h"

enum { LINE_LONGEST = 160 }; /* columns of source shown */

/* Moves on to `at`, from where it was or from the start. */
static void locate(DiagWhere *w, const Source *src, uint32_t at)
{
    if (w->src != src || w->at > at)
        *w = (DiagWhere){.src = src, .place = {1, 1}};
    Str rest = str_slice(src->text, w->at, at);
    for (StrCut cut = str_cut(rest, '\n'); cut.found;
         cut = str_cut(rest, '\n')) {
        rest = cut.tail;
        w->place.line++;
        w->place.column = 1;
        w->line = (uint32_t)(rest.ptr - src->text.ptr);
    }
    w->place.column += utf8_count(rest);
    w->at = at;
}

Place source_place(const Source *src, uint32_t offset)
{
    DiagWhere where = {0};

    locate(&where, src, offset);
    return where.place;
}

/* The line, as far as it could be shown. */
static Span line_at(const DiagWhere *w)
{
    enum { SEEN = LINE_LONGEST * UTF8_MAX + 100 };
    Str text = w->src->text;
    StrCut cut = str_cut(str_slice(text, w->at, w->at + SEEN), '\n');
    size_t end = (w->at < text.len ? w->at : text.len) + cut.head.len;

    if (cut.found && end > w->line && text.ptr[end - 1] == '\r')
        end--;
    return (Span){w->line, (uint32_t)end};
}

static void put_color(Buf *b, DiagStyle style, const char *code)
{
    if (style.color)
        buf_printf(b, "\033[%sm", code);
}

/* What is shown of a letter.  The source's own bytes may hold control
 * characters: a terminal must not obey them. */
static uint32_t shown(uint32_t rune)
{
    bool control = rune < 0x20 || (rune >= 0x7F && rune < 0xA0);
    return control && rune != '\t' ? RUNE_BAD : rune;
}

/* Columns it takes; a tab, whose width the terminal knows, counts as one. */
static int shown_width(uint32_t rune)
{
    return rune == '\t' ? 1 : rune_width(shown(rune));
}

/* Where the shown part of a very long line begins. */
static uint32_t window(Span line, uint32_t at)
{
    if (line.end - line.start <= LINE_LONGEST || at < line.start + 100)
        return line.start;
    return at - 60;
}

static void put_line(Buf *b, const Source *src, Span line, uint32_t from)
{
    size_t i = from;
    int width = 0;

    while (i < line.end && width < LINE_LONGEST) {
        uint32_t rune = utf8_next(src->text, &i);
        buf_put_rune(b, shown(rune));
        width += shown_width(rune);
    }
    buf_put_char(b, '\n');
}

/* Spaces, but tabs where the line has tabs, up to the caret; then ~ to the
 * span's end. */
static void put_caret(Buf *b, const Source *src, Span line, Span at,
                      uint32_t from)
{
    size_t i = from;
    size_t end = at.end < line.end ? at.end : line.end;

    while (i < at.start) {
        uint32_t rune = utf8_next(src->text, &i);
        for (int k = 0; k < shown_width(rune); k++)
            buf_put_char(b, rune == '\t' ? '\t' : ' ');
    }
    buf_put_char(b, '^');
    int width = 0;
    while (i < end && width < LINE_LONGEST)
        width += shown_width(utf8_next(src->text, &i));
    for (int k = 1; k < width; k++)
        buf_put_char(b, '~');
    buf_put_char(b, '\n');
}

static void put_source(Buf *b, const Diag *d, const DiagWhere *where,
                       DiagStyle style)
{
    Span line = line_at(where);
    uint32_t from = window(line, d->at.start);

    while (from > line.start && (d->src->text.ptr[from] & 0xC0) == 0x80)
        from--;
    buf_printf(b, "%5zu | ", where->place.line);
    put_line(b, d->src, line, from);
    BUF_LIT(b, "      | ");
    put_color(b, style, "1;32");
    put_caret(b, d->src, line, d->at, from);
    put_color(b, style, "0");
}

static void put_level(Buf *b, DiagLevel level, DiagStyle style)
{
    static const struct {
        Str english, italian;
        const char *color;
    } words[] = {
        [DIAG_ERROR] = {STR_INIT("error"), STR_INIT("errore"), "1;31"},
        [DIAG_WARNING] = {STR_INIT("warning"), STR_INIT("avviso"), "1;35"},
        [DIAG_NOTE] = {STR_INIT("note"), STR_INIT("nota"), "1;36"},
    };

    put_color(b, style, words[level].color);
    buf_put(b, style.language == DIAG_ITALIAN ? words[level].italian
                                              : words[level].english);
    BUF_LIT(b, ": ");
    put_color(b, style, "0");
}

static void put_one(Buf *b, const Diag *d, DiagWhere *where, DiagStyle style)
{
    bool placed = d->src && (d->at.start || d->at.end) && d->src->text.len;

    if (d->src) {
        put_color(b, style, "1");
        escape_terminal(b, d->src->path);
        if (placed) {
            locate(where, d->src, d->at.start);
            buf_printf(b, ":%zu:%zu", where->place.line, where->place.column);
        }
        BUF_LIT(b, ": ");
        put_color(b, style, "0");
    }
    DiagLevel level = diag_level(d->code);
    put_level(b, level, style);
    buf_put(b, diag_message(b->arena, d, style.language));
    if (level != DIAG_NOTE)
        buf_printf(b, " [" STR_FMT "]", STR_ARG(diag_code_name(d->code)));
    buf_put_char(b, '\n');
    if (placed)
        put_source(b, d, where, style);
}

void diag_print_next(DiagPrinter *p, Buf *out, const Diag *d)
{
    put_one(out, d, &p->message, p->style);
    for (const Diag *note = d->notes; note; note = note->next)
        put_one(out, note, &p->note, p->style);
}

void diag_print(Buf *out, const Diag *d, DiagStyle style)
{
    DiagPrinter p = {.style = style};

    diag_print_next(&p, out, d);
}
