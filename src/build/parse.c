#include "build/parse.h"

#include "base/escape.h"
#include "build/hooks.h"
#include "build/image.h"
#include "os/fs.h"

#include <errno.h>
#include <stdlib.h>

enum {
    PAGE_LARGEST = 16 << 20,  /* bytes */
    PICTURE_HEAD = 256 << 10, /* in which a picture says how large it is */
};

typedef struct {
    const ParseJob *job;
    const Discovery *found;
    Parsed *out;
    DiagList *diags; /* one a page, then one a resource */
    size_t *order;   /* pages, the largest first */
} Parsing;

static Str label(const Locale *l, const char *key, Str fallback)
{
    return locale_has(l, str_of(key)) ? locale_text(l, str_of(key)) : fallback;
}

static void set_labels(Language *l)
{
    const Locale *words = &l->locale;

    l->labels = (MarkdownLabels){
        .note = label(words, "note", STR("Note")),
        .tip = label(words, "tip", STR("Tip")),
        .important = label(words, "important", STR("Important")),
        .warning = label(words, "warning", STR("Warning")),
        .caution = label(words, "caution", STR("Caution")),
        .notes = label(words, "notes", STR("Notes")),
        .note_number = label(words, "note_number", STR("note {}")),
        .note_back = label(words, "note_back", STR("Back to note {}")),
        .heading_link = label(words, "heading_link", STR("Link to “{}”")),
        .code = label(words, "code", STR("Code")),
        .table = label(words, "table", STR("Table")),
    };
}

/* Of everything that decides how a text is set. */
static Digest language_digest(const Language *l)
{
    const MarkdownTypography *t = &l->typography;
    const MarkdownLabels *m = &l->labels;
    const Str texts[] = {
        t->outer_open, t->outer_close,  t->inner_open, t->inner_close,
        t->apostrophe, m->note,         m->tip,        m->important,
        m->warning,    m->caution,      m->notes,      m->note_number,
        m->note_back,  m->heading_link, m->code,       m->table,
    };
    const bool flags[] = {t->dashes, t->ellipsis, t->elides};
    Digest d = digest_of((Str){(const char *)flags, sizeof flags});

    for (size_t i = 0; i < COUNT(texts); i++)
        d = digest_add(d, texts[i]);
    for (size_t i = 0; i < t->ntruncated; i++)
        d = digest_add(d, t->truncated[i]);
    for (size_t i = 0; i < t->nslips; i++)
        d = digest_add(digest_add(d, t->slips[i].wrong), t->slips[i].right);
    return d;
}

void language_prepare(Arena *a, Language *l)
{
    const Locale *from = &l->locale;
    MarkdownTypography *to = &l->typography;

    *to = (MarkdownTypography){
        .outer_open = from->outer_open,
        .outer_close = from->outer_close,
        .inner_open = from->inner_open,
        .inner_close = from->inner_close,
        .apostrophe = from->apostrophe,
        .dashes = true,
        .ellipsis = true,
        .elides = from->elides,
    };
    MarkdownSlip *slips = ARENA_ARRAY(a, MarkdownSlip, from->nslips);
    for (size_t i = 0; i < from->nslips; i++)
        slips[i] = (MarkdownSlip){from->slips[i].wrong, from->slips[i].right};
    to->slips = slips;
    to->nslips = from->nslips;
    if (from->truncated.kind == VALUE_LIST) {
        const List *words = from->truncated.as.list;
        Str *list = ARENA_ARRAY(a, Str, words->len);
        for (size_t i = 0; i < words->len; i++)
            if (words->items[i].kind == VALUE_STR)
                list[to->ntruncated++] = words->items[i].as.s;
        to->truncated = list;
    }
    set_labels(l);
    l->digest = language_digest(l);
}

static void unreadable(const Source *src, int err, DiagList *d)
{
    if (err == EFBIG)
        diag_add(d, FILE_TOO_LARGE, src, (Span){0},
                 STRS(str_printf(d->arena, "%d MB", PAGE_LARGEST >> 20)));
    else
        diag_add(d, FILE_UNREADABLE, src, (Span){0}, STRS(os_error(err)));
}

