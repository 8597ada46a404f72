/* test_config.c - bifolio.yaml. */
#include "test.h"

#include "diags.h"

#include "site/config.h"

/* clang-format off */

/* What is in force for a key, as `bifolio config` prints it, with its origin
 * behind a '#' where a row asks for it with one. */
static const struct {
    const char *name, *yaml, *key, *value;
} rows[] = {
    {"no file: the languages", NULL, "languages", "[en]"},
    {"no file: the title", NULL, "title", "\"Untitled\""},
    {"an empty file", "", "paginate", "10"},
    {"a comment only", "# nothing\n", "paginate", "10"},
    {"a text", "title: A\n", "title", "\"A\""},
    {"a text by language", "languages: [it, en]\ntitle: {en: A, it: B}\n", "title", "{it: \"B\", en: \"A\"}"},
    {"a text in some of the languages", "languages: [it, en]\ntitle: {en: A}\n", "title", "{it: \"\", en: \"A\"}"},
    {"the order of keys does not matter", "title: {en: A, it: B}\nlanguages: [it, en]\n", "title", "{it: \"B\", en: \"A\"}"},
    {"the first language is the default one", "languages: [it, en]\n", "default_language", "it"},
    {"another default language", "languages: [it, en]\ndefault_language: en\n", "default_language", "en"},
    {"codes are without regard to case", "languages: [pt-BR]\ndefault_language: pt-br\n", "default_language", "pt-BR"},
    {"the root chooses", "languages: [it, en]\n", "root", "page"},
    {"a language at the root", "languages: [it, en]\nroot: en\n", "root", "en"},
    {"a base URL loses its slashes", "base_url: https://a.org/b//\n", "base_url", "\"https://a.org/b\""},
    {"a flag", "drafts: true\n", "drafts", "true"},
    {"a choice", "raw_html: drop\n", "raw_html", "drop"},
    {"a number", "paginate: 3\n", "paginate", "3"},
    {"permalinks", "permalinks: {posts: \"/:lang/:year/:slug/\"}\n", "permalinks", "{\"posts\": \"/:lang/:year/:slug/\"}"},
    {"feeds of one format", "feeds: [json]\n", "feeds", "[json]"},
    {"no feeds", "feeds: []\n", "feeds", "[]"},
    {"params", "params: {a: [1, x]}\n", "params", "{\"a\": [1, \"x\"]}"},
    {"a value's line", "\ntitle: A\n", "title#", "bifolio.yaml:2"},
    {"a default's origin", "\ntitle: A\n", "paginate#", "default"},
};

