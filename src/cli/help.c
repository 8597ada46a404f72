/* help.c - the command table as people read it in a terminal. */
#include "base/utf8.h"
#include "base/version.h"
#include "cli/verb.h"

enum { WIDTH = 79, SHORT_COLUMN = 30 };

static const Phrase usage = {{STR_INIT("Usage:"), STR_INIT("Uso:")}};
static const Phrase about = {
    {STR_INIT("from a folder of Markdown to a site in two languages or more"),
     STR_INIT("da una cartella di Markdown a un sito in due o più lingue")}};
static const Phrase general = {{STR_INIT("VERB [OPTION]... [ARGUMENT]..."),
                                STR_INIT("VERBO [OPZIONE]... [ARGOMENTO]...")}};
static const Phrase option_word = {
    {STR_INIT("[OPTION]..."), STR_INIT("[OPZIONE]...")}};
static const Phrase verbs_title = {{STR_INIT("Verbs:"), STR_INIT("Verbi:")}};
static const Phrase options_title = {
    {STR_INIT("Options:"), STR_INIT("Opzioni:")}};
static const Phrase common_title = {
    {STR_INIT("Options of every verb:"), STR_INIT("Opzioni di ogni verbo:")}};
static const Phrase example_title = {
    {STR_INIT("For example:"), STR_INIT("Per esempio:")}};
static const Phrase statuses = {
    {STR_INIT("Exit status: 0 done, 1 the site has errors, 2 wrong use, 3 no "
              "sandbox."),
     STR_INIT("Stato d'uscita: 0 fatto, 1 il sito ha errori, 2 uso errato, 3 "
              "nessuna sandbox.")}};
static const Phrase more = {
    {STR_INIT("'bifolio help VERB' says all about a verb."),
     STR_INIT("'bifolio help VERBO' dice tutto su un verbo.")}};

static void put_spaces(Buf *b, size_t n)
{
    for (size_t i = 0; i < n; i++)
        buf_put_char(b, ' ');
}

/* Words from `column` on, the first line already begun there. */
static void put_wrapped(Buf *b, Str text, size_t column)
{
    size_t at = column;

    while (text.len) {
        StrCut cut = str_cut(text, ' ');
        size_t len = utf8_count(cut.head);
        if (at > column && at + 1 + len > WIDTH) {
            buf_put_char(b, '\n');
            put_spaces(b, column);
            at = column;
        } else if (at > column) {
            buf_put_char(b, ' ');
            at++;
        }
        buf_put(b, cut.head);
        at += len;
        text = cut.tail;
    }
    buf_put_char(b, '\n');
}

/* Two columns; a left side that is too wide has a line to itself. */
static void put_row(Buf *b, Str left, Str right, size_t column)
{
    size_t len = utf8_count(left);

    buf_put(b, left);
    if (len + 2 > column) {
        buf_put_char(b, '\n');
        len = 0;
    }
    put_spaces(b, column - len);
    put_wrapped(b, right, column);
}

/* "DIR", "[FILE]", ... */
static void put_argument(Buf *b, const Command *command)
{
    if (!command->argument.len)
        return;
    BUF_LIT(b, " ");
    buf_put(b, command->least ? STR("") : STR("["));
    buf_put(b, command->argument);
    buf_put(b, command->least ? STR("") : STR("]"));
}

static void put_option(Buf *b, const Option *o, DiagLanguage language)
{
    Buf left = buf_in(b->arena);

    if (o->letter)
        buf_printf(&left, "  -%c, ", o->letter);
    else
        BUF_LIT(&left, "      ");
    BUF_LIT(&left, "--");
    buf_put(&left, o->name);
    if (o->kind != TAKES_NOTHING) {
        buf_put_char(&left, '=');
        buf_put(&left, o->value);
    }
    put_row(b, buf_str(&left), o->doc.in[language], SHORT_COLUMN);
}

static void put_options(Buf *b, const Option *options, size_t n,
                        DiagLanguage language)
{
    for (size_t i = 0; i < n; i++)
        put_option(b, &options[i], language);
}

static void put_common(Buf *b, DiagLanguage language)
{
    size_t n;
    const Option *options = common_options(&n);

    buf_put_char(b, '\n');
    buf_put(b, common_title.in[language]);
    buf_put_char(b, '\n');
    put_options(b, options, n, language);
    buf_put_char(b, '\n');
    buf_put(b, statuses.in[language]);
    buf_put_char(b, '\n');
}

static void put_overview(Buf *b, DiagLanguage language)
{
    size_t n;
    const Command *all = commands(&n);

    BUF_LIT(b, "bifolio " BIFOLIO_VERSION ", ");
    buf_put(b, about.in[language]);
    BUF_LIT(b, "\n\n");
    buf_put(b, usage.in[language]);
    BUF_LIT(b, " bifolio ");
    buf_put(b, general.in[language]);
    BUF_LIT(b, "\n\n");
    buf_put(b, verbs_title.in[language]);
    buf_put_char(b, '\n');
    for (size_t i = 0; i < n; i++) {
        Buf left = buf_in(b->arena);
        BUF_LIT(&left, "  ");
        buf_put(&left, all[i].name);
        put_argument(&left, &all[i]);
        put_row(b, buf_str(&left), all[i].summary.in[language], SHORT_COLUMN);
    }
    put_common(b, language);
    buf_put(b, more.in[language]);
    buf_put_char(b, '\n');
}

static void put_verb(Buf *b, const Command *command, DiagLanguage language)
{
    buf_put(b, usage.in[language]);
    BUF_LIT(b, " bifolio ");
    buf_put(b, command->name);
    buf_put_char(b, ' ');
    buf_put(b, option_word.in[language]);
    put_argument(b, command);
    BUF_LIT(b, "\n\n");
    put_wrapped(b, command->detail.in[language], 0);
    if (command->noptions) {
        buf_put_char(b, '\n');
        buf_put(b, options_title.in[language]);
        buf_put_char(b, '\n');
        put_options(b, command->options, command->noptions, language);
    }
    put_common(b, language);
    buf_put_char(b, '\n');
    buf_put(b, example_title.in[language]);
    BUF_LIT(b, "\n  ");
    buf_put(b, command->example);
    buf_put_char(b, '\n');
}

void help_print(Buf *out, const Command *command, DiagLanguage language)
{
    if (command)
        put_verb(out, command, language);
    else
        put_overview(out, language);
}
