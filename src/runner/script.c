#include "runner/script.h"

#include "base/path.h"

typedef struct {
    Arena *a;
    const Plan *plan;
    const ScriptPlaces *places;
    Stage *stage;
    Map tapes; /* name -> Tape: those that are in the stage */
    Buf out;
} Script;

void script_quote(Buf *b, Str s)
{
    BUF_LIT(b, "'");
    for (size_t i = 0; i < s.len; i++)
        if (s.ptr[i] == '\'')
            BUF_LIT(b, "'\\''");
        else
            buf_put_char(b, s.ptr[i]);
    BUF_LIT(b, "'");
}

static void add_file(Script *s, Str name, Str bytes)
{
    *VEC_PUSH(s->stage, s->a) = (StageFile){name, bytes, false};
}

/* ---- what pieces are given */

/* A path for the shell, quoted. */
static void put_path(Script *s, Buf *b, const Piece *p)
{
    script_quote(b, p->local ? str_printf(s->a, "./" STR_FMT, STR_ARG(p->path))
                             : path_join(s->a, s->places->stage, p->path));
}

/* Its standard input, as a redirection; and no report. */
static void put_input(Script *s, Buf *b, const Piece *p)
{
    const Snippet *sn = p->snippet;
    Str name = str_printf(s->a, "input/" STR_FMT, STR_ARG(sn->id));

    BUF_LIT(b, " <");
    if (sn->input) {
        add_file(s, name, sn->input->code->code);
        script_quote(b, path_join(s->a, s->places->stage, name));
    } else if (sn->stdin_from.len) {
        script_quote(b,
                     str_printf(s->a, "./" STR_FMT, STR_ARG(sn->stdin_from)));
    } else {
        BUF_LIT(b, "/dev/null");
    }
}

/* "NAME='value' " for what is set for it alone. */
static void put_environment(Script *s, Buf *b, const Snippet *sn)
{
    for (size_t i = 0; i < sn->env.len; i++) {
        buf_put(b, sn->env.items[i].name);
        buf_put_char(b, '=');
        script_quote(b, sn->env.items[i].value);
        buf_put_char(b, ' ');
    }
    if (!sn->tape || s->places->real)
        return;
    Str name = str_printf(s->a, "tape/" STR_FMT, STR_ARG(sn->tape_name));
    if (map_add(&s->tapes, s->a, name, (void *)sn->tape))
        tape_stage(s->a, sn->tape, name, s->stage);
    BUF_LIT(b, "PATH=");
    script_quote(b, path_join(s->a, s->places->stage,
                              path_join(s->a, name, STR("bin"))));
    BUF_LIT(b, ":\"$PATH\" ");
}

/* The interpreter and its arguments, `file` (quoted) for "{}". */
static void put_program(Buf *b, const Snippet *sn, Str file)
{
    for (size_t i = 0; i < LANGUAGE_ARGS && sn->language->run[i]; i++) {
        Str arg = str_of(sn->language->run[i]);
        StrCut cut = str_cut_text(arg, STR("{}"));
        if (i)
            buf_put_char(b, ' ');
        /* Debian's Lua has its version in its name. */
        if (i == 0 && str_eq(arg, STR("lua")))
            BUF_LIT(b, "\"$lua\"");
        else
            script_quote(b, cut.head);
        if (!cut.found)
            continue;
        buf_put(b, file);
        script_quote(b, cut.tail);
    }
}

/* ---- sessions */

static const char shell_piece[] =
    ". %s%s\n"
    "bifolio=$?; printf '\\n%s %zu %%d\\n' $bifolio; (exit $bifolio)\n";

static void shell_session(Script *s, Buf *b, const Unit *u)
{
    for (size_t i = u->first; i < u->last; i++) {
        const Piece *p = &s->plan->pieces.items[i];
        Buf path = buf_in(s->a), input = buf_in(s->a);
        put_path(s, &path, p);
        put_input(s, &input, p);
        buf_printf(b, shell_piece, arena_cstr(s->a, buf_str(&path)),
                   arena_cstr(s->a, buf_str(&input)),
                   arena_cstr(s->a, s->places->mark), i);
    }
}

