/* scope.c - names and their values; see render.h. */
#include "template/render.h"

#include <string.h>

Scope *scope_new(Render *r, Scope *parent)
{
    Scope *s = r->free_scopes;

    if (s) {
        r->free_scopes = s->parent;
    } else {
        s = ARENA_NEW(r->arena, Scope);
        s->vars = s->few;
        s->cap = COUNT(s->few);
        charge(r, sizeof *s);
    }
    s->parent = parent;
    s->len = 0;
    s->kept = false;
    return s;
}

void scope_drop(Render *r, Scope *s)
{
    if (s->kept)
        return;
    s->parent = r->free_scopes;
    r->free_scopes = s;
}

Scope *scope_again(Render *r, Scope *s, uint32_t n)
{
    if (!s->kept) {
        s->len = n;
        return s;
    }
    Scope *fresh = scope_new(r, s->parent);
    memcpy(fresh->vars, s->vars, n * sizeof *s->vars);
    fresh->len = n;
    return fresh;
}

void scope_keep(Scope *s)
{
    for (; s && !s->kept; s = s->parent)
        s->kept = true;
}

static void grow(Render *r, Scope *s)
{
    uint32_t cap = s->cap * 2;
    Var *vars = ARENA_ARRAY(r->arena, Var, cap);

    memcpy(vars, s->vars, s->len * sizeof *vars);
    s->vars = vars;
    s->cap = cap;
    charge(r, cap * sizeof *vars);
}

Var *scope_own(const Scope *s, const Symbol *name)
{
    for (uint32_t i = s->len; i-- > 0;)
        if (s->vars[i].name == name)
            return &s->vars[i];
    return NULL;
}

Var *scope_put(Render *r, Scope *s, const Symbol *name, Value v)
{
    Var *var = scope_own(s, name);

    if (!var) {
        if (s->len == s->cap)
            grow(r, s);
        var = &s->vars[s->len++];
    }
    *var = (Var){.name = name, .value = v};
    return var;
}

/* What comes behind all scopes does not change while a page is made, so it is
 * asked for once. */
static Value outer_value(Render *r, const Symbol *name)
{
    bool bare = r->here.ctx->bare;
    size_t n = r->job->set->symbols.len;

    if (!r->names[bare])
        r->names[bare] = ARENA_ARRAY(r->arena, Remembered, n);
    Remembered *known = &r->names[bare][name->index];
    if (known->seen)
        return known->value;
    known->seen = true;
    Value *out = &known->value;
    if ((bare ||
         !value_get_str(&r->reader, r->job->context, name->text, out)) &&
        !value_get_str(&r->reader, r->job->globals, name->text, out))
        *out = name->function;
    return *out;
}

Value name_value(Render *r, const Symbol *name, Scope **owner)
{
    for (Scope *s = r->here.scope; s; s = s->parent) {
        const Var *var = scope_own(s, name);
        if (!var)
            continue;
        *owner = s;
        return var->value;
    }
    *owner = NULL;
    if (name->special == SPECIAL_SELF)
        return self_value(r);
    if (name->special == SPECIAL_SUPER && r->here.block)
        return super_value(r);
    return outer_value(r, name);
}

typedef VEC(Str) Names;

static void add_keys(Render *r, Names *out, Value of)
{
    for (size_t i = 0, n = value_len(&r->reader, of); n != SIZE_MAX && i < n;
         i++) {
        Value key = value_at(&r->reader, of, i);
        if (key.kind == VALUE_STR)
            *VEC_PUSH(out, r->arena) = key.as.s;
    }
}

size_t names_here(Render *r, Str **out)
{
    Names names = {0};
    size_t n;
    const TemplateRow **rows =
        template_rows(r->job->set, r->arena, TEMPLATE_FUNCTIONS, &n);

    for (const Scope *s = r->here.scope; s; s = s->parent)
        for (uint32_t i = 0; i < s->len; i++)
            *VEC_PUSH(&names, r->arena) = s->vars[i].name->text;
    if (!r->here.ctx->bare)
        add_keys(r, &names, r->job->context);
    add_keys(r, &names, r->job->globals);
    for (size_t i = 0; i < n; i++)
        *VEC_PUSH(&names, r->arena) = str_of(rows[i]->name);
    *out = names.items;
    return names.len;
}
