#include "build/plugin_sources.h"

#include "base/utf8.h"
#include "os/fs.h"

#include <errno.h>

enum { PLUGIN_LARGEST = 4 << 20 }; /* bytes of a file */

typedef struct {
    Arena *a;
    Str root;
    const Config *config;
    DiagList *d;
} Finding;

static bool leaves_site(const Finding *f, Str full)
{
    Str real, root;

    return os_real_path(f->a, full, &real) == 0 &&
           os_real_path(f->a, f->root, &root) == 0 && !path_inside(real, root);
}

/* Always NULL. */
static const Source *complain(const Finding *f, DiagCode code,
                              const Source *src, Span at, Str why)
{
    diag_add(f->d, code, src, at, STRS(why));
    return NULL;
}

/* A file of the site; NULL if it is not there, or after a diagnostic. */
static const Source *read_file(const Finding *f, Str path)
{
    Source *src = ARENA_NEW(f->a, Source);
    Str full = path_join(f->a, f->root, path);

    src->path = path;
    if (leaves_site(f, full))
        return complain(f, LINK_LEAVES_SITE, src, (Span){0}, (Str){0});
    int err = os_read_file(f->a, full, PLUGIN_LARGEST, &src->text);
    if (err == ENOENT || err == ENOTDIR)
        return NULL;
    if (err)
        return complain(f, FILE_UNREADABLE, src, (Span){0}, os_error(err));
    size_t bad = utf8_check(src->text);
    Span at = {(uint32_t)bad, (uint32_t)bad + 1};
    return bad == SIZE_MAX ? src : complain(f, NOT_UTF8, src, at, (Str){0});
}

/* "a/b.lua" -> "a.b"; "a/init.lua" -> "a" */
static Str module_name(Arena *a, Str path)
{
    Buf b = buf_in(a);

    path = str_take(path, path.len - 4);
    if (str_ends(path, STR("/init")))
        path = str_take(path, path.len - 5);
    for (size_t i = 0; i < path.len; i++)
        buf_put_char(&b, path.ptr[i] == '/' ? '.' : path.ptr[i]);
    return buf_str(&b);
}

/* What is read for a module: a link to a folder outside too, which was not
 * walked, so that it is complained of. */
static bool is_module(const Finding *f, const FileEntry *e, Str path)
{
    if (str_starts(e->path, STR("tests/")) || str_eq(e->path, STR("init.lua")))
        return false;
    if (e->info.kind == FILE_LINK &&
        leaves_site(f, path_join(f->a, f->root, path)))
        return true;
    return e->info.kind != FILE_FOLDER && str_ends(e->path, STR(".lua"));
}

/* The files beside init.lua, but for its tests. */
static void read_modules(const Finding *f, Str folder, PluginSource *out)
{
    Str full = path_join(f->a, f->root, folder);
    FileList files = {0};

    if (os_walk(f->a, full, full, &files) != 0)
        return;
    for (size_t i = 0; i < files.len; i++) {
        const FileEntry *e = &files.items[i];
        Str path = path_join(f->a, folder, e->path);
        if (!is_module(f, e, path))
            continue;
        const Source *src = read_file(f, path);
        if (src)
            map_add(&out->modules, f->a, module_name(f->a, e->path),
                    (void *)src);
    }
}

static bool find_plugin(const Finding *f, const PluginConfig *wanted,
                        PluginSource *out)
{
    Str folder = path_join(f->a, STR("plugins"), wanted->name);
    size_t errors = f->d->errors;

    *out = (PluginSource){
        .name = wanted->name,
        .options = wanted->options,
        .config = f->config->src,
        .at = wanted->at,
        .option_places = &wanted->places,
    };
    for (int i = 0; i < NEEDS; i++) {
        const GrantList *list = &wanted->grants[i]; /* ORDER GrantKind */
        out->grants[i].items = list->items;
        out->grants[i].len = list->len;
    }
    out->main = read_file(f, str_printf(f->a, STR_FMT ".lua", STR_ARG(folder)));
    if (!out->main) {
        out->main = read_file(f, path_join(f->a, folder, STR("init.lua")));
        if (out->main)
            read_modules(f, folder, out);
    }
    if (!out->main && f->d->errors == errors)
        diag_add(f->d, PLUGIN_MISSING, f->config->src, wanted->at,
                 STRS(wanted->name));
    return f->d->errors == errors;
}

bool plugin_sources(Arena *a, Str root, const Config *config, DiagList *d,
                    PluginSource *out)
{
    Finding f = {a, root, config, d};
    bool good = true;

    for (size_t i = 0; i < config->nplugins; i++)
        good &= find_plugin(&f, &config->plugins[i], &out[i]);
    return good;
}
