/* test_tape.c - recorded calls: their words, their text, their secrets. */
#include "test.h"

#include "diags.h"
#include "snippet/secrets.h"
#include "snippet/tape.h"

/* ---- words --------------------------------------------------------------- */

/* clang-format off */
static const struct {
    const char *line;
    WordsFault fault;
    size_t at;
    const char *words;     /* each followed by a '|' */
    const char *canonical;
} lines[] = {
    {"kubectl get pods -A", WORDS_OK, 19, "kubectl|get|pods|-A|", "kubectl get pods -A"},
    {"  a\t b ", WORDS_OK, 7, "a|b|", "a b"},
    {"a 'b c' \"d e\"", WORDS_OK, 13, "a|b c|d e|", "a 'b c' 'd e'"},
    {"a'b'\"c\"d", WORDS_OK, 8, "abcd|", "abcd"},
    {"''", WORDS_OK, 2, "|", "''"},
    {"a\\ b", WORDS_OK, 4, "a b|", "'a b'"},
    {"it\\'s", WORDS_OK, 5, "it's|", "'it'\\''s'"},
    {"\"a\\\"b\\$\"", WORDS_OK, 8, "a\"b$|", "'a\"b$'"},
    {"\"a\\nb\"", WORDS_OK, 6, "a\\nb|", "'a\\nb'"},
    {"$'a\\nb\\x41\\''", WORDS_OK, 13, "a\nbA'|", "$'a\\nbA\\''"},
    {"-o=jsonpath={.items[*]}", WORDS_OK, 23, "-o=jsonpath={.items[*]}|", "'-o=jsonpath={.items[*]}'"},
    {"è", WORDS_OK, 2, "è|", "'è'"},
    {"a | b", WORDS_SPECIAL, 2, "a||", NULL},
    {"a $HOME", WORDS_SPECIAL, 2, "a||", NULL},
    {"a \"$x\"", WORDS_SPECIAL, 3, "a||", NULL},
    {"a `b`", WORDS_SPECIAL, 2, "a||", NULL},
    {"a 'b", WORDS_UNCLOSED, 2, "a||", NULL},
    {"a \"b", WORDS_UNCLOSED, 2, "a|b|", NULL},
    {"a \\", WORDS_UNCLOSED, 2, "a||", NULL},
};
/* clang-format on */

/* Written in one way, words are the same when they are read again. */
static void assert_canonical(Arena *a, const Words *words, const char *line,
                             const char *canonical)
{
    Words again = {0};
    Buf b = buf_in(a);
    size_t at;

    words_put(&b, words);
    assert_str(line, buf_str(&b), str_of(canonical));
    words_split(a, buf_str(&b), &again, &at);
    assert_int_equal(again.len, words->len);
    for (size_t k = 0; k < words->len; k++)
        assert_str("again", again.items[k], words->items[k]);
}

static void test_words(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(lines); i++) {
        Arena a = {0};
        Words words = {0};
        Buf b = buf_in(&a);
        size_t at;

        assert_int_equal(words_split(&a, str_of(lines[i].line), &words, &at),
                         lines[i].fault);
        if (at != lines[i].at)
            fail_msg("%s: at %zu", lines[i].line, at);
        for (size_t k = 0; k < words.len; k++)
            buf_printf(&b, STR_FMT "|", STR_ARG(words.items[k]));
        assert_str(lines[i].line, buf_str(&b), str_of(lines[i].words));
        if (lines[i].canonical)
            assert_canonical(&a, &words, lines[i].line, lines[i].canonical);
        arena_free(&a);
    }
}

/* ---- tapes --------------------------------------------------------------- */

#define SHA "5891b5b522d5df086d0ff0b110fbd9d21bb4fc7163af34d08286a2e846f6be03"
#define TOP "tape 1\norigin hand\ntool kubectl 1.29.3\n\n"

