#include "build/memory.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Not in an arena: it is given back when the last of its holders is done with
 * it, which may be a slow download builds later. */
static MemoryFile *make(Str bytes, int64_t build)
{
    MemoryFile *f = malloc(sizeof *f + bytes.len);

    if (!f) {
        fputs("bifolio: out of memory\n", stderr);
        abort();
    }
    char *copy = (char *)(f + 1);
    if (bytes.len)
        memcpy(copy, bytes.ptr, bytes.len);
    atomic_init(&f->holders, 1);
    f->build = build;
    f->digest = digest_of(bytes);
    f->bytes = (Str){copy, bytes.len};
    return f;
}

MemoryFile *memory_file_share(MemoryFile *file)
{
    atomic_fetch_add_explicit(&file->holders, 1, memory_order_relaxed);
    return file;
}

void memory_file_close(MemoryFile *file)
{
    if (atomic_fetch_sub_explicit(&file->holders, 1, memory_order_acq_rel) == 1)
        free(file);
}

MemoryFile *memory_find(const MemoryOutput *m, Str path)
{
    const MemoryEntry *e = m ? map_get(&m->files, path) : NULL;

    return e ? e->file : NULL;
}

void memory_expect(MemoryOutput *m, Str path, Str source)
{
    void **slot = map_at(&m->files, &m->arena, str_dup(&m->arena, path));
    MemoryEntry *e = *slot;

    if (!e)
        e = *slot = ARENA_NEW(&m->arena, MemoryEntry);
    e->source = str_dup(&m->arena, source);
}

bool memory_put(MemoryOutput *m, Str path, Str bytes)
{
    MemoryEntry *e = map_get(&m->files, path);
    MemoryFile *old = memory_find(m->before, path);
    bool same = old && str_eq(old->bytes, bytes);

    if (e->file)
        memory_file_close(e->file);
    e->file = same ? memory_file_share(old) : make(bytes, m->number);
    return !same;
}

void memory_finish(MemoryOutput *m)
{
    for (size_t i = 0; i < m->files.len; i++) {
        MemoryEntry *e = m->files.entries[i].value;
        MemoryFile *old = memory_find(m->before, m->files.entries[i].key);
        if (!e->file && old)
            e->file = memory_file_share(old);
    }
    m->before = NULL;
    m->complete = true;
}

void memory_keep(MemoryOutput *m)
{
    const Map *before = m->before ? &m->before->files : NULL;

    for (size_t i = 0; before && i < before->len; i++) {
        const MemoryEntry *e = before->entries[i].value;
        memory_expect(m, before->entries[i].key, e->source);
    }
    memory_finish(m);
}

void memory_close(MemoryOutput *m)
{
    for (size_t i = 0; i < m->files.len; i++) {
        MemoryEntry *e = m->files.entries[i].value;
        if (e->file)
            memory_file_close(e->file);
    }
    arena_free(&m->arena);
    m->files = (Map){0};
}
