/* cmd_help.c - bifolio help [VERB] [--man] */
#include "base/text.h"
#include "cli/verb.h"

/* All verbs whose first word it is: "new". */
static bool help_of_first(Cli *c, Str first)
{
    size_t n;
    const Command *all = commands(&n);
    bool found = false;

    for (size_t i = 0; i < n; i++) {
        if (!str_eq(str_cut(all[i].name, ' ').head, first))
            continue;
        if (found)
            buf_put_char(&c->out, '\n');
        help_print(&c->out, &all[i], c->style.language);
        found = true;
    }
    return found;
}

static void unknown(Cli *c, Str name)
{
    size_t n;
    const Command *all = commands(&n);
    Str *names = ARENA_ARRAY(&c->arena, Str, n);
    Diag *one = cli_misuse(c, CLI_UNKNOWN_VERB, STRS(name));

    for (size_t i = 0; i < n; i++)
        names[i] = all[i].name;
    diag_suggest(&c->d, one, text_closest(name, names, n));
}

void cmd_help(Cli *c)
{
    const Str *words = c->request.arguments;
    size_t n = c->request.narguments;
    const Command *command = n ? command_find(words, n) : NULL;

    if (c->options->man)
        man_print(&c->out, c->style.language);
    else if (c->options->templates)
        reference_print(&c->out);
    else if (n == 0 || (command && command_words(command) == n))
        help_print(&c->out, command, c->style.language);
    else if (n > 1)
        unknown(c, str_printf(&c->arena, STR_FMT " " STR_FMT, STR_ARG(words[0]),
                              STR_ARG(words[1])));
    else if (!help_of_first(c, words[0]))
        unknown(c, words[0]);
}