/* clang-format off */
static const struct {
    const char *name, *text;
    const char *canonical; /* NULL: the same */
} tapes[] = {
    {"no call", "tape 1\norigin hand\n", NULL},
    {"a call", TOP "$ kubectl get pods\n| NAME\n= 0\n", NULL},
    {"a date", "tape 1\norigin recorded 2026-11-25\ntool jq\n", NULL},
    {"comments", "tape 1\n# By hand.\norigin hand\ntool kubectl 1.29.3\n\n# All of them.\n$ kubectl get pods\n= 0\n", NULL},
    {"a comment between", "tape 1\norigin hand\n# By hand.\ntool a\n", "tape 1\n# By hand.\norigin hand\ntool a\n"},
    {"all of a call", TOP "$ kubectl apply -f -\n< " SHA "\n| a\n|\n| b\n! warning\n= 3\n", NULL},
    {"any input", TOP "$ kubectl apply -f -\n< *\n= 0\n", NULL},
    {"errors and output mixed", TOP "$ kubectl x\n! e\n| o\n= 0\n", TOP "$ kubectl x\n| o\n! e\n= 0\n"},
    {"no newline at the end", TOP "$ kubectl x\n| a\n| b\\\n= 0\n", NULL},
    {"a backslash at a line's end", TOP "$ kubectl x\n| a\\$\n= 0\n", NULL},
    {"a backslash and dollars", TOP "$ kubectl x\n| a\\$$\n= 0\n", NULL},
    {"other quotes", TOP "$ kubectl get \"a b\"\n= 0\n", TOP "$ kubectl get 'a b'\n= 0\n"},
    {"spaces", "tape 1\norigin hand\n\n\ntool  jq   1.6 \n\n\n\n$  jq .\n=  0\n", "tape 1\norigin hand\ntool jq 1.6\n\n$ jq .\n= 0\n"},
};
/* clang-format on */

static void test_tapes(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(tapes); i++) {
        Arena a = {0};
        DiagList d = {.arena = &a};
        Source src = {STR("x.tape"), str_of(tapes[i].text)};
        Tape tape, again;
        Buf b = buf_in(&a);

        tape_read(&a, &src, &d, &tape);
        assert_str(tapes[i].name, diags_text(&a, &d), STR(""));
        tape_write(&b, &tape);
        Source written = {STR("x.tape"), buf_str(&b)};
        assert_str(tapes[i].name, written.text,
                   str_of(tapes[i].canonical ? tapes[i].canonical
                                             : tapes[i].text));
        assert_true(tape_read(&a, &written, &d, &again));
        assert_true(digest_eq(tape.digest, again.digest));
        arena_free(&a);
    }
}

static void test_fields(void **state)
{
    Arena a = {0};
    DiagList d = {.arena = &a};
    Source src = {STR("x.tape"),
                  STR(TOP "$ kubectl get 'a b'\n< " SHA "\n| x\n|\n| y\\\n"
                          "! e\n= 4\n\n$ kubectl get 'a b'\n< *\n| x\\$\n"
                          "= 0\n")};
    Tape tape;

    (void)state;
    assert_true(tape_read(&a, &src, &d, &tape));
    assert_int_equal(tape.calls.len, 2);
    const TapeCall *c = &tape.calls.items[0];
    assert_str("argument", c->argv.items[2], STR("a b"));
    assert_str("input", c->input, STR(SHA));
    assert_str("output", c->output, STR("x\n\ny"));
    assert_str("errors", c->errors, STR("e\n"));
    assert_int_equal(c->status, 4);
    assert_true(c[1].reads);
    assert_str("input", c[1].input, STR(""));
    assert_str("output", c[1].output, STR("x\\\n"));
    assert_false(tape_same_call(c, c + 1));
    assert_str("version", tape.tools.items[0].version, STR("1.29.3"));
    arena_free(&a);
}

/* clang-format off */
static const struct {
    const char *text, *messages;
} faults[] = {
    {"", "a tape begins with the line 'tape 1' [tape-version]"},
    {"origin hand\n", "1:1 a tape begins with the line 'tape 1' [tape-version]"},
    {"tape 2\norigin hand\n", "1:1 this tape is of version 2; this program reads version 1 [tape-other-version]"},
    {"tape 1\ntool a\n", "1:1 a tape says where it is from: 'origin hand' or 'origin recorded YYYY-MM-DD' [tape-origin]"},
    {"tape 1\norigin recorded yesterday\n", "2:1 a tape says where it is from: 'origin hand' or 'origin recorded YYYY-MM-DD' [tape-origin]"},
    {TOP "hello\n", "5:1 this is no line of a tape [tape-line]"},
    {TOP "| x\n", "5:1 this is no line of a tape [tape-line]"},
    {TOP "$ kubect get\n= 0\n", "5:3 the tape names no tool 'kubect' [tape-tool] | did you mean 'kubectl'?"},
    {TOP "$ kubectl get\n| x\n", "5:3 this call has no end: a line '= 0' with its exit status [tape-without-status]"},
    {TOP "$ kubectl get\n$ kubectl get\n= 0\n", "5:3 this call has no end: a line '= 0' with its exit status [tape-without-status]"},
    {TOP "$ kubectl get\n= 256\n", "6:3 '256' is not an exit status: a number from 0 to 255 [tape-status]"},
    {TOP "$ kubectl get\n< 12\n= 0\n", "6:3 '12' is not a SHA-256 in hexadecimal, nor '*' for any input [tape-input]"},
    {TOP "$ kubectl get | jq\n= 0\n", "5:15 a shell would act on '|': quote it [tape-special]"},
    {TOP "$ kubectl 'get\n= 0\n", "5:11 this quotation is not closed [tape-unclosed]"},
    {TOP "$ kubectl get\n|x\n= 0\n", "6:1 this is no line of a tape [tape-line]"},
    {TOP "$ kubectl get\n| x\\\n| y\n= 0\n", "7:1 the line above says that it is the last: it ends with '\\' [tape-after-end]"},
    {TOP "$ kubectl get\n| id: AKIAIOSFODNN7EXAMPLE\n= 0\n", "6:7 this looks like a secret (AWS), and a tape is for everyone to read [tape-secret]"},
    {TOP "$ kubectl get\n| a\rb\n= 0\n", "6:4 a tape holds no control characters but tabs and colours [tape-control]"},
    {TOP "$ kubectl get\n= 0\n<<<<<<< ours\n", "7:1 this is no line of a tape [tape-line]"},
};
/* clang-format on */

