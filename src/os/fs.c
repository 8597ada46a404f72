#define _XOPEN_SOURCE 700 /* realpath */
#include "os/fs.h"

#include "os/info.h"
#include "os/sys.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { PATH_SCRATCH = 4096 };

Str os_error(int err)
{
    /* strerror is not safe with threads, and speaks the locale's language. */
    static const struct {
        int err;
        Str text;
    } known[] = {
        {ENOENT, STR_INIT("no such file or folder")},
        {EACCES, STR_INIT("permission denied")},
        {EPERM, STR_INIT("operation not permitted")},
        {EISDIR, STR_INIT("it is a folder")},
        {ENOTDIR, STR_INIT("a part of the path is not a folder")},
        {ENOSPC, STR_INIT("no space left on the disk")},
        {EROFS, STR_INIT("the file system is read-only")},
        {EFBIG, STR_INIT("the file is too large")},
        {ENAMETOOLONG, STR_INIT("the name is too long")},
        {ELOOP, STR_INIT("symbolic links that loop, or folders too deep")},
        {EXDEV, STR_INIT("a symbolic link that leaves the site")},
        {EMFILE, STR_INIT("too many open files")},
        {ENFILE, STR_INIT("too many open files on this machine")},
        {EINVAL, STR_INIT("it is not a regular file")},
        {EIO, STR_INIT("input/output error")},
        {EDQUOT, STR_INIT("the disk quota is used up")},
        {EEXIST, STR_INIT("it exists already")},
        {ENOTEMPTY, STR_INIT("the folder is not empty")},
        {EADDRINUSE, STR_INIT("another program listens there")},
        {EADDRNOTAVAIL, STR_INIT("this machine has no such address")},
    };

    for (size_t i = 0; i < COUNT(known); i++)
        if (known[i].err == err)
            return known[i].text;
    return STR("unknown error");
}

/* A NUL-terminated copy; NULL if it holds a NUL or is too long. */
static const char *c_path(char buf[PATH_SCRATCH], Str path)
{
    if (path.len >= PATH_SCRATCH || str_find(path, '\0') != SIZE_MAX) {
        errno = ENAMETOOLONG;
        return NULL;
    }
    if (path.len)
        memcpy(buf, path.ptr, path.len);
    buf[path.len] = '\0';
    return path.len ? buf : ".";
}

static int64_t nanoseconds(struct timespec t)
{
    return (int64_t)t.tv_sec * 1000000000 + t.tv_nsec;
}

FileInfo info_of(const struct stat *st)
{
    FileKind kind = FILE_OTHER;

    if (S_ISREG(st->st_mode))
        kind = FILE_REGULAR;
    else if (S_ISDIR(st->st_mode))
        kind = FILE_FOLDER;
    else if (S_ISLNK(st->st_mode))
        kind = FILE_LINK;
    return (FileInfo){
        .kind = kind,
        .size = st->st_size,
        .modified = nanoseconds(st->st_mtim),
        .changed = nanoseconds(st->st_ctim),
        .inode = st->st_ino,
    };
}

int os_stat(Str path, FileInfo *out)
{
    char buf[PATH_SCRATCH];
    const char *p = c_path(buf, path);
    struct stat st;

    if (!p || lstat(p, &st) != 0)
        return errno;
    *out = info_of(&st);
    return 0;
}

/* Reads to the end; `*out` may be shorter or longer than fstat said. */
static int read_all(Arena *a, int fd, size_t expected, size_t limit, Str *out)
{
    size_t cap = expected + 1, len = 0;
    char *data = arena_bytes(a, cap);

    for (;;) {
        ssize_t n = read(fd, data + len, cap - len);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return errno;
        if (n == 0)
            break;
        len += (size_t)n;
        if (len > limit)
            return EFBIG;
        if (len == cap) {
            data = arena_grow(a, data, cap, cap * 2);
            cap *= 2;
        }
    }
    *out = (Str){data, len};
    return 0;
}

int os_read_fd(Arena *a, int fd, size_t limit, Str *out)
{
    return read_all(a, fd, PATH_SCRATCH, limit, out);
}

