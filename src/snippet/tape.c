#include "snippet/tape.h"

#include "base/date.h"
#include "base/text.h"
#include "snippet/secrets.h"

enum { SHA256_DIGITS = 64 };

/* ---- out */

/* True of a line that would be read as another: it ends with a backslash, or
 * with one and '$'s. */
static bool needs_dollar(Str line)
{
    while (str_ends(line, STR("$")))
        line.len--;
    return str_ends(line, STR("\\"));
}

static void put_lines(Buf *b, Str text, char sign)
{
    while (text.len) {
        StrCut cut = str_cut(text, '\n');
        buf_put_char(b, sign);
        if (cut.head.len || !cut.found)
            buf_put_char(b, ' ');
        buf_put(b, cut.head);
        if (!cut.found)
            buf_put_char(b, '\\');
        else if (needs_dollar(cut.head))
            buf_put_char(b, '$');
        buf_put_char(b, '\n');
        text = cut.tail;
    }
}

static void put_call(Buf *b, const TapeCall *c)
{
    BUF_LIT(b, "$ ");
    words_put(b, &c->argv);
    buf_put_char(b, '\n');
    if (c->reads)
        buf_printf(b, "< " STR_FMT "\n",
                   STR_ARG(c->input.len ? c->input : STR("*")));
    put_lines(b, c->output, '|');
    put_lines(b, c->errors, '!');
    buf_printf(b, "= %d\n", c->status);
}

static void put_tools(Buf *b, const Tape *tape)
{
    for (size_t i = 0; i < tape->tools.len; i++) {
        const TapeTool *tool = &tape->tools.items[i];
        buf_printf(b, "tool " STR_FMT, STR_ARG(tool->name));
        if (tool->version.len)
            buf_printf(b, " " STR_FMT, STR_ARG(tool->version));
        buf_put_char(b, '\n');
    }
}

void tape_write(Buf *b, const Tape *tape)
{
    buf_printf(b, "tape %d\n", TAPE_VERSION);
    buf_put(b, tape->note);
    if (tape->recorded.len)
        buf_printf(b, "origin recorded " STR_FMT "\n", STR_ARG(tape->recorded));
    else
        BUF_LIT(b, "origin hand\n");
    put_tools(b, tape);
    for (size_t i = 0; i < tape->calls.len; i++) {
        buf_put_char(b, '\n');
        buf_put(b, tape->calls.items[i].note);
        put_call(b, &tape->calls.items[i]);
    }
}

void tape_seal(Arena *scratch, Tape *tape)
{
    ArenaMark mark = arena_mark(scratch);
    Buf b = buf_in(scratch);

    put_tools(&b, tape);
    for (size_t i = 0; i < tape->calls.len; i++)
        put_call(&b, &tape->calls.items[i]);
    tape->digest = digest_of(buf_str(&b));
    arena_rewind(scratch, mark);
}

bool tape_same_call(const TapeCall *a, const TapeCall *b)
{
    if (a->argv.len != b->argv.len || a->reads != b->reads ||
        !str_eq(a->input, b->input))
        return false;
    for (size_t i = 0; i < a->argv.len; i++)
        if (!str_eq(a->argv.items[i], b->argv.items[i]))
            return false;
    return true;
}

/* ---- in */

typedef struct {
    Arena *arena;
    DiagList *d;
    Tape *tape;
    Str rest;       /* lines still to be read */
    Str line;       /* the present one */
    Buf note;       /* the comment above what comes */
    TapeCall *call; /* not yet ended; or NULL */
    Buf output, errors;
    bool origin; /* there is a line of it */
} Reading;

static Span span_of(const Reading *r, Str part)
{
    uint32_t start = (uint32_t)(part.ptr - r->tape->src->text.ptr);

    return (Span){start, start + (uint32_t)part.len};
}

static Diag *fault(Reading *r, DiagCode code, Str part, const Str *args,
                   size_t nargs)
{
    return diag_add(r->d, code, r->tape->src, span_of(r, part), args, nargs);
}

static bool knows_tool(const Tape *tape, Str name)
{
    for (size_t i = 0; i < tape->tools.len; i++)
        if (str_eq(tape->tools.items[i].name, name))
            return true;
    return false;
}

