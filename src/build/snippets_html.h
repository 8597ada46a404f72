/* snippets_html.h - what a page shows of a snippet besides its code.
 *
 *   <figure class="code snippet" id="ID" data-snippet="ID"> ... <footer
 *     class="sn"><span class="lv" data-level="ran">ran on ...</span> <a
 *     class="sn-more" href="...">...</a></footer></figure>
 *
 * Output is <figure class="code output" data-for="ID">; what is hidden stands
 * in <details class="setup">.  What readers may run has data-engine and
 * data-try.  A block without an id is as it would be without all this.
 */
#ifndef BUILD_SNIPPETS_HTML_H
#define BUILD_SNIPPETS_HTML_H

#include "site/objects.h"

/* The CodeWriter of a page; begin with zero but for what is said. */
typedef struct {
    CodeWriter base;
    CodeWriter *inner;   /* who writes the code itself; or NULL */
    const Page *page;    /* NULL: the text is of none */
    Observer *observer;  /* of what is read of the site; or NULL */
    const Document *doc; /* the page's text, in step with page->code */
    bool apart;          /* it stands in other pages: the code alone */
} SnippetCode;

CodeWriter *snippet_code(SnippetCode *code);

#endif
