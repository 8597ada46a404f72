/* snippets.c - blocks of code that have an id, on the pages where they stand,
 * and the pages about them. */
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

/* ---- pages about them ---------------------------------------------------- */

static Page *index_page(Assembly *as, int lang, Group *group)
{
    SiteLanguage *l = &as->site->languages[lang];

    if (l->snippets)
        return l->snippets;
    l->snippets = assemble_page(as, PAGE_SNIPPETS, lang, group);
    l->snippets->title = locale_text(l->locale, STR("snippets"));
    l->snippets->description =
        locale_text(l->locale, STR("snippets_description"));
    return l->snippets;
}

static Page *own_page(Assembly *as, SiteSnippet *one, Group *group)
{
    const Snippet *s = one->snippet;
    Page *p = assemble_page(as, PAGE_SNIPPET, one->page->lang, group);

    p->about = one;
    p->title = s->code->title.len ? s->code->title : s->id;
    one->own = p;
    return p;
}

/* Text after text, the newest first; within one as they stand. */
static int by_text(const void *a, const void *b)
{
    const SiteSnippet *x = *(SiteSnippet *const *)a;
    const SiteSnippet *y = *(SiteSnippet *const *)b;

    if (x->page != y->page)
        return x->page->rank < y->page->rank ? -1 : 1;
    return by_place(a, b);
}

void assemble_snippet_pages(Assembly *as)
{
    Site *site = as->site;
    Group *all = assemble_group(as), *group = NULL;

    if (!site->config->snippets_index)
        return;
    for (size_t i = 0; i < site->snippets.len; i++) {
        SiteSnippet *one = site->snippets.items[i];
        /* The same in all languages is next to it. */
        if (i == 0 ||
            !str_eq(site->snippets.items[i - 1]->snippet->id, one->snippet->id))
            group = assemble_group(as);
        Page *index = index_page(as, one->page->lang, all);
        *VEC_PUSH(&index->snippets, as->arena) = one;
        *VEC_PUSH(&index->children, as->arena) = own_page(as, one, group);
    }
    for (size_t i = 0; i < site->nlanguages; i++) {
        const Page *p = site->languages[i].snippets;
        if (p)
            qsort(p->snippets.items, p->snippets.len, sizeof *p->snippets.items,
                  by_text);
    }
}

void assemble_snippet_addresses(Assembly *as)
{
    Arena *a = as->arena;

    for (size_t i = 0; i < as->site->snippets.len; i++) {
        SiteSnippet *one = as->site->snippets.items[i];
        one->anchor =
            str_printf(a, STR_FMT "#" STR_FMT, STR_ARG(one->page->url),
                       STR_ARG(one->snippet->id));
        if (one->own)
            one->raw_url =
                str_printf(a, STR_FMT STR_FMT, STR_ARG(one->own->url),
                           STR_ARG(one->raw_name));
    }
}
