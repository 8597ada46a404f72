#include "site/host.h"

/* ORDER HostKind */
static const Str kind_names[] = {
    STR_INIT("string"),    STR_INIT("html"),      STR_INIT("integer"),
    STR_INIT("boolean"),   STR_INIT("date"),      STR_INIT("page"),
    STR_INIT("pages"),     STR_INIT("pager"),     STR_INIT("pagers"),
    STR_INIT("language"),  STR_INIT("languages"), STR_INIT("resource"),
    STR_INIT("resources"), STR_INIT("snippet"),   STR_INIT("snippets"),
    STR_INIT("list"),      STR_INIT("dict"),
};

Str host_kind_name(HostKind kind)
{
    return kind_names[kind];
}

const HostTable *host_table(size_t i)
{
    static const HostTable *const tables[THINGS] = {
        [THING_SITE] = &host_site,         [THING_LANGUAGE] = &host_language,
        [THING_PAGE] = &host_page,         [THING_PAGER] = &host_pager,
        [THING_RESOURCE] = &host_resource, [THING_ROUTE] = &host_route,
        [THING_SNIPPET] = &host_snippet,
    };

    return i < COUNT(tables) ? tables[i] : NULL;
}

const HostField *host_find(const HostTable *t, Value key)
{
    if (key.kind != VALUE_STR)
        return NULL;
    for (size_t i = 0; i < t->nfields; i++)
        if (str_eq(t->fields[i].name, key.as.s))
            return &t->fields[i];
    return NULL;
}

Value host_date(Reader *r, Date d)
{
    return d.year ? value_date(r->arena, d) : value_null();
}

Value host_read(Reader *r, const HostField *field, const void *self)
{
    const void *member = (const char *)self + field->offset;

    if (field->get)
        return field->get(r, self);
    switch (field->kind) {
    case HOST_STR:
        return value_str(*(const Str *)member);
    case HOST_HTML:
        return value_safe(*(const Str *)member);
    case HOST_INT:
        return value_int(*(const int64_t *)member);
    case HOST_BOOL:
        return value_bool(*(const bool *)member);
    case HOST_DATE:
        return host_date(r, *(const Date *)member);
    case HOST_PAGE:
        return page_value(r->arena, *(const Page *const *)member);
    case HOST_PAGES:
        return pages_value(r->arena, member);
    default:
        return value_null();
    }
}

size_t host_keys(Reader *r, const HostTable *t, const Str **out)
{
    Str *names = ARENA_ARRAY(r->arena, Str, t->nfields);

    for (size_t i = 0; i < t->nfields; i++)
        names[i] = t->fields[i].name;
    *out = names;
    return t->nfields;
}

/* ---- lists */

static size_t pages_len(const void *self)
{
    return ((const Pages *)self)->len;
}

static Value pages_at(Reader *r, const void *self, size_t i)
{
    return page_value(r->arena, ((const Pages *)self)->items[i]);
}

static Digest pages_digest(const void *self)
{
    const Pages *pages = self;
    Digest d = {pages->len, 0};

    for (size_t i = 0; i < pages->len; i++)
        d = digest_add(d, pages->items[i]->url);
    return d;
}

static const ObjectType pages_type = {
    .name = "pages",
    .len = pages_len,
    .at = pages_at,
    .digest = pages_digest,
};

Value pages_value(Arena *a, const Pages *pages)
{
    return value_object(a, &pages_type, pages);
}

static size_t languages_len(const void *self)
{
    return ((const Site *)self)->nlanguages;
}

static Value languages_at(Reader *r, const void *self, size_t i)
{
    return language_value(r->arena, &((const Site *)self)->languages[i]);
}

static Digest languages_digest(const void *self)
{
    const Site *site = self;
    Digest d = {0};

    for (size_t i = 0; i < site->nlanguages; i++)
        d = digest_add(d, site->languages[i].code);
    return d;
}

static const ObjectType languages_type = {
    .name = "languages",
    .len = languages_len,
    .at = languages_at,
    .digest = languages_digest,
};

Value host_languages(Arena *a, const Site *site)
{
    return value_object(a, &languages_type, site);
}

typedef struct {
    const Pager *const *items;
    size_t len;
} Pagers;

static size_t pagers_len(const void *self)
{
    return ((const Pagers *)self)->len;
}

static Value pagers_at(Reader *r, const void *self, size_t i)
{
    return pager_value(r->arena, ((const Pagers *)self)->items[i]);
}

static Digest pagers_digest(const void *self)
{
    const Pagers *pagers = self;
    Digest d = {pagers->len, 0};

    for (size_t i = 0; i < pagers->len; i++)
        d = digest_add(d, pagers->items[i]->url);
    return d;
}

static const ObjectType pagers_type = {
    .name = "pagers",
    .len = pagers_len,
    .at = pagers_at,
    .digest = pagers_digest,
};

Value host_pager_list(Arena *a, const Pager *const *items, size_t n)
{
    Pagers *list = ARENA_NEW(a, Pagers);

    *list = (Pagers){items, n};
    return value_object(a, &pagers_type, list);
}

Value host_pagers(Arena *a, const Page *p)
{
    const Pager **items = ARENA_ARRAY(a, const Pager *, p->npagers);

    for (size_t i = 0; i < p->npagers; i++)
        items[i] = &p->pagers[i];
    return host_pager_list(a, items, p->npagers);
}

static size_t resources_len(const void *self)
{
    return ((const Page *)self)->resources.len;
}

static Value resources_at(Reader *r, const void *self, size_t i)
{
    return resource_value(r->arena, ((const Page *)self)->resources.items[i]);
}

static Digest resources_digest(const void *self)
{
    const Page *p = self;
    Digest d = {p->resources.len, 0};

    for (size_t i = 0; i < p->resources.len; i++)
        d = digest_add(d, p->resources.items[i]->url);
    return d;
}

static const ObjectType resources_type = {
    .name = "resources",
    .len = resources_len,
    .at = resources_at,
    .digest = resources_digest,
};

Value host_resources(Arena *a, const Page *p)
{
    return value_object(a, &resources_type, p);
}
