/* problems.h - what is wrong with the site, for the browser to show.
 */
#ifndef SERVE_PROBLEMS_H
#define SERVE_PROBLEMS_H

#include "diag/diag.h"

/* As JSON:
 *
 *   {"errors": 1, "warnings": 0, "title": "Errors: 1", "hide": "Hide",
 *    "items": [{"level": "error", "text": "content/a.md:3:8: error: ..."}]}
 *
 * or "null" where nothing is wrong.  The texts are those of diag_print. */
Str problems_json(Arena *a, const DiagList *d, DiagLanguage language);

#endif
