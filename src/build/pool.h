/* pool.h - run one function over many independent items on all cores.
 *
 * The only place in bifolio that starts threads.  Items are claimed with one
 * atomic counter: no queue, no lock, and a slow page holds up nobody.
 *
 * Determinism: item i may write only to slot i of whatever it fills, and
 * anything order-dependent happens after pool_run() returns.  Output is then
 * the same for 1 worker and for 64.
 */
#ifndef BUILD_POOL_H
#define BUILD_POOL_H

#include "base/arena.h"

enum { POOL_MAX = 64 };

/* Told now and then, on the thread that called pool_run, how many items are
 * begun. */
typedef void PoolTick(void *context, size_t begun, size_t total);

/* What a worker owns.  Never shared, so nothing in it is locked. */
typedef struct {
    Arena scratch;   /* rewound after every item */
    Arena values;    /* the same: for a second thing that grows */
    Arena keep;      /* what must outlive the item */
    int index;       /* 0 .. nworkers-1 */
    PoolTick *tick;  /* of worker 0; may be NULL */
    void *context;   /* of the tick */
    char apart[128]; /* from the next: no two in one line of a cache */
} Worker;

typedef void PoolFn(Worker *w, void *job, size_t item);

/* Calls fn(worker, job, i) once for each i in [0, nitems); returns when all
 * are done.  With one worker it runs on the calling thread. */
void pool_run(Worker *workers, int nworkers, PoolFn *fn, void *job,
              size_t nitems);

#endif
