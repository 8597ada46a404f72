/* phrases.h - parts of messages that recur: what was expected, why something
 * is refused.  As arguments of a message they are said in its language.
 *
 * To add one: a row X(ID, "English", "Italiano").
 */
#ifndef DIAG_PHRASES_H
#define DIAG_PHRASES_H

#include "base/str.h"

/* clang-format off */
#define DIAG_PHRASES(X) \
    /* '{0}' should be ... */ \
    X(PHRASE_TEXT, "text", "un testo") \
    X(PHRASE_LOCAL_TEXT, "text, or a text for each language", "un testo, o un testo per ogni lingua") \
    X(PHRASE_PLURAL_TEXT, "text, or a text for each plural form", "un testo, o un testo per ogni forma del plurale") \
    X(PHRASE_TEXTS, "a text, or a list of texts", "un testo, o un elenco di testi") \
    X(PHRASE_BOOL, "true or false", "true o false") \
    X(PHRASE_WHOLE, "a whole number", "un numero intero") \
    X(PHRASE_POSITIVE, "a whole number above zero", "un numero intero maggiore di zero") \
    X(PHRASE_DATE, "a date", "una data") \
    X(PHRASE_LIST, "a list of texts", "un elenco di testi") \
    X(PHRASE_MAP, "a map", "una mappa") \
    X(PHRASE_TWELVE, "a list of 12", "un elenco di 12") \
    X(PHRASE_SEVEN, "a list of 7", "un elenco di 7") \
    X(PHRASE_LANGUAGE, "a language", "una lingua") \
    X(PHRASE_LANGUAGES, "a list of codes such as [it, en]", "un elenco di codici come [it, en]") \
    X(PHRASE_PATTERN, "a pattern such as /:lang/:slug/", "uno schema come /:lang/:slug/") \
    X(PHRASE_PATTERNS, "a map from sections to patterns", "una mappa dalle sezioni agli schemi") \
    X(PHRASE_FEEDS, "a list of: atom, json", "un elenco di: atom, json") \
    X(PHRASE_OUT, "a folder of its own within the site", "una cartella a sé dentro il sito") \
    X(PHRASE_OLD_ADDRESS, "an old address such as /blog/old-name/", "un vecchio indirizzo come /blog/vecchio-nome/") \
    X(PHRASE_PLURALS, "a map of plural rules", "una mappa di regole del plurale") \
    X(PHRASE_PLURAL, "a plural rule of CLDR", "una regola del plurale del CLDR") \
    X(PHRASE_SLIPS, "a map from what is wrong to what is right", "una mappa da ciò che è sbagliato a ciò che è giusto") \
    /* ... is not a value for an attribute: it is ... */ \
    X(PHRASE_NAME, "a name of letters, digits, '-' and '_'", "un nome di lettere, cifre, '-' e '_'") \
    X(PHRASE_ID, "the id of a snippet", "l'id di un frammento") \
    X(PHRASE_IDS, "ids of snippets, separated by commas", "un elenco di id di frammenti, separati da virgole") \
    X(PHRASE_SCRATCH_FILE, "the path of a file in the scratch folder, such as data/a.json", "il percorso di un file nella cartella di lavoro, come dati/a.json") \
    X(PHRASE_ID_OR_FILE, "the id of a snippet or a file of the scratch folder", "l'id di un frammento o un file della cartella di lavoro") \
    X(PHRASE_VARIABLES, "NAME=VALUE, separated by commas", "NOME=VALORE, separati da virgole") \
    X(PHRASE_STATUS, "a whole number from 0 to 255", "un numero intero da 0 a 255") \
    X(PHRASE_TIMEOUT, "a time such as 5s or 500ms, at most 60s", "un tempo come 5s o 500ms, al massimo 60s") \
    X(PHRASE_TOOLS, "names of programs, separated by commas", "un elenco di nomi di programmi, separati da virgole") \
    X(PHRASE_NETNS, "netns, or not written", "netns, oppure non si scrive") \
    X(PHRASE_MATCH, "exact, like or any", "exact, like o any") \
    X(PHRASE_YES_NO, "yes or no", "yes o no") \
    X(PHRASE_LINES, "lines of the code such as 3,5-7", "righe del codice come 3,5-7") \
    X(PHRASE_PARAM, "a text that stands in the code, and its name has letters, digits, '-' and '_'", "un testo che compare nel codice, e il suo nome ha lettere, cifre, '-' e '_'") \
    /* this is not YAML: ... */ \
    X(PHRASE_TOO_DEEP, "it is nested too deeply", "è annidato troppo") \
    /* this is not a transcript: ... */ \
    X(PHRASE_NO_PROMPT, "no line begins with a prompt, '$ ' or '# '", "nessuna riga comincia con un prompt, '$ ' o '# '") \
    X(PHRASE_OUTPUT_FIRST, "this stands before any command", "questo sta prima di qualsiasi comando") \
    X(PHRASE_EMPTY_COMMAND, "there is no command behind this prompt", "dietro questo prompt non c'è un comando") \
    /* what has changed is ... */ \
    X(PHRASE_DRIFT_CODE, "its code", "il suo codice") \
    X(PHRASE_DRIFT_OUTPUT, "the output that is expected", "l'output atteso") \
    X(PHRASE_DRIFT_TAPE, "the tape", "il nastro") \
    X(PHRASE_DRIFT_NEEDS, "what it needs, or how it is run", "ciò di cui ha bisogno, o come è eseguito") \
    /* invalid YAML: */ \
    X(PHRASE_YAML_COLON, "text with a ':' in it needs quotes around it", "un testo che contiene ':' va fra virgolette") \
    X(PHRASE_YAML_NO_COLON, "a ':' is missing after the key", "manca ':' dopo la chiave") \
    X(PHRASE_YAML_LIST, "',' or ']' is missing", "manca ',' o ']'") \
    X(PHRASE_YAML_MAP, "',' or '}' is missing", "manca ',' o '}'") \
    X(PHRASE_YAML_TAB, "a tab does not indent; use spaces", "le tabulazioni non fanno rientro: servono spazi") \
    X(PHRASE_YAML_START, "text that begins so needs quotes around it", "un testo che comincia così va fra virgolette") \
    X(PHRASE_YAML_INDENT, "this line does not fit in here; look at its indentation", "questa riga qui non torna: guarda i rientri") \
    X(PHRASE_YAML_ENTRY, "a list cannot begin here", "qui non può cominciare un elenco") \
    X(PHRASE_YAML_END, "it ends before the quotes are closed", "finisce prima che si chiudano le virgolette") \
    X(PHRASE_YAML_ESCAPE, "there is no such escape; a backslash is written twice", "questa sequenza non esiste: la barra inversa si scrive due volte") \
    X(PHRASE_YAML_NAME, "a name must follow '&' or '*'", "dopo '&' o '*' va un nome") \
    X(PHRASE_YAML_CONTROL, "there is a control character", "c'è un carattere di controllo") \
    /* ... is not a date: */ \
    X(PHRASE_NO_MONTH, "there is no such month", "il mese non esiste") \
    X(PHRASE_NO_DAY, "there is no such day in that month", "quel mese non ha quel giorno") \
    X(PHRASE_NO_TIME, "there is no such time of day", "l'ora non esiste") \
    X(PHRASE_NO_ZONE, "a zone is written Z or +01:00", "il fuso si scrive Z o +01:00") \
    X(PHRASE_NO_DATE, "write 2026-02-15 or 2026-02-15T10:30:00+01:00", "si scrive 2026-02-15 o 2026-02-15T10:30:00+01:00") \
    /* ... cannot be a slug: */ \
    X(PHRASE_EMPTY, "it is empty", "è vuoto") \
    X(PHRASE_LONG, "it is too long", "è troppo lungo") \
    X(PHRASE_BACKSLASH, "it has a backslash", "contiene una barra inversa") \
    X(PHRASE_SLASH, "it has a slash", "contiene una barra") \
    X(PHRASE_CONTROL, "it has a control character", "contiene un carattere di controllo") \
    X(PHRASE_LEAVES, "it would leave its place", "uscirebbe dal suo posto") \
    X(PHRASE_QUERY, "it has a '?' or '#', which no file answers to", "contiene '?' o '#', a cui nessun file risponde") \
    X(PHRASE_ENCODED, "its %XX do not stand for plain text", "i suoi %XX non stanno per un testo semplice") \
    X(PHRASE_RESERVED, "names like that are the program's own", "nomi così sono riservati al programma") \
    X(PHRASE_ELSEWHERE, "it is an address of another site", "è l'indirizzo di un altro sito") \
    /* a page is: */ \
    X(PHRASE_PUBLISHED, "published", "pubblicata") \
    X(PHRASE_DRAFT, "a draft", "una bozza") \
    X(PHRASE_FUTURE, "dated later", "datata più avanti") \
    X(PHRASE_EXPIRED, "expired", "scaduta")
/* clang-format on */

typedef enum {
#define PHRASE_ENUM(id, en, it) id,
    DIAG_PHRASES(PHRASE_ENUM)
#undef PHRASE_ENUM
        PHRASE_COUNT
} DiagPhrase;

/* As an argument for diag_add.  It is marked, so that an author's own words,
 * should they be the same, stay as they are. */
Str diag_phrase(DiagPhrase p);

#endif
