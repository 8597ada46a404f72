/* include.c - {% include %}, {% import %} and {% from %}. */
#include "template/render.h"

#include "base/text.h"

/* ------------------------------------------------------------ names */

static bool name_kind(Render *r, const Expr *e, Value v)
{
    return fault(r, e->at, TEMPLATE_NAME_KIND, STRS(value_kind_name(v)));
}

static bool not_found(Render *r, const Expr *e, Str name)
{
    const Map *all = &r->job->set->templates;
    const Template *t = map_get(all, name);
    Str *names = ARENA_ARRAY(r->arena, Str, all->len);

    if (t)
        return fault(r, e->at, TEMPLATE_PART_BAD, STRS(name));
    for (size_t i = 0; i < all->len; i++)
        names[i] = all->entries[i].key;
    return fault_near(r, e->at, TEMPLATE_NO_TEMPLATE,
                      text_closest(name, names, all->len), STRS(name));
}

static const Template *look_for(Render *r, Str name)
{
    reader_used(&r->reader, STR("template"), name);
    return template_find(r->job->set, name);
}

/* The first of a list that is there. */
static bool first_of(Render *r, const Expr *e, Value list, bool may_lack,
                     const Template **out)
{
    Buf tried = buf_in(r->arena);
    size_t n = value_len(&r->reader, list);

    *out = NULL;
    for (size_t i = 0; !*out && i < n; i++) {
        Value name = plain_text(r, value_at(&r->reader, list, i));
        if (name.kind != VALUE_STR)
            return name_kind(r, e, name);
        *out = look_for(r, name.as.s);
        buf_printf(&tried, "%s'" STR_FMT "'", i ? ", " : "",
                   STR_ARG(name.as.s));
    }
    return *out || may_lack ||
           fault(r, e->at, TEMPLATE_NONE_OF, STRS(buf_str(&tried)));
}

bool find_template(Render *r, const Expr *e, bool may_lack,
                   const Template **out)
{
    Value v;

    if (!eval_defined(r, e, &v))
        return false;
    v = plain_text(r, v);
    if (v.kind == VALUE_LIST)
        return first_of(r, e, v, may_lack, out);
    if (v.kind != VALUE_STR)
        return name_kind(r, e, v);
    *out = look_for(r, v.as.s);
    return *out || may_lack || not_found(r, e, v.as.s);
}

/* ------------------------------------------------------------ running */

static bool run_part(Render *r, const Template *t, const Node *n, Scope **root)
{
    DiagCode note = n->kind == NODE_INCLUDE ? TEMPLATE_INCLUDED_HERE
                                            : TEMPLATE_IMPORTED_HERE;
    Caller caller = {r->caller, note, r->here.tpl, n->at, t->name};
    Scope *outer = n->context ? r->here.scope : NULL;
    bool bare = !n->context || r->here.ctx->bare;

    if (!step(r, n->at) || !deeper(r, n->at))
        return false;
    r->caller = &caller;
    bool good = run_template(r, t, outer, bare, root);
    r->caller = caller.prev;
    r->depth--;
    return good;
}

Flow run_include(Render *r, const Node *n)
{
    const Template *t = NULL;

    if (!find_template(r, n->expr, n->ignore_missing, &t))
        return FLOW_FAIL;
    return !t || run_part(r, t, n, NULL) ? FLOW_ON : FLOW_FAIL;
}

/* ------------------------------------------------------------ modules */

typedef struct {
    Object object;
    Scope *root;
    Value text;
} Module;

static bool module_get(Reader *r, const void *self, Value key, Value *out)
{
    const Scope *root = ((const Module *)self)->root;

    (void)r;
    if (key.kind != VALUE_STR)
        return false;
    for (uint32_t i = 0; i < root->len; i++) {
        const Var *var = &root->vars[i];
        if (!var->exported || !str_eq(var->name->text, key.as.s))
            continue;
        *out = var->value;
        return true;
    }
    return false;
}

static size_t module_keys(Reader *r, const void *self, const Str **out)
{
    const Scope *root = ((const Module *)self)->root;
    Str *names = ARENA_ARRAY(r->arena, Str, root->len);
    size_t n = 0;

    for (uint32_t i = 0; i < root->len; i++)
        if (root->vars[i].exported)
            names[n++] = root->vars[i].name->text;
    *out = names;
    return n;
}

static Value module_text(Reader *r, const void *self)
{
    (void)r;
    return ((const Module *)self)->text;
}

const ObjectType module_type = {.name = "module",
                                .get = module_get,
                                .keys = module_keys,
                                .text = module_text};

static Module *run_module(Render *r, const Template *t, const Node *n)
{
    Module *m = ARENA_NEW(r->arena, Module);
    size_t mark = r->out->len;

    charge(r, sizeof *m);
    m->object = (Object){&module_type, m};
    if (!run_part(r, t, n, &m->root))
        return NULL;
    m->text = captured(r, mark);
    return m;
}

/* Without context it is the same wherever it is imported, so once is enough
 * for a page. */
static Module *module_of(Render *r, const Node *n)
{
    const Template *t = NULL;

    if (!find_template(r, n->expr, false, &t) || !t)
        return NULL;
    if (n->context)
        return run_module(r, t, n);
    Module *m = map_get(&r->modules, t->name);
    if (m)
        return m;
    m = run_module(r, t, n);
    if (m)
        map_add(&r->modules, r->arena, t->name, m);
    return m;
}

Flow run_import(Render *r, const Node *n)
{
    Module *m = module_of(r, n);

    if (!m)
        return FLOW_FAIL;
    scope_put(r, r->here.scope, n->imports.items[0].as,
              (Value){.kind = VALUE_OBJECT, .as.object = &m->object});
    return FLOW_ON;
}

Flow run_from(Render *r, const Node *n)
{
    Module *m = module_of(r, n);
    Value v;

    if (!m)
        return FLOW_FAIL;
    for (size_t i = 0; i < n->imports.len; i++) {
        const Import *import = &n->imports.items[i];
        if (!module_get(&r->reader, m, value_str(import->name), &v))
            v = (Value){0};
        scope_put(r, r->here.scope, import->as, v);
    }
    return FLOW_ON;
}
