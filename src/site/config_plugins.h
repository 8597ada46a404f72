/* config_plugins.h - the key `plugins` of bifolio.yaml; private to site/. */
#ifndef SITE_CONFIG_PLUGINS_H
#define SITE_CONFIG_PLUGINS_H

#include "site/config.h"

/* Fills c->plugins.  False after errors. */
bool config_plugins_read(Config *c, const Node *n, DiagList *d);

#endif
