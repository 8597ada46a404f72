/* order.c - the order of pages, worked out once: every list is made by walking
 * the pages in it, and no two pages are compared by their dates again. */
#include "site/assemble.h"

#include <stdlib.h>

typedef struct {
    Page *page;
    int64_t seconds;
} Ranked;

/* Newest first, then by title and source: a total order. */
static int by_rank(const void *a, const void *b)
{
    const Ranked *x = a, *y = b;
    const Page *p = x->page, *q = y->page;
    int order;

    if (x->seconds != y->seconds)
        return x->seconds > y->seconds ? -1 : 1;
    if (p->date.precision != q->date.precision)
        return p->date.precision > q->date.precision ? -1 : 1;
    order = str_cmp(p->title, q->title);
    if (!order)
        order = str_cmp(p->src.path, q->src.path);
    if (order)
        return order;
    return p->index < q->index ? -1 : 1;
}

/* Ranks from `first` on for the `n` pages. */
static void rank(Ranked *rows, size_t n, size_t first)
{
    if (n)
        qsort(rows, n, sizeof *rows, by_rank);
    for (size_t i = 0; i < n; i++)
        rows[i].page->rank = first + i;
}

void assemble_order(Assembly *as)
{
    size_t n = as->site->pages.len;
    Ranked *rows = ARENA_ARRAY(as->arena, Ranked, n);

    for (size_t i = 0; i < n; i++) {
        Page *p = as->site->pages.items[i];
        rows[i] = (Ranked){p, date_seconds(p->date)};
    }
    rank(rows, n, 0);
    as->newest = ARENA_ARRAY(as->arena, Page *, n);
    as->nwritten = n;
    for (size_t i = 0; i < n; i++)
        as->newest[i] = rows[i].page;
}

void assemble_order_undated(Assembly *as)
{
    size_t n = as->site->pages.len, undated = 0;
    Ranked *rows = ARENA_ARRAY(as->arena, Ranked, n);

    for (size_t i = 0; i < n; i++) {
        Page *p = as->site->pages.items[i];
        if (!p->date.year)
            rows[undated++] = (Ranked){p, 0};
    }
    rank(rows, undated, n - undated);
}

int page_newer(const void *a, const void *b)
{
    const Page *x = *(Page *const *)a, *y = *(Page *const *)b;

    return (x->rank > y->rank) - (x->rank < y->rank);
}

int page_by_weight(const void *a, const void *b)
{
    const Page *x = *(Page *const *)a, *y = *(Page *const *)b;
    int64_t wx = x->fm.weight ? x->fm.weight : INT64_MAX;
    int64_t wy = y->fm.weight ? y->fm.weight : INT64_MAX;

    return wx != wy ? (wx < wy ? -1 : 1) : page_newer(a, b);
}
