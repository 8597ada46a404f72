/* test_functions.c - the site's functions, filters and tests, in templates. */
#include "test.h"

#include "diags.h"
#include "small_site.h"

#include "build/context.h"
#include "build/functions.h"
#include "template/template.h"

#define FM(...) "---\n" __VA_ARGS__ "---\n"

static const SmallFile files[] = {
    {"pages/about.en.md", FM("title: About\n") ""},
    {"pages/about.it.md", FM("title: Chi siamo\n") ""},
    {"posts/a.en.md",
     FM("title: Alpha\ndate: 2026-03-01\ntags: [thoughts]\n") ""},
    {"posts/a.it.md",
     FM("title: Alfa & C.\ndate: 2026-03-01\ntags: [thoughts]\n") ""},
    {"posts/b.it.md", FM("title: Beta\ndate: 2026-04-01\nweight: 2\n") ""},
    {"posts/c.it.md",
     FM("title: Gamma\ndate: 2025-04-01\nweight: 1\ntags: [thoughts]\n") ""},
    {"tags.yaml", "thoughts:\n  label: {it: Pensieri, en: Thoughts}\n"},
};

static const char blog[] =
    "languages: [it, en]\nbase_url: https://example.org/blog\n";

/* What stands in the page at /it/posts/a/ of a site at the host's root, unless
 * a row's name begins with "blog" or "sitemap". */
