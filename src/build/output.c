#include "build/output.h"

#include "os/fs.h"

#include <stdlib.h>

#define MANIFEST     STR(".bifolio-manifest")
#define MANIFEST_TOP STR("bifolio manifest 1")

enum { MANIFEST_LARGEST = 256 << 20 };

static void note(Map *m, Arena *a, Str path, Str source)
{
    Str *kept = ARENA_NEW(a, Str);

    *kept = source;
    map_add(m, a, path, kept);
}

static void read_rows(Output *o, Str text)
{
    Str line;

    if (!str_next_line(&text, &line) || !str_eq(line, MANIFEST_TOP))
        return;
    while (str_next_line(&text, &line)) {
        StrCut cut = str_cut(line, '\t');
        Str path;
        /* The file could have been edited: it must not lead out. */
        if (path_normalize(o->arena, cut.head, &path) && str_eq(path, cut.head))
            note(&o->before, o->arena, path, cut.tail);
    }
}

void output_open(Output *o, Arena *a, Str folder)
{
    Str text;

    *o = (Output){.arena = a, .folder = folder};
    if (os_read_file(a, path_join(a, folder, MANIFEST), MANIFEST_LARGEST,
                     &text) == 0)
        read_rows(o, text);
}

void output_expect(Output *o, Str path, Str source)
{
    note(&o->now, o->arena, path, source);
}

static bool unwritable(DiagList *d, Str path, int err)
{
    Source *src = ARENA_NEW(d->arena, Source);

    src->path = str_dup(d->arena, path);
    diag_add(d, FILE_UNWRITABLE, src, (Span){0}, STRS(os_error(err)));
    return false;
}

bool output_put(Output *o, Arena *scratch, Str path, Str bytes, DiagList *d)
{
    ArenaMark mark = arena_mark(scratch);
    Str full = path_join(scratch, o->folder, path);
    bool written = false;
    int err = os_update_file(scratch, full, bytes, &written);

    if (err)
        unwritable(d, full, err);
    else
        atomic_fetch_add_explicit(written ? &o->written : &o->unchanged, 1,
                                  memory_order_relaxed);
    arena_rewind(scratch, mark);
    return err == 0;
}

/* The file, and the folders that are empty without it. */
static void remove_file(Output *o, Str path)
{
    if (os_remove_file(path_join(o->arena, o->folder, path)) == 0)
        o->removed++;
    for (Str up = path_folder(path); up.len; up = path_folder(up))
        if (os_remove_folder(path_join(o->arena, o->folder, up)) != 0)
            return;
}

void output_clean(Output *o)
{
    for (size_t i = 0; i < o->before.len; i++)
        remove_file(o, o->before.entries[i].key);
    o->before = (Map){0};
    o->removed = 0;
}

/* True if the source, or a folder it was in, is one of `kept`. */
static bool is_kept(const Map *kept, Str source)
{
    for (; source.len; source = path_folder(source))
        if (map_get(kept, source))
            return true;
    return false;
}

static void remove_stale(Output *o, const Map *kept)
{
    for (size_t i = 0; i < o->before.len; i++) {
        const MapEntry *e = &o->before.entries[i];
        Str source = *(const Str *)e->value;
        if (map_get(&o->now, e->key))
            continue;
        if (is_kept(kept, source))
            output_expect(o, e->key, source);
        else
            remove_file(o, e->key);
    }
}

static int by_key(const void *a, const void *b)
{
    const MapEntry *const *x = a, *const *y = b;
    return str_cmp((*x)->key, (*y)->key);
}

static Str manifest_text(Output *o)
{
    const MapEntry **rows = ARENA_ARRAY(o->arena, const MapEntry *, o->now.len);
    Buf b = buf_in(o->arena);

    for (size_t i = 0; i < o->now.len; i++)
        rows[i] = &o->now.entries[i];
    if (o->now.len)
        qsort(rows, o->now.len, sizeof *rows, by_key);
    buf_put(&b, MANIFEST_TOP);
    buf_put_char(&b, '\n');
    for (size_t i = 0; i < o->now.len; i++) {
        buf_put(&b, rows[i]->key);
        buf_put_char(&b, '\t');
        buf_put(&b, *(const Str *)rows[i]->value);
        buf_put_char(&b, '\n');
    }
    return buf_str(&b);
}

bool output_finish(Output *o, const Map *kept, DiagList *d)
{
    Str path = path_join(o->arena, o->folder, MANIFEST);
    bool written;

    remove_stale(o, kept);
    int err = os_update_file(o->arena, path, manifest_text(o), &written);
    return err == 0 || unwritable(d, path, err);
}
