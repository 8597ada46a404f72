/* patterns.c - LPeg, so that no pattern can be too deep for it.
 *
 * LPeg compiles patterns by recursion in C, and trusts that they are no deeper
 * than the stack.  So what puts patterns together is wrapped: the depth of each
 * is kept in a table beside it, and one that is too deep is an error. */
#include "plugin/state.h"

/* The registry's table pattern -> depth; what has none has depth 1. */
#define DEPTHS "bifolio.depths"

enum { DEPTH_MOST = 10000 };

static lua_Integer depth_of(lua_State *L, int index)
{
    if (lua_type(L, index) != LUA_TUSERDATA)
        return 1;
    lua_pushvalue(L, index);
    lua_rawget(L, lua_upvalueindex(2));
    lua_Integer depth = lua_isnil(L, -1) ? 1 : lua_tointeger(L, -1);
    lua_pop(L, 1);
    return depth;
}

static lua_Integer larger(lua_Integer a, lua_Integer b)
{
    return a > b ? a : b;
}

/* The rules of a grammar stand in a row, and may be in each other. */
static lua_Integer depth_of_rules(lua_State *L, int table)
{
    lua_Integer deepest = 1, n = 0;

    lua_pushnil(L);
    while (lua_next(L, table)) {
        deepest = larger(deepest, depth_of(L, lua_gettop(L)));
        lua_pop(L, 1);
        n++;
    }
    return deepest + n;
}

/* p^n is n times p, each in the one before. */
static lua_Integer repetitions(lua_State *L, int index)
{
    lua_Integer n = lua_tointeger(L, index);

    return n < -DEPTH_MOST || n > DEPTH_MOST ? DEPTH_MOST : n < 0 ? -n : n;
}

/* Upvalues: LPeg's own function, the depths. */
static int compose(lua_State *L)
{
    int n = lua_gettop(L);
    lua_Integer deepest = 1, depth = 1;

    for (int i = 1; i <= n; i++) {
        int type = lua_type(L, i);
        if (type == LUA_TNUMBER)
            depth += repetitions(L, i);
        else if (type == LUA_TTABLE)
            deepest = larger(deepest, depth_of_rules(L, i));
        else
            deepest = larger(deepest, depth_of(L, i));
    }
    depth += deepest;
    if (depth > DEPTH_MOST)
        return luaL_error(L, "the pattern is too deep");
    lua_pushvalue(L, lua_upvalueindex(1));
    lua_insert(L, 1);
    lua_call(L, n, 1);
    lua_pushvalue(L, -1);
    lua_pushinteger(L, depth);
    lua_rawset(L, lua_upvalueindex(2));
    return 1;
}

/* Wraps functions of the table on top. */
static void wrap_all(lua_State *L, const char *const *names)
{
    for (; *names; names++) {
        lua_getfield(L, -1, *names);
        lua_getfield(L, LUA_REGISTRYINDEX, DEPTHS);
        lua_pushcclosure(L, compose, 2);
        lua_setfield(L, -2, *names);
    }
}

void patterns_prepare(lua_State *L)
{
    static const char *const functions[] = {"P",  "B",   "C",  "Cg", "Cf",
                                            "Cs", "Cmt", "Ct", NULL};
    static const char *const operators[] = {"__mul", "__add", "__sub", "__div",
                                            "__unm", "__len", "__pow", NULL};

    lua_newtable(L);
    lua_newtable(L);
    lua_pushliteral(L, "k"); /* it keeps no pattern alive */
    lua_setfield(L, -2, "__mode");
    lua_setmetatable(L, -2);
    lua_setfield(L, LUA_REGISTRYINDEX, DEPTHS);
    lua_getfield(L, LUA_REGISTRYINDEX, "lpeg");
    lua_getfield(L, -1, "P");
    lua_pushliteral(L, "");
    lua_call(L, 1, 1);
    lua_getmetatable(L, -1); /* lpeg, pattern, metatable */
    wrap_all(L, operators);
    lua_pushboolean(L, false);
    lua_setfield(L, -2, "__metatable");
    lua_pop(L, 2);
    wrap_all(L, functions);
    lua_pop(L, 1);
}
