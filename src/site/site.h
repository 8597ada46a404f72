/* site.h - the whole site, once everything is known about everything.
 *
 * Every address that shows a page of HTML is a Page: what an author wrote, and
 * also the home, the sections, the terms, the archive.  So each of them has a
 * title, a language, translations and perhaps a list of other pages, and
 * templates, hreflang and the sitemap treat all alike.  (Hugo's model.)
 *
 * Made by site_assemble from parsed pages, on one thread; from then on it is a
 * `const Site *` that all threads read.  Only Page.body is filled later, by the
 * one worker that converts the page.
 *
 * Templates and plugins see all of this through site/objects.h.
 */
#ifndef SITE_SITE_H
#define SITE_SITE_H

#include "base/map.h"
#include "base/vec.h"
#include "data/document.h"
#include "data/locale.h"
#include "site/config.h"
#include "site/front_matter.h"
#include "site/terms.h"
#include "snippet/assemble.h"
#include "snippet/engines.h"

typedef struct Page Page;
typedef struct Site Site;
typedef VEC(Page *) Pages;

typedef enum {
    PAGE_SINGLE, /* a piece or a page that an author wrote */
    PAGE_HOME,
    PAGE_SECTION,  /* a folder of content with an _index, or with posts */
    PAGE_TAXONOMY, /* all tags, all series */
    PAGE_TERM,     /* one tag, one series */
    PAGE_ARCHIVE,  /* everything by year and month */
    PAGE_YEAR,
    PAGE_SNIPPETS, /* all blocks of code that have an id */
    PAGE_SNIPPET,  /* one of them */
    PAGE_NOT_FOUND,
    PAGE_ROOT, /* the choice of languages at / */
} PageKind;

/* Why a page is not on the site, or that it is. */
typedef enum {
    STATUS_PUBLISHED,
    STATUS_DRAFT,
    STATUS_FUTURE,
    STATUS_EXPIRED
} PageStatus;

typedef enum { TAXONOMY_TAGS, TAXONOMY_SERIES, TAXONOMIES } TaxonomyKind;

/* The same thing in all its languages. */
typedef struct {
    Page **in; /* by language; NULL where there is none */
} Group;

/* A folder of content. */
typedef struct Section Section;
struct Section {
    Str path; /* "posts", "posts/deep"; "" for the top */
    Section *parent;
    Group group;  /* its pages of kind PAGE_SECTION, or PAGE_HOME for "" */
    Pages *lists; /* by language: what its page lists */
};

/* A file beside a bundle's pages, or anywhere else in content. */
typedef struct {
    const Site *site; /* set by site_assemble */
    size_t index;     /* in Site.resources; the same */
    Str path;         /* relative to the site's root */
    Str name;         /* below content; and its file in the output folder */
    Str local_name;   /* below its bundle, else the same; by site_assemble */
    Str url;
    int width, height; /* of an image in pixels, else 0 */
} Resource;

/* What converting the Markdown gave.  Written once, before any template. */
typedef struct {
    Str html;
    Str summary;      /* HTML */
    Str summary_text; /* plain */
    bool truncated;   /* the summary is not the whole */
    bool faulty; /* there was an error: an earlier output is not written over */
    bool away;   /* the HTML is with the site's writer */
} PageBody;

/* What takes time to have of a page, when a template asks: its text as
 * well-formed XML with absolute addresses, for feeds; its HTML, where that is
 * away; its source.  Any thread may ask at any time; the text goes into `a`. */
typedef struct BodyWriter BodyWriter;
struct BodyWriter {
    Str (*html)(BodyWriter *w, Arena *a, const Page *p);
    Str (*xhtml)(BodyWriter *w, Arena *a, const Page *p);
    Str (*source)(BodyWriter *w, Arena *a, const Page *p);
};

/* A block of code that has an id, where it stands. */
typedef struct {
    const Site *site;
    size_t index; /* in Site.snippets */
    const Snippet *snippet;
    const Page *page;
    const Page *own; /* the page about it alone; NULL: there is none */
    Str anchor;      /* its address within its page */
    Str raw_name;    /* of a file with nothing but its code: "pods.sh" */
    Str raw_url;     /* that file's address; "": it is not published */
} SiteSnippet;

typedef VEC(SiteSnippet *) SiteSnippets;

/* One page of a list that is spread over several. */
typedef struct {
    const Page *page;
    size_t index;         /* in Site.pagers */
    size_t number, total; /* from 1 */
    Pages pages;          /* a part of page->pages */
    Str url;              /* of this page of the list */
} Pager;

