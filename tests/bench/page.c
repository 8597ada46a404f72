/* page.c - how long one page's template takes, against copying its bytes.
 *
 *     page SITE
 *
 * Renders a post of the site again and again, its text made 20 KB long, and
 * prints the medians.
 */
#include "build/stages.h"
#include "os/sys.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { BODY = 20000, TURNS = 2001, POSTS = 200 };

static int by_value(const void *a, const void *b)
{
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
    return x < y ? -1 : x > y;
}

static int64_t median(int64_t *times)
{
    qsort(times, TURNS, sizeof *times, by_value);
    return times[TURNS / 2];
}

/* A post's own text, over and over. */
static void lengthen(Arena *a, PageBody *body)
{
    Buf b = buf_in(a);

    while (b.len < BODY && body->html.len)
        buf_put(&b, body->html);
    body->html = buf_take(&b);
}

static size_t posts(Build *b, const Route **out)
{
    size_t n = 0;

    for (size_t i = 0; i < b->site->routes.len && n < POSTS; i++) {
        const Route *r = &b->site->routes.items[i];
        if (r->kind != ROUTE_PAGE || r->page->kind != PAGE_SINGLE)
            continue;
        lengthen(b->arena, r->page->body);
        out[n++] = r;
    }
    return n;
}

static void measure(Build *b)
{
    static int64_t render[TURNS], copy[TURNS];
    static char to[1 << 20];
    const Route *routes[POSTS];
    size_t n = posts(b, routes), bytes = 0;
    Worker *w = &b->workers[0];

    for (size_t i = 0; i < TURNS && n; i++) {
        ArenaMark mark = arena_mark(&w->scratch);
        ArenaMark values = arena_mark(&w->values);
        Buf out = buf_in(&w->scratch);
        buf_room(&out, 2 * BODY);
        int64_t start = os_monotonic_ns();
        render_route(b, w, routes[i % n], &out, b->d);
        int64_t end = os_monotonic_ns();
        memcpy(to, out.ptr, out.len < sizeof to ? out.len : sizeof to);
        copy[i] = os_monotonic_ns() - end;
        render[i] = end - start;
        bytes += out.len;
        arena_rewind(&w->scratch, mark);
        arena_rewind(&w->values, values);
    }
    int64_t r = median(render), c = median(copy);
    printf("one page of %zu bytes: %lld ns, copying it: %lld ns; "
           "5 copies and 10 us: %lld ns\n",
           bytes / TURNS, (long long)r, (long long)c,
           (long long)(5 * c + 10000));
}

int main(int argc, char **argv)
{
    Arena a = {0};
    DiagList d = {.arena = &a};
    BuildSummary summary = {0};
    BuildOptions options = {.root = str_of(argc > 1 ? argv[1] : "."),
                            .now = os_now()};
    Worker worker = {0};
    Build b = {.arena = &a,
               .options = &options,
               .d = &d,
               .summary = &summary,
               .workers = &worker,
               .nworkers = 1};

    markdown_init();
    if (!stage_prepare(&b))
        return 1;
    sources_walk(&a, options.root, 0, &b.recall.sources);
    discover(&a, options.root, STR("public"), &b.recall.sources, &d, &b.found);
    stage_parse(&b);
    stage_snippets(&b);
    stage_assemble(&b);
    stage_convert(&b);
    render_prepare(&b);
    measure(&b);
    arena_free(&worker.keep);
    arena_free(&worker.scratch);
    arena_free(&worker.values);
    arena_free(&a);
    return d.errors > 0;
}
