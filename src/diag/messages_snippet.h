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
      "'{1}', che chi legge può sostituire come '{0}', non compare nel codice")
/* clang-format on */

#endif
