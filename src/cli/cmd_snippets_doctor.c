/* cmd_snippets_doctor.c - bifolio snippets doctor */
#include "build/build.h"
#include "cli/snippets.h"
#include "os/sys.h"
#include "snippet/tape.h"

enum { COLUMN = 16 };

static const Phrase sandbox_word = {{STR_INIT("sandbox"), STR_INIT("sandbox")}};
static const Phrase none = {{STR_INIT("none"), STR_INIT("nessuna")}};
static const Phrase missing = {{STR_INIT("not here"), STR_INIT("non c'è")}};
static const Phrase on_tape = {{STR_INIT("on tape"), STR_INIT("su nastro")}};
static const Phrase there = {{STR_INIT("there"), STR_INIT("c'è")}};
static const Phrase used = {{STR_INIT("snippets"), STR_INIT("frammenti")}};

typedef struct {
    Str name;
    size_t snippets;
    const TapeTool *taped; /* NULL: the real one is used */
} Tool;

typedef VEC(Tool) Tools;

static void put_row(Cli *c, Str name, Str what, size_t snippets)
{
    size_t len = name.len;

    buf_put(&c->out, name);
    do
        buf_put_char(&c->out, ' ');
    while (++len < COLUMN);
    buf_put(&c->out, what);
    if (snippets)
        buf_printf(&c->out, "  (" STR_FMT " %zu)",
                   STR_ARG(used.in[c->style.language]), snippets);
    buf_put_char(&c->out, '\n');
}

static Tool *tool_named(Cli *c, Tools *all, Str name)
{
    for (size_t i = 0; i < all->len; i++)
        if (str_eq(all->items[i].name, name))
            return &all->items[i];
    Tool *one = VEC_PUSH(all, &c->arena);
    one->name = name;
    return one;
}

static const TapeTool *taped_as(const Snippet *s, Str name)
{
    for (size_t i = 0; s->tape && i < s->tape->tools.len; i++)
        if (str_eq(s->tape->tools.items[i].name, name))
            return &s->tape->tools.items[i];
    return NULL;
}

static void find_tools(Cli *c, const SnippetSet *set, Tools *all)
{
    for (size_t i = 0; i < set->named.len; i++) {
        const Snippet *s = set->named.items[i];
        if (!s->run)
            continue;
        tool_named(c, all, str_of(s->language->run[0]))->snippets++;
        for (size_t k = 0; k < s->tools.len; k++) {
            Tool *one = tool_named(c, all, s->tools.items[k]);
            one->snippets++;
            one->taped = taped_as(s, one->name);
        }
    }
}

/* "1.6", "1.29.3, on tape", "not here" */
static Str state_of(Cli *c, const Tool *t, const Map *versions, bool is_there)
{
    const Str *version = map_get(versions, t->name);
    int language = c->style.language;

    if (t->taped)
        return t->taped->version.len
                   ? str_printf(&c->arena, STR_FMT ", " STR_FMT,
                                STR_ARG(t->taped->version),
                                STR_ARG(on_tape.in[language]))
                   : on_tape.in[language];
    if (version)
        return *version;
    return is_there ? there.in[language] : missing.in[language];
}

static bool is_there(Cli *c, Str name)
{
    static const Str folders =
        STR_INIT("/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin");
    Str path;

    if (os_find_program(&c->arena, name, folders, &path))
        return true;
    return str_eq(name, STR("lua")) &&
           os_find_program(&c->arena, STR("lua5.4"), folders, &path);
}

static void put_tools(Cli *c, const Runner *r, const SnippetSet *set)
{
    Tools all = {0};
    Map versions = {0};

    find_tools(c, set, &all);
    Str *names = ARENA_ARRAY(&c->arena, Str, all.len);
    for (size_t i = 0; i < all.len; i++)
        names[i] = all.items[i].name;
    tool_versions(r, &c->arena, names, all.len, &versions);
    for (size_t i = 0; i < all.len; i++) {
        const Tool *t = &all.items[i];
        bool here = t->taped || is_there(c, t->name);
        put_row(c, t->name, state_of(c, t, &versions, here), t->snippets);
        if (!here)
            diag_add(&c->d, RUN_MISSING_TOOL, NULL, (Span){0}, STRS(t->name));
    }
}

void cmd_snippets_doctor(Cli *c)
{
    BuildOptions o = {.over = cli_overrides(c->options), .now = os_now()};
    const SnippetSet *set;
    Runner r;
    Str why;

    if (!cli_site(c, &o.root))
        return;
    if (runner_open(&c->arena, os_env("PATH"), os_env("TMPDIR"), false, &r,
                    &why)) {
        put_row(c, sandbox_word.in[c->style.language], r.where, 0);
    } else {
        put_row(c, sandbox_word.in[c->style.language],
                none.in[c->style.language], 0);
        cli_no_sandbox(c, why);
        r.enclosed = false;
    }
    build_snippets(&c->arena, &o, &c->d, &set);
    if (set)
        put_tools(c, &r, set);
}
