/* watch_inotify.c - watching files by the Linux kernel; see inotify(7).
 *
 * There is a watch for the root, and one for each folder below the names.
 * Whatever happens to a folder, the tree is walked again: inotify gives a
 * folder that it knows the same number as before, so that only new ones cost.
 */
#include "os/watch_ways.h"

#ifndef __linux__

static bool open_none(Watch *w)
{
    (void)w;
    return false;
}

const WatchWay watch_inotify = {.open = open_none};

bool watch_is_remote(Str path)
{
    (void)path;
    return false;
}

#else

#include "base/vec.h"

#include <errno.h>
#include <sys/inotify.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <unistd.h>

enum {
    EVENTS = IN_MODIFY | IN_CLOSE_WRITE | IN_CREATE | IN_DELETE |
             IN_MOVED_FROM | IN_MOVED_TO | IN_ATTRIB | IN_DELETE_SELF |
             IN_MOVE_SELF | IN_EXCL_UNLINK | IN_ONLYDIR,
    GONE = IN_DELETE | IN_MOVED_FROM,
    ROOT_AGAIN = 500, /* milliseconds, to look whether a lost root is back */
};

/* A watched folder, by its number. */
typedef struct {
    Str path; /* below the root; empty: the root, or none */
    int walk; /* the last that met it */
} Folder;

typedef struct {
    VEC(Folder) folders; /* by number */
    int root;            /* its number; -1: it is gone */
    int walk;
    Map writing; /* path -> bool *, whether it is being written */
    size_t nwriting;
} Inotify;

static const char *full_path(Watch *w, Str path)
{
    return arena_cstr(&w->arena, path_join(&w->arena, w->options.root, path));
}

/* False if the kernel will have no more watches. */
static bool add_folder(Watch *w, Str path)
{
    Inotify *in = w->state;
    ArenaMark mark = arena_mark(&w->arena);
    int number = inotify_add_watch(w->fd, full_path(w, path), EVENTS);

    arena_rewind(&w->arena, mark);
    if (number < 0) /* it may have gone in the meantime */
        return errno != ENOSPC && errno != ENOMEM;
    while (in->folders.len <= (size_t)number)
        *VEC_PUSH(&in->folders, &w->arena) = (Folder){0};
    Folder *f = &in->folders.items[number];
    if (!str_eq(f->path, path))
        f->path = str_dup(&w->arena, path);
    f->walk = in->walk;
    if (path.len == 0)
        in->root = number;
    return true;
}

static bool add_tree(Watch *w, Str name)
{
    Arena walk = {0};
    FileList files = {0};
    Str root = w->options.root;
    bool good = true;

    if (os_walk(&walk, path_join(&walk, root, name), root, &files) == 0) {
        good = add_folder(w, name);
        for (size_t i = 0; i < files.len && good; i++)
            if (files.items[i].info.kind == FILE_FOLDER)
                good =
                    add_folder(w, path_join(&walk, name, files.items[i].path));
    }
    arena_free(&walk);
    return good;
}

/* Watches what there is now, and forgets folders that have left. */
static bool add_all(Watch *w)
{
    Inotify *in = w->state;
    bool good;

    in->walk++;
    in->root = -1;
    good = add_folder(w, (Str){0});
    for (size_t i = 0; i < w->options.nnames && good; i++)
        good = add_tree(w, w->options.names[i]);
    for (size_t i = 0; i < in->folders.len; i++) {
        Folder *f = &in->folders.items[i];
        if (f->path.len && f->walk != in->walk) {
            inotify_rm_watch(w->fd, (int)i);
            *f = (Folder){0};
        }
    }
    return good;
}

static void close_inotify(Watch *w)
{
    close(w->fd);
    w->fd = -1;
}

static bool open_inotify(Watch *w)
{
    w->fd = inotify_init1(IN_CLOEXEC | IN_NONBLOCK);
    if (w->fd < 0)
        return false;
    w->state = ARENA_NEW(&w->arena, Inotify);
    if (add_all(w))
        return true;
    close_inotify(w);
    return false;
}

static int pause_inotify(const Watch *w)
{
    const Inotify *in = w->state;

    return in->root < 0 ? ROOT_AGAIN : -1;
}

static bool is_watched_name(const Watch *w, Str name)
{
    for (size_t i = 0; i < w->options.nnames; i++)
        if (str_eq(w->options.names[i], name))
            return true;
    return false;
}