HtmlPolicy parse_html_policy(const Config *c)
{
    switch ((RawHtml)c->raw_html) {
    case RAW_HTML_ALLOW:
        return HTML_ALLOW;
    case RAW_HTML_ESCAPE:
        return HTML_ESCAPE;
    case RAW_HTML_DROP:
        return HTML_DROP;
    }
    return HTML_ESCAPE;
}

static MarkdownInput input_of(const ParseJob *job, const Source *src, Span body,
                              int lang)
{
    return (MarkdownInput){
        .src = src,
        .body = body,
        .options = {.typography = job->languages[lang].typography,
                    .html = parse_html_policy(job->config),
                    .shortcodes = job->shortcodes,
                    .code = job->code,
                    .ids = job->ids,
                    .nids = job->nids},
    };
}

static bool parse_text(const Parsing *p, Worker *w, size_t i, int lang,
                       DiagList *d)
{
    ParsedPage *page = &p->out->pages[i];
    FrontSplit split;

    if (!front_matter_split(&page->src, d, &split))
        return false;
    MarkdownInput in = input_of(p->job, &page->src, split.body, lang);
    /* Both, so that all errors of a file are seen at once. */
    bool good =
        front_matter_read(&w->keep, &page->src, split.yaml, d, &page->fm);
    good &=
        markdown_parse(&w->keep, &w->scratch, &in, d, &p->out->texts[i].doc);
    return good;
}

/* What its blocks of code say of themselves. */
static bool read_snippets(const Parsing *p, Worker *w, size_t i,
                          const ContentName *name, DiagList *d)
{
    ParsedPage *page = &p->out->pages[i];
    SnippetPage *snippets = &p->out->snippets[i];

    *snippets = (SnippetPage){
        .src = &page->src,
        .doc = page->doc,
        .key = page->fm.key.len ? page->fm.key : name->key,
        .lang = name->lang,
        .draft = page->fm.draft,
    };
    return snippets_of_document(&w->keep, snippets, d);
}

/* Of blocks that have an id editions are compared, line by line in the text;
 * and plugins are given it. */
static bool is_text_wanted(const Parsing *p, const ParsedPage *page)
{
    const Document *doc = page->doc;

    for (size_t i = 0; i < doc->code.len; i++)
        if (doc->code.items[i].attributes.id.len)
            return true;
    return hook_is_used(p->job->plugins, HOOK_PAGE);
}

static bool read_text(const Parsing *p, Worker *w, size_t i, DiagList *d)
{
    ParsedPage *page = &p->out->pages[i];
    int err = os_read_file(&w->keep,
                           path_join(&w->scratch, p->job->root, page->src.path),
                           PAGE_LARGEST, &page->src.text);

    if (err)
        unreadable(&page->src, err, d);
    else
        p->out->texts[i].digest = hash64(page->src.text);
    return err == 0;
}

static void parse_page(Worker *w, void *job, size_t item)
{
    const Parsing *p = job;
    size_t i = p->order[item];
    Str path = p->found->pages.items[i].path;
    ParsedPage *page = &p->out->pages[i];
    ContentName name = content_name(p->job->config, path);
    DiagList *d = &p->diags[i];

    *d = (DiagList){.arena = &w->keep};
    page->content_path = path;
    page->src.path = path_join(&w->keep, STR("content"), path);
    page->doc = &p->out->texts[i].doc.facts;
    bool known = recall_page(p->job->build, w, i, name.lang);
    if ((!known || is_text_wanted(p, page)) && !read_text(p, w, i, d))
        return;
    /* By the text now, if that was read. */
    known = recall_page(p->job->build, w, i, name.lang);
    page->good = known || parse_text(p, w, i, name.lang, d);
    p->out->texts[i].fm = page->fm;
    page->good &= read_snippets(p, w, i, &name, d);
    p->out->snippets[i].good = page->good;
    if (page->good)
        page->good = hook_page(p->job->plugins, &w->keep, w->index,
                               p->job->config, page, d);
    p->out->texts[i].spoke = d->first != NULL;
}

