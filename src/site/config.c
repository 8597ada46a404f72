/* config.c - see config.h.
 *
 * To add a key: a member in Config, a row in keys[], a row in
 * tests/unit/test_config.c. */
#include "site/config_keys.h"

#include "base/path.h"
#include "base/text.h"
#include "site/check.h"
#include "site/config_plugins.h"

static bool read_languages(Config *c, const Node *n, DiagList *d);
static bool read_default(Config *c, const Node *n, DiagList *d);
static bool read_root(Config *c, const Node *n, DiagList *d);
static bool read_permalinks(Config *c, const Node *n, DiagList *d);
static bool read_feeds(Config *c, const Node *n, DiagList *d);
static bool read_params(Config *c, const Node *n, DiagList *d);

/* The Makefile says where they were found. */
#ifndef BIFOLIO_LEXERS
#define BIFOLIO_LEXERS "/usr/share/vis/lexers"
#endif

#define AT(member) offsetof(Config, member)
#define S          STR_INIT
/* clang-format off */
const ConfigKey config_keys[] = {
    /* languages first: the texts by language need them */
    {S("languages"), KEY_OTHER, 0, S("[en]"), S("codes of the languages, in order"), S(""), read_languages, put_languages},
    {S("default_language"), KEY_OTHER, 0, S("the first"), S("of files without a language in their name"), S(""), read_default, put_default_language},
    {S("root"), KEY_OTHER, 0, S("page"), S("what / shows: 'page' to choose a language, or the language that lives there"), S(""), read_root, put_root},
    {S("title"), KEY_TEXT, AT(title), S("Untitled"), S("the site's name"), S(""), NULL, NULL},
    {S("description"), KEY_TEXT, AT(description), S(""), S("a sentence about the site"), S(""), NULL, NULL},
    {S("author"), KEY_STR, AT(author), S(""), S("of pages that name none"), S(""), NULL, NULL},
    {S("base_url"), KEY_STR, AT(base_url), S("http://localhost:8000"), S("where the site is published"), S(""), NULL, NULL},
    {S("theme"), KEY_NAME, AT(theme), S("folio"), S("a folder of themes/, or the built-in folio"), S(""), NULL, NULL},
    {S("out"), KEY_OUT, AT(out), S("public"), S("the output folder"), S(""), NULL, NULL},
    {S("permalinks"), KEY_OTHER, 0, S("{}"), S("address patterns by section, of :lang :section :slug :title :year :month :day"), S(""), read_permalinks, put_permalinks},
    {S("tags_slug"), KEY_SLUG, AT(tags_slug), S("tags"), S("address of the tags"), S(""), NULL, NULL},
    {S("series_slug"), KEY_SLUG, AT(series_slug), S("series"), S("address of the series"), S(""), NULL, NULL},
    {S("archive_slug"), KEY_SLUG, AT(archive_slug), S("archive"), S("address of the archive"), S(""), NULL, NULL},
    {S("pager_slug"), KEY_SLUG, AT(pager_slug), S("page"), S("what stands before the number of a list's further pages"), S(""), NULL, NULL},
    {S("snippets_slug"), KEY_SLUG, AT(snippets_slug), S("snippets"), S("address of the index of snippets"), S(""), NULL, NULL},
    {S("paginate"), KEY_INT, AT(paginate), S("10"), S("entries on a page of a list"), S(""), NULL, NULL},
    {S("feeds"), KEY_OTHER, 0, S("[atom, json]"), S("formats of the feeds of each language, tag and series"), S(""), read_feeds, put_feeds},
    {S("feed_limit"), KEY_INT, AT(feed_limit), S("20"), S("entries of a feed"), S(""), NULL, NULL},
    {S("summary_words"), KEY_INT, AT(summary_words), S("70"), S("of an automatic summary, to the sentence's end"), S(""), NULL, NULL},
    {S("show_untranslated"), KEY_BOOL, AT(show_untranslated), S("true"), S("list a piece also where it is not translated"), S(""), NULL, NULL},
    {S("drafts"), KEY_BOOL, AT(drafts), S("false"), S("publish drafts"), S(""), NULL, NULL},
    {S("future"), KEY_BOOL, AT(future), S("false"), S("publish what is dated later"), S(""), NULL, NULL},
    {S("expired"), KEY_BOOL, AT(expired), S("false"), S("publish what has expired"), S(""), NULL, NULL},
    {S("raw_html"), KEY_CHOICE, AT(raw_html), S("allow"), S("HTML within Markdown"), S("allow|escape|drop"), NULL, NULL},
    {S("broken_links"), KEY_CHOICE, AT(links), S("error"), S("links and anchors that lead nowhere"), S("error|warning|off"), NULL, NULL},
    {S("snippets_check"), KEY_CHOICE, AT(snippets_check), S("warning"), S("code that cannot be right, in blocks marked neither .check nor .run"), S("error|warning|off"), NULL, NULL},
    {S("snippets_index"), KEY_BOOL, AT(snippets_index), S("true"), S("pages about blocks of code that have an id"), S(""), NULL, NULL},
    {S("snippets_engines"), KEY_STR, AT(snippets_engines), S(""), S("the folder of what runs code in the reader's browser; empty: nothing does"), S(""), NULL, NULL},
    {S("plugins"), KEY_OTHER, 0, S("[]"), S("plugins in their order: NAME, or NAME: {options, grant: {read, run, env}}"), S(""), config_plugins_read, put_plugins},
    {S("lexers"), KEY_STR, AT(lexers), S(BIFOLIO_LEXERS), S("the folder of Scintillua's lexers"), S(""), NULL, NULL},
    {S("params"), KEY_OTHER, 0, S("{}"), S("anything, for templates"), S(""), read_params, put_params},
    {S(""), KEY_OTHER, 0, S(""), S(""), S(""), NULL, NULL},
};
/* clang-format on */
#undef S
#undef AT

