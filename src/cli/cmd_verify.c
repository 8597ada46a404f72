/* cmd_verify.c - bifolio verify */
#include "build/compare.h"
#include "cli/progress.h"

static const Phrase compared = {{STR_INIT("files compared with a clean build"),
                                 STR_INIT("file confrontati con una "
                                          "costruzione da zero")}};
static const Phrase differ = {{STR_INIT("differ"), STR_INIT("diversi")}};

void cmd_verify(Cli *c)
{
    const Options *o = c->options;
    BuildSummary summary = {0};
    DiagList found = {.arena = &c->arena};
    Progress progress;
    BuildOptions options = {
        .over = cli_overrides(o),
        .jobs = (int)o->jobs,
        .progress = progress_for(c),
        .context = &progress,
    };
    size_t files;

    if (!cli_site(c, &options.root) || !cli_clock(c, &options.now))
        return;
    progress_begin(&progress);
    build_site(&c->arena, &options, &c->d, &summary);
    /* Where it could not be built there is nothing to compare. */
    bool built = summary.written + summary.unchanged > 0;
    if (built)
        build_compare(&c->arena, &options, &found, &files);
    progress_end(&progress);
    if (!built)
        return;
    size_t different = found.errors;
    diag_join(&c->d, &found);
    if (!o->quiet)
        buf_printf(&c->out, STR_FMT " %zu; " STR_FMT " %zu\n",
                   STR_ARG(compared.in[c->style.language]), files,
                   STR_ARG(differ.in[c->style.language]), different);
}
