/* net.h - a socket to listen on.
 */
#ifndef OS_NET_H
#define OS_NET_H

#include "base/arena.h"

/* Held from os_listen until whoever takes it over closes it. */
typedef struct {
    int fd;
    int port;
    Str address;   /* as a URL has it: "127.0.0.1", "[::1]" */
    bool loopback; /* only this machine gets there */
} Listener;

/* Listens at a name or an address, without waiting.  `port` 0: any that is
 * free.  EADDRINUSE: the port is taken; EADDRNOTAVAIL: there is no such host,
 * or it is another machine. */
int os_listen(Arena *a, Str host, int port, Listener *out);

/* Who listens at a port of this machine: the program's name and the number of
 * its process.  False if it cannot be told. */
bool os_port_holder(Arena *a, int port, Str *name, Str *process);

void os_close(int fd);

/* Ends what goes on over a connection, in both directions; its owner finds it
 * closed by the other side. */
void os_disconnect(int fd);

/* The machine's own name; "" if it cannot be told. */
Str os_host_name(Arena *a);

/* Shows an address in the desktop's browser, as far as there is one. */
void os_browse(Arena *scratch, Str url);

#endif
