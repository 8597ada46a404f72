/* errors.c - what went wrong in Lua, as a diagnostic. */
#include "plugin/state.h"

#include <string.h>

Span line_span(const Source *src, int line)
{
    Str rest = src->text, one = {0};

    for (int i = 0; i < line; i++)
        if (!str_next_line(&rest, &one))
            return (Span){0};
    if (!one.ptr)
        return (Span){0};
    Str text = str_trim(one);
    uint32_t start =
        (uint32_t)((text.len ? text.ptr : one.ptr) - src->text.ptr);
    return (Span){start, start + (uint32_t)text.len};
}

/* ---- where */

static const Source *file_of(const PluginState *s, Str path)
{
    const Source *src = map_get(&s->set->files, path);

    return src ? src : map_get(&s->lexers, path);
}

static void add_frame(PluginState *s, const lua_Debug *at)
{
    Running *r = &s->now;
    const Source *src = file_of(s, str_of(at->source + 1));
    const Frame *last = r->nframes ? &r->frames[r->nframes - 1] : NULL;

    if (src && !(last && last->src == src && last->line == at->currentline))
        r->frames[r->nframes++] = (Frame){src, at->currentline};
}

/* Only lines of Lua: what is in between is ours.  Where there are none, on the
 * way out, those of before stay. */
void frames_take(PluginState *s, lua_State *L)
{
    enum { LEVELS_MOST = 100 }; /* that are looked at: each walks the stack */
    lua_Debug at;
    bool first = true;

    for (int level = 0; level < LEVELS_MOST; level++) {
        if (!lua_getstack(L, level, &at))
            return;
        lua_getinfo(L, "Sl", &at);
        if (at.currentline < 1 || at.source[0] != '=')
            continue;
        if (first)
            s->now.nframes = 0;
        first = false;
        if (s->now.nframes < FRAMES_MOST)
            add_frame(s, &at);
    }
}

/* "plugins/x.lua:12: text": Lua cuts the name of a file that is long. */
static bool cut_place(const Source *src, Str *message, int *line)
{
    enum { NAME_MOST = LUA_IDSIZE - 1 };
    Str name = str_take(src->path, NAME_MOST);
    int64_t number;

    if (!str_starts(*message, name) || message->len <= name.len ||
        message->ptr[name.len] != ':')
        return false;
    StrCut cut = str_cut(str_drop(*message, name.len + 1), ':');
    if (!cut.found || !str_to_int(cut.head, &number))
        return false;
    *line = (int)number;
    *message = str_trim(cut.tail);
    return true;
}

static bool find_place(const Map *files, Str *message, Frame *out)
{
    for (size_t i = 0; i < files->len; i++) {
        out->src = files->entries[i].value;
        if (cut_place(out->src, message, &out->line))
            return true;
    }
    return false;
}

/* What the message says of its place is taken off it, and stands first among
 * the frames: an error that left a coroutine has no others there. */
static bool take_place(PluginState *s)
{
    Running *r = &s->now;
    Frame first;

    if (!find_place(&s->set->files, &r->message, &first) &&
        !find_place(&s->lexers, &r->message, &first))
        return false;
    if (r->nframes && r->frames[0].src == first.src &&
        r->frames[0].line == first.line)
        return true;
    size_t kept = r->nframes < FRAMES_MOST ? r->nframes : FRAMES_MOST - 1;
    memmove(r->frames + 1, r->frames, kept * sizeof *r->frames);
    r->frames[0] = first;
    r->nframes = kept + 1;
    return true;
}

int error_handler(lua_State *L)
{
    PluginState *s = state_of(L);

    if (s->stopped)
        return 1;
    frames_take(s, L);
    if (needs_refused(L, 1))
        return 1;
    push_text(L, 1);
    s->guard->busy++;
    s->now.message = str_dup(&s->arena, str_from(L, -1));
    while (take_place(s))
        ; /* each coroutine that it left has added one */
    s->guard->busy--;
    return 1;
}

/* ---- what is said */

Diag *error_add(PluginState *s, DiagCode code, const Str *args, size_t nargs)
{
    const PluginCall *call = s->now.call;
    Frame first = {s->set->plugins[s->now.plugin].source->main, 0};

    if (s->now.nframes)
        first = s->now.frames[0];
    Diag *diag = diag_add(call->d, code, first.src,
                          line_span(first.src, first.line), args, nargs);
    for (size_t i = 1; i < s->now.nframes; i++) {
        Frame at = s->now.frames[i];
        diag_note(call->d, diag, PLUGIN_FRAME, at.src,
                  line_span(at.src, at.line), NO_STRS);
    }
    if (call->src && call->at.end)
        diag_note(call->d, diag, PLUGIN_ASKED_HERE, call->src, call->at,
                  NO_STRS);
    else if (call->page.len)
        diag_note(call->d, diag, PLUGIN_FOR_PAGE, NULL, (Span){0},
                  STRS(call->page));
    return diag;
}

static Str limit_of(PluginState *s)
{
    const PluginLimits *l = &s->set->limits;
    uint64_t most = (uint64_t)l->seconds;

    if (s->why == PLUGIN_STEPS)
        most = l->steps / 1000000;
    else if (s->why == PLUGIN_MEMORY)
        most = (uint64_t)l->memory >> 20;
    return str_printf(&s->arena, "%llu", (unsigned long long)most);
}

void error_report(PluginState *s)
{
    Str name = s->set->plugins[s->now.plugin].source->name;

    bool refused =
        s->now.code == PLUGIN_UNGRANTED || s->now.code == PLUGIN_UNDECLARED;

    if (!s->stopped && s->now.failed)
        return;
    if (!s->stopped && refused)
        needs_report(s);
    else if (!s->stopped)
        error_add(s, s->now.code, STRS(name, s->now.message));
    else if (!s->told)
        error_add(s, s->why, STRS(name, limit_of(s)));
    s->told = s->stopped;
}
