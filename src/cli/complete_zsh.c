/* complete_zsh.c - completion for zsh, by its _arguments and _describe. */
#include "cli/complete.h"

/* `s` inside '...' of a shell. */
static void put_single(Buf *b, Str s)
{
    for (size_t i = 0; i < s.len; i++) {
        if (s.ptr[i] == '\'')
            BUF_LIT(b, "'\\''");
        else
            buf_put_char(b, s.ptr[i]);
    }
}

/* Inside '...' and [...] or before ':' of _arguments and _describe. */
static void zsh_text(Buf *b, Str s)
{
    for (size_t i = 0; i < s.len; i++) {
        if (s.ptr[i] == '[' || s.ptr[i] == ']' || s.ptr[i] == ':')
            buf_put_char(b, '\\');
        put_single(b, str_slice(s, i, i + 1));
    }
}

static void zsh_value(Buf *b, Kind kind, Str value)
{
    buf_put_char(b, ':');
    if (kind == TAKES_CHOICE)
        buf_put_char(b, ' '); /* "::" would mean that it may be left out */
    else
        zsh_text(b, value);
    buf_put_char(b, ':');
    if (kind == TAKES_FILE)
        BUF_LIT(b, "_files");
    else if (kind == TAKES_FOLDER)
        BUF_LIT(b, "_files -/");
    else if (kind == TAKES_CHOICE || kind == TAKES_VERB) {
        buf_put_char(b, '(');
        if (kind == TAKES_CHOICE)
            complete_choices(b, value);
        else
            complete_verbs(b);
        buf_put_char(b, ')');
    } else {
        buf_put_char(b, ' ');
    }
}

static void zsh_option(Buf *b, const Option *o, DiagLanguage language)
{
    bool value = o->kind != TAKES_NOTHING;

    BUF_LIT(b, " \\\n\t\t");
    if (o->letter)
        buf_printf(b, "'(-%c --" STR_FMT ")'{-%c%s,--" STR_FMT "%s}'[",
                   o->letter, STR_ARG(o->name), o->letter, value ? "+" : "",
                   STR_ARG(o->name), value ? "=" : "");
    else
        buf_printf(b, "'--" STR_FMT "%s[", STR_ARG(o->name), value ? "=" : "");
    zsh_text(b, o->doc.in[language]);
    buf_put_char(b, ']');
    if (value)
        zsh_value(b, o->kind, o->value);
    buf_put_char(b, '\'');
}

/* "build" -> "_bifolio_build", "new post" -> "_bifolio_new_post" */
static void zsh_name(Buf *b, Str name)
{
    BUF_LIT(b, "_bifolio_");
    for (size_t i = 0; i < name.len; i++)
        buf_put_char(b, name.ptr[i] == ' ' ? '_' : name.ptr[i]);
}

static void zsh_verb(Buf *b, const Command *command, DiagLanguage language)
{
    const Option *o;

    zsh_name(b, command->name);
    BUF_LIT(b, "() {\n\t_arguments -s");
    for (size_t i = 0; (o = command_option(command, i)) != NULL; i++)
        zsh_option(b, o, language);
    if (command->argument.len) {
        BUF_LIT(b, " \\\n\t\t'*");
        zsh_value(b, command->kind, command->argument);
        buf_put_char(b, '\'');
    }
    BUF_LIT(b, "\n}\n\n");
}

/* A function that completes one word out of several and hands on the rest. */
static void zsh_dispatch(Buf *b, Str first, DiagLanguage language)
{
    size_t n;
    const Command *all = commands(&n);

    BUF_LIT(b, "() {\n\tlocal state\n\tlocal -a verbs\n\t_arguments -C -s");
    const Option *o;
    for (size_t i = 0; (o = command_option(NULL, i)) != NULL; i++)
        zsh_option(b, o, language);
    BUF_LIT(b, " \\\n\t\t'1: :->verb' '*:: :->rest'\n"
               "\tcase $state in\n\tverb)\n\t\tverbs=(");
    for (size_t i = 0; i < n; i++) {
        StrCut cut = str_cut(all[i].name, ' ');
        if (first.len ? !cut.found || !str_eq(cut.head, first)
                      : !complete_is_first(all, i))
            continue;
        BUF_LIT(b, "\n\t\t\t'");
        zsh_text(b, first.len ? cut.tail : cut.head);
        buf_put_char(b, ':');
        zsh_text(b, all[i].summary.in[language]);
        buf_put_char(b, '\'');
    }
    BUF_LIT(b, ")\n\t\t_describe verb verbs ;;\n"
               "\trest)\n\t\t(( $+functions[");
    zsh_name(b, first);
    buf_put(b, first.len ? STR("_") : STR(""));
    BUF_LIT(b, "$words[1]] )) && ");
    zsh_name(b, first);
    buf_put(b, first.len ? STR("_") : STR(""));
    BUF_LIT(b, "$words[1] ;;\n\tesac\n}\n\n");
}

void complete_zsh(Buf *b, DiagLanguage language)
{
    size_t n;
    const Command *all = commands(&n);

    BUF_LIT(b, "#compdef bifolio\n"
               "# zsh completion for bifolio: bifolio completions zsh\n\n");
    for (size_t i = 0; i < n; i++)
        zsh_verb(b, &all[i], language);
    for (size_t i = 0; i < n; i++) {
        if (!complete_is_first(all, i) || command_words(&all[i]) == 1)
            continue;
        zsh_name(b, complete_first(&all[i]));
        zsh_dispatch(b, complete_first(&all[i]), language);
    }
    BUF_LIT(b, "_bifolio");
    zsh_dispatch(b, STR(""), language);
    BUF_LIT(b, "_bifolio \"$@\"\n");
}
