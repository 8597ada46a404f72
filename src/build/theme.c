#include "build/theme.h"

#include "base/text.h"
#include "base/utf8.h"
#include "base/vec.h"
#include "build/builtin.h"
#include "data/yaml.h"
#include "os/fs.h"

#include <errno.h>

enum { THEME_FILE_LARGEST = 64 << 20 };

/* Puts the file over one of the same name. */
static void put(Theme *t, Map *into, Str name, const Source *src)
{
    *map_at(into, t->arena, name) = (void *)src;
}

static void wrong_shape(const Source *src, const Node *n, Str name,
                        DiagPhrase wanted, DiagList *d)
{
    diag_add(d, THEME_SHAPE, src, n->at, STRS(name, diag_phrase(wanted)));
}

static void read_ids(Theme *t, const Source *src, DiagList *d)
{
    Node *root = NULL;
    VEC(Str) ids = {0};

    if (!yaml_parse(t->arena, src, (Span){0, (uint32_t)src->text.len}, d,
                    &root))
        return;
    const Node *list = root ? node_get(root, STR("ids")) : NULL;
    if (root && root->kind != NODE_MAP)
        wrong_shape(src, root, STR("theme.yaml"), PHRASE_MAP, d);
    if (list && list->kind != NODE_SEQ)
        wrong_shape(src, list, STR("ids"), PHRASE_LIST, d);
    for (const Node *n = list ? list->first : NULL; n; n = n->next)
        *VEC_PUSH(&ids, t->arena) = n->text;
    t->ids = ids.items;
    t->nids = ids.len;
}

/* A file of a theme by its path within it. */
static void add_theme_file(Theme *t, Str path, const Source *src, DiagList *d)
{
    StrCut cut = str_cut(path, '/');

    if (str_eq(cut.head, STR("templates")) && cut.found)
        put(t, &t->templates, cut.tail, src);
    else if (str_eq(cut.head, STR("assets")) && cut.found)
        put(t, &t->assets, cut.tail, src);
    else if (str_eq(cut.head, STR("i18n")) && cut.found)
        put(t, &t->texts, cut.tail, src);
    else if (str_eq(path, STR("theme.yaml")))
        read_ids(t, src, d);
}

static void add_own_file(Theme *t, Str path, const Source *src, DiagList *d)
{
    StrCut cut = str_cut(path, '/');

    (void)d;
    if (str_eq(cut.head, STR("assets")) && cut.found)
        put(t, &t->assets, cut.tail, src);
    else if (str_eq(cut.head, STR("i18n")) && cut.found)
        put(t, &t->own_texts, cut.tail, src);
    else
        put(t, &t->templates, path, src);
}

typedef void AddFn(Theme *t, Str path, const Source *src, DiagList *d);

void theme_builtin(Arena *a, Theme *out)
{
    size_t n;
    const BuiltinFile *files = builtin_files(&n);
    Str top = STR("themes/folio/");
    DiagList none = {.arena = a};

    *out = (Theme){.arena = a};
    for (size_t i = 0; i < n; i++) {
        if (!str_starts(files[i].path, top))
            continue;
        Source *src = ARENA_NEW(a, Source);
        *src = (Source){files[i].path, files[i].bytes};
        add_theme_file(out, str_drop(files[i].path, top.len), src, &none);
    }
}

static bool is_text(Str path)
{
    static const Str suffixes[] = {
        STR_INIT(".html"), STR_INIT(".xml"), STR_INIT(".json"),
        STR_INIT(".txt"),  STR_INIT(".css"), STR_INIT(".js"),
        STR_INIT(".yaml"),
    };

    for (size_t i = 0; i < COUNT(suffixes); i++)
        if (str_ends(path, suffixes[i]))
            return true;
    return false;
}

/* The file, or NULL after a diagnostic. */
static const Source *read_file(Theme *t, Str root, Str path, const FileEntry *e,
                               DiagList *d)
{
    Source *src = ARENA_NEW(t->arena, Source);
    int err = e->error;

    src->path = path;
    if (!err && e->info.kind == FILE_LINK) {
        diag_add(d, LINK_LEAVES_SITE, src, (Span){0}, NO_STRS);
        return NULL;
    }
    if (!err)
        err = os_read_file(t->arena, path_join(t->arena, root, path),
                           THEME_FILE_LARGEST, &src->text);
    if (err) {
        diag_add(d, FILE_UNREADABLE, src, (Span){0}, STRS(os_error(err)));
        return NULL;
    }
    size_t bad = is_text(path) ? utf8_check(src->text) : SIZE_MAX;
    if (bad != SIZE_MAX) {
        diag_add(d, NOT_UTF8, src, (Span){(uint32_t)bad, (uint32_t)bad + 1},
                 NO_STRS);
        return NULL;
    }
    return src;
}

