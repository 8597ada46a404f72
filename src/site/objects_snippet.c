/* objects_snippet.c - what can be asked of a block of code that has an id.
 *
 * To add a field: a row in fields[] and a row in tests/unit/test_objects.c. */
#include "site/host.h"

static const Snippet *of(const void *self)
{
    return ((const SiteSnippet *)self)->snippet;
}

static const Locale *locale_of(const void *self)
{
    const SiteSnippet *s = self;

    return s->site->languages[s->page->lang].locale;
}

static Value get_id(Reader *r, const void *self)
{
    (void)r;
    return value_str(of(self)->id);
}

static Value get_title(Reader *r, const void *self)
{
    Str title = of(self)->code->title;

    (void)r;
    return value_str(title.len ? title : of(self)->id);
}

static Value get_lang(Reader *r, const void *self)
{
    const SiteSnippet *s = self;

    return language_value(r->arena, &s->site->languages[s->page->lang]);
}

static Value get_language(Reader *r, const void *self)
{
    (void)r;
    return value_str(of(self)->code->language);
}

static Value get_code(Reader *r, const void *self)
{
    (void)r;
    return value_str(of(self)->code->code);
}

static Value get_output(Reader *r, const void *self)
{
    const Snippet *expected = of(self)->expected;

    (void)r;
    return expected ? value_str(expected->code->code) : value_null();
}

static Value get_exit(Reader *r, const void *self)
{
    (void)r;
    return value_int(of(self)->exit);
}

static Value get_hidden(Reader *r, const void *self)
{
    (void)r;
    return value_bool(of(self)->hidden);
}

static Value get_session(Reader *r, const void *self)
{
    (void)r;
    return value_str(of(self)->session);
}

static Value get_file(Reader *r, const void *self)
{
    (void)r;
    return value_str(of(self)->file);
}

static Value get_tape(Reader *r, const void *self)
{
    (void)r;
    return value_str(of(self)->tape_name);
}

static Value get_sha256(Reader *r, const void *self)
{
    return value_str(sha256_hex(r->arena, of(self)->code->code));
}

static Value get_tags(Reader *r, const void *self)
{
    return pages_value(r->arena, &((const SiteSnippet *)self)->page->tags);
}

static Value get_url(Reader *r, const void *self)
{
    const SiteSnippet *s = self;

    (void)r;
    return value_str(s->own ? s->own->url : s->anchor);
}

/* ---- lists --------------------------------------------------------------- */

static Value get_tools(Reader *r, const void *self)
{
    const Snippet *s = of(self);
    List *out = list_new(r->arena, s->tools.len);

    for (size_t i = 0; i < s->tools.len; i++)
        list_push(out, r->arena, value_str(s->tools.items[i]));
    return value_list(out);
}

static Value params_value(Reader *r, const SnippetParam *items, size_t n)
{
    List *out = list_new(r->arena, n);

    for (size_t i = 0; i < n; i++) {
        Dict *d = dict_new(r->arena);
        dict_put_str(d, r->arena, STR("name"), value_str(items[i].name));
        dict_put_str(d, r->arena, STR("value"), value_str(items[i].value));
        list_push(out, r->arena, value_dict(d));
    }
    return value_list(out);
}

static Value get_params(Reader *r, const void *self)
{
    return params_value(r, of(self)->params.items, of(self)->params.len);
}

static Value get_env(Reader *r, const void *self)
{
    return params_value(r, of(self)->env.items, of(self)->env.len);
}

/* The snippet of the site; NULL if its page is not on the site. */
static const SiteSnippet *find(const SiteSnippet *near, const Snippet *s)
{
    const SiteSnippets *all = &near->site->snippets;
    size_t from = 0, to = all->len;

    while (from < to) {
        size_t middle = from + (to - from) / 2;
        const Snippet *at = all->items[middle]->snippet;
        int order = str_cmp(at->id, s->id);
        if (order == 0)
            order = at->lang - s->lang;
        if (order == 0)
            return all->items[middle];
        if (order < 0)
            from = middle + 1;
        else
            to = middle;
    }
    return NULL;
}

