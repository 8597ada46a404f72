#include "build/convert.h"

#include "build/call.h"
#include "build/hooks.h"
#include "build/snippets_html.h"
#include "build/xml.h"
#include "os/sys.h"

/* Where links of a page lead, and what is wrong with them. */
typedef struct {
    LinkResolver base;
    const Site *site;
    const Page *page;
    DiagList *d;
    bool apart; /* what is written stands in other pages too */
    bool absolute;
    Observer *observer;  /* or NULL */
    const Source *piece; /* in which they stand; NULL: the page's own text */
} Links;

/* Where it leads is an answer too, known by who asks for what. */
static void tell(const Links *l, Arena *a, const Link *link)
{
    if (!l->observer)
        return;
    Str name = str_printf(a, STR_FMT "%c%d%c" STR_FMT, STR_ARG(l->page->url), 0,
                          (int)link->kind, 0, STR_ARG(link->target));
    l->observer->used(l->observer, STR("link"), name);
}

static LinkTarget resolve(LinkResolver *r, Arena *a, const Link *link)
{
    Links *l = (Links *)r;
    const Diag *before = l->d->last;
    LinkTarget to = site_resolve_link(l->site, a, l->page, link, l->d);

    if (!to.external)
        tell(l, a, link);
    if (l->piece && l->d->last != before)
        l->d->last->src = l->piece;
    if (to.external || to.broken || !to.url.len)
        return to;
    if (l->apart && str_starts(to.url, STR("#")))
        to.url = str_printf(a, STR_FMT STR_FMT, STR_ARG(l->page->url),
                            STR_ARG(to.url));
    if (l->absolute)
        to.url = site_permalink(l->site, a, to.url);
    return to;
}

typedef struct {
    BodyWriter writer; /* first, so that one can be had from the other */
    const ConvertJob *job;
    DiagList *diags; /* one a page */
    Str **made;      /* by page and index: what shortcodes gave */
} Converting;

static ParsedText *text_of(const Page *p)
{
    return (ParsedText *)(void *)p->doc;
}

static size_t text_index(const Converting *c, const Page *p)
{
    return (size_t)(text_of(p) - c->job->texts);
}

/* A text with its tree. */
typedef struct {
    const Source *src;
    const MarkdownDoc *doc;
} OpenText;

/* 0 or an errno value. */
static int open_text(const Converting *c, Arena *a, Arena *scratch,
                     const Page *p, OpenText *out)
{
    const ParsedText *t = text_of(p);

    *out = (OpenText){&p->src, &t->doc};
    if (!t->kept)
        return 0;
    Source *src = ARENA_NEW(a, Source);
    MarkdownDoc *doc = ARENA_NEW(a, MarkdownDoc);
    *out = (OpenText){src, doc};
    return parse_again(c->job->parse, a, scratch, p, src, doc);
}

/* All that is asked while one text is written. */
typedef struct {
    Links links;
    SiteCode code;
    SnippetCode snippets;
    SiteCalls calls;
    PageContext asker; /* of Markdown, for plugins */
    MarkdownRender render;
} Writing;

