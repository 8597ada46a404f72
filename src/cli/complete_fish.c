/* complete_fish.c - completion for fish. */
#include "cli/complete.h"

static void fish_text(Buf *b, Str s)
{
    buf_put_char(b, '\'');
    for (size_t i = 0; i < s.len; i++) {
        if (s.ptr[i] == '\'' || s.ptr[i] == '\\')
            buf_put_char(b, '\\');
        buf_put_char(b, s.ptr[i]);
    }
    buf_put_char(b, '\'');
}

static void fish_value(Buf *b, Kind kind, Str value)
{
    switch (kind) {
    case TAKES_FILE:
        BUF_LIT(b, " -F");
        return;
    case TAKES_FOLDER:
        BUF_LIT(b, " -a '(__fish_complete_directories)'");
        return;
    case TAKES_CHOICE:
        BUF_LIT(b, " -a '");
        complete_choices(b, value);
        BUF_LIT(b, "'");
        return;
    case TAKES_VERB:
        BUF_LIT(b, " -a '");
        complete_verbs(b);
        BUF_LIT(b, "'");
        return;
    case TAKES_NOTHING:
    case TAKES_TEXT:
    case TAKES_NUMBER:
    case TAKES_DATE:
        return;
    }
}

/* The condition under which a verb's options are offered; "" for always. */
static void fish_begin(Buf *b, const Command *command)
{
    BUF_LIT(b, "complete -c bifolio");
    if (!command)
        return;
    StrCut cut = str_cut(command->name, ' ');
    buf_printf(b, " -n '__fish_seen_subcommand_from " STR_FMT,
               STR_ARG(cut.head));
    if (cut.found)
        buf_printf(b, "; and __fish_seen_subcommand_from " STR_FMT,
                   STR_ARG(cut.tail));
    buf_put_char(b, '\'');
}

static void fish_option(Buf *b, const Command *command, const Option *o,
                        DiagLanguage language)
{
    fish_begin(b, command);
    if (o->letter)
        buf_printf(b, " -s %c", o->letter);
    buf_printf(b, " -l " STR_FMT, STR_ARG(o->name));
    if (o->kind != TAKES_NOTHING)
        buf_put(b, o->kind == TAKES_FILE ? STR(" -r") : STR(" -x"));
    fish_value(b, o->kind, o->value);
    BUF_LIT(b, " -d ");
    fish_text(b, o->doc.in[language]);
    buf_put_char(b, '\n');
}

/* A word that names a verb, or its second word. */
static void fish_verb(Buf *b, const Command *command, bool first,
                      DiagLanguage language)
{
    StrCut cut = str_cut(command->name, ' ');

    if (first) {
        BUF_LIT(b, "complete -c bifolio -n __fish_use_subcommand -a ");
        buf_put(b, cut.head);
        if (!cut.found) {
            BUF_LIT(b, " -d ");
            fish_text(b, command->summary.in[language]);
        }
        buf_put_char(b, '\n');
    }
    if (!cut.found)
        return;
    buf_printf(b,
               "complete -c bifolio -n '__fish_seen_subcommand_from " STR_FMT
               "; and not __fish_seen_subcommand_from " STR_FMT "' -a " STR_FMT
               " -d ",
               STR_ARG(cut.head), STR_ARG(complete_seconds(b->arena, cut.head)),
               STR_ARG(cut.tail));
    fish_text(b, command->summary.in[language]);
    buf_put_char(b, '\n');
}

void complete_fish(Buf *b, DiagLanguage language)
{
    size_t n, ncommon;
    const Command *all = commands(&n);
    const Option *common = common_options(&ncommon);

    BUF_LIT(b, "# fish completion for bifolio: bifolio completions fish\n"
               "complete -c bifolio -f\n");
    for (size_t i = 0; i < ncommon; i++)
        fish_option(b, NULL, &common[i], language);
    for (size_t i = 0; i < n; i++) {
        fish_verb(b, &all[i], complete_is_first(all, i), language);
        for (size_t k = 0; k < all[i].noptions; k++)
            fish_option(b, &all[i], &all[i].options[k], language);
        if (all[i].kind == TAKES_NOTHING || all[i].kind == TAKES_TEXT)
            continue;
        fish_begin(b, &all[i]);
        fish_value(b, all[i].kind, all[i].argument);
        buf_put_char(b, '\n');
    }
}
