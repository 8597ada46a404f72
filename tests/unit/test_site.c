/* test_site.c - how a site is put together from its files.
 *
 * A case is a small site, questions about it (small_site.h; and "routes",
 * "links PAGE" below) and what is complained of. */
#include "test.h"

#include "diags.h"
#include "small_site.h"

#define T(title)            "---\ntitle: " title "\n---\n"
#define POST(title, date)   "---\ntitle: " title "\ndate: " date "\n---\n"
#define WITH(title, fields) "---\ntitle: " title "\n" fields "---\n"
#define BOTH                "languages: [it, en]\nbase_url: https://a.org\n"

enum { MOST_FILES = 16, MOST_ASKS = 24 };

typedef struct {
    const char *question, *answer;
} Ask;

typedef struct {
    const char *name, *config;
    SmallFile files[MOST_FILES];
    Ask asks[MOST_ASKS];
    const char *diags;
} Case;

/* clang-format off */
static const Case cases[] = {
    /* ---- languages and pairs */
    {"one language lives at the root", "languages: [it]\n",
     {{"a.md", T("A")}},
     {{"routes", "404.html _headers _redirects a/index.html feed.json feed.xml index.html robots.txt sitemap.xml"},
      {"it/site root", "None"}}, ""},
    {"two languages have a folder each and a choice between them", BOTH,
     {{"a.en.md", T("A")}},
     {{"routes", "404.html _headers _redirects en/404.html en/a/index.html en/feed.json en/feed.xml en/index.html index.html it/404.html it/feed.json it/feed.xml it/index.html robots.txt sitemap.xml"}}, ""},
    {"a language may live at the root", BOTH "root: en\n",
     {{"a.en.md", T("A")}, {"a.it.md", T("B")}},
     {{"/a/", "A"}, {"/it/a/", "B"}, {"/", "Untitled"}, {"/ kind", "home"}, {"it/site root", "None"}}, ""},
    {"no language in the name is the default one", BOTH "default_language: en\n",
     {{"a.it.md", T("B")}, {"a.md", T("A")}},
     {{"/en/a/", "A"}, {"/en/a/ translations", "[B]"}}, ""},
    {"a suffix that is no language is part of the name", BOTH,
     {{"v1.2.md", T("A")}},
     {{"/it/v1-2/", "A"}, {"/it/v1-2/ key", "v1.2"}}, ""},
    {"pairs by the name of the file", BOTH,
     {{"a.en.md", T("A")}, {"a.it.md", T("B")}, {"b.it.md", T("C")}},
     {{"/it/a/ translations", "[A]"}, {"/en/a/ alternates", "[B, A]"}, {"/it/b/ translations", "[]"}}, ""},
    {"pairs by key", BOTH,
     {{"about.en.md", WITH("A", "key: about us\n")}, {"chi-siamo.it.md", WITH("B", "key: about us\n")}},
     {{"/en/about/ translations", "[B]"}, {"/it/chi-siamo/ translations", "[A]"}}, ""},
    {"a key may be the name of the other file", BOTH,
     {{"about.en.md", WITH("A", "key: pages/chi-siamo\n")}, {"pages/chi-siamo.it.md", T("B")}},
     {{"/en/about/ translations", "[B]"}}, ""},
    {"a file with a key is no pair of its namesake", BOTH,
     {{"a.en.md", WITH("A", "key: other\n")}, {"a.it.md", T("B")}},
     {{"/en/a/ translations", "[]"}, {"/it/a/ translations", "[]"}}, ""},
    {"bundles are pairs too, and share what is beside them", BOTH,
     {{"posts/a/index.en.md", POST("A", "2026-01-01")}, {"posts/a/index.it.md", POST("B", "2026-01-01")}, {"posts/a/x/map.png", "3x2"}},
     {{"/en/posts/a/ translations", "[B]"}, {"/it/posts/a/ resources.0.name", "x/map.png"}, {"/en/posts/a/ section", "Posts"}, {"/en/posts/a/ image", "/posts/a/x/map.png"}}, ""},
    {"a second page for one language", BOTH,
     {{"a.it.md", T("A")}, {"a.md", T("B")}},
     {{"/it/a/", "A"}},
     "a second page for the same piece in 'it' [translation-twice] | the other one is here"},
    {"a second page for one language, by key", BOTH,
     {{"a.it.md", WITH("A", "key: x\n")}, {"b.it.md", WITH("B", "key: x\n")}},
     {{"/it/b/", "NO SUCH PAGE"}},
     "3:6 a second page for the same piece in 'it' [translation-twice] | 3:6 the other one is here"},
    {"a file and a bundle of one name", BOTH,
     {{"a.it.md", T("A")}, {"a/index.it.md", T("B")}},
     {{"/it/a/", "A"}},
     "a second page for the same piece in 'it' [translation-twice] | the other one is here"},

    /* ---- whether a page is on the site */
    {"drafts, what is dated later and what has expired stay away", BOTH,
     {{"a.it.md", WITH("A", "draft: true\n")}, {"b.it.md", POST("B", "2026-08-01")}, {"c.it.md", WITH("C", "expires: 2026-06-01\n")}, {"d.it.md", WITH("D", "date: 2026-01-01\npublish: 2026-08-01\n")}, {"e.it.md", WITH("E", "publish: 2026-01-01\nexpires: 2026-08-01\n")}},
     {{"/it/a/", "NO SUCH PAGE"}, {"/it/b/", "NO SUCH PAGE"}, {"/it/c/", "NO SUCH PAGE"}, {"/it/d/", "NO SUCH PAGE"}, {"/it/e/", "E"}, {"/it/e/ date", "2026-01-01"}}, ""},
    {"drafts, what is dated later and what has expired where they are wanted", BOTH "drafts: true\nfuture: true\nexpired: true\n",
     {{"a.it.md", WITH("A", "draft: true\n")}, {"b.it.md", POST("B", "2026-08-01")}, {"c.it.md", WITH("C", "expires: 2026-06-01\n")}},
     {{"/it/a/ status", "draft"}, {"/it/a/ draft", "True"}, {"/it/b/ status", "future"}, {"/it/c/ status", "expired"}}, ""},
    {"what is beside a draft stays away with it", BOTH,
     {{"a/index.it.md", WITH("A", "draft: true\n")}, {"a/secret.png", "1x1"}, {"b.png", "1x1"}},
     {{"routes b", "b.png"}, {"routes a", ""}}, ""},
    {"a draft is no translation", BOTH,
     {{"a.en.md", WITH("A", "draft: true\n")}, {"a.it.md", T("B")}},
     {{"/it/a/ translations", "[]"}}, ""},
    {"a page without a title", BOTH,
     {{"posts/no-title.it.md", POST("", "2026-01-01")}},
     {{"/it/posts/no-title/", "no-title"}},
     "1:1 the page has no title [title-missing]"},

    /* ---- addresses */
    {"a pattern for a section", BOTH "permalinks: {posts: \"/:lang/:year/:month/:day/:slug/\"}\n",
     {{"a.it.md", T("A")}, {"posts/b.it.md", POST("B", "2026-02-03")}},
     {{"/it/2026/02/03/b/", "B"}, {"/it/a/", "A"}}, ""},
    {"a pattern for all", BOTH "permalinks: {\"*\": \"/:lang/:title/\"}\n",
     {{"pages/a.it.md", T("Chi siamo?")}},
     {{"/it/chi-siamo/", "Chi siamo?"}, {"/it/chi-siamo/ slug", "a"}}, ""},
    {"a pattern with words between", "languages: [it]\npermalinks: {posts: \"/blog/:year-:slug.html\"}\n",
     {{"posts/b.md", POST("B", "2026-02-03")}},
     {{"/blog/2026-b.html/", "B"}}, ""},
    {"nested sections have their own addresses", BOTH,
     {{"posts/_index.it.md", WITH("Scritti", "slug: scritti\n")}, {"posts/brevi/_index.en.md", T("Short")}, {"posts/brevi/_index.it.md", T("Brevi")}, {"posts/brevi/a.en.md", POST("A", "2026-01-01")}, {"posts/brevi/a.it.md", POST("B", "2026-01-01")}},
     {{"/it/scritti/brevi/a/", "B"}, {"/en/posts/brevi/a/", "A"}, {"/it/scritti/brevi/ translations", "[Short]"}, {"/it/scritti/ children", "[Brevi]"}, {"/it/scritti/brevi/ section", "Scritti"}, {"/it/scritti/ pages", "[]"}, {"/en/posts/", "NO SUCH PAGE"}, {"/en/posts/brevi/ section", "None"}}, ""},
    {"a name beyond ASCII is percent-encoded in addresses alone", BOTH,
     {{"перо.it.md", T("A")}},
     {{"/it/%D0%BF%D0%B5%D1%80%D0%BE/", "A"}, {"/it/перо/ slug", "перо"}, {"routes it/п", "it/перо/index.html"}}, ""},
    {"addresses of tags, series, archive and further pages are in the language", "languages: [it, en]\nbase_url: https://a.org\ntags_slug: {it: argomenti, en: topics}\narchive_slug: {it: archivio, en: archive}\nseries_slug: {it: serie, en: series}\npager_slug: {it: pagina, en: page}\npaginate: 1\n",
     {{"posts/a.it.md", WITH("A", "date: 2026-01-01\ntags: [x]\nseries: y\n")}, {"posts/b.it.md", WITH("B", "date: 2026-01-02\ntags: [x]\nseries: y\n")}},
     {{"/it/argomenti/x/", "x"}, {"/it/archivio/2026/", "2026"}, {"/it/serie/y/", "y"}, {"/it/ pagers.1", "/it/pagina/2/"}, {"/en/topics/x/ pagers.1", "/en/topics/x/page/2/"}, {"/it/argomenti/x/ alternates.1.url", "/en/topics/x/"}}, ""},
    {"a site below its host", "languages: [it, en]\nbase_url: https://a.org/blog/\n",
     {{"a.it.md", WITH("A", "aliases: [/old/]\n") "[b](b.it.md) [home](/it/) [file](x.png)\n"}, {"b.it.md", T("B")}, {"x.png", "1x1"}},
     {{"/blog/it/a/ permalink", "https://a.org/blog/it/a/"}, {"it/site redirects.0.from", "/blog/old/"}, {"links /it/a/", "b.it.md -> /blog/it/b/; /it/ -> /blog/it/; x.png -> /blog/x.png 1x1"}, {"routes old", "old/index.html"}, {"routes it/a", "it/a/index.html"}, {"it home.feed_atom", "/blog/it/feed.xml"}}, ""},
    {"two pages want one address", BOTH,
     {{"a.it.md", WITH("A", "slug: x\n")}, {"b.it.md", WITH("B", "slug: x\n")}},
     {{"/it/x/", "A"}},
     "3:7 two things want the address '/it/x/' [address-taken] | 3:7 the other one is here"},
    {"a page and a tag want one address", "languages: [it]\n",
     {{"tags/x.md", WITH("A", "tags: [x]\n")}},
     {{"/tags/x/", "A"}},
     "two things want the address '/tags/x/' [address-taken] | the other one is here"},
    {"an alias and a page want one address", BOTH,
     {{"a.it.md", WITH("A", "aliases: [/it/b/]\n")}, {"b.it.md", T("B")}},
     {{"/it/b/", "B"}},
     "3:11 two things want the address '/it/b/' [address-taken] | the other one is here"},
    {"an alias of the page itself", BOTH,
     {{"a.it.md", WITH("A", "aliases: [/it/a/]\n")}},
     {{"/it/a/", "A"}, {"it/site redirects", "[]"}},
     "3:11 two things want the address '/it/a/' [address-taken] | the other one is here"},
    {"a file and a page want one address", "languages: [it]\n",
     {{"a.md", T("A")}, {"a/index.html", ""}},
     {{"/a/", "A"}},
     "two things want the address '/a/index.html' [address-taken] | the other one is here"},
    {"a file that a folder's address needs", "languages: [it]\n",
     {{"a.md", WITH("A", "slug: b\n")}, {"b", ""}},
     {{"/b/", "A"}},
     "two things want the address '/b' [address-taken] | 3:7 the other one is here"},
    {"aliases", BOTH,
     {{"a.it.md", WITH("A", "aliases: [/old, /older.html, /a b/]\n")}},
     {{"routes o", "old/index.html older.html"}, {"it/site redirects.0.from", "/old"}, {"it/site redirects.1.from", "/older.html"}, {"it/site redirects.2.from", "/a%20b/"}, {"it/site redirects.2.to", "/it/a/"}, {"routes a", "a b/index.html"}}, ""},
    {"an alias within a file is no redirect", BOTH,
     {{"a.it.md", WITH("A", "aliases: [/it/a/index.html/x, /it/a/index.html/x/y, /old]\n")}},
     {{"/it/a/", "A"}, {"routes it/a", "it/a/index.html"}, {"it/site redirects.0.from", "/old"}},
     "3:11 two things want the address '/it/a/index.html/x' [address-taken] | the other one is here\n"
     "3:31 two things want the address '/it/a/index.html/x/y' [address-taken] | the other one is here"},
    {"an address that is too long", BOTH,
     {{"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.it.md", T("A")}},
     {{"routes it/a", ""}},
     "the address 'it/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa…' has a part longer than 240 bytes [address-too-long]"},

    /* ---- terms */
    {"a tag by its key, its labels, its synonyms, in any case", BOTH,
     {{"a.it.md", WITH("A", "tags: [thoughts]\n")}, {"b.it.md", WITH("B", "tags: [RIFLESSIONI]\n")}, {"c.it.md", WITH("C", "tags: [Pensiero]\n")}, {"d.it.md", WITH("D", "tags: [Thoughts, pensieri]\n")},
      {"tags.yaml", "thoughts: {label: {it: Riflessioni, en: Thoughts}, slug: {it: riflessioni}, synonyms: [pensieri, {it: Pensiero}], description: {it: Di tutto}}\n"}},
     {{"/it/tags/riflessioni/ pages", "[A, B, C, D]"}, {"/it/tags/riflessioni/", "Riflessioni"}, {"/en/tags/thoughts/", "Thoughts"}, {"/it/a/ tags.0.description", "Di tutto"}, {"/it/d/ tags", "[Riflessioni]"}, {"/it/tags/ children", "[Riflessioni]"}}, ""},
    {"a tag that is not registered", BOTH,
     {{"a.it.md", WITH("A", "tags: [thoughs]\n")}, {"tags.yaml", "thoughts: {}\n"}},
     {{"/it/tags/thoughs/ pages", "[A]"}},
     "3:8 the tag 'thoughs' is not in content/tags.yaml [tag-unknown] | did you mean 'thoughts'?"},
    {"a tag near to a label, or to a synonym", BOTH,
     {{"a.it.md", WITH("A", "tags: [riflesioni, pensero]\n")}, {"tags.yaml", "thoughts: {label: {it: riflessioni, en: reflections}, synonyms: [Pensiero]}\n"}},
     {{"/it/a/ tags", "[riflesioni, pensero]"}},
     "3:8 the tag 'riflesioni' is not in content/tags.yaml [tag-unknown] | did you mean 'riflessioni'?\n"
     "3:20 the tag 'pensero' is not in content/tags.yaml [tag-unknown] | did you mean 'Pensiero'?"},
    {"tags that are spelt in two ways", BOTH,
     {{"a.it.md", WITH("A", "tags: [Go Lang]\n")}, {"b.it.md", WITH("B", "tags: [go-lang]\n")}},
     {{"/it/tags/go-lang/ pages", "[A, B]"}, {"/it/tags/go-lang/", "Go Lang"}}, ""},
    {"a tag of punctuation", BOTH,
     {{"a.it.md", WITH("A", "tags: [C++, C, C#]\n")}},
     {{"/it/a/ tags", "[C++, C, C#]"}, {"/it/tags/ children", "[C, C#, C++]"}}, ""},
    {"a tag twice on one page", BOTH,
     {{"a.it.md", WITH("A", "tags: [x, y, X]\n")}},
     {{"/it/a/ tags", "[x, y]"}, {"/it/tags/x/ count", "1"}}, ""},
    {"a series that is not registered", BOTH,
     {{"a.it.md", WITH("A", "series: lops\n")}, {"series.yaml", "loops: {}\n"}},
     {{"/it/series/lops/", "lops"}},
     "3:9 the series 'lops' is not in content/series.yaml [series-unknown] | did you mean 'loops'?"},
    {"a registry with mistakes", BOTH,
     {{"tags.yaml", "a: {lable: x}\nb: {slug: x}\nc: {slug: x}\nd: e\nf: {label: {et: x}}\n"}},
     {{"/it/", "Untitled"}},
     "1:5 unknown key 'lable' [term-unknown-key] | did you mean 'label'?\n"
     "3:1 the slug 'x' is used by another term already [term-slug-twice] | 2:1 the other one is here\n"
     "4:1 a term is a map with label, slug, description and synonyms [term-key]\n"
     "5:13 the site has no language 'et' [language-unknown] | did you mean 'it'?"},
    {"a registered term without a description", BOTH,
     {{"a.it.md", WITH("A", "tags: [x]\n")}, {"tags.yaml", "x:\n"}},
     {{"/it/tags/x/ description", ""}}, ""},
    {"a registry that is empty", BOTH,
     {{"a.it.md", WITH("A", "tags: [x]\n")}, {"tags.yaml", ""}},
     {{"/it/tags/x/", "x"}},
     "3:8 the tag 'x' is not in content/tags.yaml [tag-unknown]"},

    /* ---- lists */
    {"a piece in one language stands in the lists of the other", BOTH,
     {{"posts/a.it.md", WITH("A", "date: 2026-01-01\ntags: [x]\n")}, {"posts/b.en.md", WITH("B", "date: 2026-01-02\ntags: [x]\n")}, {"posts/c.en.md", POST("C", "2026-01-03")}, {"posts/c.it.md", POST("D", "2026-01-03")}},
     {{"/it/ pages", "[D, B, A]"}, {"/en/ pages", "[C, B, A]"}, {"/it/posts/ pages", "[D, B, A]"}, {"/it/tags/x/ pages", "[B, A]"}, {"/en/tags/x/ pages", "[B, A]"}, {"/en/ pages.2.url", "/it/posts/a/"}, {"/en/ pages.2.lang", "it"}, {"it own", "[D, A]"}, {"/it/archive/2026/ pages", "[D, B, A]"}}, ""},
    {"a piece in one language does not, where the site says so", BOTH "show_untranslated: false\n",
     {{"posts/a.it.md", WITH("A", "date: 2026-01-01\ntags: [x]\n")}},
     {{"/en/ pages", "[]"}, {"/en/posts/", "NO SUCH PAGE"}, {"/en/tags/x/", "NO SUCH PAGE"}, {"/en/tags/", "NO SUCH PAGE"}, {"/en/archive/", "NO SUCH PAGE"}, {"/it/tags/x/ alternates", "[x]"}, {"/it/tags/ translations", "[]"}, {"en archive", "None"}, {"en tags", "None"}}, ""},
    {"of three languages the first that has it stands for all", "languages: [it, en, fr]\nbase_url: https://a.org\n",
     {{"posts/a.en.md", POST("A", "2026-01-01")}, {"posts/a.it.md", POST("B", "2026-01-01")}, {"posts/b.fr.md", POST("C", "2026-01-02")}},
     {{"/fr/ pages", "[C, B]"}, {"/en/ pages", "[C, A]"}, {"/fr/posts/ alternates", "[Posts, Posts, Posts]"}}, ""},
    {"newest first, then by title; without a date last", BOTH,
     {{"posts/a.it.md", T("A")}, {"posts/b.it.md", POST("Z", "2026-01-01")}, {"posts/c.it.md", POST("B", "2026-01-01")}, {"posts/d.it.md", POST("D", "2026-01-01T12:00:00Z")}},
     {{"/it/posts/ pages", "[D, B, Z, A]"}, {"/it/ pages", "[D, B, Z]"}}, ""},
    {"by weight where pages have one", BOTH,
     {{"manual/_index.it.md", T("Manuale")}, {"manual/a.it.md", WITH("A", "weight: 2\n")}, {"manual/b.it.md", WITH("B", "weight: 1\n")}, {"manual/c.it.md", T("C")}},
     {{"/it/manual/ pages", "[B, A, C]"}}, ""},
    {"a folder of undated pages is no section by itself", BOTH,
     {{"pages/a.it.md", T("A")}},
     {{"/it/pages/", "NO SUCH PAGE"}, {"/it/pages/a/", "A"}, {"/it/pages/a/ section", "None"}}, ""},
    {"a section takes its title from its folder", BOTH,
     {{"deep-dives/a.it.md", POST("A", "2026-01-01")}},
     {{"/it/deep-dives/", "Deep dives"}}, ""},
    {"an empty site", BOTH, {{"", ""}},
     {{"/it/ pages", "[]"}, {"/it/ pagers", "[/it/]"}, {"it archive", "None"}, {"/it/ updated", "None"}, {"it/site updated", "None"}}, ""},
    {"neighbours are of the section and the language", BOTH,
     {{"notes/x.it.md", POST("X", "2026-01-02")}, {"posts/a.it.md", POST("A", "2026-01-01")}, {"posts/b.en.md", POST("B", "2026-01-02")}, {"posts/c.it.md", POST("C", "2026-01-03")}},
     {{"/it/posts/c/ previous", "A"}, {"/it/posts/a/ next", "C"}, {"/it/notes/x/ previous", "None"}, {"/en/posts/b/ next", "None"}}, ""},
    {"years are one page in each language that has posts of them", BOTH "show_untranslated: false\n",
     {{"posts/a.it.md", POST("A", "2025-12-31")}, {"posts/b.en.md", POST("B", "2026-01-01")}, {"posts/b.it.md", POST("C", "2026-01-01")}},
     {{"/it/archive/ children", "[2026, 2025]"}, {"/en/archive/ children", "[2026]"}, {"/it/archive/2025/ alternates", "[2025]"}, {"/it/archive/2026/ alternates", "[2026, 2026]"}, {"/it/archive/2026/ translations.0.url", "/en/archive/2026/"}}, ""},
    {"a list over several pages", BOTH "paginate: 2\nshow_untranslated: false\n",
     {{"posts/a.it.md", POST("A", "2026-01-01")}, {"posts/b.it.md", POST("B", "2026-01-02")}, {"posts/c.en.md", POST("C", "2026-01-03")}, {"posts/c.it.md", POST("D", "2026-01-03")}},
     {{"/it/ pagers", "[/it/, /it/page/2/]"}, {"/it/ pagers.0.pages", "[D, B]"}, {"/it/ pagers.1.pages", "[A]"}, {"/it/ pagers.1.previous", "/it/"}, {"/it/ pagers.0.next", "/it/page/2/"}, {"/it/ pagers.1.next", "None"}, {"/it/ pagers.1.last.number", "2"}, {"/it/ pagers.1.alternates", "[/it/page/2/]"}, {"/it/ pagers.0.alternates", "[/it/, /en/]"}, {"routes it/page", "it/page/2/index.html"}, {"/it/posts/ pagers", "[/it/posts/, /it/posts/page/2/]"}, {"/it/archive/ pagers", "[/it/archive/]"}}, ""},
    {"a list that fills its pages", BOTH "paginate: 1\n",
     {{"posts/a.it.md", POST("A", "2026-01-01")}, {"posts/b.it.md", POST("B", "2026-01-02")}},
     {{"/it/ pagers", "[/it/, /it/page/2/]"}}, ""},
    {"a home that somebody wrote", BOTH,
     {{"_index.it.md", WITH("Ben tornati", "description: Qui\n") "Testo\n"}},
     {{"/it/", "Ben tornati"}, {"/it/ description", "Qui"}, {"/en/", "Untitled"}, {"/it/ alternates", "[Ben tornati, Untitled]"}}, ""},
    {"a home in a file called index", BOTH,
     {{"index.it.md", T("Ben tornati")}},
     {{"/it/", "Ben tornati"}, {"/it/ kind", "home"}}, ""},
    {"a section that exists in one language with pieces of the other", BOTH,
     {{"posts/_index.it.md", T("Scritti")}, {"posts/a.it.md", POST("A", "2026-01-01")}},
     {{"/en/posts/", "Posts"}, {"/en/posts/ pages", "[A]"}, {"/it/posts/ translations", "[Posts]"}}, ""},

    /* ---- series and relations */
    {"a series is read from its beginning", BOTH,
     {{"posts/a.it.md", WITH("A", "date: 2026-01-02\nseries: s\n")}, {"posts/b.it.md", WITH("B", "date: 2026-01-01\nseries: s\n")}, {"posts/c.en.md", WITH("C", "date: 2026-01-03\nseries: s\n")}, {"posts/d.en.md", WITH("D", "date: 2026-01-01\nseries: s\n")}, {"posts/d.it.md", T("E")}},
     {{"/it/series/s/ pages", "[B, A, C]"}, {"/en/series/s/ pages", "[B, D, A, C]"}, {"/it/posts/a/ series_number", "2"}, {"/en/posts/c/ series_number", "4"}, {"/en/posts/d/ series", "s"}, {"/en/posts/d/ series.lang", "en"}}, ""},
    {"a series by weight", BOTH,
     {{"posts/a.it.md", WITH("A", "date: 2026-01-01\nseries: s\nweight: 2\n")}, {"posts/b.it.md", WITH("B", "date: 2026-01-02\nseries: s\nweight: 1\n")}},
     {{"/it/series/s/ pages", "[B, A]"}}, ""},
    {"related pages share the rarest tags", BOTH,
     {{"posts/a.it.md", WITH("A", "date: 2026-01-01\ntags: [common, rare]\n")}, {"posts/b.it.md", WITH("B", "date: 2026-01-02\ntags: [common]\n")}, {"posts/c.it.md", WITH("C", "date: 2026-01-03\ntags: [common]\n")}, {"posts/d.it.md", WITH("D", "date: 2025-01-01\ntags: [rare]\n")}},
     {{"/it/posts/a/ related", "[D, C, B]"}, {"/it/posts/d/ related", "[A]"}}, ""},
    {"a page is not related to its own translation", BOTH,
     {{"posts/a.en.md", WITH("A", "date: 2026-01-01\ntags: [x]\n")}, {"posts/a.it.md", WITH("B", "date: 2026-01-01\ntags: [x]\n")}},
     {{"/it/posts/a/ related", "[]"}}, ""},
    {"backlinks", BOTH,
     {{"posts/a.it.md", POST("A", "2026-01-01") "[b](b.md) [b again](b.md#x) ![](b.md)\n\n# X\n"}, {"posts/b.it.md", POST("B", "2026-01-01") "[[a]] [self](b.md)\n\n# X\n"}},
     {{"/it/posts/b/ backlinks", "[A]"}, {"/it/posts/a/ backlinks", "[B]"}}, ""},

    /* ---- links */
    {"links by path", BOTH,
     {{"a.en.md", T("A")}, {"a.it.md", T("B")}, {"posts/_index.it.md", T("Scritti")},
      {"posts/c.it.md", T("C") "[](../a.md) [](../a.en.md) [](/a.md) [](/it/a/) [](d.md) [](./d.md#su) [](.) [](../posts/) [](#giu) [](https://x.org/) [](mailto:a@b.c) [](d)\n\n# Giu\n"},
      {"posts/d.it.md", T("D") "# Su\n"}},
     {{"links /it/posts/c/", "../a.md -> /it/a/; ../a.en.md -> /en/a/ (en); /a.md -> /it/a/; /it/a/ -> /it/a/; d.md -> /it/posts/d/; ./d.md#su -> /it/posts/d/#su; . -> /it/posts/; ../posts/ -> /it/posts/; #giu -> #giu; https://x.org/ -> https://x.org/; mailto:a@b.c -> mailto:a@b.c; d -> /it/posts/d/"}}, ""},
    {"a link to what is only in the other language", BOTH,
     {{"a.it.md", T("A") "[](b.md)\n"}, {"b.en.md", T("B")}},
     {{"links /it/a/", "b.md -> /en/b/ (en)"}}, ""},
    {"a link to a translation that has another name", BOTH,
     {{"about.en.md", WITH("A", "key: x\n")}, {"c.en.md", T("C") "[](chi-siamo.md)\n"}, {"chi-siamo.it.md", WITH("B", "key: x\n")}},
     {{"links /en/c/", "chi-siamo.md -> /en/about/"}}, ""},
    {"wikilinks", BOTH,
     {{"a.it.md", T("A") "[[what-is]] [[What is|this]] [[posts/what-is#uno]] [[what-is#due|x]]\n"}, {"posts/what-is.it.md", T("Che cos'è") "# Uno\n\n# Due\n"}},
     {{"links /it/a/", "what-is -> /it/posts/what-is/ \"Che cos'è\"; What is -> /it/posts/what-is/ \"Che cos'è\"; posts/what-is#uno -> /it/posts/what-is/#uno \"Che cos'è\"; what-is#due -> /it/posts/what-is/#due \"Che cos'è\""}}, ""},
    {"a link to the page itself", BOTH,
     {{"a.it.md", T("A") "[](a.md) [](a.md#x) [](#x)\n\n# X\n"}},
     {{"links /it/a/", "a.md -> /it/a/; a.md#x -> #x; #x -> #x"}}, ""},
    {"links to sections", BOTH,
     {{"a.it.md", T("A") "[](posts/_index.md) [](posts) [[posts]] [](_index.md)\n"}, {"posts/_index.it.md", T("Scritti")}},
     {{"links /it/a/", "posts/_index.md -> /it/posts/; posts -> /it/posts/; _index.md -> /it/; posts -> /it/posts/ \"Scritti\""}}, ""},
    {"files beside a page, and for its language", BOTH,
     {{"posts/a/index.it.md", POST("A", "2026-01-01") "![](map.png) ![](/img/x.svg) ![](../../img/x.svg)\n"}, {"posts/a/map.png", "30x20"}, {"img/x.it.svg", "3x2"}, {"img/x.svg", "1x1"}},
     {{"links /it/posts/a/", "map.png -> /posts/a/map.png 30x20; /img/x.svg -> /img/x.it.svg 3x2; ../../img/x.svg -> /img/x.it.svg 3x2"}}, ""},
    {"percent-encoded links", BOTH,
     {{"a b.it.md", T("A")}, {"c.it.md", T("C") "[](a%20b.md) [](<a b.md>) ![](x%20y.png)\n"}, {"x y.png", "1x1"}},
     {{"links /it/c/", "a%20b.md -> /it/a-b/; a b.md -> /it/a-b/; x%20y.png -> /x%20y.png 1x1"}}, ""},
    {"links that lead nowhere", BOTH,
     {{"a.it.md", T("A") "[](bb.md)\n[](../x.md)\n[](#sopra)\n[](b.md#sopr)\n![](x.png)\n[[c]]\n\n# Sotto\n"}, {"b.it.md", T("B") "# Sopra\n"}},
     {{"links /it/a/", "bb.md -> bb.md !; ../x.md -> ../x.md !; #sopra -> #sopra !; b.md#sopr -> b.md#sopr !; x.png -> x.png !; c -> c \"c\" !"}},
     "4:4 'bb.md' leads nowhere [broken-link] | did you mean 'b.md'?\n"
     "5:4 '../x.md' leads nowhere [broken-link]\n"
     "6:4 there is no '#sopra' in a.it.md [broken-anchor]\n"
     "7:4 there is no '#sopr' in b.it.md [broken-anchor] | did you mean 'sopra'?\n"
     "8:5 'x.png' leads nowhere [broken-link]\n"
     "9:3 'c' leads nowhere [broken-link]"},
    {"a link into a folder where nothing has a name like it", BOTH,
     {{"posts/a-long-name/index.it.md", T("A") "![](b.jpg)\n![](maps.png)\n"}, {"posts/a-long-name/map.png", "30x20"}},
     {{"links /it/posts/a-long-name/", "b.jpg -> b.jpg !; maps.png -> maps.png !"}},
     "4:5 'b.jpg' leads nowhere [broken-link]\n"
     "5:5 'maps.png' leads nowhere [broken-link] | did you mean 'map.png'?"},
    {"links that lead nowhere, as warnings", BOTH "broken_links: warning\n",
     {{"a.it.md", T("A") "[](bb.md)\n"}}, {{"links /it/a/", "bb.md -> bb.md !"}},
     "4:4 'bb.md' leads nowhere [broken-link-warning]"},
    {"links that lead nowhere, unsaid", BOTH "broken_links: off\n",
     {{"a.it.md", T("A") "[](bb.md)\n"}}, {{"links /it/a/", "bb.md -> bb.md !"}}, ""},
    {"a link to a draft", BOTH,
     {{"a.it.md", T("A") "[](b.md)\n"}, {"b.it.md", WITH("B", "draft: true\n")}}, {{"links /it/a/", "b.md -> b.md !"}},
     "4:4 'b.md' leads to a page that is not published: a draft [link-to-absent]"},

    /* ---- pictures */
    {"a picture that is named", BOTH,
     {{"img/x.it.png", "2x2"}, {"img/x.png", "1x1"}, {"posts/a.it.md", WITH("A", "date: 2026-01-01\nparams: {image: ../img/x.png}\n")}, {"posts/b.it.md", WITH("B", "date: 2026-01-01\nparams: {image: \"https://b.org/x.png\"}\n")}},
     {{"/it/posts/a/ image", "/img/x.it.png"}, {"/it/posts/b/ image", "None"}}, ""},
    {"a picture that is not there", BOTH,
     {{"a.it.md", WITH("A", "params: {image: x.png}\n")}}, {{"/it/a/ image", "None"}},
     "there is no file 'x.png', which params.image names [image-missing]"},
    {"a picture outside", BOTH,
     {{"a.it.md", WITH("A", "params: {image: ../../x.png}\n")}}, {{"/it/a/ image", "None"}},
     "there is no file '../../x.png', which params.image names [image-missing]"},
};
/* clang-format on */

