/* lexer.c - see lexer.h. */

#include "template/lexer.h"

#include "template/python.h"

#include "base/utf8.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

enum { NESTING_MAX = 200 };

typedef struct {
    Arena *arena;
    const Source *src;
    Str text;
    size_t at;
    DiagList *d;
    Tokens *out;
    bool strip_next;            /* the tag before ended with a minus */
    bool bad;                   /* there were errors */
    char brackets[NESTING_MAX]; /* the closing ones that are due */
    size_t depth;
} Lexer;

static Span span(size_t from, size_t to)
{
    return (Span){(uint32_t)from, (uint32_t)to};
}

static bool at_text(const Lexer *l, size_t at, Str s)
{
    return str_starts(str_drop(l->text, at), s);
}

static Token *add(Lexer *l, TokenKind kind, size_t from, size_t to)
{
    Token *t = VEC_PUSH(l->out, l->arena);
    t->kind = (uint8_t)kind;
    t->at = span(from, to);
    t->text = str_slice(l->text, from, to);
    return t;
}

static bool fail(Lexer *l, DiagCode code, size_t from, size_t to, Str arg)
{
    diag_add(l->d, code, l->src, span(from, to), STRS(arg));
    return false;
}

/* ------------------------------------------------------------ text */

/* The next "{{", "{%" or "{#", or the end. */
static size_t next_tag(const Lexer *l, size_t at)
{
    while (at < l->text.len) {
        const char *hit = memchr(l->text.ptr + at, '{', l->text.len - at);
        if (!hit)
            return l->text.len;
        at = (size_t)(hit - l->text.ptr);
        char c = at + 1 < l->text.len ? l->text.ptr[at + 1] : '\0';
        if (c == '{' || c == '%' || c == '#')
            return at;
        at++;
    }
    return at;
}

static Str one_newline(Arena *a, Str s)
{
    if (str_find(s, '\r') == SIZE_MAX)
        return s;

    Buf b = buf_in(a);
    for (size_t i = 0; i < s.len; i++) {
        if (s.ptr[i] != '\r')
            buf_put_char(&b, s.ptr[i]);
        else if (i + 1 == s.len || s.ptr[i + 1] != '\n')
            buf_put_char(&b, '\n');
    }
    return buf_take(&b);
}

static void text_token(Lexer *l, size_t from, size_t to, bool strip_end)
{
    const char *p = l->text.ptr;

    while (l->strip_next && from < to && ascii_is_space(p[from]))
        from++;
    l->strip_next = false;
    while (strip_end && from < to && ascii_is_space(p[to - 1]))
        to--;
    if (from == to)
        return;
    Token *t = add(l, TOKEN_TEXT, from, to);
    t->text = one_newline(l->arena, t->text);
}

static bool minus_at(const Lexer *l, size_t at)
{
    return at < l->text.len && l->text.ptr[at] == '-';
}

static bool sign_at(const Lexer *l, size_t at)
{
    return minus_at(l, at) || (at < l->text.len && l->text.ptr[at] == '+');
}

/* ------------------------------------------------------------ comments, raw */

static bool comment(Lexer *l)
{
    size_t start = l->at + 2 + minus_at(l, l->at + 2);
    size_t close = str_find_text(str_drop(l->text, start), STR("#}"));

    if (close == SIZE_MAX)
        return fail(l, TEMPLATE_COMMENT_OPEN, l->at, l->at + 2, STR("#}"));
    close += start;
    l->strip_next = close > start && minus_at(l, close - 1);
    l->at = close + 2;
    return true;
}

static size_t skip_space(const Lexer *l, size_t at)
{
    while (at < l->text.len && ascii_is_space(l->text.ptr[at]))
        at++;
    return at;
}

/* If a tag of one word begins at `at`, its end; else 0.  `minus` says how it
 * ends. */
