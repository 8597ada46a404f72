/* command.c - see command.h.
 *
 * To add a verb: a file cmd_VERB here, its line in verb.h, a row in verbs[]
 * and a script in tests/cli/.  To add an option: a member in Options, and a
 * row among the options of each verb that has it. */
#include "cli/command.h"

#include "cli/verb.h"

#define AT(member) offsetof(Options, member)
#define S          STR_INIT
#define SAY(en, it)                                                            \
    {                                                                          \
        {                                                                      \
            S(en), S(it)                                                       \
        }                                                                      \
    }
#define NONE        NULL, 0
#define LIST(array) array, COUNT(array)

/* clang-format off */
static const Option common[] = {
    {S("help"), 'h', TAKES_NOTHING, S(""), AT(help),
     SAY("show this", "mostra questo aiuto")},
    {S("version"), 'V', TAKES_NOTHING, S(""), AT(version),
     SAY("show the program's version", "mostra la versione del programma")},
    {S("verbose"), 'v', TAKES_NOTHING, S(""), AT(verbose),
     SAY("say more about what is done", "racconta di più")},
    {S("quiet"), 'q', TAKES_NOTHING, S(""), AT(quiet),
     SAY("say nothing but errors", "riferisce solo gli errori")},
    {S("color"), 0, TAKES_CHOICE, S("auto|always|never"), AT(color),
     SAY("colour in messages", "messaggi a colori")},
    {S("site"), 'C', TAKES_FOLDER, S("DIR"), AT(site),
     SAY("the site's folder", "la cartella del sito")},
};

#define UNPUBLISHED \
    {S("drafts"), 0, TAKES_NOTHING, S(""), AT(drafts), \
     SAY("publish drafts too", "pubblica anche le bozze")}, \
    {S("future"), 0, TAKES_NOTHING, S(""), AT(future), \
     SAY("publish what is dated later too", "pubblica anche ciò che ha una data futura")}, \
    {S("expired"), 0, TAKES_NOTHING, S(""), AT(expired), \
     SAY("publish what has expired too", "pubblica anche ciò che è scaduto")}

#define OVERRIDES \
    UNPUBLISHED, \
    {S("base-url"), 0, TAKES_TEXT, S("URL"), AT(base_url), \
     SAY("where the site will be published", "l'indirizzo a cui il sito sarà pubblicato")}, \
    {S("out"), 'o', TAKES_FOLDER, S("DIR"), AT(out), \
     SAY("the folder to write to", "la cartella in cui scrivere")}

static const Option build_options[] = {
    {S("clean"), 0, TAKES_NOTHING, S(""), AT(clean),
     SAY("first remove what earlier builds made", "prima toglie ciò che hanno prodotto le costruzioni precedenti")},
    {S("no-cache"), 0, TAKES_NOTHING, S(""), AT(no_cache),
     SAY("make everything anew, and leave nothing for the next time", "rifà tutto, e non lascia nulla per la volta dopo")},
    OVERRIDES,
    {S("clock"), 0, TAKES_DATE, S("DATE"), AT(clock),
     SAY("the moment of the build: what is dated later is not yet published", "il momento della costruzione: ciò che ha una data successiva non è ancora pubblicato")},
    {S("jobs"), 'j', TAKES_NUMBER, S("N"), AT(jobs),
     SAY("threads; else one a processor", "thread; altrimenti uno per processore")},
    {S("timings"), 0, TAKES_NOTHING, S(""), AT(timings),
     SAY("make everything anew, and tell the time of each stage and template", "rifà tutto, e dice il tempo di ogni fase e di ogni modello")},
};

static const Option serve_options[] = {
    {S("port"), 'p', TAKES_NUMBER, S("N"), AT(port),
     SAY("the port; else 2424 or the next that is free", "la porta; altrimenti 2424 o la prossima libera")},
    {S("host"), 0, TAKES_TEXT, S("HOST"), AT(host),
     SAY("the name or address to listen at; else this machine alone", "il nome o l'indirizzo su cui ascoltare; altrimenti solo questa macchina")},
    {S("open"), 0, TAKES_NOTHING, S(""), AT(open),
     SAY("show it in the browser", "lo mostra nel browser")},
    UNPUBLISHED,
    {S("poll"), 0, TAKES_NOTHING, S(""), AT(poll),
     SAY("look for changes instead of being told by the system", "cerca le modifiche invece di farsele dire dal sistema")},
    {S("jobs"), 'j', TAKES_NUMBER, S("N"), AT(jobs),
     SAY("threads; else one a processor", "thread; altrimenti uno per processore")},
};

