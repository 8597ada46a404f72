/* inherit.c - {% extends %}, {% block %}, self and super().
 *
 * A Context's chain goes from the template that was asked for to what it
 * extends, each added when its {% extends %} runs.  A block is that of the
 * first in the chain that has it; super() goes on behind that one.
 */
#include "template/render.h"

/* A block as a value: self.name, super. */
typedef struct {
    Object object;
    RunningBlock def;
} BlockValue;

static const Block *block_in(const Context *ctx, size_t i, Str name)
{
    return map_get(&ctx->chain.items[i]->blocks, name);
}

/* The first from `from` on; SIZE_MAX if there is none. */
static size_t find_block(const Context *ctx, Str name, size_t from)
{
    for (; from < ctx->chain.len; from++)
        if (block_in(ctx, from, name))
            return from;
    return SIZE_MAX;
}

/* ------------------------------------------------------------ templates */

/* What the body before it extends runs in its place, with the same names. */
static bool run_chain(Render *r, Context *ctx)
{
    const Caller *outside = r->caller;
    size_t depth = r->depth, i = 0;
    bool good = true;

    for (; good && i < ctx->chain.len; i++) {
        const Template *t = ctx->chain.items[i];
        if (i && !deeper(r, ctx->extends->at))
            break;
        if (i)
            r->caller = ctx->extends;
        r->here.tpl = t;
        r->here.escape = template_escape(r, t);
        r->here.muted = false;
        time_enter(r, t);
        good = run_body(r, &t->body) != FLOW_FAIL;
        time_leave(r, t);
    }
    r->caller = outside;
    r->depth = depth;
    return good && i == ctx->chain.len;
}

bool run_template(Render *r, const Template *t, Scope *outer, bool bare,
                  Scope **root)
{
    Where from = r->here;
    Context *ctx = ARENA_NEW(r->arena, Context);

    charge(r, sizeof *ctx + 8 * sizeof(Template *));
    ctx->root = scope_new(r, outer);
    ctx->bare = bare;
    *VEC_PUSH(&ctx->chain, r->arena) = t;
    r->here = (Where){.tpl = t, .ctx = ctx, .scope = ctx->root};
    bool good = run_chain(r, ctx);
    r->here = from;
    if (root) {
        scope_keep(ctx->root);
        *root = ctx->root;
    } else {
        scope_drop(r, ctx->root);
    }
    return good;
}

Flow run_extends(Render *r, const Node *n)
{
    Context *ctx = r->here.ctx;
    const Template *t;

    if (r->here.muted) {
        fault(r, n->at, TEMPLATE_EXTENDS_TWICE, NO_STRS);
        return FLOW_FAIL;
    }
    if (!find_template(r, n->expr, false, &t) || !step(r, n->at))
        return FLOW_FAIL;
    *VEC_PUSH(&ctx->chain, r->arena) = t;
    Caller *caller = ARENA_NEW(r->arena, Caller);
    *caller = (Caller){r->caller, TEMPLATE_EXTENDED_HERE, r->here.tpl, n->at,
                       t->name};
    ctx->extends = caller;
    r->here.muted = true;
    charge(r, sizeof *caller);
    return FLOW_ON;
}

/* ------------------------------------------------------------ blocks */

static bool run_definition(Render *r, const RunningBlock *def)
{
    const Template *t = def->ctx->chain.items[def->index];
    const Block *block = block_in(def->ctx, def->index, def->name);

    r->here = (Where){.tpl = t,
                      .ctx = def->ctx,
                      .scope = scope_new(r, def->outer),
                      .block = def,
                      .escape = template_escape(r, t)};
    time_enter(r, t);
    bool good = run_body(r, &block->body) != FLOW_FAIL;
    time_leave(r, t);
    scope_drop(r, r->here.scope);
    return good;
}

static bool enter_block(Render *r, Span at, const RunningBlock *def)
{
    Where from = r->here;
    Caller caller = {r->caller, TEMPLATE_BLOCK_HERE, from.tpl, at, def->name};

    if (!step(r, at) || !deeper(r, at))
        return false;
    r->caller = &caller;
    bool good = run_definition(r, def);
    r->caller = caller.prev;
    r->here = from;
    r->depth--;
    return good;
}

