/* describe.c - what a plugin says of itself, for people. */
#include "plugin/state.h"

typedef struct {
    size_t plugin;
    Value *out;
} Describing;

/* The options at the top, but for what is no data: a function is the plugin's
 * own affair. */
static Value read_options(lua_State *L, Arena *a)
{
    int table = lua_gettop(L);
    Dict *d = dict_new(a);

    push_keys(L, table);
    for (lua_Integer i = 1; lua_rawgeti(L, table + 1, i) != LUA_TNIL; i++) {
        int key = lua_gettop(L);
        lua_pushvalue(L, key);
        if (lua_rawget(L, table) != LUA_TFUNCTION &&
            lua_type(L, key) == LUA_TSTRING)
            dict_put(d, a, value_from(L, a, key, true),
                     value_from(L, a, -1, true));
        lua_pop(L, 2);
    }
    lua_pop(L, 2);
    return value_dict(d);
}

static int describe(lua_State *L)
{
    static const char *const texts[] = {"description", "version"};
    const Describing *job = lua_touserdata(L, 1);
    Arena *a = state_of(L)->now.call->reader->arena;
    Dict *d = dict_new(a);

    push_table(L, job->plugin);
    for (size_t i = 0; i < COUNT(texts); i++) {
        if (lua_getfield(L, -1, texts[i]) != LUA_TNIL) {
            push_text(L, -1);
            dict_put_str(d, a, str_of(texts[i]), value_from(L, a, -1, true));
            lua_pop(L, 1);
        }
        lua_pop(L, 1);
    }
    if (lua_getfield(L, -1, "attributes") == LUA_TTABLE)
        dict_put_str(d, a, STR("attributes"), value_from(L, a, -1, true));
    lua_pop(L, 1);
    if (lua_getfield(L, -1, "options") == LUA_TTABLE)
        dict_put_str(d, a, STR("options"), read_options(L, a));
    *job->out = value_dict(d);
    return 0;
}

bool plugins_describe(PluginState *s, const PluginCall *call, size_t plugin,
                      Value *out)
{
    Describing job = {plugin, out};

    *out = (Value){0};
    return state_load(s, call->d) &&
           state_enter(s, call, plugin, describe, &job);
}
