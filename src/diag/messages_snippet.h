/* messages_snippet.h - what is said about snippets; see messages.h. */
#ifndef DIAG_MESSAGES_SNIPPET_H
#define DIAG_MESSAGES_SNIPPET_H

/* clang-format off */
#define MESSAGES_SNIPPET(X) \
    X(SNIPPET_CLASS_LIKELY, DIAG_WARNING, "likely-class", \
      "the class '{0}' means nothing to the program", \
      "la classe '{0}' non dice nulla al programma") \
    X(SNIPPET_VALUE, DIAG_ERROR, "snippet-value", \
      "'{1}' is not a value for '{0}': it is {2}", \
      "'{1}' non è un valore per '{0}': ci va {2}") \
    X(SNIPPET_ID, DIAG_ERROR, "snippet-id", \
      "'{0}' cannot be the id of a snippet: it has letters a to z, digits, '-' and '_'", \
      "'{0}' non può essere l'id di un frammento: vi stanno lettere da a a z, cifre, '-' e '_'") \
    X(SNIPPET_NO_ID, DIAG_ERROR, "snippet-without-id", \
      "a snippet that is run needs an id: {#name .run}", \
      "un frammento da eseguire ha bisogno di un id: {#nome .run}") \
    X(SNIPPET_LANGUAGE, DIAG_ERROR, "snippet-language", \
      "nothing here runs '{0}'", \
      "qui nulla esegue '{0}'") \
    X(SNIPPET_SESSION, DIAG_ERROR, "snippet-session", \
      "'{0}' has no sessions", \
      "'{0}' non ha sessioni") \
    X(SNIPPET_RUN_ONLY, DIAG_ERROR, "snippet-not-run", \
      "'{0}' is about running, and this block is not run: it has no .run", \
      "'{0}' riguarda l'esecuzione, e questo blocco non è eseguito: non ha .run") \
    X(SNIPPET_OUTPUT_ONLY, DIAG_ERROR, "snippet-not-output", \
      "'{0}' belongs to a block of output", \
      "'{0}' spetta a un blocco di output") \
    X(SNIPPET_CONTRADICTION, DIAG_ERROR, "snippet-contradiction", \
      "'{0}' and '{1}' contradict each other", \
      "'{0}' e '{1}' si contraddicono") \
    X(SNIPPET_PARAM, DIAG_ERROR, "snippet-param", \
      "'{1}', which the reader may replace as '{0}', does not stand in the code", \
      "'{1}', che chi legge può sostituire come '{0}', non compare nel codice") \
    X(SNIPPET_JSON, DIAG_ERROR, "snippet-json", \
      "this is not JSON: here should be {0}", \
      "questo non è JSON: qui ci vuole {0}") \
    X(SNIPPET_JSON_WARNING, DIAG_WARNING, "snippet-json-warning", \
      "this is not JSON: here should be {0}", \
      "questo non è JSON: qui ci vuole {0}") \
    X(SNIPPET_YAML, DIAG_ERROR, "snippet-yaml", \
      "this is not YAML: {0}", \
      "questo non è YAML: {0}") \
    X(SNIPPET_YAML_WARNING, DIAG_WARNING, "snippet-yaml-warning", \
      "this is not YAML: {0}", \
      "questo non è YAML: {0}") \
    X(SNIPPET_TRANSCRIPT, DIAG_ERROR, "snippet-transcript", \
      "this is not a transcript: {0}", \
      "questa non è una trascrizione: {0}") \
    X(SNIPPET_TRANSCRIPT_WARNING, DIAG_WARNING, "snippet-transcript-warning", \
      "this is not a transcript: {0}", \
      "questa non è una trascrizione: {0}") \
    X(SNIPPET_SYNTAX, DIAG_ERROR, "snippet-syntax", \
      "{0} cannot read this: {1}", \
      "{0} non può leggere questo: {1}") \
    X(SNIPPET_SYNTAX_WARNING, DIAG_WARNING, "snippet-syntax-warning", \
      "{0} cannot read this: {1}", \
      "{0} non può leggere questo: {1}") \
    X(SNIPPET_ID_TWICE, DIAG_ERROR, "snippet-id-twice", \
      "there are two snippets '{0}'", \
      "ci sono due frammenti '{0}'") \
    X(SNIPPET_ID_ELSEWHERE, DIAG_ERROR, "snippet-id-elsewhere", \
      "'{0}' is the id of a snippet in another text, of which this is no translation", \
      "'{0}' è l'id di un frammento in un altro testo, di cui questo non è la traduzione") \
    X(SNIPPET_OTHER, DIAG_NOTE, "snippet-other", \
      "the other is here", \
      "l'altro è qui") \
    X(SNIPPET_UNKNOWN, DIAG_ERROR, "snippet-unknown", \
      "there is no snippet '{0}' here", \
      "qui non c'è un frammento '{0}'") \
    X(SNIPPET_OUTPUT_STRAY, DIAG_ERROR, "snippet-output-stray", \
      "this output belongs to nothing: no block of code stands before it", \
      "questo output non è di nulla: non lo precede alcun blocco di codice") \
    X(SNIPPET_OUTPUT_TRANSCRIPT, DIAG_ERROR, "snippet-output-transcript", \
      "a transcript holds its output itself", \
      "una trascrizione contiene già il suo output") \
    X(SNIPPET_OUTPUT_TWICE, DIAG_ERROR, "snippet-output-twice", \
      "this block of code has an output already", \
      "questo blocco di codice ha già un output") \
    X(SNIPPET_NEEDS_TEXT, DIAG_ERROR, "snippet-needs-text", \
      "'{0}' cannot be needed: it is neither run nor a file", \
      "'{0}' non può servire: non è né eseguito né un file") \
    X(SNIPPET_NEEDS_CYCLE, DIAG_ERROR, "snippet-needs-cycle", \
      "'{0}' needs itself: {1}", \
      "'{0}' ha bisogno di se stesso: {1}") \
    X(SNIPPET_NEEDS_HERE, DIAG_NOTE, "snippet-needs-here", \
      "'{0}' needs '{1}'", \
      "'{0}' ha bisogno di '{1}'") \
    X(SNIPPET_NEEDS_MANY, DIAG_ERROR, "snippet-needs-many", \
      "'{0}' needs more than {1} others", \
      "'{0}' ha bisogno di più di {1} altri") \
    X(SNIPPET_SESSION_MIXED, DIAG_ERROR, "snippet-session-mixed", \
      "the session '{0}' is of '{1}', not of '{2}'", \
      "la sessione '{0}' è di '{1}', non di '{2}'") \
    X(SNIPPET_FILE_TWICE, DIAG_ERROR, "snippet-file-twice", \
      "the file '{0}' is written twice where '{1}' runs", \
      "il file '{0}' è scritto due volte dove gira '{1}'") \
    X(SNIPPET_STDIN, DIAG_ERROR, "snippet-stdin", \
      "'{0}' is neither a snippet nor a file of what '{1}' needs", \
      "'{0}' non è né un frammento né un file di ciò di cui '{1}' ha bisogno") \
    X(SNIPPET_PATTERN, DIAG_ERROR, "snippet-pattern", \
      "this is not a regular expression, or one that could take for ever", \
      "questa non è un'espressione regolare, o ne è una che potrebbe non finire mai") \
    X(SNIPPET_TAPE, DIAG_ERROR, "snippet-tape", \
      "there is no tape '{0}', neither beside the text nor in content/tapes/", \
      "non c'è un nastro '{0}', né accanto al testo né in content/tapes/") \
    X(SNIPPET_PARITY_MISSING, DIAG_ERROR, "snippet-parity-missing", \
      "the snippet '{0}' is not in the edition {1}", \
      "il frammento '{0}' non è nell'edizione {1}") \
    X(SNIPPET_PARITY, DIAG_ERROR, "snippet-parity", \
      "the code of '{0}' differs between editions, and not only in comments or in lines given to vary=", \
      "il codice di '{0}' cambia fra le edizioni, e non solo nei commenti o nelle righe date a vary=") \
    X(SNIPPET_PARITY_OPTIONS, DIAG_ERROR, "snippet-parity-options", \
      "the editions of '{0}' are not run alike", \
      "le edizioni di '{0}' non sono eseguite allo stesso modo") \
    X(LOCK_SYNTAX, DIAG_ERROR, "lock-syntax", \
      "here should be {0}; the lock is written by `bifolio snippets`, not by hand", \
      "qui dovrebbe esserci {0}; questo file lo scrive `bifolio snippets`, non si scrive a mano") \
    X(LOCK_VALUE, DIAG_ERROR, "lock-value", \
      "'{1}' is not a value for '{0}'; the lock is written by `bifolio snippets`, not by hand", \
      "'{1}' non è un valore per '{0}'; questo file lo scrive `bifolio snippets`, non si scrive a mano") \
    X(LOCK_TWICE, DIAG_ERROR, "lock-twice", \
      "'{0}' is there twice", \
      "'{0}' c'è due volte") \
    X(LOCK_UNSORTED, DIAG_ERROR, "lock-unsorted", \
      "'{0}' is out of order", \
      "'{0}' è fuori posto") \
    X(LOCK_OTHER, DIAG_NOTE, "lock-other", \
      "'{0}' is here", \
      "'{0}' è qui") \
    X(LOCK_MERGE, DIAG_ERROR, "lock-merge", \
      "a merge was left half done here; take either side, then run `bifolio snippets test`", \
      "qui un'unione è rimasta a metà; scegli una delle due parti, poi esegui `bifolio snippets test`") \
    X(LOCK_MERGE_SIDE, DIAG_NOTE, "lock-merge-side", \
      "the other side begins, or ends, here", \
      "l'altra parte comincia, o finisce, qui") \
    X(SNIPPET_DRIFTED, DIAG_ERROR, "snippet-drifted", \
      "'{0}' is no longer what ran on {1}", \
      "'{0}' non è più ciò che fu eseguito il {1}") \
    X(SNIPPET_DRIFTED_WARNING, DIAG_WARNING, "snippet-drifted-warning", \
      "'{0}' is no longer what ran on {1}", \
      "'{0}' non è più ciò che fu eseguito il {1}") \
    X(SNIPPET_DRIFT_PART, DIAG_NOTE, "snippet-drift-part", \
      "what has changed is {0}", \
      "è cambiato: {0}") \
    X(SNIPPET_NEVER_RUN, DIAG_ERROR, "snippet-never-run", \
      "'{0}' is to be run and never was", \
      "'{0}' è da eseguire e non lo è mai stato") \
    X(LOCK_STALE, DIAG_ERROR, "lock-stale", \
      "there is no snippet '{0}' ({1}) any more", \
      "il frammento '{0}' ({1}) non c'è più") \
    X(ENGINES_LIST, DIAG_ERROR, "engines-list", \
      "is not a list of engines as 'make engines' leaves it", \
      "non è un elenco di motori come lo lascia 'make engines'")
/* clang-format on */

#endif
