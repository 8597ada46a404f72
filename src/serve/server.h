/* server.h - the server: one thread of microhttpd's, which answers everybody.
 *
 * It never touches a build.  Between it and the loop stands one lock, Server's;
 * what it protects is written there.
 */
#ifndef SERVE_SERVER_H
#define SERVE_SERVER_H

#include "serve/answer.h"

typedef struct Server Server;

/* Serves at a socket that listens, which is taken over; `s` too.  NULL if it
 * cannot be started; both are closed then. */
Server *server_open(Arena *a, int fd, const Hosts *hosts, Snapshot *s);

/* From now on this is the site; browsers that show changes are told. */
void server_publish(Server *server, Snapshot *s);

/* To be called about every second: gives up on whoever is too slow, and finds
 * out which browsers have left. */
void server_tend(Server *server);

/* Ends all that goes on. */
void server_close(Server *server);

#endif
