/* cmd_config.c - bifolio config */
#include "base/utf8.h"
#include "cli/verb.h"
#include "os/fs.h"
#include "site/config.h"

#include <errno.h>

enum { CONFIG_LARGEST = 4 << 20 };

/* bifolio.yaml, or NULL where there is none. */
static bool read_source(Cli *c, Str root, const Source **out)
{
    Source *src = ARENA_NEW(&c->arena, Source);
    Str path = path_join(&c->arena, root, STR("bifolio.yaml"));

    src->path = STR("bifolio.yaml");
    *out = src;
    int err = os_read_file(&c->arena, path, CONFIG_LARGEST, &src->text);
    if (err == ENOENT) {
        *out = NULL;
        return true;
    }
    if (err) {
        diag_add(&c->d, FILE_UNREADABLE, src, (Span){0}, STRS(os_error(err)));
        return false;
    }
    size_t bad = utf8_check(src->text);
    if (bad == SIZE_MAX)
        return true;
    diag_add(&c->d, NOT_UTF8, src, (Span){(uint32_t)bad, (uint32_t)bad + 1},
             NO_STRS);
    return false;
}

bool cli_config(Cli *c, Str root, Config *out)
{
    const Options *o = c->options;
    ConfigOverrides over = {
        .base_url = o->base_url,
        .out = o->out,
        .drafts = o->drafts,
        .future = o->future,
        .expired = o->expired,
    };
    const Source *src;

    return read_source(c, root, &src) &&
           config_read(&c->arena, src, &over, &c->d, out);
}

void cmd_config(Cli *c)
{
    Str root;
    Config config;

    if (cli_site(c, &root) && cli_config(c, root, &config))
        config_print(&c->out, &config);
}
