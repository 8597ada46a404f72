/* snippets.h - what the verbs that run snippets share; private to cli/.
 */
#ifndef CLI_SNIPPETS_H
#define CLI_SNIPPETS_H

#include "cli/verb.h"
#include "os/interrupt.h"
#include "runner/runner.h"

/* A snippet that has run, in one edition or, where nothing differs that could
 * change what it does, in several at once. */
typedef struct SnippetRun SnippetRun;
struct SnippetRun {
    Snippets editions;
    RunResult result;
    Verdict verdict;
    const SnippetRun *cover; /* that runs it on its way, or NULL */
    DiagList said;           /* while it was run */
    bool done;               /* there is a result */
    bool ran;                /* and a verdict */
    EngineTry try;           /* engine NULL: none was asked */
};

typedef VEC(SnippetRun) SnippetRuns;

typedef struct {
    Cli *c;
    Str root;
    const SnippetSet *set;
    Runner runner;
    Interrupt interrupt;
    SnippetRuns runs;
    Map versions; /* of tools: name -> Str */
    int64_t nanoseconds;
    bool silent; /* nothing is said while they run */
    bool tried;  /* the engines were asked: what they say stands in the runs */
} SnippetSession;

/* An error: there is no sandbox, and why. */
void cli_no_sandbox(Cli *c, Str why);

/* Reads the site and finds the sandbox.  False after an error; the session need
 * not be closed then. */
bool snippets_open(Cli *c, SnippetSession *s);
void snippets_close(SnippetSession *s);

/* Chooses what is named on the command line, or all that are to be run; with
 * `changed` only what the lock does not vouch for.  False after an error. */
bool snippets_choose(SnippetSession *s, bool changed);

/* Runs what has been chosen, and says what is wrong with it as it goes.  With
 * `show`, what differs is printed. */
void snippets_run(SnippetSession *s, bool show);

/* Runs what readers may run in their engines too; with `frozen`, that one does
 * not do what the lock says is an error. */
void snippets_try_engines(SnippetSession *s, bool frozen);

/* Writes the lock; `renew` as in results_lock.  Of runs that are good, or all
 * that have printed something. */
void snippets_write_lock(SnippetSession *s, bool renew);

/* ran 20, replayed 12, failed 1; 840 ms */
void snippets_summary(SnippetSession *s);

#endif
