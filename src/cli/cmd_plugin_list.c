/* cmd_plugin_list.c - bifolio plugin list */
#include "build/plugins.h"
#include "build/trial.h"
#include "cli/verb.h"
#include "data/json.h"
#include "os/sys.h"

enum { COLUMN = 14 };

static const Phrase options_word = {{STR_INIT("options"), STR_INIT("opzioni")}};
static const Phrase needed = {{STR_INIT("needs"), STR_INIT("chiede")}};
static const Phrase granted = {{STR_INIT("granted"), STR_INIT("concesso")}};
static const Phrase by_default = {
    {STR_INIT("default"), STR_INIT("predefinita")}};
static const Phrase unlisted = {{STR_INIT("not listed in bifolio.yaml:"),
                                 STR_INIT("non elencati in bifolio.yaml:")}};
static const Phrase none = {
    {STR_INIT("there are no plugins"), STR_INIT("non ci sono plugin")}};

/* Begins a line: "  filters     " */
static void put_label(Buf *b, Str label)
{
    size_t len = 2 + label.len;

    BUF_LIT(b, "  ");
    buf_put(b, label);
    do
        buf_put_char(b, ' ');
    while (++len < COLUMN);
}

/* ---- what it offers */

static void put_kind(Cli *c, const PluginSet *set, size_t plugin,
                     PluginKind kind)
{
    size_t n, found = 0;
    const PluginEntry *entries = plugins_entries(set, &n);

    for (size_t i = 0; i < n; i++) {
        if (entries[i].plugin != plugin || entries[i].kind != kind)
            continue;
        if (found++ == 0)
            put_label(&c->out, plugin_kind_key(kind));
        else
            BUF_LIT(&c->out, ", ");
        buf_put(&c->out, entries[i].name);
    }
    if (found)
        buf_put_char(&c->out, '\n');
}

/* Of blocks of code, that it reads. */
static void put_attributes(Cli *c, Value about)
{
    Reader nobody = {.arena = &c->arena};
    Value list;

    value_get_str(&nobody, about, STR("attributes"), &list);
    for (size_t i = 0; list.kind == VALUE_LIST && i < list.as.list->len; i++) {
        if (i == 0)
            put_label(&c->out, STR("attributes"));
        else
            BUF_LIT(&c->out, ", ");
        value_print(&c->out, &nobody, list.as.list->items[i]);
        if (i + 1 == list.as.list->len)
            buf_put_char(&c->out, '\n');
    }
}

/* ---- options */

static void put_option(Cli *c, const Config *config, const PluginConfig *plugin,
                       const DictEntry *option, Str label)
{
    Reader nobody = {.arena = &c->arena};
    const Span *at = map_get(&plugin->places, option->key.as.s);

    put_label(&c->out, label);
    buf_put(&c->out, option->key.as.s);
    BUF_LIT(&c->out, " = ");
    json_print(&c->out, &nobody, option->value, 0);
    if (at)
        buf_printf(&c->out, "  (" STR_FMT ":%zu)\n", STR_ARG(config->src->path),
                   source_place(config->src, at->start).line);
    else
        buf_printf(&c->out, "  (" STR_FMT ")\n",
                   STR_ARG(by_default.in[c->style.language]));
}

static void put_options(Cli *c, const Config *config,
                        const PluginConfig *plugin, Value about)
{
    Reader nobody = {.arena = &c->arena};
    Str label = options_word.in[c->style.language];
    Value options;

    value_get_str(&nobody, about, STR("options"), &options);
    for (size_t i = 0; options.kind == VALUE_DICT && i < options.as.dict->len;
         i++) {
        put_option(c, config, plugin, &options.as.dict->entries[i], label);
        label = (Str){0};
    }
}

/* What it takes from outside, by need; the label stands on the first line. */
static void put_needs(Cli *c, Str label, const PluginNeeds *const *lists)
{
    for (int need = 0; need < NEEDS; need++) {
        for (size_t i = 0; i < lists[need]->len; i++) {
            put_label(&c->out, label);
            buf_printf(&c->out, STR_FMT " " STR_FMT "\n",
                       STR_ARG(plugin_need_name((PluginNeed)need)),
                       STR_ARG(lists[need]->items[i]));
            label = (Str){0};
        }
    }
}

static void put_outside(Cli *c, const PluginSet *set, size_t plugin)
{
    const PluginSource *src = plugins_source(set, plugin);
    const PluginNeeds *needs[NEEDS], *grants[NEEDS];

    for (int i = 0; i < NEEDS; i++) {
        needs[i] = plugins_needs(set, plugin, (PluginNeed)i);
        grants[i] = &src->grants[i];
    }
    put_needs(c, needed.in[c->style.language], needs);
    put_needs(c, granted.in[c->style.language], grants);
}

/* ---- the whole */

static void put_text(Cli *c, Value about, Str key, const char *before)
{
    Reader nobody = {.arena = &c->arena};
    Value v;

    if (value_get_str(&nobody, about, key, &v) && v.kind == VALUE_STR)
        buf_printf(&c->out, "%s" STR_FMT, before, STR_ARG(v.as.s));
}

static void put_plugin(Cli *c, const Config *config, SitePlugins *p, size_t i)
{
    const PluginSource *src = plugins_source(p->set, i);
    Reader reader = {.arena = &c->arena};
    PluginCall call = {.reader = &reader, .d = &c->d};
    Value about;

    if (!plugins_describe(site_plugins_state(p, 0), &call, i, &about))
        return;
    buf_put(&c->out, src->name);
    put_text(c, about, STR("version"), " ");
    buf_printf(&c->out, "  (" STR_FMT ")\n", STR_ARG(src->main->path));
    put_text(c, about, STR("description"), "  ");
    if (dict_get_str(about.as.dict, STR("description")))
        buf_put_char(&c->out, '\n');
    for (int kind = 0; kind < PLUGIN_KINDS; kind++)
        put_kind(c, p->set, i, (PluginKind)kind);
    put_attributes(c, about);
    put_options(c, config, &config->plugins[i], about);
    put_outside(c, p->set, i);
}

static bool is_listed(const Config *config, Str name)
{
    for (size_t i = 0; i < config->nplugins; i++)
        if (str_eq(config->plugins[i].name, name))
            return true;
    return false;
}

static void put_unlisted(Cli *c, Str root, const Config *config)
{
    PluginNames names = {0};
    bool first = true;

    trial_plugins(&c->arena, root, &names);
    for (size_t i = 0; i < names.len; i++) {
        if (is_listed(config, names.items[i]))
            continue;
        if (first)
            buf_put(&c->out, unlisted.in[c->style.language]);
        buf_printf(&c->out, "%s " STR_FMT, first ? "" : ",",
                   STR_ARG(names.items[i]));
        first = false;
    }
    if (!first)
        buf_put_char(&c->out, '\n');
    else if (config->nplugins == 0)
        buf_printf(&c->out, STR_FMT "\n", STR_ARG(none.in[c->style.language]));
}

void cmd_plugin_list(Cli *c)
{
    Str root;
    Config config;
    SitePlugins plugins;

    if (!cli_site(c, &root) || !cli_config(c, root, &config))
        return;
    SitePluginsJob job = {.root = root,
                          .config = &config,
                          .now = os_now(),
                          .nworkers = 1};
    site_plugins_load(&c->arena, &job, &c->d, &plugins);
    for (size_t i = 0; plugins.set && i < config.nplugins; i++)
        put_plugin(c, &config, &plugins, i);
    put_unlisted(c, root, &config);
    site_plugins_close(&plugins, 1);
}