/* For a page; `w` is NULL where nothing is made that was not made before. */
static void writing_of(const Converting *c, const Page *p, const OpenText *text,
                       Worker *w, DiagList *d, Writing *out)
{
    const SitePlugins *plugins = c->job->plugins;
    Observer *observer = w ? recall_observer(c->job->build, w) : NULL;
    int worker = w ? w->index : -1;

    *out = (Writing){
        .links = {.base = {resolve},
                  .site = c->job->site,
                  .page = p,
                  .d = d,
                  .apart = !w,
                  .observer = observer},
        .code = {.plugins = plugins,
                 .worker = worker,
                 .observer = observer,
                 .src = text->src,
                 .page = p->src.path,
                 .d = d},
        .calls = {.plugins = plugins,
                  .worker = worker,
                  .observer = observer,
                  .asker = &out->asker,
                  .page = p,
                  .src = text->src,
                  .doc = &text->doc->facts,
                  .unknown = hook_unknown,
                  .made = c->made[p->index],
                  .d = d},
        .asker = {.site = c->job->site,
                  .lang = &c->job->site->languages[p->lang],
                  .page = p,
                  .plugins = plugins,
                  .worker = worker,
                  .pipeline = c->job,
                  .observer = observer},
    };
    out->snippets = (SnippetCode){.inner = site_code(&out->code),
                                  .page = p,
                                  .observer = out->code.observer,
                                  .doc = &text->doc->facts,
                                  .apart = !w};
    out->render = (MarkdownRender){
        .links = &out->links.base,
        .code = snippet_code(&out->snippets),
        .shortcodes = site_calls(&out->calls),
        .labels = &c->job->languages[p->lang].labels,
    };
}

/* What shortcodes gave has the addresses of the page. */
static Str *absolute_calls(const Converting *c, Arena *a, const Page *p,
                           const Str *made)
{
    size_t n = p->doc->shortcodes.len;
    Str *out = ARENA_ARRAY(a, Str, n);

    for (size_t i = 0; i < n; i++)
        out[i] = made ? absolute_html(c->job->site, a, p, made[i]) : (Str){0};
    return out;
}

static PageRest *rest_of(const Converting *c, const Page *p, Arena *a)
{
    return recall_rest(c->job->build, text_index(c, p), a);
}

/* It is relied on by now. */
static const PageRest *rest_needed(const Converting *c, const Page *p, Arena *a)
{
    static const PageRest none;
    const PageRest *rest = rest_of(c, p, a);

    if (rest && rest->calls.len == p->doc->shortcodes.len)
        return rest;
    recall_lose(c->job->build);
    return &none;
}

/* Ours is well-formed; what authors and plugins write may be not. */
static bool is_ours(const Converting *c, const Document *doc)
{
    return !doc->raw_html &&
           (!c->job->plugins->set || doc->code.len + doc->shortcodes.len == 0);
}

static Str make_xml(const Converting *c, Arena *a, Arena *scratch,
                    const Page *p)
{
    DiagList unsaid = {.arena = scratch}; /* said when the HTML was made */
    Buf b = buf_in(a);
    Arena own = {0};
    OpenText text;
    Writing w;
    bool good = open_text(c, scratch, &own, p, &text) == 0;

    if (good) {
        writing_of(c, p, &text, NULL, &unsaid, &w);
        w.links.absolute = true;
        if (text_of(p)->stands) {
            const PageRest *rest = rest_needed(c, p, scratch);
            w.calls.made = rest->calls.items;
            w.code.known = &rest->code;
        }
        w.calls.made = absolute_calls(c, scratch, p, w.calls.made);
        w.render.xml = true;
        w.render.bare = true;
        markdown_render(&b, &own, text.doc, &w.render);
        good = xml_characters(buf_str(&b)) &&
               (is_ours(c, p->doc) || xml_well_formed(scratch, buf_str(&b)));
    }
    arena_free(&own);
    return good ? buf_str(&b) : (Str){0};
}

static Str write_xml(BodyWriter *w, Arena *a, const Page *p)
{
    const Converting *c = (const Converting *)w;
    Arena scratch = {0};

    if (!p->doc)
        return (Str){0};
    Str xml = make_xml(c, a, &scratch, p);
    arena_free(&scratch);
    return xml;
}

static Str read_html(BodyWriter *w, Arena *a, const Page *p)
{
    return rest_needed((const Converting *)w, p, a)->html;
}

static Str read_source(BodyWriter *w, Arena *a, const Page *p)
{
    const Converting *c = (const Converting *)w;
    Source src = p->src;

    parse_read(c->job->parse, a, p, &src);
    return src.text;
}

/* ---- bodies */

/* What handlers made of code in the past is what they would make of it now, as
 * long as they are the same and have relied on nothing else. */
