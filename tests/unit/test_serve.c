/* test_serve.c - from a request to an answer, without sockets. */
#include "test.h"

#include "serve/answer.h"
#include "serve/conditions.h"
#include "serve/inject.h"
#include "serve/mime.h"
#include "serve/policy.h"
#include "serve/problems.h"
#include "serve/rules.h"

#include <stdlib.h>

/* ---- rules ----------------------------------------------------------------
 */

/* clang-format off */
static const struct {
    const char *pattern, *path;
    const char *captured; /* "name=value ..."; NULL: it does not fit */
} patterns[] = {
    {"/a", "/a", ""},
    {"/a", "/a/", NULL},
    {"/a", "/ab", NULL},
    {"/ab", "/a", NULL},
    {"", "", ""},
    {"/*", "/", "splat="},
    {"/*", "/a/b", "splat=a/b"},
    {"/a/*", "/a/", "splat="},
    {"/a/*", "/a", NULL},
    {"/*/b", "/a/b", "splat=a"},
    {"/*/b", "/a/b/b", "splat=a/b"},
    {"/*/b", "/a/b/c", NULL},
    {"/*.png", "/a/b.png", "splat=a/b"},
    {"/*.png", "/a/b.pngx", NULL},
    {"/a*b*c", "/axbybzc", "splat=ybz"},
    {"/:x", "/a", "x=a"},
    {"/:x", "/", NULL},
    {"/:x", "/a/b", NULL},
    {"/:year/:slug", "/2026/a-b", "year=2026 slug=a-b"},
    {"/:year/:slug/", "/2026/a-b/", "year=2026 slug=a-b"},
    {"/:x/*", "/a/b/c", "x=a splat=b/c"},
    {"/a:b", "/a:b", ""},
    {"/a:b", "/acd", NULL},
    {"/:1", "/:1", ""},
    {"/è/*", "/è/ì", "splat=ì"},
    {"/********************************x", "/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaay", NULL},
};
/* clang-format on */

static void test_patterns(void **state)
{
    Arena a = {0};
    bool good = true;

    (void)state;
    for (size_t i = 0; i < COUNT(patterns); i++) {
        Captures c;
        bool fits = rules_match(str_of(patterns[i].pattern),
                                str_of(patterns[i].path), &c);
        Buf b = buf_in(&a);
        for (size_t k = 0; fits && k < c.len; k++)
            buf_printf(&b, "%s" STR_FMT "=" STR_FMT, k ? " " : "",
                       STR_ARG(c.names[k]), STR_ARG(c.values[k]));
        const char *want = patterns[i].captured;
        good &= same_str(patterns[i].pattern, fits ? buf_str(&b) : STR("-"),
                         str_of(want ? want : "-"));
    }
    arena_free(&a);
    assert_true(good);
}

static const char redirects[] = "/plain /to/\n"
                                "/coded /to/ 302 # why\n"
                                "/f%C3%A8 /to/ 303\n"
                                "/splat/* /to/:splat 301\n"
                                "/t/:a/:b /to/:b/:a/:c 307\n"
                                "/forced /to/ 308!\n"
                                "/out https://example.org/:a/x 301\n"
                                "/in/* /to/ 200\n"
                                "# /comment /to/ 301\n"
                                "/nothing\n"
                                "/odd /to/ 418\n"
                                "/country /to/ 301 Country=it\n"
                                "https://x.example/* /to/ 301\n"
                                "/script javascript:alert(1) 301\n"
                                "\r\n"
                                "  /indented   /to/   301  \r\n"
                                "/* /404.html 404\n";

