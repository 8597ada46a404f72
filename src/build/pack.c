#include "build/pack.h"

#include "base/digest.h"

#include <stdint.h>

enum { RECORD_ALIGN = 16, RECORD_LARGEST = 1 << 30 };

void pack_open(Pack *p, Arena *a, Str path)
{
    *p = (Pack){.path = str_dup(a, path), .before = -1, .fd = -1};
    os_open_read(p->path, &p->before);
}

char *pack_get(const Pack *p, Arena *a, PackPlace place)
{
    if (p->before < 0 || place.size == 0 || place.size > RECORD_LARGEST)
        return NULL;
    char *room = arena_bytes(a, place.size + RECORD_ALIGN);
    char *out = room + -(uintptr_t)room % RECORD_ALIGN;
    bool good = os_read_at(p->before, (int64_t)place.at, out, place.size) == 0;
    return good && hash64((Str){out, place.size}) == place.sum ? out : NULL;
}

bool pack_begin(Pack *p, Arena *a, uint64_t end, bool anew)
{
    p->writing =
        anew ? str_printf(a, STR_FMT ".new", STR_ARG(p->path)) : p->path;
    atomic_store(&p->end, anew ? 0 : end);
    return os_open_at(p->writing, (int64_t)p->end, &p->fd) == 0;
}

void pack_put(Pack *p, Str record, PackPlace *out)
{
    uint64_t room =
        (record.len + RECORD_ALIGN - 1) / RECORD_ALIGN * RECORD_ALIGN;

    *out = (PackPlace){atomic_fetch_add(&p->end, room), record.len,
                       hash64(record)};
    if (os_write_at(p->fd, (int64_t)out->at, record) != 0)
        atomic_store(&p->failed, true);
}

bool pack_finish(Pack *p, uint64_t *end)
{
    FileInfo info;
    bool good = os_close_at(p->fd, &info) == 0 && !atomic_load(&p->failed);

    p->fd = -1;
    *end = atomic_load(&p->end);
    if (good && p->writing.ptr != p->path.ptr)
        good = os_rename(p->writing, p->path) == 0;
    return good;
}

void pack_close(Pack *p)
{
    FileInfo info;

    if (p->fd >= 0)
        os_close_at(p->fd, &info);
    if (p->before >= 0)
        os_unlock(p->before);
    p->fd = p->before = -1;
}
