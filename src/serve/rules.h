/* rules.h - _redirects and _headers, as static hosts read them.
 *
 * So that what works here works at the host.  Understood is what Netlify and
 * Cloudflare Pages have in common:
 *
 *     /old/           /new/          301     _redirects: from, to, status
 *     /blog(star)     /posts/:splat  302!    a star is the rest, which :splat
 *     /:year/:slug    /posts/:slug   200     names; ! means even over a file
 *
 *     /posts(star)                           _headers: a pattern, then fields
 *       X-Robots-Tag: noindex                of the answer, indented
 *       ! Cache-Control                      and one that is taken away
 *
 * where (star) is "/" and "*", which cannot stand together in a comment.
 * Rules that depend on what only a host knows (a country, another domain) or on
 * the query are passed over.
 */
#ifndef SERVE_RULES_H
#define SERVE_RULES_H

#include "base/map.h"
#include "base/vec.h"

typedef struct {
    Str from; /* a pattern, percent-encoding undone */
    Str to;   /* as written */
    int status;
    bool force; /* even where there is a file */
} RedirectRule;

typedef struct {
    Str name, value;
    bool remove;
} HeaderField;

typedef struct {
    Str pattern;
    VEC(HeaderField) fields;
} HeaderRule;

typedef struct {
    VEC(RedirectRule) redirects;
    VEC(HeaderRule) headers;
} Rules;

/* Reads both files; either may be empty.  What is no rule is passed over, as
 * hosts do.  The texts are copied. */
void rules_read(Arena *a, Str redirects, Str headers, Rules *out);

/* What a request was turned into. */
typedef struct {
    int status;
    Str to;
} RuleTarget;

/* The first rule for a path, decoded; `exists`: there is a file, so only forced
 * ones count.  False if there is none. */
bool rules_redirect(const Rules *rules, Arena *a, Str path, bool exists,
                    RuleTarget *out);

/* Fields for a path: name in lower case -> HeaderField. */
void rules_headers(const Rules *rules, Arena *a, Str path, Map *out);

/* Parts of a path that a pattern left open. */
enum { CAPTURES_MOST = 8 };
typedef struct {
    Str names[CAPTURES_MOST], values[CAPTURES_MOST];
    size_t len;
} Captures;

/* True if the whole path fits the pattern. */
bool rules_match(Str pattern, Str path, Captures *out);

#endif