static RunningBlock *block_new(Render *r, size_t index, Str name, Scope *outer)
{
    RunningBlock *def = ARENA_NEW(r->arena, RunningBlock);

    charge(r, sizeof *def);
    *def = (RunningBlock){r->here.ctx, name, index, outer};
    return def;
}

Flow run_block(Render *r, const Node *n)
{
    Context *ctx = r->here.ctx;
    const Block *b = n->block;
    size_t index = find_block(ctx, b->name, 0);

    if (b->required && find_block(ctx, b->name, index + 1) == SIZE_MAX) {
        fault(r, b->at, TEMPLATE_BLOCK_REQUIRED, STRS(b->name));
        return FLOW_FAIL;
    }
    Scope *outer = ctx->root;
    if (b->scoped)
        outer = r->here.scope;
    else if (r->here.block && r->here.block->ctx == ctx)
        outer = r->here.block->outer;
    const RunningBlock *def = block_new(r, index, b->name, outer);
    return enter_block(r, n->at, def) ? FLOW_ON : FLOW_FAIL;
}

/* ------------------------------------------------------------ as values */

static Value block_value(Render *r, size_t index, Str name, Scope *outer)
{
    BlockValue *v = ARENA_NEW(r->arena, BlockValue);

    charge(r, sizeof *v);
    scope_keep(outer);
    v->object = (Object){&block_type, v};
    v->def = (RunningBlock){r->here.ctx, name, index, outer};
    return (Value){.kind = VALUE_OBJECT, .as.object = &v->object};
}

Value super_value(Render *r)
{
    const RunningBlock *b = r->here.block;
    size_t index = find_block(b->ctx, b->name, b->index + 1);

    return index == SIZE_MAX ? (Value){0}
                             : block_value(r, index, b->name, b->outer);
}

/* super.super */
static bool block_get(Reader *reader, const void *self, Value key, Value *out)
{
    const RunningBlock *b = &((const BlockValue *)self)->def;
    size_t index = find_block(b->ctx, b->name, b->index + 1);

    if (key.kind != VALUE_STR || !str_eq(key.as.s, STR("super")) ||
        index == SIZE_MAX)
        return false;
    BlockValue *v = ARENA_NEW(reader->arena, BlockValue);
    v->object = (Object){&block_type, v};
    v->def = *b;
    v->def.index = index;
    *out = (Value){.kind = VALUE_OBJECT, .as.object = &v->object};
    return true;
}

const ObjectType block_type = {.name = "block", .get = block_get};

bool call_block(Render *r, const Expr *e, const Object *block, Value *out)
{
    const BlockValue *v = block->self;
    size_t mark = r->out->len;

    if (!enter_block(r, e->at, &v->def))
        return false;
    if (out)
        *out = captured(r, mark);
    return true;
}

typedef struct {
    Object object;
    Context *ctx;
} Self;

static bool self_get(Reader *reader, const void *self, Value key, Value *out)
{
    Context *ctx = ((const Self *)self)->ctx;
    size_t index =
        key.kind == VALUE_STR ? find_block(ctx, key.as.s, 0) : SIZE_MAX;

    if (index == SIZE_MAX)
        return false;
    BlockValue *v = ARENA_NEW(reader->arena, BlockValue);
    v->object = (Object){&block_type, v};
    v->def = (RunningBlock){ctx, key.as.s, index, ctx->root};
    scope_keep(ctx->root);
    *out = (Value){.kind = VALUE_OBJECT, .as.object = &v->object};
    return true;
}

/* For suggestions: the blocks of the template that was asked for. */
static size_t self_keys(Reader *reader, const void *self, const Str **out)
{
    const Context *ctx = ((const Self *)self)->ctx;
    const Map *blocks = &ctx->chain.items[0]->blocks;
    Str *names = ARENA_ARRAY(reader->arena, Str, blocks->len);

    for (size_t i = 0; i < blocks->len; i++)
        names[i] = blocks->entries[i].key;
    *out = names;
    return blocks->len;
}

const ObjectType self_type = {.name = "self",
                              .get = self_get,
                              .keys = self_keys};

Value self_value(Render *r)
{
    Self *self = ARENA_NEW(r->arena, Self);

    charge(r, sizeof *self);
    *self = (Self){{&self_type, self}, r->here.ctx};
    return (Value){.kind = VALUE_OBJECT, .as.object = &self->object};
}
