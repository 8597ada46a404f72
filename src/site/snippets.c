/* snippets.c - blocks of code that have an id, on the pages where they stand.
 */
#include "site/assemble.h"

#include "base/path.h"

#include <stdlib.h>

/* A name given by the author, where it is one of a file; else the id. */
static Str raw_name(Arena *a, const Snippet *s)
{
    Str name = path_name(s->file.len ? s->file : s->code->title);
    bool good = path_suffix(name).len > 1;

    for (size_t i = 0; i < name.len; i++)
        good &= ascii_is_alnum(name.ptr[i]) ||
                str_find(STR("-_."), name.ptr[i]) != SIZE_MAX;
    if (good && name.ptr[0] != '.')
        return name;
    return str_printf(a, STR_FMT STR_FMT, STR_ARG(s->id),
                      STR_ARG(s->language->suffix));
}

static int by_place(const void *a, const void *b)
{
    const SiteSnippet *x = *(SiteSnippet *const *)a;
    const SiteSnippet *y = *(SiteSnippet *const *)b;

    return x->snippet->code < y->snippet->code ? -1 : 1;
}

void assemble_snippets(Assembly *as)
{
    const SnippetSet *set = as->parts->snippets;
    Site *site = as->site;

    for (size_t i = 0; set && i < set->named.len; i++) {
        const Snippet *s = set->named.items[i];
        Page *p = as->placed[s->page];
        if (!p)
            continue; /* a draft, or a page with errors */
        SiteSnippet *one = ARENA_NEW(as->arena, SiteSnippet);
        *one = (SiteSnippet){.site = site,
                             .index = site->snippets.len,
                             .snippet = s,
                             .page = p,
                             .raw_name = raw_name(as->arena, s)};
        *VEC_PUSH(&site->snippets, as->arena) = one;
        *VEC_PUSH(&p->snippets, as->arena) = one;
    }
    for (size_t i = 0; i < site->pages.len; i++) {
        SiteSnippets *list = &site->pages.items[i]->snippets;
        if (list->len)
            qsort(list->items, list->len, sizeof *list->items, by_place);
    }
}

void assemble_snippet_addresses(Assembly *as)
{
    for (size_t i = 0; i < as->site->snippets.len; i++) {
        SiteSnippet *one = as->site->snippets.items[i];
        one->anchor =
            str_printf(as->arena, STR_FMT "#" STR_FMT, STR_ARG(one->page->url),
                       STR_ARG(one->snippet->id));
    }
}
