/* fs.h - files and folders.
 *
 * Paths are bytes with '/' between names.  Functions that can fail return 0 or
 * an errno value; os_error names it.  Nothing here prints.
 */
#ifndef OS_FS_H
#define OS_FS_H

#include "base/path.h"

typedef enum { FILE_REGULAR, FILE_FOLDER, FILE_LINK, FILE_OTHER } FileKind;

typedef struct {
    FileKind kind;
    int64_t size;     /* bytes */
    int64_t modified; /* nanoseconds since 1970 */
    int64_t changed;  /* the same: the file, its name or its permissions */
    uint64_t inode;
} FileInfo;

/* What an errno value means, in English; lives as long as the program. */
Str os_error(int err);

/* Follows no symbolic link at the path's end. */
int os_stat(Str path, FileInfo *out);

/* The whole of a file, at most `limit` bytes (EFBIG if it is larger; the error
 * for a folder is EISDIR, for a device or pipe EINVAL). */
int os_read_file(Arena *a, Str path, size_t limit, Str *out);

/* The first bytes of a file, `most` or fewer. */
int os_read_start(Arena *a, Str path, size_t most, Str *out);

/* As os_read_file, but a pipe or a device will do, and is waited for: for what
 * a person names, such as a shell's <(command). */
int os_read_stream(Arena *a, Str path, size_t limit, Str *out);

/* Whole or not at all: a temporary file, .bifolio-PID-*.tmp, in the same
 * folder, then a rename.  Folders on the way are made. */
int os_write_file(Arena *scratch, Str path, Str data);

/* As os_write_file, but a file that has these bytes already is not opened for
 * writing; *out says which, and what there is now. */
typedef struct {
    bool written;
    FileInfo info; /* but for `changed` */
} FileUpdate;
int os_update_file(Arena *scratch, Str path, Str data, FileUpdate *out);

int os_remove_file(Str path);
int os_remove_folder(Str path); /* only if empty */
int os_make_folders(Str path);  /* with all on the way */

/* One entry of a tree. */
typedef struct {
    Str path; /* relative to the root of the walk */
    FileInfo info;
    int error; /* errno of what could not be read; 0 */
} FileEntry;

typedef struct {
    FileEntry *items;
    size_t len, cap;
    bool links; /* there was one, followed or not */
} FileList;

/* Everything below `root`, sorted by path (bytes), folders included.  Symbolic
 * links to files and folders are followed when they stay inside `within` and
 * make no loop; others are listed as FILE_LINK.  A folder too deep, or behind
 * too many links, has the error ELOOP.  Names that begin with '.' and copies
 * that editors keep (path_is_leftover) are left out. A root that does not
 * exist: ENOENT; one that is not inside `within`: EXDEV. */
int os_walk(Arena *a, Str root, Str within, FileList *out);

/* The sum of the hashes of the names in a folder that os_walk would list: while
 * it stays, nothing has come or gone.  With `stamps` also of the files' sizes
 * and times: while it stays, none was written. */
int os_folder_sum(Arena *scratch, Str folder, bool stamps, uint64_t *sum);

/* True if the folder holds nothing, hidden names counted. */
int os_is_empty(Arena *scratch, Str folder, bool *empty);

/* Removes what killed processes left of os_write_file in `folder`, and where
 * `deep` below, as far as it can. */
void os_remove_temporaries(Arena *scratch, Str folder, bool deep);

/* The path with links and dots resolved. */
int os_real_path(Arena *a, Str path, Str *out);

#endif
