/* test_recall.c - which files a build makes again after an edit: those that
 * read what was edited, and no other. */
#define _XOPEN_SOURCE 700 /* mkdtemp */
#include "test.h"

#include "folder.h"

#include "build/build.h"
#include "build/cache.h"
#include "os/sys.h"

#include <string.h>
#include <time.h>

#define POST(title, more, text)                                                \
    "---\\ntitle: " title "\\n" more "---\\n\\n" text "\\n"

/* Two languages; templates that read little, so that it can be told what. */
static const char site[] =
    "bifolio.yaml = languages: [it, en]\\nbase_url: https://a.example\\n"
    "feeds: []\\ntitle: Site\\nparams: {x: one}\\nbroken_links: warning\\n\n"
    "content/posts/a.en.md = " POST(
        "A", "date: 2026-01-01\\ntags: [t]\\n",
        "Text of a.") "\n"
                      "content/posts/b.en.md = " POST(
                          "B", "date: 2026-01-02\\ntags: [t]\\n",
                          "To [a](a.md).") "\n"
                                           "content/posts/b.it.md = " POST(
                                               "B it", "date: 2026-01-02\\n",
                                               "Testo.") "\n"
                                                         "content/posts/"
                                                         "c.en.md = " POST(
                                                             "C",
                                                             "date: "
                                                             "2026-01-03\\n",
                                                             "Text of c.") "\n"
                                                                           "con"
                                                                           "ten"
                                                                           "t/"
                                                                           "abo"
                                                                           "ut."
                                                                           "en."
                                                                           "md "
                                                                           "="
                                                                           " " POST(
                                                                               "About",
                                                                               "",
                                                                               "About us.") "\n"
                                                                                            "content/x.txt = a file\n"
                                                                                            "layouts/base.html = {% block main %}{% endblock %}\n"
                                                                                            "layouts/post.html = {% extends 'base.html' %}{% block main %}"
                                                                                            "{{ page.title }}{{ page.content }}{% if page.next %}{{ page.next.title }}"
                                                                                            "{% endif %}{{ t('skip') }}{% endblock %}\n"
                                                                                            "layouts/page.html = {{ page.title }}{{ site.params.x }}"
                                                                                            "{% include 'lacking.html' ignore missing %}{{ asset('s.css') }}\n"
                                                                                            "layouts/section.html = {% for p in page.pages %}{{ p.title }}{% endfor %}\n"
                                                                                            "layouts/tag.html = {{ page.count }}{% for p in page.pages %}"
                                                                                            "{{ p.summary }}{% endfor %}\n"
                                                                                            "layouts/home.html = {{ site.title }}\n"
                                                                                            "layouts/tags.html = {% for t in page.children %}{{ t.title }}{% endfor %}\n"
                                                                                            "layouts/archive.html = {{ pages(section='posts') | length }}\n"
                                                                                            "layouts/year.html = {{ page.title }}\n"
                                                                                            "layouts/404.html = none\n"
                                                                                            "layouts/root.html = {% for l in site.languages %}{{ l.code }}{% endfor %}\n"
                                                                                            "layouts/sitemap.xml = {% for p in site.pages %}{{ p.url }}{% endfor %}\n"
                                                                                            "layouts/robots.txt = {{ now() | date('iso') }}\n"
                                                                                            "layouts/headers.txt = x\n"
                                                                                            "layouts/redirects.txt = x\n"
                                                                                            "layouts/alias.html = x\n"
                                                                                            "layouts/assets/s.css = a { color: red }\n";

