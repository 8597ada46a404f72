#include "base/path.h"

#include <string.h>

Str path_join(Arena *a, Str folder, Str name)
{
    if (name.len == 0)
        return str_dup(a, folder);
    if (folder.len == 0 || str_eq(folder, STR(".")))
        return str_dup(a, name);
    if (str_ends(folder, STR("/")))
        folder.len--;
    char *p = arena_bytes(a, folder.len + 1 + name.len);
    if (folder.len)
        memcpy(p, folder.ptr, folder.len);
    p[folder.len] = '/';
    memcpy(p + folder.len + 1, name.ptr, name.len);
    return (Str){p, folder.len + 1 + name.len};
}

Str path_folder(Str path)
{
    StrCut cut = str_rcut(path, '/');
    return cut.found ? cut.head : (Str){0};
}

Str path_name(Str path)
{
    StrCut cut = str_rcut(path, '/');
    return cut.found ? cut.tail : cut.head;
}

Str path_suffix(Str path)
{
    Str name = path_name(path);
    StrCut cut = str_rcut(name, '.');

    if (!cut.found || cut.head.len == 0)
        return (Str){0};
    return str_drop(name, cut.head.len);
}

bool path_normalize(Arena *a, Str path, Str *out)
{
    char *text = arena_bytes(a, path.len + 1);
    size_t len = 0;

    if (str_starts(path, STR("/")) || str_find(path, '\0') != SIZE_MAX)
        return false;
    while (path.len) {
        StrCut cut = str_cut(path, '/');
        path = cut.tail;
        if (cut.head.len == 0 || str_eq(cut.head, STR(".")))
            continue;
        if (str_eq(cut.head, STR(".."))) {
            if (len == 0)
                return false;
            len = path_folder((Str){text, len}).len;
            continue;
        }
        if (len)
            text[len++] = '/';
        memcpy(text + len, cut.head.ptr, cut.head.len);
        len += cut.head.len;
    }
    *out = (Str){text, len};
    return true;
}

bool path_inside(Str path, Str folder)
{
    return str_eq(path, folder) ||
           (str_starts(path, folder) && path.len > folder.len &&
            (path.ptr[folder.len] == '/' || str_ends(folder, STR("/"))));
}

bool path_is_leftover(Str name)
{
    return str_ends(name, STR("~")) ||
           (name.len > 1 && str_starts(name, STR("#")) &&
            str_ends(name, STR("#")));
}