int parse_read(const ParseJob *job, Arena *a, const Page *p, Source *out)
{
    const ParsedText *t = (const ParsedText *)(const void *)p->doc;

    out->path = p->src.path;
    int err = os_read_file(a, path_join(a, job->root, out->path), PAGE_LARGEST,
                           &out->text);
    if (!err && hash64(out->text) != t->digest)
        err = ESTALE;
    return err;
}

int parse_again(const ParseJob *job, Arena *a, Arena *scratch, const Page *p,
                Source *src, MarkdownDoc *out)
{
    DiagList said = {.arena = scratch}; /* nothing, or it were not kept */
    FrontSplit split;
    int err = parse_read(job, a, p, src);

    if (err)
        return err;
    if (!front_matter_split(src, &said, &split))
        return ESTALE;
    MarkdownInput in = input_of(job, src, split.body, p->lang);
    markdown_parse(a, scratch, &in, &said, out);
    return 0;
}

static void measure(Worker *w, void *job, size_t i)
{
    const Parsing *p = job;
    Str name = p->found->resources.items[i].path;
    Resource *r = &p->out->resources[i];
    ImageSize size;
    Str head;

    r->name = name;
    r->path = path_join(&w->keep, STR("content"), name);
    Buf url = buf_in(&w->keep);
    buf_put_char(&url, '/');
    escape_url_path(&url, name);
    r->url = buf_str(&url);
    DiagList *d = &p->diags[p->out->npages + i];
    *d = (DiagList){.arena = &w->keep};
    if (!image_name(name) ||
        os_read_start(&w->scratch,
                      path_join(&w->scratch, p->job->root, r->path),
                      PICTURE_HEAD, &head) != 0)
        return; /* whoever copies it says why */
    if (!image_size(head, &size)) {
        Source *src = ARENA_NEW(&w->keep, Source);
        src->path = r->path;
        diag_add(d, IMAGE_UNKNOWN, src, (Span){0}, NO_STRS);
        return;
    }
    r->width = size.width;
    r->height = size.height;
}

typedef struct {
    int64_t size;
    size_t index;
} Sized;

static int larger_first(const void *a, const void *b)
{
    const Sized *x = a, *y = b;

    if (x->size != y->size)
        return x->size < y->size ? 1 : -1;
    return x->index < y->index ? -1 : 1;
}

/* So that no thread begins the longest text when the others are done. */
static size_t *order_by_size(Arena *a, const ContentFiles *files)
{
    Sized *sized = ARENA_ARRAY(a, Sized, files->len);
    size_t *order = ARENA_ARRAY(a, size_t, files->len);

    for (size_t i = 0; i < files->len; i++)
        sized[i] = (Sized){files->items[i].size, i};
    if (files->len)
        qsort(sized, files->len, sizeof *sized, larger_first);
    for (size_t i = 0; i < files->len; i++)
        order[i] = sized[i].index;
    return order;
}

void parse_all(const ParseJob *job, const Discovery *found, DiagList *d,
               Parsed *out)
{
    Arena *a = job->arena;
    Parsing p = {.job = job, .found = found, .out = out};

    out->npages = found->pages.len;
    out->nresources = found->resources.len;
    out->pages = ARENA_ARRAY(a, ParsedPage, out->npages);
    out->texts = ARENA_ARRAY(a, ParsedText, out->npages);
    out->snippets = ARENA_ARRAY(a, SnippetPage, out->npages);
    out->resources = ARENA_ARRAY(a, Resource, out->nresources);
    p.diags = ARENA_ARRAY(a, DiagList, out->npages + out->nresources);
    p.order = order_by_size(a, &found->pages);
    pool_run(job->workers, job->nworkers, parse_page, &p, out->npages);
    pool_run(job->workers, job->nworkers, measure, &p, out->nresources);
    Map seen = {0};
    for (size_t i = 0; i < out->npages + out->nresources; i++)
        diag_join_once(d, &p.diags[i], &seen);
    diag_note_repeats(d, &seen);
}
