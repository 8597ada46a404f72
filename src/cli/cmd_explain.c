/* cmd_explain.c - bifolio explain URL */
#include "base/utf8.h"
#include "build/explain.h"
#include "cli/verb.h"
#include "data/json.h"

enum { COLUMN = 20 };

#define SAY(en, it)                                                            \
    {                                                                          \
        {                                                                      \
            STR_INIT(en), STR_INIT(it)                                         \
        }                                                                      \
    }

/* Words of the data, for people. */
typedef struct {
    Str word;
    Phrase phrase;
} Word;

static const Word kinds[] = {
    {STR_INIT("page"), SAY("page", "pagina")},
    {STR_INIT("alias"), SAY("redirect", "rinvio")},
    {STR_INIT("feed.atom"), SAY("Atom feed", "feed Atom")},
    {STR_INIT("feed.json"), SAY("JSON feed", "feed JSON")},
    {STR_INIT("sitemap"), SAY("sitemap", "mappa del sito")},
    {STR_INIT("robots"), SAY("for robots", "per i robot")},
    {STR_INIT("redirects"), SAY("the host's redirects", "rinvii per l'host")},
    {STR_INIT("headers"), SAY("the host's headers", "intestazioni per l'host")},
    {STR_INIT("resource"), SAY("a file that is copied", "un file copiato")},
    {STR_INIT("plugin"),
     SAY("a file that a plugin adds", "un file aggiunto da un plugin")},
    {STR_INIT("text"), SAY("text as it is", "testo così com'è")},
    {STR_INIT("engine"), SAY("of what runs code in the browser",
                             "di ciò che esegue codice nel browser")},
    {STR_INIT("snippet.embed"),
     SAY("a snippet, for other sites", "un frammento, per altri siti")},
    {STR_INIT("snippet.oembed"),
     SAY("how to embed a snippet", "come incorporare un frammento")},
    {STR_INIT("snippet.run"),
     SAY("what runs a snippet", "ciò che esegue un frammento")},
    {STR_INIT("snippets.json"), SAY("all snippets", "tutti i frammenti")},
    {STR_INIT("snippets.schema"),
     SAY("the schema of all snippets", "lo schema di tutti i frammenti")},
};

static const Word statuses[] = {
    {STR_INIT("draft"),
     SAY("not on the site: it is a draft", "non è sul sito: è una bozza")},
    {STR_INIT("future"), SAY("not on the site: its date is still to come",
                             "non è sul sito: la sua data deve ancora venire")},
    {STR_INIT("expired"),
     SAY("not on the site: it has expired", "non è sul sito: è scaduto")},
    {STR_INIT("error"),
     SAY("not on the site: it has errors", "non è sul sito: contiene errori")},
};

static const Word origins[] = {
    {STR_INIT("name"), SAY("the file's name", "il nome del file")},
    {STR_INIT("default"), SAY("default", "predefinito")},
    {STR_INIT("plugin"), SAY("a plugin", "un plugin")},
};

static const Word files[] = {
    {STR_INIT("current"),
     SAY("as it would be made now", "come lo si farebbe ora")},
    {STR_INIT("other"), SAY("would be made otherwise now: build",
                            "ora lo si farebbe diverso: costruire")},
    {STR_INIT("missing"), SAY("not made yet", "non ancora prodotto")},
};

static const Word whys[] = {
    {STR_INIT("unchanged"),
     SAY("not made again: nothing that it reads has changed",
         "non rifatto: nulla di ciò che legge è cambiato")},
    {STR_INIT("new"),
     SAY("made: there was none before", "prodotto: prima non c'era")},
    {STR_INIT("output"),
     SAY("made again: its file was gone, or somebody had changed it",
         "rifatto: il file mancava, o qualcuno l'aveva cambiato")},
    {STR_INIT("route"), SAY("made again: another page or template stands there",
                            "rifatto: lì sta un'altra pagina o modello")},
    {STR_INIT("read"), SAY("made again: it reads what has changed",
                           "rifatto: legge qualcosa che è cambiato")},
    {STR_INIT("source"), SAY("copied again: its source has changed",
                             "ricopiato: la sua sorgente è cambiata")},
    {STR_INIT("spoke"),
     SAY("made again: there was something to say about it the time before",
         "rifatto: la volta prima c'era qualcosa da dirne")},
    {STR_INIT("unknown"),
     SAY("made: nothing was known of an earlier build",
         "prodotto: nulla era noto di costruzioni precedenti")},
};

static const Phrase kind_label = SAY("is", "è");
static const Phrase source_label = SAY("made from", "fatto da");
static const Phrase target_label = SAY("leads to", "porta a");
static const Phrase file_label = SAY("file", "file");
static const Phrase last_label = SAY("last build", "ultima volta");
static const Phrase values_title = SAY("In force", "In vigore");
static const Phrase templates_title = SAY("Templates", "Modelli");
static const Phrase plugins_title = SAY("Plugins", "Plugin");
static const Phrase texts_title =
    SAY("Words of the interface", "Testi dell'interfaccia");
static const Phrase lists_title = SAY("Asked of the site", "Chiesto al sito");
static const Phrase reads_title = SAY("Read", "Letto");

static Str word(const Cli *c, const Word *words, size_t n, Str text)
{
    for (size_t i = 0; i < n; i++)
        if (str_eq(words[i].word, text))
            return words[i].phrase.in[c->style.language];
    return text;
}

#define WORD(c, words, text) word(c, words, COUNT(words), text)

/* ---- the data */

static Value get(Value of, Str key)
{
    const Value *v =
        of.kind == VALUE_DICT ? dict_get_str(of.as.dict, key) : NULL;

    return v ? *v : (Value){0};
}

static Str text_of(Value of, Str key)
{
    Value v = get(of, key);

    return v.kind == VALUE_STR ? v.as.s : (Str){0};
}

