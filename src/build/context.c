#include "build/context.h"

PageContext context_of(const Site *site, const Route *route)
{
    int lang = route->lang >= 0 ? route->lang : site->default_lang;

    return (PageContext){
        .site = site,
        .lang = &site->languages[lang],
        .page = route->page,
        .pager = route->pager,
        .route = route,
    };
}

/* ---- `plugins`: what their hook `ready` gave, observed by name */

static bool plugins_get(Reader *r, const void *self, Value key, Value *out)
{
    const SitePlugins *p = self;
    const Value *data = dict_get(p->host.data.as.dict, key);

    if (key.kind == VALUE_STR)
        reader_used(r, STR("data"), key.as.s);
    if (data)
        *out = *data;
    return data != NULL;
}

static size_t plugins_keys(Reader *r, const void *self, const Str **out)
{
    const Dict *d = ((const SitePlugins *)self)->host.data.as.dict;
    Str *names = ARENA_ARRAY(r->arena, Str, d->len);

    reader_used(r, STR("plugins"), (Str){0});
    for (size_t i = 0; i < d->len; i++)
        names[i] = d->entries[i].key.as.s;
    *out = names;
    return d->len;
}

static const ObjectType plugins_type = {.name = "plugins",
                                        .get = plugins_get,
                                        .keys = plugins_keys};

/* ---- */

Value context_globals(Arena *a, const SiteLanguage *lang, const SitePlugins *p)
{
    Dict *d = dict_new(a);

    dict_put_str(d, a, STR("site"), site_value(a, lang));
    dict_put_str(d, a, STR("plugins"), value_object(a, &plugins_type, p));
    return value_dict(d);
}

Value context_names(Arena *a, const PageContext *c)
{
    Dict *d = dict_new(a);

    dict_put_str(d, a, STR("page"), page_value(a, c->page));
    dict_put_str(d, a, STR("lang"), language_value(a, c->lang));
    dict_put_str(d, a, STR("pager"), pager_value(a, c->pager));
    dict_put_str(d, a, STR("route"), route_value(a, c->route));
    return value_dict(d);
}
