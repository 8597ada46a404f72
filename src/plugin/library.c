/* library.c - the table `bifolio` that every plugin has.
 *
 *     bifolio.html(text)      marks text as HTML, which is not escaped again
 *     bifolio.escape(text)    text as HTML
 *     bifolio.markdown(text, inline)   Markdown as HTML, as the site's; with
 *                             inline without a paragraph around it
 *     bifolio.json.decode(text)   and encode(value, indent), object(table);
 *                             see json.c
 *     bifolio.warn(text)      tells the author, at the place that asked
 *     bifolio.fail(text)      the same as an error, and the call ends
 *     bifolio.now()           the clock of the build, a date
 *     bifolio.spans(...)      tokens of code to HTML; see spans.c
 *     bifolio.data()          what the plugin's hook `ready` gave
 *     bifolio.read(path), bifolio.run(name, args, input), bifolio.env(name)
 *                             from outside, where granted; see needs.c
 *     bifolio.null            null, for data
 *     bifolio.version         of the program
 *
 * To add a function: a row in library_functions, a line here and in
 * content/pages/plugins. */
#include "base/escape.h"
#include "plugin/state.h"

static int library_html(lua_State *L)
{
    luaL_checkany(L, 1);
    push_text(L, 1);
    make_html(L);
    return 1;
}

static int library_escape(lua_State *L)
{
    PluginState *s = state_of(L);
    Buf b = buf_in(&s->arena);

    luaL_checkany(L, 1);
    push_text(L, 1);
    state_spend(L, lua_rawlen(L, -1));
    s->guard->busy++;
    escape_html(&b, str_from(L, -1));
    s->guard->busy--;
    push_str(L, buf_str(&b));
    return 1;
}

/* Markdown may hold code, whose handler may hold Markdown, and so on. */
static int markdown(lua_State *L)
{
    enum { WITHIN_MOST = 5 };
    PluginState *s = state_of(L);
    const PluginHost *host = s->set->host;
    Str html = {0};

    if (!host->markdown || !s->now.call->asker)
        return luaL_error(L, "there is no Markdown at this stage");
    if (s->texts >= WITHIN_MOST)
        return luaL_error(L, "Markdown within Markdown, more than %d deep",
                          WITHIN_MOST);
    state_spend(L, lua_rawlen(L, 1));
    lua_State *before = state_lend(s, L);
    s->texts++;
    s->guard->busy++;
    bool good = host->markdown(host->context, &s->arena, s->now.call,
                               str_from(L, 1), lua_toboolean(L, 2), &html);
    s->guard->busy--;
    s->texts--;
    state_return(s, before);
    if (!good)
        return luaL_error(L, "the Markdown has errors");
    push_str(L, html);
    make_html(L);
    return 1;
}

static int library_markdown(lua_State *L)
{
    luaL_checkstring(L, 1);
    return state_rewinding(L, markdown);
}

/* It is about what the author wrote, so that is shown, if it is known. */
static void tell(lua_State *L, DiagCode code)
{
    enum { COST = 10000 }; /* a message is kept, and read by somebody */
    PluginState *s = state_of(L);
    const PluginCall *call = s->now.call;

    state_spend(L, COST);
    push_text(L, 1);
    Str name = s->set->plugins[s->now.plugin].source->name;
    Str text = str_from(L, -1);
    s->guard->busy++;
    if (call->src) {
        diag_add(call->d, code, call->src, call->at, STRS(name, text));
    } else {
        frames_take(s, L);
        error_add(s, code, STRS(name, text));
    }
    s->guard->busy--;
}

static int library_warn(lua_State *L)
{
    luaL_checkany(L, 1);
    tell(L, PLUGIN_WARNING);
    return 0;
}

static int library_fail(lua_State *L)
{
    luaL_checkany(L, 1);
    tell(L, PLUGIN_ERROR);
    state_of(L)->now.failed = true;
    return lua_error(L);
}

/* What comes from outside of the plugin and its arguments. */
static void hear(PluginState *s, Value v)
{
    Digest d = value_digest(v);

    if (s->heard)
        *s->heard = digest_add(*s->heard, (Str){(const char *)&d, sizeof d});
}

static int library_now(lua_State *L)
{
    PluginState *s = state_of(L);

    reader_used(s->now.call->reader, STR("clock"), (Str){0});
    hear(s, s->set->host->now);
    push_value(L, s->set->host->now);
    return 1;
}

static int library_data(lua_State *L)
{
    const PluginState *s = state_of(L);
    Str name = s->set->plugins[s->now.plugin].source->name;
    const Value *data = s->set->host->data.kind == VALUE_DICT
                            ? dict_get_str(s->set->host->data.as.dict, name)
                            : NULL;

    reader_used(s->now.call->reader, STR("data"), name);
    push_value(L, data ? *data : (Value){0});
    return 1;
}

const luaL_Reg library_functions[] = {
    {"data", library_data},
    {"escape", library_escape},
    {"fail", library_fail},
    {"html", library_html},
    {"markdown", library_markdown},
    {"now", library_now},
    {"spans", library_spans},
    {"warn", library_warn},
    {NULL, NULL},
};
