/* objects.c - pages and the like, as Lua sees them.
 *
 * A userdata that forwards every question to the object's type through the
 * reader, so that whoever observes templates observes plugins too.  It can be
 * asked only during the call in which it was given: what it points to may live
 * no longer. */
#include "plugin/state.h"

#include "base/text.h"

#define OBJECT "bifolio.object"

/* Steps; an answer may have to be made, in memory that nobody counts. */
enum { ASK_COST = 100 };

typedef struct {
    Object object;
    uint64_t epoch;
} Held;

void push_object(lua_State *L, const Object *o)
{
    Held *held = lua_newuserdatauv(L, sizeof *held, 0);

    *held = (Held){*o, state_of(L)->now.epoch};
    luaL_setmetatable(L, OBJECT);
}

const Object *object_from(lua_State *L, int index)
{
    const Held *held = luaL_testudata(L, index, OBJECT);

    if (!held)
        return NULL;
    if (held->epoch != state_of(L)->now.epoch)
        luaL_error(L, "this %s was kept from an earlier call",
                   held->object.type->name);
    return &held->object;
}

static const Object *object_at(lua_State *L, int index)
{
    const Object *o = object_from(L, index);

    if (!o)
        luaL_typeerror(L, index, "page or another object of the site");
    return o;
}

static Reader *reader_of(lua_State *L)
{
    return state_of(L)->now.call->reader;
}

static Value as_value(const Object *o)
{
    return (Value){.kind = VALUE_OBJECT, .as.object = (Object *)o};
}

static const char *closest(lua_State *L, const Object *o, Str name)
{
    const Str *names;
    size_t n = o->type->keys(reader_of(L), o->self, &names);

    return arena_cstr(&state_of(L)->arena, text_closest(name, names, n));
}

/* A wrong name is an error where the object has names, as in templates. */
static int no_member(lua_State *L, const Object *o, Str name)
{
    if (!o->type->keys) {
        lua_pushnil(L);
        return 1;
    }
    const char *near = closest(L, o, name);
    const char *wanted = arena_cstr(&state_of(L)->arena, name);
    if (*near)
        return luaL_error(L, "a %s has no '%s'; did you mean '%s'?",
                          o->type->name, wanted, near);
    return luaL_error(L, "a %s has no '%s'", o->type->name, wanted);
}

/* What no page has at this stage of the build. */
static bool is_unknown(lua_State *L, Str name)
{
    const Str *unknown = state_of(L)->now.call->unknown;

    for (; unknown && unknown->len; unknown++)
        if (str_eq(*unknown, name))
            return true;
    return false;
}

/* Lists begin with 1, as all in Lua. */
static int object_index(lua_State *L)
{
    const Object *o = object_at(L, 1);
    Reader *r = reader_of(L);
    Value v = {0};

    state_spend(L, ASK_COST);
    if (lua_isinteger(L, 2)) {
        lua_Integer i = lua_tointeger(L, 2);
        if (o->type->at && i >= 1 && (size_t)i <= o->type->len(o->self))
            value_get(r, as_value(o), value_int(i - 1), &v);
        push_value(L, v);
        return 1;
    }
    luaL_checktype(L, 2, LUA_TSTRING);
    PluginState *s = state_of(L);
    if (is_unknown(L, str_from(L, 2)))
        return luaL_error(L, "'%s' is not known before all texts are converted",
                          lua_tostring(L, 2));
    s->guard->busy++;
    Str name = str_dup(&s->arena, str_from(L, 2));
    bool found = value_get(r, as_value(o), value_str(name), &v);
    s->guard->busy--;
    if (!found)
        return no_member(L, o, name);
    push_value(L, v);
    return 1;
}

static int object_newindex(lua_State *L)
{
    return luaL_error(L, "a %s cannot be changed", object_at(L, 1)->type->name);
}

static int object_len(lua_State *L)
{
    const Object *o = object_at(L, 1);
    size_t n = value_len(reader_of(L), as_value(o));

    lua_pushinteger(L, n == SIZE_MAX ? 0 : (lua_Integer)n);
    return 1;
}

static int object_tostring(lua_State *L)
{
    const Object *o = object_at(L, 1);
    PluginState *s = state_of(L);
    Buf b = buf_in(&s->arena);

    s->guard->busy++;
    value_print(&b, reader_of(L), as_value(o));
    s->guard->busy--;
    push_str(L, buf_str(&b));
    return 1;
}

static int object_concat(lua_State *L)
{
    luaL_tolstring(L, 1, NULL);
    luaL_tolstring(L, 2, NULL);
    lua_concat(L, 2);
    return 1;
}

static int object_eq(lua_State *L)
{
    const Object *a = object_from(L, 1), *b = object_from(L, 2);

    lua_pushboolean(L,
                    a && b && value_eq(reader_of(L), as_value(a), as_value(b)));
    return 1;
}

/* -1, 0, 1, or 2 where they are neither. */
static int order_of(lua_State *L)
{
    const Object *a = object_at(L, 1), *b = object_at(L, 2);
    int order;

    if (!value_cmp(reader_of(L), as_value(a), as_value(b), &order))
        luaL_error(L, "a %s and a %s have no order", a->type->name,
                   b->type->name);
    return order;
}

static int object_lt(lua_State *L)
{
    lua_pushboolean(L, order_of(L) < 0);
    return 1;
}

static int object_le(lua_State *L)
{
    lua_pushboolean(L, order_of(L) <= 0);
    return 1;
}

/* pairs: (number, item) of a list, (name, value) of anything else. */
static int object_step(lua_State *L)
{
    const Object *o = object_at(L, 1);
    lua_Integer i = lua_tointeger(L, lua_upvalueindex(1));
    bool list = o->type->at != NULL;

    if ((size_t)i >= value_len(reader_of(L), as_value(o)))
        return 0;
    lua_pushinteger(L, i + 1);
    lua_replace(L, lua_upvalueindex(1));
    Value item = value_at(reader_of(L), as_value(o), (size_t)i);
    if (list) {
        lua_pushinteger(L, i + 1);
        push_value(L, item);
        return 2;
    }
    Value v = {0};
    if (item.kind != VALUE_STR || !is_unknown(L, item.as.s))
        value_get(reader_of(L), as_value(o), item, &v);
    push_value(L, item);
    push_value(L, v);
    return 2;
}

static int object_pairs(lua_State *L)
{
    object_at(L, 1);
    lua_pushinteger(L, 0);
    lua_pushcclosure(L, object_step, 1);
    lua_pushvalue(L, 1);
    return 2;
}

void objects_prepare(lua_State *L)
{
    static const luaL_Reg rows[] = {
        {"__index", object_index},   {"__newindex", object_newindex},
        {"__len", object_len},       {"__tostring", object_tostring},
        {"__concat", object_concat}, {"__eq", object_eq},
        {"__lt", object_lt},         {"__le", object_le},
        {"__pairs", object_pairs},   {NULL, NULL},
    };

    luaL_newmetatable(L, OBJECT);
    luaL_setfuncs(L, rows, 0);
    lua_pushboolean(L, false);
    lua_setfield(L, -2, "__metatable");
    lua_pushliteral(L, "object");
    lua_setfield(L, -2, "__name");
    lua_pop(L, 1);
}
