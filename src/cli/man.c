/* man.c - the command table as a manual page, in the macros of man(7). */
#include "base/version.h"
#include "cli/verb.h"

static const Phrase name = {{STR_INIT("NAME"), STR_INIT("NOME")}};
static const Phrase about = {
    {STR_INIT("static sites in two languages or more, from Markdown"),
     STR_INIT("siti statici in due o più lingue, da Markdown")}};
static const Phrase synopsis = {{STR_INIT("SYNOPSIS"), STR_INIT("SINTASSI")}};
static const Phrase verb_word = {{STR_INIT("VERB"), STR_INIT("VERBO")}};
static const Phrase option_word = {{STR_INIT("OPTION"), STR_INIT("OPZIONE")}};
static const Phrase argument_word = {
    {STR_INIT("ARGUMENT"), STR_INIT("ARGOMENTO")}};
static const Phrase description = {
    {STR_INIT("DESCRIPTION"), STR_INIT("DESCRIZIONE")}};
static const Phrase text = {
    {STR_INIT("bifolio turns a folder of Markdown into a site that reads in "
              "two languages or more. A verb says what to do; options may "
              "stand anywhere, and a long one may be shortened as long as it "
              "is clear which is meant. Behind -- there are no options."),
     STR_INIT("bifolio trasforma una cartella di Markdown in un sito che si "
              "legge in due o più lingue. Un verbo dice che cosa fare; le "
              "opzioni possono stare ovunque, e una lunga si può abbreviare "
              "finché è chiaro quale si intende. Dopo -- non ci sono "
              "opzioni.")}};
static const Phrase verbs = {{STR_INIT("VERBS"), STR_INIT("VERBI")}};
static const Phrase options = {{STR_INIT("OPTIONS"), STR_INIT("OPZIONI")}};
static const Phrase example = {
    {STR_INIT("For example:"), STR_INIT("Per esempio:")}};

/* Sections that no row of the table speaks of. */
static const struct {
    Phrase title;
    struct {
        Phrase what, is;
    } rows[6];
} sections[] = {
    {{{STR_INIT("EXIT STATUS"), STR_INIT("STATO D'USCITA")}},
     {{{{STR_INIT("0"), STR_INIT("0")}},
       {{STR_INIT("done"), STR_INIT("fatto")}}},
      {{{STR_INIT("1"), STR_INIT("1")}},
       {{STR_INIT("the site has errors, or a file could not be read or "
                  "written"),
         STR_INIT("il sito ha errori, oppure un file non si è potuto leggere "
                  "o scrivere")}}},
      {{{STR_INIT("2"), STR_INIT("2")}},
       {{STR_INIT("wrong use: words that are not understood, or something "
                  "named that is not there, or is there already"),
         STR_INIT("uso errato: parole non comprese, o qualcosa di indicato "
                  "che non c'è, o che c'è già")}}}}},
    {{{STR_INIT("ENVIRONMENT"), STR_INIT("AMBIENTE")}},
     {{{{STR_INIT("LC_ALL, LC_MESSAGES, LANG"),
         STR_INIT("LC_ALL, LC_MESSAGES, LANG")}},
       {{STR_INIT("the language of messages: English or Italian"),
         STR_INIT("la lingua dei messaggi: inglese o italiano")}}},
      {{{STR_INIT("NO_COLOR"), STR_INIT("NO_COLOR")}},
       {{STR_INIT("if not empty: no colour, unless --color asks for it"),
         STR_INIT("se non è vuota: niente colori, a meno che li chieda "
                  "--color")}}},
      {{{STR_INIT("SOURCE_DATE_EPOCH"), STR_INIT("SOURCE_DATE_EPOCH")}},
       {{STR_INIT("the time of the build, in seconds since 1970, where "
                  "--clock does not say it"),
         STR_INIT("il momento della costruzione, in secondi dal 1970, dove "
                  "non lo dice --clock")}}}}},
    {{{STR_INIT("FILES"), STR_INIT("FILE")}},
     {{{{STR_INIT("bifolio.yaml"), STR_INIT("bifolio.yaml")}},
       {{STR_INIT("the site's configuration; where it lies is the site's "
                  "root"),
         STR_INIT("la configurazione del sito; dove si trova è la radice del "
                  "sito")}}},
      {{{STR_INIT("content/"), STR_INIT("content/")}},
       {{STR_INIT("what the authors write"),
         STR_INIT("ciò che gli autori scrivono")}}},
      {{{STR_INIT("layouts/, themes/"), STR_INIT("layouts/, themes/")}},
       {{STR_INIT("templates, over those of the built-in theme"),
         STR_INIT("i modelli, che prevalgono su quelli del tema "
                  "incorporato")}}},
      {{{STR_INIT("public/"), STR_INIT("public/")}},
       {{STR_INIT("the site that is made; never edited by hand"),
         STR_INIT("il sito prodotto; non si modifica mai a mano")}}}}},
};

/* A hyphen is \- where it may be typed, and a line may not begin with what
 * troff takes for a request. */
