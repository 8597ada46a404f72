/* base.c - functions of Lua that had to be replaced.
 *
 * Some because they show what differs from run to run (the order of keys,
 * addresses), some because a plugin could use them to get out or to go on when
 * it has been stopped. */
#include "plugin/state.h"

#include <string.h>

/* ---- the order of keys */

static int class_of(lua_State *L, int index)
{
    switch (lua_type(L, index)) {
    case LUA_TNUMBER:
        return 1;
    case LUA_TSTRING:
        return 2;
    case LUA_TBOOLEAN:
        return 3;
    default:
        return 4; /* has no order that could be told */
    }
}

/* Numbers, then strings by bytes, then false and true. */
static bool key_before(lua_State *L, int a, int b)
{
    int x = class_of(L, a), y = class_of(L, b);

    if (x != y)
        return x < y;
    switch (x) {
    case 1:
        return lua_compare(L, a, b, LUA_OPLT);
    case 2:
        return str_cmp(str_from(L, a), str_from(L, b)) < 0;
    case 3:
        return lua_toboolean(L, a) < lua_toboolean(L, b);
    default:
        return false;
    }
}

/* Walks the whole table: `pairs` sorts once instead. */
void key_after(lua_State *L, int index)
{
    int table = lua_absindex(L, index);
    int from = lua_gettop(L);
    bool found = false;
    uint64_t walked = 0;

    lua_pushnil(L); /* the best so far, at from + 1 */
    lua_pushnil(L);
    while (lua_next(L, table)) {
        lua_pop(L, 1);
        walked++;
        int key = lua_gettop(L);
        bool later = lua_isnil(L, from) || key_before(L, from, key);
        if (later && (!found || key_before(L, key, from + 1))) {
            found = true;
            lua_copy(L, key, from + 1);
        }
    }
    lua_replace(L, from);
    state_spend(L, walked);
}

/* next(table, key) */
static int base_next(lua_State *L)
{
    luaL_checktype(L, 1, LUA_TTABLE);
    lua_settop(L, 2);
    key_after(L, 1);
    if (lua_isnil(L, 2))
        return 1;
    lua_pushvalue(L, 2);
    lua_rawget(L, 1);
    return 2;
}

static void sift(lua_State *L, int keys, lua_Integer from, lua_Integer n)
{
    for (;;) {
        lua_Integer child = 2 * from;
        if (child > n)
            return;
        lua_rawgeti(L, keys, child);
        if (child < n) {
            lua_rawgeti(L, keys, child + 1);
            if (key_before(L, -2, -1)) {
                child++;
                lua_replace(L, -2);
            } else {
                lua_pop(L, 1);
            }
        }
        lua_rawgeti(L, keys, from); /* child, parent */
        if (!key_before(L, -1, -2)) {
            lua_pop(L, 2);
            return;
        }
        lua_rawseti(L, keys, child);
        lua_rawseti(L, keys, from);
        from = child;
    }
}

/* A heap: no recursion, no worst case. */
static void sort_keys(lua_State *L, int keys)
{
    lua_Integer n = (lua_Integer)lua_rawlen(L, keys);

    for (lua_Integer i = n / 2; i >= 1; i--)
        sift(L, keys, i, n);
    for (lua_Integer last = n; last > 1; last--) {
        lua_rawgeti(L, keys, 1);
        lua_rawgeti(L, keys, last);
        lua_rawseti(L, keys, 1);
        lua_rawseti(L, keys, last);
        sift(L, keys, 1, last - 1);
    }
}

/* The step of pairs: upvalues are the table of keys and how many are done. */
static int pairs_step(lua_State *L)
{
    lua_Integer i = lua_tointeger(L, lua_upvalueindex(2)) + 1;

    for (;; i++) {
        lua_rawgeti(L, lua_upvalueindex(1), i);
        if (lua_isnil(L, -1))
            return 1;
        lua_pushvalue(L, -1);
        lua_rawget(L, 1);
        if (!lua_isnil(L, -1)) /* else it was taken out meanwhile */
            break;
        lua_pop(L, 2);
    }
    lua_pushinteger(L, i);
    lua_replace(L, lua_upvalueindex(2));
    return 2;
}

