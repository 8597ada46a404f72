/* record.c - see record.h.
 *
 *     bin/TOOL     the program below, once for each tool
 *     calls/N/     the Nth call: argv, its words each followed by a NUL; out,
 *                  err, status; `in`, what it read, where a word says that it
 *                  reads ("-", "/dev/stdin") */
#include "runner/record.h"

#include "base/path.h"
#include "base/utf8.h"
#include "os/fs.h"
#include "os/scratch.h"
#include "runner/script.h"
#include "snippet/secrets.h"

#include <errno.h>

enum {
    ANSWER_MOST = 4 << 20, /* bytes of one answer */
    CALLS_MOST = 1000,
};

static const char program[] =
    "#!/bin/sh\n"
    "# Calls a tool, and keeps what it took and gave.\n"
    "calls='%s'\n"
    "number=1\n"
    "until mkdir \"$calls/$number\" 2>/dev/null; do\n"
    "\tnumber=$((number + 1))\n"
    "done\n"
    "call=$calls/$number\n"
    "printf '%%s\\0' '%s' \"$@\" >\"$call/argv\"\n"
    "reads=\n"
    "for word; do\n"
    "\tcase $word in - | /dev/stdin | *=-) reads=1 ;; esac\n"
    "done\n"
    "if [ -n \"$reads\" ]; then\n"
    "\tcat >\"$call/in\"\n"
    "\texec <\"$call/in\"\n"
    "fi\n"
    "'%s' \"$@\" >\"$call/out\" 2>\"$call/err\"\n"
    "status=$?\n"
    "printf '%%s\\n' $status >\"$call/status\"\n"
    "cat \"$call/out\"\n"
    "cat \"$call/err\" >&2\n"
    "exit $status\n";

typedef struct {
    const Runner *r;
    Arena *a;
    const Snippet *snippet;
    DiagList *d;
    Tape *tape;
    Str folder; /* of what is temporary */
    bool good;
} Recording;

static void refuse(Recording *rec, DiagCode code, const Str *args, size_t nargs)
{
    diag_add(rec->d, code, rec->snippet->src, snippet_place(rec->snippet), args,
             nargs);
    rec->good = false;
}

/* ---- what is kept */

static bool is_text(Str s)
{
    for (size_t i = 0; i < s.len; i++) {
        unsigned char c = (unsigned char)s.ptr[i];
        if ((c < ' ' && c != '\n' && c != '\t' && c != '\033') || c == 127)
            return false;
    }
    return utf8_check(s) == SIZE_MAX;
}

static Str shown(Arena *a, const Words *argv)
{
    Buf b = buf_in(a);

    words_put(&b, argv);
    return buf_str(&b);
}

/* What may stand on a tape: text, its secrets replaced where their names tell
 * them.  Any other is refused. */
static Str clean(Recording *rec, const Words *argv, Str text)
{
    Buf b = buf_in(rec->a);
    Str found, kind;

    if (!is_text(text)) {
        refuse(rec, RECORD_BINARY, STRS(shown(rec->a, argv)));
        return (Str){0};
    }
    secret_redact(&b, text);
    if (secret_find(buf_str(&b), &found, &kind))
        refuse(rec, RECORD_SECRET, STRS(argv->items[0], kind));
    return buf_str(&b);
}

static int read_kept(Recording *rec, Str call, const char *name, Str *out)
{
    return os_read_file(rec->a, path_join(rec->a, call, str_of(name)),
                        ANSWER_MOST, out);
}

static void read_words(Recording *rec, Str text, Words *out)
{
    while (text.len) {
        StrCut cut = str_cut(text, '\0');
        *VEC_PUSH(out, rec->a) = cut.head;
        text = cut.tail;
    }
}

/* One call; false if there is none of that number. */
static bool read_call(Recording *rec, size_t number)
{
    Arena *a = rec->a;
    Str call =
        str_printf(a, STR_FMT "/calls/%zu", STR_ARG(rec->folder), number);
    Str argv = {0}, output = {0}, errors = {0}, status = {0}, input;
    TapeCall one = {0};
    int64_t n = 0;

    if (read_kept(rec, call, "argv", &argv) == ENOENT)
        return false;
    read_words(rec, argv, &one.argv);
    if (!one.argv.len)
        return true;
    if (read_kept(rec, call, "out", &output) == EFBIG ||
        read_kept(rec, call, "err", &errors) == EFBIG) {
        refuse(rec, RECORD_BINARY, STRS(one.argv.items[0]));
        return true;
    }
    for (size_t i = 0; i < one.argv.len; i++)
        one.argv.items[i] = clean(rec, &one.argv, one.argv.items[i]);
    one.output = clean(rec, &one.argv, output);
    one.errors = clean(rec, &one.argv, errors);
    one.reads = read_kept(rec, call, "in", &input) == 0;
    if (one.reads)
        one.input = sha256_hex(a, input);
    read_kept(rec, call, "status", &status);
    str_to_int(str_trim(status), &n);
    one.status = (int)n;
    *VEC_PUSH(&rec->tape->calls, a) = one;
    return true;
}

