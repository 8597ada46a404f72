/* config.h - bifolio.yaml, read strictly.
 *
 * One table (config.c) names every key with its kind, its default and a line of
 * documentation; it drives reading, the messages about wrong keys and what
 * `bifolio config` prints.  Any text may be one string or a map by language.
 */
#ifndef SITE_CONFIG_H
#define SITE_CONFIG_H

#include "base/map.h"
#include "base/vec.h"
#include "data/value.h"
#include "data/yaml.h"
#include "diag/diag.h"

/* A text in each of the site's languages. */
typedef struct {
    const Str *in; /* by language; NULL: empty in all */
    size_t n;
} LocalText;

/* In the language; else in the first that has it; else empty. */
Str local_text(const LocalText *t, int lang);

/* The same text in every language. */
LocalText local_text_same(Arena *a, size_t nlanguages, Str text);

/* Reads a string, or a map from language codes to strings. */
typedef struct Config Config;
bool local_text_read(Arena *a, const Config *config, const Source *src,
                     const Node *n, DiagList *d, LocalText *out);

typedef enum { SEVERITY_ERROR, SEVERITY_WARNING, SEVERITY_OFF } Severity;
typedef enum { RAW_HTML_ALLOW, RAW_HTML_ESCAPE, RAW_HTML_DROP } RawHtml;

/* What a plugin is allowed beyond its sandbox; ORDER grants[], PluginNeed */
typedef enum { GRANT_READ, GRANT_RUN, GRANT_ENV, GRANTS } GrantKind;
typedef VEC(Str) GrantList;

typedef struct {
    Str name;
    Span at;       /* of the name */
    Value options; /* a dict */
    Map places;    /* option -> Span of its name */
    GrantList grants[GRANTS];
} PluginConfig;

struct Config {
    Arena *arena;
    const Source *src; /* bifolio.yaml; NULL: there is none */

    Str *languages; /* codes, in the order written */
    size_t nlanguages;
    int default_lang;
    int root_lang; /* whose pages live at the root; -1: a page to choose */

    LocalText title, description;
    Str author;   /* may be empty */
    Str base_url; /* without a slash at the end */
    Str theme;
    Str out; /* the output folder, relative to the site's root */

    LocalText tags_slug, series_slug, archive_slug, pager_slug, snippets_slug;
    Map permalinks; /* section -> Str * pattern */
    int64_t paginate, feed_limit, summary_words;
    bool feed_atom, feed_json; /* from `feeds` */
    bool drafts, future, expired, show_untranslated;
    int64_t raw_html; /* RawHtml */
    int64_t links;    /* Severity of broken links */
    Value params;

    bool snippets_index;    /* are there pages about snippets? */
    int64_t snippets_check; /* Severity; of blocks not marked .check */
    Str snippets_engines;   /* a folder; "": none */

    const PluginConfig *plugins; /* in the order written */
    size_t nplugins;
    Value plugins_written; /* the same as data, for config_print */
    Str lexers;            /* the folder of Scintillua's */

    const Node *root;           /* of src; NULL */
    const char *const *origins; /* by row of the table; see config_print */
};

/* What the command line says instead; empty and false: nothing. */
typedef struct {
    Str base_url, out;
    Str origin; /* "http://localhost:2424", in place of base_url's own */
    bool drafts, future, expired;
} ConfigOverrides;

/* Reads `src` (NULL: no file, all defaults).  False after errors; *out is then
 * what could be understood, with defaults for the rest. */
bool config_read(Arena *a, const Source *src, const ConfigOverrides *over,
                 DiagList *d, Config *out);

/* Index of a language code, -1 if the site has no such language. */
int config_language(const Config *c, Str code);

Str config_code(const Config *c, int lang);

/* Where the value of a key stands in src, or its item `i` where it is a list;
 * {0, 0} if it is not there. */
Span config_place(const Config *c, Str key, size_t i);

/* The path of base_url, "" or "/blog", which all addresses begin with; and an
 * address that begins with it made absolute. */
Str config_base_path(const Config *c);
Str config_absolute(const Config *c, Arena *a, Str url);

/* The pattern for pages of a section: its own, that of "*", or
 * "/:lang/:section/:slug/". */
Str config_permalink(const Config *c, Str section);

/* All keys in force, as YAML, each with a comment that says where it comes
 * from: the default, the file's line, or the command line. */
void config_print(Buf *out, const Config *c);

#endif
