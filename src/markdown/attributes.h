/* attributes.h - what stands in braces: {#id .class key=value "two words"}.
 */
#ifndef MARKDOWN_ATTRIBUTES_H
#define MARKDOWN_ATTRIBUTES_H

#include "markdown/markdown.h"

/* What may be said of a thing: the rest is an error. */
typedef enum {
    ATTRIBUTES_CODE,
    ATTRIBUTES_HTML,
    ATTRIBUTES_HEADING
} AttributesOf;

/* Where attributes come from and what is said about them. */
typedef struct {
    Arena *arena;
    const Source *src;
    DiagList *d;
    AttributesOf of;
    const MarkdownCode *code; /* of ATTRIBUTES_CODE; or NULL */
} AttributesReader;

/* The length of the braces that `text` begins with, both included, or 0: then
 * it does not begin with '{' or they are not closed on the line.  A '}' in
 * quotes does not close. */
size_t attributes_length(Str text);

/* `text` with its braces.  `at` is where it stands in the source; of a text
 * that is longer there because of escapes the places are only near.  Errors are
 * added to the list; what could be read is in *out. */
bool attributes_parse(const AttributesReader *r, Str text, Span at,
                      Attributes *out);

/* Adds one that was written otherwise, unless its key is in `seen`, which it
 * then is.  False after an error. */
bool attributes_add(const AttributesReader *r, Map *seen, Attribute entry,
                    Attributes *out);

/* ---- attributes_code.c */

/* Takes the lines "#| key: value" off the code, and adds what they say. */
bool attributes_options(const AttributesReader *r, CodeBlock *code);

/* Fills what title, hl and linenos say. */
bool attributes_code(const AttributesReader *r, CodeBlock *code);

#endif