struct Page {
    size_t index; /* in Site.pages */
    size_t rank;  /* among them: newest first, then by title and source */
    PageKind kind;
    PageStatus status;
    int lang;
    Source src; /* path "" for a page that nobody wrote */
    FrontMatter fm;
    Document *doc; /* NULL without a body */
    PageBody *body;
    const Site *site;

    Str path; /* of the file, without language and suffix: "posts/a" */
    Str key;  /* what pairs translations: the same, or as the author says */
    Str title;
    Str slug;   /* the last part of the address: "chi-siamo" */
    Str url;    /* from the host's root: "/it/chi-siamo/" */
    Str output; /* the file below the output folder */
    Str template_name;
    Str description;
    Date date;    /* year 0: none */
    Date updated; /* the same; of a list: when a page of it last changed */
    Group *group;
    Section *section;

    Pages tags;            /* pages of kind PAGE_TERM, in the order written */
    Page *series;          /* of kind PAGE_TERM, or NULL */
    int64_t series_number; /* its place there, from 1; 0: in none */
    Page *previous, *next; /* by date in the section; previous is older */
    Pages related;
    Pages backlinks; /* pages whose text links here */

    /* Lists: what a home, section, term, archive or year shows, newest first
     * (a series: in its order).  May hold pages of other languages. */
    Pages pages;
    Pages children; /* subsections, terms of a taxonomy, years */
    Pager *pagers;
    size_t npagers;

    /* A bundle. */
    Str folder; /* of the source file, below content */
    bool bundle;
    VEC(Resource *) resources;
    const Resource *image; /* that stands for the page; or NULL */
    SiteSnippets snippets; /* in the order of the text; of PAGE_SNIPPETS: all of
                              the language, text after text */
    const SiteSnippet *about; /* PAGE_SNIPPET */
    const Snippet *code;      /* what each block of code is; in step with
                                 doc->code, or NULL */

    Str feed_atom, feed_json; /* addresses of its own feeds; mostly "" */

    const Term *term; /* PAGE_TERM */
    TaxonomyKind taxonomy;
    int year; /* PAGE_YEAR */
};

/* One language of the site; templates see the site from one. */
typedef struct {
    const Site *site;
    int index;
    Str code; /* "it" */
    Str title, description;
    const Locale *locale;
    Page *home, *archive, *not_found, *snippets;
    Page *taxonomies[TAXONOMIES];
    Pages posts; /* dated pages, newest first, foreign ones included */
    Pages own;   /* the same without the foreign ones */
} SiteLanguage;

/* What is written somewhere, and by what. */
typedef enum {
    ROUTE_PAGE, /* a template over a page */
    ROUTE_FEED_ATOM,
    ROUTE_FEED_JSON,
    ROUTE_SITEMAP,
    ROUTE_ROBOTS,
    ROUTE_ALIAS,     /* a redirect */
    ROUTE_REDIRECTS, /* the host's list of the same */
    ROUTE_HEADERS,
    ROUTE_RESOURCE, /* a file copied */
    ROUTE_PLUGIN,   /* text that a plugin made */
    ROUTE_TEXT,     /* text as it is */
    ROUTE_ENGINE,   /* a file of what runs code in the reader's browser */
    /* templates over a snippet */
    ROUTE_SNIPPET_EMBED,  /* what other sites may show of it */
    ROUTE_SNIPPET_OEMBED, /* that it may be shown */
    ROUTE_SNIPPET_RUN,    /* all it takes to run it in the reader's browser */
    ROUTE_SNIPPETS_JSON,  /* all snippets */
    ROUTE_SNIPPETS_SCHEMA,
} RouteKind;

typedef struct {
    RouteKind kind;
    const Site *site;
    Str url;
    Str output;       /* below the output folder */
    const Page *page; /* or NULL */
    const Pager *pager;
    const Resource *resource;
    const SiteSnippet *snippet;
    Str target;           /* ROUTE_ALIAS: where to; ROUTE_ENGINE: the file */
    Str text;             /* ROUTE_PLUGIN, ROUTE_TEXT */
    const Source *plugin; /* the same: whose */
    int lang;             /* -1: none */
    Span at;              /* in the page's source: what asks for the address */
} Route;

typedef struct {
    Str from, to;
} Redirect;

