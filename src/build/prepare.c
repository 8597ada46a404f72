/* prepare.c - configuration, theme, languages, registries: what is known before
 * any content is. */
#include "build/stages.h"

#include "build/hooks.h"
#include "os/fs.h"

#include <errno.h>

enum { CONFIG_LARGEST = 4 << 20 };

/* True of a symbolic link to nothing, or to something that is not in the site:
 * messages quote what they are about. */
static bool leads_out(Arena *a, Str root, Str path)
{
    FileInfo info;
    Str real, within;

    if (os_stat(path, &info) != 0 || info.kind != FILE_LINK)
        return false;
    return os_real_path(a, path, &real) != 0 ||
           os_real_path(a, root, &within) != 0 || !path_inside(real, within);
}

const Source *build_optional_file(Arena *a, Str root, Str path, DiagList *d)
{
    Source *src = ARENA_NEW(a, Source);
    Str full = path_join(a, root, path);

    src->path = path;
    if (leads_out(a, root, full)) {
        diag_add(d, LINK_LEAVES_SITE, src, (Span){0}, NO_STRS);
        return NULL;
    }
    int err = os_read_file(a, full, CONFIG_LARGEST, &src->text);
    if (err == 0)
        return src;
    if (err != ENOENT && err != ENOTDIR)
        diag_add(d, FILE_UNREADABLE, src, (Span){0}, STRS(os_error(err)));
    return NULL;
}

bool build_read_config(Arena *a, Str root, const ConfigOverrides *over,
                       DiagList *d, Config *out)
{
    size_t errors = d->errors;
    const Source *src = build_optional_file(a, root, STR("bifolio.yaml"), d);

    return config_read(a, src, over, d, out) && d->errors == errors;
}

const Str *build_sources(size_t *n)
{
    static const Str names[] = {STR_INIT("bifolio.yaml"), STR_INIT("content"),
                                STR_INIT("layouts"),      STR_INIT("themes"),
                                STR_INIT("plugins"),      STR_INIT("data"),
                                STR_INIT("snippets.lock")};

    *n = COUNT(names);
    return names;
}

/* Folders that a build must not write to. */
static const char *const sources[] = {"content", "layouts", "themes",
                                      "plugins", "src",     ".git"};

static bool bad_output(Build *b, DiagCode code)
{
    diag_add(b->d, code, NULL, (Span){0}, STRS(b->config.out));
    return false;
}

/* By its name alone, before the folder is made.  Only the command line may name
 * one outside the site. */
static bool check_output_name(Build *b)
{
    Str clean, out = b->config.out;

    if (str_starts(out, STR("/")) || !path_normalize(b->arena, out, &clean))
        return b->options->over.out.len || bad_output(b, OUTPUT_OUTSIDE);
    for (size_t i = 0; i < COUNT(sources); i++)
        if (path_inside(clean, str_of(sources[i])))
            return bad_output(b, OUTPUT_IS_SOURCE);
    return clean.len || bad_output(b, OUTPUT_IS_SOURCE);
}

/* The folder must not be, hold or lie within a folder of sources. */
static bool check_output_folder(Build *b, Str folder)
{
    Arena *a = b->arena;
    Str root, out;
    int err = os_make_folders(folder);

    if (!err)
        err = os_real_path(a, folder, &out);
    if (!err)
        err = os_real_path(a, b->options->root, &root);
    if (err) {
        Source *src = ARENA_NEW(a, Source);
        src->path = folder;
        diag_add(b->d, FILE_UNWRITABLE, src, (Span){0}, STRS(os_error(err)));
        return false;
    }
    if (path_inside(root, out))
        return bad_output(b, OUTPUT_IS_SOURCE);
    /* A link in a repository could lead anywhere. */
    if (!b->options->over.out.len && !path_inside(out, root))
        return bad_output(b, OUTPUT_OUTSIDE);
    for (size_t i = 0; i < COUNT(sources); i++)
        if (path_inside(out, path_join(a, root, str_of(sources[i]))))
            return bad_output(b, OUTPUT_IS_SOURCE);
    return true;
}

Str output_folder(const Build *b)
{
    Str out = b->config.out;

    return str_starts(out, STR("/"))
               ? out
               : path_join(b->arena, b->options->root, out);
}

static bool open_output(Build *b)
{
    Str folder = output_folder(b);

    if (b->options->memory) {
        output_open_memory(&b->output, b->arena, b->options->memory);
        return true;
    }
    if (!check_output_name(b) || !check_output_folder(b, folder))
        return false;
    output_open(&b->output, b->arena, folder);
    return true;
}

/* The last message, if it is this one, is about what a key says. */
static void blame_config(Build *b, DiagCode code, Str key, size_t item)
{
    Diag *last = b->d->last;

    if (!last || last->code != code || last->src || !b->config.src)
        return;
    last->src = b->config.src;
    last->at = config_place(&b->config, key, item);
}

static void read_languages(Build *b)
{
    size_t n = b->config.nlanguages;
    Locale *locales = ARENA_ARRAY(b->arena, Locale, n);
    bool good = true;

    b->languages = ARENA_ARRAY(b->arena, Language, n);
    for (size_t i = 0; i < n; i++) {
        good &= theme_locale(&b->theme, b->arena, b->config.languages[i], b->d,
                             &locales[i]);
        blame_config(b, LOCALE_MISSING, STR("languages"), i);
    }
    if (good)
        theme_check_locales(&b->theme, locales, n, b->d);
    for (size_t i = 0; i < n; i++) {
        b->languages[i].locale = locales[i];
        language_prepare(b->arena, &b->languages[i]);
    }
}

static void read_registries(Build *b)
{
    static const char *const files[TAXONOMIES] = {[TAXONOMY_TAGS] =
                                                      "content/tags.yaml",
                                                  [TAXONOMY_SERIES] =
                                                      "content/series.yaml"};

    for (int i = 0; i < TAXONOMIES; i++) {
        const Source *src = build_optional_file(b->arena, b->options->root,
                                                str_of(files[i]), b->d);
        b->has_registry[i] = src != NULL;
        if (src)
            registry_read(b->arena, &b->config, src, b->d, &b->registries[i]);
    }
}

bool stage_prepare(Build *b)
{
    const BuildOptions *o = b->options;
    size_t errors = b->d->errors;

    b->summary->config = &b->config;
    if (!build_read_config(b->arena, o->root, &o->over, b->d, &b->config))
        return false;
    theme_read(b->arena, o->root, b->config.theme, b->d, &b->theme);
    blame_config(b, THEME_MISSING, STR("theme"), 0);
    read_languages(b);
    read_registries(b);
    SitePluginsJob plugins = {
        .root = o->root,
        .home = o->plugins_root,
        .config = &b->config,
        .now = o->now,
        .nworkers = b->nworkers,
    };
    site_plugins_load(b->arena, &plugins, b->d, &b->plugins);
    recall_programs(b);
    hook_config(&b->plugins, &b->config, b->d);
    if (o->timings)
        site_plugins_measure(&b->plugins, b->arena, b->nworkers);
    if (!b->looking)
        open_output(b);
    b->blocked = b->d->errors > errors;
    return true;
}