static const Option verify_options[] = {
    OVERRIDES,
    {S("clock"), 0, TAKES_DATE, S("DATE"), AT(clock),
     SAY("the moment of the build: what is dated later is not yet published", "il momento della costruzione: ciò che ha una data successiva non è ancora pubblicato")},
    {S("jobs"), 'j', TAKES_NUMBER, S("N"), AT(jobs),
     SAY("threads; else one a processor", "thread; altrimenti uno per processore")},
};

static const Option explain_options[] = {
    {S("json"), 0, TAKES_NOTHING, S(""), AT(json),
     SAY("as JSON, for programs", "in JSON, per i programmi")},
    OVERRIDES,
    {S("clock"), 0, TAKES_DATE, S("DATE"), AT(clock),
     SAY("the moment of the build: what is dated later is not yet published", "il momento della costruzione: ciò che ha una data successiva non è ancora pubblicato")},
};

static const Option config_options[] = {OVERRIDES};

static const Option new_post_options[] = {
    {S("lang"), 'l', TAKES_TEXT, S("LANG"), AT(lang),
     SAY("its language; else the site's default", "la lingua; altrimenti quella predefinita del sito")},
};

static const Option markdown_options[] = {
    {S("lang"), 'l', TAKES_TEXT, S("LANG"), AT(lang),
     SAY("set quotes and dashes as this language does", "virgolette e trattini di questa lingua")},
    {S("plain"), 0, TAKES_NOTHING, S(""), AT(plain),
     SAY("GitHub's Markdown alone", "solo il Markdown di GitHub")},
};

static const Option template_options[] = {
    {S("data"), 0, TAKES_FILE, S("FILE.json"), AT(data),
     SAY("the variables, an object of JSON", "le variabili, un oggetto JSON")},
    {S("path"), 'p', TAKES_FOLDER, S("DIR"), AT(path),
     SAY("where included templates are; else FILE's folder", "dove stanno i modelli inclusi; altrimenti la cartella di FILE")},
    {S("as"), 0, TAKES_CHOICE, S("html|xml|json|text"), AT(as),
     SAY("how values are escaped; else by FILE's suffix", "come si proteggono i valori; altrimenti secondo il suffisso di FILE")},
};

static const Option plugin_test_options[] = {
    {S("update"), 0, TAKES_NOTHING, S(""), AT(update),
     SAY("make what there is now the expected, and show what changes", "fa di ciò che c'è ora quello che ci si aspetta, e mostra che cosa cambia")},
};

#define SANDBOX \
    {S("sandbox"), 0, TAKES_CHOICE, S("bubblewrap|none"), AT(sandbox), \
     SAY("where they run; none: with all that you may do yourself", "dove si eseguono; none: con tutto ciò che puoi fare tu stesso")}

#define ENGINES \
    {S("engines"), 0, TAKES_NOTHING, S(""), AT(engines), \
     SAY("also in the engines of readers' browsers, with node", "anche nei motori dei browser di chi legge, con node")}

static const Option snippets_run_options[] = {
    {S("changed"), 0, TAKES_NOTHING, S(""), AT(changed),
     SAY("only those that the lock does not vouch for", "solo quelli di cui il lock non è garante")},
    ENGINES,
    SANDBOX,
};

static const Option snippets_test_options[] = {
    {S("frozen"), 0, TAKES_NOTHING, S(""), AT(frozen),
     SAY("the lock must be up to date, too: for CI", "anche il lock deve essere aggiornato: per la CI")},
    ENGINES,
    SANDBOX,
};

static const Option snippets_options[] = {SANDBOX};