static void unknown_tool(Reading *r, Str name, Str part)
{
    Str *names = ARENA_ARRAY(r->arena, Str, r->tape->tools.len);
    Diag *one = fault(r, TAPE_TOOL, part, STRS(name));

    for (size_t i = 0; i < r->tape->tools.len; i++)
        names[i] = r->tape->tools.items[i].name;
    diag_suggest(r->d, one, text_closest(name, names, r->tape->tools.len));
}

static Str take_note(Reading *r)
{
    Str note = buf_take(&r->note);

    r->note = buf_in(r->arena);
    return note;
}

static void end_call(Reading *r)
{
    if (!r->call)
        return;
    r->call->output = buf_take(&r->output);
    r->call->errors = buf_take(&r->errors);
    r->call = NULL;
}

static void begin_call(Reading *r)
{
    Str text = str_drop(r->line, 2);
    size_t at = 0;

    if (r->call)
        diag_add(r->d, TAPE_NO_STATUS, r->tape->src, r->call->at, NO_STRS);
    end_call(r);
    r->call = VEC_PUSH(&r->tape->calls, r->arena);
    r->call->note = take_note(r);
    r->call->at = span_of(r, text);
    r->output = buf_in(r->arena);
    r->errors = buf_in(r->arena);
    WordsFault bad = words_split(r->arena, text, &r->call->argv, &at);
    if (bad)
        fault(r, bad == WORDS_SPECIAL ? TAPE_SPECIAL : TAPE_UNCLOSED,
              str_slice(text, at, at + 1), STRS(str_slice(text, at, at + 1)));
    else if (!r->call->argv.len)
        fault(r, TAPE_LINE, r->line, NO_STRS);
    else if (!knows_tool(r->tape, r->call->argv.items[0]))
        unknown_tool(r, r->call->argv.items[0], text);
}

static bool is_sha256(Str s)
{
    for (size_t i = 0; i < s.len; i++)
        if (!ascii_is_digit(s.ptr[i]) && (s.ptr[i] < 'a' || s.ptr[i] > 'f'))
            return false;
    return s.len == SHA256_DIGITS;
}

static void read_input(Reading *r)
{
    Str value = str_trim(str_drop(r->line, 1));

    r->call->reads = true;
    if (is_sha256(value))
        r->call->input = value;
    else if (!str_eq(value, STR("*")))
        fault(r, TAPE_INPUT, value.len ? value : r->line, STRS(value));
}

static void read_text(Reading *r, Buf *b)
{
    Str text = str_drop(r->line, 1);

    if (b->len && b->ptr[b->len - 1] != '\n')
        fault(r, TAPE_AFTER_END, r->line, NO_STRS);
    if (str_starts(text, STR(" ")))
        text = str_drop(text, 1);
    else if (text.len)
        fault(r, TAPE_LINE, r->line, NO_STRS);
    if (str_ends(text, STR("\\"))) {
        buf_put(b, str_take(text, text.len - 1));
        return;
    }
    if (str_ends(text, STR("$")) && needs_dollar(text))
        text.len--;
    buf_put(b, text);
    buf_put_char(b, '\n');
}

static void read_status(Reading *r)
{
    Str value = str_trim(str_drop(r->line, 1));
    int64_t n;

    if (!str_to_int(value, &n) || n < 0 || n > 255)
        fault(r, TAPE_STATUS, value.len ? value : r->line, STRS(value));
    else
        r->call->status = (int)n;
    end_call(r);
}

/* A line of the present call.  False if it is none. */
static bool read_of_call(Reading *r)
{
    switch (r->line.len ? r->line.ptr[0] : 0) {
    case '<':
        read_input(r);
        return true;
    case '|':
        read_text(r, &r->output);
        return true;
    case '!':
        read_text(r, &r->errors);
        return true;
    case '=':
        read_status(r);
        return true;
    default:
        return false;
    }
}

