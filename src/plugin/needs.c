/* needs.c - what a plugin takes from outside: files, the environment, other
 * programs.
 *
 *     bifolio.read(path)               the bytes of a file of the site
 *     bifolio.env(name)                a variable of the environment
 *     bifolio.run(name, args, input)   what a program writes
 *
 * Each gives nil, and why, where there is nothing to give.  What is asked for
 * must be among the plugin's `needs`, so that a reader of the plugin knows, and
 * among what the site's configuration grants it; else it is an error that says
 * what to write where. */
#include "plugin/state.h"

#include "base/path.h"

/* ORDER PluginNeed */
static const Str names[NEEDS] = {STR_INIT("read"), STR_INIT("run"),
                                 STR_INIT("env")};

Str plugin_need_name(PluginNeed need)
{
    return names[need];
}

/* ---- what is refused: an error of Lua that knows what it was about */

#define REFUSAL "bifolio.refusal"

typedef struct {
    DiagCode code;
    PluginNeed need;
} Refusal; /* its user value is what was asked for */

/* For plugins that catch it and print it. */
static int refusal_tostring(lua_State *L)
{
    const Refusal *r = luaL_checkudata(L, 1, REFUSAL);

    lua_getiuservalue(L, 1, 1);
    lua_pushfstring(L, "bifolio.%s('%s') is not %s",
                    arena_cstr(&state_of(L)->arena, names[r->need]),
                    lua_tostring(L, -1),
                    r->code == PLUGIN_UNGRANTED ? "granted" : "declared");
    return 1;
}

static int refusal_concat(lua_State *L)
{
    push_text(L, 1);
    push_text(L, 2);
    lua_concat(L, 2);
    return 1;
}

static int refuse(lua_State *L, DiagCode code, PluginNeed need)
{
    Refusal *r = lua_newuserdatauv(L, sizeof *r, 1);

    *r = (Refusal){code, need};
    lua_pushvalue(L, 1);
    lua_setiuservalue(L, -2, 1);
    if (luaL_newmetatable(L, REFUSAL)) {
        lua_pushcfunction(L, refusal_tostring);
        lua_setfield(L, -2, "__tostring");
        lua_pushcfunction(L, refusal_concat);
        lua_setfield(L, -2, "__concat");
        lua_pushboolean(L, false);
        lua_setfield(L, -2, "__metatable");
    }
    lua_setmetatable(L, -2);
    return lua_error(L);
}

bool needs_refused(lua_State *L, int index)
{
    PluginState *s = state_of(L);
    const Refusal *r = luaL_testudata(L, index, REFUSAL);

    if (!r)
        return false;
    lua_getiuservalue(L, index, 1);
    s->now.code = r->code;
    s->now.need = r->need;
    s->now.message = str_dup(&s->arena, str_from(L, -1));
    lua_pop(L, 1);
    return true;
}

/* A text as YAML or Lua have it within a list. */
static void put_item(Buf *b, Str text, bool yaml)
{
    bool plain = yaml && text.len && ascii_is_alnum(text.ptr[0]);

    for (size_t i = 0; i < text.len; i++)
        plain &= ascii_is_alnum(text.ptr[i]) ||
                 str_find(STR("./_-"), text.ptr[i]) != SIZE_MAX;
    if (!plain)
        buf_put_char(b, '"');
    for (size_t i = 0; i < text.len; i++) {
        if (text.ptr[i] == '"' || text.ptr[i] == '\\')
            buf_put_char(b, '\\');
        buf_put_char(b, text.ptr[i]);
    }
    if (!plain)
        buf_put_char(b, '"');
}

/* read: [data/a.json], run: [dot] -- what there is, and what is wanted too. */
static void put_needs(Buf *b, const PluginState *s, const PluginNeeds *lists,
                      bool yaml)
{
    bool first = true;

    for (int need = 0; need < NEEDS; need++) {
        size_t n = lists[need].len + (need == (int)s->now.need);
        for (size_t i = 0; i < n; i++) {
            if (i == 0)
                buf_printf(b, "%s" STR_FMT "%s", first ? "" : ", ",
                           STR_ARG(names[need]), yaml ? ": [" : " = {");
            else
                BUF_LIT(b, ", ");
            put_item(b,
                     i < lists[need].len ? lists[need].items[i]
                                         : s->now.message,
                     yaml);
            first = false;
        }
        if (n)
            buf_put_char(b, yaml ? ']' : '}');
    }
}

/* - NAME: {grant: {read: [data/a.json]}} */
static Str yaml_line(PluginState *s, const PluginSource *src)
{
    bool more =
        src->options.kind == VALUE_DICT && src->options.as.dict->len > 0;
    Buf b = buf_in(&s->arena);

    buf_printf(&b, "- " STR_FMT ": {%sgrant: {", STR_ARG(src->name),
               more ? "..., " : "");
    put_needs(&b, s, src->grants, true);
    BUF_LIT(&b, "}}");
    return buf_take(&b);
}

static Str lua_line(PluginState *s, const Plugin *p)
{
    Buf b = buf_in(&s->arena);

    BUF_LIT(&b, "needs = {");
    put_needs(&b, s, p->needs, false);
    buf_put_char(&b, '}');
    return buf_take(&b);
}