static size_t bare_tag(const Lexer *l, size_t at, Str word, bool *minus)
{
    if (!at_text(l, at, STR("{%")))
        return 0;
    at += 2;
    if (sign_at(l, at))
        at++;
    at = skip_space(l, at);
    if (!at_text(l, at, word))
        return 0;
    at = skip_space(l, at + word.len);
    *minus = minus_at(l, at);
    if (sign_at(l, at))
        at++;
    return at_text(l, at, STR("%}")) ? at + 2 : 0;
}

/* `from` is behind {% raw %}. */
static bool raw(Lexer *l, size_t tag, size_t from)
{
    bool minus;

    for (size_t at = from; at < l->text.len; at++) {
        size_t end = bare_tag(l, at, STR("endraw"), &minus);
        if (!end)
            continue;
        text_token(l, from, at, minus_at(l, at + 2));
        l->strip_next = minus;
        l->at = end;
        return true;
    }
    return fail(l, TEMPLATE_UNCLOSED, tag, from, STR("raw"));
}

/* ------------------------------------------------------------ expressions */

static bool name_start(uint32_t rune)
{
    return rune == '_' || rune_is_letter(rune);
}

static void name(Lexer *l)
{
    size_t from = l->at;

    while (l->at < l->text.len) {
        size_t next = l->at;
        uint32_t rune = utf8_next(l->text, &next);
        if (!name_start(rune) && !rune_is_digit(rune) && !rune_is_mark(rune))
            break;
        l->at = next;
    }
    add(l, TOKEN_NAME, from, l->at);
}

/* The number without underscores, NUL-terminated. */
static char *digits(Arena *a, Str s)
{
    char *copy = arena_bytes(a, s.len + 1);
    size_t n = 0;

    for (size_t i = 0; i < s.len; i++)
        if (s.ptr[i] != '_')
            copy[n++] = s.ptr[i];
    copy[n] = '\0';
    return copy;
}

static size_t skip_digits(const Lexer *l, size_t at)
{
    while (at < l->text.len &&
           (ascii_is_digit(l->text.ptr[at]) ||
            (l->text.ptr[at] == '_' && at + 1 < l->text.len &&
             ascii_is_digit(l->text.ptr[at + 1]))))
        at++;
    return at;
}

static int base_of(const Lexer *l)
{
    if (!at_text(l, l->at, STR("0")) || l->at + 1 == l->text.len)
        return 10;
    switch (ascii_lower(l->text.ptr[l->at + 1])) {
    case 'x':
        return 16;
    case 'o':
        return 8;
    case 'b':
        return 2;
    default:
        return 10;
    }
}

static size_t integer_end(const Lexer *l, int base)
{
    if (base == 10)
        return skip_digits(l, l->at);
    size_t at = l->at + 2;
    while (at < l->text.len &&
           (ascii_is_alnum(l->text.ptr[at]) || l->text.ptr[at] == '_'))
        at++;
    return at;
}

/* The end of a float that begins like the integer that ends at `at`; `at` if
 * it is none. */
static size_t float_end(const Lexer *l, size_t at)
{
    size_t end = at;

    if (end + 1 < l->text.len && l->text.ptr[end] == '.' &&
        ascii_is_digit(l->text.ptr[end + 1]))
        end = skip_digits(l, end + 1);
    if (end < l->text.len && ascii_lower(l->text.ptr[end]) == 'e') {
        size_t exp = end + 1;
        if (exp < l->text.len && (l->text.ptr[exp] == '+' || minus_at(l, exp)))
            exp++;
        if (skip_digits(l, exp) > exp)
            end = skip_digits(l, exp);
    }
    return end;
}

/* 012 is no number in Python: only zeros follow a zero. */
static size_t zeros_end(const Lexer *l, size_t end)
{
    size_t at = l->at;

    while (at < end && (l->text.ptr[at] == '0' || l->text.ptr[at] == '_'))
        at++;
    return at > l->at ? at : end;
}

/* a.0.1 has no float in it. */
static bool behind_dot(const Lexer *l)
{
    return l->at > 0 && l->text.ptr[l->at - 1] == '.';
}

