#include "build/inputs.h"

#include "base/utf8.h"
#include "build/reads.h"
#include "os/fs.h"
#include "os/process.h"
#include "os/sys.h"

#include <errno.h>
#include <pthread.h>
#include <stdlib.h>

enum {
    FILE_LARGEST = 16 << 20, /* bytes */
    LEXER_LARGEST = 4 << 20, /* the same */
    OUTPUT_MOST = 16 << 20,  /* the same, of a program */
    RUN_MS = 10 * 1000,
    RUNS_KEPT = 32 << 20, /* bytes of outputs for later builds */
};

struct Inputs {
    Str root, out;
    Str path, home; /* of the environment */
    int64_t now;
    pthread_mutex_t lock; /* of what follows */
    pthread_cond_t ran;   /* a program has ended */
    Arena arena;          /* of all that was asked */
    Map answers;          /* name -> Known */
    Arena keep;           /* of what messages may quote */
    Map lexers;           /* name -> Source */
};

typedef struct {
    PluginAnswer answer;
    bool asked;   /* in this build */
    bool running; /* there is no answer yet */
} Known;

static PluginAnswer given(Str text)
{
    return (PluginAnswer){.given = true, .text = text};
}

static PluginAnswer none(Str why)
{
    return (PluginAnswer){.why = why};
}

/* ---- files */

static PluginAnswer read_input(Inputs *in, Str path)
{
    Arena *a = &in->arena;
    Str real, root, text;
    int err = os_real_path(a, path_join(a, in->root, path), &real);

    if (path_inside(path, in->out) || path_inside(path, STR(".bifolio")))
        return none(STR("it is what builds make"));
    if (!err)
        err = os_real_path(a, in->root, &root);
    if (!err && !path_inside(real, root))
        return none(STR("it leads out of the site"));
    if (!err)
        err = os_read_file(a, real, FILE_LARGEST, &text);
    if (err == EFBIG)
        return none(STR("it is larger than 16 MB"));
    return err ? none(os_error(err)) : given(text);
}

/* ---- programs */

static Str run_name(Arena *a, const PluginQuestion *q)
{
    Digest d = digest_of(q->name);

    for (size_t i = 0; i < q->nargs; i++)
        d = digest_add(d, q->args[i]);
    d = digest_add(d, STR("\n")); /* what follows is no argument */
    return read_name(a, STR("run"), digest_hex(a, digest_add(d, q->input)));
}

static Str variable(Arena *a, const char *name, Str value)
{
    return str_printf(a, "%s=" STR_FMT, name, STR_ARG(value));
}

static PluginAnswer ended(Arena *a, const ProcessResult *r)
{
    switch (r->end) {
    case PROCESS_EXITED:
        if (r->status == 0)
            return given(r->output);
        if (str_trim(r->errors).len)
            return none(str_trim(r->errors));
        return none(str_printf(a, "it ended with status %d", r->status));
    case PROCESS_KILLED:
        return none(str_printf(a, "it was killed by signal %d", r->status));
    case PROCESS_LATE:
        return none(STR("it took longer than 10 seconds"));
    case PROCESS_FLOODED:
        return none(STR("it wrote more than 16 MB"));
    case PROCESS_HEAVY: /* it is given no such bound */
        return none(STR("it took too much memory"));
    case PROCESS_STOPPED:
        break;
    }
    return none(STR("it was interrupted"));
}

/* Into `a`, without the lock. */
static PluginAnswer run_program(const Inputs *in, Arena *a,
                                const PluginQuestion *q)
{
    Str *argv = ARENA_ARRAY(a, Str, q->nargs + 1);
    Str env[] = {variable(a, "PATH", in->path), variable(a, "HOME", in->home),
                 STR("LC_ALL=C.UTF-8"), STR("TZ=UTC"),
                 str_printf(a, "SOURCE_DATE_EPOCH=%lld", (long long)in->now)};
    Process p = {
        .argv = argv,
        .nargv = q->nargs + 1,
        .env = env,
        .nenv = COUNT(env),
        .folder = in->root,
        .input = q->input,
        .apart = true,
        .most = OUTPUT_MOST,
        .wall_ms = RUN_MS,
    };
    ProcessResult r;

    argv[0] = q->name;
    for (size_t i = 0; i < q->nargs; i++)
        argv[i + 1] = q->args[i];
    if (str_find(q->name, '/') != SIZE_MAX || !q->name.len)
        return none(STR("a program is named without its folder"));
    int err = os_run(a, &p, &r);
    if (err == ENOENT)
        return none(str_printf(a, "there is no program '" STR_FMT "'",
                               STR_ARG(q->name)));
    return err ? none(os_error(err)) : ended(a, &r);
}

/* ---- asking */

static Known *keep(Inputs *in, Str name, PluginAnswer answer)
{
    Known *known = ARENA_NEW(&in->arena, Known);

    known->answer = answer;
    map_add(&in->answers, &in->arena, str_dup(&in->arena, name), known);
    return map_get(&in->answers, name);
}

/* "file" or "env"; a variable that was not looked up in time has no value. */
static const PluginAnswer *look_up(Inputs *in, Str kind, Str rest)
{
    Arena scratch = {0};
    Str name = read_name(&scratch, kind, rest);

    pthread_mutex_lock(&in->lock);
    Known *known = map_get(&in->answers, name);
    if (!known)
        known = keep(in, name,
                     str_eq(kind, STR("file")) ? read_input(in, rest)
                                               : none(STR("it is not set")));
    pthread_mutex_unlock(&in->lock);
    arena_free(&scratch);
    return &known->answer;
}

