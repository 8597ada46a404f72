/* test_objects.c - the site as templates see it. */
#include "test.h"

#include "small_site.h"

#define FM(...) "---\n" __VA_ARGS__ "---\n"

#define HEX "0123456789abcdef0123456789abcdef"
#define SNIPS                                                                  \
    "```sh {#setup .run .hidden file=lib/setup.sh}\n:\n```\n\n"                \
    "```sh {#pods .run .try needs=setup tool=kubectl,jq env=A=1 exit=3 "       \
    "session=s param.ns=prod title=\"Pods\"}\nkubectl -n prod\n```\n\n"        \
    "```output\ndb-0\n```\n\n```c {#plain}\nint x;\n```\n"

static const SmallFile files[] = {
    {"_index.en.md", FM("title: Welcome\ndescription: In English\n") "Hello\n"},
    {"about.it.md",
     FM("title: Chi siamo\nauthor: Ada\n"
        "params: {colour: red}\naliases: [/vecchio/]\n") "Testo.\n"},
    {"posts/_index.it.md", FM("title: Scritti\nslug: scritti\n") ""},
    {"posts/a.en.md", FM("title: Alpha\ndate: 2026-03-01\ntags: [thoughts]\n"
                         "series: loops\n") "See [b](b.md).\n"},
    {"posts/a.it.md",
     FM("title: Alfa\ndate: 2026-03-01T10:30:00+01:00\nupdated: 2026-03-05\n"
        "tags: [pensieri, altro]\nseries: loops\nslug: primo\nevergreen: true\n"
        "description: Una frase\nweight: 0\n") "# Uno\n\n## Due `x`\n\n### "
                                               "Tre\n\n## Quattro\n\n```c\nint "
                                               "x;\n```\n"},
    {"posts/b.it.md", FM("title: Beta\ndate: 2026-04-01\ntags: [pensieri]\n"
                         "series: loops\ntoc: true\n") "Vedi [a](a.md).\n"},
    {"posts/c/index.en.md", FM("title: Gamma\ndate: 2025-01-01\n") "x\n"},
    {"posts/c/map.en.svg", "30x20"},
    {"posts/c/map.it.svg", "31x21"},
    {"posts/c/notes.txt", ""},
    {"posts/deep/d.it.md", FM("title: Delta\ndate: 2026-02-01\ndraft: false\n"
                              "params: {image: /top.png}\n") "\n"},
    {"snips.en.md", FM("title: Snips\ntags: [thoughts]\n") SNIPS},
    {"snips.it.md", FM("title: Frammenti\n") SNIPS},
    {"snippets.lock",
     "{\"id\":\"pods\",\"lang\":\"it\",\"level\":\"replayed\",\"inputs\":"
     "\"" HEX "\",\"code\":\"" HEX "\",\"output\":\"" HEX
     "\",\"tools\":{\"jq\":\"1.6\",\"sh\":\"0.5\"},\"exit\":0,\"ms\":12,"
     "\"date\":\"2026-11-25\",\"env\":\"Debian 12\","
     "\"engines\":{\"sh\":\"1.0\"}}\n"},
    {"tags.yaml", "thoughts:\n  label: {it: Pensieri, en: Thoughts}\n"
                  "other:\n  label: {it: Altro, en: Other}\n"},
    {"top.png", "640x480"},
};

