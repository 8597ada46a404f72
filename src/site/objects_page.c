/* objects_page.c - what can be asked of a page.
 *
 * To add a field: a row in fields[] and a row in tests/unit/test_objects.c. */
#include "site/host.h"

enum {
    /* Code is read more slowly than prose, and in lines. */
    CODE_LINES_A_MINUTE = 30,
    /* Headings of these levels stand in the table of contents, which a page
     * has from so many on, unless it says otherwise. */
    CONTENTS_FROM = 2,
    CONTENTS_TO = 3,
    CONTENTS_FEWEST = 3,
};

/* ORDER PageKind */
static const Str kinds[] = {
    STR_INIT("single"),    STR_INIT("home"),     STR_INIT("section"),
    STR_INIT("taxonomy"),  STR_INIT("term"),     STR_INIT("archive"),
    STR_INIT("year"),      STR_INIT("snippets"), STR_INIT("snippet"),
    STR_INIT("not_found"), STR_INIT("root"),
};

Str page_kind_name(PageKind kind)
{
    return kinds[kind];
}

int page_kind_by_name(Str name)
{
    for (size_t i = 0; i < COUNT(kinds); i++)
        if (str_eq(kinds[i], name))
            return (int)i;
    return -1;
}

static Value get_kind(Reader *r, const void *self)
{
    (void)r;
    return value_str(kinds[((const Page *)self)->kind]);
}

static Value get_status(Reader *r, const void *self)
{
    /* ORDER PageStatus */
    static const Str names[] = {STR_INIT("published"), STR_INIT("draft"),
                                STR_INIT("future"), STR_INIT("expired")};

    (void)r;
    return value_str(names[((const Page *)self)->status]);
}

static Value get_permalink(Reader *r, const void *self)
{
    const Page *p = self;

    return value_str(site_permalink(p->site, r->arena, p->url));
}

static Value get_lang(Reader *r, const void *self)
{
    const Page *p = self;

    return language_value(r->arena, &p->site->languages[p->lang]);
}

/* The nearest section above that has a page in the language; the top is the
 * home, which every page stands under, and no section. */
static Value get_section(Reader *r, const void *self)
{
    const Page *p = self;
    const Section *s = p->section;

    if (s && p->kind == PAGE_SECTION)
        s = s->parent;
    for (; s && s->path.len; s = s->parent)
        if (s->group.in[p->lang])
            return page_value(r->arena, s->group.in[p->lang]);
    return value_null();
}

static Value get_author(Reader *r, const void *self)
{
    const Page *p = self;

    (void)r;
    return value_str(p->fm.author.len ? p->fm.author : p->site->config->author);
}

static Value get_params(Reader *r, const void *self)
{
    const Page *p = self;

    if (p->fm.params.kind == VALUE_DICT)
        return p->fm.params;
    return value_dict(dict_new(r->arena));
}

static bool in_contents(const Heading *h)
{
    return h->level >= CONTENTS_FROM && h->level <= CONTENTS_TO;
}

static Value get_toc(Reader *r, const void *self)
{
    const Page *p = self;
    size_t n = 0;

    (void)r;
    if (p->fm.toc_given)
        return value_bool(p->fm.toc);
    for (size_t i = 0; p->doc && i < p->doc->headings.len; i++)
        n += in_contents(&p->doc->headings.items[i]);
    return value_bool(n >= CONTENTS_FEWEST);
}

static Value get_series_number(Reader *r, const void *self)
{
    const Page *p = self;

    (void)r;
    return p->series_number ? value_int(p->series_number) : value_null();
}

/* The page in every language that has it. */
static Value in_languages(Reader *r, const Page *p, bool with_itself)
{
    Pages *out = ARENA_NEW(r->arena, Pages);

    for (size_t i = 0; i < p->site->nlanguages; i++) {
        Page *other = p->group->in[i];
        if (other && (with_itself || other != p))
            *VEC_PUSH(out, r->arena) = other;
    }
    return pages_value(r->arena, out);
}

static Value get_translations(Reader *r, const void *self)
{
    return in_languages(r, self, false);
}

static Value get_alternates(Reader *r, const void *self)
{
    return in_languages(r, self, true);
}

