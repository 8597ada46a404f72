#include "cli/snippet_words.h"

#include "base/text.h"

/* ORDER SnippetLevel */
static const Phrase levels[SNIPPET_LEVELS] = {
    {{STR_INIT("not run"), STR_INIT("non eseguito")}},
    {{STR_INIT("recorded"), STR_INIT("trascritto")}},
    {{STR_INIT("replayed"), STR_INIT("riprodotto")}},
    {{STR_INIT("ran"), STR_INIT("eseguito")}},
};
static const Phrase drifted = {{STR_INIT("drifted"), STR_INIT("cambiato")}};

bool snippets_survey(Cli *c, bool check, BuildSurvey *out)
{
    BuildOptions o = {.over = cli_overrides(c->options)};
    DiagList said = {.arena = &c->arena};

    *out = (BuildSurvey){0};
    /* Whatever is not published is looked at, too. */
    o.over.drafts = o.over.future = o.over.expired = true;
    if (!cli_site(c, &o.root) || !cli_clock(c, &o.now))
        return false;
    build_survey(&c->arena, &o, check, &said, out);
    if (check || !out->site)
        diag_join(&c->d, &said);
    return out->site != NULL;
}

Str snippet_state(Cli *c, const Snippet *s)
{
    Str level = levels[s->level].in[c->style.language];

    if (!s->drift)
        return level;
    return str_printf(&c->arena, STR_FMT ", " STR_FMT, STR_ARG(level),
                      STR_ARG(drifted.in[c->style.language]));
}

bool snippets_edition(Cli *c, const Site *site, int *lang)
{
    const Config *config = site->config;

    *lang = -1;
    if (!c->options->lang.len)
        return true;
    *lang = config_language(config, c->options->lang);
    if (*lang >= 0)
        return true;
    Diag *one = cli_misuse(c, CLI_LANGUAGE, STRS(c->options->lang));
    diag_suggest(&c->d, one,
                 text_closest(c->options->lang, config->languages,
                              config->nlanguages));
    return false;
}

Str snippet_where(Cli *c, const Snippet *s)
{
    return str_printf(&c->arena, STR_FMT ":%zu", STR_ARG(s->src->path),
                      source_place(s->src, snippet_place(s).start).line);
}
