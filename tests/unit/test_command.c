/* test_command.c - the command table keeps the promises that its readers rely
 * on; how arguments are read is in tests/cli/. */
#include "test.h"

#include "cli/command.h"

static void check_phrase(Str owner, const Phrase *p)
{
    for (size_t i = 0; i < COUNT(p->in); i++)
        if (!p->in[i].len)
            fail_msg(STR_FMT " has no text in language %zu", STR_ARG(owner), i);
}

/* So that an option may stand before its verb. */
static void same_everywhere(const Option *o)
{
    size_t n;
    const Command *all = commands(&n);

    for (size_t i = 0; i < n; i++) {
        const Option *other;
        for (size_t k = 0; (other = command_option(&all[i], k)) != NULL; k++) {
            bool name = str_eq(o->name, other->name);
            bool letter = o->letter && o->letter == other->letter;
            if (name && (o->kind != other->kind || o->letter != other->letter ||
                         o->offset != other->offset))
                fail_msg("--" STR_FMT " differs in " STR_FMT, STR_ARG(o->name),
                         STR_ARG(all[i].name));
            if (letter &&
                (o->kind == TAKES_NOTHING) != (other->kind == TAKES_NOTHING))
                fail_msg("-%c takes a value only sometimes", o->letter);
        }
    }
}

/* No two options of one verb by one name or letter. */
static void check_options(const Command *command)
{
    const Option *o, *other;

    for (size_t i = 0; (o = command_option(command, i)) != NULL; i++) {
        check_phrase(o->name, &o->doc);
        same_everywhere(o);
        assert_int_equal(o->kind == TAKES_NOTHING, o->value.len == 0);
        for (size_t k = 0; k < i; k++) {
            other = command_option(command, k);
            if (str_eq(o->name, other->name) ||
                (o->letter && o->letter == other->letter))
                fail_msg("two options --" STR_FMT " of " STR_FMT,
                         STR_ARG(o->name), STR_ARG(command->name));
        }
    }
}

static void test_table(void **state)
{
    size_t n;
    const Command *all = commands(&n);

    (void)state;
    for (size_t i = 0; i < n; i++) {
        check_phrase(all[i].name, &all[i].summary);
        check_phrase(all[i].name, &all[i].detail);
        assert_non_null(all[i].run);
        assert_true(str_starts(all[i].example, STR("bifolio ")) ||
                    str_find_text(all[i].example, STR("| bifolio ")) !=
                        SIZE_MAX);
        assert_int_equal(all[i].most > 0, all[i].argument.len > 0);
        check_options(&all[i]);
    }
}

/* Every example of the help is one that the program understands. */
static void test_examples(void **state)
{
    size_t n;
    const Command *all = commands(&n);

    (void)state;
    for (size_t i = 0; i < n; i++) {
        Arena a = {0};
        DiagList d = {.arena = &a};
        Request request;
        Str words[16];
        size_t len = 0;
        Str rest = str_cut_text(all[i].example, STR("bifolio ")).tail;
        while (rest.len && *rest.ptr != '>' && *rest.ptr != '\'') {
            StrCut cut = str_cut(rest, ' ');
            words[len++] = cut.head;
            rest = cut.tail;
        }
        if (!parse_arguments(&a, words, len, &d, &request) ||
            request.command != &all[i])
            fail_msg("not understood: " STR_FMT, STR_ARG(all[i].example));
        arena_free(&a);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_table),
        cmocka_unit_test(test_examples),
    };
    return cmocka_run_group_tests_name("command", tests, NULL, NULL);
}
