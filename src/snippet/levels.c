/* levels.c - what may be said of a snippet, and whether it still holds. */
#include "snippet/steps.h"
#include "snippet/tape.h"

static unsigned drift_of(const Snippet *s, const LockLine *line)
{
    unsigned drift = 0;

    if (digest_eq(line->inputs, s->inputs))
        return 0;
    if (!digest_eq(line->code, snippet_code_digest(s)))
        drift |= DRIFT_CODE;
    if (line->has_expected != (s->expected != NULL) ||
        (s->expected && !digest_eq(line->expected, snippet_expected_digest(s))))
        drift |= DRIFT_OUTPUT;
    if (line->has_tape != (s->tape != NULL) ||
        (s->tape && !digest_eq(line->tape, s->tape->digest)))
        drift |= DRIFT_TAPE;
    return drift ? drift : DRIFT_NEEDS;
}

/* A transcript, or output that somebody wrote down. */
static bool is_recorded(const Snippet *s)
{
    return s->expected || s->transcript;
}

static void set_level(Steps *st, Snippet *s)
{
    Str lang = st->parts->languages[s->lang];
    const LockLine *line = NULL;

    if (s->id.len && (s->run || s->manual))
        line = lock_find(&st->set->lock, st->a, s->id, lang);
    s->line = line;
    if (line) {
        s->level = line->level;
        s->drift = drift_of(s, line);
    } else {
        s->level = is_recorded(s) ? SNIPPET_RECORDED : SNIPPET_NOT_RUN;
    }
}

void assemble_levels(Steps *st)
{
    for (size_t i = 0; i < st->set->named.len; i++)
        set_level(st, st->set->named.items[i]);
}

/* ---- saying so ----------------------------------------------------------- */

static void say_drift(const Snippet *s, DiagCode code, DiagList *d)
{
    static const struct {
        SnippetDrift bit;
        DiagPhrase phrase;
    } parts[] = {
        {DRIFT_CODE, PHRASE_DRIFT_CODE},
        {DRIFT_OUTPUT, PHRASE_DRIFT_OUTPUT},
        {DRIFT_TAPE, PHRASE_DRIFT_TAPE},
        {DRIFT_NEEDS, PHRASE_DRIFT_NEEDS},
    };
    Buf date = buf_in(d->arena);

    date_put_iso(&date, s->line->date);
    Diag *diag = diag_add(d, code, s->src, snippet_place(s),
                          STRS(s->id, buf_str(&date)));
    for (size_t i = 0; i < COUNT(parts); i++)
        if (s->drift & parts[i].bit)
            diag_note(d, diag, SNIPPET_DRIFT_PART, NULL, (Span){0},
                      STRS(diag_phrase(parts[i].phrase)));
}

void snippet_warn_drift(const Snippet *s, DiagList *d)
{
    if (s->line && s->drift)
        say_drift(s, SNIPPET_DRIFTED_WARNING, d);
}

void snippet_check_level(const Snippet *s, DiagList *d)
{
    if (s->line && s->drift)
        say_drift(s, SNIPPET_DRIFTED, d);
    else if (s->run && !s->line)
        diag_add(d, SNIPPET_NEVER_RUN, s->src, snippet_place(s), STRS(s->id));
}

static int language_index(const SnippetSet *set, Str code)
{
    for (size_t i = 0; i < set->parts->nlanguages; i++)
        if (str_eq(set->parts->languages[i], code))
            return (int)i;
    return -1;
}

void snippets_check_lock(const SnippetSet *set, DiagList *d)
{
    for (size_t i = 0; i < set->lock.lines.len; i++) {
        const LockLine *line = set->lock.lines.items[i];
        int lang = language_index(set, line->lang);
        const Snippet *s = lang < 0 ? NULL : snippet_by_id(set, line->id, lang);
        if (!s || s->line != line)
            diag_add(d, LOCK_STALE, set->lock.src, line->at,
                     STRS(line->id, line->lang));
    }
}