/* clang-format off */
static const struct {
    const char *path;
    bool exists;
    const char *answer; /* "301 /to/", or "" for no rule */
} redirected[] = {
    {"/plain", false, "301 /to/"},
    {"/plain", true, ""},
    {"/coded", false, "302 /to/"},
    {"/fè", false, "303 /to/"},
    {"/splat/a/b c", false, "301 /to/a/b%20c"},
    {"/t/x/y", false, "307 /to/y/x/:c"},
    {"/forced", false, "308 /to/"},
    {"/forced", true, "308 /to/"},
    {"/out", false, "301 https://example.org/:a/x"},
    {"/in/a", false, "200 /to/"},
    {"/comment", false, "404 /404.html"},
    {"/nothing", false, "404 /404.html"},
    {"/odd", false, "404 /404.html"},
    {"/country", false, "404 /404.html"},
    {"/script", false, "404 /404.html"},
    {"/indented", false, "301 /to/"},
    {"/other", false, "404 /404.html"},
    {"/other", true, ""},
};
/* clang-format on */

static void test_redirects(void **state)
{
    Arena a = {0};
    Rules rules;
    bool good = true;

    (void)state;
    rules_read(&a, str_of(redirects), (Str){0}, &rules);
    for (size_t i = 0; i < COUNT(redirected); i++) {
        RuleTarget r = {0};
        bool found = rules_redirect(&rules, &a, str_of(redirected[i].path),
                                    redirected[i].exists, &r);
        Str got = found ? str_printf(&a, "%d " STR_FMT, r.status, STR_ARG(r.to))
                        : STR("");
        good &= same_str(redirected[i].path, got, str_of(redirected[i].answer));
    }
    arena_free(&a);
    assert_true(good);
}

static const char headers[] = "  Orphan: of no pattern\n"
                              "/*\n"
                              "  X-One: 1\n"
                              "  x-two : a: b\n"
                              "  no colon\n"
                              "\n"
                              "# /comment\n"
                              "/en/*\n"
                              "\tX-One: 2\n"
                              "/en/deep/*\n"
                              "  ! X-One\n"
                              "  X-Three: 3\n"
                              "/en/deep/again/*\r\n"
                              "  X-One: 4\r\n";

/* clang-format off */
static const struct {
    const char *path, *fields;
} headed[] = {
    {"/", "x-one=1;x-two=a: b;"},
    {"/en/", "x-one=1, 2;x-two=a: b;"},
    {"/en/deep/", "x-two=a: b;x-three=3;"},
    {"/en/deep/again/", "x-one=4;x-two=a: b;x-three=3;"},
};
/* clang-format on */

static void test_headers(void **state)
{
    Arena a = {0};
    Rules rules;
    bool good = true;

    (void)state;
    rules_read(&a, (Str){0}, str_of(headers), &rules);
    for (size_t i = 0; i < COUNT(headed); i++) {
        Map fields = {0};
        Buf b = buf_in(&a);
        rules_headers(&rules, &a, str_of(headed[i].path), &fields);
        for (size_t k = 0; k < fields.len; k++) {
            const HeaderField *f = fields.entries[k].value;
            if (!f->remove)
                buf_printf(&b, STR_FMT "=" STR_FMT ";",
                           STR_ARG(fields.entries[k].key), STR_ARG(f->value));
        }
        good &= same_str(headed[i].path, buf_str(&b), str_of(headed[i].fields));
    }
    arena_free(&a);
    assert_true(good);
}

/* ---- conditions ------------------------------------------------------------
 */

/* clang-format off */
static const struct {
    const char *header;
    size_t size;
    const char *answer; /* "from-to", "none" or "not there" */
} ranges[] = {
    {"bytes=0-0", 10, "0-1"},
    {"bytes=2-5", 10, "2-6"},
    {"bytes=2-", 10, "2-10"},
    {"bytes=-2", 10, "8-10"},
    {"bytes=-20", 10, "0-10"},
    {"bytes=2-50", 10, "2-10"},
    {"BYTES=2-3", 10, "2-4"},
    {"bytes = 2-3", 10, "2-4"},
    {"bytes=10-", 10, "not there"},
    {"bytes=0-", 0, "not there"},
    {"bytes=-0", 10, "not there"},
    {"bytes=-1", 0, "not there"},
    {"bytes=18446744073709551616-", 10, "not there"},
    {"bytes=0-18446744073709551616", 10, "0-10"},
    {"bytes=-18446744073709551616", 10, "0-10"},
    {"bytes=5-2", 10, "none"},
    {"bytes=a-b", 10, "none"},
    {"bytes=-", 10, "none"},
    {"bytes=", 10, "none"},
    {"bytes", 10, "none"},
    {"", 10, "none"},
    {"bytes=0-1,2-3", 10, "none"},
    {"bytes=+1-2", 10, "none"},
    {"items=0-1", 10, "none"},
};
/* clang-format on */

