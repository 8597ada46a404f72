/* plugins.c - see plugins.h; what they do in texts is in plugin_texts.c, in the
 * stages in hooks.c. */
#include "build/plugins.h"

#include "base/version.h"
#include "build/call.h"
#include "build/convert.h"
#include "build/plugin_sources.h"
#include "os/fs.h"
#include "os/sys.h"
#include "snippet/snippet.h"

enum {
    SECONDS = 10, /* of processor time for one call */
    FORCE = 2,    /* more until it is left by force */
};

/* ---- what they ask of us */

static const Source *find_lexer(void *context, Str name)
{
    const SitePlugins *p = context;

    return inputs_lexer(p->inputs, p->lexers, name);
}

/* ---- rows for templates */

/* What is piped or tested stands first among a row's arguments. */
static void take_args(TemplateCall *call, bool piped, PluginArgs *out)
{
    size_t n = template_args(call);
    Value *args = ARENA_ARRAY(arena_of(call), Value, n);

    for (size_t i = 0; i < n; i++)
        args[i] = template_arg(call, i);
    *out = (PluginArgs){
        .args = args + piped,
        .nargs = n - piped,
        .named = template_keywords(call),
        .page = page_value(arena_of(call), host_of(call)->page),
    };
    if (piped)
        out->value = args[0];
}

static bool call_plugin(TemplateCall *call, PluginKind kind, Value *result)
{
    const PageContext *c = host_of(call);
    const SitePlugins *p = c->plugins;
    Str name = str_of(template_row(call)->name);
    PluginArgs args;
    PluginCall plugin = {
        .reader = template_reader(call),
        .d = c->diags,
        .page = c->page ? c->page->url : c->route->url,
        .asker = c,
    };

    const PluginEntry *entry = plugins_find(p->set, kind, name);

    reader_used(plugin.reader, STR("plugin"),
                plugins_source(p->set, entry->plugin)->name);
    template_place(call, &plugin.src, &plugin.at);
    take_args(call, kind != PLUGIN_FUNCTION, &args);
    return plugins_call(site_plugins_state(p, c->worker), &plugin, entry, &args,
                        result) ||
           template_call_failed(call, c->diags->last);
}

static bool call_filter(TemplateCall *call, Value *result)
{
    return call_plugin(call, PLUGIN_FILTER, result);
}

static bool call_function(TemplateCall *call, Value *result)
{
    return call_plugin(call, PLUGIN_FUNCTION, result);
}

static bool call_test(TemplateCall *call, Value *result)
{
    return call_plugin(call, PLUGIN_TEST, result);
}

/* The plugins' rows first: the first of a name is taken. */
static const TemplateRow *make_rows(const SitePlugins *p, Arena *a,
                                    PluginKind kind, TemplateFn *fn,
                                    const TemplateRow *site)
{
    size_t n, rows = 0, own = 0;
    const PluginEntry *entries = plugins_entries(p->set, &n);

    while (site[own].fn)
        own++;
    TemplateRow *out = ARENA_ARRAY(a, TemplateRow, n + own + 1);
    for (size_t i = 0; i < n; i++)
        if (entries[i].kind == kind)
            out[rows++] = (TemplateRow){
                arena_cstr(a, entries[i].name), fn,
                kind == PLUGIN_FUNCTION ? "*" : "value, *",
                arena_cstr(a, plugins_source(p->set, entries[i].plugin)->name)};
    for (size_t i = 0; i < own; i++)
        out[rows++] = site[i];
    return out;
}

static void list_shortcodes(SitePlugins *p, Arena *a)
{
    size_t n, len = 0;
    const PluginEntry *entries = plugins_entries(p->set, &n);
    Str *names = ARENA_ARRAY(a, Str, n);

    for (size_t i = 0; i < n; i++)
        if (entries[i].kind == PLUGIN_SHORTCODE)
            names[len++] = entries[i].name;
    p->shortcodes = (MarkdownShortcodes){names, len};
}

void site_code_keys(Arena *a, const PluginSet *set, MarkdownCode *out)
{
    size_t nown, nplugins = 0;
    const Str *own = snippet_keys(a, &nown);
    const Str *plugins = set ? plugins_attributes(set, &nplugins) : NULL;
    Str *keys = ARENA_ARRAY(a, Str, nown + nplugins);

    for (size_t i = 0; i < nown; i++)
        keys[i] = own[i];
    for (size_t i = 0; i < nplugins; i++)
        keys[nown + i] = plugins[i];
    *out = (MarkdownCode){.keys = keys,
                          .nkeys = nown + nplugins,
                          .comment = snippet_comment};
}

static void offer(SitePlugins *p, Arena *a)
{
    p->filters = make_rows(p, a, PLUGIN_FILTER, call_filter, site_filters);
    p->functions =
        make_rows(p, a, PLUGIN_FUNCTION, call_function, site_functions);
    p->tests = make_rows(p, a, PLUGIN_TEST, call_test, site_tests);
    list_shortcodes(p, a);
    site_code_keys(a, p->set, &p->code);
}

/* ---- the whole */

static void ask_inputs(void *context, const PluginQuestion *q,
                       PluginAnswer *out)
{
    inputs_ask(((const SitePlugins *)context)->inputs, q, out);
}

