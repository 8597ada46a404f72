#include "build/trial.h"

#include "base/utf8.h"
#include "build/build.h"
#include "build/convert.h"
#include "build/theme.h"
#include "os/fs.h"

#include <errno.h>
#include <stdlib.h>

enum {
    TRIAL_LARGEST = 16 << 20, /* bytes of a file */
    CLOCK = 1767225600,       /* 2026-01-01T00:00:00Z */
};

/* A plugin whose tests are run. */
typedef struct {
    Arena *a;
    Str root;
    Str plugin;
    Str folder; /* plugins/NAME/tests */
    DiagList *d;
    Arena scratch;

    /* What pieces of Markdown need; made when the first is met. */
    bool opened, good;
    Config config;
    Language language;
    SitePlugins plugins;
} Bench;

/* ---- which plugins there are */

static bool is_file(Arena *a, Str root, Str path)
{
    FileInfo info;

    return os_stat(path_join(a, root, path), &info) == 0 &&
           info.kind == FILE_REGULAR;
}

static bool has_name(const PluginNames *names, Str name)
{
    for (size_t i = 0; i < names->len; i++)
        if (str_eq(names->items[i], name))
            return true;
    return false;
}

void trial_plugins(Arena *a, Str root, PluginNames *out)
{
    FileList files = {0};

    if (os_walk(a, path_join(a, root, STR("plugins")), root, &files) != 0)
        return;
    for (size_t i = 0; i < files.len; i++) {
        StrCut cut = str_cut(files.items[i].path, '/');
        bool whole = cut.found && str_eq(cut.tail, STR("init.lua"));
        Str name = cut.head;
        if (!whole && (cut.found || !str_ends(name, STR(".lua"))))
            continue;
        if (!whole)
            name = str_take(name, name.len - 4);
        if (!has_name(out, name))
            *VEC_PUSH(out, a) = name;
    }
    if (out->len)
        qsort(out->items, out->len, sizeof(Str), str_cmp_ptr);
}

/* ---- what is expected */

/* A file among the tests; false if it is not there, or after an error. */
static bool read_file(const Bench *t, Str path, Source *out)
{
    int err;

    *out = (Source){.path = path};
    err = os_read_file(t->a, path_join(t->a, t->root, path), TRIAL_LARGEST,
                       &out->text);
    if (!err && utf8_check(out->text) == SIZE_MAX)
        return true;
    Source *src = ARENA_NEW(t->a, Source);
    *src = *out;
    if (!err)
        diag_add(t->d, NOT_UTF8, src, (Span){0}, NO_STRS);
    else if (err != ENOENT)
        diag_add(t->d, FILE_UNREADABLE, src, (Span){0}, STRS(os_error(err)));
    return false;
}

static void expect(const Bench *t, Trial *one, Str path, bool made, Str got)
{
    TrialFile *f = VEC_PUSH(&one->files, t->a);

    f->path = path;
    f->expected = read_file(t, path, &f->wanted);
    f->made = made;
    f->got = got;
}

static Str beside(const Bench *t, Str name, const char *suffix)
{
    return str_printf(t->a, STR_FMT "/" STR_FMT "%s", STR_ARG(t->folder),
                      STR_ARG(name), suffix);
}

/* All messages as they are printed, for comparison in one language. */
static void expect_messages(const Bench *t, Trial *one, const DiagList *said)
{
    Str path = beside(t, one->name, ".txt");
    Buf text = buf_in(t->a);
    DiagPrinter printer = {.style.language = DIAG_ENGLISH};

    for (const Diag *d = said->first; d; d = d->next)
        diag_print_next(&printer, &text, d);
    if (text.len || is_file(t->a, t->root, path))
        expect(t, one, path, text.len > 0, buf_str(&text));
}

/* ---- a piece of Markdown */

static bool open_bench(Bench *t)
{
    PluginConfig *one = ARENA_NEW(t->a, PluginConfig);
    Theme *theme = ARENA_NEW(t->a, Theme);

    t->opened = true;
    theme_builtin(t->a, theme);
    one->name = t->plugin;
    one->options = value_dict(dict_new(t->a));
    if (!config_read(t->a, NULL, &(ConfigOverrides){0}, t->d, &t->config) ||
        !theme_locale(theme, t->a, t->config.languages[0], t->d,
                      &t->language.locale))
        return false;
    language_prepare(t->a, &t->language);
    t->config.plugins = one;
    t->config.nplugins = 1;
    SitePluginsJob job = {.root = t->root,
                          .config = &t->config,
                          .now = CLOCK,
                          .nworkers = 1};
    return site_plugins_load(t->a, &job, t->d, &t->plugins);
}

static Str render(Bench *t, const Source *src, const MarkdownDoc *doc,
                  DiagList *said)
{
    SiteCode code = {.plugins = &t->plugins,
                     .src = src,
                     .page = src->path,
                     .d = said};
    ConvertJob job = {.languages = &t->language};
    SiteLanguage language = {.index = 0};
    PageContext asker = {.lang = &language,
                         .plugins = &t->plugins,
                         .pipeline = &job};
    SiteCalls calls = {.plugins = &t->plugins,
                       .asker = &asker,
                       .src = src,
                       .doc = &doc->facts,
                       .d = said};
    MarkdownRender r = {
        .code = site_code(&code),
        .shortcodes = site_calls(&calls),
        .labels = &t->language.labels,
        .bare = true,
    };
    Buf b = buf_in(t->a);

    site_plugins_expect(&t->plugins, t->a, doc->facts.code.len);
    markdown_render(&b, &t->scratch, doc, &r);
    return buf_str(&b);
}

