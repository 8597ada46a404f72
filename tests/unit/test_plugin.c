/* test_plugin.c - what plugins can do, cannot do, and what is said of it. */
#include "data/json.h"
#include "diags.h"
#include "os/guard.h"
#include "plugin/plugin.h"
#include "test.h"

#include <stdio.h>

/* ---- one plugin "p", whose function f has a body; its first line is line 2 */

typedef struct {
    Arena arena;
    DiagList d;
    Reader reader;
    PluginSource source;
    Source file, config;
    PluginHost host;
    PluginLimits limits;
    Guard guard;
    OsGuardian *guardian;
    int late; /* milliseconds until it is hurried; 0: many */
    const PluginSet *set;
    PluginState *state;
} Trial;

/* A thing with two fields and two items. */
static bool thing_get(Reader *r, const void *self, Value key, Value *out)
{
    (void)r;
    if (key.kind == VALUE_STR && str_eq(key.as.s, STR("title")))
        *out = value_str(*(const Str *)self);
    else if (key.kind == VALUE_STR && str_eq(key.as.s, STR("none")))
        *out = value_null();
    else
        return false;
    return true;
}

static size_t thing_keys(Reader *r, const void *self, const Str **out)
{
    static const Str names[] = {STR_INIT("title"), STR_INIT("none")};

    (void)r, (void)self;
    *out = names;
    return COUNT(names);
}

static const ObjectType thing_type = {.name = "thing",
                                      .get = thing_get,
                                      .keys = thing_keys};

static size_t things_len(const void *self)
{
    (void)self;
    return 2;
}

static Value things_at(Reader *r, const void *self, size_t i)
{
    static const Str titles[] = {STR_INIT("one"), STR_INIT("two")};

    (void)self;
    return value_object(r->arena, &thing_type, &titles[i]);
}

static const ObjectType things_type = {.name = "things",
                                       .len = things_len,
                                       .at = things_at};

static const Source *no_lexer(void *context, Str name)
{
    static const Source lexer = {
        STR_INIT("lexers/lexer.lua"),
        STR_INIT("return {answer = package.path .. os.clock()}")};

    (void)context;
    return str_eq(name, STR("lexer")) ? &lexer : NULL;
}

/* Small limits, so that what runs for ever is soon stopped. */
static void trial_load(Trial *t, Str text)
{
    enum { LATE = 5000, FORCE = 300 };

    t->d.arena = t->reader.arena = &t->arena;
    t->file = (Source){STR("plugins/p.lua"), text};
    t->source.name = STR("p");
    t->source.main = &t->file;
    if (!t->source.options.kind)
        t->source.options = value_dict(dict_new(&t->arena));
    t->host = (PluginHost){
        .lexer = no_lexer,
        .run = os_guard_run,
        .leave = os_guard_leave,
        .now = value_date(&t->arena, date_from_seconds(1782864000)),
        .version = STR("1.0"),
    };
    t->limits = (PluginLimits){
        .guard = &t->guard,
        .memory = 64 << 20,
        .steps = 4000000,
        .seconds = 1,
    };
    t->guardian = os_guard_open(&t->guard, 1, t->late ? t->late : LATE, FORCE);
    t->set =
        plugins_load(&t->arena, &t->source, 1, &t->host, &t->limits, &t->d);
    if (t->set)
        t->state = plugins_open(t->set, &t->guard);
}

/* The file of a plugin whose function f has this body. */
static Str text_of(Arena *a, const char *body)
{
    return str_printf(a,
                      "return {functions = {f = function(args, page)\n"
                      "%s\nend}}",
                      body);
}

static void trial_open(Trial *t, const char *body, int late)
{
    *t = (Trial){.late = late};
    trial_load(t, text_of(&t->arena, body));
}

static void trial_close(Trial *t)
{
    plugins_close(t->state);
    os_guard_close(t->guardian);
    arena_free(&t->arena);
}

/* What f gives, as JSON, or what is said. */
static Str trial_call(Trial *t, const PluginArgs *args)
{
    PluginCall call = {.reader = &t->reader, .d = &t->d, .page = STR("/a/")};
    Buf b = buf_in(&t->arena);
    Value v;

    t->d = (DiagList){.arena = &t->arena};
    if (!t->set ||
        !plugins_call(t->state, &call,
                      plugins_find(t->set, PLUGIN_FUNCTION, STR("f")), args,
                      &v))
        return diags_text(&t->arena, &t->d);
    if (v.kind == VALUE_STR && v.safe)
        BUF_LIT(&b, "safe ");
    json_print(&b, &t->reader, v, 0);
    return buf_str(&b);
}

