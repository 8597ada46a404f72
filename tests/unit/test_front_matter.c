/* test_front_matter.c - what stands above a page's text. */
#include "test.h"

#include "diags.h"

#include "site/front_matter.h"

/* clang-format off */
static const struct {
    const char *name, *text, *diags;
} splits[] = {
    {"a file", "---\ntitle: A\n---\nText\n", ""},
    {"no text", "---\ntitle: A\n---", ""},
    {"no fields", "---\n---\nText\n", ""},
    {"carriage returns", "---\r\ntitle: A\r\n---\r\nText\r\n", ""},
    {"a byte-order mark", "\xEF\xBB\xBF---\ntitle: A\n---\nText\n", ""},
    {"blanks behind the fences", "---  \ntitle: A\n---\t\nText\n", ""},
    {"three hyphens within a line", "---\ntitle: A --- B\n---\n", ""},
    {"an empty file", "", "the file is empty [file-empty]"},
    {"white space", " \n\n", "the file is empty [file-empty]"},
    {"no front matter", "# Title\n\nText\n", "1:1 the file has no front matter; it begins with a '---' line [front-matter-none]"},
    {"an empty line first", "\n---\ntitle: A\n---\n", "1:1 the file has no front matter; it begins with a '---' line [front-matter-none]"},
    {"TOML", "+++\ntitle = \"A\"\n+++\n", "1:1 front matter is YAML between '---' lines; this is TOML [front-matter-toml]"},
    {"no end", "---\ntitle: A\n\nText\n", "1:1 the front matter that begins here has no closing '---' line [front-matter-unclosed]"},
    {"no end, four hyphens", "---\ntitle: A\n----\n", "1:1 the front matter that begins here has no closing '---' line [front-matter-unclosed]"},
    {"a byte that is not UTF-8", "---\ntitle: \xE0\n---\n", "2:8 this byte is not valid UTF-8 [not-utf8]"},
};

