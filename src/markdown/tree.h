/* tree.h - the text as a tree, as small as rendering needs it.
 *
 * Made from cmark's by convert.c, never changed after markdown_parse.  A
 * node's text lives in the page's arena.
 */
#ifndef MARKDOWN_TREE_H
#define MARKDOWN_TREE_H

#include "markdown/markdown.h"

typedef enum {
    MD_PARAGRAPH,
    MD_HEADING, /* level, index */
    MD_LIST,    /* ordered, tight, index: first number */
    MD_ITEM,    /* task, checked */
    MD_QUOTE,
    MD_CALLOUT,    /* level: CalloutKind; an own title is the first child */
    MD_TITLE,      /* of a callout */
    MD_CODE_BLOCK, /* index */
    MD_TABLE,
    MD_ROW,    /* header */
    MD_CELL,   /* header, level: its alignment, 'l', 'c', 'r' or 0 */
    MD_FIGURE, /* its first child is the image; text: the caption */
    MD_RULE,
    MD_HTML_BLOCK, /* text */
    MD_MORE,
    MD_CALLS, /* shortcodes that stand alone, in place of a paragraph */
    MD_NOTE,  /* index: number from 1; part: how often mentioned; text: label */

    MD_TEXT, /* text */
    MD_SOFTBREAK,
    MD_LINEBREAK,
    MD_CODE, /* text */
    MD_HTML, /* text */
    MD_EMPH,
    MD_STRONG,
    MD_STRIKE,
    MD_LINK,  /* index; text: title, or of a wikilink without children its name
               */
    MD_IMAGE, /* index; text: title */
    MD_SPAN,
    MD_SHORTCODE,     /* index; its children are blocks */
    MD_SHORTCODE_END, /* only while converting */
    MD_NOTE_REF, /* index: number from 1; part: which mention; text: label */
} MdKind;

typedef enum {
    CALLOUT_NOTE,
    CALLOUT_TIP,
    CALLOUT_IMPORTANT,
    CALLOUT_WARNING,
    CALLOUT_CAUTION,
    CALLOUTS
} CalloutKind;

struct MdNode {
    uint8_t kind;  /* MdKind */
    uint8_t level; /* of a heading; else as MdKind says */
    bool ordered : 1, tight : 1, task : 1, checked : 1, header : 1;
    bool more : 1;  /* <!--more--> stood within this block */
    bool bare : 1;  /* MD_LINK: its text is its address */
    uint32_t index; /* in Document.headings, links or code, or a number */
    uint32_t part;
    uint32_t block; /* 1 + index in Document.blocks, at the top level; else 0 */
    MdNode *first, *next;
    Str text;
    const Attributes *attributes; /* NULL if there are none */
};

/* The deepest tree there is; what is nested deeper is refused. */
enum { MD_MAX_DEPTH = 100 };

/* True for nodes that hold inline ones. */
bool md_is_leaf_block(const MdNode *n);

#endif
