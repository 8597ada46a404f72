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

/* Once the limit was met nothing more is given until an eighth of it is free:
 * else what is near it would be looking for garbage all the time. */
static bool refuse(PluginState *s, size_t more)
{
    size_t most = s->set->limits.memory;

    if (s->memory + more > most || s->heap.held > 2 * most)
        s->tight = true;
    else if (s->memory + more < most - most / 8)
        s->tight = false;
    return s->tight && !s->free;
}

/* Lua's one way to memory.  When it is refused some it collects garbage and
 * asks again; then it raises an error for which no handler is called, so where
 * that was is written down here. */
static void *allocate(void *context, void *p, size_t old, size_t size)
{
    PluginState *s = context;
    void *new = NULL;

    if (!p)
        old = 0; /* it says what kind of thing it will be */
    s->guard->busy++;
    if (size > old && refuse(s, size - old)) {
        frames_take(s, s->now.L);
    } else {
        new = heap_resize(&s->heap, p, old, size);
        if (new || size == 0)
            s->memory += size - old;
    }
    s->guard->busy--;
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
    if (atomic_load_explicit(&s->guard->late, memory_order_relaxed))
        stop(L, PLUGIN_TIME);
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

int state_rewinding(lua_State *L, lua_CFunction fn)
{
    PluginState *s = state_of(L);
    ArenaMark mark = arena_mark(&s->arena);

    lua_pushcfunction(L, fn);
    lua_insert(L, 1);
    int status = lua_pcall(L, lua_gettop(L) - 1, 1, 0);
    arena_rewind(&s->arena, mark);
    return status == LUA_OK ? 1 : lua_error(L);
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

static int prepare(lua_State *L)
{
    sandbox_prepare(L);
    values_prepare(L);
    objects_prepare(L);
    return 0;
}

static void open_state(PluginState *s)
{
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
}

/* All memory comes from the heap, and nothing but memory is to be given back,
 * so the state need not be closed; one that was left by force could not. */
static void close_state(PluginState *s)
{
    heap_free(&s->heap);
    s->memory = 0;
    s->dead = s->loaded = s->broken = false;
}

typedef struct {
    PluginState *s;
    lua_CFunction fn;
    void *job;
    int status;
} Entering;

static void enter(void *context)
{
    Entering *e = context;
    lua_State *L = e->s->now.L;

    lua_pushcfunction(L, error_handler);
    lua_pushcfunction(L, e->fn);
    lua_pushlightuserdata(L, e->job);
    e->status = lua_pcall(L, 1, 0, lua_gettop(L) - 2);
}

/* True if it came back without an error. */
static bool enter_guarded(PluginState *s, Entering *e)
{
    const PluginHost *host = s->set->host;

    if (!host->run) {
        enter(e);
    } else if (!host->run(s->guard, enter, e)) {
        s->dead = s->stopped = true;
        s->why = PLUGIN_TIME;
        frames_take(s, s->now.L);
        return false;
    }
    if (e->status == LUA_ERRMEM && !s->stopped) {
        s->stopped = true;
        s->why = PLUGIN_MEMORY;
    }
    return e->status == LUA_OK;
}

static void begin(PluginState *s)
{
    s->steps = s->set->limits.steps;
    s->stopped = s->told = false;
    s->texts = 0;
    lua_sethook(s->L, look, LUA_MASKCOUNT, STEPS_EVERY);
}

bool state_enter(PluginState *s, const PluginCall *call, size_t plugin,
                 lua_CFunction fn, void *job)
{
    int top = lua_gettop(s->now.L);
    ArenaMark mark = arena_mark(&s->arena);
    Running outer = s->now;
    uint64_t start = s->clock && !outer.call ? s->clock() : 0;
    Entering e = {s, fn, job, LUA_OK};

    s->now.call = call;
    s->now.plugin = plugin;
    s->now.epoch = ++s->epochs;
    s->now.code = PLUGIN_ERROR;
    s->now.failed = false;
    s->now.nframes = 0;
    if (!outer.call)
        begin(s);
    bool good = enter_guarded(s, &e);
    if (!good)
        error_report(s);
    if (!s->dead)
        lua_settop(s->now.L, top);
    s->now = outer;
    arena_rewind(&s->arena, mark);
    if (s->dead && !outer.call) {
        close_state(s);
        open_state(s);
    }
    if (start)
        count_time(s, plugin, start);
    return good;
}

lua_State *state_lend(PluginState *s, lua_State *L)
{
    lua_State *before = s->now.L;

    s->now.L = L;
    return before;
}

/* What was left by force is left all the way. */
void state_return(PluginState *s, lua_State *before)
{
    s->now.L = before;
    if (s->dead)
        s->set->host->leave(s->guard);
}

PluginState *plugins_open(const PluginSet *set, Guard *guard)
{
    PluginState *s = calloc(1, sizeof *s);

    if (!s)
        abort();
    s->set = set;
    s->guard = guard ? guard : &s->own;
    open_state(s);
    return s;
}

void plugins_close(PluginState *s)
{
    if (!s)
        return;
    close_state(s);
    arena_free(&s->arena);
    arena_free(&s->keep);
    free(s);
}

void plugins_measure(PluginState *s, PluginTime *times, uint64_t (*clock)(void))
{
    s->times = times;
    s->clock = clock;
}
