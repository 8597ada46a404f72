/* policy.h - a site's Content-Security-Policy, while it is served here.
 *
 * The script that shows changes comes from this server and asks it for them.
 * A site's policy that would forbid that is widened by just so much; what tells
 * browsers to use TLS, which is not spoken here, is left out.
 */
#ifndef SERVE_POLICY_H
#define SERVE_POLICY_H

#include "base/arena.h"

/* The policy as it is to be sent; CSP 3, section 2.2. */
Str policy_for_serving(Arena *a, Str policy);

#endif
