/* test_plugin_needs.c - what plugins take from outside, and may not. */
#include "data/json.h"
#include "diags.h"
#include "plugin/plugin.h"
#include "test.h"

/* A world in which every file holds its name, one variable is set, and programs
 * say what they were given. */
static void ask(void *context, const PluginQuestion *q, PluginAnswer *out)
{
    Arena *a = context;
    Buf b = buf_in(a);

    out->why = STR("not in this world");
    if (str_eq(q->name, STR("none")))
        return;
    buf_printf(&b, STR_FMT, STR_ARG(q->name));
    for (size_t i = 0; i < q->nargs; i++)
        buf_printf(&b, " " STR_FMT, STR_ARG(q->args[i]));
    if (q->input.len)
        buf_printf(&b, " < " STR_FMT, STR_ARG(q->input));
    *out = (PluginAnswer){.given = true, .text = buf_take(&b)};
}

/* Notes what was relied on. */
typedef struct {
    Observer base;
    Buf said;
} Listener;

static void see_read(Observer *o, const Object *from, Value key, Value answer)
{
    (void)o, (void)from, (void)key, (void)answer;
}

static void see_use(Observer *o, Str kind, Str name)
{
    buf_printf(&((Listener *)o)->said, STR_FMT "(" STR_FMT ")", STR_ARG(kind),
               STR_ARG(name));
}

/* What the function f of plugin "p" gives, or what is said; and after " <- "
 * what it relied on. */
static Str call(Arena *a, const char *body, bool granted)
{
    static const Str read[] = {STR_INIT("data/*.json"), STR_INIT("none")};
    static const Str run[] = {STR_INIT("dot"), STR_INIT("none")};
    static const Str env[] = {STR_INIT("HOME"), STR_INIT("none")};
    DiagList d = {.arena = a};
    Listener listener = {{see_read, see_use}, buf_in(a)};
    Source main = {STR("plugins/p.lua"),
                   str_printf(a,
                              "return {needs = {read = {'data/**', 'none'}, "
                              "run = {'dot', 'none', 'rm'}, env = {'HOME', "
                              "'none', 'KEY'}},\nfunctions = {f = "
                              "function(args)\n%s\nend}}",
                              body)};
    Source config = {STR("bifolio.yaml"), STR("- p\n")};
    PluginSource source = {.name = STR("p"),
                           .main = &main,
                           .config = &config,
                           .at = {2, 3}};
    PluginHost host = {.context = a, .ask = ask, .version = STR("1")};
    Reader reader = {.arena = a, .observer = &listener.base};
    PluginCall plugin = {.reader = &reader, .d = &d};
    Buf b = buf_in(a);
    Value v;

    if (granted) {
        source.grants[NEED_READ] = (PluginNeeds){(Str *)read, COUNT(read), 0};
        source.grants[NEED_RUN] = (PluginNeeds){(Str *)run, COUNT(run), 0};
        source.grants[NEED_ENV] = (PluginNeeds){(Str *)env, COUNT(env), 0};
    }
    const PluginSet *set = plugins_load(a, &source, 1, &host, NULL, &d);
    assert_non_null(set);
    PluginState *s = plugins_open(set, NULL);
    if (plugins_call(s, &plugin, plugins_find(set, PLUGIN_FUNCTION, STR("f")),
                     &(PluginArgs){0}, &v))
        json_print(&b, &reader, v, 0);
    else
        buf_put(&b, diags_text(a, &d));
    plugins_close(s);
    if (listener.said.len) {
        BUF_LIT(&b, " <- ");
        buf_put(&b, buf_str(&listener.said));
    }
    return buf_take(&b);
}

typedef struct {
    const char *body, *wanted;
} Row;

static void check(const Row *rows, size_t n, bool granted)
{
    int failed = 0;

    for (size_t i = 0; i < n; i++) {
        Arena a = {0};
        failed += !same_str(rows[i].body, call(&a, rows[i].body, granted),
                            str_of(rows[i].wanted));
        arena_free(&a);
    }
    assert_int_equal(failed, 0);
}