enum { KEYS = COUNT(config_keys) - 1 };

Str local_text(const LocalText *t, int lang)
{
    if (!t->in)
        return (Str){0};
    if (lang >= 0 && (size_t)lang < t->n && t->in[lang].len)
        return t->in[lang];
    for (size_t i = 0; i < t->n; i++)
        if (t->in[i].len)
            return t->in[i];
    return (Str){0};
}

LocalText local_text_same(Arena *a, size_t nlanguages, Str text)
{
    Str *in = ARENA_ARRAY(a, Str, nlanguages);

    for (size_t i = 0; i < nlanguages; i++)
        in[i] = text;
    return (LocalText){in, nlanguages};
}

static bool wrong(const Source *src, const Node *n, DiagList *d, Str expected)
{
    diag_add(d, CONFIG_TYPE, src, n->at, STRS(n->key, expected));
    return false;
}

static void unknown_language(const Config *c, const Source *src, Span at,
                             Str code, DiagList *d)
{
    Diag *one = diag_add(d, LANGUAGE_UNKNOWN, src, at, STRS(code));

    diag_suggest(d, one, text_closest(code, c->languages, c->nlanguages));
}

bool local_text_read(Arena *a, const Config *config, const Source *src,
                     const Node *n, DiagList *d, LocalText *out)
{
    bool good = true;

    if (n->kind == NODE_SCALAR) {
        *out = local_text_same(a, config->nlanguages, n->text);
        return true;
    }
    if (n->kind != NODE_MAP)
        return wrong(src, n, d, diag_phrase(PHRASE_LOCAL_TEXT));
    Str *in = ARENA_ARRAY(a, Str, config->nlanguages);
    for (const Node *c = n->first; c; c = c->next) {
        int lang = config_language(config, c->key);
        if (lang < 0) {
            unknown_language(config, src, c->key_at, c->key, d);
            good = false;
        } else if (c->kind != NODE_SCALAR) {
            good = wrong(src, c, d, diag_phrase(PHRASE_TEXT));
        } else {
            in[lang] = c->text;
        }
    }
    *out = (LocalText){in, config->nlanguages};
    return good;
}

