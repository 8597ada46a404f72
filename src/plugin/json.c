/* json.c - bifolio.json: data in and out.
 *
 * JSON's null is bifolio.null wherever it stands, so that nothing is lost on
 * the way; an empty object stays one (see mark_dict). */
#include "plugin/state.h"

#include "data/json.h"

#include <math.h>

/* ---- decode */

static void push_decoded(lua_State *L, Value v);

static void push_array(lua_State *L, const List *l)
{
    lua_createtable(L, (int)l->len, 0);
    for (size_t i = 0; i < l->len; i++) {
        push_decoded(L, l->items[i]);
        lua_rawseti(L, -2, (lua_Integer)i + 1);
    }
}

static void push_members(lua_State *L, const Dict *d)
{
    lua_createtable(L, 0, (int)d->len);
    if (d->len == 0)
        mark_dict(L);
    for (size_t i = 0; i < d->len; i++) {
        push_value(L, d->entries[i].key);
        push_decoded(L, d->entries[i].value);
        lua_rawset(L, -3);
    }
}

static void push_decoded(lua_State *L, Value v)
{
    luaL_checkstack(L, 4, NULL);
    state_spend(L, 1);
    if (v.kind == VALUE_NULL)
        lua_pushlightuserdata(L, NULL);
    else if (v.kind == VALUE_LIST)
        push_array(L, v.as.list);
    else if (v.kind == VALUE_DICT)
        push_members(L, v.as.dict);
    else
        push_value(L, v);
}

/* "JSON, line 2, column 7: expected a value" */
static int fail(lua_State *L, Arena *a, const Diag *d)
{
    Place place = source_place(d->src, d->at.start);

    return luaL_error(L, "JSON, line %d, column %d: %s", (int)place.line,
                      (int)place.column,
                      arena_cstr(a, diag_message(a, d, DIAG_ENGLISH)));
}

static int decode(lua_State *L)
{
    PluginState *s = state_of(L);
    DiagList d = {.arena = &s->arena};
    Value v;

    Source src = {.text = str_from(L, 1)};
    state_spend(L, src.text.len);
    s->guard->busy++;
    bool good = json_parse(&s->arena, &src, &d, &v);
    s->guard->busy--;
    if (!good)
        return fail(L, &s->arena, d.first);
    push_decoded(L, v);
    return 1;
}

/* decode(text) */
static int json_decode(lua_State *L)
{
    luaL_checkstring(L, 1);
    return state_rewinding(L, decode);
}

/* ---- encode */

/* An error for what JSON cannot say. */
static void check(lua_State *L, Value v)
{
    if (v.kind == VALUE_FLOAT && !isfinite(v.as.f))
        luaL_error(L, "a number that is not finite cannot be JSON");
    if (v.kind == VALUE_OBJECT && !v.as.object->type->text)
        luaL_error(L, "a %s cannot be JSON; choose what is to be said of it",
                   v.as.object->type->name);
    for (size_t i = 0; v.kind == VALUE_LIST && i < v.as.list->len; i++)
        check(L, v.as.list->items[i]);
    for (size_t i = 0; v.kind == VALUE_DICT && i < v.as.dict->len; i++)
        check(L, v.as.dict->entries[i].value);
}

static int encode(lua_State *L)
{
    PluginState *s = state_of(L);
    Value v = value_from(L, &s->arena, 1, true);
    Buf b = buf_in(&s->arena);

    check(L, v);
    size_t work = s->steps;
    Reader r = {.arena = &s->arena,
                .observer = s->now.call->reader->observer,
                .work = &work};
    s->guard->busy++;
    json_print(&b, &r, v, (int)luaL_optinteger(L, 2, 0));
    s->guard->busy--;
    state_spend(L, s->steps - work);
    push_str(L, buf_str(&b));
    return 1;
}

/* encode(value, indent?) */
static int json_encode(lua_State *L)
{
    enum { INDENT_MOST = 8 };
    lua_Integer indent = luaL_optinteger(L, 2, 0);

    luaL_checkany(L, 1);
    luaL_argcheck(L, indent >= 0 && indent <= INDENT_MOST, 2,
                  "the indent is 0 to 8 spaces");
    return state_rewinding(L, encode);
}

/* object(table): an object, though it be empty. */
static int json_object(lua_State *L)
{
    luaL_checktype(L, 1, LUA_TTABLE);
    luaL_argcheck(L, !lua_getmetatable(L, 1), 1, "it has a metatable");
    lua_settop(L, 1);
    mark_dict(L);
    return 1;
}

const luaL_Reg json_functions[] = {
    {"decode", json_decode},
    {"encode", json_encode},
    {"object", json_object},
    {NULL, NULL},
};
