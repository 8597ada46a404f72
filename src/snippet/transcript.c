#include "snippet/transcript.h"

static bool is_prompt(Str line)
{
    return str_starts(line, STR("$ ")) || str_starts(line, STR("# ")) ||
           str_eq(line, STR("$")) || str_eq(line, STR("#"));
}

static bool is_continuation(Str line)
{
    return str_starts(line, STR("> ")) || str_eq(line, STR(">"));
}

/* Lines that go on with a command. */
static void read_command(Arena *a, Str *rest, size_t *line,
                         TranscriptStep *step)
{
    Buf b = buf_in(a);
    Str peek = *rest, next;

    buf_put(&b, step->command);
    while (str_next_line(&peek, &next) && is_continuation(next)) {
        buf_put_char(&b, '\n');
        buf_put(&b, str_drop(next, 2));
        *rest = peek;
        ++*line;
    }
    step->command = buf_str(&b);
}

/* Lines up to the next prompt. */
static void read_printed(Str *rest, size_t *line, TranscriptStep *step)
{
    Str peek = *rest, next;

    step->output = str_take(*rest, 0);
    while (str_next_line(&peek, &next) && !is_prompt(next)) {
        step->output.len += rest->len - peek.len;
        *rest = peek;
        ++*line;
    }
}

TranscriptFault transcript_read(Arena *a, Str text, Transcript *out,
                                size_t *line)
{
    Str next;

    *line = 0;
    if (!str_trim(text).len)
        return TRANSCRIPT_NO_COMMAND;
    while (str_next_line(&text, &next)) {
        if (!is_prompt(next))
            return TRANSCRIPT_OUTPUT_FIRST;
        if (!str_trim(str_drop(next, 1)).len)
            return TRANSCRIPT_EMPTY_COMMAND;
        TranscriptStep *step = VEC_PUSH(out, a);
        *step = (TranscriptStep){.command = str_drop(next, 2),
                                 .root = next.ptr[0] == '#',
                                 .line = *line};
        ++*line;
        read_command(a, &text, line, step);
        read_printed(&text, line, step);
    }
    return TRANSCRIPT_OK;
}
