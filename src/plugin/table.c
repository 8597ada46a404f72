/* table.c - the table that a plugin returned: what it offers, its options, what
 * it needs.
 *
 * The first time, by plugins_load, it is looked through and its entries are
 * written down; in the states of the workers only the functions are taken out
 * of it.
 *
 * To add a kind of entry: a constant in PluginKind, a row in kinds[]. */
#include "plugin/state.h"

#include "base/text.h"

/* The keys of the table; ORDER PluginKind */
static const struct {
    const char *key;
    Str name; /* of one, for messages */
} kinds[PLUGIN_KINDS] = {
    {"filters", STR_INIT("filter")}, {"functions", STR_INIT("function")},
    {"tests", STR_INIT("test")},     {"shortcodes", STR_INIT("shortcode")},
    {"code", STR_INIT("code")},      {"hooks", STR_INIT("hook")},
};

/* ORDER PluginHook */
static const Str hook_names[HOOKS] = {STR_INIT("config"), STR_INIT("page"),
                                      STR_INIT("ready"),  STR_INIT("rendered"),
                                      STR_INIT("routes"), STR_INIT("output")};

/* What the table may have besides; description, name and version are for
 * people. */
static const Str others[] = {STR_INIT("attributes"), STR_INIT("description"),
                             STR_INIT("name"),       STR_INIT("needs"),
                             STR_INIT("options"),    STR_INIT("version")};

/* Where the functions are kept: a list by PluginEntry.index, from 1. */
#define ENTRIES "bifolio.entries"
/* The tables themselves: a list by plugin, from 1. */
#define TABLES "bifolio.tables"

static const PluginSource *source_of(const Loading *job)
{
    return job->s->set->plugins[job->plugin].source;
}

/* ---- complaints about the table: about the plugin's file as a whole */

static Diag *complain(const Loading *job, DiagCode code, const Str *args,
                      size_t nargs)
{
    job->s->now.nframes = 0;
    return error_add(job->s, code, args, nargs);
}

static void wrong_shape(const Loading *job, lua_State *L, Str what, Str wanted)
{
    complain(job, PLUGIN_SHAPE,
             STRS(source_of(job)->name, what, wanted,
                  str_of(luaL_typename(L, -1))));
}

static void check_keys(const Loading *job, lua_State *L, int table)
{
    Str names[PLUGIN_KINDS + COUNT(others)];
    size_t n = 0;

    for (size_t i = 0; i < PLUGIN_KINDS; i++)
        names[n++] = str_of(kinds[i].key);
    for (size_t i = 0; i < COUNT(others); i++)
        names[n++] = others[i];
    push_keys(L, table);
    for (lua_Integer i = 1; lua_rawgeti(L, -1, i) != LUA_TNIL; i++) {
        push_text(L, -1);
        Str key = str_dup(&job->s->arena, str_from(L, -1));
        lua_pop(L, 2);
        bool known = false;
        for (size_t k = 0; k < n; k++)
            known |= str_eq(names[k], key);
        if (known)
            continue;
        Diag *diag =
            complain(job, PLUGIN_UNKNOWN_KEY, STRS(source_of(job)->name, key));
        diag_suggest(job->s->now.call->d, diag, text_closest(key, names, n));
    }
    lua_pop(L, 2);
}

/* ---- options */

static Span option_place(const PluginSource *src, Str name)
{
    const Span *at =
        src->option_places ? map_get(src->option_places, name) : NULL;

    return at ? *at : src->at;
}

static Str closest_key(const Loading *job, lua_State *L, int table, Str name)
{
    Arena *a = &job->s->arena;
    VEC(Str) names = {0};

    push_keys(L, table);
    for (lua_Integer i = 1; lua_rawgeti(L, -1, i) != LUA_TNIL; i++) {
        if (lua_type(L, -1) == LUA_TSTRING)
            *VEC_PUSH(&names, a) = str_from(L, -1);
        lua_pop(L, 1);
    }
    Str near = text_closest(name, names.items, names.len);
    lua_pop(L, 2);
    return near;
}

