/* run.c - one snippet in the sandbox, and what came of it. */
#include "base/path.h"
#include "os/fs.h"
#include "os/scratch.h"
#include "runner/runner.h"
#include "runner/script.h"

#include <errno.h>

/* What a snippet may use; README and the guides say so too. */
enum {
    OUTPUT_MOST = 1 << 20,
    FILE_MOST = 32 << 20,
    SPACE_MOST = 64 << 20,
    MEMORY_MOST = 1 << 30,
    PROCESSES_MOST = 64,
    OPEN_FILES_MOST = 256,
    START_MS = 2000, /* for the sandbox and the shell */
};

/* Without a sandbox, the same environment as far as it goes. */
static void run_open(Arena *a, Str folder, Process *p)
{
    size_t n;
    const Str *fixed = sandbox_environment(&n);
    Str *env = ARENA_ARRAY(a, Str, n + 1);
    size_t used = 0;

    for (size_t i = 0; i < n; i++)
        if (str_starts(fixed[i], STR("HOME=")))
            env[used++] =
                str_printf(a, "HOME=" STR_FMT "/scratch", STR_ARG(folder));
        else if (!str_starts(fixed[i], STR("PATH=")))
            env[used++] = fixed[i];
    env[used++] = str_printf(a, "TMPDIR=" STR_FMT "/scratch", STR_ARG(folder));
    p->env = env;
    p->nenv = used;
    p->keep_env = true;
}

/* As whoever asks: real tools want their keys and folders. */
static void run_recorded(const Runner *r, Arena *a, Process *p)
{
    Str *path = ARENA_NEW(a, Str);

    *path = str_printf(a, "PATH=" STR_FMT ":" STR_FMT,
                       STR_ARG(r->first_on_path), STR_ARG(r->folders));
    p->env = path;
    p->nenv = 1;
    p->keep_env = true;
    p->limits = (ProcessLimits){0};
    p->wall_ms = 0;
}

/* ---- what came */

typedef struct {
    Arena *a;
    RunResult *out;
    Str mark; /* "\nMARK " */
} Reading;

static void take_piece(RunResult *out, size_t number, int status, Str text)
{
    if (number >= out->plan.pieces.len)
        return;
    out->pieces[number] = (PieceResult){true, status, text};
    out->reached = number + 1;
}

/* A session has ended: what came since was of its first piece that did not. */
static void take_end(RunResult *out, size_t first, int status, Str text)
{
    for (size_t i = 0; i < out->plan.units.len; i++) {
        const Unit *u = &out->plan.units.items[i];
        if (u->kind != UNIT_SESSION || u->first != first)
            continue;
        while (first < u->last && out->pieces[first].ended)
            first++;
        if (first < u->last)
            take_piece(out, first, status, text);
        out->reached = u->last;
    }
}

/* Splits all output at its marks. */
static void read_output(Reading *r, Str text)
{
    for (;;) {
        StrCut cut = str_cut_text(text, r->mark);
        if (!cut.found)
            break;
        StrCut line = str_cut(cut.tail, '\n');
        StrCut words = str_cut(line.head, ' ');
        text = line.tail;
        int64_t number, status;
        if (!str_to_int(words.head, &number) ||
            !str_to_int(words.tail, &status))
            continue;
        if (number < 0)
            take_end(r->out, (size_t)(-number - 1), (int)status, cut.head);
        else
            take_piece(r->out, (size_t)number, (int)status, cut.head);
    }
    r->out->output = text;
}

static void read_report(Reading *r, Str text)
{
    Str line;

    while (str_next_line(&text, &line))
        if (str_starts(line, STR("left ")))
            r->out->left = str_drop(line, sizeof "left " - 1);
        else
            *VEC_PUSH(&r->out->told, r->a) = line;
}

static void read_result(Arena *a, Str mark, const ProcessResult *p,
                        RunResult *out)
{
    Reading r = {a, out, str_printf(a, "\n" STR_FMT " ", STR_ARG(mark))};

    out->end = p->end;
    out->status = p->status;
    out->nanoseconds = p->nanoseconds;
    if (p->left && p->end == PROCESS_EXITED)
        out->left = STR("?");
    read_output(&r, p->output);
    read_report(&r, p->report);
}

/* ---- the run */

