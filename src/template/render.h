/* render.h - one page being made; shared by the files that run a template and
 * private to template/.
 *
 * A Render lives for one call of template_render and belongs to one thread.
 * What it makes lives in the job's scratch arena.  Each function that returns
 * false, FLOW_FAIL or NULL has added an error.
 *
 * Names.  A Scope holds what was assigned in one `for` turn, macro call, `with`
 * and the like, and knows the scope around it.  The outermost of a template is
 * its root; behind the last of the chain come the job's context and globals.
 * What a template extends shares its root, which is why blocks see what the
 * top level assigned; a block that is not `scoped` sees nothing else.
 *
 * Output goes to one Buf.  Text that is wanted as a value (of a macro, a set
 * block) is written there too, then copied out and taken off the end again; so
 * a macro that is only printed costs no copy.
 */
#ifndef TEMPLATE_RENDER_H
#define TEMPLATE_RENDER_H

#include "template/ast.h"
#include "template/call.h"

typedef struct {
    const Symbol *name;
    Value value;
    bool exported; /* is seen by who imports the template */
} Var;

typedef struct Scope Scope;
struct Scope {
    Scope *parent;
    Var *vars; /* len of them, oldest first */
    uint32_t len, cap;
    bool kept; /* a macro or another value may come back to it */
    Var few[5];
};

/* Who called whom, innermost first, for messages. */
typedef struct Caller Caller;
struct Caller {
    const Caller *prev;
    DiagCode note;
    const Template *tpl;
    Span at;
    Str name;
};

/* A template that is rendered whole, as the page, an include or an import,
 * and those it extends. */
typedef struct {
    Scope *root;
    VEC(const Template *) chain; /* from the one that was asked for up */
    bool bare; /* does not see the job's context: imported without it */
    const Caller *extends; /* the newest {% extends %} that ran, or NULL */
} Context;

/* The definition of a block that is running. */
typedef struct {
    Context *ctx;
    Str name;
    size_t index; /* in ctx->chain */
    Scope *outer;
} RunningBlock;

/* Where we are; a macro keeps it and comes back to it. */
typedef struct {
    const Template *tpl;
    Context *ctx;
    Scope *scope;
    const RunningBlock *block; /* or NULL */
    uint8_t escape;            /* TemplateEscape */
    bool muted; /* the top level behind {% extends %}: nothing is printed */
} Where;

typedef struct Loop Loop;

typedef struct {
    bool seen;
    Value value;
} Remembered;

typedef struct {
    const RenderJob *job;
    Reader reader;
    Arena *arena; /* reader's */
    Buf *out;
    DiagList *d;
    Where here;
    const Caller *caller;
    size_t depth; /* of bodies, expressions and calls in each other */
    size_t start; /* of the page in `out` */
    size_t most_output, most_memory, most_steps;
    size_t memory, steps; /* left */
    bool failed;
    Value piped;          /* what {% filter %} pipes into its chain */
    Remembered *names[2]; /* by Symbol.index: context and globals, globals */
    Scope *free_scopes;
    Loop *free_loops;
    Map modules; /* imported without context: by name */
} Render;

typedef enum { FLOW_ON, FLOW_BREAK, FLOW_CONTINUE, FLOW_FAIL } Flow;

/* ---- limits and errors: fault.c */

/* Always false.  `close`: what may have been meant. */
bool fault_near(Render *r, Span at, DiagCode code, Str close, const Str *args,
                size_t nargs);
/* Adds who called whom, and the page. */
void note_callers(Render *r, Diag *diag);
bool fault(Render *r, Span at, DiagCode code, const Str *args, size_t nargs);
/* The value of `e` is undefined, and should not be. */
bool fault_undefined(Render *r, const Expr *e);
bool fault_output(Render *r, Span at);

/* One loop turn or call more. */
bool step(Render *r, Span at);
/* One level deeper; give it back with r->depth--, but not after false. */
bool deeper(Render *r, Span at);
/* Notes memory that is taken; the next step fails if there is no more. */
void charge(Render *r, size_t bytes);
/* For much at once, before it is taken. */
bool afford(Render *r, Span at, size_t bytes);

/* ---- names: scope.c */

Scope *scope_new(Render *r, Scope *parent);
/* Done with it; it serves again unless it is kept. */
void scope_drop(Render *r, Scope *s);
/* `s` for the next loop turn, or one like it, with the first `n` variables. */
Scope *scope_again(Render *r, Scope *s, uint32_t n);
/* It and all around it stay as long as the page. */
void scope_keep(Scope *s);
Var *scope_put(Render *r, Scope *s, const Symbol *name, Value v);
/* In `s` alone; NULL if it is not there. */
Var *scope_own(const Scope *s, const Symbol *name);
/* The variable's value from here; undefined if there is none.  `owner`: the
 * scope that has it, or NULL. */
Value name_value(Render *r, const Symbol *name, Scope **owner);
/* The names that are seen from here, for suggestions. */
size_t names_here(Render *r, Str **out);

/* ---- expressions: eval.c, access.c, operators.c */