static bool number(Lexer *l)
{
    size_t from = l->at;
    int base = base_of(l);
    size_t end = integer_end(l, base);
    size_t real = base == 10 && !behind_dot(l) ? float_end(l, end) : end;

    if (base == 10 && real == end)
        real = end = zeros_end(l, end);
    l->at = real;
    Token *t = add(l, real > end ? TOKEN_FLOAT : TOKEN_INT, from, real);
    char *text = digits(l->arena, t->text);
    char *rest;
    errno = 0;
    if (real > end)
        t->number.real = strtod(text, &rest);
    else
        t->number.integer = strtoll(base == 10 ? text : text + 2, &rest, base);
    if (*rest || rest == text || errno == ERANGE)
        return fail(l, TEMPLATE_NUMBER, from, real, t->text);
    return true;
}

static bool string(Lexer *l)
{
    size_t from = l->at;
    char quote = l->text.ptr[from];

    for (size_t at = from + 1; at < l->text.len; at++) {
        if (l->text.ptr[at] == '\\') {
            at++;
        } else if (l->text.ptr[at] == quote) {
            l->at = at + 1;
            Token *t = add(l, TOKEN_STRING, from, l->at);
            Str inside = str_slice(l->text, from + 1, at);
            t->text = python_unescape(l->arena, one_newline(l->arena, inside));
            return true;
        }
    }
    return fail(l, TEMPLATE_STRING_OPEN, from, from + 1,
                str_slice(l->text, from, from + 1));
}

static uint8_t long_operator(const char *p)
{
    switch (p[0]) {
    case '=':
        return p[1] == '=' ? OP_EQ : 0;
    case '!':
        return p[1] == '=' ? OP_NE : 0;
    case '<':
        return p[1] == '=' ? OP_LE : 0;
    case '>':
        return p[1] == '=' ? OP_GE : 0;
    case '/':
        return p[1] == '/' ? OP_FLOOR : 0;
    case '*':
        return p[1] == '*' ? OP_POW : 0;
    default:
        return 0;
    }
}

static bool bracket(Lexer *l, char c)
{
    char close = c == '(' ? ')' : c == '[' ? ']' : c == '{' ? '}' : '\0';

    if (close && l->depth == NESTING_MAX)
        return fail(l, TEMPLATE_TOO_DEEP, l->at, l->at + 1, STR("200"));
    if (close) {
        l->brackets[l->depth++] = close;
        return true;
    }
    if (c != ')' && c != ']' && c != '}')
        return true;
    if (l->depth == 0)
        return fail(l, TEMPLATE_BRACKET_EXTRA, l->at, l->at + 1,
                    str_slice(l->text, l->at, l->at + 1));
    char due = l->brackets[--l->depth];
    if (due == c)
        return true;
    diag_add(l->d, TEMPLATE_BRACKET, l->src, span(l->at, l->at + 1),
             STRS(str_slice(l->text, l->at, l->at + 1), (Str){&due, 1}));
    return false;
}

static bool operator_token(Lexer *l)
{
    Str rest = str_drop(l->text, l->at);
    uint8_t op = rest.len > 1 ? long_operator(rest.ptr) : 0;
    size_t len = op ? 2 : 1;

    if (!op && !strchr("+-*/%~<>=.,:|;()[]{}", rest.ptr[0])) {
        size_t end = l->at;
        utf8_next(l->text, &end);
        return fail(l, TEMPLATE_CHARACTER, l->at, end,
                    str_slice(l->text, l->at, end));
    }
    if (!bracket(l, rest.ptr[0]))
        return false;
    add(l, TOKEN_OPERATOR, l->at, l->at + len)->op =
        op ? op : (uint8_t)rest.ptr[0];
    l->at += len;
    return true;
}