static Value get_pagers(Reader *r, const void *self)
{
    return host_pagers(r->arena, self);
}

static Value get_count(Reader *r, const void *self)
{
    (void)r;
    return value_int((int64_t)((const Page *)self)->pages.len);
}

/* ---- the text */

static Value get_content(Reader *r, const void *self)
{
    const Page *p = self;

    if (p->body && p->body->away)
        return value_safe(p->site->writer->html(p->site->writer, r->arena, p));
    return value_safe(p->body ? p->body->html : (Str){0});
}

static Value get_summary(Reader *r, const void *self)
{
    const Page *p = self;

    (void)r;
    return value_safe(p->body ? p->body->summary : (Str){0});
}

static Value get_summary_text(Reader *r, const void *self)
{
    const Page *p = self;

    (void)r;
    return value_str(p->body ? p->body->summary_text : (Str){0});
}

static Value get_truncated(Reader *r, const void *self)
{
    const Page *p = self;

    (void)r;
    return value_bool(p->body && p->body->truncated);
}

static Value get_xhtml(Reader *r, const void *self)
{
    const Page *p = self;
    BodyWriter *w = p->site->writer;

    return value_safe(w && p->doc ? w->xhtml(w, r->arena, p) : (Str){0});
}

/* Worked out again each time: hardly anybody asks. */
static Value get_raw(Reader *r, const void *self)
{
    const Page *p = self;
    BodyWriter *w = p->site->writer;
    Source src = p->src;
    DiagList none = {.arena = r->arena};
    FrontSplit split;

    if (w && p->doc && !src.text.len)
        src.text = w->source(w, r->arena, p);
    if (!src.text.len || !front_matter_split(&src, &none, &split))
        return value_str((Str){0});
    return value_str(span_text(&src, split.body));
}

/* With an empty list for the headings below, where there is one. */
static Value heading_dict(Arena *a, const Heading *h, List *children)
{
    Dict *d = dict_new(a);

    dict_put_str(d, a, STR("level"), value_int(h->level));
    dict_put_str(d, a, STR("id"), value_str(h->id));
    dict_put_str(d, a, STR("text"), value_str(h->text));
    dict_put_str(d, a, STR("html"), value_safe(h->html));
    if (children)
        dict_put_str(d, a, STR("children"), value_list(children));
    return value_dict(d);
}

static Value get_headings(Reader *r, const void *self)
{
    const Page *p = self;
    size_t n = p->doc ? p->doc->headings.len : 0;
    List *out = list_new(r->arena, n);

    for (size_t i = 0; i < n; i++)
        list_push(out, r->arena,
                  heading_dict(r->arena, &p->doc->headings.items[i], NULL));
    return value_list(out);
}

/* A heading stands below the last one of a higher rank, whatever ranks the
 * author leaves out. */
static Value get_contents(Reader *r, const void *self)
{
    const Page *p = self;
    List *top = list_new(r->arena, 0);
    List *below[CONTENTS_TO + 1] = {NULL}; /* by level of the heading above */

    for (size_t i = 0; p->doc && i < p->doc->headings.len; i++) {
        const Heading *h = &p->doc->headings.items[i];
        List *into = top;
        if (!in_contents(h))
            continue;
        for (int level = CONTENTS_FROM; level < h->level; level++)
            into = below[level] ? below[level] : into;
        for (int level = h->level; level <= CONTENTS_TO; level++)
            below[level] = NULL;
        below[h->level] = list_new(r->arena, 0);
        list_push(into, r->arena, heading_dict(r->arena, h, below[h->level]));
    }
    return value_list(top);
}

static Value get_words(Reader *r, const void *self)
{
    const Page *p = self;

    (void)r;
    return value_int(p->doc ? (int64_t)p->doc->words : 0);
}

static Value get_code_lines(Reader *r, const void *self)
{
    const Page *p = self;

    (void)r;
    return value_int(p->doc ? (int64_t)p->doc->code_lines : 0);
}

static Value get_has_code(Reader *r, const void *self)
{
    const Page *p = self;

    (void)r;
    return value_bool(p->doc && p->doc->code.len);
}

