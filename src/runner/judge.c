/* judge.c - whether what a snippet did is what was expected of it. */
#include "base/utf8.h"
#include "runner/runner.h"
#include "snippet/match.h"

enum { SAID_LINES = 3, SAID_BYTES = 400 }; /* shown of what it printed */

typedef struct {
    Arena *a;
    const RunResult *r;
    const LockLine *line;
    DiagList *d;
    Verdict *v;
} Judging;

static const Piece *piece_at(const RunResult *r, size_t i)
{
    return &r->plan.pieces.items[i];
}

static bool is_own(const Judging *j, size_t i)
{
    return piece_at(j->r, i)->snippet == j->r->plan.snippet;
}

/* ---- where */

/* The line of a transcript's command in the source. */
static Span step_place(const Snippet *s, const Piece *piece)
{
    Str block = span_text(s->src, s->code->at), rest = block, line;
    size_t commands = 0;

    while (str_next_line(&rest, &line)) {
        Str text = str_trim(line);
        commands += str_starts(text, STR("$ ")) || str_starts(text, STR("# "));
        if (commands == piece->number) {
            uint32_t start = (uint32_t)(text.ptr - s->src->text.ptr);
            return (Span){start, start + (uint32_t)text.len};
        }
    }
    return snippet_place(s);
}

static Span place_of(const Piece *piece)
{
    return piece->step ? step_place(piece->snippet, piece)
                       : snippet_place(piece->snippet);
}

/* ---- what is said */

/* Bytes as text for people: what is no UTF-8 is replaced. */
static Str readable(Arena *a, Str s)
{
    Buf b = buf_in(a);

    while (s.len) {
        size_t bad = utf8_check(s);
        if (bad == SIZE_MAX)
            bad = s.len;
        buf_put(&b, str_take(s, bad));
        s = str_drop(s, bad);
        if (!s.len)
            break;
        buf_put_rune(&b, 0xFFFD);
        s = str_drop(s, 1);
    }
    return buf_str(&b);
}

/* The last lines, which say why. */
static Str last_lines(Arena *a, Str s)
{
    s = str_trim(s);
    size_t from = s.len, lines = 0;

    while (from > 0 && s.len - from < SAID_BYTES) {
        if (s.ptr[from - 1] == '\n' && ++lines == SAID_LINES)
            break;
        from--;
    }
    return readable(a, str_drop(s, from));
}

static Diag *complain(Judging *j, size_t i, DiagCode code, const Str *args,
                      size_t nargs)
{
    const Piece *piece = piece_at(j->r, i);
    const Snippet *root = j->r->plan.snippet;
    Diag *one =
        diag_add(j->d, code, piece->snippet->src, place_of(piece), args, nargs);

    j->v->good = false;
    if (piece->snippet != root)
        diag_note(j->d, one, RUN_FOR, root->src, snippet_place(root),
                  STRS(root->id));
    return one;
}

static void add_said(Judging *j, Diag *one, Str output)
{
    Str said = last_lines(j->a, output);

    if (said.len)
        diag_note(j->d, one, RUN_SAID, NULL, (Span){0}, STRS(said));
}

/* ---- how it ended */

/* The piece that ran when all was ended. */
static size_t running(const RunResult *r)
{
    size_t n = r->plan.pieces.len;

    return r->reached < n ? r->reached : n - 1;
}

static void judge_end(Judging *j)
{
    const RunResult *r = j->r;
    size_t i = running(r);
    Str id = piece_at(r, i)->snippet->id;
    Diag *one = NULL;

    switch (r->end) {
    case PROCESS_EXITED:
        return;
    case PROCESS_LATE:
        one = complain(j, i, RUN_LATE,
                       STRS(id, str_printf(j->a, "%.3g",
                                           (double)r->plan.wall_ms / 1000)));
        break;
    case PROCESS_FLOODED:
        one = complain(j, i, RUN_FLOODED, STRS(id, STR("1024")));
        break;
    case PROCESS_HEAVY:
        one = complain(j, i, RUN_HEAVY, STRS(id, STR("2")));
        break;
    case PROCESS_KILLED:
        one = complain(j, i, RUN_KILLED,
                       STRS(id, str_printf(j->a, "%d", r->status)));
        break;
    case PROCESS_STOPPED:
        one = complain(j, i, RUN_STOPPED, STRS(id));
        break;
    }
    if (one && r->end != PROCESS_FLOODED)
        add_said(j, one, r->output);
}