/* May be undefined. */
bool eval(Render *r, const Expr *e, Value *out);
/* Is not undefined; what a choice without `else` gives is none or "". */
bool eval_defined(Render *r, const Expr *e, Value *out);
bool eval_truth(Render *r, const Expr *e, bool *out);

/* Undefined where an operation has nothing to give, as a choice without
 * `else`: prints nothing, unlike all else that is undefined. */
Value lenient(void);

bool eval_attribute(Render *r, const Expr *e, Value *out);
bool eval_item(Render *r, const Expr *e, Value *out);
bool eval_slice(Render *r, const Expr *e, Value *out);
/* of.name and of['name'], which look for methods and items in another order.
 * False, without an error, if there is none. */
bool get_attribute(Render *r, Value of, Str name, const TemplateRow *method,
                   Value *out);
/* Objects of the renderer: they do not outlive the page, so no observer is
 * told of them. */
bool is_ours(const ObjectType *t);
bool get_item(Render *r, Value of, Value key, Value *out);

bool eval_unary(Render *r, const Expr *e, Value *out);
bool eval_binary(Render *r, const Expr *e, Value *out);
bool eval_compare(Render *r, const Expr *e, Value *out);
/* `what` in `in`; *known false: `in` has no items. */
bool contains(Render *r, Value in, Value what, bool *known);
/* Adds to a dict; the key may not be one. */
bool put_key(Render *r, Span at, Dict *d, Value key, Value v);

/* ---- calls: call.c */

typedef struct {
    Str name;
    Value value;
} NamedValue;

typedef VEC(NamedValue) NamedValues;

typedef struct {
    Value *values; /* by position: n of them */
    size_t n, cap;
    NamedValues named;
    Value few[4];
} Given;

struct TemplateCall {
    Render *r;
    const Expr *expr; /* where it stands, for messages */
    const TemplateRow *row;
    const Value *values;
    size_t n;
    const Value *by_name; /* by the params' number: nparams of them, or NULL */
    size_t nparams;
    const Dict *keywords;
    const void *self;
};

/* What may be given; bound by template_bound. */
typedef struct {
    Object object;
    const TemplateRow *row;
    const void *self;
} Bound;

extern const ObjectType bound_type;

/* Arguments as they are written; `piped`, if not NULL, comes before them.
 * `out` may not be moved. */
bool eval_args(Render *r, const Args *args, const Value *piped, Given *out);
bool call_row(Render *r, const Expr *e, const TemplateRow *row,
              const Given *given, const void *self, Value *out);

bool eval_filter(Render *r, const Expr *e, Value *out);
bool eval_test(Render *r, const Expr *e, Value *out);

/* `out` NULL: what it gives is printed.  `caller`: of {% call %}, or NULL. */
bool eval_call(Render *r, const Expr *e, const Value *caller, Value *out);

/* ---- methods of Python's types: methods.c */

/* NULL: values of its kind have no such method. */
const TemplateRow *find_method(Value of, Str name);
/* The same, found while parsing; `m` may be NULL. */
const TemplateRow *method_of(const Methods *m, Value of);

/* ---- macros: macro.c */

extern const ObjectType macro_type;
Value macro_value(Render *r, const Macro *m);
bool call_macro(Render *r, const Expr *e, const Object *macro,
                const Given *given, Value *out);

/* ---- templates that stand on each other: inherit.c, include.c */

extern const ObjectType self_type, block_type, module_type;

/* Renders `t` whole, with what it extends.  `outer`: what it sees beyond its
 * own names, or NULL.  The root is for its exports. */
bool run_template(Render *r, const Template *t, Scope *outer, bool bare,
                  Scope **root);
bool call_block(Render *r, const Expr *e, const Object *block, Value *out);
Value self_value(Render *r);
/* Undefined if there is no block above. */
Value super_value(Render *r);

/* The template that `e` names, or the first that is there of a list.  *out
 * NULL, without an error: there is none and it may lack. */
bool find_template(Render *r, const Expr *e, bool may_lack,
                   const Template **out);

Flow run_block(Render *r, const Node *n);
Flow run_extends(Render *r, const Node *n);
Flow run_include(Render *r, const Node *n);
Flow run_import(Render *r, const Node *n);
Flow run_from(Render *r, const Node *n);

/* ---- loops: loop.c */

extern const ObjectType loop_type;
Flow run_for(Render *r, const Node *n);
bool call_loop(Render *r, const Expr *e, const Object *loop, const Given *given,
               Value *out);

/* ---- namespaces: namespace.c */

extern const ObjectType namespace_type;

/* ---- output: emit.c */

bool put(Render *r, Span at, Str s);
/* As {{ }} does. */
bool emit(Render *r, const Expr *e, Value v);
/* An object that prints as text becomes that text. */
Value plain_text(Render *r, Value v);
/* Text between `mark` and the end of the output, taken off it. */
Value captured(Render *r, size_t mark);

/* ---- statements: run.c and others */

Flow run_body(Render *r, const Body *b);
bool assign(Render *r, const Target *t, Value v);

/* How text is escaped in a template by itself. */
uint8_t template_escape(const Render *r, const Template *t);

/* For RenderJob.times: time in `t` goes from enter to leave. */
void time_enter(Render *r, const Template *t);
void time_leave(Render *r, const Template *t);

#endif
