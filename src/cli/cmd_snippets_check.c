/* cmd_snippets_check.c - bifolio snippets check */
#include "cli/snippet_words.h"

static void count_up(Cli *c, const SnippetSet *set)
{
    static const Phrase words[] = {
        {{STR_INIT("snippets"), STR_INIT("frammenti")}},
        {{STR_INIT("ran"), STR_INIT("eseguiti")}},
        {{STR_INIT("replayed"), STR_INIT("riprodotti")}},
        {{STR_INIT("recorded"), STR_INIT("trascritti")}},
        {{STR_INIT("not run"), STR_INIT("non eseguiti")}},
        {{STR_INIT("drifted"), STR_INIT("cambiati")}},
    };
    size_t counts[COUNT(words)] = {set->named.len};

    for (size_t i = 0; i < set->named.len; i++) {
        const Snippet *s = set->named.items[i];
        counts[SNIPPET_LEVELS - s->level]++;
        counts[5] += s->drift != 0;
    }
    for (size_t i = 0; i < COUNT(words); i++)
        buf_printf(&c->out, "%s" STR_FMT " %zu",
                   i == 0   ? ""
                   : i == 1 ? ": "
                            : ", ",
                   STR_ARG(words[i].in[c->style.language]), counts[i]);
    buf_put_char(&c->out, '\n');
}

void cmd_snippets_check(Cli *c)
{
    BuildSurvey survey;

    if (!snippets_survey(c, true, &survey))
        return;
    for (size_t i = 0; i < survey.snippets->named.len; i++)
        snippet_check_level(survey.snippets->named.items[i], &c->d);
    snippets_check_lock(survey.snippets, &c->d);
    if (!c->options->quiet)
        count_up(c, survey.snippets);
}
