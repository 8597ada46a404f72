/* visits.c - connections, and how long they may take.
 *
 * microhttpd gives up on a connection over which nothing comes for a while.
 * Who sends a byte now and then is given up on here: a request must be there
 * in time, whole.  And when there are too many connections, the one that keeps
 * us waiting longest has to go, so that others are answered. */
#include "serve/server_parts.h"

#include "os/net.h"
#include "os/sys.h"

#include <stdlib.h>

enum { VISITS_CROWDED = 300 };

static const int64_t request_time = 15 * (int64_t)1000000000;

void visit_begin(Server *server, int fd, void **place)
{
    Visit *v = calloc(1, sizeof *v);
    Visit *slowest = NULL;

    if (!v)
        return;
    *place = v;
    *v = (Visit){.server = server,
                 .fd = fd,
                 .deadline = os_monotonic_ns() + request_time};
    pthread_mutex_lock(&server->lock);
    if (server->nvisits >= VISITS_CROWDED)
        for (Visit *one = server->visits; one; one = one->next)
            if (one->deadline &&
                (!slowest || one->deadline < slowest->deadline))
                slowest = one;
    if (slowest)
        os_disconnect(slowest->fd);
    v->next = server->visits;
    server->visits = v;
    server->nvisits++;
    pthread_mutex_unlock(&server->lock);
}

void visit_end(Server *server, void **place)
{
    Visit *v = *place;

    if (!v)
        return;
    pthread_mutex_lock(&server->lock);
    for (Visit **at = &server->visits; *at; at = &(*at)->next) {
        if (*at == v) {
            *at = v->next;
            server->nvisits--;
            break;
        }
    }
    pthread_mutex_unlock(&server->lock);
    free(v);
    *place = NULL;
}

static void set_deadline(Visit *visit, int64_t deadline)
{
    if (!visit)
        return;
    pthread_mutex_lock(&visit->server->lock);
    visit->deadline = deadline;
    pthread_mutex_unlock(&visit->server->lock);
}

void visit_asked(Visit *visit)
{
    set_deadline(visit, 0);
}

void visit_answered(Visit *visit)
{
    set_deadline(visit, os_monotonic_ns() + request_time);
}

void visits_tend(Server *server)
{
    int64_t now = os_monotonic_ns();

    pthread_mutex_lock(&server->lock);
    for (const Visit *v = server->visits; v; v = v->next)
        if (v->deadline && v->deadline < now)
            os_disconnect(v->fd);
    pthread_mutex_unlock(&server->lock);
}
