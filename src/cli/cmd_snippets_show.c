/* cmd_snippets_show.c - bifolio snippets show */
#include "cli/snippet_words.h"

#include "snippet/tape.h"

static const Phrase words_state = {{STR_INIT("level"), STR_INIT("livello")}};
static const Phrase words_where = {{STR_INIT("where"), STR_INIT("dove")}};
static const Phrase words_needs = {{STR_INIT("needs"), STR_INIT("serve")}};
static const Phrase words_tools = {{STR_INIT("tools"), STR_INIT("programmi")}};
static const Phrase words_tape = {{STR_INIT("tape"), STR_INIT("nastro")}};
static const Phrase words_env = {{STR_INIT("ran in"), STR_INIT("eseguito in")}};
static const Phrase words_output = {{STR_INIT("output"), STR_INIT("output")}};

enum { COLUMN = 14 };

static void put_label(Cli *c, const Phrase *label)
{
    Str text = label->in[c->style.language];
    size_t n = text.len;

    buf_put(&c->out, text);
    do
        buf_put_char(&c->out, ' ');
    while (++n < COLUMN);
}

static void put_line(Cli *c, const Phrase *label, Str text)
{
    if (!text.len)
        return;
    put_label(c, label);
    buf_put(&c->out, text);
    buf_put_char(&c->out, '\n');
}

static Str needs_of(Cli *c, const Snippet *s)
{
    Buf b = buf_in(&c->arena);

    for (size_t i = 0; i + 1 < s->plan.len; i++)
        buf_printf(&b, i ? ", " STR_FMT : STR_FMT,
                   STR_ARG(s->plan.items[i]->id));
    return buf_str(&b);
}

/* With versions where it ran. */
static Str tools_of(Cli *c, const Snippet *s)
{
    Buf b = buf_in(&c->arena);
    const LockLine *line = s->line;

    for (size_t i = 0; line && i < line->tools.len; i++)
        buf_printf(&b, i ? ", " STR_FMT " " STR_FMT : STR_FMT " " STR_FMT,
                   STR_ARG(line->tools.items[i].name),
                   STR_ARG(line->tools.items[i].version));
    for (size_t i = 0; !line && i < s->tools.len; i++)
        buf_printf(&b, i ? ", " STR_FMT : STR_FMT, STR_ARG(s->tools.items[i]));
    return buf_str(&b);
}

static Str state_of(Cli *c, const Snippet *s)
{
    Buf b = buf_in(&c->arena);

    buf_put(&b, snippet_state(c, s));
    if (s->line) {
        buf_put_char(&b, ' ');
        date_put_iso(&b, s->line->date);
    }
    return buf_str(&b);
}

static void put_code(Cli *c, Str code)
{
    Str line;

    while (str_next_line(&code, &line)) {
        BUF_LIT(&c->out, "    ");
        buf_put(&c->out, line);
        buf_put_char(&c->out, '\n');
    }
}

static void put_snippet(Cli *c, const Site *site, const Snippet *s)
{
    buf_printf(&c->out, STR_FMT "  (" STR_FMT ", " STR_FMT ")\n",
               STR_ARG(s->id), STR_ARG(s->code->language),
               STR_ARG(site->languages[s->lang].code));
    put_line(c, &words_state, state_of(c, s));
    put_line(c, &words_where, snippet_where(c, s));
    put_line(c, &words_needs, needs_of(c, s));
    put_line(c, &words_tools, tools_of(c, s));
    put_line(c, &words_tape, s->tape_source ? s->tape_source->path : (Str){0});
    put_line(c, &words_env, s->line ? s->line->env : (Str){0});
    buf_put_char(&c->out, '\n');
    put_code(c, s->code->code);
    if (!s->expected)
        return;
    buf_printf(&c->out, "\n" STR_FMT "\n\n",
               STR_ARG(words_output.in[c->style.language]));
    put_code(c, s->expected->code->code);
}

void cmd_snippets_show(Cli *c)
{
    BuildSurvey survey;
    Str id = cli_argument(c, 0), near = {0};
    int lang;

    if (!snippets_survey(c, false, &survey) ||
        !snippets_edition(c, survey.site, &lang))
        return;
    for (int i = 0; i < (int)survey.site->nlanguages; i++) {
        const Snippet *s = snippet_by_id(survey.snippets, id, i);
        if (lang >= 0 && lang != i)
            continue;
        if (s && c->options->raw)
            buf_put(&c->out, s->code->code);
        else if (s)
            put_snippet(c, survey.site, s);
        if (s)
            return;
        if (!near.len)
            near = snippet_id_suggest(survey.snippets, &c->scratch, id, i);
    }
    Diag *one = cli_misuse(c, RUN_UNKNOWN, STRS(id));
    diag_suggest(&c->d, one, near);
}
