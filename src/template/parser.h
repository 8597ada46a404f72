/* parser.h - from tokens to the tree; shared by the files parse_*.c.
 *
 * Each function that returns NULL or false has added an error.
 */
#ifndef TEMPLATE_PARSER_H
#define TEMPLATE_PARSER_H

#include "template/ast.h"
#include "template/lexer.h"

typedef struct {
    Arena *arena;
    TemplateSet *set;
    Template *into;
    const Source *src;
    DiagList *d;
    const Token *tokens;
    size_t at;
    size_t depth;   /* of nested tags and expressions */
    size_t loops;   /* we are inside so many for loops */
    Macro *macro;   /* the one we are in, or NULL */
    bool uses_loop; /* the name was read since it was last cleared */
} Parser;

/* Statements up to the end of the template. */
bool parse_template(Parser *p);

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
bool expect_op(Parser *p, uint8_t op, Str what);
bool expect_name(Parser *p, Str name);
/* Adds "expected X, found Y". */
bool unexpected(Parser *p, Str expected);
bool enter(Parser *p); /* p->depth++, within limits */

Expr *new_expr(Parser *p, ExprKind kind, Span at);
Span span_from(const Parser *p, Span start); /* to the token before */

/* The row of that name in ours or the host's table; NULL if there is none. */
const TemplateRow *find_row(const TemplateRow *ours, const TemplateRow *host,
                            Str name);

#endif
