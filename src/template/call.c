/* call.c - filters, tests, functions and methods are called. */
#include "template/render.h"

#include "template/args.h"
#include "template/builtin.h"

#include "base/text.h"

#include <string.h>

/* ------------------------------------------------------------ arguments */

static void give(Render *r, Given *g, Value v)
{
    if (!g->values) {
        g->values = g->few;
        g->cap = COUNT(g->few);
    }
    if (g->n == g->cap) {
        Value *more = ARENA_ARRAY(r->arena, Value, g->cap * 2);
        memcpy(more, g->values, g->n * sizeof *more);
        charge(r, g->cap * 2 * sizeof *more);
        g->values = more;
        g->cap *= 2;
    }
    g->values[g->n++] = v;
}

static bool give_named(Render *r, const Expr *e, Given *g, NamedValue named)
{
    for (size_t i = 0; i < g->named.len; i++)
        if (str_eq(g->named.items[i].name, named.name))
            return fault(r, e->at, TEMPLATE_ARG_TWICE, STRS(named.name));
    *VEC_PUSH(&g->named, r->arena) = named;
    charge(r, sizeof named);
    return true;
}

/* f(*rest) */
static bool give_rest(Render *r, const Expr *e, Given *g)
{
    Value v;

    if (!eval_defined(r, e, &v))
        return false;
    size_t n = value_len(&r->reader, v);
    if (n == SIZE_MAX)
        return fault(r, e->at, TEMPLATE_NOT_ITERABLE, STRS(value_kind_name(v)));
    if (!afford(r, e->at, n * sizeof(Value)))
        return false;
    for (size_t i = 0; i < n; i++)
        give(r, g, value_at(&r->reader, v, i));
    return true;
}

/* f(**keywords) */
static bool give_map(Render *r, const Expr *e, Given *g)
{
    Value map, v;

    if (!eval_defined(r, e, &map))
        return false;
    if (!is_mapping(map))
        return fault(r, e->at, TEMPLATE_ARG_KEYS, NO_STRS);
    for (size_t i = 0, n = value_len(&r->reader, map); i < n; i++) {
        Value key = value_at(&r->reader, map, i);
        if (key.kind != VALUE_STR)
            return fault(r, e->at, TEMPLATE_ARG_KEYS, NO_STRS);
        value_get(&r->reader, map, key, &v);
        if (!give_named(r, e, g, (NamedValue){key.as.s, v}))
            return false;
    }
    return true;
}

bool eval_args(Render *r, const Args *args, const Value *piped, Given *out)
{
    Value v;

    if (piped)
        give(r, out, *piped);
    for (size_t i = 0; i < args->positional.len; i++) {
        if (!eval(r, args->positional.items[i], &v))
            return false;
        give(r, out, v);
    }
    if (args->rest && !give_rest(r, args->rest, out))
        return false;
    for (size_t i = 0; i < args->keywords.len; i++) {
        const Keyword *k = &args->keywords.items[i];
        if (!eval(r, k->value, &v) ||
            !give_named(r, k->value, out, (NamedValue){k->name, v}))
            return false;
    }
    return !args->map || give_map(r, args->map, out);
}

/* ------------------------------------------------------------ params */

typedef struct {
    Str name;
    bool may_lack; /* may be undefined */
    bool more;     /* any number of others */
} RowParam;

/* Takes the next off "a, b?, *". */
static bool next_param(Str *rest, RowParam *out)
{
    if (rest->len == 0)
        return false;
    StrCut cut = str_cut(*rest, ',');
    Str name = str_trim(cut.head);
    *rest = cut.tail;
    *out = (RowParam){.may_lack = str_ends(name, STR("?"))};
    if (out->may_lack)
        name.len--;
    out->more = str_eq(name, STR("*"));
    out->name = name;
    return true;
}

/* How many the row names, and whether any more may follow. */
static size_t count_params(const TemplateRow *row, bool *more)
{
    Str rest = str_of(row->params);
    RowParam param;
    size_t n = 0;

    *more = false;
    while (next_param(&rest, &param)) {
        *more |= param.more;
        n += !param.more;
    }
    return n;
}

