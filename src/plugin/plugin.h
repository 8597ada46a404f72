/* plugin.h - Lua plugins: what they may do, and how the program calls them.
 *
 * A plugin is plugins/NAME.lua, or plugins/NAME/init.lua with what it requires
 * beside it.  It returns one table:
 *
 *     return {
 *         description = "A sentence", version = "1.0",
 *         options    = {NAME = DEFAULT},
 *         filters    = {NAME = function(value, args, page) end},
 *         functions  = {NAME = function(args, page) end},
 *         tests      = {NAME = function(value, args, page) end},
 *         shortcodes = {NAME = function(args, body, page) end},
 *         code       = {LANGUAGE = function(block) end},
 *         attributes = {NAME, ...},
 *         hooks      = {STAGE = function(...) end},
 *         needs      = {read = {PATTERN}, run = {NAME}, env = {NAME}},
 *     }
 *
 * The table of options holds their defaults, and so says which there are; what
 * the configuration says is put into it before any function is called.  args
 * holds what was given by position, from args[1], and by name; page is the page
 * that is being made, or nil.  What handlers of code are given and give is told
 * in code.c, what hooks are in build/hooks.h.
 *
 * The list of attributes names those that blocks of code may have for the sake
 * of the plugin.
 *
 * Everything is optional.  content/pages/plugins.en.md is the manual for
 * authors.
 *
 * Where a plugin runs.  A PluginSet is made on one thread, then shared and
 * frozen; it holds each file as bytecode, which only we compile.  A worker has
 * a PluginState of its own, a Lua state in which every plugin has its own
 * globals and its own copies of the libraries.  So what a plugin keeps in its
 * variables is seen by some of the pages only, and must change no result: the
 * same arguments, the same answer.
 *
 * What comes from outside, files, programs and the environment, must be in the
 * list of its needs and be granted by the configuration: see needs.c.
 *
 * What it has: Lua's string, table, math, utf8 and coroutine; `require` of its
 * own files, of lpeg and of Scintillua's lexers; and the table `bifolio` (see
 * library.c).  Not: io, os, debug, package, load.  `pairs` and `next` go by
 * sorted keys, since Lua's own order differs from state to state; random
 * numbers are seeded by the page; the clock is the build's.
 *
 * Limits, for each call: steps and seconds; for each state: memory.  What stops
 * a plugin cannot be caught by its pcall.
 *
 * Errors.  Functions that return false have added to the call's diagnostics one
 * that names the plugin, its file and line, who called it from where, and the
 * place that asked for it.  The state can be used again.
 */
#ifndef PLUGIN_PLUGIN_H
#define PLUGIN_PLUGIN_H

#include "base/guard.h"
#include "base/vec.h"
#include "data/document.h"
#include "data/value.h"
#include "diag/diag.h"

typedef struct PluginSet PluginSet;
typedef struct PluginState PluginState;
typedef struct PluginCall PluginCall;

/* ---- before */

/* What a plugin may take from outside; ORDER names[] in needs.c */
typedef enum {
    NEED_READ, /* files: patterns of paths, see path_matches */
    NEED_RUN,  /* programs: names */
    NEED_ENV,  /* variables of the environment: names */
    NEEDS,
} PluginNeed;

typedef VEC(Str) PluginNeeds;

/* "read", "run", "env". */
Str plugin_need_name(PluginNeed need);

/* A plugin as it was found.  All borrowed. */
typedef struct {
    Str name;
    const Source *main;   /* plugins/NAME.lua or plugins/NAME/init.lua */
    Map modules;          /* name for `require` -> Source, of its own folder */
    Value options;        /* what the configuration says: a dict */
    const Source *config; /* where that stands; NULL: nowhere */
    Span at;
    const Map *option_places;  /* option -> Span; or NULL */
    PluginNeeds grants[NEEDS]; /* what the configuration lets it take */
} PluginSource;

/* What is asked for, which was granted. */
typedef struct {
    PluginNeed need;
    Str name;        /* a path below the site's root; a program; a variable */
    const Str *args; /* NEED_RUN: nargs of them, without a NUL */
    size_t nargs;
    Str input; /* NEED_RUN: what the program is to read */
} PluginQuestion;

typedef struct {
    bool given;
    Str text;   /* any bytes */
    Str why;    /* there is none */
} PluginAnswer; /* lives as long as the host */

/* What plugins ask of the program.  Each may be NULL: there is none. */
typedef struct {
    void *context;
    /* Scintillua's file NAME.lua, or NULL; lives as long as what is said of it.
     * Any thread. */
    const Source *(*lexer)(void *context, Str name);
    /* Markdown as HTML into `a`, as the site writes it, for `call`; `inlines`:
     * without the paragraph around it.  It may call plugins on its way.  False
     * after errors in call->d. */
    bool (*markdown)(void *context, Arena *a, const PluginCall *call, Str text,
                     bool inlines, Str *html);
    /* What plugins need from outside; any thread. */
    void (*ask)(void *context, const PluginQuestion *q, PluginAnswer *out);
    /* How what never comes back is left: see os/guard.h. */
    bool (*run)(Guard *w, void (*fn)(void *), void *context);
    void (*leave)(Guard *w);
    Observer *loading; /* told of what plugins rely on while they are loaded, by
                          any thread; or NULL */
    Value now;         /* the clock of the build: a date */
    Str version;       /* of bifolio */
    Value data; /* a dict by plugin, for bifolio.data; may be set later */
} PluginHost;

