/* links.c - where links between pages lead. */
#include "site/site.h"

#include "base/escape.h"
#include "base/path.h"
#include "base/text.h"

#include <assert.h>

/* What a target turned out to be. */
typedef struct {
    Page *page;
    const Resource *resource;
    Str anchor;
    Str path; /* below content, or the name: what was looked for */
} Found;

static bool has_scheme(Str s)
{
    size_t i = 0;

    if (str_starts(s, STR("//")))
        return true;
    while (i < s.len && (ascii_is_alnum(s.ptr[i]) || s.ptr[i] == '+' ||
                         s.ptr[i] == '-' || s.ptr[i] == '.'))
        i++;
    return i > 1 && i < s.len && s.ptr[i] == ':' && ascii_is_alpha(s.ptr[0]);
}

/* In the reader's language, or else in the first that has it.  The group may
 * be one of files, whose translations may have other names. */
static Page *in_language(const Site *site, const Group *g, int lang)
{
    if (g->in[lang])
        return g->in[lang];
    for (size_t i = 0; i < site->nlanguages; i++) {
        const Group *all = g->in[i] ? g->in[i]->group : NULL;
        if (all)
            return all->in[lang] ? all->in[lang] : g->in[i];
    }
    return NULL;
}

static Page *by_name(const Site *site, Arena *a, const Page *from, Str name)
{
    const Group *g = map_get(&site->by_path, name);

    if (!g)
        g = map_get(&site->by_name, name);
    if (!g)
        g = map_get(&site->by_name, text_slug(a, name));
    return g ? in_language(site, g, from->lang)
             : site_page_at(site, name, from->lang);
}

const Resource *site_resource_at(const Site *site, Arena *a, Str path, int lang)
{
    StrCut cut = str_rcut(path, '.');
    Str name =
        str_printf(a, STR_FMT "." STR_FMT "." STR_FMT, STR_ARG(cut.head),
                   STR_ARG(config_code(site->config, lang)), STR_ARG(cut.tail));
    const Resource *r = map_get(&site->by_resource, name);

    return r ? r : map_get(&site->by_resource, path);
}

Page *site_page_of_url(const Site *site, Arena *a, Str url)
{
    Page *p = map_get(&site->by_url, url);
    Buf b = buf_in(a);

    if (p)
        return p;
    buf_put(&b, config_base_path(site->config));
    escape_url_path(&b, url);
    return map_get(&site->by_url, buf_str(&b));
}

/* "posts/a.it.md" -> "posts/a", and the language if the path names one. */
static Str key_of(const Site *site, Str path, int *lang)
{
    while (str_ends(path, STR("/")))
        path.len--;
    if (!str_ends(path, STR(".md")))
        return path;
    ContentName name = content_name(site->config, path);
    StrCut own = str_rcut(str_take(path, path.len - 3), '.');
    if (own.found && config_language(site->config, own.tail) >= 0)
        *lang = name.lang;
    return name.key;
}

Page *site_page_at(const Site *site, Str path, int lang)
{
    Str key = key_of(site, path, &lang);
    const Group *g = map_get(&site->by_path, key);

    for (size_t i = 0; !g && i < site->sections.len; i++)
        if (str_eq(site->sections.items[i]->path, key))
            g = &site->sections.items[i]->group;
    return g ? in_language(site, g, lang) : NULL;
}

static void by_content_path(const Site *site, Arena *a, const Page *from,
                            Str path, Found *out)
{
    out->resource = site_resource_at(site, a, path, from->lang);
    if (!out->resource)
        out->page = site_page_at(site, path, from->lang);
}

/* In links, but not in wikilinks, what cannot stand in an address may be
 * percent-encoded; files and anchors have their names as they are. */
static Str plain_target(Arena *a, const Link *link)
{
    if (link->kind == LINK_WIKI || str_find(link->target, '%') == SIZE_MAX)
        return link->target;
    return unescape_url(a, link->target);
}

static Found find(const Site *site, Arena *a, const Page *from,
                  const Link *link)
{
    StrCut cut = str_cut(plain_target(a, link), '#');
    Found out = {.anchor = cut.found ? cut.tail : (Str){0}, .path = cut.head};
    Str path;

    if (cut.head.len == 0) {
        out.page = (Page *)from;
    } else if (link->kind == LINK_WIKI) {
        out.page = by_name(site, a, from, cut.head);
    } else if (str_starts(cut.head, STR("/"))) {
        out.page = site_page_of_url(site, a, cut.head);
        if (!out.page && path_normalize(a, str_drop(cut.head, 1), &path)) {
            out.path = path;
            by_content_path(site, a, from, path, &out);
        }
    } else if (path_normalize(a, path_join(a, from->folder, cut.head), &path)) {
        out.path = path;
        by_content_path(site, a, from, path, &out);
    }
    return out;
}

Page *site_link_page(const Site *site, Arena *a, const Page *from,
                     const Link *link)
{
    if (has_scheme(link->target))
        return NULL;
    return find(site, a, from, link).page;
}

static bool has_anchor(const Page *p, Str id)
{
    if (!p->doc || id.len == 0)
        return true;
    return document_has_anchor(p->doc, id);
}

static Str nearest_anchor(Arena *a, const Page *p, Str id)
{
    const Str *ids;
    size_t n = document_anchors(a, p->doc, &ids);

    return text_closest(id, ids, n);
}

