/* languages.c - see languages.h. */
#include "snippet/languages.h"

#define S(lit) STR_INIT(lit)
#define NO_RUN                                                                 \
    {                                                                          \
        NULL                                                                   \
    }
#define TEXT(type) S("text/" type)

/* The last is what nobody knows. */
/* clang-format off */
static const SnippetLanguage languages[] = {
    {S("sh"), {S("shell"), S("ash"), S("dash")}, S(".sh"), TEXT("x-shellscript"), S("#"),
     CHECKER_SH, {"sh", "{}"}, true, "sh"},
    {S("bash"), {{0}}, S(".sh"), TEXT("x-shellscript"), S("#"),
     CHECKER_BASH, {"bash", "{}"}, true, "sh"},
    {S("console"), {S("shell-session"), S("shellsession"), S("sh-session")}, S(".txt"), TEXT("plain"), S(""),
     CHECKER_TRANSCRIPT, {"sh", "{}"}, true, NULL},
    {S("python"), {S("py"), S("python3")}, S(".py"), TEXT("x-python"), S("#"),
     CHECKER_PYTHON, {"python3", "{}"}, true, "python"},
    {S("lua"), {{0}}, S(".lua"), TEXT("x-lua"), S("--"),
     CHECKER_LUA, {"lua", "{}"}, true, "lua"},
    {S("jq"), {{0}}, S(".jq"), TEXT("plain"), S("#"),
     CHECKER_JQ, {"jq", "-f", "{}"}, false, "jq"},
    {S("javascript"), {S("js"), S("node"), S("mjs")}, S(".js"), TEXT("javascript"), S("//"),
     CHECKER_JAVASCRIPT, {"node", "{}"}, false, "js"},
    {S("sql"), {S("sqlite"), S("sqlite3")}, S(".sql"), S("application/sql"), S("--"),
     CHECKER_NONE, {"sqlite3", "-batch", ":memory:", ".read {}"}, false, "sql"},
    {S("c"), {{0}}, S(".c"), TEXT("x-c"), S("//"),
     CHECKER_C, {"sh", "-c", "cc -std=c17 -Wall -Wextra -o ./.program {} && exec ./.program"}, false, NULL},
    {S("awk"), {S("gawk"), S("mawk")}, S(".awk"), TEXT("plain"), S("#"),
     CHECKER_NONE, {"awk", "-f", "{}"}, false, NULL},
    {S("sed"), {{0}}, S(".sed"), TEXT("plain"), S("#"),
     CHECKER_NONE, {"sed", "-n", "-f", "{}"}, false, NULL},
    {S("perl"), {S("pl")}, S(".pl"), TEXT("x-perl"), S("#"),
     CHECKER_NONE, {"perl", "{}"}, false, NULL},
    {S("make"), {S("makefile")}, S(".mk"), TEXT("x-makefile"), S("#"),
     CHECKER_NONE, {"make", "-s", "-f", "{}"}, false, NULL},
    {S("json"), {{0}}, S(".json"), S("application/json"), S(""),
     CHECKER_JSON, NO_RUN, false, NULL},
    {S("yaml"), {S("yml")}, S(".yaml"), S("application/yaml"), S("#"),
     CHECKER_YAML, NO_RUN, false, NULL},
    {S("toml"), {{0}}, S(".toml"), S("application/toml"), S("#"),
     CHECKER_NONE, NO_RUN, false, NULL},
    {S("ini"), {S("conf"), S("cfg"), S("systemd")}, S(".ini"), TEXT("plain"), S("#"),
     CHECKER_NONE, NO_RUN, false, NULL},
    {S("dockerfile"), {S("docker"), S("containerfile")}, S(".dockerfile"), TEXT("plain"), S("#"),
     CHECKER_NONE, NO_RUN, false, NULL},
    {S("hcl"), {S("terraform"), S("tf")}, S(".tf"), TEXT("plain"), S("#"),
     CHECKER_NONE, NO_RUN, false, NULL},
    {S("nginx"), {{0}}, S(".conf"), TEXT("plain"), S("#"),
     CHECKER_NONE, NO_RUN, false, NULL},
    {S("go"), {S("golang")}, S(".go"), TEXT("x-go"), S("//"),
     CHECKER_NONE, {"go", "run", "{}"}, false, NULL},
    {S("rust"), {S("rs")}, S(".rs"), TEXT("x-rust"), S("//"),
     CHECKER_NONE, NO_RUN, false, NULL},
    {S("cpp"), {S("c++"), S("cxx"), S("cc")}, S(".cpp"), TEXT("x-c++"), S("//"),
     CHECKER_NONE, NO_RUN, false, NULL},
    {S("java"), {{0}}, S(".java"), TEXT("x-java"), S("//"),
     CHECKER_NONE, NO_RUN, false, NULL},
    {S("typescript"), {S("ts")}, S(".ts"), TEXT("plain"), S("//"),
     CHECKER_NONE, NO_RUN, false, NULL},
    {S("ruby"), {S("rb")}, S(".rb"), TEXT("x-ruby"), S("#"),
     CHECKER_NONE, NO_RUN, false, NULL},
    {S("php"), {{0}}, S(".php"), TEXT("plain"), S("#"),
     CHECKER_NONE, NO_RUN, false, NULL},
    {S("protobuf"), {S("proto")}, S(".proto"), TEXT("plain"), S("//"),
     CHECKER_NONE, NO_RUN, false, NULL},
    {S("graphql"), {{0}}, S(".graphql"), TEXT("plain"), S("#"),
     CHECKER_NONE, NO_RUN, false, NULL},
    {S("css"), {{0}}, S(".css"), TEXT("css"), S(""),
     CHECKER_NONE, NO_RUN, false, NULL},
    {S("html"), {{0}}, S(".html"), TEXT("plain"), S(""),
     CHECKER_NONE, NO_RUN, false, NULL},
    {S("jinja"), {S("jinja2"), S("html+jinja")}, S(".jinja"), TEXT("plain"), S(""),
     CHECKER_NONE, NO_RUN, false, NULL},
    {S("xml"), {S("svg")}, S(".xml"), TEXT("plain"), S(""),
     CHECKER_NONE, NO_RUN, false, NULL},
    {S("markdown"), {S("md")}, S(".md"), TEXT("markdown"), S(""),
     CHECKER_NONE, NO_RUN, false, NULL},
    {S("diff"), {S("patch")}, S(".diff"), TEXT("x-diff"), S(""),
     CHECKER_NONE, NO_RUN, false, NULL},
    {S("lisp"), {S("scheme"), S("racket"), S("clojure")}, S(".lisp"), TEXT("plain"), S(";"),
     CHECKER_NONE, NO_RUN, false, NULL},
    {S("tex"), {S("latex")}, S(".tex"), TEXT("x-tex"), S("%"),
     CHECKER_NONE, NO_RUN, false, NULL},
    {S("haskell"), {S("hs")}, S(".hs"), TEXT("x-haskell"), S("--"),
     CHECKER_NONE, NO_RUN, false, NULL},
    {S("text"), {S("txt"), S("plain"), S("output")}, S(".txt"), TEXT("plain"), S(""),
     CHECKER_NONE, NO_RUN, false, NULL},
};
/* clang-format on */

static bool is_called(const SnippetLanguage *l, Str name)
{
    if (str_eq_nocase(l->name, name))
        return true;
    for (size_t i = 0; i < LANGUAGE_ALIASES && l->aliases[i].len; i++)
        if (str_eq_nocase(l->aliases[i], name))
            return true;
    return false;
}

const SnippetLanguage *snippet_language(Str name)
{
    const size_t last = COUNT(languages) - 1;

    for (size_t i = 0; name.len && i < last; i++)
        if (is_called(&languages[i], name))
            return &languages[i];
    return &languages[last];
}

const SnippetLanguage *snippet_languages(size_t *n)
{
    *n = COUNT(languages);
    return languages;
}

Str snippet_comment(Str language)
{
    if (language.len == 0)
        return (Str){0};
    Str own = snippet_language(language)->comment;

    return own.len ? own : STR("#");
}
