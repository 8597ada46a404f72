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

/* Where a star may be tried again, a byte further on. */
typedef struct {
    size_t path, pattern; /* of the byte that it may take, and behind it */
    bool set;
} Retry;

static bool is_hidden(Str path, size_t i)
{
    return path.ptr[i] == '.' && (i == 0 || path.ptr[i - 1] == '/');
}

/* Lets the last star that can take one byte more; false if there is none.  What
 * stands before a later star fits already, so that earlier ones need not be
 * tried. */
static bool retry(Str path, Retry *star, Retry *stars, size_t *i, size_t *j)
{
    if (star->set && star->path < path.len && path.ptr[star->path] != '/' &&
        !is_hidden(path, star->path)) {
        *i = ++star->path;
        *j = star->pattern;
        return true;
    }
    star->set = false;
    if (!stars->set || stars->path >= path.len || is_hidden(path, stars->path))
        return false;
    *i = ++stars->path;
    *j = stars->pattern;
    return true;
}

bool path_matches(Str path, Str pattern)
{
    Retry star = {0}, stars = {0};
    size_t i = 0, j = 0;

    while (i < path.len || j < pattern.len) {
        char p = j < pattern.len ? pattern.ptr[j] : '\0';
        if (p == '*' && str_starts(str_drop(pattern, j), STR("**"))) {
            j += 2;
            stars = (Retry){i, j, true};
            star.set = false;
        } else if (p == '*') {
            star = (Retry){i, ++j, true};
        } else if (i < path.len && j < pattern.len &&
                   (p == path.ptr[i] ||
                    (p == '?' && path.ptr[i] != '/' && !is_hidden(path, i)))) {
            i++;
            j++;
        } else if (!retry(path, &star, &stars, &i, &j)) {
            return false;
        }
    }
    return true;
}

bool path_is_leftover(Str name)
{
    return str_ends(name, STR("~")) ||
           (name.len > 1 && str_starts(name, STR("#")) &&
            str_ends(name, STR("#")));
}
