/* cmd_serve.c - bifolio serve */
#include "serve/serve.h"

#include "base/escape.h"
#include "cli/progress.h"

enum { CAUSES_NAMED = 2 };

typedef struct {
    Cli *cli;
    Progress progress;
} Show;

/* The words stand before their numbers, so that none needs a plural. */
static const Phrase pages = {{STR_INIT("pages"), STR_INIT("pagine")}};
static const Phrase changed = {{STR_INIT("changed"), STR_INIT("cambiati")}};
static const Phrase removed = {{STR_INIT("removed"), STR_INIT("rimossi")}};
static const Phrase errors = {{STR_INIT("errors"), STR_INIT("errori")}};
static const Phrase warnings = {{STR_INIT("warnings"), STR_INIT("avvisi")}};
static const Phrase others = {{STR_INIT("others"), STR_INIT("altri")}};
static const Phrase stop = {
    {STR_INIT("Ctrl-C to stop"), STR_INIT("Ctrl-C per finire")}};

static Str word(const Cli *c, const Phrase *what)
{
    return what->in[c->style.language];
}

static void put_count(Cli *c, const char *before, const Phrase *what, size_t n)
{
    buf_printf(&c->out, "%s" STR_FMT " %zu", before, STR_ARG(word(c, what)), n);
}

/* content/posts/a.it.md, content/tags.yaml, others 3: */
static void put_causes(Cli *c, const Map *causes)
{
    bool all = c->options->verbose || causes->len <= CAUSES_NAMED;
    size_t named = all ? causes->len : CAUSES_NAMED;

    for (size_t i = 0; i < named; i++) {
        buf_put(&c->out, i ? STR(", ") : STR(""));
        escape_terminal(&c->out, causes->entries[i].key);
    }
    if (causes->len > named)
        put_count(c, ", ", &others, causes->len - named);
    BUF_LIT(&c->out, ": ");
}

static void put_pages(Cli *c, const BuildSummary *s)
{
    size_t n = 0;

    for (size_t i = 0; s->pages && i < s->config->nlanguages; i++)
        n += s->pages[i];
    put_count(c, "", &pages, n);
}

static void building(void *context)
{
    progress_begin(&((Show *)context)->progress);
}

/* content/posts/a.it.md: pages 46, changed 7, removed 0; 12.31 ms */
static void built(void *context, const ServeBuild *b)
{
    Show *show = context;
    Cli *c = show->cli;

    progress_end(&show->progress);
    if (!c->options->quiet) {
        if (b->causes)
            put_causes(c, b->causes);
        put_pages(c, b->summary);
        if (b->causes) {
            put_count(c, ", ", &changed, b->changed);
            put_count(c, ", ", &removed, b->removed);
        }
        if (b->diags->errors || b->diags->warnings) {
            put_count(c, "; ", &errors, b->diags->errors);
            put_count(c, ", ", &warnings, b->diags->warnings);
        }
        BUF_LIT(&c->out, "; ");
        cli_put_time(&c->out, b->summary->nanoseconds);
        buf_put_char(&c->out, '\n');
    }
    cli_report(c, b->diags);
    cli_flush(c);
}

static void serving(void *context, Str url, DiagList *d)
{
    Cli *c = ((Show *)context)->cli;

    (void)d; /* it is ours, and shown by cli_flush */
    if (!c->options->quiet)
        buf_printf(&c->out, STR_FMT "  (" STR_FMT ")\n", STR_ARG(url),
                   STR_ARG(word(c, &stop)));
    cli_flush(c);
}

void cmd_serve(Cli *c)
{
    const Options *o = c->options;
    Show show = {.cli = c};
    ServeOptions options = {
        .host = o->host,
        .port = o->port,
        .drafts = o->drafts,
        .future = o->future,
        .expired = o->expired,
        .poll = o->poll,
        .browse = o->open,
        .jobs = (int)o->jobs,
        .language = c->style.language,
        .listener = {&show, building, built, serving},
        .progress = progress_for(c),
        .progress_context = &show.progress,
    };

    if (o->port > 65535)
        cli_misuse(c, CLI_PORT,
                   STRS(str_printf(&c->arena, "%lld", (long long)o->port)));
    else if (cli_site(c, &options.root))
        serve(&c->arena, &options, &c->d);
}
