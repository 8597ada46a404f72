/* cmd_new_layout.c - bifolio new layout [NAME]
 *
 * What a site can change of its theme: the list, or one file copied to
 * layouts/.  A language that the theme does not speak begins with the words of
 * the site's first language, to be translated. */
#include "base/text.h"
#include "base/vec.h"
#include "build/theme.h"
#include "cli/verb.h"
#include "os/fs.h"

#include <stdlib.h>

/* The names below layouts/ that stand over the theme's. */
typedef struct {
    VEC(Str) names;
    VEC(const Source *) files; /* in step */
} Layouts;

static void add(Cli *c, Layouts *l, const char *folder, const Map *files)
{
    for (size_t i = 0; i < files->len; i++) {
        const MapEntry *e = &files->entries[i];
        *VEC_PUSH(&l->names, &c->arena) =
            path_join(&c->arena, str_of(folder), e->key);
        *VEC_PUSH(&l->files, &c->arena) = e->value;
    }
}

static void list(Cli *c, const Layouts *l)
{
    qsort(l->names.items, l->names.len, sizeof(Str), str_cmp_ptr);
    for (size_t i = 0; i < l->names.len; i++)
        buf_printf(&c->out, STR_FMT "\n", STR_ARG(l->names.items[i]));
}

static const Source *named(const Layouts *l, Str name)
{
    for (size_t i = 0; i < l->names.len; i++)
        if (str_eq(l->names.items[i], name))
            return l->files.items[i];
    return NULL;
}

/* "fr" of "i18n/fr.yaml", or empty. */
static Str language_of(Str name)
{
    bool words = str_starts(name, STR("i18n/")) && str_ends(name, STR(".yaml"));

    return words ? str_drop(str_take(name, name.len - 5), 5) : (Str){0};
}

/* The words to translate for a language that the site has and the theme not. */
static const Source *words_for(Cli *c, const Layouts *l, const Config *config)
{
    const Source *src = NULL;

    for (size_t i = 0; !src && i < config->nlanguages; i++)
        src = named(l, str_printf(&c->arena, "i18n/" STR_FMT ".yaml",
                                  STR_ARG(config->languages[i])));
    return src ? src : named(l, STR("i18n/en.yaml"));
}

static void unknown(Cli *c, const Layouts *l, const Config *config, Str name)
{
    Str code = language_of(name);

    if (code.len) {
        cli_misuse(c, LANGUAGE_UNKNOWN, STRS(code));
        return;
    }
    Diag *one = cli_misuse(c, CLI_NO_LAYOUT, STRS(config->theme, name));
    diag_suggest(&c->d, one, text_closest(name, l->names.items, l->names.len));
}

static void copy(Cli *c, const Source *src, Str root, Str name)
{
    Str file = path_join(&c->arena, STR("layouts"), name);
    Str path = path_join(&c->arena, root, file);
    FileInfo info;

    if (os_stat(path, &info) == 0)
        cli_misuse(c, CLI_FILE_EXISTS, STRS(file));
    else if (cli_write(c, path, src->text))
        buf_printf(&c->out, STR_FMT "\n", STR_ARG(path));
}

void cmd_new_layout(Cli *c)
{
    Layouts l = {0};
    Str root, name = cli_argument(c, 0);
    Config config;
    Theme theme;

    if (!cli_site(c, &root) || !cli_config(c, root, &config) ||
        !theme_open(&c->arena, root, config.theme, &c->d, &theme))
        return;
    add(c, &l, "", &theme.templates);
    add(c, &l, "assets", &theme.assets);
    add(c, &l, "i18n", &theme.texts);
    if (!c->request.narguments) {
        list(c, &l);
        return;
    }
    const Source *src = named(&l, name);
    if (!src && config_language(&config, language_of(name)) >= 0)
        src = words_for(c, &l, &config);
    if (src)
        copy(c, src, root, name);
    else
        unknown(c, &l, &config, name);
}
