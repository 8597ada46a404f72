/* plural.c - reads a rule each time: they are a few words long.
 *
 *     rule     = and { "or" and }
 *     and      = relation { "and" relation }
 *     relation = operand [ "%" number ] ( "=" | "!=" ) range { "," range }
 *     range    = number [ ".." number ]
 */
#include "data/plural.h"

#include <math.h>

typedef struct {
    Str rest;
    const PluralOperands *x;
    bool bad;
} Rule;

static void skip_space(Rule *r)
{
    while (r->rest.len && ascii_is_space(r->rest.ptr[0]))
        r->rest = str_drop(r->rest, 1);
}

static bool accept(Rule *r, Str word)
{
    skip_space(r);
    if (!str_starts(r->rest, word))
        return false;
    r->rest = str_drop(r->rest, word.len);
    return true;
}

static int64_t number(Rule *r)
{
    int64_t value = 0;
    size_t n = 0;

    skip_space(r);
    for (; n < r->rest.len && ascii_is_digit(r->rest.ptr[n]) && n < 15; n++)
        value = value * 10 + (r->rest.ptr[n] - '0');
    if (n == 0)
        r->bad = true;
    r->rest = str_drop(r->rest, n);
    return value;
}

static double operand(Rule *r)
{
    skip_space(r);
    if (r->rest.len == 0) {
        r->bad = true;
        return 0;
    }
    char c = r->rest.ptr[0];
    r->rest = str_drop(r->rest, 1);
    switch (c) {
    case 'n':
        return r->x->n;
    case 'i':
        return (double)r->x->i;
    case 'v':
        return (double)r->x->v;
    case 'w':
        return (double)r->x->w;
    case 'f':
        return (double)r->x->f;
    case 't':
        return (double)r->x->t;
    case 'e':
    case 'c':
        return 0; /* compact notation: we write none */
    default:
        r->bad = true;
        return 0;
    }
}

/* The remainder of a non-negative number, fractions kept. */
static double modulo(double value, int64_t by)
{
    return by == 0 ? value : fmod(value, (double)by);
}

static bool in_ranges(Rule *r, double value)
{
    bool in = false;

    do {
        int64_t low = number(r), high = low;
        if (accept(r, STR("..")))
            high = number(r);
        bool whole = value == floor(value);
        in |= whole && value >= (double)low && value <= (double)high;
    } while (!r->bad && accept(r, STR(",")));
    return in;
}

static bool relation(Rule *r)
{
    double value = operand(r);

    if (accept(r, STR("%")))
        value = modulo(value, number(r));
    if (accept(r, STR("!=")))
        return !in_ranges(r, value);
    if (!accept(r, STR("=")))
        r->bad = true;
    return !r->bad && in_ranges(r, value);
}

static bool conjunction(Rule *r)
{
    bool holds = relation(r);

    while (!r->bad && accept(r, STR("and")))
        holds &= relation(r);
    return holds;
}

static bool rule_holds(Rule *r)
{
    bool holds = conjunction(r);

    while (!r->bad && accept(r, STR("or")))
        holds |= conjunction(r);
    skip_space(r);
    if (r->rest.len)
        r->bad = true;
    return holds && !r->bad;
}

bool plural_rule_holds(Str rule, const PluralOperands *x)
{
    return rule_holds(&(Rule){.rest = rule, .x = x});
}

bool plural_rule_valid(Str rule)
{
    PluralOperands zero = {0};
    Rule r = {.rest = rule, .x = &zero};

    rule_holds(&r);
    return !r.bad;
}
