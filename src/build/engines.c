/* engines.c - the list of engines, where the site has any. */
#include "build/stages.h"

#include "base/path.h"

void build_engines(Arena *a, Str root, const Config *config, DiagList *d,
                   Engines *out)
{
    Str folder = config->snippets_engines;

    *out = (Engines){0};
    if (!folder.len)
        return;
    /* A site whose engines are not there is whole without them. */
    const Source *src =
        build_optional_file(a, root, path_join(a, folder, STR("engines.json")),
                            d);
    if (src)
        engines_read(a, src, d, out);
}
