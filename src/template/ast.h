/* ast.h - a template, compiled: an immutable tree that all threads share.
 *
 * Names are symbols, one a name in the whole TemplateSet, so that comparing
 * two is comparing pointers.  Filters, tests and the host's functions are
 * found while parsing; only variables are looked up while rendering.
 */
#ifndef TEMPLATE_AST_H
#define TEMPLATE_AST_H

#include "base/vec.h"
#include "template/template.h"

/* Names that mean something by themselves. */
typedef enum { SPECIAL_NONE, SPECIAL_SELF, SPECIAL_SUPER } Special;

typedef struct {
    Str text;
    uint32_t index;  /* 0, 1, 2, ... in the set */
    uint8_t special; /* Special */
    Value function;  /* of that name, for all templates; or undefined */
} Symbol;

/* Names that the renderer itself gives values to. */
typedef struct {
    const Symbol *loop, *caller, *varargs, *kwargs;
} Words;

/* The methods of one name that values have, by their kind; NULL: none. */
typedef struct {
    const TemplateRow *text, *list, *dict, *mapping, *number;
} Methods;

typedef struct Expr Expr;
typedef struct Node Node;
typedef VEC(Expr *) Exprs;

typedef struct {
    Str name;
    Expr *value;
} Keyword;

/* f(positional, name=value, *rest, **keywords) */
typedef struct {
    Exprs positional;
    VEC(Keyword) keywords;
    Expr *rest, *map; /* or NULL */
} Args;

typedef enum {
    EXPR_CONST,
    EXPR_NAME,
    EXPR_ATTR,  /* a.name */
    EXPR_ITEM,  /* a[b] */
    EXPR_SLICE, /* a[b:c:d] */
    EXPR_UNARY,
    EXPR_BINARY, /* arithmetic, ~ */
    EXPR_AND,
    EXPR_OR,
    EXPR_NOT,
    EXPR_COMPARE, /* a < b < c: one of `links` for each operator */
    EXPR_CHOICE,  /* a if b else c */
    EXPR_LIST,
    EXPR_TUPLE,
    EXPR_DICT, /* items: key, value, key, value */
    EXPR_CALL,
    EXPR_FILTER,
    EXPR_TEST,
} ExprKind;

/* Beyond the operators of lexer.h. */
enum { OP_IN = 160, OP_NOT_IN };

struct Expr {
    uint8_t kind; /* ExprKind */
    uint8_t op;   /* as in lexer.h */
    bool negated; /* EXPR_TEST: is not */
    Span at;
    Expr *a, *b, *c, *d; /* operands; NULL where left out */
    Value value;         /* EXPR_CONST; EXPR_ATTR: the name */
    const Symbol *name;  /* EXPR_NAME */
    Exprs items;         /* of a list, tuple, dict */
    struct Link {
        uint8_t op;
        Expr *to;
    } * links;
    size_t nlinks;
    const TemplateRow *row; /* EXPR_FILTER, EXPR_TEST */
    const Args *args;       /* EXPR_CALL, EXPR_FILTER, EXPR_TEST */
    const Methods *methods; /* EXPR_ATTR; NULL if no kind has one so called */
};

/* What is assigned to: a name, an attribute of a namespace, or several. */
typedef struct Target Target;
struct Target {
    Span at;
    const Symbol *name; /* NULL: several */
    Str attr;           /* ns.attr; "" for a plain name */
    Target *first, *next;
    size_t count; /* of several */
};

typedef struct {
    const Node *first;
} Body;

typedef struct {
    const Symbol *name;
    Expr *fallback; /* or NULL */
} Param;

typedef struct Macro Macro;
struct Macro {
    Str name; /* "" for a call block */
    Span at;
    VEC(Param) params;
    Body body;
    Macro *outer;                 /* the one it stands in, or NULL */
    bool varargs, kwargs, caller; /* the body speaks of them */
    bool own_caller;              /* as of a parameter */
};

typedef struct {
    Str name;
    Span at;
    Body body;
    bool scoped, required;
} Block;

typedef struct {
    Str name;
    const Symbol *as;
    Span at;
} Import;

typedef enum {
    NODE_TEXT,
    NODE_PRINT,
    NODE_IF, /* expr, body, otherwise */
    NODE_FOR,
    NODE_SET,
    NODE_SET_BLOCK,
    NODE_BLOCK,
    NODE_EXTENDS,
    NODE_INCLUDE,
    NODE_IMPORT,
    NODE_FROM,
    NODE_MACRO,
    NODE_CALL,
    NODE_FILTER,
    NODE_WITH,
    NODE_AUTOESCAPE,
    NODE_DO,
    NODE_BREAK,
    NODE_CONTINUE,
} NodeKind;

struct Node {
    uint8_t kind; /* NodeKind */
    bool is_elif;
    bool recursive;      /* for */
    bool ignore_missing; /* include */
    bool context;        /* include, import: sees our variables */
    Span at;
    const Node *next;
    Str text;
    Expr *expr;   /* condition, iterated, value, template, filter chain */
    Expr *filter; /* for ... if */
    Target *target;
    Exprs values; /* with */
    Body body, otherwise;
    const Block *block;
    const Macro *macro;
    VEC(Import) imports;
};

/* A template that is named by a constant. */
typedef struct {
    Span at;
    bool wanted; /* an error if there is none */
    bool maybe;  /* in a branch: a warning, and an error when a page needs it */
} Part;

struct Template {
    Str name;
    const Source *src;
    Body body;
    Map blocks; /* name -> Block */
    Map parts;  /* templates it loads by constant name -> Part */
    Words words;
    uint32_t index; /* 0, 1, 2, ... in the set */
    uint8_t escape; /* TemplateEscape, by the suffix of its name */
    bool bad;       /* errors were found, here or in what it loads */
};

/* NULL if there are none. */
const Methods *methods_of(Arena *a, Str name);

/* The symbol of a name; made if new. */
const Symbol *template_symbol(TemplateSet *set, Str name);

#endif
