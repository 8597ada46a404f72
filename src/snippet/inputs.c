/* inputs.c - digests of what decides a result.
 *
 * What a snippet is run with: its language, code, the options that matter,
 * environment, input and tape; the same of all that it needs, in the order in
 * which they run; and what is expected of it.  Not: titles, how long it may
 * take, what is shown or hidden.
 *
 * To change what counts is to make every lock drift: raise VERSION. */
#include "snippet/steps.h"
#include "snippet/tape.h"

#define VERSION STR("1")

static Digest add_flag(Digest d, bool on)
{
    return digest_add(d, on ? STR("1") : STR("0"));
}

static Digest add_digest(Digest d, Digest other)
{
    uint64_t words[2] = {other.high, other.low};

    return digest_add(d, (Str){(const char *)words, sizeof words});
}

Digest snippet_code_digest(const Snippet *s)
{
    return digest_of(s->code->code);
}

Digest snippet_expected_digest(const Snippet *s)
{
    return s->expected ? digest_of(s->expected->code->code) : (Digest){0};
}

Digest snippet_options_digest(const Snippet *s)
{
    Digest d = digest_add((Digest){0}, VERSION);

    d = digest_add(d, s->language->name);
    d = add_flag(d, s->run);
    d = add_flag(d, s->fail);
    d = add_flag(d, s->netns);
    d = digest_add(d, s->session);
    d = digest_add(d, s->file);
    d = digest_add(d, s->stdin_from);
    d = digest_add(d, s->tape_name);
    d = digest_add(d, (Str){(const char[]){(char)s->exit}, 1});
    d = digest_add(d, (Str){(const char[]){(char)s->match}, 1});
    for (size_t i = 0; i < s->env.len; i++) {
        d = digest_add(d, s->env.items[i].name);
        d = digest_add(d, s->env.items[i].value);
    }
    d = digest_add(d, STR("tools"));
    for (size_t i = 0; i < s->tools.len; i++)
        d = digest_add(d, s->tools.items[i]);
    return d;
}

/* What one step of a plan does. */
static Digest step_digest(const Snippet *s)
{
    Digest d = snippet_options_digest(s);

    d = digest_add(d, s->code->code);
    if (s->input)
        d = digest_add(d, s->input->code->code);
    if (s->tape)
        d = add_digest(d, s->tape->digest);
    return d;
}

static Digest inputs_of(const Snippet *s)
{
    Digest d = {0};

    for (size_t i = 0; i < s->plan.len; i++)
        d = add_digest(d, step_digest(s->plan.items[i]));
    if (s->plan.len == 0)
        d = add_digest(d, step_digest(s));
    if (s->expected)
        d = digest_add(d, s->expected->code->code);
    return d;
}

void assemble_inputs(Steps *st)
{
    for (size_t i = 0; i < st->set->named.len; i++)
        st->set->named.items[i]->inputs = inputs_of(st->set->named.items[i]);
}
