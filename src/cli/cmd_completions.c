/* cmd_completions.c - bifolio completions bash|zsh|fish
 *
 * The command table as a script for each shell.  The scripts are whole in
 * themselves: nothing runs bifolio while a person types.
 *
 * To add a shell: a file complete_SHELL.c, its line in complete.h, a row in
 * shells[], its name in the table of verbs, and a test in tests/cli/help.sh. */
#include "cli/complete.h"
#include "cli/verb.h"

void complete_choices(Buf *b, Str choices)
{
    for (size_t i = 0; i < choices.len; i++)
        buf_put_char(b, choices.ptr[i] == '|' ? ' ' : choices.ptr[i]);
}

Str complete_first(const Command *command)
{
    return str_cut(command->name, ' ').head;
}

bool complete_is_first(const Command *all, size_t i)
{
    for (size_t k = 0; k < i; k++)
        if (str_eq(complete_first(&all[k]), complete_first(&all[i])))
            return false;
    return true;
}

void complete_verbs(Buf *b)
{
    size_t n;
    const Command *all = commands(&n);

    for (size_t i = 0; i < n; i++) {
        if (!complete_is_first(all, i))
            continue;
        buf_put(b, i ? STR(" ") : STR(""));
        buf_put(b, complete_first(&all[i]));
    }
}

Str complete_seconds(Arena *a, Str first)
{
    size_t n;
    const Command *all = commands(&n);
    Buf b = buf_in(a);

    for (size_t i = 0; i < n; i++) {
        StrCut cut = str_cut(all[i].name, ' ');
        if (!cut.found || !str_eq(cut.head, first))
            continue;
        buf_put(&b, b.len ? STR(" ") : STR(""));
        buf_put(&b, cut.tail);
    }
    return buf_take(&b);
}

void cmd_completions(Cli *c)
{
    static const struct {
        Str shell;
        void (*print)(Buf *b, DiagLanguage language);
    } shells[] = {
        {STR_INIT("bash"), complete_bash},
        {STR_INIT("zsh"), complete_zsh},
        {STR_INIT("fish"), complete_fish},
    };

    for (size_t i = 0; i < COUNT(shells); i++)
        if (str_eq(shells[i].shell, cli_argument(c, 0)))
            shells[i].print(&c->out, c->style.language);
}
