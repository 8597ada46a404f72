/* snippets.c - see snippets.h. */
#include "cli/snippets.h"

#include "build/build.h"
#include "build/pool.h"
#include "os/fs.h"
#include "os/sys.h"

static const Phrase ran = {{STR_INIT("ran"), STR_INIT("eseguiti")}};
static const Phrase replayed = {{STR_INIT("replayed"), STR_INIT("riprodotti")}};
static const Phrase failed = {{STR_INIT("failed"), STR_INIT("falliti")}};

/* ---- the site and the sandbox */

void cli_no_sandbox(Cli *c, Str why)
{
    Diag *one =
        why.len ? diag_add(&c->d, RUN_SANDBOX_FAILS, NULL, (Span){0}, STRS(why))
                : diag_add(&c->d, RUN_NO_SANDBOX, NULL, (Span){0}, NO_STRS);

    diag_note(&c->d, one, RUN_WITHOUT, NULL, (Span){0}, NO_STRS);
    c->no_sandbox = true;
}

static bool open_runner(Cli *c, SnippetSession *s)
{
    bool none = str_eq(c->options->sandbox, STR("none"));
    Str why;

    if (runner_open(&c->arena, os_env("PATH"), os_env("TMPDIR"), none,
                    &s->runner, &why))
        return true;
    cli_no_sandbox(c, why);
    return false;
}

bool snippets_open(Cli *c, SnippetSession *s)
{
    BuildOptions o = {.over = cli_overrides(c->options), .now = os_now()};

    *s = (SnippetSession){.c = c};
    if (!cli_site(c, &s->root) || !open_runner(c, s))
        return false;
    o.root = s->root;
    build_snippets(&c->arena, &o, &c->d, &s->set);
    if (!s->set)
        return false;
    interrupt_open(&s->interrupt);
    s->runner.stop = &s->interrupt.fd;
    return true;
}

void snippets_close(SnippetSession *s)
{
    interrupt_close(&s->interrupt);
}

/* ---- which */

static void choose_one(SnippetSession *s, Snippet *one)
{
    for (size_t i = 0; i < s->runs.len; i++) {
        Snippets *editions = &s->runs.items[i].editions;
        const Snippet *first = editions->items[0];
        if (str_eq(first->id, one->id) &&
            digest_eq(first->inputs, one->inputs)) {
            *VEC_PUSH(editions, &s->c->arena) = one;
            return;
        }
    }
    SnippetRun *run = VEC_PUSH(&s->runs, &s->c->arena);
    *VEC_PUSH(&run->editions, &s->c->arena) = one;
}

static bool choose_named(SnippetSession *s, Str id)
{
    Cli *c = s->c;
    bool found = false;
    Str near = {0};

    for (size_t i = 0; i < s->set->parts->nlanguages; i++) {
        Snippet *one = snippet_by_id(s->set, id, (int)i);
        if (!near.len)
            near = snippet_id_suggest(s->set, &c->arena, id, (int)i);
        if (!one)
            continue;
        found = true;
        if (one->run && one->plan.len) {
            choose_one(s, one);
        } else if (!one->run) {
            c->misused = true;
            diag_add(&c->d, RUN_NOT_MARKED, one->src, snippet_place(one),
                     STRS(id));
            return false;
        }
    }
    if (!found)
        diag_suggest(&c->d, cli_misuse(c, RUN_UNKNOWN, STRS(id)), near);
    return found;
}

bool snippets_choose(SnippetSession *s, bool changed)
{
    bool good = true;

    for (size_t i = 0; i < s->c->request.narguments; i++)
        good &= choose_named(s, cli_argument(s->c, i));
    if (s->c->request.narguments)
        return good;
    for (size_t i = 0; i < s->set->named.len; i++) {
        Snippet *one = s->set->named.items[i];
        if (one->run && one->plan.len && (!changed || !one->line || one->drift))
            choose_one(s, one);
    }
    return true;
}

/* ---- running */

static void show_difference(SnippetSession *s, const SnippetRun *run)
{
    if (run->verdict.differs)
        cli_put_diff(s->c, run->verdict.expected, run->verdict.got);
}

static void tell(SnippetSession *s, SnippetRun *run, bool show)
{
    Cli *c = s->c;
    const Snippet *first = run->editions.items[0];

    if (run->result.error)
        diag_add(&c->d, RUN_START, first->src, snippet_place(first),
                 STRS(first->id, os_error(run->result.error)));
    run->ran = !run->result.error;
    run_judge(&c->arena, &run->result, first->line, &c->d, &run->verdict);
    if (s->silent)
        return;
    if (c->options->verbose) {
        buf_printf(&c->out, STR_FMT "  ", STR_ARG(first->id));
        cli_put_time(&c->out, run->result.nanoseconds);
        buf_put_char(&c->out, '\n');
    }
    if (show)
        show_difference(s, run);
    cli_flush(c);
}

/* The longest of those that run it on their way; NULL if none does. */
static const SnippetRun *cover_of(const SnippetSession *s,
                                  const SnippetRun *run)
{
    const SnippetRun *best = NULL;

    for (size_t i = 0; i < s->runs.len; i++) {
        const SnippetRun *other = &s->runs.items[i];
        const Snippet *first = other->editions.items[0];
        if (plan_covers(first, run->editions.items[0]) &&
            (!best || first->plan.len > best->editions.items[0]->plan.len))
            best = other;
    }
    return best;
}

