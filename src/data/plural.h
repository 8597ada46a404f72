/* plural.h - CLDR's plural rules (UTS 35, part 3, section 5); private to data/.
 */
#ifndef DATA_PLURAL_H
#define DATA_PLURAL_H

#include "base/str.h"

/* A number as the rules see it. */
typedef struct {
    double n;     /* absolute value */
    int64_t i;    /* integer digits */
    int64_t v, w; /* visible fraction digits with and without trailing zeros */
    int64_t f, t; /* those digits as an integer, the same */
} PluralOperands;

/* True if the rule, such as "i = 1 and v = 0", holds.  A rule that makes no
 * sense does not hold. */
bool plural_rule_holds(Str rule, const PluralOperands *x);

/* True if the rule can be read. */
bool plural_rule_valid(Str rule);

#endif
