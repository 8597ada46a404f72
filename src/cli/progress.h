/* progress.h - how far a build is, on a terminal, once it passes a second.
 */
#ifndef CLI_PROGRESS_H
#define CLI_PROGRESS_H

#include "build/build.h"
#include "cli/verb.h"

typedef struct {
    int64_t next; /* when to show something, by os_monotonic_ns */
    bool shown;
} Progress;

/* A build begins. */
void progress_begin(Progress *p);

/* For BuildOptions, with the Progress as context; NULL where nobody would see
 * it. */
BuildProgress *progress_for(const Cli *c);

/* It is over: the line is empty again. */
void progress_end(Progress *p);

#endif
