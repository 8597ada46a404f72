/* taxonomies.c - tags and series: the terms that pages name, as pages. */
#include "site/assemble.h"

#include "base/text.h"

#include <stdlib.h>

/* What sets the two apart. */
typedef struct {
    DiagCode unknown; /* the message about a term that is not registered */
    Str message;      /* key of the taxonomy's title among the texts */
} TaxonomyFacts;

static const TaxonomyFacts facts[TAXONOMIES] = {
    [TAXONOMY_TAGS] = {TAG_UNKNOWN, STR_INIT("tags")},
    [TAXONOMY_SERIES] = {SERIES_UNKNOWN, STR_INIT("series")},
};

static void index_slugs(Assembly *as, TaxonomyKind kind)
{
    const Registry *registry = as->parts->registries[kind];

    for (size_t i = 0; registry && i < registry->terms.len; i++) {
        const Term *term = registry->terms.items[i];
        for (size_t l = 0; l < as->site->nlanguages; l++)
            map_add(&as->slugs[kind], as->arena,
                    local_text(&term->slug, (int)l), (void *)term);
    }
}

/* A term of the words as written.  Where its address would be another's, that
 * one is taken instead. */
static const Term *make_up(Assembly *as, TaxonomyKind kind, const Page *p,
                           const FrontText *written)
{
    Str name = term_fold(as->arena, written->text);
    const Term *term = map_get(&as->made_up[kind], name);

    if (term)
        return term;
    term = term_made_up(as->arena, as->parts->config, written->text);
    Str slug = local_text(&term->slug, 0);
    const Term *other = map_get(&as->slugs[kind], slug);
    if (other) {
        diag_add(as->diags, TERM_ADDRESS, &p->src, written->at,
                 STRS(written->text, other->key, slug));
        return other;
    }
    map_add(&as->slugs[kind], as->arena, slug, (void *)term);
    map_add(&as->made_up[kind], as->arena, name, (void *)term);
    return term;
}

/* The term that was written: a registered one, or one made up. */
static const Term *term_for(Assembly *as, TaxonomyKind kind, const Page *p,
                            const FrontText *written)
{
    const Registry *registry = as->parts->registries[kind];
    const Term *term = map_get(&as->spelt[kind], written->text);
    size_t before = as->diags->errors + as->diags->warnings;

    if (term)
        return term;
    if (registry)
        term = registry_find(registry, written->text);
    if (registry && !term) {
        Diag *d = diag_add(as->diags, facts[kind].unknown, &p->src, written->at,
                           STRS(written->text));
        diag_suggest(as->diags, d, registry_suggest(registry, written->text));
    }
    if (!term)
        term = make_up(as, kind, p, written);
    /* What there is something to say about is said at each place. */
    if (as->diags->errors + as->diags->warnings == before)
        map_add(&as->spelt[kind], as->arena, written->text, (void *)term);
    return term;
}

static Page *term_page(Assembly *as, TaxonomyKind kind, const Term *term,
                       int lang)
{
    void **group = map_at(&as->terms[kind], as->arena, term->key);

    if (!*group)
        *group = assemble_group(as);
    Group *g = *group;
    if (g->in[lang])
        return g->in[lang];
    Page *p = assemble_page(as, PAGE_TERM, lang, g);
    p->term = term;
    p->taxonomy = kind;
    p->title = local_text(&term->label, lang);
    p->description = local_text(&term->description, lang);
    return p;
}

/* The term's page in the page's own language; there is one in every language
 * that lists the page. */
static Page *term_of(Assembly *as, TaxonomyKind kind, Page *p,
                     const FrontText *written)
{
    const Term *term = term_for(as, kind, p, written);
    Page *own = term_page(as, kind, term, p->lang);

    for (size_t l = 0; l < as->site->nlanguages; l++)
        if (page_listed_in(p, (int)l))
            term_page(as, kind, term, (int)l);
    return own;
}

