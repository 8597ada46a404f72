/* complete_bash.c - completion for bash, 3.2 and later. */
#include "base/map.h"
#include "cli/complete.h"

/* "--site|-C" for every option of a kind or, if `others`, for those that are
 * followed by anything else; each name once. */
static Str bash_names(Arena *a, Kind kind, Str value)
{
    size_t n;
    const Command *all = commands(&n);
    Map seen = {0};
    Buf b = buf_in(a);

    for (size_t i = 0; i < n; i++) {
        const Option *o;
        for (size_t k = 0; (o = command_option(&all[i], k)) != NULL; k++) {
            if (o->kind != kind || (value.len && !str_eq(o->value, value)) ||
                !map_add(&seen, a, o->name, NULL))
                continue;
            buf_printf(&b, "%s--" STR_FMT, b.len ? "|" : "", STR_ARG(o->name));
            if (o->letter)
                buf_printf(&b, "|-%c", o->letter);
        }
    }
    return buf_take(&b);
}

/* The shell commands that complete a value of that kind. */
static void bash_value(Buf *b, Kind kind, Str value)
{
    switch (kind) {
    case TAKES_FILE:
        BUF_LIT(b, "_bifolio_names -f");
        return;
    case TAKES_FOLDER:
        BUF_LIT(b, "_bifolio_names -d");
        return;
    case TAKES_CHOICE:
        BUF_LIT(b, "_bifolio_words '");
        complete_choices(b, value);
        BUF_LIT(b, "'");
        return;
    case TAKES_VERB:
        BUF_LIT(b, "_bifolio_words '");
        complete_verbs(b);
        BUF_LIT(b, "'");
        return;
    case TAKES_NOTHING:
    case TAKES_TEXT:
    case TAKES_NUMBER:
    case TAKES_DATE:
        BUF_LIT(b, ":");
        return;
    }
}

static const Kind valued[] = {TAKES_TEXT, TAKES_FILE, TAKES_FOLDER,
                              TAKES_NUMBER, TAKES_DATE};

/* Options with values, each kind with the way it is completed.  Choices are a
 * row for each list of words. */
static void bash_values(Buf *b)
{
    size_t n;
    const Command *all = commands(&n);
    Map seen = {0};

    for (size_t i = 0; i < COUNT(valued); i++) {
        Str names = bash_names(b->arena, valued[i], STR(""));
        if (!names.len)
            continue;
        buf_printf(b, "\t" STR_FMT ")\n\t\t", STR_ARG(names));
        bash_value(b, valued[i], STR(""));
        BUF_LIT(b, "\n\t\treturn ;;\n");
    }
    for (size_t i = 0; i < n; i++) {
        const Option *o;
        for (size_t k = 0; (o = command_option(&all[i], k)) != NULL; k++) {
            if (o->kind != TAKES_CHOICE ||
                !map_add(&seen, b->arena, o->value, NULL))
                continue;
            Str names = bash_names(b->arena, TAKES_CHOICE, o->value);
            buf_printf(b, "\t" STR_FMT ")\n\t\t", STR_ARG(names));
            bash_value(b, TAKES_CHOICE, o->value);
            BUF_LIT(b, "\n\t\treturn ;;\n");
        }
    }
}

static void bash_skip(Buf *b)
{
    BUF_LIT(b, "\t\t");
    for (size_t i = 0; i < COUNT(valued); i++) {
        Str names = bash_names(b->arena, valued[i], STR(""));
        if (names.len)
            buf_printf(b, STR_FMT "|", STR_ARG(names));
    }
    buf_put(b, bash_names(b->arena, TAKES_CHOICE, STR("")));
    BUF_LIT(b, ")\n");
}

static void bash_verb(Buf *b, const Command *command)
{
    const Option *o;

    buf_printf(b, "\t'" STR_FMT "'|'" STR_FMT " '*)\n\t\toptions='",
               STR_ARG(command->name), STR_ARG(command->name));
    for (size_t i = 0; (o = command_option(command, i)) != NULL; i++) {
        buf_printf(b, "%s--" STR_FMT "%s", i ? " " : "", STR_ARG(o->name),
                   o->kind == TAKES_NOTHING ? "" : "=");
    }
    BUF_LIT(b, "'\n\t\tif [[ $cur != -* ]]; then\n\t\t\t");
    bash_value(b, command->kind, command->argument);
    BUF_LIT(b, "\n\t\t\treturn\n\t\tfi ;;\n");
}

