/* read.c - what a block of code says of itself.
 *
 * To add a class or a key: a member of Snippet, a row in classes[] or keys[],
 * and rows in tests/unit/test_snippet.c. */
#include "snippet/snippet.h"

#include "base/path.h"
#include "base/text.h"

enum { TIMEOUT_USUAL = 10000, TIMEOUT_MOST = 60000 }; /* milliseconds */

typedef struct {
    Arena *a;
    const Source *src;
    DiagList *d;
    Snippet *s;
    bool ok;
} Reading;

static void wrong_value(Reading *r, const Attribute *entry, DiagPhrase what)
{
    diag_add(r->d, SNIPPET_VALUE, r->src, entry->at,
             STRS(entry->key, entry->value, diag_phrase(what)));
    r->ok = false;
}

/* ---- values -------------------------------------------------------------- */

static bool is_name(Str s, const char *others)
{
    for (size_t i = 0; i < s.len; i++)
        if (!ascii_is_alnum(s.ptr[i]) &&
            str_find(str_of(others), s.ptr[i]) == SIZE_MAX)
            return false;
    return s.len > 0;
}

/* Ids become addresses and names of files. */
static bool is_id(Str s)
{
    for (size_t i = 0; i < s.len; i++)
        if (s.ptr[i] >= 'A' && s.ptr[i] <= 'Z')
            return false;
    return is_name(s, "-_") && ascii_is_alnum(s.ptr[0]);
}

static bool read_session(Reading *r, const Attribute *e)
{
    r->s->session = e->value;
    return is_name(e->value, "-_");
}

static bool take_names(Reading *r, const Attribute *e, const char *others,
                       bool tools)
{
    StrCut cut = {.tail = e->value, .found = true};

    while (cut.found) {
        cut = str_cut(cut.tail, ',');
        Str name = str_trim(cut.head);
        if (!is_name(name, others))
            return false;
        if (tools)
            *VEC_PUSH(&r->s->tools, r->a) = name;
        else
            *VEC_PUSH(&r->s->needs, r->a) = name;
    }
    return true;
}

static bool read_needs(Reading *r, const Attribute *e)
{
    return take_names(r, e, "-_", false);
}

static bool read_tools(Reading *r, const Attribute *e)
{
    return take_names(r, e, "-_.+", true);
}

static bool read_file(Reading *r, const Attribute *e)
{
    Str clean;

    if (e->value.len == 0 || !path_normalize(r->a, e->value, &clean) ||
        !str_eq(clean, e->value) || str_starts(clean, STR("/")) ||
        str_find(clean, '\\') != SIZE_MAX)
        return false;
    r->s->file = clean;
    return true;
}

static bool read_stdin(Reading *r, const Attribute *e)
{
    r->s->stdin_from = e->value;
    return e->value.len > 0;
}

static bool is_variable(Str s)
{
    return is_name(s, "_") && !ascii_is_digit(s.ptr[0]);
}

static bool read_env(Reading *r, const Attribute *e)
{
    StrCut cut = {.tail = e->value, .found = true};

    while (cut.found) {
        cut = str_cut(cut.tail, ',');
        StrCut pair = str_cut(cut.head, '=');
        if (!pair.found || !is_variable(str_trim(pair.head)))
            return false;
        *VEC_PUSH(&r->s->env, r->a) =
            (SnippetParam){str_trim(pair.head), pair.tail, e->at};
    }
    return true;
}

static bool read_param(Reading *r, const Attribute *e)
{
    Str name = str_drop(e->key, sizeof "param." - 1);

    *VEC_PUSH(&r->s->params, r->a) = (SnippetParam){name, e->value, e->at};
    return is_name(name, "-_") && e->value.len > 0;
}

static bool read_exit(Reading *r, const Attribute *e)
{
    int64_t n;

    if (!str_to_int(e->value, &n) || n < 0 || n > 255)
        return false;
    r->s->exit = (int)n;
    return true;
}

