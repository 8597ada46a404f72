/* explain_last.c - what the last build did with a file; see state.h. */
#include "build/explain_parts.h"

#include "build/cache.h"

/* ORDER WhyKind */
static const Str whys[] = {STR_INIT("unchanged"), STR_INIT("new"),
                           STR_INIT("output"),    STR_INIT("route"),
                           STR_INIT("read"),      STR_INIT("source"),
                           STR_INIT("spoke"),     STR_INIT("unknown")};

static const RouteRow *find(const CachedSite *site, Str output)
{
    for (size_t i = 0; site && i < site->routes.len; i++)
        if (str_eq(site->routes.items[i].output, output))
            return &site->routes.items[i];
    return NULL;
}

/* Names are of two parts with a zero between them. */
static Value text(const Explaining *e, Str s)
{
    Buf b = buf_in(e->a);

    for (size_t i = 0; i < s.len; i++)
        buf_put_char(&b, s.ptr[i] ? s.ptr[i] : ' ');
    return value_str(str_trim(buf_str(&b)));
}

void explain_last(const Explaining *e, Str output)
{
    const BuildOptions *o = e->b->options;
    Cache cache;
    Dict *d = dict_new(e->a);

    cache_open(&cache, e->a, o->root, STR("cache"), false);
    const RouteRow *row = find(cache_site(&cache), output);
    if (row && str_eq(cache.tree->folder, output_folder(e->b))) {
        dict_put_str(d, e->a, STR("made"),
                     value_bool(row->why.kind != WHY_NOT));
        dict_put_str(d, e->a, STR("why"), value_str(whys[row->why.kind]));
        if (row->why.what.len)
            dict_put_str(d, e->a, STR("what"), text(e, row->why.what));
        if (row->why.question.len)
            dict_put_str(d, e->a, STR("field"), text(e, row->why.question));
        dict_put_str(e->out, e->a, STR("last"), value_dict(d));
    }
    cache_close(&cache);
}