static RowParam param_at(const TemplateRow *row, size_t i)
{
    Str rest = str_of(row->params);
    RowParam param = {0};

    while (next_param(&rest, &param) && i-- > 0 && !param.more)
        ;
    return param;
}

static bool find_param(const TemplateRow *row, Str name, size_t *out)
{
    Str rest = str_of(row->params);
    RowParam param;

    for (*out = 0; next_param(&rest, &param); (*out)++)
        if (!param.more && str_eq(param.name, name))
            return true;
    return false;
}

static Str closest_param(TemplateCall *c, Str name)
{
    Str rest = str_of(c->row->params);
    Str *names = ARENA_ARRAY(c->r->arena, Str, rest.len + 1);
    RowParam param;
    size_t n = 0;

    while (next_param(&rest, &param))
        if (!param.more)
            names[n++] = param.name;
    return text_closest(name, names, n);
}

/* The expression that gave argument i, to point at it. */
static const Expr *arg_expr(const TemplateCall *c, size_t i)
{
    const Expr *e = c->expr;
    bool piped = e->kind == EXPR_FILTER || e->kind == EXPR_TEST;

    if (piped && i == 0)
        return e->a;
    i -= piped;
    return e->args && i < e->args->positional.len ? e->args->positional.items[i]
                                                  : NULL;
}

static bool fault_arg(TemplateCall *c, size_t i)
{
    /* What a filter passes on to another stands nowhere. */
    bool written = c->expr->kind == EXPR_CALL || c->expr->row == c->row;
    const Expr *e = written ? arg_expr(c, i) : NULL;

    if (e && e->kind != EXPR_CONST)
        return fault_undefined(c->r, e);
    return fault(c->r, c->expr->at, TEMPLATE_UNDEFINED_VALUE, NO_STRS);
}

static bool check_defined(TemplateCall *c, size_t i, Value v)
{
    if (v.kind != VALUE_UNDEFINED || v.safe)
        return true;
    return param_at(c->row, i).may_lack || fault_arg(c, i);
}

static bool check_positional(TemplateCall *c)
{
    bool more;

    for (size_t i = 0; i < c->n; i++)
        if (!check_defined(c, i, c->values[i]))
            return false;
    /* What is piped is always wanted. */
    if (c->n <= 1 && c->row->params[0])
        return true;
    size_t most = count_params(c->row, &more);
    if (more || c->n <= most)
        return true;
    return fault(c->r, c->expr->at, TEMPLATE_ARGS_MANY,
                 STRS(str_of(c->row->name),
                      str_printf(c->r->arena, "%zu", most)));
}

static bool place_named(TemplateCall *c, const NamedValue *named, Value *places,
                        Dict *others)
{
    Str name = str_of(c->row->name);
    bool more;
    size_t i;

    if (find_param(c->row, named->name, &i)) {
        if (i < c->n)
            return fault(c->r, c->expr->at, TEMPLATE_ARG_TWICE,
                         STRS(named->name));
        places[i] = named->value;
        return check_defined(c, i, named->value);
    }
    count_params(c->row, &more);
    if (!more)
        return fault_near(c->r, c->expr->at, TEMPLATE_ARG_UNKNOWN,
                          closest_param(c, named->name),
                          STRS(name, named->name));
    if (!check_defined(c, SIZE_MAX, named->value))
        return false;
    dict_put_str(others, c->r->arena, named->name, named->value);
    return true;
}

static bool place_all(TemplateCall *c, const NamedValues *named)
{
    bool more;

    if (named->len == 0)
        return true;
    c->nparams = count_params(c->row, &more);
    Value *places = ARENA_ARRAY(c->r->arena, Value, c->nparams);
    Dict *others = dict_new(c->r->arena);
    others->fresh = true;
    c->by_name = places;
    c->keywords = others;
    for (size_t i = 0; i < named->len; i++)
        if (!place_named(c, &named->items[i], places, others))
            return false;
    return true;
}

/* ------------------------------------------------------------ calling */

/* Bytes taken since; too few where a block of the arena was filled. */
static size_t grown(const Arena *a, ArenaMark since)
{
    ArenaMark now = arena_mark(a);

    return now.block == since.block ? now.used - since.used : now.used;
}

