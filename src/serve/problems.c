#include "serve/problems.h"

#include "base/escape.h"

enum { ITEMS_MOST = 50 };

static const Str titles[][2] = {
    {STR_INIT("Errors"), STR_INIT("Errori")},
    {STR_INIT("Warnings"), STR_INIT("Avvisi")},
};
static const Str hide[] = {STR_INIT("Hide"), STR_INIT("Nascondi")};
static const Str more[] = {STR_INIT("and more: "), STR_INIT("e altri: ")};

static void put_member(Buf *b, const char *name, Str text)
{
    buf_printf(b, "\"%s\":\"", name);
    escape_json(b, text);
    buf_put_char(b, '"');
}

static void put_item(Buf *b, Arena *scratch, const Diag *d,
                     DiagPrinter *printer)
{
    Buf text = buf_in(scratch);
    bool error = diag_level(d->code) == DIAG_ERROR;

    diag_print_next(printer, &text, d);
    buf_put_char(b, '{');
    put_member(b, "level", error ? STR("error") : STR("warning"));
    buf_put_char(b, ',');
    put_member(b, "text", buf_str(&text));
    buf_put_char(b, '}');
}

/* Errors first. */
static size_t put_items(Buf *b, const DiagList *d, DiagLevel level,
                        DiagStyle style, size_t done)
{
    Arena scratch = {0};
    DiagPrinter printer = {.style = style};

    for (const Diag *one = d->first; one; one = one->next) {
        if (diag_level(one->code) != level || done++ >= ITEMS_MOST)
            continue;
        if (done > 1)
            buf_put_char(b, ',');
        put_item(b, &scratch, one, &printer);
    }
    arena_free(&scratch);
    return done;
}

static void put_title(Buf *b, Arena *a, const DiagList *d,
                      DiagLanguage language)
{
    Buf title = buf_in(a);

    if (d->errors)
        buf_printf(&title, STR_FMT ": %zu", STR_ARG(titles[0][language]),
                   d->errors);
    if (d->warnings)
        buf_printf(&title, "%s" STR_FMT ": %zu", d->errors ? " · " : "",
                   STR_ARG(titles[1][language]), d->warnings);
    put_member(b, "title", buf_str(&title));
}

Str problems_json(Arena *a, const DiagList *d, DiagLanguage language)
{
    DiagStyle style = {.language = language};
    Arena scratch = {0};
    Buf b = buf_in(a);

    if (!d->errors && !d->warnings)
        return STR("null");
    buf_printf(&b, "{\"errors\":%zu,\"warnings\":%zu,", d->errors, d->warnings);
    put_title(&b, &scratch, d, language);
    buf_put_char(&b, ',');
    put_member(&b, "hide", hide[language]);
    BUF_LIT(&b, ",\"items\":[");
    size_t n = put_items(&b, d, DIAG_ERROR, style, 0);
    n = put_items(&b, d, DIAG_WARNING, style, n);
    if (n > ITEMS_MOST) {
        BUF_LIT(&b, ",{");
        put_member(&b, "level", STR("note"));
        buf_put_char(&b, ',');
        put_member(&b, "text",
                   str_printf(&scratch, STR_FMT "%zu", STR_ARG(more[language]),
                              n - ITEMS_MOST));
        buf_put_char(&b, '}');
    }
    BUF_LIT(&b, "]}");
    arena_free(&scratch);
    return buf_str(&b);
}
