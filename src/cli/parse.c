/* parse.c - from arguments to a request; see command.h.
 *
 * The arguments are gone through twice: once to find the verb, knowing of
 * every option only whether a value follows it; then to read the options of
 * that verb. */
#include "base/text.h"
#include "base/utf8.h"
#include "base/vec.h"
#include "cli/command.h"

static const Source program = {STR_INIT("bifolio"), STR_INIT("")};

Diag *misuse(DiagList *d, DiagCode code, const Str *args, size_t nargs)
{
    return diag_add(d, code, &program, (Span){0}, args, nargs);
}

typedef struct {
    Arena *a;
    DiagList *d; /* NULL while the verb is looked for */
    const Str *argv;
    size_t argc, at;
    const Command *command; /* NULL: the options of all verbs */
    Options *options;
    VEC(Str) words;
} Parser;

/* ---- which option is meant */

/* Every option that may be meant; NULL at the end. */
static const Option *candidate(const Parser *p, size_t i)
{
    size_t n;
    const Command *all = commands(&n);

    if (p->command || p->d)
        return command_option(p->command, i);
    for (size_t k = 0; k < n; i -= all[k++].noptions)
        if (i < all[k].noptions)
            return &all[k].options[i];
    return command_option(NULL, i);
}

static Str dashed(Arena *a, Str name)
{
    return str_printf(a, "--" STR_FMT, STR_ARG(name));
}

static void unknown_option(Parser *p, Str written)
{
    VEC(Str) names = {0};
    const Option *o;
    Diag *one = misuse(p->d, CLI_UNKNOWN_OPTION,
                       STRS(command_line(p->a, p->command), written));

    for (size_t i = 0; (o = candidate(p, i)) != NULL; i++)
        *VEC_PUSH(&names, p->a) = dashed(p->a, o->name);
    diag_suggest(p->d, one, text_closest(written, names.items, names.len));
}

/* The option of that name or of the only name that begins so; NULL if there is
 * none, and then *others names what it could have been. */
static const Option *find_long(Parser *p, Str name, Buf *others)
{
    const Option *o, *found = NULL;
    bool several = false;

    for (size_t i = 0; (o = candidate(p, i)) != NULL; i++) {
        if (str_eq(o->name, name))
            return o;
        if (!name.len || !str_starts(o->name, name))
            continue;
        buf_put(others, others->len ? STR(", --") : STR("--"));
        buf_put(others, o->name);
        several |= found && !str_eq(found->name, o->name);
        found = o;
    }
    return several ? NULL : found;
}

static const Option *find_letter(const Parser *p, char letter)
{
    const Option *o;

    for (size_t i = 0; (o = candidate(p, i)) != NULL; i++)
        if (o->letter == letter)
            return o;
    return NULL;
}

/* ---- values */

static bool is_choice(Str choices, Str value)
{
    while (choices.len) {
        StrCut cut = str_cut(choices, '|');
        if (str_eq(cut.head, value))
            return true;
        choices = cut.tail;
    }
    return false;
}

static void wrong_choice(Parser *p, Str written, Str choices, Str value)
{
    VEC(Str) names = {0};
    Buf list = buf_in(p->a);
    Str rest = choices;

    while (rest.len) {
        StrCut cut = str_cut(rest, '|');
        *VEC_PUSH(&names, p->a) = cut.head;
        rest = cut.tail;
    }
    for (size_t i = 0; i < names.len; i++) {
        buf_put(&list, i ? STR(", ") : STR(""));
        buf_put(&list, names.items[i]);
    }
    Diag *one =
        misuse(p->d, CLI_VALUE_CHOICE, STRS(written, value, buf_str(&list)));
    diag_suggest(p->d, one, text_closest(value, names.items, names.len));
}

static void set_number(Parser *p, Str written, Str value, int64_t *member)
{
    int64_t n;

    if (str_to_int(value, &n) && n > 0 && n <= INT32_MAX)
        *member = n;
    else
        misuse(p->d, CLI_VALUE_NUMBER, STRS(written, value));
}

static void set_value(Parser *p, const Option *o, Str written, Str value)
{
    void *member = (char *)p->options + o->offset;

    switch (o->kind) {
    case TAKES_NOTHING:
        *(bool *)member = true;
        return;
    case TAKES_NUMBER:
        set_number(p, written, value, member);
        return;
    case TAKES_DATE:
        if (date_parse(value, member) != DATE_OK)
            misuse(p->d, CLI_VALUE_DATE, STRS(written, value));
        return;
    case TAKES_CHOICE:
        if (is_choice(o->value, value))
            *(Str *)member = value;
        else
            wrong_choice(p, written, o->value, value);
        return;
    case TAKES_TEXT:
    case TAKES_FILE:
    case TAKES_FOLDER:
    case TAKES_VERB:
        *(Str *)member = value;
        return;
    }
}

/* The option as it was written, with the value that stood beside it. */
static void take_option(Parser *p, const Option *o, Str written,
                        const Str *beside)
{
    bool wants = o->kind != TAKES_NOTHING;
    Str value = beside ? *beside : STR("");

    if (wants && !beside && p->at < p->argc)
        value = p->argv[p->at++];
    if (!p->d)
        return;
    if (!wants && beside)
        misuse(p->d, CLI_VALUE_EXTRA, STRS(written));
    else if (wants && value.len == 0)
        misuse(p->d, CLI_VALUE_MISSING, STRS(written, o->value));
    else
        set_value(p, o, written, value);
}