static void enclose(const Runner *r, Arena *a, const Snippet *s, Str folder,
                    Process *p)
{
    const SandboxView view = {
        .shown = folder,
        .root = s->netns,
        .space = SPACE_MOST,
        .processes = PROCESSES_MOST,
    };

    p->limits = (ProcessLimits){
        .cpu_seconds = (uint64_t)(p->wall_ms / 1000 + 1),
        .memory = MEMORY_MOST,
        .file_size = FILE_MOST,
        .open_files = OPEN_FILES_MOST,
        .all_memory = (uint64_t)2 * MEMORY_MOST,
    };
    if (r->enclosed)
        sandbox_enclose(a, &r->sandbox, &view, p);
    else if (r->first_on_path.len)
        run_recorded(r, a, p);
    else
        run_open(a, folder, p);
}

static bool any_netns(const Plan *plan)
{
    for (size_t i = 0; i < plan->units.len; i++)
        if (plan->units.items[i].snippet->netns)
            return true;
    return false;
}

static void run_stage(const Runner *r, Arena *a, Str folder, Str mark,
                      RunResult *out)
{
    Str inside = r->enclosed ? STR(SANDBOX_SHOWN) : folder;
    const Str argv[] = {STR("sh"), path_join(a, inside, STR("run.sh"))};
    Process p = {.argv = argv,
                 .nargv = COUNT(argv),
                 .report = true,
                 .most = OUTPUT_MOST,
                 .wall_ms = out->plan.wall_ms + START_MS,
                 .stop = r->stop};
    Snippet whole = *out->plan.snippet;
    ProcessResult result;

    whole.netns = any_netns(&out->plan);
    enclose(r, a, &whole, folder, &p);
    out->error = os_run(a, &p, &result);
    if (!out->error)
        read_result(a, mark, &result, out);
}

/* Makes the folder with all the script works with. */
static int make_stage(const Runner *r, Arena *a, Str mark, const Plan *plan,
                      Str *folder)
{
    ScriptPlaces places = {STR(SANDBOX_SHOWN), STR(SANDBOX_SCRATCH), mark,
                           r->enclosed, r->first_on_path.len > 0};
    Stage stage = {0};
    int err = scratch_open(a, r->temporary, folder);

    if (!r->enclosed) {
        places.stage = *folder;
        places.scratch = path_join(a, *folder, STR("scratch"));
        if (!err)
            err = scratch_put_folder(a, *folder, STR("scratch"));
    }
    script_make(a, plan, &places, &stage);
    for (size_t i = 0; i < stage.len && !err; i++)
        err = scratch_put(a, *folder, stage.items[i].name, stage.items[i].bytes,
                          stage.items[i].program);
    return err;
}

/* A tape that is not there, or cannot be read, has been told of; without it the
 * real tool would be called. */
static bool lacks_tape(const Runner *r, const Snippet *s)
{
    bool lacks = false;

    for (size_t i = 0; i < s->plan.len; i++)
        lacks |= s->plan.items[i]->tape_name.len && !s->plan.items[i]->tape;
    return lacks && !r->first_on_path.len;
}

bool runner_run(const Runner *r, Arena *a, const Snippet *s, DiagList *d,
                RunResult *out)
{
    Str mark =
        str_printf(a, "bifolio-" STR_FMT, STR_ARG(digest_hex(a, s->inputs)));
    Str folder = {0};

    *out = (RunResult){0};
    if (lacks_tape(r, s) || !plan_make(a, s, d, &out->plan))
        return false;
    out->pieces = ARENA_ARRAY(a, PieceResult, out->plan.pieces.len);
    out->error = make_stage(r, a, mark, &out->plan, &folder);
    if (!out->error)
        run_stage(r, a, folder, mark, out);
    if (folder.len)
        scratch_close(a, folder);
    return true;
}

bool run_part(const RunResult *whole, const Snippet *s, RunResult *out)
{
    size_t n = 0;

    if (whole->error || whole->end != PROCESS_EXITED || whole->left.len ||
        whole->told.len)
        return false;
    for (size_t i = 0; i < whole->plan.pieces.len; i++) {
        if (!whole->pieces[i].ended)
            return false;
        if (whole->plan.pieces.items[i].snippet == s)
            n = i + 1;
    }
    *out = *whole;
    out->plan.snippet = s;
    out->plan.pieces.len = n;
    return n > 0;
}
