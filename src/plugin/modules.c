/* modules.c - require: of a plugin's own files, of lpeg, and of the lexers.
 *
 * Scintillua expects a whole Lua around it: it looks for files, runs them and
 * reads the clock.  It gets globals of its own in which these find nothing but
 * the lexers, and in which no time passes. */
#include "plugin/state.h"

/* Upvalues of module_require. */
enum { UP_PLUGIN = 1, UP_GLOBALS, UP_LOADED };

/* '=' tells Lua to use the rest in messages as it is. */
const char *chunk_name(PluginState *s, const Source *src)
{
    return arena_cstr(&s->arena,
                      str_printf(&s->arena, "=" STR_FMT, STR_ARG(src->path)));
}

void run_chunk(lua_State *L, const PluginChunk *chunk)
{
    Str code = chunk->bytecode.len ? chunk->bytecode : chunk->src->text;
    const char *mode = chunk->bytecode.len ? "b" : "t";

    if (luaL_loadbufferx(L, code.ptr, code.len,
                         chunk_name(state_of(L), chunk->src), mode))
        lua_error(L);
    lua_insert(L, -2);
    lua_setupvalue(L, -2, 1);
    lua_call(L, 0, 1);
}

/* ---- lexers */

static bool plain_name(Str name)
{
    for (size_t i = 0; i < name.len; i++)
        if (!ascii_is_alnum(name.ptr[i]) && name.ptr[i] != '_' &&
            name.ptr[i] != '-')
            return false;
    return name.len > 0;
}

/* Patterns hold memory of which Lua's collector does not know: what the lexers
 * before left is taken away in time. */
static void make_room(lua_State *L)
{
    const PluginState *s = state_of(L);

    if (s->memory > s->set->limits.memory / 4)
        lua_gc(L, LUA_GCCOLLECT, 0);
}

/* Reads NAME.lua of Scintillua and pushes what it returns, run with the globals
 * at `globals`. */
static void run_lexer_file(lua_State *L, Str name, int globals)
{
    PluginState *s = state_of(L);
    const PluginHost *host = s->set->host;
    const Source *src = NULL;

    make_room(L);
    s->guard->busy++;
    if (plain_name(name) && host->lexer)
        src = host->lexer(host->context, name);
    if (src)
        map_add(&s->lexers, &s->keep, src->path, (void *)src);
    s->guard->busy--;
    if (src) {
        lua_pushvalue(L, globals);
        run_chunk(L, &(PluginChunk){.src = src});
    } else {
        luaL_error(L, "there is no lexer '%s'", arena_cstr(&s->arena, name));
    }
}

/* package.searchpath("lexers/bash", path) */
static int lexer_searchpath(lua_State *L)
{
    luaL_checkstring(L, 1);
    lua_settop(L, 1);
    return 1;
}

/* For a lexer without others inside it, Scintillua makes a grammar that looks
 * at the clock every 500 tokens and for that holds 500 copies of the rules:
 * megabytes, and milliseconds.  With a list of none inside it does not. */
static void put_children(lua_State *L)
{
    if (!lua_istable(L, -1))
        return;
    if (lua_getfield(L, -1, "_CHILDREN") == LUA_TNIL) {
        lua_newtable(L);
        lua_setfield(L, -3, "_CHILDREN");
    }
    lua_pop(L, 1);
}

/* dofile("lexers/bash"); upvalue: the globals */
static int lexer_dofile(lua_State *L)
{
    luaL_checkstring(L, 1);
    Str name = str_from(L, 1);
    if (str_starts(name, STR("lexers/")))
        name = str_drop(name, 7);
    run_lexer_file(L, name, lua_upvalueindex(1));
    put_children(L);
    return 1;
}

static int lexer_clock(lua_State *L)
{
    lua_pushinteger(L, 0);
    return 1;
}

/* For the globals on top. */
static void put_files(lua_State *L)
{
    lua_newtable(L);
    lua_pushliteral(L, "?");
    lua_setfield(L, -2, "path");
    lua_pushcfunction(L, lexer_searchpath);
    lua_setfield(L, -2, "searchpath");
    lua_setfield(L, -2, "package");
    lua_pushvalue(L, -1);
    lua_pushcclosure(L, lexer_dofile, 1);
    lua_setfield(L, -2, "dofile");
    lua_newtable(L);
    lua_pushcfunction(L, lexer_clock);
    lua_setfield(L, -2, "clock");
    lua_setfield(L, -2, "os");
}

