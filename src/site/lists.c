/* lists.c - homes, sections, archives: who is listed where, in what order. */
#include "site/assemble.h"

#include "base/text.h"

#include <stdlib.h>

static bool is_post(const Page *p)
{
    return p->kind == PAGE_SINGLE && p->date.year;
}

bool page_listed_in(const Page *p, int lang)
{
    if (p->lang == lang)
        return true;
    if (!p->site->config->show_untranslated || p->group->in[lang])
        return false;
    /* One of the foreign ones stands for all: the first language that has it.
     */
    for (int i = 0; i < p->lang; i++)
        if (p->group->in[i])
            return false;
    return true;
}

static Date last_change(const Page *p)
{
    return p->updated.year ? p->updated : p->date;
}

/* The latest of what the pages say of themselves; year 0 if they say nothing.
 */
static Date latest_change(const Pages *pages)
{
    Date latest = {0};

    for (size_t i = 0; i < pages->len; i++) {
        Date d = last_change(pages->items[i]);
        if (d.year && (!latest.year || date_cmp(d, latest) > 0))
            latest = d;
    }
    return latest;
}

static void fill_posts(Assembly *as)
{
    Site *site = as->site;

    for (size_t i = 0; i < as->nwritten; i++)
        if (is_post(as->newest[i]))
            *VEC_PUSH(&site->posts, as->arena) = as->newest[i];
    site->updated = latest_change(&site->posts);
}

/* So that feeds and the sitemap can say when a list was last another. */
static void date_lists(Assembly *as)
{
    for (size_t i = 0; i < as->site->pages.len; i++) {
        Page *p = as->site->pages.items[i];
        if (p->kind != PAGE_SINGLE && !p->updated.year)
            p->updated = latest_change(&p->pages);
    }
}

static void fill_languages(Assembly *as)
{
    Site *site = as->site;

    for (size_t l = 0; l < site->nlanguages; l++) {
        SiteLanguage *lang = &site->languages[l];
        for (size_t i = 0; i < site->posts.len; i++) {
            Page *p = site->posts.items[i];
            if (page_listed_in(p, (int)l))
                *VEC_PUSH(&lang->posts, as->arena) = p;
            if (p->lang == (int)l)
                *VEC_PUSH(&lang->own, as->arena) = p;
        }
    }
}

/* "deep-dives" -> "Deep dives". */
static Str title_from_name(Arena *a, Str path)
{
    StrCut cut = str_rcut(path, '/');
    Str name = str_dup(a, cut.found ? cut.tail : cut.head);
    char *c = (char *)name.ptr;

    for (size_t i = 0; i < name.len; i++)
        if (c[i] == '-' || c[i] == '_')
            c[i] = ' ';
    if (name.len && c[0] >= 'a' && c[0] <= 'z')
        c[0] = (char)(c[0] - ('a' - 'A'));
    return name;
}

/* What each section lists in each language. */
static void list_sections(Assembly *as)
{
    size_t n = as->site->nlanguages;

    for (size_t i = 0; i < as->site->sections.len; i++)
        as->site->sections.items[i]->lists = ARENA_ARRAY(as->arena, Pages, n);
    for (size_t i = 0; i < as->nwritten; i++) {
        Page *p = as->newest[i];
        for (size_t l = 0; p->kind == PAGE_SINGLE && l < n; l++)
            if (page_listed_in(p, (int)l))
                *VEC_PUSH(&p->section->lists[l], as->arena) = p;
    }
}

/* Pages with a date come before those without. */
static bool is_dated(const Pages *list)
{
    return list->len && list->items[0]->date.year;
}

static bool has_weights(const Pages *list)
{
    for (size_t i = 0; i < list->len; i++)
        if (list->items[i]->fm.weight)
            return true;
    return false;
}

static void make_section(Assembly *as, Section *s, int lang)
{
    Page *p = s->group.in[lang];
    Pages *list = &s->lists[lang];

    if (!p && !is_dated(list))
        return;
    if (!p) {
        p = assemble_page(as, PAGE_SECTION, lang, &s->group);
        p->section = s;
        p->path = p->key = s->path;
        p->title = title_from_name(as->arena, s->path);
    }
    if (has_weights(list))
        qsort(list->items, list->len, sizeof *list->items, page_by_weight);
    p->pages = *list;
}

static void link_subsections(Assembly *as, int lang)
{
    for (size_t i = 0; i < as->site->sections.len; i++) {
        Section *s = as->site->sections.items[i];
        Page *p = s->group.in[lang];
        Page *up = s->parent ? s->parent->group.in[lang] : NULL;
        if (p && up)
            *VEC_PUSH(&up->children, as->arena) = p;
    }
}

