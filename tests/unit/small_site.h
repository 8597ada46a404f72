/* small_site.h - a site from files in memory, for tests.
 *
 * Languages are Italian and English with the built-in theme's texts; a
 * configuration may say otherwise.  Files are Markdown pages by their path
 * below content/; tags.yaml and series.yaml; snippets.lock; anything else is a
 * resource, whose text is its size: "640x480".
 */
#ifndef UNIT_SMALL_SITE_H
#define UNIT_SMALL_SITE_H

#include "build/parse.h"
#include "build/plugins.h"
#include "build/theme.h"
#include "markdown/markdown.h"
#include "site/objects.h"

#include <stdio.h>

typedef struct {
    const char *path, *text;
} SmallFile;

enum { SMALL_LANGUAGES = 4 };

/* 2026-07-01: what is dated later is in the future. */
#define SMALL_NOW 1782864000

static inline const Source *small_source(Arena *a, const char *path,
                                         const char *text)
{
    Source *src = ARENA_NEW(a, Source);

    *src = (Source){str_of(path), str_of(text)};
    return src;
}

static inline void small_page(Arena *a, Arena *scratch, const SmallFile *f,
                              DiagList *d, SiteParts *parts,
                              SnippetParts *snippets)
{
    const Config *config = parts->config;
    size_t i = parts->nparsed++;
    ParsedPage *out = &parts->parsed[i];
    SnippetPage *page = &snippets->pages[i];
    MarkdownDoc *doc = ARENA_NEW(a, MarkdownDoc);
    ContentName name = content_name(config, str_of(f->path));
    MarkdownCode *code = ARENA_NEW(a, MarkdownCode);
    FrontSplit split;

    *out = (ParsedPage){.content_path = str_of(f->path), .doc = &doc->facts};
    out->src = *small_source(a, f->path, f->text);
    if (!front_matter_split(&out->src, d, &split))
        return;
    MarkdownInput in = {.src = &out->src, .body = split.body};
    site_code_keys(a, NULL, code);
    out->good = front_matter_read(a, &out->src, split.yaml, d, &out->fm);
    in.options.code = code;
    out->good &= markdown_parse(a, scratch, &in, d, doc);
    *page = (SnippetPage){.src = &out->src,
                          .doc = out->doc,
                          .key = name.key,
                          .lang = name.lang,
                          .good = true};
    snippets_of_document(a, page, d);
}

static inline void small_file(Arena *a, Arena *scratch, const SmallFile *f,
                              DiagList *d, SiteParts *parts,
                              SnippetParts *snippets)
{
    static const char *const names[TAXONOMIES] = {"tags.yaml", "series.yaml"};
    Str path = str_of(f->path);

    for (int i = 0; i < TAXONOMIES; i++) {
        if (!str_eq(path, str_of(names[i])))
            continue;
        Registry *registry = ARENA_NEW(a, Registry);
        registry_read(a, parts->config, small_source(a, f->path, f->text), d,
                      registry);
        parts->registries[i] = registry;
        return;
    }
    if (str_ends(path, STR(".md"))) {
        small_page(a, scratch, f, d, parts, snippets);
        return;
    }
    if (str_eq(path, STR("snippets.lock"))) {
        snippets->lock = small_source(a, f->path, f->text);
        return;
    }
    Resource *r = &parts->resources[parts->nresources++];
    *r = (Resource){.path = path, .name = path};
    sscanf(f->text, "%dx%d", &r->width, &r->height);
}

static inline const Locale *small_locale(Arena *a, Str code, DiagList *d)
{
    Locale *locale = ARENA_NEW(a, Locale);
    Theme theme = {0};

    theme_builtin(a, &theme);
    if (!str_eq(code, STR("it")))
        code = STR("en"); /* of whose texts there are no others */
    theme_locale(&theme, a, code, d, locale);
    return locale;
}

