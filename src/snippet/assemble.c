/* assemble.c - see assemble.h. */
#include "snippet/steps.h"

#include "base/text.h"
#include "snippet/match.h"
#include "snippet/tape.h"

#include <stdlib.h>

Diag *snippet_complain(Steps *st, DiagCode code, const Snippet *s,
                       const Snippet *other, const Str *args, size_t nargs)
{
    Diag *diag = diag_add(st->d, code, s->src, snippet_place(s), args, nargs);

    if (other)
        diag_note(st->d, diag, SNIPPET_OTHER, other->src, snippet_place(other),
                  NO_STRS);
    st->ok = false;
    return diag;
}

Span snippet_key_place(const Snippet *s, Str key)
{
    const Attributes *all = &s->code->attributes;

    for (size_t i = 0; i < all->entries.len; i++)
        if (str_eq(all->entries.items[i].key, key))
            return all->entries.items[i].at;
    return snippet_place(s);
}

bool snippet_before(const Snippet *s, const Snippet *other)
{
    if (s->page != other->page)
        return s->page < other->page;
    return s->code < other->code; /* both lie in the page's array */
}

/* ---- ids ----------------------------------------------------------------- */

static const SnippetPage *page_of(const Steps *st, const Snippet *s)
{
    return &st->parts->pages[s->page];
}

/* `first`: id -> the first of that name in any language. */
static void add_named(Steps *st, Map *first, Snippet *s)
{
    const Snippet *same = map_get(&st->set->by_id[s->lang], s->id);
    const Snippet *other = map_get(first, s->id);

    if (same) {
        /* In one page it has been said: ids are anchors. */
        if (same->page != s->page)
            snippet_complain(st, SNIPPET_ID_TWICE, s, same, STRS(s->id));
        return;
    }
    if (other && !str_eq(page_of(st, other)->key, page_of(st, s)->key)) {
        snippet_complain(st, SNIPPET_ID_ELSEWHERE, s, other, STRS(s->id));
        return;
    }
    map_add(first, st->a, s->id, s);
    map_add(&st->set->by_id[s->lang], st->a, s->id, s);
    *VEC_PUSH(&st->set->named, st->a) = s;
}

static int by_name(const void *a, const void *b)
{
    const Snippet *x = *(Snippet *const *)a, *y = *(Snippet *const *)b;
    int by_id = str_cmp(x->id, y->id);

    return by_id ? by_id : x->lang - y->lang;
}

static void assemble_ids(Steps *st)
{
    Map first = {0};
    Snippets *named = &st->set->named;

    for (size_t p = 0; p < st->parts->npages; p++) {
        SnippetPage *page = &st->parts->pages[p];
        for (size_t i = 0; page->doc && i < page->doc->code.len; i++) {
            page->snippets[i].page = p;
            if (page->snippets[i].id.len)
                add_named(st, &first, &page->snippets[i]);
        }
    }
    if (named->len)
        qsort(named->items, named->len, sizeof *named->items, by_name);
}

Snippet *snippet_by_id(const SnippetSet *set, Str id, int lang)
{
    return map_get(&set->by_id[lang], id);
}

Str snippet_id_suggest(const SnippetSet *set, Arena *scratch, Str id, int lang)
{
    const Map *all = &set->by_id[lang];
    Str *names = ARENA_ARRAY(scratch, Str, all->len);

    for (size_t i = 0; i < all->len; i++)
        names[i] = all->entries[i].key;
    return text_closest(id, names, all->len);
}

void snippet_suggest_id(Steps *st, Diag *diag, Str id, int lang)
{
    enum { GUESSES_MOST = 50 }; /* each looks at all ids */

    if (st->guesses++ < GUESSES_MOST)
        diag_suggest(st->d, diag, snippet_id_suggest(st->set, st->a, id, lang));
}

/* ---- output -------------------------------------------------------------- */

