/* messages_runner.h - what is said of snippets that run; see messages.h. */
#ifndef DIAG_MESSAGES_RUNNER_H
#define DIAG_MESSAGES_RUNNER_H

/* clang-format off */
#define MESSAGES_RUNNER(X) \
    X(RUN_NO_SANDBOX, DIAG_ERROR, "no-sandbox", \
      "there is no sandbox, and nothing is run without one: bubblewrap (bwrap) is not installed", \
      "non c'è una sandbox, e senza nulla viene eseguito: bubblewrap (bwrap) non è installato") \
    X(RUN_SANDBOX_FAILS, DIAG_ERROR, "sandbox-fails", \
      "there is no sandbox, and nothing is run without one: bubblewrap says '{0}'", \
      "non c'è una sandbox, e senza nulla viene eseguito: bubblewrap dice '{0}'") \
    X(RUN_WITHOUT, DIAG_NOTE, "sandbox-without", \
      "--sandbox=none runs them with all that you may do yourself", \
      "--sandbox=none li esegue con tutto ciò che puoi fare tu stesso") \
    X(RUN_START, DIAG_ERROR, "run-start", \
      "'{0}' cannot be run: {1}", \
      "'{0}' non si può eseguire: {1}") \
    X(RUN_MISSING, DIAG_ERROR, "run-missing", \
      "'{0}' needs the program '{1}', which is not here", \
      "a '{0}' serve il programma '{1}', che qui non c'è") \
    X(RUN_MISSING_TOOL, DIAG_ERROR, "run-missing-tool", \
      "the program '{0}' is not here, and snippets need it", \
      "il programma '{0}' non c'è, e serve ai frammenti") \
    X(RUN_SESSION_CUT, DIAG_ERROR, "run-session-cut", \
      "'{0}' needs a block of the session '{1}', which goes on after it", \
      "a '{0}' serve un blocco della sessione '{1}', che continua dopo") \
    X(RUN_LATE, DIAG_ERROR, "run-late", \
      "'{0}' was stopped: it did not end within {1} s", \
      "'{0}' è stato fermato: non è finito entro {1} s") \
    X(RUN_FLOODED, DIAG_ERROR, "run-flooded", \
      "'{0}' was stopped: it printed more than {1} KB", \
      "'{0}' è stato fermato: ha stampato più di {1} KB") \
    X(RUN_HEAVY, DIAG_ERROR, "run-heavy", \
      "'{0}' was stopped: it held more than {1} GB of memory", \
      "'{0}' è stato fermato: occupava più di {1} GB di memoria") \
    X(RUN_KILLED, DIAG_ERROR, "run-killed", \
      "'{0}' was ended by signal {1}", \
      "'{0}' è stato terminato dal segnale {1}") \
    X(RUN_STOPPED, DIAG_ERROR, "run-stopped", \
      "'{0}' was stopped", \
      "'{0}' è stato fermato") \
    X(RUN_INTERRUPTED, DIAG_ERROR, "run-interrupted", \
      "interrupted: not all of them have run, and nothing was written", \
      "interrotto: non tutti sono stati eseguiti, e nulla è stato scritto") \
    X(RUN_STATUS, DIAG_ERROR, "run-status", \
      "'{0}' ended with status {1}, not {2}", \
      "'{0}' è finito con lo stato {1}, non {2}") \
    X(RUN_NO_FAILURE, DIAG_ERROR, "run-no-failure", \
      "'{0}' was to fail, and did not", \
      "'{0}' doveva fallire, e non ha fallito") \
    X(RUN_NOT_REACHED, DIAG_ERROR, "run-not-reached", \
      "'{0}' did not run: what came before it ended everything", \
      "'{0}' non è stato eseguito: ciò che lo precede ha chiuso tutto") \
    X(RUN_SAID, DIAG_NOTE, "run-said", \
      "it printed: {0}", \
      "ha stampato: {0}") \
    X(RUN_FOR, DIAG_NOTE, "run-for", \
      "it was run because '{0}' needs it", \
      "è stato eseguito perché serve a '{0}'") \
    X(RUN_LEFT, DIAG_ERROR, "run-left", \
      "'{0}' leaves a process behind: {1}", \
      "'{0}' lascia un processo in esecuzione: {1}") \
    X(RUN_TAPE_UNKNOWN, DIAG_ERROR, "run-tape-unknown", \
      "the tape '{0}' has no call: {1}", \
      "il nastro '{0}' non ha la chiamata: {1}") \
    X(RUN_TAPE_SPENT, DIAG_ERROR, "run-tape-spent", \
      "the tape '{0}' has no further answer for: {1}", \
      "il nastro '{0}' non ha altre risposte per: {1}") \
    X(RUN_PATTERN, DIAG_ERROR, "run-pattern", \
      "'{0}' is not a regular expression that can be used here", \
      "'{0}' non è un'espressione regolare utilizzabile qui") \
    X(RUN_OUTPUT, DIAG_ERROR, "run-output", \
      "'{0}' prints something else", \
      "'{0}' stampa altro") \
    X(ENGINE_NONE, DIAG_ERROR, "engine-none", \
      "there are no engines in '{0}': 'make engines' fetches them", \
      "non ci sono motori in '{0}': li procura 'make engines'") \
    X(ENGINE_START, DIAG_ERROR, "engine-start", \
      "the engines cannot be asked: node says '{0}'", \
      "non si possono interrogare i motori: node dice '{0}'") \
    X(ENGINE_OTHER, DIAG_WARNING, "engine-other", \
      "'{0}' is not offered to readers: {1} prints something else", \
      "'{0}' non è offerto a chi legge: {1} stampa altro") \
    X(ENGINE_CHANGED, DIAG_ERROR, "engine-changed", \
      "readers are told that {1} prints what '{0}' does, and it prints something else", \
      "a chi legge si dice che {1} stampa ciò che stampa '{0}', e invece stampa altro") \
    X(RUN_CHANGED, DIAG_ERROR, "run-changed", \
      "'{0}' prints something else than on {1}", \
      "'{0}' stampa altro rispetto al {1}") \
    X(RUN_UNKNOWN, DIAG_ERROR, "run-unknown", \
      "there is no snippet '{0}'", \
      "non c'è un frammento '{0}'") \
    X(RUN_NOT_MARKED, DIAG_ERROR, "run-not-marked", \
      "'{0}' is not to be run: it has no .run", \
      "'{0}' non è da eseguire: non ha .run") \
    X(RECORD_NO_TOOL, DIAG_ERROR, "record-no-tool", \
      "'{0}' does not say which tool it uses: tool=NAME, or --tool NAME", \
      "'{0}' non dice quale strumento usa: tool=NOME, oppure --tool NOME") \
    X(RECORD_NO_TAPE, DIAG_ERROR, "record-no-tape", \
      "'{0}' does not say how the tape is called: --tape NAME", \
      "'{0}' non dice come si chiama il nastro: --tape NOME") \
    X(RECORD_NONE, DIAG_ERROR, "record-none", \
      "'{0}' called none of: {1}", \
      "'{0}' non ha chiamato nessuno di: {1}") \
    X(RECORD_MISSING, DIAG_ERROR, "record-missing", \
      "there is no '{0}' here to be recorded", \
      "qui non c'è '{0}' da registrare") \
    X(RECORD_BINARY, DIAG_ERROR, "record-binary", \
      "what '{0}' printed is not text, and cannot stand on a tape", \
      "ciò che '{0}' ha stampato non è testo, e non può stare su un nastro") \
    X(RECORD_SECRET, DIAG_ERROR, "record-secret", \
      "nothing was recorded: what '{0}' took or printed holds something that looks like a secret ({1})", \
      "nulla è stato registrato: ciò che '{0}' ha ricevuto o stampato contiene qualcosa che sembra un segreto ({1})")
/* clang-format on */

#endif
