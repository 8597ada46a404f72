/* filters_wrap.c - filters that fit text into lines and lengths. */
#include "template/filters.h"

#include "template/python.h"

#include "base/utf8.h"
#include "base/vec.h"

#include <string.h>

/* What is piped, if it is text. */
static bool text_wanted(TemplateCall *call, Value *out)
{
    Value v = template_arg(call, 0);

    *out = soft_text(call, v);
    return v.kind == VALUE_STR ||
           (v.kind == VALUE_OBJECT && v.as.object->type->text) ||
           wrong_kind(call, STR("string"), v);
}

/* ------------------------------------------------------------- indent */

/* The text to put before lines; false after errors. */
static bool indention(TemplateCall *call, Str *out)
{
    Value v = template_arg(call, 1);
    size_t n;

    if (v.kind == VALUE_STR) {
        *out = v.as.s;
        return true;
    }
    if (!arg_size(call, 1, 4, &n) || !template_charge(call, n))
        return false;
    char *spaces = arena_bytes(call_arena(call), n);
    memset(spaces, ' ', n);
    *out = (Str){spaces, n};
    return true;
}

bool filter_indent(TemplateCall *call, Value *result)
{
    Value v;
    bool first = arg_flag(call, 2), blank = arg_flag(call, 3);
    Buf b = buf_in(call_arena(call));
    Str with, line, rest;

    if (!text_wanted(call, &v) || !indention(call, &with))
        return false;
    /* A last line feed is a line of its own. */
    rest = str_printf(call_arena(call), STR_FMT "\n", STR_ARG(v.as.s));
    for (bool head = true; python_next_line(&rest, &line); head = false) {
        if (!template_charge(call, with.len))
            return false;
        if (!head)
            buf_put_char(&b, '\n');
        if (head ? first : blank || line.len)
            buf_put(&b, with);
        buf_put(&b, line);
    }
    return answer_text(call, result, buf_str(&b), v.safe);
}

/* ----------------------------------------------------------- truncate */

/* Without its last word; the whole if it is one. */
static Str without_word(Str s)
{
    StrCut cut = str_rcut(s, ' ');

    return cut.found ? cut.head : s;
}

bool filter_truncate(TemplateCall *call, Value *result)
{
    Value v, end = value_str(STR("..."));
    size_t length, leeway;

    if (!text_wanted(call, &v) || !arg_size(call, 1, 255, &length) ||
        !arg_size(call, 4, 5, &leeway))
        return false;
    if (arg_given(call, 3))
        end = soft_text(call, template_arg(call, 3));
    size_t tail = utf8_count(end.as.s);
    if (length < tail)
        return wrong_arg(call, 1,
                         str_printf(call_arena(call), "integer >= %zu", tail));
    *result = v;
    size_t len = utf8_count(v.as.s);
    if (len <= length || len - length <= leeway)
        return true;
    Str head = utf8_slice(v.as.s, 0, length - tail);
    if (!arg_flag(call, 2))
        head = without_word(head);
    if (v.safe)
        end = escaped_text(call, end);
    Str text = str_printf(call_arena(call), STR_FMT STR_FMT, STR_ARG(head),
                          STR_ARG(end.as.s));
    return answer_text(call, result, text, v.safe);
}

/* ----------------------------------------------------------- wordwrap */

/* A line is cut into chunks, words and the space between them, and these are
 * put into lines as long as they fit: as Python's textwrap does it. */
typedef struct {
    size_t start, end; /* code points */
} Chunk;

typedef struct {
    TemplateCall *call;
    const uint32_t *runes; /* of the paragraph */
    size_t len;
    VEC(Chunk) chunks;
    size_t at; /* the next chunk to be put */
    size_t width;
    bool break_words, break_hyphens;
    Str between; /* lines */
    Buf *out;
} Wrap;

/* What textwrap calls white space, where lines may be broken. */
static bool is_blank(uint32_t rune)
{
    return rune == ' ' || (rune >= '\t' && rune <= '\r');
}

static bool is_letter(uint32_t rune)
{
    return python_word(rune) && !rune_is_digit(rune);
}

static bool is_word_or_mark(uint32_t rune)
{
    return python_word(rune) ||
           (rune > 0 && rune < 0x80 && strchr("!\"'&.,?", (int)rune));
}

/* A hyphen at `at` after which a word may be broken: letters stand behind it,
 * and two before it or one and another hyphen, as in x-a-cd. */
static bool breaks_after(const Wrap *w, size_t at)
{
    const uint32_t *r = w->runes;

    if (r[at] != '-' || at < 2)
        return false;
    bool two = is_letter(r[at - 1]) && is_letter(r[at - 2]);
    bool part = at >= 3 && is_word_or_mark(r[at - 1]) && r[at - 2] == '-' &&
                is_letter(r[at - 3]);
    if ((!two && !part) || at + 1 >= w->len || !is_letter(r[at + 1]))
        return false;
    size_t next = at + 2;
    if (next < w->len && r[next] == '-')
        next++;
    return next < w->len && is_letter(r[next]);
}

/* The end of a dash of hyphens between words that starts at `at`; 0 if none
 * does. */
static size_t dash_end(const Wrap *w, size_t at)
{
    size_t end = at;

    if (at == 0 || !is_word_or_mark(w->runes[at - 1]))
        return 0;
    while (end < w->len && w->runes[end] == '-')
        end++;
    bool dash = end - at >= 2 && end < w->len && python_word(w->runes[end]);
    return dash ? end : 0;
}

