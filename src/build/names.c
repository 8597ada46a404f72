/* names.c - what stands behind a name now: answers to questions that were put
 * to no thing. */
#include "build/stages.h"

/* Which filters, functions and tests there are decides what a template means,
 * since a plugin's hide others of the same name. */
static Digest plugin_names(const Build *b)
{
    size_t n = 0;
    const PluginEntry *entries =
        b->plugins.set ? plugins_entries(b->plugins.set, &n) : NULL;
    Digest d = {0};

    for (size_t i = 0; i < n; i++) {
        char kind = (char)entries[i].kind;
        d = digest_add(d, (Str){&kind, 1});
        d = digest_add(d, entries[i].name);
    }
    return d;
}

static Digest template_digest(const Build *b, Str name)
{
    const Source *src = map_get(&b->theme.templates, name);

    return src ? digest_add(plugin_names(b), src->text) : (Digest){0};
}

static Digest asset_digest(const Build *b, Str name)
{
    const Asset *asset = map_get(&b->assets, name);

    return asset ? digest_add(digest_of(asset->permalink), asset->integrity)
                 : (Digest){0};
}

static Digest clock_digest(const Build *b)
{
    int64_t now = b->options->now;

    return digest_of((Str){(const char *)&now, sizeof now});
}

static Digest ask_digest(const Build *b, Worker *w, Str name)
{
    Reader r = {.arena = &w->scratch};
    const Site *site = b->site;
    Value who = site_value(&w->scratch, &site->languages[site->default_lang]);
    Value answer;

    value_get(&r, who, read_question(&w->scratch, name), &answer);
    return value_digest(answer);
}

Digest link_digest(const LinkTarget *to)
{
    int64_t numbers[] = {to->width, to->height, to->external, to->broken};
    Digest d = digest_of((Str){(const char *)numbers, sizeof numbers});

    d = digest_add(d, to->url);
    d = digest_add(d, to->text);
    return digest_add(d, to->lang);
}

/* "/en/a/" 0 kind 0 target */
static Digest asked_link_digest(const Build *b, Worker *w, Str name)
{
    StrCut from = str_cut(name, '\0'), kind = str_cut(from.tail, '\0');
    const Page *page = map_get(&b->site->by_url, from.head);
    DiagList unsaid = {.arena = &w->scratch};
    int64_t number = 0;

    if (!page || !str_to_int(kind.head, &number))
        return (Digest){0};
    Link link = {.kind = (LinkKind)number, .target = kind.tail};
    LinkTarget to =
        site_resolve_link(b->site, &w->scratch, page, &link, &unsaid);
    Digest d = link_digest(&to);
    /* It must be said, by whoever shows the link. */
    return unsaid.first ? digest_add(d, STR("!")) : d;
}

/* How a language sets what the filter `markdown` and plugins make. */
static Digest markdown_digest(const Build *b, Str code)
{
    int lang = config_language(&b->config, code);

    return lang < 0 ? (Digest){0}
                    : digest_add(b->languages[lang].digest,
                                 (Str){(const char *)&b->config.raw_html,
                                       sizeof b->config.raw_html});
}

uint64_t recall_name(Build *b, Worker *w, Str name)
{
    ArenaMark mark = arena_mark(&w->scratch);
    Str kind = read_name_kind(name), rest = read_name_rest(name);
    Digest d = {0};

    if (str_eq(kind, STR("template")))
        d = template_digest(b, rest);
    else if (str_eq(kind, STR("asset")))
        d = asset_digest(b, rest);
    else if (str_eq(kind, STR("plugin")))
        d = site_plugin_digest(&b->plugins, rest);
    else if (str_eq(kind, STR("plugins")))
        d = site_plugins_digest(&b->plugins);
    else if (str_eq(kind, STR("data")))
        d = site_plugin_data(&b->plugins, rest);
    else if (str_eq(kind, STR("file")) || str_eq(kind, STR("env")))
        d = b->plugins.inputs ? inputs_digest(b->plugins.inputs, kind, rest)
                              : (Digest){0};
    else if (str_eq(kind, STR("failure"))) /* it may be gone each time */
        d = digest_of((Str){(const char *)&b->recall.cache.moment,
                            sizeof b->recall.cache.moment});
    else if (str_eq(kind, STR("clock")))
        d = clock_digest(b);
    else if (str_eq(kind, STR("link")))
        d = asked_link_digest(b, w, rest);
    else if (str_eq(kind, STR("markdown")))
        d = markdown_digest(b, rest);
    else if (str_eq(kind, STR("ask")))
        d = ask_digest(b, w, name);
    arena_rewind(&w->scratch, mark);
    return d.low + d.high * 0x9E3779B97F4A7C15;
}