typedef struct {
    const char *body, *wanted;
} Row;

/* Every page of it is a page of the site: "/a/". */
#define FOR " | while making '/a/'"

#define STEPS                                                                  \
    "plugin 'p': stopped after 4 million steps; does it run for ever? "        \
    "[plugin-steps]" FOR

enum { SHORT = 200 }; /* milliseconds */

static void check_late(const Row *rows, size_t n, int late)
{
    const Str name = STR("thing");
    int failed = 0;

    for (size_t i = 0; i < n; i++) {
        Trial t;
        trial_open(&t, rows[i].body, late);
        Value args[] = {value_int(7), value_str(STR("città"))};
        Dict *named = dict_new(&t.arena);
        dict_put_str(named, &t.arena, STR("things"),
                     value_object(&t.arena, &things_type, NULL));
        PluginArgs given = {
            .args = args,
            .nargs = COUNT(args),
            .named = named,
            .page = value_object(&t.arena, &thing_type, &name),
        };
        failed += !same_str(rows[i].body, trial_call(&t, &given),
                            str_of(rows[i].wanted));
        trial_close(&t);
    }
    assert_int_equal(failed, 0);
}

static void check_rows(const Row *rows, size_t n)
{
    check_late(rows, n, 0);
}

/* ---- data in and out */

static void test_values(void **state)
{
    static const Row rows[] = {
        {"return args[1] + 1", "8"},
        {"return args[2]:upper()", "\"CITTà\""},
        {"return utf8.len(args[2])", "5"},
        {"return {1, 2.5, true, 'x', bifolio.null}",
         "[1, 2.5, true, \"x\", null]"},
        {"return {b = 1, a = {c = {}}}", "{\"a\": {\"c\": []}, \"b\": 1}"},
        {"return {[2] = 'x', [1] = 'y'}", "[\"y\", \"x\"]"},
        {"return {[3] = 'x'}", "{\"3\": \"x\"}"},
        {"return nil", "null"},
        {"return bifolio.html('<b>')", "safe \"\\u003cb\\u003e\""},
        {"return bifolio.html('<b>') .. 'x'", "\"\\u003cb\\u003ex\""},
        {"return #bifolio.html('<b>')", "3"},
        {"return bifolio.escape('<\"&')",
         "\"\\u0026lt;\\u0026#34;\\u0026amp;\""},
        {"return bifolio.now().year", "2026"},
        {"return bifolio.version", "\"1.0\""},
        {"return '\\xff'",
         "plugin 'p': the text is not valid UTF-8 [plugin-error]" FOR},
        {"return print", "null"},
        {"return type", "plugin 'p': a function is no data [plugin-error]" FOR},
        {"local t = {} t.t = t return t",
         "plugin 'p': a table is nested more than 100 deep [plugin-error]" FOR},
        {"local t = {} for i = 1, 60 do t = {t, t} end return t",
         "plugin 'p': more than 1000000 values in a table [plugin-error]" FOR},
        {"return {[{}] = 1}",
         "plugin 'p': a table cannot be a key of data [plugin-error]" FOR},
    };

    (void)state;
    check_rows(rows, COUNT(rows));
}

