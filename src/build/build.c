#include "build/stages.h"

#include "base/version.h"
#include "build/hooks.h"
#include "os/fs.h"
#include "os/sys.h"

enum { MESSAGE_LARGEST = 16 << 20 };

Str build_stage_name(BuildStage s)
{
    static const char *const names[STAGES] = {"prepare",  "discover", "parse",
                                              "assemble", "convert",  "render",
                                              "finish"};

    return str_of(names[s]);
}

void stage_parse(Build *b)
{
    b->parse = (ParseJob){
        .arena = b->arena,
        .root = b->options->root,
        .config = &b->config,
        .languages = b->languages,
        .shortcodes = &b->plugins.shortcodes,
        .code = &b->plugins.code,
        .plugins = &b->plugins,
        .ids = b->theme.ids,
        .nids = b->theme.nids,
        .workers = b->workers,
        .nworkers = b->nworkers,
        .build = b,
    };
    recall_pages(b);
    parse_all(&b->parse, &b->found, b->d, &b->parsed);
}

typedef struct {
    Typesetter base;
    Build *b;
} Titles;

static Str set_title(Typesetter *t, Arena *a, int lang, Str text)
{
    Build *b = ((Titles *)t)->b;

    return markdown_typeset(a, &b->workers[0].scratch,
                            &b->languages[lang].typography, text);
}

void stage_assemble(Build *b)
{
    Titles titles = {{set_title}, b};
    const Locale **locales =
        ARENA_ARRAY(b->arena, const Locale *, b->config.nlanguages);
    SiteParts parts = {
        .config = &b->config,
        .locales = locales,
        .parsed = b->parsed.pages,
        .nparsed = b->parsed.npages,
        .resources = b->parsed.resources,
        .nresources = b->parsed.nresources,
        .now = b->options->now,
        .version = STR(BIFOLIO_VERSION),
        .typesetter = &titles.base,
        .snippets = &b->snippets,
    };

    for (size_t i = 0; i < b->config.nlanguages; i++)
        locales[i] = &b->languages[i].locale;
    for (int i = 0; i < TAXONOMIES; i++)
        parts.registries[i] = b->has_registry[i] ? &b->registries[i] : NULL;
    build_engines(b->arena, b->options->root, &b->config, b->d, &parts.engines);
    b->site = site_assemble(b->arena, &parts, b->d);
    b->plugins.host.data = hook_ready(&b->plugins, b->arena, b->site, b->d);
}

static void expect_code(Build *b)
{
    size_t blocks = 0;

    for (size_t i = 0; i < b->parsed.npages; i++)
        blocks += b->parsed.texts[i].doc.facts.code.len;
    site_plugins_expect(&b->plugins, b->arena, blocks);
}

void stage_convert(Build *b)
{
    b->convert = (ConvertJob){
        .arena = b->arena,
        .site = b->site,
        .languages = b->languages,
        .plugins = &b->plugins,
        .parse = &b->parse,
        .texts = b->parsed.texts,
        .workers = b->workers,
        .nworkers = b->nworkers,
        .build = b,
    };
    expect_code(b);
    recall_bodies(b);
    convert_all(&b->convert, b->d);
}

/* What sources with errors made before is kept.  A page's error need not stand
 * in the page: it may be a plugin's. */
void stage_finish(Build *b)
{
    for (const Diag *d = b->d->first; d; d = d->next)
        if (d->src && diag_level(d->code) == DIAG_ERROR)
            map_add(&b->kept, b->arena, d->src->path, b);
    for (size_t i = 0; i < b->parsed.npages; i++)
        if (!b->parsed.pages[i].good)
            map_add(&b->kept, b->arena, b->parsed.pages[i].src.path, b);
    output_finish(&b->output, &b->kept, b->d);
}

static void tick(void *context, size_t begun, size_t total)
{
    const Build *b = context;

    b->options->progress(b->options->context, b->stage, begun, total);
}

/* The stage is over, the next begins. */
static int64_t lap(Build *b, BuildStage stage, int64_t since)
{
    int64_t now = os_monotonic_ns();

    b->summary->stages[stage] = now - since;
    b->stage = stage < STAGE_FINISH ? stage + 1 : stage;
    if (b->options->progress)
        tick(b, 0, 0);
    return now;
}

static void warn_of_drift(Build *b)
{
    for (size_t i = 0; i < b->snippets.named.len; i++)
        snippet_warn_drift(b->snippets.named.items[i], b->d);
}

/* The way of the data: build.h lists the stages. */
static void run(Build *b)
{
    int64_t t = os_monotonic_ns();

    recall_open(b);
    if (recall_unchanged(b) || !stage_prepare(b))
        return;
    t = lap(b, STAGE_PREPARE, t);
    discover(b->arena, b->options->root, output_folder(b), &b->recall.sources,
             b->d, &b->found);
    if (!b->found.exists)
        return;
    t = lap(b, STAGE_DISCOVER, t);
    stage_parse(b);
    t = lap(b, STAGE_PARSE, t);
    const Diag *since = b->d->last;
    stage_snippets(b);
    warn_of_drift(b);
    stage_check(b);
    recall_spoken(b, since);
    if (b->blocked || recall_lost(b))
        return;
    stage_assemble(b);
    t = lap(b, STAGE_ASSEMBLE, t);
    stage_convert(b);
    t = lap(b, STAGE_CONVERT, t);
    stage_render(b);
    t = lap(b, STAGE_RENDER, t);
    if (recall_lost(b))
        return;
    stage_finish(b);
    lap(b, STAGE_FINISH, t);
}