/* ---- lines */

static void put_label(Buf *b, Str label)
{
    size_t len = 2 + utf8_count(label);

    BUF_LIT(b, "  ");
    buf_put(b, label);
    do
        buf_put_char(b, ' ');
    while (++len < COLUMN);
}

static void put_line(Cli *c, Str label, Str text, Str note)
{
    if (!text.len)
        return;
    put_label(&c->out, label);
    buf_put(&c->out, text);
    if (note.len)
        buf_printf(&c->out, "  (" STR_FMT ")", STR_ARG(note));
    buf_put_char(&c->out, '\n');
}

static void put_title(Cli *c, const Phrase *title)
{
    buf_printf(&c->out, "\n" STR_FMT "\n",
               STR_ARG(title->in[c->style.language]));
}

/* Words behind each other, on lines of their own where one would be long. */
static void put_words(Cli *c, Str label, Value list)
{
    enum { WIDTH = 76 };
    size_t width = WIDTH;

    for (size_t i = 0; list.kind == VALUE_LIST && i < list.as.list->len; i++) {
        Str one = list.as.list->items[i].as.s;
        if (width + one.len + 2 > WIDTH) {
            buf_put(&c->out, i ? STR(",\n") : STR(""));
            put_label(&c->out, i ? (Str){0} : label);
            width = COLUMN;
        } else {
            BUF_LIT(&c->out, ", ");
        }
        buf_put(&c->out, one);
        width += one.len + 2;
    }
    buf_put_char(&c->out, '\n');
}

/* ---- parts */

static Str lasted(Cli *c, Value last)
{
    Str what = text_of(last, STR("what")), field = text_of(last, STR("field"));

    if (!what.len)
        return (Str){0};
    return str_printf(&c->arena, STR_FMT "%s" STR_FMT, STR_ARG(what),
                      field.len ? ": " : "", STR_ARG(field));
}

static void put_head(Cli *c, Value about)
{
    DiagLanguage language = c->style.language;
    Value last = get(about, STR("last"));
    Str url = text_of(about, STR("url"));

    buf_printf(&c->out, STR_FMT "\n",
               STR_ARG(url.len ? url : text_of(about, STR("source"))));
    put_line(c, kind_label.in[language],
             WORD(c, kinds, text_of(about, STR("kind"))),
             text_of(about, STR("page")));
    put_line(c, kind_label.in[language],
             WORD(c, statuses, text_of(about, STR("status"))), (Str){0});
    put_line(c, source_label.in[language], text_of(about, STR("source")),
             (Str){0});
    put_line(c, target_label.in[language], text_of(about, STR("target")),
             (Str){0});
    put_line(c, file_label.in[language], text_of(about, STR("output")),
             WORD(c, files, text_of(about, STR("file"))));
    put_line(c, last_label.in[language],
             WORD(c, whys, text_of(last, STR("why"))), lasted(c, last));
}

/* As a person would write it: text without quotes. */
static Str value_text(Cli *c, Value v)
{
    Reader nobody = {.arena = &c->arena};
    Buf b = buf_in(&c->arena);

    if (v.kind == VALUE_STR)
        return v.as.s;
    json_print(&b, &nobody, v, 0);
    return buf_str(&b);
}

typedef void PutRow(Cli *c, Value row);

static void put_value(Cli *c, Value row)
{
    put_line(c, text_of(row, STR("name")),
             value_text(c, get(row, STR("value"))),
             WORD(c, origins, text_of(row, STR("from"))));
}

static void put_template(Cli *c, Value row)
{
    put_line(c, text_of(row, STR("name")), text_of(row, STR("file")), (Str){0});
}

static void put_plugin(Cli *c, Value row)
{
    put_words(c, text_of(row, STR("name")), get(row, STR("for")));
}

/* What is read of a thing may be long: it stands below. */
static void put_read(Cli *c, Value row)
{
    buf_printf(&c->out, "  " STR_FMT "\n", STR_ARG(text_of(row, STR("what"))));
    put_words(c, (Str){0}, get(row, STR("fields")));
}

static void put_rows(Cli *c, Value about, Str key, const Phrase *title,
                     PutRow *put)
{
    Value list = get(about, key);

    if (list.kind != VALUE_LIST)
        return;
    put_title(c, title);
    for (size_t i = 0; i < list.as.list->len; i++)
        put(c, list.as.list->items[i]);
}

static void put_texts(Cli *c, Value about, Str key, const Phrase *title)
{
    Value list = get(about, key);

    if (list.kind != VALUE_LIST)
        return;
    put_title(c, title);
    put_words(c, (Str){0}, list);
}

void cmd_explain(Cli *c)
{
    const Options *o = c->options;
    BuildOptions options = {.over = cli_overrides(o)};
    Reader nobody = {.arena = &c->arena};
    Value about;

    if (!cli_site(c, &options.root) || !cli_clock(c, &options.now))
        return;
    if (!build_explain(&c->arena, &options, cli_argument(c, 0), CLI_NO_ADDRESS,
                       &c->d, &about)) {
        c->misused = c->d.last && c->d.last->code == CLI_NO_ADDRESS;
        return;
    }
    if (o->json) {
        json_print(&c->out, &nobody, about, 2);
        buf_put_char(&c->out, '\n');
        return;
    }
    put_head(c, about);
    put_rows(c, about, STR("values"), &values_title, put_value);
    put_rows(c, about, STR("templates"), &templates_title, put_template);
    put_rows(c, about, STR("plugins"), &plugins_title, put_plugin);
    put_texts(c, about, STR("texts"), &texts_title);
    put_texts(c, about, STR("lists"), &lists_title);
    put_rows(c, about, STR("reads"), &reads_title, put_read);
}
