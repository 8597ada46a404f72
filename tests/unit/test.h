/* test.h - what every unit test includes, cmocka's needs in cmocka's order. */
#ifndef UNIT_TEST_H
#define UNIT_TEST_H

/* clang-format off */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#include "base/str.h"

#include <string.h>

/* Fails with both texts shown, and the row's name. */
#define assert_str(name, got, want)                                            \
    do {                                                                       \
        Str got_ = (got);                                                      \
        Str want_ = (want);                                                    \
        if (!str_eq(got_, want_))                                              \
            fail_msg("%s:\n  got  <" STR_FMT ">\n  want <" STR_FMT ">",        \
                     (name), STR_ARG(got_), STR_ARG(want_));                   \
    } while (0)

/* For rows that go on after one that is wrong: false after saying so. */
static inline bool same_str(const char *name, Str got, Str want)
{
    if (str_eq(got, want))
        return true;
    print_error("%s:\n  got  <" STR_FMT ">\n  want <" STR_FMT ">\n", name,
                STR_ARG(got), STR_ARG(want));
    return false;
}

#endif
