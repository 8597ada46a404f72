/* related.c - what else a reader of a page may want: pages that share its
 * rarest terms, and pages that link to it. */
#include "site/assemble.h"

#include <stdlib.h>

enum {
    RELATED_MOST = 4,
    /* A term on more pages than this says little; looking at the newest of
     * them keeps the work linear in the number of pages. */
    CANDIDATES_MOST = 200,
    SCORE_ONE = 1 << 20,
};

typedef struct {
    Page *page;
    uint64_t score;
} Candidate;

typedef struct {
    uint64_t *score; /* by Page.index; zero between pages */
    VEC(Page *) touched;
    Arena scratch;
} Scores;

/* A term on two pages weighs ten times as much as one on twenty. */
static void score_term(Assembly *as, Scores *s, const Page *p, const Page *term)
{
    size_t n = term->pages.len;

    for (size_t i = 0; i < n && i < CANDIDATES_MOST; i++) {
        Page *other = term->pages.items[i];
        if (other->group == p->group)
            continue;
        if (!s->score[other->index])
            *VEC_PUSH(&s->touched, as->arena) = other;
        s->score[other->index] += SCORE_ONE / n;
    }
}

static int by_score(const void *a, const void *b)
{
    const Candidate *x = a, *y = b;

    if (x->score != y->score)
        return x->score > y->score ? -1 : 1;
    return page_newer(&x->page, &y->page);
}

static void relate(Assembly *as, Scores *s, Page *p)
{
    s->touched.len = 0;
    for (size_t i = 0; i < p->tags.len; i++)
        score_term(as, s, p, p->tags.items[i]);
    size_t n = s->touched.len;
    if (n == 0)
        return;
    ArenaMark mark = arena_mark(&s->scratch);
    Candidate *rows = ARENA_ARRAY(&s->scratch, Candidate, n);
    for (size_t i = 0; i < n; i++) {
        Page *other = s->touched.items[i];
        rows[i] = (Candidate){other, s->score[other->index]};
        s->score[other->index] = 0;
    }
    qsort(rows, n, sizeof *rows, by_score);
    for (size_t i = 0; i < n && i < RELATED_MOST; i++)
        *VEC_PUSH(&p->related, as->arena) = rows[i].page;
    arena_rewind(&s->scratch, mark);
}

/* Pages come one after the other, so whoever links already is the last one. */
static void add_backlink(Assembly *as, Page *to, Page *from)
{
    Pages *list = &to->backlinks;

    if (to != from && (!list->len || list->items[list->len - 1] != from))
        *VEC_PUSH(list, as->arena) = from;
}

static void link_back(Assembly *as, Arena *scratch, Page *from)
{
    for (size_t i = 0; from->doc && i < from->doc->links.len; i++) {
        const Link *link = &from->doc->links.items[i];
        if (link->kind == LINK_IMAGE)
            continue;
        ArenaMark mark = arena_mark(scratch);
        Page *to = site_link_page(as->site, scratch, from, link);
        arena_rewind(scratch, mark);
        if (to)
            add_backlink(as, to, from);
    }
}

void assemble_related(Assembly *as)
{
    Site *site = as->site;
    Scores scores = {.score =
                         ARENA_ARRAY(as->arena, uint64_t, site->pages.len + 1)};

    for (size_t i = 0; i < site->pages.len; i++) {
        Page *p = site->pages.items[i];
        if (p->kind != PAGE_SINGLE)
            continue;
        relate(as, &scores, p);
        link_back(as, &scores.scratch, p);
    }
    arena_free(&scores.scratch);
}
