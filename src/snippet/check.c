#include "snippet/check.h"

#include "data/json.h"
#include "data/yaml.h"
#include "snippet/match.h"
#include "snippet/transcript.h"

bool snippet_checker_is_ours(SnippetChecker checker)
{
    return checker < CHECKER_SH;
}

CheckSeverity snippet_check_severity(const Snippet *s, CheckSeverity usual)
{
    if (s->no_check || s->output)
        return CHECK_NOT;
    if (s->check)
        return CHECK_STRICTLY;
    if (s->fail)
        return CHECK_NOT; /* perhaps since it cannot be read */
    return s->run ? CHECK_STRICTLY : usual;
}

/* ---- parsers ------------------------------------------------------------- */

/* A line and a column, in bytes. */
static void place_at(SnippetVerdict *v, Str code, size_t offset)
{
    v->line = v->column = 1;
    for (size_t i = 0; i < offset && i < code.len; i++) {
        v->column++;
        if (code.ptr[i] != '\n')
            continue;
        v->line++;
        v->column = 1;
    }
}

/* What the first message says, whose first argument is what is wrong. */
static SnippetVerdict verdict_of(Str code, const DiagList *d)
{
    SnippetVerdict v = {.bad = true};
    const Diag *first = d->first;

    if (!first)
        return (SnippetVerdict){0};
    place_at(&v, code, first->at.start);
    v.message = first->nargs ? first->args[0] : diag_phrase(PHRASE_TOO_DEEP);
    return v;
}

static SnippetVerdict check_json(Arena *a, Str code)
{
    Source src = {STR("json"), code};
    DiagList d = {.arena = a};
    Value unused;

    json_parse(a, &src, &d, &unused);
    return verdict_of(code, &d);
}

static SnippetVerdict check_yaml(Arena *a, Str code)
{
    Source src = {STR("yaml"), code};
    DiagList d = {.arena = a};

    yaml_check(&src, &d);
    return verdict_of(code, &d);
}

/* Patterns of what is expected of its commands, too. */
static SnippetVerdict check_transcript(Arena *a, Str code)
{
    static const DiagPhrase phrases[] = {
        [TRANSCRIPT_NO_COMMAND] = PHRASE_NO_PROMPT,
        [TRANSCRIPT_OUTPUT_FIRST] = PHRASE_OUTPUT_FIRST,
        [TRANSCRIPT_EMPTY_COMMAND] = PHRASE_EMPTY_COMMAND,
    };
    Transcript steps = {0};
    size_t line = 0;
    TranscriptFault fault = transcript_read(a, code, &steps, &line);

    if (fault == TRANSCRIPT_OK)
        return (SnippetVerdict){0};
    return (SnippetVerdict){true, line + 1, 0, diag_phrase(phrases[fault])};
}

SnippetVerdict snippet_check(Arena *a, SnippetChecker checker, Str code)
{
    switch (checker) {
    case CHECKER_JSON:
        return check_json(a, code);
    case CHECKER_YAML:
        return check_yaml(a, code);
    case CHECKER_TRANSCRIPT:
        return check_transcript(a, code);
    default:
        return (SnippetVerdict){0};
    }
}

/* ---- saying so ----------------------------------------------------------- */

static Span place_of(const Snippet *s, const SnippetVerdict *v)
{
    size_t lines = s->code->lines;
    size_t line = v->line < 1 ? 1 : v->line > lines ? lines : v->line;
    Span at = line ? code_block_line(s->code, s->src, line) : s->code->at;

    if (v->column && v->line == line && at.start + v->column - 1 < at.end)
        at.start += (uint32_t)v->column - 1;
    return at;
}

void snippet_tell_verdict(const Snippet *s, const SnippetVerdict *v,
                          CheckSeverity severity, DiagList *d)
{
    /* [strictly or kindly] */
    static const DiagCode codes[][2] = {
        [CHECKER_JSON] = {SNIPPET_JSON, SNIPPET_JSON_WARNING},
        [CHECKER_YAML] = {SNIPPET_YAML, SNIPPET_YAML_WARNING},
        [CHECKER_TRANSCRIPT] = {SNIPPET_TRANSCRIPT, SNIPPET_TRANSCRIPT_WARNING},
    };
    SnippetChecker checker = s->language->checker;

    if (severity == CHECK_NOT || !v->bad)
        return;
    if (checker == CHECKER_LUA || !snippet_checker_is_ours(checker))
        diag_add(d,
                 severity == CHECK_STRICTLY ? SNIPPET_SYNTAX
                                            : SNIPPET_SYNTAX_WARNING,
                 s->src, place_of(s, v), STRS(s->language->name, v->message));
    else
        diag_add(d, codes[checker][severity], s->src, place_of(s, v),
                 STRS(v->message));
}
