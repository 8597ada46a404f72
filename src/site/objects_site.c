/* objects_site.c - what can be asked of the site, a language, a pager, a
 * resource, a route.
 *
 * To add a field: a row in its table and a row in tests/unit/test_objects.c. */
#include "site/host.h"

/* ---- the site, seen from a language */

static const Site *site_of(const void *self)
{
    return ((const SiteLanguage *)self)->site;
}

static Value get_author(Reader *r, const void *self)
{
    (void)r;
    return value_str(site_of(self)->config->author);
}

static Value get_base_url(Reader *r, const void *self)
{
    (void)r;
    return value_str(site_of(self)->config->base_url);
}

static Value get_params(Reader *r, const void *self)
{
    (void)r;
    return site_of(self)->config->params;
}

static Value get_languages(Reader *r, const void *self)
{
    return host_languages(r->arena, site_of(self));
}

static Value get_default_language(Reader *r, const void *self)
{
    const Site *site = site_of(self);

    return language_value(r->arena, &site->languages[site->default_lang]);
}

static Value get_pages(Reader *r, const void *self)
{
    return pages_value(r->arena, &site_of(self)->pages);
}

static Value get_posts(Reader *r, const void *self)
{
    return pages_value(r->arena, &site_of(self)->posts);
}

static Value get_snippets(Reader *r, const void *self)
{
    return host_snippets(r->arena, &site_of(self)->snippets);
}

static Value get_root(Reader *r, const void *self)
{
    return page_value(r->arena, site_of(self)->root);
}

static Value get_redirects(Reader *r, const void *self)
{
    const Site *site = site_of(self);
    List *out = list_new(r->arena, site->redirects.len);

    for (size_t i = 0; i < site->redirects.len; i++) {
        Dict *d = dict_new(r->arena);
        dict_put_str(d, r->arena, STR("from"),
                     value_str(site->redirects.items[i].from));
        dict_put_str(d, r->arena, STR("to"),
                     value_str(site->redirects.items[i].to));
        list_push(out, r->arena, value_dict(d));
    }
    return value_list(out);
}

static Value get_updated(Reader *r, const void *self)
{
    return host_date(r, site_of(self)->updated);
}

static Value get_feed_limit(Reader *r, const void *self)
{
    (void)r;
    return value_int(site_of(self)->config->feed_limit);
}

static Value get_version(Reader *r, const void *self)
{
    (void)r;
    return value_str(site_of(self)->version);
}

#define OF(type, name, kind, doc) FIELD(name, kind, type, doc)
#define MADE(name, kind, doc)     FIELD_FN(name, kind, get_##name, doc)
/* clang-format off */
static const HostField site_fields[] = {
    OF(SiteLanguage, title, HOST_STR, "the site's name, in the language being made"),
    OF(SiteLanguage, description, HOST_STR, "a sentence about the site, in the language being made"),
    MADE(author, HOST_STR, "of pages that name none"),
    MADE(base_url, HOST_STR, "where the site is published, without a slash at the end"),
    MADE(params, HOST_DICT, "what the configuration says under params"),
    MADE(languages, HOST_LANGUAGES, "its languages, in the configuration's order"),
    MADE(default_language, HOST_LANGUAGE, "of files without a language in their name"),
    MADE(pages, HOST_PAGES, "all pages on the site, of every kind"),
    MADE(posts, HOST_PAGES, "all dated pages of all languages, newest first"),
    MADE(snippets, HOST_SNIPPETS, "blocks of code that have an id, of all languages, by id"),
    MADE(root, HOST_PAGE, "the choice of languages at /, or none"),
    MADE(redirects, HOST_LIST, "old addresses and where they lead: from, to"),
    MADE(updated, HOST_DATE, "when a post last changed, or none"),
    MADE(feed_limit, HOST_INT, "entries of a feed, as configured"),
    MADE(version, HOST_STR, "of bifolio"),
};
/* clang-format on */

static const ObjectType site_type;

const HostTable host_site = {
    STR_INIT("site"), STR_INIT("The whole, seen from the language being made."),
    site_fields,      COUNT(site_fields),
    &site_type,
};

