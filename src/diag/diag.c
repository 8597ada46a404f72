#include "diag/diag.h"

#include "base/escape.h"

#include <stdlib.h>

/* clang-format off */
static const struct {
    DiagLevel level;
    Str name, english, italian;
} catalogue[DIAG_COUNT] = {
#define DIAG_ROW(id, level, name, en, it) \
    [id] = {level, STR_INIT(name), STR_INIT(en), STR_INIT(it)},
    DIAG_MESSAGES(DIAG_ROW)
#undef DIAG_ROW
};
/* clang-format on */

/* Before an argument that is a phrase; no text of an author's keeps it when it
 * is shown. */
#define PHRASE_MARK "\x01"

/* clang-format off */
static const struct {
    Str english, italian;
} phrases[PHRASE_COUNT] = {
#define PHRASE_ROW(id, en, it) \
    [id] = {STR_INIT(PHRASE_MARK en), STR_INIT(it)},
    DIAG_PHRASES(PHRASE_ROW)
#undef PHRASE_ROW
};
/* clang-format on */

Str diag_phrase(DiagPhrase p)
{
    return phrases[p].english;
}

static Diag *make(Arena *a, DiagCode code, const Source *src, Span at,
                  const Str *args, size_t nargs)
{
    Diag *d = ARENA_NEW(a, Diag);
    Str *copies = ARENA_ARRAY(a, Str, nargs);

    for (size_t i = 0; i < nargs; i++)
        copies[i] = str_dup(a, args[i]);
    *d = (Diag){
        .src = src, .at = at, .code = code, .args = copies, .nargs = nargs};
    return d;
}

Diag *diag_add(DiagList *d, DiagCode code, const Source *src, Span at,
               const Str *args, size_t nargs)
{
    Diag *one = make(d->arena, code, src, at, args, nargs);

    if (d->last)
        d->last->next = one;
    else
        d->first = one;
    d->last = one;
    d->errors += diag_level(code) == DIAG_ERROR;
    d->warnings += diag_level(code) == DIAG_WARNING;
    return one;
}

/* NOLINTNEXTLINE(readability-function-size): STRS() is the last two */
void diag_note(DiagList *d, Diag *to, DiagCode code, const Source *src, Span at,
               const Str *args, size_t nargs)
{
    Diag **end = &to->notes;

    while (*end)
        end = &(*end)->next;
    *end = make(d->arena, code, src, at, args, nargs);
}

void diag_suggest(DiagList *d, Diag *to, Str name)
{
    if (name.len)
        diag_note(d, to, DID_YOU_MEAN, NULL, (Span){0}, STRS(name));
}

void diag_join(DiagList *into, DiagList *from)
{
    if (!from->first)
        return;
    if (into->last)
        into->last->next = from->first;
    else
        into->first = from->first;
    into->last = from->last;
    into->errors += from->errors;
    into->warnings += from->warnings;
    *from = (DiagList){.arena = from->arena};
}

/* What was said first, and how often again. */
typedef struct {
    Diag *first;
    size_t more;
} Repeat;

/* What makes two messages the same one: all but the notes.  What a plugin warns
 * of is the same wherever it is met: one unknown language, on any page; but not
 * what it says of a page as a whole. */
static Str identity(Arena *a, const Diag *d)
{
    Buf b = buf_in(a);

    buf_printf(&b, "%d", (int)d->code);
    if (d->code != PLUGIN_WARNING || !d->at.end)
        buf_printf(&b, ":%p:%u:%u", (const void *)d->src, d->at.start,
                   d->at.end);
    for (size_t i = 0; i < d->nargs; i++) {
        buf_put_char(&b, ':');
        buf_put(&b, d->args[i]);
    }
    return buf_take(&b);
}

static void append(DiagList *into, Diag *d)
{
    d->next = NULL;
    if (into->last)
        into->last->next = d;
    else
        into->first = d;
    into->last = d;
    into->errors += diag_level(d->code) == DIAG_ERROR;
    into->warnings += diag_level(d->code) == DIAG_WARNING;
}