static void remember_code(const Converting *c, Worker *w, const Page *p)
{
    const SitePlugins *plugins = c->job->plugins;
    PageRest *rest = p->doc->code.len ? rest_of(c, p, &w->keep) : NULL;

    if (!rest || !digest_eq(rest->plugins, site_plugins_digest(plugins)))
        return;
    for (size_t i = 0; i < rest->code.len; i++)
        if (!rest->code.items[i].uses.len)
            code_cache_put(&plugins->cache, &rest->code.items[i]);
}

static void make_body(const Converting *c, Worker *w, const Page *p,
                      const OpenText *text, PageRest *out, DiagList *d)
{
    const SitePlugins *plugins = c->job->plugins;
    const Document *doc = &text->doc->facts;
    Reader reader = {.observer = recall_observer(c->job->build, w)};
    DiagList unsaid = {.arena = &w->scratch};
    Buf b = buf_in(&w->keep);
    Writing writing;

    if (doc->code.len + doc->shortcodes.len)
        reader_used(&reader, STR("plugins"), (Str){0});
    writing_of(c, p, text, w, d, &writing);
    writing.code.made = &out->code;
    markdown_render(&b, &w->scratch, text->doc, &writing.render);
    out->html = hook_rendered(&writing.asker, buf_take(&b), d);
    out->plugins = site_plugins_digest(plugins);
    out->calls.items = c->made[p->index];
    out->calls.len = doc->shortcodes.len;
    writing_of(c, p, text, NULL, &unsaid, &writing);
    MarkdownSummary s =
        markdown_summary(&w->keep, &w->scratch, text->doc, &writing.render,
                         (size_t)c->job->site->config->summary_words);
    p->body->html = out->html;
    p->body->summary = s.html;
    p->body->summary_text = s.text;
    p->body->truncated = s.truncated;
}

/* As it was made before. */
static void keep_body(const Page *p, const PageHead *kept)
{
    p->body->away = true;
    p->body->summary = kept->summary;
    p->body->summary_text = kept->summary_text;
    p->body->truncated = kept->truncated;
}

static void convert_page(Worker *w, void *job, size_t i)
{
    Converting *c = job;
    const Page *p = c->job->site->pages.items[i];
    DiagList *d = &c->diags[i];
    ParsedText *t = text_of(p);
    PageRest *rest;
    OpenText text;

    *d = (DiagList){.arena = &w->keep};
    if (!t)
        return;
    if (t->stands) {
        keep_body(p, t->kept);
        return;
    }
    remember_code(c, w, p);
    int err = open_text(c, &w->keep, &w->values, p, &text);
    if (err) {
        diag_add(d, FILE_UNREADABLE, &p->src, (Span){0}, STRS(os_error(err)));
        p->body->faulty = true;
        return;
    }
    rest = ARENA_NEW(&w->keep, PageRest);
    c->made[i] = ARENA_ARRAY(&w->keep, Str, text.doc->facts.shortcodes.len);
    recall_begin(c->job->build, w);
    make_body(c, w, p, &text, rest, d);
    p->body->faulty |= d->errors > 0;
    if (d->first)
        return;
    t->made.rest = rest;
    t->made.body = p->body;
    t->made.worker = w->index;
    t->made.reads = recall_reads(c->job->build, w);
}

void convert_all(const ConvertJob *job, DiagList *d)
{
    size_t n = job->site->pages.len;
    Converting *c = ARENA_NEW(job->arena, Converting);

    *c = (Converting){
        .writer = {read_html, write_xml, read_source},
        .job = job,
        .diags = ARENA_ARRAY(job->arena, DiagList, n),
        .made = ARENA_ARRAY(job->arena, Str *, n),
    };
    pool_run(job->workers, job->nworkers, convert_page, c, n);
    Map seen = {0};
    for (size_t i = 0; i < n; i++)
        diag_join_once(d, &c->diags[i], &seen);
    diag_note_repeats(d, &seen);
    job->site->writer = &c->writer;
}

