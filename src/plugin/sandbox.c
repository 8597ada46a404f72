/* sandbox.c - what a plugin sees as its globals.
 *
 * The libraries are opened once, into tables that no plugin ever sees; what is
 * not for them is taken out or replaced there.  Each plugin gets copies, so
 * what it changes is changed for itself. */
#include "plugin/state.h"

#include <lua-lpeg.h>

static const luaL_Reg libraries[] = {
    {"string", luaopen_string},       {"table", luaopen_table},
    {"math", luaopen_math},           {"utf8", luaopen_utf8},
    {"coroutine", luaopen_coroutine}, {"lpeg", luaopen_lpeg},
};

/* Of the base library; nil is what is replaced or not given at all. */
static const char *const kept[] = {
    "assert", "error",  "getmetatable", "ipairs",   "rawequal", "rawget",
    "rawlen", "rawset", "select",       "tonumber", "type",     "_VERSION",
};

/* ---- once for a state */

static void wrap(lua_State *L, const Wrapper *w)
{
    lua_getfield(L, LUA_REGISTRYINDEX, w->library);
    lua_getfield(L, -1, w->name);
    lua_pushcclosure(L, w->fn, 1);
    lua_setfield(L, -2, w->name);
    lua_pop(L, 1);
}

/* Strings share a metatable, which getmetatable would give away. */
static void lock_strings(lua_State *L)
{
    lua_pushliteral(L, "");
    lua_getmetatable(L, -1);
    lua_pushboolean(L, false);
    lua_setfield(L, -2, "__metatable");
    lua_pop(L, 2);
}

void sandbox_prepare(lua_State *L)
{
    luaopen_base(L);
    lua_settop(L, 0);
    for (size_t i = 0; i < COUNT(libraries); i++) {
        lua_pushcfunction(L, libraries[i].func);
        lua_call(L, 0, 1);
        lua_setfield(L, LUA_REGISTRYINDEX, libraries[i].name);
    }
    lua_getfield(L, LUA_REGISTRYINDEX, "string");
    lua_pushnil(L);
    lua_setfield(L, -2, "dump");
    for (const Wrapper *w = wrappers; w->name; w++)
        wrap(L, w);
    lock_strings(L);
    patterns_prepare(L);
    lua_settop(L, 0);
}

/* ---- once for a plugin */

void push_copy(lua_State *L, const char *library)
{
    lua_newtable(L);
    lua_getfield(L, LUA_REGISTRYINDEX, library);
    lua_pushnil(L);
    while (lua_next(L, -2)) {
        lua_pushvalue(L, -2);
        lua_insert(L, -2); /* copy, library, key, key, value */
        lua_rawset(L, -5);
    }
    lua_pop(L, 1);
}

static void put_base(lua_State *L)
{
    lua_pushglobaltable(L);
    for (size_t i = 0; i < COUNT(kept); i++) {
        lua_getfield(L, -1, kept[i]);
        lua_setfield(L, -3, kept[i]);
    }
    lua_pop(L, 1);
    luaL_setfuncs(L, base_functions, 0);
}

static void put_require(lua_State *L, size_t plugin)
{
    lua_pushinteger(L, (lua_Integer)plugin);
    lua_pushvalue(L, -2);
    lua_newtable(L);
    lua_pushcclosure(L, module_require, 3);
    lua_setfield(L, -2, "require");
}

static void put_library(lua_State *L)
{
    lua_newtable(L);
    luaL_setfuncs(L, library_functions, 0);
    luaL_setfuncs(L, needs_functions, 0);
    lua_newtable(L);
    luaL_setfuncs(L, json_functions, 0);
    lua_setfield(L, -2, "json");
    lua_pushlightuserdata(L, NULL);
    lua_setfield(L, -2, "null");
    push_str(L, state_of(L)->set->host->version);
    lua_setfield(L, -2, "version");
    lua_setfield(L, -2, "bifolio");
}

void push_globals(lua_State *L, size_t plugin)
{
    lua_newtable(L);
    put_base(L);
    for (size_t i = 0; i < COUNT(libraries); i++) {
        if (libraries[i].func == luaopen_lpeg)
            continue; /* is required */
        push_copy(L, libraries[i].name);
        lua_setfield(L, -2, libraries[i].name);
    }
    put_require(L, plugin);
    put_library(L);
    lua_pushvalue(L, -1);
    lua_setfield(L, -2, "_G");
}