/* clang-format off */
static const struct {
    const char *question, *answer;
} rows[] = {
    /* page: one row a field at least, in the order of the table */
    {"/it/scritti/primo/ kind", "single"},
    {"/it/ kind", "home"},
    {"/it/scritti/ kind", "section"},
    {"/it/tags/ kind", "taxonomy"},
    {"/it/tags/pensieri/ kind", "term"},
    {"/it/archive/ kind", "archive"},
    {"/it/archive/2026/ kind", "year"},
    {"/it/404.html kind", "not_found"},
    {"/ kind", "root"},
    {"/it/scritti/primo/", "Alfa"},
    {"/it/scritti/primo/ title", "Alfa"},
    {"/it/ title", "Prova"},
    {"/en/ title", "Welcome"},
    {"/it/scritti/primo/ url", "/it/scritti/primo/"},
    {"/it/scritti/primo/ permalink", "https://example.org/it/scritti/primo/"},
    {"/it/scritti/primo/ lang", "it"},
    {"/it/scritti/primo/ lang.autonym", "Italiano"},
    {"/it/scritti/primo/ key", "posts/a"},
    {"/it/scritti/primo/ slug", "primo"},
    {"/it/tags/pensieri/ slug", "pensieri"},
    {"/it/ slug", "it"},
    {"/it/scritti/primo/ section", "Scritti"},
    {"/it/scritti/deep/d/ section", "Deep"},
    {"/it/scritti/deep/ section", "Scritti"},
    {"/it/chi-siamo/", "NO SUCH PAGE"},
    {"/it/about/ section", "None"},
    {"/it/scritti/ section", "None"},
    {"/it/scritti/primo/ date", "2026-03-01T10:30:00+01:00"},
    {"/it/about/ date", "None"},
    {"/it/scritti/primo/ updated.day", "5"},
    {"/it/scritti/b/ updated", "None"},
    {"/it/tags/pensieri/ updated", "2026-04-01"},
    {"/it/scritti/primo/ description", "Una frase"},
    {"/en/ description", "In English"},
    {"/it/about/ description", ""},
    {"/it/about/ author", "Ada"},
    {"/it/scritti/b/ author", ""},
    {"/it/scritti/b/ draft", "False"},
    {"/it/scritti/b/ weight", "0"},
    {"/it/scritti/primo/ evergreen", "True"},
    {"/it/about/ params.colour", "red"},
    {"/it/scritti/b/ params", "{}"},
    {"/it/about/ layout", ""},
    {"/it/scritti/primo/ toc", "True"},
    {"/it/scritti/b/ toc", "True"},
    {"/it/about/ toc", "False"},
    {"/it/scritti/primo/ tags", "[Pensieri, Altro]"},
    {"/it/about/ tags", "[]"},
    {"/it/scritti/primo/ series", "loops"},
    {"/it/about/ series", "None"},
    {"/it/scritti/primo/ series_number", "1"},
    {"/it/scritti/b/ series_number", "2"},
    {"/en/posts/a/ series_number", "1"},
    {"/it/about/ series_number", "None"},
    {"/it/scritti/b/ previous", "Alfa"},
    {"/it/scritti/b/ next", "None"},
    {"/it/scritti/primo/ next", "Beta"},
    {"/it/scritti/primo/ previous", "None"},
    {"/it/scritti/primo/ related", "[Beta]"},
    {"/it/scritti/primo/ backlinks", "[Beta]"},
    {"/it/scritti/b/ backlinks", "[Alpha]"},
    {"/it/scritti/primo/ translations", "[Alpha]"},
    {"/it/scritti/primo/ alternates", "[Alfa, Alpha]"},
    {"/it/scritti/b/ alternates", "[Beta]"},
    {"/it/ alternates", "[Prova, Welcome]"},
    {"/ alternates", "[Prova]"},
    {"/it/ pages", "[Beta, Alfa, Delta, Gamma]"},
    {"/en/ pages", "[Beta, Alpha, Delta, Gamma]"},
    {"/it/scritti/ pages", "[Beta, Alfa, Gamma]"},
    {"/it/tags/pensieri/ pages", "[Beta, Alfa]"},
    {"/it/series/loops/ pages", "[Alfa, Beta]"},
    {"/it/archive/2025/ pages", "[Gamma]"},
    {"/it/archive/ children", "[2026, 2025]"},
    {"/it/tags/ children", "[Altro, Pensieri]"},
    {"/it/scritti/ children", "[Deep]"},
    {"/it/ pagers", "[/it/]"},
    {"/it/ count", "4"},
    {"/it/scritti/b/ count", "0"},
    {"/it/scritti/primo/ content", "<p>Alfa</p>"},
    {"/it/scritti/primo/ summary", "<p>Al</p>"},
    {"/it/scritti/primo/ summary_text", "Al"},
    {"/it/scritti/primo/ truncated", "True"},
    {"/it/scritti/b/ content", "<p>Beta from away</p>"},
    {"/it/tags/ content", ""},
    {"/it/tags/ summary", ""},
    {"/it/tags/ summary_text", ""},
    {"/it/tags/ truncated", "False"},
    {"/it/scritti/primo/ xhtml", "<p>Alfa/</p>"},
    {"/it/tags/ xhtml", ""},
    {"/it/about/ raw", "Testo.\n"},
    {"/it/tags/ raw", ""},
    {"/it/scritti/primo/ contents.0.text", "Due x"},
    {"/it/scritti/primo/ contents.0.level", "2"},
    {"/it/scritti/primo/ contents.0.id", "due-x"},
    {"/it/scritti/primo/ contents.0.html", "Due <code>x</code>"},
    {"/it/scritti/primo/ contents.0.children.0.text", "Tre"},
    {"/it/scritti/primo/ contents.1.children", "[]"},
    {"/it/scritti/primo/ contents.2", "undefined"},
    {"/it/scritti/primo/ headings.0.text", "Uno"},
    {"/it/scritti/primo/ headings.3.text", "Quattro"},
    {"/it/tags/ contents", "[]"},
    {"/it/about/ words", "1"},
    {"/it/tags/ words", "0"},
    {"/it/scritti/primo/ code_lines", "1"},
    {"/it/scritti/primo/ minutes", "1"},
    {"/it/tags/ minutes", "1"},
    {"/it/scritti/primo/ has_code", "True"},
    {"/it/about/ has_code", "False"},
    {"/it/about/ source", "about.it.md"},
    {"/it/tags/ source", ""},
    {"/en/posts/c/ resources", "[/posts/c/map.en.svg, /posts/c/map.it.svg, /posts/c/notes.txt]"},
    {"/en/posts/c/ resources.0.name", "map.en.svg"},
    {"/en/posts/c/ image", "/posts/c/map.en.svg"},
    {"/it/scritti/deep/d/ image", "/top.png"},
    {"/it/about/ image", "None"},
    {"/it/tags/ taxonomy", "tags"},
    {"/it/series/loops/ taxonomy", "series"},
    {"/it/about/ taxonomy", ""},
    {"/it/archive/2025/ year", "2025"},
    {"/it/about/ year", "None"},
    {"/it/ feed_atom", "/it/feed.xml"},
    {"/it/tags/pensieri/ feed_json", "/it/tags/pensieri/feed.json"},
    {"/it/about/ feed_atom", ""},
    {"/it/about/ status", "published"},
    {"/it/about/ aliases", "[/vecchio/]"},
    {"/it/about/ nonsense", "undefined"},
    {"/it/snips/ snippets", "[setup, pods, plain]"},
    {"/it/about/ snippets", "[]"},
    /* snippet */
    {"/it/snips/ snippets.1", "pods"},
    {"/it/snips/ snippets.1.id", "pods"},
    {"/it/snips/ snippets.1.title", "Pods"},
    {"/it/snips/ snippets.0.title", "lib/setup.sh"},
    {"/it/snips/ snippets.1.lang", "it"},
    {"/it/snips/ snippets.1.language", "sh"},
    {"/it/snips/ snippets.1.code", "kubectl -n prod\n"},
    {"/it/snips/ snippets.1.page", "Frammenti"},
    {"/en/snips/ snippets.1.tags", "[Thoughts]"},
    {"/it/snips/ snippets.1.url", "/it/snippets/pods/"},
    {"/it/snips/ snippets.1.anchor", "/it/snips/#pods"},
    {"/it/snips/ snippets.1.own", "Pods"},
    {"/it/snippets/pods/ snippet", "pods"},
    {"/it/snippets/pods/ kind", "snippet"},
    {"/it/snippets/pods/ translations.0.url", "/en/snippets/pods/"},
    {"/it/snippets/ kind", "snippets"},
    {"/it/snippets/ snippets", "[setup, pods, plain]"},
    {"/it/about/ snippet", "None"},
    {"/it/snips/ snippets.0.raw_name", "setup.sh"},
    {"/it/snips/ snippets.2.raw_name", "plain.c"},
    {"/it/snips/ snippets.2.raw_url", "/it/snippets/plain/plain.c"},
    {"/it/snips/ snippets.1.sha256", "af0551876ebba04984a5e7688bd011901589adb8d9e445caeda1c0895e340a6c"},
    {"/it/snips/ snippets.1.translations", "[pods]"},
    {"/it/snips/ snippets.1.translations.0.page", "Snips"},
    {"/it/snips/ snippets.1.level", "replayed"},
    {"/it/snips/ snippets.2.level", "not-run"},
    {"/en/snips/ snippets.1.level", "recorded"},
    {"/it/snips/ snippets.1.level_text", "rieseguito su una registrazione il 25 novembre 2026 con jq 1.6 e sh 0.5; da allora è cambiato"},
    {"/en/snips/ snippets.1.level_text", "written down, not run"},
    {"/en/snips/ snippets.2.level_text", "not run"},
    {"/it/snips/ snippets.1.drifted", "True"},
    {"/en/snips/ snippets.1.drifted", "False"},
    {"/it/snips/ snippets.1.date", "2026-11-25"},
    {"/en/snips/ snippets.1.date", "None"},
    {"/it/snips/ snippets.1.versions", "{'jq': '1.6', 'sh': '0.5'}"},
    {"/it/snips/ snippets.1.environment", "Debian 12"},
    {"/it/snips/ snippets.1.ms", "12"},
    {"/en/snips/ snippets.1.ms", "None"},
    {"/it/snips/ snippets.1.exit", "3"},
    {"/it/snips/ snippets.1.output", "db-0\n"},
    {"/it/snips/ snippets.2.output", "None"},
    {"/it/snips/ snippets.1.tools", "[kubectl, jq]"},
    {"/it/snips/ snippets.1.tape", ""},
    {"/it/snips/ snippets.1.needs", "[setup]"},
    {"/it/snips/ snippets.1.session", "s"},
    {"/it/snips/ snippets.0.file", "lib/setup.sh"},
    {"/it/snips/ snippets.1.env", "[{'name': 'A', 'value': '1'}]"},
    {"/it/snips/ snippets.1.params", "[{'name': 'ns', 'value': 'prod'}]"},
    {"/it/snips/ snippets.0.hidden", "True"},
    {"/it/snips/ snippets.1.engine", "sh"},
    {"/it/snips/ snippets.2.engine", "None"},
    {"/it/snips/ snippets.1.engine_version", "None"},
    {"/en/snips/ snippets.1.engine_version", "None"},
    {"/it/snips/ snippets.1.runs_here", "False"},
    {"/it/snips/ snippets.1.engine_label", "None"},
    {"/it/snips/ snippets.1.engine_size", "None"},
    {"/it/snips/ snippets.1.engine_url", "None"},
    {"/it/snips/ snippets.1.try_url", "None"},
    {"/it/snips/ snippets.1.match", "exact"},
    {"/it/snips/ snippets.1.fail", "False"},
    {"/it/snips/ snippets.1.job.code", "kubectl -n prod\n"},
    {"/it/snips/ snippets.1.job.needs.0.name", "lib/setup.sh"},
    {"/it/snips/ snippets.1.job.exit", "3"},
    {"/it/snips/ snippets.1.job", "{'language': 'sh', 'name': 'pods.sh', 'code': 'kubectl -n prod\\n', 'session': 's', 'files': {'lib/setup.sh': ':\\n'}, 'needs': [{'language': 'sh', 'name': 'lib/setup.sh', 'code': ':\\n'}], 'env': {'A': '1'}, 'expected': 'db-0\\n', 'match': 'exact', 'exit': 3, 'fail': False}"},
    {"/it/snips/ snippets.1.tape_text", "None"},
    {"/it/snips/ snippets.1.nonsense", "undefined"},
    /* pager, resource */
    {"/it/ pagers.0.number", "1"},
    {"/it/ pagers.0.total", "1"},
    {"/it/ pagers.0.page", "Prova"},
    {"/it/ pagers.0.pages", "[Beta, Alfa, Delta, Gamma]"},
    {"/it/ pagers.0.permalink", "https://example.org/it/"},
    {"/it/ pagers.0.previous", "None"},
    {"/it/ pagers.0.next", "None"},
    {"/it/ pagers.0.first", "/it/"},
    {"/it/ pagers.0.last", "/it/"},
    {"/it/ pagers.0.all", "[/it/]"},
    {"/it/ pagers.0.alternates", "[/it/, /en/]"},
    {"/it/ pagers.0.nonsense", "undefined"},
    {"/en/posts/c/ image.permalink", "https://example.org/posts/c/map.en.svg"},
    {"/en/posts/c/ image.width", "30"},
    {"/en/posts/c/ image.height", "20"},
    {"/en/posts/c/ image.nonsense", "undefined"},
    /* site, seen from a language */
    {"it/site", "Prova"},
    {"en/site title", "Trial"},
    {"it/site description", ""},
    {"it/site author", ""},
    {"it/site base_url", "https://example.org"},
    {"it/site params", "{}"},
    {"it/site languages", "[it, en]"},
    {"en/site default_language", "it"},
    {"it/site pages.0", "Welcome"},
    {"it/site posts", "[Beta, Alfa, Alpha, Delta, Gamma]"},
    {"it/site snippets", "[plain, plain, pods, pods, setup, setup]"},
    {"it/site root", "Prova"},
    {"it/site redirects.0.from", "/vecchio/"},
    {"it/site redirects.0.to", "/it/about/"},
    {"it/site updated", "2026-04-01"},
    {"it/site feed_limit", "20"},
    {"it/site version", "1.0"},
    {"it/site nonsense", "undefined"},
    /* language */
    {"it", "it"},
    {"it code", "it"},
    {"it autonym", "Italiano"},
    {"it locale", "it_IT"},
    {"it direction", "ltr"},
    {"en title", "Trial"},
    {"en description", ""},
    {"en home", "Welcome"},
    {"it archive.url", "/it/archive/"},
    {"it tags.url", "/it/tags/"},
    {"it series.url", "/it/series/"},
    {"it not_found.url", "/it/404.html"},
    {"it snippets.url", "/it/snippets/"},
    {"it posts", "[Beta, Alfa, Delta, Gamma]"},
    {"it own", "[Beta, Alfa, Delta]"},
    {"en own", "[Alpha, Gamma]"},
    {"it nonsense", "undefined"},
};
/* clang-format on */

