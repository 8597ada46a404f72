/* messages_plugin.h - what is said about plugins; see messages.h. */
#ifndef DIAG_MESSAGES_PLUGIN_H
#define DIAG_MESSAGES_PLUGIN_H

/* clang-format off */
#define MESSAGES_PLUGIN(X) \
    X(PLUGIN_MISSING, DIAG_ERROR, "plugin-missing", \
      "there is no plugin '{0}': neither plugins/{0}.lua nor plugins/{0}/init.lua", \
      "non c'è un plugin '{0}': né plugins/{0}.lua né plugins/{0}/init.lua") \
    X(PLUGIN_TWICE, DIAG_ERROR, "plugin-twice", \
      "the plugin '{0}' is listed twice", \
      "il plugin '{0}' è elencato due volte") \
    X(PLUGIN_SYNTAX, DIAG_ERROR, "plugin-syntax", \
      "plugin '{0}': {1}", \
      "plugin '{0}': {1}") \
    X(PLUGIN_ERROR, DIAG_ERROR, "plugin-error", \
      "plugin '{0}': {1}", \
      "plugin '{0}': {1}") \
    X(PLUGIN_WARNING, DIAG_WARNING, "plugin-warning", \
      "plugin '{0}': {1}", \
      "plugin '{0}': {1}") \
    X(PLUGIN_STEPS, DIAG_ERROR, "plugin-steps", \
      "plugin '{0}': stopped after {1} million steps; does it run for ever?", \
      "plugin '{0}': fermato dopo {1} milioni di passi; gira senza fine?") \
    X(PLUGIN_MEMORY, DIAG_ERROR, "plugin-memory", \
      "plugin '{0}': wants more than the {1} MB of memory it may have", \
      "plugin '{0}': vuole più dei {1} MB di memoria che può avere") \
    X(PLUGIN_TIME, DIAG_ERROR, "plugin-time", \
      "plugin '{0}': stopped, for it took more than {1} seconds", \
      "plugin '{0}': fermato, perché ci metteva più di {1} secondi") \
    X(PLUGIN_RESULT, DIAG_ERROR, "plugin-result", \
      "plugin '{0}': {1} should return {2}, not {3}", \
      "plugin '{0}': {1} dovrebbe restituire {2}, non {3}") \
    X(PLUGIN_SHAPE, DIAG_ERROR, "plugin-shape", \
      "plugin '{0}': '{1}' should be {2}, not {3}", \
      "plugin '{0}': '{1}' dovrebbe essere {2}, non {3}") \
    X(PLUGIN_UNKNOWN_KEY, DIAG_ERROR, "plugin-unknown-key", \
      "plugin '{0}': the table that it returns has an unknown key '{1}'", \
      "plugin '{0}': la tabella che restituisce ha una chiave sconosciuta '{1}'") \
    X(PLUGIN_UNKNOWN_HOOK, DIAG_ERROR, "plugin-unknown-hook", \
      "plugin '{0}': there is no hook '{1}'", \
      "plugin '{0}': non c'è un hook '{1}'") \
    X(PLUGIN_CHANGE, DIAG_ERROR, "plugin-change", \
      "plugin '{0}': the hook '{1}' cannot change '{2}'", \
      "plugin '{0}': l'hook '{1}' non può cambiare '{2}'") \
    X(PLUGIN_ROUTE, DIAG_ERROR, "plugin-route", \
      "plugin '{0}': '{1}' is no path for a file of the site", \
      "plugin '{0}': '{1}' non è il percorso di un file del sito") \
    X(PLUGIN_ROUTE_TAKEN, DIAG_ERROR, "plugin-route-taken", \
      "plugin '{0}': '{1}' is taken by another file of the site", \
      "plugin '{0}': '{1}' è già occupato da un altro file del sito") \
    X(PLUGIN_UNKNOWN_NEED, DIAG_ERROR, "plugin-unknown-need", \
      "plugin '{0}': nothing can be needed by the name '{1}'", \
      "plugin '{0}': non c'è nulla da chiedere con il nome '{1}'") \
    X(PLUGIN_UNDECLARED, DIAG_ERROR, "plugin-undeclared", \
      "plugin '{0}': bifolio.{1}('{2}') is not among what the plugin says that it needs", \
      "plugin '{0}': bifolio.{1}('{2}') non è fra ciò che il plugin dice di chiedere") \
    X(PLUGIN_DECLARE, DIAG_NOTE, "plugin-declare", \
      "write in the table that it returns: {0}", \
      "scrivi nella tabella che restituisce: {0}") \
    X(PLUGIN_UNGRANTED, DIAG_ERROR, "plugin-ungranted", \
      "plugin '{0}': bifolio.{1}('{2}') is not granted by the configuration", \
      "plugin '{0}': bifolio.{1}('{2}') non è concesso dalla configurazione") \
    X(PLUGIN_GRANT, DIAG_NOTE, "plugin-grant", \
      "to grant it, write here: {0}", \
      "per concederlo, scrivi qui: {0}") \
    X(PLUGIN_NAME_TAKEN, DIAG_ERROR, "plugin-name-taken", \
      "plugin '{0}': the plugin '{2}' has a {1} '{3}' too", \
      "plugin '{0}': anche il plugin '{2}' ha un {1} '{3}'") \
    X(PLUGIN_OPTION_UNKNOWN, DIAG_ERROR, "plugin-option-unknown", \
      "the plugin '{0}' has no option '{1}'", \
      "il plugin '{0}' non ha un'opzione '{1}'") \
    X(PLUGIN_OPTION_KIND, DIAG_ERROR, "plugin-option-kind", \
      "the option '{1}' of the plugin '{0}' should be {2}, not {3}", \
      "l'opzione '{1}' del plugin '{0}' dovrebbe essere {2}, non {3}") \
    X(PLUGIN_TEST_DIFFERS, DIAG_ERROR, "plugin-test-differs", \
      "plugin '{0}': the test '{1}' gives something else here", \
      "plugin '{0}': la prova '{1}' qui dà qualcosa di diverso") \
    X(PLUGIN_TEST_MISSING, DIAG_ERROR, "plugin-test-missing", \
      "plugin '{0}': the test '{1}' gives this, and nothing says that it should; 'bifolio plugin test {0} --update' does", \
      "plugin '{0}': la prova '{1}' dà questo file, e nulla dice che debba; lo dice 'bifolio plugin test {0} --update'") \
    X(PLUGIN_TEST_NOT_MADE, DIAG_ERROR, "plugin-test-not-made", \
      "plugin '{0}': the test '{1}' should give this file, and does not", \
      "plugin '{0}': la prova '{1}' dovrebbe dare questo file, e non lo dà") \
    X(PLUGIN_TEST_STRAY, DIAG_ERROR, "plugin-test-stray", \
      "plugin '{0}': this file belongs to no test; a test is NAME.md with NAME.html, or a site NAME/ with NAME/expect/", \
      "plugin '{0}': questo file non appartiene a nessuna prova; una prova è NOME.md con NOME.html, o un sito NOME/ con NOME/expect/") \
    X(PLUGIN_TEST_EMPTY, DIAG_ERROR, "plugin-test-empty", \
      "plugin '{0}': the test '{1}' expects nothing; make an empty file in {2}/ for each that is to be compared, and 'bifolio plugin test {0} --update' fills them", \
      "plugin '{0}': la prova '{1}' non si aspetta nulla; metti in {2}/ un file vuoto per ognuno da confrontare, e 'bifolio plugin test {0} --update' li riempie") \
    X(PLUGIN_TEST_UNLISTED, DIAG_ERROR, "plugin-test-unlisted", \
      "the site of the test does not list the plugin '{0}'", \
      "il sito della prova non elenca il plugin '{0}'") \
    X(PLUGIN_FRAME, DIAG_NOTE, "plugin-frame", \
      "called from here", \
      "chiamato da qui") \
    X(PLUGIN_ASKED_HERE, DIAG_NOTE, "plugin-asked-here", \
      "which was asked for here", \
      "a chiederlo è questo punto") \
    X(PLUGIN_FOR_PAGE, DIAG_NOTE, "plugin-for-page", \
      "while making '{0}'", \
      "mentre si produceva '{0}'")
/* clang-format on */

#endif