/* The block that the output at `i` belongs to; NULL if there is none. */
static Snippet *owner_of(Steps *st, const SnippetPage *page, size_t i)
{
    Snippet *s = &page->snippets[i];

    if (s->output_for.len) {
        Snippet *named = snippet_by_id(st->set, s->output_for, s->lang);
        if (named && named->page == s->page)
            return named;
        Diag *diag = snippet_complain(st, SNIPPET_UNKNOWN, s, named,
                                      STRS(s->output_for));
        if (!named)
            snippet_suggest_id(st, diag, s->output_for, s->lang);
        return NULL;
    }
    if (i == 0 || page->snippets[i - 1].output) {
        const Snippet *before = i ? &page->snippets[i - 1] : NULL;
        snippet_complain(st,
                         before ? SNIPPET_OUTPUT_TWICE : SNIPPET_OUTPUT_STRAY,
                         s, before, NO_STRS);
        return NULL;
    }
    return &page->snippets[i - 1];
}

/* Where nobody compares, "(re)" is text like any other. */
static void check_patterns(Steps *st, const Snippet *output,
                           const Snippet *owner)
{
    size_t line;

    if (!owner->run || match_check(st->a, output->code->code, &line))
        return;
    diag_add(st->d, SNIPPET_PATTERN, output->src,
             code_block_line(output->code, output->src, line + 1), NO_STRS);
    st->ok = false;
}

static void pair_output(Steps *st, const SnippetPage *page, size_t i)
{
    Snippet *output = &page->snippets[i];
    Snippet *owner = owner_of(st, page, i);
    Str unused;

    if (!owner)
        return;
    if (owner->transcript) {
        snippet_complain(st, SNIPPET_OUTPUT_TRANSCRIPT, output, owner, NO_STRS);
    } else if (owner->expected) {
        snippet_complain(st, SNIPPET_OUTPUT_TWICE, output, owner->expected,
                         NO_STRS);
    } else {
        owner->expected = output;
        output->owner = owner;
        check_patterns(st, output, owner);
        if (attributes_get(&output->code->attributes, STR("match"), &unused))
            owner->match = output->match;
    }
}

static void assemble_outputs(Steps *st)
{
    for (size_t p = 0; p < st->parts->npages; p++) {
        const SnippetPage *page = &st->parts->pages[p];
        for (size_t i = 0; page->doc && i < page->doc->code.len; i++)
            if (page->snippets[i].output)
                pair_output(st, page, i);
    }
}

/* ---- tapes --------------------------------------------------------------- */

typedef struct {
    bool good;
    Tape tape;
} TapeRead;

/* Read once, whoever plays it; NULL after errors. */
static const Tape *tape_of(Steps *st, const Source *src)
{
    TapeRead *read = map_get(&st->tapes, src->path);

    if (!read) {
        read = ARENA_NEW(st->a, TapeRead);
        read->good = tape_read(st->a, src, st->d, &read->tape);
        st->ok &= read->good;
        map_add(&st->tapes, st->a, src->path, read);
    }
    return read->good ? &read->tape : NULL;
}

static void find_tape(Steps *st, Snippet *s)
{
    const SnippetParts *parts = st->parts;

    if (parts->tape)
        s->tape_source =
            parts->tape(parts->context, page_of(st, s), s->tape_name);
    if (s->tape_source) {
        s->tape = tape_of(st, s->tape_source);
        return;
    }
    diag_add(st->d, SNIPPET_TAPE, s->src, snippet_key_place(s, STR("tape")),
             STRS(s->tape_name));
    st->ok = false;
}

static void assemble_tapes(Steps *st)
{
    for (size_t i = 0; i < st->set->named.len; i++)
        if (st->set->named.items[i]->tape_name.len)
            find_tape(st, st->set->named.items[i]);
}

bool snippets_assemble(Arena *a, const SnippetParts *parts, DiagList *d,
                       SnippetSet *out)
{
    Steps st = {.a = a, .parts = parts, .set = out, .d = d, .ok = true};

    *out = (SnippetSet){.parts = parts};
    out->by_id = ARENA_ARRAY(a, Map, parts->nlanguages);
    assemble_ids(&st);
    assemble_outputs(&st);
    assemble_tapes(&st);
    assemble_plans(&st);
    assemble_parity(&st);
    assemble_inputs(&st);
    if (parts->lock)
        st.ok &= lock_read(a, parts->lock, d, &out->lock);
    assemble_levels(&st);
    return st.ok;
}
