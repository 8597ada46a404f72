/* values.c - Value to Lua and back.
 *
 *     Lua                          Value
 *     nil                          undefined; null comes as nil
 *     bifolio.null                 null, where nil would be a hole in a list
 *     boolean, integer, float      the same
 *     string                       text, UTF-8; safe only by bifolio.html
 *     table with keys 1 .. n, {}   list, unless bifolio.json.object made it a
 * dict any other table              dict, its keys sorted page and the like
 * host object, not copied
 */
#include "base/utf8.h"
#include "plugin/state.h"

enum {
    DEPTH_MOST = 100,
    VALUES_MOST = 1000000, /* in one table, with all that it holds */
};

#define HTML "bifolio.html"
#define DICT "bifolio.dict"

void push_str(lua_State *L, Str s)
{
    lua_pushlstring(L, s.ptr ? s.ptr : "", s.len);
}

Str str_from(lua_State *L, int index)
{
    size_t len;
    const char *ptr = lua_tolstring(L, index, &len);

    return (Str){ptr, len};
}

/* ---- HTML: a userdata that holds the string */

void make_html(lua_State *L)
{
    lua_newuserdatauv(L, 0, 1);
    lua_insert(L, -2);
    lua_setiuservalue(L, -2, 1);
    luaL_setmetatable(L, HTML);
}

bool html_from(lua_State *L, int index, Str *out)
{
    if (!luaL_testudata(L, index, HTML))
        return false;
    lua_getiuservalue(L, index, 1);
    *out = str_from(L, -1);
    lua_pop(L, 1); /* the userdata still holds it */
    return true;
}

static int html_tostring(lua_State *L)
{
    lua_getiuservalue(L, 1, 1);
    return 1;
}

/* What is put together with a string is a string. */
static int html_concat(lua_State *L)
{
    luaL_tolstring(L, 1, NULL);
    luaL_tolstring(L, 2, NULL);
    lua_concat(L, 2);
    return 1;
}

static int html_len(lua_State *L)
{
    Str s = {0};

    html_from(L, 1, &s);
    lua_pushinteger(L, (lua_Integer)s.len);
    return 1;
}

void mark_dict(lua_State *L)
{
    luaL_setmetatable(L, DICT);
}

static bool is_dict(lua_State *L, int table)
{
    if (!lua_getmetatable(L, table))
        return false;
    luaL_getmetatable(L, DICT);
    bool same = lua_rawequal(L, -1, -2);
    lua_pop(L, 2);
    return same;
}

void values_prepare(lua_State *L)
{
    static const luaL_Reg rows[] = {
        {"__tostring", html_tostring},
        {"__concat", html_concat},
        {"__len", html_len},
        {NULL, NULL},
    };

    luaL_newmetatable(L, HTML);
    luaL_setfuncs(L, rows, 0);
    lua_pushboolean(L, false);
    lua_setfield(L, -2, "__metatable");
    luaL_newmetatable(L, DICT);
    lua_pushboolean(L, false);
    lua_setfield(L, -2, "__metatable");
    lua_pop(L, 2);
}

/* ---- to Lua */

static void push_deep(lua_State *L, Value v, int depth);

static void push_list(lua_State *L, const List *l, int depth)
{
    lua_createtable(L, (int)l->len, 0);
    for (size_t i = 0; i < l->len; i++) {
        if (l->items[i].kind <= VALUE_NULL)
            lua_pushlightuserdata(L, NULL);
        else
            push_deep(L, l->items[i], depth);
        lua_rawseti(L, -2, (lua_Integer)i + 1);
    }
}

/* A key that is a tuple cannot be said in Lua. */
static void push_dict(lua_State *L, const Dict *d, int depth)
{
    lua_createtable(L, 0, (int)d->len);
    for (size_t i = 0; i < d->len; i++) {
        const DictEntry *e = &d->entries[i];
        if (e->key.kind <= VALUE_NULL || e->key.kind > VALUE_STR)
            continue;
        push_deep(L, e->key, depth);
        push_deep(L, e->value, depth);
        lua_rawset(L, -3);
    }
}

static void push_deep(lua_State *L, Value v, int depth)
{
    if (depth > DEPTH_MOST)
        luaL_error(L, "a value is nested more than %d deep", DEPTH_MOST);
    luaL_checkstack(L, 4, NULL);
    state_spend(L, 1);
    switch ((ValueKind)v.kind) {
    case VALUE_UNDEFINED:
    case VALUE_NULL:
        lua_pushnil(L);
        break;
    case VALUE_BOOL:
        lua_pushboolean(L, v.as.b);
        break;
    case VALUE_INT:
        lua_pushinteger(L, v.as.i);
        break;
    case VALUE_FLOAT:
        lua_pushnumber(L, v.as.f);
        break;
    case VALUE_STR:
        push_str(L, v.as.s);
        break;
    case VALUE_LIST:
        push_list(L, v.as.list, depth + 1);
        break;
    case VALUE_DICT:
        push_dict(L, v.as.dict, depth + 1);
        break;
    case VALUE_OBJECT:
        push_object(L, v.as.object);
        break;
    }
}

