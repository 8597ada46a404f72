/* str.h - text by reference.
 *
 * A Str is a borrowed run of bytes: it does not own what it points to, is not
 * NUL-terminated, and is passed by value.  Where bytes enter the program they
 * are checked to be UTF-8 (base/utf8.h); inside it is taken for granted.
 */
#ifndef BASE_STR_H
#define BASE_STR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct {
    const char *ptr; /* may be NULL when len is 0 */
    size_t len;      /* bytes */
} Str;

/* A Str of a string literal; usable in static initialisers as STR_INIT. */
#define STR(lit) ((Str){"" lit, sizeof(lit) - 1})
#define STR_INIT(lit)                                                          \
    {                                                                          \
        "" lit, sizeof(lit) - 1                                                \
    }

/* For printf: printf(STR_FMT, STR_ARG(s)). */
#define STR_FMT    "%.*s"
#define STR_ARG(s) (int)(s).len, (s).ptr ? (s).ptr : ""

#define COUNT(a) (sizeof(a) / sizeof *(a))

typedef struct {
    Str head, tail;
    bool found; /* false: no separator, head is the whole */
} StrCut;

Str str_of(const char *cstr);

bool str_eq(Str a, Str b);

/* By bytes, which for UTF-8 is by code points.  <0, 0, >0 as memcmp. */
int str_cmp(Str a, Str b);

/* For qsort over an array of Str. */
int str_cmp_ptr(const void *a, const void *b);

bool str_starts(Str s, Str prefix);
bool str_ends(Str s, Str suffix);

/* The first n bytes, or all but the first n; both stop at the end. */
Str str_take(Str s, size_t n);
Str str_drop(Str s, size_t n);

/* Bytes [from, to), clamped. */
Str str_slice(Str s, size_t from, size_t to);

/* Splits at the first, or the last, `sep`. */
StrCut str_cut(Str s, char sep);
StrCut str_rcut(Str s, char sep);

/* Splits at the first occurrence of a text. */
StrCut str_cut_text(Str s, Str sep);

/* Index of the first byte, or of the first occurrence; SIZE_MAX if none. */
size_t str_find(Str s, char c);
size_t str_find_text(Str s, Str needle);

/* Without ASCII white space at either end. */
Str str_trim(Str s);

/* Takes the next line off `rest`, without its LF or CRLF.  False at the end. */
bool str_next_line(Str *rest, Str *line);

/* ASCII only, independent of the locale, as formats ask for.  Here, so that
 * loops over every byte of a text need no call for each. */
static inline bool ascii_is_space(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

static inline bool ascii_is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static inline bool ascii_is_alpha(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static inline bool ascii_is_alnum(char c)
{
    return ascii_is_alpha(c) || ascii_is_digit(c);
}

static inline char ascii_lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c + ('a' - 'A')) : c;
}

bool str_eq_nocase(Str a, Str b);

/* A whole decimal number with an optional minus.  False, and *out untouched,
 * on anything else, overflow included. */
bool str_to_int(Str s, int64_t *out);

#endif
