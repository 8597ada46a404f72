/* versions.c - what the machine has: the sandbox, its name, versions of tools.
 */
#include "base/path.h"
#include "os/fs.h"
#include "runner/runner.h"
#include "runner/script.h"

enum { RELEASE_LARGEST = 64 << 10, VERSIONS_MS = 20000 };

/* Tools that say their version in a way of their own. */
static const struct {
    Str name, arguments;
} special[] = {
    {STR_INIT("kubectl"), STR_INIT("version --client")},
    {STR_INIT("go"), STR_INIT("version")},
    {STR_INIT("helm"), STR_INIT("version --short")},
    {STR_INIT("lua"), STR_INIT("-v")},
    {STR_INIT("lua5.4"), STR_INIT("-v")},
    {STR_INIT("ip"), STR_INIT("-V")},
    {STR_INIT("ssh"), STR_INIT("-V")},
    {STR_INIT("openssl"), STR_INIT("version")},
};

static Str arguments_of(Str name)
{
    for (size_t i = 0; i < COUNT(special); i++)
        if (str_eq(special[i].name, name))
            return special[i].arguments;
    return STR("--version");
}

/* The first thing that looks like a version: digits with dots between. */
static Str version_in(Str text)
{
    for (size_t i = 0; i < text.len; i++) {
        size_t n = 0;
        bool dots = false;
        if (!ascii_is_digit(text.ptr[i]) ||
            (i > 0 &&
             (ascii_is_alnum(text.ptr[i - 1]) && text.ptr[i - 1] != 'v')))
            continue;
        while (i + n < text.len &&
               (ascii_is_digit(text.ptr[i + n]) || text.ptr[i + n] == '.')) {
            dots = dots || text.ptr[i + n] == '.';
            n++;
        }
        Str found = str_slice(text, i, i + n);
        if (dots && !str_ends(found, STR(".")))
            return found;
        i += n;
    }
    return (Str){0};
}

/* One script asks all; it says each name on a line, and then what came. */
static Str asking(Arena *a, const Str *names, size_t n)
{
    Buf b = buf_in(a);

    for (size_t i = 0; i < n; i++) {
        Str name = names[i];
        BUF_LIT(&b, "echo ");
        script_quote(&b, str_printf(a, "bifolio-tool " STR_FMT, STR_ARG(name)));
        if (str_eq(name, STR("lua")))
            BUF_LIT(&b, "\n{ lua -v || lua5.4 -v; } </dev/null 2>&1");
        else {
            buf_put_char(&b, '\n');
            script_quote(&b, name);
            buf_printf(&b, " " STR_FMT " </dev/null 2>&1",
                       STR_ARG(arguments_of(name)));
        }
        BUF_LIT(&b, " | head -n 3\n");
    }
    return buf_str(&b);
}

void tool_versions(const Runner *r, Arena *a, const Str *names, size_t n,
                   Map *out)
{
    const Str argv[] = {STR("sh"), STR("-c"), asking(a, names, n)};
    const SandboxView view = {.space = 1 << 20, .processes = 64};
    Process p = {.argv = argv,
                 .nargv = COUNT(argv),
                 .keep_env = true,
                 .most = 1 << 20,
                 .wall_ms = VERSIONS_MS,
                 .stop = r->stop};
    ProcessResult result;
    Str name = {0}, line, text;

    if (r->enclosed)
        sandbox_enclose(a, &r->sandbox, &view, &p);
    if (!n || os_run(a, &p, &result) != 0)
        return;
    text = result.output;
    while (str_next_line(&text, &line)) {
        if (str_starts(line, STR("bifolio-tool "))) {
            name = str_drop(line, sizeof "bifolio-tool " - 1);
            continue;
        }
        Str *version = ARENA_NEW(a, Str);
        *version = version_in(line);
        if (version->len && str_find_text(line, STR("not found")) == SIZE_MAX)
            map_add(out, a, name, version);
    }
}

/* ---- the machine */

/* A field of os-release(5), without its quotes. */
static Str release_field(Str text, Str key)
{
    Str line;

    while (str_next_line(&text, &line)) {
        StrCut cut = str_cut(line, '=');
        if (!str_eq(cut.head, key))
            continue;
        Str value = cut.tail;
        if (value.len > 1 && value.ptr[0] == '"')
            value = str_slice(value, 1, value.len - 1);
        return value;
    }
    return (Str){0};
}

/* "Debian 12" */
static Str system_name(Arena *a)
{
    Str text = {0};

    if (os_read_file(a, STR("/etc/os-release"), RELEASE_LARGEST, &text) != 0)
        return STR("Unix");
    Str name = str_cut(release_field(text, STR("NAME")), ' ').head;
    Str version = release_field(text, STR("VERSION_ID"));
    return version.len ? str_printf(a, STR_FMT " " STR_FMT, STR_ARG(name),
                                    STR_ARG(version))
                       : name;
}

bool runner_open(Arena *a, Str folders, Str temporary, bool none, Runner *out,
                 Str *why)
{
    *out = (Runner){.temporary = temporary, .enclosed = !none};
    *why = STR("");
    if (!none && !sandbox_find(a, folders, &out->sandbox, why))
        return false;
    out->where =
        str_printf(a, STR_FMT "; " STR_FMT,
                   STR_ARG(none ? STR("no sandbox") : out->sandbox.version),
                   STR_ARG(system_name(a)));
    return true;
}
