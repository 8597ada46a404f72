/* attributes.h - what stands in braces: {#id .class key=value "two words"}.
 */
#ifndef MARKDOWN_ATTRIBUTES_H
#define MARKDOWN_ATTRIBUTES_H

#include "markdown/markdown.h"

/* What may be said of a thing: the rest is an error, or for code, whose
 * attributes plugins may read, a warning where it looks like a slip. */
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

/* Fills what title, hl and linenos say. */
bool attributes_code(const AttributesReader *r, CodeBlock *code);

#endif