static const char python_start[] =
    "import os, sys, traceback\n"
    "def bifolio(number, path, names={'__name__': '__main__'}):\n"
    "    status = 0\n"
    "    try:\n"
    "        with open(path) as file:\n"
    "            code = compile(file.read(), path, 'exec')\n"
    "        exec(code, names)\n"
    "    except SystemExit as end:\n"
    "        status = end.code if isinstance(end.code, int) else end.code is "
    "not None\n"
    "    except BaseException as fault:\n"
    "        status = 1\n"
    "        fault.__traceback__ = fault.__traceback__.tb_next\n"
    "        traceback.print_exception(fault)\n"
    "    sys.stdout.flush()\n"
    "    sys.stderr.flush()\n"
    "    os.write(1, b'\\n%s %%d %%d\\n' %% (number, status))\n";

static const char lua_start[] =
    "local function bifolio(number, path)\n"
    "  local code, fault = loadfile(path)\n"
    "  local good = code ~= nil\n"
    "  if code then good, fault = xpcall(code, debug.traceback) end\n"
    "  if not good then io.stderr:write('lua: ', tostring(fault), '\\n') end\n"
    "  io.stdout:write(string.format('\\n%s %%d %%d\\n', number, good and 0 or "
    "1))\n"
    "  io.stdout:flush()\n"
    "end\n"
    "io.stdout:setvbuf('no')\n";

/* Python's and Lua's: a function for a piece, called for each. */
static void called_session(Script *s, Buf *b, const Unit *u, const char *start)
{
    buf_printf(b, start, arena_cstr(s->a, s->places->mark));
    for (size_t i = u->first; i < u->last; i++) {
        const Piece *p = &s->plan->pieces.items[i];
        Buf path = buf_in(s->a);
        put_path(s, &path, p);
        buf_printf(b, "bifolio(%zu, " STR_FMT ")\n", i,
                   STR_ARG(buf_str(&path)));
    }
}

static void make_session(Script *s, Buf *b, const Unit *u)
{
    Str name = u->snippet->language->name;

    if (str_eq(name, STR("python")))
        called_session(s, b, u, python_start);
    else if (str_eq(name, STR("lua")))
        called_session(s, b, u, lua_start);
    else
        shell_session(s, b, u);
}

/* ---- units */

static void put_guard(Script *s, const Unit *u)
{
    Str program = str_of(u->snippet->language->run[0]);

    buf_printf(&s->out, "need " STR_FMT "\n", STR_ARG(program));
}

/* A negative number is the end of the session that begins with a piece. */
static void put_mark(Script *s, int64_t number)
{
    buf_printf(&s->out, "mark %lld $?\n", (long long)number);
}

static void put_program_unit(Script *s, const Unit *u)
{
    const Piece *p = &s->plan->pieces.items[u->first];
    Buf path = buf_in(s->a);

    put_path(s, &path, p);
    put_environment(s, &s->out, u->snippet);
    put_program(&s->out, u->snippet, buf_str(&path));
    put_input(s, &s->out, p);
    BUF_LIT(&s->out, " 3>&-\n");
    put_mark(s, (int64_t)u->first);
}

/* What was set for any of its pieces is set for the session. */
static void put_session_unit(Script *s, const Unit *u)
{
    Buf text = buf_in(s->a), path = buf_in(s->a);
    Str name = str_printf(s->a, "session/%zu" STR_FMT, u->first,
                          STR_ARG(u->snippet->language->suffix));
    const Snippet *last = NULL;

    make_session(s, &text, u);
    add_file(s, name, buf_str(&text));
    script_quote(&path, path_join(s->a, s->places->stage, name));
    for (size_t i = u->first; i < u->last; i++) {
        const Snippet *one = s->plan->pieces.items[i].snippet;
        if (one != last)
            put_environment(s, &s->out, one);
        last = one;
    }
    put_program(&s->out, u->snippet, buf_str(&path));
    BUF_LIT(&s->out, " </dev/null 3>&-\n");
    put_mark(s, -(int64_t)u->first - 1);
}

