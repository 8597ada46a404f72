/* alike.c - what may differ from one run to the next: match_alike of match.h.
 *
 * To add a kind: a function that says how long it is at a place, a row in
 * kinds[], and rows in tests/unit/test_match.c. */
#include "snippet/match.h"

#include <string.h>

static char at(Str s, size_t i)
{
    return i < s.len ? s.ptr[i] : 0;
}

static size_t digits(Str s)
{
    size_t n = 0;

    while (ascii_is_digit(at(s, n)))
        n++;
    return n;
}

static bool is_hex(char c)
{
    c = ascii_lower(c);
    return ascii_is_digit(c) || (c >= 'a' && c <= 'f');
}

static bool in_word(char c)
{
    return ascii_is_alnum(c) || c == '_';
}

/* ---- each says how many bytes of it stand at the start; 0: none */

/* "12:03", "12:03:04.5" */
static size_t clock_time(Str s)
{
    size_t n = 2;

    if (digits(s) != 2)
        return 0;
    for (int parts = 1; parts < 3; parts++, n += 3)
        if (at(s, n) != ':' || digits(str_drop(s, n + 1)) != 2)
            return parts > 1 ? n : 0;
    if (at(s, n) == '.' || at(s, n) == ',') {
        size_t fraction = digits(str_drop(s, n + 1));
        n += fraction ? fraction + 1 : 0;
    }
    return n;
}

static size_t zone(Str s)
{
    if (at(s, 0) == 'Z')
        return 1;
    if (str_starts(s, STR(" UTC")))
        return 4;
    if (at(s, 0) != '+' && at(s, 0) != '-')
        return 0;
    if (digits(str_drop(s, 1)) == 4)
        return 5;
    return digits(str_drop(s, 1)) == 2 && at(s, 3) == ':' &&
                   digits(str_drop(s, 4)) == 2
               ? 6
               : 0;
}

/* "2026-11-25", "2026-11-25T12:03:04Z", "12:03:04" */
static size_t moment(Str s)
{
    size_t n = 0;

    if (digits(s) == 4 && at(s, 4) == '-' && digits(str_drop(s, 5)) == 2 &&
        at(s, 7) == '-' && digits(str_drop(s, 8)) == 2) {
        n = 10;
        if (at(s, n) == 'T' || at(s, n) == ' ') {
            size_t time = clock_time(str_drop(s, n + 1));
            n += time ? time + 1 : 0;
        }
    } else {
        n = clock_time(s);
    }
    return n ? n + zone(str_drop(s, n)) : 0;
}

static size_t ipv4(Str s)
{
    size_t n = 0;

    for (int part = 0; part < 4; part++) {
        size_t more = digits(str_drop(s, n));
        if (more == 0 || more > 3)
            return 0;
        n += more;
        if (part < 3 && at(s, n++) != '.')
            return 0;
    }
    return at(s, n) == '.' && ascii_is_digit(at(s, n + 1)) ? 0 : n;
}

/* Groups of hexadecimal digits between colons: eight, or fewer and "::"; or six
 * pairs, of Ethernet. */
static size_t colons(Str s)
{
    size_t n = 0, groups = 0, group = 0, pairs = 0;
    bool gap = false;

    for (;; n++) {
        char c = at(s, n);
        if (is_hex(c)) {
            group++;
            continue;
        }
        groups += group > 0;
        pairs += group == 2;
        if (group > 4 || c != ':')
            break;
        if (n > 0 && s.ptr[n - 1] == ':') {
            if (gap)
                return 0;
            gap = true;
        }
        group = 0;
    }
    if (group > 4)
        return 0;
    if (gap)
        return groups > 0 && groups < 8 ? n : 0;
    return (groups == 8 || (groups == 6 && pairs == 6)) && group ? n : 0;
}

/* "5m", "2d3h", "1.5s", "120ms" */
static size_t age(Str s)
{
    static const Str units[] = {
        STR_INIT("ms"), STR_INIT("us"), STR_INIT("µs"), STR_INIT("ns"),
        STR_INIT("s"),  STR_INIT("m"),  STR_INIT("h"),  STR_INIT("d"),
        STR_INIT("w"),  STR_INIT("y"),
    };
    size_t n = 0, end = 0;

    for (;;) {
        size_t more = digits(str_drop(s, n)), unit = 0;
        if (!more)
            return end;
        n += more;
        if (at(s, n) == '.' && digits(str_drop(s, n + 1)))
            n += 1 + digits(str_drop(s, n + 1));
        for (size_t i = 0; i < COUNT(units) && !unit; i++)
            if (str_starts(str_drop(s, n), units[i]))
                unit = units[i].len;
        if (!unit)
            return 0;
        n += unit;
        end = n;
    }
}

