#define _XOPEN_SOURCE 700 /* mkdtemp, nftw */
#include "os/scratch.h"

#include "base/path.h"
#include "os/fs.h"

#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

int scratch_open(Arena *a, Str base, Str *path)
{
    char *name = arena_cstr(a, path_join(a, base.len ? base : STR("/tmp"),
                                         STR("bifolio-XXXXXX")));

    if (!mkdtemp(name))
        return errno;
    *path = str_of(name);
    return chmod(name, 0755) == 0 ? 0 : errno;
}

/* Each folder on the way to `name`, whatever the umask says. */
static int make_way(Arena *a, Str folder, Str name)
{
    for (size_t i = 0; i < name.len; i++) {
        if (name.ptr[i] != '/')
            continue;
        const char *path =
            arena_cstr(a, path_join(a, folder, str_take(name, i)));
        if (mkdir(path, 0755) == 0 ? chmod(path, 0755) != 0 : errno != EEXIST)
            return errno;
    }
    return 0;
}

int scratch_put_folder(Arena *scratch, Str folder, Str name)
{
    ArenaMark mark = arena_mark(scratch);
    int err = make_way(scratch, folder,
                       str_printf(scratch, STR_FMT "/", STR_ARG(name)));

    arena_rewind(scratch, mark);
    return err;
}

int scratch_put(Arena *scratch, Str folder, Str name, Str bytes, bool program)
{
    ArenaMark mark = arena_mark(scratch);
    const char *path = arena_cstr(scratch, path_join(scratch, folder, name));
    mode_t mode = program ? 0755 : 0644;
    int err = make_way(scratch, folder, name);
    int fd =
        err ? -1 : open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode);

    if (!err && fd < 0)
        err = errno;
    while (!err && bytes.len) {
        ssize_t n = write(fd, bytes.ptr, bytes.len);
        if (n > 0)
            bytes = str_drop(bytes, (size_t)n);
        else if (errno != EINTR)
            err = errno;
    }
    if (!err && fchmod(fd, mode) != 0)
        err = errno;
    if (fd >= 0)
        close(fd);
    arena_rewind(scratch, mark);
    return err;
}

static int open_up(const char *path, const struct stat *st, int kind,
                   struct FTW *at)
{
    (void)st;
    (void)at;
    if (kind == FTW_D || kind == FTW_DNR)
        chmod(path, 0700);
    return 0;
}

static int take_away(const char *path, const struct stat *st, int kind,
                     struct FTW *at)
{
    (void)st;
    (void)kind;
    (void)at;
    remove(path);
    return 0;
}

void scratch_close(Arena *scratch, Str folder)
{
    enum { OPEN_AT_ONCE = 16 };
    ArenaMark mark = arena_mark(scratch);
    const char *path = arena_cstr(scratch, folder);

    /* A folder shut is seen into only after it has been opened: its own
     * folders come the next time. */
    for (int i = 0; i < 20 && access(path, F_OK) == 0; i++) {
        /* NOLINTBEGIN(concurrency-mt-unsafe): only with FTW_CHDIR */
        nftw(path, open_up, OPEN_AT_ONCE, FTW_PHYS);
        nftw(path, take_away, OPEN_AT_ONCE, FTW_PHYS | FTW_DEPTH);
        /* NOLINTEND(concurrency-mt-unsafe) */
    }
    arena_rewind(scratch, mark);
}