/* Fields as put_fields shows them, and what is complained of. */
static const struct {
    const char *name, *yaml, *fields, *diags;
} rows[] = {
    {"nothing", "", "", ""},
    {"a title", "title: A\n", "title=A", ""},
    {"a title that looks like a number", "title: 2001\n", "title=2001", ""},
    {"a title that looks like nothing", "title: \"null\"\n", "title=null", ""},
    {"a title left empty", "title:\n", "", ""},
    {"a folded description", "description: >\n  a\n  b\n", "description=a b\n", ""},
    {"a day", "date: 2026-02-15\n", "date=2026-02-15", ""},
    {"a moment", "date: 2026-02-15T10:30:00+01:00\n", "date=2026-02-15T10:30:00+01:00", ""},
    {"a quoted day", "date: \"2026-02-15\"\n", "date=2026-02-15", ""},
    {"a date left empty", "date:\n", "", ""},
    {"a month that is not there", "title: A\ndate: 2026-13-01\n", "title=A", "2:7 '2026-13-01' is not a date: there is no such month [bad-date]"},
    {"a day that is not there", "title: A\n\ndate:   2026-02-30\n", "title=A", "3:9 '2026-02-30' is not a date: there is no such day in that month [bad-date]"},
    {"an hour that is not there", "date: 2026-02-15T25:00:00\n", "", "1:7 '2026-02-15T25:00:00' is not a date: there is no such time of day [bad-date]"},
    {"a date in words", "date: yesterday\n", "", "1:7 'yesterday' is not a date: write 2026-02-15 or 2026-02-15T10:30:00+01:00 [bad-date]"},
    {"a list for a date", "date: [2026]\n", "", "1:7 'date' should be a date [front-matter-type]"},
    {"a slug", "slug: chi-siamo\n", "slug=chi-siamo", ""},
    {"a slug with a slash", "slug: a/b\n", "", "1:7 'a/b' cannot be a slug: it has a slash [bad-slug]"},
    {"a slug that leaves", "slug: ..\n", "", "1:7 '..' cannot be a slug: it would leave its place [bad-slug]"},
    {"an absolute slug", "slug: /etc\n", "", "1:7 '/etc' cannot be a slug: it would leave its place [bad-slug]"},
    {"a slug with a control character", "slug: \"a\\tb\"\n", "", "1:7 'a\xEF\xBF\xBD" "b' cannot be a slug: it has a control character [bad-slug]"},
    {"a slug with a NUL", "slug: \"a\\0b\"\n", "", "1:7 'a\xEF\xBF\xBD" "b' cannot be a slug: it has a control character [bad-slug]"},
    {"a slug as an address bar shows it", "slug: caff%C3%A8\n", "slug=caffè", ""},
    {"a slug that leaves, encoded", "slug: \"%2e%2E\"\n", "", "1:7 '%2e%2E' cannot be a slug: it would leave its place [bad-slug]"},
    {"a slug with an encoded NUL", "slug: a%00b\n", "", "1:7 'a%00b' cannot be a slug: it has a control character [bad-slug]"},
    {"a slug encoded twice", "slug: a%2541\n", "", "1:7 'a%2541' cannot be a slug: its %XX do not stand for plain text [bad-slug]"},
    {"a slug that is no text", "slug: a%FFb\n", "", "1:7 'a%FFb' cannot be a slug: its %XX do not stand for plain text [bad-slug]"},
    {"a slug that is the name of every page's file", "slug: index.html\n", "", "1:7 'index.html' cannot be a slug: names like that are the program's own [bad-slug]"},
    {"a slug with a backslash", "slug: a\\b\n", "", "1:7 'a\\b' cannot be a slug: it has a backslash [bad-slug]"},
    {"tags", "tags: [a, b c, 3]\n", "tags=a,b c,3", ""},
    {"one tag", "tags: a\n", "tags=a", ""},
    {"tags left empty", "tags:\n", "", ""},
    {"a tag that is a map", "tags: [{a: b}]\n", "", "1:8 'tags' should be text [front-matter-type]"},
    {"a series", "series: A loop\n", "series=A loop", ""},
    {"aliases", "aliases: [/a/, b.html]\n", "aliases=/a/,b.html", ""},
    {"an alias that leaves", "aliases: [/a/../../b]\n", "", "1:11 '/a/../../b' cannot be an alias: it would leave its place [bad-alias]"},
    {"an alias that leaves, encoded", "aliases: [/%2e%2e/x]\n", "", "1:11 '/%2e%2e/x' cannot be an alias: it would leave its place [bad-alias]"},
    {"an alias that is the manifest", "aliases: [/.bifolio-manifest]\n", "", "1:11 '/.bifolio-manifest' cannot be an alias: names like that are the program's own [bad-alias]"},
    {"an encoded alias", "aliases: [/caff%C3%A8/]\n", "aliases=/caffè/", ""},
    {"an alias elsewhere", "aliases: [https://a.org/]\n", "", "1:11 'https://a.org/' cannot be an alias: it is an address of another site [bad-alias]"},
    {"an alias elsewhere without scheme", "aliases: [//a.org/]\n", "", "1:11 '//a.org/' cannot be an alias: it is an address of another site [bad-alias]"},
    {"an alias with a query", "aliases: /?p=12\n", "", "1:10 '/?p=12' cannot be an alias: it has a '?' or '#', which no file answers to [bad-alias]"},
    {"the root as alias", "aliases: [/]\n", "", "1:11 '/' cannot be an alias: it is empty [bad-alias]"},
    {"flags", "draft: true\nevergreen: false\ntoc: true\n", "draft toc", ""},
    {"a flag in words", "draft: no\n", "", "1:8 'draft' should be true or false [front-matter-type]"},
    {"a weight", "weight: -3\n", "weight=-3", ""},
    {"a weight that is none", "weight: heavy\n", "", "1:9 'weight' should be a whole number [front-matter-type]"},
    {"a layout", "layout: wide\n", "layout=wide", ""},
    {"a layout that leaves", "layout: ../x\n", "", "1:9 '../x' is not a plain name of letters, digits and hyphens [bad-name]"},
    {"params", "params: {a: 1, b: [x]}\n", "params={'a': 1, 'b': ['x']}", ""},
    {"params that are no map", "params: 3\n", "", "1:9 'params' should be a map [front-matter-type]"},
    {"a key", "key: a/b\n", "key=a/b", ""},
    {"a slip", "tgas: [a]\n", "", "1:1 unknown key 'tgas' [front-matter-unknown-key] | did you mean 'tags'?"},
    {"a key of one's own", "mood: good\n", "", "1:1 unknown key 'mood' [front-matter-unknown-key] | keys of your own go under 'params:'"},
    {"a field twice", "title: A\ntitle: B\n", "title=A", "2:1 'title' is given twice [yaml-twice] | 1:1 first given here"},
    {"several mistakes", "date: x\nslug: /\ntitle: A\n", "title=A", "1:7 'x' is not a date: write 2026-02-15 or 2026-02-15T10:30:00+01:00 [bad-date]\n2:7 '/' cannot be a slug: it would leave its place [bad-slug]"},
    {"no YAML", "title: [A\n", "", "1:10 invalid YAML: ',' or ']' is missing [yaml-syntax] | 1:8 it began here"},
    {"a list", "- a\n", "", "1:1 'front matter' should be a map [front-matter-type]"},
};
/* clang-format on */