static Value get_minutes(Reader *r, const void *self)
{
    const Page *p = self;
    int64_t pace = p->site->languages[p->lang].locale->words_a_minute;
    double minutes = 0;

    (void)r;
    if (p->doc)
        minutes = (double)p->doc->words / (double)pace +
                  (double)p->doc->code_lines / CODE_LINES_A_MINUTE;
    return value_int(minutes < 1 ? 1 : (int64_t)(minutes + 0.5));
}

/* ---- the rest */

static Value get_resources(Reader *r, const void *self)
{
    return host_resources(r->arena, self);
}

static Value get_image(Reader *r, const void *self)
{
    return resource_value(r->arena, ((const Page *)self)->image);
}

static Value get_taxonomy(Reader *r, const void *self)
{
    const Page *p = self;
    bool has = p->kind == PAGE_TERM || p->kind == PAGE_TAXONOMY;

    (void)r;
    if (!has)
        return value_str((Str){0});
    return value_str(p->taxonomy == TAXONOMY_TAGS ? STR("tags")
                                                  : STR("series"));
}

static Value get_year(Reader *r, const void *self)
{
    const Page *p = self;

    (void)r;
    return p->year ? value_int(p->year) : value_null();
}

static Value get_aliases(Reader *r, const void *self)
{
    const Page *p = self;
    List *out = list_new(r->arena, p->fm.aliases.len);

    for (size_t i = 0; i < p->fm.aliases.len; i++)
        list_push(out, r->arena, value_str(p->fm.aliases.items[i].text));
    return value_list(out);
}

static Value get_snippets(Reader *r, const void *self)
{
    return host_snippets(r->arena, &((const Page *)self)->snippets);
}

static Value get_snippet(Reader *r, const void *self)
{
    return snippet_value(r->arena, ((const Page *)self)->about);
}

