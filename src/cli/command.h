/* command.h - all that the command line understands, as one table.
 *
 * The table (command.c) drives the reading of arguments, every --help, the
 * manual page and the completions of the shells, so none of them can say
 * anything else than the others.
 *
 *     command.c      the table
 *     parse.c        arguments -> Options
 *     cli.c          from main to a verb and back
 *     help.c man.c completions.c    what is made of the table
 *     the rest       one file a verb
 *
 * Reading follows GNU: --long, --long=value, --long value, any beginning of a
 * long name that is not ambiguous, short ones together (-qj4), options
 * anywhere, and nothing but arguments behind `--`.
 */
#ifndef CLI_COMMAND_H
#define CLI_COMMAND_H

#include "base/date.h"
#include "diag/diag.h"

/* A text for people; ORDER DiagLanguage */
typedef struct {
    Str in[2];
} Phrase;

/* Everything that any option can say.  Empty, zero, year 0: not given. */
typedef struct {
    bool help, version, verbose, quiet;
    Str color, site;

    bool clean, no_cache, drafts, future, expired, timings;
    Date clock;
    Str base_url, out;
    int64_t jobs;

    Str host;
    int64_t port;
    bool open, poll;

    Str lang, data, path, as;
    bool plain, man, templates, update;

    Str sandbox, tape, tool;
    bool changed, frozen, engines;

    Str language, level, tag, page;
    bool json, raw;
} Options;

typedef enum {
    TAKES_NOTHING, /* a flag */
    TAKES_TEXT,
    TAKES_FILE,
    TAKES_FOLDER,
    TAKES_NUMBER, /* whole, above zero */
    TAKES_DATE,
    TAKES_CHOICE, /* one of the words in `value` */
    TAKES_VERB,
} Kind;

/* One option.  An option of the same name takes the same kind of value with
 * every verb: options may stand before the verb. */
typedef struct {
    Str name;    /* without hyphens */
    char letter; /* the short one; 0: none */
    Kind kind;
    Str value; /* what stands for it in help: "DIR", or "auto|always|never" */
    size_t offset; /* of the member in Options: bool, int64_t, Date or Str */
    Phrase doc;
} Option;

typedef struct Cli Cli;

typedef struct {
    Str name;     /* "build", or "new site" */
    Str argument; /* what it is given: "DIR"; "" for nothing */
    Kind kind;    /* of that */
    size_t least, most;
    const Option *options; /* besides those of every verb */
    size_t noptions;
    void (*run)(Cli *c);
    Phrase summary; /* a line */
    Phrase detail;  /* a paragraph */
    Str example;    /* a command line */
} Command;

/* The verbs, in the order in which help lists them. */
const Command *commands(size_t *n);

/* The options that every verb has. */
const Option *common_options(size_t *n);

/* The verb that the words begin with, the longest; NULL if there is none. */
const Command *command_find(const Str *words, size_t n);

/* Words in the verb's name. */
size_t command_words(const Command *command);

/* Option i of a verb, its own first, then the common ones; NULL at the end. */
const Option *command_option(const Command *command, size_t i);

/* "bifolio build", for messages. */
Str command_line(Arena *a, const Command *command);

/* ---- parse.c */

/* What was asked for. */
typedef struct {
    const Command *command; /* NULL: no verb was named */
    Options options;
    const Str *arguments;
    size_t narguments;
} Request;

/* Reads the arguments, the program's name not among them.  False after errors;
 * *out is then what was understood. */
bool parse_arguments(Arena *a, const Str *argv, size_t argc, DiagList *d,
                     Request *out);

/* Errors if there are too few or too many arguments for the verb. */
bool check_arguments(Arena *a, const Request *request, DiagList *d);

/* An error about the use of the program. */
Diag *misuse(DiagList *d, DiagCode code, const Str *args, size_t nargs);

#endif