static void test_json(void **state)
{
    static const Row rows[] = {
        {"return bifolio.json.decode('[1, -2.5, \"\\\\u00e8\", true, null]')",
         "[1, -2.5, \"è\", true, null]"},
        {"local t = bifolio.json.decode('{\"a\": {\"b\": null}}') "
         "return t.a.b == bifolio.null and t.a.c == nil",
         "true"},
        {"return bifolio.json.encode(bifolio.json.decode("
         "'{\"b\": null, \"a\": [{}, []]}'))",
         "\"{\\\"a\\\": [{}, []], \\\"b\\\": null}\""},
        {"return bifolio.json.encode({b = 1, a = {x = 2.0}, [10] = 3, [9] = "
         "4})",
         "\"{\\\"9\\\": 4, \\\"10\\\": 3, \\\"a\\\": {\\\"x\\\": 2.0}, "
         "\\\"b\\\": 1}\""},
        {"return #bifolio.json.encode({{}}, 2)", "8"},
        {"return bifolio.json.encode({})", "\"[]\""},
        {"return bifolio.json.encode(bifolio.json.object({}))", "\"{}\""},
        {"return bifolio.json.object({})", "{}"},
        {"return bifolio.json.encode('<')", "\"\\\"\\\\u003c\\\"\""},
        {"return bifolio.json.encode(bifolio.now())",
         "\"\\\"2026-07-01T00:00:00Z\\\"\""},
        {"return bifolio.json.decode('[1,\\n x]')",
         "2:1 plugin 'p': JSON, line 2, column 2: invalid JSON: expected a "
         "value "
         "[plugin-error]" FOR},
        {"return bifolio.json.decode('')",
         "2:1 plugin 'p': JSON, line 1, column 1: invalid JSON: expected a "
         "value "
         "[plugin-error]" FOR},
        {"return select(2, pcall(bifolio.json.decode, '{\"a\": 1,}'))",
         "\"JSON, line 1, column 9: invalid JSON: expected a string\""},
        {"return bifolio.json.encode(type)",
         "2:1 plugin 'p': a function is no data [plugin-error]" FOR},
        {"return bifolio.json.encode({0 / 0})",
         "2:1 plugin 'p': a number that is not finite cannot be JSON "
         "[plugin-error]" FOR},
        {"return bifolio.json.encode({page})",
         "2:1 plugin 'p': a thing cannot be JSON; choose what is to be said of "
         "it [plugin-error]" FOR},
        {"return bifolio.json.encode(1, 9)",
         "2:1 plugin 'p': bad argument #2 to 'encode' (the indent is 0 to 8 "
         "spaces) [plugin-error]" FOR},
        {"bifolio.json.object(setmetatable({}, {}))",
         "2:1 plugin 'p': bad argument #1 to 'object' (it has a metatable) "
         "[plugin-error]" FOR},
        {"while true do pcall(bifolio.json.decode, ('[1,'):rep(1e4)) end",
         "2:1 " STEPS},
        {"local t = {} for i = 1, 1e4 do t[i] = i end t[1] = 0 / 0 "
         "while true do pcall(bifolio.json.encode, t) end",
         "2:1 " STEPS},
        {"return bifolio.json.decode(('['):rep(600))",
         "2:1 plugin 'p': JSON, line 1, column 514: invalid JSON: expected "
         "less "
         "nesting [plugin-error]" FOR},
        {"return bifolio.markdown('x')", "2:1 plugin 'p': there is no Markdown "
                                         "at this stage [plugin-error]" FOR},
    };

    (void)state;
    check_rows(rows, COUNT(rows));
}

static void test_objects(void **state)
{
    static const Row rows[] = {
        {"return page.title", "\"thing\""},
        {"return page.none == nil", "true"},
        {"return page", "\"\\u003cthing\\u003e\""},
        {"return #args.things", "2"},
        {"return args.things[2].title", "\"two\""},
        {"return args.things[3] == nil", "true"},
        {"local s = '' for i, x in pairs(args.things) do s = s .. i .. x.title "
         "end return s",
         "\"1one2two\""},
        {"local s = '' for k, v in pairs(page) do s = s .. k end return s",
         "\"titlenone\""},
        {"return page == page", "true"},
        {"return page == {}", "false"},
        {"return getmetatable(page)", "false"},
        {"return page.titel",
         "2:1 plugin 'p': a thing has no 'titel'; did you mean 'title'? "
         "[plugin-error]" FOR},
        {"page.title = 'x'",
         "2:1 plugin 'p': a thing cannot be changed [plugin-error]" FOR},
        {"rawset(page, 'title', 'x')",
         "2:1 plugin 'p': bad argument #1 to 'rawset' (table expected, got "
         "object) [plugin-error]" FOR},
        {"setmetatable(page, {})",
         "2:1 plugin 'p': bad argument #1 to 'setmetatable' (table expected, "
         "got object) [plugin-error]" FOR},
    };

    (void)state;
    check_rows(rows, COUNT(rows));
}

/* ---- the same everywhere */

static void test_determinism(void **state)
{
    static const Row rows[] = {
        {"local s = '' for k in pairs{z=1, b=1, [3]=1, aa=1, a=1, [1]=1, "
         "[true]=1} do s = s .. tostring(k) .. ' ' end return s",
         "\"1 3 a aa b z true \""},
        {"local s, k = '' repeat k = next({z=1, b=1, a=1}, k) s = s .. "
         "tostring(k) until not k return s",
         "\"abznil\""},
        {"local t = {a=1, b=2, c=3} for k in pairs(t) do t[k] = nil end return "
         "next(t) == nil",
         "true"},
        {"local t = {a=1, b=2, c=3} for k in pairs(t) do t.c = nil t.b = nil "
         "args[1] = k end return args[1]",
         "\"a\""},
        {"return tostring({}) .. tostring(type) .. ('%s'):format({}) .. "
         "tostring(page)",
         "\"tablefunctiontable\\u003cthing\\u003e\""},
        {"return ('%d %s%% %5.1f %q'):format(1, 'x', 2.25, 'y')",
         "\"1 x%   2.2 \\\"y\\\"\""},
        {"return ('%p'):format({})",
         "2:1 plugin 'p': '%p' would print an address [plugin-error]" FOR},
        {"local a = math.random(1000) math.randomseed(1) return a", "201"},
        {"math.randomseed()", "2:1 plugin 'p': bad argument #1 to 'randomseed' "
                              "(number expected, got "
                              "no value) [plugin-error]" FOR},
    };

    (void)state;
    check_rows(rows, COUNT(rows));
}

