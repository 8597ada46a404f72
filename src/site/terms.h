/* terms.h - the registry of tags or series: content/tags.yaml, series.yaml.
 *
 * A term is a concept with a name in each language: `riflessioni` and
 * `reflections` are one tag.  Pages may name it by its key, or by the label or
 * a synonym of any language, without regard to case and accents.
 */
#ifndef SITE_TERMS_H
#define SITE_TERMS_H

#include "base/vec.h"
#include "site/config.h"

typedef struct {
    Str key;
    LocalText label, slug, description;
} Term;

typedef struct {
    VEC(const Term *) terms;
    Map names;        /* folded name -> Term */
    VEC(Str) written; /* the same names as they stand in the file */
} Registry;

/* False after errors; *out then holds what was right. */
bool registry_read(Arena *a, const Config *config, const Source *src,
                   DiagList *d, Registry *out);

/* NULL if no term has that name. */
const Term *registry_find(const Registry *r, Str name);

/* The key, label or synonym nearest to a name that is not there; may be empty.
 */
Str registry_suggest(const Registry *r, Str name);

/* How names are compared: without regard to case, accents and what separates
 * words.  Punctuation counts: C, C++ and C# are three. */
Str term_fold(Arena *a, Str name);

/* A term for a name that is not registered: the name in every language. */
const Term *term_made_up(Arena *a, const Config *config, Str name);

#endif
