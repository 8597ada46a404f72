#include "site/terms.h"

#include "base/text.h"
#include "base/utf8.h"

typedef struct {
    Arena *arena;
    const Config *config;
    const Source *src;
    DiagList *diags;
    Registry *registry;
    Map *slugs; /* by language: slug -> Node of the term */
} Reading;

Str term_fold(Arena *a, Str name)
{
    Str folded = utf8_lower(a, utf8_fold_accents(a, str_trim(name)));
    Buf b = buf_in(a);
    bool gap = false;

    for (size_t i = 0; i < folded.len; i++) {
        char c = folded.ptr[i];
        gap = ascii_is_space(c) || c == '-' || c == '_';
        if (!gap)
            buf_put_char(&b, c);
        else if (b.len && b.ptr[b.len - 1] != '-')
            buf_put_char(&b, '-');
    }
    return buf_take(&b);
}

/* As text_slug; but what tells C, C++ and C# apart is spelt out. */
static Str slug_of(Arena *a, Str name)
{
    Buf b = buf_in(a);

    for (size_t i = 0; i < name.len; i++) {
        if (name.ptr[i] == '+')
            BUF_LIT(&b, "-plus-");
        else if (name.ptr[i] == '#')
            BUF_LIT(&b, "-sharp-");
        else
            buf_put_char(&b, name.ptr[i]);
    }
    return text_slug(a, buf_str(&b));
}

static void add_name(Reading *r, Str name, const Term *term)
{
    Str folded = term_fold(r->arena, name);

    if (folded.len &&
        map_add(&r->registry->names, r->arena, folded, (void *)term))
        *VEC_PUSH(&r->registry->written, r->arena) = name;
}

static void add_synonyms(Reading *r, const Node *n, const Term *term)
{
    if (n->kind == NODE_SCALAR && !node_is_null(n))
        add_name(r, n->text, term);
    for (const Node *c = n->first; c; c = c->next)
        add_synonyms(r, c, term);
}

static void fill_slugs(Reading *r, Term *term)
{
    size_t n = r->config->nlanguages;
    Str *in = ARENA_ARRAY(r->arena, Str, n);

    for (size_t i = 0; i < n; i++) {
        Str given = term->slug.in ? term->slug.in[i] : (Str){0};
        in[i] = slug_of(r->arena,
                        given.len ? given : local_text(&term->label, (int)i));
        if (!in[i].len)
            in[i] = slug_of(r->arena, term->key);
    }
    term->slug = (LocalText){in, n};
}

static void check_slugs(Reading *r, const Term *term, const Node *n)
{
    for (size_t i = 0; i < r->config->nlanguages; i++) {
        Str slug = term->slug.in[i];
        if (map_add(&r->slugs[i], r->arena, slug, (void *)n))
            continue;
        const Node *other = map_get(&r->slugs[i], slug);
        Diag *d =
            diag_add(r->diags, TERM_SLUG_TWICE, r->src, n->key_at, STRS(slug));
        diag_note(r->diags, d, OTHER_IS_HERE, r->src, other->key_at, NO_STRS);
        return; /* once is enough, in whatever languages */
    }
}

static void read_entry(Reading *r, Term *term, const Node *n)
{
    static const Str names[] = {STR_INIT("label"), STR_INIT("slug"),
                                STR_INIT("description"), STR_INIT("synonyms")};
    LocalText *texts[] = {&term->label, &term->slug, &term->description};

    for (size_t i = 0; i < COUNT(texts); i++) {
        if (str_eq(n->key, names[i])) {
            local_text_read(r->arena, r->config, r->src, n, r->diags, texts[i]);
            return;
        }
    }
    if (str_eq(n->key, names[3]))
        return;
    Diag *d =
        diag_add(r->diags, TERM_UNKNOWN_KEY, r->src, n->key_at, STRS(n->key));
    diag_suggest(r->diags, d, text_closest(n->key, names, COUNT(names)));
}

static void read_term(Reading *r, const Node *n)
{
    Term *term = ARENA_NEW(r->arena, Term);

    if (n->kind != NODE_MAP && !node_is_null(n)) {
        diag_add(r->diags, TERM_KEY, r->src, n->key_at, NO_STRS);
        return;
    }
    term->key = n->key;
    for (const Node *c = n->first; c; c = c->next)
        read_entry(r, term, c);
    if (!local_text(&term->label, 0).len)
        term->label = local_text_same(r->arena, r->config->nlanguages, n->key);
    fill_slugs(r, term);
    check_slugs(r, term, n);
    *VEC_PUSH(&r->registry->terms, r->arena) = term;
}

static void name_in_languages(Reading *r, const Term *term)
{
    for (size_t l = 0; l < r->config->nlanguages; l++) {
        add_name(r, local_text(&term->label, (int)l), term);
        add_name(r, local_text(&term->slug, (int)l), term);
    }
}

/* Keys first, then labels and slugs, then synonyms: a key is never shadowed. */
static void name_terms(Reading *r, const Node *root)
{
    const Registry *reg = r->registry;

    for (size_t i = 0; i < reg->terms.len; i++)
        add_name(r, reg->terms.items[i]->key, reg->terms.items[i]);
    for (size_t i = 0; i < reg->terms.len; i++)
        name_in_languages(r, reg->terms.items[i]);
    for (const Node *n = root->first; n; n = n->next) {
        const Node *synonyms = node_get(n, STR("synonyms"));
        const Term *term = registry_find(reg, n->key);
        if (synonyms && term)
            add_synonyms(r, synonyms, term);
    }
}

bool registry_read(Arena *a, const Config *config, const Source *src,
                   DiagList *d, Registry *out)
{
    Reading r = {
        .arena = a, .config = config, .src = src, .diags = d, .registry = out};
    size_t before = d->errors;
    Node *root = NULL;

    *out = (Registry){0};
    r.slugs = ARENA_ARRAY(a, Map, config->nlanguages);
    if (!yaml_parse(a, src, (Span){0, (uint32_t)src->text.len}, d, &root) &&
        !root)
        return false;
    if (root->kind != NODE_MAP) {
        diag_add(d, TERM_KEY, src, root->at, NO_STRS);
        return false;
    }
    for (const Node *n = root->first; n; n = n->next)
        read_term(&r, n);
    name_terms(&r, root);
    return d->errors == before;
}

const Term *registry_find(const Registry *r, Str name)
{
    Arena scratch = {0};
    const Term *term = map_get(&r->names, term_fold(&scratch, name));

    arena_free(&scratch);
    return term;
}

Str registry_suggest(const Registry *r, Str name)
{
    return text_closest(name, r->written.items, r->written.len);
}

const Term *term_made_up(Arena *a, const Config *config, Str name)
{
    Term *term = ARENA_NEW(a, Term);
    Str slug = slug_of(a, name);

    term->key = name;
    term->label = local_text_same(a, config->nlanguages, name);
    term->slug =
        local_text_same(a, config->nlanguages, slug.len ? slug : STR("term"));
    return term;
}