/* ---- what is not there, and what cannot be changed */

static void test_sandbox(void **state)
{
    static const Row rows[] = {
        {"local s = '' for _, k in ipairs{'os', 'io', 'debug', 'package', "
         "'load', 'loadstring', 'loadfile', 'dofile', 'collectgarbage'} do s = "
         "s .. type(_G[k]) .. type(_ENV[k]) end return s:gsub('nil', '')",
         "\"\""},
        {"return string.dump == nil and ('').dump == nil", "true"},
        {"return getmetatable('')", "false"},
        {"string.upper = nil return ('a'):upper()", "\"A\""},
        {"return getmetatable(require('lpeg').P('a'))", "false"},
        {"require('os')",
         "2:1 plugin 'p': there is no module 'os': a plugin can require the "
         "files of its own folder, 'lpeg' and 'lexer' [plugin-error]" FOR},
        {"return require('lexer').answer", "\"?0\""},
        {"local l = require('lpeg') return l.match(l.C(l.R'az'^1), 'abc1')",
         "\"abc\""},
        {"setmetatable({}, {__gc = function() while true do end end})",
         "2:1 plugin 'p': a metatable may not have '__gc' here "
         "[plugin-error]" FOR},
        {"local t = setmetatable({}, {__metatable = 1}) setmetatable(t, {})",
         "2:1 plugin 'p': cannot change a protected metatable "
         "[plugin-error]" FOR},
        {"for _, f in pairs(coroutine) do if f == os then return 1 end end "
         "return coroutine.wrap(function() return type(os) end)()",
         "\"nil\""},
        {"local co = coroutine.create(function() coroutine.yield(type(io)) "
         "end) return select(2, coroutine.resume(co))",
         "\"nil\""},
        {"return select(2, pcall(error, 'x'))", "\"x\""},
        {"return select(2, xpcall(function(a) error(a, 0) end, function(m) "
         "return m .. '!' end, 'x'))",
         "\"x!\""},
        {"return coroutine.wrap(function() local ok, v = pcall(function() "
         "return coroutine.yield(1) end) return v end)()",
         "1"},
    };

    (void)state;
    check_rows(rows, COUNT(rows));
}

/* ---- what is stopped */

#define MEMORY                                                                 \
    "plugin 'p': wants more than the 64 MB of memory it may have "             \
    "[plugin-memory]" FOR
#define SECONDS                                                                \
    "plugin 'p': stopped, for it took more than 1 seconds [plugin-time]" FOR

static void test_limits(void **state)
{
    static const Row rows[] = {
        {"while true do end", "2:1 " STEPS},
        {"while true do pcall(function() while true do end end) end",
         "2:1 " STEPS},
        {"xpcall(function() while true do end end, function() while true do "
         "end end)",
         "2:1 " STEPS},
        {"coroutine.wrap(function() while true do end end)()", "2:1 " STEPS},
        {"while true do coroutine.resume(coroutine.create(function() while "
         "true do end end)) end",
         "2:1 " STEPS},
        {"local x <close> = setmetatable({}, {__close = function() while true "
         "do end end}) while true do end",
         "2:1 " STEPS},
        {"local t = setmetatable({}, {__index = function(t, k) return t[k + 1] "
         "end}) return t[1]",
         "2:1 plugin 'p': C stack overflow [plugin-error]" FOR},
        {"local function f() return 1 + f() end return f()", "2:1 " MEMORY},
        {"local function f() return pcall(f) end return f()", "true"},
        {"local t = {} while true do t[#t + 1] = ('x'):rep(1000) .. #t end",
         "2:1 " MEMORY},
        {"local s = 'x' while true do s = s .. s end", "2:1 " MEMORY},
        {"return ('x'):rep(1e9)",
         "2:1 plugin 'p': the resulting string is too large "
         "[plugin-error]" FOR},
        {"return ('x'):rep(1e9, ', ')",
         "2:1 plugin 'p': the resulting string is too large "
         "[plugin-error]" FOR},
        {"return #(''):rep(1e18)", "0"},
        {"local t = {} for i = 1, 1e4 do t[i] = ('x'):rep(1e4) end return "
         "#table.concat(t)",
         "2:1 " MEMORY},
        {"local t = {} for i = 1, 1e5 do t[i] = i end local k repeat k = "
         "next(t, k) until not k",
         "2:1 " STEPS},
    };

    (void)state;
    check_rows(rows, COUNT(rows));
}