/* clang-format off */
static const struct {
    const char *name;
    const char *edit; /* rows for folder_fill; "- path" removes */
    const char *made; /* files that are made again */
} cases[] = {
    {"nothing", "", ""},
    {"the same bytes", "content/posts/a.en.md = " POST("A", "date: 2026-01-01\\ntags: [t]\\n", "Text of a."), ""},
    {"the text of a post: its page, and the list that shows its beginning",
     "content/posts/a.en.md = " POST("A", "date: 2026-01-01\\ntags: [t]\\n", "Other text."),
     "en/posts/a/index.html en/tags/t/index.html it/tags/t/index.html"},
    {"the text of a post that no list shows", "content/posts/c.en.md = " POST("C", "date: 2026-01-03\\n", "Other."),
     "en/posts/c/index.html"},
    {"a title: its page, the older neighbour, the section",
     "content/posts/c.en.md = " POST("Other", "date: 2026-01-03\\n", "Text of c."),
     "en/posts/b/index.html en/posts/c/index.html en/posts/index.html it/posts/index.html"},
    {"a tag: the lists of the tag, and of all tags",
     "content/posts/c.en.md = " POST("C", "date: 2026-01-03\\ntags: [t]\\n", "Text of c."),
     "en/tags/t/index.html it/tags/t/index.html"},
    {"a new tag",
     "content/posts/c.en.md = " POST("C", "date: 2026-01-03\\ntags: [u]\\n", "Text of c."),
     "en/tags/index.html en/tags/u/index.html it/tags/index.html it/tags/u/index.html sitemap.xml"},
    {"a date: neighbours and order",
     "content/posts/a.en.md = " POST("A", "date: 2026-01-04\\ntags: [t]\\n", "Text of a."),
     "en/archive/index.html en/posts/a/index.html en/posts/c/index.html en/posts/index.html en/tags/t/index.html it/posts/index.html"},
    {"front matter that nobody reads",
     "content/posts/a.en.md = " POST("A", "date: 2026-01-01\\ntags: [t]\\nauthor: x\\n", "Text of a."), ""},
    {"the address of a page that another links to",
     "content/posts/a.en.md = " POST("A", "date: 2026-01-01\\ntags: [t]\\nslug: z\\n", "Text of a."),
     "en/archive/index.html en/posts/b/index.html en/posts/index.html en/posts/z/index.html en/tags/t/index.html it/posts/index.html it/tags/t/index.html sitemap.xml"},
    {"a template", "layouts/year.html = {{ page.title }}!", "en/archive/2026/index.html it/archive/2026/index.html"},
    {"a template that others stand on", "layouts/base.html = !{% block main %}{% endblock %}",
     "en/posts/a/index.html en/posts/b/index.html en/posts/c/index.html it/posts/b/index.html"},
    {"a template that was looked for in vain", "layouts/lacking.html = here", "en/about/index.html"},
    {"a template that nobody uses", "layouts/unused.html = x", ""},
    {"a text of the interface", "layouts/i18n/en.yaml = messages: {skip: Other}\\n",
     "en/posts/a/index.html en/posts/b/index.html en/posts/c/index.html"},
    {"a text that nobody shows", "layouts/i18n/en.yaml = messages: {copy: Other}\\n", ""},
    {"an asset", "layouts/assets/s.css = a { color: blue }", "en/about/index.html"},
    {"a file that is copied", "content/x.txt = other", "x.txt"},
    {"a file more", "content/y.txt = new", "y.txt"},
    {"a page more", "content/posts/d.en.md = " POST("D", "date: 2026-01-04\\n", "Text."),
     "en/archive/index.html en/posts/c/index.html en/posts/d/index.html en/posts/index.html it/posts/index.html sitemap.xml"},
    {"a page less", "- content/posts/c.en.md", "en/archive/index.html en/posts/b/index.html en/posts/index.html it/posts/index.html sitemap.xml"},
    {"the title of the site", "bifolio.yaml = languages: [it, en]\\nbase_url: https://a.example\\nfeeds: []\\ntitle: Other\\nparams: {x: one}\\nbroken_links: warning\\n",
     "en/index.html it/index.html"},
    {"a parameter", "bifolio.yaml = languages: [it, en]\\nbase_url: https://a.example\\nfeeds: []\\ntitle: Site\\nparams: {x: two}\\nbroken_links: warning\\n",
     "en/about/index.html"},
    {"an output that somebody changed", "public/en/index.html = not ours", "en/index.html"},
    {"an output that is gone", "- public/en/index.html", "en/index.html"},
};
/* clang-format on */

/* The files that the last build made, each once, behind each other; in `clock`
 * whether robots.txt, which tells the time, was among them. */
static Str files_made(Arena *a, Str folder)
{
    Cache c;
    Buf b = buf_in(a);

    cache_open(&c, a, folder, STR("cache"), false);
    assert_non_null(c.tree);
    const CachedSite *s = cache_site(&c);
    assert_non_null(s);
    for (size_t i = 0; i < s->routes.len; i++)
        if (s->routes.items[i].why.kind != WHY_NOT)
            buf_printf(&b, "%s" STR_FMT, b.len ? " " : "",
                       STR_ARG(s->routes.items[i].output));
    cache_close(&c);
    return buf_take(&b);
}