static void test_faults(void **state)
{
    size_t wrong = 0;

    (void)state;
    for (size_t i = 0; i < COUNT(faults); i++) {
        Arena a = {0};
        DiagList d = {.arena = &a};
        Source src = {STR("x.tape"), str_of(faults[i].text)};
        Tape tape;

        assert_false(tape_read(&a, &src, &d, &tape));
        wrong += !same_str(faults[i].text, diags_text(&a, &d),
                           str_of(faults[i].messages));
        arena_free(&a);
    }
    assert_int_equal(wrong, 0);
}

/* ---- secrets ------------------------------------------------------------- */

/* clang-format off */
static const struct {
    const char *text, *found, *kind; /* NULL: nothing */
} secrets[] = {
    {"nothing to see", NULL, NULL},
    {"key AKIAIOSFODNN7EXAMPLE.", "AKIAIOSFODNN7EXAMPLE", "AWS"},
    {"AKIA is short for nothing", NULL, NULL},
    {"XAKIAIOSFODNN7EXAMPLE", NULL, NULL},
    {"-----BEGIN EC PRIVATE KEY-----\nabc", "-----BEGIN EC PRIVATE KEY-----", "PEM"},
    {"-----BEGIN CERTIFICATE-----", NULL, NULL},
    {"t=ghp_0123456789abcdefghijklmnopqrstuvwxyz", "ghp_0123456789abcdefghijklmnopqrstuvwxyz", "GitHub"},
};

static const struct {
    const char *text, *redacted;
} redactions[] = {
    {"password: hunter2\n", "password: REDACTED\n"},
    {"\"token\": \"abc\", \"name\": \"x\"", "\"token\": \"REDACTED\", \"name\": \"x\""},
    {"PASSWORD=x y", "PASSWORD=REDACTED y"},
    {"  client-key-data: TFM0\n  server: a", "  client-key-data: REDACTED\n  server: a"},
    {"Authorization: Bearer abc.def", "Authorization: Bearer REDACTED"},
    {"\"SecretAccessKey\": \"a/b\"", "\"SecretAccessKey\": \"REDACTED\""},
    {"the token is here", "the token is here"},
    {"token:", "token:"},
    {"secretName: tls", "secretName: tls"},
};
/* clang-format on */

static void test_secrets(void **state)
{
    Arena a = {0};

    (void)state;
    for (size_t i = 0; i < COUNT(secrets); i++) {
        Str found, kind;
        bool some = secret_find(str_of(secrets[i].text), &found, &kind);
        assert_int_equal(some, secrets[i].found != NULL);
        if (!some)
            continue;
        assert_str(secrets[i].text, found, str_of(secrets[i].found));
        assert_str(secrets[i].text, kind, str_of(secrets[i].kind));
    }
    for (size_t i = 0; i < COUNT(redactions); i++) {
        Buf b = buf_in(&a);
        secret_redact(&b, str_of(redactions[i].text));
        assert_str(redactions[i].text, buf_str(&b),
                   str_of(redactions[i].redacted));
    }
    arena_free(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_words),   cmocka_unit_test(test_tapes),
        cmocka_unit_test(test_fields),  cmocka_unit_test(test_faults),
        cmocka_unit_test(test_secrets),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
