/* serve.h - bifolio serve: build, show, wait for a change, again.
 *
 *     serve.c       the loop
 *     snapshot.c    a site as one build left it, and what a path leads to
 *     rules.c       _redirects and _headers
 *     answer.c      from a request to an answer; conditions.c, mime.c, policy.c
 *     server.c      microhttpd; visits.c, live.c
 *     inject.c      pages with the script; client/ has it
 *     problems.c    what is wrong, for the browser
 *
 * The site is kept in memory (build/memory.h) and nothing is written.  Two
 * threads: the loop's, on which builds run, and the server's.  What a build has
 * made is handed over as a Snapshot, which does not change any more.
 */
#ifndef SERVE_SERVE_H
#define SERVE_SERVE_H

#include "build/build.h"
#include "os/watch.h"

enum {
    SERVE_PORT = 2424,     /* if none is asked for */
    SERVE_PORTS_TRIED = 20 /* from there on */
};

/* A build that is done. */
typedef struct {
    const Map *causes; /* files that changed; NULL: the first build */
    const BuildSummary *summary;
    DiagList *diags;
    size_t changed, removed; /* files, against the build before */
} ServeBuild;

/* Is told what goes on, on the thread that called. */
typedef struct {
    void *context;
    void (*building)(void *context); /* a build begins */
    void (*built)(void *context, const ServeBuild *build);
    /* After the first build: where the site is.  `d`: what there is to say of
     * it. */
    void (*serving)(void *context, Str url, DiagList *d);
} ServeListener;

typedef struct {
    Str root;
    Str host;     /* name or address to listen at; empty: this machine only */
    int64_t port; /* 0: SERVE_PORT or the next that is free */
    bool drafts, future, expired;
    bool poll;   /* do not ask the kernel for changes */
    bool browse; /* show it in the browser */
    int jobs;
    DiagLanguage language; /* of what the browser shows */
    ServeListener listener;
    BuildProgress *progress; /* may be NULL */
    void *progress_context;
} ServeOptions;

/* Until it is interrupted.  False after errors: it could not begin. */
bool serve(Arena *a, const ServeOptions *o, DiagList *d);

#endif
