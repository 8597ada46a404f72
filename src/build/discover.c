#include "build/discover.h"

#include "base/utf8.h"
#include "os/fs.h"

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
static bool usable(Arena *a, const FileEntry *e, Str path, DiagList *d)
{
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

void discover(Arena *a, Str root, DiagList *d, Discovery *out)
{
    Str content = path_join(a, root, STR("content"));
    FileList files = {0};
    int err = os_walk(a, content, root, &files);

    if (err) {
        Diag *one = diag_add(d, CONTENT_MISSING, NULL, (Span){0},
                             STRS(content, os_error(err)));
        diag_note(d, one, NEW_SITE_HINT, NULL, (Span){0}, NO_STRS);
        return;
    }
    out->exists = true;
    for (size_t i = 0; i < files.len; i++) {
        const FileEntry *e = &files.items[i];
        Str path = path_join(a, STR("content"), e->path);
        if (is_registry(e->path) || !usable(a, e, path, d))
            continue;
        bool page = str_ends(e->path, STR(".md"));
        *VEC_PUSH(page ? &out->pages : &out->resources, a) =
            (ContentFile){e->path, e->info.size, e->info.modified};
    }
}
