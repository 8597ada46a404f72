/* code.c - blocks of code, as plugins see and write them.
 *
 * A handler is given a table and gives back nil (another may), a string (the
 * HTML within <code>), or a table with any of
 *
 *     inside   the HTML within <code>
 *     whole    HTML instead of the whole figure
 *     class    more classes of the figure
 *     label    what is shown instead of the language
 */
#include "plugin/state.h"

#include "base/text.h"
#include "base/utf8.h"

typedef struct {
    PluginState *s;
    const PluginEntry *f;
    const CodeBlock *code;
    CodeHtml *out;
    bool handled;
} Coding;

/* ---- to Lua */

static void put_str(lua_State *L, const char *key, Str s)
{
    push_str(L, s);
    lua_setfield(L, -2, key);
}

static void put_int(lua_State *L, const char *key, size_t n)
{
    lua_pushinteger(L, (lua_Integer)n);
    lua_setfield(L, -2, key);
}

/* The numbers of the lines that stand out are the keys. */
static void put_highlighted(lua_State *L, const CodeBlock *code)
{
    lua_newtable(L);
    for (size_t n = 1; code->highlighted.len && n <= code->lines; n++) {
        if (!code_block_highlights(code, n))
            continue;
        lua_pushboolean(L, true);
        lua_rawseti(L, -2, (lua_Integer)n);
    }
    lua_setfield(L, -2, "highlighted");
}

/* A bare word is true. */
static void put_attributes(lua_State *L, const Attributes *attributes)
{
    lua_newtable(L);
    for (size_t i = 0; i < attributes->entries.len; i++) {
        const Attribute *one = &attributes->entries.items[i];
        push_str(L, one->key);
        if (one->value.len)
            push_str(L, one->value);
        else
            lua_pushboolean(L, true);
        lua_rawset(L, -3);
    }
    lua_setfield(L, -2, "attributes");
    lua_newtable(L);
    for (size_t i = 0; i < attributes->classes.len; i++) {
        push_str(L, attributes->classes.items[i]);
        lua_rawseti(L, -2, (lua_Integer)i + 1);
    }
    lua_setfield(L, -2, "classes");
}

static void push_block(lua_State *L, const CodeBlock *code)
{
    lua_createtable(L, 0, 12);
    put_str(L, "language", code->language);
    put_str(L, "info", code->info);
    put_str(L, "code", code->code);
    put_str(L, "title", code->title);
    put_str(L, "id", code->attributes.id);
    put_int(L, "lines", code->lines);
    put_int(L, "first_number", code->first_number);
    lua_pushboolean(L, code->numbered);
    lua_setfield(L, -2, "numbered");
    put_highlighted(L, code);
    put_attributes(L, &code->attributes);
}

/* ---- and back */

static Str html_at(lua_State *L, Arena *a, int index)
{
    Str s = str_from(L, index);

    if (utf8_check(s) != SIZE_MAX)
        luaL_error(L, "the HTML is not valid UTF-8");
    return str_dup(a, s);
}

static void wrong_result(lua_State *L, const char *what)
{
    luaL_error(L,
               "a handler of code returns nil, a string, or a table with "
               "inside, whole, class, label; not %s",
               what);
}

static void take_key(lua_State *L, Arena *a, CodeHtml *out)
{
    static const struct {
        Str name;
        size_t offset;
    } rows[] = {
        {STR_INIT("inside"), offsetof(CodeHtml, inside)},
        {STR_INIT("whole"), offsetof(CodeHtml, whole)},
        {STR_INIT("class"), offsetof(CodeHtml, classes)},
        {STR_INIT("label"), offsetof(CodeHtml, label)},
    };

    /* key, value */
    push_text(L, -2);
    Str key = str_from(L, -1);
    for (size_t i = 0; i < COUNT(rows); i++) {
        if (!str_eq(rows[i].name, key))
            continue;
        lua_pop(L, 1);
        if (!lua_isstring(L, -1))
            luaL_error(L, "'%s' is a string", rows[i].name.ptr);
        *(Str *)(void *)((char *)out + rows[i].offset) = html_at(L, a, -1);
        return;
    }
    wrong_result(L, lua_tostring(L, -1));
}

static void take_result(lua_State *L, Arena *a, CodeHtml *out)
{
    Str html;

    if (html_from(L, -1, &html)) {
        luaL_tolstring(L, -1, NULL);
        lua_replace(L, -2);
    }
    if (lua_type(L, -1) == LUA_TSTRING) {
        out->inside = html_at(L, a, -1);
    } else if (lua_type(L, -1) == LUA_TTABLE) {
        lua_pushnil(L);
        while (lua_next(L, -2)) {
            take_key(L, a, out);
            lua_pop(L, 1);
        }
    } else {
        wrong_result(L, luaL_typename(L, -1));
    }
}

static int run_handler(lua_State *L)
{
    Coding *job = lua_touserdata(L, 1);

    seed_chance(L, job->code->code); /* the page is not told: see cache */
    push_entry(L, job->f);
    push_block(L, job->code);
    lua_call(L, 1, 1);
    if (lua_isnil(L, -1))
        return 0;
    take_result(L, job->s->now.call->reader->arena, job->out);
    job->handled = true;
    return 0;
}

/* ---- which */

/* "{plot}" handles blocks with the attribute plot. */
static bool by_attribute(Str name, const CodeBlock *code)
{
    Str unused;

    return name.len > 2 && name.ptr[0] == '{' &&
           attributes_get(&code->attributes, str_slice(name, 1, name.len - 1),
                          &unused);
}

typedef bool Suits(Str name, const CodeBlock *code);

static bool by_language(Str name, const CodeBlock *code)
{
    return str_eq_nocase(name, code->language);
}

static bool by_star(Str name, const CodeBlock *code)
{
    (void)code;
    return str_eq(name, STR("*"));
}

bool plugins_handles(const PluginEntry *handler, const Document *doc)
{
    for (size_t i = 0; i < doc->code.len; i++) {
        const CodeBlock *code = &doc->code.items[i];
        if (by_attribute(handler->name, code) ||
            by_language(handler->name, code) || by_star(handler->name, code))
            return true;
    }
    return false;
}

bool plugins_code(PluginState *s, const PluginCall *call, const CodeBlock *code,
                  CodeHtml *out, bool *handled)
{
    static Suits *const ways[] = {by_attribute, by_language, by_star};

    *out = (CodeHtml){0};
    *handled = false;
    for (size_t w = 0; w < COUNT(ways); w++) {
        for (size_t i = 0; i < s->set->entries.len; i++) {
            const PluginEntry *f = &s->set->entries.items[i];
            Coding job = {.s = s, .f = f, .code = code, .out = out};
            if (f->kind != PLUGIN_CODE || !ways[w](f->name, code))
                continue;
            if (!state_load(s, call->d) ||
                !state_enter(s, call, f->plugin, run_handler, &job))
                return false;
            if (job.handled) {
                *handled = true;
                return true;
            }
        }
    }
    return true;
}