/* Deep in C, where no step is counted. */
static void test_force(void **state)
{
    static const Row rows[] = {
        {"return ('a'):rep(40):find(('a*'):rep(20) .. 'b')", "2:1 " SECONDS},
        {"return (('a'):rep(40):gsub(('a?'):rep(20) .. ('.-'):rep(20) .. 'b', "
         "''))",
         "2:1 " SECONDS},
        {"table.insert(setmetatable({}, {__len = function() return 1e15 // 1 | "
         "0 end}), 1, 1)",
         "2:1 " SECONDS},
        {"pcall(table.move, {}, 1, 1e15 // 1 | 0, 2)", "2:1 " SECONDS},
        {"local l = require('lpeg') local p = l.P{'a' * l.V(1) * 'b' + 'a' * "
         "l.V(1) * 'c' + 'a'} return p:match(('a'):rep(60))",
         "2:1 " SECONDS},
        {"local l = require('lpeg') local p = l.P(1)^0 for i = 1, 8 do p = (#p "
         "* 1)^0 end return p:match(('a'):rep(1000))",
         "2:1 " SECONDS},
    };

    (void)state;
#ifdef __SANITIZE_THREAD__
    skip(); /* it delivers signals only where it calls the system */
#endif
    check_late(rows, COUNT(rows), SHORT);
}

/* A pattern that LPeg could compile only by overrunning the stack. */
static void test_deep_pattern(void **state)
{
    static const Row rows[] = {
        {"local l = require('lpeg') local p = l.P'a' for i = 1, 1e6 do p = "
         "l.C(p) end return p:match('a')",
         "2:1 plugin 'p': the pattern is too deep [plugin-error]" FOR},
        {"local l = require('lpeg') local p = l.P'a' for i = 1, 1e6 do p = p * "
         "'a' end return p:match('a')",
         "2:1 plugin 'p': the pattern is too deep [plugin-error]" FOR},
        {"local l = require('lpeg') return (l.P'a'^-20000):match('a')",
         "2:1 plugin 'p': the pattern is too deep [plugin-error]" FOR},
        {"local l = require('lpeg') return "
         "((l.P'a'^-500)^1):match(('a'):rep(9))",
         "2:1 plugin 'p': loop body may accept empty string "
         "[plugin-error]" FOR},
        {"local l = require('lpeg') return (l.P'a'^-500):match(('a'):rep(9))",
         "10"},
    };

    (void)state;
    check_rows(rows, COUNT(rows));
}

/* After all of this the state still works, a new one if it has to be. */
static void test_goes_on(void **state)
{
    PluginArgs args = {0};
    Trial t;

    (void)state;
    trial_open(&t,
               "n = (n or 0) + 1\n"
               "if n == 2 then while true do end end\n"
               "if n == 4 then ('a'):rep(40):find(('a*'):rep(20) .. 'b') "
               "end return n",
               SHORT);
    assert_str("first", trial_call(&t, &args), STR("1"));
    assert_str("stopped", trial_call(&t, &args), STR("3:1 " STEPS));
    assert_str("goes on", trial_call(&t, &args), STR("3"));
#ifndef __SANITIZE_THREAD__
    assert_str("left", trial_call(&t, &args), STR("4:1 " SECONDS));
    assert_str("anew", trial_call(&t, &args), STR("1"));
#endif
    trial_close(&t);
}

static void test_kept_object(void **state)
{
    const Str name = STR("x");
    Trial t;

    (void)state;
    trial_open(&t, "kept = kept or page\nreturn kept.title", 0);
    PluginArgs args = {.page = value_object(&t.arena, &thing_type, &name)};
    assert_str("in time", trial_call(&t, &args), STR("\"x\""));
    assert_str("too late", trial_call(&t, &args),
               STR("3:1 plugin 'p': this thing was kept from an earlier call "
                   "[plugin-error]" FOR));
    trial_close(&t);
}

/* ---- what is said */

