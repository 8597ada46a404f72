/* fuzz_serve.c - a libFuzzer entry: from a request and a site's rules to an
 * answer.
 *
 * The input is three parts, apart by lines of "--": a request ("GET /en/?a" and
 * headers, a line each), _redirects and _headers. */
#include "fuzz.h"

#include "serve/answer.h"
#include "serve/conditions.h"

/* The next part, up to a line "--". */
static Str next_part(Str *rest)
{
    StrCut cut = str_cut_text(*rest, STR("\n--\n"));

    *rest = cut.tail;
    return cut.head;
}

static void put(Snapshot *s, Str name, Str bytes)
{
    memory_expect(&s->files, name, (Str){0});
    memory_put(&s->files, name, bytes);
}

static Snapshot *site_of(Str redirects, Str headers)
{
    Snapshot *s = snapshot_new(NULL, 1);

    put(s, STR("index.html"), STR("<body>home</body>"));
    put(s, STR("en/index.html"), STR("<body>english</body>"));
    put(s, STR("en/404.html"), STR("nothing"));
    put(s, STR("a/b.css"), STR("body{}"));
    put(s, STR("a/b.css.gz"), STR("gzipped"));
    put(s, STR("a/b.css.br"), STR("brotli"));
    put(s, STR("_redirects"), redirects);
    put(s, STR("_headers"), headers);
    memory_finish(&s->files);
    snapshot_finish(s, NULL, NULL);
    return s;
}

static Ask ask_of(Str text)
{
    Ask ask = {0};
    Str line;
    const struct {
        Str name;
        Str *to;
    } known[] = {
        {STR("Host"), &ask.host},
        {STR("If-None-Match"), &ask.if_none_match},
        {STR("If-Range"), &ask.if_range},
        {STR("Range"), &ask.range},
        {STR("Accept-Encoding"), &ask.accept_encoding},
    };

    if (str_next_line(&text, &line)) {
        StrCut method = str_cut(line, ' ');
        StrCut query = str_cut(method.tail, '?');
        ask.method = method.head;
        ask.path = query.head;
        ask.query = query.tail;
    }
    while (str_next_line(&text, &line)) {
        StrCut cut = str_cut(line, ':');
        for (size_t i = 0; i < COUNT(known); i++)
            if (str_eq_nocase(known[i].name, cut.head))
                *known[i].to = str_trim(cut.tail);
    }
    return ask;
}

static void check(const Ask *ask, const Answer *answer)
{
    static const int statuses[] = {200, 206, 301, 302, 303, 304, 307,
                                   308, 400, 404, 405, 416, 421, 503};
    bool known = false;
    size_t read = 0; /* so that the sanitizers see each byte */

    for (size_t i = 0; i < COUNT(statuses); i++)
        known |= answer->status == statuses[i];
    for (size_t i = 0; i < answer->body.len; i++)
        read += (unsigned char)answer->body.ptr[i];
    if (!known || (answer->status == 206 && !answer->body.len) ||
        (answer->status == 304 && answer->body.len) ||
        (!ask->host.len && answer->status != 421) || read == SIZE_MAX)
        __builtin_trap();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    Arena a = {0};
    Str rest = {(const char *)data, size};
    Answer answer;
    Hosts hosts = {0};
    Ask ask = ask_of(next_part(&rest));
    Str redirects = next_part(&rest);
    Snapshot *s = site_of(redirects, rest);

    answer_make(s, &hosts, &a, &ask, &answer);
    check(&ask, &answer);
    if (answer.file)
        memory_file_close(answer.file);
    snapshot_close(s);
    arena_free(&a);
    return 0;
}
