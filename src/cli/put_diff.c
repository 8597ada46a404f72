/* put_diff.c - differences between texts, for people. */
#include "base/diff.h"
#include "cli/verb.h"

enum { AROUND = 2 }; /* unchanged lines that are shown beside changed ones */

static bool is_near_change(const Diff *d, size_t i)
{
    size_t from = i > AROUND ? i - AROUND : 0;

    for (size_t k = from; k < d->len && k <= i + AROUND; k++)
        if (d->items[k].change != LINE_SAME)
            return true;
    return false;
}

static void put_line(Cli *c, const DiffLine *line)
{
    static const char *const marks[] = {"  ", "- ", "+ "};
    static const char *const colors[] = {"", "\033[31m", "\033[32m"};
    bool color = c->style.color && line->change != LINE_SAME;
    bool ended = str_ends(line->text, STR("\n"));

    buf_printf(&c->out, "%s%s", color ? colors[line->change] : "",
               marks[line->change]);
    buf_put(&c->out, str_take(line->text, line->text.len - ended));
    buf_printf(&c->out, "%s\n", color ? "\033[0m" : "");
    if (!ended)
        BUF_LIT(&c->out, "\\\n");
}

void cli_put_diff(Cli *c, Str before, Str after)
{
    Diff diff = {0};
    ArenaMark mark = arena_mark(&c->scratch);
    bool gap = false;

    diff_lines(&c->scratch, before, after, &diff);
    for (size_t i = 0; i < diff.len; i++) {
        bool shown = is_near_change(&diff, i);
        if (shown && gap)
            BUF_LIT(&c->out, "  ...\n");
        gap = !shown;
        if (shown)
            put_line(c, &diff.items[i]);
    }
    arena_rewind(&c->scratch, mark);
}
