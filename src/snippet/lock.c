/* lock.c - see lock.h.
 *
 * To add a key: a member of LockLine, a row in rows[] at its place, a line in
 * lock.h and in tests/unit/test_lock.c. */
#include "snippet/lock.h"

#include "base/text.h"
#include "data/json.h"

#include <string.h>

typedef enum {
    LOCK_TEXT,
    LOCK_LEVEL,
    LOCK_DIGEST,
    LOCK_NUMBER,
    LOCK_DATE,
    LOCK_TOOLS,
} LockKind;

#define AT(member) offsetof(LockLine, member)

/* In the order in which they stand.  `there` is a flag of LockLine, or 0: the
 * key may not be absent. */
/* clang-format off */
static const struct {
    Str name;
    LockKind kind;
    size_t offset, there;
    bool optional;
} rows[] = {
    {STR_INIT("id"), LOCK_TEXT, AT(id), 0, false},
    {STR_INIT("lang"), LOCK_TEXT, AT(lang), 0, false},
    {STR_INIT("level"), LOCK_LEVEL, AT(level), 0, false},
    {STR_INIT("inputs"), LOCK_DIGEST, AT(inputs), 0, false},
    {STR_INIT("code"), LOCK_DIGEST, AT(code), 0, false},
    {STR_INIT("expected"), LOCK_DIGEST, AT(expected), AT(has_expected), true},
    {STR_INIT("output"), LOCK_DIGEST, AT(output), 0, false},
    {STR_INIT("tape"), LOCK_DIGEST, AT(tape), AT(has_tape), true},
    {STR_INIT("tools"), LOCK_TOOLS, AT(tools), 0, false},
    {STR_INIT("exit"), LOCK_NUMBER, AT(exit), 0, false},
    {STR_INIT("ms"), LOCK_NUMBER, AT(ms), 0, false},
    {STR_INIT("date"), LOCK_DATE, AT(date), 0, false},
    {STR_INIT("env"), LOCK_TEXT, AT(env), 0, false},
    {STR_INIT("engines"), LOCK_TOOLS, AT(engines), 0, true},
};
/* clang-format on */

typedef struct {
    Arena *a;
    const Source *src;
    DiagList *d;
    Str text;    /* the line */
    size_t at;   /* in it */
    Span string; /* the last one that was read, in the source */
} Reading;

static void *member(LockLine *line, size_t offset)
{
    return (char *)line + offset;
}

/* ---- what is wrong ------------------------------------------------------- */

static Span span_at(const Reading *r, size_t from, size_t to)
{
    uint32_t start = (uint32_t)(r->text.ptr - r->src->text.ptr);

    return (Span){start + (uint32_t)from, start + (uint32_t)to};
}

static bool expected(Reading *r, Str what)
{
    size_t end = r->at < r->text.len ? r->at + 1 : r->at;

    diag_add(r->d, LOCK_SYNTAX, r->src, span_at(r, r->at, end), STRS(what));
    return false;
}

static bool wrong_value(Reading *r, size_t row, Str value)
{
    diag_add(r->d, LOCK_VALUE, r->src, r->string, STRS(rows[row].name, value));
    return false;
}

/* ---- pieces -------------------------------------------------------------- */

static bool take(Reading *r, const char *what)
{
    if (!str_starts(str_drop(r->text, r->at), str_of(what)))
        return false;
    r->at += strlen(what);
    return true;
}

/* With its quotes at `from`; JSON's escapes undone. */
static bool decode(Reading *r, size_t from, size_t to, Str *out)
{
    Source piece = {r->src->path, str_slice(r->text, from, to)};
    DiagList unsaid = {.arena = r->a};
    Value v;

    if (!json_parse(r->a, &piece, &unsaid, &v) || v.kind != VALUE_STR) {
        r->at = from;
        return expected(r, STR("\"...\""));
    }
    *out = v.as.s;
    return true;
}

static bool take_string(Reading *r, Str *out)
{
    size_t from = r->at, at = from + 1;
    bool escapes = false;

    if (!take(r, "\""))
        return expected(r, STR("\"...\""));
    while (at < r->text.len && r->text.ptr[at] != '"') {
        bool escape = r->text.ptr[at] == '\\';
        escapes |= escape;
        at += 1 + escape;
    }
    if (at >= r->text.len) {
        r->at = r->text.len;
        return expected(r, STR("\""));
    }
    r->at = at + 1;
    r->string = span_at(r, from, r->at);
    *out = str_slice(r->text, from + 1, at);
    return !escapes || decode(r, from, at + 1, out);
}

