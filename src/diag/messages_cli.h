/* messages_cli.h - what is said about the command line; see messages.h. */
#ifndef DIAG_MESSAGES_CLI_H
#define DIAG_MESSAGES_CLI_H

/* clang-format off */
#define MESSAGES_CLI(X) \
    X(CLI_SEE_HELP, DIAG_NOTE, "see-help", \
      "'{0}' says more", \
      "'{0}' dice di più") \
    X(CLI_UNKNOWN_VERB, DIAG_ERROR, "unknown-verb", \
      "there is no verb '{0}'", \
      "il verbo '{0}' non esiste") \
    X(CLI_VERB_PART, DIAG_ERROR, "verb-incomplete", \
      "'{0}' is followed by one of: {1}", \
      "dopo '{0}' va uno fra: {1}") \
    X(CLI_UNKNOWN_OPTION, DIAG_ERROR, "unknown-option", \
      "'{0}' has no option '{1}'", \
      "'{0}' non ha un'opzione '{1}'") \
    X(CLI_AMBIGUOUS_OPTION, DIAG_ERROR, "ambiguous-option", \
      "'{0}' could be any of: {1}", \
      "'{0}' potrebbe essere una qualsiasi fra: {1}") \
    X(CLI_VALUE_MISSING, DIAG_ERROR, "value-missing", \
      "the option '{0}' needs a value: {1}", \
      "l'opzione '{0}' vuole un valore: {1}") \
    X(CLI_VALUE_EXTRA, DIAG_ERROR, "value-not-wanted", \
      "the option '{0}' takes no value", \
      "l'opzione '{0}' non vuole un valore") \
    X(CLI_VALUE_NUMBER, DIAG_ERROR, "value-not-number", \
      "'{0}' takes a whole number above zero, not '{1}'", \
      "'{0}' vuole un numero intero maggiore di zero, non '{1}'") \
    X(CLI_VALUE_DATE, DIAG_ERROR, "value-not-date", \
      "'{0}' takes a date such as 2026-02-15 or 2026-02-15T10:30:00+01:00, not '{1}'", \
      "'{0}' vuole una data come 2026-02-15 o 2026-02-15T10:30:00+01:00, non '{1}'") \
    X(CLI_VALUE_CHOICE, DIAG_ERROR, "value-not-known", \
      "'{0}' takes one of {2}, not '{1}'", \
      "'{0}' vuole uno fra {2}, non '{1}'") \
    X(CLI_ARGUMENT_MISSING, DIAG_ERROR, "argument-missing", \
      "'{0}' needs {1}", \
      "a '{0}' manca {1}") \
    X(CLI_ARGUMENT_EXTRA, DIAG_ERROR, "argument-extra", \
      "'{0}' has no use for '{1}'", \
      "'{0}' non sa che fare di '{1}'") \
    X(CLI_ARGUMENT_UTF8, DIAG_ERROR, "argument-not-utf8", \
      "argument {0} is not valid UTF-8", \
      "l'argomento {0} non è UTF-8 valido") \
    X(CLI_NO_FOLDER, DIAG_ERROR, "no-folder", \
      "'{0}' is not a folder", \
      "'{0}' non è una cartella") \
    X(CLI_FOLDER_UNREADABLE, DIAG_ERROR, "folder-unreadable", \
      "'{0}' cannot be read: {1}", \
      "'{0}' non si può leggere: {1}") \
    X(CLI_FOLDER_NOT_EMPTY, DIAG_ERROR, "folder-not-empty", \
      "'{0}' is not empty; a new site begins in an empty folder", \
      "'{0}' non è vuota; un sito nuovo comincia in una cartella vuota") \
    X(CLI_FILE_EXISTS, DIAG_ERROR, "file-exists", \
      "'{0}' is there already", \
      "'{0}' c'è già") \
    X(CLI_NO_LAYOUT, DIAG_ERROR, "layout-unknown", \
      "the theme '{0}' has no '{1}'", \
      "il tema '{0}' non ha '{1}'") \
    X(CLI_NO_PLUGIN, DIAG_ERROR, "plugin-unknown", \
      "there is no plugin '{0}' in plugins/", \
      "in plugins/ non c'è un plugin '{0}'") \
    X(CLI_NO_ADDRESS, DIAG_ERROR, "address-unknown", \
      "the site has nothing at '{0}'", \
      "il sito non ha nulla a '{0}'") \
    X(CLI_TITLE_EMPTY, DIAG_ERROR, "title-without-letters", \
      "no file name can be made of the title '{0}'", \
      "dal titolo '{0}' non si può ricavare un nome di file") \
    X(CLI_LANGUAGE, DIAG_ERROR, "language-not-known", \
      "the program does not know the language '{0}'", \
      "il programma non conosce la lingua '{0}'") \
    X(CLI_EPOCH, DIAG_ERROR, "bad-epoch", \
      "SOURCE_DATE_EPOCH is a number of seconds, not '{0}'", \
      "SOURCE_DATE_EPOCH è un numero di secondi, non '{0}'") \
    X(CLI_PORT, DIAG_ERROR, "bad-port", \
      "ports go up to 65535: there is no {0}", \
      "le porte arrivano a 65535: non c'è la {0}") \
    X(CLI_STDIN_TWICE, DIAG_ERROR, "stdin-twice", \
      "standard input can be read only once", \
      "lo standard input si può leggere una volta sola") \
    X(CLI_DATA_NOT_OBJECT, DIAG_ERROR, "data-not-object", \
      "the variables are a JSON object of names and values", \
      "le variabili sono un oggetto JSON di nomi e valori")
/* clang-format on */

#endif
