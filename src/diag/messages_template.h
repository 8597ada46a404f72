/* messages_template.h - what is said about templates; see messages.h. */
#ifndef DIAG_MESSAGES_TEMPLATE_H
#define DIAG_MESSAGES_TEMPLATE_H

/* clang-format off */
#define MESSAGES_TEMPLATE(X)
/* clang-format on */

#endif