/* "unknown TAPE CALL" and the like, which the script told. */
static void judge_told(Judging *j, Str told)
{
    size_t last = j->r->plan.pieces.len - 1;
    StrCut cut = str_cut(told, ' ');
    StrCut tape = str_cut(cut.tail, ' ');
    Str id = j->r->plan.snippet->id;

    if (str_eq(cut.head, STR("missing")))
        complain(j, last, RUN_MISSING, STRS(id, cut.tail));
    else if (str_eq(cut.head, STR("unknown")))
        complain(j, last, RUN_TAPE_UNKNOWN,
                 STRS(tape.head, readable(j->a, tape.tail)));
    else if (str_eq(cut.head, STR("spent")))
        complain(j, last, RUN_TAPE_SPENT,
                 STRS(tape.head, readable(j->a, tape.tail)));
}

/* ---- statuses */

/* Empty lines before the next prompt are there for the eye. */
static Str without_blank_end(Str s)
{
    while (str_ends(s, STR("\n\n")))
        s.len--;
    return str_eq(s, STR("\n")) ? str_take(s, 0) : s;
}

/* What is expected of a piece: its text without "[1]", and the status. */
static Str expected_of(const Piece *piece, int *status)
{
    const Snippet *s = piece->snippet;
    Str text = piece->step   ? without_blank_end(piece->step->output)
               : s->expected ? s->expected->code->code
                             : (Str){0};

    *status = piece->step ? 0 : s->exit;
    match_status(&text, status);
    return text;
}

static void judge_status(Judging *j, size_t i)
{
    const Piece *piece = piece_at(j->r, i);
    const PieceResult *p = &j->r->pieces[i];
    const Snippet *s = piece->snippet;
    Diag *one = NULL;
    int wanted;

    expected_of(piece, &wanted);
    if (!p->ended) {
        if (j->r->end == PROCESS_EXITED)
            complain(j, i, RUN_NOT_REACHED, STRS(s->id));
        return;
    }
    if (s->fail && !piece->step) {
        if (p->status == 0)
            one = complain(j, i, RUN_NO_FAILURE, STRS(s->id));
    } else if (p->status != wanted && !piece->step) {
        one = complain(j, i, RUN_STATUS,
                       STRS(s->id, str_printf(j->a, "%d", p->status),
                            str_printf(j->a, "%d", wanted)));
    }
    if (one)
        add_said(j, one, p->output);
}

/* ---- output */

static void put_status(Buf *b, int status)
{
    if (status)
        buf_printf(b, "[%d]\n", status);
}

static void put_command(Buf *b, const TranscriptStep *step)
{
    Str rest = step->command, line;
    Str prompt = step->root ? STR("# ") : STR("$ ");

    for (; str_next_line(&rest, &line); prompt = STR("> ")) {
        buf_put(b, line.len ? prompt : str_take(prompt, 1));
        buf_put(b, line);
        buf_put_char(b, '\n');
    }
}

/* One command of a transcript: what is written of it, and what it did. */
static bool judge_step(Judging *j, size_t i, Buf *expected, Buf *got)
{
    const Piece *piece = piece_at(j->r, i);
    const PieceResult *p = &j->r->pieces[i];
    Str whole = piece->step->output;
    Str blank = str_drop(whole, without_blank_end(whole).len);
    int wanted;
    Str text = expected_of(piece, &wanted);
    Str shown = without_blank_end(readable(j->a, p->output));
    bool same = match_output(j->a, text, shown, piece->snippet->match) &&
                wanted == p->status;

    put_command(expected, piece->step);
    buf_put(expected, whole);
    put_command(got, piece->step);
    if (same) {
        buf_put(got, whole);
        return true;
    }
    buf_put(got, match_mended(j->a, text, shown, piece->snippet->match));
    put_status(got, p->status);
    buf_put(got, blank);
    return false;
}

static void judge_transcript(Judging *j)
{
    Buf expected = buf_in(j->a), got = buf_in(j->a);
    const Snippet *s = j->r->plan.snippet;
    Span at = snippet_place(s);
    bool same = true;

    for (size_t i = 0; i < j->r->plan.pieces.len; i++) {
        if (!is_own(j, i) || !piece_at(j->r, i)->step || !j->r->pieces[i].ended)
            continue;
        Buf e = buf_in(j->a), g = buf_in(j->a);
        if (!judge_step(j, i, &e, &g) && same) {
            same = false;
            at = place_of(piece_at(j->r, i));
        }
        buf_put(&expected, buf_str(&e));
        buf_put(&got, buf_str(&g));
    }
    j->v->expected = buf_str(&expected);
    j->v->got = buf_str(&got);
    j->v->output = digest_of(buf_str(&expected));
    if (same)
        return;
    j->v->good = false;
    j->v->differs = true;
    diag_add(j->d, RUN_OUTPUT, s->src, at, STRS(s->id));
}

