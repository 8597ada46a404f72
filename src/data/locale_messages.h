/* locale_messages.h - the texts of a locale; private to data/. */
#ifndef DATA_LOCALE_MESSAGES_H
#define DATA_LOCALE_MESSAGES_H

#include "data/locale.h"

/* Of a number in a message, at most. */
enum { LOCALE_DECIMALS = 3 };

typedef struct {
    Str forms[PLURALS]; /* a plain text is in PLURAL_OTHER */
    bool plural;
    const Source *src; /* the theme's file, or the site's own */
    Span at;
} Message;

void message_read(Arena *a, const Source *src, const Node *n, DiagList *d,
                  Map *into);

Str plural_name(Plural p);

#endif
