#include "build/xml.h"

#include "base/vec.h"

typedef struct {
    Arena *arena;
    Str rest;
    VEC(Str) open; /* names of elements */
} Scan;

static bool is_name(char c)
{
    return ascii_is_alnum(c) || c == '-' || c == '_' || c == ':' || c == '.' ||
           (unsigned char)c >= 0x80;
}

static Str take_name(Scan *s)
{
    size_t n = 0;

    while (n < s->rest.len && is_name(s->rest.ptr[n]))
        n++;
    Str name = str_take(s->rest, n);
    s->rest = str_drop(s->rest, n);
    return n && !ascii_is_digit(name.ptr[0]) && name.ptr[0] != '-' ? name
                                                                   : (Str){0};
}

static void skip_space(Scan *s)
{
    while (s->rest.len && ascii_is_space(s->rest.ptr[0]))
        s->rest = str_drop(s->rest, 1);
}

static bool skip(Scan *s, Str token)
{
    if (!str_starts(s->rest, token))
        return false;
    s->rest = str_drop(s->rest, token.len);
    return true;
}

/* "&amp;" or "&#10;" at the start of the rest, or in an attribute's value. */
static bool reference(Str text)
{
    static const Str names[] = {STR_INIT("&lt;"), STR_INIT("&gt;"),
                                STR_INIT("&amp;"), STR_INIT("&quot;"),
                                STR_INIT("&apos;")};
    StrCut cut = str_cut(str_take(text, 12), ';');

    for (size_t i = 0; i < COUNT(names); i++)
        if (str_starts(text, names[i]))
            return true;
    return cut.found && str_starts(cut.head, STR("&#")) && cut.head.len > 2;
}

static bool references(Str text)
{
    for (size_t at = str_find(text, '&'); at != SIZE_MAX;
         at = str_find(text, '&')) {
        text = str_drop(text, at);
        if (!reference(text))
            return false;
        text = str_drop(text, 1);
    }
    return true;
}

static bool attribute(Scan *s, Str *name)
{
    *name = take_name(s);
    skip_space(s);
    if (!name->len || !skip(s, STR("=")))
        return false;
    skip_space(s);
    if (!s->rest.len || (s->rest.ptr[0] != '"' && s->rest.ptr[0] != '\''))
        return false;
    StrCut cut = str_cut(str_drop(s->rest, 1), s->rest.ptr[0]);
    if (!cut.found || str_find(cut.head, '<') != SIZE_MAX ||
        !references(cut.head))
        return false;
    s->rest = cut.tail;
    return true;
}

static bool attributes(Scan *s)
{
    enum { MOST = 32 };
    Str seen[MOST];
    size_t n = 0;

    for (skip_space(s);
         s->rest.len && s->rest.ptr[0] != '>' && s->rest.ptr[0] != '/';
         skip_space(s)) {
        Str name;
        if (n == MOST || !attribute(s, &name))
            return false;
        for (size_t i = 0; i < n; i++)
            if (str_eq(seen[i], name))
                return false;
        seen[n++] = name;
    }
    return true;
}

static bool close_tag(Scan *s)
{
    Str name = take_name(s);

    skip_space(s);
    return skip(s, STR(">")) && s->open.len &&
           str_eq(s->open.items[--s->open.len], name);
}

static bool open_tag(Scan *s)
{
    Str name = take_name(s);

    if (!name.len || !attributes(s))
        return false;
    if (skip(s, STR("/>")))
        return true;
    *VEC_PUSH(&s->open, s->arena) = name;
    return skip(s, STR(">"));
}

static bool comment(Scan *s)
{
    StrCut cut = str_cut_text(s->rest, STR("--"));

    s->rest = cut.tail;
    return cut.found && skip(s, STR(">"));
}

bool xml_characters(Str text)
{
    for (size_t i = 0; i < text.len; i++) {
        unsigned char c = (unsigned char)text.ptr[i];
        if (c < 0x20 && c != '\t' && c != '\n' && c != '\r')
            return false;
    }
    return true;
}

bool xml_well_formed(Arena *scratch, Str text)
{
    Scan s = {.arena = scratch, .rest = text};

    for (;;) {
        StrCut cut = str_cut(s.rest, '<');
        if (!references(cut.head))
            return false;
        if (!cut.found)
            return s.open.len == 0;
        s.rest = cut.tail;
        bool good = skip(&s, STR("!--")) ? comment(&s)
                    : skip(&s, STR("/")) ? close_tag(&s)
                                         : open_tag(&s);
        if (!good)
            return false;
    }
}
