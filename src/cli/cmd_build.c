/* cmd_build.c - bifolio build */
#include "cli/progress.h"
#include "os/sys.h"

#include <stdlib.h>

/* The words stand before their numbers, so that none needs a plural. */
static const Phrase pages = {{STR_INIT("pages"), STR_INIT("pagine")}};
static const Phrase written = {{STR_INIT("written"), STR_INIT("scritti")}};
static const Phrase unchanged = {{STR_INIT("unchanged"), STR_INIT("immutati")}};
static const Phrase removed = {{STR_INIT("removed"), STR_INIT("rimossi")}};
static const Phrase errors = {{STR_INIT("errors"), STR_INIT("errori")}};
static const Phrase warnings = {{STR_INIT("warnings"), STR_INIT("avvisi")}};
static const Phrase stages = {{STR_INIT("Stages"), STR_INIT("Fasi")}};
static const Phrase templates = {
    {STR_INIT("Templates, over all threads: time, calls"),
     STR_INIT("Modelli, su tutti i thread: tempo, chiamate")}};
static const Phrase plugins = {
    {STR_INIT("Plugins, over all threads: time, calls"),
     STR_INIT("Plugin, su tutti i thread: tempo, chiamate")}};

static void put_count(Cli *c, Str before, const Phrase *what, size_t n)
{
    buf_put(&c->out, before);
    buf_put(&c->out, what->in[c->style.language]);
    buf_printf(&c->out, " %zu", n);
}

/* pages it 24, en 22; written 58, unchanged 0, removed 0; 84 ms */
static void put_summary(Cli *c, const BuildSummary *s)
{
    Buf *b = &c->out;

    buf_put(b, pages.in[c->style.language]);
    for (size_t i = 0; i < s->config->nlanguages; i++)
        buf_printf(b, "%s " STR_FMT " %zu", i ? "," : "",
                   STR_ARG(s->config->languages[i]), s->pages[i]);
    put_count(c, STR("; "), &written, s->written);
    put_count(c, STR(", "), &unchanged, s->unchanged);
    put_count(c, STR(", "), &removed, s->removed);
    if (c->d.errors || c->d.warnings) {
        put_count(c, STR("; "), &errors, c->d.errors);
        put_count(c, STR(", "), &warnings, c->d.warnings);
    }
    BUF_LIT(b, "; ");
    cli_put_time(b, s->nanoseconds);
    buf_put_char(b, '\n');
}

/* ---- timings */

static void put_row(Buf *b, int64_t nanoseconds)
{
    buf_printf(b, "%10.2f ms  ", (double)nanoseconds / 1e6);
}

static void put_stages(Cli *c, const BuildSummary *s)
{
    buf_printf(&c->out, STR_FMT "\n", STR_ARG(stages.in[c->style.language]));
    for (int i = 0; i < STAGES; i++) {
        put_row(&c->out, s->stages[i]);
        buf_printf(&c->out, STR_FMT "\n",
                   STR_ARG(build_stage_name((BuildStage)i)));
    }
}

/* A template by its time. */
typedef struct {
    uint64_t nanoseconds;
    size_t index;
} Timed;

static int longest_first(const void *a, const void *b)
{
    const Timed *x = a, *y = b;

    if (x->nanoseconds != y->nanoseconds)
        return x->nanoseconds < y->nanoseconds ? 1 : -1;
    return x->index < y->index ? -1 : 1;
}

static void put_templates(Cli *c, const BuildSummary *s)
{
    Timed *order = ARENA_ARRAY(&c->arena, Timed, s->ntemplates);

    for (size_t i = 0; i < s->ntemplates; i++)
        order[i] = (Timed){s->times[i].nanoseconds, i};
    if (s->ntemplates)
        qsort(order, s->ntemplates, sizeof *order, longest_first);
    buf_printf(&c->out, STR_FMT "\n", STR_ARG(templates.in[c->style.language]));
    for (size_t i = 0; i < s->ntemplates; i++) {
        const TemplateTime *time = &s->times[order[i].index];
        if (!time->calls)
            continue;
        put_row(&c->out, (int64_t)time->nanoseconds);
        buf_printf(&c->out, "%8llu  " STR_FMT "\n",
                   (unsigned long long)time->calls,
                   STR_ARG(s->templates[order[i].index]));
    }
}

static void put_plugins(Cli *c, const BuildSummary *s)
{
    if (!s->plugins)
        return;
    buf_printf(&c->out, STR_FMT "\n", STR_ARG(plugins.in[c->style.language]));
    for (size_t i = 0; i < s->config->nplugins; i++) {
        put_row(&c->out, (int64_t)s->plugins[i].nanoseconds);
        buf_printf(&c->out, "%8llu  " STR_FMT "\n",
                   (unsigned long long)s->plugins[i].calls,
                   STR_ARG(s->config->plugins[i].name));
    }
}

/* ---- the whole */

bool cli_clock(Cli *c, int64_t *out)
{
    Str epoch = os_env("SOURCE_DATE_EPOCH");

    *out = os_now();
    if (c->options->clock.year)
        *out = date_seconds(c->options->clock);
    else if (epoch.len && !str_to_int(epoch, out)) {
        cli_misuse(c, CLI_EPOCH, STRS(epoch));
        return false;
    }
    return true;
}

void cmd_build(Cli *c)
{
    const Options *o = c->options;
    BuildSummary summary = {0};
    Progress progress;
    BuildOptions options = {
        .over = cli_overrides(o),
        .jobs = (int)o->jobs,
        .clean = o->clean,
        .apart = o->no_cache,
        .timings = o->timings,
        .progress = progress_for(c),
        .context = &progress,
    };

    if (!cli_site(c, &options.root) || !cli_clock(c, &options.now))
        return;
    progress_begin(&progress);
    build_site(&c->arena, &options, &c->d, &summary);
    progress_end(&progress);
    if (o->quiet || !summary.config)
        return;
    if (o->verbose || o->timings)
        put_stages(c, &summary);
    if (o->timings) {
        put_templates(c, &summary);
        put_plugins(c, &summary);
    }
    put_summary(c, &summary);
}
