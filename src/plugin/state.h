/* state.h - what the files of this room share; private to plugin/.
 *
 *   load.c       sources to bytecode, and bytecode to a set of plugins
 *   table.c      the table that a plugin returned
 *   state.c      one Lua state: memory, steps, and the way in and out
 *   sandbox.c    what a plugin sees as its globals
 *   base.c       Lua's own functions that had to be replaced
 *   patterns.c   LPeg within bounds
 *   modules.c    require, and the lexers
 *   library.c    the table `bifolio`
 *   json.c       bifolio.json
 *   needs.c      files, the environment, other programs
 *   spans.c      tokens of code to HTML, for highlighting
 *   values.c     Value to Lua and back
 *   objects.c    pages and the like, as Lua sees them
 *   errors.c     what went wrong, as a diagnostic
 *   call.c       filters, functions and tests
 *   code.c       blocks of code
 *   describe.c   what a plugin says of itself
 *
 * How we call Lua.  Everything that touches a state runs inside state_enter, a
 * protected call, since any function of Lua may leave by longjmp when memory
 * runs out.  Functions that are given to Lua therefore hold no lock, descriptor
 * or malloc'd memory; what they put into an arena is taken care of by whoever
 * owns that.
 *
 * A PluginState knows itself by the extra space that each lua_State has, the
 * coroutines too.
 */
#ifndef PLUGIN_STATE_H
#define PLUGIN_STATE_H

#include "base/vec.h"
#include "plugin/heap.h"
#include "plugin/plugin.h"

#include <lauxlib.h>
#include <lua.h>
#include <lualib.h>

/* A file, and what it was compiled to. */
typedef struct {
    const Source *src;
    Str bytecode;
} PluginChunk;

typedef struct {
    const PluginSource *source;
    PluginChunk main;
    Map modules; /* name -> PluginChunk */
    PluginNeeds needs[NEEDS];
    Digest digest; /* of all that it consists of: its options, and what it was
                      told while it was first run, included */
} Plugin;

struct PluginSet {
    Arena *arena;
    const PluginHost *host;
    PluginLimits limits;
    Plugin *plugins;
    size_t nplugins;
    Digest digest;
    Map files; /* path -> Source */
    VEC(PluginEntry) entries;
    VEC(Str) attributes; /* of blocks of code, that they read */
    VEC(const PluginEntry *) hooks[HOOKS];
    Map by_name[PLUGIN_KINDS]; /* name -> PluginEntry; of code, the first */
};

/* One line of a traceback. */
typedef struct {
    const Source *src;
    int line;
} Frame;

enum { FRAMES_MOST = 8 };

/* The present call; it may be made from within another. */
typedef struct {
    lua_State *L;           /* on which it is made */
    const PluginCall *call; /* NULL: none is */
    size_t plugin;          /* that runs */
    uint64_t epoch;         /* its number: objects live for one call */

    /* What went wrong, from the message handler; lives in `arena`. */
    DiagCode code; /* PLUGIN_ERROR, unless whoever runs says otherwise */
    bool failed;   /* the plugin has said itself what is wrong */
    Str message;
    Frame frames[FRAMES_MOST];
    size_t nframes;
    PluginNeed
        need; /* PLUGIN_UNGRANTED, PLUGIN_UNDECLARED: `message` of what */
} Running;

struct PluginState {
    lua_State *L;
    const PluginSet *set;
    Guard *guard; /* of this thread */
    Guard own;    /* where there is none */
    Heap heap;
    size_t memory;  /* bytes in use */
    bool tight;     /* there was too little */
    uint64_t steps; /* that are left for this call */
    bool free;      /* memory is not bounded now */
    bool stopped;   /* by a limit: nothing but the way out */
    DiagCode why;   /* of that */
    bool dead;      /* left by force: nothing can be done with L */
    bool loaded;    /* every plugin has been run */
    bool broken;    /* one could not be */
    Digest *heard;  /* while plugins are first run: takes what they are told
                       from outside, which may be in any answer */
    Arena arena;    /* of the present call, rewound after it */
    Arena keep;     /* as long as the state */
    Map lexers;     /* that were run: their chunk names -> Source */

    uint64_t epochs; /* calls there were */

    Running now;
    bool told; /* that it was stopped */
    int texts; /* of Markdown that are being converted, each within another */

    PluginTime *times;
    uint64_t (*clock)(void);
};

PluginState *state_of(lua_State *L);

/* ---- state.c */

/* Runs fn(L) with `job` as its one argument, a light userdata, within all
 * limits, for `plugin`.  False after an error, which has been reported.  What
 * is in s->arena is gone afterwards. */
bool state_enter(PluginState *s, const PluginCall *call, size_t plugin,
                 lua_CFunction fn, void *job);

/* Takes `n` steps for work that is done in C; stops the plugin if there are not
 * that many. */
void state_spend(lua_State *L, uint64_t n);

