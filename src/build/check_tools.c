/* check_tools.c - see check_tools.h.
 *
 * A tool is given pieces of code as arguments, and after each it says
 * "== STATUS" on a line of its own, behind what there was to complain of.
 *
 * To add one: a constant in SnippetChecker, a row in rows[], and one in
 * tests/unit/test_check.c. */
#include "build/check_tools.h"

#include "os/fs.h"

#define FOLDERS STR("/usr/local/bin:/usr/bin:/bin:/opt/homebrew/bin")

enum {
    WALL_MS = 20 * 1000,
    OUTPUT_MOST = 4 << 20, /* bytes */
    SPACE = 16 << 20,
    PROCESSES = 32,
    KILLED = 128, /* what a shell adds to a signal */
};

/* What a shell reads, every shell of its kind does: the smallest is asked
 * first. */
#define EACH "for c; do "
#define DONE " 2>&1; echo \"== $?\"; done"
static const char sh_script[] = EACH "sh -n -c -- \"$c\"" DONE;
static const char bash_script[] =
    EACH "{ sh -n -c -- \"$c\" 2>/dev/null || bash -n -c -- \"$c\"; }" DONE;
/* What is never true is not run. */
static const char jq_script[] =
    EACH "jq -n \"if false then ($c\n) else empty end\"" DONE;
static const char c_script[] =
    EACH "printf %s \"$c\" | cc -std=c17 -fsyntax-only -w -x c -" DONE;
static const char python_script[] =
    "import ast, sys\n"
    "for code in sys.argv[1:]:\n"
    "    try:\n"
    "        ast.parse(code)\n"
    "        print('== 0')\n"
    "    except (SyntaxError, ValueError, RecursionError, MemoryError) as e:\n"
    "        at = getattr(e, 'lineno', 0) or 0, getattr(e, 'offset', 0) or 0\n"
    "        print('%d:%d: %s' % (*at, getattr(e, 'msg', str(e))))\n"
    "        print('== 1')\n";
static const char javascript_script[] =
    "const vm = require('vm');\n"
    "for (const code of process.argv.slice(1)) {\n"
    "  let said = '', status = 0;\n"
    "  try { new vm.Script(code, {filename: 'code'}); } catch (script) {\n"
    "    try { new vm.SourceTextModule(code, {identifier: 'code'}); }\n"
    "    catch (e) {\n"
    "      const at = /^code:(\\d+)/.exec(e.stack) ||\n"
    "        /^code:(\\d+)/.exec(script.stack);\n"
    "      said = (at ? at[1] : 0) + ': ' + e.message + '\\n'; status = 1;\n"
    "    }\n"
    "  }\n"
    "  process.stdout.write(said + '== ' + status + '\\n');\n"
    "}\n";

enum { ARGS = 6 };

static const struct {
    const char *program; /* that must be there */
    const char *argv[ARGS];
    bool enclose; /* asked only in the sandbox */
} rows[CHECKERS] = {
    [CHECKER_SH] = {"sh", {"sh", "-c", sh_script, "sh"}, false},
    [CHECKER_BASH] = {"bash", {"sh", "-c", bash_script, "sh"}, false},
    [CHECKER_JQ] = {"jq", {"sh", "-c", jq_script, "sh"}, false},
    [CHECKER_C] = {"cc", {"sh", "-c", c_script, "sh"}, true},
    [CHECKER_PYTHON] = {"python3",
                        {"python3", "-I", "-S", "-c", python_script},
                        false},
    [CHECKER_JAVASCRIPT] = {"node",
                            {"node", "--no-warnings",
                             "--experimental-vm-modules", "-e",
                             javascript_script, "--"},
                            false},
};

/* ---- finding */

static void find_tool(Arena *a, SnippetChecker checker, CheckTool *out)
{
    Str real;
    FileInfo info;

    *out = (CheckTool){.checker = checker};
    if (!os_find_program(a, str_of(rows[checker].program), FOLDERS,
                         &out->program) ||
        os_real_path(a, out->program, &real) != 0 ||
        os_stat(real, &info) != 0) {
        out->program = (Str){0};
        return;
    }
    int64_t facts[] = {checker, info.size, info.modified};
    out->identity =
        digest_add(digest_of(real), (Str){(const char *)facts, sizeof facts});
}

void check_tools_find(Arena *a, CheckTools *out)
{
    *out = (CheckTools){0};
    for (int i = 0; i < CHECKERS; i++)
        if (rows[i].program)
            find_tool(a, (SnippetChecker)i, &out->tools[i]);
}

void check_tools_ready(Arena *a, CheckTools *tools, SnippetChecker checker)
{
    Str why;

    if (!rows[checker].enclose || tools->looked)
        return;
    tools->looked = true;
    tools->enclosed = sandbox_find(a, FOLDERS, &tools->sandbox, &why);
}

/* ---- asking */

