/* needs.c - what runs before what.
 *
 * A snippet is run in an empty folder, after all that it needs: what `needs`
 * names, and what stands before it in its session; each after its own needs,
 * and else in the order of the text.  So each can be run alone. */
#include "snippet/steps.h"

#include <stdlib.h>

enum { PLAN_MOST = 200 }; /* others that one may need */

/* The way from the snippet that is planned to the one that is looked at. */
typedef struct {
    Steps *st;
    Snippet *root;
    Snippet *path[PLAN_MOST + 1];
    size_t depth;
    bool failed;
} Planning;

/* ---- who is needed ------------------------------------------------------- */

/* Once for each snippet, not for each that needs it. */
static Snippet *resolve(Steps *st, const Snippet *s, Str id)
{
    Snippet *to = snippet_by_id(st->set, id, s->lang);
    Span at = snippet_key_place(s, STR("needs"));

    if (!to) {
        Diag *diag = diag_add(st->d, SNIPPET_UNKNOWN, s->src, at, STRS(id));
        snippet_suggest_id(st, diag, id, s->lang);
    } else if (!to->run && to->file.len == 0) {
        Diag *diag = diag_add(st->d, SNIPPET_NEEDS_TEXT, s->src, at, STRS(id));
        diag_note(st->d, diag, SNIPPET_OTHER, to->src, snippet_place(to),
                  NO_STRS);
        to = NULL;
    }
    st->ok &= to != NULL;
    return to;
}

static int by_place(const void *a, const void *b)
{
    const Snippet *x = *(Snippet *const *)a, *y = *(Snippet *const *)b;

    return x == y ? 0 : snippet_before(x, y) ? -1 : 1;
}

static void resolve_needs(Steps *st, Snippet *s)
{
    for (size_t i = 0; i < s->needs.len; i++) {
        Snippet *to = resolve(st, s, s->needs.items[i]);
        if (to)
            *VEC_PUSH(&s->direct, st->a) = to;
    }
}

/* A transcript is for the shell, and so may share its session. */
static bool same_interpreter(const Snippet *a, const Snippet *b)
{
    const char *one = a->language->run[0], *other = b->language->run[0];

    return a->language == b->language ||
           (one && other && str_eq(str_of(one), str_of(other)));
}

static void add_session(Steps *st, Map *sessions, Snippet *s)
{
    Str name = str_printf(st->a, "%zu " STR_FMT, s->page, STR_ARG(s->session));
    Snippet *last = map_get(sessions, name);

    if (last && !same_interpreter(last, s)) {
        Diag *diag =
            diag_add(st->d, SNIPPET_SESSION_MIXED, s->src,
                     snippet_key_place(s, STR("session")),
                     STRS(s->session, last->language->name, s->language->name));
        diag_note(st->d, diag, SNIPPET_OTHER, last->src, snippet_place(last),
                  NO_STRS);
        st->ok = false;
        return;
    }
    if (last)
        *VEC_PUSH(&s->direct, st->a) = last; /* which needs those before it */
    *map_at(sessions, st->a, name) = s;
}

static void find_direct(Steps *st)
{
    Map sessions = {0};

    for (size_t i = 0; i < st->set->named.len; i++)
        resolve_needs(st, st->set->named.items[i]);
    for (size_t p = 0; p < st->parts->npages; p++) {
        SnippetPage *page = &st->parts->pages[p];
        for (size_t i = 0; page->doc && i < page->doc->code.len; i++) {
            Snippet *s = &page->snippets[i];
            if (s->run && s->id.len && s->session.len)
                add_session(st, &sessions, s);
        }
    }
    for (size_t i = 0; i < st->set->named.len; i++) {
        Snippets *direct = &st->set->named.items[i]->direct;
        if (direct->len)
            qsort(direct->items, direct->len, sizeof *direct->items, by_place);
    }
}

/* ---- cycles -------------------------------------------------------------- */

static void complain_cycle(Planning *p, size_t from)
{
    Steps *st = p->st;
    Buf way = buf_in(st->a);

    for (size_t i = from; i < p->depth; i++)
        buf_printf(&way, STR_FMT " → ", STR_ARG(p->path[i]->id));
    buf_put(&way, p->path[from]->id);
    const Snippet *s = p->path[from];
    Diag *diag = diag_add(st->d, SNIPPET_NEEDS_CYCLE, s->src,
                          snippet_key_place(s, STR("needs")),
                          STRS(s->id, buf_str(&way)));
    st->ok = false;
    for (size_t i = from; i < p->depth; i++) {
        Snippet *one = p->path[i];
        const Snippet *next = p->path[i + 1 < p->depth ? i + 1 : from];
        diag_note(st->d, diag, SNIPPET_NEEDS_HERE, one->src,
                  snippet_key_place(one, STR("needs")),
                  STRS(one->id, next->id));
        one->cyclic = true;
    }
}