static void test_ranges(void **state)
{
    Arena a = {0};
    bool good = true;

    (void)state;
    for (size_t i = 0; i < COUNT(ranges); i++) {
        size_t from = 0, to = 0;
        RangeKind kind =
            range_read(str_of(ranges[i].header), ranges[i].size, &from, &to);
        Str got = kind == RANGE_PART   ? str_printf(&a, "%zu-%zu", from, to)
                  : kind == RANGE_NONE ? STR("none")
                                       : STR("not there");
        good &= same_str(ranges[i].header, got, str_of(ranges[i].answer));
    }
    arena_free(&a);
    assert_true(good);
}

/* clang-format off */
static const struct {
    const char *list, *etag;
    bool in;
} etags[] = {
    {"\"a\"", "\"a\"", true},
    {"\"b\", \"a\"", "\"a\"", true},
    {"W/\"a\"", "\"a\"", true},
    {"*", "\"a\"", true},
    {" * ", "\"a\"", true},
    {"\"ab\"", "\"a\"", false},
    {"a", "\"a\"", false},
    {"", "\"a\"", false},
    {",,", "\"a\"", false},
};

static const struct {
    const char *header, *coding;
    bool accepted;
} codings[] = {
    {"gzip", "gzip", true},
    {"deflate, GZIP;q=0.5", "gzip", true},
    {"gzip;q=0", "gzip", false},
    {"gzip; q=0.000", "gzip", false},
    {"gzip;q=0.001", "gzip", true},
    {"*", "br", true},
    {"*;q=0", "br", false},
    {"*;q=0, br", "br", true},
    {"br;q=0, *", "br", false},
    {"gzipx", "gzip", false},
    {"", "gzip", false},
};

static const struct {
    const char *path, *type;
} mimes[] = {
    {"/en/snippets/pods/pods.sh", "text/x-shellscript; charset=utf-8"},
    {"index.html", "text/html; charset=utf-8"},
    {"a/b.CSS", "text/css; charset=utf-8"},
    {"photo.JPG", "image/jpeg"},
    {"archive.tar.gz", "application/gzip"},
    {"html", "application/octet-stream"},
    {"a.html/b", "application/octet-stream"},
    {"", "application/octet-stream"},
};
/* clang-format on */

static void test_small_tables(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(etags); i++)
        if (etag_in(str_of(etags[i].list), str_of(etags[i].etag)) !=
            etags[i].in)
            fail_msg("<%s> and <%s>", etags[i].list, etags[i].etag);
    for (size_t i = 0; i < COUNT(codings); i++)
        if (encoding_accepted(str_of(codings[i].header),
                              str_of(codings[i].coding)) != codings[i].accepted)
            fail_msg("<%s> and %s", codings[i].header, codings[i].coding);
    for (size_t i = 0; i < COUNT(mimes); i++)
        assert_str(mimes[i].path, mime_type(str_of(mimes[i].path)),
                   str_of(mimes[i].type));
}

/* ---- policies --------------------------------------------------------------
 */

/* clang-format off */
static const struct {
    const char *policy, *served;
} policies[] = {
    {"script-src 'self'; connect-src 'self'", "script-src 'self'; connect-src 'self'"},
    {"default-src 'self'", "default-src 'self'"},
    {"default-src *", "default-src *"},
    {"default-src 'none'", "default-src 'none'; script-src 'self'; connect-src 'self'"},
    {"default-src https://a.example", "default-src https://a.example; script-src https://a.example 'self'; connect-src https://a.example 'self'"},
    {"script-src 'none'", "script-src 'self'"},
    {"script-src", "script-src 'self'"},
    {"Script-Src 'sha256-x' ; img-src *", "Script-Src 'sha256-x' 'self'; img-src *"},
    {"script-src-elem 'none'; default-src 'self'", "script-src-elem 'self'; default-src 'self'"},
    {"img-src 'none'", "img-src 'none'"},
    {"upgrade-insecure-requests; img-src *;", "img-src *"},
    {"img-src *, script-src 'none'", "img-src *, script-src 'self'"},
    {"", ""},
};
/* clang-format on */

