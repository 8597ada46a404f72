/* convert.c - Markdown on standard input to HTML on standard output.
 *
 * A stand-in for `bifolio markdown`, so that the specification's examples can
 * be run against the library alone.
 *
 *   convert [--plain] [--italian] [--xml] [--summary]
 */
#include "markdown/markdown.h"

#include <stdio.h>
#include <string.h>

static const Str truncated[] = {STR_INIT("po"), STR_INIT("mo"), STR_INIT("be")};
static const MarkdownSlip slips[] = {
    {STR_INIT("perche'"), STR_INIT("perch\u00e9")},
    {STR_INIT("e'"), STR_INIT("\u00e8")},
};

static const MarkdownTypography italian = {
    .outer_open = STR_INIT("\u00ab"),
    .outer_close = STR_INIT("\u00bb"),
    .inner_open = STR_INIT("\u201c"),
    .inner_close = STR_INIT("\u201d"),
    .apostrophe = STR_INIT("\u2019"),
    .dashes = true,
    .ellipsis = true,
    .elides = true,
    .truncated = truncated,
    .ntruncated = COUNT(truncated),
    .slips = slips,
    .nslips = COUNT(slips),
};

static const MarkdownTypography english = {
    .outer_open = STR_INIT("\u201c"),
    .outer_close = STR_INIT("\u201d"),
    .inner_open = STR_INIT("\u2018"),
    .inner_close = STR_INIT("\u2019"),
    .apostrophe = STR_INIT("\u2019"),
    .dashes = true,
    .ellipsis = true,
};

static Str read_all(Arena *a, FILE *in)
{
    Buf b = buf_in(a);

    for (;;) {
        char *room = buf_room(&b, 65536);
        size_t n = fread(room, 1, 65536, in);
        b.len += n;
        if (n == 0)
            return buf_str(&b);
    }
}

static bool has_flag(int argc, char **argv, const char *flag)
{
    for (int i = 1; i < argc; i++)
        if (strcmp(argv[i], flag) == 0)
            return true;
    return false;
}

int main(int argc, char **argv)
{
    Arena a = {0}, scratch = {0};
    DiagList d = {.arena = &a};
    Source src = {STR("stdin"), read_all(&a, stdin)};
    MarkdownInput in = {.src = &src, .body = {0, (uint32_t)src.text.len}};
    MarkdownRender r = {.xml = has_flag(argc, argv, "--xml")};
    MarkdownDoc doc;

    markdown_init();
    in.options.plain = has_flag(argc, argv, "--plain");
    in.options.typography =
        has_flag(argc, argv, "--italian") ? italian : english;
    markdown_parse(&a, &scratch, &in, &d, &doc);

    Buf out = buf_in(&a);
    if (has_flag(argc, argv, "--summary")) {
        MarkdownSummary s = markdown_summary(&a, &scratch, &doc, &r, 0);
        buf_printf(&out, STR_FMT "--\n" STR_FMT "\n--\n%s\n", STR_ARG(s.html),
                   STR_ARG(s.text), s.truncated ? "more" : "all");
    } else {
        markdown_render(&out, &scratch, &doc, &r);
    }
    if (out.len)
        fwrite(out.ptr, 1, out.len, stdout);

    Buf messages = buf_in(&a);
    for (const Diag *one = d.first; one; one = one->next)
        diag_print(&messages, one, (DiagStyle){0});
    if (messages.len)
        fwrite(messages.ptr, 1, messages.len, stderr);
    int status = d.errors > 0;
    arena_free(&scratch);
    arena_free(&a);
    return status;
}
