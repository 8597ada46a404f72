/* explain_values.c - what is in force of a page, and where it comes from. */
#include "build/explain_parts.h"

#include "data/yaml.h"

/* Where a value comes from that the front matter does not give. */
typedef enum { FROM_NONE, FROM_NAME, FROM_CONFIG, FROM_DEFAULT } Otherwise;

static const struct {
    Str name;      /* of the page's field */
    Str key;       /* of the front matter, "" where there is none */
    Str other_key; /* the same, asked after it */
    Otherwise otherwise;
    Str config; /* the configuration's key */
} rows[] = {
    {STR_INIT("title"), STR_INIT("title"), {0}, FROM_NAME, {0}},
    {STR_INIT("lang"), {0}, {0}, FROM_NAME, {0}},
    {STR_INIT("slug"), STR_INIT("slug"), {0}, FROM_NAME, {0}},
    {STR_INIT("url"), {0}, {0}, FROM_CONFIG, STR_INIT("permalinks")},
    {STR_INIT("key"), STR_INIT("key"), {0}, FROM_NAME, {0}},
    {STR_INIT("date"), STR_INIT("date"), STR_INIT("publish"), FROM_NONE, {0}},
    {STR_INIT("updated"), STR_INIT("updated"), {0}, FROM_NONE, {0}},
    {STR_INIT("description"), STR_INIT("description"), {0}, FROM_NONE, {0}},
    {STR_INIT("author"),
     STR_INIT("author"),
     {0},
     FROM_CONFIG,
     STR_INIT("author")},
    {STR_INIT("tags"), STR_INIT("tags"), {0}, FROM_NONE, {0}},
    {STR_INIT("series"), STR_INIT("series"), {0}, FROM_NONE, {0}},
    {STR_INIT("aliases"), STR_INIT("aliases"), {0}, FROM_NONE, {0}},
    {STR_INIT("draft"), STR_INIT("draft"), {0}, FROM_NONE, {0}},
    {STR_INIT("publish"), STR_INIT("publish"), {0}, FROM_NONE, {0}},
    {STR_INIT("expires"), STR_INIT("expires"), {0}, FROM_NONE, {0}},
    {STR_INIT("weight"), STR_INIT("weight"), {0}, FROM_NONE, {0}},
    {STR_INIT("evergreen"), STR_INIT("evergreen"), {0}, FROM_NONE, {0}},
    {STR_INIT("toc"), STR_INIT("toc"), {0}, FROM_DEFAULT, {0}},
    {STR_INIT("params"), STR_INIT("params"), {0}, FROM_NONE, {0}},
};

static Str place(const Explaining *e, const Source *src, uint32_t at)
{
    return str_printf(e->a, STR_FMT ":%zu", STR_ARG(src->path),
                      source_place(src, at).line);
}

/* ---- values as plain data */

/* Objects as they print: pages by their titles. */
static Value plain(const Explaining *e, Value v)
{
    Reader r = {.arena = e->a};
    Buf b = buf_in(e->a);

    v = value_as_list(&r, v);
    if (v.kind == VALUE_LIST) {
        List *list = list_new(e->a, v.as.list->len);
        for (size_t i = 0; i < v.as.list->len; i++)
            list_push(list, e->a, plain(e, v.as.list->items[i]));
        return value_list(list);
    }
    if (v.kind != VALUE_OBJECT)
        return v;
    value_print(&b, &r, v);
    return value_str(buf_str(&b));
}

static Value field(const Explaining *e, const Page *p, Str name)
{
    Reader r = {.arena = e->a};
    Value v = {0};

    value_get_str(&r, page_value(e->a, p), name, &v);
    return plain(e, v);
}

/* ---- where they come from */

static const Node *read_yaml(const Explaining *e, const Page *p)
{
    DiagList unsaid = {.arena = e->a};
    FrontSplit split;
    Node *root = NULL;

    if (!p->src.text.len || !front_matter_split(&p->src, &unsaid, &split) ||
        !yaml_parse(e->a, &p->src, split.yaml, &unsaid, &root))
        return NULL;
    return root;
}

/* Hooks of plugins may have put another in place of what is written. */
static bool is_other(const Explaining *e, const Page *p, Str name,
                     const Node *n)
{
    if (str_eq(name, STR("title")))
        return !str_eq(n->text, p->fm.title);
    if (str_eq(name, STR("description")))
        return !str_eq(n->text, p->fm.description);
    return str_eq(name, STR("params")) && p->fm.params.kind == VALUE_DICT &&
           !digest_eq(value_digest(node_value(e->a, n)),
                      value_digest(p->fm.params));
}

static Str from_config(const Explaining *e, Str key)
{
    const Config *c = &e->b->config;
    Span at = config_place(c, key, 0);

    return c->src && at.end ? place(e, c->src, at.start) : STR("default");
}

static Str from(const Explaining *e, const Page *p, size_t row,
                const Node *root)
{
    const Node *n = rows[row].key.len ? node_get(root, rows[row].key) : NULL;

    if (!n && rows[row].other_key.len)
        n = node_get(root, rows[row].other_key);
    if (n)
        return is_other(e, p, rows[row].name, n)
                   ? STR("plugin")
                   : place(e, &p->src, n->key_at.start);
    /* Addresses of lists follow from what they list. */
    if (p->kind != PAGE_SINGLE && (str_eq(rows[row].name, STR("slug")) ||
                                   str_eq(rows[row].name, STR("url"))))
        return STR("default");
    switch (rows[row].otherwise) {
    case FROM_NAME:
        return p->src.path.len ? STR("name") : STR("default");
    case FROM_CONFIG:
        return from_config(e, rows[row].config);
    case FROM_DEFAULT:
        return STR("default");
    case FROM_NONE:
        break;
    }
    return (Str){0};
}

/* ---- all */

static void put(const Explaining *e, List *list, Str name, Value v, Str origin)
{
    Dict *row = explain_row(e, list);

    dict_put_str(row, e->a, STR("name"), value_str(name));
    dict_put_str(row, e->a, STR("value"), v);
    dict_put_str(row, e->a, STR("from"), value_str(origin));
}

/* A plugin may give what is not written at all. */
static bool is_given_by_plugin(const Page *p, Str name, Value v)
{
    bool may = str_eq(name, STR("description")) || str_eq(name, STR("params"));

    return may && p->src.path.len && v.kind > VALUE_NULL;
}

void explain_values(const Explaining *e, const Page *p)
{
    Reader r = {.arena = e->a};
    List *list = list_new(e->a, COUNT(rows));
    const Node *root = read_yaml(e, p);
    bool asked = p->fm.layout.len > 0;
    const Node *layout = root ? node_get(root, STR("layout")) : NULL;

    for (size_t i = 0; i < COUNT(rows); i++) {
        Value v = field(e, p, rows[i].name);
        Str origin = from(e, p, i, root);
        if (!origin.len && value_truth(&r, v) &&
            is_given_by_plugin(p, rows[i].name, v))
            origin = STR("plugin");
        if (origin.len && (value_truth(&r, v) || v.kind == VALUE_BOOL))
            put(e, list, rows[i].name, v, origin);
    }
    if (p->template_name.len)
        put(e, list, STR("layout"), value_str(p->template_name),
            asked && layout ? place(e, &p->src, layout->key_at.start)
                            : STR("default"));
    explain_put_list(e, STR("values"), list);
}
