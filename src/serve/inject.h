/* inject.h - pages with the script that shows changes.
 */
#ifndef SERVE_INJECT_H
#define SERVE_INJECT_H

#include "serve/snapshot.h"

/* Where the script is. */
#define LIVE_SCRIPT STR("/_bifolio/live.js")
#define LIVE_EVENTS STR("/_bifolio/events")

/* A copy of the page with the script before </body>, which is told what the
 * page is: its bytes' digest and the build. */
Str inject_script(Arena *a, Str html, Digest page, int64_t build);

/* A page for when there is none. */
Str inject_placeholder(Arena *a, Str title, int64_t build);

#endif
