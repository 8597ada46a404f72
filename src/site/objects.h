/* objects.h - the site as templates and plugins see it.
 *
 * Each kind of thing is a host object (data/value.h) with one table of fields:
 * name, kind, where it comes from, a line of documentation.  The tables drive
 * every reading of a field, the suggestions for a wrong name, the JSON Schema
 * and the reference page.
 *
 *   site       the whole, seen from one language: titles are in it
 *   language   one language of the site
 *   page       whatever has an address and shows HTML
 *   pager      one page of a list that is spread over several
 *   resource   a file beside a page
 *   route      what is being written
 *   snippet    a block of code that has an id
 *   pages, pagers, languages, resources, snippets    lists of these, not copied
 *
 * Fields are worked out when they are asked for.  What is missing is none, or
 * "" where text is expected; what no table names is undefined.  Whatever else
 * templates may ask a site is a field too, named by a tuple, so that an
 * observer can ask again: see site_ask.
 *
 * Digests: of a page, resource or language they tell who it is, since what it
 * says is asked of it field by field; of a list, who is in it in which order.
 *
 * Values borrow the site; what must be made lives in the reader's arena.
 */
#ifndef SITE_OBJECTS_H
#define SITE_OBJECTS_H

#include "site/site.h"

/* What a field holds; ORDER kind_names[] */
typedef enum {
    HOST_STR,   /* Str */
    HOST_HTML,  /* Str, safe */
    HOST_INT,   /* int64_t */
    HOST_BOOL,  /* bool */
    HOST_DATE,  /* Date; year 0 is none */
    HOST_PAGE,  /* Page *; NULL is none */
    HOST_PAGES, /* Pages */
    /* the others always have a function */
    HOST_PAGER,
    HOST_PAGERS,
    HOST_LANGUAGE,
    HOST_LANGUAGES,
    HOST_RESOURCE,
    HOST_RESOURCES,
    HOST_SNIPPET,
    HOST_SNIPPETS,
    HOST_LIST,
    HOST_DICT,
} HostKind;

typedef Value HostGetter(Reader *r, const void *self);

typedef struct {
    Str name;
    HostKind kind;
    size_t offset;   /* of the member, where get is NULL */
    HostGetter *get; /* or NULL */
    Str doc;         /* one line */
} HostField;

typedef struct {
    Str name; /* "page" */
    Str doc;
    const HostField *fields;
    size_t nfields;
    const ObjectType *type;
} HostTable;

/* Table i; NULL after the last. */
const HostTable *host_table(size_t i);

/* "string", "page", "list": for documentation. */
Str host_kind_name(HostKind kind);

/* For the ObjectType of any kind of thing with a table: the row of that name,
 * NULL if there is none; its value; all names. */
const HostField *host_find(const HostTable *t, Value key);
Value host_read(Reader *r, const HostField *field, const void *self);
size_t host_keys(Reader *r, const HostTable *t, const Str **out);

/* As values; NULL is none.  What is given is borrowed. */
Value site_value(Arena *a, const SiteLanguage *seen_from);
Value language_value(Arena *a, const SiteLanguage *l);
Value page_value(Arena *a, const Page *p);
Value pages_value(Arena *a, const Pages *pages);
Value pager_value(Arena *a, const Pager *p);
Value resource_value(Arena *a, const Resource *resource);
Value route_value(Arena *a, const Route *route);
Value snippet_value(Arena *a, const SiteSnippet *s);

/* And back; NULL if it is something else. */
const Page *value_as_page(Value v);
const SiteLanguage *value_as_language(Value v);

/* Which pages; empty and -1: any. */
typedef struct {
    Str section; /* its path: "posts" */
    Str tag;     /* key, label, slug or synonym, of tags or series */
    Str kind;    /* "single" */
    int lang;
} PageQuery;

/* Pages by weight, then newest first.  They live in `a`. */
const Pages *site_pages(const Site *site, Arena *a, const PageQuery *q);

/* The page of a content path ("posts/a.md", "posts/a.it.md"), a key
 * ("posts/a") or an address ("/it/scritti/a/"); of the first two in the
 * language if it exists there, else in the first that has it.  NULL if there
 * is none. */
const Page *site_page(const Site *site, Arena *a, Str name, int lang);

/* Asks the site a question with arguments, seen by the reader's observer.  lang
 * is the index of a language.
 *   "page", name, lang                 a page or none
 *   "pages", section, tag, kind, lang  pages, by site_pages
 *   "text", key, lang                  a digest of an interface text, or none
 *   "locale", lang                     a digest of how the language writes
 *   "now"                              the clock of the build, a date
 * Undefined for anything else. */
Value site_ask(Reader *r, const Site *site, const Value *question, size_t n);

/* ---- for whoever keeps what was asked: things.c
 *
 * A thing is an object that stays what it is as long as its name does, and is
 * asked question after question: all of the site but its lists, whose digests
 * say everything.  Things of a kind are numbered, from 0, as long as the site
 * is the same; names tell them from build to build. */

/* ORDER host_table() */
typedef enum {
    THING_SITE,
    THING_LANGUAGE,
    THING_PAGE,
    THING_PAGER,
    THING_RESOURCE,
    THING_SNIPPET,
    THING_ROUTE, /* last: more may come */
    THINGS,
} ThingKind;

typedef struct {
    ThingKind kind;
    size_t index;
} Thing;

/* False if the object is no thing. */
bool thing_of(const Object *o, Thing *out);

size_t thing_count(const Site *site, ThingKind kind);
Object thing_object(const Site *site, Thing t);
Str thing_name(const Site *site, Thing t);

/* Questions of a kind are numbered too: a field by its row, then what the thing
 * prints as.  -1: the answer is the same in every site. */
enum { THING_QUESTIONS = 60 }; /* there are fewer of any kind */
int thing_question(const Site *site, ThingKind kind, Value key);
size_t thing_questions(ThingKind kind);
Str thing_question_name(ThingKind kind, int question);

/* Nobody observes it. */
Value thing_ask(Arena *a, const Site *site, Thing t, int question);

#endif
