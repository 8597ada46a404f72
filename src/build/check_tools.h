/* check_tools.h - programs that parse a language, asked about pieces of code.
 *
 * Each parses and does no more; what may read files on its own (C includes) is
 * asked only where there is a sandbox, and within it.  Programs are looked for
 * where the system has them, whatever PATH says: the answer is the same for
 * everybody on the machine.
 */
#ifndef BUILD_CHECK_TOOLS_H
#define BUILD_CHECK_TOOLS_H

#include "os/sandbox.h"
#include "snippet/check.h"

typedef struct {
    SnippetChecker checker;
    Str program;     /* with its path; "": there is none */
    Digest identity; /* of the program as it is: its size and time */
} CheckTool;

typedef struct {
    CheckTool tools[CHECKERS]; /* by checker */
    Sandbox sandbox;
    bool looked, enclosed; /* for the sandbox; whether there is one */
} CheckTools;

/* Finds the programs.  The sandbox is looked for when it is first needed, by
 * check_tools_ready, before there are several threads. */
void check_tools_find(Arena *a, CheckTools *out);
void check_tools_ready(Arena *a, CheckTools *tools, SnippetChecker checker);

/* Codes that one process can be given. */
enum { CHECK_BATCH = 64, CHECK_LARGEST = 100 << 10 /* bytes of one */ };

/* Asks about `n` pieces of code, no more than CHECK_BATCH, none larger than
 * CHECK_LARGEST, and fills `out`.  False if the tool gave no answer; what there
 * is then is good.  Any thread. */
bool check_tools_ask(Arena *a, const CheckTools *tools, SnippetChecker checker,
                     const Str *codes, size_t n, SnippetVerdict *out);

#endif
