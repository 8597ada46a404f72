/* assemble.h - the parts of site_assemble, in the order they run.
 *
 * Private to site/: each step is one function over the Site, in a file of its
 * own; assemble.c calls them.
 */
#ifndef SITE_ASSEMBLE_H
#define SITE_ASSEMBLE_H

#include "site/site.h"

typedef struct {
    Site *site;
    Arena *arena;
    const SiteParts *parts;
    DiagList *diags;
    Page **newest; /* written pages by rank: nwritten of them */
    size_t nwritten;
    Page **placed;           /* in step with parts->parsed; NULL: not there */
    Map sections;            /* path -> Section */
    Map keys;                /* what pairs pages -> Group */
    Map spelt[TAXONOMIES];   /* as pages write it -> Term */
    Map terms[TAXONOMIES];   /* term key -> Group */
    Map made_up[TAXONOMIES]; /* folded name -> Term that nobody registered */
    Map slugs[TAXONOMIES];   /* of any language -> Term */
} Assembly;

/* pages.c: written pages, their languages, groups and sections. */
void assemble_pages(Assembly *as);

/* order.c: the rank of all written pages; and of those without a date again,
 * once there are pages that nobody wrote. */
void assemble_order(Assembly *as);
void assemble_order_undated(Assembly *as);

/* lists.c: homes, section lists, archives and years, and who follows whom. */
void assemble_lists(Assembly *as);

/* taxonomies.c: terms, their pages, series in order. */
void assemble_taxonomies(Assembly *as);

/* addresses.c: slugs and URLs of every page. */
void assemble_addresses(Assembly *as);

/* snippets.c: blocks of code that have an id; the pages about them; and, once
 * pages have theirs, their addresses. */
void assemble_snippets(Assembly *as);
void assemble_snippet_pages(Assembly *as);
void assemble_snippet_addresses(Assembly *as);

/* snippet_routes.c: the files about them. */
typedef bool AddRouteFn(Assembly *as, Map *taken, Route route);
void assemble_snippet_routes(Assembly *as, Map *taken, AddRouteFn *add);

/* pictures.c: the picture that stands for each page. */
void assemble_pictures(Assembly *as);

/* The address of a path from the site's root, "/it/a b/". */
Str assemble_url(Assembly *as, Str path);

/* related.c: related pages and backlinks. */
void assemble_related(Assembly *as);

/* routes.c: everything that is to be written, and what collides. */
void assemble_routes(Assembly *as);

/* A page that nobody wrote, in the group, added to the site. */
Page *assemble_page(Assembly *as, PageKind kind, int lang, Group *group);
Group *assemble_group(Assembly *as);

/* True if the lists of a language show the page: its own, and those that exist
 * only in others, where the site wants them. */
bool page_listed_in(const Page *p, int lang);

/* By rank. */
int page_newer(const void *a, const void *b);

/* As a manual's chapters: by weight, those without one last; then newest
 * first. */
int page_by_weight(const void *a, const void *b);

#endif
