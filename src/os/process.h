/* process.h - another program, run to its end.
 *
 * No shell stands between: a program gets its arguments as they are.  It runs
 * in a session of its own, without a terminal, and nothing of it stays: when it
 * ends, or has to be ended, what it started is killed too, as is all of it when
 * we die.  (Where the system is not Linux: all that did not leave its process
 * group.)
 *
 * Threads: any number at once.  A thread that another may leave by force
 * (os/guard.h) is busy meanwhile.
 */
#ifndef OS_PROCESS_H
#define OS_PROCESS_H

#include "base/arena.h"

/* What a program may use; 0: as much as we may.  All but the processes are
 * counted for each process by itself. */
typedef struct {
    uint64_t cpu_seconds;
    uint64_t memory;    /* bytes of address space */
    uint64_t file_size; /* bytes */
    uint64_t open_files;
    uint64_t processes;  /* of its user, those from elsewhere counted */
    uint64_t all_memory; /* bytes that all it started hold together; looked at
                            ten times a second */
} ProcessLimits;

typedef struct {
    const Str *argv; /* argv[0] holds a '/', or is looked up in our PATH */
    size_t nargv;
    const Str *env; /* "NAME=value": all there is in its environment */
    size_t nenv;
    bool keep_env;   /* `env` comes on top of our own environment */
    Str folder;      /* where it starts; "": where we are */
    Str input;       /* its standard input; "": /dev/null */
    bool apart;      /* errors are not mixed into the output */
    bool report;     /* what it writes to descriptor 3 is kept, too */
    size_t most;     /* bytes of output; more ends it */
    int64_t wall_ms; /* milliseconds; 0: for ever */
    uint32_t user;   /* whom to be, user and group; 0: who we are */
    const int *stop; /* a descriptor that ends it once it is readable, or
                        NULL: an Interrupt's */
    ProcessLimits limits;
} Process;

typedef enum {
    PROCESS_EXITED,
    PROCESS_KILLED,  /* by a signal that was not ours */
    PROCESS_LATE,    /* killed: more than `wall_ms` */
    PROCESS_FLOODED, /* killed: more than `most` */
    PROCESS_HEAVY,   /* killed: more than `limits.all_memory` */
    PROCESS_STOPPED, /* killed: `stop` */
} ProcessEnd;

typedef struct {
    ProcessEnd end;
    int status;                 /* its exit status, or the signal's number */
    Str output, errors, report; /* any bytes */
    size_t left;                /* processes it left behind; killed */
    int64_t nanoseconds;
} ProcessResult;

/* Runs a program.  An errno value if it could not be started: ENOENT, there is
 * no such program, or no `folder`. */
int os_run(Arena *a, const Process *p, ProcessResult *out);

/* Where a program is: `name` looked up in a list of folders such as PATH holds.
 * False if it is in none. */
bool os_find_program(Arena *a, Str name, Str folders, Str *path);

#endif
