/* messages_markdown.h - what is said about markdowns; see messages.h. */
#ifndef DIAG_MESSAGES_MARKDOWN_H
#define DIAG_MESSAGES_MARKDOWN_H

/* clang-format off */
#define MESSAGES_MARKDOWN(X)
/* clang-format on */

#endif