/* Without the paragraph around it, if it is but one. */
static Str without_paragraph(Str html)
{
    Str inner = str_trim(html);

    if (!str_starts(inner, STR("<p>")) || !str_ends(inner, STR("</p>")))
        return html;
    inner = str_slice(inner, 3, inner.len - 4);
    return str_find_text(inner, STR("<p>")) == SIZE_MAX ? inner : html;
}

static Str render_text(const PageContext *c, Arena *a, const Source *src,
                       const MarkdownDoc *doc, const Language *language)
{
    Links links = {.base = {resolve},
                   .site = c->site,
                   .page = c->page,
                   .d = c->diags,
                   .observer = c->observer,
                   .piece = src};
    SiteCode code = {.plugins = c->plugins,
                     .worker = c->worker,
                     .observer = c->observer,
                     .src = src,
                     .page = src->path,
                     .d = c->diags};
    SiteCalls calls = {.plugins = c->plugins,
                       .worker = c->worker,
                       .observer = c->observer,
                       .asker = c,
                       .page = c->page,
                       .src = src,
                       .doc = &doc->facts,
                       .d = c->diags};
    MarkdownRender r = {
        .links = c->page ? &links.base : NULL,
        .code = site_code(&code),
        .shortcodes = site_calls(&calls),
        .labels = language ? &language->labels : NULL,
        .bare = true,
    };
    Buf b = buf_in(a);

    markdown_render(&b, c->scratch, doc, &r);
    return buf_str(&b);
}

/* Who relies on Markdown relies on its language, and on all plugins. */
static void tell_piece(const PageContext *c)
{
    Reader reader = {.observer = c->observer};

    if (c->lang)
        reader_used(&reader, STR("markdown"), c->lang->code);
    reader_used(&reader, STR("plugins"), (Str){0});
}

/* Without a language the text is set as typed. */
static bool convert_piece(const PageContext *c, Arena *a, HtmlPolicy policy,
                          Str text, bool inlines, Str *html)
{
    const ConvertJob *job = c->pipeline;
    const Language *language = c->lang ? &job->languages[c->lang->index] : NULL;
    Source *src = ARENA_NEW(c->diags->arena, Source);
    const Diag *before = c->diags->last;
    MarkdownDoc doc;

    src->path = STR("<markdown>"); /* in no file as it is */
    src->text = text;
    MarkdownInput in = {
        .src = src,
        .body = {0, (uint32_t)text.len},
        .options = {.html = policy,
                    .shortcodes = &c->plugins->shortcodes,
                    .code = &c->plugins->code},
    };
    if (language)
        in.options.typography = language->typography;
    tell_piece(c);
    bool good = markdown_parse(a, c->scratch, &in, c->diags, &doc);
    if (good)
        *html = render_text(c, a, src, &doc, language);
    if (good && inlines)
        *html = without_paragraph(*html);
    /* Messages outlive what they are about. */
    if (c->diags->last != before)
        src->text = str_dup(c->diags->arena, text);
    return good;
}

bool convert_text(const PageContext *c, Arena *a, Str text, bool inlines,
                  Str *html)
{
    return convert_piece(c, a, HTML_ALLOW, text, inlines, html);
}

bool convert_for_plugin(void *plugins, Arena *a, const PluginCall *call,
                        Str text, bool inlines, Str *html)
{
    const SitePlugins *p = plugins;
    PageContext c = *(const PageContext *)call->asker;
    Arena scratch = {0};

    c.scratch = &scratch;
    c.diags = call->d;
    c.observer = call->reader->observer;
    if (c.lang)
        reader_used(call->reader, STR("markdown"), c.lang->code);
    reader_used(call->reader, STR("plugins"), (Str){0});
    bool good = convert_piece(&c, a, p->html, text, inlines, html);
    arena_free(&scratch);
    return good;
}
