/* cmd_markdown.c - bifolio markdown [FILE] */
#include "base/text.h"
#include "build/parse.h"
#include "build/plugins.h"
#include "build/theme.h"
#include "cli/verb.h"
#include "os/fs.h"
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

/* ---- the language */

static bool is_known(Cli *c, const Theme *theme, Str code)
{
    Str name = str_printf(&c->arena, STR_FMT ".yaml", STR_ARG(code));

    return map_get(&theme->texts, name) != NULL;
}

/* "it" of "posts/name.it.md"; "" if there is none that is known. */
static Str code_of_name(Cli *c, const Theme *theme, Str file)
{
    StrCut cut = str_rcut(str_rcut(path_name(file), '.').head, '.');

    return cut.found && is_known(c, theme, cut.tail) ? cut.tail : STR("");
}

static void unknown_language(Cli *c, const Theme *theme, Str code)
{
    size_t n = theme->texts.len;
    Str *codes = ARENA_ARRAY(&c->arena, Str, n);
    Diag *one = cli_misuse(c, CLI_LANGUAGE, STRS(code));

    for (size_t i = 0; i < n; i++)
        codes[i] = str_rcut(theme->texts.entries[i].key, '.').head;
    diag_suggest(&c->d, one, text_closest(code, codes, n));
}

/* The language asked for, by the built-in theme: what is tried here has no
 * site.  NULL for none; *good false after errors. */
static const Language *choose_language(Cli *c, bool *good)
{
    Theme *theme = ARENA_NEW(&c->arena, Theme);
    Language *language = ARENA_NEW(&c->arena, Language);
    Str code = c->options->lang;

    theme_builtin(&c->arena, theme);
    if (!code.len)
        code = code_of_name(c, theme, cli_argument(c, 0));
    *good = !code.len || is_known(c, theme, code);
    if (!*good)
        unknown_language(c, theme, code);
    if (!*good || !code.len)
        return NULL;
    *good = theme_locale(theme, &c->arena, code, &c->d, &language->locale);
    language_prepare(&c->arena, language);
    return language;
}

void cmd_markdown(Cli *c)
{
    bool good;
    const Language *language = choose_language(c, &good);
    const Source *src = good ? cli_read(c, cli_argument(c, 0)) : NULL;
    MarkdownRender render = {.labels = language ? &language->labels : NULL};
    MarkdownCode code;
    MarkdownDoc doc;

    if (!src)
        return;
    site_code_keys(&c->arena, NULL, &code);
    MarkdownInput in = {
        .src = src,
        .body = body_of(c, src),
        .options = {.plain = c->options->plain, .code = &code},
    };
    if (language)
        in.options.typography = language->typography;
    markdown_init();
    if (markdown_parse(&c->arena, &c->scratch, &in, &c->d, &doc))
        markdown_render(&c->out, &c->scratch, &doc, &render);
}
