/* call.c - filters, functions and tests are called. */
#include "plugin/state.h"

typedef struct {
    PluginState *s;
    const PluginEntry *f;
    const PluginArgs *args;
    Value *result;
} Calling;

void seed_chance(lua_State *L, Str seed)
{
    lua_getfield(L, LUA_REGISTRYINDEX, "math");
    lua_getfield(L, -1, "randomseed");
    lua_pushinteger(L, (lua_Integer)hash64(seed));
    lua_call(L, 1, 0);
    lua_pop(L, 1);
}

static void push_args(lua_State *L, const PluginArgs *args)
{
    lua_createtable(L, (int)args->nargs, 0);
    for (size_t i = 0; i < args->nargs; i++) {
        push_value(L, args->args[i]);
        lua_rawseti(L, -2, (lua_Integer)i + 1);
    }
    for (size_t i = 0; args->named && i < args->named->len; i++) {
        push_value(L, args->named->entries[i].key);
        push_value(L, args->named->entries[i].value);
        lua_rawset(L, -3);
    }
}

/* One by one. */
static void push_each(lua_State *L, const PluginArgs *args)
{
    for (size_t i = 0; i < args->nargs; i++)
        push_value(L, args->args[i]);
}

static int run_call(lua_State *L)
{
    const Calling *job = lua_touserdata(L, 1);
    const PluginCall *call = job->s->now.call;
    PluginKind kind = job->f->kind;

    seed_chance(L, call->page);
    push_entry(L, job->f);
    if (kind == PLUGIN_FILTER || kind == PLUGIN_TEST)
        push_value(L, job->args->value);
    if (kind == PLUGIN_HOOK) {
        push_each(L, job->args);
    } else {
        push_args(L, job->args);
        if (kind == PLUGIN_SHORTCODE)
            push_value(L, job->args->body);
        push_value(L, job->args->page);
    }
    lua_call(L, lua_gettop(L) - 2, 1);
    *job->result = value_from(L, call->reader->arena, -1, kind != PLUGIN_HOOK);
    return 0;
}

bool plugins_call(PluginState *s, const PluginCall *call, const PluginEntry *f,
                  const PluginArgs *args, Value *result)
{
    Calling job = {s, f, args, result};

    *result = (Value){0};
    return state_load(s, call->d) &&
           state_enter(s, call, f->plugin, run_call, &job);
}
