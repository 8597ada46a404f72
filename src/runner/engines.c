/* engines.c - snippets in the engines of readers' browsers, run in Node. */
#include "base/path.h"
#include "data/json.h"
#include "os/fs.h"
#include "runner/runner.h"
#include "snippet/match.h"

enum { SECONDS_EACH = 8, BYTES_EACH = 1 << 20 };

static Str jobs_of(Arena *a, const EngineTry *tries, size_t n)
{
    Reader r = {.arena = a};
    Buf b = buf_in(a);

    for (size_t i = 0; i < n; i++) {
        Value job = snippet_job(a, tries[i].snippet);
        dict_put_str(job.as.dict, a, STR("engine"),
                     value_str(tries[i].engine->name));
        json_print(&b, &r, job, 0);
        buf_put_char(&b, '\n');
    }
    return buf_take(&b);
}

static void judge(Arena *a, EngineTry *t, Str line)
{
    Source src = {.path = STR("engine"), .text = line};
    DiagList unsaid = {.arena = a};
    Reader r = {.arena = a};
    Str expected = t->snippet->expected->code->code;
    int status = t->snippet->exit;
    Value answer, v;

    if (!json_parse(a, &src, &unsaid, &answer))
        return;
    if (value_get_str(&r, answer, STR("all"), &v) && v.kind == VALUE_STR)
        t->got = v.as.s;
    if (value_get_str(&r, answer, STR("exit"), &v) && v.kind == VALUE_INT)
        t->status = (int)v.as.i;
    match_status(&expected, &status);
    t->same = match_output(a, expected, t->got, t->snippet->match) &&
              (t->snippet->fail ? t->status != 0 : t->status == status);
}

static bool cannot(DiagList *d, Str why)
{
    diag_add(d, ENGINE_START, NULL, (Span){0}, STRS(str_trim(why)));
    return false;
}

bool engines_try(const Runner *r, Arena *a, Str folder, EngineTry *tries,
                 size_t n, DiagList *d)
{
    Str argv[] = {STR("node"), path_join(a, folder, STR("try.mjs")), folder};
    Process p = {
        .argv = argv,
        .nargv = COUNT(argv),
        .keep_env = true,
        .input = jobs_of(a, tries, n),
        .apart = true,
        .most = (n + 1) * BYTES_EACH,
        .wall_ms = (int64_t)(n + 1) * SECONDS_EACH * 1000,
        .stop = r->stop,
    };
    ProcessResult result;
    int err = os_run(a, &p, &result);
    Str line;

    if (err)
        return cannot(d, os_error(err));
    for (size_t i = 0; i < n && str_next_line(&result.output, &line); i++)
        judge(a, &tries[i], line);
    if (result.end != PROCESS_EXITED || result.status != 0)
        return cannot(d, result.errors);
    return true;
}
