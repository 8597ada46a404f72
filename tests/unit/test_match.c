/* test_match.c - expected output, and sessions as they are written down. */
#include "test.h"

#include "snippet/match.h"
#include "snippet/transcript.h"

/* ---- matching ------------------------------------------------------------ */

enum { EXACT = SNIPPET_EXACT, LIKE = SNIPPET_LIKE, ANY = SNIPPET_ANY };

/* clang-format off */
static const struct {
    const char *name;
    int how;
    const char *expected, *got;
    bool match;
} rows[] = {
    {"the same", EXACT, "a\nb\n", "a\nb\n", true},
    {"nothing", EXACT, "", "", true},
    {"nothing expected", EXACT, "", "a\n", false},
    {"nothing came", EXACT, "a\n", "", false},
    {"another line", EXACT, "a\nb\n", "a\nc\n", false},
    {"a line too many", EXACT, "a\n", "a\nb\n", false},
    {"a line too few", EXACT, "a\nb\n", "a\n", false},
    {"no newline at the end", EXACT, "a\n", "a", true},
    {"an empty line at the end", EXACT, "a\n", "a\n\n", false},
    {"spaces count", EXACT, "a b\n", "a  b\n", false},
    {"CRLF is a line's end", EXACT, "a\n", "a\r\n", true},

    {"any lines", EXACT, "a\n...\nz\n", "a\nb\nc\nz\n", true},
    {"any lines are none, too", EXACT, "a\n...\nz\n", "a\nz\n", true},
    {"any lines at the end", EXACT, "a\n...\n", "a\nb\nc\n", true},
    {"any lines at the start", EXACT, "...\nz\n", "a\nb\nz\n", true},
    {"any lines, then not that", EXACT, "...\nz\n", "a\nb\n", false},
    {"any lines twice", EXACT, "...\nb\n...\nd\n", "a\nb\nc\nb\nc\nd\n", true},
    {"any lines, backing up", EXACT, "...\nb\nc\n", "b\nb\nc\n", true},
    {"any lines and no more", EXACT, "a\n...\nc\nd\n", "a\nc\n", false},
    {"dots within a line are dots", EXACT, "a ...\n", "a b\n", false},

    {"a gap", EXACT, "total [..] bytes\n", "total 12 bytes\n", true},
    {"a gap of nothing", EXACT, "a[..]b\n", "ab\n", true},
    {"two gaps", EXACT, "[..]: [..] ms\n", "x: 3 ms\n", true},
    {"two gaps and what is between", EXACT, "a[..]b[..]c\n", "a-c-c\n", false},
    {"a gap whose end is there twice", EXACT, "a[..]c\n", "a-c-c\n", true},
    {"a gap does not overlap", EXACT, "ab[..]bc\n", "abc\n", false},
    {"a gap alone", EXACT, "[..]\n", "anything\n", true},

    {"a regular expression", EXACT, "v[0-9]+\\.[0-9]+ (re)\n", "v1.29\n", true},
    {"it is for the whole line", EXACT, "[0-9]+ (re)\n", "12 pods\n", false},
    {"it holds for either", EXACT, "a|b (re)\n", "b\n", true},
    {"either is whole", EXACT, "a|b (re)\n", "ac\n", false},
    {"one that is broken", EXACT, "(a (re)\n", "(a\n", false},
    {"one that would take for ever", EXACT, "((a{100}){100}){100} (re)\n", "a\n", false},
    {"one that refers back", EXACT, "(a*)\\1 (re)\n", "aa\n", false},
    {"a modest repetition", EXACT, "a{3} (re)\n", "aaa\n", true},
    {"a glob", EXACT, "*.txt (glob)\n", "a.txt\n", true},
    {"a glob's question mark", EXACT, "a?c (glob)\n", "abc\n", true},
    {"a glob's question mark is one", EXACT, "a?c (glob)\n", "ac\n", false},
    {"a glob's backslash", EXACT, "a\\*b (glob)\n", "a*b\n", true},
    {"a glob's backslash, otherwise", EXACT, "a\\*b (glob)\n", "axb\n", false},
    {"a glob that backs up", EXACT, "*ab (glob)\n", "aab\n", true},
    {"many stars", EXACT, "*a*a*a*a*a*b (glob)\n", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\n", false},

    {"anything", ANY, "a\n", "b\nc\n", true},

    {"an age", LIKE, "web 1/1 Running 5m\n", "web 1/1 Running 2d3h\n", true},
    {"an age is one", LIKE, "web 5m\n", "web old\n", false},
    {"a state is not an age", LIKE, "web 1/1 Running\n", "web 0/1 Running\n", false},
    {"runs of spaces", LIKE, "NAME  READY\n", "NAME          READY\n", true},
    {"no space", LIKE, "NAME READY\n", "NAMEREADY\n", false},
    {"a pod's name", LIKE, "web-7d4b9c6f5-x2x9k\n", "web-5b8f7cd6b9-q4z7t\n", true},
    {"a namespace", LIKE, "net:[4026532250] blue\n", "net:[4026531840] blue\n", true},
    {"a namespace of another kind", LIKE, "net:[4026532250]\n", "uts:[4026532250]\n", false},
    {"a namespace's number", LIKE, "4026532250 net\n", "4026531840 net\n", true},
    {"a socket", LIKE, "socket:[148708]\n", "socket:[4173648]\n", true},
    {"a number of a process", LIKE, "sshd[148708]: x\n", "sshd[148709]: x\n", false},
    {"few in brackets", LIKE, "ref [12]\n", "ref [13]\n", false},
    {"a number of ten digits", LIKE, "5026532250\n", "5026531840\n", false},
    {"a digest", LIKE, "65d215c2eecfd6a2d6f371032e667587  a.pyz\n", "c74c17669e1bbcaa335de4479f34be0f  a.pyz\n", true},
    {"a digest with its kind", LIKE, "sha256:af68f6978506 a\n", "sha256:13b1ea54766a1f4a a\n", true},
    {"no digest for a digest", LIKE, "af68f6978506\n", "none\n", false},
    {"a number is no digest", LIKE, "123456789012\n", "123456789013\n", false},
    {"a word is no digest", LIKE, "facade\n", "decade\n", false},
    {"a UUID", LIKE, "pvc-5b0d8c1e-2f64-4e0b-9a37-c6d1f08e7a52\n", "pvc-e81c3f7a-90b5-4d26-8f1d-7ac2b94e6d03\n", true},
    {"another pod's name", LIKE, "web-7d4b9c6f5-x2x9k\n", "api-5b8f7cd6b9-q4z7t\n", false},
    {"a name with an end of its own", LIKE, "web-front\n", "web-backs\n", false},
    {"an address", LIKE, "10.0.0.1:80\n", "192.168.7.12:80\n", true},
    {"another port", LIKE, "10.0.0.1:80\n", "10.0.0.1:81\n", false},
    {"a version is no address", LIKE, "1.2.3.4.5\n", "1.2.3.4.6\n", false},
    {"an address of six", LIKE, "fe80::1 up\n", "2001:db8::2:9 up\n", true},
    {"an address of Ethernet", LIKE, "link/ether da:f6:a8:e8:49:de\n", "link/ether 02:42:ac:11:00:02\n", true},
    {"a moment", LIKE, "at 2026-11-25T01:02:03Z\n", "at 2027-01-01T11:12:13.456+01:00\n", true},
    {"a time of day", LIKE, "11:12:13 ok\n", "01:02:03 ok\n", true},
    {"a duration", LIKE, "took 1.5s\n", "took 120ms\n", true},
    {"a gap in it", LIKE, "[..] 5m\n", "web 1/1  7h\n", true},
    {"a number counts", LIKE, "pods: 3\n", "pods: 4\n", false},
    {"a space at the end", LIKE, "a\n", "a   \n", true},
};
/* clang-format on */

static void test_rows(void **state)
{
    size_t wrong = 0;

    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        Arena a = {0};
        Buf diff = buf_in(&a);
        Str expected = str_of(rows[i].expected), got = str_of(rows[i].got);
        SnippetMatch how = (SnippetMatch)rows[i].how;

        if (match_output(&a, expected, got, how) != rows[i].match) {
            print_error("%s: %d\n", rows[i].name, !rows[i].match);
            wrong++;
        }
        /* The difference says the same. */
        if (how != SNIPPET_ANY) {
            match_diff(&diff, expected, got, how);
            bool differs = false;
            Str rest = buf_str(&diff), line;
            while (str_next_line(&rest, &line))
                differs = differs || line.ptr[0] != ' ';
            if (differs == rows[i].match) {
                print_error("%s: the difference is\n" STR_FMT, rows[i].name,
                            STR_ARG(buf_str(&diff)));
                wrong++;
            }
        }
        arena_free(&a);
    }
    assert_int_equal(wrong, 0);
}