static size_t word_end(const Wrap *w, size_t at)
{
    while (++at < w->len && !is_blank(w->runes[at])) {
        if (!w->break_hyphens)
            continue;
        if (breaks_after(w, at))
            return at + 1;
        if (dash_end(w, at))
            break;
    }
    return at;
}

static void cut_chunks(Wrap *w)
{
    w->chunks.len = 0;
    for (size_t at = 0; at < w->len;) {
        size_t start = at;
        size_t dash = w->break_hyphens ? dash_end(w, at) : 0;
        while (at < w->len && is_blank(w->runes[at]))
            at++;
        if (at == start)
            at = dash ? dash : word_end(w, at);
        *VEC_PUSH(&w->chunks, call_arena(w->call)) = (Chunk){start, at};
    }
}

static bool all_space(const Wrap *w, Chunk c)
{
    while (c.start < c.end && python_space(w->runes[c.start]))
        c.start++;
    return c.start == c.end;
}

static size_t chunk_len(Chunk c)
{
    return c.end - c.start;
}

/* How much of a chunk that is longer than a line goes into the `room` that is
 * left: to a hyphen, if there is one. */
static size_t long_part(const Wrap *w, Chunk c, size_t room)
{
    const uint32_t *r = w->runes + c.start;
    size_t hyphen = room, first = 0;

    while (hyphen > 0 && r[hyphen - 1] != '-')
        hyphen--;
    while (first < hyphen && r[first] == '-')
        first++;
    /* `hyphen` is behind it; something else must stand before it. */
    return w->break_hyphens && hyphen > 1 && first < hyphen ? hyphen : room;
}

/* A chunk that fits no line: a part of it, or if words are not broken the
 * whole if it is alone.  False if nothing was taken. */
static bool take_long(Wrap *w, size_t taken, Chunk *out)
{
    Chunk *c = &w->chunks.items[w->at];

    if (!w->break_words && taken > 0)
        return false;
    *out = *c;
    if (w->break_words) {
        out->end = out->start + long_part(w, *c, w->width - taken);
        c->start = out->end;
    } else {
        w->at++;
    }
    return true;
}

/* Takes the next line's chunks; an empty one if there are only spaces. */
static Chunk next_line(Wrap *w, bool first)
{
    const Chunk *chunks = w->chunks.items;
    Chunk last = {0}, line = {0};

    if (!first && all_space(w, chunks[w->at]))
        w->at++;
    if (w->at == w->chunks.len)
        return line;
    line.start = line.end = chunks[w->at].start;
    while (w->at < w->chunks.len &&
           chunk_len(line) + chunk_len(chunks[w->at]) <= w->width) {
        last = chunks[w->at++];
        line.end = last.end;
    }
    if (w->at < w->chunks.len && chunk_len(chunks[w->at]) > w->width &&
        take_long(w, chunk_len(line), &last))
        line.end = last.end;
    if (all_space(w, last))
        line.end = last.start > line.start ? last.start : line.start;
    return line;
}

static bool put_paragraph(Wrap *w)
{
    bool first = true;

    cut_chunks(w);
    for (w->at = 0; w->at < w->chunks.len;) {
        Chunk line = next_line(w, first);
        if (chunk_len(line) == 0)
            continue;
        if (!template_charge(w->call, w->between.len))
            return false;
        if (!first)
            buf_put(w->out, w->between);
        first = false;
        for (size_t i = line.start; i < line.end; i++)
            buf_put_rune(w->out, w->runes[i]);
    }
    return true;
}

/* The code points of a line into `room`, which is large enough. */
static size_t runes_of(Str line, uint32_t *room)
{
    size_t n = 0;

    for (size_t i = 0; i < line.len;)
        room[n++] = utf8_next(line, &i);
    return n;
}

static bool wrap_options(TemplateCall *call, Wrap *w)
{
    if (!arg_size(call, 1, 79, &w->width))
        return false;
    if (w->width == 0)
        return wrong_arg(call, 1, STR("integer > 0"));
    w->break_words =
        template_arg(call, 2).kind == VALUE_UNDEFINED || arg_flag(call, 2);
    w->between = arg_text(call, 3, STR("\n"));
    w->break_hyphens =
        template_arg(call, 4).kind == VALUE_UNDEFINED || arg_flag(call, 4);
    return true;
}

/* Not safe, even if what is wrapped is: so it is in Jinja. */
bool filter_wordwrap(TemplateCall *call, Value *result)
{
    Arena *a = call_arena(call);
    Str rest, line;
    Value v;
    Buf b = buf_in(a);
    Wrap w = {.call = call, .out = &b};

    if (!text_wanted(call, &v) || !wrap_options(call, &w) ||
        !template_charge(call, v.as.s.len * sizeof(uint32_t)))
        return false;
    rest = v.as.s;
    uint32_t *room = ARENA_ARRAY(a, uint32_t, rest.len);
    w.runes = room;
    for (bool first = true; python_next_line(&rest, &line); first = false) {
        if (!first)
            buf_put(&b, w.between);
        w.len = runes_of(line, room);
        if (!put_paragraph(&w))
            return false;
    }
    return answer_text(call, result, buf_str(&b), false);
}
