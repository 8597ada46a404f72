/* engines.c - the list of engines, where the site has any. */
#include "build/stages.h"

#include "base/path.h"

Str build_engines_list(Arena *a, const Config *config)
{
    Str folder = config->snippets_engines;

    return folder.len ? path_join(a, folder, STR("engines.json")) : folder;
}

uint64_t build_engines_sum(Arena *scratch, Str root, Str list)
{
    DiagList unsaid = {.arena = scratch};
    const Source *src =
        list.len ? build_optional_file(scratch, root, list, &unsaid) : NULL;

    return src ? hash64(src->text) : 0;
}

void build_engines(Arena *a, Str root, const Config *config, DiagList *d,
                   Engines *out)
{
    Str list = build_engines_list(a, config);
    /* A site whose engines are not there is whole without them. */
    const Source *src = list.len ? build_optional_file(a, root, list, d) : NULL;

    *out = (Engines){0};
    if (src)
        engines_read(a, src, d, out);
}
