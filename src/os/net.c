#define _GNU_SOURCE /* SOCK_CLOEXEC, gethostname */
#include "os/net.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netdb.h>
#include <netinet/in.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

enum { BACKLOG = 128, HOST_LONGEST = 255 };

/* An address of any family. */
typedef union {
    struct sockaddr any;
    struct sockaddr_in in;
    struct sockaddr_in6 in6;
    struct sockaddr_storage room;
} Address;

static int find_host(Arena *a, Str host, int port, struct addrinfo **out)
{
    struct addrinfo hints = {.ai_family = AF_UNSPEC,
                             .ai_socktype = SOCK_STREAM,
                             .ai_flags = AI_PASSIVE | AI_NUMERICSERV};
    char service[16];
    bool brackets = str_starts(host, STR("[")) && str_ends(host, STR("]"));

    if (brackets)
        host = str_slice(host, 1, host.len - 1);
    snprintf(service, sizeof service, "%d", port);
    return getaddrinfo(arena_cstr(a, host), service, &hints, out) == 0
               ? 0
               : EADDRNOTAVAIL;
}

static int listen_at(const struct addrinfo *at, int *out)
{
    int yes = 1;
    int fd = socket(at->ai_family, at->ai_socktype, at->ai_protocol);

    if (fd < 0)
        return errno;
    /* Not to wait for the last connections of a server that has just ended. */
    setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    if (fcntl(fd, F_SETFD, FD_CLOEXEC) == 0 &&
        fcntl(fd, F_SETFL, O_NONBLOCK) == 0 &&
        bind(fd, at->ai_addr, at->ai_addrlen) == 0 &&
        listen(fd, BACKLOG) == 0) {
        *out = fd;
        return 0;
    }
    int err = errno;
    close(fd);
    return err;
}

static void describe(Arena *a, Listener *l)
{
    Address at = {0};
    socklen_t size = sizeof at;
    char text[INET6_ADDRSTRLEN] = "";

    if (getsockname(l->fd, &at.any, &size) != 0)
        return;
    bool six = at.any.sa_family == AF_INET6;
    if (six)
        inet_ntop(AF_INET6, &at.in6.sin6_addr, text, sizeof text);
    else
        inet_ntop(AF_INET, &at.in.sin_addr, text, sizeof text);
    l->port = ntohs(six ? at.in6.sin6_port : at.in.sin_port);
    l->loopback = six ? IN6_IS_ADDR_LOOPBACK(&at.in6.sin6_addr)
                      : ntohl(at.in.sin_addr.s_addr) >> 24 == 127;
    l->address = str_printf(a, six ? "[%s]" : "%s", text);
}

int os_listen(Arena *a, Str host, int port, Listener *out)
{
    struct addrinfo *all = NULL;
    int err = find_host(a, host, port, &all);

    for (const struct addrinfo *at = all; at; at = at->ai_next) {
        err = listen_at(at, &out->fd);
        if (!err || err == EADDRINUSE)
            break;
    }
    if (all)
        freeaddrinfo(all);
    if (!err)
        describe(a, out);
    return err;
}

void os_close(int fd)
{
    close(fd);
}

void os_disconnect(int fd)
{
    shutdown(fd, SHUT_RDWR);
}

Str os_host_name(Arena *a)
{
    char name[HOST_LONGEST + 1] = "";

    if (gethostname(name, HOST_LONGEST) != 0)
        return (Str){0};
    return str_dup(a, str_of(name));
}

/* In a process of its own, whose end nobody waits for. */
static _Noreturn void become_browser(const char *url)
{
#ifdef __APPLE__
    static const char program[] = "open";
#else
    static const char program[] = "xdg-open";
#endif
    sigset_t none;
    int null = open("/dev/null", O_RDWR);

    sigemptyset(&none);
    pthread_sigmask(SIG_SETMASK, &none, NULL);
    setsid();
    for (int fd = 0; fd < 3 && null >= 0; fd++)
        dup2(null, fd);
    execlp(program, program, url, (char *)NULL);
    _exit(127);
}

void os_browse(Arena *scratch, Str url)
{
    const char *text = arena_cstr(scratch, url);
    pid_t child = fork();

    if (child == 0) {
        if (fork() == 0)
            become_browser(text);
        _exit(0);
    }
    if (child > 0)
        waitpid(child, NULL, 0);
}