/* The default is on top; `v` is what the configuration says. */
static bool suits(lua_State *L, Value v)
{
    switch (lua_type(L, -1)) {
    case LUA_TBOOLEAN:
        return v.kind == VALUE_BOOL;
    case LUA_TNUMBER:
        return v.kind == VALUE_INT || v.kind == VALUE_FLOAT;
    case LUA_TSTRING:
        return v.kind == VALUE_STR;
    case LUA_TTABLE:
        return v.kind == VALUE_LIST || v.kind == VALUE_DICT;
    default:
        return true;
    }
}

static void check_option(const Loading *job, lua_State *L, int table, Str name,
                         Value v)
{
    const PluginSource *src = source_of(job);
    DiagList *d = job->s->now.call->d;
    Span at = option_place(src, name);

    push_str(L, name);
    lua_rawget(L, table);
    if (lua_isnil(L, -1)) {
        Diag *diag = diag_add(d, PLUGIN_OPTION_UNKNOWN, src->config, at,
                              STRS(src->name, name));
        diag_suggest(d, diag, closest_key(job, L, table, name));
    } else if (!suits(L, v)) {
        diag_add(d, PLUGIN_OPTION_KIND, src->config, at,
                 STRS(src->name, name, str_of(luaL_typename(L, -1)),
                      value_kind_name(v)));
    }
    lua_pop(L, 1);
}

/* The table at `index` is the plugin's own: it sees what we put there. */
static void set_options(const Loading *job, lua_State *L, int table)
{
    Value options = source_of(job)->options;
    int type = lua_getfield(L, table, "options");

    if (type == LUA_TNIL) {
        lua_pop(L, 1);
        lua_newtable(L);
    } else if (type != LUA_TTABLE) {
        wrong_shape(job, L, STR("options"), STR("table"));
        return;
    }
    int own = lua_gettop(L);
    for (size_t i = 0; options.kind == VALUE_DICT && i < options.as.dict->len;
         i++) {
        const DictEntry *e = &options.as.dict->entries[i];
        if (job->set)
            check_option(job, L, own, e->key.as.s, e->value);
        push_value(L, e->key);
        push_value(L, e->value);
        lua_rawset(L, own);
    }
    lua_pop(L, 1);
}

/* ---- entries */

static void add_hook(const Loading *job, const PluginEntry *e)
{
    for (int i = 0; i < HOOKS; i++) {
        if (!str_eq(hook_names[i], e->name))
            continue;
        *VEC_PUSH(&job->set->hooks[i], job->set->arena) = e;
        return;
    }
    Diag *diag =
        complain(job, PLUGIN_UNKNOWN_HOOK, STRS(source_of(job)->name, e->name));
    diag_suggest(job->s->now.call->d, diag,
                 text_closest(e->name, hook_names, HOOKS));
}

/* Where the function on top begins. */
static void find_function(const Loading *job, lua_State *L, PluginEntry *e)
{
    lua_Debug at;

    lua_pushvalue(L, -1);
    lua_getinfo(L, ">S", &at);
    e->src = map_get(&job->set->files, str_of(at.source + 1));
    if (e->src)
        e->at = line_span(e->src, at.linedefined);
    else
        e->src = source_of(job)->main; /* it is none of the plugin's own */
}

/* The function is on top. */
static void add_entry(const Loading *job, lua_State *L, PluginKind kind,
                      Str name)
{
    PluginSet *set = job->set;
    const PluginEntry *same = map_get(&set->by_name[kind], name);
    PluginEntry *e = ARENA_NEW(set->arena, PluginEntry);

    if (same && kind != PLUGIN_CODE && kind != PLUGIN_HOOK) {
        complain(job, PLUGIN_NAME_TAKEN,
                 STRS(source_of(job)->name, kinds[kind].name,
                      set->plugins[same->plugin].source->name, name));
        return;
    }
    *e = (PluginEntry){kind,        str_dup(set->arena, name),
                       job->plugin, set->entries.len,
                       NULL,        {0}};
    find_function(job, L, e);
    *VEC_PUSH(&set->entries, set->arena) = *e;
    map_add(&set->by_name[kind], set->arena, e->name, e);
    if (kind == PLUGIN_HOOK)
        add_hook(job, e);
}

