#include "cli/progress.h"

#include "os/sys.h"

#include <stdio.h>

enum {
    PROGRESS_AFTER = 1000, /* milliseconds without a word */
    PROGRESS_EVERY = 100,
};

static const int64_t millisecond = 1000000;

void progress_begin(Progress *p)
{
    *p = (Progress){.next = os_monotonic_ns() + PROGRESS_AFTER * millisecond};
}

static void show(void *context, BuildStage stage, size_t done, size_t total)
{
    Progress *p = context;
    int64_t now = os_monotonic_ns();
    char text[80];

    if (now < p->next)
        return;
    p->next = now + PROGRESS_EVERY * millisecond;
    p->shown = true;
    int len = snprintf(text, sizeof text, "\r\033[K" STR_FMT,
                       STR_ARG(build_stage_name(stage)));
    if (total)
        len += snprintf(text + len, sizeof text - (size_t)len, " %zu/%zu", done,
                        total);
    os_write_fd(CLI_STDERR, (Str){text, (size_t)len});
}

BuildProgress *progress_for(const Cli *c)
{
    return !c->options->quiet && os_is_terminal(CLI_STDERR) ? show : NULL;
}

void progress_end(Progress *p)
{
    if (p->shown)
        os_write_fd(CLI_STDERR, STR("\r\033[K"));
    p->shown = false;
}
