/* publish.h - the theme's files made ready to be published.
 *
 * Style sheets and scripts are minified, and url() of a style sheet that names
 * another file of the theme leads to where that is published.
 */
#ifndef BUILD_PUBLISH_H
#define BUILD_PUBLISH_H

#include "build/assets.h"

/* From a map of names to Sources (build/theme.h) to one of names to Assets, in
 * the order of their names. */
void assets_publish(Arena *a, const Config *config, const Map *sources,
                    Map *out);

#endif
