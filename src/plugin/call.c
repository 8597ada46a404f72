/* call.c - filters, functions and tests are called. */
#include "plugin/state.h"

typedef struct {
    PluginState *s;
    const PluginEntry *f;
    const Value *args;
    size_t nargs;
    const Dict *named;
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

static int run_call(lua_State *L)
{
    const Calling *job = lua_touserdata(L, 1);
    const PluginCall *call = job->s->now.call;
    int n = (int)job->nargs;

    seed_chance(L, call->page);
    push_entry(L, job->f);
    luaL_checkstack(L, n + 2, "too many arguments");
    for (size_t i = 0; i < job->nargs; i++)
        push_value(L, job->args[i]);
    if (job->named && job->named->len) {
        push_value(L, value_dict((Dict *)job->named));
        n++;
    }
    lua_call(L, n, 1);
    *job->result = value_from(L, call->reader->arena, -1);
    return 0;
}

bool plugins_call(PluginState *s, const PluginCall *call, const PluginEntry *f,
                  const Value *args, size_t nargs, const Dict *named,
                  Value *result)
{
    Calling job = {s, f, args, nargs, named, result};

    *result = (Value){0};
    return state_load(s, call->d) &&
           state_enter(s, call, f->plugin, run_call, &job);
}
