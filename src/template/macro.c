/* macro.c - macros, and what {% call %} hands to them. */
#include "template/render.h"

#include "base/text.h"

typedef struct {
    Object object;
    const Macro *macro;
    Where where; /* where it was defined */
} Defined;

/* ------------------------------------------------------------ attributes */

static Value params_list(Reader *r, const Macro *m)
{
    List *l = list_new(r->arena, m->params.len);

    l->tuple = true;
    for (size_t i = 0; i < m->params.len; i++)
        list_push(l, r->arena, value_str(m->params.items[i].name->text));
    return value_list(l);
}

static bool macro_get(Reader *r, const void *self, Value key, Value *out)
{
    const Macro *m = ((const Defined *)self)->macro;
    Str name = key.kind == VALUE_STR ? key.as.s : STR("");

    if (str_eq(name, STR("name")))
        *out = m->name.len ? value_str(m->name) : value_null();
    else if (str_eq(name, STR("arguments")))
        *out = params_list(r, m);
    else if (str_eq(name, STR("catch_kwargs")))
        *out = value_bool(m->kwargs);
    else if (str_eq(name, STR("catch_varargs")))
        *out = value_bool(m->varargs);
    else if (str_eq(name, STR("caller")))
        *out = value_bool(m->caller);
    else
        return false;
    return true;
}

static Value macro_text(Reader *r, const void *self)
{
    Str name = ((const Defined *)self)->macro->name;

    if (name.len == 0)
        return value_str(STR("<Macro anonymous>"));
    return value_str(
        str_printf(r->arena, "<Macro '" STR_FMT "'>", STR_ARG(name)));
}

const ObjectType macro_type = {.name = "macro",
                               .get = macro_get,
                               .text = macro_text};

Value macro_value(Render *r, const Macro *m)
{
    Defined *def = ARENA_NEW(r->arena, Defined);

    *def = (Defined){{&macro_type, def}, m, r->here};
    def->where.muted = false;
    charge(r, sizeof *def);
    scope_keep(r->here.scope);
    return (Value){.kind = VALUE_OBJECT, .as.object = &def->object};
}

/* ------------------------------------------------------------ arguments */

/* What is given by name for a parameter that position i does not reach. */
static const Value *named(const Given *g, Str name)
{
    for (size_t i = 0; i < g->named.len; i++)
        if (str_eq(g->named.items[i].name, name))
            return &g->named.items[i].value;
    return NULL;
}

static size_t param_index(const Macro *m, Str name)
{
    for (size_t i = 0; i < m->params.len; i++)
        if (str_eq(m->params.items[i].name->text, name))
            return i;
    return SIZE_MAX;
}

static bool is_caller(const Macro *m, Str name)
{
    return m->caller && str_eq(name, STR("caller"));
}

static Str shown_name(const Macro *m)
{
    return m->name.len ? m->name : STR("caller");
}

static bool unwanted_name(Render *r, const Expr *e, const Macro *m, Str name)
{
    Str *names = ARENA_ARRAY(r->arena, Str, m->params.len);

    if (str_eq(name, STR("caller")))
        return fault(r, e->at, TEMPLATE_NO_CALLER, STRS(shown_name(m)));
    for (size_t i = 0; i < m->params.len; i++)
        names[i] = m->params.items[i].name->text;
    return fault_near(r, e->at, TEMPLATE_ARG_UNKNOWN,
                      text_closest(name, names, m->params.len),
                      STRS(shown_name(m), name));
}

/* Is all that is given wanted? */
static bool fits(Render *r, const Expr *e, const Macro *m, const Given *g)
{
    if (g->n > m->params.len && !m->varargs)
        return fault(r, e->at, TEMPLATE_ARGS_MANY,
                     STRS(shown_name(m),
                          str_printf(r->arena, "%zu", m->params.len)));
    for (size_t i = 0; i < g->named.len; i++) {
        Str name = g->named.items[i].name;
        size_t param = param_index(m, name);
        if (param < g->n)
            return fault(r, e->at, TEMPLATE_ARG_TWICE, STRS(name));
        if (param == SIZE_MAX && !is_caller(m, name) && !m->kwargs)
            return unwanted_name(r, e, m, name);
    }
    return true;
}

static void put_specials(Render *r, const Macro *m, const Given *g)
{
    const Words *words = &r->here.tpl->words;
    Scope *s = r->here.scope;

    if (m->caller && !m->own_caller) {
        const Value *caller = named(g, STR("caller"));
        scope_put(r, s, words->caller, caller ? *caller : (Value){0});
    }
    if (m->varargs) {
        List *l = list_new(r->arena, g->n);
        l->tuple = true;
        for (size_t i = m->params.len; i < g->n; i++)
            list_push(l, r->arena, g->values[i]);
        scope_put(r, s, words->varargs, value_list(l));
    }
    if (!m->kwargs)
        return;
    Dict *d = dict_new(r->arena);
    d->fresh = true;
    for (size_t i = 0; i < g->named.len; i++) {
        Str name = g->named.items[i].name;
        if (param_index(m, name) == SIZE_MAX && !is_caller(m, name))
            dict_put_str(d, r->arena, name, g->named.items[i].value);
    }
    scope_put(r, s, words->kwargs, value_dict(d));
}

/* Defaults see the parameters, those before them with their defaults. */
static bool put_params(Render *r, const Macro *m, const Given *g)
{
    Scope *s = r->here.scope;

    for (size_t i = 0; i < m->params.len; i++) {
        const Symbol *name = m->params.items[i].name;
        const Value *v = i < g->n ? &g->values[i] : named(g, name->text);
        scope_put(r, s, name, v ? *v : (Value){0});
    }
    for (size_t i = g->n; i < m->params.len; i++) {
        const Param *param = &m->params.items[i];
        Value v;
        if (!param->fallback || named(g, param->name->text))
            continue;
        if (!eval(r, param->fallback, &v))
            return false;
        scope_put(r, s, param->name, v);
    }
    put_specials(r, m, g);
    return true;
}

/* ------------------------------------------------------------ calls */

static bool run_macro(Render *r, const Expr *e, const Defined *def,
                      const Given *given)
{
    const Macro *m = def->macro;
    Where from = r->here;
    Caller caller = {r->caller, TEMPLATE_CALLED_HERE, from.tpl, e->at,
                     shown_name(m)};

    r->caller = &caller;
    r->here = def->where;
    r->here.scope = scope_new(r, def->where.scope);
    time_enter(r, def->where.tpl);
    bool good = put_params(r, m, given) && run_body(r, &m->body) != FLOW_FAIL;
    time_leave(r, def->where.tpl);
    scope_drop(r, r->here.scope);
    r->here = from;
    r->caller = caller.prev;
    return good;
}

bool call_macro(Render *r, const Expr *e, const Object *macro,
                const Given *given, Value *out)
{
    const Defined *def = macro->self;
    size_t mark = r->out->len;

    if (!fits(r, e, def->macro, given) || !step(r, e->at) || !deeper(r, e->at))
        return false;
    bool good = run_macro(r, e, def, given);
    r->depth--;
    if (good && out)
        *out = captured(r, mark);
    return good;
}
