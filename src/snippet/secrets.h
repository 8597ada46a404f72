/* secrets.h - what must not be written down. */
#ifndef SNIPPET_SECRETS_H
#define SNIPPET_SECRETS_H

#include "base/buf.h"

/* Finds the first thing in a text that looks like a key: its place within the
 * text, and whose it seems to be ("AWS"). */
bool secret_find(Str text, Str *found, Str *kind);

/* Writes a text with the values of fields that are secret by their name
 * (password, token, client-key-data, Authorization) replaced by REDACTED. */
void secret_redact(Buf *b, Str text);

#endif