static void summarise(Build *b)
{
    BuildSummary *s = b->summary;
    size_t *pages = ARENA_ARRAY(b->arena, size_t, b->config.nlanguages);

    if (s->pages)
        return; /* nothing was to be done */
    s->pages = pages;
    s->written = b->output.written;
    s->unchanged = b->output.unchanged;
    s->removed = b->output.removed;
    for (size_t i = 0; b->site && i < b->site->routes.len; i++) {
        const Route *r = &b->site->routes.items[i];
        if (r->kind == ROUTE_PAGE && r->lang >= 0)
            pages[r->lang]++;
        s->files += r->kind == ROUTE_RESOURCE || r->kind == ROUTE_PLUGIN;
    }
    s->files += b->assets.len;
    s->plugins = site_plugins_times(&b->plugins, b->arena, b->nworkers);
}

/* Messages may be about files that nobody had to read. */
static const Source *with_text(Build *b, Map *read, const Source *src)
{
    if (!src || src->text.len || !path_inside(src->path, STR("content")))
        return src;
    void **slot = map_at(read, b->arena, src->path);
    if (!*slot) {
        Source *full = *slot = ARENA_NEW(b->arena, Source);
        full->path = src->path;
        os_read_file(b->arena, path_join(b->arena, b->options->root, src->path),
                     MESSAGE_LARGEST, &full->text);
    }
    return *slot;
}

static void show_texts(Build *b)
{
    Map read = {0};

    for (Diag *d = b->said ? b->said->next : b->d->first; d; d = d->next) {
        if (d->at.end)
            d->src = with_text(b, &read, d->src);
        for (Diag *n = d->notes; n; n = n->next)
            if (n->at.end)
                n->src = with_text(b, &read, n->src);
    }
}

static Build *begin(Arena *a, const BuildOptions *o, DiagList *d,
                    BuildSummary *summary)
{
    Build *b = ARENA_NEW(a, Build);
    int jobs = o->jobs > 0 ? o->jobs : os_processors();

    b->arena = a;
    b->options = o;
    b->d = d;
    b->errors = d->errors;
    b->said = d->last;
    b->summary = summary;
    b->nworkers = jobs < POOL_MAX ? jobs : POOL_MAX;
    b->workers = ARENA_ARRAY(a, Worker, (size_t)b->nworkers);
    for (int i = 0; i < b->nworkers; i++)
        b->workers[i].index = i;
    b->workers[0].tick = o->progress ? tick : NULL;
    b->workers[0].context = b;
    markdown_init();
    return b;
}

static bool end(Build *b)
{
    recall_close(b);
    site_plugins_close(&b->plugins, b->nworkers);
    for (int i = 0; i < b->nworkers; i++) {
        arena_join(b->arena, &b->workers[i].keep);
        arena_free(&b->workers[i].scratch);
        arena_free(&b->workers[i].values);
    }
    return b->d->errors == b->errors;
}

/* Once more, knowing nothing: what was known has been lost on the way. */
static Build *begin_again(Build *b, const DiagList *before)
{
    DiagList *d = b->d;

    end(b);
    *d = *before;
    if (d->last)
        d->last->next = NULL;
    *b->summary = (BuildSummary){0};
    b = begin(b->arena, b->options, d, b->summary);
    b->forget = true;
    return b;
}

bool build_site(Arena *a, const BuildOptions *o, DiagList *d, BuildSummary *out)
{
    int64_t start = os_monotonic_ns();
    DiagList before = *d;
    Build *b = begin(a, o, d, out);

    *out = (BuildSummary){0};
    run(b);
    if (recall_lost(b)) {
        b = begin_again(b, &before);
        run(b);
    }
    summarise(b);
    show_texts(b);
    recall_save(b);
    bool good = end(b);
    out->nanoseconds = os_monotonic_ns() - start;
    return good;
}

/* As far as all snippets are known; false if not even the site can be read. */
static bool look(Build *b)
{
    BuildOptions *o = ARENA_NEW(b->arena, BuildOptions);

    *o = *b->options;
    o->apart = true; /* every text is wanted whole */
    b->options = o;
    b->looking = true;
    recall_open(b);
    if (!stage_prepare(b))
        return false;
    discover(b->arena, b->options->root, output_folder(b), &b->recall.sources,
             b->d, &b->found);
    if (!b->found.exists)
        return false;
    stage_parse(b);
    stage_snippets(b);
    return true;
}

bool build_snippets(Arena *a, const BuildOptions *o, DiagList *d,
                    const SnippetSet **out)
{
    BuildSummary *summary = ARENA_NEW(a, BuildSummary);
    Build *b = begin(a, o, d, summary);

    *out = look(b) ? &b->snippets : NULL;
    return end(b);
}

bool build_survey(Arena *a, const BuildOptions *o, bool check, DiagList *d,
                  BuildSurvey *out)
{
    BuildSummary *summary = ARENA_NEW(a, BuildSummary);
    Build *b = begin(a, o, d, summary);

    *out = (BuildSurvey){0};
    if (look(b)) {
        if (check)
            stage_check(b);
        stage_assemble(b);
        *out = (BuildSurvey){&b->snippets, b->site};
    }
    return end(b);
}
