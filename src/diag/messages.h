/* messages.h - every message there is, as one enumeration.
 *
 * To add one: a row in the catalogue of its subject, and a case in
 * tests/diag/.  A row is X(ID, LEVEL, "code-name", "English", "Italiano").
 * Codes are stable: people put them into configuration and search engines.
 * No full stop at the end, no capital at the start, names in 'quotes'.
 */
#ifndef DIAG_MESSAGES_H
#define DIAG_MESSAGES_H

#include "diag/messages_build.h"
#include "diag/messages_cli.h"
#include "diag/messages_data.h"
#include "diag/messages_markdown.h"
#include "diag/messages_plugin.h"
#include "diag/messages_runner.h"
#include "diag/messages_serve.h"
#include "diag/messages_site.h"
#include "diag/messages_snippet.h"
#include "diag/messages_tape.h"
#include "diag/messages_template.h"

#define DIAG_MESSAGES(X)                                                       \
    MESSAGES_DATA(X)                                                           \
    MESSAGES_SITE(X)                                                           \
    MESSAGES_MARKDOWN(X)                                                       \
    MESSAGES_SNIPPET(X)                                                        \
    MESSAGES_TAPE(X)                                                           \
    MESSAGES_RUNNER(X)                                                         \
    MESSAGES_PLUGIN(X)                                                         \
    MESSAGES_TEMPLATE(X)                                                       \
    MESSAGES_BUILD(X)                                                          \
    MESSAGES_SERVE(X)                                                          \
    MESSAGES_CLI(X)

typedef enum {
#define DIAG_ENUM(id, level, name, en, it) id,
    DIAG_MESSAGES(DIAG_ENUM)
#undef DIAG_ENUM
        DIAG_COUNT
} DiagCode;

#endif