static void test_errors(void **state)
{
    static const Row rows[] = {
        {"local x = nil\nreturn x.y",
         "3:1 plugin 'p': attempt to index a nil value (local 'x') "
         "[plugin-error]" FOR},
        {"local function inner()\n    error('no luck')\nend\n"
         "local function outer()\n    inner()\n    return 1\nend\n"
         "return (outer())",
         "3:5 plugin 'p': no luck [plugin-error] | 6:5 called from here | 9:1 "
         "called from here" FOR},
        {"error('no place', 0)", "2:1 plugin 'p': no place [plugin-error]" FOR},
        {"error({})", "2:1 plugin 'p': table [plugin-error]" FOR},
        {"error(setmetatable({}, {__tostring = function() return 'told' end}))",
         "2:1 plugin 'p': told [plugin-error]" FOR},
        {"local co = coroutine.wrap(function()\n    error('within')\nend)\n"
         "co()",
         "3:5 plugin 'p': within [plugin-error] | 5:1 called from here" FOR},
        {"bifolio.warn('careful')\nreturn 1", "1"},
        {"local x\nbifolio.fail('no text')\nreturn 1",
         "3:1 plugin 'p': no text [plugin-error]" FOR},
        {"pcall(bifolio.fail, 'first')\nreturn 1", "1"},
    };

    (void)state;
    check_rows(rows, COUNT(rows));
}

/* What is wrong with a whole file. */
static void test_loading(void **state)
{
    static const Row rows[] = {
        {"return {", "1:1 plugin 'p': unexpected symbol near <eof> "
                     "[plugin-syntax]"},
        {"\n\nreturn {\n    x = = 1\n}",
         "4:5 plugin 'p': unexpected symbol near '=' [plugin-syntax]"},
        {"\033Lua", "plugin 'p': attempt to load a binary chunk (mode is 't') "
                    "[plugin-syntax]"},
        {"local x = 1",
         "plugin 'p': the file should return table, not nil [plugin-result]"},
        {"return {filter = {}}",
         "plugin 'p': the table that it returns has an unknown key 'filter' "
         "[plugin-unknown-key] | did you mean 'filters'?"},
        {"return {filters = {x = 1}}",
         "plugin 'p': 'filters.x' should be function, not number "
         "[plugin-shape]"},
        {"return {filters = 1}",
         "plugin 'p': 'filters' should be table, not number [plugin-shape]"},
        {"while true do end",
         "1:1 plugin 'p': stopped after 4 million steps; does it run for ever? "
         "[plugin-steps]"},
        {"return {attributes = 'x'}",
         "plugin 'p': 'attributes' should be table, not string [plugin-shape]"},
        {"return {attributes = {'x', 1}}",
         "plugin 'p': 'attributes' should be list of strings, not number "
         "[plugin-shape]"},
        {"return {needs = 'x'}",
         "plugin 'p': 'needs' should be table, not string [plugin-shape]"},
        {"return {needs = {raed = 'x'}}",
         "plugin 'p': nothing can be needed by the name 'raed' "
         "[plugin-unknown-need] | did you mean 'read'?"},
        {"return {needs = {read = {1}, run = 2, env = {}}}",
         "plugin 'p': 'needs.read' should be list of strings, not table "
         "[plugin-shape]\nplugin 'p': 'needs.run' should be list of strings, "
         "not number [plugin-shape]"},
        {"return {needs = {read = 'a', run = {'b', 'c'}}}", ""},
        {"bifolio.read('a') return {needs = {read = 'a'}}",
         "1:1 plugin 'p': this is for functions that the plugin offers, not "
         "for while it is loaded [plugin-error]"},
        {"return {name = 'x', description = 'y', version = '1'}", ""},
    };
    int failed = 0;

    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        Trial t = {0};
        trial_load(&t, str_of(rows[i].body));
        failed += !same_str(rows[i].body, diags_text(&t.arena, &t.d),
                            str_of(rows[i].wanted));
        trial_close(&t);
    }
    assert_int_equal(failed, 0);
}