/* Every file below a folder of the site; false if there is no such folder. */
static bool add_folder(Theme *t, Str root, Str folder, AddFn *add, DiagList *d)
{
    FileList files = {0};
    int err =
        os_walk(t->arena, path_join(t->arena, root, folder), root, &files);

    if (err == ENOENT || err == ENOTDIR)
        return false;
    if (err) {
        Source *src = ARENA_NEW(t->arena, Source);
        src->path = str_dup(t->arena, folder);
        diag_add(d, FILE_UNREADABLE, src, (Span){0}, STRS(os_error(err)));
        return true;
    }
    for (size_t i = 0; i < files.len; i++) {
        const FileEntry *e = &files.items[i];
        if (!e->error && e->info.kind == FILE_FOLDER)
            continue;
        Str path = path_join(t->arena, folder, e->path);
        const Source *src = read_file(t, root, path, e, d);
        if (src)
            add(t, e->path, src, d);
    }
    return true;
}

static void no_theme(Theme *t, Str root, Str name, DiagList *d)
{
    VEC(Str) names = {0};
    FileList files = {0};
    Diag *one = diag_add(d, THEME_MISSING, NULL, (Span){0}, STRS(name));

    *VEC_PUSH(&names, t->arena) = STR("folio");
    os_walk(t->arena, path_join(t->arena, root, STR("themes")), root, &files);
    for (size_t i = 0; i < files.len; i++)
        if (files.items[i].info.kind == FILE_FOLDER &&
            !str_cut(files.items[i].path, '/').found)
            *VEC_PUSH(&names, t->arena) = files.items[i].path;
    diag_suggest(d, one, text_closest(name, names.items, names.len));
}

bool theme_open(Arena *a, Str root, Str name, DiagList *d, Theme *out)
{
    size_t errors = d->errors;
    Str folder = path_join(a, STR("themes"), name);
    Str inside;

    theme_builtin(a, out);
    bool plain = path_normalize(a, name, &inside) && str_eq(inside, name) &&
                 !str_cut(name, '/').found && name.len;
    if ((!plain || !add_folder(out, root, folder, add_theme_file, d)) &&
        !str_eq(name, STR("folio")))
        no_theme(out, root, name, d);
    return d->errors == errors;
}

bool theme_read(Arena *a, Str root, Str name, DiagList *d, Theme *out)
{
    size_t errors = d->errors;

    theme_open(a, root, name, d, out);
    add_folder(out, root, STR("layouts"), add_own_file, d);
    return d->errors == errors;
}

bool theme_locale(const Theme *t, Arena *a, Str code, DiagList *d, Locale *out)
{
    Str name = str_printf(a, STR_FMT ".yaml", STR_ARG(code));
    const Source *src = map_get(&t->texts, name);
    const Source *own = map_get(&t->own_texts, name);
    static const Source nothing = {STR_INIT("i18n"), STR_INIT("")};
    DiagList none = {.arena = a};

    if (src || own)
        return locale_read(a, src ? src : own, code, d, out) &&
               (!src || !own || locale_extend(a, own, d, out));
    Diag *one = diag_add(d, LOCALE_MISSING, NULL, (Span){0}, STRS(code));
    diag_note(d, one, LOCALE_HINT, NULL, (Span){0}, STRS(code));
    locale_read(a, &nothing, code, &none, out);
    return false;
}

static bool is_builtin(const Source *src)
{
    size_t n;
    const BuiltinFile *files = builtin_files(&n);

    for (size_t i = 0; i < n; i++)
        if (files[i].bytes.ptr == src->text.ptr)
            return true;
    return false;
}

/* The file in which the author can say what a language lacks; the built-in
 * theme's is none. */
static const Source *texts_of(const Theme *t, Str code)
{
    Str name = str_printf(t->arena, STR_FMT ".yaml", STR_ARG(code));
    const Source *src = map_get(&t->own_texts, name);

    if (!src)
        src = map_get(&t->texts, name);
    if (src && !is_builtin(src))
        return src;
    Source *to_come = ARENA_NEW(t->arena, Source);
    to_come->path = path_join(t->arena, STR("layouts/i18n"), name);
    return to_come;
}

bool theme_check_locales(const Theme *t, const Locale *locales, size_t n,
                         DiagList *d)
{
    bool good = true;

    for (size_t i = 1; i < n; i++) {
        const Locale *l = &locales[i], *first = &locales[0];
        good &= locale_check(l, texts_of(t, l->code), first, d);
        good &= locale_check(first, texts_of(t, first->code), l, d);
    }
    return good;
}
