/* config.c - see config.h.
 *
 * To add a key: a member in Config, a row in keys[], a row in
 * tests/unit/test_config.c. */
#include "site/config.h"

#include "base/escape.h"
#include "base/text.h"
#include "data/json.h"

typedef enum {
    KEY_TEXT,
    KEY_STR,
    KEY_BOOL,
    KEY_INT,
    KEY_CHOICE,
    KEY_OTHER
} KeyKind;

typedef bool ReadFn(Config *c, const Node *n, DiagList *d);

typedef struct {
    Str name;
    KeyKind kind;
    size_t offset;
    Str fallback; /* as YAML would write it */
    Str doc;
    Str choices;  /* KEY_CHOICE: separated by | in the enum's order */
    ReadFn *read; /* KEY_OTHER */
} Key;

static bool read_languages(Config *c, const Node *n, DiagList *d);
static bool read_default(Config *c, const Node *n, DiagList *d);
static bool read_root(Config *c, const Node *n, DiagList *d);
static bool read_permalinks(Config *c, const Node *n, DiagList *d);
static bool read_feeds(Config *c, const Node *n, DiagList *d);
static bool read_params(Config *c, const Node *n, DiagList *d);

#define AT(member) offsetof(Config, member)
#define S          STR_INIT
/* clang-format off */
static const Key keys[] = {
    /* languages first: the texts by language need them */
    {S("languages"), KEY_OTHER, 0, S("[en]"), S("codes of the languages, in order"), S(""), read_languages},
    {S("default_language"), KEY_OTHER, 0, S("the first"), S("of files without a language in their name"), S(""), read_default},
    {S("root"), KEY_OTHER, 0, S("page"), S("what / shows: 'page' to choose a language, or the language that lives there"), S(""), read_root},
    {S("title"), KEY_TEXT, AT(title), S("Untitled"), S("the site's name"), S(""), NULL},
    {S("description"), KEY_TEXT, AT(description), S(""), S("a sentence about the site"), S(""), NULL},
    {S("author"), KEY_STR, AT(author), S(""), S("of pages that name none"), S(""), NULL},
    {S("base_url"), KEY_STR, AT(base_url), S("http://localhost:8000"), S("where the site is published"), S(""), NULL},
    {S("theme"), KEY_STR, AT(theme), S("folio"), S("a folder of themes/, or the built-in folio"), S(""), NULL},
    {S("out"), KEY_STR, AT(out), S("public"), S("the output folder"), S(""), NULL},
    {S("permalinks"), KEY_OTHER, 0, S("{}"), S("address patterns by section, of :lang :section :slug :title :year :month :day"), S(""), read_permalinks},
    {S("tags_slug"), KEY_TEXT, AT(tags_slug), S("tags"), S("address of the tags"), S(""), NULL},
    {S("series_slug"), KEY_TEXT, AT(series_slug), S("series"), S("address of the series"), S(""), NULL},
    {S("archive_slug"), KEY_TEXT, AT(archive_slug), S("archive"), S("address of the archive"), S(""), NULL},
    {S("pager_slug"), KEY_TEXT, AT(pager_slug), S("page"), S("what stands before the number of a list's further pages"), S(""), NULL},
    {S("paginate"), KEY_INT, AT(paginate), S("10"), S("entries on a page of a list"), S(""), NULL},
    {S("feeds"), KEY_OTHER, 0, S("[atom, json]"), S("formats of the feeds of each language, tag and series"), S(""), read_feeds},
    {S("feed_limit"), KEY_INT, AT(feed_limit), S("20"), S("entries of a feed"), S(""), NULL},
    {S("summary_words"), KEY_INT, AT(summary_words), S("70"), S("of an automatic summary, to the sentence's end"), S(""), NULL},
    {S("show_untranslated"), KEY_BOOL, AT(show_untranslated), S("true"), S("list a piece also where it is not translated"), S(""), NULL},
    {S("drafts"), KEY_BOOL, AT(drafts), S("false"), S("publish drafts"), S(""), NULL},
    {S("future"), KEY_BOOL, AT(future), S("false"), S("publish what is dated later"), S(""), NULL},
    {S("expired"), KEY_BOOL, AT(expired), S("false"), S("publish what has expired"), S(""), NULL},
    {S("raw_html"), KEY_CHOICE, AT(raw_html), S("allow"), S("HTML within Markdown"), S("allow|escape|drop"), NULL},
    {S("broken_links"), KEY_CHOICE, AT(links), S("error"), S("links and anchors that lead nowhere"), S("error|warning|off"), NULL},
    {S("params"), KEY_OTHER, 0, S("{}"), S("anything, for templates"), S(""), read_params},
};
/* clang-format on */
#undef S
#undef AT

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
        return wrong(src, n, d, STR("text, or a text for each language"));
    Str *in = ARENA_ARRAY(a, Str, config->nlanguages);
    for (const Node *c = n->first; c; c = c->next) {
        int lang = config_language(config, c->key);
        if (lang < 0) {
            unknown_language(config, src, c->key_at, c->key, d);
            good = false;
        } else if (c->kind != NODE_SCALAR) {
            good = wrong(src, c, d, STR("text"));
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
        return wrong(c->src, n, d, STR("a list of codes such as [it, en]"));
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
        return wrong(c->src, n, d, STR("a language"));
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
        str_find_text(rest, STR("..")) != SIZE_MAX)
        return wrong(c->src, n, d, STR("a pattern such as /:lang/:slug/"));
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
        return wrong(c->src, n, d, STR("a map from sections to patterns"));
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
    return good || wrong(c->src, n, d, STR("a list of: atom, json"));
}