static void try_markdown(Bench *t, Trial *one)
{
    Source *src = ARENA_NEW(t->a, Source);
    DiagList said = {.arena = t->a};
    MarkdownDoc doc;

    if (!read_file(t, one->input, src))
        return;
    MarkdownInput in = {
        .src = src,
        .body = {0, (uint32_t)src->text.len},
        .options = {.typography = t->language.typography,
                    .shortcodes = &t->plugins.shortcodes,
                    .code = &t->plugins.code},
    };
    markdown_parse(t->a, &t->scratch, &in, &said, &doc);
    expect(t, one, beside(t, one->name, ".html"), true,
           render(t, src, &doc, &said));
    expect_messages(t, one, &said);
}

/* ---- a small site */

static bool lists(const Config *c, Str plugin)
{
    for (size_t i = 0; c && i < c->nplugins; i++)
        if (str_eq(c->plugins[i].name, plugin))
            return true;
    return false;
}

static void expect_files(Bench *t, Trial *one, const MemoryOutput *made)
{
    Str folder = str_printf(t->a, STR_FMT "/" STR_FMT "/expect",
                            STR_ARG(t->folder), STR_ARG(one->name));
    Str full = path_join(t->a, t->root, folder);
    FileList files = {0};

    os_walk(t->a, full, full, &files);
    for (size_t i = 0; i < files.len; i++) {
        const FileEntry *e = &files.items[i];
        if (e->info.kind != FILE_REGULAR)
            continue;
        const MemoryFile *f = memory_find(made, e->path);
        expect(t, one, path_join(t->a, folder, e->path), f != NULL,
               f ? str_dup(t->a, f->bytes) : (Str){0});
    }
}

static void complain(const Bench *t, DiagCode code, Str path, const Str *args,
                     size_t nargs)
{
    Source *src = ARENA_NEW(t->a, Source);

    src->path = path;
    diag_add(t->d, code, src, (Span){0}, args, nargs);
}

static void try_site(Bench *t, Trial *one)
{
    Str folder = path_join(t->a, t->folder, one->name);
    DiagList said = {.arena = t->a};
    MemoryOutput made = {0};
    BuildSummary summary;
    BuildOptions options = {
        .root = path_join(t->a, t->root, folder),
        .plugins_root = t->root,
        .now = CLOCK,
        .apart = true,
        .memory = &made,
    };

    build_site(t->a, &options, &said, &summary);
    memory_finish(&made);
    expect_files(t, one, &made);
    bool empty = one->files.len == 0;
    expect_messages(t, one, &said);
    if (!lists(summary.config, t->plugin) && !said.errors)
        complain(t, PLUGIN_TEST_UNLISTED, one->input, STRS(t->plugin));
    else if (empty && !one->files.len)
        complain(t, PLUGIN_TEST_EMPTY, one->input,
                 STRS(t->plugin, one->name,
                      path_join(t->a, folder, STR("expect"))));
    memory_close(&made);
}

/* ---- all */

/* What belongs to a test: CASE.html, CASE.txt. */
static void check_stray(const Bench *t, Str path)
{
    StrCut cut = str_rcut(path, '.');
    bool known = cut.found && (str_eq(cut.tail, STR("html")) ||
                               str_eq(cut.tail, STR("txt")));
    FileInfo info;

    if (known && is_file(t->a, t->root, beside(t, cut.head, ".md")))
        return;
    if (known && str_eq(cut.tail, STR("txt")) &&
        os_stat(path_join(t->a, t->root, beside(t, cut.head, "")), &info) ==
            0 &&
        info.kind == FILE_FOLDER)
        return;
    complain(t, PLUGIN_TEST_STRAY, path_join(t->a, t->folder, path),
             STRS(t->plugin));
}

static void run_one(Bench *t, const FileEntry *e, Trials *out)
{
    Trial one = {0};

    if (e->info.kind == FILE_FOLDER) {
        one.name = e->path;
        one.input = beside(t, e->path, "/bifolio.yaml");
        try_site(t, &one);
    } else if (str_ends(e->path, STR(".md"))) {
        one.name = str_take(e->path, e->path.len - 3);
        one.input = path_join(t->a, t->folder, e->path);
        if (!t->opened)
            t->good = open_bench(t);
        if (!t->good)
            return;
        try_markdown(t, &one);
    } else {
        check_stray(t, e->path);
        return;
    }
    *VEC_PUSH(out, t->a) = one;
}

bool trial_run(Arena *a, Str root, Str plugin, DiagList *d, Trials *out)
{
    size_t errors = d->errors;
    Bench t = {.a = a, .root = root, .plugin = plugin, .d = d};
    FileList files = {0};

    t.folder = str_printf(a, "plugins/" STR_FMT "/tests", STR_ARG(plugin));
    Str full = path_join(a, root, t.folder);
    int err = os_walk(a, full, root, &files);
    if (err && err != ENOENT && err != ENOTDIR)
        complain(&t, FILE_UNREADABLE, t.folder, STRS(os_error(err)));
    markdown_init();
    for (size_t i = 0; i < files.len; i++)
        if (str_find(files.items[i].path, '/') == SIZE_MAX)
            run_one(&t, &files.items[i], out);
    site_plugins_close(&t.plugins, 1);
    arena_free(&t.scratch);
    return d->errors == errors;
}