static void name_terms(Assembly *as, Page *p)
{
    for (size_t i = 0; i < p->fm.tags.len; i++) {
        Page *t = term_of(as, TAXONOMY_TAGS, p, &p->fm.tags.items[i]);
        bool twice = false;
        for (size_t j = 0; j < p->tags.len; j++)
            twice |= p->tags.items[j] == t;
        if (!twice)
            *VEC_PUSH(&p->tags, as->arena) = t;
    }
    if (p->fm.series.text.len)
        p->series = term_of(as, TAXONOMY_SERIES, p, &p->fm.series);
}

/* Files the page under the term in every language that lists it. */
static void file_under(Assembly *as, Page *p, const Page *term)
{
    for (size_t l = 0; l < as->site->nlanguages; l++)
        if (page_listed_in(p, (int)l))
            *VEC_PUSH(&term->group->in[l]->pages, as->arena) = p;
}

static void file_page(Assembly *as, Page *p)
{
    for (size_t i = 0; i < p->tags.len; i++)
        file_under(as, p, p->tags.items[i]);
    if (p->series)
        file_under(as, p, p->series);
}

/* A series is read from its beginning. */
static int by_part(const void *a, const void *b)
{
    const Page *x = *(Page *const *)a, *y = *(Page *const *)b;

    if (x->fm.weight != y->fm.weight)
        return x->fm.weight < y->fm.weight ? -1 : 1;
    int order = date_cmp(x->date, y->date);
    return order ? order : page_newer(a, b); /* of a day: by title */
}

typedef struct {
    Page *page;
    Arena *scratch;
} Titled;

static int by_title(const void *a, const void *b)
{
    const Titled *x = a, *y = b;
    return text_order(x->scratch, x->page->title, y->page->title);
}

static void sort_by_title(Arena *a, Pages *pages)
{
    Titled *rows = ARENA_ARRAY(a, Titled, pages->len);

    for (size_t i = 0; i < pages->len; i++)
        rows[i] = (Titled){pages->items[i], a};
    if (pages->len)
        qsort(rows, pages->len, sizeof *rows, by_title);
    for (size_t i = 0; i < pages->len; i++)
        pages->items[i] = rows[i].page;
}

/* Counted over what the language's reader is shown, foreign parts too. */
static void number_parts(Page *series)
{
    for (size_t i = 0; i < series->pages.len; i++)
        if (series->pages.items[i]->lang == series->lang)
            series->pages.items[i]->series_number = (int64_t)i + 1;
}

/* The page of all terms in one language, if there are any. */
static void make_taxonomy(Assembly *as, TaxonomyKind kind, int lang, Group *g)
{
    SiteLanguage *language = &as->site->languages[lang];
    Pages terms = {0};

    for (size_t i = 0; i < as->terms[kind].len; i++) {
        Page *t = ((Group *)as->terms[kind].entries[i].value)->in[lang];
        if (!t)
            continue;
        *VEC_PUSH(&terms, as->arena) = t;
        if (kind != TAXONOMY_SERIES)
            continue;
        qsort(t->pages.items, t->pages.len, sizeof *t->pages.items, by_part);
        number_parts(t);
    }
    if (terms.len == 0)
        return;
    sort_by_title(as->arena, &terms);
    Page *p = assemble_page(as, PAGE_TAXONOMY, lang, g);
    p->taxonomy = kind;
    p->title = locale_text(language->locale, facts[kind].message);
    p->children = terms;
    language->taxonomies[kind] = p;
}

void assemble_taxonomies(Assembly *as)
{
    size_t written = as->site->pages.len;

    for (int kind = 0; kind < TAXONOMIES; kind++)
        index_slugs(as, (TaxonomyKind)kind);
    for (size_t i = 0; i < written; i++) {
        Page *p = as->site->pages.items[i];
        if (p->kind == PAGE_SINGLE)
            name_terms(as, p);
    }
    for (size_t i = 0; i < as->nwritten; i++)
        file_page(as, as->newest[i]);
    for (int kind = 0; kind < TAXONOMIES; kind++) {
        Group *g = assemble_group(as);
        for (size_t l = 0; l < as->site->nlanguages; l++)
            make_taxonomy(as, (TaxonomyKind)kind, (int)l, g);
    }
}
