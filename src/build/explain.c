#include "build/explain.h"

#include "base/text.h"
#include "build/explain_parts.h"
#include "build/hooks.h"
#include "os/fs.h"

enum { FILE_LARGEST = 1 << 30 };

void explain_put(const Explaining *e, Str key, Str text)
{
    if (text.len)
        dict_put_str(e->out, e->a, key, value_str(text));
}

Dict *explain_row(const Explaining *e, List *list)
{
    Dict *row = dict_new(e->a);

    list_push(list, e->a, value_dict(row));
    return row;
}

void explain_put_list(const Explaining *e, Str key, List *list)
{
    if (list->len)
        dict_put_str(e->out, e->a, key, value_list(list));
}

/* ---- which */

/* "https://site.example/en/a?b#c" -> "/en/a" */
static Str without_host(Str what)
{
    what = str_cut(str_cut(what, '#').head, '?').head;
    StrCut scheme = str_cut_text(what, STR("://"));

    if (!scheme.found)
        return what;
    size_t path = str_find(scheme.tail, '/');
    return path == SIZE_MAX ? STR("/") : str_drop(scheme.tail, path);
}

static bool is_address(const Route *r, Str what)
{
    Str url = r->url;

    if (str_eq(url, what))
        return true;
    /* "/en/a" and "/en/a/index.html" of "/en/a/" */
    return str_ends(url, STR("/")) && str_starts(what, STR("/")) &&
           (str_eq(str_take(url, url.len - 1), what) ||
            (str_starts(what, url) &&
             str_eq(str_drop(what, url.len), STR("index.html"))));
}

static Str source_of(const Explaining *e, const Route *r)
{
    Str copied = render_copied(e->b, e->a, r);

    return copied.len  ? copied
           : r->page   ? r->page->src.path
           : r->plugin ? r->plugin->path
                       : (Str){0};
}

/* A page's source stands for its first page, not for its feeds or aliases. */
static bool is_file(const Explaining *e, const Route *r, Str what)
{
    Str out = path_join(e->a, e->b->config.out, r->output);
    bool first = r->kind == ROUTE_RESOURCE ||
                 (r->kind == ROUTE_PAGE && (!r->pager || r->pager->number < 2));

    return str_eq(what, r->output) || str_eq(what, out) ||
           (first && str_eq(what, source_of(e, r)));
}

static const Route *find_route(const Explaining *e, Str what)
{
    const Site *site = e->b->site;
    Str file;

    what = without_host(what);
    for (size_t i = 0; i < site->routes.len; i++)
        if (is_address(&site->routes.items[i], what))
            return &site->routes.items[i];
    if (!path_normalize(e->a, what, &file))
        return NULL;
    for (size_t i = 0; i < site->routes.len; i++)
        if (is_file(e, &site->routes.items[i], file))
            return &site->routes.items[i];
    return NULL;
}

/* A page that is not on the site: it has a source, and a reason. */
static bool find_absent(Explaining *e, Str what)
{
    static const Str names[] = {STR_INIT("published"), STR_INIT("draft"),
                                STR_INIT("future"), STR_INIT("expired")};
    const Build *b = e->b;

    for (size_t i = 0; i < b->site->written.len; i++) {
        const Page *p = b->site->written.items[i];
        if (!str_eq(p->src.path, what) || p->status == STATUS_PUBLISHED)
            continue;
        explain_put(e, STR("source"), what);
        explain_put(e, STR("status"), names[p->status]);
        explain_values(e, p);
        return true;
    }
    for (size_t i = 0; i < b->parsed.npages; i++) {
        if (b->parsed.pages[i].good ||
            !str_eq(b->parsed.pages[i].src.path, what))
            continue;
        explain_put(e, STR("source"), what);
        explain_put(e, STR("status"), STR("error"));
        return true;
    }
    return false;
}

static void unknown(Explaining *e, Str what)
{
    const Site *site = e->b->site;
    Str *names = ARENA_ARRAY(e->a, Str, 2 * site->routes.len);
    size_t n = 0;

    for (size_t i = 0; i < site->routes.len; i++) {
        names[n++] = site->routes.items[i].url;
        names[n++] = source_of(e, &site->routes.items[i]);
    }
    Diag *one = diag_add(e->d, e->unknown, NULL, (Span){0}, STRS(e->what));
    diag_suggest(e->d, one, text_closest(without_host(what), names, n));
}

/* ---- what it is */

