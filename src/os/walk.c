/* walk.c - a folder with all that is in it. */
#include "base/digest.h"
#include "base/vec.h"
#include "os/info.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum {
    DEEPEST = 64,
    /* Folders with links to each other can be reached in more ways than there
     * is time for. */
    LINKS_DEEPEST = 4,
    LINKED_MOST = 200 * 1000,
};

typedef struct {
    Arena *arena;
    Str root, within; /* within: resolved */
    FileList *out;
    Str above[DEEPEST]; /* folders on the way, below the root */
    int links;          /* folders among them that are links */
    size_t linked;      /* entries found behind links */
} Walk;

static bool inside(Str path, Str folder)
{
    return str_eq(path, folder) ||
           (str_starts(path, folder) && path.len > folder.len &&
            path.ptr[folder.len] == '/');
}

static int by_path(const void *a, const void *b)
{
    return str_cmp(((const FileEntry *)a)->path, ((const FileEntry *)b)->path);
}

/* True if the folder we are in lies within the one a link leads to: it would
 * be a loop. */
static bool leads_above(Walk *w, Str real, Str above)
{
    Str resolved;

    return os_real_path(w->arena, path_join(w->arena, w->root, above),
                        &resolved) != 0 ||
           inside(resolved, real);
}

/* Follows a link if it stays inside and does not lead to a folder we are in. */
static void follow(Walk *w, FileEntry *e, int depth)
{
    Str real, full = path_join(w->arena, w->root, e->path);
    FileInfo info;

    if (os_real_path(w->arena, full, &real) || !inside(real, w->within) ||
        os_stat(real, &info))
        return;
    for (int i = 0; i <= depth; i++)
        if (leads_above(w, real, w->above[i]))
            return;
    e->info = info;
}

static bool wanted(const char *name)
{
    return name[0] != '.' && !path_is_leftover(str_of(name));
}

/* NULL at the end. */
static const struct dirent *next_of(DIR *dir)
{
    /* NOLINTNEXTLINE(concurrency-mt-unsafe): safe for a DIR of one's own */
    return readdir(dir);
}

static bool too_far(const Walk *w, bool link, int depth)
{
    return depth + 1 == DEEPEST ||
           (link && (w->links == LINKS_DEEPEST || w->linked > LINKED_MOST));
}

static int walk(Walk *w, Str folder, int depth);

/* From the folder's descriptor, which saves the kernel the way there. */
static void visit(Walk *w, DIR *dir, Str folder, const char *name, int depth)
{
    FileEntry e = {.path = path_join(w->arena, folder, str_of(name))};
    struct stat st;

    if (folder.len == 0)
        e.path = str_dup(w->arena, str_of(name));
    if (fstatat(dirfd(dir), name, &st, AT_SYMLINK_NOFOLLOW) == 0)
        e.info = info_of(&st);
    else
        e.error = errno;
    bool link = !e.error && e.info.kind == FILE_LINK;
    w->out->links |= link;
    if (link)
        follow(w, &e, depth);
    w->linked += w->links > 0;
    bool enter = !e.error && e.info.kind == FILE_FOLDER;
    if (enter && too_far(w, link, depth))
        e.error = ELOOP;
    size_t at = w->out->len;
    *VEC_PUSH(w->out, w->arena) = e;
    if (!enter || e.error)
        return;
    w->links += link;
    w->out->items[at].error = walk(w, e.path, depth + 1);
    w->links -= link;
}

/* NOLINTNEXTLINE(misc-no-recursion): bounded by DEEPEST */
static int walk(Walk *w, Str folder, int depth)
{
    Str full = path_join(w->arena, w->root, folder);
    DIR *dir = opendir(arena_cstr(w->arena, full));

    w->above[depth] = folder;
    if (!dir)
        return errno;
    for (const struct dirent *e = next_of(dir); e; e = next_of(dir))
        if (wanted(e->d_name))
            visit(w, dir, folder, e->d_name, depth);
    closedir(dir);
    return 0;
}

