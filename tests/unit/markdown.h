/* markdown.h - Markdown in, HTML and messages out, for rows.
 */
#ifndef UNIT_MARKDOWN_H
#define UNIT_MARKDOWN_H

#include "diags.h"

#include "markdown/markdown.h"

static const Str italian_truncated[] = {STR_INIT("po"), STR_INIT("mo"),
                                        STR_INIT("be")};
static const MarkdownSlip italian_slips[] = {
    {STR_INIT("perche'"), STR_INIT("perché")},
    {STR_INIT("e'"), STR_INIT("è")},
    {STR_INIT("puo'"), STR_INIT("può")},
};

static const MarkdownTypography italian_typography = {
    .outer_open = STR_INIT("«"),
    .outer_close = STR_INIT("»"),
    .inner_open = STR_INIT("“"),
    .inner_close = STR_INIT("”"),
    .apostrophe = STR_INIT("’"),
    .dashes = true,
    .ellipsis = true,
    .elides = true,
    .truncated = italian_truncated,
    .ntruncated = COUNT(italian_truncated),
    .slips = italian_slips,
    .nslips = COUNT(italian_slips),
};

static const MarkdownTypography english_typography = {
    .outer_open = STR_INIT("“"),
    .outer_close = STR_INIT("”"),
    .inner_open = STR_INIT("‘"),
    .inner_close = STR_INIT("’"),
    .apostrophe = STR_INIT("’"),
    .dashes = true,
    .ellipsis = true,
};

/* What a row says, and what came of it. */
typedef struct {
    Arena a, scratch;
    DiagList d;
    Source src;
    MarkdownInput in;
    MarkdownRender render;
    MarkdownDoc doc;
    bool ok;
} Sheet;

/* Reads `text` behind `before`, which belongs to the file alone. */
static inline void sheet_read(Sheet *s, Str before, Str text)
{
    Buf b = buf_in(&s->a);

    buf_put(&b, before);
    buf_put(&b, text);
    Str whole = buf_str(&b);

    s->d.arena = &s->a;
    s->src = (Source){STR("a.md"), whole};
    s->in.src = &s->src;
    s->in.body = (Span){(uint32_t)before.len, (uint32_t)whole.len};
    s->ok = markdown_parse(&s->a, &s->scratch, &s->in, &s->d, &s->doc);
    assert_int_equal(s->ok, s->d.errors == 0);
}

static inline Str sheet_html(Sheet *s)
{
    Buf b = buf_in(&s->a);

    markdown_render(&b, &s->scratch, &s->doc, &s->render);
    return buf_str(&b);
}

static inline void sheet_close(Sheet *s)
{
    arena_free(&s->scratch);
    arena_free(&s->a);
}

#endif
