#include "build/discover.h"

#include "base/utf8.h"
#include "os/fs.h"

#include <errno.h>

static const Source *file_source(Arena *a, Str path)
{
    Source *src = ARENA_NEW(a, Source);
    src->path = path;
    return src;
}

static bool is_registry(Str path)
{
    return str_eq(path, STR("tags.yaml")) || str_eq(path, STR("series.yaml"));
}

/* Names are written into pages, and into files with a name a line. */
static bool good_name(Str path)
{
    for (size_t i = 0; i < path.len; i++)
        if ((unsigned char)path.ptr[i] < 0x20 || path.ptr[i] == 0x7F)
            return false;
    return utf8_check(path) == SIZE_MAX;
}

/* True if the entry is a file to use; else a diagnostic says why not. */
static bool usable(Arena *a, const SourceRow *e, DiagList *d)
{
    Str path = e->path;

    if (!good_name(path_name(path))) {
        diag_add(d, FILE_NAME, file_source(a, path), (Span){0}, NO_STRS);
        return false;
    }
    if (e->error) {
        diag_add(d, FILE_UNREADABLE, file_source(a, path), (Span){0},
                 STRS(os_error(e->error)));
        return false;
    }
    if (e->info.kind == FILE_LINK) {
        diag_add(d, LINK_LEAVES_SITE, file_source(a, path), (Span){0}, NO_STRS);
        return false;
    }
    if (e->info.kind == FILE_OTHER) {
        diag_add(d, FILE_NOT_REGULAR, file_source(a, path), (Span){0}, NO_STRS);
        return false;
    }
    return e->info.kind == FILE_REGULAR;
}

static void no_content(Arena *a, Str root, int err, DiagList *d)
{
    Str content = path_join(a, root, STR("content"));
    Diag *one = diag_add(d, CONTENT_MISSING, NULL, (Span){0},
                         STRS(content, os_error(err)));

    diag_note(d, one, NEW_SITE_HINT, NULL, (Span){0}, NO_STRS);
}

/* What was built, by way of a link, as a source of itself?  It would grow with
 * each build. */
typedef struct {
    Arena *arena;
    Str root, output; /* resolved; output is "" if nothing can lead there */
    Str refused;      /* the folder that was refused last */
} Loop;

static Loop find_loop(Arena *a, Str root, Str output, const Sources *sources)
{
    Loop l = {.arena = a, .root = root};

    if (!sources->walked || os_real_path(a, output, &l.output) != 0)
        l.output = (Str){0};
    return l;
}

static bool leads_into_output(Loop *l, Str path, DiagList *d)
{
    Str real;

    if (!l->output.len)
        return false;
    if (l->refused.len && path_inside(path, l->refused))
        return true;
    if (os_real_path(l->arena, path_join(l->arena, l->root, path), &real) ||
        !path_inside(real, l->output))
        return false;
    l->refused = path;
    diag_add(d, LINK_INTO_OUTPUT, file_source(l->arena, path), (Span){0},
             NO_STRS);
    return true;
}

void discover(Arena *a, Str root, Str output, const Sources *sources,
              DiagList *d, Discovery *out)
{
    Str top = STR("content/");
    Loop loop = find_loop(a, root, output, sources);
    size_t i = 0;

    while (!str_eq(sources->rows.items[i].path, STR("content")))
        i++;
    const SourceRow *content = &sources->rows.items[i];
    out->exists = !content->error && content->info.kind != FILE_REGULAR;
    if (!out->exists)
        no_content(a, root, content->error ? content->error : ENOTDIR, d);
    for (i++; out->exists && i < sources->rows.len; i++) {
        const SourceRow *e = &sources->rows.items[i];
        if (!str_starts(e->path, top))
            break;
        Str path = str_drop(e->path, top.len);
        if (leads_into_output(&loop, e->path, d))
            continue;
        if (is_registry(path) || !usable(a, e, d))
            continue;
        bool page = str_ends(path, STR(".md"));
        *VEC_PUSH(page ? &out->pages : &out->resources, a) =
            (ContentFile){path, e->info.size, i};
    }
}