/* A file that has just been made is empty still, and its end is told later;
 * not so a link. */
static bool is_link(Watch *w, Str folder, Str name)
{
    ArenaMark mark = arena_mark(&w->arena);
    struct stat st;
    bool link =
        lstat(full_path(w, path_join(&w->arena, folder, name)), &st) == 0 &&
        (S_ISLNK(st.st_mode) || st.st_nlink > 1);

    arena_rewind(&w->arena, mark);
    return link;
}

/* Between its first change and its end a file is neither the old nor the new
 * one: it counts at its end. */
static void note_writing(Watch *w, Str folder, Str name, bool writes)
{
    Inotify *in = w->state;
    ArenaMark mark = arena_mark(&w->arena);
    Str path = path_join(&w->arena, folder, name);
    bool *known = map_get(&in->writing, path);

    if (!known && writes) {
        known = ARENA_NEW(&w->arena, bool);
        map_add(&in->writing, &w->arena, path, known);
    } else {
        arena_rewind(&w->arena, mark);
    }
    if (known && *known != writes) {
        *known = writes;
        in->nwriting += writes ? 1 : -1;
    }
}

/* One event; true if the tree is to be walked again. */
static bool take(Watch *w, const struct inotify_event *e, WatchNews *news)
{
    const Inotify *in = w->state;
    Str name = e->len ? str_of(e->name) : (Str){0};
    bool folder = e->mask & IN_ISDIR;

    if (e->mask & IN_Q_OVERFLOW) {
        watch_note(news, (Str){0}, STR("."), false);
        return true;
    }
    if (e->wd < 0 || (size_t)e->wd >= in->folders.len)
        return false;
    Str in_folder = in->folders.items[e->wd].path;
    bool root = e->wd == in->root;
    if (!root && !in_folder.len)
        return false; /* of a folder that was left */
    if (!name.len) {
        bool left = e->mask & (IN_DELETE_SELF | IN_MOVE_SELF | IN_IGNORED);
        if (left && root)
            watch_note(news, (Str){0}, STR("."), true);
        return left;
    }
    if (root ? !is_watched_name(w, name) : watch_ignores(name))
        return false;
    if (e->mask & (IN_MODIFY | IN_CLOSE_WRITE | GONE))
        note_writing(w, in_folder, name, e->mask & IN_MODIFY);
    if (e->mask & IN_MODIFY)
        return false;
    if ((e->mask & IN_CREATE) && !folder) {
        watch_note_made(news, in_folder, name);
        if (!is_link(w, in_folder, name))
            return false;
    }
    watch_note(news, in_folder, name, e->mask & GONE);
    return folder;
}

static void look_inotify(Watch *w, WatchNews *news)
{
    _Alignas(struct inotify_event) char room[16 * 1024];
    const Inotify *in = w->state;
    bool again = in->root < 0;
    ssize_t n;

    while ((n = read(w->fd, room, sizeof room)) > 0) {
        const char *at = room;
        while (at < room + n) {
            const struct inotify_event *e = (const void *)at;
            again |= take(w, e, news);
            at += sizeof *e + e->len;
        }
    }
    news->unfinished = in->nwriting > 0;
    if (!again)
        return;
    bool lost = in->root < 0;
    add_all(w);
    if (lost && in->root >= 0)
        watch_note(news, (Str){0}, STR("."), false);
}

const WatchWay watch_inotify = {open_inotify, pause_inotify, look_inotify,
                                close_inotify};

bool watch_is_remote(Str path)
{
    /* statfs(2): NFS, SMB, CIFS, 9P (virtual machines), FUSE (sshfs, and much
     * that is local: nobody can tell), VirtualBox, AFS, Ceph. */
    static const unsigned long remote[] = {
        0x6969,     0x517B,     0xFF534D42, 0xFE534D42, 0x01021997,
        0x65735546, 0x786F4256, 0x5346414F, 0x00C36400,
    };
    Arena scratch = {0};
    struct statfs fs;
    bool found = false;

    if (statfs(arena_cstr(&scratch, path), &fs) == 0)
        for (size_t i = 0; i < COUNT(remote); i++)
            found |= ((unsigned long)fs.f_type & 0xFFFFFFFF) == remote[i];
    arena_free(&scratch);
    return found;
}

#endif