static const Option snippets_record_options[] = {
    {S("tape"), 0, TAKES_TEXT, S("NAME"), AT(tape),
     SAY("the tape to write; else the one the snippet names", "il nastro da scrivere; altrimenti quello che il frammento nomina")},
    {S("tool"), 0, TAKES_TEXT, S("NAME,..."), AT(tool),
     SAY("the tools to record; else the first of the snippet's", "gli strumenti da registrare; altrimenti il primo del frammento")},
};

static const Option snippets_list_options[] = {
    {S("language"), 0, TAKES_TEXT, S("NAME"), AT(language),
     SAY("only code in this language", "solo il codice in questo linguaggio")},
    {S("level"), 0, TAKES_CHOICE, S("ran|replayed|recorded|not-run|drifted"), AT(level),
     SAY("only those of which so much is known", "solo quelli di cui si sa tanto")},
    {S("tool"), 0, TAKES_TEXT, S("NAME"), AT(tool),
     SAY("only those that use this program", "solo quelli che usano questo programma")},
    {S("tag"), 0, TAKES_TEXT, S("TAG"), AT(tag),
     SAY("only those in texts with this tag", "solo quelli nei testi con questo argomento")},
    {S("page"), 0, TAKES_TEXT, S("PATH"), AT(page),
     SAY("only those in this text: posts/a, or a file", "solo quelli in questo testo: posts/a, o un file")},
    {S("lang"), 'l', TAKES_TEXT, S("LANG"), AT(lang),
     SAY("only those of this edition", "solo quelli di questa edizione")},
    {S("json"), 0, TAKES_NOTHING, S(""), AT(json),
     SAY("all that is known, as JSON", "tutto ciò che si sa, in JSON")},
};

static const Option snippets_show_options[] = {
    {S("lang"), 'l', TAKES_TEXT, S("LANG"), AT(lang),
     SAY("of this edition; else of the first that has it", "di questa edizione; altrimenti della prima che lo ha")},
    {S("raw"), 0, TAKES_NOTHING, S(""), AT(raw),
     SAY("the code alone", "solo il codice")},
};

static const Option help_options[] = {
    {S("man"), 0, TAKES_NOTHING, S(""), AT(man),
     SAY("the manual page, for man(1)", "la pagina di manuale, per man(1)")},
    {S("templates"), 0, TAKES_NOTHING, S(""), AT(templates),
     SAY("all that templates can use, in Markdown", "tutto ciò che i modelli possono usare, in Markdown")},
};