void needs_report(PluginState *s)
{
    const Plugin *p = &s->set->plugins[s->now.plugin];
    const PluginSource *src = p->source;
    DiagList *d = s->now.call->d;
    Diag *diag = error_add(s, s->now.code,
                           STRS(src->name, names[s->now.need], s->now.message));

    if (s->now.code == PLUGIN_UNDECLARED)
        diag_note(d, diag, PLUGIN_DECLARE, src->main, (Span){0},
                  STRS(lua_line(s, p)));
    else
        diag_note(d, diag, PLUGIN_GRANT, src->config, src->at,
                  STRS(yaml_line(s, src)));
}

/* ---- asking */

static bool is_among(const PluginNeeds *list, PluginNeed need, Str text)
{
    for (size_t i = 0; i < list->len; i++)
        if (need == NEED_READ ? path_matches(text, list->items[i])
                              : str_eq(text, list->items[i]))
            return true;
    return false;
}

/* The path at 1 is put there as it is without dots. */
static void clean_path(lua_State *L)
{
    PluginState *s = state_of(L);
    Str clean;

    if (!path_normalize(&s->arena, str_from(L, 1), &clean))
        luaL_error(L, "the path '%s' leaves the site", lua_tostring(L, 1));
    push_str(L, clean);
    lua_replace(L, 1);
}

/* The text at 1, if it may be asked for. */
static Str allowed(lua_State *L, PluginNeed need)
{
    PluginState *s = state_of(L);
    const Plugin *p = &s->set->plugins[s->now.plugin];

    luaL_checkstring(L, 1);
    if (!s->loaded)
        luaL_error(L, "this is for functions that the plugin offers, not for "
                      "while it is loaded");
    if (need == NEED_READ)
        clean_path(L);
    Str text = str_from(L, 1);
    if (!is_among(&p->needs[need], need, text))
        refuse(L, PLUGIN_UNDECLARED, need);
    if (!is_among(&p->source->grants[need], need, text))
        refuse(L, PLUGIN_UNGRANTED, need);
    return text;
}

/* What is relied on, for whoever keeps what was made. */
static void rely_on(lua_State *L, const char *kind, Str name)
{
    PluginState *s = state_of(L);

    s->guard->busy++;
    reader_used(s->now.call->reader, str_of(kind), name);
    s->guard->busy--;
}

static int answer(lua_State *L, const PluginQuestion *q)
{
    PluginState *s = state_of(L);
    const PluginHost *host = s->set->host;
    PluginAnswer a = {.why = STR("there is none here")};

    s->guard->busy++;
    if (host->ask)
        host->ask(host->context, q, &a);
    s->guard->busy--;
    if (!a.given) {
        if (q->need == NEED_RUN)
            rely_on(L, "failure", q->name);
        lua_pushnil(L);
        push_str(L, a.why);
        return 2;
    }
    state_spend(L, a.text.len / 8);
    push_str(L, a.text);
    return 1;
}

static int library_read(lua_State *L)
{
    PluginQuestion q = {.need = NEED_READ, .name = allowed(L, NEED_READ)};

    rely_on(L, "file", q.name);
    return answer(L, &q);
}

static int library_env(lua_State *L)
{
    PluginQuestion q = {.need = NEED_ENV, .name = allowed(L, NEED_ENV)};

    rely_on(L, "env", q.name);
    return answer(L, &q);
}

/* The list at 2, or nothing. */
static size_t take_args(lua_State *L, const Str **out)
{
    enum { ARGS_MOST = 1000 };

    if (lua_isnoneornil(L, 2))
        return 0;
    luaL_checktype(L, 2, LUA_TTABLE);
    size_t n = lua_rawlen(L, 2);
    luaL_argcheck(L, n <= ARGS_MOST, 2, "too many arguments");
    Str *args = ARENA_ARRAY(&state_of(L)->arena, Str, n);
    luaL_checkstack(L, (int)n, NULL);
    for (size_t i = 0; i < n; i++) {
        /* They stay on the stack, for as long as they are used. */
        lua_rawgeti(L, 2, (lua_Integer)i + 1);
        luaL_argcheck(L, lua_type(L, -1) == LUA_TSTRING, 2,
                      "a list of strings is wanted");
        args[i] = str_from(L, -1);
        luaL_argcheck(L, str_find(args[i], '\0') == SIZE_MAX, 2,
                      "a NUL in an argument");
    }
    *out = args;
    return n;
}

/* What a program says to the same arguments and input is taken to stay the
 * same, so that nothing is relied on but what they were made of; unless it
 * failed. */
static int library_run(lua_State *L)
{
    enum { RUNS_MOST = 1000 }; /* in one call */
    PluginState *s = state_of(L);
    PluginQuestion q = {.need = NEED_RUN, .name = allowed(L, NEED_RUN)};
    size_t len;

    q.input.ptr = luaL_optlstring(L, 3, "", &len);
    q.input.len = len;
    q.nargs = take_args(L, &q.args);
    state_spend(L, s->set->limits.steps / RUNS_MOST);
    return answer(L, &q);
}

const luaL_Reg needs_functions[] = {
    {"env", library_env},
    {"read", library_read},
    {"run", library_run},
    {NULL, NULL},
};