/* The table of one kind is on top. */
static void gather(const Loading *job, lua_State *L, PluginKind kind)
{
    int table = lua_gettop(L);

    push_keys(L, table);
    for (lua_Integer i = 1; lua_rawgeti(L, -1, i) != LUA_TNIL; i++) {
        push_text(L, -1);
        Str name = str_dup(&job->s->arena, str_from(L, -1));
        lua_pop(L, 1);
        lua_rawget(L, table);
        if (lua_type(L, -1) == LUA_TFUNCTION)
            add_entry(job, L, kind, name);
        else
            wrong_shape(job, L,
                        str_printf(&job->s->arena, "%s." STR_FMT,
                                   kinds[kind].key, STR_ARG(name)),
                        STR("function"));
        lua_pop(L, 1);
    }
    lua_pop(L, 2);
}

static void gather_all(const Loading *job, lua_State *L, int table)
{
    for (int kind = 0; kind < PLUGIN_KINDS; kind++) {
        int type = lua_getfield(L, table, kinds[kind].key);
        if (type == LUA_TTABLE)
            gather(job, L, (PluginKind)kind);
        else if (type != LUA_TNIL)
            wrong_shape(job, L, str_of(kinds[kind].key), STR("table"));
        lua_pop(L, 1);
    }
}

/* ---- attributes of code that they read */

static void gather_attributes(const Loading *job, lua_State *L, int table)
{
    PluginSet *set = job->set;
    int type = lua_getfield(L, table, "attributes");

    if (type != LUA_TTABLE && type != LUA_TNIL)
        wrong_shape(job, L, STR("attributes"), STR("table"));
    for (lua_Integer i = 1; type == LUA_TTABLE; i++) {
        int item = lua_rawgeti(L, -1, i);
        if (item == LUA_TSTRING)
            *VEC_PUSH(&set->attributes, set->arena) =
                str_dup(set->arena, str_from(L, -1));
        else if (item != LUA_TNIL)
            wrong_shape(job, L, STR("attributes"), STR("list of strings"));
        lua_pop(L, 1);
        if (item == LUA_TNIL)
            break;
    }
    lua_pop(L, 1);
}

/* code = {["{plot}"] = ...} */
void table_attributes(PluginSet *set)
{
    for (size_t i = 0; i < set->entries.len; i++) {
        const PluginEntry *e = &set->entries.items[i];
        if (e->kind == PLUGIN_CODE && e->name.len > 2 && e->name.ptr[0] == '{')
            *VEC_PUSH(&set->attributes, set->arena) =
                str_slice(e->name, 1, e->name.len - 1);
    }
}

/* ---- what it needs from outside; see needs.c */

/* One string, or a list of them, is on top.  False if it is neither. */
static bool take_needs(const Loading *job, lua_State *L, PluginNeeds *list)
{
    Arena *a = job->set->arena;
    lua_Integer n = lua_istable(L, -1) ? (lua_Integer)lua_rawlen(L, -1) : 0;

    if (lua_type(L, -1) == LUA_TSTRING)
        *VEC_PUSH(list, a) = str_dup(a, str_from(L, -1));
    else if (!lua_istable(L, -1))
        return false;
    for (lua_Integer i = 1; i <= n; i++) {
        bool text = lua_rawgeti(L, -1, i) == LUA_TSTRING;
        if (text)
            *VEC_PUSH(list, a) = str_dup(a, str_from(L, -1));
        lua_pop(L, 1);
        if (!text)
            return false;
    }
    return true;
}