/* A call that was answered in the same way each time stands on the tape once,
 * and answers any number of times. */
static bool same_answer(const TapeCall *a, const TapeCall *b)
{
    return str_eq(a->output, b->output) && str_eq(a->errors, b->errors) &&
           a->status == b->status;
}

static void drop_repeats(Tape *tape)
{
    size_t kept = 0;

    for (size_t i = 0; i < tape->calls.len; i++) {
        bool constant = true, first = true;
        for (size_t k = 0; k < tape->calls.len; k++)
            if (tape_same_call(&tape->calls.items[i], &tape->calls.items[k]))
                constant &=
                    same_answer(&tape->calls.items[i], &tape->calls.items[k]);
        for (size_t k = 0; k < kept; k++)
            first &=
                !tape_same_call(&tape->calls.items[i], &tape->calls.items[k]);
        if (first || !constant)
            tape->calls.items[kept++] = tape->calls.items[i];
    }
    tape->calls.len = kept;
}

/* ---- the run */

static bool put_tools(Recording *rec, const Words *tools, Str folders)
{
    Arena *a = rec->a;
    Str calls = path_join(a, rec->folder, STR("calls"));

    for (size_t i = 0; i < tools->len; i++) {
        Str name = tools->items[i], real;
        if (!os_find_program(a, name, folders, &real)) {
            refuse(rec, RECORD_MISSING, STRS(name));
            continue;
        }
        Str text = str_printf(a, program, arena_cstr(a, calls),
                              arena_cstr(a, name), arena_cstr(a, real));
        int err = scratch_put(a, rec->folder, path_join(a, STR("bin"), name),
                              text, true);
        if (err)
            refuse(rec, RUN_START, STRS(rec->snippet->id, os_error(err)));
    }
    return rec->good;
}

static void take_calls(Recording *rec)
{
    size_t number = 1;

    while (number <= CALLS_MOST && read_call(rec, number))
        number++;
    drop_repeats(rec->tape);
}

static void name_tools(Recording *rec, const Words *tools)
{
    Map versions = {0};

    tool_versions(rec->r, rec->a, tools->items, tools->len, &versions);
    for (size_t i = 0; i < tools->len; i++) {
        const Str *version = map_get(&versions, tools->items[i]);
        *VEC_PUSH(&rec->tape->tools, rec->a) = (TapeTool){
            .name = tools->items[i],
            .version = version ? *version : STR(""),
        };
    }
}

static void run_and_take(Recording *rec, Runner *open, const Words *tools,
                         RunResult *result)
{
    if (!runner_run(open, rec->a, rec->snippet, rec->d, result)) {
        rec->good = false;
        return;
    }
    if (result->error)
        refuse(rec, RUN_START, STRS(rec->snippet->id, os_error(result->error)));
    else if (result->end == PROCESS_STOPPED)
        refuse(rec, RUN_STOPPED, STRS(rec->snippet->id));
    else
        take_calls(rec);
    if (rec->good && !rec->tape->calls.len)
        refuse(rec, RECORD_NONE, STRS(rec->snippet->id, shown(rec->a, tools)));
}

bool record_tape(const Runner *r, Arena *a, const RecordOrder *o, DiagList *d,
                 Tape *out, RunResult *result)
{
    Recording rec = {r, a, o->snippet, d, out, .good = true};
    Runner open = *r;
    Buf date = buf_in(a);
    int err = scratch_open(a, r->temporary, &rec.folder);

    *out = (Tape){0};
    date_put_iso(&date, o->today);
    out->recorded = buf_str(&date);
    if (!err)
        err = scratch_put_folder(a, rec.folder, STR("calls"));
    if (err)
        refuse(&rec, RUN_START, STRS(o->snippet->id, os_error(err)));
    open.enclosed = false;
    open.first_on_path = path_join(a, rec.folder, STR("bin"));
    open.folders = o->folders;
    if (rec.good && put_tools(&rec, o->tools, o->folders)) {
        name_tools(&rec, o->tools);
        run_and_take(&rec, &open, o->tools, result);
    }
    if (rec.folder.len)
        scratch_close(a, rec.folder);
    return rec.good;
}
