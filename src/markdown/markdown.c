/* markdown.c - the way from text to tree; see markdown.h. */
#include "markdown/markdown.h"

#include "markdown/bounds.h"
#include "markdown/convert.h"
#include "markdown/parser.h"
#include "markdown/smart.h"

#include <assert.h>

void markdown_init(void)
{
    parser_init();
}

/* A caret as a character reference behind '[' makes cmark read a footnote's
 * label past the end of its memory. */
static bool check_carets(const MarkdownInput *in, DiagList *d)
{
    static const Str carets[] = {
        STR_INIT("[&Hat;"),  STR_INIT("[&#94;"),  STR_INIT("[&#x5e;"),
        STR_INIT("[&#x5E;"), STR_INIT("[&#X5e;"), STR_INIT("[&#X5E;"),
        STR_INIT("[&#0"),    STR_INIT("[&#x0"),   STR_INIT("[&#X0"),
    };
    Str text = span_text(in->src, in->body);

    if (str_find_text(text, STR("[&")) == SIZE_MAX)
        return true;
    for (size_t i = 0; i < COUNT(carets); i++) {
        size_t found = str_find_text(text, carets[i]);
        if (found == SIZE_MAX)
            continue;
        uint32_t at = in->body.start + (uint32_t)found;
        diag_add(d, MARKDOWN_NOTE_CARET, in->src,
                 (Span){at, at + (uint32_t)carets[i].len}, NO_STRS);
        return false;
    }
    return true;
}

bool markdown_parse(Arena *a, Arena *scratch, const MarkdownInput *in,
                    DiagList *d, MarkdownDoc *out)
{
    ArenaMark mark = arena_mark(scratch);
    size_t errors = d->errors;
    Converter c = {.a = a, .scratch = scratch, .in = in, .d = d, .out = out};

    assert(a != scratch);
    *out = (MarkdownDoc){.plain = in->options.plain};
    if (!bounds_check(in, d) || !check_carets(in, d))
        return false;
    c.block = in->body;
    convert_document(&c, parser_run(scratch, shortcodes_hide(&c)));
    parser_done();
    arena_rewind(scratch, mark);
    return d->errors == errors;
}

Str markdown_typeset(Arena *a, Arena *scratch, const MarkdownTypography *t,
                     Str text)
{
    ArenaMark mark = arena_mark(scratch);
    MarkdownTypography quiet = *t;
    DiagList none = {.arena = scratch};
    Smart smart = {.arena = a,
                   .scratch = scratch,
                   .typography = &quiet,
                   .d = &none};

    quiet.nslips = 0; /* said where the text stands, or by nobody */
    text = smart_text(&smart, text);
    arena_rewind(scratch, mark);
    return text;
}
