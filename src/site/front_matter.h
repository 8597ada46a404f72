/* front_matter.h - what an author says about a page, above its text.
 *
 * YAML between two lines of three hyphens at the very start of the file.  One
 * table (front_matter.c) names every field; unknown ones are warned of, since
 * files come from other generators, and wrong values are errors at their place.
 */
#ifndef SITE_FRONT_MATTER_H
#define SITE_FRONT_MATTER_H

#include "base/date.h"
#include "base/vec.h"
#include "data/value.h"
#include "diag/diag.h"

/* A text with the place where it stands. */
typedef struct {
    Str text;
    Span at;
} FrontText;

typedef VEC(FrontText) FrontTexts;

/* Empty, zero or year 0: not given. */
typedef struct {
    Str title, slug, description, author, layout, key, translates;
    Date date, updated, publish, expires;
    FrontTexts tags, aliases;
    FrontText series;
    int64_t weight;
    bool draft, evergreen;
    bool toc, toc_given;
    Value params; /* VALUE_DICT, or undefined */
    Span slug_at, key_at, date_at, layout_at, expires_at;
} FrontMatter;

typedef struct {
    Span yaml, body; /* in the source; yaml is empty if there is none */
} FrontSplit;

/* Finds the two parts.  A byte-order mark and CRLF are tolerated.  False after
 * an error: an empty file, invalid UTF-8, no front matter or no end to it. */
bool front_matter_split(const Source *src, DiagList *d, FrontSplit *out);

/* Reads the fields.  False after errors; *out holds what was right. */
bool front_matter_read(Arena *a, const Source *src, Span yaml, DiagList *d,
                       FrontMatter *out);

#endif
