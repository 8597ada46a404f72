/* cli.c - from main to a verb and back; see verb.h. */
#include "cli/cli.h"

#include "base/utf8.h"
#include "base/version.h"
#include "cli/verb.h"
#include "os/fs.h"
#include "os/sys.h"

#include <errno.h>

/* ---- the surroundings */

static Str locale_name(void)
{
    static const char *const names[] = {"LC_ALL", "LC_MESSAGES", "LANG"};

    for (size_t i = 0; i < COUNT(names); i++)
        if (os_env(names[i]).len)
            return os_env(names[i]);
    return STR("");
}

static bool wants_color(Str when)
{
    if (when.len && !str_eq(when, STR("auto")))
        return str_eq(when, STR("always"));
    return os_is_terminal(CLI_STDERR) && !os_env("NO_COLOR").len &&
           !str_eq(os_env("TERM"), STR("dumb"));
}

/* ---- what comes out */

void cli_report(Cli *c, DiagList *d)
{
    ArenaMark mark = arena_mark(&c->scratch);
    Buf text = buf_in(&c->scratch);
    DiagPrinter printer = {.style = c->style};

    for (const Diag *one = d->first; one; one = one->next)
        if (!c->options->quiet || diag_level(one->code) == DIAG_ERROR)
            diag_print_next(&printer, &text, one);
    d->first = d->last = NULL;
    os_write_fd(CLI_STDERR, buf_str(&text));
    arena_rewind(&c->scratch, mark);
}

void cli_put_time(Buf *b, int64_t nanoseconds)
{
    int64_t microseconds = nanoseconds / 1000;

    if (microseconds < 10000)
        buf_printf(b, "%.2f ms", (double)microseconds / 1e3);
    else if (microseconds < 1000000)
        buf_printf(b, "%.0f ms", (double)microseconds / 1e3);
    else
        buf_printf(b, "%.2f s", (double)microseconds / 1e6);
}

void cli_flush(Cli *c)
{
    static const Source output = {STR_INIT("bifolio: <stdout>"), STR_INIT("")};

    cli_report(c, &c->d);
    int err = os_write_fd(CLI_STDOUT, buf_str(&c->out));
    c->out.len = 0;
    if (!err)
        return;
    diag_add(&c->d, FILE_UNWRITABLE, &output, (Span){0}, STRS(os_error(err)));
    cli_report(c, &c->d);
}

/* ---- what verbs share */

Diag *cli_misuse(Cli *c, DiagCode code, const Str *args, size_t nargs)
{
    c->misused = true;
    return misuse(&c->d, code, args, nargs);
}

Str cli_argument(const Cli *c, size_t i)
{
    return i < c->request.narguments ? c->request.arguments[i] : (Str){0};
}

static bool has_config(Cli *c, Str folder)
{
    FileInfo info;

    return os_stat(path_join(&c->arena, folder, STR("bifolio.yaml")), &info) ==
           0;
}

static bool named_site(Cli *c, Str named, Str *root)
{
    FileInfo info;
    Str real;

    if (os_real_path(&c->arena, named, &real) != 0 ||
        os_stat(real, &info) != 0 || info.kind != FILE_FOLDER) {
        cli_misuse(c, CLI_NO_FOLDER, STRS(named));
        return false;
    }
    *root = named;
    return true;
}

bool cli_site(Cli *c, Str *root)
{
    Str above;

    if (c->options->site.len)
        return named_site(c, c->options->site, root);
    *root = STR(".");
    if (has_config(c, *root) || os_real_path(&c->arena, *root, &above) != 0)
        return true;
    while (above.len > 1) {
        above = path_folder(above);
        Str folder = above.len ? above : STR("/");
        if (has_config(c, folder)) {
            *root = folder;
            return true;
        }
    }
    return true;
}

const Source *cli_read(Cli *c, Str name)
{
    bool standard = !name.len || str_eq(name, STR("-"));
    Source *src = ARENA_NEW(&c->arena, Source);
    int err;

    src->path = standard ? STR("<stdin>") : name;
    err = standard
              ? os_read_fd(&c->arena, 0, CLI_READ_LARGEST, &src->text)
              : os_read_stream(&c->arena, name, CLI_READ_LARGEST, &src->text);
    if (err) {
        c->misused |= err == ENOENT || err == ENOTDIR || err == EISDIR;
        diag_add(&c->d, FILE_UNREADABLE, src, (Span){0}, STRS(os_error(err)));
        return NULL;
    }
    size_t bad = utf8_check(src->text);
    if (bad == SIZE_MAX)
        return src;
    diag_add(&c->d, NOT_UTF8, src, (Span){(uint32_t)bad, (uint32_t)bad + 1},
             NO_STRS);
    return NULL;
}

bool cli_write(Cli *c, Str path, Str bytes)
{
    int err = os_write_file(&c->scratch, path, bytes);

    if (!err)
        return true;
    Source *src = ARENA_NEW(&c->arena, Source);
    src->path = path;
    diag_add(&c->d, FILE_UNWRITABLE, src, (Span){0}, STRS(os_error(err)));
    return false;
}

/* ---- the whole */

static void see_help(Cli *c)
{
    const Command *command = c->request.command;
    Str line = STR("bifolio help");

    if (command)
        line = str_printf(&c->arena, "bifolio help " STR_FMT,
                          STR_ARG(command->name));
    if (c->d.last)
        diag_note(&c->d, c->d.last, CLI_SEE_HELP, NULL, (Span){0}, STRS(line));
    c->misused = true;
}

/* What is answered without a verb's doing anything. */
static bool answered(Cli *c)
{
    const Command *command = c->request.command;

    if (c->options->version)
        BUF_LIT(&c->out, "bifolio " BIFOLIO_VERSION "\n");
    else if (c->options->help)
        help_print(&c->out, command, c->style.language);
    else
        return false;
    return true;
}

static void no_verb(Cli *c)
{
    Buf text = buf_in(&c->scratch);

    help_print(&text, NULL, c->style.language);
    os_write_fd(CLI_STDERR, buf_str(&text));
    c->misused = true;
}

static void run(Cli *c, const Str *argv, size_t argc)
{
    bool good = parse_arguments(&c->arena, argv, argc, &c->d, &c->request);

    c->style.color = wants_color(c->options->color);
    if (good && answered(c))
        return;
    if (good && !c->request.command)
        no_verb(c);
    else if (good && check_arguments(&c->arena, &c->request, &c->d))
        c->request.command->run(c);
    else
        see_help(c);
}

int cli_main(int argc, char **argv)
{
    Cli c = {.style.language = diag_language(locale_name())};
    Str *args = ARENA_ARRAY(&c.arena, Str, (size_t)argc);
    size_t nargs = 0;

    for (int i = 1; i < argc; i++)
        args[nargs++] = str_of(argv[i]);
    c.d.arena = &c.arena;
    c.out = buf_in(&c.printed);
    c.options = &c.request.options;
    run(&c, args, nargs);
    cli_flush(&c);
    int status = c.misused      ? STATUS_MISUSE
                 : c.no_sandbox ? STATUS_UNSAFE
                 : c.d.errors   ? STATUS_ERRORS
                                : STATUS_DONE;
    arena_free(&c.printed);
    arena_free(&c.scratch);
    arena_free(&c.arena);
    return status;
}
