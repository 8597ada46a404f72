/* things.c - the things of a site by number, for whoever keeps what was asked
 * of them. */
#include "site/host.h"

#include <assert.h>

bool thing_of(const Object *o, Thing *out)
{
    const void *self = o->self;

    if (o->type == host_page.type)
        *out = (Thing){THING_PAGE, ((const Page *)self)->index};
    else if (o->type == host_language.type)
        *out = (Thing){THING_LANGUAGE,
                       (size_t)((const SiteLanguage *)self)->index};
    else if (o->type == host_pager.type)
        *out = (Thing){THING_PAGER, ((const Pager *)self)->index};
    else if (o->type == host_site.type)
        *out = (Thing){THING_SITE, (size_t)((const SiteLanguage *)self)->index};
    else if (o->type == host_resource.type)
        *out = (Thing){THING_RESOURCE, ((const Resource *)self)->index};
    else if (o->type == host_route.type)
        *out = (Thing){THING_ROUTE,
                       (size_t)((const Route *)self -
                                ((const Route *)self)->site->routes.items)};
    else if (o->type == host_snippet.type)
        *out = (Thing){THING_SNIPPET, ((const SiteSnippet *)self)->index};
    else
        return false;
    return true;
}

size_t thing_count(const Site *site, ThingKind kind)
{
    switch (kind) {
    case THING_SITE:
    case THING_LANGUAGE:
        return site->nlanguages;
    case THING_PAGE:
        return site->pages.len;
    case THING_PAGER:
        return site->pagers.len;
    case THING_RESOURCE:
        return site->resources.len;
    case THING_ROUTE:
        return site->routes.len;
    case THING_SNIPPET:
        return site->snippets.len;
    case THINGS:
        break;
    }
    return 0;
}

static const void *self_of(const Site *site, Thing t)
{
    switch (t.kind) {
    case THING_SITE:
    case THING_LANGUAGE:
        return &site->languages[t.index];
    case THING_PAGE:
        return site->pages.items[t.index];
    case THING_PAGER:
        return site->pagers.items[t.index];
    case THING_RESOURCE:
        return site->resources.items[t.index];
    case THING_ROUTE:
        return &site->routes.items[t.index];
    case THING_SNIPPET:
        return site->snippets.items[t.index];
    case THINGS:
        break;
    }
    return NULL;
}

Object thing_object(const Site *site, Thing t)
{
    return (Object){host_table(t.kind)->type, self_of(site, t)};
}

Str thing_name(const Site *site, Thing t)
{
    switch (t.kind) {
    case THING_SITE:
    case THING_LANGUAGE:
        return site->languages[t.index].code;
    case THING_PAGE:
        return site->pages.items[t.index]->url;
    case THING_PAGER:
        return site->pagers.items[t.index]->url;
    case THING_RESOURCE:
        return site->resources.items[t.index]->url;
    case THING_ROUTE:
        return site->routes.items[t.index].url;
    case THING_SNIPPET:
        return site->snippets.items[t.index]->anchor;
    case THINGS:
        break;
    }
    return (Str){0};
}

/* What it prints as comes behind the fields. */
static int text_question(ThingKind kind)
{
    return (int)host_table(kind)->nfields;
}

int thing_question(const Site *site, ThingKind kind, Value key)
{
    const HostTable *table = host_table(kind);

    if (key.kind == VALUE_NULL)
        return text_question(kind);
    if (key.kind != VALUE_STR)
        return -1;
    const HostField *field = kind == THING_PAGE
                                 ? map_get(&site->page_fields, key.as.s)
                                 : host_find(table, key);
    return field ? (int)(field - table->fields) : -1;
}

size_t thing_questions(ThingKind kind)
{
    size_t n = host_table(kind)->nfields + 1;

    assert(n <= THING_QUESTIONS);
    return n;
}

Str thing_question_name(ThingKind kind, int question)
{
    return question < text_question(kind)
               ? host_table(kind)->fields[question].name
               : STR("text");
}

Value thing_ask(Arena *a, const Site *site, Thing t, int question)
{
    const HostTable *table = host_table(t.kind);
    const void *self = self_of(site, t);
    Reader r = {.arena = a};

    return question < text_question(t.kind)
               ? host_read(&r, &table->fields[question], self)
               : table->type->text(&r, self);
}
