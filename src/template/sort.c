#include "template/sort.h"

#include <string.h>

typedef struct {
    TemplateCall *call;
    size_t nkeys;
    bool reverse;
    Sortable *from, *to; /* one is the items, the other room for them */
} Sort;

/* *order is 0 also where a number is not one: it is before and behind none. */
static bool compare(TemplateCall *call, Value a, Value b, int *order)
{
    Reader *r = template_reader(call);

    if (value_cmp(r, a, b, order)) {
        if (*order == 2)
            *order = 0;
        return true;
    }
    *order = 0;
    return value_eq(r, a, b) || no_order(call, a, b);
}

bool value_before(TemplateCall *call, Value a, Value b, bool *yes)
{
    int order;
    bool ok = compare(call, a, b, &order);

    *yes = order < 0;
    return ok;
}

static bool before(const Sort *s, const Sortable *a, const Sortable *b,
                   bool *yes)
{
    int order = 0;

    for (size_t i = 0; i < s->nkeys && order == 0; i++)
        if (!compare(s->call, a->keys[i], b->keys[i], &order))
            return false;
    *yes = s->reverse ? order > 0 : order < 0;
    return true;
}

/* Merges from[start, middle) and from[middle, end) into `to`. */
static bool merge(Sort *s, size_t start, size_t middle, size_t end)
{
    size_t a = start, b = middle;

    for (size_t i = start; i < end; i++) {
        bool second = a == middle;
        if (a < middle && b < end &&
            !before(s, &s->from[b], &s->from[a], &second))
            return false;
        s->to[i] = second ? s->from[b++] : s->from[a++];
    }
    return true;
}

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

static bool merge_runs(Sort *s, size_t n, size_t run)
{
    for (size_t start = 0; start < n; start += 2 * run)
        if (!merge(s, start, least(start + run, n), least(start + 2 * run, n)))
            return false;
    Sortable *swap = s->from;
    s->from = s->to;
    s->to = swap;
    return true;
}

bool sort_items(TemplateCall *call, Sortable *items, size_t n, size_t nkeys,
                bool reverse)
{
    Sort s = {.call = call, .nkeys = nkeys, .reverse = reverse, .from = items};

    if (!template_charge(call, n * sizeof *items))
        return false;
    s.to = ARENA_ARRAY(call_arena(call), Sortable, n);
    for (size_t run = 1; run < n; run *= 2)
        if (!merge_runs(&s, n, run))
            return false;
    if (n && s.from != items)
        memcpy(items, s.from, n * sizeof *items);
    return true;
}
