#include "plugin/syntax.h"

#include <lauxlib.h>
#include <lua.h>
#include <stdlib.h>

enum { MEMORY = 64 << 20 }; /* bytes; what is parsed is held */

static void *allocate(void *used, void *p, size_t old, size_t size)
{
    size_t *n = used;

    if (!p)
        old = 0; /* then it is a kind of thing */
    if (size == 0) {
        *n -= old;
        free(p);
        return NULL;
    }
    if (size > old && *n + (size - old) > MEMORY)
        return NULL;
    void *q = realloc(p, size);
    if (q)
        *n += size - old;
    return q;
}

/* "a script's first line may name its interpreter" */
static Str without_shebang(Str code)
{
    if (!str_starts(code, STR("#")))
        return code;
    size_t end = str_find(code, '\n');
    return str_drop(code, end);
}

/* "code:3: 'end' expected near <eof>" */
static void read_message(Arena *a, Str said, size_t *line, Str *message)
{
    StrCut name = str_cut(said, ':'), number = str_cut(name.tail, ':');
    int64_t n;

    *line = 0;
    *message = str_dup(a, said);
    if (!number.found || !str_to_int(number.head, &n) || n < 1)
        return;
    *line = (size_t)n;
    *message = str_dup(a, str_trim(number.tail));
}

bool lua_reads(Arena *a, Str code, size_t *line, Str *message)
{
    size_t used = 0;
    lua_State *L = lua_newstate(allocate, &used);

    *line = 0;
    *message = STR("not enough memory");
    if (!L)
        return false;
    code = without_shebang(code);
    int status =
        luaL_loadbufferx(L, code.ptr ? code.ptr : "", code.len, "=code", "t");
    if (status != LUA_OK && lua_isstring(L, -1))
        read_message(a, str_of(lua_tostring(L, -1)), line, message);
    lua_close(L);
    return status == LUA_OK;
}
