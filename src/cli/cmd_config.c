/* cmd_config.c - bifolio config */
#include "build/build.h"
#include "cli/verb.h"

ConfigOverrides cli_overrides(const Options *o)
{
    return (ConfigOverrides){
        .base_url = o->base_url,
        .out = o->out,
        .drafts = o->drafts,
        .future = o->future,
        .expired = o->expired,
    };
}

bool cli_config(Cli *c, Str root, Config *out)
{
    ConfigOverrides over = cli_overrides(c->options);

    return build_read_config(&c->arena, root, &over, &c->d, out);
}

void cmd_config(Cli *c)
{
    Str root;
    Config config;

    if (cli_site(c, &root) && cli_config(c, root, &config))
        config_print(&c->out, &config);
}
