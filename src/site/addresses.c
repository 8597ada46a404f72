/* addresses.c - slugs, URLs and output files of all pages. */
#include "site/assemble.h"

#include "base/escape.h"
#include "base/text.h"
#include "base/utf8.h"
#include "site/check.h"

static Str last_name(Str path)
{
    StrCut cut = str_rcut(path, '/');
    return cut.found ? cut.tail : cut.head;
}

/* Where a language begins: "/it", or "" for the one that lives at the root. */
static Str language_prefix(const Site *site, Arena *a, int lang)
{
    if (site->nlanguages == 1 || site->config->root_lang == lang)
        return (Str){0};
    return str_printf(a, "/" STR_FMT, STR_ARG(site->languages[lang].code));
}

static Str slug_of(Assembly *as, const Page *p)
{
    if (p->fm.slug.len)
        return p->fm.slug;
    Str slug = text_slug(as->arena, last_name(p->path));
    return slug.len ? slug : STR("page");
}

/* The localised names of a section and those above it: "scritti/brevi". */
static Str section_slug(Assembly *as, const Section *s, int lang)
{
    if (!s || s->path.len == 0)
        return (Str){0};
    const Page *p = s->group.in[lang];
    Str above = section_slug(as, s->parent, lang);
    Str own = p && p->fm.slug.len ? p->fm.slug
                                  : text_slug(as->arena, last_name(s->path));
    if (above.len == 0)
        return own;
    return str_printf(as->arena, STR_FMT "/" STR_FMT, STR_ARG(above),
                      STR_ARG(own));
}

static Str token_value(Assembly *as, const Page *p, Str token)
{
    if (str_eq(token, STR("slug")))
        return slug_of(as, p);
    if (str_eq(token, STR("title")))
        return text_slug(as->arena, p->title);
    if (str_eq(token, STR("section")))
        return section_slug(as, p->section, p->lang);
    if (str_eq(token, STR("year")))
        return str_printf(as->arena, "%04d", p->date.year);
    if (str_eq(token, STR("month")))
        return str_printf(as->arena, "%02d", p->date.month);
    if (str_eq(token, STR("day")))
        return str_printf(as->arena, "%02d", p->date.day);
    return (Str){0};
}

/* One segment between slashes of a permalink pattern. */
static void put_segment(Assembly *as, Buf *b, const Page *p, Str segment)
{
    if (str_eq(segment, STR(":lang"))) {
        buf_put(b, language_prefix(as->site, as->arena, p->lang));
        return;
    }
    size_t start = b->len;
    buf_put_char(b, '/');
    while (segment.len) {
        size_t at = str_find(segment, ':');
        buf_put(b, str_take(segment, at));
        segment = str_drop(segment, at == SIZE_MAX ? segment.len : at + 1);
        if (at == SIZE_MAX)
            break;
        size_t n = 0;
        while (n < segment.len && ascii_is_alpha(segment.ptr[n]))
            n++;
        buf_put(b, token_value(as, p, str_take(segment, n)));
        segment = str_drop(segment, n);
    }
    if (b->len == start + 1)
        b->len = start; /* nothing came of it: no empty segment */
}

static Str expand(Assembly *as, const Page *p, Str pattern)
{
    Buf b = buf_in(as->arena);

    while (pattern.len) {
        StrCut cut = str_cut(pattern, '/');
        if (cut.head.len)
            put_segment(as, &b, p, cut.head);
        pattern = cut.tail;
    }
    buf_put_char(&b, '/');
    return buf_take(&b);
}

static Str taxonomy_slug(const Config *c, TaxonomyKind kind, int lang)
{
    return local_text(kind == TAXONOMY_TAGS ? &c->tags_slug : &c->series_slug,
                      lang);
}

/* The folder of content that names the pattern: "posts" of "posts/deep". */
static Str top_section(const Page *p)
{
    return p->section ? str_cut(p->section->path, '/').head : (Str){0};
}

static Str url_of(Assembly *as, const Page *p)
{
    Arena *a = as->arena;
    const Config *config = as->site->config;
    Str prefix = language_prefix(as->site, a, p->lang);

    switch (p->kind) {
    case PAGE_SINGLE:
        return expand(as, p, config_permalink(config, top_section(p)));
    case PAGE_HOME:
        return str_printf(a, STR_FMT "/", STR_ARG(prefix));
    case PAGE_SECTION:
        return str_printf(a, STR_FMT "/" STR_FMT "/", STR_ARG(prefix),
                          STR_ARG(section_slug(as, p->section, p->lang)));
    case PAGE_TAXONOMY:
        return str_printf(a, STR_FMT "/" STR_FMT "/", STR_ARG(prefix),
                          STR_ARG(taxonomy_slug(config, p->taxonomy, p->lang)));
    case PAGE_TERM:
        return str_printf(a, STR_FMT "/" STR_FMT "/" STR_FMT "/",
                          STR_ARG(prefix),
                          STR_ARG(taxonomy_slug(config, p->taxonomy, p->lang)),
                          STR_ARG(local_text(&p->term->slug, p->lang)));
    case PAGE_ARCHIVE:
        return str_printf(a, STR_FMT "/" STR_FMT "/", STR_ARG(prefix),
                          STR_ARG(local_text(&config->archive_slug, p->lang)));
    case PAGE_YEAR:
        return str_printf(a, STR_FMT "/" STR_FMT "/%04d/", STR_ARG(prefix),
                          STR_ARG(local_text(&config->archive_slug, p->lang)),
                          p->year);
    case PAGE_SNIPPETS:
        return str_printf(a, STR_FMT "/" STR_FMT "/", STR_ARG(prefix),
                          STR_ARG(local_text(&config->snippets_slug, p->lang)));
    case PAGE_SNIPPET:
        return str_printf(a, STR_FMT "/" STR_FMT "/" STR_FMT "/",
                          STR_ARG(prefix),
                          STR_ARG(local_text(&config->snippets_slug, p->lang)),
                          STR_ARG(p->about->snippet->id));
    case PAGE_NOT_FOUND:
        return str_printf(a, STR_FMT "/404.html", STR_ARG(prefix));
    case PAGE_ROOT:
        return STR("/");
    }
    return (Str){0};
}

