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

Value context_globals(Arena *a, const SiteLanguage *lang)
{
    Dict *d = dict_new(a);

    dict_put_str(d, a, STR("site"), site_value(a, lang));
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
