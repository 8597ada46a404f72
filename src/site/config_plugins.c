/* config_plugins.c - the key `plugins` of bifolio.yaml.
 *
 *     plugins:
 *       - toc
 *       - terminal: {speed: 2, grant: {read: [data/a.json]}}
 */
#include "site/config_plugins.h"

#include "base/text.h"
#include "site/check.h"

/* ORDER GrantKind */
static const Str grants[GRANTS] = {STR_INIT("read"), STR_INIT("run"),
                                   STR_INIT("env")};

static bool wrong(const Config *c, Str key, Span at, DiagList *d, Str expected)
{
    diag_add(d, CONFIG_TYPE, c->src, at, STRS(key, expected));
    return false;
}

static int grant_kind(Str name)
{
    for (int i = 0; i < GRANTS; i++)
        if (str_eq(grants[i], name))
            return i;
    return -1;
}

/* One text, or a list of them. */
static bool read_grant(Config *c, const Node *n, DiagList *d, GrantList *out)
{
    if (n->kind == NODE_SCALAR) {
        *VEC_PUSH(out, c->arena) = n->text;
        return true;
    }
    for (const Node *e = n->first; n->kind == NODE_SEQ && e; e = e->next) {
        if (e->kind != NODE_SCALAR)
            return wrong(c, n->key, e->at, d, STR("text"));
        *VEC_PUSH(out, c->arena) = e->text;
    }
    return n->kind == NODE_SEQ || wrong(c, n->key, n->at, d, STR("a list"));
}

static bool read_grants(Config *c, const Node *n, DiagList *d,
                        PluginConfig *out)
{
    bool good = true;

    if (n->kind != NODE_MAP)
        return wrong(c, n->key, n->at, d,
                     STR("a map with the keys read, run, env"));
    for (const Node *e = n->first; e; e = e->next) {
        int kind = grant_kind(e->key);
        if (kind >= 0) {
            good &= read_grant(c, e, d, &out->grants[kind]);
            continue;
        }
        Diag *one =
            diag_add(d, CONFIG_UNKNOWN_KEY, c->src, e->key_at, STRS(e->key));
        diag_suggest(d, one, text_closest(e->key, grants, GRANTS));
        good = false;
    }
    return good;
}

static bool read_options(Config *c, const Node *n, DiagList *d,
                         PluginConfig *out)
{
    Dict *options = out->options.as.dict;
    bool good = true;

    if (node_is_null(n))
        return true;
    if (n->kind != NODE_MAP)
        return wrong(c, n->key, n->at, d, STR("a map of options"));
    for (const Node *e = n->first; e; e = e->next) {
        if (str_eq(e->key, STR("grant"))) {
            good &= read_grants(c, e, d, out);
            continue;
        }
        Span *place = ARENA_NEW(c->arena, Span);
        *place = e->key_at;
        map_add(&out->places, c->arena, e->key, place);
        dict_put_str(options, c->arena, e->key, node_value(c->arena, e));
    }
    return good;
}

static bool read_plugin(Config *c, const Node *n, DiagList *d,
                        PluginConfig *out)
{
    const Node *options = n->kind == NODE_MAP && n->len == 1 ? n->first : NULL;

    *out = (PluginConfig){.options = value_dict(dict_new(c->arena))};
    out->name = options ? options->key : n->text;
    out->at = options ? options->key_at : n->at;
    if ((n->kind != NODE_SCALAR && !options) || !is_plain_name(out->name))
        return wrong(c, STR("plugins"), n->at, d,
                     STR("a list of names, or of NAME: {options}"));
    return !options || read_options(c, options, d, out);
}

static bool is_listed(const Config *c, Str name)
{
    for (size_t i = 0; i < c->nplugins; i++)
        if (str_eq(c->plugins[i].name, name))
            return true;
    return false;
}

bool config_plugins_read(Config *c, const Node *n, DiagList *d)
{
    bool good = true;

    if (n->kind != NODE_SEQ)
        return wrong(c, n->key, n->at, d, STR("a list"));
    PluginConfig *plugins = ARENA_ARRAY(c->arena, PluginConfig, n->len);
    c->plugins = plugins;
    for (const Node *e = n->first; e; e = e->next) {
        PluginConfig one;
        if (!read_plugin(c, e, d, &one)) {
            good = false;
        } else if (is_listed(c, one.name)) {
            diag_add(d, PLUGIN_TWICE, c->src, one.at, STRS(one.name));
            good = false;
        } else {
            plugins[c->nplugins++] = one;
        }
    }
    c->plugins_written = node_value(c->arena, n);
    return good;
}
