/* plugin_texts.c - what plugins do within a text: blocks of code and
 * shortcodes; see plugins.h. */
#include "build/context.h"

/* ---- code */

static bool give(const SiteCode *c, const CodeEntry *e, CodeHtml *out)
{
    uses_tell(&e->uses, c->observer);
    if (c->made)
        *VEC_PUSH(c->made, c->d->arena) = *e;
    *out = e->html;
    return e->handled;
}

static const CodeEntry *known(const SiteCode *c, Digest key)
{
    for (size_t i = 0; c->known && i < c->known->len; i++)
        if (digest_eq(c->known->items[i].key, key))
            return &c->known->items[i];
    return code_cache_get(&c->plugins->cache, key);
}

static bool write_code(CodeWriter *w, Arena *a, const CodeBlock *code,
                       CodeHtml *out)
{
    const SiteCode *c = (const SiteCode *)w;
    const SitePlugins *p = c->plugins;
    Digest key = digest_add(site_plugins_digest(p), code->info);
    UseLog used;

    (void)a;
    key = digest_add(key, code->code);
    const CodeEntry *there = known(c, key);
    if (there && (!there->spoke || c->worker < 0))
        return give(c, there, out);
    if (c->worker < 0)
        return false;
    Arena *keep = c->d->arena;
    CodeEntry *e = ARENA_NEW(keep, CodeEntry);
    use_log_open(&used, keep);
    Reader reader = {.arena = keep, .observer = &used.base};
    /* Of no page and no language, for what is made is kept for all. */
    PageContext asker = {.plugins = p, .worker = c->worker};
    PluginCall call = {.reader = &reader,
                       .d = c->d,
                       .page = c->page,
                       .asker = &asker,
                       .src = c->src,
                       .at = code->at};
    const Diag *before = c->d->last;
    plugins_code(site_plugins_state(p, c->worker), &call, code, &e->html,
                 &e->handled);
    e->key = key;
    e->spoke = c->d->last != before;
    e->uses = used.uses;
    code_cache_put(&p->cache, e);
    return give(c, e, out);
}

CodeWriter *site_code(SiteCode *code)
{
    code->base.write = write_code;
    return code->plugins && code->plugins->set ? &code->base : NULL;
}

/* ---- shortcodes */

static bool call_shortcode(const SiteCalls *c, const Shortcode *call, Str body,
                           Str *html)
{
    const SitePlugins *p = c->plugins;
    Arena *keep = c->d->arena;
    const PluginEntry *f = plugins_find(p->set, PLUGIN_SHORTCODE, call->name);
    Reader reader = {.arena = keep, .observer = c->observer};
    Value result;
    PluginCall plugin = {
        .reader = &reader,
        .d = c->d,
        .page = c->src->path,
        .asker = c->asker,
        .src = c->src,
        .at = call->at,
        .unknown = c->unknown,
    };
    PluginArgs args = {.named = call->args.as.dict};

    if (call->block)
        args.body = value_str(body);
    args.page = page_value(keep, c->page);
    if (!plugins_call(site_plugins_state(p, c->worker), &plugin, f, &args,
                      &result))
        return false;
    if (result.kind != VALUE_STR && result.kind != VALUE_UNDEFINED) {
        diag_add(c->d, PLUGIN_RESULT, c->src, call->at,
                 STRS(plugins_source(p->set, f->plugin)->name, call->name,
                      STR("string"), value_kind_name(result)));
        return false;
    }
    *html = result.kind == VALUE_STR ? result.as.s : (Str){0};
    return true;
}

static bool write_call(ShortcodeWriter *w, Arena *a, const Shortcode *call,
                       Str body, Str *html)
{
    const SiteCalls *c = (const SiteCalls *)w;
    size_t index = (size_t)(call - c->doc->shortcodes.items);

    (void)a;
    *html = (Str){0};
    if (c->worker < 0) {
        *html = c->made[index];
        return true;
    }
    if (!call_shortcode(c, call, body, html))
        return false;
    if (c->made)
        c->made[index] = *html;
    return true;
}

ShortcodeWriter *site_calls(SiteCalls *calls)
{
    calls->base.write = write_call;
    return calls->plugins && calls->plugins->set ? &calls->base : NULL;
}
