/* diag.h - messages for the person who wrote the site.
 *
 * Code that can meet bad input takes a DiagList and returns bool.  The rule
 * every such function keeps: it returns false only after adding at least one
 * error to the list.  So a caller adds nothing and only decides whether to
 * go on.
 *
 * What is said stands in a catalogue, messages_*.h: one row a message with
 * its stable code and its text in each language; {0}, {1}, ... are replaced
 * by the arguments.  Positions are byte offsets into Source.text.  Line and
 * column are worked out when a message is printed, so well-formed input pays
 * nothing for them.
 *
 * Threads: a list has one user at a time; each job has its own, and they are
 * joined in order after it.
 */
#ifndef DIAG_DIAG_H
#define DIAG_DIAG_H

#include "base/buf.h"
#include "base/map.h"
#include "diag/messages.h"
#include "diag/phrases.h"

/* A file as the user sees it.  Both strings are borrowed and must outlive the
 * diagnostics that point here. */
typedef struct {
    Str path; /* relative to the site's root */
    Str text; /* the whole file */
} Source;

/* Half-open range [start, end) of bytes in a Source. */
typedef struct {
    uint32_t start, end;
} Span;

typedef enum { DIAG_ERROR, DIAG_WARNING, DIAG_NOTE } DiagLevel;

typedef struct Diag Diag;
struct Diag {
    Diag *next;
    Diag *notes;       /* in order; each of level DIAG_NOTE */
    const Source *src; /* NULL when the message is about no file */
    Span at;           /* {0, 0}: the file as a whole */
    DiagCode code;
    const Str *args;
    size_t nargs;
};

/* Zero-initialise but for the arena. */
typedef struct {
    Arena *arena; /* holds the messages; borrowed */
    Diag *first, *last;
    size_t errors, warnings;
} DiagList;

/* STRS(a, b, ...): arguments for diag_add. */
#define STRS(...)                                                              \
    (const Str[]){__VA_ARGS__}, sizeof((const Str[]){__VA_ARGS__}) / sizeof(Str)
#define NO_STRS NULL, 0

/* Adds a message; arguments are copied, so they may die.  The result is for
 * diag_note. */
Diag *diag_add(DiagList *d, DiagCode code, const Source *src, Span at,
               const Str *args, size_t nargs);

/* Adds an explanation under `to`: a suggestion, where else to look, the stack
 * of includes.  src may be NULL. */
void diag_note(DiagList *d, Diag *to, DiagCode code, const Source *src, Span at,
               const Str *args, size_t nargs);

/* Adds the note "did you mean 'name'?", unless name is empty. */
void diag_suggest(DiagList *d, Diag *to, Str name);

/* Moves all of `from` behind `into`.  The arena of `from` must outlive `into`.
 */
void diag_join(DiagList *into, DiagList *from);

/* As diag_join, but what `seen` knows already, the same said of the same place,
 * is only counted: one mistake in a template is met on every page.  Start with
 * an empty map whose arena is that of `into`. */
void diag_join_once(DiagList *into, DiagList *from, Map *seen);

/* Adds to what diag_join_once met more than once how often. */
void diag_note_repeats(DiagList *d, const Map *seen);

/* Puts messages about one source in the order of its text. */
void diag_sort(DiagList *d);

DiagLevel diag_level(DiagCode code);
Str diag_code_name(DiagCode code); /* "bad-date" */

/* The row whose code_name is `name`; false if there is none. */
bool diag_code_by_name(Str name, DiagCode *out);

/* The bytes of a span. */
Str span_text(const Source *src, Span at);

/* Line and column of a byte offset, both from 1; columns in code points. */
typedef struct {
    size_t line, column;
} Place;
Place source_place(const Source *src, uint32_t offset);

typedef enum { DIAG_ENGLISH, DIAG_ITALIAN } DiagLanguage;

typedef struct {
    DiagLanguage language;
    bool color;
} DiagStyle;

/* DIAG_ITALIAN for a locale name like "it_IT.UTF-8", else DIAG_ENGLISH. */
DiagLanguage diag_language(Str locale);

/* The message alone, arguments filled in. */
Str diag_message(Arena *a, const Diag *d, DiagLanguage language);

/* In the form compilers use and editors know how to jump to:
 *
 *   content/about.md:3:8: error: "yesterday" is not a date [bad-date]
 *       3 | date:  yesterday
 *         |        ^~~~~~~~~
 *   content/about.md:3:8: note: ...
 */
void diag_print(Buf *out, const Diag *d, DiagStyle style);

/* The same for one message after another: lines are counted on from the last
 * one's place.  Zero but for the style. */
typedef struct {
    const Source *src;
    uint32_t at, line; /* offsets of the place and of its line */
    Place place;
} DiagWhere;

typedef struct {
    DiagStyle style;
    DiagWhere message, note;
} DiagPrinter;

void diag_print_next(DiagPrinter *p, Buf *out, const Diag *d);

#endif
