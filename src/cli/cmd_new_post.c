/* cmd_new_post.c - bifolio new post TITLE [--lang LANG] */
#include "base/text.h"
#include "cli/verb.h"
#include "os/fs.h"
#include "os/sys.h"
#include "site/config.h"

/* Index of the language asked for, the default one; -1 after an error. */
static int choose_language(Cli *c, const Config *config)
{
    Str code = c->options->lang;

    if (!code.len)
        return config->default_lang;
    int lang = config_language(config, code);
    if (lang < 0) {
        Diag *one = cli_misuse(c, LANGUAGE_UNKNOWN, STRS(code));
        diag_suggest(&c->d, one,
                     text_closest(code, config->languages, config->nlanguages));
    }
    return lang;
}

/* True if a post of that name and language is there, in any of the forms that
 * a file name can have. */
static bool is_taken(Cli *c, Str root, Str name, const Config *config, int lang)
{
    Arena *a = &c->arena;
    Str code = config_code(config, lang);
    Str forms[] = {
        str_printf(a, STR_FMT "." STR_FMT ".md", STR_ARG(name), STR_ARG(code)),
        str_printf(a, STR_FMT "/index." STR_FMT ".md", STR_ARG(name),
                   STR_ARG(code)),
        str_printf(a, STR_FMT ".md", STR_ARG(name)),
        str_printf(a, STR_FMT "/index.md", STR_ARG(name)),
    };
    size_t n = lang == config->default_lang ? COUNT(forms) : 2;
    FileInfo info;

    for (size_t i = 0; i < n; i++) {
        if (os_stat(path_join(a, root, forms[i]), &info) != 0)
            continue;
        cli_misuse(c, CLI_FILE_EXISTS, STRS(forms[i]));
        return true;
    }
    return false;
}

/* A double-quoted scalar of YAML (1.2, 7.3.1). */
static void put_quoted(Buf *b, Str s)
{
    buf_put_char(b, '"');
    for (size_t i = 0; i < s.len; i++) {
        unsigned char ch = (unsigned char)s.ptr[i];
        if (ch == '"' || ch == '\\')
            buf_printf(b, "\\%c", ch);
        else if (ch < 0x20 || ch == 0x7F)
            buf_printf(b, "\\x%02x", ch);
        else
            buf_put_char(b, (char)ch);
    }
    buf_put_char(b, '"');
}

static Str draft(Cli *c, Str title)
{
    Buf b = buf_in(&c->arena);

    BUF_LIT(&b, "---\ntitle: ");
    put_quoted(&b, title);
    BUF_LIT(&b, "\ndate: ");
    date_put_iso(&b, os_today());
    BUF_LIT(&b, "\ntags: []\ndraft: true\n---\n\n");
    return buf_take(&b);
}

void cmd_new_post(Cli *c)
{
    Str title = text_squeeze(&c->arena, cli_argument(c, 0));
    Str slug = text_slug(&c->arena, title);
    Str root;
    Config config;

    /* "index" is not a post's name: it is what a bundle's text is called. */
    if (!slug.len || str_eq(slug, STR("index"))) {
        cli_misuse(c, CLI_TITLE_EMPTY, STRS(title));
        return;
    }
    if (!cli_site(c, &root) || !cli_config(c, root, &config))
        return;
    int lang = choose_language(c, &config);
    Str name = path_join(&c->arena, STR("content/posts"), slug);
    if (lang < 0 || is_taken(c, root, name, &config, lang))
        return;
    Str file = str_printf(&c->arena, STR_FMT "." STR_FMT ".md", STR_ARG(name),
                          STR_ARG(config_code(&config, lang)));
    Str path = path_join(&c->arena, root, file);
    if (cli_write(c, path, draft(c, title)))
        buf_printf(&c->out, STR_FMT "\n", STR_ARG(path));
}
