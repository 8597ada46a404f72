/* cmd_snippets_accept.c - bifolio snippets accept */
#include "base/path.h"
#include "cli/snippets.h"
#include "runner/accept.h"

/* What is good already, and what failed in another way, stays as it is. */
static bool is_acceptable(const SnippetRun *run, bool named)
{
    const Snippet *s = run->editions.items[0];
    const PieceResult *pieces = run->result.pieces;

    if (!run->ran || run->result.end != PROCESS_EXITED ||
        run->result.left.len || run->result.told.len)
        return false;
    for (size_t i = 0; i < run->result.plan.pieces.len; i++)
        if (!pieces[i].ended)
            return false;
    return run->verdict.differs || (named && !s->expected && !s->transcript &&
                                    run->verdict.good && run->verdict.got.len);
}

static void add_edits(SnippetSession *s, bool named, Edits *edits)
{
    Cli *c = s->c;

    for (size_t i = 0; i < s->runs.len; i++) {
        const SnippetRun *run = &s->runs.items[i];
        if (!is_acceptable(run, named))
            continue;
        buf_printf(&c->out, STR_FMT "\n", STR_ARG(run->editions.items[0]->id));
        cli_put_diff(c, run->verdict.expected, run->verdict.got);
        for (size_t k = 0; k < run->editions.len; k++)
            accept_edit(&c->arena, run->editions.items[k], run->verdict.got,
                        edits);
    }
    cli_flush(c);
}

static bool write_files(SnippetSession *s, const Edits *edits)
{
    Map done = {0};
    bool good = true;
    Cli *c = s->c;

    for (size_t i = 0; i < edits->len; i++) {
        const Source *src = edits->items[i].src;
        if (map_add(&done, &c->arena, src->path, c))
            good &= cli_write(c, path_join(&c->arena, s->root, src->path),
                              accept_apply(&c->arena, src, edits));
    }
    return good;
}

/* The same again, with what the texts now say: so that the lock is right. */
static void run_again(Cli *c)
{
    SnippetSession s;

    if (!snippets_open(c, &s))
        return;
    if (snippets_choose(&s, false)) {
        snippets_run(&s, true);
        if (!interrupt_came(&s.interrupt))
            snippets_write_lock(&s, c->request.narguments > 0);
        if (!c->options->quiet)
            snippets_summary(&s);
    }
    snippets_close(&s);
}

void cmd_snippets_accept(Cli *c)
{
    DiagList first = {.arena = &c->arena}, all;
    SnippetSession s;
    Edits edits = {0};
    bool good = false;

    /* What is wrong now is said once it has been tried again. */
    all = c->d;
    c->d = first;
    if (snippets_open(c, &s)) {
        good = snippets_choose(&s, false);
        if (good) {
            s.silent = true;
            snippets_run(&s, false);
            good = !interrupt_came(&s.interrupt);
        }
        if (good) {
            c->d = all;
            add_edits(&s, c->request.narguments > 0, &edits);
            good = write_files(&s, &edits);
        }
        snippets_close(&s);
    }
    if (good)
        run_again(c);
}