/* "/it/a/" -> "it/a/index.html" */
static Str output_of(Arena *a, Str url)
{
    Str path = str_drop(url, 1);

    if (path.len == 0 || str_ends(path, STR("/")))
        return str_printf(a, STR_FMT "index.html", STR_ARG(path));
    return path;
}

Str assemble_url(Assembly *as, Str path)
{
    Buf b = buf_in(as->arena);

    buf_put(&b, config_base_path(as->site->config));
    escape_url_path(&b, path);
    return buf_take(&b);
}

static Str slug_in(Str url)
{
    while (str_ends(url, STR("/")))
        url.len--;
    return last_name(url);
}

static bool too_long(Str path)
{
    while (path.len) {
        StrCut cut = str_cut(path, '/');
        if (cut.head.len > NAME_LONGEST)
            return true;
        path = cut.tail;
    }
    return false;
}

static Str template_of(Assembly *as, const Page *p)
{
    if (p->fm.layout.len)
        return str_printf(as->arena, STR_FMT ".html", STR_ARG(p->fm.layout));
    switch (p->kind) {
    case PAGE_SINGLE:
        return p->date.year ? STR("post.html") : STR("page.html");
    case PAGE_HOME:
        return STR("home.html");
    case PAGE_SECTION:
        return STR("section.html");
    case PAGE_TAXONOMY:
        return p->taxonomy == TAXONOMY_TAGS ? STR("tags.html")
                                            : STR("series-list.html");
    case PAGE_TERM:
        return p->taxonomy == TAXONOMY_TAGS ? STR("tag.html")
                                            : STR("series.html");
    case PAGE_ARCHIVE:
        return STR("archive.html");
    case PAGE_YEAR:
        return STR("year.html");
    case PAGE_SNIPPETS:
        return STR("snippets.html");
    case PAGE_SNIPPET:
        return STR("snippet.html");
    case PAGE_NOT_FOUND:
        return STR("404.html");
    case PAGE_ROOT:
        return STR("root.html");
    }
    return (Str){0};
}

static bool is_paged(const Page *p)
{
    return p->kind == PAGE_HOME || p->kind == PAGE_SECTION ||
           (p->kind == PAGE_TERM && p->taxonomy == TAXONOMY_TAGS);
}

static Str pager_url(Assembly *as, const Page *p, size_t number)
{
    Buf b = buf_in(as->arena);

    if (number == 1)
        return p->url;
    buf_put(&b, p->url);
    escape_url_path(&b, local_text(&as->site->config->pager_slug, p->lang));
    buf_printf(&b, "/%zu/", number);
    return buf_take(&b);
}

static void make_pagers(Assembly *as, Page *p)
{
    size_t n = p->pages.len;
    size_t size = is_paged(p) ? (size_t)as->site->config->paginate : n;
    size_t total = n > size ? (n - 1) / size + 1 : 1;

    p->pagers = ARENA_ARRAY(as->arena, Pager, total);
    p->npagers = total;
    for (size_t i = 0; i < total; i++) {
        size_t from = i * size, left = n - from;
        p->pagers[i] = (Pager){
            .page = p,
            .index = as->site->pagers.len,
            .number = i + 1,
            .total = total,
            .pages = {n ? p->pages.items + from : NULL,
                      left < size ? left : size, 0},
            .url = pager_url(as, p, i + 1),
        };
        *VEC_PUSH(&as->site->pagers, as->arena) = &p->pagers[i];
    }
}

static void set_feeds(Assembly *as, Page *p)
{
    const Config *config = as->site->config;
    Arena *a = as->arena;

    if (p->kind != PAGE_HOME && p->kind != PAGE_TERM)
        return;
    if (config->feed_atom)
        p->feed_atom = str_printf(a, STR_FMT "feed.xml", STR_ARG(p->url));
    if (config->feed_json)
        p->feed_json = str_printf(a, STR_FMT "feed.json", STR_ARG(p->url));
}

void assemble_addresses(Assembly *as)
{
    Site *site = as->site;

    for (size_t i = 0; i < site->pages.len; i++) {
        Page *p = site->pages.items[i];
        Str raw = url_of(as, p);
        p->output = output_of(as->arena, raw);
        p->url = assemble_url(as, raw);
        p->slug = p->kind == PAGE_SINGLE ? slug_of(as, p) : slug_in(raw);
        p->template_name = template_of(as, p);
        if (too_long(p->output)) {
            const Source *src = p->src.path.len ? &p->src : NULL;
            diag_add(as->diags, ADDRESS_TOO_LONG, src, p->fm.slug_at,
                     STRS(utf8_slice(p->output, 0, 60)));
            p->output = (Str){0};
        }
        make_pagers(as, p);
        set_feeds(as, p);
    }
}