/* Returns what `fn` does, for the arguments there are; what that leaves in
 * s->arena is gone, after an error too, since a plugin can catch one and go on
 * and on. */
int state_rewinding(lua_State *L, lua_CFunction fn);

/* While a function of ours that Lua called asks others, who may call Lua. */
lua_State *state_lend(PluginState *s, lua_State *L);
void state_return(PluginState *s, lua_State *before);

/* ---- errors.c */

/* Writes down where we are in Lua. */
void frames_take(PluginState *s, lua_State *L);

/* The message handler of state_enter. */
int error_handler(lua_State *L);

/* Adds the diagnostic of what was found, at the plugin's line. */
void error_report(PluginState *s);

/* The same of something else, at the innermost line of Lua in s->now.frames. */
Diag *error_add(PluginState *s, DiagCode code, const Str *args, size_t nargs);

/* The whole of a line, from 1. */
Span line_span(const Source *src, int line);

/* ---- sandbox.c */

/* Once for a state, before any plugin. */
void sandbox_prepare(lua_State *L);

/* Pushes a new table of globals for the plugin. */
void push_globals(lua_State *L, size_t plugin);

/* Pushes a copy of a library that no plugin can change. */
void push_copy(lua_State *L, const char *library);

/* ---- base.c */

/* Lua's own, to be replaced; rows end with a NULL name. */
extern const luaL_Reg base_functions[];

/* The same in a library; it finds the library's as its first upvalue. */
typedef struct {
    const char *library, *name;
    lua_CFunction fn;
} Wrapper;
extern const Wrapper wrappers[];

/* Of the keys of the table at `index`, the one behind that on top of the stack,
 * which is replaced; nil is before the first and behind the last. */
void key_after(lua_State *L, int index);

/* Pushes a list of all keys of the table at `index`, sorted. */
void push_keys(lua_State *L, int index);

/* As tostring, but without addresses, which differ from run to run. */
void push_text(lua_State *L, int index);

/* ---- patterns.c */

void patterns_prepare(lua_State *L);

/* ---- modules.c */

/* What Lua calls a file; lives in s->arena. */
const char *chunk_name(PluginState *s, const Source *src);

/* Runs a chunk with the table on top of the stack as its globals, which is
 * replaced by what it returns. */
void run_chunk(lua_State *L, const PluginChunk *chunk);

/* `require`; upvalues: the plugin's number, its globals, what was loaded. */
int module_require(lua_State *L);

/* ---- library.c */

/* The table `bifolio`, with a NULL name at the end. */
extern const luaL_Reg library_functions[];

/* ---- json.c */

/* The table bifolio.json, the same. */
extern const luaL_Reg json_functions[];

/* ---- needs.c */

/* Of the table `bifolio`, too. */
extern const luaL_Reg needs_functions[];

/* True if the error at `index` is that something was refused, which is then
 * told by needs_report. */
bool needs_refused(lua_State *L, int index);
void needs_report(PluginState *s);

/* ---- spans.c */

int library_spans(lua_State *L);

/* ---- values.c */

/* Pushes a value.  Lists and dicts are copied, host objects are not. */
void push_value(lua_State *L, Value v);
void push_str(lua_State *L, Str s);

/* What stands at `index`; an error of Lua if it is no data.  Lives in `a`.
 * Not `fresh`: nobody may change it, since more than one thread may see it. */
Value value_from(lua_State *L, Arena *a, int index, bool fresh);

/* The bytes of a string, which Lua owns. */
Str str_from(lua_State *L, int index);

void values_prepare(lua_State *L);

/* Marks the string on top as HTML. */
void make_html(lua_State *L);

/* The table on top is a dict, though it be empty: else that is a list. */
void mark_dict(lua_State *L);
/* The text of what make_html made; false if it is something else. */
bool html_from(lua_State *L, int index, Str *out);

/* ---- objects.c */

void objects_prepare(lua_State *L);
void push_object(lua_State *L, const Object *o);
/* NULL if it is something else. */
const Object *object_from(lua_State *L, int index);

/* ---- call.c */

/* The same seed, the same chance, whichever thread asks. */
void seed_chance(lua_State *L, Str seed);

/* ---- load.c */

/* Runs every plugin in this state, if that has not been done.  False after
 * errors. */
bool state_load(PluginState *s, DiagList *d);

/* ---- table.c */

/* One plugin in one state. */
typedef struct {
    PluginState *s;
    PluginSet *set; /* NULL: the entries are known */
    size_t plugin;
} Loading;

void tables_prepare(lua_State *L);

/* Takes the table on top of the stack, which the plugin returned. */
void table_read(lua_State *L, const Loading *job);

/* Once for all that was read. */
void table_attributes(PluginSet *set);

/* Pushes the function of an entry. */
void push_entry(lua_State *L, const PluginEntry *e);

/* Pushes the table that a plugin returned. */
void push_table(lua_State *L, size_t plugin);

#endif
