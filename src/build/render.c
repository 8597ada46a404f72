/* render.c - the fifth stage: every route's bytes, and the files they become.
 */
#include "build/stages.h"

#include "base/text.h"
#include "build/context.h"
#include "build/functions.h"
#include "build/hooks.h"
#include "os/fs.h"
#include "os/sys.h"

enum { RESOURCE_LARGEST = 1 << 30 };

typedef struct {
    Build *b;
    DiagList *diags; /* one a route */
} Rendering;

static const Source *load_source(void *context, Str name)
{
    const Theme *theme = context;
    return map_get(&theme->templates, name);
}

static bool is_template(Str name)
{
    static const Str suffixes[] = {STR_INIT(".html"), STR_INIT(".xml"),
                                   STR_INIT(".json"), STR_INIT(".txt")};

    for (size_t i = 0; i < COUNT(suffixes); i++)
        if (str_ends(name, suffixes[i]))
            return true;
    return false;
}

/* All there are, so that one named by a variable is found too, and so that what
 * is wrong in a template is said though no page uses it. */
static void load_templates(Build *b)
{
    const Map *all = &b->theme.templates;

    b->templates = (TemplateSet){
        .arena = b->arena,
        .load = load_source,
        .context = &b->theme,
        .filters = b->plugins.filters,
        .functions = b->plugins.functions,
        .tests = b->plugins.tests,
    };
    for (size_t i = 0; i < all->len; i++)
        if (is_template(all->entries[i].key))
            template_load(&b->templates, all->entries[i].key, b->d);
}

static Str template_name(const Route *r)
{
    switch (r->kind) {
    case ROUTE_PAGE:
        return r->page->template_name;
    case ROUTE_FEED_ATOM:
        return STR("atom.xml");
    case ROUTE_FEED_JSON:
        return STR("feed.json");
    case ROUTE_SITEMAP:
        return STR("sitemap.xml");
    case ROUTE_ROBOTS:
        return STR("robots.txt");
    case ROUTE_ALIAS:
        return STR("alias.html");
    case ROUTE_REDIRECTS:
        return STR("redirects.txt");
    case ROUTE_HEADERS:
        return STR("headers.txt");
    case ROUTE_SNIPPET_EMBED:
        return STR("snippet-embed.html");
    case ROUTE_SNIPPET_OEMBED:
        return STR("snippet-oembed.json");
    case ROUTE_SNIPPET_RUN:
        return STR("snippet-run.json");
    case ROUTE_SNIPPETS_JSON:
        return STR("snippets.json");
    case ROUTE_SNIPPETS_SCHEMA:
        return STR("snippets-schema.json");
    case ROUTE_RESOURCE:
    case ROUTE_PLUGIN:
    case ROUTE_TEXT:
    case ROUTE_ENGINE:
        break;
    }
    return (Str){0};
}

/* Said once for a name, and not where the template is there but has errors. */
static bool no_template(const Build *b, const Route *r, Str name, DiagList *d)
{
    const Map *all = &b->theme.templates;
    Str *names = ARENA_ARRAY(d->arena, Str, all->len);

    if (map_get(all, name))
        return false;
    for (size_t i = 0; i < all->len; i++)
        names[i] = all->entries[i].key;
    const Source *src = r->page && r->page->src.path.len ? &r->page->src : NULL;
    Span at = src ? r->page->fm.layout_at : (Span){0};
    Diag *one = diag_add(d, TEMPLATE_MISSING, src, at, STRS(name));
    diag_suggest(d, one, text_closest(name, names, all->len));
    return false;
}

/* What there was something to say about is made again the next time, to say it
 * again. */
static void write_file(Build *b, Worker *w, const Route *r, Str bytes,
                       DiagList *d)
{
    OutputFile file = {.path = r->output, .bytes = bytes};

    if (output_put(&b->output, &w->values, &file, d) && !d->first)
        recall_made(b, w, (size_t)(r - b->site->routes.items), file.stamp);
}

