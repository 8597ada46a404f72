/* spans.c - bifolio.spans: tokens of code to HTML, a line an element.
 *
 *     bifolio.spans(text, tokens, classes, begin, lexer)
 *
 * tokens   {kind, where it ends, kind, where it ends, ...}, as Scintillua gives
 *          them; nil: all of it is plain
 * classes  kind -> class of the <span>; "" is none; true: look at the word
 * begin    HTML that begins a line: one for all, or a list
 * lexer    {words = {word -> class}, calls = whether a word before "(" is the
 *          name of a function, names = {word -> class of the name after it}}
 *
 * Plugins could do this in Lua, and for a journal of thousands of blocks that
 * would be most of what highlighting costs. */
#include "plugin/state.h"

#include "base/escape.h"

#include <string.h>

/* What is given, by its place on Lua's stack. */
enum { TEXT = 1, TOKENS, CLASSES, BEGIN, LEXER, WORDS, NAMES };

typedef struct {
    lua_State *L;
    Buf out;
    Str text;
    size_t newline; /* the next one's place, or the end */
    lua_Integer line;
    bool calls;
} Spans;

static size_t find_newline(Str text, size_t from)
{
    const char *p =
        from < text.len ? memchr(text.ptr + from, '\n', text.len - from) : NULL;

    return p ? (size_t)(p - text.ptr) : text.len;
}

static void begin_line(Spans *s)
{
    s->line++;
    if (lua_type(s->L, BEGIN) == LUA_TSTRING) {
        buf_put(&s->out, str_from(s->L, BEGIN));
        return;
    }
    if (lua_rawgeti(s->L, BEGIN, s->line) != LUA_TSTRING)
        luaL_error(s->L, "there is no beginning for line %d", (int)s->line);
    buf_put(&s->out, str_from(s->L, -1));
    lua_pop(s->L, 1);
}

static void put_piece(Spans *s, Str class, size_t from, size_t to)
{
    if (from >= to)
        return;
    if (class.len) {
        BUF_LIT(&s->out, "<span class=\"");
        escape_html(&s->out, class);
        BUF_LIT(&s->out, "\">");
    }
    escape_html(&s->out, str_slice(s->text, from, to));
    if (class.len)
        BUF_LIT(&s->out, "</span>");
}

/* Closes and opens lines on the way, and the class with them. */
static void put_range(Spans *s, Str class, size_t from, size_t to)
{
    while (s->newline < to) {
        put_piece(s, class, from, s->newline);
        from = s->newline + 1;
        s->newline = find_newline(s->text, from);
        BUF_LIT(&s->out, "\n</span>");
        if (from < s->text.len)
            begin_line(s);
    }
    put_piece(s, class, from, to);
}

/* A lexer that knows bytes only may end a token within a character. */
static size_t whole_character(Str text, size_t at)
{
    while (at < text.len && ((unsigned char)text.ptr[at] & 0xC0) == 0x80)
        at++;
    return at;
}

/* Pushes the class that a table of words has for text[from, to); nothing, if
 * there is none. */
static bool push_class(Spans *s, int table, size_t from, size_t to)
{
    lua_State *L = s->L;

    if (!lua_istable(L, table))
        return false;
    push_str(L, str_slice(s->text, from, to));
    if (lua_rawget(L, table) == LUA_TSTRING)
        return true;
    lua_pop(L, 1);
    return false;
}

/* The same by the word before: `class Name`. */
static bool push_class_of_name(Spans *s, size_t from)
{
    size_t end = from, start;

    while (end > 0 && s->text.ptr[end - 1] == ' ')
        end--;
    for (start = end; start > 0 && ascii_is_alnum(s->text.ptr[start - 1]);)
        start--;
    return start < end && end < from && push_class(s, NAMES, start, end);
}

/* Replaces `true` on top by the class of the word. */
static void look_up_word(Spans *s, size_t from, size_t to)
{
    lua_pop(s->L, 1);
    if (push_class(s, WORDS, from, to) || push_class_of_name(s, from))
        return;
    bool call = s->calls && to < s->text.len && s->text.ptr[to] == '(';
    lua_pushstring(s->L, call ? "nf" : "");
}

/* The class of token `i`, which is left on the stack as long as it is used. */
static Str class_of(Spans *s, lua_Integer i, size_t from, size_t to)
{
    lua_State *L = s->L;

    lua_rawgeti(L, TOKENS, i);
    lua_gettable(L, CLASSES);
    if (lua_isboolean(L, -1))
        look_up_word(s, from, to);
    if (lua_type(L, -1) != LUA_TSTRING)
        luaL_error(L, "the class of a token is a string or true");
    return str_from(L, -1);
}

/* Neighbours of one class become one element. */
static void put_tokens(Spans *s)
{
    lua_State *L = s->L;
    lua_Integer n = (lua_Integer)lua_rawlen(L, TOKENS);
    size_t from = 0, at = 0;
    Str pending = {0};

    state_spend(L, (uint64_t)n);
    lua_pushliteral(L, ""); /* the pending class */
    for (lua_Integer i = 1; i < n; i += 2) {
        lua_rawgeti(L, TOKENS, i + 1);
        lua_Integer stop = lua_tointeger(L, -1) - 1;
        lua_pop(L, 1);
        if (stop <= (lua_Integer)at)
            continue;
        size_t to = (uint64_t)stop < s->text.len ? (size_t)stop : s->text.len;
        to = whole_character(s->text, to);
        Str class = class_of(s, i, at, to);
        if (str_eq(class, pending)) {
            lua_pop(L, 1);
        } else {
            put_range(s, pending, from, at);
            from = at;
            pending = class;
            lua_replace(L, -2);
        }
        at = to;
    }
    put_range(s, pending, from, at);
    put_range(s, (Str){0}, at, s->text.len);
}

int library_spans(lua_State *L)
{
    Spans s = {.L = L, .out = buf_in(&state_of(L)->arena)};

    luaL_checkstring(L, TEXT);
    lua_settop(L, LEXER);
    s.text = str_from(L, TEXT);
    s.newline = find_newline(s.text, 0);
    if (lua_type(L, BEGIN) != LUA_TSTRING)
        luaL_checktype(L, BEGIN, LUA_TTABLE);
    if (!lua_isnil(L, LEXER)) {
        lua_getfield(L, LEXER, "words");
        lua_getfield(L, LEXER, "names");
        lua_getfield(L, LEXER, "calls");
        s.calls = lua_toboolean(L, -1);
    }
    lua_settop(L, NAMES);
    state_spend(L, s.text.len);
    if (s.text.len)
        begin_line(&s);
    if (!lua_isnil(L, TOKENS)) {
        luaL_checktype(L, TOKENS, LUA_TTABLE);
        luaL_checktype(L, CLASSES, LUA_TTABLE);
        put_tokens(&s);
    } else {
        put_range(&s, (Str){0}, 0, s.text.len);
    }
    if (s.text.len && s.text.ptr[s.text.len - 1] != '\n')
        BUF_LIT(&s.out, "\n</span>");
    push_str(L, buf_str(&s.out));
    return 1;
}