/* Opens a regular file for reading and says how long it is. */
static int open_regular(Str path, int *fd, uint64_t *size)
{
    char buf[PATH_SCRATCH];
    const char *p = c_path(buf, path);
    struct stat st;

    if (!p)
        return errno;
    /* Not to wait for ever where somebody put a pipe. */
    *fd = open(p, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (*fd < 0)
        return errno;
    int err = fstat(*fd, &st) == 0 ? 0 : errno;
    if (!err && S_ISDIR(st.st_mode))
        err = EISDIR;
    else if (!err && !S_ISREG(st.st_mode))
        err = EINVAL;
    if (err)
        close(*fd);
    else
        *size = (uint64_t)st.st_size;
    return err;
}

int os_read_file(Arena *a, Str path, size_t limit, Str *out)
{
    uint64_t size = 0;
    int fd = -1;
    int err = open_regular(path, &fd, &size);

    if (err)
        return err;
    err = size > limit ? EFBIG : read_all(a, fd, (size_t)size, limit, out);
    close(fd);
    return err;
}

int os_read_stream(Arena *a, Str path, size_t limit, Str *out)
{
    char buf[PATH_SCRATCH];
    const char *p = c_path(buf, path);
    int fd = p ? open(p, O_RDONLY | O_CLOEXEC) : -1;

    if (fd < 0)
        return errno;
    int err = os_read_fd(a, fd, limit, out); /* of a folder: EISDIR */
    close(fd);
    return err;
}

int os_read_start(Arena *a, Str path, size_t most, Str *out)
{
    uint64_t size = 0;
    int fd = -1;
    int err = open_regular(path, &fd, &size);

    if (err)
        return err;
    char *data = arena_bytes(a, most);
    ssize_t n = read(fd, data, most);
    if (n < 0)
        err = errno;
    else
        *out = (Str){data, (size_t)n};
    close(fd);
    return err;
}

int os_write_fd(int fd, Str data)
{
    while (data.len) {
        ssize_t n = write(fd, data.ptr, data.len);
        if (n < 0 && errno != EINTR)
            return errno;
        if (n > 0)
            data = str_drop(data, (size_t)n);
    }
    return 0;
}

static int open_new(const char *path)
{
    return open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW,
                0644);
}

static int write_file(Str path, Str data, FileInfo *info)
{
    char to_buf[PATH_SCRATCH], tmp[PATH_SCRATCH + 32];
    const char *to = c_path(to_buf, path);
    struct stat st;
    int err = 0;

    if (!to)
        return errno;
    /* A name of its own length, so that one that just fits still does; with
     * whose it is, for os_remove_temporaries, and apart for each thread. */
    Str folder = path_folder(path);
    snprintf(tmp, sizeof tmp, "%.*s%s.bifolio-%ld-%lx.tmp", (int)folder.len,
             folder.len ? folder.ptr : "", folder.len ? "/" : "",
             (long)getpid(), (unsigned long)(uintptr_t)&tmp);
    int fd = open_new(tmp);
    if (fd < 0 && errno == ENOENT) {
        err = os_make_folders(folder);
        if (err)
            return err;
        fd = open_new(tmp);
    }
    if (fd < 0)
        return errno;
    err = os_write_fd(fd, data);
    if (!err && fstat(fd, &st) != 0)
        err = errno;
    if (!err)
        *info = info_of(&st);
    if (close(fd) != 0 && !err)
        err = errno;
    if (!err && rename(tmp, to) != 0)
        err = errno;
    if (err)
        unlink(tmp);
    return err;
}

int os_write_file(Arena *scratch, Str path, Str data)
{
    FileInfo info;

    (void)scratch;
    return write_file(path, data, &info);
}

static bool has_bytes(Arena *scratch, Str path, Str data, FileInfo *info)
{
    ArenaMark mark = arena_mark(scratch);
    Str old = {0};
    bool same = os_stat(path, info) == 0 && info->kind == FILE_REGULAR &&
                (uint64_t)info->size == data.len &&
                os_read_file(scratch, path, data.len, &old) == 0 &&
                str_eq(old, data);

    arena_rewind(scratch, mark);
    return same;
}

int os_update_file(Arena *scratch, Str path, Str data, FileUpdate *out)
{
    out->written = !has_bytes(scratch, path, data, &out->info);
    return out->written ? write_file(path, data, &out->info) : 0;
}

int os_remove_file(Str path)
{
    char buf[PATH_SCRATCH];
    const char *p = c_path(buf, path);

    return p && unlink(p) == 0 ? 0 : errno;
}

int os_remove_folder(Str path)
{
    char buf[PATH_SCRATCH];
    const char *p = c_path(buf, path);

    return p && rmdir(p) == 0 ? 0 : errno;
}

int os_make_folders(Str path)
{
    char buf[PATH_SCRATCH];

    if (!c_path(buf, path))
        return errno;
    for (size_t i = 1; i <= path.len; i++) {
        if (i < path.len && buf[i] != '/')
            continue;
        char c = buf[i];
        buf[i] = '\0';
        if (mkdir(buf, 0755) != 0 && errno != EEXIST)
            return errno;
        buf[i] = c;
    }
    return 0;
}

int os_real_path(Arena *a, Str path, Str *out)
{
    char buf[PATH_SCRATCH];
    const char *p = c_path(buf, path);
    char *real = p ? realpath(p, NULL) : NULL;

    if (!real)
        return errno;
    *out = str_dup(a, str_of(real));
    free(real);
    return 0;
}
