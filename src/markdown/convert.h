/* convert.h - from cmark's tree to ours: what its parts share.
 *
 *   blocks.c     the blocks, and the way through them
 *   inlines.c    what stands in a paragraph
 *   additions.c  wikilinks, spans and attributes, which cmark reads as text
 *   shortcodes.c calls, and where they stand
 *   calls.c what is written in them
 *   facts.c ids, words, and the like, for the Document
 *   place.c      where things stand in the source
 */
#ifndef MARKDOWN_CONVERT_H
#define MARKDOWN_CONVERT_H

#include "markdown/attributes.h"
#include "markdown/tree.h"

#include <cmark-gfm.h>

typedef enum { CALL_INLINE, CALL_BLOCK, CALL_END } CallKind;

/* A shortcode in the source, before it is known what it stands in. */
typedef struct {
    Span at;
    CallKind kind;
} FoundCall;

/* One conversion.  `a` keeps the result; `scratch` dies with it. */
typedef struct {
    Arena *a, *scratch;
    const MarkdownInput *in;
    DiagList *d;
    MarkdownDoc *out;

    VEC(uint32_t) lines; /* where each line of the body starts */
    Span block;          /* the block we are in */
    uint32_t cursor;     /* what we look for next is not before this */
    int escapes;         /* the block holds "\[": 1, not: 0, not known: -1 */

    size_t misses; /* what was looked for and not found */

    size_t depth;
    bool too_deep; /* has been said */
    bool in_link;  /* no links within links */
    bool more;     /* <!--more--> was met within the block */

    VEC(FoundCall) calls;   /* that were hidden from cmark */
    VEC(MdNode *) notes;    /* in order of number */
    VEC(MdNode *) headings; /* in step with facts.headings */
    Map ids;                /* id -> IdUse, see facts.c */
} Converter;

/* Children in the making. */
typedef struct {
    MdNode *first, **end;
    bool special; /* a text holds '[' or '{' */
} NodeList;

/* Blocks of one level, of which some may stand in a shortcode. */
typedef struct {
    MdNode *node;
    NodeList children;
} OpenCall;
typedef struct {
    NodeList blocks;
    VEC(OpenCall) open;
} BlockList;

void list_add(NodeList *list, MdNode *n);
MdNode *node_new(Converter *c, MdKind kind);

/* ---- blocks.c */

/* Fills c->out from the root of cmark's tree. */
void convert_document(Converter *c, cmark_node *root);

/* True while we may go one level down, where depth_leave must follow; else the
 * error has been added. */
bool depth_enter(Converter *c);
void depth_leave(Converter *c);

/* ---- inlines.c */

/* The children of a paragraph or the like, additions made. */
MdNode *convert_inlines(Converter *c, cmark_node *parent);

/* A copy of a text of cmark's, shortcodes put back. */
Str restored(Converter *c, const char *text);

/* True for <!--more-->. */
bool html_is_more(Str html);
bool html_is_comment(Str html);
/* What the policy makes of raw HTML; NULL for nothing.  `block`: a block. */
MdNode *convert_html(Converter *c, Str html, bool block);

/* ---- additions.c */

/* Finds wikilinks, spans and attributes among siblings. */
MdNode *make_additions(Converter *c, MdNode *first);

/* Takes {...} off the end of a heading. */
void take_heading_attributes(Converter *c, MdNode *heading);

/* Fills the facts of a code block from its info string. */
void read_info(Converter *c, CodeBlock *code);

AttributesReader attributes_reader(const Converter *c, AttributesOf of);

/* ---- shortcodes.c and calls.c */

/* The body, with every shortcode replaced by what cmark leaves alone. */
Str shortcodes_hide(Converter *c);
/* A text of cmark's in which they are put back. */
Str shortcodes_restore(Converter *c, Str s);
/* Adds a text, as nodes of `kind`, and the shortcodes in it. */
void shortcodes_split(Converter *c, NodeList *list, MdKind kind, Str text);
/* The node of an HTML block that hides one; NULL: it hides none. */
MdNode *shortcode_block(Converter *c, Str html);
/* Makes a paragraph of nothing but shortcodes what it is. */
void look_for_calls(MdNode *paragraph);
/* Adds a block, and returns what is complete at this level, or NULL. */
MdNode *blocks_add(Converter *c, BlockList *list, MdNode *n);
/* Errors for what is still open. */
void blocks_end(Converter *c, BlockList *list);
/* Reads name and arguments of one whose place is known. */
void read_call(Converter *c, Shortcode *call);

/* ---- facts.c */

/* Claims an id given by hand; an error if it is taken. */
void claim_id(Converter *c, Str id, Span at);
/* Counts the words of a block that holds text. */
void count_words(Converter *c, const MdNode *block);
/* The text without its marks. */
void put_plain(Buf *out, const MdNode *first);
/* Gives every heading its id and fills the facts about it. */
void finish_headings(Converter *c);
/* Numbers the blocks of the top level. */
void number_blocks(Converter *c, MdNode *n, Span at);
void reserve_ids(Converter *c);

/* ---- place.c */

void find_lines(Converter *c);
/* The offset in the source of cmark's line and column, both from 1. */
uint32_t place_offset(const Converter *c, int line, int column);
Span place_block(const Converter *c, cmark_node *node);
/* The next place of a text within the block, behind which the cursor then
 * stands; false if it is not near. */
bool place_find(Converter *c, Str text, Span *at);
/* The place of a link's target if it can be told; *end is where the cursor
 * belongs once the link's text has been read. */
Span place_link(Converter *c, cmark_node *node, Str target, uint32_t *end);
/* True if `text`, which begins with '[', is one that was escaped. */
bool place_is_escaped(Converter *c, Str text, Span *at);
/* True if `braces`, which begins with '{', is one that was escaped. */
bool place_braces_are_escaped(Converter *c, Str braces);

#endif
