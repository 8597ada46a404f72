/* html_code.c - code blocks; see html.h. */
#include "markdown/html.h"

static void put_line(Html *h, const CodeBlock *code, size_t number, Str line)
{
    bool stands_out = code_block_highlights(code, number);

    buf_put(h->out, stands_out ? STR("<span class=\"l hl\"")
                               : STR("<span class=\"l\""));
    if (code->numbered && code->first_number != 1) {
        BUF_LIT(h->out, " data-n=\"");
        buf_put_int(h->out, (int64_t)(code->first_number + number - 1));
        buf_put_char(h->out, '"');
    }
    buf_put_char(h->out, '>');
    html_put_text(h->out, line);
    BUF_LIT(h->out, "\n</span>");
}

static void put_plainly(Html *h, const CodeBlock *code)
{
    Str rest = code->code, line;

    if (!code->numbered && code->highlighted.len == 0) {
        html_put_text(h->out, code->code);
        return;
    }
    for (size_t number = 1; str_next_line(&rest, &line); number++)
        put_line(h, code, number, line);
}

static void put_caption(Html *h, const CodeBlock *code, Str label)
{
    if (code->title.len == 0 && label.len == 0)
        return;
    BUF_LIT(h->out, "<figcaption>");
    if (code->title.len) {
        BUF_LIT(h->out, "<b>");
        html_put_text(h->out, code->title);
        BUF_LIT(h->out, "</b>");
    }
    if (label.len) {
        BUF_LIT(h->out, "<span>");
        html_put_text(h->out, label);
        BUF_LIT(h->out, "</span>");
    }
    BUF_LIT(h->out, "</figcaption>");
}

/* What a screen reader calls the place that can be scrolled. */
static void put_name(Html *h, const CodeBlock *code, Str label)
{
    if (code->title.len) {
        html_put_text(h->out, code->title);
        return;
    }
    html_put_text(h->out, h->labels->code);
    if (label.len) {
        BUF_LIT(h->out, ": ");
        html_put_text(h->out, label);
    }
}

static void open_code(Html *h, const CodeBlock *code, Str label)
{
    BUF_LIT(h->out, "<pre tabindex=\"0\" role=\"group\" aria-label=\"");
    put_name(h, code, label);
    BUF_LIT(h->out, "\"><code");
    if (code->language.len || code->numbered) {
        BUF_LIT(h->out, " class=\"");
        if (code->language.len)
            BUF_LIT(h->out, "language-");
        html_put_text(h->out, code->language);
        if (code->numbered)
            buf_put(h->out, code->language.len ? STR(" n") : STR("n"));
        buf_put_char(h->out, '"');
    }
    BUF_LIT(h->out, " translate=\"no\">");
}

/* Most attributes speak to the program, not to the browser. */
static void open_figure(Html *h, const MdNode *n, const CodeBlock *code,
                        const CodeHtml *html)
{
    Str classes = html->classes;
    Attributes shown = {.id = code->attributes.id};

    shown.classes.items = code->attributes.classes.items;
    shown.classes.len = code->attributes.classes.len;
    if (classes.len)
        classes = str_printf(h->scratch, "code " STR_FMT, STR_ARG(classes));
    BUF_LIT(h->out, "<figure");
    html_put_attributes(h, &shown, classes.len ? classes : STR("code"));
    if (shown.id.len == 0)
        html_put_block_mark(h, n);
    buf_put(h->out, html->data);
    buf_put_char(h->out, '>');
}

static void put_whole(Html *h, const MdNode *n, Str whole)
{
    BUF_LIT(h->out, "<div");
    html_put_block_mark(h, n);
    buf_put_char(h->out, '>');
    buf_put(h->out, whole);
    BUF_LIT(h->out, "</div>\n");
}

static void put_figure(Html *h, const MdNode *n, const CodeBlock *code,
                       const CodeHtml *html)
{
    Str label = html->label.len ? html->label : code->language;

    open_figure(h, n, code, html);
    put_caption(h, code, label);
    open_code(h, code, label);
    if (html->inside.len)
        buf_put(h->out, html->inside);
    else
        put_plainly(h, code);
    BUF_LIT(h->out, "</code></pre>");
    buf_put(h->out, html->footer);
    BUF_LIT(h->out, "</figure>\n");
}

void html_put_code(Html *h, const MdNode *n)
{
    const CodeBlock *code = &h->doc->facts.code.items[n->index];
    CodeHtml html = {0};

    if (h->r->code)
        h->r->code->write(h->r->code, h->scratch, code, &html);
    buf_put(h->out, html.before);
    if (html.whole.len)
        put_whole(h, n, html.whole);
    else
        put_figure(h, n, code, &html);
    buf_put(h->out, html.after);
}
