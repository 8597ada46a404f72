/* theme.h - where templates, assets and the words of the interface come from.
 *
 * Three places, the later over the earlier, file by file: the theme built into
 * the program, themes/NAME/ of the site, and the site's own layouts/.
 *
 *     themes/NAME/templates/post.html   layouts/post.html
 *     themes/NAME/assets/style.css      layouts/assets/style.css
 *     themes/NAME/i18n/it.yaml          layouts/i18n/it.yaml (adds to it)
 */
#ifndef BUILD_THEME_H
#define BUILD_THEME_H

#include "base/map.h"
#include "data/locale.h"
#include "diag/diag.h"

typedef struct {
    Arena *arena;
    Map templates;  /* name -> Source */
    Map assets;     /* the same; the text is the file's bytes */
    Map texts;      /* "it.yaml" -> Source, of the theme */
    Map own_texts;  /* the same, of layouts/ */
    const Str *ids; /* that its pages use for themselves; from theme.yaml */
    size_t nids;
} Theme;

/* False after errors: there is no such theme, or a file cannot be read. */
bool theme_read(Arena *a, Str root, Str name, DiagList *d, Theme *out);

/* The same without the site's layouts/. */
bool theme_open(Arena *a, Str root, Str name, DiagList *d, Theme *out);

/* The built-in theme alone, for those who have no site. */
void theme_builtin(Arena *a, Theme *out);

/* The locale of a language: the theme's, the site's messages over it.  False
 * after errors; *out can be used all the same. */
bool theme_locale(const Theme *t, Arena *a, Str code, DiagList *d, Locale *out);

/* For every two languages: the same messages, forms and placeholders.  `codes`
 * are in step with `locales`. */
bool theme_check_locales(const Theme *t, const Locale *locales, size_t n,
                         DiagList *d);

#endif
