/* hook_call.h - what the files of hooks share; private to hooks*.c. */
#ifndef BUILD_HOOK_CALL_H
#define BUILD_HOOK_CALL_H

#include "build/hooks.h"

/* What is called for, and from where. */
typedef struct {
    const SitePlugins *plugins;
    Arena *a; /* of what comes back */
    int worker;
    Str page; /* what is being made */
    const Source *src;
    const Str *unknown;       /* see PluginCall */
    Observer *observer;       /* told of what is relied on */
    const PageContext *asker; /* of Markdown; or NULL */
    DiagList *d;
} Hooking;

/* The hooks of a stage; none where there are no plugins. */
typedef struct {
    const PluginEntry *const *items;
    size_t len;
} Hooks;

Hooks hooks_of(const SitePlugins *p, PluginHook stage);

Str hook_plugin(const Hooking *h, const PluginEntry *f);

/* False after errors. */
bool hook_call(const Hooking *h, const PluginEntry *f, const Value *args,
               size_t n, Value *result);

/* Says that the hook should have returned something else; always false.
 * `wanted` reads the same in all languages: Lua, at best. */
bool hook_wrong(const Hooking *h, const PluginEntry *f, Str wanted, Value got);

/* Says that this cannot be changed by it; always false. */
bool hook_cannot_change(const Hooking *h, const PluginEntry *f, Value key);

/* True of nil, null and an empty table, which is a list as well as a dict. */
bool hook_nothing(Value v);

/* The text that a hook returned, as itself or under a key: `wanted`.  False
 * after a diagnostic. */
bool hook_text(const Hooking *h, const PluginEntry *f, Str wanted, Value v,
               Str *out);

/* Puts `v`, which a hook returned as its `params`, over *params.  False after
 * a diagnostic. */
bool hook_params(const Hooking *h, const PluginEntry *f, Value v,
                 Value *params);

#endif
