/* cmd_new_site.c - bifolio new site DIR
 *
 * The sample lies in src/cli/sample/ and is part of the program. */
#include "build/builtin.h"
#include "cli/verb.h"
#include "os/fs.h"

#include <errno.h>

static const Phrase made = {
    {STR_INIT("made a site in"), STR_INIT("creato un sito in")}};
static const Phrase next = {
    {STR_INIT("to build it:"), STR_INIT("per costruirlo:")}};

/* False after an error: something is there, or it cannot be looked at. */
static bool is_free(Cli *c, Str folder)
{
    FileInfo info;
    Str real = folder;

    os_real_path(&c->arena, folder, &real);
    int err = os_stat(real, &info);
    if (err == ENOENT)
        return true;
    if (!err && info.kind != FILE_FOLDER) {
        cli_misuse(c, CLI_NO_FOLDER, STRS(folder));
        return false;
    }
    bool empty = true;
    if (!err)
        err = os_is_empty(&c->scratch, real, &empty);
    if (err)
        cli_misuse(c, CLI_FOLDER_UNREADABLE, STRS(folder, os_error(err)));
    else if (!empty)
        cli_misuse(c, CLI_FOLDER_NOT_EMPTY, STRS(folder));
    return !err && empty;
}

static bool write_sample(Cli *c, Str folder)
{
    size_t n;
    const BuiltinFile *files = builtin_files(&n);
    Str top = STR("src/cli/sample/");

    for (size_t i = 0; i < n; i++) {
        if (!str_starts(files[i].path, top))
            continue;
        Str name = str_drop(files[i].path, top.len);
        if (!cli_write(c, path_join(&c->arena, folder, name), files[i].bytes))
            return false;
    }
    return true;
}

void cmd_new_site(Cli *c)
{
    Str folder = cli_argument(c, 0);
    DiagLanguage language = c->style.language;

    if (!is_free(c, folder) || !write_sample(c, folder) || c->options->quiet)
        return;
    buf_printf(&c->out,
               STR_FMT " " STR_FMT "; " STR_FMT " bifolio build -C " STR_FMT
                       "\n",
               STR_ARG(made.in[language]), STR_ARG(folder),
               STR_ARG(next.in[language]), STR_ARG(folder));
}