#define OWN(name, kind, doc) FIELD(name, kind, Page, doc)
#define FRONT(name, member, kind, doc)                                         \
    {                                                                          \
        STR_INIT(#name), kind, offsetof(Page, fm.member), NULL, STR_INIT(doc)  \
    }
#define MADE(name, kind, doc) FIELD_FN(name, kind, get_##name, doc)
/* clang-format off */
static const HostField fields[] = {
    MADE(kind, HOST_STR, "single, home, section, taxonomy, term, archive, year, not_found or root"),
    OWN(title, HOST_STR, "the title; a page prints as it"),
    OWN(url, HOST_STR, "the address from the root: /en/writing/a/"),
    MADE(permalink, HOST_STR, "the absolute address"),
    MADE(lang, HOST_LANGUAGE, "the language the page is in"),
    OWN(key, HOST_STR, "what its translations share: posts/a"),
    OWN(slug, HOST_STR, "the last part of the address"),
    MADE(section, HOST_PAGE, "the page of the section it stands in, or none"),
    OWN(date, HOST_DATE, "the day or moment it appeared, or none"),
    OWN(updated, HOST_DATE, "when it last changed, or none; of a list: when the newest change in it was"),
    OWN(description, HOST_STR, "a sentence about it"),
    MADE(author, HOST_STR, "who wrote it; else the site's author"),
    FRONT(draft, draft, HOST_BOOL, "is it a draft?"),
    FRONT(weight, weight, HOST_INT, "its place in its section, before dates count; 0: none"),
    FRONT(evergreen, evergreen, HOST_BOOL, "is it exempt from staleness?"),
    MADE(params, HOST_DICT, "what the front matter says under params"),
    FRONT(layout, layout, HOST_STR, "the layout the front matter asks for"),
    MADE(toc, HOST_BOOL, "is a table of contents wanted? As the front matter says; else from three headings on"),
    OWN(tags, HOST_PAGES, "pages of its tags, as written"),
    OWN(series, HOST_PAGE, "page of its series, or none"),
    MADE(series_number, HOST_INT, "its place in the series, from 1, or none"),
    OWN(previous, HOST_PAGE, "the next older of its section, or none"),
    OWN(next, HOST_PAGE, "the next newer of its section, or none"),
    OWN(related, HOST_PAGES, "pages that share its rarest tags"),
    OWN(backlinks, HOST_PAGES, "pages whose text links to it"),
    MADE(translations, HOST_PAGES, "the same in the other languages that have it"),
    MADE(alternates, HOST_PAGES, "the same in all languages that have it, itself included"),
    OWN(pages, HOST_PAGES, "what a home, section, term, archive or year lists"),
    OWN(children, HOST_PAGES, "sections below a section, terms of a taxonomy, years of the archive"),
    MADE(pagers, HOST_PAGERS, "the pages that the list is spread over"),
    MADE(count, HOST_INT, "how many pages it lists"),
    MADE(content, HOST_HTML, "the text; blocks have the ids b1, b2, ..."),
    MADE(summary, HOST_HTML, "the beginning of the text"),
    MADE(summary_text, HOST_STR, "the same without markup, on one line"),
    MADE(truncated, HOST_BOOL, "is there more than the summary?"),
    MADE(xhtml, HOST_HTML, "the text as XML with absolute addresses, for feeds"),
    MADE(raw, HOST_STR, "the Markdown, without the front matter"),
    MADE(contents, HOST_LIST, "headings of levels 2 and 3, nested: level, id, text, html, children"),
    MADE(headings, HOST_LIST, "all headings in order: level, id, text, html"),
    MADE(words, HOST_INT, "words of prose"),
    MADE(code_lines, HOST_INT, "lines of code"),
    MADE(minutes, HOST_INT, "to read it, at least 1"),
    MADE(has_code, HOST_BOOL, "are there blocks of code?"),
    {STR_INIT("source"), HOST_STR, offsetof(Page, src.path), NULL, STR_INIT("the file it was written in; empty if nobody wrote it")},
    MADE(resources, HOST_RESOURCES, "files beside it"),
    MADE(image, HOST_RESOURCE, "the picture that stands for it: params.image, else the first beside it; or none"),
    MADE(snippets, HOST_SNIPPETS, "blocks of code on it that have an id, in order; of the index of snippets: all of the language"),
    MADE(snippet, HOST_SNIPPET, "of a page about a block of code: that block"),
    MADE(taxonomy, HOST_STR, "tags or series, of a term and of the list of terms"),
    MADE(year, HOST_INT, "of the archive of a year, or none"),
    OWN(feed_atom, HOST_STR, "address of its Atom feed; empty if it has none"),
    OWN(feed_json, HOST_STR, "address of its JSON Feed; empty if it has none"),
    MADE(status, HOST_STR, "published, draft, future or expired"),
    MADE(aliases, HOST_LIST, "old addresses that lead here"),
};
/* clang-format on */

static const ObjectType page_type;

const HostTable host_page = {
    STR_INIT("page"), STR_INIT("Whatever has an address and shows HTML."),
    fields,           COUNT(fields),
    &page_type,
};

void host_index_pages(Site *site)
{
    for (size_t i = 0; i < COUNT(fields); i++)
        map_add(&site->page_fields, site->arena, fields[i].name,
                (void *)&fields[i]);
}

/* Asked more often than anything else: by hash. */
static bool page_get(Reader *r, const void *self, Value key, Value *out)
{
    const HostField *field =
        key.kind == VALUE_STR
            ? map_get(&((const Page *)self)->site->page_fields, key.as.s)
            : NULL;

    if (!field)
        return false;
    *out = host_read(r, field, self);
    return true;
}

static size_t page_keys(Reader *r, const void *self, const Str **out)
{
    (void)self;
    return host_keys(r, &host_page, out);
}

static Digest page_digest(const void *self)
{
    return digest_of(((const Page *)self)->url);
}

static Value page_text(Reader *r, const void *self)
{
    (void)r;
    return value_str(((const Page *)self)->title);
}

static const ObjectType page_type = {
    .name = "page",
    .get = page_get,
    .keys = page_keys,
    .text = page_text,
    .digest = page_digest,
};

Value page_value(Arena *a, const Page *p)
{
    return p ? value_object(a, &page_type, p) : value_null();
}

const Page *value_as_page(Value v)
{
    if (v.kind != VALUE_OBJECT || v.as.object->type != &page_type)
        return NULL;
    return v.as.object->self;
}
