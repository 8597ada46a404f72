/* state.c - one Lua state: memory, steps, and the way in and out. */
#include "plugin/state.h"

#include <assert.h>
#include <stdlib.h>

enum { STEPS_EVERY = 10000 }; /* instructions between two looks at the limit */

PluginState *state_of(lua_State *L)
{
    return *(PluginState **)lua_getextraspace(L);
}

/* ---- memory */

/* Lua's one way to memory.  When it is refused some it collects garbage and
 * asks again; then it raises an error for which no handler is called, so where
 * that was is written down here. */
static void *allocate(void *context, void *p, size_t old, size_t size)
{
    PluginState *s = context;

    if (!p)
        old = 0; /* it says what kind of thing it will be */
    if (size == 0) {
        free(p);
        s->memory -= old;
        return NULL;
    }
    if (size > old && !s->free &&
        s->memory + (size - old) > s->set->limits.memory) {
        frames_take(s, s->now.L);
        return NULL;
    }
    void *new = realloc(p, size);
    if (!new)
        return NULL;
    s->memory += size - old;
    return new;
}

/* ---- steps */

static void look(lua_State *L, lua_Debug *unused);

/* From now on the hook is called at every instruction, so that nothing on the
 * way out can go on for long. */
static void stop(lua_State *L, DiagCode why)
{
    PluginState *s = state_of(L);

    if (!s->stopped) {
        s->stopped = true;
        s->why = why;
        frames_take(s, L);
    }
    lua_sethook(L, look, LUA_MASKCOUNT, 1);
    lua_pushliteral(L, "stopped");
    lua_error(L);
}

/* Coroutines inherit the hook. */
static void look(lua_State *L, lua_Debug *unused)
{
    PluginState *s = state_of(L);

    (void)unused;
    if (s->free)
        return;
    if (s->stopped || s->steps <= STEPS_EVERY)
        stop(L, PLUGIN_STEPS);
    s->steps -= STEPS_EVERY;
    if (lua_gethookcount(L) != STEPS_EVERY)
        lua_sethook(L, look, LUA_MASKCOUNT, STEPS_EVERY);
}

void state_spend(lua_State *L, uint64_t n)
{
    PluginState *s = state_of(L);

    if (s->free)
        return;
    if (s->stopped || s->steps <= n)
        stop(L, PLUGIN_STEPS);
    s->steps -= n;
}

/* ---- in and out */

static int panic(lua_State *L)
{
    (void)L;
    assert(!"Lua was called outside of state_enter");
    return 0;
}

static void count_time(PluginState *s, size_t plugin, uint64_t start)
{
    s->times[plugin].calls++;
    s->times[plugin].nanoseconds += s->clock() - start;
}

static void begin(PluginState *s)
{
    s->steps = s->set->limits.steps;
    s->stopped = s->told = false;
    lua_sethook(s->L, look, LUA_MASKCOUNT, STEPS_EVERY);
}

bool state_enter(PluginState *s, const PluginCall *call, size_t plugin,
                 lua_CFunction fn, void *job)
{
    lua_State *L = s->now.L;
    int top = lua_gettop(L);
    ArenaMark mark = arena_mark(&s->arena);
    Running outer = s->now;
    uint64_t start = s->clock && !outer.call ? s->clock() : 0;

    s->now.call = call;
    s->now.plugin = plugin;
    s->now.epoch = ++s->epochs;
    s->now.nframes = 0;
    if (!outer.call)
        begin(s);
    lua_pushcfunction(L, error_handler);
    lua_pushcfunction(L, fn);
    lua_pushlightuserdata(L, job);
    int status = lua_pcall(L, 1, 0, top + 1);
    if (status == LUA_ERRMEM && !s->stopped) {
        s->stopped = true;
        s->why = PLUGIN_MEMORY;
    }
    if (status != LUA_OK)
        error_report(s);
    lua_settop(L, top);
    s->now = outer;
    arena_rewind(&s->arena, mark);
    if (start)
        count_time(s, plugin, start);
    return status == LUA_OK;
}

lua_State *state_lend(PluginState *s, lua_State *L)
{
    lua_State *before = s->now.L;

    s->now.L = L;
    return before;
}

void state_return(PluginState *s, lua_State *before)
{
    s->now.L = before;
}

static int prepare(lua_State *L)
{
    sandbox_prepare(L);
    values_prepare(L);
    objects_prepare(L);
    return 0;
}

PluginState *plugins_open(const PluginSet *set)
{
    PluginState *s = calloc(1, sizeof *s);

    if (!s)
        abort();
    s->set = set;
    s->free = true;
    s->L = lua_newstate(allocate, s);
    if (!s->L)
        abort();
    lua_atpanic(s->L, panic);
    *(PluginState **)lua_getextraspace(s->L) = s;
    s->now.L = s->L;
    lua_pushcfunction(s->L, prepare);
    if (lua_pcall(s->L, 0, 0, 0))
        assert(!"the sandbox cannot be made");
    s->free = false;
    return s;
}

void plugins_close(PluginState *s)
{
    if (!s)
        return;
    s->free = true;
    lua_close(s->L);
    arena_free(&s->arena);
    arena_free(&s->keep);
    free(s);
}

void plugins_measure(PluginState *s, PluginTime *times, uint64_t (*clock)(void))
{
    s->times = times;
    s->clock = clock;
}