struct Site {
    Arena *arena;
    const Config *config;
    const Registry *registries[TAXONOMIES]; /* NULL: none */
    int64_t now;
    Str version;  /* of bifolio */
    Date updated; /* when a post last changed; year 0: there is none */
    SiteLanguage *languages;
    size_t nlanguages;
    int default_lang;

    Pages pages;   /* all that are on the site, of every kind */
    Pages posts;   /* dated ones of all languages, newest first */
    Pages written; /* those that authors wrote, by path; unpublished too */
    VEC(Section *) sections;
    VEC(Resource *) resources; /* all, bundles' included */
    VEC(Pager *) pagers;       /* all */
    SiteSnippets snippets;     /* by id, then by language */
    Engines engines;
    VEC(Route) routes; /* sorted by output */
    VEC(Redirect) redirects;
    Page *root;

    Map by_path;     /* content path without language and suffix -> Group: the
                        files of that name, translations of each other or not */
    Map by_name;     /* last name of that path -> the same, for wikilinks */
    Map by_resource; /* path below content -> Resource */
    Map by_url;      /* -> Page */

    Map absent; /* key of a page that is not on the site -> Page, or NULL where
                   its file has errors */
    Map page_fields;    /* name -> HostField; see objects.h */
    BodyWriter *writer; /* whoever converts sets it; NULL: no XML is had */
};

/* A parsed page, as the stage before hands it over. */
typedef struct {
    Source src;       /* path relative to the site's root */
    Str content_path; /* below content/ */
    FrontMatter fm;
    Document *doc;
    bool good; /* false: errors were found; kept out of the site */
} ParsedPage;

/* Sets quotes and dashes of a title as its language does. */
typedef struct Typesetter Typesetter;
struct Typesetter {
    Str (*set)(Typesetter *t, Arena *a, int lang, Str text);
};

typedef struct {
    const Config *config;
    const Registry *registries[TAXONOMIES]; /* NULL: none */
    const Locale *const *locales;           /* by language */
    ParsedPage *parsed;                     /* sorted by path */
    size_t nparsed;
    Resource *resources;
    size_t nresources;
    int64_t now;                /* seconds; what is later is in the future */
    Str version;                /* of bifolio */
    Typesetter *typesetter;     /* NULL: titles stay as typed */
    const SnippetSet *snippets; /* of the same pages; NULL: there are none */
    Engines engines;
} SiteParts;

/* Builds the site in `a`.  Everything in `parts` must outlive it.  Never fails
 * as a whole: what is wrong is in `d`, and left out. */
Site *site_assemble(Arena *a, const SiteParts *parts, DiagList *d);

/* Where a link written in `from` leads.  Diagnostics go to `d`. */
LinkTarget site_resolve_link(const Site *site, Arena *a, const Page *from,
                             const Link *link, DiagList *d);

/* The page that a link written in `from` leads to; NULL if it is none. */
Page *site_link_page(const Site *site, Arena *a, const Page *from,
                     const Link *link);

/* The page at an address from the host's root, or from the site's where that
 * is below the host's.  NULL if there is none. */
Page *site_page_of_url(const Site *site, Arena *a, Str url);

/* The page of a content path: "posts/a.md", or "posts/a.it.md" which is in
 * Italian, or "posts/a", or a section's folder.  In the language if it exists
 * there, else in the first that has it.  NULL if there is none. */
Page *site_page_at(const Site *site, Str path, int lang);

/* The file at a path below content, or the one for the language beside it:
 * "map.svg" finds "map.it.svg".  NULL if there is none. */
const Resource *site_resource_at(const Site *site, Arena *a, Str path,
                                 int lang);

/* The content path nearest to one that leads nowhere; may be empty. */
Str site_path_suggest(const Site *site, Arena *a, Str path);

/* "single", "home", ...; -1 if there is no such kind. */
Str page_kind_name(PageKind kind);
int page_kind_by_name(Str name);

/* The absolute address of one from the host's root. */
Str site_permalink(const Site *site, Arena *a, Str url);

/* How a content path is read: "posts/a.it.md" -> key "posts/a", language it. */
typedef struct {
    Str key;    /* without language, suffix and a bundle's "/index" */
    Str folder; /* "posts" */
    int lang;
    Str foreign;        /* "fr" of "a.fr.md" if the site is not in French */
    bool bundle;        /* index.LANG.md */
    bool section_index; /* _index.LANG.md */
} ContentName;
ContentName content_name(const Config *config, Str content_path);

#endif
