/* markdown.h - from Markdown to facts, and from facts to HTML.
 *
 * The one user of cmark-gfm.  Reading happens once, when a file is parsed:
 * cmark's tree becomes a small tree of ours and a Document, and everything
 * that needs only the text is settled then: ids, attributes, footnotes, quotes
 * and dashes of the language.  Writing happens when the site is known: links
 * and code are asked of the LinkResolver and the CodeWriter (data/document.h).
 *
 * What is understood beyond GFM, unless `plain`:
 *
 *   ## Title {#id .class}      every heading has an id and a link to itself
 *   [[page]] [[page#part|text]]               wikilinks
 *   > [!NOTE] A title of one's own            NOTE TIP IMPORTANT WARNING
 * CAUTION
 *   ![alt](x.png "caption")    alone in its paragraph: a figure
 *   ![alt](x.png){.wide width=300}            also after links
 *   [mot juste]{lang=fr}                      a span
 *   ```c {#id .class title="a.c" hl=3,5-7 linenos}
 *   <!--more-->                               where the summary ends
 *   {{ name(key="text", n=3) }}               shortcodes, where they are
 *   {% name() %}, Markdown, {% end %}         looked for; alone on their lines
 *
 * The HTML, beyond cmark's (classes are the theme's to style):
 *
 *   blocks at the top level   id="b1" data-b; headings have their own id
 *   headings                  <h2 id="x">...<a class="a" href="#x" ...>#</a>
 *   footnotes                 <a class="fnr" id="r1" href="#n1" ...> and, last,
 *                             <section class="notes"> with <li class="fn">
 *   code                      <figure class="code"><figcaption><b>title</b>
 *                             <span>language</span></figcaption>
 *                             <pre><code class="language-x n">
 *                             (n: with line numbers); lines are
 *                             <span class="l">, highlighted ones "l hl"
 *   tables                    <div class="table"> that scrolls; cells have
 *                             class left, center or right
 *   callouts                  <aside class="note" role="note">
 *   task lists                <li class="task">
 *   shortcodes as blocks      <div> around what they give
 *
 * Threads: after markdown_init any number may parse and render, each with its
 * own arenas; a MarkdownDoc is not changed by rendering.
 */
#ifndef MARKDOWN_MARKDOWN_H
#define MARKDOWN_MARKDOWN_H

#include "data/document.h"

/* A spelling that is a slip: "perche'" for "perché". */
typedef struct {
    Str wrong, right; /* lower case; `wrong` ends with an apostrophe ' */
} MarkdownSlip;

/* How a language sets its text.  All zero: as typed. */
typedef struct {
    Str outer_open, outer_close; /* for "; empty: " stays */
    Str inner_open, inner_close; /* for ' around something */
    Str apostrophe;              /* for any other '; empty: ' stays */
    bool dashes;                 /* -- and --- */
    bool ellipsis;               /* ... */
    bool elides;                 /* l'uomo is two words (base/text.h) */
    const Str *truncated;        /* words before a final apostrophe: "po" */
    size_t ntruncated;
    const MarkdownSlip *slips; /* warned of, never changed */
    size_t nslips;
} MarkdownTypography;

/* What becomes of raw HTML; where it is not allowed, links to addresses that
 * browsers run lose the link.  In `plain` all is allowed but for the tags that
 * GFM filters. */
typedef enum {
    HTML_ALLOW,
    HTML_ESCAPE, /* shown as text */
    HTML_DROP,   /* left out, with a warning */
} HtmlPolicy;

/* The names there are. */
typedef struct {
    const Str *names;
    size_t len;
} MarkdownShortcodes;

/* What may be said of a block of code, beyond what this room knows itself. */
typedef struct {
    const Str
        *keys; /* "tape"; one that ends with '.' begins any number: "param." */
    size_t nkeys;
    bool any; /* it is not known which there are: all are let pass */
    /* What begins a comment in the language: "#".  Attributes may then stand in
     * the first lines too, "#| key: value".  NULL: they may not. */
    Str (*comment)(Str language);
} MarkdownCode;

/* Zero is a sensible start. */
typedef struct {
    MarkdownTypography typography;
    HtmlPolicy html;
    bool plain; /* GFM alone, byte for byte as cmark-gfm writes it */
    const MarkdownShortcodes *shortcodes; /* NULL: not looked for */
    const MarkdownCode *code;             /* NULL: nothing more */
    const Str *ids; /* that the page around uses, not to be given again */
    size_t nids;
} MarkdownOptions;

/* What to read. */
typedef struct {
    const Source *src;
    Span body; /* the part that is Markdown, valid UTF-8 */
    MarkdownOptions options;
} MarkdownInput;

typedef struct MdNode MdNode;

typedef struct {
    Document facts;
    const MdNode *blocks; /* first of the top level */
    const MdNode *notes;  /* first footnote */
    bool plain;
} MarkdownDoc;

/* Before any thread is started; again does nothing. */
void markdown_init(void);

/* *out is always filled, with an empty document if the text was refused for
 * its nesting or size.  False after errors.  `scratch` must not be `a`; it is
 * left as it was found.  Linear in the size of the text. */
bool markdown_parse(Arena *a, Arena *scratch, const MarkdownInput *in,
                    DiagList *d, MarkdownDoc *out);

/* A title or the like with its quotes, dashes and dots set; the text itself
 * where nothing changes. */
Str markdown_typeset(Arena *a, Arena *scratch, const MarkdownTypography *t,
                     Str text);

/* Interface text in the language of the page.  "{}" stands for the number of a
 * note or the text of a heading. */
typedef struct {
    Str note, tip, important, warning, caution; /* titles of callouts */
    Str notes;        /* heading over the footnotes: "Note" */
    Str note_number;  /* "nota {}" */
    Str note_back;    /* "Torna al testo, nota {}" */
    Str heading_link; /* "Collegamento alla sezione {}" */
    Str code;         /* what a block without title is called: "Codice" */
    Str table;        /* "Tabella" */
} MarkdownLabels;

typedef struct {
    LinkResolver *links;          /* NULL: addresses as written */
    CodeWriter *code;             /* NULL: plain */
    ShortcodeWriter *shortcodes;  /* NULL: nothing is written for them */
    const MarkdownLabels *labels; /* NULL: English */
    bool xml;  /* well-formed XML, for feeds (raw HTML is as written) */
    bool bare; /* no ids, no links of headings: for text that stands in a page
                  of others */
} MarkdownRender;

/* The whole text, footnotes last. */
void markdown_render(Buf *out, Arena *scratch, const MarkdownDoc *doc,
                     const MarkdownRender *r);

typedef struct {
    Str html;       /* as with `bare`, without footnotes and their marks */
    Str text;       /* plain, on one line, for descriptions */
    bool truncated; /* there is more */
} MarkdownSummary;

/* What stands before <!--more-->, or else the first paragraphs up to the end of
 * the sentence in which the word number `words` falls (0: 70). */
MarkdownSummary markdown_summary(Arena *a, Arena *scratch,
                                 const MarkdownDoc *doc,
                                 const MarkdownRender *r, size_t words);

/* All prose, plain, a line for each block: for search. */
Str markdown_text(Arena *a, const MarkdownDoc *doc);

#endif