/* {"jq":"1.6","kubectl":"1.29.3"} */
static bool take_tools(Reading *r, LockTools *out)
{
    if (!take(r, "{"))
        return expected(r, STR("{"));
    while (!take(r, "}")) {
        LockTool *tool = VEC_PUSH(out, r->a);
        if (out->len > 1 && !take(r, ","))
            return expected(r, STR(","));
        if (!take_string(r, &tool->name))
            return false;
        if (!take(r, ":"))
            return expected(r, STR(":"));
        if (!take_string(r, &tool->version))
            return false;
    }
    return true;
}

static bool take_number(Reading *r, int64_t *out)
{
    size_t from = r->at;

    while (r->at < r->text.len && ascii_is_digit(r->text.ptr[r->at]))
        r->at++;
    if (str_to_int(str_slice(r->text, from, r->at), out))
        return true;
    r->at = from;
    return expected(r, STR("0"));
}

static bool take_text(Reading *r, size_t row, LockLine *line)
{
    void *to = member(line, rows[row].offset);
    Str s = {0};

    if (!take_string(r, &s))
        return false;
    switch (rows[row].kind) {
    case LOCK_TEXT:
        *(Str *)to = s;
        return true;
    case LOCK_LEVEL: {
        int level = snippet_level_by_name(s);
        *(SnippetLevel *)to = level < 0 ? SNIPPET_NOT_RUN : (SnippetLevel)level;
        return level > SNIPPET_NOT_RUN || wrong_value(r, row, s);
    }
    case LOCK_DIGEST:
        return digest_from_hex(s, to) || wrong_value(r, row, s);
    case LOCK_DATE: {
        Date *date = to;
        return (date_parse(s, date) == DATE_OK &&
                date->precision == DATE_DAY) ||
               wrong_value(r, row, s);
    }
    default:
        return false;
    }
}

static bool take_value(Reading *r, size_t row, LockLine *line)
{
    void *to = member(line, rows[row].offset);

    if (rows[row].there)
        *(bool *)member(line, rows[row].there) = true;
    switch (rows[row].kind) {
    case LOCK_TOOLS:
        return take_tools(r, to);
    case LOCK_NUMBER:
        return take_number(r, to);
    default:
        return take_text(r, row, line);
    }
}

/* ---- a line -------------------------------------------------------------- */

/* The key of a row, with what stands before and behind it. */
static Str key_text(Arena *a, size_t row)
{
    return str_printf(a, "%s\"" STR_FMT "\":", row ? "," : "{",
                      STR_ARG(rows[row].name));
}

static bool take_line(Reading *r, LockLine *line)
{
    for (size_t row = 0; row < COUNT(rows); row++) {
        Str key = key_text(r->a, row);
        if (!str_starts(str_drop(r->text, r->at), key)) {
            if (rows[row].optional)
                continue;
            return expected(r, key);
        }
        r->at += key.len;
        if (!take_value(r, row, line))
            return false;
        if (row == 0)
            line->at = r->string;
    }
    if (!take(r, "}"))
        return expected(r, STR("}"));
    return r->at == r->text.len || expected(r, STR("\\n"));
}

static Str name_of(Arena *a, Str id, Str lang)
{
    return str_printf(a, STR_FMT " " STR_FMT, STR_ARG(id), STR_ARG(lang));
}

static bool complain(Reading *r, DiagCode code, const LockLine *line,
                     const LockLine *other)
{
    Diag *diag = diag_add(r->d, code, r->src, line->at, STRS(line->id));

    diag_note(r->d, diag, LOCK_OTHER, r->src, other->at, STRS(other->id));
    return false;
}

static bool add_line(Reading *r, Lock *lock, LockLine *line)
{
    Str name = name_of(r->a, line->id, line->lang);
    const LockLine *same = map_get(&lock->by_name, name);
    const LockLine *last =
        lock->lines.len ? lock->lines.items[lock->lines.len - 1] : NULL;

    if (same)
        return complain(r, LOCK_TWICE, line, same);
    map_add(&lock->by_name, r->a, name, line);
    *VEC_PUSH(&lock->lines, r->a) = line;
    if (last && lock_order(&last, &line) > 0)
        return complain(r, LOCK_UNSORTED, line, last);
    return true;
}

/* ---- merges -------------------------------------------------------------- */