static const struct {
    const char *name, *yaml, *diags;
} wrong[] = {
    {"an unknown key", "titel: A\n", "1:1 unknown key 'titel' [config-unknown-key] | did you mean 'title'?"},
    {"an unknown key like none", "zzzzzzzz: A\n", "1:1 unknown key 'zzzzzzzz' [config-unknown-key]"},
    {"a key twice", "title: A\ntitle: B\n", "2:1 'title' is given twice [yaml-twice] | 1:1 first given here"},
    {"a list at the top", "- a\n", "1:1 'bifolio.yaml' should be a map [config-type]"},
    {"a list for a text", "title: [A]\n", "1:8 'title' should be text, or a text for each language [config-type]"},
    {"a text in no language of the site", "languages: [it]\ntitle: {et: A}\n", "2:9 the site has no language 'et' [language-unknown] | did you mean 'it'?"},
    {"a flag that is neither true nor false", "drafts: maybe\n", "1:9 'drafts' should be true or false [config-type]"},
    {"a number that is none", "paginate: few\n", "1:11 'paginate' should be a whole number above zero [config-type]"},
    {"zero entries on a page", "paginate: 0\n", "1:11 'paginate' should be a whole number above zero [config-type]"},
    {"a choice that is none", "raw_html: keep\n", "1:11 'raw_html' should be one of: allow, escape, drop [config-choice]"},
    {"an address without a scheme", "base_url: a.org\n", "1:11 'a.org' is not an address such as https://example.org [config-base-url]"},
    {"an address without a host", "base_url: https://\n", "1:11 'https://' is not an address such as https://example.org [config-base-url]"},
    {"an address with a query", "base_url: https://a.org/?x=1\n", "1:11 'https://a.org/?x=1' is not an address such as https://example.org [config-base-url]"},
    {"a feed of an unknown format", "feeds: [rss]\n", "1:8 'feeds' should be a list of: atom, json [config-type]"},
    {"no languages", "languages: []\n", "1:12 'languages' should be a list of codes such as [it, en] [config-type]"},
    {"a language that is no code", "languages: [../x]\n", "1:12 'languages' should be a list of codes such as [it, en] [config-type]"},
    {"a language twice", "languages: [it, IT]\n", "1:17 the language 'IT' is listed twice [language-twice]"},
    {"an unknown default language", "languages: [it]\ndefault_language: ti\n", "2:19 the site has no language 'ti' [language-unknown] | did you mean 'it'?"},
    {"an unknown root", "root: home\n", "1:7 the site has no language 'home' [language-unknown]"},
    {"a pattern with an unknown token", "permalinks: {posts: \"/:lang/:slugg/\"}\n", "1:21 a pattern has no ':slugg'; there are :lang :section :slug :title :year :month :day [permalink-token]"},
    {"a pattern that leaves", "permalinks: {posts: \"/../:slug/\"}\n", "1:21 'posts' should be a pattern such as /:lang/:slug/ [config-type]"},
    {"a pattern that leaves, encoded", "permalinks: {posts: \"/%2e%2e/:slug/\"}\n", "1:21 'posts' should be a pattern such as /:lang/:slug/ [config-type]"},
    {"a pattern with a line end", "permalinks: {posts: \"/a\\nb/:slug/\"}\n", "1:21 'posts' should be a pattern such as /:lang/:slug/ [config-type]"},
    {"a pattern that is relative", "permalinks: {posts: \":slug/\"}\n", "1:21 'posts' should be a pattern such as /:lang/:slug/ [config-type]"},
    {"a slug that leaves", "tags_slug: ../tags\n", "1:12 '../tags' cannot be a slug: it would leave its place [bad-slug]"},
    {"a slug with a slash", "archive_slug: {en: a/b}\n", "1:20 'a/b' cannot be a slug: it has a slash [bad-slug]"},
    {"an empty slug", "pager_slug: \"\"\n", "1:13 '' cannot be a slug: it is empty [bad-slug]"},
    {"a theme that leaves", "theme: ../x\n", "1:8 '../x' is not a plain name of letters, digits and hyphens [bad-name]"},
    {"an output folder that leaves", "out: ../x\n", "1:6 'out' should be a folder of its own within the site [config-type]"},
    {"the site itself as output folder", "out: .\n", "1:6 'out' should be a folder of its own within the site [config-type]"},
    {"the content as output folder", "out: content/x\n", "1:6 'out' should be a folder of its own within the site [config-type]"},
    {"several mistakes at once", "drafts: 1\ntitel: A\n", "1:9 'drafts' should be true or false [config-type]\n2:1 unknown key 'titel' [config-unknown-key] | did you mean 'title'?"},
};
/* clang-format on */

static Source source_of(const char *yaml)
{
    return (Source){STR("bifolio.yaml"), str_of(yaml)};
}

/* The line of `bifolio config` for a key, or the comment above it. */
static Str printed(Arena *a, const Config *c, Str key)
{
    bool origin = str_ends(key, STR("#"));
    Buf b = buf_in(a);
    Str above = {0}, line, rest;

    config_print(&b, c);
    rest = buf_str(&b);
    for (; str_next_line(&rest, &line); above = line) {
        StrCut cut = str_cut_text(line, STR(": "));
        if (!cut.found || !str_eq(cut.head, str_take(key, key.len - origin)))
            continue;
        if (!origin)
            return cut.tail;
        Str behind = str_rcut(above, '(').tail;
        return str_take(behind, behind.len - 1);
    }
    return STR("NO SUCH KEY");
}

static void keys_are_read(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        Arena a = {0};
        DiagList d = {.arena = &a};
        ConfigOverrides none = {0};
        Source src = source_of(rows[i].yaml ? rows[i].yaml : "");
        Config c;
        bool good = config_read(&a, rows[i].yaml ? &src : NULL, &none, &d, &c);
        assert_str(rows[i].name, diags_text(&a, &d), STR(""));
        assert_true(good);
        assert_str(rows[i].name, printed(&a, &c, str_of(rows[i].key)),
                   str_of(rows[i].value));
        arena_free(&a);
    }
}