/* clang-format off */
static const struct {
    const char *expected, *got, *diff;
} diffs[] = {
    {"a\nb\nc\n", "a\nx\nc\n", " a\n-b\n+x\n c\n"},
    {"a\n", "a\nb\n", " a\n+b\n"},
    {"a\nb\n", "", "-a\n-b\n"},
    {"a\n...\nd\n", "a\nb\nc\ne\n", " a\n ...\n-d\n"},
    {"[..] ms\nend\n", "3 ms\nfin\n", " [..] ms\n-end\n+fin\n"},
};
/* clang-format on */

static void test_diffs(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(diffs); i++) {
        Arena a = {0};
        Buf b = buf_in(&a);

        match_diff(&b, str_of(diffs[i].expected), str_of(diffs[i].got),
                   SNIPPET_EXACT);
        assert_str(diffs[i].expected, buf_str(&b), str_of(diffs[i].diff));
        arena_free(&a);
    }
}

/* clang-format off */
static const struct {
    const char *expected;
    bool found;
    int status;
    const char *rest;
} statuses[] = {
    {"a\n[1]\n", true, 1, "a\n"},
    {"[127]", true, 127, ""},
    {"a\n[1]\nb\n", false, 0, "a\n[1]\nb\n"},
    {"[]\n", false, 0, "[]\n"},
    {"[256]\n", false, 0, "[256]\n"},
    {"[x]\n", false, 0, "[x]\n"},
    {"", false, 0, ""},
};
/* clang-format on */