static bool read_params(Config *c, const Node *n, DiagList *d)
{
    if (n->kind != NODE_MAP)
        return wrong(c->src, n, d, STR("a map"));
    c->params = node_value(c->arena, n);
    return true;
}

static bool read_choice(const Key *key, const Source *src, const Node *n,
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
    return wrong(src, n, d, key->choices);
}

static bool read_int(const Source *src, const Node *n, DiagList *d,
                     int64_t *out)
{
    int64_t i;

    if (n->kind != NODE_SCALAR || !node_int(n, &i) || i < 1 || i > 1000000)
        return wrong(src, n, d, STR("a whole number above zero"));
    *out = i;
    return true;
}

static bool read_key(Config *c, const Key *key, const Node *n, DiagList *d)
{
    void *member = (char *)c + key->offset;

    switch (key->kind) {
    case KEY_TEXT:
        return local_text_read(c->arena, c, c->src, n, d, member);
    case KEY_STR:
        if (n->kind != NODE_SCALAR)
            return wrong(c->src, n, d, STR("text"));
        *(Str *)member = n->text;
        return true;
    case KEY_BOOL:
        return node_bool(n, member) ||
               wrong(c->src, n, d, STR("true or false"));
    case KEY_INT:
        return read_int(c->src, n, d, member);
    case KEY_CHOICE:
        return read_choice(key, c->src, n, d, member);
    case KEY_OTHER:
        return key->read(c, n, d);
    }
    return true;
}

static void set_default(Config *c, const Key *key)
{
    void *member = (char *)c + key->offset;
    Node n = {.kind = NODE_SCALAR, .plain = true, .text = key->fallback};
    DiagList none = {.arena = c->arena};

    if (key->kind == KEY_TEXT)
        *(LocalText *)member =
            local_text_same(c->arena, c->nlanguages, key->fallback);
    else if (key->kind != KEY_OTHER)
        read_key(c, key, &n, &none);
}