/* Pushes all keys; true if they came as 1 .. n, so that nothing is to sort. */
static bool gather_keys(lua_State *L, int table)
{
    lua_Integer n = 0;
    bool plain = true;

    lua_createtable(L, (int)lua_rawlen(L, table), 0);
    int keys = lua_gettop(L);
    lua_pushnil(L);
    while (lua_next(L, table)) {
        lua_pop(L, 1);
        lua_pushvalue(L, -1);
        lua_rawseti(L, keys, ++n);
        plain &= lua_isinteger(L, -1) && lua_tointeger(L, -1) == n;
    }
    state_spend(L, (uint64_t)n);
    return plain;
}

void push_keys(lua_State *L, int table)
{
    if (!gather_keys(L, table))
        sort_keys(L, lua_gettop(L));
}

static int base_pairs(lua_State *L)
{
    luaL_checkany(L, 1);
    if (luaL_getmetafield(L, 1, "__pairs") != LUA_TNIL) {
        lua_pushvalue(L, 1);
        lua_call(L, 1, 3);
        return 3;
    }
    luaL_checktype(L, 1, LUA_TTABLE);
    push_keys(L, 1);
    lua_pushinteger(L, 0);
    lua_pushcclosure(L, pairs_step, 2);
    lua_pushvalue(L, 1);
    return 2;
}

/* ---- text without addresses */

void push_text(lua_State *L, int index)
{
    int type = lua_type(L, index);
    bool address = type == LUA_TTABLE || type == LUA_TFUNCTION ||
                   type == LUA_TTHREAD || type == LUA_TUSERDATA ||
                   type == LUA_TLIGHTUSERDATA;

    if (!address) {
        luaL_tolstring(L, index, NULL);
    } else if (luaL_getmetafield(L, index, "__tostring") != LUA_TNIL) {
        lua_pop(L, 1);
        luaL_tolstring(L, index, NULL);
    } else {
        lua_pushstring(L, lua_typename(L, type));
    }
}

static int base_tostring(lua_State *L)
{
    luaL_checkany(L, 1);
    push_text(L, 1);
    return 1;
}

/* string.format, by the library's own, but without %p and without the addresses
 * that %s would print. */
static int string_format(lua_State *L)
{
    Str format = {0};
    int n = lua_gettop(L), arg = 1;

    luaL_checkstring(L, 1);
    format = str_from(L, 1);
    for (size_t i = 0; i + 1 < format.len; i++) {
        if (format.ptr[i] != '%' || format.ptr[++i] == '%')
            continue;
        arg++;
        while (i < format.len && strchr("-+ #0123456789.", format.ptr[i]))
            i++;
        if (i < format.len && format.ptr[i] == 'p')
            return luaL_error(L, "'%%p' would print an address");
        if (arg <= n && i < format.len && format.ptr[i] == 's') {
            push_text(L, arg);
            lua_replace(L, arg);
        }
    }
    lua_pushvalue(L, lua_upvalueindex(1));
    lua_insert(L, 1);
    lua_call(L, n, 1);
    return 1;
}

/* string.rep: said before memory runs out, so that the place is told. */
static int string_rep(lua_State *L)
{
    size_t len, between;

    luaL_checklstring(L, 1, &len);
    lua_Integer n = luaL_checkinteger(L, 2);
    luaL_optlstring(L, 3, "", &between);
    size_t most = state_of(L)->set->limits.memory;
    if (n > 0 && len + between == 0) {
        lua_pushliteral(L, "");
        return 1;
    }
    if (n > 0 && (uint64_t)n > most / (len + between))
        return luaL_error(L, "the resulting string is too large");
    lua_pushvalue(L, lua_upvalueindex(1));
    lua_insert(L, 1);
    lua_call(L, lua_gettop(L) - 1, 1);
    return 1;
}

/* ---- ways to go on after a limit */