void diag_join_once(DiagList *into, DiagList *from, Map *seen)
{
    for (Diag *d = from->first, *next; d; d = next) {
        next = d->next;
        void **known = map_at(seen, into->arena, identity(into->arena, d));
        if (*known) {
            ((Repeat *)*known)->more++;
            continue;
        }
        Repeat *repeat = ARENA_NEW(into->arena, Repeat);
        repeat->first = d;
        *known = repeat;
        append(into, d);
    }
    *from = (DiagList){.arena = from->arena};
}

void diag_note_repeats(DiagList *d, const Map *seen)
{
    for (size_t i = 0; i < seen->len; i++) {
        const Repeat *r = seen->entries[i].value;
        if (r->more)
            diag_note(d, r->first, ALSO_ELSEWHERE, NULL, (Span){0},
                      STRS(str_printf(d->arena, "%zu", r->more)));
    }
}

typedef struct {
    Diag *diag;
    size_t index; /* which was added first */
} Placed;

static int by_place(const void *a, const void *b)
{
    const Placed *x = a, *y = b;
    uint32_t at = x->diag->at.start, other = y->diag->at.start;

    if (at != other)
        return at < other ? -1 : 1;
    return x->index < y->index ? -1 : 1;
}

void diag_sort(DiagList *d)
{
    size_t n = d->errors + d->warnings;
    Placed *all = ARENA_ARRAY(d->arena, Placed, n);
    Diag *one = d->first;

    for (size_t i = 0; i < n; i++, one = one->next)
        all[i] = (Placed){one, i};
    if (n == 0)
        return;
    qsort(all, n, sizeof *all, by_place);
    for (size_t i = 0; i + 1 < n; i++)
        all[i].diag->next = all[i + 1].diag;
    d->first = all[0].diag;
    d->last = all[n - 1].diag;
    d->last->next = NULL;
}

DiagLevel diag_level(DiagCode code)
{
    return catalogue[code].level;
}

Str diag_code_name(DiagCode code)
{
    return catalogue[code].name;
}

bool diag_code_by_name(Str name, DiagCode *out)
{
    for (int i = 0; i < DIAG_COUNT; i++) {
        if (str_eq(catalogue[i].name, name)) {
            *out = (DiagCode)i;
            return true;
        }
    }
    return false;
}

Str span_text(const Source *src, Span at)
{
    return str_slice(src->text, at.start, at.end);
}

DiagLanguage diag_language(Str locale)
{
    Str code = str_take(locale, 2);
    bool whole = locale.len == 2 || (locale.len > 2 && locale.ptr[2] == '_');

    return whole && str_eq_nocase(code, STR("it")) ? DIAG_ITALIAN
                                                   : DIAG_ENGLISH;
}

/* Arguments are copied, so a phrase is known by its words. */
static Str said_in(Str arg, DiagLanguage language)
{
    if (!str_starts(arg, STR(PHRASE_MARK)))
        return arg;
    for (size_t i = 0; i < COUNT(phrases) && language == DIAG_ITALIAN; i++)
        if (str_eq(phrases[i].english, arg))
            return phrases[i].italian;
    return str_drop(arg, 1);
}

/* The argument {0} or the like; other braces are the message's own. */
static void put_argument(Buf *b, const Diag *d, StrCut close,
                         DiagLanguage language)
{
    int64_t i;

    if (close.found && str_to_int(close.head, &i)) {
        if (i >= 0 && (size_t)i < d->nargs)
            escape_terminal(b, said_in(d->args[i], language));
        return;
    }
    buf_put_char(b, '{');
    buf_put(b, close.head);
    if (close.found)
        buf_put_char(b, '}');
}

Str diag_message(Arena *a, const Diag *d, DiagLanguage language)
{
    Str rest = language == DIAG_ITALIAN ? catalogue[d->code].italian
                                        : catalogue[d->code].english;
    Buf b = buf_in(a);

    for (;;) {
        StrCut open = str_cut(rest, '{');
        buf_put(&b, open.head);
        if (!open.found)
            return buf_take(&b);
        if (str_starts(open.tail, STR("{"))) {
            buf_put_char(&b, '{'); /* braces around an argument */
            rest = open.tail;
            continue;
        }
        StrCut close = str_cut(open.tail, '}');
        put_argument(&b, d, close, language);
        rest = close.tail;
    }
}