static bool is_mark(Str line, char c)
{
    size_t n = 0;

    while (n < line.len && line.ptr[n] == c)
        n++;
    return n == 7;
}

/* The lines of both sides are left out: nobody knows which hold. */
static void skip_conflict(Reading *r, Str *rest)
{
    Diag *diag =
        diag_add(r->d, LOCK_MERGE, r->src, span_at(r, 0, r->text.len), NO_STRS);

    while (str_next_line(rest, &r->text)) {
        bool end = is_mark(r->text, '>');
        if (end || is_mark(r->text, '=') || is_mark(r->text, '|'))
            diag_note(r->d, diag, LOCK_MERGE_SIDE, r->src,
                      span_at(r, 0, r->text.len), NO_STRS);
        if (end)
            return;
    }
}

/* What can be read can still be other than what we write: 007, \u0041. */
static bool is_ours(Reading *r, const LockLine *line)
{
    Buf b = buf_in(r->a);

    lock_put(&b, line);
    Str own = str_take(buf_str(&b), b.len - 1);
    if (str_eq(own, r->text))
        return true;
    r->at = 0;
    while (r->at < own.len && r->at < r->text.len &&
           own.ptr[r->at] == r->text.ptr[r->at])
        r->at++;
    size_t end = r->at;
    while (end < own.len && !strchr(",:}", own.ptr[end]))
        end++;
    return expected(r, str_slice(own, r->at, end));
}

/* ---- the file ------------------------------------------------------------ */

bool lock_read(Arena *a, const Source *src, DiagList *d, Lock *out)
{
    Reading r = {.a = a, .src = src, .d = d};
    Str rest = src->text;
    bool ok = true;

    *out = (Lock){.src = src};
    while (str_next_line(&rest, &r.text)) {
        r.at = 0;
        if (is_mark(r.text, '<')) {
            skip_conflict(&r, &rest);
            ok = false;
            continue;
        }
        LockLine *line = ARENA_NEW(a, LockLine);
        ok &=
            take_line(&r, line) && is_ours(&r, line) && add_line(&r, out, line);
    }
    out->broken = !ok;
    return ok;
}

const LockLine *lock_find(const Lock *lock, Arena *scratch, Str id, Str lang)
{
    return map_get(&lock->by_name, name_of(scratch, id, lang));
}

int lock_order(const void *a, const void *b)
{
    const LockLine *x = *(LockLine *const *)a, *y = *(LockLine *const *)b;
    int by_id = str_cmp(x->id, y->id);

    return by_id ? by_id : str_cmp(x->lang, y->lang);
}

/* ---- writing ------------------------------------------------------------- */

static void put_string(Buf *b, Str s)
{
    Reader reader = {.arena = b->arena};

    json_print(b, &reader, value_str(s), 0);
}

static void put_tools(Buf *b, const LockTools *tools)
{
    buf_put_char(b, '{');
    for (size_t i = 0; i < tools->len; i++) {
        if (i)
            buf_put_char(b, ',');
        put_string(b, tools->items[i].name);
        buf_put_char(b, ':');
        put_string(b, tools->items[i].version);
    }
    buf_put_char(b, '}');
}

static void put_value(Buf *b, size_t row, const LockLine *line)
{
    const void *from = (const char *)line + rows[row].offset;

    switch (rows[row].kind) {
    case LOCK_TEXT:
        put_string(b, *(const Str *)from);
        break;
    case LOCK_LEVEL:
        put_string(b, snippet_level_name(*(const SnippetLevel *)from));
        break;
    case LOCK_DIGEST:
        put_string(b, digest_hex(b->arena, *(const Digest *)from));
        break;
    case LOCK_NUMBER:
        buf_put_int(b, *(const int64_t *)from);
        break;
    case LOCK_DATE:
        buf_put_char(b, '"');
        date_put_iso(b, *(const Date *)from);
        buf_put_char(b, '"');
        break;
    case LOCK_TOOLS:
        put_tools(b, from);
        break;
    }
}

static bool is_absent(const LockLine *line, size_t row)
{
    const char *from = (const char *)line;

    if (rows[row].there)
        return !*(const bool *)(from + rows[row].there);
    return rows[row].optional && line->engines.len == 0;
}

void lock_put(Buf *b, const LockLine *line)
{
    for (size_t row = 0; row < COUNT(rows); row++) {
        if (is_absent(line, row))
            continue;
        buf_put(b, key_text(b->arena, row));
        put_value(b, row, line);
    }
    BUF_LIT(b, "}\n");
}
