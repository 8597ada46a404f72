/* sandbox.h - a program alone on the machine, by bubblewrap.
 *
 * What runs in it sees the system's programs, read-only, and one folder of its
 * own in memory, which is gone with it.  There is no network, no home, nobody
 * else's process and no environment but a fixed one; what it may use is
 * bounded.  It may do as it likes: nothing outside is changed.
 *
 * We may be anybody.  Root becomes nobody before, since the system sets root no
 * limit of processes.
 */
#ifndef OS_SANDBOX_H
#define OS_SANDBOX_H

#include "os/process.h"

/* Where things are for whoever is inside. */
#define SANDBOX_SCRATCH                                                        \
    "/scratch"                   /* its own folder, its home, where it starts */
#define SANDBOX_SHOWN "/snippet" /* SandboxView.shown */

typedef struct {
    Str program; /* bwrap, with its path */
    Str version; /* "bubblewrap 0.8.0" */
} Sandbox;

typedef struct {
    Str shown;      /* a folder it can read at SANDBOX_SHOWN; ours to make
                       readable for all */
    bool root;      /* root in a namespace of its own: it may make others
                       (unshare, ip netns) */
    uint64_t space; /* bytes of its folder, and as many for /tmp */
    uint64_t processes;
} SandboxView;

/* False if there is none that works; *why then says so, as the system does, or
 * is empty where bubblewrap is not installed. */
bool sandbox_find(Arena *a, Str folders, Sandbox *out, Str *why);

/* The environment of whoever is inside. */
const Str *sandbox_environment(size_t *n);

/* Changes what is to be run so that it runs inside: `argv`, `env` (added to the
 * fixed one), `folder` (as seen from inside; "" for the scratch folder) and
 * `user`.  Other limits hold as they are. */
void sandbox_enclose(Arena *a, const Sandbox *s, const SandboxView *view,
                     Process *p);

#endif