static Value get_needs(Reader *r, const void *self)
{
    const SiteSnippet *s = self;
    const Snippets *plan = &s->snippet->plan;
    SiteSnippets *out = ARENA_NEW(r->arena, SiteSnippets);

    for (size_t i = 0; i + 1 < plan->len; i++) {
        const SiteSnippet *one = find(s, plan->items[i]);
        if (one)
            *VEC_PUSH(out, r->arena) = (SiteSnippet *)one;
    }
    return host_snippets(r->arena, out);
}

static Value get_translations(Reader *r, const void *self)
{
    const SiteSnippet *s = self;
    const SiteSnippets *all = &s->site->snippets;
    SiteSnippets *out = ARENA_NEW(r->arena, SiteSnippets);
    size_t first = s->index;

    while (first > 0 &&
           str_eq(all->items[first - 1]->snippet->id, s->snippet->id))
        first--;
    for (size_t i = first; i < all->len; i++) {
        if (!str_eq(all->items[i]->snippet->id, s->snippet->id))
            break;
        if (i != s->index)
            *VEC_PUSH(out, r->arena) = all->items[i];
    }
    return host_snippets(r->arena, out);
}

/* ---- how it ran ---------------------------------------------------------- */

static Value get_level(Reader *r, const void *self)
{
    (void)r;
    return value_str(snippet_level_name(of(self)->level));
}

static Value get_drifted(Reader *r, const void *self)
{
    (void)r;
    return value_bool(of(self)->drift != 0);
}

static Value get_date(Reader *r, const void *self)
{
    const LockLine *line = of(self)->line;

    return line ? host_date(r, line->date) : value_null();
}

static Value get_environment(Reader *r, const void *self)
{
    const LockLine *line = of(self)->line;

    (void)r;
    return value_str(line ? line->env : (Str){0});
}

static Value get_ms(Reader *r, const void *self)
{
    const LockLine *line = of(self)->line;

    (void)r;
    return line ? value_int(line->ms) : value_null();
}

static Value get_versions(Reader *r, const void *self)
{
    const LockLine *line = of(self)->line;
    Dict *out = dict_new(r->arena);

    for (size_t i = 0; line && i < line->tools.len; i++)
        dict_put_str(out, r->arena, line->tools.items[i].name,
                     value_str(line->tools.items[i].version));
    return value_dict(out);
}

/* "jq 1.6 and kubectl 1.29.3" */
static Str tool_words(Arena *a, const Locale *l, const LockLine *line)
{
    Str *items = ARENA_ARRAY(a, Str, line->tools.len);
    Buf b = buf_in(a);

    for (size_t i = 0; i < line->tools.len; i++)
        items[i] = str_printf(a, STR_FMT " " STR_FMT,
                              STR_ARG(line->tools.items[i].name),
                              STR_ARG(line->tools.items[i].version));
    locale_put_list(&b, l, items, line->tools.len);
    return buf_str(&b);
}

static Str level_key(const Snippet *s, const LockLine *line)
{
    static const Str keys[SNIPPET_LEVELS][3] = {
        [SNIPPET_NOT_RUN] = {STR_INIT("snippet_not_run")},
        [SNIPPET_RECORDED] = {STR_INIT("snippet_recorded"),
                              STR_INIT("snippet_recorded_on"),
                              STR_INIT("snippet_recorded_with")},
        [SNIPPET_REPLAYED] = {STR_INIT("snippet_replayed"),
                              STR_INIT("snippet_replayed_on"),
                              STR_INIT("snippet_replayed_with")},
        [SNIPPET_RAN] = {STR_INIT("snippet_ran"), STR_INIT("snippet_ran_on"),
                         STR_INIT("snippet_ran_with")},
    };
    Str key = keys[s->level][!line ? 0 : line->tools.len ? 2 : 1];

    return key.len ? key : keys[s->level][0];
}

static Value get_level_text(Reader *r, const void *self)
{
    const Snippet *s = of(self);
    const Locale *l = locale_of(self);
    Dict *args = dict_new(r->arena);
    Buf date = buf_in(r->arena), out = buf_in(r->arena);

    if (s->line) {
        locale_put_date(&date, l, s->line->date, STR("long"));
        dict_put_str(args, r->arena, STR("date"), value_str(buf_str(&date)));
        dict_put_str(args, r->arena, STR("tools"),
                     value_str(tool_words(r->arena, l, s->line)));
    }
    if (!locale_format(&out, l, level_key(s, s->line), args))
        return value_str(snippet_level_name(s->level)); /* a theme's gap */
    if (!s->drift)
        return value_str(buf_str(&out));
    dict_put_str(args, r->arena, STR("level"), value_str(buf_str(&out)));
    Buf drifted = buf_in(r->arena);
    locale_format(&drifted, l, STR("snippet_drifted"), args);
    return value_str(buf_str(&drifted));
}