static Str kind_of(const Route *r)
{
    static const Str names[] = {
        [ROUTE_PAGE] = STR_INIT("page"),
        [ROUTE_FEED_ATOM] = STR_INIT("feed.atom"),
        [ROUTE_FEED_JSON] = STR_INIT("feed.json"),
        [ROUTE_SITEMAP] = STR_INIT("sitemap"),
        [ROUTE_ROBOTS] = STR_INIT("robots"),
        [ROUTE_ALIAS] = STR_INIT("alias"),
        [ROUTE_REDIRECTS] = STR_INIT("redirects"),
        [ROUTE_HEADERS] = STR_INIT("headers"),
        [ROUTE_RESOURCE] = STR_INIT("resource"),
        [ROUTE_PLUGIN] = STR_INIT("plugin"),
        [ROUTE_TEXT] = STR_INIT("text"),
        [ROUTE_ENGINE] = STR_INIT("engine"),
        [ROUTE_SNIPPET_EMBED] = STR_INIT("snippet.embed"),
        [ROUTE_SNIPPET_OEMBED] = STR_INIT("snippet.oembed"),
        [ROUTE_SNIPPET_RUN] = STR_INIT("snippet.run"),
        [ROUTE_SNIPPETS_JSON] = STR_INIT("snippets.json"),
        [ROUTE_SNIPPETS_SCHEMA] = STR_INIT("snippets.schema"),
    };

    return names[r->kind];
}

static void put_route(Explaining *e, const Route *r)
{
    explain_put(e, STR("url"), r->url);
    explain_put(e, STR("output"), r->output);
    explain_put(e, STR("kind"), kind_of(r));
    explain_put(e, STR("source"), source_of(e, r));
    if (r->lang >= 0)
        explain_put(e, STR("language"), config_code(&e->b->config, r->lang));
    explain_put(e, STR("target"), r->target);
    if (r->kind != ROUTE_PAGE)
        return;
    explain_put(e, STR("page"), page_kind_name(r->page->kind));
    explain_values(e, r->page);
}

/* ---- its file, now and before */

static bool make(Explaining *e, const Route *r, Str *text)
{
    Worker *w = &e->b->workers[0];
    DiagList unsaid = {.arena = e->a};
    Str from = render_copied(e->b, e->a, r);

    if (!from.len)
        return render_text(e->b, w, r, text, &unsaid);
    from = path_join(e->a, e->b->options->root, from);
    return os_read_file(e->a, from, FILE_LARGEST, text) == 0;
}

static void compare_file(Explaining *e, const Route *r, Str made)
{
    Str path = path_join(e->a, output_folder(e->b), r->output), there;

    if (os_read_file(e->a, path, FILE_LARGEST, &there) != 0)
        explain_put(e, STR("file"), STR("missing"));
    else
        explain_put(e, STR("file"),
                    str_eq(there, made) ? STR("current") : STR("other"));
}

static void put_story(Explaining *e, const Route *r)
{
    Build *b = e->b;
    Worker *w = &b->workers[0];
    Str made = {0};

    answers_init(&b->recall.answers, b->arena, b->site);
    b->recall.logs = ARENA_ARRAY(b->arena, ReadLog, (size_t)b->nworkers);
    for (int i = 0; i < b->nworkers; i++)
        reads_open(&b->recall.logs[i], &b->workers[i].keep, &b->recall.answers);
    recall_begin(b, w);
    bool good = make(e, r, &made);
    explain_reads(e, &b->recall.logs[0]);
    explain_plugins(e, r, &b->recall.logs[0]);
    if (good)
        compare_file(e, r, made);
    explain_last(e, r->output);
}

/* ---- the whole */

/* Of all that was said, what is about it. */
static void keep_about(DiagList *said, Str source, DiagList *d)
{
    Diag *next;

    for (Diag *one = said->first; one; one = next) {
        bool error = diag_level(one->code) == DIAG_ERROR;
        next = one->next;
        one->next = NULL;
        if (one->src && str_eq(one->src->path, source))
            diag_join(d, &(DiagList){said->arena, one, one, error, !error});
    }
}

static void look(void *context, Build *b)
{
    Explaining *e = context;
    const Route *r;

    e->b = b;
    r = find_route(e, e->what);
    if (r) {
        put_route(e, r);
        put_story(e, r);
        e->found = true;
    } else {
        e->found = find_absent(e, e->what);
    }
    if (!e->found)
        unknown(e, e->what);
}

bool build_explain(Arena *a, const BuildOptions *o, Str what, DiagCode code,
                   DiagList *d, Value *out)
{
    MemoryOutput nothing = {0};
    Explaining e = {.a = a, .what = what, .unknown = code, .d = d};
    DiagList said = {.arena = a};
    BuildOptions options = *o;
    BuildSummary summary;

    options.apart = true;
    options.memory = &nothing;
    options.look = look;
    options.look_context = &e;
    e.out = dict_new(a);
    build_site(a, &options, &said, &summary);
    memory_close(&nothing);
    *out = value_dict(e.out);
    const Value *source = dict_get_str(e.out, STR("source"));
    if (source)
        keep_about(&said, source->as.s, d);
    else if (!e.b)
        diag_join(d, &said);
    return e.found;
}
