/* test_lock.c - snippets.lock, as the program writes it and as others do. */
#include "test.h"

#include "diags.h"

#include "snippet/lock.h"

#define A "0123456789abcdef0123456789abcdef"
#define LINE(id, lang)                                                         \
    "{\"id\":\"" id "\",\"lang\":\"" lang                                      \
    "\",\"level\":\"ran\",\"inputs\":\"" A "\",\"code\":\"" A                  \
    "\",\"output\":\"" A                                                       \
    "\",\"tools\":{},\"exit\":0,\"ms\":1,\"date\":\"2026-11-25\","             \
    "\"env\":\"x\"}\n"
#define FULL                                                                   \
    "{\"id\":\"b\",\"lang\":\"it\",\"level\":\"replayed\",\"inputs\":\"" A     \
    "\",\"code\":\"" A "\",\"expected\":\"" A "\",\"output\":\"" A             \
    "\",\"tape\":\"" A                                                         \
    "\",\"tools\":{\"jq\":\"1.6\",\"kubectl\":\"1.29 \\\"x\\\"\"},"            \
    "\"exit\":3,\"ms\":1200,\"date\":\"2026-11-25\","                          \
    "\"env\":\"bubblewrap 0.8.0; Debian "                                      \
    "12\",\"engines\":{\"jq\":\"1.0.1\"}}\n"
#define BY_HAND "; the lock is written by `bifolio snippets`, not by hand"

/* clang-format off */
static const struct {
    const char *name, *text;
    const char *diags;
    size_t lines; /* that could be used */
} rows[] = {
    {"nothing", "", "", 0},
    {"a line", LINE("a", "it"), "", 1},
    {"editions", LINE("a", "en") LINE("a", "it") FULL, "", 3},
    {"a merge", LINE("a", "it") "<<<<<<< HEAD\n" LINE("b", "it") "=======\n" LINE("b", "it") ">>>>>>> other\n" LINE("c", "it"),
     "2:1 a merge was left half done here; take either side, then run `bifolio snippets test` [lock-merge] | 4:1 the other side begins, or ends, here | 6:1 the other side begins, or ends, here", 2},
    {"a merge without an end", LINE("a", "it") "<<<<<<< HEAD\n" LINE("b", "it"),
     "2:1 a merge was left half done here; take either side, then run `bifolio snippets test` [lock-merge]", 1},
    {"not JSON", "hello\n", "1:1 here should be {\"id\":" BY_HAND " [lock-syntax]", 0},
    {"an empty line", LINE("a", "it") "\n" LINE("b", "it"), "2:1 here should be {\"id\":" BY_HAND " [lock-syntax]", 2},
    {"cut short", "{\"id\":\"a\",\"lang\":\"it", "1:21 here should be \"" BY_HAND " [lock-syntax]", 0},
    {"a blank", "{ \"id\":\"a\"}\n", "1:1 here should be {\"id\":" BY_HAND " [lock-syntax]", 0},
    {"a key that is not there", "{\"id\":\"a\",\"level\":\"ran\"}\n", "1:10 here should be ,\"lang\":" BY_HAND " [lock-syntax]", 0},
    {"an unknown key", "{\"id\":\"a\",\"lang\":\"it\",\"mood\":\"good\"}\n", "1:22 here should be ,\"level\":" BY_HAND " [lock-syntax]", 0},
    {"a level that is none", "{\"id\":\"a\",\"lang\":\"it\",\"level\":\"live\"}\n", "1:31 'live' is not a value for 'level'" BY_HAND " [lock-value]", 0},
    {"a level that is not kept", "{\"id\":\"a\",\"lang\":\"it\",\"level\":\"not-run\"}\n", "1:31 'not-run' is not a value for 'level'" BY_HAND " [lock-value]", 0},
    {"a short digest", "{\"id\":\"a\",\"lang\":\"it\",\"level\":\"ran\",\"inputs\":\"0123\"}\n", "1:46 '0123' is not a value for 'inputs'" BY_HAND " [lock-value]", 0},
    {"a digest in capitals", "{\"id\":\"a\",\"lang\":\"it\",\"level\":\"ran\",\"inputs\":\"0123456789ABCDEF0123456789ABCDEF\"}\n",
     "1:46 '0123456789ABCDEF0123456789ABCDEF' is not a value for 'inputs'" BY_HAND " [lock-value]", 0},
    {"a number of another form", "{\"id\":\"a\",\"lang\":\"it\",\"level\":\"ran\",\"inputs\":\"" A "\",\"code\":\"" A "\",\"output\":\"" A "\",\"tools\":{},\"exit\":007,\"ms\":1,\"date\":\"2026-11-25\",\"env\":\"x\"}\n",
     "1:185 here should be 7" BY_HAND " [lock-syntax]", 0},
    {"a letter of another form", "{\"id\":\"\\u0061\",\"lang\":\"it\",\"level\":\"ran\",\"inputs\":\"" A "\",\"code\":\"" A "\",\"output\":\"" A "\",\"tools\":{},\"exit\":0,\"ms\":1,\"date\":\"2026-11-25\",\"env\":\"x\"}\n",
     "1:8 here should be a\"" BY_HAND " [lock-syntax]", 0},
    {"twice", LINE("a", "it") LINE("a", "it"), "2:7 'a' is there twice [lock-twice] | 1:7 'a' is here", 1},
    {"out of order", LINE("b", "it") LINE("a", "it"), "2:7 'a' is out of order [lock-unsorted] | 1:7 'b' is here", 2},
    {"languages out of order", LINE("a", "it") LINE("a", "en"), "2:7 'a' is out of order [lock-unsorted] | 1:7 'a' is here", 2},
};
/* clang-format on */

static void test_rows(void **state)
{
    int failed = 0;

    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        Arena a = {0};
        DiagList d = {.arena = &a};
        Source src = {STR("snippets.lock"), str_of(rows[i].text)};
        Lock lock;
        bool ok = lock_read(&a, &src, &d, &lock);
        failed +=
            !same_str(rows[i].name, diags_text(&a, &d), str_of(rows[i].diags));
        assert_int_equal(ok, d.errors == 0);
        assert_int_equal(lock.lines.len, rows[i].lines);
        arena_free(&a);
    }
    assert_int_equal(failed, 0);
}

/* What is written is what was read. */
static void test_writing(void **state)
{
    static const char text[] = LINE("a", "en") LINE("a", "it") FULL;
    Arena a = {0};
    DiagList d = {.arena = &a};
    Source src = {STR("snippets.lock"),
                  STR(LINE("a", "en") LINE("a", "it") FULL)};
    Buf b = buf_in(&a);
    Lock lock;

    (void)state;
    assert_true(lock_read(&a, &src, &d, &lock));
    for (size_t i = 0; i < lock.lines.len; i++)
        lock_put(&b, lock.lines.items[i]);
    assert_str("the same", buf_str(&b), str_of(text));
    const LockLine *line = lock_find(&lock, &a, STR("b"), STR("it"));
    assert_non_null(line);
    assert_int_equal(line->level, SNIPPET_REPLAYED);
    assert_int_equal(line->exit, 3);
    assert_str("a tool", line->tools.items[1].version, STR("1.29 \"x\""));
    assert_null(lock_find(&lock, &a, STR("b"), STR("en")));
    arena_free(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_rows),
        cmocka_unit_test(test_writing),
    };

    return cmocka_run_group_tests_name("lock", tests, NULL, NULL);
}