/* ---- for the reader ------------------------------------------------------ */

static Value get_engine(Reader *r, const void *self)
{
    const char *engine = of(self)->language->engine;

    (void)r;
    return engine ? value_str(str_of(engine)) : value_null();
}

/* That readers may run it with; NULL: none. */
static const Engine *engine_of(const void *self)
{
    const SiteSnippet *s = self;

    return engine_offered(&s->site->engines, s->snippet);
}

static Value get_runs_here(Reader *r, const void *self)
{
    (void)r;
    return value_bool(engine_of(self) != NULL);
}

static Value get_engine_version(Reader *r, const void *self)
{
    const Engine *e = engine_of(self);

    (void)r;
    return e ? value_str(e->version) : value_null();
}

static Value get_engine_label(Reader *r, const void *self)
{
    const Engine *e = engine_of(self);

    (void)r;
    return e ? value_str(e->label) : value_null();
}

static Value get_engine_size(Reader *r, const void *self)
{
    const Engine *e = engine_of(self);

    (void)r;
    return e ? value_int(e->size) : value_null();
}

static Str root_url(Reader *r, const SiteSnippet *s, Str path)
{
    return str_printf(r->arena, STR_FMT "/" STR_FMT,
                      STR_ARG(config_base_path(s->site->config)),
                      STR_ARG(path));
}

static Value get_engine_url(Reader *r, const void *self)
{
    const Engine *e = engine_of(self);

    if (!e)
        return value_null();
    Str path = str_printf(r->arena, "engines/" STR_FMT "/", STR_ARG(e->path));
    return value_str(root_url(r, self, path));
}

static Value get_try_url(Reader *r, const void *self)
{
    const SiteSnippet *s = self;

    if (!engine_of(s))
        return value_null();
    Str path = str_printf(r->arena, "snippets/" STR_FMT "." STR_FMT ".json",
                          STR_ARG(s->snippet->id),
                          STR_ARG(s->site->languages[s->page->lang].code));
    return value_str(root_url(r, self, path));
}

static Value get_match(Reader *r, const void *self)
{
    static const Str names[] = {[SNIPPET_EXACT] = STR_INIT("exact"),
                                [SNIPPET_LIKE] = STR_INIT("like"),
                                [SNIPPET_ANY] = STR_INIT("any")};

    (void)r;
    return value_str(names[of(self)->match]);
}

static Value get_fail(Reader *r, const void *self)
{
    (void)r;
    return value_bool(of(self)->fail);
}

static Value get_job(Reader *r, const void *self)
{
    return snippet_job(r->arena, of(self));
}

static Value get_tape_text(Reader *r, const void *self)
{
    const Source *tape = of(self)->tape_source;

    (void)r;
    return tape ? value_str(tape->text) : value_null();
}

