/* engines.c - see engines.h. */
#include "snippet/engines.h"

#include "data/json.h"
#include "snippet/lock.h"
#include "snippet/match.h"

/* ---- the list ------------------------------------------------------------ */

typedef struct {
    Reader reader;
    bool good;
} Reading;

static Str text(Reading *r, Value of, const char *key)
{
    Value v;

    if (value_get_str(&r->reader, of, str_of(key), &v) && v.kind == VALUE_STR)
        return v.as.s;
    r->good = false;
    return (Str){0};
}

/* It becomes a part of an address and of a path. */
static Str name(Reading *r, Str s)
{
    r->good &= s.len > 0 && s.ptr[0] != '.' && str_find(s, '/') == SIZE_MAX;
    return s;
}

static void files(Reading *r, Value of, Engine *e)
{
    Value list;

    if (!value_get_str(&r->reader, of, STR("files"), &list) ||
        list.kind != VALUE_LIST) {
        r->good = false;
        return;
    }
    for (size_t i = 0; i < list.as.list->len; i++) {
        Value one = list.as.list->items[i];
        Str file = one.kind == VALUE_STR ? one.as.s : (Str){0};
        *VEC_PUSH(&e->files, r->reader.arena) = name(r, file);
    }
}

static Engine read_engine(Reading *r, Value of)
{
    Engine e = {
        .name = text(r, of, "name"),
        .version = text(r, of, "version"),
        .label = text(r, of, "label"),
        .path = name(r, text(r, of, "path")),
    };
    Value size;

    if (value_get_str(&r->reader, of, STR("size"), &size) &&
        size.kind == VALUE_INT)
        e.size = size.as.i;
    files(r, of, &e);
    return e;
}

bool engines_read(Arena *a, const Source *src, DiagList *d, Engines *out)
{
    Reading r = {.reader = {.arena = a}, .good = true};
    Value list;

    *out = (Engines){0};
    if (!json_parse(a, src, d, &list))
        return false;
    r.good = list.kind == VALUE_LIST;
    for (size_t i = 0; r.good && i < list.as.list->len; i++)
        *VEC_PUSH(out, a) = read_engine(&r, list.as.list->items[i]);
    if (r.good)
        return true;
    *out = (Engines){0};
    diag_add(d, ENGINES_LIST, src, (Span){0}, NO_STRS);
    return false;
}

/* ---- which --------------------------------------------------------------- */

const Engine *engine_for(const Engines *all, const Snippet *s)
{
    const char *wanted = s->language->engine;

    if (!s->offered || !wanted || !s->expected || s->match == SNIPPET_ANY)
        return NULL;
    for (size_t i = 0; i < all->len; i++)
        if (str_eq(all->items[i].name, str_of(wanted)))
            return &all->items[i];
    return NULL;
}

/* What the lock says has given the author's output. */
static bool has_passed(const LockLine *line, const Engine *e)
{
    for (size_t i = 0; line && i < line->engines.len; i++)
        if (str_eq(line->engines.items[i].name, e->name) &&
            str_eq(line->engines.items[i].version, e->version))
            return true;
    return false;
}

const Engine *engine_offered(const Engines *all, const Snippet *s)
{
    const Engine *e = engine_for(all, s);

    return e && !s->drift && has_passed(s->line, e) ? e : NULL;
}

/* ---- a job --------------------------------------------------------------- */

static void put(Arena *a, Dict *d, const char *key, Value v)
{
    dict_put_str(d, a, str_of(key), v);
}

/* What a program is called in what it says of its errors. */
static Str file_name(Arena *a, const Snippet *s)
{
    if (s->file.len)
        return s->file;
    return str_printf(a, STR_FMT STR_FMT, STR_ARG(s->id),
                      STR_ARG(s->language->suffix));
}

static Dict *step(Arena *a, const Snippet *s)
{
    Dict *d = dict_new(a);

    put(a, d, "language", value_str(s->language->name));
    put(a, d, "name", value_str(file_name(a, s)));
    put(a, d, "code", value_str(s->code->code));
    if (s->session.len)
        put(a, d, "session", value_str(s->session));
    if (s->input)
        put(a, d, "stdin", value_str(s->input->code->code));
    else if (s->stdin_from.len)
        put(a, d, "stdinFile", value_str(s->stdin_from));
    return d;
}

/* What comes before it: files that are there, and programs. */
static void put_plan(Arena *a, Dict *d, const Snippet *s)
{
    Dict *all = dict_new(a);
    List *needs = list_new(a, s->plan.len);

    for (size_t i = 0; i + 1 < s->plan.len; i++) {
        const Snippet *one = s->plan.items[i];
        if (one->file.len)
            dict_put_str(all, a, one->file, value_str(one->code->code));
        if (one->run)
            list_push(needs, a, value_dict(step(a, one)));
    }
    put(a, d, "files", value_dict(all));
    put(a, d, "needs", value_list(needs));
}

static void put_env(Arena *a, Dict *d, const Snippet *s)
{
    Dict *env = dict_new(a);

    for (size_t i = 0; i < s->env.len; i++)
        dict_put_str(env, a, s->env.items[i].name,
                     value_str(s->env.items[i].value));
    put(a, d, "env", value_dict(env));
}

static void put_expected(Arena *a, Dict *d, const Snippet *s)
{
    static const Str ways[] = {[SNIPPET_EXACT] = STR_INIT("exact"),
                               [SNIPPET_LIKE] = STR_INIT("like"),
                               [SNIPPET_ANY] = STR_INIT("any")};
    Str expected = s->expected ? s->expected->code->code : (Str){0};
    int status = s->exit;

    match_status(&expected, &status);
    put(a, d, "expected", value_str(expected));
    put(a, d, "match", value_str(ways[s->match]));
    put(a, d, "exit", value_int(status));
    put(a, d, "fail", value_bool(s->fail));
}

Value snippet_job(Arena *a, const Snippet *s)
{
    Dict *d = step(a, s);

    put_plan(a, d, s);
    put_env(a, d, s);
    if (s->tape_source)
        put(a, d, "tape", value_str(s->tape_source->text));
    put_expected(a, d, s);
    return value_dict(d);
}
