/* html.h - writing the tree as HTML: what its parts share.
 *
 *   html.c         blocks
 *   html_inline.c  what stands in them
 *   html_calls.c   shortcodes
 *   html_code.c    code blocks
 *   html_plain.c   GFM alone, as cmark-gfm writes it
 */
#ifndef MARKDOWN_HTML_H
#define MARKDOWN_HTML_H

#include "markdown/tree.h"

typedef struct {
    Buf *out;
    Arena *scratch;
    const MarkdownDoc *doc;
    const MarkdownRender *r;
    const MarkdownLabels *labels;
    bool in_header; /* of a table */
    bool no_links;  /* of a heading in the contents list: no links, notes,
                       images */
} Html;

/* ---- escape, as cmark does: & < > " */
void html_put_text(Buf *out, Str text);
/* An address, percent-encoded where it must be. */
void html_put_url(Buf *out, Str url);
/* A line's end, unless one was just written. */
void html_cr(Buf *out);
/* `label` with "{}" replaced, as attribute value or text. */
void html_put_label(Buf *out, Str label, Str value);

/* ---- html.c */
void html_put_blocks(Html *h, const MdNode *first);
/* Id, classes and the rest.  `own` is a class of ours, or "". */
void html_put_attributes(Html *h, const Attributes *attributes, Str own);
/* id="b1" data-b */
void html_put_block_mark(Html *h, const MdNode *n);

/* ---- html_inline.c */
void html_put_inlines(Html *h, const MdNode *first);
void html_put_image(Html *h, const MdNode *n, bool in_figure);
/* The back links of a note. */
void html_put_back_links(Html *h, const MdNode *note);
/* A heading as it stands in a contents list. */
void html_put_heading(Buf *out, const MdNode *heading);

/* ---- html_calls.c */

/* One within a text; as a block, with what is around it. */
void html_put_call(Html *h, const MdNode *n);
void html_put_call_block(Html *h, const MdNode *n);

/* ---- html_code.c */
void html_put_code(Html *h, const MdNode *n);

/* ---- html_plain.c */
void html_put_plain(Html *h);

#endif
