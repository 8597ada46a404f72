/* floor.c - the least a build could do: read the sources, let cmark make HTML
 * of them on one thread, write as many bytes as the site has.
 *
 *     floor CONTENT SITE OUT
 */
#include "os/fs.h"

#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm.h>
#include <stdio.h>
#include <stdlib.h>

static const char *const extensions[] = {"table", "strikethrough", "autolink",
                                         "tasklist"};

static void convert(Str text)
{
    cmark_parser *parser =
        cmark_parser_new(CMARK_OPT_FOOTNOTES | CMARK_OPT_SMART);

    for (size_t i = 0; i < COUNT(extensions); i++)
        cmark_parser_attach_syntax_extension(parser,
                                             cmark_find_syntax_extension(
                                                 extensions[i]));
    cmark_parser_feed(parser, text.ptr, text.len);
    cmark_node *root = cmark_parser_finish(parser);
    free(cmark_render_html(root, CMARK_OPT_FOOTNOTES,
                           cmark_parser_get_syntax_extensions(parser)));
    cmark_node_free(root);
    cmark_parser_free(parser);
}

static void each(Arena *a, Str folder, Str copy_to)
{
    FileList files = {0};

    os_walk(a, folder, folder, &files);
    for (size_t i = 0; i < files.len; i++) {
        ArenaMark mark = arena_mark(a);
        Str text, path = files.items[i].path;
        if (files.items[i].info.kind == FILE_REGULAR &&
            os_read_file(a, path_join(a, folder, path), 1 << 30, &text) == 0) {
            if (copy_to.len)
                os_write_file(a, path_join(a, copy_to, path), text);
            else
                convert(text);
        }
        arena_rewind(a, mark);
    }
}

int main(int argc, char **argv)
{
    Arena a = {0};

    if (argc != 4)
        return 2;
    cmark_gfm_core_extensions_ensure_registered();
    each(&a, str_of(argv[1]), (Str){0});
    each(&a, str_of(argv[2]), str_of(argv[3]));
    arena_free(&a);
    return 0;
}
