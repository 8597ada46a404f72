/* trial.h - the tests that plugins bring with them.
 *
 * They lie in plugins/NAME/tests/, for a plugin of one file too:
 *
 *     CASE.md    a piece of Markdown, and in CASE.html what it becomes where
 *                there is no other plugin and nothing is configured
 *     CASE/      a small site whose bifolio.yaml lists the plugin, and in
 *                CASE/expect/ those of its files that matter, as they are
 *                built; its clock stands at the beginning of 2026
 *     CASE.txt   what is said meanwhile, if anything is, errors too
 *
 * Nothing is written here: whoever asks compares what is expected and what
 * came.
 */
#ifndef BUILD_TRIAL_H
#define BUILD_TRIAL_H

#include "base/vec.h"
#include "diag/diag.h"

/* A file of expectations. */
typedef struct {
    Str path;      /* from the site's root */
    bool expected; /* it is there */
    bool made;     /* the test makes it */
    Source wanted; /* what it holds */
    Str got;       /* what is made */
} TrialFile;

typedef struct {
    Str name;
    Str input; /* path of CASE.md or CASE/bifolio.yaml, from the site's root */
    VEC(TrialFile) files;
} Trial;

typedef VEC(Trial) Trials;

/* The plugins that lie in plugins/, sorted, whether they are listed or not. */
typedef VEC(Str) PluginNames;
void trial_plugins(Arena *a, Str root, PluginNames *out);

/* Runs the tests of a plugin, sorted by name.  False after errors: it cannot be
 * loaded, or what lies among its tests is none; the other tests have been run
 * then. */
bool trial_run(Arena *a, Str root, Str plugin, DiagList *d, Trials *out);

#endif
