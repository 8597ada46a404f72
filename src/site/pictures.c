/* pictures.c - the picture that stands for a page, in link previews and
 * lists. */
#include "site/assemble.h"

#include "base/path.h"

/* "map.it.svg" is for Italian pages; "map.svg" for all. */
static bool for_another_language(const Config *config, const Resource *r,
                                 int lang)
{
    Str stem = str_rcut(r->name, '.').head;
    StrCut cut = str_rcut(stem, '.');
    int own = cut.found ? config_language(config, cut.tail) : -1;

    return own >= 0 && own != lang;
}

static const Resource *first_picture(const Site *site, const Page *p)
{
    for (size_t i = 0; i < p->resources.len; i++) {
        const Resource *r = p->resources.items[i];
        if (r->width > 0 && !for_another_language(site->config, r, p->lang))
            return r;
    }
    return NULL;
}

static Str wanted_picture(const Page *p)
{
    const Value *v = p->fm.params.kind == VALUE_DICT
                         ? dict_get_str(p->fm.params.as.dict, STR("image"))
                         : NULL;

    return v && v->kind == VALUE_STR ? v->as.s : (Str){0};
}

/* The file that params.image names, as a link in the text would; an address
 * elsewhere is left to the templates. */
static const Resource *named_picture(Assembly *as, const Page *p, Str name)
{
    bool absolute = str_starts(name, STR("/"));
    Str folder = absolute ? (Str){0} : p->folder;
    const Resource *found = NULL;
    Str path;

    if (str_find_text(name, STR("://")) != SIZE_MAX)
        return NULL;
    if (path_normalize(as->arena,
                       path_join(as->arena, folder, str_drop(name, absolute)),
                       &path))
        found = site_resource_at(as->site, as->arena, path, p->lang);
    if (!found)
        diag_add(as->diags, IMAGE_MISSING, &p->src, (Span){0}, STRS(name));
    return found;
}

void assemble_pictures(Assembly *as)
{
    const Site *site = as->site;

    for (size_t i = 0; i < site->pages.len; i++) {
        Page *p = site->pages.items[i];
        Str name = wanted_picture(p);
        p->image =
            name.len ? named_picture(as, p, name) : first_picture(site, p);
    }
}