static bool run_tool(Arena *a, const CheckTools *tools, SnippetChecker checker,
                     const Str *codes, size_t n, Str *said)
{
    static const Str env[] = {
        STR_INIT("PATH=/usr/local/bin:/usr/bin:/bin:/opt/homebrew/bin"),
        STR_INIT("LC_ALL=C.UTF-8"), STR_INIT("PYTHONIOENCODING=utf-8")};
    Str *argv = ARENA_ARRAY(a, Str, ARGS + n);
    size_t nargv = 0;
    ProcessResult r;

    for (int i = 0; i < ARGS && rows[checker].argv[i]; i++)
        argv[nargv++] = str_of(rows[checker].argv[i]);
    for (size_t i = 0; i < n; i++)
        argv[nargv++] = codes[i];
    Process p = {.argv = argv,
                 .nargv = nargv,
                 .env = env,
                 .nenv = COUNT(env),
                 .folder = STR("/"),
                 .most = OUTPUT_MOST,
                 .wall_ms = WALL_MS};
    if (rows[checker].enclose) {
        SandboxView view = {.space = SPACE, .processes = PROCESSES};
        p.folder = (Str){0};
        p.nenv = 0;
        sandbox_enclose(a, &tools->sandbox, &view, &p);
    } else {
        const Str shell = argv[0];
        if (!os_find_program(a, shell, FOLDERS, &argv[0]))
            return false;
    }
    if (os_run(a, &p, &r) != 0 || r.end != PROCESS_EXITED)
        return false;
    *said = r.output;
    return true;
}

/* ---- what they say */

/* The first number between colons, or behind "line ", which is the line;
 * *rest is what follows. */
static size_t line_in(Str said, Str *rest)
{
    for (size_t i = 0; i < said.len; i++) {
        size_t end = i;
        int64_t n;
        while (end < said.len && ascii_is_digit(said.ptr[end]))
            end++;
        bool begins =
            i == 0 || said.ptr[i - 1] == ':' || said.ptr[i - 1] == ' ';
        if (end > i && begins && end < said.len && said.ptr[end] == ':' &&
            str_to_int(str_slice(said, i, end), &n)) {
            *rest = str_drop(said, end + 1);
            return (size_t)n;
        }
        i = end > i ? end - 1 : i;
    }
    *rest = said;
    return 0;
}

/* Of jq: "jq: error: syntax error, ... at <top-level>, line 2:". */
static size_t line_of_jq(Str said, Str *rest)
{
    StrCut cut = str_cut_text(said, STR(", line "));
    int64_t n;
    Str message = str_cut_text(said, STR("error: ")).tail;

    *rest = str_cut_text(str_cut_text(message, STR(" (Unix")).head,
                         STR(" at <top-level>"))
                .head;
    return cut.found && str_to_int(str_cut(cut.tail, ':').head, &n) ? (size_t)n
                                                                    : 0;
}

/* Of jq: a variable that the command line gives, "--arg to prod". */
static bool is_given(SnippetChecker checker, Str line)
{
    return checker == CHECKER_JQ && str_starts(line, STR("jq: error: $")) &&
           str_find_text(line, STR(" is not defined")) != SIZE_MAX;
}

/* The line that tells most: the first that says "error", else the first; empty
 * if none tells of anything wrong. */
static Str telling_line(SnippetChecker checker, Str said)
{
    Str rest = said, line;
    bool given = false;

    while (str_next_line(&rest, &line)) {
        bool error = str_find_text(line, STR("error: ")) != SIZE_MAX;
        if (error && !is_given(checker, line))
            return line;
        given |= error;
    }
    return given ? (Str){0} : str_cut(said, '\n').head;
}

static SnippetVerdict read_complaint(Arena *a, SnippetChecker checker, Str said)
{
    SnippetVerdict v = {.bad = true};
    Str line = telling_line(checker, said), rest;

    if (line.len == 0 && said.len)
        return (SnippetVerdict){0};
    v.line =
        checker == CHECKER_JQ ? line_of_jq(line, &rest) : line_in(line, &rest);
    if (checker == CHECKER_PYTHON || checker == CHECKER_C) {
        StrCut cut = str_cut(rest, ':');
        int64_t column;
        if (cut.found && str_to_int(str_trim(cut.head), &column)) {
            /* Python counts characters, which is near enough. */
            v.column = column > 0 ? (size_t)column : 0;
            rest = cut.tail;
        }
    }
    static const Str names[] = {STR_INIT("error: "), STR_INIT("fatal error: "),
                                STR_INIT("Syntax error: ")};
    rest = str_trim(rest);
    for (size_t i = 0; i < COUNT(names); i++)
        if (str_starts(rest, names[i]))
            rest = str_drop(rest, names[i].len);
    v.message = str_dup(a, rest);
    return v;
}

/* Takes what was said of one piece off `said`.  False at the end. */
static bool next_answer(Str *said, Str *complaint, int64_t *status)
{
    Str rest = *said, line;

    while (str_next_line(&rest, &line)) {
        if (!str_starts(line, STR("== ")) ||
            !str_to_int(str_drop(line, 3), status))
            continue;
        *complaint = str_take(*said, (size_t)(line.ptr - said->ptr));
        *said = rest;
        return true;
    }
    return false;
}

bool check_tools_ask(Arena *a, const CheckTools *tools, SnippetChecker checker,
                     const Str *codes, size_t n, SnippetVerdict *out)
{
    Str said, complaint;
    int64_t status;

    for (size_t i = 0; i < n; i++)
        out[i] = (SnippetVerdict){0};
    if (!tools->tools[checker].program.len ||
        (rows[checker].enclose && !tools->enclosed) ||
        !run_tool(a, tools, checker, codes, n, &said))
        return false;
    for (size_t i = 0; i < n; i++) {
        if (!next_answer(&said, &complaint, &status))
            return false;
        /* One that was killed has said nothing of the code. */
        if (status != 0 && status < KILLED)
            out[i] = read_complaint(a, checker, complaint);
    }
    return true;
}
