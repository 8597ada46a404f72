#include "build/pool.h"

#include <pthread.h>
#include <stdatomic.h>

typedef struct {
    atomic_size_t next;
    PoolFn *fn;
    void *job;
    size_t nitems;
} Batch;

typedef struct {
    Batch *batch;
    Worker *worker;
    pthread_t thread;
} Hand;

static void *work(void *arg)
{
    Hand *hand = arg;
    Batch *b = hand->batch;
    Worker *w = hand->worker;

    for (;;) {
        size_t i = atomic_fetch_add_explicit(&b->next, 1, memory_order_relaxed);
        if (i >= b->nitems)
            return NULL;
        ArenaMark mark = arena_mark(&w->scratch);
        ArenaMark values = arena_mark(&w->values);
        b->fn(w, b->job, i);
        arena_rewind(&w->scratch, mark);
        arena_rewind(&w->values, values);
        if (w->tick)
            w->tick(w->context, i + 1, b->nitems);
    }
}

void pool_run(Worker *workers, int nworkers, PoolFn *fn, void *job,
              size_t nitems)
{
    Batch batch = {.fn = fn, .job = job, .nitems = nitems};
    Hand hands[POOL_MAX];
    int started = 1;

    if (nworkers > POOL_MAX)
        nworkers = POOL_MAX;

    /* Worker 0 is this thread.  If the system will not give us more threads,
     * the ones we have finish the batch: slower, not wrong. */
    for (; started < nworkers && (size_t)started < nitems; started++) {
        hands[started] = (Hand){.batch = &batch, .worker = &workers[started]};
        if (pthread_create(&hands[started].thread, NULL, work, &hands[started]))
            break;
    }
    hands[0] = (Hand){.batch = &batch, .worker = &workers[0]};
    work(&hands[0]);
    for (int i = 1; i < started; i++)
        pthread_join(hands[i].thread, NULL);
}
