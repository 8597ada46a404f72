#include "build/output.h"

#include "base/escape.h"
#include "os/fs.h"

#include <errno.h>
#include <stdlib.h>

#define UNFINISHED   STR(".bifolio-unfinished")
#define MANIFEST_TOP STR("bifolio manifest 1")

enum { MANIFEST_LARGEST = 256 << 20 };

/* What a folder of the output is; values of Output.folders. */
static const char missing_folder, real_folder, link_folder;

static void note(Map *m, Arena *a, Str path, Str source)
{
    Str *kept = ARENA_NEW(a, Str);

    *kept = source;
    map_add(m, a, path, kept);
}

/* ---- folders ------------------------------------------------------------- */

static const char *look_at(Output *o, Str folder)
{
    FileInfo info;

    if (os_stat(path_join(o->arena, o->folder, folder), &info) != 0)
        return &missing_folder;
    return info.kind == FILE_LINK ? &link_folder : &real_folder;
}

/* The folder on the way to `path` that is a symbolic link, or nothing.  One
 * that somebody put there could lead out of the output. */
static Str link_on_the_way(Output *o, Str path)
{
    const void *above = &real_folder;

    for (size_t i = 0; i < path.len; i++) {
        if (path.ptr[i] != '/')
            continue;
        void **state = map_at(&o->folders, o->arena, str_take(path, i));
        if (!*state)
            *state = (void *)(above == &missing_folder
                                  ? above
                                  : look_at(o, str_take(path, i)));
        if (*state == &link_folder)
            return str_take(path, i);
        above = *state;
    }
    return (Str){0};
}

/* ---- the manifest -------------------------------------------------------- */

/* Names may hold what tells rows apart. */
static void put_field(Buf *b, Str s)
{
    for (size_t i = 0; i < s.len; i++) {
        unsigned char c = (unsigned char)s.ptr[i];
        if (c < 0x20 || c == '%')
            buf_printf(b, "%%%02X", c);
        else
            buf_put_char(b, s.ptr[i]);
    }
}

static void put_row(Buf *b, const MapEntry *row)
{
    put_field(b, row->key);
    buf_put_char(b, '\t');
    put_field(b, *(const Str *)row->value);
    buf_put_char(b, '\n');
}

static void read_rows(Output *o, Str name)
{
    Str text, line;

    if (os_read_file(o->arena, path_join(o->arena, o->folder, name),
                     MANIFEST_LARGEST, &text) != 0 ||
        !str_next_line(&text, &line) || !str_eq(line, MANIFEST_TOP))
        return;
    while (str_next_line(&text, &line)) {
        StrCut cut = str_cut(line, '\t');
        Str written = unescape_url(o->arena, cut.head), path;
        /* The file could have been edited: it must not lead out. */
        if (cut.found && path_normalize(o->arena, written, &path) &&
            str_eq(path, written))
            note(&o->before, o->arena, path, unescape_url(o->arena, cut.tail));
    }
}

bool output_unfinished(const Output *o)
{
    FileInfo info;

    return os_stat(path_join(o->arena, o->folder, UNFINISHED), &info) == 0;
}

void output_open(Output *o, Arena *a, Str folder)
{
    *o = (Output){.arena = a, .folder = folder};
    read_rows(o, OUTPUT_MANIFEST);
    /* At the top also where the last build had hardly begun. */
    bool unfinished = output_unfinished(o);
    if (unfinished)
        read_rows(o, UNFINISHED);
    os_remove_temporaries(a, folder, unfinished);
}

void output_open_memory(Output *o, Arena *a, MemoryOutput *memory)
{
    const Map *before = memory->before ? &memory->before->files : NULL;

    *o = (Output){.arena = a, .memory = memory};
    for (size_t i = 0; before && i < before->len; i++) {
        const MemoryEntry *e = before->entries[i].value;
        note(&o->before, a, before->entries[i].key, e->source);
    }
}

/* It will be there after this build. */
static void declare(Output *o, Str path, Str source)
{
    note(&o->now, o->arena, path, source);
    if (o->memory)
        memory_expect(o->memory, path, source);
}

void output_expect(Output *o, Str path, Str source)
{
    Str link = o->memory ? (Str){0} : link_on_the_way(o, path);

    declare(o, path, source);
    if (link.len)
        note(&o->blocked, o->arena, path, link);
}

/* ---- writing and removing ------------------------------------------------ */

static bool complain(DiagList *d, DiagCode code, Str path, int err)
{
    Source *src = ARENA_NEW(d->arena, Source);

    src->path = str_dup(d->arena, path);
    diag_add(d, code, src, (Span){0}, STRS(os_error(err)));
    return false;
}

/* The file, and the folders that are empty without it. */
static void remove_file(Output *o, Str path)
{
    if (o->memory) {
        o->removed++; /* by not being declared */
        return;
    }
    if (link_on_the_way(o, path).len)
        return;
    if (os_remove_file(path_join(o->arena, o->folder, path)) == 0)
        o->removed++;
    for (Str up = path_folder(path); up.len; up = path_folder(up))
        if (os_remove_folder(path_join(o->arena, o->folder, up)) != 0)
            return;
}

/* True if a file of this build wants to be a folder on the way to `path`, or
 * the other way round. */
static bool is_in_the_way(const Output *o, Str path)
{
    if (map_get(&o->wanted, path))
        return true;
    for (Str up = path_folder(path); up.len; up = path_folder(up))
        if (map_get(&o->now, up))
            return true;
    return false;
}