static bool site_get(Reader *r, const void *self, Value key, Value *out)
{
    if (key.kind == VALUE_LIST)
        return host_query(r, site_of(self), key.as.list, out);
    const HostField *field = host_find(&host_site, key);
    if (!field)
        return false;
    *out = host_read(r, field, self);
    return true;
}

static size_t site_keys(Reader *r, const void *self, const Str **out)
{
    (void)self;
    return host_keys(r, &host_site, out);
}

static Value site_text(Reader *r, const void *self)
{
    (void)r;
    return value_str(((const SiteLanguage *)self)->title);
}

/* Which view of it. */
static Digest site_digest(const void *self)
{
    return digest_of(((const SiteLanguage *)self)->code);
}

static const ObjectType site_type = {
    .name = "site",
    .get = site_get,
    .keys = site_keys,
    .text = site_text,
    .digest = site_digest,
};

Value site_value(Arena *a, const SiteLanguage *seen_from)
{
    return value_object(a, &site_type, seen_from);
}

/* ---- a language */

static Value get_autonym(Reader *r, const void *self)
{
    (void)r;
    return value_str(((const SiteLanguage *)self)->locale->autonym);
}

static Value get_locale(Reader *r, const void *self)
{
    (void)r;
    return value_str(((const SiteLanguage *)self)->locale->tag);
}

static Value get_direction(Reader *r, const void *self)
{
    (void)r;
    return value_str(((const SiteLanguage *)self)->locale->direction);
}

static Value get_tags(Reader *r, const void *self)
{
    const SiteLanguage *l = self;

    return page_value(r->arena, l->taxonomies[TAXONOMY_TAGS]);
}

static Value get_series(Reader *r, const void *self)
{
    const SiteLanguage *l = self;

    return page_value(r->arena, l->taxonomies[TAXONOMY_SERIES]);
}

/* clang-format off */
static const HostField language_fields[] = {
    OF(SiteLanguage, code, HOST_STR, "it, as in lang attributes; a language prints as it"),
    MADE(autonym, HOST_STR, "its name in itself: Italiano"),
    MADE(locale, HOST_STR, "with the country: it_IT"),
    MADE(direction, HOST_STR, "ltr or rtl"),
    OF(SiteLanguage, title, HOST_STR, "the site's name in it"),
    OF(SiteLanguage, description, HOST_STR, "a sentence about the site in it"),
    OF(SiteLanguage, home, HOST_PAGE, "its front page"),
    OF(SiteLanguage, archive, HOST_PAGE, "the archive, or none"),
    MADE(tags, HOST_PAGE, "the list of tags, or none"),
    MADE(series, HOST_PAGE, "the list of series, or none"),
    OF(SiteLanguage, snippets, HOST_PAGE, "the index of snippets, or none"),
    OF(SiteLanguage, not_found, HOST_PAGE, "what is shown for a wrong address"),
    OF(SiteLanguage, posts, HOST_PAGES, "dated pages, newest first, foreign ones where they are listed"),
    OF(SiteLanguage, own, HOST_PAGES, "the same without foreign ones"),
};
/* clang-format on */

static const ObjectType language_type;

const HostTable host_language = {
    STR_INIT("language"), STR_INIT("One language of the site."),
    language_fields,      COUNT(language_fields),
    &language_type,
};

static bool language_get(Reader *r, const void *self, Value key, Value *out)
{
    const HostField *field = host_find(&host_language, key);

    if (field)
        *out = host_read(r, field, self);
    return field != NULL;
}

static size_t language_keys(Reader *r, const void *self, const Str **out)
{
    (void)self;
    return host_keys(r, &host_language, out);
}

static Value language_text(Reader *r, const void *self)
{
    (void)r;
    return value_str(((const SiteLanguage *)self)->code);
}

static Digest language_digest(const void *self)
{
    return digest_of(((const SiteLanguage *)self)->code);
}

static const ObjectType language_type = {
    .name = "language",
    .get = language_get,
    .keys = language_keys,
    .text = language_text,
    .digest = language_digest,
};

Value language_value(Arena *a, const SiteLanguage *l)
{
    return l ? value_object(a, &language_type, l) : value_null();
}