#define MADE(name, kind, doc) FIELD_FN(name, kind, get_##name, doc)
#define OWN(name, kind, doc)  FIELD(name, kind, SiteSnippet, doc)
/* clang-format off */
static const HostField fields[] = {
    MADE(id, HOST_STR, "the id; a snippet prints as it"),
    MADE(title, HOST_STR, "the title or file name its author gave, else the id"),
    MADE(lang, HOST_LANGUAGE, "the language of the page"),
    MADE(language, HOST_STR, "of the code, as it is written"),
    MADE(code, HOST_STR, "the code"),
    OWN(page, HOST_PAGE, "the page where it stands"),
    MADE(tags, HOST_PAGES, "the tags of that page"),
    MADE(url, HOST_STR, "the page about it, or its place on the page where it stands"),
    OWN(anchor, HOST_STR, "its place on the page where it stands"),
    OWN(own, HOST_PAGE, "the page about it alone, or none"),
    OWN(raw_name, HOST_STR, "a file's name for its code: pods.sh"),
    OWN(raw_url, HOST_STR, "where that file is; empty: it is not published"),
    MADE(sha256, HOST_STR, "of its code, as sha256sum prints it"),
    MADE(translations, HOST_SNIPPETS, "the same in the other languages that have it"),
    MADE(level, HOST_STR, "ran, replayed, recorded or not-run"),
    MADE(level_text, HOST_STR, "the same in words, with date and versions"),
    MADE(drifted, HOST_BOOL, "is it no longer what ran?"),
    MADE(date, HOST_DATE, "when it ran, or none"),
    MADE(versions, HOST_DICT, "of the tools it ran with, by name"),
    MADE(environment, HOST_STR, "where it ran; empty: it did not"),
    MADE(ms, HOST_INT, "how long it took, in thousandths of a second, or none"),
    MADE(exit, HOST_INT, "the status it is expected to end with"),
    MADE(output, HOST_STR, "what it is expected to print, or none"),
    MADE(match, HOST_STR, "how that is compared: exact, like or any"),
    MADE(fail, HOST_BOOL, "is it expected to fail, with whatever status?"),
    MADE(tools, HOST_LIST, "names of programs it uses"),
    MADE(tape, HOST_STR, "the name of its tape; empty: there is none"),
    MADE(tape_text, HOST_STR, "the tape itself, or none"),
    MADE(needs, HOST_SNIPPETS, "what runs before it, in order"),
    MADE(session, HOST_STR, "whose variables it shares; empty: nobody's"),
    MADE(file, HOST_STR, "the file that it becomes; empty: none"),
    MADE(env, HOST_LIST, "variables of its environment: name, value"),
    MADE(params, HOST_LIST, "what readers may replace in it: name, value"),
    MADE(hidden, HOST_BOOL, "is it folded away?"),
    MADE(engine, HOST_STR, "what could run it in a browser, or none"),
    MADE(engine_version, HOST_STR, "of the engine that gave the same output, or none"),
    MADE(engine_label, HOST_STR, "its name for people, or none: Lua 5.4"),
    MADE(engine_size, HOST_INT, "what it costs to load, in bytes as they are sent, or none"),
    MADE(engine_url, HOST_STR, "the folder it is loaded from, or none"),
    MADE(try_url, HOST_STR, "what it takes to run it on the page, as JSON, or none"),
    MADE(job, HOST_DICT, "all that an engine has to know to run it"),
    MADE(runs_here, HOST_BOOL, "may readers run it on the page?"),
};
/* clang-format on */

static const ObjectType snippet_type;

const HostTable host_snippet = {
    STR_INIT("snippet"),
    STR_INIT("A block of code that has an id."),
    fields,
    COUNT(fields),
    &snippet_type,
};

static bool snippet_get(Reader *r, const void *self, Value key, Value *out)
{
    const HostField *field = host_find(&host_snippet, key);

    if (field)
        *out = host_read(r, field, self);
    return field != NULL;
}

static size_t snippet_names(Reader *r, const void *self, const Str **out)
{
    (void)self;
    return host_keys(r, &host_snippet, out);
}

static Value snippet_text(Reader *r, const void *self)
{
    return get_id(r, self);
}

static Digest snippet_digest(const void *self)
{
    return digest_of(((const SiteSnippet *)self)->anchor);
}

static const ObjectType snippet_type = {
    .name = "snippet",
    .get = snippet_get,
    .keys = snippet_names,
    .text = snippet_text,
    .digest = snippet_digest,
};

Value snippet_value(Arena *a, const SiteSnippet *s)
{
    return s ? value_object(a, &snippet_type, s) : value_null();
}

/* ---- lists of them ------------------------------------------------------- */

static size_t list_len(const void *self)
{
    return ((const SiteSnippets *)self)->len;
}

static Value list_at(Reader *r, const void *self, size_t i)
{
    return snippet_value(r->arena, ((const SiteSnippets *)self)->items[i]);
}

static Digest list_digest(const void *self)
{
    const SiteSnippets *list = self;
    Digest d = {list->len, 0};

    for (size_t i = 0; i < list->len; i++)
        d = digest_add(d, list->items[i]->anchor);
    return d;
}

static const ObjectType list_type = {
    .name = "snippets",
    .len = list_len,
    .at = list_at,
    .digest = list_digest,
};

Value host_snippets(Arena *a, const SiteSnippets *snippets)
{
    return value_object(a, &list_type, snippets);
}