/* ---- the two forms of options */

static void take_long(Parser *p, Str arg)
{
    StrCut cut = str_cut(arg, '=');
    Buf others = buf_in(p->a);
    const Option *o = find_long(p, str_drop(cut.head, 2), &others);

    if (o)
        take_option(p, o, dashed(p->a, o->name), cut.found ? &cut.tail : NULL);
    else if (p->d && others.len)
        misuse(p->d, CLI_AMBIGUOUS_OPTION, STRS(cut.head, buf_str(&others)));
    else if (p->d)
        unknown_option(p, cut.head);
}

/* -v, -qv, -j4, -j 4 */
static void take_letters(Parser *p, Str arg)
{
    size_t at = 1;

    while (at < arg.len) {
        size_t start = at;
        utf8_next(arg, &at);
        Str letter = str_slice(arg, start, at);
        Str written = str_printf(p->a, "-" STR_FMT, STR_ARG(letter));
        Str rest = str_drop(arg, at);
        const Option *o = letter.len == 1 ? find_letter(p, *letter.ptr) : NULL;
        if (!o) {
            if (p->d)
                unknown_option(p, written);
            return;
        }
        bool wants = o->kind != TAKES_NOTHING;
        take_option(p, o, written, wants && rest.len ? &rest : NULL);
        if (wants)
            return;
    }
}

static void go_through(Parser *p)
{
    bool only_words = false;

    p->at = 0;
    p->words.len = 0;
    while (p->at < p->argc) {
        Str arg = p->argv[p->at++];
        if (only_words || !str_starts(arg, STR("-")) || arg.len == 1)
            *VEC_PUSH(&p->words, p->a) = arg;
        else if (str_eq(arg, STR("--")))
            only_words = true;
        else if (str_starts(arg, STR("--")))
            take_long(p, arg);
        else
            take_letters(p, arg);
    }
}

/* ---- the verb */

/* "site, post": what may follow the first word of verbs of two. */
static Str second_words(Arena *a, Str first)
{
    size_t n;
    const Command *all = commands(&n);
    Buf b = buf_in(a);

    for (size_t i = 0; i < n; i++) {
        StrCut cut = str_cut(all[i].name, ' ');
        if (!cut.found || !str_eq(cut.head, first))
            continue;
        buf_put(&b, b.len ? STR(", ") : STR(""));
        buf_put(&b, cut.tail);
    }
    return buf_take(&b);
}

static void unknown_verb(Parser *p)
{
    size_t n;
    const Command *all = commands(&n);
    Str *names = ARENA_ARRAY(p->a, Str, n);
    Str first = p->words.items[0], seconds = second_words(p->a, first);
    bool two = p->words.len > 1 && seconds.len;

    if (seconds.len && p->words.len == 1) {
        misuse(p->d, CLI_VERB_PART,
               STRS(str_printf(p->a, "bifolio " STR_FMT, STR_ARG(first)),
                    seconds));
        return;
    }
    Str wrong = two ? str_printf(p->a, STR_FMT " " STR_FMT, STR_ARG(first),
                                 STR_ARG(p->words.items[1]))
                    : first;
    for (size_t i = 0; i < n; i++)
        names[i] = two ? all[i].name : str_cut(all[i].name, ' ').head;
    Diag *one = misuse(p->d, CLI_UNKNOWN_VERB, STRS(wrong));
    diag_suggest(p->d, one, text_closest(wrong, names, n));
}

static bool check_utf8(Arena *a, const Str *argv, size_t argc, DiagList *d)
{
    for (size_t i = 0; i < argc; i++) {
        if (utf8_check(argv[i]) == SIZE_MAX)
            continue;
        misuse(d, CLI_ARGUMENT_UTF8, STRS(str_printf(a, "%zu", i + 1)));
        return false;
    }
    return true;
}

bool parse_arguments(Arena *a, const Str *argv, size_t argc, DiagList *d,
                     Request *out)
{
    size_t errors = d->errors;
    DiagList unheard = {.arena = a};
    Parser p = {.a = a, .argv = argv, .argc = argc, .options = &out->options};

    *out = (Request){0};
    if (!check_utf8(a, argv, argc, d))
        return false;
    go_through(&p);
    if (p.words.len)
        out->command = command_find(p.words.items, p.words.len);
    p.command = out->command;
    if (out->command || !p.words.len) {
        p.d = d;
        go_through(&p);
    } else {
        /* Of the options only --color matters, for the message itself. */
        p.d = &unheard;
        go_through(&p);
        p.d = d;
        unknown_verb(&p);
    }
    if (out->command) {
        size_t skip = command_words(out->command);
        out->arguments = p.words.items + skip;
        out->narguments = p.words.len - skip;
    }
    return d->errors == errors;
}

bool check_arguments(Arena *a, const Request *request, DiagList *d)
{
    const Command *command = request->command;
    Str line = command_line(a, command);
    Parser p = {.a = a, .d = d, .command = command};

    if (request->narguments < command->least) {
        misuse(d, CLI_ARGUMENT_MISSING, STRS(line, command->argument));
        return false;
    }
    if (request->narguments > command->most) {
        misuse(d, CLI_ARGUMENT_EXTRA,
               STRS(line, request->arguments[command->most]));
        return false;
    }
    if (command->kind == TAKES_CHOICE && request->narguments &&
        !is_choice(command->argument, request->arguments[0])) {
        wrong_choice(&p, line, command->argument, request->arguments[0]);
        return false;
    }
    return true;
}