Str site_path_suggest(const Site *site, Arena *a, Str path)
{
    const Map *m = &site->by_path;
    Str *keys = ARENA_ARRAY(a, Str, m->len);
    int lang;

    for (size_t i = 0; i < m->len; i++)
        keys[i] = m->entries[i].key;
    return text_closest(key_of(site, path, &lang), keys, m->len);
}

static bool close_to(Str name, Str other)
{
    return text_closest(name, &other, 1).len > 0;
}

/* Of two paths that are near to each other: so are the names at their ends,
 * as files or as pages, and not only a long folder in common. */
static bool alike(const Site *site, Str a, Str b)
{
    int lang;

    return close_to(path_name(a), path_name(b)) ||
           close_to(path_name(key_of(site, a, &lang)),
                    path_name(key_of(site, b, &lang)));
}

/* What could have been written in the link instead: a page's or a file's path,
 * from the page's own folder or from content/. */
static Str nearest_target(const Site *site, Arena *a, const Page *from,
                          const Link *link, Str path)
{
    const Map *pages = &site->by_path, *files = &site->by_resource;
    Str *names = ARENA_ARRAY(a, Str, pages->len + files->len);
    const char *suffix = link->kind == LINK_WIKI ? "" : ".md";
    size_t n = 0;

    for (size_t i = 0; i < pages->len; i++)
        names[n++] =
            str_printf(a, STR_FMT "%s", STR_ARG(pages->entries[i].key), suffix);
    for (size_t i = 0; link->kind != LINK_WIKI && i < files->len; i++)
        names[n++] = files->entries[i].key;
    Str near = text_closest(path, names, n);
    if (!near.len || !alike(site, path, near))
        return (Str){0};
    if (link->kind == LINK_WIKI)
        return near;
    if (str_eq(path_folder(near), from->folder))
        return path_name(near);
    return str_printf(a, "/" STR_FMT, STR_ARG(near));
}

static DiagPhrase status_phrase(PageStatus status)
{
    switch (status) {
    case STATUS_DRAFT:
        return PHRASE_DRAFT;
    case STATUS_FUTURE:
        return PHRASE_FUTURE;
    case STATUS_EXPIRED:
        return PHRASE_EXPIRED;
    default:
        return PHRASE_PUBLISHED;
    }
}

/* True if there is such a page, but not on the site: where its file has errors,
 * they have been said; else it is said why. */
static bool is_absent(const Site *site, const Page *from, const Link *link,
                      Str path, DiagList *d)
{
    int lang = from->lang;
    Str key = key_of(site, path, &lang);

    for (size_t i = 0; i < site->absent.len; i++) {
        const MapEntry *e = &site->absent.entries[i];
        bool same = str_eq(e->key, key) || (link->kind == LINK_WIKI &&
                                            str_eq(path_name(e->key), path));
        if (!same)
            continue;
        const Page *p = e->value;
        if (p)
            diag_add(d,
                     site->config->links == SEVERITY_WARNING
                         ? LINK_TO_ABSENT_WARNING
                         : LINK_TO_ABSENT,
                     &from->src, link->at,
                     STRS(link->target, diag_phrase(status_phrase(p->status))));
        return true;
    }
    return false;
}

static void broken(const Site *site, Arena *a, const Page *from,
                   const Link *link, const Found *found, DiagList *d)
{
    bool warn = site->config->links == SEVERITY_WARNING;
    Diag *one;

    if (site->config->links == SEVERITY_OFF)
        return;
    if (!found->page && is_absent(site, from, link, found->path, d))
        return;
    if (!found->page) {
        one = diag_add(d, warn ? BROKEN_LINK_WARNING : BROKEN_LINK, &from->src,
                       link->at, STRS(link->target));
        diag_suggest(d, one, nearest_target(site, a, from, link, found->path));
        return;
    }
    Str where =
        found->page->src.path.len ? found->page->src.path : found->page->url;
    one = diag_add(d, warn ? BROKEN_ANCHOR_WARNING : BROKEN_ANCHOR, &from->src,
                   link->at, STRS(found->anchor, where));
    if (found->page->doc)
        diag_suggest(d, one, nearest_anchor(a, found->page, found->anchor));
}

static Str with_anchor(Arena *a, Str url, Str anchor)
{
    Buf b = buf_in(a);

    buf_put(&b, url);
    if (anchor.len) {
        buf_put_char(&b, '#');
        escape_url_path(&b, anchor);
    }
    return buf_take(&b);
}

LinkTarget site_resolve_link(const Site *site, Arena *a, const Page *from,
                             const Link *link, DiagList *d)
{
    assert(from);
    if (link->kind != LINK_WIKI && has_scheme(link->target))
        return (LinkTarget){.url = link->target, .external = true};
    Found f = find(site, a, from, link);
    if (f.resource)
        return (LinkTarget){.url = f.resource->url,
                            .width = f.resource->width,
                            .height = f.resource->height};
    if (!f.page || !has_anchor(f.page, f.anchor)) {
        broken(site, a, from, link, &f, d);
        return (LinkTarget){.url = link->target,
                            .text = link->target,
                            .broken = true};
    }
    bool here = f.page == from && f.anchor.len;
    return (LinkTarget){
        .url = with_anchor(a, here ? (Str){0} : f.page->url, f.anchor),
        .text = f.page->title,
        .lang = f.page->lang == from->lang
                    ? (Str){0}
                    : config_code(site->config, f.page->lang),
    };
}
