/* inputs.h - what plugins take from outside of what they are given: files of
 * the site, the environment, other programs.
 *
 * Each is asked once in a build, so that all of it sees the same: the file as
 * it was first read, and a program's output for the same arguments and input.
 * The next build asks again what files hold and what variables are set to, and
 * so knows what they have changed; a program's output is taken to stay, and is
 * kept from build to build until everything is made anew (`--clean`).
 *
 * A file is named by its path from the site's root, through no link that leads
 * out of the site.  A program gets its name looked up in PATH, no shell, and an
 * environment of PATH, HOME and what makes its output the same everywhere; it
 * may run for ten seconds and write 16 MB.
 *
 * Threads: any, but for opening and closing.
 */
#ifndef BUILD_INPUTS_H
#define BUILD_INPUTS_H

#include "base/digest.h"
#include "base/map.h"
#include "plugin/plugin.h"

typedef struct Inputs Inputs;

/* `root`, of the site, and `out`, its output folder, which cannot be read, are
 * borrowed; `now`: the clock of the build.  On the main thread. */
Inputs *inputs_open(Str root, Str out, int64_t now);
/* What messages may quote is moved to `keep`. */
void inputs_close(Inputs *in, Arena *keep);

/* A variable of the environment, as it is now.  On the main thread. */
void inputs_env(Inputs *in, Str name);

/* PluginHost.ask; answers live until inputs_close. */
void inputs_ask(Inputs *in, const PluginQuestion *q, PluginAnswer *out);

/* Scintillua's file NAME.lua in its folder, as "lexers/NAME.lua"; NULL if it is
 * not there.  Lives as long as `keep` of inputs_close. */
const Source *inputs_lexer(Inputs *in, Str folder, Str name);

/* What stands behind a name (reads.h) of kind "file" or "env" now. */
Digest inputs_digest(Inputs *in, Str kind, Str name);

/* What a program wrote, by a name of kind "run" that says to what. */
typedef struct {
    Str name, text;
} RunRow;

typedef VEC(RunRow) RunRows;

/* An earlier build's, borrowed; on the main thread. */
void inputs_recall(Inputs *in, const RunRow *row);

/* Those that were asked for, then those of before, which pages that were not
 * made again may ask for: as many as there is room for; made in `a`.  False if
 * a program gave nothing now, so that it is to be asked again. */
bool inputs_runs(Inputs *in, Arena *a, RunRows *out);

/* All names of these kinds that were asked for; made in `a`. */
typedef VEC(Str) InputNames;
void inputs_names(Inputs *in, Arena *a, InputNames *out);

#endif
