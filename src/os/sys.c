#define _GNU_SOURCE /* sched_getaffinity */
#include "os/sys.h"

#include <sched.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

int64_t os_now(void)
{
    return (int64_t)time(NULL);
}

int64_t os_monotonic_ns(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000000000 + t.tv_nsec;
}

Date os_today(void)
{
    time_t now = time(NULL);
    struct tm t = {0};

    localtime_r(&now, &t);
    return (Date){.year = t.tm_year + 1900,
                  .month = t.tm_mon + 1,
                  .day = t.tm_mday};
}

int os_processors(void)
{
#ifdef __linux__
    cpu_set_t set;

    if (sched_getaffinity(0, sizeof set, &set) == 0)
        return CPU_COUNT(&set) > 0 ? CPU_COUNT(&set) : 1;
#endif
    long n = sysconf(_SC_NPROCESSORS_ONLN);
    return n > 0 ? (int)n : 1;
}

Str os_env(const char *name)
{
    /* NOLINTNEXTLINE(concurrency-mt-unsafe): only before there are threads */
    const char *value = getenv(name);
    return value ? str_of(value) : STR("");
}

bool os_is_terminal(int fd)
{
    return isatty(fd) == 1;
}
