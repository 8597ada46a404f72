#include "snippet/words.h"

#include <string.h>

/* ---- out */

static bool is_plain(char c)
{
    return ascii_is_alnum(c) || (c && strchr("_@%+=:,./-", c));
}

static bool is_control(char c)
{
    return (unsigned char)c < ' ' || c == 127;
}

static bool all(Str s, bool (*is)(char c))
{
    for (size_t i = 0; i < s.len; i++)
        if (!is(s.ptr[i]))
            return false;
    return true;
}

static bool any(Str s, bool (*is)(char c))
{
    for (size_t i = 0; i < s.len; i++)
        if (is(s.ptr[i]))
            return true;
    return false;
}

static void put_escaped(Buf *b, Str word)
{
    BUF_LIT(b, "$'");
    for (size_t i = 0; i < word.len; i++) {
        char c = word.ptr[i];
        if (c == '\n')
            BUF_LIT(b, "\\n");
        else if (c == '\t')
            BUF_LIT(b, "\\t");
        else if (is_control(c))
            buf_printf(b, "\\x%02x", (unsigned)(unsigned char)c);
        else if (c == '\'' || c == '\\')
            buf_printf(b, "\\%c", c);
        else
            buf_put_char(b, c);
    }
    BUF_LIT(b, "'");
}

static void put_quoted(Buf *b, Str word)
{
    BUF_LIT(b, "'");
    for (size_t i = 0; i < word.len; i++)
        if (word.ptr[i] == '\'')
            BUF_LIT(b, "'\\''");
        else
            buf_put_char(b, word.ptr[i]);
    BUF_LIT(b, "'");
}

void word_put(Buf *b, Str word)
{
    if (word.len && all(word, is_plain))
        buf_put(b, word);
    else if (any(word, is_control))
        put_escaped(b, word);
    else
        put_quoted(b, word);
}

void words_put(Buf *b, const Words *words)
{
    for (size_t i = 0; i < words->len; i++) {
        if (i)
            buf_put_char(b, ' ');
        word_put(b, words->items[i]);
    }
}

/* ---- in */

typedef struct {
    Str line;
    size_t at;
    Buf word;
} Reading;

static bool is_special(char c)
{
    return c && strchr("|&;<>()$`", c);
}

static char next(const Reading *r)
{
    return r->at + 1 < r->line.len ? r->line.ptr[r->at + 1] : 0;
}

/* A run up to the `quote` that closes it; the place stays at what is wrong. */
static WordsFault single_quotes(Reading *r)
{
    Str rest = str_drop(r->line, r->at + 1);
    size_t end = str_find(rest, '\'');

    if (end == SIZE_MAX)
        return WORDS_UNCLOSED;
    buf_put(&r->word, str_take(rest, end));
    r->at += end + 2;
    return WORDS_OK;
}

static WordsFault double_quotes(Reading *r)
{
    size_t start = r->at;

    for (r->at++; r->at < r->line.len; r->at++) {
        char c = r->line.ptr[r->at], then = next(r);
        if (c == '"') {
            r->at++;
            return WORDS_OK;
        }
        if (c == '$' || c == '`')
            return WORDS_SPECIAL;
        if (c == '\\' && then && strchr("\"\\$`", then)) {
            c = then;
            r->at++;
        }
        buf_put_char(&r->word, c);
    }
    r->at = start;
    return WORDS_UNCLOSED;
}

static int hex_digit(char c)
{
    if (ascii_is_digit(c))
        return c - '0';
    c = ascii_lower(c);
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* Behind a backslash in $'...': the byte that is meant. */
static void put_escape(Reading *r)
{
    static const char names[] = "abefnrtv", bytes[] = "\a\b\033\f\n\r\t\v";
    char c = r->line.ptr[r->at];
    const char *named = strchr(names, c);

    if (c == 'x' && hex_digit(next(r)) >= 0) {
        int value = 0;
        for (int i = 0; i < 2 && hex_digit(next(r)) >= 0; i++, r->at++)
            value = value * 16 + hex_digit(next(r));
        buf_put_char(&r->word, (char)value);
    } else if (c && named) {
        buf_put_char(&r->word, bytes[named - names]);
    } else {
        buf_put_char(&r->word, c);
    }
}

static WordsFault dollar_quotes(Reading *r)
{
    size_t start = r->at;

    for (r->at += 2; r->at < r->line.len; r->at++) {
        char c = r->line.ptr[r->at];
        if (c == '\'') {
            r->at++;
            return WORDS_OK;
        }
        if (c == '\\' && next(r)) {
            r->at++;
            put_escape(r);
        } else {
            buf_put_char(&r->word, c);
        }
    }
    r->at = start;
    return WORDS_UNCLOSED;
}

static WordsFault backslash(Reading *r)
{
    if (!next(r))
        return WORDS_UNCLOSED;
    buf_put_char(&r->word, next(r));
    r->at += 2;
    return WORDS_OK;
}

static WordsFault part(Reading *r)
{
    char c = r->line.ptr[r->at];

    if (c == '\'')
        return single_quotes(r);
    if (c == '"')
        return double_quotes(r);
    if (c == '\\')
        return backslash(r);
    if (c == '$' && next(r) == '\'')
        return dollar_quotes(r);
    if (is_special(c))
        return WORDS_SPECIAL;
    buf_put_char(&r->word, c);
    r->at++;
    return WORDS_OK;
}

static bool between(const Reading *r)
{
    return r->line.ptr[r->at] == ' ' || r->line.ptr[r->at] == '\t';
}

WordsFault words_split(Arena *a, Str line, Words *out, size_t *at)
{
    Reading r = {.line = line};
    WordsFault fault = WORDS_OK;

    while (r.at < line.len && !fault) {
        if (between(&r)) {
            r.at++;
            continue;
        }
        r.word = buf_in(a);
        while (r.at < line.len && !between(&r) && !fault)
            fault = part(&r);
        *VEC_PUSH(out, a) = buf_str(&r.word);
    }
    *at = r.at;
    return fault;
}
