/* host.h - what the host objects share; private to site/.
 *
 *   host.c           reading a field by its row; lists
 *   objects_page.c   pages
 *   objects_site.c   site, language, pager, resource, route
 *   objects_snippet.c  blocks of code that have an id
 *   query.c          what a site can be asked
 */
#ifndef SITE_HOST_H
#define SITE_HOST_H

#include "site/objects.h"

#define FIELD(name, kind, type, doc)                                           \
    {                                                                          \
        STR_INIT(#name), kind, offsetof(type, name), NULL, STR_INIT(doc)       \
    }
#define FIELD_FN(name, kind, fn, doc)                                          \
    {                                                                          \
        STR_INIT(#name), kind, 0, fn, STR_INIT(doc)                            \
    }

Value host_date(Reader *r, Date d);
Value host_languages(Arena *a, const Site *site);
Value host_pagers(Arena *a, const Page *p);
Value host_pager_list(Arena *a, const Pager *const *items, size_t n);
Value host_resources(Arena *a, const Page *p);
Value host_snippets(Arena *a, const SiteSnippets *snippets);

/* Answers a tuple; false if it is no question. */
bool host_query(Reader *r, const Site *site, const List *question, Value *out);

/* Fills Site.page_fields. */
void host_index_pages(Site *site);

extern const HostTable host_page, host_site, host_language, host_pager,
    host_resource, host_route, host_snippet;

#endif