static void put_target(Buf *b, const Link *link, const LinkTarget *t)
{
    buf_put(b, b->len ? STR("; ") : STR(""));
    buf_printf(b, STR_FMT " -> " STR_FMT, STR_ARG(link->target),
               STR_ARG(t->url));
    if (link->kind == LINK_WIKI)
        buf_printf(b, " \"" STR_FMT "\"", STR_ARG(t->text));
    if (t->lang.len)
        buf_printf(b, " (" STR_FMT ")", STR_ARG(t->lang));
    if (t->width)
        buf_printf(b, " %dx%d", t->width, t->height);
    if (t->broken)
        BUF_LIT(b, " !");
}

/* "links PAGE": where the links in a page's text lead. */
static Str links_of(Arena *a, const Site *site, Str url, DiagList *d)
{
    const Page *p = site_page(site, a, url, 0);
    Buf b = buf_in(a);

    if (!p || !p->doc)
        return STR("NO SUCH PAGE");
    for (size_t i = 0; i < p->doc->links.len; i++) {
        const Link *link = &p->doc->links.items[i];
        LinkTarget t = site_resolve_link(site, a, p, link, d);
        put_target(&b, link, &t);
    }
    return buf_str(&b);
}

/* "routes PREFIX": the files to be written. */
static Str routes_of(Arena *a, const Site *site, Str prefix)
{
    Buf b = buf_in(a);

    for (size_t i = 0; i < site->routes.len; i++) {
        if (!str_starts(site->routes.items[i].output, prefix))
            continue;
        buf_put(&b, b.len ? STR(" ") : STR(""));
        buf_put(&b, site->routes.items[i].output);
    }
    return buf_str(&b);
}

static Str answer(Arena *a, const Site *site, const char *question, DiagList *d)
{
    StrCut cut = str_cut(str_of(question), ' ');

    if (str_eq(cut.head, STR("links")))
        return links_of(a, site, cut.tail, d);
    if (str_eq(cut.head, STR("routes")))
        return routes_of(a, site, cut.tail);
    return small_ask(a, site, question);
}

static size_t count_files(const Case *c)
{
    size_t n = 0;

    while (n < MOST_FILES && c->files[n].path && *c->files[n].path)
        n++;
    return n;
}

static void check_case(const Case *c)
{
    Arena a = {0};
    DiagList d = {.arena = &a};
    const Site *site = small_site(&a, c->config, c->files, count_files(c), &d);

    for (size_t i = 0; i < MOST_ASKS && c->asks[i].question; i++) {
        Str name = str_printf(&a, "%s: %s", c->name, c->asks[i].question);
        assert_str(arena_cstr(&a, name),
                   answer(&a, site, c->asks[i].question, &d),
                   str_of(c->asks[i].answer));
    }
    assert_str(c->name, diags_text(&a, &d), str_of(c->diags));
    arena_free(&a);
}

static void sites_are_put_together(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++)
        check_case(&cases[i]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sites_are_put_together),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
