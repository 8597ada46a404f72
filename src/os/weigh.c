/* weigh.c - how much memory a tree of processes holds: see process_parts.h.
 *
 * The system bounds a process by itself; many small ones it does not. */
#include "os/process_parts.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum { PROCESSES_SEEN = 2048, NAME_MOST = 64 };

#ifdef __linux__

typedef struct {
    pid_t items[PROCESSES_SEEN];
    size_t len;
} Tree;

/* A whole small file of /proc; its length, 0 if it is gone. */
static size_t read_small(const char *path, char *text, size_t size)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    ssize_t n = fd < 0 ? 0 : read(fd, text, size - 1);

    if (fd >= 0)
        close(fd);
    text[n > 0 ? n : 0] = 0;
    return n > 0 ? (size_t)n : 0;
}

/* The children of one thread. */
static void add_children(Tree *tree, pid_t pid, const char *thread)
{
    char path[NAME_MOST], text[8192], *at = text, *end;

    snprintf(path, sizeof path, "/proc/%d/task/%.12s/children", (int)pid,
             thread);
    read_small(path, text, sizeof text);
    for (;;) {
        long child = strtol(at, &end, 10);
        if (end == at || tree->len == PROCESSES_SEEN)
            return;
        tree->items[tree->len++] = (pid_t)child;
        at = end;
    }
}

static void add_below(Tree *tree, pid_t pid)
{
    char path[NAME_MOST];
    struct dirent *e;

    snprintf(path, sizeof path, "/proc/%d/task", (int)pid);
    DIR *threads = opendir(path);
    /* NOLINTNEXTLINE(concurrency-mt-unsafe): a stream of our own */
    while (threads && (e = readdir(threads)))
        if (e->d_name[0] != '.')
            add_children(tree, pid, e->d_name);
    if (threads)
        closedir(threads);
}

static uint64_t held_by(pid_t pid)
{
    char path[NAME_MOST], text[256], *end;
    long page = sysconf(_SC_PAGESIZE);

    /* proc(5): all its pages, then those in memory. */
    snprintf(path, sizeof path, "/proc/%d/statm", (int)pid);
    if (!read_small(path, text, sizeof text))
        return 0;
    strtoul(text, &end, 10);
    return (uint64_t)strtoul(end, NULL, 10) * (uint64_t)page;
}

uint64_t process_weight(pid_t top)
{
    Tree tree = {.items = {top}, .len = 1};
    uint64_t all = 0;

    for (size_t i = 0; i < tree.len; i++) {
        add_below(&tree, tree.items[i]);
        if (i > 0)
            all += held_by(tree.items[i]);
    }
    return all;
}

#else

uint64_t process_weight(pid_t top)
{
    (void)top;
    return 0;
}

#endif
