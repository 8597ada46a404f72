/* folder.h - a temporary folder, made from a row.
 */
#ifndef UNIT_FOLDER_H
#define UNIT_FOLDER_H

#include "base/buf.h"
#include "os/fs.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

/* A new folder, for folder_remove. */
static inline Str folder_new(Arena *a)
{
    const char *base = getenv("TMPDIR");
    char *path = arena_cstr(a, str_printf(a, "%s/bifolio-test-XXXXXX",
                                          base && *base ? base : "/tmp"));

    assert_non_null(mkdtemp(path));
    return str_of(path);
}

static inline void folder_remove(Str folder)
{
    char *path = strndup(folder.ptr, folder.len);
    pid_t child = fork();

    if (child == 0) {
        execlp("rm", "rm", "-rf", "--", path, (char *)NULL);
        _exit(127);
    }
    waitpid(child, NULL, 0);
    free(path);
}

/* A part of a row, in which \\n and \\t stand for what they mean elsewhere. */
static inline Str folder_field(Arena *a, Str s)
{
    Buf b = buf_in(a);

    for (size_t i = 0; i < s.len; i++) {
        char next = i + 1 < s.len ? s.ptr[i + 1] : 0;
        bool escape = s.ptr[i] == '\\' && (next == 'n' || next == 't');
        buf_put_char(&b, !escape ? s.ptr[i] : next == 'n' ? '\n' : '\t');
        i += escape;
    }
    return buf_str(&b);
}

/* One line a thing: "a/" is a folder, "a -> b" a symbolic link, "a = text" a
 * file with text, "a|" a pipe, "a" an empty file. */
static inline void folder_fill(Arena *a, Str folder, Str rows)
{
    Str line;

    while (str_next_line(&rows, &line)) {
        StrCut link = str_cut_text(line, STR(" -> "));
        StrCut file = str_cut_text(line, STR(" = "));
        Str name = link.found ? link.head : file.head;
        char *path = arena_cstr(a, path_join(a, folder, folder_field(a, name)));

        if (!str_ends(name, STR("/")))
            os_make_folders(path_folder(str_of(path)));
        if (link.found)
            assert_int_equal(symlink(arena_cstr(a, link.tail), path), 0);
        else if (str_ends(name, STR("/")))
            assert_int_equal(os_make_folders(str_of(path)), 0);
        else if (str_ends(name, STR("|")))
            assert_int_equal(mkfifo(arena_cstr(a, str_take(str_of(path),
                                                           strlen(path) - 1)),
                                    0600),
                             0);
        else
            assert_int_equal(os_write_file(a, str_of(path),
                                           folder_field(a, file.tail)),
                             0);
    }
}

/* Runs the rest of a test as someone whom permissions bind; false in the
 * parent, once that is done.  Root may read everything. */
static inline bool as_nobody(void)
{
    int status;

    if (geteuid() != 0)
        return true;
    fflush(NULL);
    pid_t child = fork();
    if (child == 0)
        return setgid(65534) == 0 && setuid(65534) == 0;
    waitpid(child, &status, 0);
    assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
    return false;
}

/* The end of what as_nobody began. */
static inline void no_longer_nobody(bool was_root)
{
    if (was_root)
        _exit(0);
}

#endif
