/* runner.h - snippets, run: the one room that executes what an author wrote.
 *
 *     plan.c         what is run for a snippet, piece by piece
 *     script.c       that, as a shell script
 *     tape_stage.c   tapes, as programs that answer
 *     run.c          the script in the sandbox, and what came of it
 *     judge.c        whether that is what was expected
 *     versions.c     of the tools that took part
 *     results.c      lines of snippets.lock
 *     record.c       tapes made
 *     accept.c       what came, written into the text
 *     engines.c      the same in the engines of readers' browsers
 */
#ifndef RUNNER_RUNNER_H
#define RUNNER_RUNNER_H

#include "os/sandbox.h"
#include "runner/plan.h"
#include "snippet/assemble.h"
#include "snippet/engines.h"

typedef struct {
    bool enclosed; /* in `sandbox`; else with what the machine has */
    Sandbox sandbox;
    Str where;       /* "bubblewrap 0.8.0; Debian 12" */
    Str temporary;   /* the folder of what is temporary; "": the usual one */
    const int *stop; /* as in Process */

    /* For record.c alone: a folder of programs that come before all others,
     * `folders` as PATH has them, and with all of our environment. */
    Str first_on_path, folders;
} Runner;

/* What came of a piece. */
typedef struct {
    bool ended;
    int status;
    Str output; /* any bytes but for the last newline: as they came */
} PieceResult;

typedef struct {
    Plan plan;
    PieceResult *pieces; /* in step with the plan's */
    size_t reached;      /* the piece that was running when all ended */
    int error;           /* errno; it was not run at all */
    ProcessEnd end;
    int status;
    Str output;    /* of the piece that did not end */
    Str left;      /* names of processes that were left, or "" */
    VEC(Str) told; /* what the script told besides: see script.h */
    int64_t nanoseconds;
} RunResult;

/* Runs a snippet after all it needs.  False after an error: it cannot be
 * planned. */
bool runner_run(const Runner *r, Arena *a, const Snippet *s, DiagList *d,
                RunResult *out);

/* Of the run of another, which covers it (plan_covers), the part of a snippet.
 * False if it must be run alone after all: not everything went well. */
bool run_part(const RunResult *whole, const Snippet *s, RunResult *out);

/* ---- judge.c */

typedef struct {
    bool good;
    bool differs;  /* its output is not what is expected */
    Str expected;  /* what was compared: of a transcript, all its text */
    Str got;       /* the same as it came */
    int status;    /* of its last piece */
    Digest output; /* of what came, as it is compared */
} Verdict;

/* Says what is wrong.  `line` of the lock may be NULL. */
void run_judge(Arena *a, const RunResult *r, const LockLine *line, DiagList *d,
               Verdict *out);

/* ---- versions.c */

/* The versions of programs: name -> Str, without those that do not say it. */
void tool_versions(const Runner *r, Arena *a, const Str *names, size_t n,
                   Map *out);

/* Finds the sandbox, and what the machine is called.  False if there is none
 * and `none` was not asked for; *why says so, or is empty where bubblewrap is
 * not installed. */
bool runner_open(Arena *a, Str folders, Str temporary, bool none, Runner *out,
                 Str *why);

/* ---- engines.c */

/* What an engine makes of a snippet. */
typedef struct {
    const Snippet *snippet;
    const Engine *engine;
    bool same; /* as is expected */
    Str got;
    int status;
} EngineTry;

/* Runs each with its engine as a browser would, in Node, one after the other:
 * `folder` is that of the engines.  False after an error: there is no Node.
 * No sandbox stands around it: an engine is one, and has nothing to give. */
bool engines_try(const Runner *r, Arena *a, Str folder, EngineTry *tries,
                 size_t n, DiagList *d);

/* ---- results.c */

/* What all lines that are written at a time have in common. */
typedef struct {
    const SnippetSet *set;
    const Runner *runner;
    const Map *versions; /* of tools: name -> Str */
    Date today;
} ResultFacts;

/* The line of the lock for a snippet that has run. */
LockLine *result_line(Arena *a, const ResultFacts *facts, const Snippet *s,
                      const RunResult *r, const Verdict *v);

/* The lock with `lines` put in place of those of the same name, without those
 * that belong to no snippet.  A line that differs in nothing but when and how
 * long stays as it was, unless `renew`. */
Str results_lock(Arena *a, const SnippetSet *set, LockLine *const *lines,
                 size_t nlines, bool renew);

#endif