static void unknown_keys(const Config *c, const Node *root, DiagList *d)
{
    Str names[COUNT(keys)];

    for (size_t i = 0; i < COUNT(keys); i++)
        names[i] = keys[i].name;
    for (const Node *n = root->first; n; n = n->next) {
        bool known = false;
        for (size_t i = 0; i < COUNT(keys); i++)
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
    for (size_t i = 0; i < COUNT(keys); i++)
        if (str_eq(keys[i].name, str_of(name)))
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

static void check_base_url(Config *c, const Node *n, DiagList *d)
{
    while (str_ends(c->base_url, STR("/")))
        c->base_url.len--;
    if (!str_starts(c->base_url, STR("http://")) &&
        !str_starts(c->base_url, STR("https://")))
        diag_add(d, CONFIG_BASE_URL, n ? c->src : NULL, n ? n->at : (Span){0},
                 STRS(c->base_url));
}

static const char *origin_of(Config *c, const Node *n)
{
    if (!n)
        return "default";
    Str text = str_printf(c->arena, STR_FMT ":%zu", STR_ARG(c->src->path),
                          source_place(c->src, n->key_at.start).line);
    return arena_cstr(c->arena, text);
}

bool config_read(Arena *a, const Source *src, const ConfigOverrides *over,
                 DiagList *d, Config *out)
{
    static Str english[] = {STR_INIT("en")};
    size_t before = d->errors;
    Node *root = NULL;
    const char **origins = ARENA_ARRAY(a, const char *, COUNT(keys));

    *out = (Config){.arena = a,
                    .src = src,
                    .root_lang = -1,
                    .feed_atom = true,
                    .feed_json = true};
    out->languages = english;
    out->nlanguages = 1;
    out->params = value_dict(dict_new(a));
    out->origins = origins;
    if (src &&
        yaml_parse(a, src, (Span){0, (uint32_t)src->text.len}, d, &root) &&
        root->kind != NODE_MAP)
        wrong(src, root, d, STR("a map"));
    for (size_t i = 0; i < COUNT(keys); i++) {
        const Node *n = node_get(root, keys[i].name);
        set_default(out, &keys[i]);
        if (n)
            read_key(out, &keys[i], n, d);
        origins[i] = origin_of(out, n);
    }
    if (root && root->kind == NODE_MAP)
        unknown_keys(out, root, d);
    override_config(out, over, origins);
    check_base_url(out, node_get(root, STR("base_url")), d);
    return d->errors == before;
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
    return buf_str(&b);
}

Str config_permalink(const Config *c, Str section)
{
    const Str *pattern = map_get(&c->permalinks, section);

    if (!pattern)
        pattern = map_get(&c->permalinks, STR("*"));
    return pattern ? *pattern : STR("/:lang/:section/:slug/");
}

/* A text as YAML: quoted as JSON is, which YAML reads. */
static void put_quoted(Buf *b, Str s)
{
    buf_put_char(b, '"');
    escape_json(b, s);
    buf_put_char(b, '"');
}

static bool same_in_all(const LocalText *t)
{
    for (size_t i = 1; i < t->n; i++)
        if (!str_eq(t->in[i], t->in[0]))
            return false;
    return true;
}

static void put_text(Buf *b, const Config *c, const LocalText *t)
{
    if (same_in_all(t)) {
        put_quoted(b, local_text(t, 0));
        return;
    }
    buf_put_char(b, '{');
    for (size_t i = 0; i < t->n; i++) {
        buf_put(b, i ? STR(", ") : STR(""));
        buf_put(b, c->languages[i]);
        BUF_LIT(b, ": ");
        put_quoted(b, t->in[i]);
    }
    buf_put_char(b, '}');
}

static void put_languages(Buf *b, const Config *c)
{
    buf_put_char(b, '[');
    for (size_t i = 0; i < c->nlanguages; i++) {
        buf_put(b, i ? STR(", ") : STR(""));
        buf_put(b, c->languages[i]);
    }
    buf_put_char(b, ']');
}

static void put_permalinks(Buf *b, const Config *c)
{
    buf_put_char(b, '{');
    for (size_t i = 0; i < c->permalinks.len; i++) {
        buf_put(b, i ? STR(", ") : STR(""));
        put_quoted(b, c->permalinks.entries[i].key);
        BUF_LIT(b, ": ");
        put_quoted(b, *(const Str *)c->permalinks.entries[i].value);
    }
    buf_put_char(b, '}');
}

static void put_other(Buf *b, const Config *c, const Key *key)
{
    Reader nobody = {.arena = b->arena};

    if (key->read == read_languages)
        put_languages(b, c);
    else if (key->read == read_default)
        buf_put(b, c->languages[c->default_lang]);
    else if (key->read == read_root)
        buf_put(b, c->root_lang < 0 ? STR("page") : c->languages[c->root_lang]);
    else if (key->read == read_feeds)
        buf_printf(b, "[%s%s%s]", c->feed_atom ? "atom" : "",
                   c->feed_atom && c->feed_json ? ", " : "",
                   c->feed_json ? "json" : "");
    else if (key->read == read_permalinks)
        put_permalinks(b, c);
    else
        json_print(b, &nobody, c->params, 0);
}

static Str choice_name(Str choices, int64_t i)
{
    for (; i > 0; i--)
        choices = str_cut(choices, '|').tail;
    return str_cut(choices, '|').head;
}

static void put_value(Buf *b, const Config *c, const Key *key)
{
    const void *member = (const char *)c + key->offset;

    switch (key->kind) {
    case KEY_TEXT:
        put_text(b, c, member);
        break;
    case KEY_STR:
        put_quoted(b, *(const Str *)member);
        break;
    case KEY_BOOL:
        buf_put(b, *(const bool *)member ? STR("true") : STR("false"));
        break;
    case KEY_INT:
        buf_put_int(b, *(const int64_t *)member);
        break;
    case KEY_CHOICE:
        buf_put(b, choice_name(key->choices, *(const int64_t *)member));
        break;
    case KEY_OTHER:
        put_other(b, c, key);
        break;
    }
}

void config_print(Buf *out, const Config *c)
{
    for (size_t i = 0; i < COUNT(keys); i++) {
        buf_printf(out, "# " STR_FMT " (%s)\n", STR_ARG(keys[i].doc),
                   c->origins[i]);
        buf_put(out, keys[i].name);
        BUF_LIT(out, ": ");
        put_value(out, c, &keys[i]);
        buf_put_char(out, '\n');
    }
}
