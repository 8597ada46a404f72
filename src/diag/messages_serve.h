/* messages_serve.h - what is said about serving; see messages.h. */
#ifndef DIAG_MESSAGES_SERVE_H
#define DIAG_MESSAGES_SERVE_H

/* clang-format off */
#define MESSAGES_SERVE(X) \
    X(SERVE_NO_PORT, DIAG_ERROR, "cannot-listen", \
      "cannot listen at '{0}', port {1}: {2}", \
      "non riesco ad ascoltare su '{0}', porta {1}: {2}") \
    X(SERVE_PORT_TAKEN, DIAG_WARNING, "port-taken", \
      "port {0} is taken; this is {1}", \
      "la porta {0} è occupata; questa è la {1}") \
    X(SERVE_PORT_HOLDER, DIAG_NOTE, "port-holder", \
      "by '{0}', process {1}", \
      "da '{0}', processo {1}") \
    X(SERVE_NOT_LOOPBACK, DIAG_WARNING, "not-loopback", \
      "whoever can reach '{0}' over the network sees this site, drafts included", \
      "chi raggiunge '{0}' attraverso la rete vede questo sito, bozze comprese") \
    X(SERVE_NO_SERVER, DIAG_ERROR, "no-server", \
      "the server cannot be started", \
      "non riesco ad avviare il server") \
    X(SERVE_POLL_REMOTE, DIAG_WARNING, "polling-remote", \
      "the site is in a network folder: changes are looked for four times a second", \
      "il sito è in una cartella di rete: le modifiche si cercano quattro volte al secondo") \
    X(SERVE_POLL_REFUSED, DIAG_WARNING, "polling", \
      "the system does not tell of changes: they are looked for four times a second", \
      "il sistema non avvisa delle modifiche: si cercano quattro volte al secondo")
/* clang-format on */

#endif