static bool read_timeout(Reading *r, const Attribute *e)
{
    Str s = e->value;
    int64_t n, unit = 0;

    if (str_ends(s, STR("ms")))
        unit = 1, s.len -= 2;
    else if (str_ends(s, STR("s")))
        unit = 1000, s.len--;
    if (!unit || !str_to_int(s, &n) || n < 1 || n > TIMEOUT_MOST / unit)
        return false;
    r->s->timeout_ms = (int)(n * unit);
    return true;
}

static bool read_tape(Reading *r, const Attribute *e)
{
    r->s->tape_name = e->value;
    return is_name(e->value, "-_");
}

static bool read_sandbox(Reading *r, const Attribute *e)
{
    r->s->netns = str_eq(e->value, STR("netns"));
    return r->s->netns;
}

static bool read_match(Reading *r, const Attribute *e)
{
    static const Str names[] = {STR_INIT("exact"), STR_INIT("like"),
                                STR_INIT("any")}; /* ORDER SnippetMatch */

    for (size_t i = 0; i < COUNT(names); i++) {
        if (!str_eq(names[i], e->value))
            continue;
        r->s->match = (SnippetMatch)i;
        return true;
    }
    return false;
}

static bool read_for(Reading *r, const Attribute *e)
{
    r->s->output_for = e->value;
    return is_id(e->value);
}

static bool read_try(Reading *r, const Attribute *e)
{
    bool yes = str_eq(e->value, STR("yes"));

    r->s->offered |= yes;
    r->s->no_offer = !yes;
    return yes || str_eq(e->value, STR("no"));
}

static bool read_vary(Reading *r, const Attribute *e)
{
    StrCut cut = {.tail = e->value, .found = true};

    while (cut.found) {
        int64_t first, last;
        cut = str_cut(cut.tail, ',');
        StrCut pair = str_cut(str_trim(cut.head), '-');
        if (!str_to_int(pair.head, &first) ||
            !str_to_int(pair.found ? pair.tail : pair.head, &last) ||
            first < 1 || last < first || last > (int64_t)r->s->code->lines)
            return false;
        *VEC_PUSH(&r->s->vary, r->a) =
            (LineRange){(uint32_t)first, (uint32_t)last};
    }
    return true;
}

/* ---- the tables ---------------------------------------------------------- */

/* Where a key is of use. */
typedef enum {
    OF_ANY,
    OF_RUN,    /* it is about running */
    OF_FILE,   /* or about becoming a file */
    OF_OUTPUT, /* of blocks of output */
} KeyUse;

typedef struct {
    Str name; /* with a '.' at its end: of all that begin so */
    bool (*read)(Reading *r, const Attribute *e);
    DiagPhrase expected;
    KeyUse use;
} Key;

/* clang-format off */
static const Key keys[] = {
    {STR_INIT("session"), read_session, PHRASE_NAME, OF_RUN},
    {STR_INIT("needs"), read_needs, PHRASE_IDS, OF_FILE},
    {STR_INIT("file"), read_file, PHRASE_SCRATCH_FILE, OF_ANY},
    {STR_INIT("stdin"), read_stdin, PHRASE_ID_OR_FILE, OF_RUN},
    {STR_INIT("env"), read_env, PHRASE_VARIABLES, OF_RUN},
    {STR_INIT("exit"), read_exit, PHRASE_STATUS, OF_RUN},
    {STR_INIT("timeout"), read_timeout, PHRASE_TIMEOUT, OF_RUN},
    {STR_INIT("tape"), read_tape, PHRASE_NAME, OF_RUN},
    {STR_INIT("tool"), read_tools, PHRASE_TOOLS, OF_ANY},
    {STR_INIT("sandbox"), read_sandbox, PHRASE_NETNS, OF_RUN},
    {STR_INIT("match"), read_match, PHRASE_MATCH, OF_ANY},
    {STR_INIT("for"), read_for, PHRASE_ID, OF_OUTPUT},
    {STR_INIT("try"), read_try, PHRASE_YES_NO, OF_ANY},
    {STR_INIT("vary"), read_vary, PHRASE_LINES, OF_ANY},
    {STR_INIT("param."), read_param, PHRASE_PARAM, OF_ANY},
};

