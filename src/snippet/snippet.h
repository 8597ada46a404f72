/* snippet.h - blocks of code that are more than text: what they say of
 * themselves, what they need, and what is known of how they ran.
 *
 * Every block of code is a Snippet.  What its attributes say is read when its
 * page is (snippets_of_document); what takes all pages - ids, needs, editions,
 * tapes, the lock - once all are there (snippets_assemble).  Nothing here runs
 * anything: src/runner/ does, and what came of it stands in snippets.lock.
 *
 *   languages.c   what is known of each language
 *   read.c        attributes to a Snippet
 *   assemble.c    ids, output blocks, and the order of what follows
 *   needs.c       what runs before what
 *   parity.c      that editions of a text show the same code
 *   inputs.c      digests
 *   lock.c        snippets.lock
 *   check.c       what our own parsers say of the code
 *   levels.c      what may be said of a snippet
 *   match.c       expected output and what came
 *   transcript.c  sessions in a terminal, as they are written down
 *   tape.c        recorded calls of a tool
 */
#ifndef SNIPPET_SNIPPET_H
#define SNIPPET_SNIPPET_H

#include "base/digest.h"
#include "data/document.h"
#include "snippet/languages.h"

/* How output is compared; see match.h. */
typedef enum { SNIPPET_EXACT, SNIPPET_LIKE, SNIPPET_ANY } SnippetMatch;

/* How much is known of what a snippet does; the first is the least. */
typedef enum {
    SNIPPET_NOT_RUN,
    SNIPPET_RECORDED, /* a transcript, or output that the author wrote */
    SNIPPET_REPLAYED, /* run, with recorded answers of some tools */
    SNIPPET_RAN,
    SNIPPET_LEVELS
} SnippetLevel;

/* What has changed since it ran. */
typedef enum {
    DRIFT_CODE = 1,
    DRIFT_OUTPUT = 2, /* the expected */
    DRIFT_TAPE = 4,
    DRIFT_NEEDS = 8, /* what it needs, its options, input or files */
} SnippetDrift;

/* env=NAME=VALUE, param.NAME=VALUE */
typedef struct {
    Str name, value;
    Span at;
} SnippetParam;

typedef struct Tape Tape;         /* tape.h */
typedef struct LockLine LockLine; /* lock.h */
typedef struct Snippet Snippet;
typedef VEC(Snippet *) Snippets;

/* One block in one edition. */
struct Snippet {
    Str id; /* "" if the author gave none */
    const CodeBlock *code;
    const SnippetLanguage *language;
    const Source *src;
    size_t page; /* in the parts' pages; its place there is that of the block */
    int lang;

    bool output; /* expected output, of `output_for` or the block before it */
    bool transcript;
    bool run, check, no_check, offered, no_offer; /* offered: .try */
    bool hidden, fail, manual, netns;
    Str session, file, stdin_from, tape_name, output_for;
    VEC(Str) needs, tools;
    VEC(SnippetParam) env, params;
    VEC(LineRange) vary;
    int exit;       /* expected */
    int timeout_ms; /* that a run may take */
    SnippetMatch match;

    /* From here on by snippets_assemble. */
    const Snippet *expected; /* the output block; or NULL */
    const Snippet *owner;    /* of an output block; or NULL */
    const Snippet *input;    /* whose code is standard input; or NULL */
    Snippets plan; /* what runs, or becomes a file, in order; itself is last.
                      Empty if it does neither, or cannot */
    Digest inputs; /* of all that decides the result; see inputs.c */
    const Source *tape_source; /* or NULL */
    const Tape *tape;          /* NULL after errors, too */
    const LockLine *line;      /* of the lock; or NULL */
    SnippetLevel level;
    unsigned drift; /* of SnippetDrift; 0: what the line says still holds */

    /* While they are assembled; see needs.c. */
    Snippets direct; /* what it needs itself, in order */
    size_t mark;
    bool cyclic;
};

/* The keys that may be written, for MarkdownCode. */
const Str *snippet_keys(Arena *a, size_t *n);

/* A text, as whoever reads all pages has it. */
typedef struct {
    const Source *src;
    const Document *doc;
    Str key;           /* the same in all editions of a text */
    int lang;          /* index of the language */
    bool good;         /* it has no errors of its own */
    bool draft;        /* other editions need not have what it has */
    Snippet *snippets; /* one a block, in step with doc->code */
} SnippetPage;

/* Fills page->snippets, in `a`.  False after errors. */
bool snippets_of_document(Arena *a, SnippetPage *page, DiagList *d);

/* Where a snippet stands: its id if it has one, else its block. */
Span snippet_place(const Snippet *s);

/* "ran", "not-run": as the lock and the HTML have it.  -1 if there is no such
 * level. */
Str snippet_level_name(SnippetLevel level);
int snippet_level_by_name(Str name);

#endif
