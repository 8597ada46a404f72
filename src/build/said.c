#include "build/said.h"

/* 1 + the place of a file among those kept. */
static uint32_t keep_source(Said *said, Arena *a, const Source *src)
{
    if (!src)
        return 0;
    for (size_t i = said->sources.len; i > 0; i--) {
        const Source *known = &said->sources.items[i - 1];
        if (known->text.ptr == src->text.ptr && str_eq(known->path, src->path))
            return (uint32_t)i;
    }
    *VEC_PUSH(&said->sources, a) = *src;
    return (uint32_t)said->sources.len;
}

static SaidNote keep_one(Said *said, Arena *a, const Diag *d)
{
    SaidNote out = {.code = d->code, .at = d->at};

    out.source = keep_source(said, a, d->src);
    for (size_t i = 0; i < d->nargs; i++)
        *VEC_PUSH(&out.args, a) = d->args[i];
    return out;
}

void said_keep(Said *said, Arena *a, const Diag *first)
{
    for (const Diag *d = first; d; d = d->next) {
        SaidDiag one = {.note = keep_one(said, a, d)};
        for (const Diag *n = d->notes; n; n = n->next)
            *VEC_PUSH(&one.notes, a) = keep_one(said, a, n);
        *VEC_PUSH(&said->diags, a) = one;
    }
}

static const Source *source_at(const Source *sources, uint32_t source)
{
    return source ? &sources[source - 1] : NULL;
}

void said_repeat(const Said *said, DiagList *d)
{
    size_t n = said->sources.len;
    Source *sources = ARENA_ARRAY(d->arena, Source, n);

    for (size_t i = 0; i < n; i++)
        sources[i] = (Source){str_dup(d->arena, said->sources.items[i].path),
                              str_dup(d->arena, said->sources.items[i].text)};
    for (size_t i = 0; i < said->diags.len; i++) {
        const SaidDiag *one = &said->diags.items[i];
        const SaidNote *note = &one->note;
        Diag *to =
            diag_add(d, (DiagCode)note->code, source_at(sources, note->source),
                     note->at, note->args.items, note->args.len);
        for (size_t j = 0; j < one->notes.len; j++) {
            note = &one->notes.items[j];
            diag_note(d, to, (DiagCode)note->code,
                      source_at(sources, note->source), note->at,
                      note->args.items, note->args.len);
        }
    }
}