Str render_copied(const Build *b, Arena *a, const Route *r)
{
    if (r->kind == ROUTE_RESOURCE)
        return r->resource->path;
    return r->kind == ROUTE_ENGINE
               ? path_join(a, b->config.snippets_engines, r->target)
               : (Str){0};
}

static void copy_file(Build *b, Worker *w, const Route *r, DiagList *d)
{
    Str path = render_copied(b, &w->keep, r);
    Str from = path_join(&w->scratch, b->options->root, path);
    Str bytes;
    int err = os_read_file(&w->scratch, from, RESOURCE_LARGEST, &bytes);

    if (err) {
        Source *src = ARENA_NEW(&w->keep, Source);
        src->path = path;
        diag_add(d, FILE_UNREADABLE, src, (Span){0}, STRS(os_error(err)));
        return;
    }
    write_file(b, w, r, bytes, d);
}

static uint64_t nanoseconds(void)
{
    return (uint64_t)os_monotonic_ns();
}

bool render_route(Build *b, Worker *w, const Route *r, Buf *out, DiagList *d)
{
    Str name = template_name(r);
    const Template *t = template_find(&b->templates, name);
    PageContext context = context_of(b->site, r);

    if (!t)
        return no_template(b, r, name, d);
    RenderJob render = {
        .set = &b->templates,
        .reader = {.arena = &w->values, .observer = recall_observer(b, w)},
        .host = &context,
        .page = r->page && r->page->src.path.len ? r->page->src.path : r->url,
        .times = b->times ? b->times[w->index] : NULL,
        .clock = nanoseconds,
    };
    reader_used(&render.reader, STR("template"), name);
    context.assets = &b->assets;
    context.plugins = &b->plugins;
    context.worker = w->index;
    context.markdown = convert_text;
    context.pipeline = &b->convert;
    context.scratch = &w->scratch;
    context.diags = d;
    context.observer = render.reader.observer;
    render.globals = b->globals[context.lang->index];
    render.context = context_names(&w->values, &context);
    return template_render(t, &render, out, d);
}

bool render_text(Build *b, Worker *w, const Route *r, Str *text, DiagList *d)
{
    /* Values go elsewhere, so that this can grow at the end of scratch. */
    Buf out = buf_in(&w->scratch);
    Reader reader = {.arena = &w->values, .observer = recall_observer(b, w)};
    bool good = true;

    if (r->kind == ROUTE_PLUGIN) {
        /* Which plugins there are decides who is asked below. */
        reader_used(&reader, STR("plugins"), (Str){0});
        buf_put(&out, r->text);
    } else if (r->kind == ROUTE_TEXT) {
        buf_put(&out, r->text);
    } else {
        good = render_route(b, w, r, &out, d);
    }
    *text = buf_str(&out);
    return good && hook_output(&b->plugins, &reader, w->index, r, text, d);
}

static void write_rendered(Build *b, Worker *w, const Route *r, DiagList *d)
{
    Str text;

    if (render_text(b, w, r, &text, d))
        write_file(b, w, r, text, d);
}

static void write_route(Worker *w, void *job, size_t i)
{
    const Rendering *rendering = job;
    Build *b = rendering->b;
    const Route *r = &b->site->routes.items[i];
    DiagList *d = &rendering->diags[i];

    *d = (DiagList){.arena = &w->keep};
    recall_begin(b, w);
    if (b->recall.routes && b->recall.routes[i].fresh) {
        output_skip(&b->output);
        return;
    }
    /* Of a page with an error the last good output stays. */
    if (r->kind == ROUTE_PAGE && r->page->body && r->page->body->faulty &&
        output_keep(&b->output, &w->scratch, r->output))
        return;
    if (r->kind == ROUTE_RESOURCE || r->kind == ROUTE_ENGINE)
        copy_file(b, w, r, d);
    else
        write_rendered(b, w, r, d);
}

