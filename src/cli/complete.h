/* complete.h - the command table as shells complete it; private to cli/.
 */
#ifndef CLI_COMPLETE_H
#define CLI_COMPLETE_H

#include "cli/command.h"

void complete_bash(Buf *b, DiagLanguage language);
void complete_fish(Buf *b, DiagLanguage language);
void complete_zsh(Buf *b, DiagLanguage language);

/* "auto|always" -> "auto always" */
void complete_choices(Buf *b, Str choices);

/* "new" of "new site" */
Str complete_first(const Command *command);

/* True if no verb above in the table begins with the same word. */
bool complete_is_first(const Command *all, size_t i);

/* "build new config": every word that may come first. */
void complete_verbs(Buf *b);

/* "site post" for "new"; nothing for verbs of one word. */
Str complete_seconds(Arena *a, Str first);

#endif