static void put_escaped(Buf *b, Str s)
{
    if (s.len && (*s.ptr == '.' || *s.ptr == '\''))
        BUF_LIT(b, "\\&");
    for (size_t i = 0; i < s.len; i++) {
        if (s.ptr[i] == '-')
            BUF_LIT(b, "\\-");
        else if (s.ptr[i] == '\\')
            BUF_LIT(b, "\\e");
        else if (s.ptr[i] == '\'')
            BUF_LIT(b, "\\(aq");
        else if (s.ptr[i] == '`')
            BUF_LIT(b, "\\(ga");
        else
            buf_put_char(b, s.ptr[i]);
    }
}

static void put_line(Buf *b, Str s)
{
    put_escaped(b, s);
    buf_put_char(b, '\n');
}

static void put_title(Buf *b, Str macro, Str title)
{
    buf_put(b, macro);
    BUF_LIT(b, " \"");
    put_escaped(b, title);
    BUF_LIT(b, "\"\n");
}

static void put_bold(Buf *b, Str s)
{
    BUF_LIT(b, "\\fB");
    put_escaped(b, s);
    BUF_LIT(b, "\\fR");
}

static void put_italic(Buf *b, Str s)
{
    BUF_LIT(b, "\\fI");
    put_escaped(b, s);
    BUF_LIT(b, "\\fR");
}

static void put_option(Buf *b, const Option *o, DiagLanguage language)
{
    BUF_LIT(b, ".TP\n");
    if (o->letter) {
        buf_printf(b, "\\fB\\-%c\\fR, ", o->letter);
    }
    BUF_LIT(b, "\\fB\\-\\-");
    put_escaped(b, o->name);
    BUF_LIT(b, "\\fR");
    if (o->kind != TAKES_NOTHING) {
        buf_put_char(b, '=');
        put_italic(b, o->value);
    }
    buf_put_char(b, '\n');
    put_line(b, o->doc.in[language]);
}

static void put_verb(Buf *b, const Command *command, DiagLanguage language)
{
    Str verb = str_printf(b->arena, "bifolio " STR_FMT, STR_ARG(command->name));

    put_title(b, STR(".SS"), command->name);
    put_bold(b, verb);
    if (command->noptions) {
        BUF_LIT(b, " [");
        put_italic(b, option_word.in[language]);
        BUF_LIT(b, "]...");
    }
    if (command->argument.len) {
        buf_put(b, command->least ? STR(" ") : STR(" ["));
        put_italic(b, command->argument);
        buf_put(b, command->least ? STR("") : STR("]"));
    }
    BUF_LIT(b, "\n.PP\n");
    put_line(b, command->detail.in[language]);
    for (size_t i = 0; i < command->noptions; i++)
        put_option(b, &command->options[i], language);
    BUF_LIT(b, ".PP\n");
    put_line(b, example.in[language]);
    BUF_LIT(b, ".PP\n.RS 4\n.nf\n");
    put_line(b, command->example);
    BUF_LIT(b, ".fi\n.RE\n");
}

static void put_head(Buf *b, DiagLanguage language)
{
    BUF_LIT(b, ".TH BIFOLIO 1 \"\" \"bifolio " BIFOLIO_VERSION "\"\n");
    put_title(b, STR(".SH"), name.in[language]);
    BUF_LIT(b, "bifolio \\- ");
    put_line(b, about.in[language]);
    put_title(b, STR(".SH"), synopsis.in[language]);
    BUF_LIT(b, "\\fBbifolio\\fR ");
    put_italic(b, verb_word.in[language]);
    BUF_LIT(b, " [");
    put_italic(b, option_word.in[language]);
    BUF_LIT(b, "]... [");
    put_italic(b, argument_word.in[language]);
    BUF_LIT(b, "]...\n");
    put_title(b, STR(".SH"), description.in[language]);
    put_line(b, text.in[language]);
}

static void put_sections(Buf *b, DiagLanguage language)
{
    for (size_t i = 0; i < COUNT(sections); i++) {
        put_title(b, STR(".SH"), sections[i].title.in[language]);
        for (size_t k = 0; k < COUNT(sections[i].rows); k++) {
            Str what = sections[i].rows[k].what.in[language];
            if (!what.len)
                break;
            BUF_LIT(b, ".TP\n");
            put_bold(b, what);
            buf_put_char(b, '\n');
            put_line(b, sections[i].rows[k].is.in[language]);
        }
    }
}

void man_print(Buf *out, DiagLanguage language)
{
    size_t nverbs, ncommon;
    const Command *all = commands(&nverbs);
    const Option *common = common_options(&ncommon);

    put_head(out, language);
    put_title(out, STR(".SH"), verbs.in[language]);
    for (size_t i = 0; i < nverbs; i++)
        put_verb(out, &all[i], language);
    put_title(out, STR(".SH"), options.in[language]);
    for (size_t i = 0; i < ncommon; i++)
        put_option(out, &common[i], language);
    put_sections(out, language);
}
