/* document.h - what a Markdown text turned out to hold.
 *
 * Filled by markdown/, read by site/ and templates: the two do not know each
 * other, they share these facts.
 */
#ifndef DATA_DOCUMENT_H
#define DATA_DOCUMENT_H

#include "base/vec.h"
#include "diag/diag.h"

typedef struct {
    int level;  /* 1 .. 6 */
    Str id;     /* unique in the document, never empty */
    Str text;   /* plain */
    Str html;   /* inline HTML, without links and notes */
    Span at;
} Heading;

typedef enum { LINK_TEXT, LINK_WIKI, LINK_IMAGE } LinkKind;

typedef struct {
    LinkKind kind;
    Str target; /* as written, percent-decoding undone; for a wikilink the
                   name before '|' */
    Span at;    /* the link in the source */
} Link;

/* A fenced block. */
typedef struct {
    Str language; /* first word of the info string; "" */
    Str code;
    Span at;
    size_t lines;
} CodeBlock;

typedef struct {
    VEC(Heading) headings;
    VEC(Link) links;
    VEC(CodeBlock) code;
    VEC(Str) notes;      /* ids of footnotes, in order of first mention */
    size_t words;        /* of prose, code apart */
    size_t code_lines;
    bool has_more;       /* there is a <!--more--> */
} Document;

/* What a link leads to, once the site is known. */
typedef struct {
    Str url;      /* to write in href or src */
    Str text;     /* for a wikilink without text: the page's title */
    Str lang;     /* if the target is in another language, else "" */
    int width, height; /* of an image, 0 if unknown */
    bool external;
    bool broken;  /* a diagnostic has been given */
} LinkTarget;

/* Asked for every link and image while HTML is written. */
typedef struct LinkResolver LinkResolver;
struct LinkResolver {
    LinkTarget (*resolve)(LinkResolver *r, Arena *a, const Link *link);
};

/* Asked for every code block; false: write it plain. */
typedef struct CodeWriter CodeWriter;
struct CodeWriter {
    bool (*write)(CodeWriter *w, Buf *out, Str language, Str info, Str code);
};

#endif
