/* front_matter.c - see front_matter.h.
 *
 * To add a field: a member in FrontMatter, a row in fields[], a row in
 * tests/unit/test_front_matter.c. */
#include "site/front_matter.h"

#include "base/escape.h"
#include "base/text.h"
#include "base/utf8.h"
#include "data/yaml.h"
#include "site/check.h"

typedef enum {
    FIELD_STR,
    FIELD_NAME, /* a plain name: of a layout */
    FIELD_DATE,
    FIELD_BOOL,
    FIELD_INT,
    FIELD_SLUG,
    FIELD_TERM,
    FIELD_TERMS,
    FIELD_ALIASES,
    FIELD_PARAMS,
} FieldKind;

typedef struct {
    Str name;
    FieldKind kind;
    size_t offset;
} Field;

#define ROW(member, kind)                                                      \
    {                                                                          \
        STR_INIT(#member), kind, offsetof(FrontMatter, member)                 \
    }
/* clang-format off */
static const Field fields[] = {
    ROW(title, FIELD_STR),
    ROW(date, FIELD_DATE),
    ROW(updated, FIELD_DATE),
    ROW(slug, FIELD_SLUG),
    ROW(tags, FIELD_TERMS),
    ROW(series, FIELD_TERM),
    ROW(description, FIELD_STR),
    ROW(draft, FIELD_BOOL),
    ROW(publish, FIELD_DATE),
    ROW(expires, FIELD_DATE),
    ROW(aliases, FIELD_ALIASES),
    ROW(author, FIELD_STR),
    ROW(layout, FIELD_NAME),
    ROW(weight, FIELD_INT),
    ROW(toc, FIELD_BOOL),
    ROW(key, FIELD_STR),
    ROW(translates, FIELD_STR),
    ROW(evergreen, FIELD_BOOL),
    ROW(params, FIELD_PARAMS),
};
/* clang-format on */

typedef struct {
    Arena *arena;
    const Source *src;
    DiagList *diags;
    FrontMatter *fm;
    Str name; /* of the field that is being read */
} Front;

static bool is_fence(Str line)
{
    while (line.len && ascii_is_space(line.ptr[line.len - 1]))
        line.len--;
    return str_eq(line, STR("---"));
}

static bool complain(const Source *src, DiagList *d, DiagCode code, Span at)
{
    diag_add(d, code, src, at, NO_STRS);
    return false;
}

/* The first line, for messages about how the file begins. */
static Span first_line(const Source *src, size_t from)
{
    Str line = str_cut(str_drop(src->text, from), '\n').head;
    size_t end = from + (line.len ? line.len : 1);

    return (Span){(uint32_t)from, (uint32_t)end};
}

static bool not_fenced(const Source *src, DiagList *d, size_t from)
{
    Span line = first_line(src, from);
    bool toml = str_starts(span_text(src, line), STR("+++"));

    return complain(src, d, toml ? FM_TOML : FM_NONE, line);
}

bool front_matter_split(const Source *src, DiagList *d, FrontSplit *out)
{
    Str text = src->text, line;
    size_t bad = utf8_check(text);
    size_t from = str_starts(text, STR("\xEF\xBB\xBF")) ? 3 : 0;

    if (str_trim(text).len == 0)
        return complain(src, d, FM_EMPTY, (Span){0});
    if (bad != SIZE_MAX)
        return complain(src, d, NOT_UTF8,
                        (Span){(uint32_t)bad, (uint32_t)bad + 1});
    Str rest = str_drop(text, from);
    if (!str_next_line(&rest, &line) || !is_fence(line))
        return not_fenced(src, d, from);
    out->yaml.start = (uint32_t)(rest.ptr - text.ptr);
    while (str_next_line(&rest, &line)) {
        if (!is_fence(line))
            continue;
        out->yaml.end = (uint32_t)(line.ptr - text.ptr);
        out->body = (Span){(uint32_t)(text.len - rest.len), (uint32_t)text.len};
        return true;
    }
    return complain(src, d, FM_UNCLOSED, first_line(src, from));
}

static bool wrong(Front *f, const Node *n, Str expected)
{
    diag_add(f->diags, FM_TYPE, f->src, n->at, STRS(f->name, expected));
    return false;
}

static DiagPhrase date_reason(DateError err)
{
    switch (err) {
    case DATE_BAD_MONTH:
        return PHRASE_NO_MONTH;
    case DATE_BAD_DAY:
        return PHRASE_NO_DAY;
    case DATE_BAD_TIME:
        return PHRASE_NO_TIME;
    case DATE_BAD_ZONE:
        return PHRASE_NO_ZONE;
    default:
        return PHRASE_NO_DATE;
    }
}

static bool read_date(Front *f, const Node *n, Date *out)
{
    if (n->kind != NODE_SCALAR)
        return wrong(f, n, diag_phrase(PHRASE_DATE));
    DateError err = date_parse(n->text, out);
    if (!err)
        return true;
    diag_add(f->diags, BAD_DATE, f->src, n->at,
             STRS(n->text, diag_phrase(date_reason(err))));
    return false;
}

static bool read_slug(Front *f, const Node *n)
{
    if (n->kind != NODE_SCALAR)
        return wrong(f, n, diag_phrase(PHRASE_TEXT));
    Str fault = slug_fault(f->arena, n->text);
    if (fault.len) {
        diag_add(f->diags, BAD_SLUG, f->src, n->at, STRS(n->text, fault));
        return false;
    }
    f->fm->slug = unescape_url(f->arena, n->text);
    f->fm->slug_at = n->at;
    return true;
}

static bool read_alias(Front *f, const Node *n)
{
    if (n->kind != NODE_SCALAR)
        return wrong(f, n, diag_phrase(PHRASE_OLD_ADDRESS));
    /* As it stands in an address bar, or decoded: the same. */
    bool rooted = str_starts(n->text, STR("/"));
    Str fault = path_fault(f->arena, str_drop(n->text, rooted));
    if (str_starts(n->text, STR("//")) ||
        str_find_text(n->text, STR("://")) != SIZE_MAX)
        fault = diag_phrase(PHRASE_ELSEWHERE);
    if (!fault.len && (str_find(n->text, '?') != SIZE_MAX ||
                       str_find(n->text, '#') != SIZE_MAX))
        fault = diag_phrase(PHRASE_QUERY);
    if (fault.len) {
        diag_add(f->diags, BAD_ALIAS, f->src, n->at, STRS(n->text, fault));
        return false;
    }
    *VEC_PUSH(&f->fm->aliases, f->arena) =
        (FrontText){unescape_url(f->arena, n->text), n->at};
    return true;
}

static bool read_term(Front *f, const Node *n, FrontText *out)
{
    if (n->kind != NODE_SCALAR || node_is_null(n))
        return wrong(f, n, diag_phrase(PHRASE_TEXT));
    *out = (FrontText){str_trim(n->text), n->at};
    return true;
}

/* One, or a list. */
static bool read_each(Front *f, const Node *n,
                      bool (*read)(Front *f, const Node *n))
{
    bool good = true;

    if (n->kind == NODE_MAP)
        return wrong(f, n, diag_phrase(PHRASE_TEXTS));
    if (n->kind == NODE_SCALAR)
        return read(f, n);
    for (const Node *e = n->first; e; e = e->next)
        good &= read(f, e);
    return good;
}

static bool read_tag(Front *f, const Node *n)
{
    FrontText tag;

    if (!read_term(f, n, &tag))
        return false;
    *VEC_PUSH(&f->fm->tags, f->arena) = tag;
    return true;
}

/* Each has a page and feeds, and each of these names all tags of the page. */
static bool read_tags(Front *f, const Node *n)
{
    enum { MOST = 200 };
    size_t tags = 0;

    for (const Node *e = n->kind == NODE_SEQ ? n->first : NULL; e; e = e->next)
        if (++tags > MOST) {
            diag_add(f->diags, FM_TAGS_MOST, f->src, e->at,
                     STRS(str_printf(f->arena, "%d", MOST)));
            return false;
        }
    return read_each(f, n, read_tag);
}

static bool read_text(Front *f, const Field *field, const Node *n, Str *out)
{
    if (n->kind != NODE_SCALAR)
        return wrong(f, n, diag_phrase(PHRASE_TEXT));
    if (field->kind == FIELD_NAME && !is_plain_name(n->text)) {
        diag_add(f->diags, BAD_NAME, f->src, n->at, STRS(n->text));
        return false;
    }
    *out = n->text;
    return true;
}

static bool read_field(Front *f, const Field *field, const Node *n)
{
    void *member = (char *)f->fm + field->offset;

    if (node_is_null(n)) /* "date:" and nothing behind it: not given */
        return true;
    switch (field->kind) {
    case FIELD_STR:
    case FIELD_NAME:
        return read_text(f, field, n, member);
    case FIELD_DATE:
        return read_date(f, n, member);
    case FIELD_BOOL:
        return node_bool(n, member) || wrong(f, n, diag_phrase(PHRASE_BOOL));
    case FIELD_INT:
        return node_int(n, member) || wrong(f, n, diag_phrase(PHRASE_WHOLE));
    case FIELD_SLUG:
        return read_slug(f, n);
    case FIELD_TERM:
        return read_term(f, n, member);
    case FIELD_TERMS:
        return read_tags(f, n);
    case FIELD_ALIASES:
        return read_each(f, n, read_alias);
    case FIELD_PARAMS:
        if (n->kind != NODE_MAP)
            return wrong(f, n, diag_phrase(PHRASE_MAP));
        *(Value *)member = node_value(f->arena, n);
        return true;
    }
    return true;
}

static void unknown_field(Front *f, const Node *n)
{
    Str names[COUNT(fields)];
    Diag *d =
        diag_add(f->diags, FM_UNKNOWN_KEY, f->src, n->key_at, STRS(n->key));

    for (size_t i = 0; i < COUNT(fields); i++)
        names[i] = fields[i].name;
    Str near = text_closest(n->key, names, COUNT(names));
    diag_suggest(f->diags, d, near);
    if (!near.len)
        diag_note(f->diags, d, FM_PARAMS_HINT, NULL, (Span){0}, NO_STRS);
}

static const Field *field_named(Str name)
{
    for (size_t i = 0; i < COUNT(fields); i++)
        if (str_eq(fields[i].name, name))
            return &fields[i];
    return NULL;
}

static void note_place(FrontMatter *fm, const Node *n)
{
    if (str_eq(n->key, STR("key")))
        fm->key_at = n->at;
    if (str_eq(n->key, STR("date")))
        fm->date_at = n->at;
    if (str_eq(n->key, STR("layout")))
        fm->layout_at = n->at;
    if (str_eq(n->key, STR("expires")))
        fm->expires_at = n->at;
    if (str_eq(n->key, STR("toc")))
        fm->toc_given = !node_is_null(n);
}

static void check_dates(const Front *f)
{
    const FrontMatter *fm = f->fm;
    Date from = fm->publish.year ? fm->publish : fm->date;

    if (from.year && fm->expires.year && date_cmp(fm->expires, from) <= 0)
        diag_add(f->diags, EXPIRES_FIRST, f->src, fm->expires_at, NO_STRS);
}

bool front_matter_read(Arena *a, const Source *src, Span yaml, DiagList *d,
                       FrontMatter *out)
{
    Front f = {.arena = a, .src = src, .diags = d, .fm = out};
    size_t before = d->errors;
    Node *root = NULL;

    *out = (FrontMatter){0};
    yaml_parse(a, src, yaml, d, &root);
    if (!root)
        return false;
    if (root->kind != NODE_MAP) {
        diag_add(d, FM_TYPE, src, root->at,
                 STRS(STR("front matter"), diag_phrase(PHRASE_MAP)));
        return false;
    }
    for (const Node *n = root->first; n; n = n->next) {
        const Field *field = field_named(n->key);
        f.name = n->key;
        if (!field)
            unknown_field(&f, n);
        else if (read_field(&f, field, n))
            note_place(out, n);
    }
    check_dates(&f);
    return d->errors == before;
}
