/* document.h - what a Markdown text turned out to hold.
 *
 * Filled by markdown/, read by site/ and templates: the two do not know each
 * other, they share these facts.  Everything lives in the arena of the page.
 */
#ifndef DATA_DOCUMENT_H
#define DATA_DOCUMENT_H

#include "base/map.h"
#include "base/vec.h"
#include "data/value.h"
#include "diag/diag.h"

typedef struct {
    int level; /* 1 .. 6 */
    Str id;    /* unique in the document, never empty */
    Str text;  /* plain */
    Str html;  /* inline HTML, without links, notes and images */
    Span at;
} Heading;

typedef enum { LINK_TEXT, LINK_WIKI, LINK_IMAGE } LinkKind;

typedef struct {
    LinkKind kind;
    Str target;   /* as written, percent-encoding left as it is; of a wikilink
                     the part before '|', "#anchor" included */
    Span at;      /* the target in the source if it can be found there, else the
                     link, else the block that holds it */
    bool refused; /* it is not linked to: its words alone are shown */
} Link;

/* What an author wrote in braces: {#id .class key=value "flag"}. */
typedef struct {
    Str key;
    Str value; /* "" for a bare word */
    Span at;
} Attribute;

typedef struct {
    Str id; /* "" if none */
    Span id_at;
    VEC(Str) classes;       /* without the dot */
    VEC(Span) classes_at;   /* in step with them */
    VEC(Attribute) entries; /* the rest, in order */
} Attributes;

/* Lines [first, last], from 1. */
typedef struct {
    uint32_t first, last;
} LineRange;

/* A fenced or indented block of code. */
typedef struct {
    Str language; /* first word of the info string; "" */
    Str info;     /* the whole info string */
    Str code;     /* ends with a newline unless empty */
    Span at;
    size_t lines;
    bool fenced;
    uint32_t options;      /* lines before the code that held attributes */
    Str title;             /* from title="..." or file="..."; "" */
    bool numbered;         /* linenos */
    uint32_t first_number; /* of the first line; 1, or linenos=N, start=N */
    VEC(LineRange) highlighted; /* hl=3,5-7; as written */
    Attributes attributes;      /* all, title and the like included */
} CodeBlock;

/* {{ name(key=value) }}, or {% name(key=value) %} Markdown {% end %}. */
typedef struct {
    Str name;
    Span name_at;
    Span at;    /* all of it */
    Value args; /* a dict */
    bool block; /* with Markdown within */
} Shortcode;

typedef enum {
    BLOCK_PARAGRAPH,
    BLOCK_HEADING,
    BLOCK_LIST,
    BLOCK_QUOTE,
    BLOCK_CALLOUT,
    BLOCK_CODE,
    BLOCK_TABLE,
    BLOCK_FIGURE,
    BLOCK_RULE,
    BLOCK_HTML,
    BLOCK_SHORTCODE,
} BlockKind;

/* A block at the top level.  Its id is the same in a faithful translation,
 * since it is only counted: "b1", "b2", ... */
typedef struct {
    BlockKind kind;
    Str id;
    Span at;
} Block;

typedef struct {
    VEC(Heading) headings;
    VEC(Link) links;
    VEC(CodeBlock) code;
    VEC(Shortcode) shortcodes;
    VEC(Block) blocks;
    VEC(Str) notes; /* ids of footnotes, in order of first mention */
    VEC(Str) ids;   /* ids given by hand to anything but a heading */
    Map anchors;    /* the ids of headings and those given by hand */
    size_t words;   /* of prose, code apart */
    size_t code_lines;
    bool has_more; /* there is a <!--more--> */
    bool raw_html; /* what the author wrote as HTML is written as it is */
} Document;

/* True if "#id" leads somewhere in the text. */
bool document_has_anchor(const Document *doc, Str id);

/* Every anchor a person may have meant, for suggestions: ids of headings and
 * ids given by hand. */
size_t document_anchors(Arena *a, const Document *doc, const Str **out);

/* What a link leads to, once the site is known. */
typedef struct {
    Str url;           /* to write in href or src; "" writes no link */
    Str text;          /* for a wikilink without text: the page's title */
    Str lang;          /* if the target is in another language, else "" */
    int width, height; /* of an image, 0 if unknown */
    bool external;
    bool broken; /* a diagnostic has been given */
} LinkTarget;

/* Asked for every link and image while HTML is written. */
typedef struct LinkResolver LinkResolver;
struct LinkResolver {
    LinkTarget (*resolve)(LinkResolver *r, Arena *a, const Link *link);
};

/* What is to stand in the page for a code block.  Empty texts: as without. */
typedef struct {
    Str inside;  /* HTML of <code>.  Each line is to be a <span class="l">, with
                    class "hl" added where code_block_highlights. */
    Str whole;   /* HTML instead of the whole figure */
    Str classes; /* of the figure, besides its own */
    Str label;   /* plain, instead of the language's name */
    Str data;    /* attributes of the figure, each behind a blank */
    Str footer;  /* HTML at its end */
    Str before, after; /* HTML around it */
} CodeHtml;

/* Asked for every block of code; false: write it plain.  What it gives lives in
 * `a` or longer. */
typedef struct CodeWriter CodeWriter;
struct CodeWriter {
    bool (*write)(CodeWriter *w, Arena *a, const CodeBlock *code,
                  CodeHtml *out);
};

/* Asked for every shortcode.  `body` is the HTML of the Markdown within.  What
 * it gives lives in `a` or longer; nothing is written where it gives false. */
typedef struct ShortcodeWriter ShortcodeWriter;
struct ShortcodeWriter {
    bool (*write)(ShortcodeWriter *w, Arena *a, const Shortcode *call, Str body,
                  Str *html);
};

/* Where line `n` of the code, from 1, stands in the source: without what a
 * quotation or a list has before it.  The block if that cannot be told. */
Span code_block_line(const CodeBlock *code, const Source *src, size_t n);

/* True if line `n`, from 1, is to stand out. */
bool code_block_highlights(const CodeBlock *code, size_t n);

/* The value under `key`; false if it is not there. */
bool attributes_get(const Attributes *attributes, Str key, Str *value);

#endif
