/* functions.c - Jinja's global functions; see builtin.h.
 *
 * Left out: lipsum, whose text is random, and a page is the same at each
 * build.
 */
#include "template/builtin.h"

#include "template/args.h"

/* ------------------------------------------------------------- range */

/* How many numbers lie from start to stop; step is not 0. */
static uint64_t range_len(int64_t start, int64_t stop, int64_t step)
{
    bool up = step > 0;
    uint64_t size = up ? (uint64_t)step : 0 - (uint64_t)step;

    if (up ? start >= stop : start <= stop)
        return 0;
    uint64_t far = up ? (uint64_t)stop - (uint64_t)start
                      : (uint64_t)start - (uint64_t)stop;
    return (far - 1) / size + 1;
}

static bool make_range(TemplateCall *call, Value *result)
{
    int64_t start, stop, step;

    if (!arg_needed(call, 0) || !arg_int(call, 0, 0, &start) ||
        !arg_int(call, 1, 0, &stop) || !arg_int(call, 2, 1, &step))
        return false;
    if (!arg_given(call, 1)) {
        stop = start;
        start = 0;
    }
    if (step == 0)
        return wrong_arg(call, 2, STR("integer > 0 | integer < 0"));
    uint64_t n = range_len(start, stop, step);
    List *out = new_list(call, n);
    for (uint64_t i = 0; out && i < n; i++)
        list_push(out, call_arena(call),
                  value_int((int64_t)((uint64_t)start + i * (uint64_t)step)));
    return answer_list(result, out);
}

/* -------------------------------------------------------- dict, namespace */

/* One pair of what dict() is made of. */
static bool put_pair(TemplateCall *call, Dict *out, Value pair)
{
    Reader *r = template_reader(call);

    if (value_len(r, pair) != 2 || pair.kind == VALUE_DICT)
        return wrong_kind(call, STR("(key, value)"), pair);
    Value key = value_at(r, pair, 0);
    if (!value_hashable(key))
        return wrong_kind(call, STR("string"), key);
    dict_put(out, r->arena, key, value_at(r, pair, 1));
    return true;
}

/* What was given by position, a mapping or pairs, and by name. */
static Dict *dict_of(TemplateCall *call)
{
    Arena *a = call_arena(call);
    const Dict *named = template_keywords(call);
    Value from = template_arg(call, 0);
    Dict *out = dict_new(a);

    out->fresh = true;
    if (template_args(call) > 0) {
        const List *pairs =
            is_mapping(from) ? pairs_of(call, from) : items_of(call, from);
        if (!pairs)
            return NULL;
        for (size_t i = 0; i < pairs->len; i++)
            if (!put_pair(call, out, pairs->items[i]))
                return NULL;
    }
    for (size_t i = 0; i < named->len; i++)
        dict_put(out, a, named->entries[i].key, named->entries[i].value);
    return template_charge(call, out->len * sizeof(DictEntry)) ? out : NULL;
}

static bool make_dict(TemplateCall *call, Value *result)
{
    Dict *d = dict_of(call);

    if (d)
        *result = value_dict(d);
    return d != NULL;
}

static bool make_namespace(TemplateCall *call, Value *result)
{
    const Dict *d = dict_of(call);

    *result = template_namespace(call);
    for (size_t i = 0; d && i < d->len; i++) {
        if (d->entries[i].key.kind != VALUE_STR)
            return wrong_kind(call, STR("string"), d->entries[i].key);
        template_namespace_put(*result, call_arena(call),
                               d->entries[i].key.as.s, d->entries[i].value);
    }
    return d != NULL;
}

/* --------------------------------------------------------------- cycler */

/* It is one page's alone, so it may change. */
typedef struct {
    const Value *items;
    size_t len, at;
} Cycler;

static bool cycler_next(TemplateCall *call, Value *result)
{
    Cycler *c = (Cycler *)template_self(call);

    *result = c->items[c->at];
    c->at = (c->at + 1) % c->len;
    return true;
}

static bool cycler_reset(TemplateCall *call, Value *result)
{
    Cycler *c = (Cycler *)template_self(call);

    c->at = 0;
    *result = value_null();
    return true;
}

static bool cycler_get(Reader *r, const void *self, Value key, Value *out)
{
    static const TemplateRow next = {"next", cycler_next, "",
                                     "the current item; moves to the next"};
    static const TemplateRow reset = {"reset", cycler_reset, "",
                                      "moves to the first item"};
    const Cycler *c = self;
    Str name = key.kind == VALUE_STR ? key.as.s : (Str){0};

    if (str_eq(name, STR("current")))
        *out = c->items[c->at];
    else if (str_eq(name, STR("next")))
        *out = template_bound(r->arena, &next, self);
    else if (str_eq(name, STR("reset")))
        *out = template_bound(r->arena, &reset, self);
    else
        return false;
    return true;
}

const ObjectType cycler_type = {.name = "cycler", .get = cycler_get};

static bool make_cycler(TemplateCall *call, Value *result)
{
    Arena *a = call_arena(call);
    size_t n = template_args(call);
    Value *items = ARENA_ARRAY(a, Value, n);
    Cycler *c = ARENA_NEW(a, Cycler);

    if (n == 0)
        return template_call_error(call, TEMPLATE_ARG_NEEDED,
                                   STRS(STR("cycler"), STR("items")));
    for (size_t i = 0; i < n; i++)
        items[i] = template_arg(call, i);
    *c = (Cycler){.items = items, .len = n};
    *result = value_object(a, &cycler_type, c);
    return true;
}

/* --------------------------------------------------------------- joiner */

typedef struct {
    Value between;
    bool used;
} Joiner;

static bool joiner_call(TemplateCall *call, Value *result)
{
    Joiner *j = (Joiner *)template_self(call);

    *result = j->used ? j->between : value_str(STR(""));
    j->used = true;
    return true;
}

static bool make_joiner(TemplateCall *call, Value *result)
{
    static const TemplateRow row = {"joiner", joiner_call, "",
                                    "nothing, then what was given"};
    Arena *a = call_arena(call);
    Joiner *j = ARENA_NEW(a, Joiner);

    j->between = template_arg(call, 0);
    if (j->between.kind == VALUE_UNDEFINED)
        j->between = value_str(STR(", "));
    *result = template_bound(a, &row, j);
    return true;
}

/* clang-format off */
const TemplateRow template_functions[] = {
    {"cycler", make_cycler, "*?",
     "next() gives one item after the other, over and over"},
    {"dict", make_dict, "*?",
     "a dict of names, pairs or another dict: dict(a=1)"},
    {"joiner", make_joiner, "sep",
     "called, it gives nothing the first time, then `sep`"},
    {"namespace", make_namespace, "*?",
     "an object whose attributes can be set in inner blocks"},
    {"range", make_range, "start, stop, step",
     "numbers from `start` (0) to before `stop`"},
    {0},
};
/* clang-format on */