static bool expression_token(Lexer *l)
{
    size_t next = l->at;
    uint32_t rune = utf8_next(l->text, &next);

    if (rune == '"' || rune == '\'')
        return string(l);
    if (rune >= '0' && rune <= '9')
        return number(l);
    if (name_start(rune)) {
        name(l);
        return true;
    }
    return operator_token(l);
}

/* Length of the end of a tag at l->at, its sign included; 0 if there is
 * none. */
static size_t tag_end(const Lexer *l, Str close)
{
    if (l->depth > 0)
        return 0;
    if (at_text(l, l->at, close))
        return close.len;
    return sign_at(l, l->at) && at_text(l, l->at + 1, close) ? close.len + 1
                                                             : 0;
}

/* To the end of a tag with an error, to find the next; false if it has none. */
static bool skip_rest(Lexer *l, bool print)
{
    Str rest = str_drop(l->text, l->at);
    size_t close = str_find_text(rest, print ? STR("}}") : STR("%}"));

    l->bad = true;
    l->depth = 0;
    l->at += close == SIZE_MAX ? 0 : close;
    return close != SIZE_MAX;
}

/* The inside of {{ }} or {% %}, up to its end. */
static bool inside(Lexer *l, bool print)
{
    size_t open = l->at;
    Str close = print ? STR("}}") : STR("%}");

    add(l, print ? TOKEN_PRINT : TOKEN_TAG, open, open + 2);
    l->at += 2;
    if (sign_at(l, l->at))
        l->at++;
    l->depth = 0;
    for (;;) {
        l->at = skip_space(l, l->at);
        if (l->at >= l->text.len)
            return fail(l, TEMPLATE_TAG_OPEN, open, open + 2, close);
        size_t len = tag_end(l, close);
        if (len) {
            l->strip_next = minus_at(l, l->at);
            add(l, print ? TOKEN_PRINT_END : TOKEN_TAG_END, l->at, l->at + len);
            l->at += len;
            return true;
        }
        if (!expression_token(l) && !skip_rest(l, print))
            return false;
    }
}

static bool tag(Lexer *l)
{
    bool minus;
    size_t open = l->at;

    if (l->text.ptr[open + 1] == '#')
        return comment(l);
    size_t raw_from = bare_tag(l, open, STR("raw"), &minus);
    if (raw_from) {
        l->strip_next = minus;
        return raw(l, open, raw_from);
    }
    return inside(l, l->text.ptr[open + 1] == '{');
}

bool lex(Arena *a, const Source *src, DiagList *d, Tokens *out)
{
    Lexer l = {.arena = a, .src = src, .text = src->text, .d = d, .out = out};

    /* One newline at the very end is the editor's, not the author's. */
    if (str_ends(l.text, STR("\n")))
        l.text.len--;
    if (str_ends(l.text, STR("\r")))
        l.text.len--;
    while (l.at < l.text.len) {
        size_t next = next_tag(&l, l.at);
        text_token(&l, l.at, next, next < l.text.len && minus_at(&l, next + 2));
        l.at = next;
        if (next < l.text.len && !tag(&l))
            return false;
    }
    add(&l, TOKEN_END, l.text.len, l.text.len);
    return !l.bad;
}

Str token_name(Arena *a, const Token *t)
{
    switch ((TokenKind)t->kind) {
    case TOKEN_END:
        return STR("the end of the template");
    case TOKEN_TEXT:
        return STR("text");
    case TOKEN_PRINT:
        return STR("'{{'");
    case TOKEN_PRINT_END:
        return STR("'}}'");
    case TOKEN_TAG:
        return STR("'{%'");
    case TOKEN_TAG_END:
        return STR("'%}'");
    case TOKEN_NAME:
    case TOKEN_INT:
    case TOKEN_FLOAT:
    case TOKEN_OPERATOR:
        break;
    case TOKEN_STRING:
        return str_printf(a, "\"" STR_FMT "\"", STR_ARG(t->text));
    }
    return str_printf(a, "'" STR_FMT "'", STR_ARG(t->text));
}
