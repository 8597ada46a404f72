/* lexer.h - a template's text as tokens.
 *
 * Text between tags is one token; white space control, comments and raw
 * blocks are settled here and the parser never hears of them.  The syntax is
 * that of Jinja 3's designer documentation, with its default delimiters.
 */
#ifndef TEMPLATE_LEXER_H
#define TEMPLATE_LEXER_H

#include "base/vec.h"
#include "diag/diag.h"

typedef enum {
    TOKEN_END,
    TOKEN_TEXT,
    TOKEN_PRINT, /* {{ */
    TOKEN_PRINT_END,
    TOKEN_TAG, /* {% */
    TOKEN_TAG_END,
    TOKEN_NAME,
    TOKEN_STRING,
    TOKEN_INT,
    TOKEN_FLOAT,
    TOKEN_OPERATOR,
} TokenKind;

/* Operators of one byte are that byte. */
enum {
    OP_EQ = 128, /* == */
    OP_NE,       /* != */
    OP_LE,       /* <= */
    OP_GE,       /* >= */
    OP_FLOOR,    /* // */
    OP_POW,      /* ** */
};

typedef struct {
    uint8_t kind; /* TokenKind */
    uint8_t op;   /* of an operator */
    Span at;
    Str text; /* of text, a name; of a string what it stands for */
    union {
        int64_t integer;
        double real;
    } number;
} Token;

typedef VEC(Token) Tokens;

/* False after errors.  The last token is TOKEN_END. */
bool lex(Arena *a, const Source *src, DiagList *d, Tokens *out);

/* How a person would name the token: "'%}'", "name 'x'". */
Str token_name(Arena *a, const Token *t);

#endif
