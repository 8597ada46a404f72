#include "site/check.h"

#include "base/path.h"
#include "diag/diag.h"

enum { PATH_LONGEST = 1000 }; /* bytes */

Str path_fault(Arena *a, Str path)
{
    Str clean;

    if (path.len == 0)
        return diag_phrase(PHRASE_EMPTY);
    if (path.len > PATH_LONGEST)
        return diag_phrase(PHRASE_LONG);
    for (size_t i = 0; i < path.len; i++) {
        unsigned char c = (unsigned char)path.ptr[i];
        if (c == '\\')
            return diag_phrase(PHRASE_BACKSLASH);
        if (c < 0x20 || c == 0x7F)
            return diag_phrase(PHRASE_CONTROL);
    }
    if (!path_normalize(a, path, &clean) || clean.len == 0 ||
        str_find_text(path, STR("..")) != SIZE_MAX)
        return diag_phrase(PHRASE_LEAVES);
    return (Str){0};
}

Str slug_fault(Arena *a, Str slug)
{
    Str fault = path_fault(a, slug);

    if (!fault.len && str_find(slug, '/') != SIZE_MAX)
        fault = diag_phrase(PHRASE_SLASH);
    return fault;
}

bool is_plain_name(Str s)
{
    for (size_t i = 0; i < s.len; i++)
        if (!ascii_is_alnum(s.ptr[i]) && s.ptr[i] != '-' && s.ptr[i] != '_')
            return false;
    return s.len > 0 && s.len < 100;
}
