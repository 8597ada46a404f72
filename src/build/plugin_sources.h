/* plugin_sources.h - the files that plugins are; private to build/. */
#ifndef BUILD_PLUGIN_SOURCES_H
#define BUILD_PLUGIN_SOURCES_H

#include "plugin/plugin.h"
#include "site/config.h"

/* Reads plugins/NAME.lua, or plugins/NAME/ with all its modules, of each plugin
 * that is configured, below `root`; nothing through a link that leads out of
 * it.  False after errors. */
bool plugin_sources(Arena *a, Str root, const Config *config, DiagList *d,
                    PluginSource *out);

#endif
