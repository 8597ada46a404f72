/* hooks.c - hooks are called; see hooks.h. */
#include "build/hook_call.h"

#include "site/objects.h"

const Str hook_unknown[] = {STR_INIT("content"),      STR_INIT("summary"),
                            STR_INIT("summary_text"), STR_INIT("truncated"),
                            STR_INIT("xhtml"),        {0}};

/* ---- what they share */

Hooks hooks_of(const SitePlugins *p, PluginHook stage)
{
    Hooks hooks = {0};

    if (p->set)
        hooks.items = plugins_hooks(p->set, stage, &hooks.len);
    return hooks;
}

bool hook_is_used(const SitePlugins *p, PluginHook stage)
{
    return hooks_of(p, stage).len > 0;
}

Str hook_plugin(const Hooking *h, const PluginEntry *f)
{
    return plugins_source(h->plugins->set, f->plugin)->name;
}

bool hook_call(const Hooking *h, const PluginEntry *f, const Value *args,
               size_t n, Value *result)
{
    Reader reader = {.arena = h->a, .observer = h->observer};
    PluginCall call = {.reader = &reader,
                       .d = h->d,
                       .page = h->page,
                       .asker = h->asker,
                       .src = h->src,
                       .unknown = h->unknown};
    PluginArgs given = {.args = args, .nargs = n};

    return plugins_call(site_plugins_state(h->plugins, h->worker), &call, f,
                        &given, result);
}

/* Which page it was for, if it was for one. */
static bool complain(const Hooking *h, const PluginEntry *f, DiagCode code,
                     const Str *args, size_t nargs)
{
    Diag *diag = diag_add(h->d, code, f->src, f->at, args, nargs);

    if (h->page.len)
        diag_note(h->d, diag, PLUGIN_FOR_PAGE, NULL, (Span){0}, STRS(h->page));
    return false;
}

/* As authors of Lua call it. */
static Str kind_of(Value v)
{
    switch ((ValueKind)v.kind) {
    case VALUE_UNDEFINED:
    case VALUE_NULL:
        return STR("nil");
    case VALUE_BOOL:
        return STR("boolean");
    case VALUE_INT:
    case VALUE_FLOAT:
        return STR("number");
    case VALUE_STR:
        return str_trim(v.as.s).len ? STR("string") : STR("\"\"");
    case VALUE_LIST:
        return STR("{...}");
    case VALUE_DICT:
        return STR("table");
    case VALUE_OBJECT:
        break;
    }
    return value_kind_name(v);
}

bool hook_wrong(const Hooking *h, const PluginEntry *f, Str wanted, Value got)
{
    Str name = str_printf(h->d->arena, "hooks." STR_FMT, STR_ARG(f->name));

    return complain(h, f, PLUGIN_RESULT,
                    STRS(hook_plugin(h, f), name, wanted, kind_of(got)));
}

bool hook_cannot_change(const Hooking *h, const PluginEntry *f, Value key)
{
    Buf b = buf_in(h->d->arena);
    Reader reader = {.arena = h->d->arena};

    value_print(&b, &reader, key);
    return complain(h, f, PLUGIN_CHANGE,
                    STRS(hook_plugin(h, f), f->name, buf_str(&b)));
}

bool hook_nothing(Value v)
{
    return v.kind <= VALUE_NULL || (v.kind == VALUE_LIST && !v.as.list->len);
}

bool hook_text(const Hooking *h, const PluginEntry *f, Str wanted, Value v,
               Str *out)
{
    if (v.kind != VALUE_STR)
        return hook_wrong(h, f, wanted, v);
    *out = v.as.s;
    return true;
}

static void put_all(Dict *to, Arena *a, Value from)
{
    for (size_t i = 0; from.kind == VALUE_DICT && i < from.as.dict->len; i++)
        dict_put(to, a, from.as.dict->entries[i].key,
                 from.as.dict->entries[i].value);
}

bool hook_params(const Hooking *h, const PluginEntry *f, Value v, Value *params)
{
    Dict *d = dict_new(h->a);

    if (hook_nothing(v))
        return true;
    if (v.kind != VALUE_DICT)
        return hook_wrong(h, f, STR("{params = {NAME = ...}}"), v);
    put_all(d, h->a, *params);
    put_all(d, h->a, v);
    *params = value_dict(d);
    return true;
}

/* ---- config */

static Value by_language(Arena *a, const Config *c, const LocalText *t)
{
    Dict *d = dict_new(a);

    for (size_t i = 0; i < c->nlanguages; i++)
        dict_put_str(d, a, c->languages[i], value_str(local_text(t, (int)i)));
    return value_dict(d);
}

