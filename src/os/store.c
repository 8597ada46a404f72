#define _GNU_SOURCE /* dl_iterate_phdr, flock */
#include "os/store.h"

#include "base/digest.h"
#include "os/info.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <unistd.h>

#ifdef __linux__
#include <link.h>
#endif

enum { PATH_SCRATCH = 4096 };

/* A NUL-terminated copy; NULL if it is too long. */
static const char *c_path(char buf[PATH_SCRATCH], Str path)
{
    if (path.len >= PATH_SCRATCH) {
        errno = ENAMETOOLONG;
        return NULL;
    }
    if (path.len)
        memcpy(buf, path.ptr, path.len);
    buf[path.len] = '\0';
    return buf;
}

static int open_path(Str path, int flags)
{
    char buf[PATH_SCRATCH];
    const char *p = c_path(buf, path);

    return p ? open(p, flags | O_CLOEXEC | O_NOFOLLOW, 0644) : -1;
}

/* Closes it after an error. */
static int close_after(int fd, int err)
{
    close(fd);
    return err;
}

int os_lock(Str path, int *fd, FileInfo *info)
{
    struct stat st;

    *fd = open_path(path, O_RDWR | O_CREAT);
    if (*fd < 0)
        return errno;
    if (flock(*fd, LOCK_EX | LOCK_NB) != 0)
        return close_after(*fd, errno);
    /* Its times are by the clock that stamps the files beside it. */
    if (futimens(*fd, NULL) != 0 || fstat(*fd, &st) != 0)
        return close_after(*fd, errno);
    *info = info_of(&st);
    return 0;
}

void os_unlock(int fd)
{
    close(fd);
}

int os_map(Str path, Mapped *out)
{
    struct stat st;
    int fd = open_path(path, O_RDONLY);

    *out = (Mapped){0};
    if (fd < 0)
        return errno;
    if (fstat(fd, &st) != 0)
        return close_after(fd, errno);
    if (!S_ISREG(st.st_mode))
        return close_after(fd, EINVAL);
    out->info = info_of(&st);
    if (st.st_size == 0)
        return close_after(fd, 0);
    void *data = mmap(NULL, (size_t)st.st_size, PROT_READ | PROT_WRITE,
                      MAP_PRIVATE, fd, 0);
    if (data == MAP_FAILED)
        return close_after(fd, errno);
    out->data = data;
    out->len = (size_t)st.st_size;
    return close_after(fd, 0);
}

void os_unmap(Mapped *m)
{
    if (m->data)
        munmap(m->data, m->len);
    *m = (Mapped){0};
}

int os_open_read(Str path, int *fd)
{
    *fd = open_path(path, O_RDONLY);
    return *fd < 0 ? errno : 0;
}

int os_read_at(int fd, int64_t at, char *out, size_t size)
{
    while (size) {
        ssize_t n = pread(fd, out, size, at);
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            return n < 0 ? errno : EIO;
        out += n;
        at += n;
        size -= (size_t)n;
    }
    return 0;
}

int os_open_at(Str path, int64_t size, int *fd)
{
    *fd = open_path(path, O_WRONLY | O_CREAT);
    if (*fd < 0)
        return errno;
    return ftruncate(*fd, size) == 0 ? 0 : close_after(*fd, errno);
}

int os_write_at(int fd, int64_t at, Str data)
{
    while (data.len) {
        ssize_t n = pwrite(fd, data.ptr, data.len, at);
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            return n < 0 ? errno : EIO;
        data = str_drop(data, (size_t)n);
        at += n;
    }
    return 0;
}

int os_close_at(int fd, FileInfo *info)
{
    struct stat st;
    int err = fstat(fd, &st) == 0 ? 0 : errno;

    if (!err)
        *info = info_of(&st);
    if (close(fd) != 0 && !err)
        err = errno;
    return err;
}

int os_rename(Str from, Str to)
{
    char from_buf[PATH_SCRATCH], to_buf[PATH_SCRATCH];
    const char *a = c_path(from_buf, from), *b = c_path(to_buf, to);

    return a && b && rename(a, b) == 0 ? 0 : errno;
}

/* ---- the program */

static void add_file(Digest *sum, const char *path)
{
    struct stat st;

    if (stat(path, &st) != 0)
        return;
    const FileInfo info = info_of(&st);
    int64_t words[] = {info.size, info.modified, (int64_t)info.inode};
    *sum = digest_add(*sum, (Str){(const char *)words, sizeof words});
}

#ifdef __linux__
static int add_object(struct dl_phdr_info *object, size_t size, void *sum)
{
    (void)size;
    add_file(sum, object->dlpi_name[0] ? object->dlpi_name : "/proc/self/exe");
    return 0;
}

uint64_t os_program(void)
{
    Digest sum = {0};

    dl_iterate_phdr(add_object, &sum);
    return sum.low;
}
#else
uint64_t os_program(void)
{
    Digest sum = digest_of(STR(__DATE__ __TIME__));

    return sum.low;
}
#endif