/* What Kubernetes makes names of: no vowels, and nothing that looks like one.
 */
static size_t random_letters(Str s)
{
    static const char alphabet[] = "bcdfghjklmnpqrstvwxz2456789";
    size_t n = 0;

    while (at(s, n) && strchr(alphabet, at(s, n)))
        n++;
    return in_word(at(s, n)) ? 0 : n;
}

/* "-x2x9k", "-7d4b9c6f5-x2x9k" at the end of a word. */
static size_t suffix(Str s)
{
    size_t n = 0;

    while (at(s, n) == '-') {
        size_t more = random_letters(str_drop(s, n + 1));
        if (more != 5 && (more < 8 || more > 10))
            return 0;
        n += 1 + more;
    }
    return n;
}

enum { DIGEST_LEAST = 12, NSFS_DIGITS = 10 };

/* Lower-case hexadecimal with a letter in it: digests, whole or shortened, and
 * what containers are called. */
static size_t digest(Str s)
{
    size_t n = 0, letters = 0;

    for (; is_hex(at(s, n)) && at(s, n) == ascii_lower(at(s, n)); n++)
        letters += !ascii_is_digit(at(s, n));
    return n >= DIGEST_LEAST && letters ? n : 0;
}

/* "6a9ff788-36a7-4ef8-9d65-d0d0dd42e8a3" */
static size_t uuid(Str s)
{
    static const size_t groups[] = {8, 4, 4, 4, 12};
    size_t n = 0;

    for (size_t i = 0; i < COUNT(groups); i++) {
        if (i > 0 && at(s, n++) != '-')
            return 0;
        for (size_t end = n + groups[i]; n < end; n++)
            if (!is_hex(at(s, n)))
                return 0;
    }
    return n;
}

/* What the kernel numbers in order, in links of /proc: "[148708]" of
 * "socket:[148708]" and "net:[4026532250]". */
static size_t in_proc(Str s)
{
    size_t n = at(s, 0) == '[' ? digits(str_drop(s, 1)) : 0;

    return n > 3 && at(s, n + 1) == ']' ? n + 2 : 0;
}

/* "4026532250", where it stands alone: the kernel's numbers of namespaces begin
 * at 0xF0000000. */
static size_t in_nsfs(Str s)
{
    return digits(s) == NSFS_DIGITS && str_starts(s, STR("40265")) ? NSFS_DIGITS
                                                                   : 0;
}

/* ---- a line */

typedef struct {
    size_t (*length)(Str s);
    Str name;
    bool within; /* also behind a letter or a digit */
} Kind;

/* The first that fits is taken. */
static const Kind kinds[] = {
    {colons, STR_INIT("<ip>"), false},
    {moment, STR_INIT("<time>"), false},
    {ipv4, STR_INIT("<ip>"), false},
    {age, STR_INIT("<age>"), false},
    {suffix, STR_INIT("-<id>"), true},
    {uuid, STR_INIT("<id>"), false},
    {digest, STR_INIT("<id>"), false},
    {in_proc, STR_INIT("[<inode>]"), false},
    {in_nsfs, STR_INIT("<inode>"), false},
};

static size_t find_kind(Str rest, bool behind_word, const Kind **kind)
{
    for (size_t k = 0; k < COUNT(kinds); k++) {
        *kind = &kinds[k];
        size_t n = behind_word && !kinds[k].within ? 0 : kinds[k].length(rest);
        if (n && !in_word(at(rest, n)))
            return n;
    }
    return 0;
}

static size_t blanks(Str s)
{
    size_t n = 0;

    while (at(s, n) == ' ' || at(s, n) == '\t')
        n++;
    return n;
}

Str match_alike(Arena *a, Str line)
{
    Buf b = buf_in(a);
    bool behind_word = false;

    while (line.len && ascii_is_space(line.ptr[line.len - 1]))
        line.len--;
    while (line.len) {
        const Kind *kind;
        size_t n = blanks(line);
        if (n) {
            buf_put_char(&b, ' ');
            behind_word = false;
        } else if ((n = find_kind(line, behind_word, &kind)) > 0) {
            buf_put(&b, kind->name);
            behind_word = true;
        } else {
            n = 1;
            buf_put_char(&b, line.ptr[0]);
            behind_word = in_word(line.ptr[0]) || line.ptr[0] == '.';
        }
        line = str_drop(line, n);
    }
    return buf_str(&b);
}
