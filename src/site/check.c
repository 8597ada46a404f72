#include "site/check.h"

#include "base/escape.h"
#include "base/path.h"
#include "diag/diag.h"

#include <string.h>

enum { PATH_LONGEST = 1000 }; /* bytes */

static bool is_hex(Str s, size_t i)
{
    return i < s.len && s.ptr[i] && strchr("0123456789abcdefABCDEF", s.ptr[i]);
}

/* What unescape_url left, since it stands for no UTF-8 or was encoded twice:
 * whoever decodes the address would look for another file. */
static bool has_codes(Str path)
{
    for (size_t i = 0; i < path.len; i++)
        if (path.ptr[i] == '%' && is_hex(path, i + 1) && is_hex(path, i + 2))
            return true;
    return false;
}

static Str letters_fault(Str path)
{
    for (size_t i = 0; i < path.len; i++) {
        unsigned char c = (unsigned char)path.ptr[i];
        if (c == '\\')
            return diag_phrase(PHRASE_BACKSLASH);
        if (c < 0x20 || c == 0x7F)
            return diag_phrase(PHRASE_CONTROL);
    }
    return (Str){0};
}

static Str names_fault(Str path)
{
    while (path.len) {
        StrCut cut = str_cut(path, '/');
        if (cut.head.len > NAME_LONGEST)
            return diag_phrase(PHRASE_LONG);
        if (str_starts(cut.head, STR(".bifolio-")))
            return diag_phrase(PHRASE_RESERVED);
        path = cut.tail;
    }
    return (Str){0};
}

Str path_fault(Arena *a, Str written)
{
    Str clean, path = unescape_url(a, written);

    if (path.len == 0)
        return diag_phrase(PHRASE_EMPTY);
    if (path.len > PATH_LONGEST)
        return diag_phrase(PHRASE_LONG);
    if (has_codes(path))
        return diag_phrase(PHRASE_ENCODED);
    Str fault = letters_fault(path);
    if (fault.len)
        return fault;
    if (!path_normalize(a, path, &clean) || clean.len == 0 ||
        str_find_text(path, STR("..")) != SIZE_MAX)
        return diag_phrase(PHRASE_LEAVES);
    return names_fault(path);
}

Str slug_fault(Arena *a, Str slug)
{
    Str fault = path_fault(a, slug);
    Str name = unescape_url(a, slug);

    if (!fault.len && str_find(name, '/') != SIZE_MAX)
        fault = diag_phrase(PHRASE_SLASH);
    if (!fault.len && str_eq(name, STR("index.html")))
        fault = diag_phrase(PHRASE_RESERVED);
    return fault;
}

bool is_plain_name(Str s)
{
    for (size_t i = 0; i < s.len; i++)
        if (!ascii_is_alnum(s.ptr[i]) && s.ptr[i] != '-' && s.ptr[i] != '_')
            return false;
    return s.len > 0 && s.len < 100;
}