static void push_lexer_library(lua_State *L)
{
    push_globals(L, (size_t)lua_tointeger(L, lua_upvalueindex(UP_PLUGIN)));
    lua_pushvalue(L, lua_upvalueindex(UP_PLUGIN));
    lua_pushvalue(L, -2);
    lua_pushvalue(L, lua_upvalueindex(UP_LOADED));
    lua_pushcclosure(L, module_require, 3);
    lua_setfield(L, -2, "require");
    put_files(L);
    run_lexer_file(L, STR("lexer"), lua_gettop(L));
}

/* ---- require */

static void push_own(lua_State *L, Str name)
{
    size_t i = (size_t)lua_tointeger(L, lua_upvalueindex(UP_PLUGIN));
    const Plugin *plugin = &state_of(L)->set->plugins[i];
    const PluginChunk *chunk = map_get(&plugin->modules, name);

    if (chunk) {
        lua_pushvalue(L, lua_upvalueindex(UP_GLOBALS));
        run_chunk(L, chunk);
    } else {
        luaL_error(L,
                   "there is no module '%s': a plugin can require the files of "
                   "its own folder, 'lpeg' and 'lexer'",
                   lua_tostring(L, 1));
    }
}

/* The mark of a module that is being loaded: {loaded, name}.  It is taken off
 * also where loading dies half-way, so that the next one says why again. */
#define LOADING "bifolio.loading"

static bool is_loading(lua_State *L, int index)
{
    bool is = lua_getmetatable(L, index) &&
              luaL_getmetatable(L, LOADING) == LUA_TTABLE &&
              lua_rawequal(L, -1, -2);

    lua_settop(L, lua_absindex(L, index));
    return is;
}

/* __close(mark) */
static int take_mark(lua_State *L)
{
    lua_rawgeti(L, 1, 1);
    lua_rawgeti(L, 1, 2);
    lua_pushvalue(L, -1);
    lua_rawget(L, -3);
    if (!lua_rawequal(L, -1, 1))
        return 0; /* it was loaded */
    lua_pop(L, 1);
    lua_pushnil(L);
    lua_rawset(L, -3);
    return 0;
}

/* Of the name at 1. */
static void put_mark(lua_State *L)
{
    lua_createtable(L, 2, 0);
    lua_pushvalue(L, lua_upvalueindex(UP_LOADED));
    lua_rawseti(L, -2, 1);
    lua_pushvalue(L, 1);
    lua_rawseti(L, -2, 2);
    if (luaL_newmetatable(L, LOADING)) {
        lua_pushcfunction(L, take_mark);
        lua_setfield(L, -2, "__close");
    }
    lua_setmetatable(L, -2);
    lua_toclose(L, -1);
    lua_pushvalue(L, 1);
    lua_pushvalue(L, -2);
    lua_rawset(L, lua_upvalueindex(UP_LOADED));
}

/* What a module returns, or true. */
int module_require(lua_State *L)
{
    luaL_checkstring(L, 1);
    lua_settop(L, 1);
    Str name = str_from(L, 1);
    lua_pushvalue(L, 1);
    if (lua_rawget(L, lua_upvalueindex(UP_LOADED)) != LUA_TNIL) {
        if (is_loading(L, -1))
            return luaL_error(L, "the module '%s' requires itself",
                              lua_tostring(L, 1));
        return 1;
    }
    put_mark(L);
    if (str_eq(name, STR("lpeg")))
        push_copy(L, "lpeg");
    else if (str_eq(name, STR("lexer")))
        push_lexer_library(L);
    else
        push_own(L, name);
    if (lua_isnil(L, -1))
        lua_pushboolean(L, true);
    lua_pushvalue(L, 1);
    lua_pushvalue(L, -2);
    lua_rawset(L, lua_upvalueindex(UP_LOADED));
    return 1;
}
