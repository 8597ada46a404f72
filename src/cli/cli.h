/* cli.h - the command line: what main calls.
 */
#ifndef CLI_CLI_H
#define CLI_CLI_H

/* What the process says when it ends. */
enum {
    STATUS_DONE = 0,
    STATUS_ERRORS = 1, /* the site has errors, or the machine failed us */
    STATUS_MISUSE = 2, /* wrong use: of words, or of things named */
    STATUS_UNSAFE = 3, /* there is no sandbox to run snippets in */
};

int cli_main(int argc, char **argv);

#endif