static const struct {
    Str name;
    size_t offset; /* of a bool in Snippet */
} classes[] = {
    {STR_INIT("run"), offsetof(Snippet, run)},
    {STR_INIT("check"), offsetof(Snippet, check)},
    {STR_INIT("no-check"), offsetof(Snippet, no_check)},
    {STR_INIT("try"), offsetof(Snippet, offered)},
    {STR_INIT("hidden"), offsetof(Snippet, hidden)},
    {STR_INIT("fail"), offsetof(Snippet, fail)},
    {STR_INIT("manual"), offsetof(Snippet, manual)},
};
/* clang-format on */

const Str *snippet_keys(Arena *a, size_t *n)
{
    Str *names = ARENA_ARRAY(a, Str, COUNT(keys));

    for (size_t i = 0; i < COUNT(keys); i++)
        names[i] = keys[i].name;
    *n = COUNT(keys);
    return names;
}

static const Key *find_key(Str name)
{
    for (size_t i = 0; i < COUNT(keys); i++)
        if (str_eq(keys[i].name, name) || (str_ends(keys[i].name, STR(".")) &&
                                           str_starts(name, keys[i].name)))
            return &keys[i];
    return NULL;
}

/* ---- reading ------------------------------------------------------------- */

static void read_class(Reading *r, Str name, Span at)
{
    Str names[COUNT(classes)];

    for (size_t i = 0; i < COUNT(classes); i++) {
        names[i] = classes[i].name;
        if (str_eq(name, names[i])) {
            *(bool *)(void *)((char *)r->s + classes[i].offset) = true;
            return;
        }
    }
    Str likely = text_closest(name, names, COUNT(names));
    if (likely.len == 0)
        return;
    Diag *diag = diag_add(r->d, SNIPPET_CLASS_LIKELY, r->src, at, STRS(name));
    diag_suggest(r->d, diag, likely);
}

static void read_entry(Reading *r, const Attribute *e)
{
    const Key *key = find_key(e->key);

    if (key && !key->read(r, e))
        wrong_value(r, e, key->expected);
}

/* ---- what does not go together ------------------------------------------- */

static void contradict(Reading *r, bool both, const char *one,
                       const char *other)
{
    if (!both)
        return;
    diag_add(r->d, SNIPPET_CONTRADICTION, r->src, snippet_place(r->s),
             STRS(str_of(one), str_of(other)));
    r->ok = false;
}

static void check_use(Reading *r, const Attribute *e)
{
    const Snippet *s = r->s;
    const Key *key = find_key(e->key);
    DiagCode code;

    if (!key || key->use == OF_ANY)
        return;
    if (key->use == OF_OUTPUT) {
        if (s->output)
            return;
        code = SNIPPET_OUTPUT_ONLY;
    } else {
        if (s->run || (key->use == OF_FILE && s->file.len))
            return;
        code = SNIPPET_RUN_ONLY;
    }
    diag_add(r->d, code, r->src, e->at, STRS(e->key));
    r->ok = false;
}

static void check_id(Reading *r)
{
    const Snippet *s = r->s;

    if (s->id.len && !is_id(s->id)) {
        Diag *diag =
            diag_add(r->d, SNIPPET_ID, r->src, snippet_place(s), STRS(s->id));
        diag_suggest(r->d, diag, text_slug(r->a, s->id));
        r->ok = false;
    }
    if (s->run && s->id.len == 0) {
        diag_add(r->d, SNIPPET_NO_ID, r->src, snippet_place(s), NO_STRS);
        r->ok = false;
    }
}

