/* stages.h - one build in the making: what its stages hand on; private to
 * build/.
 */
#ifndef BUILD_STAGES_H
#define BUILD_STAGES_H

#include "build/build.h"
#include "build/convert.h"
#include "build/output.h"
#include "build/plugins.h"
#include "build/publish.h"
#include "build/recall.h"
#include "build/theme.h"
#include "snippet/assemble.h"

struct Build {
    Arena *arena;
    const BuildOptions *options;
    DiagList *d;
    BuildSummary *summary;
    bool forget;      /* what earlier builds left */
    BuildStage stage; /* at which we are */
    size_t errors;    /* that there were before */
    Diag *said;       /* the last message there was before, or NULL */

    Worker *workers;
    int nworkers;

    Config config;
    Theme theme;
    SitePlugins plugins;
    Language *languages; /* in step with config.languages */
    Registry registries[TAXONOMIES];
    bool has_registry[TAXONOMIES];
    bool looking; /* nothing is to be made */
    bool blocked; /* what is written could not be right: write nothing */
    Map kept;     /* paths of sources whose output of before is kept */
    Discovery found;
    Parsed parsed;
    SnippetParts snippet_parts;
    SnippetSet snippets;
    Site *site;
    ParseJob parse;
    ConvertJob convert; /* the site asks it for XML until the end */
    Map assets;         /* name -> Asset */
    TemplateSet templates;
    Value *globals;       /* of templates, by language */
    TemplateTime **times; /* by worker; NULL: not asked for */
    Output output;
    Recall recall; /* of the last build */
};

/* Everything that is needed before content is looked at.  False if not even
 * that can be read; other errors set b->blocked, and content is still looked
 * through for errors of its own. */
bool stage_prepare(Build *b);

/* Where what is built goes, once the configuration has been read. */
Str output_folder(const Build *b);

void stage_parse(Build *b);

/* A file of the site that need not be there; NULL if it is not, or after a
 * diagnostic. */
const Source *build_optional_file(Arena *a, Str root, Str path, DiagList *d);

/* snippets.c: what takes all pages' blocks of code. */
void stage_snippets(Build *b);
/* Whether it can be right; nothing is run. */
void stage_check(Build *b);

/* engines.c: the path of the list of engines, "" where there are to be none;
 * and what tells whether it has changed. */
Str build_engines_list(Arena *a, const Config *config);
uint64_t build_engines_sum(Arena *scratch, Str root, Str list);

void stage_assemble(Build *b);
void stage_convert(Build *b);

/* What every route needs: assets, templates, the names they all see. */
void render_prepare(Build *b);

/* Appends a route's bytes to `out`, whose arena is not w->values.  False after
 * errors.  Any worker, once all is prepared. */
bool render_route(Build *b, Worker *w, const Route *r, Buf *out, DiagList *d);

/* The file that is copied to a route, from the site's root; "" for others. */
Str render_copied(const Build *b, Arena *a, const Route *r);

/* The whole text of any other route, as it is to be written; lives
 * until the worker's next item. */
bool render_text(Build *b, Worker *w, const Route *r, Str *text, DiagList *d);

/* Fills b->output with what is to be there, then writes it. */
void stage_render(Build *b);

void stage_finish(Build *b);

#endif