static void test_policies(void **state)
{
    Arena a = {0};
    bool good = true;

    (void)state;
    for (size_t i = 0; i < COUNT(policies); i++)
        good &= same_str(policies[i].policy,
                         policy_for_serving(&a, str_of(policies[i].policy)),
                         str_of(policies[i].served));
    arena_free(&a);
    assert_true(good);
}

/* ---- pages ------------------------------------------------------------------
 */

/* clang-format off */
static const struct {
    const char *html, *with; /* | where the script is */
} pages[] = {
    {"<body>a</body></html>", "<body>a|</body></html>"},
    {"<BODY>a</BODY>\n", "<BODY>a|</BODY>\n"},
    {"<p></body></p></body>", "<p></body></p>|</body>"},
    {"no body", "no body|"},
    {"", "|"},
    {"</bod", "</bod|"},
};
/* clang-format on */

static void test_script(void **state)
{
    Arena a = {0};
    Str script = STR("<script src=\"/_bifolio/live.js\" "
                     "data-page=\"00000000000000010000000000000002\" "
                     "data-build=\"7\"></script>");

    (void)state;
    for (size_t i = 0; i < COUNT(pages); i++) {
        StrCut cut = str_cut(str_of(pages[i].with), '|');
        assert_str(pages[i].html,
                   inject_script(&a, str_of(pages[i].html), (Digest){1, 2}, 7),
                   str_printf(&a, STR_FMT STR_FMT STR_FMT, STR_ARG(cut.head),
                              STR_ARG(script), STR_ARG(cut.tail)));
    }
    arena_free(&a);
}

/* ---- paths ------------------------------------------------------------------
 */

/* A site with these files; each holds its own name. */
static Snapshot *site_of(const char *const *names, size_t n, Str base)
{
    Snapshot *s = snapshot_new(NULL, 1);

    for (size_t i = 0; i < n; i++) {
        Str name = str_of(names[i]);
        Str bytes = str_eq(name, STR("_redirects"))
                        ? STR("/blog/old /blog/new/ 301\n/old /en/ 301\n"
                              "/en/* /en/404.html 404\n/hidden /_headers 200\n"
                              "/out /../x 200\n")
                        : name;
        memory_expect(&s->files, name, (Str){0});
        memory_put(&s->files, name, bytes);
    }
    memory_finish(&s->files);
    snapshot_finish(s, NULL, NULL);
    s->base = str_dup(&s->arena, base);
    return s;
}

/* clang-format off */
static const char *const files[] = {
    "index.html", "en/index.html", "en/404.html", "it/a/index.html", "it/404.html",
    "404.html", "file.txt", "è.txt", "a b/index.html", "50%.txt", "en/x?y/index.html",
    "_redirects", "_headers", "deep/er/index.html",
};

