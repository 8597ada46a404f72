/* said.h - messages, kept to be said again.
 */
#ifndef BUILD_SAID_H
#define BUILD_SAID_H

#include "build/state.h"

/* Adds all from `first` on.  Everything is borrowed. */
void said_keep(Said *said, Arena *a, const Diag *first);

/* Says them; nothing of `said` is needed after. */
void said_repeat(const Said *said, DiagList *d);

#endif