static bool run(TemplateCall *c, const NamedValues *named, Value *out)
{
    Render *r = c->r;
    ArenaMark mark = arena_mark(r->arena);

    *out = (Value){0};
    if (!check_positional(c) || !place_all(c, named) || !step(r, c->expr->at) ||
        !deeper(r, c->expr->at))
        return false;
    bool good = c->row->fn(c, out);
    r->depth--;
    charge(r, grown(r->arena, mark));
    return good && !r->failed && (r->steps > 0 || step(r, c->expr->at));
}

bool call_row(Render *r, const Expr *e, const TemplateRow *row,
              const Given *given, const void *self, Value *out)
{
    TemplateCall c = {.r = r,
                      .expr = e,
                      .row = row,
                      .values = given->values,
                      .n = given->n,
                      .self = self};

    return run(&c, &given->named, out);
}

/* What need not be there, as the template asks for it or it stands in a
 * branch, and is not. */
static bool no_row(Render *r, const Expr *e, DiagCode code)
{
    Str name = span_text(r->here.tpl->src, e->at);
    Str close = code == TEMPLATE_NO_FILTER
                    ? closest_filter(r->job->set, r->arena, name)
                    : closest_test(r->job->set, r->arena, name);

    return fault_near(r, e->at, code, close, STRS(name));
}

bool eval_filter(Render *r, const Expr *e, Value *out)
{
    Given given = {0};
    Value piped = r->piped;

    if (!e->row)
        return no_row(r, e, TEMPLATE_NO_FILTER);
    if (e->a && !eval(r, e->a, &piped))
        return false;
    return eval_args(r, e->args, &piped, &given) &&
           call_row(r, e, e->row, &given, NULL, out);
}

bool eval_test(Render *r, const Expr *e, Value *out)
{
    Given given = {0};
    Value piped, answer;

    if (!e->row)
        return no_row(r, e, TEMPLATE_NO_TEST);
    if (!eval(r, e->a, &piped) || !eval_args(r, e->args, &piped, &given) ||
        !call_row(r, e, e->row, &given, NULL, &answer))
        return false;
    *out = value_bool(value_truth(&r->reader, answer) != e->negated);
    return true;
}

/* `f` is called; `name` is how it is called, for messages. */
static bool call_value(Render *r, const Expr *e, Value f, const Given *given,
                       Value *out)
{
    const Object *o = f.as.object;

    if (f.kind != VALUE_OBJECT || !template_is_callable(f))
        return fault(r, e->at, TEMPLATE_NOT_CALLABLE, STRS(value_kind_name(f)));
    if (o->type == &macro_type)
        return call_macro(r, e, o, given, out);
    if (o->type == &block_type)
        return call_block(r, e, o, out);
    if (o->type == &loop_type)
        return call_loop(r, e, o, given, out);
    const Bound *b = o->self;
    Value answer;
    return call_row(r, e, b->row, given, b->self, out ? out : &answer) &&
           (out || emit(r, e, answer));
}

/* a.f(), without making a value of a.f where it is a method. */
static bool call_member(Render *r, const Expr *e, Value of, const Given *given,
                        Value *out)
{
    const TemplateRow *method = method_of(e->a->methods, of);
    Value f = {0}, answer;

    if (method && of.kind != VALUE_OBJECT)
        return call_row(r, e, method, given, &of, out ? out : &answer) &&
               (out || emit(r, e, answer));
    get_attribute(r, of, e->a->value.as.s, method, &f);
    if (r->failed)
        return false;
    if (f.kind == VALUE_UNDEFINED)
        return fault_undefined(r, e->a);
    return call_value(r, e, f, given, out);
}

/* A name is looked up without keeping alive the loop that it may be.  What
 * cannot be called does not hide a function: `page` may be a page, and
 * page('posts/a') find another. */
static bool callee(Render *r, const Expr *e, Value *out)
{
    Scope *owner;

    if (e->kind != EXPR_NAME)
        return eval_defined(r, e, out);
    *out = name_value(r, e->name, &owner);
    if (e->name->function.kind == VALUE_OBJECT && !template_is_callable(*out))
        *out = e->name->function;
    return out->kind != VALUE_UNDEFINED || fault_undefined(r, e);
}

