#include "build/convert.h"

#include "build/call.h"
#include "build/hooks.h"
#include "build/snippets_html.h"
#include "build/xml.h"

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

    tell(l, a, link);
    LinkTarget to = site_resolve_link(l->site, a, l->page, link, l->d);
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
    ConvertJob *job;
    DiagList *diags; /* one a page */
    Str **made;      /* by page and index: what shortcodes gave */
} Converting;

/* The tree of a page's text: Document is what it begins with. */
static const MarkdownDoc *text_of(const Page *p)
{
    return (const MarkdownDoc *)(const void *)p->doc;
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

/* For a page; `worker` is -1 where nothing is made that was not made before. */
static void writing_of(Converting *c, const Page *p, int worker, DiagList *d,
                       Writing *out)
{
    const SitePlugins *plugins = c->job->plugins;

    *out = (Writing){
        .links = {.base = {resolve},
                  .site = c->job->site,
                  .page = p,
                  .d = d,
                  .apart = worker < 0},
        .code = {.plugins = plugins,
                 .worker = worker,
                 .observer = c->job->plugins->early,
                 .src = &p->src,
                 .page = p->src.path,
                 .d = d},
        .calls = {.plugins = plugins,
                  .worker = worker,
                  .observer = c->job->plugins->early,
                  .asker = &out->asker,
                  .page = p,
                  .src = &p->src,
                  .doc = p->doc,
                  .unknown = hook_unknown,
                  .made = c->made[p->index],
                  .d = d},
        .asker = {.site = c->job->site,
                  .lang = &c->job->site->languages[p->lang],
                  .page = p,
                  .plugins = plugins,
                  .worker = worker,
                  .pipeline = c->job},
    };
    out->snippets = (SnippetCode){.inner = site_code(&out->code),
                                  .page = p,
                                  .observer = out->code.observer,
                                  .doc = p->doc,
                                  .apart = worker < 0};
    out->render = (MarkdownRender){
        .links = &out->links.base,
        .code = snippet_code(&out->snippets),
        .shortcodes = site_calls(&out->calls),
        .labels = &c->job->languages[p->lang].labels,
    };
}

/* What shortcodes gave has the addresses of the page. */
static Str *absolute_calls(const Converting *c, Arena *a, const Page *p)
{
    size_t n = p->doc->shortcodes.len;
    Str *out = ARENA_ARRAY(a, Str, n);

    for (size_t i = 0; i < n; i++)
        out[i] = absolute_html(c->job->site, a, p, c->made[p->index][i]);
    return out;
}

/* Ours is well-formed; what authors and plugins write may be not. */
static bool is_ours(const Converting *c, const Document *doc)
{
    return !doc->raw_html &&
           (!c->job->plugins->set || doc->code.len + doc->shortcodes.len == 0);
}

static Str make_xml(Converting *c, Arena *a, Arena *scratch, const Page *p)
{
    DiagList unsaid = {.arena = scratch}; /* said when the HTML was made */
    Buf b = buf_in(a);
    Writing w;

    writing_of(c, p, -1, &unsaid, &w);
    w.links.absolute = true;
    w.calls.made = absolute_calls(c, scratch, p);
    w.render.xml = true;
    w.render.bare = true;
    markdown_render(&b, scratch, text_of(p), &w.render);
    bool good = xml_characters(buf_str(&b)) &&
                (is_ours(c, p->doc) || xml_well_formed(scratch, buf_str(&b)));
    return good ? buf_str(&b) : (Str){0};
}

static Str write_xml(BodyWriter *w, Arena *a, const Page *p)
{
    Converting *c = (Converting *)w;
    Arena scratch = {0};

    if (!p->doc)
        return (Str){0};
    Str xml = make_xml(c, a, &scratch, p);
    arena_free(&scratch);
    return xml;
}

static void convert_page(Worker *w, void *job, size_t i)
{
    Converting *c = job;
    const Site *site = c->job->site;
    const Page *p = site->pages.items[i];
    DiagList *d = &c->diags[i];
    DiagList unsaid = {.arena = &w->scratch};
    Writing writing;

    *d = (DiagList){.arena = &w->keep};
    if (p->doc)
        c->made[i] = ARENA_ARRAY(&w->keep, Str, p->doc->shortcodes.len);
    if (!p->doc || !p->body)
        return;
    writing_of(c, p, w->index, d, &writing);
    Buf b = buf_in(&w->keep);
    markdown_render(&b, &w->scratch, text_of(p), &writing.render);
    Str html = hook_rendered(&writing.asker, buf_take(&b), d);
    writing_of(c, p, -1, &unsaid, &writing);
    MarkdownSummary s =
        markdown_summary(&w->keep, &w->scratch, text_of(p), &writing.render,
                         (size_t)site->config->summary_words);
    bool faulty = p->body->faulty || d->errors > 0;
    *p->body = (PageBody){html, s.html, s.text, s.truncated, faulty};
}

void convert_all(ConvertJob *job, DiagList *d)
{
    size_t n = job->site->pages.len;
    Converting *c = ARENA_NEW(job->arena, Converting);

    *c = (Converting){
        .writer = {write_xml},
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