/* clang-format off */
static const struct {
    const char *name, *template, *out;
} rows[] = {
    {"a text", "{{ t('archive') }}", "Archivio"},
    {"a text in another language", "{{ t('archive', lang='en') }}", "Archive"},
    {"a text in the language of a page", "{{ t('archive', lang=page('posts/a', lang='en').lang) }}", "Archive"},
    {"one", "{{ t('minutes', count=1) }}", "1 minuto"},
    {"several", "{{ t('minutes', count=5) }}", "5 minuti"},
    {"a value is escaped once", "{{ t('by', author='A & B') }}", "di A &amp; B"},
    {"a safe value stays", "{{ t('by', author='<b>A</b>'|safe) }}", "di <b>A</b>"},
    {"safe beside unsafe", "{{ t('series_part', number='<b>1</b>'|safe, count='<2>') }}", "<b>1</b> di &lt;2&gt;"},
    {"an unknown text", "{{ t('archve') }}", "there is no interface text 'archve' in 'it' [text-unknown] | did you mean 'archive'?"},
    {"an unknown language", "{{ t('archive', lang='et') }}", "the site has no language 'et' [language-unknown] | did you mean 'it'?"},
    {"a key that is no text", "{{ t(3) }}", "'key' of 't' must be string, not integer [template-argument]"},

    {"an asset prints its address", "{{ asset('style.css') }}", "/assets/style.fcb6818c03.css"},
    {"its integrity", "{{ asset('style.css').integrity[:11] }}", "sha384-rAtm"},
    {"its text is as it is", "{{ asset('style.css').text }}", "a>b{}"},
    {"its size", "{{ asset('style.css').size }}", "5"},
    {"an unknown asset", "{{ asset('stile.css') }}", "there is no asset 'stile.css' [asset-missing] | did you mean 'style.css'?"},
    {"a field that an asset has not", "{{ asset('style.css').hash }}", "a value of kind asset has no 'hash' [template-no-member]"},

    {"a page by its path", "{{ page('posts/a.md').url }}", "/it/posts/a/"},
    {"a page by the path of another language", "{{ page('posts/a.en.md').url }}", "/en/posts/a/"},
    {"a page by its key", "{{ page('posts/a', lang='en') }}", "Alpha"},
    {"a page by its address", "{{ page('/en/posts/a/') }}", "Alpha"},
    {"a page that is only in another language", "{{ page('posts/b', lang='en') }}", "Beta"},
    {"a section", "{{ page('posts').kind }}", "section"},
    {"an unknown page", "{{ page('pages/abuot.md') }}", "there is no page 'pages/abuot.md' [page-unknown] | did you mean 'pages/about'?"},

    {"pages of the language, by weight", "{{ pages() | map(attribute='title') | join(', ') }}", "Gamma, Beta, Alfa &amp; C., Chi siamo"},
    {"pages of a section", "{{ pages(section='pages') | map(attribute='title') | join(', ') }}", "Chi siamo"},
    {"pages with a tag by its label", "{{ pages(tag='pensieri') | map(attribute='title') | join(', ') }}", "Gamma, Alfa &amp; C."},
    {"pages of another language", "{{ pages(lang='en') | map(attribute='title') | join(', ') }}", "Alpha, About"},
    {"pages of all languages", "{{ pages(section='pages', lang=none) | map(attribute='title') | join(', ') }}", "About, Chi siamo"},
    {"pages of a kind", "{{ pages(kind='term') | map(attribute='title') | join(', ') }}", "Pensieri"},
    {"pages of any kind", "{{ pages(kind=none) | length > 8 }}", "True"},
    {"an unknown kind", "{{ pages(kind='sectoin') }}", "there is no kind of page 'sectoin' [page-kind-unknown] | did you mean 'section'?"},

    {"the address of a path", "{{ url('pages/about.md') }}", "/it/pages/about/"},
    {"the address of a page", "{{ url(page('posts/b')) }}", "/it/posts/b/"},
    {"an address stays", "{{ url('/x/') }} {{ url('https://a.b/') }} {{ url('#c') }}", "/x/ https://a.b/ #c"},
    {"the address of nothing", "{{ url(3) }}", "'value' of 'url' must be page | string, not integer [template-argument]"},
    {"an absolute address of a page", "{{ absolute(page('posts/b')) }}", "https://example.org/it/posts/b/"},
    {"an absolute address of a path", "{{ absolute('/sitemap.xml') }}", "https://example.org/sitemap.xml"},
    {"an absolute address of an asset", "{{ absolute(asset('style.css')) }}", "https://example.org/assets/style.fcb6818c03.css"},
    {"blog: absolute", "{{ absolute('/sitemap.xml') }} {{ absolute(page.url) }}", "https://example.org/blog/sitemap.xml https://example.org/blog/it/posts/a/"},
    {"blog: url", "{{ url('/x/') }} {{ url('/blog/x/') }} {{ asset('style.css') }}", "/blog/x/ /blog/x/ /blog/assets/style.fcb6818c03.css"},
    {"blog: a page by its address", "{{ page('/it/posts/a/').url }} {{ page('/blog/it/posts/a/').permalink }}", "/blog/it/posts/a/ https://example.org/blog/it/posts/a/"},
    {"the clock", "{{ now() }}", "2026-07-01T00:00:00Z"},

    {"a date for people", "{{ page.date | date }}", "1 marzo 2026"},
    {"a date in another language", "{{ page.date | date('long', lang='en') }}", "1 March 2026"},
    {"a date by a pattern", "{{ page.date | date('EEE d.M.') }}", "dom 1.3."},
    {"a month", "{{ page.date | date('month_year') }}", "marzo 2026"},
    {"a date for machines", "{{ page.date | date('iso') }} {{ page.date | date('rfc3339') }}", "2026-03-01 2026-03-01T00:00:00Z"},
    {"a text that is a date", "{{ '2026-12-24' | date('medium') }}", "24 dic 2026"},
    {"no date", "{{ 'soon' | date }}", "'date' takes a value of kind date, not string [template-filter-kind]"},
    {"none is no date", "{{ none | date }}", "'date' takes a value of kind date, not none [template-filter-kind]"},
    {"a number", "{{ 12345 | number }} {{ 1.5 | number }} {{ 3.14159 | number(2) }}", "12.345 1,5 3,14"},
    {"a number in another language", "{{ 12345.5 | number(lang='en') }}", "12,345.5"},
    {"no number", "{{ 'x' | number }}", "'number' takes a value of kind number, not string [template-filter-kind]"},
    {"a listing", "{{ ['a', 'b', 'c'] | listing }}, {{ ['a', 'b'] | listing(lang='en') }}", "a, b e c, a and b"},
    {"a listing with markup", "{{ ['<i>a</i>'|safe, '<b>'] | listing }}", "<i>a</i> e &lt;b&gt;"},
    {"a listing of pages", "{{ pages(section='posts', tag='thoughts') | listing }}", "Gamma e Alfa &amp; C."},
    {"Markdown", "{{ '*a*' | markdown }} {{ '*a*' | markdown(inline=true) }}", "<p>*a*</p> *a*"},
    {"JSON in a script", "{{ {'a': '</script>', 'b': none} | json }}", "{\"a\": \"\\u003c/script\\u003e\", \"b\": null}"},
    {"JSON of pages", "{{ pages(section='pages') | json }}", "[\"Chi siamo\"]"},
    {"JSON over lines", "{{ [1] | json(2) }}", "[\n  1\n]"},
    {"a dump of a text", "{{ 'x' | dump }}", "string: &#39;x&#39;"},
    {"a dump of a list", "{{ [1, 'x'] | dump }}", "list of 2\n  0: 1\n  1: &#39;x&#39;"},
    {"a dump of an object", "{{ asset('style.css') | dump | truncate(20, true, '') }}", "asset\n  name: &#39;style"},
    {"absolute addresses", "{{ '<a href=\"/x\">/x</a><img alt=\"/y\" src=\"/y\">' | safe | absolute_urls }}", "<a href=\"https://example.org/x\">/x</a><img alt=\"/y\" src=\"https://example.org/y\">"},
    {"an address within the page", "{{ '<a href=\"#n1\">1</a>' | safe | absolute_urls }}", "<a href=\"https://example.org/it/posts/a/#n1\">1</a>"},
    {"an address within another page", "{{ '<a href=\"#n1\">1</a>' | safe | absolute_urls(page('posts/b')) }}", "<a href=\"https://example.org/it/posts/b/#n1\">1</a>"},
    {"an address beside the page", "{{ '<img src=x.png>' | safe | absolute_urls }}", "<img src=x.png>"},
    {"an address beside the page, quoted", "{{ \"<img src='x.png'>\" | safe | absolute_urls }}", "<img src='https://example.org/it/posts/a/x.png'>"},
    {"addresses elsewhere stay", "{{ '<a href=\"mailto:a@b\" title=\"a > b\" href=\"//c/\">' | safe | absolute_urls }}", "<a href=\"mailto:a@b\" title=\"a > b\" href=\"//c/\">"},
    {"comments stay", "{{ '<!-- <a href=\"/x\"> --><br/>' | safe | absolute_urls }}", "<!-- <a href=\"/x\"> --><br/>"},
    {"a tag that does not end", "{{ '<a href=\"/x' | safe | absolute_urls }}", "<a href=\"https://example.org/x"},
    {"a digest for a policy", "{{ 'x' | sha256 }}", "LXEWQrcmsEQBYnyp+6wy9chTD7GQPMTbAiWHF5IaSIE="},
    {"where equal", "{{ pages() | where('weight', 1) | listing }}", "Gamma"},
    {"where true", "{{ pages() | where('weight') | listing }}", "Gamma e Beta"},
    {"where of a member", "{{ pages(lang=none, section='posts') | where('lang.code', 'en') | listing }}", "Alpha"},
    {"sort_by", "{{ pages(section='posts') | sort_by('title', reverse=true) | listing }}", "Gamma, Beta e Alfa &amp; C."},
    {"group_by", "{% for year, some in pages(section='posts') | group_by('date.year') %}{{ year }}: {{ some | listing }}; {% endfor %}", "2025: Gamma; 2026: Beta e Alfa &amp; C.; "},
    {"plain", "{{ '<b>a</b>  b' | plain }}", "a b"},

    {"foreign", "{{ page is foreign }} {{ page('posts/a', lang='en') is foreign }}", "False True"},
    {"translated", "{{ page is translated }} {{ page('posts/b') is translated }}", "True False"},
    {"translated into a language", "{{ page is translated('en') }} {{ page('posts/b') is translated('en') }}", "True False"},
    {"foreign of no page", "{{ 3 is foreign }}", "'value' of 'foreign' must be page, not integer [template-argument]"},

    {"the names there are", "{{ site }} {{ page }} {{ lang }} {{ pager.number }} {{ route }}", "Untitled Alfa &amp; C. it 1 /it/posts/a/"},
    {"a wrong field", "{{ page.titel }}", "a value of kind page has no 'titel' [template-no-member] | did you mean 'title'?"},
    {"sitemap: no page", "{{ page }} {{ pager }} {{ lang }} {{ route.url }}", "None None it /sitemap.xml"},
};
/* clang-format on */

