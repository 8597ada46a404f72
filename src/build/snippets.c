/* snippets.c - the snippets of a site, put together; nothing is run. */
#include "build/stages.h"

#include "base/path.h"
#include "base/utf8.h"
#include "build/check.h"

/* What is read besides pages. */
typedef struct {
    Build *b;
    Map tapes; /* path -> Source; what is not there is not in it */
} Finding;

static const Source *read_checked(Build *b, Str path)
{
    const Source *src =
        build_optional_file(b->arena, b->options->root, path, b->d);
    size_t bad = src ? utf8_check(src->text) : SIZE_MAX;

    if (bad == SIZE_MAX)
        return src;
    diag_add(b->d, NOT_UTF8, src, (Span){(uint32_t)bad, (uint32_t)bad + 1},
             NO_STRS);
    return NULL;
}

static const Source *read_tape(Finding *f, Str path)
{
    const Source *src = map_get(&f->tapes, path);

    if (src)
        return src;
    src = read_checked(f->b, path);
    if (src)
        map_add(&f->tapes, f->b->arena, path, (void *)src);
    return src;
}

/* Beside the text, or where all may use it. */
static const Source *find_tape(void *context, const SnippetPage *page, Str name)
{
    Finding *f = context;
    Arena *a = f->b->arena;
    Str file = str_printf(a, STR_FMT ".tape", STR_ARG(name));
    const Source *src =
        read_tape(f, path_join(a, path_folder(page->src->path), file));

    return src ? src : read_tape(f, path_join(a, STR("content/tapes"), file));
}

void stage_snippets(Build *b)
{
    Finding *f = ARENA_NEW(b->arena, Finding);

    f->b = b;
    b->snippet_parts = (SnippetParts){
        .pages = b->parsed.snippets,
        .npages = b->parsed.npages,
        .languages = b->config.languages,
        .nlanguages = b->config.nlanguages,
        .lock = read_checked(b, STR("snippets.lock")),
        .tape = find_tape,
        .context = f,
    };
    snippets_assemble(b->arena, &b->snippet_parts, b->d, &b->snippets);
}

void stage_check(Build *b)
{
    /* ORDER Severity */
    static const CheckSeverity severities[] = {CHECK_STRICTLY, CHECK_KINDLY,
                                               CHECK_NOT};
    CheckJob job = {
        .arena = b->arena,
        .root = b->options->apart && !b->looking ? (Str){0} : b->options->root,
        .pages = b->parsed.snippets,
        .npages = b->parsed.npages,
        .usual = severities[b->config.snippets_check],
        .workers = b->workers,
        .nworkers = b->nworkers,
    };

    check_snippets(&job, b->d);
}