static Value config_data(Arena *a, const Config *c)
{
    Dict *d = dict_new(a);
    List *languages = list_new(a, c->nlanguages);

    for (size_t i = 0; i < c->nlanguages; i++)
        list_push(languages, a, value_str(c->languages[i]));
    dict_put_str(d, a, STR("title"), by_language(a, c, &c->title));
    dict_put_str(d, a, STR("description"), by_language(a, c, &c->description));
    dict_put_str(d, a, STR("languages"), value_list(languages));
    dict_put_str(d, a, STR("base_url"), value_str(c->base_url));
    dict_put_str(d, a, STR("params"), c->params);
    return value_dict(d);
}

static void take_config(const Hooking *h, const PluginEntry *f, Value result,
                        Config *config)
{
    if (hook_nothing(result))
        return;
    if (result.kind != VALUE_DICT) {
        hook_wrong(h, f, STR("{params = {...}}"), result);
        return;
    }
    for (size_t i = 0; i < result.as.dict->len; i++) {
        const DictEntry *e = &result.as.dict->entries[i];
        if (e->key.kind == VALUE_STR && str_eq(e->key.as.s, STR("params")))
            hook_params(h, f, e->value, &config->params);
        else
            hook_cannot_change(h, f, e->key);
    }
}

void hook_config(const SitePlugins *p, Config *config, DiagList *d)
{
    Hooking h = {.plugins = p,
                 .a = config->arena,
                 .observer = p->early,
                 .d = d};
    Hooks hooks = hooks_of(p, HOOK_CONFIG);

    for (size_t i = 0; i < hooks.len; i++) {
        Value result, arg = config_data(config->arena, config);
        if (hook_call(&h, hooks.items[i], &arg, 1, &result))
            take_config(&h, hooks.items[i], result, config);
    }
}

/* ---- ready */

Value hook_ready(const SitePlugins *p, Arena *a, const Site *site, DiagList *d)
{
    Hooking h = {.plugins = p,
                 .a = a,
                 .unknown = hook_unknown,
                 .observer = p->early,
                 .d = d};
    Hooks hooks = hooks_of(p, HOOK_READY);
    Dict *all = dict_new(a);

    for (size_t i = 0; i < hooks.len; i++) {
        const PluginEntry *f = hooks.items[i];
        Value result, arg = site_value(a, &site->languages[site->default_lang]);
        if (hook_call(&h, f, &arg, 1, &result))
            dict_put_str(all, a, hook_plugin(&h, f), result);
    }
    return value_dict(all);
}

/* ---- rendered */

Str hook_rendered(const PageContext *asker, Str html, DiagList *d)
{
    const SitePlugins *p = asker->plugins;
    const Page *page = asker->page;
    Hooking h = {.plugins = p,
                 .a = d->arena,
                 .worker = asker->worker,
                 .page = page->src.path,
                 .src = &page->src,
                 .unknown = hook_unknown,
                 .observer = asker->observer,
                 .asker = asker,
                 .d = d};
    Hooks hooks = hooks_of(p, HOOK_RENDERED);

    for (size_t i = 0; i < hooks.len; i++) {
        Value args[] = {value_str(html), page_value(h.a, page)}, result;
        if (hook_call(&h, hooks.items[i], args, COUNT(args), &result) &&
            result.kind > VALUE_NULL)
            hook_text(&h, hooks.items[i], STR("string"), result, &html);
    }
    return html;
}

/* ---- output */

bool hook_output(const SitePlugins *p, Reader *r, int worker,
                 const Route *route, Str *text, DiagList *d)
{
    const Page *page = route->page;
    bool written = page && page->src.path.len;
    Hooking h = {.plugins = p,
                 .a = r->arena,
                 .worker = worker,
                 .page = written ? page->src.path : route->url,
                 .src = written ? &page->src : NULL,
                 .observer = r->observer,
                 .d = d};
    Hooks hooks = hooks_of(p, HOOK_OUTPUT);

    for (size_t i = 0; i < hooks.len; i++) {
        const PluginEntry *f = hooks.items[i];
        Value args[] = {value_str(*text), route_value(h.a, route),
                        page_value(h.a, page)};
        Value result;
        reader_used(r, STR("plugin"), hook_plugin(&h, f));
        if (!hook_call(&h, f, args, COUNT(args), &result) ||
            (result.kind > VALUE_NULL &&
             !hook_text(&h, f, STR("string"), result, text)))
            return false;
    }
    return true;
}
