/* cmd_markdown.c - bifolio markdown [FILE] */
#include "cli/verb.h"
#include "markdown/markdown.h"
#include "site/front_matter.h"

/* The part below a front matter, if there is one; a piece of Markdown to try
 * needs none. */
static Span body_of(Cli *c, const Source *src)
{
    Span whole = {0, (uint32_t)src->text.len};
    DiagList none = {.arena = &c->scratch};
    FrontSplit split;

    if (c->options->plain || !front_matter_split(src, &none, &split))
        return whole;
    return split.body;
}

void cmd_markdown(Cli *c)
{
    MarkdownRender render = {0};
    MarkdownDoc doc;
    const Source *src = cli_read(c, cli_argument(c, 0));

    if (!src)
        return;
    MarkdownInput in = {
        .src = src,
        .body = body_of(c, src),
        .options = {.plain = c->options->plain},
    };
    markdown_init();
    if (markdown_parse(&c->arena, &c->scratch, &in, &c->d, &doc))
        markdown_render(&c->out, &c->scratch, &doc, &render);
}
