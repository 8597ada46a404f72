/* messages_site.h - what is said about sites; see messages.h. */
#ifndef DIAG_MESSAGES_SITE_H
#define DIAG_MESSAGES_SITE_H

/* clang-format off */
#define MESSAGES_SITE(X)
/* clang-format on */

#endif