const SiteLanguage *value_as_language(Value v)
{
    if (v.kind != VALUE_OBJECT || v.as.object->type != &language_type)
        return NULL;
    return v.as.object->self;
}

/* ---- a pager */

static Value pager_number(Reader *r, const void *self)
{
    (void)r;
    return value_int((int64_t)((const Pager *)self)->number);
}

static Value pager_total(Reader *r, const void *self)
{
    (void)r;
    return value_int((int64_t)((const Pager *)self)->total);
}

static Value pager_permalink(Reader *r, const void *self)
{
    const Pager *p = self;

    return value_str(site_permalink(p->page->site, r->arena, p->url));
}

/* Pager n of the same list, from 1; none beyond its ends. */
static Value other_pager(Reader *r, const Pager *p, size_t n)
{
    bool there = n >= 1 && n <= p->total;

    return pager_value(r->arena, there ? &p->page->pagers[n - 1] : NULL);
}

static Value pager_previous(Reader *r, const void *self)
{
    return other_pager(r, self, ((const Pager *)self)->number - 1);
}

static Value pager_next(Reader *r, const void *self)
{
    return other_pager(r, self, ((const Pager *)self)->number + 1);
}

static Value pager_first(Reader *r, const void *self)
{
    return other_pager(r, self, 1);
}

static Value pager_last(Reader *r, const void *self)
{
    return other_pager(r, self, ((const Pager *)self)->total);
}

static Value pager_all(Reader *r, const void *self)
{
    return host_pagers(r->arena, ((const Pager *)self)->page);
}

/* A list may be longer in one language than in another; hreflang must name
 * only pages that exist, and each must name the other. */
static Value pager_alternates(Reader *r, const void *self)
{
    const Pager *p = self;
    size_t n = p->page->site->nlanguages, len = 0;
    const Pager **items = ARENA_ARRAY(r->arena, const Pager *, n);

    for (size_t i = 0; i < n; i++) {
        const Page *other = p->page->group->in[i];
        if (other && p->number <= other->npagers)
            items[len++] = &other->pagers[p->number - 1];
    }
    return host_pager_list(r->arena, items, len);
}

#define PAGER(name, kind, doc) FIELD_FN(name, kind, pager_##name, doc)
/* clang-format off */
static const HostField pager_fields[] = {
    PAGER(number, HOST_INT, "from 1"),
    PAGER(total, HOST_INT, "how many there are"),
    OF(Pager, page, HOST_PAGE, "the page whose list it is"),
    OF(Pager, pages, HOST_PAGES, "this part of the list"),
    OF(Pager, url, HOST_STR, "the address of this part; a pager prints as it"),
    PAGER(permalink, HOST_STR, "the absolute address"),
    PAGER(previous, HOST_PAGER, "the one before, or none"),
    PAGER(next, HOST_PAGER, "the one after, or none"),
    PAGER(first, HOST_PAGER, "number 1"),
    PAGER(last, HOST_PAGER, "the last one"),
    PAGER(all, HOST_PAGERS, "all of them"),
    PAGER(alternates, HOST_PAGERS, "the same number in every language whose list has it, itself included"),
};
/* clang-format on */

static const ObjectType pager_type;

const HostTable host_pager = {
    STR_INIT("pager"),
    STR_INIT("One page of a list that is spread over several."),
    pager_fields,
    COUNT(pager_fields),
    &pager_type,
};

static bool pager_get(Reader *r, const void *self, Value key, Value *out)
{
    const HostField *field = host_find(&host_pager, key);

    if (field)
        *out = host_read(r, field, self);
    return field != NULL;
}

static size_t pager_keys(Reader *r, const void *self, const Str **out)
{
    (void)self;
    return host_keys(r, &host_pager, out);
}

static Value pager_text(Reader *r, const void *self)
{
    (void)r;
    return value_str(((const Pager *)self)->url);
}

static Digest pager_digest(const void *self)
{
    return digest_of(((const Pager *)self)->url);
}

static const ObjectType pager_type = {
    .name = "pager",
    .get = pager_get,
    .keys = pager_keys,
    .text = pager_text,
    .digest = pager_digest,
};

