#include "build/snippets_html.h"

#include "base/escape.h"
#include "data/json.h"

/* What a block of the page is; NULL if it is none of the page's. */
static const Snippet *snippet_of(const SnippetCode *c, const CodeBlock *code)
{
    const CodeBlock *first = c->doc ? c->doc->code.items : NULL;

    if (!c->page || !c->page->code || !first || code < first ||
        code >= first + c->doc->code.len)
        return NULL;
    return &c->page->code[code - first];
}

/* The page's are in the order of its text. */
static const SiteSnippet *site_snippet(const Page *p, const Snippet *s)
{
    size_t from = 0, to = p->snippets.len;

    while (from < to) {
        size_t middle = from + (to - from) / 2;
        const SiteSnippet *at = p->snippets.items[middle];
        if (at->snippet == s)
            return at;
        if (at->snippet < s)
            from = middle + 1;
        else
            to = middle;
    }
    return NULL;
}

static Str text_in(const SnippetCode *c, Arena *a, const char *key)
{
    const Page *p = c->page;
    Reader r = {.arena = a, .observer = c->observer};
    Value question[] = {value_str(STR("text")), value_str(str_of(key)),
                        value_int(p->lang)};

    if (c->observer)
        site_ask(&r, p->site, question, COUNT(question));
    return locale_text(p->site->languages[p->lang].locale, str_of(key));
}

/* Asked as a template would, so that the observer knows. */
static Value ask(const SnippetCode *c, Arena *a, const SiteSnippet *s,
                 const char *field)
{
    Reader r = {.arena = a, .observer = c->observer};
    Value v;

    if (value_get_str(&r, snippet_value(a, s), str_of(field), &v))
        return v;
    return value_null();
}

static void put_attribute(Buf *b, const char *name, Str value)
{
    buf_printf(b, " %s=\"", name);
    escape_html(b, value);
    buf_put_char(b, '"');
}

static void put_footer(const SnippetCode *c, Buf *b, const SiteSnippet *s)
{
    Arena *a = b->arena;
    Value own = ask(c, a, s, "own");

    BUF_LIT(b, "<footer class=\"sn\"><span class=\"lv\"");
    put_attribute(b, "data-level", ask(c, a, s, "level").as.s);
    if (ask(c, a, s, "drifted").as.b)
        BUF_LIT(b, " data-drifted");
    buf_put_char(b, '>');
    escape_html(b, ask(c, a, s, "level_text").as.s);
    BUF_LIT(b, "</span>");
    if (own.kind != VALUE_NULL) {
        BUF_LIT(b, " <a class=\"sn-more\"");
        put_attribute(b, "href", ask(c, a, s, "url").as.s);
        buf_put_char(b, '>');
        escape_html(b, text_in(c, a, "snippet_more"));
        BUF_LIT(b, "</a>");
    }
    BUF_LIT(b, "</footer>");
}

static void put_data(const SnippetCode *c, Buf *b, const SiteSnippet *s)
{
    Arena *a = b->arena;
    const Snippet *snippet = s->snippet;

    put_attribute(b, "data-snippet", snippet->id);
    if (snippet->params.len) {
        Buf json = buf_in(a);
        Reader r = {.arena = a};
        json_print(&json, &r, ask(c, a, s, "params"), 0);
        put_attribute(b, "data-params", buf_str(&json));
    }
    if (!ask(c, a, s, "runs_here").as.b)
        return;
    put_attribute(b, "data-engine", ask(c, a, s, "engine").as.s);
    buf_printf(b, " data-kb=\"%d\"",
               (int)((ask(c, a, s, "engine_size").as.i + 1023) / 1024));
    put_attribute(b, "data-try", ask(c, a, s, "try_url").as.s);
}

static void add_class(Arena *a, CodeHtml *out, const char *name)
{
    out->classes = out->classes.len ? str_printf(a, "%s " STR_FMT, name,
                                                 STR_ARG(out->classes))
                                    : str_of(name);
}

static void write_output(const SnippetCode *c, Arena *a, const Snippet *s,
                         CodeHtml *out)
{
    Buf data = buf_in(a);

    add_class(a, out, "output");
    out->label = text_in(c, a, "snippet_output");
    if (s->owner && s->owner->id.len)
        put_attribute(&data, "data-for", s->owner->id);
    out->data = buf_take(&data);
}

static void write_known(const SnippetCode *c, Arena *a, const SiteSnippet *s,
                        CodeHtml *out)
{
    Buf data = buf_in(a), footer;

    put_data(c, &data, s);
    out->data = buf_take(&data);
    footer = buf_in(a);
    put_footer(c, &footer, s);
    out->footer = buf_take(&footer);
    add_class(a, out, "snippet");
}

static void fold_away(const SnippetCode *c, Arena *a, CodeHtml *out)
{
    Buf before = buf_in(a);

    BUF_LIT(&before, "<details class=\"setup\"><summary>");
    escape_html(&before, text_in(c, a, "snippet_setup"));
    BUF_LIT(&before, "</summary>\n");
    out->before = buf_take(&before);
    out->after = STR("</details>\n");
}

static bool write_code(CodeWriter *w, Arena *a, const CodeBlock *code,
                       CodeHtml *out)
{
    const SnippetCode *c = (const SnippetCode *)w;
    const Snippet *s = snippet_of(c, code);
    bool written = c->inner && c->inner->write(c->inner, a, code, out);

    if (!s)
        return written;
    if (!written)
        *out = (CodeHtml){0};
    if (s->output)
        write_output(c, a, s, out);
    if (s->hidden)
        fold_away(c, a, out);
    const SiteSnippet *known = c->apart ? NULL : site_snippet(c->page, s);
    if (known)
        write_known(c, a, known, out);
    return true;
}

CodeWriter *snippet_code(SnippetCode *code)
{
    code->base.write = write_code;
    return &code->base;
}
