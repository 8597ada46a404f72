/* results.c - what has come of runs, as lines of snippets.lock. */
#include "runner/runner.h"
#include "snippet/tape.h"

#include <stdlib.h>

/* ---- a line */

static bool has_tool(const LockTools *tools, Str name)
{
    for (size_t i = 0; i < tools->len; i++)
        if (str_eq(tools->items[i].name, name))
            return true;
    return false;
}

static void add_tool(Arena *a, LockTools *tools, Str name, Str version)
{
    if (version.len && !has_tool(tools, name))
        *VEC_PUSH(tools, a) = (LockTool){name, version};
}

static int by_name(const void *a, const void *b)
{
    const LockTool *x = a, *y = b;

    return str_cmp(x->name, y->name);
}

/* Where the author says which tools it uses, the others of its tape are not
 * named: a tape serves many. */
static bool uses(const Snippet *s, Str tool)
{
    for (size_t i = 0; i < s->tools.len; i++)
        if (str_eq(s->tools.items[i], tool))
            return true;
    return s->tools.len == 0;
}

/* A tool on a tape has the tape's version. */
static void tools_of(Arena *a, const Snippet *s, const Map *versions,
                     LockTools *out)
{
    for (size_t i = 0; i < s->plan.len; i++) {
        const Snippet *one = s->plan.items[i];
        for (size_t k = 0; one->tape && k < one->tape->tools.len; k++) {
            const TapeTool *tool = &one->tape->tools.items[k];
            if (uses(one, tool->name))
                add_tool(a, out, tool->name, tool->version);
        }
    }
    for (size_t i = 0; i < s->plan.len; i++) {
        const Snippet *one = s->plan.items[i];
        const char *program = one->language->run[0];
        const Str *version =
            program && one->run ? map_get(versions, str_of(program)) : NULL;
        if (version)
            add_tool(a, out, str_of(program), *version);
        for (size_t k = 0; k < one->tools.len; k++)
            if ((version = map_get(versions, one->tools.items[k])))
                add_tool(a, out, one->tools.items[k], *version);
    }
    if (out->len)
        qsort(out->items, out->len, sizeof *out->items, by_name);
}

static bool any_tape(const Snippet *s)
{
    for (size_t i = 0; i < s->plan.len; i++)
        if (s->plan.items[i]->tape)
            return true;
    return false;
}

LockLine *result_line(Arena *a, const ResultFacts *facts, const Snippet *s,
                      const RunResult *r, const Verdict *v)
{
    LockLine *line = ARENA_NEW(a, LockLine);

    *line = (LockLine){
        .id = s->id,
        .lang = facts->set->parts->languages[s->lang],
        .level = any_tape(s) ? SNIPPET_REPLAYED : SNIPPET_RAN,
        .inputs = s->inputs,
        .code = snippet_code_digest(s),
        .output = v->output,
        .expected = snippet_expected_digest(s),
        .has_expected = s->expected != NULL,
        .has_tape = s->tape_source != NULL,
        .exit = v->status,
        .ms = r->nanoseconds / 1000000,
        .date = facts->today,
        .env = facts->runner->where,
    };
    if (s->tape_source)
        line->tape = digest_of(s->tape_source->text);
    tools_of(a, s, facts->versions, &line->tools);
    /* What a browser's engine printed was the same, and so it is now. */
    if (s->line && digest_eq(s->line->inputs, line->inputs) &&
        digest_eq(s->line->output, line->output))
        line->engines = s->line->engines;
    return line;
}

/* ---- the lock */

/* True if two lines say the same, but for when it was and how long it took. */
static bool says_same(Arena *a, const LockLine *before, LockLine now)
{
    Buf x = buf_in(a), y = buf_in(a);

    now.ms = before->ms;
    now.date = before->date;
    lock_put(&x, before);
    lock_put(&y, &now);
    return str_eq(buf_str(&x), buf_str(&y));
}

static bool is_of_snippet(const SnippetSet *set, const LockLine *line)
{
    for (size_t i = 0; i < set->named.len; i++)
        if (set->named.items[i]->line == line)
            return true;
    return false;
}

static bool is_replaced(const LockLine *line, LockLine *const *lines, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (str_eq(lines[i]->id, line->id) &&
            str_eq(lines[i]->lang, line->lang))
            return true;
    return false;
}

Str results_lock(Arena *a, const SnippetSet *set, LockLine *const *lines,
                 size_t nlines, bool renew)
{
    VEC(const LockLine *) all = {0};
    Buf b = buf_in(a);

    for (size_t i = 0; i < set->lock.lines.len; i++) {
        const LockLine *line = set->lock.lines.items[i];
        if (is_of_snippet(set, line) && !is_replaced(line, lines, nlines))
            *VEC_PUSH(&all, a) = line;
    }
    for (size_t i = 0; i < nlines; i++) {
        const LockLine *before =
            lock_find(&set->lock, a, lines[i]->id, lines[i]->lang);
        bool same = before && !renew && says_same(a, before, *lines[i]);
        *VEC_PUSH(&all, a) = same ? before : lines[i];
    }
    if (all.len)
        qsort(all.items, all.len, sizeof *all.items, lock_order);
    for (size_t i = 0; i < all.len; i++)
        lock_put(&b, all.items[i]);
    return buf_str(&b);
}
