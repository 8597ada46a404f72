/* node.c - what the scalars of a YAML tree mean (YAML 1.2, 10.3.2). */
#include "data/yaml.h"

#include <math.h>
#include <stdlib.h>

const Node *node_get(const Node *map, Str key)
{
    if (!map || map->kind != NODE_MAP)
        return NULL;
    for (const Node *n = map->first; n; n = n->next)
        if (str_eq(n->key, key))
            return n;
    return NULL;
}

static bool plain_scalar(const Node *n)
{
    return n->kind == NODE_SCALAR && n->plain;
}

static bool is_one_of(Str s, const char *const *words, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (str_eq(s, str_of(words[i])))
            return true;
    return false;
}

bool node_is_null(const Node *n)
{
    static const char *const nulls[] = {"", "~", "null", "Null", "NULL"};

    return plain_scalar(n) && is_one_of(n->text, nulls, COUNT(nulls));
}

bool node_bool(const Node *n, bool *out)
{
    static const char *const yes[] = {"true", "True", "TRUE"};
    static const char *const no[] = {"false", "False", "FALSE"};
    bool is_yes = plain_scalar(n) && is_one_of(n->text, yes, COUNT(yes));

    if (!is_yes && !(plain_scalar(n) && is_one_of(n->text, no, COUNT(no))))
        return false;
    *out = is_yes;
    return true;
}

/* 0o14 and 0xC. */
static bool based_int(Str digits, int64_t base, int64_t *out)
{
    int64_t value = 0;

    for (size_t i = 0; i < digits.len; i++) {
        char c = ascii_lower(digits.ptr[i]);
        int64_t digit = ascii_is_digit(c) ? c - '0' : c - 'a' + 10;
        if (!ascii_is_alnum(c) || digit >= base ||
            value > (INT64_MAX - digit) / base)
            return false;
        value = value * base + digit;
    }
    *out = value;
    return digits.len > 0;
}

bool node_int(const Node *n, int64_t *out)
{
    Str text = n->text;

    if (!plain_scalar(n))
        return false;
    if (str_starts(text, STR("0o")))
        return based_int(str_drop(text, 2), 8, out);
    if (str_starts(text, STR("0x")))
        return based_int(str_drop(text, 2), 16, out);
    if (str_starts(text, STR("+")) && !str_starts(text, STR("+-")))
        text = str_drop(text, 1);
    return str_to_int(text, out);
}

/* [-+]? ( \. [0-9]+ | [0-9]+ ( \. [0-9]* )? ) ( [eE] [-+]? [0-9]+ )? */
static bool looks_like_float(Str s)
{
    size_t digits = 0;

    if (s.len && (s.ptr[0] == '-' || s.ptr[0] == '+'))
        s = str_drop(s, 1);
    for (bool point = false; s.len; s = str_drop(s, 1)) {
        if (ascii_is_digit(s.ptr[0]))
            digits++;
        else if (s.ptr[0] == '.' && !point)
            point = true;
        else
            break;
    }
    if (digits == 0 || s.len == 0)
        return digits > 0;
    if (ascii_lower(s.ptr[0]) != 'e')
        return false;
    s = str_drop(s, 1);
    if (s.len && (s.ptr[0] == '-' || s.ptr[0] == '+'))
        s = str_drop(s, 1);
    for (size_t i = 0; i < s.len; i++)
        if (!ascii_is_digit(s.ptr[i]))
            return false;
    return s.len > 0;
}

/* .inf and .nan */
static bool special_float(Str s, double *out)
{
    static const char *const infs[] = {".inf", ".Inf", ".INF"};
    static const char *const nans[] = {".nan", ".NaN", ".NAN"};
    bool minus = str_starts(s, STR("-"));
    Str word = minus || str_starts(s, STR("+")) ? str_drop(s, 1) : s;

    if (is_one_of(word, infs, COUNT(infs)))
        *out = minus ? -(double)INFINITY : (double)INFINITY;
    else if (is_one_of(s, nans, COUNT(nans)))
        *out = (double)NAN;
    else
        return false;
    return true;
}

static Value scalar_value(Arena *a, const Node *n)
{
    bool b;
    int64_t i;
    double f;

    if (node_is_null(n))
        return value_null();
    if (node_bool(n, &b))
        return value_bool(b);
    if (node_int(n, &i))
        return value_int(i);
    if (n->plain && looks_like_float(n->text))
        return value_float(strtod(arena_cstr(a, n->text), NULL));
    if (n->plain && special_float(n->text, &f))
        return value_float(f);
    return value_str(n->text);
}

Value node_value(Arena *a, const Node *n)
{
    if (n->kind == NODE_SCALAR)
        return scalar_value(a, n);
    if (n->kind == NODE_SEQ) {
        List *list = list_new(a, n->len);
        for (const Node *c = n->first; c; c = c->next)
            list_push(list, a, node_value(a, c));
        return value_list(list);
    }
    Dict *dict = dict_new(a);
    for (const Node *c = n->first; c; c = c->next)
        dict_put_str(dict, a, c->key, node_value(a, c));
    return value_dict(dict);
}
