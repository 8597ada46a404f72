/* test_threads.c - many threads read Markdown at once.
 *
 * cmark-gfm keeps the special characters of its extensions in tables that all
 * threads share (markdown/parser.c): without the protection there, some of
 * these documents come out with "~~gone~~" or "www." as text.  With it, each
 * is as one thread alone writes it. */
#include "test.h"

#include "markdown.h"

#include <pthread.h>
#include <unistd.h>

enum { THREADS = 8, DOCUMENTS = 2000, KINDS = 4 };

/* Long enough that threads meet within one. */
static Str text_of(Arena *a, int kind)
{
    static const char *const units[KINDS] = {
        "some ~~gone~~ words and www.example.org here\n\n",
        "see https://example.org/a_b and x@example.org too\n\n",
        "no strike, no address, only *words* and `code`\n\n",
        "| a | b |\n|---|---|\n| ~~c~~ | www.d.e |\n\n- [ ] ~f~ and ~/g\n\n",
    };
    Buf b = buf_in(a);

    for (int i = 0; i < 12; i++)
        buf_put(&b, str_of(units[kind]));
    return buf_str(&b);
}

static Str html_of(Sheet *s, int kind)
{
    sheet_read(s, STR(""), text_of(&s->a, kind));
    return sheet_html(s);
}

typedef struct {
    const Str *expected; /* of each kind */
    int first, wrong;
} Hand;

static void *read_many(void *arg)
{
    Hand *r = arg;

    for (int i = 0; i < DOCUMENTS; i++) {
        Sheet s = {0};
        int kind = (r->first + i) % KINDS;
        r->wrong += !str_eq(html_of(&s, kind), r->expected[kind]);
        sheet_close(&s);
    }
    return NULL;
}

static void test_no_document_comes_out_wrong(void **state)
{
    Sheet alone[KINDS] = {0};
    Str expected[KINDS];
    pthread_t threads[THREADS];
    Hand readers[THREADS];
    int wrong = 0;

    (void)state;
    for (int kind = 0; kind < KINDS; kind++)
        expected[kind] = html_of(&alone[kind], kind);
    assert_true(str_find_text(expected[0], STR("<del>gone</del>")) != SIZE_MAX);
    assert_true(str_find_text(expected[0], STR("\"http://www.")) != SIZE_MAX);
    for (int i = 0; i < THREADS; i++) {
        readers[i] = (Hand){.expected = expected, .first = i};
        pthread_create(&threads[i], NULL, read_many, &readers[i]);
    }
    for (int i = 0; i < THREADS; i++) {
        pthread_join(threads[i], NULL);
        wrong += readers[i].wrong;
    }
    if (wrong)
        fail_msg("%d of %d documents", wrong, THREADS * DOCUMENTS);
    for (int kind = 0; kind < KINDS; kind++)
        sheet_close(&alone[kind]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_no_document_comes_out_wrong),
    };

    alarm(300);
    markdown_init();
    return cmocka_run_group_tests_name("threads", tests, NULL, NULL);
}
