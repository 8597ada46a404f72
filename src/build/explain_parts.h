/* explain_parts.h - what the files of the explanation share; private to
 * explain*.c.
 *
 *   explain.c          what is meant, what it is, whether its file stands
 *   explain_values.c   what is in force of a page, and where that comes from
 *   explain_reads.c    templates, plugins, texts, lists, fields that it read
 *   explain_last.c     what the last build did with it
 */
#ifndef BUILD_EXPLAIN_PARTS_H
#define BUILD_EXPLAIN_PARTS_H

#include "build/stages.h"

typedef struct {
    Arena *a;
    Build *b;
    Str what;
    DiagCode unknown;
    DiagList *d;
    Dict *out;
    bool found;
} Explaining;

/* Nothing is put where the text, or list, is empty. */
void explain_put(const Explaining *e, Str key, Str text);
void explain_put_list(const Explaining *e, Str key, List *list);

/* A new dict at the end of the list. */
Dict *explain_row(const Explaining *e, List *list);

void explain_values(const Explaining *e, const Page *p);
void explain_reads(const Explaining *e, const ReadLog *log);
void explain_plugins(const Explaining *e, const Route *r, const ReadLog *log);
void explain_last(const Explaining *e, Str output);

#endif