static const Command verbs[] = {
    {S("build"), S(""), TAKES_NOTHING, 0, 0, LIST(build_options), cmd_build,
     SAY("make the site", "costruisce il sito"),
     SAY("Makes the site from content/ in public/, or where the configuration says, and prints one line about it. A file whose bytes do not change is not touched; files of earlier builds that nothing makes any more are removed, and no others. A page with an error never damages the rest: what could be made is made, and of that page the last good output stays.",
         "Costruisce il sito da content/ in public/, o dove dice la configurazione, e ne riferisce in una riga. Un file i cui byte non cambiano non viene toccato; i file di costruzioni precedenti che nulla produce più vengono tolti, e nessun altro. Una pagina con un errore non danneggia mai il resto: ciò che si può costruire viene costruito, e di quella pagina resta l'ultima versione buona."),
     S("bifolio build --drafts --clock 2026-12-24")},
    {S("explain"), S("URL"), TAKES_TEXT, 1, 1, LIST(explain_options), cmd_explain,
     SAY("the whole story of a page, or of any file", "tutta la storia di una pagina, o di un file qualsiasi"),
     SAY("Tells of one address of the site what it is made from; for a page, which values are in force and where each comes from; the templates and plugins it goes through; which words of the interface, lists and fields of other pages it reads; whether its file is as it would be made now, and why the last build made it again or did not. An address may be written as a file of the output or of content too, and then a draft is told to be one. Nothing is written.",
         "Di un indirizzo del sito racconta da che cosa è fatto; per una pagina, quali valori sono in vigore e da dove viene ciascuno; i modelli e i plugin per cui passa; quali testi dell'interfaccia, elenchi e campi di altre pagine legge; se il suo file è come lo si farebbe ora, e perché l'ultima costruzione l'ha rifatto o no. L'indirizzo si può scrivere anche come file dell'uscita o dei contenuti, e allora di una bozza si dice che lo è. Nulla viene scritto."),
     S("bifolio explain /en/about/")},
    {S("verify"), S(""), TAKES_NOTHING, 0, 0, LIST(verify_options), cmd_verify,
     SAY("is the site what a clean build makes?", "il sito è quello che si avrebbe costruendolo da zero?"),
     SAY("Builds the site as `build` does, making only what has changed, and then once more in memory, from nothing, and compares the two. Each file that differs is an error, with the first place where it does. They are always the same, unless a file was changed behind the program's back or there is a fault in the program, which we would like to hear of.",
         "Costruisce il sito come fa `build`, producendo solo ciò che è cambiato, e poi un'altra volta in memoria, da zero, e confronta i due. Ogni file diverso è un errore, con il primo punto in cui lo è. Sono sempre uguali, a meno che un file non sia stato cambiato all'insaputa del programma o che il programma abbia un difetto, che vorremmo conoscere."),
     S("bifolio verify --drafts")},
    {S("serve"), S(""), TAKES_NOTHING, 0, 0, LIST(serve_options), cmd_serve,
     SAY("show the site while it is written", "mostra il sito mentre lo si scrive"),
     SAY("Builds the site in memory, shows it at an address of this machine and builds it again when a file changes. The browser follows: a page whose text changed is renewed in place, a style sheet is exchanged, and what is wrong is shown over the page until it is mended. Redirects and headers are those of _redirects and _headers, as at the host. Nothing is written; Ctrl-C ends it.",
         "Costruisce il sito in memoria, lo mostra a un indirizzo di questa macchina e lo ricostruisce quando un file cambia. Il browser segue: una pagina il cui testo è cambiato si rinnova dov'è, un foglio di stile viene scambiato, e ciò che non va appare sopra la pagina finché non è corretto. I rinvii e le intestazioni sono quelli di _redirects e _headers, come presso l'host. Nulla viene scritto; Ctrl-C lo ferma."),
     S("bifolio serve --drafts --open")},
    {S("new site"), S("DIR"), TAKES_FOLDER, 1, 1, NONE, cmd_new_site,
     SAY("a working site in an empty folder", "un sito funzionante in una cartella vuota"),
     SAY("Writes a small site in two languages to the folder, which is made if it is not there: a configuration, a home, a post, a page and a registry of tags, to build at once and to change at leisure. A folder that holds anything is refused.",
         "Scrive nella cartella, creandola se non c'è, un piccolo sito in due lingue: la configurazione, una pagina iniziale, un articolo, una pagina e un registro di etichette, da costruire subito e cambiare con calma. Una cartella non vuota viene rifiutata."),
     S("bifolio new site journal")},
    {S("new post"), S("TITLE"), TAKES_TEXT, 1, 1, LIST(new_post_options), cmd_new_post,
     SAY("a dated draft with front matter", "una bozza datata con il front matter"),
     SAY("Writes content/posts/SLUG.LANG.md, its name made from the title, dated today and marked as a draft, and prints its path. A file that is there already is never written over. For the same post in another language, give the file the same name.",
         "Scrive content/posts/SLUG.LANG.md, con il nome ricavato dal titolo, la data di oggi e il segno di bozza, e ne stampa il percorso. Un file che c'è già non viene mai sovrascritto. Per lo stesso articolo in un'altra lingua si usa lo stesso nome di file."),
     S("bifolio new post 'Perché no?' --lang it")},
    {S("new layout"), S("NAME"), TAKES_TEXT, 0, 1, NONE, cmd_new_layout,
     SAY("a file of the theme, to be changed in layouts/", "un file del tema, da modificare in layouts/"),
     SAY("Copies a template, a style sheet or the words of the interface from the theme to layouts/, where it stands over the theme's. Without a name, lists what there is. A language that the theme does not speak, as in i18n/fr.yaml, begins with the words of another, to be translated.",
         "Copia un modello, un foglio di stile o i testi dell'interfaccia dal tema a layouts/, dove prende il posto di quello del tema. Senza un nome, elenca quello che c'è. Una lingua che il tema non parla, come in i18n/fr.yaml, comincia con i testi di un'altra, da tradurre."),
     S("bifolio new layout post.html")},
    {S("config"), S(""), TAKES_NOTHING, 0, 0, LIST(config_options), cmd_config,
     SAY("the configuration in force, and where it comes from", "la configurazione in vigore, e da dove viene"),
     SAY("Prints every key of bifolio.yaml with the value in force, as YAML, and above each what it is for and where the value comes from: the default, a line of the file, or the command line.",
         "Stampa, in YAML, ogni chiave di bifolio.yaml con il valore in vigore e, sopra ciascuna, a che cosa serve e da dove viene il valore: il valore predefinito, una riga del file o la riga di comando."),
     S("bifolio config --base-url https://example.org")},
    {S("markdown"), S("FILE"), TAKES_FILE, 0, 1, LIST(markdown_options), cmd_markdown,
     SAY("the HTML that a piece of Markdown becomes", "l'HTML che un testo in Markdown diventa"),
     SAY("Reads a file, or standard input where none is named or its name is '-', and prints its HTML. A front matter at the start is left out. Links are printed as written, since no site is read. Without --lang the language is that of the file's name, as in NAME.it.md, and else none.",
         "Legge un file, o lo standard input se non ne è indicato nessuno o se il nome è '-', e ne stampa l'HTML. Un front matter iniziale viene tralasciato. I collegamenti restano come sono scritti, perché nessun sito viene letto. Senza --lang la lingua è quella del nome del file, come in NOME.it.md, altrimenti nessuna."),
     S("echo '\"Ciao\"' | bifolio markdown --lang it")},
    {S("template"), S("FILE"), TAKES_FILE, 1, 1, LIST(template_options), cmd_template,
     SAY("what a template prints", "ciò che un modello stampa"),
     SAY("Renders one template of Jinja's language with the variables of a JSON file and prints the result. A FILE or data file named '-' is standard input. There is no site: what only a site has, such as its pages, is not there.",
         "Elabora un modello nel linguaggio di Jinja con le variabili di un file JSON e stampa il risultato. Un FILE o un file di dati di nome '-' è lo standard input. Non c'è un sito: manca ciò che solo un sito ha, come le sue pagine."),
     S("echo '{{ 6 * 7 }}' | bifolio template -")},
    {S("plugin list"), S(""), TAKES_NOTHING, 0, 0, NONE, cmd_plugin_list,
     SAY("the plugins, and what each offers", "i plugin, e che cosa offre ciascuno"),
     SAY("Prints, for each plugin that bifolio.yaml lists, its file, what it offers to templates and texts, its options as they are in force and where they are set, and what it is granted. Plugins that lie in plugins/ and are not listed stand at the end.",
         "Stampa, per ogni plugin elencato in bifolio.yaml, il suo file, che cosa offre ai modelli e ai testi, le opzioni in vigore e dove sono scritte, e ciò che gli è concesso. I plugin che stanno in plugins/ e non sono elencati vengono alla fine."),
     S("bifolio plugin list")},
    {S("plugin test"), S("NAME..."), TAKES_TEXT, 0, SIZE_MAX, LIST(plugin_test_options), cmd_plugin_test,
     SAY("run the tests that plugins bring with them", "esegue le prove che i plugin portano con sé"),
     SAY("Runs the tests in plugins/NAME/tests/, of all plugins or of those named, and shows what differs. A test is CASE.md, a piece of Markdown, with CASE.html, what it becomes; or a small site CASE/, with those of its files in CASE/expect/ that are to be compared. CASE.txt holds what is said meanwhile, if anything is.",
         "Esegue le prove in plugins/NOME/tests/, di tutti i plugin o di quelli nominati, e mostra le differenze. Una prova è CASO.md, un testo in Markdown, con CASO.html, ciò che diventa; oppure un piccolo sito CASO/, con quelli dei suoi file che vanno confrontati in CASO/expect/. CASO.txt contiene ciò che viene detto nel frattempo, se qualcosa viene detto."),
     S("bifolio plugin test highlight --update")},
    {S("snippets list"), S(""), TAKES_NOTHING, 0, 0, LIST(snippets_list_options), cmd_snippets_list,
     SAY("the blocks of code that have an id", "i blocchi di codice che hanno un id"),
     SAY("Prints a line for each block of code that has an id: its editions, its language, how much is known of what it does, the tools it uses, and where it stands. Nothing is run.",
         "Stampa una riga per ogni blocco di codice che ha un id: le edizioni, il linguaggio, quanto si sa di ciò che fa, i programmi che usa e dove sta. Non esegue nulla."),
     S("bifolio snippets list --level drifted")},
    {S("snippets show"), S("ID"), TAKES_TEXT, 1, 1, LIST(snippets_show_options), cmd_snippets_show,
     SAY("one of them, whole", "uno di essi, per intero"),
     SAY("Prints what is known of a block of code, the code, and what it is expected to print. Nothing is run.",
         "Stampa ciò che si sa di un blocco di codice, il codice e ciò che dovrebbe stampare. Non esegue nulla."),
     S("bifolio snippets show pods-not-ready --raw | less")},
    {S("snippets check"), S(""), TAKES_NOTHING, 0, 0, NONE, cmd_snippets_check,
     SAY("what is wrong with them, as far as can be told without running any", "che cosa non va, per quanto si può dire senza eseguirli"),
     SAY("Says which code cannot be right, where editions of a text differ, what has changed since it ran, what is to be run and never was, and what snippets.lock has too many of. Nothing is run; the exit status is 1 if there is an error.",
         "Dice quale codice non può essere giusto, dove le edizioni di un testo differiscono, che cosa è cambiato da quando è stato eseguito, che cosa è da eseguire e non lo è mai stato, e che cosa snippets.lock ha di troppo. Non esegue nulla; lo stato d'uscita è 1 se c'è un errore."),
     S("bifolio snippets check")},
    {S("snippets run"), S("ID..."), TAKES_TEXT, 0, SIZE_MAX, LIST(snippets_run_options), cmd_snippets_run,
     SAY("run the snippets of the texts", "esegue i frammenti dei testi"),
     SAY("Runs the blocks of code that are marked .run, or those named, each after what it needs, alone in a sandbox: no network, no home, the system read-only, a folder in memory that is gone afterwards. Says what prints something else than the text shows, and writes what came of the rest to snippets.lock, which belongs to the site's sources. With --engines those that are marked .try are run as a reader's browser would, too, and offered to readers if the same comes of it. Builds never run anything.",
         "Esegue i blocchi di codice segnati .run, o quelli nominati, ciascuno dopo ciò di cui ha bisogno, da solo in una sandbox: senza rete, senza home, con il sistema in sola lettura e una cartella in memoria che poi sparisce. Dice quali stampano altro rispetto al testo, e scrive com'è andato il resto in snippets.lock, che fa parte dei sorgenti del sito. Con --engines quelli segnati .try si eseguono anche come farebbe il browser di chi legge, e gli sono offerti se il risultato è lo stesso. Le costruzioni non eseguono mai nulla."),
     S("bifolio snippets run --changed")},
    {S("snippets test"), S("ID..."), TAKES_TEXT, 0, SIZE_MAX, LIST(snippets_test_options), cmd_snippets_test,
     SAY("run them, and write nothing", "li esegue, senza scrivere nulla"),
     SAY("As 'snippets run', but nothing is written: what prints something else is an error. With --frozen, so is what has changed since it was run, what never was, and what the lock has too many of.",
         "Come 'snippets run', ma non scrive nulla: ciò che stampa altro è un errore. Con --frozen lo sono anche ciò che è cambiato da quando è stato eseguito, ciò che non lo è mai stato e ciò che il lock ha di troppo."),
     S("bifolio snippets test --frozen")},
    {S("snippets record"), S("ID"), TAKES_TEXT, 1, 1, LIST(snippets_record_options), cmd_snippets_record,
     SAY("record what tools answer on a tape", "registra su un nastro ciò che gli strumenti rispondono"),
     SAY("Runs one snippet, outside of the sandbox and with all that you may do yourself, and writes each call of a tool, with what it took and gave, to content/tapes/NAME.tape. From then on the snippet is replayed from it, in the sandbox, while the rest of its pipeline is real. Values of fields such as 'token' are replaced; nothing is written where anything looks like a key. A tape is for everyone to read: look through it.",
         "Esegue un frammento, fuori dalla sandbox e con tutto ciò che puoi fare tu stesso, e scrive ogni chiamata di uno strumento, con ciò che ha ricevuto e risposto, in content/tapes/NOME.tape. Da allora il frammento viene riprodotto da lì, nella sandbox, mentre il resto della sua pipeline è reale. I valori di campi come 'token' vengono sostituiti; nulla viene scritto se qualcosa sembra una chiave. Un nastro lo leggono tutti: va riletto."),
     S("bifolio snippets record pods-not-ready --tape prod")},
    {S("snippets accept"), S("ID..."), TAKES_TEXT, 0, SIZE_MAX, LIST(snippets_options), cmd_snippets_accept,
     SAY("write what they print into the texts", "scrive nei testi ciò che stampano"),
     SAY("Runs the snippets and shows what prints something else than the text says; then writes that into the text, in all its languages, and into snippets.lock. What matches as it is written, with its patterns, stays. A snippet that is named and has no output block gets one.",
         "Esegue i frammenti e mostra quali stampano altro rispetto al testo; poi lo scrive nel testo, in tutte le sue lingue, e in snippets.lock. Ciò che già corrisponde, con i suoi modelli, resta com'è. A un frammento nominato che non ha un blocco di output ne viene dato uno."),
     S("bifolio snippets accept pods-not-ready")},
    {S("snippets doctor"), S(""), TAKES_NOTHING, 0, 0, NONE, cmd_snippets_doctor,
     SAY("what there is here to run them with", "che cosa c'è qui per eseguirli"),
     SAY("Says which sandbox there is and whether it works, and for each program that snippets use its version, or that it is on a tape, or not here.",
         "Dice quale sandbox c'è e se funziona e, per ogni programma che i frammenti usano, la versione, o che è su un nastro, o che qui non c'è."),
     S("bifolio snippets doctor")},
    {S("help"), S("VERB"), TAKES_VERB, 0, 2, LIST(help_options), cmd_help,
     SAY("what there is, or all about a verb", "che cosa c'è, o tutto su un verbo"),
     SAY("Without a verb, the list of verbs.", "Senza un verbo, l'elenco dei verbi."),
     S("bifolio help new site")},
    {S("completions"), S("bash|zsh|fish"), TAKES_CHOICE, 1, 1, NONE, cmd_completions,
     SAY("the completion script of a shell", "lo script di completamento di una shell"),
     SAY("Prints a script that teaches the shell to complete verbs, options and file names. `make install` puts all three where the shells look for them.",
         "Stampa uno script che insegna alla shell a completare verbi, opzioni e nomi di file. `make install` li mette tutti e tre dove le shell li cercano."),
     S("bifolio completions bash >>~/.bash_completion")},
};
/* clang-format on */