/* `config` may be NULL.  Files must be sorted by path. */
static inline Site *small_site(Arena *a, const char *config,
                               const SmallFile *files, size_t n, DiagList *d)
{
    static const char fallback[] = "languages: [it, en]\n"
                                   "title: {it: Prova, en: Trial}\n"
                                   "base_url: https://example.org\n";
    Arena scratch = {0};
    ConfigOverrides none = {0};
    Config *c = ARENA_NEW(a, Config);
    const Locale **locales = ARENA_ARRAY(a, const Locale *, SMALL_LANGUAGES);
    SiteParts parts = {.config = c, .locales = locales, .now = SMALL_NOW};
    SnippetParts *snippets = ARENA_NEW(a, SnippetParts);
    SnippetSet *set = ARENA_NEW(a, SnippetSet);

    config_read(a, small_source(a, "bifolio.yaml", config ? config : fallback),
                &none, d, c);
    for (size_t i = 0; i < c->nlanguages && i < SMALL_LANGUAGES; i++)
        locales[i] = small_locale(a, c->languages[i], d);
    parts.parsed = ARENA_ARRAY(a, ParsedPage, n + 1);
    parts.resources = ARENA_ARRAY(a, Resource, n + 1);
    parts.version = STR("1.0");
    markdown_init();
    snippets->pages = ARENA_ARRAY(a, SnippetPage, n + 1);
    for (size_t i = 0; i < n; i++)
        small_file(a, &scratch, &files[i], d, &parts, snippets);
    arena_free(&scratch);
    snippets->npages = parts.nparsed;
    snippets->languages = c->languages;
    snippets->nlanguages = c->nlanguages;
    snippets_assemble(a, snippets, d, set);
    parts.snippets = set;
    return site_assemble(a, &parts, d);
}

/* ---- asking */

/* Lists in brackets, the rest as a template prints it. */
static inline void small_print(Buf *b, Reader *r, Value v)
{
    bool list = v.kind == VALUE_LIST ||
                (v.kind == VALUE_OBJECT && v.as.object->type->at);

    if (!list) {
        value_print(b, r, v);
        return;
    }
    buf_put_char(b, '[');
    for (size_t i = 0, n = value_len(r, v); i < n; i++) {
        buf_put(b, i ? STR(", ") : STR(""));
        small_print(b, r, value_at(r, v, i));
    }
    buf_put_char(b, ']');
}

/* "tags.0.title" of a value. */
static inline Value small_get(Reader *r, Value v, Str path)
{
    while (path.len) {
        StrCut cut = str_cut(path, '.');
        Value next, key = value_str(cut.head);
        int64_t i;
        if (str_to_int(cut.head, &i))
            key = value_int(i);
        value_get(r, v, key, &next);
        v = next;
        path = cut.tail;
    }
    return v;
}

/* What a question begins with: "it" is the language, "it/site" the site seen
 * from it, anything else a page's address. */
static inline Value small_start(Reader *r, const Site *site, Str name)
{
    StrCut cut = str_cut(name, '/');
    int lang = config_language(site->config, cut.head);

    if (lang >= 0 && !cut.found)
        return language_value(r->arena, &site->languages[lang]);
    if (lang >= 0 && str_eq(cut.tail, STR("site")))
        return site_value(r->arena, &site->languages[lang]);
    return page_value(r->arena, site_page(site, r->arena, name, 0));
}

/* "/it/posts/a/ tags.0.title" */
static inline Str small_ask(Arena *a, const Site *site, const char *question)
{
    StrCut cut = str_cut(str_of(question), ' ');
    Reader r = {.arena = a};
    Buf b = buf_in(a);

    Value v = small_start(&r, site, cut.head);
    if (v.kind == VALUE_NULL)
        return STR("NO SUCH PAGE");
    v = small_get(&r, v, cut.tail);
    if (v.kind == VALUE_UNDEFINED)
        return STR("undefined");
    small_print(&b, &r, v);
    return buf_str(&b);
}

#endif