static Str fake_xhtml(BodyWriter *w, Arena *a, const Page *p)
{
    (void)w;
    return str_printf(a, "<p>" STR_FMT "/</p>", STR_ARG(p->title));
}

static Str fake_html(BodyWriter *w, Arena *a, const Page *p)
{
    (void)w;
    return str_printf(a, "<p>" STR_FMT " from away</p>", STR_ARG(p->title));
}

/* As the stage that converts would. */
static void give_body(Arena *a, Page *p)
{
    if (!p || !p->body)
        return;
    p->body->html = str_printf(a, "<p>" STR_FMT "</p>", STR_ARG(p->title));
    p->body->summary = STR("<p>Al</p>");
    p->body->summary_text = STR("Al");
    p->body->truncated = true;
}

static Site *make_site(Arena *a, DiagList *d)
{
    static BodyWriter writer = {.html = fake_html, .xhtml = fake_xhtml};
    Site *site = small_site(a, NULL, files, COUNT(files), d);

    site->writer = &writer;
    give_body(a, site_page_at(site, STR("posts/a"), 0));
    site_page_at(site, STR("posts/b"), 0)->body->away = true;
    return site;
}

static void fields_are_answered(void **state)
{
    Arena a = {0};
    DiagList d = {.arena = &a};
    const Site *site = make_site(&a, &d);

    (void)state;
    assert_int_equal(d.errors, 0);
    for (size_t i = 0; i < COUNT(rows); i++)
        assert_str(rows[i].question, small_ask(&a, site, rows[i].question),
                   str_of(rows[i].answer));
    arena_free(&a);
}