static void put(Buf *b, const char *name, Str value)
{
    if (value.len)
        buf_printf(b, "%s%s=" STR_FMT, b->len ? " " : "", name, STR_ARG(value));
}

static void put_date(Buf *b, const char *name, Date d)
{
    Buf text = buf_in(b->arena);

    if (d.year)
        date_put_iso(&text, d);
    put(b, name, buf_str(&text));
}

static void put_texts(Buf *b, const char *name, const FrontTexts *texts)
{
    Buf all = buf_in(b->arena);

    for (size_t i = 0; i < texts->len; i++) {
        buf_put(&all, i ? STR(",") : STR(""));
        buf_put(&all, texts->items[i].text);
    }
    put(b, name, buf_str(&all));
}

static void put_flag(Buf *b, const char *name, bool flag)
{
    if (flag)
        buf_printf(b, "%s%s", b->len ? " " : "", name);
}

static Str put_fields(Arena *a, const FrontMatter *fm)
{
    Buf b = buf_in(a), params = buf_in(a);
    Reader r = {.arena = a};

    put(&b, "title", fm->title);
    put(&b, "slug", fm->slug);
    put(&b, "description", fm->description);
    put(&b, "author", fm->author);
    put(&b, "layout", fm->layout);
    put(&b, "key", fm->key);
    put_date(&b, "date", fm->date);
    put_texts(&b, "tags", &fm->tags);
    put_texts(&b, "aliases", &fm->aliases);
    put(&b, "series", fm->series.text);
    if (fm->weight)
        put(&b, "weight", str_printf(a, "%d", (int)fm->weight));
    put_flag(&b, "draft", fm->draft);
    put_flag(&b, "evergreen", fm->evergreen);
    put_flag(&b, "toc", fm->toc);
    value_print(&params, &r, fm->params);
    put(&b, "params", buf_str(&params));
    return buf_str(&b);
}

static void files_are_split(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(splits); i++) {
        Arena a = {0};
        DiagList d = {.arena = &a};
        Source src = {STR("a.md"), str_of(splits[i].text)};
        FrontSplit split = {0};
        bool good = front_matter_split(&src, &d, &split);
        assert_str(splits[i].name, diags_text(&a, &d), str_of(splits[i].diags));
        assert_true(good == !*splits[i].diags);
        arena_free(&a);
    }
}

static void the_text_begins_behind_the_fence(void **state)
{
    DiagList d = {0};
    Source src = {STR("a.md"), STR("\xEF\xBB\xBF---\r\na: b\r\n---\r\nText")};
    FrontSplit split;

    (void)state;
    assert_true(front_matter_split(&src, &d, &split));
    assert_str("yaml", span_text(&src, split.yaml), STR("a: b\r\n"));
    assert_str("body", span_text(&src, split.body), STR("Text"));
}

static void fields_are_read(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        Arena a = {0};
        DiagList d = {.arena = &a};
        Source src = {STR("a.md"), str_of(rows[i].yaml)};
        FrontMatter fm;
        bool good =
            front_matter_read(&a, &src, (Span){0, (uint32_t)src.text.len}, &d,
                              &fm);
        assert_str(rows[i].name, diags_text(&a, &d), str_of(rows[i].diags));
        assert_str(rows[i].name, put_fields(&a, &fm), str_of(rows[i].fields));
        assert_true(good == (d.errors == 0));
        arena_free(&a);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(files_are_split),
        cmocka_unit_test(the_text_begins_behind_the_fence),
        cmocka_unit_test(fields_are_read),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
