/* server_parts.h - what the server's files share; private to serve/.
 *
 *   server.c   microhttpd: requests in, answers out
 *   visits.c   who is connected, and for how long already
 *   live.c     browsers that wait to be told of changes
 */
#ifndef SERVE_SERVER_PARTS_H
#define SERVE_SERVER_PARTS_H

#include "serve/server.h"

#include <microhttpd.h>
#include <pthread.h>

/* A connection. */
typedef struct Visit Visit;
struct Visit {
    Visit *next;
    Server *server;
    int fd;
    int64_t deadline; /* when a request must be here; 0: it is */
};

/* A browser that waits.  All but `waiting` and the links belongs to the
 * server's thread. */
typedef struct Live Live;
struct Live {
    Live *next;
    Server *server;
    struct MHD_Connection *connection;
    bool waiting;  /* suspended: to be resumed */
    Arena arena;   /* of itself and of page */
    Str page;      /* the path it shows, as the browser writes it */
    int64_t build; /* it knows the files of */
    int64_t told;  /* build it was told of; 0: none */
    int64_t beat;
    Arena text;  /* of message */
    Str message; /* still to be sent */
};

struct Server {
    struct MHD_Daemon *daemon;
    Hosts hosts;
    int64_t last_beat; /* of the loop's thread */

    /* Protects everything below, and in Visit and Live what is said there.
     * Held for moments only, never while anything is made or sent. */
    pthread_mutex_t lock;
    Snapshot *now;
    Visit *visits;
    size_t nvisits;
    Live *lives;
    size_t nlives;
    int64_t beat; /* grows, so that waiting browsers are written to */
    bool closing;
};

/* The site as it is now; to be closed. */
Snapshot *server_now(Server *server);

/* ---- visits.c */

void visit_begin(Server *server, int fd, void **place);
void visit_end(Server *server, void **place);

/* The request is here; the answer has been sent. */
void visit_asked(Visit *visit);
void visit_answered(Visit *visit);

/* Disconnects those whose time is over. */
void visits_tend(Server *server);

/* ---- live.c */

/* The answer to a browser that shows a page and knows a build, and wants to be
 * told; NULL if there are too many. */
struct MHD_Response *live_begin(Server *server, struct MHD_Connection *c,
                                Str page, int64_t build);

/* Wakes all who wait; with the lock held. */
void live_wake(Server *server);

#endif
