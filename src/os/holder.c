/* holder.c - which program listens at a port, from Linux's /proc; see proc(5).
 *
 * /proc/net/tcp has the socket of each port, and a process's fd folder its
 * sockets.  Of other people's programs the latter cannot be read. */
#define _GNU_SOURCE /* readlink */
#include "os/fs.h"
#include "os/net.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum { TABLE_LARGEST = 16 << 20, LISTENING = 0x0A };

/* Field i of a line, counted from 0. */
static Str field_at(Str line, int i)
{
    for (;;) {
        line = str_trim(line);
        StrCut cut = str_cut(line, ' ');
        if (i-- == 0)
            return cut.head;
        line = cut.tail;
    }
}

static unsigned long hex(Arena *a, Str s)
{
    return strtoul(arena_cstr(a, s), NULL, 16);
}

/* "socket:[1234]" of who listens at the port; empty if nobody does. */
static Str socket_at(Arena *a, Str table, int port)
{
    Str text, line;

    if (os_read_stream(a, table, TABLE_LARGEST, &text) != 0)
        return (Str){0};
    while (str_next_line(&text, &line)) {
        StrCut local = str_rcut(field_at(line, 1), ':');
        if (local.found && hex(a, local.tail) == (unsigned long)port &&
            hex(a, field_at(line, 3)) == LISTENING)
            return str_printf(a, "socket:[" STR_FMT "]",
                              STR_ARG(field_at(line, 9)));
    }
    return (Str){0};
}

static bool has_socket(Arena *a, Str process, Str socket)
{
    Str folder = str_printf(a, "/proc/" STR_FMT "/fd", STR_ARG(process));
    DIR *dir = opendir(arena_cstr(a, folder));
    bool found = false;

    if (!dir)
        return false;
    /* NOLINTNEXTLINE(concurrency-mt-unsafe): safe for a DIR of one's own */
    for (const struct dirent *e; !found && (e = readdir(dir)) != NULL;) {
        char to[64];
        ssize_t n = readlinkat(dirfd(dir), e->d_name, to, sizeof to);
        found = n > 0 && str_eq((Str){to, (size_t)n}, socket);
    }
    closedir(dir);
    return found;
}

static Str process_with(Arena *a, Str socket)
{
    DIR *dir = opendir("/proc");
    Str found = {0};

    if (!dir)
        return found;
    /* NOLINTNEXTLINE(concurrency-mt-unsafe): safe for a DIR of one's own */
    for (const struct dirent *e; !found.len && (e = readdir(dir)) != NULL;) {
        ArenaMark mark = arena_mark(a);
        bool has = ascii_is_digit(e->d_name[0]) &&
                   has_socket(a, str_of(e->d_name), socket);
        arena_rewind(a, mark);
        if (has)
            found = str_dup(a, str_of(e->d_name));
    }
    closedir(dir);
    return found;
}

bool os_port_holder(Arena *a, int port, Str *name, Str *process)
{
    Str socket = socket_at(a, STR("/proc/net/tcp"), port);

    if (!socket.len)
        socket = socket_at(a, STR("/proc/net/tcp6"), port);
    if (!socket.len)
        return false;
    *process = process_with(a, socket);
    if (!process->len || os_read_stream(a,
                                        str_printf(a, "/proc/" STR_FMT "/comm",
                                                   STR_ARG(*process)),
                                        TABLE_LARGEST, name) != 0)
        return false;
    *name = str_trim(*name);
    return true;
}