/* True if `s` is on the way to itself, which has then been said. */
static bool closes_cycle(Planning *p, const Snippet *s)
{
    for (size_t i = 0; i < p->depth; i++) {
        if (p->path[i] != s)
            continue;
        complain_cycle(p, i);
        return true;
    }
    return false;
}

/* ---- plans --------------------------------------------------------------- */

static void too_many(Planning *p)
{
    snippet_complain(p->st, SNIPPET_NEEDS_MANY, p->root, NULL,
                     STRS(p->root->id, str_printf(p->st->a, "%d", PLAN_MOST)));
    p->failed = true;
}

/* Adds what `s` needs, and then `s`.  No deeper than a plan may be long. */
static void visit(Planning *p, Snippet *s)
{
    if (s->mark == p->st->stamp || p->failed)
        return;
    if (s->cyclic || closes_cycle(p, s)) {
        p->failed = true;
        return;
    }
    if (p->depth > PLAN_MOST || p->root->plan.len > PLAN_MOST) {
        too_many(p);
        return;
    }
    p->path[p->depth++] = s;
    for (size_t i = 0; i < s->direct.len; i++)
        visit(p, s->direct.items[i]);
    p->depth--;
    s->mark = p->st->stamp;
    *VEC_PUSH(&p->root->plan, p->st->a) = s;
}

/* In the order of the text, if nothing then comes before what it needs. */
static void order_plan(Planning *p)
{
    Snippets *plan = &p->root->plan;

    for (size_t i = 0; i < plan->len; i++) {
        const Snippets *direct = &plan->items[i]->direct;
        for (size_t k = 0; k < direct->len; k++)
            if (!snippet_before(direct->items[k], plan->items[i]))
                return;
    }
    qsort(plan->items, plan->len, sizeof *plan->items, by_place);
}

/* ---- what it finds in its folder ----------------------------------------- */

static void check_files(Steps *st, const Snippet *s)
{
    Map files = {0};

    for (size_t i = 0; i < s->plan.len; i++) {
        Snippet *one = s->plan.items[i];
        if (one->file.len == 0 || map_add(&files, st->a, one->file, one))
            continue;
        Diag *diag = diag_add(st->d, SNIPPET_FILE_TWICE, one->src,
                              snippet_key_place(one, STR("file")),
                              STRS(one->file, s->id));
        const Snippet *other = map_get(&files, one->file);
        diag_note(st->d, diag, SNIPPET_OTHER, other->src,
                  snippet_key_place(other, STR("file")), NO_STRS);
        st->ok = false;
    }
}

static bool has_file(const Snippet *s, Str name)
{
    for (size_t i = 0; i < s->plan.len; i++)
        if (str_eq(s->plan.items[i]->file, name))
            return true;
    return false;
}

/* An id counts before a file.  What a snippet that is needed writes while it
 * runs may be read too: what is not known to be missing is let pass. */
static void check_input(Steps *st, Snippet *s)
{
    if (s->stdin_from.len == 0)
        return;
    s->input = snippet_by_id(st->set, s->stdin_from, s->lang);
    if (s->input || has_file(s, s->stdin_from) || s->plan.len > 1)
        return;
    Diag *diag = diag_add(st->d, SNIPPET_STDIN, s->src,
                          snippet_key_place(s, STR("stdin")),
                          STRS(s->stdin_from, s->id));
    snippet_suggest_id(st, diag, s->stdin_from, s->lang);
    st->ok = false;
}

static void make_plan(Steps *st, Snippet *s)
{
    Planning p = {.st = st, .root = s};

    st->stamp++;
    visit(&p, s);
    if (p.failed) {
        s->plan.len = 0;
        return;
    }
    order_plan(&p);
    check_files(st, s);
    check_input(st, s);
}

void assemble_plans(Steps *st)
{
    find_direct(st);
    for (size_t i = 0; i < st->set->named.len; i++) {
        Snippet *s = st->set->named.items[i];
        if (s->run || s->file.len)
            make_plan(st, s);
    }
}