static void test_granted(void **state)
{
    static const Row rows[] = {
        {"return bifolio.read('data/a.json')",
         "\"data/a.json\" <- file(data/a.json)"},
        {"return bifolio.read('./data//b/../a.json')",
         "\"data/a.json\" <- file(data/a.json)"},
        {"local text, why = bifolio.read('none') return {tostring(text), why}",
         "[\"nil\", \"not in this world\"] <- file(none)"},
        {"return bifolio.env('HOME')", "\"HOME\" <- env(HOME)"},
        {"return bifolio.run('dot')", "\"dot\""},
        {"return bifolio.run('dot', {'-Tsvg', 'a b'}, 'graph')",
         "\"dot -Tsvg a b \\u003c graph\""},
        {"return select(2, bifolio.run('none'))",
         "\"not in this world\" <- failure(none)"},
        {"bifolio.run('dot', {1})",
         "3:1 plugin 'p': bad argument #2 to 'run' (a list of strings is "
         "wanted) [plugin-error]"},
        {"bifolio.run('dot', {'a\\0b'})",
         "3:1 plugin 'p': bad argument #2 to 'run' (a NUL in an argument) "
         "[plugin-error]"},
        {"for i = 1, 1001 do bifolio.run('dot') end",
         "3:1 plugin 'p': stopped after 200 million steps; does it run for "
         "ever? [plugin-steps]"},
    };

    (void)state;
    check(rows, COUNT(rows), true);
}

static void test_refused(void **state)
{
    static const Row rows[] = {
        {"bifolio.read('data/a.txt')",
         "3:1 plugin 'p': bifolio.read('data/a.txt') is not granted by the "
         "configuration [plugin-ungranted] | 1:3 to grant it, write here: - p: "
         "{grant: {read: [\"data/*.json\", none, data/a.txt], run: [dot, "
         "none], "
         "env: [HOME, none]}}"},
        {"bifolio.run('rm', {'-r', '.'})",
         "3:1 plugin 'p': bifolio.run('rm') is not granted by the "
         "configuration [plugin-ungranted] | 1:3 to grant it, write here: - p: "
         "{grant: {read: [\"data/*.json\", none], run: [dot, none, rm], env: "
         "[HOME, none]}}"},
        {"bifolio.env('PATH')",
         "3:1 plugin 'p': bifolio.env('PATH') is not among what the plugin "
         "says that it needs [plugin-undeclared] | write in the table that it "
         "returns: needs = {read = {\"data/**\", \"none\"}, run = {\"dot\", "
         "\"none\", \"rm\"}, env = {\"HOME\", \"none\", \"KEY\", \"PATH\"}}"},
        {"bifolio.read('data/.hidden/a.json')",
         "3:1 plugin 'p': bifolio.read('data/.hidden/a.json') is not among "
         "what the plugin says that it needs [plugin-undeclared] | write in "
         "the table that it returns: needs = {read = {\"data/**\", \"none\", "
         "\"data/.hidden/a.json\"}, run = {\"dot\", \"none\", \"rm\"}, env = "
         "{\"HOME\", \"none\", \"KEY\"}}"},
        {"bifolio.read('data/../../a.json')",
         "3:1 plugin 'p': the path 'data/../../a.json' leaves the site "
         "[plugin-error]"},
        {"bifolio.read('/etc/passwd')",
         "3:1 plugin 'p': the path '/etc/passwd' leaves the site "
         "[plugin-error]"},
        {"return 'why: ' .. select(2, pcall(bifolio.env, 'KEY'))",
         "\"why: bifolio.env('KEY') is not granted\""},
        {"return tostring(select(2, pcall(bifolio.env, 'KEY')))",
         "\"bifolio.env('KEY') is not granted\""},
        {"pcall(bifolio.env, 'KEY') error('after')",
         "3:1 plugin 'p': after [plugin-error]"},
        {"coroutine.wrap(function() bifolio.env('KEY') end)()",
         "3:1 plugin 'p': bifolio.env('KEY') is not granted by the "
         "configuration [plugin-ungranted] | 1:3 to grant it, write here: - p: "
         "{grant: {read: [\"data/*.json\", none], run: [dot, none], env: "
         "[HOME, none, KEY]}}"},
    };
    static const Row nothing[] = {
        {"bifolio.env('KEY')",
         "3:1 plugin 'p': bifolio.env('KEY') is not granted by the "
         "configuration [plugin-ungranted] | 1:3 to grant it, write here: - p: "
         "{grant: {env: [KEY]}}"},
    };

    (void)state;
    check(rows, COUNT(rows), true);
    check(nothing, COUNT(nothing), false);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_granted),
        cmocka_unit_test(test_refused),
    };

    return cmocka_run_group_tests_name("plugin needs", tests, NULL, NULL);
}