static void mistakes_are_told_where_they_are(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(wrong); i++) {
        Arena a = {0};
        DiagList d = {.arena = &a};
        ConfigOverrides none = {0};
        Source src = source_of(wrong[i].yaml);
        Config c;
        bool good = config_read(&a, &src, &none, &d, &c);
        assert_str(wrong[i].name, diags_text(&a, &d), str_of(wrong[i].diags));
        assert_false(good);
        arena_free(&a);
    }
}

/* What was expected is said in the reader's language; an author's own words
 * stay, even if we have the same. */
static void expectations_are_said_in_italian_too(void **state)
{
    Arena a = {0};
    DiagList d = {.arena = &a};

    (void)state;
    diag_add(&d, CONFIG_TYPE, NULL, (Span){0},
             STRS(STR("a date"), diag_phrase(PHRASE_DATE)));
    assert_str("Italian", diag_message(&a, d.first, DIAG_ITALIAN),
               STR("'a date' dovrebbe essere una data"));
    assert_str("English", diag_message(&a, d.first, DIAG_ENGLISH),
               STR("'a date' should be a date"));
    arena_free(&a);
}

static void the_command_line_comes_first(void **state)
{
    Arena a = {0};
    DiagList d = {.arena = &a};
    ConfigOverrides over = {.base_url = STR("http://localhost:1/"),
                            .out = STR("/tmp/elsewhere"),
                            .drafts = true};
    Source src = source_of("base_url: https://a.org\ndrafts: false\n");
    Config c;

    (void)state;
    assert_true(config_read(&a, &src, &over, &d, &c));
    assert_str("base_url", c.base_url, STR("http://localhost:1"));
    assert_str("its origin", printed(&a, &c, STR("base_url#")),
               STR("command line"));
    assert_str("out", c.out, STR("/tmp/elsewhere"));
    assert_true(c.drafts);
    arena_free(&a);
}

static void what_is_printed_can_be_read_again(void **state)
{
    Arena a = {0};
    DiagList d = {.arena = &a};
    ConfigOverrides none = {0};
    Source src =
        source_of("languages: [it, en]\ntitle: {it: \"A \\\"b\\\" #c\", "
                  "en: \"\\u00e8\"}\npermalinks: {\"*\": /:slug/}\n"
                  "params: {x: null}\nroot: it\n");
    Config c, again;
    Buf first = buf_in(&a), second = buf_in(&a);

    (void)state;
    assert_true(config_read(&a, &src, &none, &d, &c));
    config_print(&first, &c);
    Source printed_src = {STR("bifolio.yaml"), buf_str(&first)};
    assert_true(config_read(&a, &printed_src, &none, &d, &again));
    again.origins = c.origins;
    config_print(&second, &again);
    assert_str("twice", buf_str(&second), buf_str(&first));
    arena_free(&a);
}

static void texts_fall_back_to_the_first_language_that_has_them(void **state)
{
    const Str in[] = {STR_INIT(""), STR_INIT("b"), STR_INIT("c")};
    LocalText t = {in, 3}, nothing = {0};

    (void)state;
    assert_str("own", local_text(&t, 2), STR("c"));
    assert_str("first", local_text(&t, 0), STR("b"));
    assert_str("none", local_text(&nothing, 0), STR(""));
}

static void a_base_url_has_a_path(void **state)
{
    static const char *const base[][2] = {
        {"https://a.org", ""},
        {"https://a.org/b", "/b"},
        {"https://a.org:8000/b/c", "/b/c"},
    };
    Arena a = {0};

    (void)state;
    for (size_t i = 0; i < COUNT(base); i++) {
        Config c = {.base_url = str_of(base[i][0])};
        Str path = config_base_path(&c);
        assert_str(base[i][0], path, str_of(base[i][1]));
        assert_str(base[i][0], config_absolute(&c, &a, path), c.base_url);
    }
    arena_free(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(keys_are_read),
        cmocka_unit_test(mistakes_are_told_where_they_are),
        cmocka_unit_test(expectations_are_said_in_italian_too),
        cmocka_unit_test(the_command_line_comes_first),
        cmocka_unit_test(what_is_printed_can_be_read_again),
        cmocka_unit_test(texts_fall_back_to_the_first_language_that_has_them),
        cmocka_unit_test(a_base_url_has_a_path),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