static void bash_verbs(Buf *b)
{
    size_t n, ncommon;
    const Command *all = commands(&n);
    const Option *common = common_options(&ncommon);

    for (size_t i = 0; i < n; i++)
        bash_verb(b, &all[i]);
    for (size_t i = 0; i < n; i++) {
        Str seconds = complete_seconds(b->arena, complete_first(&all[i]));
        if (seconds.len && complete_is_first(all, i))
            buf_printf(b,
                       "\t" STR_FMT ")\n\t\t_bifolio_words '" STR_FMT
                       "'\n\t\treturn ;;\n",
                       STR_ARG(complete_first(&all[i])), STR_ARG(seconds));
    }
    BUF_LIT(b, "\t'')\n\t\toptions='");
    for (size_t i = 0; i < ncommon; i++)
        buf_printf(b, "%s--" STR_FMT "%s", i ? " " : "",
                   STR_ARG(common[i].name),
                   common[i].kind == TAKES_NOTHING ? "" : "=");
    BUF_LIT(b, "'\n\t\tif [[ $cur != -* ]]; then\n\t\t\t_bifolio_words '");
    complete_verbs(b);
    BUF_LIT(b, "'\n\t\t\treturn\n\t\tfi ;;\n");
}

void complete_bash(Buf *b, DiagLanguage language)
{
    (void)language;
    BUF_LIT(b, "# bash completion for bifolio: bifolio completions bash\n"
               "\n"
               "_bifolio_words()\n"
               "{\n"
               "\tCOMPREPLY=($(compgen -W \"$1\" -- \"$cur\"))\n"
               "}\n"
               "\n"
               "_bifolio_names()\n"
               "{\n"
               "\tlocal IFS=$'\\n'\n"
               "\tCOMPREPLY=($(compgen \"$1\" -- \"$cur\"))\n"
               "\tcompopt -o filenames 2>/dev/null\n"
               "}\n"
               "\n"
               "_bifolio()\n"
               "{\n"
               "\tlocal cur=${COMP_WORDS[COMP_CWORD]} "
               "prev=${COMP_WORDS[COMP_CWORD-1]}\n"
               "\tlocal i options= words=\n"
               "\n"
               "\tCOMPREPLY=()\n"
               "\t# To bash '=' is a word: --color=al is three of them.\n"
               "\tif [[ $cur == = ]]; then\n"
               "\t\tcur=\n"
               "\telif [[ $prev == = ]]; then\n"
               "\t\tprev=${COMP_WORDS[COMP_CWORD-2]}\n"
               "\tfi\n"
               "\tfor ((i = 1; i < COMP_CWORD; i++)); do\n"
               "\t\tcase ${COMP_WORDS[i]} in\n");
    bash_skip(b);
    BUF_LIT(b, "\t\t\t[[ ${COMP_WORDS[i+1]} == = ]] && ((i++))\n"
               "\t\t\t((i++)) ;;\n"
               "\t\t-*) ;;\n"
               "\t\t*) words+=${words:+ }${COMP_WORDS[i]} ;;\n"
               "\t\tesac\n"
               "\tdone\n"
               "\n"
               "\tcase $prev in\n");
    bash_values(b);
    BUF_LIT(b, "\tesac\n"
               "\n"
               "\tcase $words in\n");
    bash_verbs(b);
    BUF_LIT(b, "\t*)\n"
               "\t\treturn ;;\n"
               "\tesac\n"
               "\t_bifolio_words \"$options\"\n"
               "\t[[ ${#COMPREPLY[@]} == 1 && ${COMPREPLY[0]} == *= ]] &&\n"
               "\t\tcompopt -o nospace 2>/dev/null\n"
               "}\n"
               "\n"
               "complete -F _bifolio bifolio\n");
}