/* A line that says (re) and cannot be one. */
static bool has_pattern_fault(Judging *j, const Snippet *block, Str expected)
{
    size_t number;
    Str line = {0};

    if (match_check(j->a, expected, &number))
        return false;
    for (size_t i = 0; i <= number; i++)
        str_next_line(&expected, &line);
    diag_add(j->d, RUN_PATTERN, block->src, snippet_place(block), STRS(line));
    j->v->good = false;
    return true;
}

static Digest canonical(Arena *a, const Snippet *s, Str output)
{
    Buf b = buf_in(a);
    Str line;

    if (s->match == SNIPPET_ANY)
        return (Digest){0};
    if (s->match != SNIPPET_LIKE)
        return digest_of(output);
    while (str_next_line(&output, &line)) {
        buf_put(&b, match_alike(a, line));
        buf_put_char(&b, '\n');
    }
    return digest_of(buf_str(&b));
}

/* What the lock says of it, if that was of the same. */
static void judge_lock(Judging *j)
{
    const Snippet *s = j->r->plan.snippet;
    const LockLine *line = j->line;
    Buf date = buf_in(j->a);

    if (!j->v->good || !line || !digest_eq(line->inputs, s->inputs) ||
        (digest_eq(line->output, j->v->output) && line->exit == j->v->status))
        return;
    date_put_iso(&date, line->date);
    j->v->good = false;
    diag_add(j->d, RUN_CHANGED, s->src, snippet_place(s),
             STRS(s->id, buf_str(&date)));
}

static void judge_output(Judging *j, size_t i)
{
    const Snippet *s = j->r->plan.snippet;
    Str got = j->r->pieces[i].output;
    int status = 0;

    if (!s->expected) {
        j->v->got = readable(j->a, got);
        j->v->output = canonical(j->a, s, got);
        return;
    }
    Str whole = s->expected->code->code, expected = whole;
    bool with_status = match_status(&expected, &status);
    got = readable(j->a, got);
    j->v->expected = whole;
    j->v->output = digest_of(whole);
    if (has_pattern_fault(j, s->expected, expected))
        return;
    if (match_output(j->a, expected, got, s->match)) {
        j->v->got = whole;
        return;
    }
    Buf b = buf_in(j->a);
    buf_put(&b, match_mended(j->a, expected, got, s->match));
    if (with_status)
        put_status(&b, j->r->pieces[i].status);
    j->v->got = buf_str(&b);
    j->v->good = false;
    j->v->differs = true;
    diag_add(j->d, RUN_OUTPUT, s->expected->src, snippet_place(s->expected),
             STRS(s->id));
}

/* ---- what was left */

enum { NAMES_MOST = 3 };

static Str first_names(Arena *a, Str names)
{
    size_t at = 0, n = 0;

    for (; at < names.len; at++)
        if (names.ptr[at] == ' ' && ++n == NAMES_MOST)
            return str_printf(a, STR_FMT " …", STR_ARG(str_take(names, at)));
    return names;
}

/* ---- the verdict */

void run_judge(Arena *a, const RunResult *r, const LockLine *line, DiagList *d,
               Verdict *out)
{
    Judging j = {a, r, line, d, out};
    const Snippet *s = r->plan.snippet;
    size_t last = r->plan.pieces.len - 1;

    *out = (Verdict){.good = true};
    if (r->error) {
        out->good = false;
        return;
    }
    judge_end(&j);
    for (size_t i = 0; i < r->told.len; i++)
        judge_told(&j, r->told.items[i]);
    for (size_t i = 0; i <= last && out->good; i++)
        if (piece_at(r, i)->snippet->run)
            judge_status(&j, i);
    if (r->left.len)
        complain(&j, last, RUN_LEFT, STRS(s->id, first_names(a, r->left)));
    out->status = r->pieces[last].status;
    if (!r->pieces[last].ended && !s->transcript)
        return;
    if (s->transcript)
        judge_transcript(&j);
    else
        judge_output(&j, last);
    judge_lock(&j);
}
