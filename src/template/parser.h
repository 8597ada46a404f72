/* parser.h - from tokens to the tree; shared by the files parse_*.c.
 *
 * Each function that returns NULL or false has added an error.
 */
#ifndef TEMPLATE_PARSER_H
#define TEMPLATE_PARSER_H

#include "template/ast.h"
#include "template/lexer.h"

/* A filter or test that there is not. */
typedef struct {
    DiagCode code;
    Span at;
    bool maybe; /* in a branch, which the page need not come to */
} Unknown;

typedef struct {
    Arena *arena;
    TemplateSet *set;
    Template *into;
    const Source *src;
    DiagList *d;
    const Token *tokens;
    size_t at;
    size_t depth;    /* of nested tags and expressions */
    size_t loops;    /* we are inside so many for loops */
    size_t branches; /* and so many if, elif or else */
    Macro *macro;    /* the one we are in, or NULL */
    Str inside;      /* the innermost tag but `if` that we are in; or "" */
    bool lost;       /* what tags are open is no longer certain */
    VEC(Unknown) unknown;
    Map asked; /* for a filter or test of that name, whether there is one */
} Parser;

/* Statements up to the end of the template; goes on behind an error, to find
 * them all. */
bool parse_template(Parser *p);

/* Statements up to the next {% end..., else or elif.  False when lost. */
bool parse_body(Parser *p, Body *out);
/* The same, inside the tag `n`. */
bool parse_inside(Parser *p, const Node *n, Body *out);
/* ... %} body {% endX %} */
bool closed_body(Parser *p, Node *n);
bool tag_end(Parser *p);
/* Takes {% NAME, a divider; the caller goes on behind it. */
bool skip_divider(Parser *p, Str name);
bool end_tag(Parser *p, const Node *n);
/* Says that `end`, which would close `n`, is not here. */
bool missing_end(Parser *p, const Node *n, Str end);
/* Goes on behind the tag with the error; recover_branch behind its body too,
 * and false when lost. */
void recover(Parser *p);
bool recover_branch(Parser *p, const Node *n);

/* A tag, its name taken.  False: its head is wrong, or we are lost. */
bool parse_if(Parser *p, Node *n);
bool parse_for(Parser *p, Node *n);
bool parse_jump(Parser *p, Node *n);
bool parse_set(Parser *p, Node *n);
bool parse_with(Parser *p, Node *n);
bool parse_do(Parser *p, Node *n);
bool parse_filter_tag(Parser *p, Node *n);
bool parse_autoescape(Parser *p, Node *n);
bool parse_block(Parser *p, Node *n);
bool parse_extends(Parser *p, Node *n);
bool parse_include(Parser *p, Node *n);
bool parse_import(Parser *p, Node *n);
bool parse_from(Parser *p, Node *n);
bool parse_macro(Parser *p, Node *n);
bool parse_call(Parser *p, Node *n);

/* An expression; with commas it is a tuple. */
Expr *parse_expr(Parser *p);
Expr *parse_expr_or_tuple(Parser *p);
/* Without "a if b else c": what is iterated, before the loop's own `if`. */
Expr *parse_or(Parser *p);
/* a, or a chain of filters, as in {% filter upper|trim %}: the innermost has
 * no operand. */
Expr *parse_filter_chain(Parser *p);
/* What stands in brackets behind a name; never NULL for success. */
Args *parse_args(Parser *p);
/* A value and what stands behind it: .name, [item], (arguments). */
Expr *parse_operand(Parser *p);
/* At the bracket behind `of`. */
Expr *parse_call_of(Parser *p, Expr *of);
/* What stands behind `e`: filters, tests, and arguments of what they give. */
Expr *parse_filters(Parser *p, Expr *e);
/* What is unknown from the i-th on stands in a branch. */
void unknown_maybe(Parser *p, size_t i);
/* Says which filters and tests there are not, unless the template itself asks
 * for them. */
void report_unknown(Parser *p);
/* A name, a literal, or what stands in brackets. */
Expr *parse_primary(Parser *p);
/* The rest of a tuple whose first item is `first`, or NULL for (). */
Expr *parse_tuple(Parser *p, Span at, Expr *first);
Expr *parse_constant(Parser *p, Span at, Value v);
/* False if `e` is NULL. */
bool push_expr(Parser *p, Exprs *list, Expr *e);
/* A name that may be assigned to. */
const Symbol *parse_name(Parser *p);
Target *parse_target(Parser *p, bool attributes);

const Token *peek(const Parser *p);
const Token *take(Parser *p);
bool at_op(const Parser *p, uint8_t op);
bool at_name(const Parser *p, Str name);
bool skip_op(Parser *p, uint8_t op);
bool skip_name(Parser *p, Str name);
/* Takes it, or says what should stand here. */
bool expect_op(Parser *p, uint8_t op);
bool expect_name(Parser *p, Str name);
/* Adds one of the errors TEMPLATE_EXPECTED*: what stands here is not what is
 * wanted. */
bool unexpected(Parser *p, DiagCode code, Str wanted);
bool enter(Parser *p); /* p->depth++, within limits */

Expr *new_expr(Parser *p, ExprKind kind, Span at);
Span span_from(const Parser *p, Span start); /* to the token before */

/* The row of that name in ours or the host's table; NULL if there is none. */
const TemplateRow *find_row(const TemplateRow *ours, const TemplateRow *host,
                            Str name);

#endif