int config_language(const Config *c, Str code)
{
    for (size_t i = 0; i < c->nlanguages; i++)
        if (str_eq_nocase(c->languages[i], code))
            return (int)i;
    return -1;
}

Str config_code(const Config *c, int lang)
{
    return c->languages[lang];
}

/* Letters, digits and hyphens, as BCP 47 has them; it becomes a folder. */
static bool is_code(Str s)
{
    if (s.len < 2 || s.len > 35 || !ascii_is_alpha(s.ptr[0]))
        return false;
    for (size_t i = 0; i < s.len; i++)
        if (!ascii_is_alnum(s.ptr[i]) && s.ptr[i] != '-')
            return false;
    return true;
}

static bool read_languages(Config *c, const Node *n, DiagList *d)
{
    bool good = n->kind == NODE_SEQ && n->len > 0;

    for (const Node *e = n->first; e && good; e = e->next)
        good = e->kind == NODE_SCALAR && is_code(e->text);
    if (!good)
        return wrong(c->src, n, d, diag_phrase(PHRASE_LANGUAGES));
    c->languages = ARENA_ARRAY(c->arena, Str, n->len);
    c->nlanguages = 0;
    for (const Node *e = n->first; e; e = e->next) {
        if (config_language(c, e->text) >= 0) {
            diag_add(d, LANGUAGE_TWICE, c->src, e->at, STRS(e->text));
            return false;
        }
        c->languages[c->nlanguages++] = e->text;
    }
    return true;
}

static bool read_code(Config *c, const Node *n, DiagList *d, int *out)
{
    if (n->kind != NODE_SCALAR)
        return wrong(c->src, n, d, diag_phrase(PHRASE_LANGUAGE));
    int lang = config_language(c, n->text);
    if (lang < 0) {
        unknown_language(c, c->src, n->at, n->text, d);
        return false;
    }
    *out = lang;
    return true;
}

static bool read_default(Config *c, const Node *n, DiagList *d)
{
    return read_code(c, n, d, &c->default_lang);
}

static bool read_root(Config *c, const Node *n, DiagList *d)
{
    if (n->kind == NODE_SCALAR && str_eq(n->text, STR("page")))
        return true;
    return read_code(c, n, d, &c->root_lang);
}

static bool good_token(Str name)
{
    static const Str tokens[] = {STR_INIT("lang"), STR_INIT("section"),
                                 STR_INIT("slug"), STR_INIT("title"),
                                 STR_INIT("year"), STR_INIT("month"),
                                 STR_INIT("day")};

    for (size_t i = 0; i < COUNT(tokens); i++)
        if (str_eq(name, tokens[i]))
            return true;
    return false;
}

static bool check_pattern(Config *c, const Node *n, DiagList *d)
{
    Str rest = n->text;

    if (n->kind != NODE_SCALAR || !str_starts(rest, STR("/")) ||
        path_fault(c->arena, str_drop(rest, 1)).len)
        return wrong(c->src, n, d, diag_phrase(PHRASE_PATTERN));
    while (str_cut(rest, ':').found) {
        rest = str_cut(rest, ':').tail;
        size_t len = 0;
        while (len < rest.len && ascii_is_alpha(rest.ptr[len]))
            len++;
        if (!good_token(str_take(rest, len))) {
            diag_add(d, PERMALINK_TOKEN, c->src, n->at,
                     STRS(str_take(rest, len)));
            return false;
        }
    }
    return true;
}

