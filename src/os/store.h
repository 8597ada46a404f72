/* store.h - files that are kept open: locked, mapped, written at a place.
 *
 * Functions return 0 or an errno value, as in os/fs.h.
 */
#ifndef OS_STORE_H
#define OS_STORE_H

#include "os/fs.h"

/* Takes a lock that ends with the process at the latest; the file is made if
 * it is not there, and *info is from now.  EWOULDBLOCK: somebody has it. */
int os_lock(Str path, int *fd, FileInfo *info);
void os_unlock(int fd);

/* A file in memory.  What is written there is seen by nobody else. */
typedef struct {
    char *data;
    size_t len;
    FileInfo info;
} Mapped;

/* An empty file has no data. */
int os_map(Str path, Mapped *out);
void os_unmap(Mapped *m);

/* Opens a file to be read at places. */
int os_open_read(Str path, int *fd);
/* All of it, or EIO where there is less.  Any thread. */
int os_read_at(int fd, int64_t at, char *out, size_t size);

/* Opens a file to be written at places, made if it is not there, and cuts it
 * to `size`. */
int os_open_at(Str path, int64_t size, int *fd);
/* Any thread. */
int os_write_at(int fd, int64_t at, Str data);
/* What it is now; then it is closed. */
int os_close_at(int fd, FileInfo *info);

int os_rename(Str from, Str to);

/* Which program this is, with the libraries it runs with: another number after
 * an update of any of them. */
uint64_t os_program(void);

#endif
