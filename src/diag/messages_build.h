/* messages_build.h - what is said about builds; see messages.h. */
#ifndef DIAG_MESSAGES_BUILD_H
#define DIAG_MESSAGES_BUILD_H

/* clang-format off */
#define MESSAGES_BUILD(X)
/* clang-format on */

#endif