static void make_sections(Assembly *as)
{
    Site *site = as->site;

    list_sections(as);
    for (size_t l = 0; l < site->nlanguages; l++) {
        for (size_t i = 0; i < site->sections.len; i++)
            if (site->sections.items[i]->path.len)
                make_section(as, site->sections.items[i], (int)l);
        link_subsections(as, (int)l);
    }
}

static void make_homes(Assembly *as)
{
    Site *site = as->site;
    Section *top = map_get(&as->sections, (Str){0});

    for (size_t l = 0; l < site->nlanguages; l++) {
        SiteLanguage *lang = &site->languages[l];
        Page *p = top->group.in[l];
        if (!p) {
            p = assemble_page(as, PAGE_HOME, (int)l, &top->group);
            p->section = top;
        }
        if (!p->fm.title.len)
            p->title = lang->title;
        if (!p->description.len)
            p->description = lang->description;
        p->pages = lang->posts;
        lang->home = p;
    }
}

static Page *generated(Assembly *as, PageKind kind, int lang, Group *group,
                       Str message)
{
    Page *p = assemble_page(as, kind, lang, group);

    p->title = locale_text(as->site->languages[lang].locale, message);
    return p;
}

static Page *make_year(Assembly *as, Page *archive, int number, Map *groups)
{
    Str name = str_printf(as->arena, "%d", number);
    void **group = map_at(groups, as->arena, name);

    if (!*group)
        *group = assemble_group(as);
    Page *year = assemble_page(as, PAGE_YEAR, archive->lang, *group);
    year->title = name;
    year->year = number;
    *VEC_PUSH(&archive->children, as->arena) = year;
    /* Posts come by their moments; a zone can put one into another year. */
    size_t at = archive->children.len - 1;
    for (; at && archive->children.items[at - 1]->year < number; at--)
        archive->children.items[at] = archive->children.items[at - 1];
    archive->children.items[at] = year;
    return year;
}

static Page *year_of(Assembly *as, Page *archive, int number, Map *groups)
{
    for (size_t i = 0; i < archive->children.len; i++)
        if (archive->children.items[i]->year == number)
            return archive->children.items[i];
    return make_year(as, archive, number, groups);
}

/* Years of one language, newest first; a year is one page in all languages. */
static void make_years(Assembly *as, Page *archive, Map *groups)
{
    Page *year = NULL;

    for (size_t i = 0; i < archive->pages.len; i++) {
        Page *post = archive->pages.items[i];
        if (!year || year->year != post->date.year)
            year = year_of(as, archive, post->date.year, groups);
        *VEC_PUSH(&year->pages, as->arena) = post;
    }
}

static void make_archives(Assembly *as)
{
    Site *site = as->site;
    Group *group = assemble_group(as);
    Map years = {0};

    for (size_t l = 0; l < site->nlanguages; l++) {
        SiteLanguage *lang = &site->languages[l];
        if (lang->posts.len == 0)
            continue;
        Page *p = generated(as, PAGE_ARCHIVE, (int)l, group, STR("archive"));
        p->pages = lang->posts;
        lang->archive = p;
        make_years(as, p, &years);
    }
}

static void make_not_found(Assembly *as)
{
    Site *site = as->site;
    Group *group = assemble_group(as);

    for (size_t l = 0; l < site->nlanguages; l++)
        site->languages[l].not_found = generated(as, PAGE_NOT_FOUND, (int)l,
                                                 group, STR("not_found_title"));
    if (site->nlanguages > 1 && site->config->root_lang < 0) {
        site->root = assemble_page(as, PAGE_ROOT, site->default_lang,
                                   assemble_group(as));
        site->root->title = site->languages[site->default_lang].title;
    }
}

/* Neighbours in time, within a section and a language. */
static void link_neighbours(Assembly *as)
{
    Site *site = as->site;

    for (size_t l = 0; l < site->nlanguages; l++) {
        Map last = {0};
        for (size_t i = 0; i < site->languages[l].own.len; i++) {
            Page *p = site->languages[l].own.items[i];
            void **newer = map_at(&last, as->arena, p->section->path);
            if (*newer) {
                p->next = *newer;
                p->next->previous = p;
            }
            *newer = p;
        }
    }
}

void assemble_lists(Assembly *as)
{
    fill_posts(as);
    fill_languages(as);
    make_sections(as);
    make_homes(as);
    make_archives(as);
    make_not_found(as);
    link_neighbours(as);
    date_lists(as);
}