const Command *commands(size_t *n)
{
    *n = COUNT(verbs);
    return verbs;
}

const Option *common_options(size_t *n)
{
    *n = COUNT(common);
    return common;
}

size_t command_words(const Command *command)
{
    return str_cut(command->name, ' ').found ? 2 : 1;
}

static bool begins_with(const Command *command, const Str *words, size_t n)
{
    StrCut cut = str_cut(command->name, ' ');

    return command_words(command) <= n && str_eq(cut.head, words[0]) &&
           (!cut.found || str_eq(cut.tail, words[1]));
}

const Command *command_find(const Str *words, size_t n)
{
    const Command *best = NULL;

    for (size_t i = 0; i < COUNT(verbs); i++)
        if (begins_with(&verbs[i], words, n) &&
            (!best || command_words(&verbs[i]) > command_words(best)))
            best = &verbs[i];
    return best;
}

const Option *command_option(const Command *command, size_t i)
{
    size_t own = command ? command->noptions : 0;

    if (i < own)
        return &command->options[i];
    return i - own < COUNT(common) ? &common[i - own] : NULL;
}

Str command_line(Arena *a, const Command *command)
{
    if (!command)
        return STR("bifolio");
    return str_printf(a, "bifolio " STR_FMT, STR_ARG(command->name));
}