typedef struct {
    Arena arena;
    Site *site;
    Map assets;
} World;

static bool fake_markdown(const PageContext *c, Arena *a, Str text,
                          bool inlines, Str *html)
{
    (void)c;
    *html = inlines ? text : str_printf(a, "<p>" STR_FMT "</p>", STR_ARG(text));
    return true;
}

static const Source *load(void *context, Str name)
{
    (void)name;
    return context;
}

static const Route *route_at(const Site *site, Str url)
{
    for (size_t i = 0; i < site->routes.len; i++)
        if (str_eq(site->routes.items[i].url, url))
            return &site->routes.items[i];
    return NULL;
}

static World make_world(Arena *a, const char *config)
{
    DiagList d = {.arena = a};
    World w = {.site = small_site(a, config, files, COUNT(files), &d)};

    assert_int_equal(d.errors, 0);
    map_add(&w.assets, a, STR("style.css"),
            asset_new(a, w.site->config, STR("style.css"), STR("a>b{}")));
    return w;
}

/* The output, or the diagnostics without their places. */
static Str render(Arena *a, const World *w, const char *url, const char *text)
{
    DiagList d = {.arena = a};
    Arena scratch = {0};
    Source src = {STR("test.html"), str_of(text)};
    TemplateSet set = {.arena = a,
                       .load = load,
                       .context = &src,
                       .filters = site_filters,
                       .functions = site_functions,
                       .tests = site_tests};
    PageContext c = context_of(w->site, route_at(w->site, str_of(url)));
    Buf out = buf_in(a);

    c.assets = &w->assets;
    c.markdown = fake_markdown;
    const Template *t = template_load(&set, STR("test.html"), &d);
    RenderJob job = {.set = &set,
                     .reader = {.arena = &scratch},
                     .globals = context_globals(a, c.lang, c.plugins),
                     .context = context_names(a, &c),
                     .host = &c};
    bool good = t && template_render(t, &job, &out, &d);
    for (Diag *one = d.first; one; one = one->next)
        one->src = NULL;
    Str result = good ? buf_str(&out) : str_dup(a, diags_text(a, &d));
    arena_free(&scratch);
    return result;
}