static void put_file_unit(Script *s, const Unit *u)
{
    const Piece *p = &s->plan->pieces.items[u->first];
    Str folder = path_folder(p->path);
    Str name = str_printf(s->a, "file/%zu", u->first);

    add_file(s, name, p->code);
    if (folder.len) {
        BUF_LIT(&s->out, "mkdir -p ");
        script_quote(&s->out, str_printf(s->a, "./" STR_FMT, STR_ARG(folder)));
        BUF_LIT(&s->out, " && ");
    }
    BUF_LIT(&s->out, "cp ");
    script_quote(&s->out, path_join(s->a, s->places->stage, name));
    buf_put_char(&s->out, ' ');
    put_path(s, &s->out, p);
    buf_put_char(&s->out, '\n');
    put_mark(s, (int64_t)u->first);
}

static void put_unit(Script *s, const Unit *u)
{
    if (u->kind == UNIT_FILE) {
        put_file_unit(s, u);
        return;
    }
    put_guard(s, u);
    if (u->kind == UNIT_PROGRAM)
        put_program_unit(s, u);
    else
        put_session_unit(s, u);
}

/* ---- the whole */

static const char start[] =
    "exec 2>&1\n"
    "mark() { printf '\\n%s %%d %%d\\n' \"$1\" \"$2\"; }\n"
    "lua=lua\n"
    "need() {\n"
    "\tif [ \"$1\" = lua ]; then\n"
    "\t\tfor lua in lua lua5.4 lua5.3 lua; do\n"
    "\t\t\tcommand -v \"$lua\" >/dev/null && return\n"
    "\t\tdone\n"
    "\tfi\n"
    "\tcommand -v \"$1\" >/dev/null || echo \"missing $1\" >&3\n"
    "}\n"
    "export PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 PYTHONHASHSEED=0 "
    "NO_COLOR=1\n";

/* Without a process of its own, which would be found. */
static const char find_left[] =
    "look() {\n"
    "\tleft=\n"
    "\tfor process in /proc/[0-9]*; do\n"
    "\t\tcase ${process#/proc/} in 1 | $$) continue ;; esac\n"
    "\t\tread -r pid name state rest <\"$process/stat\" || continue\n"
    "\t\tname=${name#?}\n"
    "\t\t[ \"$state\" = Z ] || left=\"$left ${name%?}\"\n"
    "\tdone 2>/dev/null\n"
    "}\n"
    "look\n"
    "if [ -n \"$left\" ]; then\n"
    "\tsleep 0.1\n"
    "\tlook\n"
    "fi\n"
    "[ -z \"$left\" ] || echo \"left$left\" >&3\n";

static const char tell_tapes[] = "log=${TMPDIR:-/tmp}/.tape/log\n"
                                 "[ ! -s \"$log\" ] || cat \"$log\" >&3\n";

void script_make(Arena *a, const Plan *plan, const ScriptPlaces *places,
                 Stage *out)
{
    Script s = {.a = a, .plan = plan, .places = places, .stage = out};

    s.out = buf_in(a);
    buf_printf(&s.out, start, arena_cstr(a, places->mark));
    BUF_LIT(&s.out, "cd ");
    script_quote(&s.out, places->scratch);
    BUF_LIT(&s.out, " || exit 125\n");
    for (size_t i = 0; i < plan->pieces.len; i++)
        if (!plan->pieces.items[i].local)
            add_file(&s, plan->pieces.items[i].path,
                     plan->pieces.items[i].code);
    for (size_t i = 0; i < plan->units.len; i++)
        put_unit(&s, &plan->units.items[i]);
    buf_put(&s.out, places->enclosed ? str_of(find_left) : STR(""));
    buf_put(&s.out, str_of(tell_tapes));
    add_file(&s, STR("run.sh"), buf_str(&s.out));
    add_file(&s, STR("passwd"),
             STR("root:x:0:0::/scratch:/bin/sh\n"
                 "you:x:1000:1000::/scratch:/bin/sh\n"));
    add_file(&s, STR("group"), STR("root:x:0:\nyou:x:1000:\n"));
}