/* What a module that cannot be loaded says, and that it says so again. */
static void test_require(void **state)
{
    static const Row rows[] = {
        {"return require('good') + require('good')", "2"},
        {"require('bad')", "1:1 plugin 'p': no luck [plugin-error]"
                           " | 2:1 called from here" FOR},
        {"pcall(require, 'bad') require('bad')",
         "1:1 plugin 'p': no luck [plugin-error]"
         " | 2:1 called from here" FOR},
        {"pcall(require, 'none') require('none')",
         "2:1 plugin 'p': there is no module 'none': a plugin can require the "
         "files of its own folder, 'lpeg' and 'lexer' [plugin-error]" FOR},
        {"require('round')",
         "1:1 plugin 'p': the module 'round' requires "
         "itself [plugin-error] | 2:1 called from here" FOR},
        {"pcall(require, 'round') return require('good')", "1"},
    };
    static const Source files[] = {
        {STR_INIT("plugins/p/good.lua"), STR_INIT("return 1")},
        {STR_INIT("plugins/p/bad.lua"), STR_INIT("error('no luck')")},
        {STR_INIT("plugins/p/round.lua"), STR_INIT("require('round')")},
    };
    static const char *const names[] = {"good", "bad", "round"};
    int failed = 0;

    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        Trial t = {0};
        for (size_t m = 0; m < COUNT(files); m++)
            map_add(&t.source.modules, &t.arena, str_of(names[m]),
                    (void *)&files[m]);
        trial_load(&t, text_of(&t.arena, rows[i].body));
        failed += !same_str(rows[i].body, trial_call(&t, &(PluginArgs){0}),
                            str_of(rows[i].wanted));
        trial_close(&t);
    }
    assert_int_equal(failed, 0);
}

/* Where what is offered begins, and in which order hooks are called. */
static void test_entries(void **state)
{
    const Str text = STR("local function f() end\n"
                         "return {\n"
                         "  hooks = {\n"
                         "    page = function(page) return page end,\n"
                         "    ready = f,\n"
                         "    output = string.upper,\n"
                         "  },\n"
                         "}\n");
    static const struct {
        PluginHook hook;
        size_t line, column;
    } rows[] = {{HOOK_PAGE, 4, 5}, {HOOK_READY, 1, 1}, {HOOK_OUTPUT, 1, 1}};
    Trial t = {0};
    size_t n;

    (void)state;
    trial_load(&t, text);
    assert_non_null(t.set);
    for (size_t i = 0; i < COUNT(rows); i++) {
        const PluginEntry *const *hooks =
            plugins_hooks(t.set, rows[i].hook, &n);
        assert_int_equal(n, 1);
        Place at = source_place(hooks[0]->src, hooks[0]->at.start);
        assert_int_equal(at.line, rows[i].line);
        assert_int_equal(at.column, rows[i].column);
    }
    plugins_hooks(t.set, HOOK_CONFIG, &n);
    assert_int_equal(n, 0);
    trial_close(&t);
}

/* A hook is given its arguments one by one; nobody may change what it gives,
 * for all threads see it. */
static void test_hook(void **state)
{
    Trial t = {0};
    Value v, args[] = {value_int(2), value_str(STR("x"))};
    PluginArgs given = {.args = args, .nargs = COUNT(args)};
    size_t n;

    (void)state;
    trial_load(&t, STR("return {hooks = {ready = function(a, b, c)\n"
                       "return {b:rep(a), {tostring(c)}} end}}"));
    PluginCall call = {.reader = &t.reader, .d = &t.d};
    const PluginEntry *f = plugins_hooks(t.set, HOOK_READY, &n)[0];
    assert_true(plugins_call(t.state, &call, f, &given, &v));
    assert_int_equal(v.kind, VALUE_LIST);
    assert_true(str_eq(v.as.list->items[0].as.s, STR("xx")));
    assert_true(str_eq(v.as.list->items[1].as.list->items[0].as.s, STR("nil")));
    assert_false(v.as.list->fresh);
    assert_false(v.as.list->items[1].as.list->fresh);
    trial_close(&t);
}

static void test_options(void **state)
{
    static const struct {
        const char *json, *wanted;
    } rows[] = {
        {"{}", "{\"loud\": false, \"name\": \"x\"}"},
        {"{\"loud\": true, \"name\": \"y\"}",
         "{\"loud\": true, \"name\": \"y\"}"},
        {"{\"luod\": true}", "the plugin 'p' has no option 'luod' "
                             "[plugin-option-unknown] | did you "
                             "mean 'loud'?"},
        {"{\"loud\": 3}",
         "the option 'loud' of the plugin 'p' should be boolean, not integer "
         "[plugin-option-kind]"},
    };
    int failed = 0;

    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        Trial t = {0};
        PluginArgs args = {0};
        Source json = {STR("x.json"), str_of(rows[i].json)};
        t.d.arena = &t.arena;
        assert_true(json_parse(&t.arena, &json, &t.d, &t.source.options));
        trial_load(&t,
                   STR("local o = {loud = false, name = 'x'} return {options "
                       "= o, functions = {f = function() return o end}}"));
        Str got = t.set ? trial_call(&t, &args) : diags_text(&t.arena, &t.d);
        failed += !same_str(rows[i].json, got, str_of(rows[i].wanted));
        trial_close(&t);
    }
    assert_int_equal(failed, 0);
}