/* A session runs once for all its blocks, not from its start for each. */
static void run_item(Worker *w, void *job, size_t i)
{
    SnippetSession *s = job;
    SnippetRun *run = &s->runs.items[i];

    if (run->cover || interrupt_came(&s->interrupt))
        return;
    run->said.arena = &w->keep;
    run->done = runner_run(&s->runner, &w->keep, run->editions.items[0],
                           &run->said, &run->result);
}

static void run_all(SnippetSession *s)
{
    Worker workers[POOL_MAX] = {0};
    int n = os_processors() < POOL_MAX ? os_processors() : POOL_MAX;

    for (size_t i = 0; i < s->runs.len; i++)
        s->runs.items[i].cover = cover_of(s, &s->runs.items[i]);
    pool_run(workers, n, run_item, s, s->runs.len);
    for (int i = 0; i < n; i++) {
        arena_join(&s->c->arena, &workers[i].keep);
        arena_free(&workers[i].scratch);
        arena_free(&workers[i].values);
    }
}

static void take_from_cover(SnippetSession *s, SnippetRun *run)
{
    const Snippet *first = run->editions.items[0];

    run->said.arena = &s->c->arena;
    run->done =
        (run->cover->done &&
         run_part(&run->cover->result, first, &run->result)) ||
        runner_run(&s->runner, &s->c->arena, first, &run->said, &run->result);
}

void snippets_run(SnippetSession *s, bool show)
{
    int64_t start = os_monotonic_ns();

    run_all(s);
    for (size_t i = 0; i < s->runs.len && !interrupt_came(&s->interrupt); i++) {
        SnippetRun *run = &s->runs.items[i];
        if (run->cover)
            take_from_cover(s, run);
        diag_join(&s->c->d, &run->said);
        if (run->done)
            tell(s, run, show);
    }
    s->nanoseconds = os_monotonic_ns() - start;
    if (interrupt_came(&s->interrupt))
        diag_add(&s->c->d, RUN_INTERRUPTED, NULL, (Span){0}, NO_STRS);
}

/* ---- what has come of it */

static bool is_replayed(const SnippetRun *run)
{
    const Snippets *plan = &run->editions.items[0]->plan;

    for (size_t i = 0; i < plan->len; i++)
        if (plan->items[i]->tape)
            return true;
    return false;
}

void snippets_summary(SnippetSession *s)
{
    size_t counts[3] = {0};
    const Phrase *words[] = {&ran, &replayed, &failed};
    Cli *c = s->c;

    for (size_t i = 0; i < s->runs.len; i++) {
        const SnippetRun *run = &s->runs.items[i];
        counts[!run->ran || !run->verdict.good ? 2 : is_replayed(run)]++;
    }
    for (size_t i = 0; i < COUNT(words); i++)
        buf_printf(&c->out, "%s" STR_FMT " %zu", i ? ", " : "",
                   STR_ARG(words[i]->in[c->style.language]), counts[i]);
    BUF_LIT(&c->out, "; ");
    cli_put_time(&c->out, s->nanoseconds);
    buf_put_char(&c->out, '\n');
}

static void add_name(Cli *c, Map *names, Str name)
{
    map_add(names, &c->arena, name, c);
}

/* Of all programs that took part, at one go. */
static void ask_versions(SnippetSession *s)
{
    Map names = {0};
    Cli *c = s->c;

    for (size_t i = 0; i < s->runs.len; i++) {
        const Snippets *plan = &s->runs.items[i].editions.items[0]->plan;
        for (size_t k = 0; k < plan->len; k++) {
            const Snippet *one = plan->items[k];
            if (one->run)
                add_name(c, &names, str_of(one->language->run[0]));
            for (size_t t = 0; t < one->tools.len; t++)
                add_name(c, &names, one->tools.items[t]);
        }
    }
    Str *list = ARENA_ARRAY(&c->arena, Str, names.len);
    for (size_t i = 0; i < names.len; i++)
        list[i] = names.entries[i].key;
    tool_versions(&s->runner, &c->arena, list, names.len, &s->versions);
}

static LockLine *line_of(const SnippetSession *s, const ResultFacts *facts,
                         const SnippetRun *run, const Snippet *edition)
{
    Arena *a = &s->c->arena;
    LockLine *line =
        result_line(a, facts, edition, &run->result, &run->verdict);
    const EngineTry *t = &run->try;

    if (!s->tried)
        return line;
    line->engines = (LockTools){0};
    if (t->engine && t->same)
        *VEC_PUSH(&line->engines, a) =
            (LockTool){t->engine->name, t->engine->version};
    return line;
}

void snippets_write_lock(SnippetSession *s, bool renew)
{
    Cli *c = s->c;
    VEC(LockLine *) lines = {0};

    /* What cannot be read is not written over. */
    if (s->set->lock.broken)
        return;
    ask_versions(s);
    const ResultFacts facts = {s->set, &s->runner, &s->versions, os_today()};
    for (size_t i = 0; i < s->runs.len; i++) {
        const SnippetRun *run = &s->runs.items[i];
        for (size_t k = 0;
             run->ran && run->verdict.good && k < run->editions.len; k++)
            *VEC_PUSH(&lines, &c->arena) =
                line_of(s, &facts, run, run->editions.items[k]);
    }
    Str text = results_lock(&c->arena, s->set, lines.items, lines.len, renew);
    const Source *before = s->set->lock.src;
    if (before ? !str_eq(text, before->text) : text.len > 0)
        cli_write(c, path_join(&c->arena, s->root, STR("snippets.lock")), text);
}