static PluginHost make_host(SitePlugins *p, Arena *a, int64_t now)
{
    return (PluginHost){
        .context = p,
        .lexer = find_lexer,
        .markdown = convert_for_plugin,
        .ask = ask_inputs,
        .run = os_guard_run,
        .leave = os_guard_leave,
        .loading = p->early,
        .now = value_date(a, date_from_seconds(now)),
        .version = STR(BIFOLIO_VERSION),
    };
}

/* Variables are looked up now, while there is but this thread. */
static void open_inputs(SitePlugins *p, const SitePluginsJob *job)
{
    const Config *c = job->config;

    p->inputs = inputs_open(job->root, c->out, job->now);
    for (size_t i = 0; i < c->nplugins; i++) {
        const GrantList *names = &c->plugins[i].grants[GRANT_ENV];
        for (size_t k = 0; k < names->len; k++)
            inputs_env(p->inputs, names->items[k]);
    }
}

bool site_plugins_load(Arena *a, const SitePluginsJob *job, DiagList *d,
                       SitePlugins *out)
{
    const Config *config = job->config;
    size_t n = config->nplugins, nworkers = (size_t)job->nworkers;
    Str home = job->home.len ? job->home : job->root;
    PluginSource *sources = ARENA_ARRAY(a, PluginSource, n);

    *out = (SitePlugins){
        .arena = a,
        .lexers = config->lexers,
        .html = parse_html_policy(config),
        .lexers_sum = n ? site_lexers_sum(a, config->lexers) : 0,
        .filters = site_filters,
        .functions = site_functions,
        .tests = site_tests,
    };
    out->early_use = ARENA_NEW(a, EarlyUse);
    early_use_open(out->early_use);
    out->early = &out->early_use->base;
    out->host = make_host(out, a, job->now);
    site_code_keys(a, NULL, &out->code);
    if (n == 0)
        return true;
    out->code.any = true; /* until it is known what they read */
    if (!plugin_sources(a, home, config, d, sources))
        return false;
    open_inputs(out, job);
    out->states = ARENA_ARRAY(a, PluginState *, nworkers);
    out->guards = ARENA_ARRAY(a, Guard, nworkers);
    out->guardian =
        os_guard_open(out->guards, job->nworkers, SECONDS * 1000, FORCE * 1000);
    out->set =
        plugins_load(a, sources, n, &out->host,
                     &(PluginLimits){.guard = out->guards, .seconds = SECONDS},
                     d);
    if (!out->set)
        return false;
    offer(out, a);
    return true;
}

uint64_t site_lexers_sum(Arena *scratch, Str folder)
{
    uint64_t sum;

    os_folder_sum(scratch, folder, true, &sum);
    return sum;
}

/* The lexers, and how Markdown is read for them, may be asked by all. */
static Digest with_lexers(const SitePlugins *p, Digest d)
{
    const uint64_t numbers[] = {p->lexers_sum, p->html};

    return digest_add(d, (Str){(const char *)numbers, sizeof numbers});
}

bool site_plugins_clock(const SitePlugins *p)
{
    return p->set && atomic_load(&p->early_use->clock);
}

Digest site_plugins_digest(const SitePlugins *p)
{
    return p->set ? with_lexers(p, plugins_digest(p->set)) : (Digest){0};
}

Digest site_plugin_digest(const SitePlugins *p, Str name)
{
    size_t n = p->set ? plugins_count(p->set) : 0;

    for (size_t i = 0; i < n; i++)
        if (str_eq(plugins_source(p->set, i)->name, name))
            return with_lexers(p, plugins_digest_of(p->set, i));
    return (Digest){0};
}

Digest site_plugin_data(const SitePlugins *p, Str name)
{
    const Value *data = dict_get_str(p->host.data.as.dict, name);

    return data ? value_digest(*data) : (Digest){0};
}

void site_plugins_expect(SitePlugins *p, Arena *a, size_t blocks)
{
    if (p->set)
        code_cache_init(&p->cache, a, blocks);
}

static uint64_t nanoseconds(void)
{
    return (uint64_t)os_monotonic_ns();
}

void site_plugins_measure(SitePlugins *p, Arena *a, int nworkers)
{
    if (!p->set)
        return;
    p->times = ARENA_ARRAY(a, PluginTime *, (size_t)nworkers);
    for (int i = 0; i < nworkers; i++)
        p->times[i] = ARENA_ARRAY(a, PluginTime, plugins_count(p->set));
}

const PluginTime *site_plugins_times(const SitePlugins *p, Arena *a,
                                     int nworkers)
{
    if (!p->times)
        return NULL;
    size_t n = plugins_count(p->set);
    PluginTime *sum = ARENA_ARRAY(a, PluginTime, n);

    for (int w = 0; w < nworkers; w++) {
        for (size_t i = 0; i < n; i++) {
            sum[i].calls += p->times[w][i].calls;
            sum[i].nanoseconds += p->times[w][i].nanoseconds;
        }
    }
    return sum;
}

PluginState *site_plugins_state(const SitePlugins *p, int worker)
{
    PluginState **s = &p->states[worker];

    if (!*s) {
        *s = plugins_open(p->set, &p->guards[worker]);
        if (p->times)
            plugins_measure(*s, p->times[worker], nanoseconds);
    }
    return *s;
}

void site_plugins_close(SitePlugins *p, int nworkers)
{
    for (int i = 0; p->states && i < nworkers; i++) {
        plugins_close(p->states[i]);
        p->states[i] = NULL;
    }
    os_guard_close(p->guardian);
    p->guardian = NULL;
    inputs_close(p->inputs, p->arena);
    p->inputs = NULL;
}