/* Does the row ask a thing of that kind, and for the field last or first? */
static bool asks(const char *question, Str table, Str field)
{
    StrCut cut = str_cut(str_of(question), ' ');
    bool site = str_ends(cut.head, STR("/site"));
    bool page = str_starts(cut.head, STR("/"));
    Str first = str_cut(cut.tail, '.').head;

    if (str_eq(table, STR("site")))
        return site && str_eq(first, field);
    if (str_eq(table, STR("language")))
        return !site && !page && str_eq(first, field);
    if (str_eq(table, STR("page")))
        return page && str_eq(first, field);
    return str_eq(str_rcut(cut.tail, '.').tail, field);
}

static bool is_asked(Str table, Str field)
{
    for (size_t i = 0; i < COUNT(rows); i++)
        if (asks(rows[i].question, table, field))
            return true;
    return false;
}

static void every_field_is_documented_and_tested(void **state)
{
    const HostTable *t;

    (void)state;
    for (size_t i = 0; (t = host_table(i)); i++) {
        assert_true(t->doc.len > 0);
        for (size_t j = 0; j < t->nfields; j++) {
            const HostField *f = &t->fields[j];
            if (!f->doc.len || !host_kind_name(f->kind).len)
                fail_msg(STR_FMT " has no documentation", STR_ARG(f->name));
            if (!str_eq(t->name, STR("route")) && !is_asked(t->name, f->name))
                fail_msg(STR_FMT "." STR_FMT " is in no row", STR_ARG(t->name),
                         STR_ARG(f->name));
        }
    }
}