static bool read_permalinks(Config *c, const Node *n, DiagList *d)
{
    bool good = true;

    if (n->kind != NODE_MAP)
        return wrong(c->src, n, d, diag_phrase(PHRASE_PATTERNS));
    for (const Node *e = n->first; e; e = e->next) {
        if (!check_pattern(c, e, d)) {
            good = false;
            continue;
        }
        Str *pattern = ARENA_NEW(c->arena, Str);
        *pattern = e->text;
        *map_at(&c->permalinks, c->arena, e->key) = pattern;
    }
    return good;
}

static bool read_feeds(Config *c, const Node *n, DiagList *d)
{
    bool good = n->kind == NODE_SEQ;

    c->feed_atom = c->feed_json = false;
    for (const Node *e = n->first; e && good; e = e->next) {
        bool *format = str_eq(e->text, STR("atom"))   ? &c->feed_atom
                       : str_eq(e->text, STR("json")) ? &c->feed_json
                                                      : NULL;
        good = format != NULL;
        if (format)
            *format = true;
    }
    return good || wrong(c->src, n, d, diag_phrase(PHRASE_FEEDS));
}

static bool read_params(Config *c, const Node *n, DiagList *d)
{
    if (n->kind != NODE_MAP)
        return wrong(c->src, n, d, diag_phrase(PHRASE_MAP));
    c->params = node_value(c->arena, n);
    return true;
}

/* "a|b" -> "a, b" */
static Str with_commas(Arena *a, Str choices)
{
    Buf b = buf_in(a);

    for (size_t i = 0; i < choices.len; i++)
        buf_put(&b, choices.ptr[i] == '|' ? STR(", ")
                                          : str_slice(choices, i, i + 1));
    return buf_take(&b);
}

static bool read_choice(const ConfigKey *key, const Source *src, const Node *n,
                        DiagList *d, int64_t *out)
{
    Str rest = key->choices;

    for (int64_t i = 0; rest.len; i++) {
        StrCut cut = str_cut(rest, '|');
        if (n->kind == NODE_SCALAR && str_eq(cut.head, n->text)) {
            *out = i;
            return true;
        }
        rest = cut.tail;
    }
    diag_add(d, CONFIG_CHOICE, src, n->at,
             STRS(n->key, with_commas(d->arena, key->choices)));
    return false;
}

static bool read_int(const Source *src, const Node *n, DiagList *d,
                     int64_t *out)
{
    int64_t i;

    if (n->kind != NODE_SCALAR || !node_int(n, &i) || i < 1 || i > 1000000)
        return wrong(src, n, d, diag_phrase(PHRASE_POSITIVE));
    *out = i;
    return true;
}

static bool check_slug(const Config *c, const Node *n, DiagList *d)
{
    Str fault = slug_fault(c->arena, n->text);

    if (n->kind != NODE_SCALAR)
        return wrong(c->src, n, d, diag_phrase(PHRASE_LOCAL_TEXT));
    if (fault.len)
        diag_add(d, BAD_SLUG, c->src, n->at, STRS(n->text, fault));
    return !fault.len;
}

static bool read_slug(Config *c, const Node *n, DiagList *d, LocalText *out)
{
    bool good = true;

    if (n->kind == NODE_SCALAR)
        good = check_slug(c, n, d);
    for (const Node *e = n->first; e; e = e->next)
        good &= check_slug(c, e, d);
    return good && local_text_read(c->arena, c, c->src, n, d, out);
}

static bool read_str(Config *c, const Node *n, DiagList *d, Str *out)
{
    if (n->kind != NODE_SCALAR)
        return wrong(c->src, n, d, diag_phrase(PHRASE_TEXT));
    *out = n->text;
    return true;
}

static bool read_name(Config *c, const Node *n, DiagList *d, Str *out)
{
    if (n->kind == NODE_SCALAR && !is_plain_name(n->text)) {
        diag_add(d, BAD_NAME, c->src, n->at, STRS(n->text));
        return false;
    }
    return read_str(c, n, d, out);
}

/* Within the site, and none of the folders that a build reads: it writes what
 * it likes there. */
