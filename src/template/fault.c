/* fault.c - what goes wrong while a page is made, and how far it may go. */
#include "template/render.h"

#include "base/text.h"

enum {
    DEPTH_MOST = 1000, /* each level is some 500 bytes of the C stack */
    NOTES_MOST = 12,
};

/* ------------------------------------------------------------ errors */

/* What calls itself is told once. */
void note_callers(Render *r, Diag *diag)
{
    const Caller *c = r->caller, *last = NULL;

    for (size_t n = 0; c && n < NOTES_MOST; c = c->prev) {
        if (last && last->tpl == c->tpl && last->at.start == c->at.start)
            continue;
        diag_note(r->d, diag, c->note, c->tpl->src, c->at, STRS(c->name));
        last = c;
        n++;
    }
    if (r->job->page.len)
        diag_note(r->d, diag, TEMPLATE_FOR_PAGE, NULL, (Span){0},
                  STRS(r->job->page));
}

bool fault_near(Render *r, Span at, DiagCode code, Str close, const Str *args,
                size_t nargs)
{
    /* Only the first: what follows comes of it. */
    if (r->failed)
        return false;
    r->failed = true;
    Diag *diag = diag_add(r->d, code, r->here.tpl->src, at, args, nargs);
    diag_suggest(r->d, diag, close);
    note_callers(r, diag);
    return false;
}

bool fault(Render *r, Span at, DiagCode code, const Str *args, size_t nargs)
{
    return fault_near(r, at, code, STR(""), args, nargs);
}

/* ------------------------------------------------------------ undefined */

static Str closest_name(Render *r, Str name)
{
    Str *names;
    size_t n = names_here(r, &names);

    return text_closest(name, names, n);
}

static Str closest_key(Render *r, Value of, Str name)
{
    const Str *names;
    size_t n = 0;

    if (of.kind == VALUE_OBJECT && of.as.object->type->keys) {
        n = of.as.object->type->keys(&r->reader, of.as.object->self, &names);
        return text_closest(name, names, n);
    }
    if (of.kind != VALUE_DICT)
        return STR("");
    Str *keys = ARENA_ARRAY(r->arena, Str, of.as.dict->len);
    for (size_t i = 0; i < of.as.dict->len; i++)
        if (of.as.dict->entries[i].key.kind == VALUE_STR)
            keys[n++] = of.as.dict->entries[i].key.as.s;
    return text_closest(name, keys, n);
}

static bool fault_name(Render *r, const Expr *e)
{
    Str name = e->name->text, close = closest_name(r, name);

    /* A parameter that was not given, or what was assigned has no value. */
    if (str_eq(name, close))
        return fault(r, e->at, TEMPLATE_NO_VALUE, STRS(name));
    return fault_near(r, e->at, TEMPLATE_UNDEFINED, close, STRS(name));
}

/* What had no such attribute or item is asked for again, which is dear, but
 * only done once a page. */
static bool fault_member(Render *r, const Expr *e, Value key)
{
    Buf b = buf_in(r->arena);
    Value of;

    if (!eval(r, e->a, &of))
        return false;
    if (key.kind == VALUE_STR) {
        Str close = closest_key(r, of, key.as.s);
        if (str_eq(close, key.as.s))
            return fault(r, e->at, TEMPLATE_NO_VALUE, STRS(key.as.s));
        return fault_near(r, e->at, TEMPLATE_NO_MEMBER, close,
                          STRS(key.as.s, value_kind_name(of)));
    }
    value_repr(&b, &r->reader, key);
    return fault(r, e->at, TEMPLATE_NO_ITEM,
                 STRS(buf_str(&b), value_kind_name(of)));
}

bool fault_undefined(Render *r, const Expr *e)
{
    Value key;
    bool truth;

    switch (e->kind) {
    case EXPR_NAME:
        if (e->name->special == SPECIAL_SUPER && r->here.block)
            return fault(r, e->at, TEMPLATE_NO_SUPER,
                         STRS(r->here.block->name));
        return fault_name(r, e);
    case EXPR_ATTR:
        return fault_member(r, e, e->value);
    case EXPR_ITEM:
        return eval(r, e->b, &key) && fault_member(r, e, key);
    case EXPR_AND:
    case EXPR_OR:
        return fault_undefined(r, e->b);
    case EXPR_CHOICE:
        return eval_truth(r, e->a, &truth) &&
               fault_undefined(r, truth ? e->b : e->c);
    default:
        return fault(r, e->at, TEMPLATE_UNDEFINED_VALUE, NO_STRS);
    }
}

/* ------------------------------------------------------------ limits */

static bool over(Render *r, Span at, DiagCode code, size_t most)
{
    return fault(r, at, code, STRS(str_printf(r->d->arena, "%zu", most)));
}

bool fault_output(Render *r, Span at)
{
    return over(r, at, TEMPLATE_OUTPUT, r->most_output);
}

bool step(Render *r, Span at)
{
    if (r->steps == 0)
        return over(r, at, TEMPLATE_STEPS, r->most_steps);
    r->steps--;
    if (r->memory == 0)
        return over(r, at, TEMPLATE_MEMORY, r->most_memory);
    return !r->failed;
}

bool deeper(Render *r, Span at)
{
    if (r->depth == DEPTH_MOST)
        return fault(r, at, TEMPLATE_DEPTH, NO_STRS);
    r->depth++;
    return true;
}

void charge(Render *r, size_t bytes)
{
    r->memory = r->memory > bytes ? r->memory - bytes : 0;
}

bool afford(Render *r, Span at, size_t bytes)
{
    if (r->memory <= bytes) {
        r->memory = 0;
        return over(r, at, TEMPLATE_MEMORY, r->most_memory);
    }
    r->memory -= bytes;
    return true;
}
