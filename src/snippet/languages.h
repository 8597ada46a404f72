/* languages.h - the languages of snippets: one table.
 *
 * To add one: a row in languages.c, and where it can be checked or run a row in
 * tests/unit/test_snippet.c.
 */
#ifndef SNIPPET_LANGUAGES_H
#define SNIPPET_LANGUAGES_H

#include "base/str.h"

/* Who reads the code at every build, without running it. */
typedef enum {
    CHECKER_NONE,
    /* our own, always there */
    CHECKER_JSON,
    CHECKER_YAML,
    CHECKER_LUA,
    CHECKER_TRANSCRIPT,
    /* tools, where they are */
    CHECKER_SH,
    CHECKER_BASH,
    CHECKER_PYTHON,
    CHECKER_JQ,
    CHECKER_C,
    CHECKER_JAVASCRIPT,
    CHECKERS
} SnippetChecker;

enum { LANGUAGE_ALIASES = 4, LANGUAGE_ARGS = 8 };

typedef struct {
    Str name;
    Str aliases[LANGUAGE_ALIASES];
    Str suffix;  /* of a file: ".py" */
    Str media;   /* of a file, without its charset */
    Str comment; /* what begins one that ends with the line; "" */
    SnippetChecker checker;
    /* The program and its arguments; "{}" is the file with the code.  NULL
     * first: it is not run. */
    const char *run[LANGUAGE_ARGS];
    bool sessions;      /* one interpreter can be given block after block */
    const char *engine; /* that runs it in a browser; NULL: none does */
} SnippetLanguage;

/* By name or alias, in any case.  What nobody knows is plain text, whose name
 * is "text". */
const SnippetLanguage *snippet_language(Str name);

const SnippetLanguage *snippet_languages(size_t *n);

/* For MarkdownCode: what begins a line of attributes is "#" where the language
 * has no comments of one line; "" for a block without a language. */
Str snippet_comment(Str language);

#endif