/* Who asks for what another thread has begun waits for it. */
static const PluginAnswer *run(Inputs *in, const PluginQuestion *q)
{
    Arena own = {0};
    Str name = run_name(&own, q);

    pthread_mutex_lock(&in->lock);
    Known *known = map_get(&in->answers, name);
    if (!known) {
        known = keep(in, name, (PluginAnswer){0});
        known->running = true;
        pthread_mutex_unlock(&in->lock);
        PluginAnswer answer = run_program(in, &own, q);
        pthread_mutex_lock(&in->lock);
        known->answer = answer;
        known->running = false;
        pthread_cond_broadcast(&in->ran);
    }
    while (known->running)
        pthread_cond_wait(&in->ran, &in->lock);
    known->asked = true;
    arena_join(&in->arena, &own);
    pthread_mutex_unlock(&in->lock);
    return &known->answer;
}

void inputs_ask(Inputs *in, const PluginQuestion *q, PluginAnswer *out)
{
    switch (q->need) {
    case NEED_READ:
        *out = *look_up(in, STR("file"), q->name);
        break;
    case NEED_ENV:
        *out = *look_up(in, STR("env"), q->name);
        break;
    case NEED_RUN:
        *out = *run(in, q);
        break;
    case NEEDS:
        break;
    }
}

Digest inputs_digest(Inputs *in, Str kind, Str name)
{
    const PluginAnswer *a = look_up(in, kind, name);

    return digest_add(digest_of(a->given ? STR("given") : a->why), a->text);
}

/* ---- from build to build */

void inputs_recall(Inputs *in, const RunRow *row)
{
    keep(in, row->name, given(row->text));
}

static bool is_run(Str name)
{
    return str_eq(read_name_kind(name), STR("run"));
}

/* As many as `room` lets; false if one gave nothing. */
static bool add_runs(const Inputs *in, Arena *a, bool asked, size_t *room,
                     RunRows *out)
{
    bool all = true;

    for (size_t i = 0; i < in->answers.len; i++) {
        const MapEntry *e = &in->answers.entries[i];
        const Known *known = e->value;
        Str text = known->answer.text;
        if (known->asked != asked || !is_run(e->key))
            continue;
        all &= known->answer.given;
        if (!known->answer.given || text.len > *room)
            continue;
        *room -= text.len;
        *VEC_PUSH(out, a) = (RunRow){e->key, text};
    }
    return all;
}

bool inputs_runs(Inputs *in, Arena *a, RunRows *out)
{
    size_t room = RUNS_KEPT;

    pthread_mutex_lock(&in->lock);
    bool all = add_runs(in, a, true, &room, out);
    add_runs(in, a, false, &room, out);
    pthread_mutex_unlock(&in->lock);
    return all;
}

/* ---- lexers */

static const Source *read_lexer(Inputs *in, Str folder, Str name)
{
    Source *src = ARENA_NEW(&in->keep, Source);
    Str path = str_printf(&in->arena, STR_FMT "/" STR_FMT ".lua",
                          STR_ARG(folder), STR_ARG(name));

    src->path = str_printf(&in->keep, "lexers/" STR_FMT ".lua", STR_ARG(name));
    if (os_read_file(&in->keep, path, LEXER_LARGEST, &src->text) != 0 ||
        utf8_check(src->text) != SIZE_MAX)
        return NULL;
    map_add(&in->lexers, &in->keep, str_dup(&in->keep, name), src);
    return src;
}

const Source *inputs_lexer(Inputs *in, Str folder, Str name)
{
    pthread_mutex_lock(&in->lock);
    const Source *src = map_get(&in->lexers, name);
    if (!src)
        src = read_lexer(in, folder, name);
    pthread_mutex_unlock(&in->lock);
    return src;
}

void inputs_names(Inputs *in, Arena *a, InputNames *out)
{
    pthread_mutex_lock(&in->lock);
    for (size_t i = 0; i < in->answers.len; i++) {
        Str name = in->answers.entries[i].key;
        if (!is_run(name))
            *VEC_PUSH(out, a) = name;
    }
    pthread_mutex_unlock(&in->lock);
}

/* ---- the whole */

Inputs *inputs_open(Str root, Str out, int64_t now)
{
    Inputs *in = calloc(1, sizeof *in);

    if (!in)
        abort();
    *in = (Inputs){
        .root = root,
        .out = out,
        .path = os_env("PATH"),
        .home = os_env("HOME"),
        .now = now,
    };
    pthread_mutex_init(&in->lock, NULL);
    pthread_cond_init(&in->ran, NULL);
    return in;
}

void inputs_close(Inputs *in, Arena *keep)
{
    if (!in)
        return;
    arena_join(keep, &in->keep);
    arena_free(&in->arena);
    pthread_mutex_destroy(&in->lock);
    pthread_cond_destroy(&in->ran);
    free(in);
}

void inputs_env(Inputs *in, Str name)
{
    Str value = os_env(arena_cstr(&in->arena, name));

    keep(in, read_name(&in->arena, STR("env"), name),
         value.len ? given(value) : none(STR("it is not set")));
}
