/* load.c - from sources to bytecode, and from bytecode to a set of plugins.
 *
 * A plugin is run in each state; what becomes of the table that it returns is
 * told in table.c. */
#include "plugin/state.h"

/* ---- one plugin in one state */

static int run_plugin(lua_State *L)
{
    const Loading *job = lua_touserdata(L, 1);

    push_globals(L, job->plugin);
    run_chunk(L, &job->s->set->plugins[job->plugin].main);
    table_read(L, job);
    return 0;
}

static int prepare(lua_State *L)
{
    tables_prepare(L);
    return 0;
}

/* `set` is NULL where the entries are known. */
static bool run_all(PluginState *s, PluginSet *set, DiagList *d)
{
    size_t errors = d->errors;
    Reader reader = {.arena = &s->keep, .observer = s->set->host->loading};
    PluginCall call = {.reader = &reader, .d = d};

    state_enter(s, &call, 0, prepare, NULL);
    for (size_t i = 0; i < s->set->nplugins; i++) {
        Loading job = {s, set, i};
        s->heard = set ? &set->plugins[i].digest : NULL;
        state_enter(s, &call, i, run_plugin, &job);
    }
    s->heard = NULL;
    return d->errors == errors;
}

bool state_load(PluginState *s, DiagList *d)
{
    if (!s->loaded)
        s->broken = !run_all(s, NULL, d);
    s->loaded = true;
    return !s->broken;
}

/* ---- compiling */

typedef struct {
    PluginState *s;
    Arena *a;
    PluginChunk *chunk;
    DiagList *d;
} Compiling;

static int write_bytecode(lua_State *L, const void *bytes, size_t n, void *to)
{
    (void)L;
    buf_put(to, (Str){bytes, n});
    return 0;
}

static int compile(lua_State *L)
{
    const Compiling *job = lua_touserdata(L, 1);
    const Source *src = job->chunk->src;
    Buf b = buf_in(job->a);

    job->s->now.code = PLUGIN_SYNTAX;
    if (luaL_loadbufferx(L, src->text.ptr, src->text.len,
                         chunk_name(job->s, src), "t"))
        return lua_error(L);
    lua_dump(L, write_bytecode, &b, false);
    job->chunk->bytecode = buf_str(&b);
    return 0;
}

static void compile_file(PluginSet *set, PluginState *s, size_t plugin,
                         const Source *src, PluginChunk *out, DiagList *d)
{
    Reader reader = {.arena = &s->keep};
    PluginCall call = {.reader = &reader, .d = d};
    Compiling job = {s, set->arena, out, d};
    Plugin *p = &set->plugins[plugin];

    *out = (PluginChunk){.src = src};
    map_add(&set->files, set->arena, src->path, (void *)src);
    p->digest = digest_add(p->digest, src->path);
    p->digest = digest_add(p->digest, src->text);
    state_enter(s, &call, plugin, compile, &job);
}

static void compile_plugin(PluginSet *set, PluginState *s, size_t i,
                           DiagList *d)
{
    Plugin *p = &set->plugins[i];
    const Map *modules = &p->source->modules;
    Digest options = value_digest(p->source->options);

    p->digest = digest_add((Digest){0}, p->source->name);
    p->digest =
        digest_add(p->digest, (Str){(const char *)&options, sizeof options});
    compile_file(set, s, i, p->source->main, &p->main, d);
    for (size_t m = 0; m < modules->len; m++) {
        PluginChunk *chunk = ARENA_NEW(set->arena, PluginChunk);
        compile_file(set, s, i, modules->entries[m].value, chunk, d);
        map_add(&p->modules, set->arena, modules->entries[m].key, chunk);
    }
}

const PluginSet *plugins_load(Arena *a, const PluginSource *sources, size_t n,
                              const PluginHost *host,
                              const PluginLimits *limits, DiagList *d)
{
    enum { MEMORY = 256 << 20, STEPS = 200000000, SECONDS = 10 };
    size_t errors = d->errors;
    PluginSet *set = ARENA_NEW(a, PluginSet);

    set->arena = a;
    set->host = host;
    set->limits.memory = limits && limits->memory ? limits->memory : MEMORY;
    set->limits.steps = limits && limits->steps ? limits->steps : STEPS;
    set->limits.seconds = limits && limits->seconds ? limits->seconds : SECONDS;
    set->plugins = ARENA_ARRAY(a, Plugin, n);
    set->nplugins = n;
    for (size_t i = 0; i < n; i++)
        set->plugins[i].source = &sources[i];
    PluginState *s = plugins_open(set, limits ? limits->guard : NULL);
    for (size_t i = 0; i < n; i++)
        compile_plugin(set, s, i, d);
    if (d->errors == errors)
        run_all(s, set, d);
    table_attributes(set);
    plugins_close(s);
    for (size_t i = 0; i < n; i++)
        set->digest =
            digest_add(set->digest, (Str){(const char *)&set->plugins[i].digest,
                                          sizeof(Digest)});
    return d->errors == errors ? set : NULL;
}

/* ---- what there is */

Digest plugins_digest(const PluginSet *set)
{
    return set->digest;
}

Digest plugins_digest_of(const PluginSet *set, size_t plugin)
{
    return set->plugins[plugin].digest;
}

size_t plugins_count(const PluginSet *set)
{
    return set->nplugins;
}

const PluginSource *plugins_source(const PluginSet *set, size_t plugin)
{
    return set->plugins[plugin].source;
}

const PluginEntry *plugins_entries(const PluginSet *set, size_t *n)
{
    *n = set->entries.len;
    return set->entries.items;
}

const PluginNeeds *plugins_needs(const PluginSet *set, size_t plugin,
                                 PluginNeed need)
{
    return &set->plugins[plugin].needs[need];
}

const Str *plugins_attributes(const PluginSet *set, size_t *n)
{
    *n = set->attributes.len;
    return set->attributes.items;
}

const PluginEntry *const *plugins_hooks(const PluginSet *set, PluginHook hook,
                                        size_t *n)
{
    *n = set->hooks[hook].len;
    return set->hooks[hook].items;
}

const PluginEntry *plugins_find(const PluginSet *set, PluginKind kind, Str name)
{
    return map_get(&set->by_name[kind], name);
}