/* ---- code */

static Str trial_code(Trial *t, CodeBlock *code)
{
    PluginCall call = {.reader = &t->reader, .d = &t->d, .page = STR("/a/")};
    CodeHtml out;
    bool handled;

    if (!plugins_code(t->state, &call, code, &out, &handled))
        return diags_text(&t->arena, &t->d);
    if (!handled)
        return STR("plain");
    return str_printf(&t->arena, STR_FMT "|" STR_FMT "|" STR_FMT "|" STR_FMT,
                      STR_ARG(out.inside), STR_ARG(out.whole),
                      STR_ARG(out.classes), STR_ARG(out.label));
}

static void test_code(void **state)
{
    static const char plugin[] =
        "return {code = {\n"
        "C = function(b) return b.code .. b.lines .. b.title end,\n"
        "two = function(b) return {whole = '<svg>', label = 'x'} end,\n"
        "none = function() end,\n"
        "bad = function() return 1 end,\n"
        "worse = function() return {insid = ''} end,\n"
        "hl = function(b) local s = '' for n in pairs(b.highlighted) do s = s "
        ".. n end return s end,\n"
        "['{draw}'] = function(b) return tostring(b.attributes.draw) .. "
        "b.classes[1] .. b.id end,\n"
        "['*'] = function(b) if b.language == 'none' then return {class = "
        "'star'} end end,\n}}";
    static const struct {
        const char *language, *attribute, *wanted;
    } rows[] = {
        {"c", "", "a\nb\n2T|||"},
        {"two", "", "|<svg>||x"},
        {"none", "", "||star|"},
        {"other", "", "plain"},
        {"c", "draw", "truewideme|||"},
        {"hl", "", "2|||"},
        {"bad", "",
         "plugin 'p': a handler of code returns nil, a string, or a table with "
         "inside, whole, class, label; not number [plugin-error]" FOR},
        {"worse", "",
         "plugin 'p': a handler of code returns nil, a string, or a table with "
         "inside, whole, class, label; not insid [plugin-error]" FOR},
    };
    Trial t = {0};
    int failed = 0;

    (void)state;
    trial_load(&t, str_of(plugin));
    for (size_t i = 0; i < COUNT(rows); i++) {
        CodeBlock code = {
            .language = str_of(rows[i].language),
            .code = STR("a\nb\n"),
            .lines = 2,
            .title = STR("T"),
            .attributes = {.id = STR("me")},
        };
        *VEC_PUSH(&code.highlighted, &t.arena) = (LineRange){2, 2};
        *VEC_PUSH(&code.attributes.classes, &t.arena) = STR("wide");
        if (rows[i].attribute[0])
            *VEC_PUSH(&code.attributes.entries, &t.arena) =
                (Attribute){.key = str_of(rows[i].attribute)};
        t.d = (DiagList){.arena = &t.arena};
        failed += !same_str(rows[i].language, trial_code(&t, &code),
                            str_of(rows[i].wanted));
    }
    assert_int_equal(failed, 0);
    trial_close(&t);
}

/* What authors may write for the sake of a plugin. */
static void test_attributes(void **state)
{
    Trial t = {0};
    size_t n;

    (void)state;
    trial_load(&t, STR("return {attributes = {'speed', 'loop'},"
                       "code = {['{draw}'] = function() end,"
                       "c = function() end}}"));
    assert_string_equal("", arena_cstr(&t.arena, diags_text(&t.arena, &t.d)));
    const Str *names = plugins_attributes(t.set, &n);
    assert_int_equal(n, 3);
    assert_str("listed", names[0], STR("speed"));
    assert_str("listed", names[1], STR("loop"));
    assert_str("handled", names[2], STR("draw"));
    trial_close(&t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_values),     cmocka_unit_test(test_json),
        cmocka_unit_test(test_objects),    cmocka_unit_test(test_determinism),
        cmocka_unit_test(test_sandbox),    cmocka_unit_test(test_limits),
        cmocka_unit_test(test_force),      cmocka_unit_test(test_deep_pattern),
        cmocka_unit_test(test_goes_on),    cmocka_unit_test(test_kept_object),
        cmocka_unit_test(test_errors),     cmocka_unit_test(test_loading),
        cmocka_unit_test(test_options),    cmocka_unit_test(test_code),
        cmocka_unit_test(test_attributes), cmocka_unit_test(test_require),
        cmocka_unit_test(test_entries),    cmocka_unit_test(test_hook),
    };

    return cmocka_run_group_tests_name("plugin", tests, NULL, NULL);
}