static size_t build(Str folder, int64_t now, int jobs)
{
    Arena a = {0};
    DiagList d = {.arena = &a};
    BuildSummary summary;
    BuildOptions o = {.root = folder, .now = now, .jobs = jobs};

    build_site(&a, &o, &d, &summary);
    if (d.errors) {
        Buf b = buf_in(&a);
        diag_print(&b, d.first, (DiagStyle){0});
        fail_msg("%.*s", (int)b.len, b.ptr);
    }
    size_t rendered = summary.rendered;
    arena_free(&a);
    return rendered;
}

static void apply(Arena *a, Str folder, Str edit)
{
    if (str_starts(edit, STR("- ")))
        assert_int_equal(os_remove_file(
                             path_join(a, folder, str_drop(edit, 2))),
                         0);
    else if (edit.len)
        folder_fill(a, folder, edit);
}

static void wait_a_tick(void)
{
    struct timespec wait = {0, 30000000};

    nanosleep(&wait, NULL);
}

/* 2026-07-01 */
static const int64_t now = 1782864000;

static void test_cases(void **state)
{
    size_t wrong = 0;

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        Arena a = {0};
        Str folder = folder_new(&a);

        folder_fill(&a, folder, str_of(site));
        wait_a_tick();
        build(folder, now, 1);
        apply(&a, folder, str_of(cases[i].edit));
        build(folder, now, 2);
        Str made = files_made(&a, folder);
        if (i == 0)
            made = STR(""); /* it was not even looked at */
        if (!str_eq(made, str_of(cases[i].made)))
            wrong += (size_t)printf("%s: made again:\n%.*s\nnot:\n%s\n",
                                    cases[i].name, (int)made.len, made.ptr,
                                    cases[i].made);
        folder_remove(folder);
        arena_free(&a);
    }
    assert_int_equal(wrong, 0);
}

static void test_nothing_to_do(void **state)
{
    Arena a = {0};
    Str folder = folder_new(&a);

    (void)state;
    folder_fill(&a, folder, str_of(site));
    wait_a_tick();
    assert_true(build(folder, now, 1) > 20);
    assert_int_equal(build(folder, now, 1), 0);
    /* Another moment: what tells the time. */
    assert_int_equal(build(folder, now + 1, 1), 1);
    assert_true(str_eq(files_made(&a, folder), STR("robots.txt")));
    folder_remove(folder);
    arena_free(&a);
}

/* clang-format off */
static const struct {
    const char *name, *file;
    int64_t at; /* of the byte that is changed; -1: cut off there */
} damages[] = {
    {"the beginning", "state", 0},
    {"how everything stood", "state", 300},
    {"what was read", "state", 11000},
    {"cut off", "state", -1},
};
/* clang-format on */

static void test_damage(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(damages); i++) {
        Arena a = {0};
        Str folder = folder_new(&a), bytes;
        Str path = path_join(&a, path_join(&a, folder, STR(".bifolio/cache")),
                             str_of(damages[i].file));

        folder_fill(&a, folder, str_of(site));
        wait_a_tick();
        size_t all = build(folder, now, 1);
        assert_int_equal(os_read_file(&a, path, 1 << 30, &bytes), 0);
        char *changed = arena_cstr(&a, bytes);
        if (damages[i].at >= 0)
            changed[damages[i].at] ^= 1;
        size_t len = damages[i].at >= 0 ? bytes.len : bytes.len / 2;
        assert_int_equal(os_write_file(&a, path, (Str){changed, len}), 0);
        folder_fill(&a, folder, STR("layouts/year.html = other\n"));
        assert_int_equal(build(folder, now, 1), all);
        wait_a_tick();
        build(folder, now, 1);
        assert_int_equal(build(folder, now, 1), 0);
        folder_remove(folder);
        arena_free(&a);
    }
}

static void test_a_second_one(void **state)
{
    Arena a = {0};
    Str folder = folder_new(&a);
    Cache held;

    (void)state;
    folder_fill(&a, folder, str_of(site));
    wait_a_tick();
    size_t all = build(folder, now, 1);
    /* While somebody has the cache, another does without. */
    cache_open(&held, &a, folder, STR("cache"), false);
    assert_true(held.open);
    assert_int_equal(build(folder, now, 1), all);
    cache_close(&held);
    assert_int_equal(build(folder, now, 1), 0);
    folder_remove(folder);
    arena_free(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_cases),
        cmocka_unit_test(test_nothing_to_do),
        cmocka_unit_test(test_damage),
        cmocka_unit_test(test_a_second_one),
    };

    return cmocka_run_group_tests_name("recall", tests, NULL, NULL);
}
