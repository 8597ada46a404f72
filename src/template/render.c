/* render.c - a template is rendered. */
#include "template/render.h"

enum {
    MOST_OUTPUT = 64 * 1024 * 1024,
    MOST_MEMORY = 256 * 1024 * 1024,
    MOST_STEPS = 10 * 1000 * 1000,
};

uint8_t template_escape(const Render *r, const Template *t)
{
    return r->job->escape != ESCAPE_BY_NAME ? (uint8_t)r->job->escape
                                            : t->escape;
}

/* A template inside itself counts once. */
void time_enter(Render *r, const Template *t)
{
    if (!r->job->times)
        return;
    TemplateTime *time = &r->job->times[t->index];
    time->calls++;
    if (time->running++ == 0)
        time->nanoseconds -= r->job->clock();
}

void time_leave(Render *r, const Template *t)
{
    if (!r->job->times)
        return;
    TemplateTime *time = &r->job->times[t->index];
    if (--time->running == 0)
        time->nanoseconds += r->job->clock();
}

static size_t limit(size_t given, size_t usual)
{
    return given ? given : usual;
}

bool template_render(const Template *t, const RenderJob *job, Buf *out,
                     DiagList *d)
{
    Render r = {
        .job = job,
        .reader = job->reader,
        .arena = job->reader.arena,
        .out = out,
        .d = d,
        .start = out->len,
        .most_output = limit(job->most_output, MOST_OUTPUT),
        .most_memory = limit(job->most_memory, MOST_MEMORY),
        .most_steps = limit(job->most_steps, MOST_STEPS),
    };

    r.memory = r.most_memory;
    r.steps = r.most_steps;
    r.reader.work = &r.steps;
    r.here.tpl = t;
    return run_template(&r, t, NULL, false, NULL);
}
