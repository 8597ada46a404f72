/* call.h - what the site's functions and filters share; private to build/. */
#ifndef BUILD_CALL_H
#define BUILD_CALL_H

#include "build/context.h"
#include "build/functions.h"
#include "template/call.h"

const PageContext *host_of(TemplateCall *call);
Arena *arena_of(TemplateCall *call);

/* Argument i was given, and is not none. */
bool given(TemplateCall *call, size_t i);

/* Argument i as text; "" where it was not given.  False after an error if it
 * is not text. */
bool text_arg(TemplateCall *call, size_t i, Str *out);

/* Argument i as a language: an object or a code; c->lang where it was not
 * given. */
bool language_arg(TemplateCall *call, size_t i, const SiteLanguage **out);

/* Always false: argument i should be `wanted`. */
bool bad_arg(TemplateCall *call, size_t i, Str wanted);

/* Whoever watches is told that the way a language writes was relied on. */
void rely_on_locale(TemplateCall *call, const SiteLanguage *lang);

/* HTML with every address absolute, as seen from the page (or NULL). */
Str absolute_html(const Site *site, Arena *a, const Page *page, Str html);

/* ... or the site's own address. */
void rely_on_address(TemplateCall *call);

/* The filters whose rows stand in filters.c: filters_html.c. */
TemplateFn filter_absolute_urls;
TemplateFn filter_json;
TemplateFn filter_dump;

#endif
