/* related.c - what else a reader of a page may want: pages that share its
 * rarest terms, and pages that link to it. */
#include "site/assemble.h"

enum {
    RELATED_MOST = 4,
    /* A term on more pages than this says little; looking at the newest of
     * them keeps the work linear in the number of pages. */
    CANDIDATES_MOST = 200,
    SCORE_ONE = 1 << 20,
};

/* The newest pages of a term, by rank: small numbers lie closely together, and
 * there are hundreds of candidates for every page. */
typedef struct {
    uint32_t *ranks;
    size_t len;
    uint32_t
        weight; /* one on two pages weighs ten times as much as one on 20 */
} Shared;

typedef struct {
    Page **pages;    /* by rank */
    Shared **shared; /* by Page.index of a term; made when first asked for */
    uint32_t *score; /* by rank; zero between pages */
    VEC(uint32_t) touched;
    Arena scratch;
} Scores;

static const Shared *shared_by(Assembly *as, Scores *s, const Page *term)
{
    Shared **made = &s->shared[term->index];
    size_t n =
        term->pages.len < CANDIDATES_MOST ? term->pages.len : CANDIDATES_MOST;

    if (*made)
        return *made;
    *made = ARENA_NEW(as->arena, Shared);
    (*made)->ranks = ARENA_ARRAY(as->arena, uint32_t, n);
    (*made)->len = n;
    (*made)->weight = (uint32_t)(SCORE_ONE / (n ? term->pages.len : 1));
    for (size_t i = 0; i < n; i++)
        (*made)->ranks[i] = (uint32_t)term->pages.items[i]->rank;
    return *made;
}

static void score_term(Assembly *as, Scores *s, const Page *term)
{
    const Shared *shared = shared_by(as, s, term);

    for (size_t i = 0; i < shared->len; i++) {
        uint32_t rank = shared->ranks[i];
        if (!s->score[rank])
            *VEC_PUSH(&s->touched, as->arena) = rank;
        s->score[rank] += shared->weight;
    }
}

/* A candidate as one number, the larger the better: the score, then what comes
 * first. */
static uint64_t merit_of(uint32_t score, uint32_t rank)
{
    return (uint64_t)score << 32 | (UINT32_MAX - rank);
}

static uint32_t rank_of(uint64_t merit)
{
    return UINT32_MAX - (uint32_t)merit;
}

/* Puts one that is better than the last in its place. */
static void insert(uint64_t best[RELATED_MOST], uint64_t merit)
{
    size_t i = RELATED_MOST - 1;

    for (; i > 0 && merit > best[i - 1]; i--)
        best[i] = best[i - 1];
    best[i] = merit;
}

static void relate(Assembly *as, Scores *s, Page *p)
{
    uint64_t best[RELATED_MOST] = {0};

    s->touched.len = 0;
    for (size_t i = 0; i < p->tags.len; i++)
        score_term(as, s, p->tags.items[i]);
    for (size_t i = 0; i < s->touched.len; i++) {
        uint32_t rank = s->touched.items[i];
        uint64_t merit = merit_of(s->score[rank], rank);
        s->score[rank] = 0;
        if (merit > best[RELATED_MOST - 1] && s->pages[rank]->group != p->group)
            insert(best, merit);
    }
    for (size_t i = 0; i < RELATED_MOST && best[i]; i++)
        *VEC_PUSH(&p->related, as->arena) = s->pages[rank_of(best[i])];
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
    size_t n = site->pages.len;
    Scores scores = {
        .pages = ARENA_ARRAY(as->arena, Page *, n),
        .shared = ARENA_ARRAY(as->arena, Shared *, n),
        .score = ARENA_ARRAY(as->arena, uint32_t, n),
    };

    for (size_t i = 0; i < n; i++)
        scores.pages[site->pages.items[i]->rank] = site->pages.items[i];
    for (size_t i = 0; i < n; i++) {
        Page *p = site->pages.items[i];
        if (p->kind != PAGE_SINGLE)
            continue;
        relate(as, &scores, p);
        link_back(as, &scores.scratch, p);
    }
    arena_free(&scores.scratch);
}