static void check_run(Reading *r)
{
    const Snippet *s = r->s;

    if (s->run && !s->language->run[0]) {
        diag_add(r->d, SNIPPET_LANGUAGE, r->src, snippet_place(s),
                 STRS(s->code->language));
        r->ok = false;
    }
    if (s->session.len && s->run && s->language->run[0] &&
        !s->language->sessions) {
        diag_add(r->d, SNIPPET_SESSION, r->src, snippet_place(s),
                 STRS(s->code->language));
        r->ok = false;
    }
    if (s->fail && !s->run) {
        diag_add(r->d, SNIPPET_RUN_ONLY, r->src, snippet_place(s),
                 STRS(STR(".fail")));
        r->ok = false;
    }
}

/* What readers are to fill in has to be there. */
static void check_params(Reading *r)
{
    for (size_t i = 0; i < r->s->params.len; i++) {
        const SnippetParam *p = &r->s->params.items[i];
        if (str_find_text(r->s->code->code, p->value) != SIZE_MAX)
            continue;
        diag_add(r->d, SNIPPET_PARAM, r->src, p->at, STRS(p->name, p->value));
        r->ok = false;
    }
}

static void check_whole(Reading *r)
{
    const Snippet *s = r->s;
    const Attributes *all = &s->code->attributes;
    Str unused;

    contradict(r, s->check && s->no_check, ".check", ".no-check");
    contradict(r, s->run && s->manual, ".run", ".manual");
    contradict(r, s->offered && s->no_offer, ".try", "try=no");
    contradict(r, s->fail && attributes_get(all, STR("exit"), &unused), ".fail",
               "exit");
    contradict(r, s->output && s->run, "output", ".run");
    check_id(r);
    check_run(r);
    check_params(r);
    for (size_t i = 0; i < all->entries.len; i++)
        check_use(r, &all->entries.items[i]);
}

static bool read_block(Arena *a, const SnippetPage *page, Snippet *s,
                       DiagList *d)
{
    Reading r = {.a = a, .src = page->src, .d = d, .s = s, .ok = true};
    const Attributes *all = &s->code->attributes;

    for (size_t i = 0; i < all->classes.len; i++)
        read_class(&r, all->classes.items[i], all->classes_at.items[i]);
    for (size_t i = 0; i < all->entries.len; i++)
        read_entry(&r, &all->entries.items[i]);
    check_whole(&r);
    return r.ok;
}

bool snippets_of_document(Arena *a, SnippetPage *page, DiagList *d)
{
    size_t n = page->doc->code.len;
    bool ok = true;

    page->snippets = ARENA_ARRAY(a, Snippet, n);
    for (size_t i = 0; i < n; i++) {
        const CodeBlock *code = &page->doc->code.items[i];
        Snippet *s = &page->snippets[i];
        *s = (Snippet){
            .id = code->attributes.id,
            .code = code,
            .language = snippet_language(code->language),
            .src = page->src,
            .lang = page->lang,
            .output = str_eq(code->language, STR("output")),
            .timeout_ms = TIMEOUT_USUAL,
        };
        s->transcript = s->language->checker == CHECKER_TRANSCRIPT;
        if (s->output)
            s->id = (Str){0}; /* it is not one of its own */
        ok &= read_block(a, page, s, d);
    }
    return ok;
}

Span snippet_place(const Snippet *s)
{
    Span id = s->code->attributes.id_at;

    return id.end ? id : s->code->at;
}

/* ---- levels -------------------------------------------------------------- */

/* ORDER SnippetLevel */
static const Str levels[SNIPPET_LEVELS] = {STR_INIT("not-run"),
                                           STR_INIT("recorded"),
                                           STR_INIT("replayed"),
                                           STR_INIT("ran")};

Str snippet_level_name(SnippetLevel level)
{
    return levels[level];
}

int snippet_level_by_name(Str name)
{
    for (int i = 0; i < SNIPPET_LEVELS; i++)
        if (str_eq(levels[i], name))
            return i;
    return -1;
}