int os_walk(Arena *a, Str root, Str within, FileList *out)
{
    Walk w = {.arena = a, .root = root, .out = out};
    Str real;
    int err = os_real_path(a, within, &w.within);

    if (!err)
        err = os_real_path(a, root, &real);
    if (!err && !inside(real, w.within))
        err = EXDEV;
    if (err)
        return err;
    err = walk(&w, (Str){0}, 0);
    if (out->len)
        qsort(out->items, out->len, sizeof *out->items, by_path);
    return err;
}

/* The hash of what would tell that a file was written. */
static uint64_t stamp_hash(DIR *dir, const char *name)
{
    struct stat st;

    if (fstatat(dirfd(dir), name, &st, 0) != 0)
        return (uint64_t)errno;
    const FileInfo info = info_of(&st);
    int64_t words[] = {info.size, info.modified, info.changed,
                       (int64_t)info.inode};
    return hash64((Str){(const char *)words, sizeof words});
}

int os_folder_sum(Arena *scratch, Str folder, bool stamps, uint64_t *sum)
{
    ArenaMark mark = arena_mark(scratch);
    DIR *dir = opendir(arena_cstr(scratch, folder));
    int err = dir ? 0 : errno;

    arena_rewind(scratch, mark);
    *sum = 0;
    if (!dir)
        return err;
    for (const struct dirent *e = next_of(dir); e; e = next_of(dir)) {
        if (!wanted(e->d_name))
            continue;
        uint64_t name = hash64(str_of(e->d_name));
        *sum += stamps ? name ^ stamp_hash(dir, e->d_name) : name;
    }
    closedir(dir);
    return 0;
}

static bool is_dots(const char *name)
{
    return str_eq(str_of(name), STR(".")) || str_eq(str_of(name), STR(".."));
}

/* True for a name of os_write_file's whose process is no more. */
static bool is_left_over(Str name)
{
    int64_t pid;

    if (!str_starts(name, STR(".bifolio-")) || !str_ends(name, STR(".tmp")))
        return false;
    Str digits = str_cut(str_drop(name, strlen(".bifolio-")), '-').head;
    return str_to_int(digits, &pid) && pid > 0 && pid <= INT32_MAX &&
           kill((pid_t)pid, 0) != 0 && errno == ESRCH;
}

/* NOLINTNEXTLINE(misc-no-recursion): bounded by DEEPEST */
static void remove_temporaries(Arena *a, Str folder, int depth)
{
    DIR *dir = opendir(arena_cstr(a, folder));

    if (!dir)
        return;
    for (const struct dirent *e = next_of(dir); e; e = next_of(dir)) {
        FileInfo info;
        Str path = path_join(a, folder, str_of(e->d_name));
        if (is_dots(e->d_name) || os_stat(path, &info) != 0)
            continue;
        if (info.kind == FILE_FOLDER && depth < DEEPEST)
            remove_temporaries(a, path, depth + 1);
        else if (info.kind == FILE_REGULAR && is_left_over(str_of(e->d_name)))
            os_remove_file(path);
    }
    closedir(dir);
}

void os_remove_temporaries(Arena *scratch, Str folder, bool deep)
{
    ArenaMark mark = arena_mark(scratch);

    remove_temporaries(scratch, folder, deep ? 0 : DEEPEST);
    arena_rewind(scratch, mark);
}

int os_is_empty(Arena *scratch, Str folder, bool *empty)
{
    ArenaMark mark = arena_mark(scratch);
    DIR *dir = opendir(arena_cstr(scratch, folder));
    int err = dir ? 0 : errno;

    arena_rewind(scratch, mark);
    if (!dir)
        return err;
    *empty = true;
    for (const struct dirent *e = next_of(dir); e; e = next_of(dir))
        *empty &= is_dots(e->d_name);
    closedir(dir);
    return 0;
}
