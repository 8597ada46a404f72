/* html_calls.c - what shortcodes give; see html.h. */
#include "markdown/html.h"

static Str body_of(Html *h, const MdNode *n)
{
    Buf body = buf_in(h->scratch), *out = h->out;

    h->out = &body;
    html_put_blocks(h, n->first);
    h->out = out;
    return buf_str(&body);
}

void html_put_call(Html *h, const MdNode *n)
{
    const Shortcode *call = &h->doc->facts.shortcodes.items[n->index];
    ShortcodeWriter *w = h->r->shortcodes;
    Str html;

    if (w && w->write(w, h->scratch, call, body_of(h, n), &html))
        buf_put(h->out, html);
}

/* The element around it is for the block's id. */
void html_put_call_block(Html *h, const MdNode *n)
{
    bool marked = n->block && !h->r->bare;

    if (marked) {
        BUF_LIT(h->out, "<div");
        html_put_block_mark(h, n);
        buf_put_char(h->out, '>');
    }
    if (n->kind == MD_SHORTCODE)
        html_put_call(h, n);
    else
        html_put_inlines(h, n->first);
    if (marked)
        BUF_LIT(h->out, "</div>");
    html_cr(h->out);
}