/* ---- what an observer sees */

typedef struct {
    Observer observer;
    Buf log;
} Witness;

static void witness(Observer *o, const Object *from, Value key, Value answer)
{
    Witness *w = (Witness *)(void *)o;
    Reader r = {.arena = w->log.arena};

    (void)answer;
    buf_printf(&w->log, "%s.", from->type->name);
    value_print(&w->log, &r, key);
    buf_put_char(&w->log, ' ');
}

static void printing_a_page_is_seen(void **state)
{
    Arena a = {0}, log = {0};
    DiagList d = {.arena = &a};
    const Site *site = make_site(&a, &d);
    Witness w = {{witness, NULL}, buf_in(&log)};
    Reader r = {.arena = &a, .observer = &w.observer};
    Buf b = buf_in(&a);

    (void)state;
    value_print(&b, &r, page_value(&a, site_page_at(site, STR("about"), 0)));
    assert_str("printed", buf_str(&b), STR("Chi siamo"));
    assert_str("seen", buf_str(&w.log), STR("page.None "));
    arena_free(&a);
    arena_free(&log);
}

static void questions_are_seen_with_their_arguments(void **state)
{
    Arena a = {0}, log = {0};
    DiagList d = {.arena = &a};
    const Site *site = make_site(&a, &d);
    Witness w = {{witness, NULL}, buf_in(&log)};
    Reader r = {.arena = &a, .observer = &w.observer};
    Value question[] = {value_str(STR("page")), value_str(STR("posts/b")),
                        value_int(1)};

    (void)state;
    const Page *p = value_as_page(site_ask(&r, site, question, 3));
    assert_str("found in the other language", p->title, STR("Beta"));
    assert_str("seen", buf_str(&w.log), STR("site.('page', 'posts/b', 1) "));
    arena_free(&a);
    arena_free(&log);
}

