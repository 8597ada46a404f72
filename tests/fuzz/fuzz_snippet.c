/* fuzz_snippet.c - tapes, transcripts, expected output and secrets.
 *
 * The first byte says which: 't' a tape, 's' a transcript, 'l' a lock, 'j' and
 * 'y' code that is checked; else the text is what is expected and, behind a
 * line
 * "--", what came.  What is written must be read back as the same. */
#include "fuzz.h"

#include "base/utf8.h"
#include "snippet/check.h"
#include "snippet/lock.h"
#include "snippet/match.h"
#include "snippet/secrets.h"
#include "snippet/tape.h"
#include "snippet/transcript.h"

static void try_tape(Arena *a, Str text)
{
    DiagList d = {.arena = a};
    Source src = {STR("x.tape"), text};
    Tape tape, again;
    Buf b = buf_in(a), b2 = buf_in(a), said = buf_in(a);

    if (tape_read(a, &src, &d, &tape) != (d.errors == 0))
        __builtin_trap();
    for (const Diag *one = d.first; one; one = one->next)
        diag_print(&said, one, (DiagStyle){.language = DIAG_ITALIAN});
    if (d.errors)
        return;
    tape_write(&b, &tape);
    Source written = {STR("x.tape"), buf_str(&b)};
    if (!tape_read(a, &written, &d, &again) ||
        !digest_eq(tape.digest, again.digest))
        __builtin_trap();
    tape_write(&b2, &again);
    if (!str_eq(buf_str(&b), buf_str(&b2)))
        __builtin_trap();
}

static Str lock_text(Arena *a, const Lock *lock)
{
    Buf b = buf_in(a);

    for (size_t i = 0; i < lock->lines.len; i++)
        lock_put(&b, lock->lines.items[i]);
    return buf_str(&b);
}

static void try_lock(Arena *a, Str text)
{
    DiagList d = {.arena = a};
    Source src = {STR("snippets.lock"), text};
    Lock lock, again;
    Buf said = buf_in(a);

    if (lock_read(a, &src, &d, &lock) != (d.errors == 0))
        __builtin_trap();
    for (const Diag *one = d.first; one; one = one->next)
        diag_print(&said, one, (DiagStyle){.language = DIAG_ITALIAN});
    if (d.errors)
        return;
    Source written = {STR("snippets.lock"), lock_text(a, &lock)};
    if (!lock_read(a, &written, &d, &again) ||
        !str_eq(written.text, lock_text(a, &again)))
        __builtin_trap();
}

static void try_check(Arena *a, SnippetChecker checker, Str code)
{
    SnippetVerdict v = snippet_check(a, checker, code);

    if (v.bad ? !v.line || !v.message.len : v.line > 0)
        __builtin_trap();
}

static void try_transcript(Arena *a, Str text)
{
    Transcript t = {0};
    size_t line;

    transcript_read(a, text, &t, &line);
}

static void try_match(Arena *a, Str text)
{
    StrCut cut = str_cut_text(text, STR("\n--\n"));
    Str rest, one;

    for (int how = SNIPPET_EXACT; how <= SNIPPET_LIKE; how++) {
        Buf diff = buf_in(a);
        bool good = match_output(a, cut.head, cut.tail, (SnippetMatch)how);
        match_diff(&diff, cut.head, cut.tail, (SnippetMatch)how);
        bool differs = false;
        for (rest = buf_str(&diff); str_next_line(&rest, &one);)
            differs = differs || one.ptr[0] != ' ';
        if (good == differs)
            __builtin_trap();
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    Arena a = {0};
    Str text = {(const char *)data, size};

    if (!size || utf8_check(text) != SIZE_MAX)
        return 0;
    Buf b = buf_in(&a);
    secret_redact(&b, text);
    text = str_drop(text, 1);
    if (*data == 't')
        try_tape(&a, text);
    else if (*data == 's')
        try_transcript(&a, text);
    else if (*data == 'l')
        try_lock(&a, text);
    else if (*data == 'j' || *data == 'y')
        try_check(&a, *data == 'j' ? CHECKER_JSON : CHECKER_YAML, text);
    else
        try_match(&a, text);
    arena_free(&a);
    return 0;
}