/* clang-format off */
static const struct {
    const char *expected, *got, *mended;
} mends[] = {
    {"a\nb\n", "a\nc\n", "a\nc\n"},
    {"total [..]\nold\n", "total 5\nnew\n", "total [..]\nnew\n"},
    {"a\n...\nd\n", "a\nb\nc\ne\n", "a\n...\n"},
    {"", "a\n", "a\n"},
    {"a\n", "", ""},
};
/* clang-format on */

static void test_mends(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(mends); i++) {
        Arena a = {0};

        assert_str(mends[i].expected,
                   match_mended(&a, str_of(mends[i].expected),
                                str_of(mends[i].got), SNIPPET_EXACT),
                   str_of(mends[i].mended));
        arena_free(&a);
    }
}

static void test_statuses(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(statuses); i++) {
        Str text = str_of(statuses[i].expected);
        int status = 0;

        assert_int_equal(match_status(&text, &status), statuses[i].found);
        assert_int_equal(status, statuses[i].status);
        assert_str(statuses[i].expected, text, str_of(statuses[i].rest));
    }
}

static void test_check(void **state)
{
    Arena a = {0};
    size_t line;

    (void)state;
    assert_true(match_check(&a, STR("a\nb+ (re)\n"), &line));
    assert_false(match_check(&a, STR("a\n(b (re)\nc\n"), &line));
    assert_int_equal(line, 1);
    arena_free(&a);
}

/* ---- transcripts --------------------------------------------------------- */

/* clang-format off */
static const struct {
    const char *text;
    TranscriptFault fault;
    size_t line;
    const char *steps; /* "line:command=output|", newlines as '~' */
} transcripts[] = {
    {"$ echo a\na\n", TRANSCRIPT_OK, 2, "0:echo a=a~|"},
    {"$ a\n$ b\nx\ny\n# c\n", TRANSCRIPT_OK, 5, "0:a=|1:b=x~y~|4#c=|"},
    {"$ for i in 1; do\n>   echo $i\n> done\n1\n", TRANSCRIPT_OK, 4, "0:for i in 1; do~  echo $i~done=1~|"},
    {"$ cat <<END\n> a\n>\n> END\na\n\n", TRANSCRIPT_OK, 6, "0:cat <<END~a~~END=a~~|"},
    {"$ a\nx\n> y\n", TRANSCRIPT_OK, 3, "0:a=x~> y~|"},
    {"$ a\nno newline", TRANSCRIPT_OK, 2, "0:a=no newline|"},
    {"a\n$ b\n", TRANSCRIPT_OUTPUT_FIRST, 0, ""},
    {"", TRANSCRIPT_NO_COMMAND, 0, ""},
    {"\n\n", TRANSCRIPT_NO_COMMAND, 0, ""},
    {"$ a\n$ \n", TRANSCRIPT_EMPTY_COMMAND, 1, "0:a=|"},
    {"$\n", TRANSCRIPT_EMPTY_COMMAND, 0, ""},
};
/* clang-format on */

static void put_flat(Buf *b, Str s)
{
    for (size_t i = 0; i < s.len; i++)
        buf_put_char(b, s.ptr[i] == '\n' ? '~' : s.ptr[i]);
}

static void test_transcripts(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(transcripts); i++) {
        Arena a = {0};
        Transcript t = {0};
        Buf b = buf_in(&a);
        size_t line;

        assert_int_equal(transcript_read(&a, str_of(transcripts[i].text), &t,
                                         &line),
                         transcripts[i].fault);
        assert_int_equal(line, transcripts[i].line);
        for (size_t k = 0; k < t.len; k++) {
            buf_printf(&b, "%zu%c", t.items[k].line,
                       t.items[k].root ? '#' : ':');
            put_flat(&b, t.items[k].command);
            buf_put_char(&b, '=');
            put_flat(&b, t.items[k].output);
            buf_put_char(&b, '|');
        }
        assert_str(transcripts[i].text, buf_str(&b),
                   str_of(transcripts[i].steps));
        arena_free(&a);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_rows),  cmocka_unit_test(test_diffs),
        cmocka_unit_test(test_mends), cmocka_unit_test(test_statuses),
        cmocka_unit_test(test_check), cmocka_unit_test(test_transcripts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
