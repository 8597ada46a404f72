#include "build/convert.h"

#include "build/xml.h"

/* Where links of a page lead, and what is wrong with them. */
typedef struct {
    LinkResolver base;
    const Site *site;
    const Page *page;
    DiagList *d;
    bool apart; /* what is written stands in other pages too */
    bool absolute;
} Links;

static LinkTarget resolve(LinkResolver *r, Arena *a, const Link *link)
{
    Links *l = (Links *)r;
    LinkTarget to = site_resolve_link(l->site, a, l->page, link, l->d);

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
} Converting;

/* The tree of a page's text: Document is what it begins with. */
static const MarkdownDoc *text_of(const Page *p)
{
    return (const MarkdownDoc *)(const void *)p->doc;
}

static MarkdownRender render_for(const Converting *c, Links *links,
                                 SiteCode *code)
{
    return (MarkdownRender){
        .links = &links->base,
        .code = site_code(code),
        .labels = &c->job->languages[links->page->lang].labels,
    };
}

static Str make_xml(const Converting *c, Arena *a, Arena *scratch,
                    const Page *p)
{
    DiagList unsaid = {.arena = scratch}; /* said when the HTML was made */
    Links links = {{resolve}, c->job->site, p, &unsaid, true, true};
    SiteCode code = {.plugins = c->job->plugins, .worker = -1};
    MarkdownRender r = render_for(c, &links, &code);
    Buf b = buf_in(a);

    r.xml = true;
    r.bare = true;
    markdown_render(&b, scratch, text_of(p), &r);
    /* Ours is well-formed; an author's own HTML may be not. */
    bool good = xml_characters(buf_str(&b)) &&
                (!p->doc->raw_html || xml_well_formed(scratch, buf_str(&b)));
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

static void convert_page(Worker *w, void *job, size_t i)
{
    Converting *c = job;
    const Site *site = c->job->site;
    const Page *p = site->pages.items[i];
    DiagList *d = &c->diags[i];
    Links links = {{resolve}, site, p, d, false, false};
    SiteCode code = {.plugins = c->job->plugins,
                     .worker = w->index,
                     .src = &p->src,
                     .page = p->src.path,
                     .d = d};

    *d = (DiagList){.arena = &w->keep};
    if (!p->doc || !p->body)
        return;
    MarkdownRender r = render_for(c, &links, &code);
    Buf b = buf_in(&w->keep);
    markdown_render(&b, &w->scratch, text_of(p), &r);
    Str html = buf_take(&b);
    DiagList unsaid = {.arena = &w->scratch};
    links.d = &unsaid;
    links.apart = true;
    code.worker = -1;
    MarkdownSummary s = markdown_summary(&w->keep, &w->scratch, text_of(p), &r,
                                         (size_t)site->config->summary_words);
    bool faulty = p->body->faulty || d->errors > 0;
    *p->body = (PageBody){html, s.html, s.text, s.truncated, faulty};
}

void convert_all(const ConvertJob *job, DiagList *d)
{
    size_t n = job->site->pages.len;
    Converting *c = ARENA_NEW(job->arena, Converting);

    *c = (Converting){
        .writer = {write_xml},
        .job = job,
        .diags = ARENA_ARRAY(job->arena, DiagList, n),
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

bool convert_text(const PageContext *c, Arena *a, Str text, bool inlines,
                  Str *html)
{
    const ConvertJob *job = c->pipeline;
    const Language *l = &job->languages[c->lang->index];
    Source *src = ARENA_NEW(c->diags->arena, Source);
    MarkdownDoc doc;

    src->path = STR("<markdown>"); /* a template's, in no file as it is */
    src->text = text;
    MarkdownInput in = {
        .src = src,
        .body = {0, (uint32_t)text.len},
        .options = {.typography = l->typography, .html = HTML_ALLOW},
    };
    if (!markdown_parse(a, c->scratch, &in, c->diags, &doc))
        return false;
    Links links = {{resolve}, job->site, c->page, c->diags, false, false};
    SiteCode code = {.plugins = c->plugins,
                     .worker = c->worker,
                     .src = src,
                     .page = src->path,
                     .d = c->diags};
    MarkdownRender r = {.labels = &l->labels,
                        .code = site_code(&code),
                        .bare = true};
    if (c->page)
        r.links = &links.base;
    Buf b = buf_in(a);
    markdown_render(&b, c->scratch, &doc, &r);
    *html = inlines ? without_paragraph(buf_str(&b)) : buf_str(&b);
    return true;
}