static void write_assets(Build *b)
{
    Arena scratch = {0};

    for (size_t i = 0; i < b->assets.len; i++) {
        const Asset *asset = b->assets.entries[i].value;
        OutputFile file = {.path = asset->output, .bytes = asset->bytes};
        if (recall_asset(b, asset))
            output_skip(&b->output);
        else if (output_put(&b->output, &scratch, &file, b->d))
            recall_made_asset(b, asset, file.stamp);
    }
    arena_free(&scratch);
}

static void expect_all(Build *b)
{
    for (size_t i = 0; i < b->site->routes.len; i++) {
        const Route *r = &b->site->routes.items[i];
        Str source = r->resource ? r->resource->path
                     : r->page   ? r->page->src.path
                     : r->plugin ? r->plugin->path
                                 : (Str){0};
        output_expect(&b->output, r->output, source);
    }
    for (size_t i = 0; i < b->assets.len; i++) {
        const Asset *asset = b->assets.entries[i].value;
        output_expect(&b->output, asset->output, (Str){0});
    }
}

static void start_times(Build *b)
{
    size_t n = b->templates.templates.len;

    if (!b->options->timings)
        return;
    b->times = ARENA_ARRAY(b->arena, TemplateTime *, (size_t)b->nworkers);
    for (int i = 0; i < b->nworkers; i++)
        b->times[i] = ARENA_ARRAY(b->arena, TemplateTime, n);
}

static void sum_times(Build *b)
{
    const Map *all = &b->templates.templates;

    if (!b->times)
        return;
    Str *names = ARENA_ARRAY(b->arena, Str, all->len);
    TemplateTime *sum = ARENA_ARRAY(b->arena, TemplateTime, all->len);
    for (size_t i = 0; i < all->len; i++) {
        names[i] = all->entries[i].key;
        for (int w = 0; w < b->nworkers; w++) {
            sum[i].calls += b->times[w][i].calls;
            sum[i].nanoseconds += b->times[w][i].nanoseconds;
        }
    }
    b->summary->templates = names;
    b->summary->times = sum;
    b->summary->ntemplates = all->len;
}

void render_prepare(Build *b)
{
    const Site *site = b->site;

    assets_publish(b->arena, &b->config, &b->theme.assets, &b->assets);
    load_templates(b);
    b->globals = ARENA_ARRAY(b->arena, Value, site->nlanguages);
    for (size_t i = 0; i < site->nlanguages; i++)
        b->globals[i] =
            context_globals(b->arena, &site->languages[i], &b->plugins);
    start_times(b);
}

/* Those of plugins, which may look at all that is there. */
static void add_routes(Build *b)
{
    PageContext asker = {
        .site = b->site,
        .lang = &b->site->languages[b->site->default_lang],
        .assets = &b->assets,
        .plugins = &b->plugins,
        .pipeline = &b->convert,
    };

    hook_routes(&asker, b->arena, b->site, &b->kept, b->d);
}

void stage_render(Build *b)
{
    Map seen = {0};
    Rendering job = {.b = b};

    render_prepare(b);
    add_routes(b);
    if (b->options->look) {
        b->options->look(b->options->look_context, b);
        return;
    }
    size_t n = b->site->routes.len;
    job.diags = ARENA_ARRAY(b->arena, DiagList, n);
    if (b->options->clean)
        output_clean(&b->output);
    expect_all(b);
    if (!output_begin(&b->output, b->d))
        return; /* nothing could be written */
    recall_routes(b);
    write_assets(b); /* first, so that no page is without its style */
    pool_run(b->workers, b->nworkers, write_route, &job, n);
    for (size_t i = 0; i < n; i++)
        b->summary->rendered += !b->recall.routes || !b->recall.routes[i].fresh;
    for (size_t i = 0; i < n; i++)
        diag_join_once(b->d, &job.diags[i], &seen);
    diag_note_repeats(b->d, &seen);
    sum_times(b);
}
