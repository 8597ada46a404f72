/* diags.h - diagnostics as rows can write them.
 */
#ifndef UNIT_DIAGS_H
#define UNIT_DIAGS_H

#include "diag/diag.h"

static inline void put_diag(Buf *b, const Diag *d)
{
    bool placed = d->src && (d->at.start || d->at.end) && d->src->text.len;

    if (placed) {
        Place place = source_place(d->src, d->at.start);
        buf_printf(b, "%zu:%zu ", place.line, place.column);
    }
    buf_put(b, diag_message(b->arena, d, DIAG_ENGLISH));
}

/* "3:8 'x' is not a date [bad-date]", and notes behind it, each after a '|';
 * messages are separated by newlines. */
static inline Str diags_text(Arena *a, const DiagList *list)
{
    Buf b = buf_in(a);

    for (const Diag *d = list->first; d; d = d->next) {
        if (d != list->first)
            buf_put_char(&b, '\n');
        put_diag(&b, d);
        buf_printf(&b, " [" STR_FMT "]", STR_ARG(diag_code_name(d->code)));
        for (const Diag *note = d->notes; note; note = note->next) {
            BUF_LIT(&b, " | ");
            put_diag(&b, note);
        }
    }
    return buf_str(&b);
}

#endif
