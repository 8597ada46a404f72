/* names.c - what the path of a content file says. */
#include "site/site.h"

/* "a.it" -> "a", language 1; a suffix that is no language stays. */
static Str cut_language(const Config *config, Str name, int *lang)
{
    StrCut cut = str_rcut(name, '.');

    *lang = config->default_lang;
    if (!cut.found)
        return name;
    int found = config_language(config, cut.tail);
    if (found < 0)
        return name;
    *lang = found;
    return cut.head;
}

ContentName content_name(const Config *config, Str content_path)
{
    ContentName out = {0};
    StrCut cut = str_rcut(content_path, '/');
    Str file = cut.found ? cut.tail : cut.head;

    out.folder = cut.found ? cut.head : (Str){0};
    file = str_take(file, file.len - 3); /* .md */
    file = cut_language(config, file, &out.lang);
    bool index = str_eq(file, STR("index"));
    /* content/index.md can be nothing but the home */
    out.bundle = index && out.folder.len;
    out.section_index =
        str_eq(file, STR("_index")) || (index && !out.folder.len);
    if (out.bundle || out.section_index) {
        out.key = out.folder;
        return out;
    }
    out.key = (Str){content_path.ptr,
                    (size_t)(file.ptr + file.len - content_path.ptr)};
    return out;
}