static bool read_out(Config *c, const Node *n, DiagList *d, Str *out)
{
    static const Str taken[] = {STR_INIT("content"), STR_INIT("layouts"),
                                STR_INIT("themes"), STR_INIT("plugins"),
                                STR_INIT(".git")};
    Str clean;
    bool good = n->kind == NODE_SCALAR && !path_fault(c->arena, n->text).len &&
                path_normalize(c->arena, n->text, &clean);

    for (size_t i = 0; good && i < COUNT(taken); i++)
        good = !str_eq(str_cut(clean, '/').head, taken[i]);
    if (!good)
        return wrong(c->src, n, d, diag_phrase(PHRASE_OUT));
    *out = clean;
    return true;
}

static bool read_key(Config *c, const ConfigKey *key, const Node *n,
                     DiagList *d)
{
    void *member = (char *)c + key->offset;

    switch (key->kind) {
    case KEY_TEXT:
        return local_text_read(c->arena, c, c->src, n, d, member);
    case KEY_SLUG:
        return read_slug(c, n, d, member);
    case KEY_STR:
        return read_str(c, n, d, member);
    case KEY_NAME:
        return read_name(c, n, d, member);
    case KEY_OUT:
        return read_out(c, n, d, member);
    case KEY_BOOL:
        return node_bool(n, member) ||
               wrong(c->src, n, d, diag_phrase(PHRASE_BOOL));
    case KEY_INT:
        return read_int(c->src, n, d, member);
    case KEY_CHOICE:
        return read_choice(key, c->src, n, d, member);
    case KEY_OTHER:
        return key->read(c, n, d);
    }
    return true;
}

static void set_default(Config *c, const ConfigKey *key)
{
    void *member = (char *)c + key->offset;
    Node n = {.kind = NODE_SCALAR, .plain = true, .text = key->fallback};
    DiagList none = {.arena = c->arena};

    if (key->kind == KEY_TEXT || key->kind == KEY_SLUG)
        *(LocalText *)member =
            local_text_same(c->arena, c->nlanguages, key->fallback);
    else if (key->kind != KEY_OTHER)
        read_key(c, key, &n, &none);
}

static void unknown_keys(const Config *c, const Node *root, DiagList *d)
{
    Str names[KEYS];

    for (size_t i = 0; i < KEYS; i++)
        names[i] = config_keys[i].name;
    for (const Node *n = root->first; n; n = n->next) {
        bool known = false;
        for (size_t i = 0; i < KEYS; i++)
            known |= str_eq(names[i], n->key);
        if (known)
            continue;
        Diag *one =
            diag_add(d, CONFIG_UNKNOWN_KEY, c->src, n->key_at, STRS(n->key));
        diag_suggest(d, one, text_closest(n->key, names, COUNT(names)));
    }
}

static void mark_override(const char **origins, const char *name)
{
    for (size_t i = 0; i < KEYS; i++)
        if (str_eq(config_keys[i].name, str_of(name)))
            origins[i] = "command line";
}

static void override_config(Config *c, const ConfigOverrides *over,
                            const char **origins)
{
    if (over->base_url.len)
        mark_override(origins, "base_url");
    if (over->out.len)
        mark_override(origins, "out");
    if (over->drafts)
        mark_override(origins, "drafts");
    if (over->future)
        mark_override(origins, "future");
    if (over->expired)
        mark_override(origins, "expired");
    if (over->base_url.len)
        c->base_url = over->base_url;
    if (over->out.len)
        c->out = over->out;
    c->drafts |= over->drafts;
    c->future |= over->future;
    c->expired |= over->expired;
}

/* A scheme and a host, perhaps a path: addresses are made by adding to it. */
static bool is_base_url(Str url)
{
    StrCut cut = str_cut_text(url, STR("://"));
    bool scheme =
        str_eq(cut.head, STR("http")) || str_eq(cut.head, STR("https"));

    for (size_t i = 0; i < url.len; i++)
        if (str_find(STR(" ?#\"<>\\"), url.ptr[i]) != SIZE_MAX ||
            (unsigned char)url.ptr[i] < 0x20)
            return false;
    return scheme && str_cut(cut.tail, '/').head.len > 0;
}

