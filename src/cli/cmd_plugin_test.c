/* cmd_plugin_test.c - bifolio plugin test [NAME...] */
#include "base/text.h"
#include "build/trial.h"
#include "cli/verb.h"
#include "os/fs.h"

static const Phrase tests = {{STR_INIT("tests"), STR_INIT("prove")}};
static const Phrase failed = {{STR_INIT("failed"), STR_INIT("fallite")}};
static const Phrase updated = {{STR_INIT("updated"), STR_INIT("aggiornate")}};
static const Phrase none = {
    {STR_INIT("there are no plugins"), STR_INIT("non ci sono plugin")}};
static const Phrase untested = {
    {STR_INIT("no tests in"), STR_INIT("nessuna prova in")}};

typedef struct {
    Cli *c;
    Str root, plugin;
} Testing;

/* ---- one file */

/* The first line of what is expected that is not what is made. */
static Span first_difference(Str wanted, Str got)
{
    size_t at = 0, line = 0;

    while (at < wanted.len && at < got.len && wanted.ptr[at] == got.ptr[at])
        if (wanted.ptr[at++] == '\n')
            line = at;
    size_t end = str_find(str_drop(wanted, line), '\n');
    end = end == SIZE_MAX ? wanted.len : line + end;
    return (Span){(uint32_t)line, (uint32_t)end};
}

static void complain(const Testing *t, const Trial *one, const TrialFile *f)
{
    Source *src = ARENA_NEW(&t->c->arena, Source);
    DiagCode code = !f->made       ? PLUGIN_TEST_NOT_MADE
                    : !f->expected ? PLUGIN_TEST_MISSING
                                   : PLUGIN_TEST_DIFFERS;
    Span at = {0};

    *src = f->wanted;
    src->path = f->path;
    if (code == PLUGIN_TEST_DIFFERS)
        at = first_difference(f->wanted.text, f->got);
    diag_add(&t->c->d, code, src, at, STRS(t->plugin, one->name));
}

/* What is no longer said goes; a file of a site stays, for it was named by
 * hand. */
static bool update(const Testing *t, const Trial *one, const TrialFile *f)
{
    Cli *c = t->c;
    Str path = path_join(&c->arena, t->root, f->path);

    if (f->made)
        return cli_write(c, path, f->got);
    if (str_ends(f->path, STR(".txt")) && os_remove_file(path) == 0)
        return true;
    complain(t, one, f);
    return false;
}

/* True if it is as it should be. */
static bool compare(const Testing *t, const Trial *one, const TrialFile *f)
{
    Cli *c = t->c;

    if (f->expected && f->made && str_eq(f->wanted.text, f->got))
        return true;
    if (!c->options->update)
        complain(t, one, f);
    else if (update(t, one, f) && !c->options->quiet)
        buf_printf(&c->out, STR_FMT "\n", STR_ARG(f->path));
    cli_flush(c); /* so that what differs stands below what is said of it */
    if (!c->options->quiet)
        cli_put_diff(c, f->wanted.text, f->got);
    return false;
}

/* ---- one plugin */

static void run_plugin(Cli *c, Str root, Str plugin)
{
    Testing t = {c, root, plugin};
    DiagLanguage language = c->style.language;
    Trials trials = {0};
    size_t different = 0;
    bool good = trial_run(&c->arena, root, plugin, &c->d, &trials);

    for (size_t i = 0; i < trials.len; i++) {
        bool same = true;
        for (size_t k = 0; k < trials.items[i].files.len; k++)
            same &=
                compare(&t, &trials.items[i], &trials.items[i].files.items[k]);
        different += !same;
    }
    if (c->options->quiet)
        return;
    if (good && !trials.len)
        buf_printf(&c->out,
                   STR_FMT ": " STR_FMT " plugins/" STR_FMT "/tests/\n",
                   STR_ARG(plugin), STR_ARG(untested.in[language]),
                   STR_ARG(plugin));
    else
        buf_printf(&c->out, STR_FMT ": " STR_FMT " %zu, " STR_FMT " %zu\n",
                   STR_ARG(plugin), STR_ARG(tests.in[language]), trials.len,
                   STR_ARG(
                       (c->options->update ? updated : failed).in[language]),
                   different);
    cli_flush(c);
}

/* ---- all */

static bool is_there(Cli *c, const PluginNames *names, Str name)
{
    for (size_t i = 0; i < names->len; i++)
        if (str_eq(names->items[i], name))
            return true;
    Diag *one = cli_misuse(c, CLI_NO_PLUGIN, STRS(name));
    diag_suggest(&c->d, one, text_closest(name, names->items, names->len));
    return false;
}

void cmd_plugin_test(Cli *c)
{
    Str root;
    PluginNames names = {0};
    size_t n = c->request.narguments;
    bool good = true;

    if (!cli_site(c, &root))
        return;
    trial_plugins(&c->arena, root, &names);
    for (size_t i = 0; i < n; i++)
        good &= is_there(c, &names, cli_argument(c, i));
    if (!names.len && !n && !c->options->quiet)
        buf_printf(&c->out, STR_FMT "\n", STR_ARG(none.in[c->style.language]));
    for (size_t i = 0; !n && i < names.len; i++)
        run_plugin(c, root, names.items[i]);
    for (size_t i = 0; good && i < n; i++)
        run_plugin(c, root, cli_argument(c, i));
}
