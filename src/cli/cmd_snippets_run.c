/* cmd_snippets_run.c - bifolio snippets run, bifolio snippets test */
#include "cli/snippets.h"

void cmd_snippets_run(Cli *c)
{
    SnippetSession s;

    if (!snippets_open(c, &s))
        return;
    if (snippets_choose(&s, c->options->changed)) {
        snippets_run(&s, true);
        if (c->options->engines)
            snippets_try_engines(&s, false);
        if (!interrupt_came(&s.interrupt))
            snippets_write_lock(&s, c->request.narguments > 0);
        if (!c->options->quiet)
            snippets_summary(&s);
    }
    snippets_close(&s);
}

/* What the lock does not vouch for. */
static void check_lock(const SnippetSession *s, bool frozen)
{
    Cli *c = s->c;

    for (size_t i = 0; i < s->runs.len; i++) {
        const Snippets *editions = &s->runs.items[i].editions;
        for (size_t k = 0; k < editions->len; k++)
            if (frozen)
                snippet_check_level(editions->items[k], &c->d);
            else
                snippet_warn_drift(editions->items[k], &c->d);
    }
    if (frozen && !c->request.narguments)
        snippets_check_lock(s->set, &c->d);
}

void cmd_snippets_test(Cli *c)
{
    SnippetSession s;

    if (!snippets_open(c, &s))
        return;
    if (snippets_choose(&s, false)) {
        check_lock(&s, c->options->frozen);
        snippets_run(&s, true);
        if (c->options->engines)
            snippets_try_engines(&s, true);
        if (!c->options->quiet)
            snippets_summary(&s);
    }
    snippets_close(&s);
}
