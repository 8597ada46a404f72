/* assemble.c - from parsed pages to the site: the steps in their order. */
#include "site/assemble.h"

#include "site/host.h"

static void start_languages(Assembly *as)
{
    Site *site = as->site;
    const Config *config = as->parts->config;

    site->nlanguages = config->nlanguages;
    site->default_lang = config->default_lang;
    site->languages = ARENA_ARRAY(as->arena, SiteLanguage, site->nlanguages);
    for (size_t i = 0; i < site->nlanguages; i++)
        site->languages[i] = (SiteLanguage){
            .site = site,
            .index = (int)i,
            .code = config->languages[i],
            .title = local_text(&config->title, (int)i),
            .description = local_text(&config->description, (int)i),
            .locale = as->parts->locales[i],
        };
}

static void index_urls(Assembly *as)
{
    Site *site = as->site;

    for (size_t i = 0; i < site->pages.len; i++)
        map_add(&site->by_url, as->arena, site->pages.items[i]->url,
                site->pages.items[i]);
}

/* After addresses, which are made from titles as typed. */
static void typeset(Assembly *as)
{
    Typesetter *t = as->parts->typesetter;
    Site *site = as->site;

    for (size_t i = 0; t && i < site->pages.len; i++) {
        Page *p = site->pages.items[i];
        p->title = t->set(t, as->arena, p->lang, p->title);
        p->description = t->set(t, as->arena, p->lang, p->description);
    }
    for (int i = 0; t && i < (int)site->nlanguages; i++) {
        SiteLanguage *l = &site->languages[i];
        l->title = t->set(t, as->arena, i, l->title);
        l->description = t->set(t, as->arena, i, l->description);
    }
}

Site *site_assemble(Arena *a, const SiteParts *parts, DiagList *d)
{
    Site *site = ARENA_NEW(a, Site);
    Assembly as = {.site = site, .arena = a, .parts = parts, .diags = d};

    site->arena = a;
    site->config = parts->config;
    site->now = parts->now;
    site->version = parts->version;
    site->engines = parts->engines;
    for (int i = 0; i < TAXONOMIES; i++)
        site->registries[i] = parts->registries[i];
    host_index_pages(site);
    start_languages(&as);
    as.placed = ARENA_ARRAY(a, Page *, parts->nparsed);
    assemble_pages(&as);
    assemble_snippets(&as);
    assemble_order(&as);
    assemble_taxonomies(&as);
    assemble_lists(&as);
    assemble_snippet_pages(&as);
    assemble_order_undated(&as);
    assemble_addresses(&as);
    assemble_snippet_addresses(&as);
    typeset(&as);
    index_urls(&as);
    assemble_pictures(&as);
    assemble_related(&as);
    assemble_routes(&as);
    return site;
}

Str site_permalink(const Site *site, Arena *a, Str url)
{
    return config_absolute(site->config, a, url);
}