Value pager_value(Arena *a, const Pager *p)
{
    return p ? value_object(a, &pager_type, p) : value_null();
}

/* ---- a resource */

static Value resource_permalink(Reader *r, const void *self)
{
    const Resource *resource = self;

    return value_str(site_permalink(resource->site, r->arena, resource->url));
}

static Value resource_width(Reader *r, const void *self)
{
    (void)r;
    return value_int(((const Resource *)self)->width);
}

static Value resource_height(Reader *r, const void *self)
{
    (void)r;
    return value_int(((const Resource *)self)->height);
}

/* clang-format off */
static const HostField resource_fields[] = {
    {STR_INIT("name"), HOST_STR, offsetof(Resource, local_name), NULL, STR_INIT("below the folder of its page, else below content/")},
    OF(Resource, url, HOST_STR, "the address from the root; a resource prints as it"),
    FIELD_FN(permalink, HOST_STR, resource_permalink, "the absolute address"),
    FIELD_FN(width, HOST_INT, resource_width, "of an image, in pixels; 0: unknown"),
    FIELD_FN(height, HOST_INT, resource_height, "of an image, in pixels; 0: unknown"),
};
/* clang-format on */

static const ObjectType resource_type;

const HostTable host_resource = {
    STR_INIT("resource"), STR_INIT("A file beside a page."),
    resource_fields,      COUNT(resource_fields),
    &resource_type,
};

static bool resource_get(Reader *r, const void *self, Value key, Value *out)
{
    const HostField *field = host_find(&host_resource, key);

    if (field)
        *out = host_read(r, field, self);
    return field != NULL;
}

static size_t resource_keys(Reader *r, const void *self, const Str **out)
{
    (void)self;
    return host_keys(r, &host_resource, out);
}

static Value resource_text(Reader *r, const void *self)
{
    (void)r;
    return value_str(((const Resource *)self)->url);
}

static Digest resource_digest(const void *self)
{
    return digest_of(((const Resource *)self)->url);
}

static const ObjectType resource_type = {
    .name = "resource",
    .get = resource_get,
    .keys = resource_keys,
    .text = resource_text,
    .digest = resource_digest,
};

Value resource_value(Arena *a, const Resource *resource)
{
    return resource ? value_object(a, &resource_type, resource) : value_null();
}

/* ---- a route */

static Value route_permalink(Reader *r, const void *self)
{
    const Route *route = self;

    return value_str(site_permalink(route->site, r->arena, route->url));
}

static Value route_snippet(Reader *r, const void *self)
{
    return snippet_value(r->arena, ((const Route *)self)->snippet);
}

/* clang-format off */
static const HostField route_fields[] = {
    OF(Route, url, HOST_STR, "the address from the root; a route prints as it"),
    FIELD_FN(permalink, HOST_STR, route_permalink, "the absolute address"),
    OF(Route, output, HOST_STR, "the file, below the output folder"),
    OF(Route, target, HOST_STR, "of a redirect: where it leads; else empty"),
    FIELD_FN(snippet, HOST_SNIPPET, route_snippet, "the snippet that the file is about, or none"),
};
/* clang-format on */

static const ObjectType route_type;

const HostTable host_route = {
    STR_INIT("route"), STR_INIT("The file being made."),
    route_fields,      COUNT(route_fields),
    &route_type,
};

static bool route_get(Reader *r, const void *self, Value key, Value *out)
{
    const HostField *field = host_find(&host_route, key);

    if (field)
        *out = host_read(r, field, self);
    return field != NULL;
}

static size_t route_keys(Reader *r, const void *self, const Str **out)
{
    (void)self;
    return host_keys(r, &host_route, out);
}

static Value route_text(Reader *r, const void *self)
{
    (void)r;
    return value_str(((const Route *)self)->url);
}

static Digest route_digest(const void *self)
{
    return digest_of(((const Route *)self)->url);
}

static const ObjectType route_type = {
    .name = "route",
    .get = route_get,
    .keys = route_keys,
    .text = route_text,
    .digest = route_digest,
};

Value route_value(Arena *a, const Route *route)
{
    return route ? value_object(a, &route_type, route) : value_null();
}