static const struct {
    const char *path, *answer; /* "200 file" or "301 /where/" */
} paths[] = {
    {"/", "200 index.html"},
    {"/index.html", "200 index.html"},
    {"/en/", "200 en/index.html"},
    {"/en", "301 /en/?q"},
    {"/file.txt", "200 file.txt"},
    {"/file.txt/", "404 404.html"},
    {"/%66ile.txt", "200 file.txt"},
    {"/%C3%A8.txt", "200 è.txt"},
    {"/è.txt", "200 è.txt"},
    {"/%c3%a8.txt", "200 è.txt"},
    {"/a%20b/", "200 a b/index.html"},
    {"/a%20b", "301 /a%20b/?q"},
    {"/50%25.txt", "200 50%.txt"},
    {"/50%.txt", "400 -"},
    {"/50%2525.txt", "404 404.html"},
    {"/en/x%3Fy", "301 /en/x%3Fy/?q"},
    {"/old", "301 /en/?q"},
    {"/en/none", "404 en/404.html"},
    {"/it/none", "404 it/404.html"},
    {"/it/a/none/at/all", "404 it/404.html"},
    {"/none", "404 404.html"},
    {"/deep/er/none", "404 404.html"},
    {"/hidden", "404 404.html"},
    {"/out", "404 404.html"},
    {"/_headers", "404 404.html"},
    {"/_redirects", "404 404.html"},
    {"/%5Fheaders", "404 404.html"},
    {"/en/../file.txt", "404 en/404.html"},
    {"/en/%2e%2e/file.txt", "404 en/404.html"},
    {"/en%2findex.html", "400 -"},
    {"/en%5cindex.html", "400 -"},
    {"//", "404 404.html"},
    {"//en/", "404 404.html"},
    {"/./file.txt", "404 404.html"},
    {"/%", "400 -"},
    {"/%4", "400 -"},
    {"/%zz", "400 -"},
    {"/%00", "400 -"},
    {"/file.txt%00", "400 -"},
    {"/%0a", "400 -"},
    {"/%c0%ae", "400 -"},
    {"/%ff", "400 -"},
    {"en/", "400 -"},
    {"", "400 -"},
    {"http://x/", "400 -"},
};

static const struct {
    const char *path, *answer;
} below[] = {
    {"/", "301 /blog/?q"},
    {"/blog", "301 /blog/?q"},
    {"/blog/", "200 index.html"},
    {"/blog/en/", "200 en/index.html"},
    {"/blog/old", "301 /blog/new/?q"},
    {"/blogen/", "404 -"},
    {"/file.txt", "404 -"},
    {"/blog/none", "404 404.html"},
};
/* clang-format on */

static Str answer_of(const Snapshot *s, Arena *a, const char *path)
{
    Target t = snapshot_resolve(s, a, str_of(path), STR("q"));

    return str_printf(a, "%d " STR_FMT, t.status,
                      STR_ARG(t.location.len ? t.location
                              : t.file       ? t.name
                                             : STR("-")));
}

static void test_paths(void **state)
{
    Arena a = {0};
    Snapshot *root = site_of(files, COUNT(files), STR(""));
    Snapshot *blog = site_of(files, COUNT(files), STR("/blog"));
    bool good = true;

    (void)state;
    for (size_t i = 0; i < COUNT(paths); i++)
        good &= same_str(paths[i].path, answer_of(root, &a, paths[i].path),
                         str_of(paths[i].answer));
    for (size_t i = 0; i < COUNT(below); i++)
        good &= same_str(below[i].path, answer_of(blog, &a, below[i].path),
                         str_of(below[i].answer));
    snapshot_close(root);
    snapshot_close(blog);
    arena_free(&a);
    assert_true(good);
}

/* ---- hosts ------------------------------------------------------------------
 */

/* clang-format off */
static const struct {
    const char *host;
    bool ours;
} hosts[] = {
    {"localhost", true}, {"LocalHost:2424", true}, {"localhost.", true},
    {"127.0.0.1", true}, {"127.0.0.1:80", true}, {"192.168.1.7:2424", true},
    {"[::1]", true}, {"[::1]:2424", true}, {"[fe80::1]:1", true},
    {"mine.example", true}, {"MINE.example:1", true},
    {"", false}, {"example.org", false}, {"xlocalhost", false},
    {"localhost.example.org", false}, {"127.0.0.1.example.org", false},
    {"mine.example.org", false}, {"[", false}, {"1.2.3", false}, {":80", false},
};
/* clang-format on */

static void test_hosts(void **state)
{
    static const Str names[] = {STR_INIT("mine.example")};
    Hosts mine = {names, COUNT(names)};

    (void)state;
    for (size_t i = 0; i < COUNT(hosts); i++)
        if (host_is_ours(&mine, str_of(hosts[i].host)) != hosts[i].ours)
            fail_msg("host <%s>", hosts[i].host);
}

/* ---- one build after another
 * ------------------------------------------------- */

