#include "runner/plan.h"

typedef struct {
    Arena *a;
    DiagList *d;
    const Snippet *root;
    Plan *plan;
} Planning;

static bool same_session(const Snippet *a, const Snippet *b)
{
    return a->run && b->run && a->session.len && a->page == b->page &&
           str_eq(a->session, b->session);
}

/* The last of the plan that shares its session. */
static const Snippet *last_of_session(const Snippets *all, const Snippet *s)
{
    const Snippet *last = s;

    for (size_t i = 0; i < all->len; i++)
        if (same_session(all->items[i], s))
            last = all->items[i];
    return last;
}

static Piece *add_piece(Planning *p, const Snippet *s, Str code)
{
    Piece *piece = VEC_PUSH(&p->plan->pieces, p->a);

    *piece = (Piece){.snippet = s, .code = code};
    piece->path =
        s->file.len ? s->file
                    : str_printf(p->a, "code/" STR_FMT STR_FMT, STR_ARG(s->id),
                                 STR_ARG(s->language->suffix));
    piece->local = s->file.len > 0;
    return piece;
}

static void add_transcript(Planning *p, const Snippet *s)
{
    Transcript *t = ARENA_NEW(p->a, Transcript);
    size_t line;

    /* Its faults have been told where transcripts are checked. */
    transcript_read(p->a, s->code->code, t, &line);
    for (size_t i = 0; i < t->len; i++) {
        Piece *piece = add_piece(p, s, t->items[i].command);
        piece->step = &t->items[i];
        piece->number = i + 1;
        piece->local = false;
        piece->path =
            str_printf(p->a, "code/" STR_FMT ".%zu", STR_ARG(s->id), i + 1);
    }
}

static void add_pieces(Planning *p, const Snippet *s)
{
    if (s->transcript)
        add_transcript(p, s);
    else
        add_piece(p, s, s->code->code);
}

static Unit *add_unit(Planning *p, UnitKind kind, const Snippet *s)
{
    Unit *u = VEC_PUSH(&p->plan->units, p->a);

    *u = (Unit){kind, s, p->plan->pieces.len, p->plan->pieces.len};
    return u;
}

static void add_file(Planning *p, const Snippet *s)
{
    Unit *u = add_unit(p, UNIT_FILE, s);

    add_piece(p, s, s->code->code);
    u->last = p->plan->pieces.len;
}

/* What needs a block of a session must come after the whole session, which runs
 * in one piece. */
static bool is_tangled(Planning *p, const Snippet *s)
{
    const Snippets *all = &p->root->plan;

    for (size_t i = 0; i < s->direct.len; i++) {
        const Snippet *need = s->direct.items[i];
        const Snippet *last = last_of_session(all, need);
        if (!need->session.len || same_session(need, s))
            continue;
        for (size_t k = 0; k < all->len && all->items[k] != s; k++)
            if (all->items[k] == last)
                last = NULL;
        if (!last)
            continue;
        Diag *one = diag_add(p->d, RUN_SESSION_CUT, s->src, snippet_place(s),
                             STRS(s->id, need->session));
        diag_note(p->d, one, SNIPPET_OTHER, last->src, snippet_place(last),
                  NO_STRS);
        return true;
    }
    return false;
}

static void add_program(Planning *p, const Snippet *s)
{
    const Snippets *all = &p->root->plan;
    bool session = s->session.len || s->transcript;
    Unit *u = add_unit(p, session ? UNIT_SESSION : UNIT_PROGRAM, s);

    for (size_t i = 0; i < all->len; i++)
        if (all->items[i] == s || same_session(all->items[i], s))
            add_pieces(p, all->items[i]);
    u->last = p->plan->pieces.len;
}

/* True of a block of the session that changes nothing for those before it. */
static bool is_mere_continuation(const Snippet *one, const Snippet *s)
{
    bool taped = one->tape == NULL;

    for (size_t i = 0; i < s->plan.len; i++)
        taped = taped || (same_session(s->plan.items[i], s) &&
                          s->plan.items[i]->tape == one->tape);
    return same_session(one, s) && !one->file.len && !one->env.len && taped &&
           (!one->netns || s->netns);
}

bool plan_covers(const Snippet *other, const Snippet *s)
{
    if (!same_session(other, s) || s->plan.len >= other->plan.len)
        return false;
    for (size_t i = 0; i < other->plan.len; i++)
        if (i < s->plan.len ? other->plan.items[i] != s->plan.items[i]
                            : !is_mere_continuation(other->plan.items[i], s))
            return false;
    return true;
}

bool plan_make(Arena *a, const Snippet *s, DiagList *d, Plan *out)
{
    Planning p = {.a = a, .d = d, .root = s, .plan = out};

    *out = (Plan){.snippet = s};
    for (size_t i = 0; i < s->plan.len; i++) {
        const Snippet *one = s->plan.items[i];
        if (is_tangled(&p, one))
            return false;
        if (one->file.len)
            add_file(&p, one);
        if (!one->run)
            continue;
        out->wall_ms += one->timeout_ms;
        if (last_of_session(&s->plan, one) == one)
            add_program(&p, one);
    }
    return true;
}
