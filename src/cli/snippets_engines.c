/* snippets_engines.c - what readers may run, in their engines: --engines. */
#include "cli/snippets.h"

#include "base/path.h"
#include "build/build.h"

/* One of them of a run that is good. */
static const Snippet *offered(const SnippetRun *run, const Engines *engines)
{
    for (size_t i = 0; run->ran && run->verdict.good && i < run->editions.len;
         i++)
        if (engine_for(engines, run->editions.items[i]))
            return run->editions.items[i];
    return NULL;
}

static void say_other(SnippetSession *s, const SnippetRun *run, bool frozen)
{
    Cli *c = s->c;
    const EngineTry *t = &run->try;
    bool promised = false;

    for (size_t i = 0; i < run->editions.len; i++)
        promised |= run->editions.items[i]->line &&
                    run->editions.items[i]->line->engines.len > 0;
    diag_add(&c->d, promised && frozen ? ENGINE_CHANGED : ENGINE_OTHER,
             t->snippet->src, snippet_place(t->snippet),
             STRS(t->snippet->id, t->engine->label));
    cli_put_diff(c, t->snippet->expected->code->code, t->got);
}

/* The site's engines, and where they are.  False after an error. */
static bool find_engines(SnippetSession *s, Engines *out, Str *folder)
{
    Cli *c = s->c;
    ConfigOverrides over = cli_overrides(c->options);
    Config config;

    if (!build_read_config(&c->arena, s->root, &over, &c->d, &config))
        return false;
    build_engines(&c->arena, s->root, &config, &c->d, out);
    *folder = path_join(&c->arena, s->root, config.snippets_engines);
    if (!out->len)
        diag_add(&c->d, ENGINE_NONE, NULL, (Span){0},
                 STRS(config.snippets_engines));
    return out->len > 0;
}

void snippets_try_engines(SnippetSession *s, bool frozen)
{
    Arena *a = &s->c->arena;
    EngineTry *tries = ARENA_ARRAY(a, EngineTry, s->runs.len);
    SnippetRun **of = ARENA_ARRAY(a, SnippetRun *, s->runs.len);
    Engines engines;
    Str folder;
    size_t n = 0;

    if (!find_engines(s, &engines, &folder))
        return;
    for (size_t i = 0; i < s->runs.len; i++) {
        const Snippet *one = offered(&s->runs.items[i], &engines);
        if (!one)
            continue;
        of[n] = &s->runs.items[i];
        tries[n++] =
            (EngineTry){.snippet = one, .engine = engine_for(&engines, one)};
    }
    if (n && !engines_try(&s->runner, a, folder, tries, n, &s->c->d))
        return;
    s->tried = true;
    for (size_t i = 0; i < n; i++) {
        of[i]->try = tries[i];
        if (!tries[i].same)
            say_other(s, of[i], frozen);
    }
}