void push_value(lua_State *L, Value v)
{
    push_deep(L, v, 0);
}

/* ---- from Lua */

typedef struct {
    lua_State *L;
    Arena *a;
    bool fresh;           /* see List */
    size_t values, bytes; /* that may yet be copied: one table may stand in
                             another many times */
} Copy;

static Value copy_deep(Copy *c, int index, int depth);

static Str copy_text(Copy *c, Str s)
{
    if (s.len > c->bytes)
        luaL_error(c->L, "the value is too large");
    c->bytes -= s.len;
    if (utf8_check(s) != SIZE_MAX)
        luaL_error(c->L, "the text is not valid UTF-8");
    return str_dup(c->a, s);
}

static bool is_list(lua_State *L, int table, lua_Integer *n)
{
    lua_Integer found = 0;

    *n = (lua_Integer)lua_rawlen(L, table);
    lua_pushnil(L);
    while (lua_next(L, table)) {
        lua_pop(L, 1);
        found++;
        bool inside = lua_isinteger(L, -1) && lua_tointeger(L, -1) >= 1 &&
                      lua_tointeger(L, -1) <= *n;
        if (!inside) {
            lua_pop(L, 1);
            return false;
        }
    }
    return found == *n;
}

static Value copy_list(Copy *c, int table, lua_Integer n, int depth)
{
    List *l = list_new(c->a, (size_t)n);

    l->fresh = c->fresh;
    for (lua_Integer i = 1; i <= n; i++) {
        lua_rawgeti(c->L, table, i);
        list_push(l, c->a, copy_deep(c, lua_gettop(c->L), depth));
        lua_pop(c->L, 1);
    }
    return value_list(l);
}

static Value copy_key(Copy *c, int index)
{
    switch (lua_type(c->L, index)) {
    case LUA_TSTRING:
    case LUA_TNUMBER:
    case LUA_TBOOLEAN:
        return copy_deep(c, index, 0);
    default:
        luaL_error(c->L, "a %s cannot be a key of data",
                   luaL_typename(c->L, index));
        return (Value){0};
    }
}

static Value copy_dict(Copy *c, int table, int depth)
{
    lua_State *L = c->L;
    Dict *d = dict_new(c->a);

    d->fresh = c->fresh;
    push_keys(L, table);
    int keys = lua_gettop(L);
    for (lua_Integer i = 1; lua_rawgeti(L, keys, i) != LUA_TNIL; i++) {
        int key = lua_gettop(L);
        lua_pushvalue(L, key);
        lua_rawget(L, table);
        Value k = copy_key(c, key);
        dict_put(d, c->a, k, copy_deep(c, key + 1, depth));
        lua_pop(L, 2);
    }
    lua_pop(L, 2);
    return value_dict(d);
}

static Value copy_table(Copy *c, int table, int depth)
{
    lua_Integer n;

    if (depth > DEPTH_MOST)
        luaL_error(c->L, "a table is nested more than %d deep", DEPTH_MOST);
    luaL_checkstack(c->L, 8, NULL);
    if (!is_dict(c->L, table) && is_list(c->L, table, &n))
        return copy_list(c, table, n, depth + 1);
    return copy_dict(c, table, depth + 1);
}

static Value copy_userdata(Copy *c, int index)
{
    const Object *o = object_from(c->L, index);
    Str html;

    if (o)
        return value_object(c->a, o->type, o->self);
    if (html_from(c->L, index, &html))
        return value_safe(copy_text(c, html));
    luaL_error(c->L, "this userdata is no data");
    return (Value){0};
}

static Value copy_deep(Copy *c, int index, int depth)
{
    lua_State *L = c->L;

    state_spend(L, 1);
    if (c->values-- == 0)
        luaL_error(L, "more than %d values in a table", VALUES_MOST);
    switch (lua_type(L, index)) {
    case LUA_TNIL:
        return (Value){0};
    case LUA_TBOOLEAN:
        return value_bool(lua_toboolean(L, index));
    case LUA_TNUMBER:
        return lua_isinteger(L, index) ? value_int(lua_tointeger(L, index))
                                       : value_float(lua_tonumber(L, index));
    case LUA_TSTRING:
        return value_str(copy_text(c, str_from(L, index)));
    case LUA_TTABLE:
        return copy_table(c, index, depth);
    case LUA_TLIGHTUSERDATA:
        return value_null();
    case LUA_TUSERDATA:
        return copy_userdata(c, index);
    default:
        luaL_error(L, "a %s is no data", luaL_typename(L, index));
        return (Value){0};
    }
}

Value value_from(lua_State *L, Arena *a, int index, bool fresh)
{
    Copy c = {.L = L, .a = a, .fresh = fresh, .values = VALUES_MOST};

    PluginState *s = state_of(L);
    c.bytes = s->set->limits.memory;
    s->guard->busy++; /* stays so after an error, until that is caught */
    Value v = copy_deep(&c, lua_absindex(L, index), 0);
    s->guard->busy--;
    return v;
}