/* An error was caught, but not if a limit raised it.  What was busy then did
 * not say that it no longer is. */
static void came_back(lua_State *L)
{
    PluginState *s = state_of(L);

    s->guard->busy = 0;
    if (s->stopped)
        lua_error(L);
}

static int failed(lua_State *L)
{
    came_back(L);
    lua_pushboolean(L, false);
    lua_insert(L, -2);
    return 2;
}

static int finish_pcall(lua_State *L, int status, lua_KContext before)
{
    if (status == LUA_OK || status == LUA_YIELD)
        return lua_gettop(L) - (int)before;
    return failed(L);
}

static int base_pcall(lua_State *L)
{
    luaL_checkany(L, 1);
    lua_pushboolean(L, true);
    lua_insert(L, 1);
    int status =
        lua_pcallk(L, lua_gettop(L) - 2, LUA_MULTRET, 0, 0, finish_pcall);
    return finish_pcall(L, status, 0);
}

/* What a limit raised is not handled: hooks are off then, so that the handler
 * would run without any limit.  Upvalue: the handler. */
static int handle(lua_State *L)
{
    if (state_of(L)->stopped)
        return 1;
    lua_pushvalue(L, lua_upvalueindex(1));
    lua_insert(L, 1);
    lua_call(L, 1, 1);
    return 1;
}

/* xpcall(f, handler, ...): true and the handler below what f is given */
static int base_xpcall(lua_State *L)
{
    int n = lua_gettop(L) - 2;

    luaL_checktype(L, 2, LUA_TFUNCTION);
    lua_pushvalue(L, 2);
    lua_pushcclosure(L, handle, 1);
    lua_replace(L, 2);
    lua_pushboolean(L, true);
    lua_pushvalue(L, 1);
    lua_rotate(L, 3, 2); /* f, handler, true, f, ... */
    int status = lua_pcallk(L, n, LUA_MULTRET, 2, 2, finish_pcall);
    return finish_pcall(L, status, 2);
}

/* By the library's own. */
static int coroutine_resume(lua_State *L)
{
    lua_pushvalue(L, lua_upvalueindex(1));
    lua_insert(L, 1);
    lua_call(L, lua_gettop(L) - 1, LUA_MULTRET);
    if (!lua_toboolean(L, 1))
        came_back(L);
    return lua_gettop(L);
}

/* What runs when garbage is collected runs outside of all limits. */
static int base_setmetatable(lua_State *L)
{
    int type = lua_type(L, 2);

    luaL_checktype(L, 1, LUA_TTABLE);
    luaL_argexpected(L, type == LUA_TNIL || type == LUA_TTABLE, 2,
                     "nil or table");
    if (luaL_getmetafield(L, 1, "__metatable") != LUA_TNIL)
        return luaL_error(L, "cannot change a protected metatable");
    if (type == LUA_TTABLE) {
        lua_pushliteral(L, "__gc");
        if (lua_rawget(L, 2) != LUA_TNIL)
            return luaL_error(L, "a metatable may not have '__gc' here");
    }
    lua_settop(L, 2);
    lua_setmetatable(L, 1);
    return 1;
}

/* ---- chance */

/* Without a seed the library would ask the clock. */
static int math_randomseed(lua_State *L)
{
    luaL_checknumber(L, 1);
    lua_pushvalue(L, lua_upvalueindex(1));
    lua_insert(L, 1);
    lua_call(L, lua_gettop(L) - 1, 0);
    return 0;
}

const luaL_Reg base_functions[] = {
    {"next", base_next},
    {"pairs", base_pairs},
    {"tostring", base_tostring},
    {"pcall", base_pcall},
    {"xpcall", base_xpcall},
    {"setmetatable", base_setmetatable},
    {NULL, NULL},
};

const Wrapper wrappers[] = {
    {"string", "format", string_format},
    {"string", "rep", string_rep},
    {"coroutine", "resume", coroutine_resume},
    {"math", "randomseed", math_randomseed},
    {NULL, NULL, NULL},
};