static void put(Snapshot *s, const char *name, const char *bytes)
{
    memory_expect(&s->files, str_of(name), (Str){0});
    if (bytes)
        memory_put(&s->files, str_of(name), str_of(bytes));
}

static void test_memory(void **state)
{
    Snapshot *one = snapshot_new(NULL, 1), *two, *three;

    (void)state;
    put(one, "same", "1");
    put(one, "changes", "1");
    put(one, "breaks", "1");
    put(one, "goes", "1");
    memory_finish(&one->files);
    snapshot_finish(one, NULL, NULL);
    two = snapshot_new(one, 1);
    put(two, "same", "1");
    put(two, "changes", "2");
    put(two, "breaks", NULL);
    put(two, "never was", NULL);
    memory_finish(&two->files);
    snapshot_finish(two, one, NULL);

    const MemoryOutput *a = &one->files, *b = &two->files;
    assert_ptr_equal(memory_find(a, STR("same")), memory_find(b, STR("same")));
    assert_str("what changed", memory_find(b, STR("changes"))->bytes, STR("2"));
    assert_str("... is as it was for others",
               memory_find(a, STR("changes"))->bytes, STR("1"));
    assert_str("what could not be made stays",
               memory_find(b, STR("breaks"))->bytes, STR("1"));
    assert_null(memory_find(b, STR("goes")));
    assert_null(memory_find(b, STR("never was")));

    MemoryFile *held = memory_file_share(memory_find(a, STR("changes")));
    snapshot_close(one);
    assert_str("a file outlives its build", held->bytes, STR("1"));
    memory_file_close(held);

    three = snapshot_new(two, 1); /* a build that came to nothing */
    snapshot_finish(three, two, NULL);
    snapshot_close(two);
    assert_str("all stays", memory_find(&three->files, STR("same"))->bytes,
               STR("1"));
    assert_int_equal(memory_find(&three->files, STR("same"))->build, 1);
    assert_int_equal(memory_find(&three->files, STR("changes"))->build, 2);
    snapshot_close(three);
}

/* ---- what is wrong
 * ------------------------------------------------------------ */

static void test_problems(void **state)
{
    Arena a = {0};
    DiagList d = {.arena = &a};
    Source src = {STR("a.md"), STR("date: <x>\n")};

    (void)state;
    assert_str("nothing", problems_json(&a, &d, DIAG_ENGLISH), STR("null"));
    diag_add(&d, IMAGE_UNKNOWN, &src, (Span){0}, NO_STRS);
    diag_add(&d, CLOCK_BAD, &src, (Span){6, 9}, STRS(STR("<x>")));
    assert_str(
        "errors first, safe anywhere", problems_json(&a, &d, DIAG_ENGLISH),
        STR("{\"errors\":1,\"warnings\":1,\"title\":\"Errors: 1 · Warnings: "
            "1\",\"hide\":\"Hide\",\"items\":[{\"level\":\"error\",\"text\":"
            "\"a.md:1:7: error: '\\u003cx\\u003e' is not a date [bad-clock]\\n "
            "   1 | date: \\u003cx\\u003e\\n      |       ^~~\\n\"},"
            "{\"level\":\"warning\",\"text\":\"a.md: warning: the picture's "
            "size cannot be read [image-unknown]\\n\"}]}"));
    for (int i = 0; i < 60; i++)
        diag_add(&d, CLOCK_BAD, &src, (Span){0}, STRS(STR("x")));
    Str many = problems_json(&a, &d, DIAG_ITALIAN);
    assert_true(str_ends(many, STR("\"e altri: 12\"}]}")));
    arena_free(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_patterns),     cmocka_unit_test(test_redirects),
        cmocka_unit_test(test_headers),      cmocka_unit_test(test_ranges),
        cmocka_unit_test(test_small_tables), cmocka_unit_test(test_policies),
        cmocka_unit_test(test_script),       cmocka_unit_test(test_paths),
        cmocka_unit_test(test_hosts),        cmocka_unit_test(test_memory),
        cmocka_unit_test(test_problems),
    };

    return cmocka_run_group_tests_name("serve", tests, NULL, NULL);
}