/* Its value is on top. */
static void gather_need(const Loading *job, lua_State *L, Str key)
{
    Str names[NEEDS];

    for (int i = 0; i < NEEDS; i++) {
        names[i] = plugin_need_name((PluginNeed)i);
        if (!str_eq(key, names[i]))
            continue;
        if (!take_needs(job, L, &job->set->plugins[job->plugin].needs[i]))
            wrong_shape(job, L,
                        str_printf(&job->s->arena, "needs." STR_FMT,
                                   STR_ARG(key)),
                        STR("list of strings"));
        return;
    }
    Diag *diag =
        complain(job, PLUGIN_UNKNOWN_NEED, STRS(source_of(job)->name, key));
    diag_suggest(job->s->now.call->d, diag, text_closest(key, names, NEEDS));
}

static void gather_needs(const Loading *job, lua_State *L, int table)
{
    int type = lua_getfield(L, table, "needs");
    int needs = lua_gettop(L);

    if (type != LUA_TNIL && type != LUA_TTABLE)
        wrong_shape(job, L, STR("needs"), STR("table"));
    if (type == LUA_TTABLE) {
        push_keys(L, needs);
        for (lua_Integer i = 1; lua_rawgeti(L, needs + 1, i) != LUA_TNIL; i++) {
            push_text(L, -1);
            Str key = str_dup(&job->s->arena, str_from(L, -1));
            lua_pop(L, 1);
            lua_rawget(L, needs);
            gather_need(job, L, key);
            lua_pop(L, 1);
        }
    }
    lua_settop(L, needs - 1);
}

static void keep_functions(const Loading *job, lua_State *L, int table)
{
    const PluginSet *set = job->s->set;

    lua_getfield(L, LUA_REGISTRYINDEX, ENTRIES);
    int kept = lua_gettop(L);
    for (size_t i = 0; i < set->entries.len; i++) {
        const PluginEntry *e = &set->entries.items[i];
        if (e->plugin != job->plugin)
            continue;
        if (lua_getfield(L, table, kinds[e->kind].key) != LUA_TTABLE)
            luaL_error(L, "the table differs from what it was before");
        push_str(L, e->name);
        lua_rawget(L, -2);
        lua_rawseti(L, kept, (lua_Integer)e->index + 1);
        lua_pop(L, 1);
    }
    lua_pop(L, 1);
}

void push_entry(lua_State *L, const PluginEntry *e)
{
    lua_getfield(L, LUA_REGISTRYINDEX, ENTRIES);
    lua_rawgeti(L, -1, (lua_Integer)e->index + 1);
    lua_remove(L, -2);
}

void push_table(lua_State *L, size_t plugin)
{
    lua_getfield(L, LUA_REGISTRYINDEX, TABLES);
    lua_rawgeti(L, -1, (lua_Integer)plugin + 1);
    lua_remove(L, -2);
}

Str plugin_kind_key(PluginKind kind)
{
    return str_of(kinds[kind].key);
}

/* ---- one plugin in one state */

static void keep_table(lua_State *L, size_t plugin, int table)
{
    lua_getfield(L, LUA_REGISTRYINDEX, TABLES);
    lua_pushvalue(L, table);
    lua_rawseti(L, -2, (lua_Integer)plugin + 1);
    lua_pop(L, 1);
}

void table_read(lua_State *L, const Loading *job)
{
    if (lua_type(L, -1) != LUA_TTABLE) {
        complain(job, PLUGIN_RESULT,
                 STRS(source_of(job)->name, STR("the file"), STR("table"),
                      str_of(luaL_typename(L, -1))));
        return;
    }
    int table = lua_gettop(L);
    keep_table(L, job->plugin, table);
    set_options(job, L, table);
    if (job->set) {
        check_keys(job, L, table);
        gather_all(job, L, table);
        gather_attributes(job, L, table);
        gather_needs(job, L, table);
    }
    keep_functions(job, L, table);
}

void tables_prepare(lua_State *L)
{
    lua_newtable(L);
    lua_setfield(L, LUA_REGISTRYINDEX, ENTRIES);
    lua_newtable(L);
    lua_setfield(L, LUA_REGISTRYINDEX, TABLES);
}