/* Zero: the usual. */
typedef struct {
    Guard *guard;   /* of the thread that loads; or NULL */
    size_t memory;  /* bytes of one state: 256 MB */
    uint64_t steps; /* instructions of Lua in one call: 200 million */
    int seconds;    /* that the watcher allows, for messages: 10 */
} PluginLimits;

typedef enum {
    PLUGIN_FILTER,
    PLUGIN_FUNCTION,
    PLUGIN_TEST,
    PLUGIN_SHORTCODE,
    PLUGIN_CODE, /* name: a language, "*", or "{attribute}" */
    PLUGIN_HOOK, /* name: of plugin_hook_names */
    PLUGIN_KINDS,
} PluginKind;

/* When hooks are called, in this order; ORDER plugin_hook_names[] */
typedef enum {
    HOOK_CONFIG,   /* the configuration has been read */
    HOOK_PAGE,     /* a page has been parsed */
    HOOK_READY,    /* the site is assembled */
    HOOK_RENDERED, /* a page's text has become HTML */
    HOOK_ROUTES,   /* what is to be written is known */
    HOOK_OUTPUT,   /* something is about to be written */
    HOOKS,
} PluginHook;

/* Something that a plugin offers. */
typedef struct {
    PluginKind kind;
    Str name;
    size_t plugin;     /* index in the set's */
    size_t index;      /* in the set's entries */
    const Source *src; /* where the function begins */
    Span at;
} PluginEntry;

/* Compiles all and runs each once, to see what it offers.  NULL after errors.
 * Everything that is given must outlive the set, which lives in `a`. */
const PluginSet *plugins_load(Arena *a, const PluginSource *sources, size_t n,
                              const PluginHost *host,
                              const PluginLimits *limits, DiagList *d);

size_t plugins_count(const PluginSet *set);
const PluginSource *plugins_source(const PluginSet *set, size_t plugin);

/* Of all that they consist of, options included: the same digest, the same
 * answers. */
Digest plugins_digest(const PluginSet *set);
Digest plugins_digest_of(const PluginSet *set, size_t plugin);

/* All that they offer, plugin by plugin in the order of the configuration,
 * names sorted.  Of one name and kind there is one, except for code and
 * hooks. */
const PluginEntry *plugins_entries(const PluginSet *set, size_t *n);
const PluginEntry *plugins_find(const PluginSet *set, PluginKind kind,
                                Str name);

/* The key of the plugin's table under which a kind stands: "filters". */
Str plugin_kind_key(PluginKind kind);

/* What a plugin says that it takes from outside. */
const PluginNeeds *plugins_needs(const PluginSet *set, size_t plugin,
                                 PluginNeed need);

/* What may be written in the braces of a block of code for their sake: what
 * they list, and the attribute of each "{attribute}" handler. */
const Str *plugins_attributes(const PluginSet *set, size_t *n);

/* The hooks of one stage, plugin by plugin. */
const PluginEntry *const *plugins_hooks(const PluginSet *set, PluginHook hook,
                                        size_t *n);

/* ---- calls */

/* For one thread, which `guard` (borrowed, or NULL) watches over.  Nothing is
 * run yet. */
PluginState *plugins_open(const PluginSet *set, Guard *guard);
void plugins_close(PluginState *s);

/* Work in one plugin. */
typedef struct {
    uint64_t calls, nanoseconds;
} PluginTime;

/* From now on each call is added to its plugin's row of `times`; `clock` is in
 * nanoseconds. */
void plugins_measure(PluginState *s, PluginTime *times,
                     uint64_t (*clock)(void));

/* For whom a plugin is called, and from where. */
struct PluginCall {
    Reader *reader; /* arena: of what comes back; observer: of what it reads */
    DiagList *d;
    Str page;           /* what is being made: path or address; seeds chance */
    const void *asker;  /* for host->markdown; NULL: it cannot be asked */
    const Source *src;  /* the place that asks; NULL: none */
    Span at;            /* {0, 0}: no place in it, but the whole */
    const Str *unknown; /* fields that pages do not have yet, since they are
                           being made; ends with an empty one; or NULL */
};

/* What is given to a filter, function, test or shortcode; what its kind does
 * not take is left out.  A hook is given `args` one by one. */
typedef struct {
    Value value; /* that is piped or tested */
    const Value *args;
    size_t nargs;
    const Dict *named; /* or NULL */
    Value body;        /* of a shortcode; undefined: it has none */
    Value page;
} PluginArgs;

/* Text that the plugin marked as HTML is safe. */
bool plugins_call(PluginState *s, const PluginCall *call, const PluginEntry *f,
                  const PluginArgs *args, Value *result);

/* Could this handler of code be asked for a block of the text? */
bool plugins_handles(const PluginEntry *handler, const Document *doc);

/* What a plugin says of itself, as a dict: `description`, `version` and
 * `attributes` where it has them, and its `options` as they are in force. */
bool plugins_describe(PluginState *s, const PluginCall *call, size_t plugin,
                      Value *out);

/* Asks those who handle the block, by attribute, by language, then "*", until
 * one does not return nil.  *handled is false, and *out empty, if none did. */
bool plugins_code(PluginState *s, const PluginCall *call, const CodeBlock *code,
                  CodeHtml *out, bool *handled);

#endif