/* A list's digest changes with who is in it, not with what they say. */
static void lists_are_told_apart_by_who_is_in_them(void **state)
{
    Arena a = {0};
    DiagList d = {.arena = &a};
    Site *site = make_site(&a, &d);
    Page *post = site->posts.items[0];
    Digest before = value_digest(pages_value(&a, &site->posts));

    (void)state;
    post->title = STR("Another title");
    assert_true(digest_eq(before, value_digest(pages_value(&a, &site->posts))));
    post->url = STR("/another/");
    assert_false(
        digest_eq(before, value_digest(pages_value(&a, &site->posts))));
    arena_free(&a);
}

static void a_wrong_field_has_names_to_suggest(void **state)
{
    Arena a = {0};
    DiagList d = {.arena = &a};
    const Site *site = make_site(&a, &d);
    Reader r = {.arena = &a};
    Value page = page_value(&a, site_page_at(site, STR("about"), 0));

    (void)state;
    assert_true(value_len(&r, page) > 40);
    assert_str("first", value_at(&r, page, 0).as.s, STR("kind"));
    arena_free(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(fields_are_answered),
        cmocka_unit_test(every_field_is_documented_and_tested),
        cmocka_unit_test(printing_a_page_is_seen),
        cmocka_unit_test(questions_are_seen_with_their_arguments),
        cmocka_unit_test(lists_are_told_apart_by_who_is_in_them),
        cmocka_unit_test(a_wrong_field_has_names_to_suggest),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
