/* plugins.c - see plugins.h. */
#include "build/plugins.h"

#include "base/utf8.h"
#include "base/version.h"
#include "build/call.h"
#include "build/convert.h"
#include "os/fs.h"
#include "os/sys.h"
#include "snippet/snippet.h"

#include <errno.h>

enum {
    PLUGIN_LARGEST = 4 << 20, /* bytes of a file */
    SECONDS = 10,             /* of processor time for one call */
    FORCE = 2,                /* more until it is left by force */
};

/* ---- finding */

typedef struct {
    Arena *a;
    Str root;
    const Config *config;
    DiagList *d;
} Finding;

static bool leaves_site(const Finding *f, Str full)
{
    Str real, root;

    return os_real_path(f->a, full, &real) == 0 &&
           os_real_path(f->a, f->root, &root) == 0 && !path_inside(real, root);
}

/* Always NULL. */
static const Source *complain(const Finding *f, DiagCode code,
                              const Source *src, Span at, Str why)
{
    diag_add(f->d, code, src, at, STRS(why));
    return NULL;
}

/* A file of the site; NULL if it is not there, or after a diagnostic. */
static const Source *read_file(const Finding *f, Str path)
{
    Source *src = ARENA_NEW(f->a, Source);
    Str full = path_join(f->a, f->root, path);

    src->path = path;
    if (leaves_site(f, full))
        return complain(f, LINK_LEAVES_SITE, src, (Span){0}, (Str){0});
    int err = os_read_file(f->a, full, PLUGIN_LARGEST, &src->text);
    if (err == ENOENT || err == ENOTDIR)
        return NULL;
    if (err)
        return complain(f, FILE_UNREADABLE, src, (Span){0}, os_error(err));
    size_t bad = utf8_check(src->text);
    Span at = {(uint32_t)bad, (uint32_t)bad + 1};
    return bad == SIZE_MAX ? src : complain(f, NOT_UTF8, src, at, (Str){0});
}

/* "a/b.lua" -> "a.b"; "a/init.lua" -> "a" */
static Str module_name(Arena *a, Str path)
{
    Buf b = buf_in(a);

    path = str_take(path, path.len - 4);
    if (str_ends(path, STR("/init")))
        path = str_take(path, path.len - 5);
    for (size_t i = 0; i < path.len; i++)
        buf_put_char(&b, path.ptr[i] == '/' ? '.' : path.ptr[i]);
    return buf_str(&b);
}

/* What is read for a module: a link to a folder outside too, which was not
 * walked, so that it is complained of. */
static bool is_module(const Finding *f, const FileEntry *e, Str path)
{
    if (str_starts(e->path, STR("tests/")) || str_eq(e->path, STR("init.lua")))
        return false;
    if (e->info.kind == FILE_LINK &&
        leaves_site(f, path_join(f->a, f->root, path)))
        return true;
    return e->info.kind != FILE_FOLDER && str_ends(e->path, STR(".lua"));
}

/* The files beside init.lua, but for its tests. */
static void read_modules(const Finding *f, Str folder, PluginSource *out)
{
    Str full = path_join(f->a, f->root, folder);
    FileList files = {0};

    if (os_walk(f->a, full, full, &files) != 0)
        return;
    for (size_t i = 0; i < files.len; i++) {
        const FileEntry *e = &files.items[i];
        Str path = path_join(f->a, folder, e->path);
        if (!is_module(f, e, path))
            continue;
        const Source *src = read_file(f, path);
        if (src)
            map_add(&out->modules, f->a, module_name(f->a, e->path),
                    (void *)src);
    }
}

static bool find_plugin(const Finding *f, const PluginConfig *wanted,
                        PluginSource *out)
{
    Str folder = path_join(f->a, STR("plugins"), wanted->name);
    size_t errors = f->d->errors;

    *out = (PluginSource){
        .name = wanted->name,
        .options = wanted->options,
        .config = f->config->src,
        .at = wanted->at,
        .option_places = &wanted->places,
    };
    for (int i = 0; i < NEEDS; i++) {
        const GrantList *list = &wanted->grants[i]; /* ORDER GrantKind */
        out->grants[i].items = list->items;
        out->grants[i].len = list->len;
    }
    out->main = read_file(f, str_printf(f->a, STR_FMT ".lua", STR_ARG(folder)));
    if (!out->main) {
        out->main = read_file(f, path_join(f->a, folder, STR("init.lua")));
        if (out->main)
            read_modules(f, folder, out);
    }
    if (!out->main && f->d->errors == errors)
        diag_add(f->d, PLUGIN_MISSING, f->config->src, wanted->at,
                 STRS(wanted->name));
    return f->d->errors == errors;
}

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

static bool find_all(const Finding *f, PluginSource *sources)
{
    bool good = true;

    for (size_t i = 0; i < f->config->nplugins; i++)
        good &= find_plugin(f, &f->config->plugins[i], &sources[i]);
    return good;
}

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
    Finding f = {a, job->home.len ? job->home : job->root, config, d};
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
    if (!find_all(&f, sources))
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
