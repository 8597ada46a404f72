#include "build/compare.h"

#include "base/utf8.h"
#include "build/output.h"
#include "os/fs.h"

#include <errno.h>

enum { FILE_LARGEST = 1 << 30 };

typedef struct {
    Arena *a; /* of what messages are about */
    Str out;  /* as the configuration says it, and where that is */
    Str folder;
    DiagList *d;
    Arena scratch;
} Comparing;

static Source *source_of(const Comparing *c, Str path, Str text)
{
    Source *src = ARENA_NEW(c->a, Source);

    src->path = path_join(c->a, c->out, path);
    src->text = str_dup(c->a, text);
    return src;
}

/* The first bytes that differ, at the beginning of a letter. */
static size_t first_difference(Str there, Str made)
{
    size_t at = 0;

    while (at < there.len && at < made.len && there.ptr[at] == made.ptr[at])
        at++;
    while (at > 0 && at < there.len && (there.ptr[at] & 0xC0) == 0x80)
        at--;
    return at;
}

/* What stands there, on its line; a piece of it. */
static Str piece_at(Str text, size_t at)
{
    enum { PIECE = 60 };
    Str rest = str_drop(text, at);
    size_t end = 0;

    while (end < rest.len && end < PIECE && rest.ptr[end] != '\n')
        utf8_next(rest, &end);
    return str_take(rest, end);
}

static void tell(const Comparing *c, Str path, Str there, Str made)
{
    Source *src = source_of(c, path, there);
    size_t at = first_difference(there, made);
    bool text = utf8_check(there) == SIZE_MAX && utf8_check(made) == SIZE_MAX;

    if (!text) {
        src->text = (Str){0};
        diag_add(c->d, VERIFY_BYTES, src, (Span){0},
                 STRS(str_printf(c->a, "%zu", at)));
        return;
    }
    Span place = {(uint32_t)at, (uint32_t)(at + piece_at(there, at).len)};
    Diag *diag = diag_add(c->d, VERIFY_DIFFERS, src, place, NO_STRS);
    diag_note(c->d, diag, VERIFY_CLEAN, NULL, (Span){0},
              STRS(piece_at(made, at)));
}

static void compare(Comparing *c, Str path, Str made)
{
    Str there;
    ArenaMark mark = arena_mark(&c->scratch);
    int err = os_read_file(&c->scratch, path_join(&c->scratch, c->folder, path),
                           FILE_LARGEST, &there);

    if (err)
        diag_add(c->d, VERIFY_MISSING, source_of(c, path, (Str){0}), (Span){0},
                 STRS(os_error(err)));
    else if (!str_eq(there, made))
        tell(c, path, there, made);
    arena_rewind(&c->scratch, mark);
}

/* What the manifest lists and a clean build does not make. */
static void look_for_more(Comparing *c, const MemoryOutput *made)
{
    Output left;

    output_open(&left, c->a, c->folder);
    for (size_t i = 0; i < left.before.len; i++) {
        Str path = left.before.entries[i].key;
        if (!map_get(&made->files, path))
            diag_add(c->d, VERIFY_EXTRA, source_of(c, path, (Str){0}),
                     (Span){0}, NO_STRS);
    }
}

void build_compare(Arena *a, const BuildOptions *o, DiagList *d, size_t *files)
{
    Comparing c = {.a = a, .d = d};
    DiagList unsaid = {.arena = a};
    MemoryOutput made = {0};
    BuildOptions clean = *o;
    BuildSummary summary;

    clean.apart = true;
    clean.memory = &made;
    build_site(a, &clean, &unsaid, &summary);
    memory_finish(&made);
    c.out = summary.config->out;
    c.folder =
        str_starts(c.out, STR("/")) ? c.out : path_join(a, o->root, c.out);
    *files = 0;
    for (size_t i = 0; i < made.files.len; i++) {
        const MemoryFile *f = memory_find(&made, made.files.entries[i].key);
        if (!f)
            continue;
        compare(&c, made.files.entries[i].key, f->bytes);
        ++*files;
    }
    if (!unsaid.errors)
        look_for_more(&c, &made);
    memory_close(&made);
    arena_free(&c.scratch);
}