static void read_tool(Reading *r)
{
    StrCut cut = str_cut(str_trim(str_drop(r->line, 5)), ' ');

    if (!cut.head.len || str_find(cut.head, '/') != SIZE_MAX) {
        fault(r, TAPE_LINE, r->line, NO_STRS);
        return;
    }
    *VEC_PUSH(&r->tape->tools, r->arena) = (TapeTool){
        .name = cut.head,
        .version = str_trim(cut.tail),
        .at = span_of(r, cut.head),
    };
}

static void read_origin(Reading *r)
{
    StrCut cut = str_cut(str_trim(str_drop(r->line, 7)), ' ');
    Date date;

    r->origin = true;
    if (str_eq(cut.head, STR("hand")) && !cut.found)
        return;
    if (!str_eq(cut.head, STR("recorded")) ||
        date_parse(cut.tail, &date) != DATE_OK)
        fault(r, TAPE_ORIGIN, r->line, NO_STRS);
    else
        r->tape->recorded = cut.tail;
}

static void read_comment(Reading *r)
{
    buf_put(&r->note, r->line);
    buf_put_char(&r->note, '\n');
}

/* They would be lost on the way to whoever reviews the tape. */
static bool has_control(Reading *r)
{
    for (size_t i = 0; i < r->line.len; i++) {
        unsigned char c = (unsigned char)r->line.ptr[i];
        if ((c < ' ' && c != '\t' && c != '\033') || c == 127) {
            fault(r, TAPE_CONTROL, str_slice(r->line, i, i + 1), NO_STRS);
            return true;
        }
    }
    return false;
}

static void read_line(Reading *r)
{
    Str line = r->line;
    bool head = !r->tape->calls.len;

    if (has_control(r))
        return;
    if (r->call && read_of_call(r))
        return;
    if (str_starts(line, STR("$ ")))
        begin_call(r);
    else if (!str_trim(line).len)
        return;
    else if (str_starts(line, STR("#")))
        read_comment(r);
    else if (head && str_starts(line, STR("origin ")))
        read_origin(r);
    else if (head && str_starts(line, STR("tool ")))
        read_tool(r);
    else
        fault(r, TAPE_LINE, line, NO_STRS);
    /* What stands above the tools is about the tape. */
    if (head &&
        (str_starts(line, STR("origin ")) || str_starts(line, STR("tool ")))) {
        Buf b = buf_in(r->arena);
        buf_put(&b, r->tape->note);
        buf_put(&b, take_note(r));
        r->tape->note = buf_str(&b);
    }
}

static bool read_version(Reading *r)
{
    int64_t n;
    bool some = str_next_line(&r->rest, &r->line);

    if (some && str_starts(r->line, STR("tape ")) &&
        str_to_int(str_drop(r->line, 5), &n)) {
        if (n == TAPE_VERSION)
            return true;
        fault(r, TAPE_OTHER_VERSION, r->line,
              STRS(str_drop(r->line, 5), STR("1")));
        return false;
    }
    diag_add(r->d, TAPE_NO_VERSION, r->tape->src,
             (Span){0, some ? (uint32_t)r->line.len : 0}, NO_STRS);
    return false;
}

static void refuse_secrets(Reading *r)
{
    Str rest = r->tape->src->text, kind;
    Str found;

    while (secret_find(rest, &found, &kind)) {
        fault(r, TAPE_SECRET, found, STRS(kind));
        rest = str_drop(rest, (size_t)(found.ptr + found.len - rest.ptr));
    }
}

bool tape_read(Arena *a, const Source *src, DiagList *d, Tape *out)
{
    size_t before = d->errors;
    Reading r = {.arena = a, .d = d, .tape = out, .rest = src->text};

    *out = (Tape){.src = src};
    r.note = buf_in(a);
    if (!read_version(&r))
        return false;
    while (str_next_line(&r.rest, &r.line))
        read_line(&r);
    if (r.call)
        diag_add(d, TAPE_NO_STATUS, src, r.call->at, NO_STRS);
    end_call(&r);
    if (!r.origin)
        diag_add(d, TAPE_ORIGIN, src, (Span){0, 6}, NO_STRS);
    refuse_secrets(&r);
    tape_seal(a, out);
    return d->errors == before;
}