static void check_base_url(Config *c, const Node *n, DiagList *d)
{
    if (!is_base_url(c->base_url))
        diag_add(d, CONFIG_BASE_URL, n ? c->src : NULL, n ? n->at : (Span){0},
                 STRS(c->base_url));
    while (str_ends(c->base_url, STR("/")))
        c->base_url.len--;
}

/* The same path elsewhere. */
static void override_origin(Config *c, Str origin)
{
    Buf b = buf_in(c->arena);

    buf_put(&b, origin);
    buf_put(&b, config_base_path(c));
    c->base_url = buf_str(&b);
}

static const char *origin_of(Config *c, const Node *n)
{
    if (!n)
        return "default";
    Str text = str_printf(c->arena, STR_FMT ":%zu", STR_ARG(c->src->path),
                          source_place(c->src, n->key_at.start).line);
    return arena_cstr(c->arena, text);
}

Span config_place(const Config *c, Str key, size_t i)
{
    const Node *n = node_get(c->root, key), *item = n ? n->first : NULL;

    while (item && i--)
        item = item->next;
    return item ? item->at : n ? n->at : (Span){0};
}

bool config_read(Arena *a, const Source *src, const ConfigOverrides *over,
                 DiagList *all, Config *out)
{
    static Str english[] = {STR_INIT("en")};
    DiagList own = {.arena = all->arena}, *d = &own;
    Node *root = NULL;
    const char **origins = ARENA_ARRAY(a, const char *, KEYS);

    *out = (Config){.arena = a,
                    .src = src,
                    .root_lang = -1,
                    .feed_atom = true,
                    .feed_json = true};
    out->languages = english;
    out->nlanguages = 1;
    out->params = value_dict(dict_new(a));
    out->plugins_written = value_list(list_new(a, 0));
    out->origins = origins;
    if (src &&
        yaml_parse(a, src, (Span){0, (uint32_t)src->text.len}, d, &root) &&
        root->kind != NODE_MAP)
        diag_add(d, CONFIG_TYPE, src, root->at,
                 STRS(src->path, diag_phrase(PHRASE_MAP)));
    for (size_t i = 0; i < KEYS; i++) {
        const Node *n = node_get(root, config_keys[i].name);
        set_default(out, &config_keys[i]);
        if (n && !node_is_null(n))
            read_key(out, &config_keys[i], n, d);
        origins[i] = origin_of(out, n);
    }
    out->root = root;
    if (root && root->kind == NODE_MAP)
        unknown_keys(out, root, d);
    override_config(out, over, origins);
    check_base_url(out, node_get(root, STR("base_url")), d);
    if (over->origin.len)
        override_origin(out, over->origin);
    bool good = d->errors == 0;
    diag_sort(d);
    diag_join(all, d);
    return good;
}

Str config_base_path(const Config *c)
{
    size_t host = str_find_text(c->base_url, STR("://"));
    Str rest = str_drop(c->base_url, host == SIZE_MAX ? 0 : host + 3);
    size_t path = str_find(rest, '/');

    return path == SIZE_MAX ? (Str){0} : str_drop(rest, path);
}

Str config_absolute(const Config *c, Arena *a, Str url)
{
    Str origin = c->base_url;
    Buf b = buf_in(a);

    origin.len -= config_base_path(c).len;
    buf_room(&b, origin.len + url.len);
    buf_put(&b, origin);
    buf_put(&b, url);
    return buf_take(&b);
}

Str config_permalink(const Config *c, Str section)
{
    const Str *pattern = map_get(&c->permalinks, section);

    if (!pattern)
        pattern = map_get(&c->permalinks, STR("*"));
    return pattern ? *pattern : STR("/:lang/:section/:slug/");
}