static void templates_call_the_site(void **state)
{
    Arena a = {0};
    World plain = make_world(&a, "languages: [it, en]\n"
                                 "base_url: https://example.org\n");
    World below = make_world(&a, blog);

    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        Str name = str_of(rows[i].name);
        const World *w = str_starts(name, STR("blog:")) ? &below : &plain;
        const char *url = w == &below ? "/blog/it/posts/a/" : "/it/posts/a/";
        if (str_starts(name, STR("sitemap:")))
            url = "/sitemap.xml";
        assert_str(rows[i].name, render(&a, w, url, rows[i].template),
                   str_of(rows[i].out));
    }
    arena_free(&a);
}

static bool has_row(const TemplateRow *table, const char *name)
{
    for (size_t i = 0; i < COUNT(rows); i++)
        if (strstr(rows[i].template, name))
            return true;
    (void)table;
    return false;
}

static void every_row_is_documented_and_tested(void **state)
{
    const TemplateRow *tables[] = {site_functions, site_filters, site_tests};

    (void)state;
    for (size_t i = 0; i < COUNT(tables); i++)
        for (const TemplateRow *r = tables[i]; r->fn; r++)
            if (!r->doc || !*r->doc || !has_row(tables[i], r->name))
                fail_msg("%s is not documented and tested", r->name);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(templates_call_the_site),
        cmocka_unit_test(every_row_is_documented_and_tested),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