static bool finish_call(Render *r, const Expr *e, Value f, const Value *caller,
                        Value *out)
{
    Given given = {0};

    if (!eval_args(r, e->args, NULL, &given))
        return false;
    if (caller &&
        !give_named(r, e, &given, (NamedValue){STR("caller"), *caller}))
        return false;
    return e->a->kind == EXPR_ATTR ? call_member(r, e, f, &given, out)
                                   : call_value(r, e, f, &given, out);
}

bool eval_call(Render *r, const Expr *e, const Value *caller, Value *out)
{
    const Expr *of = e->a->kind == EXPR_ATTR ? e->a->a : e->a;
    Value f;

    return callee(r, of, &f) && finish_call(r, e, f, caller, out);
}

/* ------------------------------------------------------------ for rows */

size_t template_args(const TemplateCall *call)
{
    return call->n;
}

Value template_arg(const TemplateCall *call, size_t i)
{
    if (i < call->n)
        return call->values[i];
    return call->by_name && i < call->nparams ? call->by_name[i] : (Value){0};
}

const Dict *template_keywords(const TemplateCall *call)
{
    static const Dict none;

    return call->keywords ? call->keywords : &none;
}

Reader *template_reader(TemplateCall *call)
{
    return &call->r->reader;
}

void *template_host(TemplateCall *call)
{
    return call->r->job->host;
}

void template_place(const TemplateCall *call, const Source **src, Span *at)
{
    *src = call->r->here.tpl->src;
    *at = call->expr->at;
}

bool template_call_failed(TemplateCall *call, Diag *diag)
{
    if (!call->r->failed)
        note_callers(call->r, diag);
    call->r->failed = true;
    return false;
}

bool template_call_error(TemplateCall *call, DiagCode code, const Str *args,
                         size_t nargs)
{
    return template_call_near(call, code, STR(""), args, nargs);
}

/* What fails because a limit was reached is told as that. */
bool template_call_near(TemplateCall *call, DiagCode code, Str near,
                        const Str *args, size_t nargs)
{
    if (call->r->steps == 0)
        return step(call->r, call->expr->at);
    return fault_near(call->r, call->expr->at, code, near, args, nargs);
}

bool template_autoescape(const TemplateCall *call)
{
    return call->r->here.escape != ESCAPE_NONE;
}

const TemplateSet *template_set(const TemplateCall *call)
{
    return call->r->job->set;
}

const TemplateRow *template_row(const TemplateCall *call)
{
    return call->row;
}

/* NOLINTNEXTLINE(readability-function-size): a call has these parts */
bool template_apply_row(TemplateCall *call, const TemplateRow *row, Value piped,
                        const Value *args, size_t n, const Dict *keywords,
                        Value *result)
{
    Render *r = call->r;
    Value values[8];
    TemplateCall c = {.r = r, .expr = call->expr, .row = row, .n = n + 1};
    NamedValues named = {0};

    c.values = values;
    if (n >= COUNT(values))
        c.values = ARENA_ARRAY(r->arena, Value, n + 1);
    Value *to = (Value *)c.values;
    to[0] = piped;
    if (n)
        memcpy(to + 1, args, n * sizeof *args);
    for (size_t i = 0; keywords && i < keywords->len; i++)
        *VEC_PUSH(&named, r->arena) =
            (NamedValue){keywords->entries[i].key.as.s,
                         keywords->entries[i].value};
    return run(&c, &named, result);
}

bool template_charge(TemplateCall *call, size_t bytes)
{
    return afford(call->r, call->expr->at, bytes);
}

const void *template_self(const TemplateCall *call)
{
    return call->self;
}

const ObjectType bound_type = {.name = "function"};

Value template_bound(Arena *a, const TemplateRow *row, const void *self)
{
    Bound *b = ARENA_NEW(a, Bound);

    *b = (Bound){{&bound_type, b}, row, self};
    return (Value){.kind = VALUE_OBJECT, .as.object = &b->object};
}

bool template_is_callable(Value v)
{
    if (v.kind != VALUE_OBJECT)
        return false;
    const ObjectType *t = v.as.object->type;
    return t == &bound_type || t == &macro_type || t == &block_type ||
           t == &loop_type;
}
