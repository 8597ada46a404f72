/* verb.h - what a verb has in hand while it runs, and the verbs.
 *
 * A verb writes what it prints to `out` and what is wrong to `d`; both are
 * shown when it returns (cli.c), and decide the exit status.
 */
#ifndef CLI_VERB_H
#define CLI_VERB_H

#include "cli/command.h"
#include "site/config.h"

enum { CLI_STDOUT = 1, CLI_STDERR = 2 };
enum { CLI_READ_LARGEST = 64 << 20 }; /* bytes of a file named */

struct Cli {
    Arena arena;
    Arena scratch; /* for whoever needs a second one */
    Arena printed; /* of `out` */
    DiagList d;
    Buf out; /* to standard output */
    DiagStyle style;
    Request request;
    const Options *options; /* of the request */
    bool misused;
    bool no_sandbox; /* and nothing is run without one */
};

/* Adds an error about the use of the verb; the exit status will be 2. */
Diag *cli_misuse(Cli *c, DiagCode code, const Str *args, size_t nargs);

/* Argument i, "" if it was not given. */
Str cli_argument(const Cli *c, size_t i);

/* Prints a list of diagnostics that is not the verb's own, and empties it. */
void cli_report(Cli *c, DiagList *d);

/* "12.3 ms" */
void cli_put_time(Buf *b, int64_t nanoseconds);

/* What differs between two texts, with the lines around it. */
void cli_put_diff(Cli *c, Str before, Str after);

/* Prints what there is so far; for verbs that go on. */
void cli_flush(Cli *c);

/* The site's root: the folder of --site, or the nearest one with a
 * bifolio.yaml from the present folder upwards, or the present folder.  False
 * after an error. */
bool cli_site(Cli *c, Str *root);

/* The text of a file named on the command line, "-" or "" for standard input;
 * NULL after an error: it cannot be read, is too large or is not UTF-8. */
const Source *cli_read(Cli *c, Str name);

/* Writes a file, with the folders on the way.  False after an error. */
bool cli_write(Cli *c, Str path, Str bytes);

/* The moment of a build: --clock, else SOURCE_DATE_EPOCH, else now.  False
 * after an error. */
bool cli_clock(Cli *c, int64_t *out);

/* What the options say instead of the configuration. */
ConfigOverrides cli_overrides(const Options *o);

/* The configuration of the site, with what the options say instead.  False
 * after errors. */
bool cli_config(Cli *c, Str root, Config *out);

/* Help of a verb, or of the program (NULL). */
void help_print(Buf *out, const Command *command, DiagLanguage language);

/* Every filter, test, function and field that templates have, as Markdown. */
void reference_print(Buf *out);

/* The manual page, in troff's man macros. */
void man_print(Buf *out, DiagLanguage language);

void cmd_build(Cli *c);
void cmd_completions(Cli *c);
void cmd_config(Cli *c);
void cmd_explain(Cli *c);
void cmd_help(Cli *c);
void cmd_markdown(Cli *c);
void cmd_new_layout(Cli *c);
void cmd_new_post(Cli *c);
void cmd_new_site(Cli *c);
void cmd_plugin_list(Cli *c);
void cmd_plugin_test(Cli *c);
void cmd_serve(Cli *c);
void cmd_snippets_accept(Cli *c);
void cmd_snippets_check(Cli *c);
void cmd_snippets_doctor(Cli *c);
void cmd_snippets_list(Cli *c);
void cmd_snippets_record(Cli *c);
void cmd_snippets_run(Cli *c);
void cmd_snippets_show(Cli *c);
void cmd_snippets_test(Cli *c);
void cmd_template(Cli *c);
void cmd_verify(Cli *c);

#endif