static void clear_the_way(Output *o)
{
    for (size_t i = 0; i < o->now.len; i++)
        for (Str up = path_folder(o->now.entries[i].key); up.len;
             up = path_folder(up))
            if (!map_add(&o->wanted, o->arena, up, o))
                break;
    for (size_t i = 0; i < o->before.len; i++) {
        Str path = o->before.entries[i].key;
        if (!map_get(&o->now, path) && is_in_the_way(o, path))
            remove_file(o, path);
    }
}

bool output_begin(Output *o, DiagList *d)
{
    Buf rows = buf_in(o->arena);
    Map said = {0};

    if (o->memory)
        return true;
    clear_the_way(o);
    for (size_t i = 0; i < o->blocked.len; i++) {
        Str link = *(const Str *)o->blocked.entries[i].value;
        if (map_add(&said, o->arena, link, o))
            complain(d, LINK_LEAVES_SITE, path_join(o->arena, o->folder, link),
                     0);
    }
    buf_put(&rows, MANIFEST_TOP);
    buf_put_char(&rows, '\n');
    for (size_t i = 0; i < o->now.len; i++)
        if (!map_get(&o->before, o->now.entries[i].key))
            put_row(&rows, &o->now.entries[i]);
    Str path = path_join(o->arena, o->folder, UNFINISHED);
    int err = os_write_file(o->arena, path, buf_str(&rows));
    o->unwritable = err != 0;
    return err == 0 || complain(d, FILE_UNWRITABLE, path, err);
}

static void count(Output *o, bool written)
{
    atomic_fetch_add_explicit(written ? &o->written : &o->unchanged, 1,
                              memory_order_relaxed);
}

void output_skip(Output *o)
{
    count(o, false);
}

/* A regular file that the manifest lists. */
static bool is_there(const Output *o, Arena *scratch, Str path)
{
    ArenaMark mark = arena_mark(scratch);
    FileInfo info;
    bool there = map_get(&o->before, path) &&
                 os_stat(path_join(scratch, o->folder, path), &info) == 0 &&
                 info.kind == FILE_REGULAR;

    arena_rewind(scratch, mark);
    return there;
}

bool output_keep(Output *o, Arena *scratch, Str path)
{
    bool there = o->memory ? memory_find(o->memory->before, path) != NULL
                           : is_there(o, scratch, path);

    if (there)
        count(o, false);
    return there;
}

/* An error that every other file would meet too. */
static bool is_full(int err)
{
    return err == ENOSPC || err == EDQUOT || err == EROFS;
}

/* ---- stamps -------------------------------------------------------------- */

static OutputStamp stamp_of(const FileInfo *info)
{
    return (OutputStamp){info->size, info->modified, info->inode};
}

static OutputStamp memory_stamp(const MemoryFile *f)
{
    return (OutputStamp){(int64_t)f->bytes.len, (int64_t)f->digest.high,
                         f->digest.low};
}

bool output_stamp_same(OutputStamp a, OutputStamp b)
{
    return a.size == b.size && a.modified == b.modified && a.inode == b.inode;
}

bool output_stamp(const Output *o, Arena *scratch, Str path, OutputStamp *out)
{
    ArenaMark mark = arena_mark(scratch);
    FileInfo info;

    if (o->memory) {
        const MemoryFile *f = memory_find(o->memory->before, path);
        if (f)
            *out = memory_stamp(f);
        return f != NULL;
    }
    bool there = os_stat(path_join(scratch, o->folder, path), &info) == 0 &&
                 info.kind == FILE_REGULAR;
    arena_rewind(scratch, mark);
    if (there)
        *out = stamp_of(&info);
    return there;
}

static bool put_memory(Output *o, OutputFile *file)
{
    count(o, memory_put(o->memory, file->path, file->bytes));
    file->stamp = memory_stamp(memory_find(o->memory, file->path));
    return true;
}

bool output_put(Output *o, Arena *scratch, OutputFile *file, DiagList *d)
{
    ArenaMark mark = arena_mark(scratch);
    FileUpdate update;

    if (o->memory)
        return put_memory(o, file);
    if (o->blocked.len && map_get(&o->blocked, file->path))
        return false; /* output_begin has said so */
    if (atomic_load_explicit(&o->full, memory_order_relaxed))
        return false;
    Str full = path_join(scratch, o->folder, file->path);
    int err = os_update_file(scratch, full, file->bytes, &update);
    if (err == 0) {
        count(o, update.written);
        file->stamp = stamp_of(&update.info);
    } else if (!is_full(err) || !atomic_exchange(&o->full, true)) {
        complain(d, FILE_UNWRITABLE, full, err);
    }
    arena_rewind(scratch, mark);
    return err == 0;
}

void output_clean(Output *o)
{
    for (size_t i = 0; i < o->before.len; i++)
        remove_file(o, o->before.entries[i].key);
    if (o->memory)
        o->memory->before = NULL;
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
            declare(o, e->key, source);
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
    for (size_t i = 0; i < o->now.len; i++)
        put_row(&b, rows[i]);
    return buf_take(&b);
}

bool output_finish(Output *o, const Map *kept, DiagList *d)
{
    Str path = path_join(o->arena, o->folder, OUTPUT_MANIFEST);
    FileUpdate update;

    if (o->unwritable || atomic_load(&o->full))
        return false;
    remove_stale(o, kept);
    if (o->memory) {
        memory_finish(o->memory);
        return true;
    }
    int err = os_update_file(o->arena, path, manifest_text(o), &update);
    if (err)
        return complain(d, FILE_UNWRITABLE, path, err);
    os_remove_file(path_join(o->arena, o->folder, UNFINISHED));
    return true;
}
