"""edits.py - a small site, and random edits to it as people make them."""
import os
import pathlib
import random
import struct

WORDS = ("amber bridge copper dawn ember field garden harbour ink juniper kettle "
         "lantern meadow needle orchard paper quiet river stone tide umber valley "
         "willow yarrow perché città l'uomo un'ora").split()
TAGS = ["thinking", "tools", "water", "Riflessioni", "new tag", "C++"]
SERIES = ["", "", "", "voyage", "notes"]
DAYS = [f"20{y:02}-{m:02}-{d:02}" for y, m, d in
        ((20, 1, 3), (21, 5, 9), (22, 2, 28), (23, 12, 31), (24, 2, 29),
         (25, 7, 1), (26, 1, 10), (26, 3, 1), (26, 3, 5), (26, 9, 9))]

CONFIG = {
    "title": ["A small site", "Another name"],
    "author": ["", "somebody"],
    "base_url": ["https://one.example", "https://two.example/below"],
    "languages": ["[it, en]", "[en, it]"],
    "default_language": ["it", "en"],
    "root": ["page", "it"],
    "paginate": ["3", "5", "40"],
    "feed_limit": ["2", "10"],
    "summary_words": ["10", "40"],
    "feeds": ["[atom]", "[atom, json]", "[]"],
    "show_untranslated": ["true", "false"],
    "raw_html": ["allow", "escape", "drop"],
    "broken_links": ["error", "warning", "warning", "warning", "off"],
    "pager_slug": ["page", "{it: pagina, en: page}"],
    "permalinks": ['{posts: "/:lang/:slug/"}', '{posts: "/:lang/:year/:slug/"}', "{}"],
    "params": ["{colour: red}", "{colour: blue, size: 3}", "{}"],
    "plugins": ["[]", "[own]", "[OWN]", "[OWN, hooks]", "[OWN, HOOKS]", "[HOOKS, OWN]"],
}

LAYOUTS = {
    "post.html": [
        '{% extends "base.html" %}{% block main %}<h1>{{ page.title }}</h1>'
        '{{ page.content }}{% for p in page.related %}{{ p.title }} {% endfor %}{% endblock %}',
        '{% extends "base.html" %}{% block main %}{{ page.raw | length }} {{ page.words }}'
        '{{ page.summary }}{% include "extra.html" ignore missing %}{% endblock %}',
        '{% extends "base.html" %}{% block main %}{% for p in pages(tag="tools") %}'
        '<a href="{{ p.url }}">{{ p.title }}</a>{% endfor %}{{ site.params.colour }}{% endblock %}',
        '{% extends "base.html" %}{% block main %}{{ page.title | nosuchfilter }}{% endblock %}',
        '{% extends "base.html" %}{% block main %}{% for p in site.posts %}'
        '{{ p.title }}{{ p is translated }}{{ p.minutes }}{% endfor %}{% endblock %}',
        '{% extends "base.html" %}{% block main %}{{ page.title | loud }}{% endblock %}',
        '{% extends "base.html" %}{% block main %}{% if plugins.hooks is defined %}'
        '{{ plugins.hooks.n }}{% for p in plugins.hooks.pages %}{{ p.title }}{{ p.words }}{% endfor %}'
        '{% endif %}{{ page.params.n }}{{ site.params.n }}{% endblock %}',
        '{% extends "base.html" %}{% block main %}{{ page.content }}{{ plugins | length }}{% endblock %}',
    ],
    "taken.html": ['{{ taken("a") }}{{ seen() }}', '{{ taken("b") }}', '{{ "```taken\\n```" | markdown }}'],
    "extra.html": ['{% include "taken.html" ignore missing %}', '{{ "x {{ next() }}\n\n```hour\ny\n```" | markdown }}',
                   '{{ page.title | marked }}',
                   '{{ "```shout\ny\n```\n\n{{ around(x=1) }}" | markdown }}',
                   '{{ "a *text* with [a link](/posts/p1.md)" | markdown }}',
                   '{{ page("posts/p2").title }}', '{{ now() }}',
                   '{{ page.headings | length }}{{ page.contents | json }}',
                   '{{ asset("style.css").integrity }}{{ absolute("/x") }}'],
    "head.html": ['{% if plugins.hooks is defined %}<meta content="{{ plugins.hooks.n }}">{% endif %}',
                  '{% if plugins.hooks is defined %}<meta content="{{ plugins.hooks.n }}">{% endif %}{{ taken("a") }}{{ seen() }}',
                  '<meta name="x" content="{{ page.description }}">',
                  '{% for o in pager.alternates %}{{ o.permalink }}{% endfor %}'],
    "list.html": ['<ul>{% for one in pager.pages %}<li>{{ one.url }} {{ one.summary_text }}'
                  '{% if one.date %}{{ one.date | date("long") }}{% endif %}</li>{% endfor %}</ul>'],
    "odd.html": ['{% extends "post.html" %}', 'odd {{ page.xhtml }} {{ route.url }}'],
    "assets/style.css": ["body { color: red }", "body { color: blue }"],
    "assets/mine.svg": ['<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'],
    "i18n/en.yaml": ["messages: {related: Also this}\n", "locale: {date_long: \"y MMMM d\"}\n",
                     "messages: {note_back: Up, minutes: {one: one, other: many}}\n",
                     "locale: {words_a_minute: 10}\n", "messages: {skip: 'x {y}'}\n"],
    "i18n/it.yaml": ["messages: {related: Anche questo}\n",
                     "locale: {outer_open: '“', outer_close: '”'}\n"],
}

PLUGIN = """
local n = {n}
return {{
    needs = {{read = "data/*.txt", env = "SEEN"}},
    filters = {{
        loud = function(text) return tostring(text):upper() .. n end,
        marked = function(text) return bifolio.markdown("'m' " .. tostring(text) .. [[ *x* [l](/posts/p1.md)

```hour
x
```]]) end,
    }},
    functions = {{
        hour = function() return bifolio.now().iso end,
        taken = function(args) return bifolio.read("data/" .. args[1] .. ".txt") or "none" end,
        seen = function() return bifolio.env("SEEN") or "none" end,
    }},
    shortcodes = {{
        taken = function() return (bifolio.read("data/a.txt") or "none") .. (bifolio.env("SEEN") or "") end,
        next = function(args, body, page) return page and page.next and page.next.title or tostring(n) end,
        hour = function(args, body) return bifolio.now().iso .. (body or "") end,
        marked = function() return bifolio.markdown([[[l](/posts/p1.md)

```shout
x
```]]) end,
        around = function(args, body, page)
            return bifolio.html("<b>" .. (page and page.section or "") .. "</b>") .. (body or "") .. args.x
        end,
    }},
    code = {{
        taken = function() return bifolio.read("data/b.txt") end,
        shout = function(block) return bifolio.html("<b>" .. n .. block.code .. "</b>") end,
        hour = function(block) return bifolio.html("<i>" .. bifolio.now().iso .. "</i>") end,
    }},
}}
"""

# Each hook in several ways, so that one is taken away, comes back, or fails.
HOOKS = {
    "config": ["return {params = {n = N}}", "return {params = {n = bifolio.read('data/a.txt')}}", "return nil",
               "return {params = {n = bifolio.now().day}}"],
    "page": ["return {title = a.title .. N}", "return {params = {n = a.words + N}}",
             "if a.words % 7 == N then error('odd') end", "if #a.links > 3 then bifolio.warn('many') end"],
    "ready": ["local t = {} for i, p in ipairs(a.posts) do t[i] = p end return {n = N, pages = t}",
              "return {n = #a.pages, pages = {a.posts[1]}}",
              "return {n = bifolio.read('data/a.txt'), pages = {}}",
              "return {n = bifolio.now().year, pages = {}}", "error('not ready')"],
    "rendered": ["return a .. '<p>' .. N .. '</p>'", "return (a:gsub('a', 'o'))",
                 "return a .. #bifolio.data().pages .. b.title", "return a .. bifolio.now().iso"],
    "routes": ["return {{path = 'x/' .. N .. '.txt', text = 'x'}, {path = 'y.txt', text = N .. ''}}",
               "local t = {} for i, p in ipairs(a.posts) do t[i] = {path = 'raw' .. p.url .. 'p.txt', "
               "text = p.title .. p.content} end return t",
               "return {{path = 'now.txt', text = bifolio.now().iso}}", "error('no way')"],
    "output": ["return a .. N", "return a .. b.output", "return a .. (bifolio.read('data/b.txt') or '')",
               "if c and c.next then return a .. c.next.title end",
               "return a .. #bifolio.data().pages", "if #a % 9 == N then bifolio.warn('nine') end"],
}


def picture(width, height):
    return (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" +
            struct.pack(">II", width, height) + b"\x08\x02\0\0\0")


class Site:
    """The sources, and the random choices that are made of them."""

    def __init__(self, folder, seed):
        self.folder = pathlib.Path(folder)
        self.random = random.Random(seed)
        self.config = {}
        self.saved = {}  # what a broken file was before
        self.clock = "2026-03-02"
        self.seen = ""
        self.serial = 0
        self.plain = False  # nothing that can be wrong

    # ---- files

    def path(self, name):
        return self.folder / name

    def write(self, name, text):
        """As editors do: in place, or by a rename."""
        path = self.path(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        data = text if isinstance(text, bytes) else text.encode()
        if self.random.random() < 0.5 or not path.exists():
            path.write_bytes(data)
            return
        other = path.with_name(".new")
        other.write_bytes(data)
        os.rename(other, path)

    def files(self, pattern):
        found = sorted(self.folder.glob(pattern))
        return [str(p.relative_to(self.folder)) for p in found if p.is_file()]

    def posts(self):
        return self.files("content/posts/*.md") + self.files("content/posts/*/*.md")

    def any(self, items):
        return self.random.choice(items) if items else None

    # ---- texts

    def words(self, n):
        return " ".join(self.random.choice(WORDS) for _ in range(n))

    def link(self):
        kind = self.random.random()
        post = self.any(self.posts())
        name = pathlib.Path(post).name if post else "p1.md"
        stem = name.split(".")[0]
        if kind < 0.3:
            return f"[{self.words(1)}]({name})"
        if kind < 0.5:
            return f"[[{stem}]]"
        if kind < 0.6:
            return f"[{self.words(1)}](/posts/{stem}.md)"
        if kind < 0.7:
            return f"![a]({self.any(['a.png', '/b.png', 'c.png'])})"
        if kind < 0.75:
            return f"[{self.words(1)}]({name}#{self.any(['one', 'two'])})"
        return "[out](https://example.org/)"

    def shortcode(self):
        if "own" not in self.config.get("plugins", "").lower():
            return self.words(3)
        around = f"{{% around(x={self.random.randint(1, 2)}) %}}"
        return self.any([
            "{{ taken() }}", "A {{ next() }} in " + self.words(2), "{{ hour() }}", "{{ marked() }}",
            f"{around}\n\n{self.words(2)} {self.link()}\n\n{{% end %}}",
            f"{around}\n\n{self.words(2)}\n\n{{% end %}}"])

    def body(self):
        parts = []
        for _ in range(self.random.randint(0, 4)):
            parts.append(self.any([
                lambda: self.words(12) + ".",
                lambda: self.words(5) + " " + self.link() + ".",
                lambda: "## " + self.any(["One", "Two", self.words(2)]),
                lambda: "```sh {title=\"x\"}\n" + self.words(3) + "\n```",
                lambda: "```sh {" + self.any(["hl=1", ".try"] + [""] * 20) + "}\n" + self.words(2) + "\n```",
                lambda: "```shout\n" + self.words(2) + "\n```",
                lambda: "```hour\nx\n```" if self.random.random() < 0.2 else "",
                lambda: self.shortcode(),
                lambda: self.shortcode(),
                lambda: "> [!NOTE]\n> " + self.words(4),
                lambda: "A note.[^1]\n\n[^1]: " + self.words(3),
                lambda: "<em>raw</em> " + self.words(2),
                lambda: "<!--more-->",
            ])())
        return "\n\n".join(parts) + "\n"

    def front(self):
        r = self.random
        out = [f'title: "{self.words(3)}"']
        if r.random() < 0.85:
            out.append(f"date: {self.any(DAYS)}")
        if r.random() < 0.8:
            out.append("tags: [" + ", ".join(r.sample(TAGS, r.randint(0, 3))) + "]")
        if r.random() < 0.3:
            out.append(f'description: "{self.words(5)}"')
        series = self.any(SERIES)
        if series:
            out.append(f"series: {series}")
        for key, chance, value in (
                ("draft", 0.05, "true"), ("weight", 0.2, str(r.randint(1, 3))),
                ("expires", 0.05, self.any(DAYS)), ("publish", 0.05, self.any(DAYS)),
                ("updated", 0.1, self.any(DAYS)), ("toc", 0.1, "true"),
                ("layout", 0.03, "odd"), ("slug", 0.1, f"s{r.randint(1, 90)}"),
                ("aliases", 0.1, f"[/old/{r.randint(1, 60)}/]"),
                ("author", 0.1, "another"), ("key", 0.03, "pair"),
                ("params", 0.1, "{image: a.png, when: 2026-01-01, deep: {a: [1, x]}}"),
                ("tgas", 0.03, "[x]")):
            if r.random() < chance and not self.plain:
                out.append(f"{key}: {value}")
        return out

    def page(self):
        return "---\n" + "\n".join(self.front()) + "\n---\n\n" + self.body()

    def split(self, name):
        parts = self.path(name).read_text(errors="replace").split("---\n", 2)
        return (parts[1].splitlines(), parts[2]) if len(parts) == 3 else (self.front(), "\n")

    def join(self, name, front, body):
        self.write(name, "---\n" + "\n".join(front) + "\n---\n" + body)

    def set_field(self, name, key, value):
        front, body = self.split(name)
        front = [l for l in front if not l.startswith(key + ":")]
        if value:
            front.append(f"{key}: {value}")
        self.join(name, front, body)

    # ---- edits: each returns what was done, or nothing

    def add(self):
        self.serial += 1
        lang = self.any(["it", "en"])
        name = self.any([f"content/posts/p{self.serial}.{lang}.md",
                         f"content/posts/b{self.serial}/index.{lang}.md",
                         f"content/pages/q{self.serial}.{lang}.md"])
        self.write(name, self.page())
        return f"add {name}"

    def remove(self):
        posts = self.posts()
        if len(posts) < 6:
            return None
        name = self.any(posts)
        self.path(name).unlink()
        self.saved.pop(name, None)
        return f"remove {name}"

    def rename(self):
        name = self.any(self.posts())
        self.serial += 1
        to = pathlib.Path(name).with_name(
            f"r{self.serial}." + ".".join(pathlib.Path(name).name.split(".")[1:]))
        os.rename(self.path(name), self.path(str(to)))
        self.saved.pop(name, None)
        return f"rename {name} to {to}"

    def retitle(self):
        name = self.any(self.posts())
        self.set_field(name, "title", f'"{self.words(2)}"')
        return f"retitle {name}"

    def retag(self):
        name = self.any(self.posts())
        tags = self.random.sample(TAGS, self.random.randint(0, 3))
        self.set_field(name, "tags", "[" + ", ".join(tags) + "]")
        return f"retag {name}: {tags}"

    def redate(self):
        name = self.any(self.posts())
        self.set_field(name, "date", self.any(DAYS + [""]))
        return f"redate {name}"

    def field(self):
        name = self.any(self.posts())
        key, value = self.any([
            ("draft", "true"), ("draft", ""), ("weight", "1"), ("weight", ""),
            ("slug", f"s{self.random.randint(1, 90)}"), ("slug", ""),
            ("layout", "odd"), ("layout", ""), ("expires", self.any(DAYS)),
            ("expires", ""), ("series", "voyage"), ("series", ""),
            ("aliases", f"[/old/{self.random.randint(1, 60)}/]"), ("aliases", ""),
            ("description", f'"{self.words(4)}"'), ("description", ""),
            ("updated", self.any(DAYS)), ("params", "{image: a.png}")])
        self.set_field(name, key, value)
        return f"{key} of {name}: {value}"

    def text(self):
        name = self.any(self.posts())
        front, _ = self.split(name)
        self.join(name, front, "\n" + self.body())
        return f"text of {name}"

    def few_words(self):
        name = self.any(self.posts())
        self.write(name, self.path(name).read_text(errors="replace") + self.words(1) + "\n")
        return f"a word in {name}"

    def touch(self):
        name = self.any(self.posts())
        os.utime(self.path(name))
        return f"touch {name}"

    def translate(self):
        name = self.any(self.posts())
        other = name.replace(".it.md", ".XX.md").replace(".en.md", ".it.md").replace(".XX.", ".en.")
        if other == name or self.path(other).exists():
            return None
        front, body = self.split(name)
        self.join(other, front, "\n" + self.body() if self.random.random() < 0.5 else body)
        return f"translate {name}"

    def break_page(self):
        name = self.any(self.posts())
        text = self.path(name).read_bytes()
        self.saved.setdefault(name, text)
        self.write(name, self.any([
            b"", b"no front matter", b"---\ntitle: [x\n---\n", b"---\ntitle: x\ndate: 2026-13-01\n---\n",
            text + b"\n[nowhere](nowhere.md)\n", text + b"\xff\xfe", b"---\ndate: 2026-01-01\n---\n"]))
        return f"break {name}"

    def mend(self):
        if not self.saved:
            return None
        name = self.any(sorted(self.saved))
        text = self.saved.pop(name)
        if self.random.random() < 0.2 and self.path(name).exists() and name.startswith("content/"):
            self.path(name).unlink()
            return f"give up {name}"
        self.write(name, text)
        return f"mend {name}"

    def layout(self):
        name = self.any(sorted(LAYOUTS))
        full = "layouts/" + name
        if self.path(full).exists() and self.random.random() < 0.5:
            self.path(full).unlink()
            return f"remove {full}"
        self.write(full, self.any(LAYOUTS[name]))
        return f"write {full}"

    def configure(self):
        key = self.any(sorted(CONFIG))
        self.config[key] = self.any(CONFIG[key])
        self.write_config()
        return f"config {key}: {self.config[key]}"

    def break_config(self):
        if self.random.random() < 0.7:
            return None
        self.saved.setdefault("bifolio.yaml", self.path("bifolio.yaml").read_bytes())
        self.write("bifolio.yaml", "titel: x\npaginate: many\n")
        return "break the configuration"

    def write_config(self):
        self.saved.pop("bifolio.yaml", None)
        text = "".join(f"{k}: {v or chr(34) * 2}\n" for k, v in sorted(self.config.items()))
        text = text.replace("OWN", "own: {grant: {read: [data/*], env: [SEEN]}}")
        text = text.replace("HOOKS", "hooks: {grant: {read: [data/*]}}")
        if self.config.get("root", "page") != "page" and "it" not in self.config.get("languages", "it"):
            return
        self.write("bifolio.yaml", text)

    def registry(self):
        name = self.any(["content/tags.yaml", "content/series.yaml"])
        if self.path(name).exists() and self.random.random() < 0.3:
            self.path(name).unlink()
            return f"remove {name}"
        terms = self.random.sample(["thinking", "tools", "water", "voyage", "notes"], 3)
        rows = [f"{t}:\n  label: {{it: {self.words(1)}-{i}, en: {t} {i}}}\n" for i, t in enumerate(terms)]
        if self.random.random() < 0.4:
            rows[0] += "  synonyms: [new tag, Riflessioni]\n"
        self.write(name, "".join(rows))
        return f"write {name}"

    def resource(self):
        posts = self.files("content/posts/*/index.*.md")
        folder = self.any([str(pathlib.Path(p).parent) for p in posts] + ["content", "content/posts"])
        name = f"{folder}/" + self.any(["a.png", "b.png", "a.it.png", "c.png", "notes.txt"])
        if self.path(name).exists() and self.random.random() < 0.4:
            self.path(name).unlink()
            return f"remove {name}"
        size = self.random.randint(1, 3)
        self.write(name, self.words(3) if name.endswith("txt") else picture(100 * size, 50))
        return f"write {name}"

    def plugin(self):
        self.write("plugins/own.lua", PLUGIN.format(
            n=self.any(["1", "2", "bifolio.now().year"])))
        return "write plugins/own.lua"

    def hooks(self):
        chosen = sorted(self.random.sample(sorted(HOOKS), self.random.randint(0, 4)))
        n = str(self.random.randint(1, 2))
        rows = [f"  {name} = function(a, b, c) {self.any(HOOKS[name])} end,\n".replace("N", n, 2)
                for name in chosen]
        self.write("plugins/hooks.lua", "return {needs = {read = 'data/*'}, hooks = {\n" + "".join(rows) + "}}\n")
        return "hooks: " + ", ".join(chosen)

    def data(self):
        name = self.any(["data/a.txt", "data/b.txt"])
        if self.path(name).exists() and self.random.random() < 0.3:
            self.path(name).unlink()
            return f"remove {name}"
        self.write(name, self.words(2))
        return f"write {name}"

    def environment(self):
        self.seen = self.any(["", "yes", "no"])
        return f"SEEN={self.seen}"

    def wait(self):
        self.clock = self.any([d for d in DAYS if d > "2025"])
        return f"the clock is {self.clock}"

    def folder(self):
        old = self.any(sorted(p for p in self.folder.glob("content/posts/b*") if p.is_dir()))
        if not old:
            return None
        self.serial += 1
        os.rename(old, old.with_name(f"b{self.serial}"))
        return f"rename the folder {old.name}"

    def nothing(self):
        return "nothing"

    KINDS = [(add, 6), (remove, 4), (rename, 3), (retitle, 6), (retag, 6), (redate, 4),
             (field, 8), (text, 8), (few_words, 6), (touch, 2), (translate, 4),
             (break_page, 4), (mend, 8), (layout, 7), (configure, 6), (break_config, 1),
             (registry, 3), (resource, 5), (plugin, 2), (hooks, 5), (data, 4), (environment, 2), (wait, 3), (folder, 2), (nothing, 3)]

    def begin(self):
        self.config = {"title": "A small site", "base_url": "https://one.example",
                       "languages": "[it, en]", "paginate": "3",
                       "broken_links": "warning", "plugins": "[OWN, HOOKS]"}
        self.write_config()
        self.plugin()
        self.write("plugins/hooks.lua", "return {needs = {read = 'data/*'}, hooks = {ready = function(a) "
                   "return {n = bifolio.read('data/a.txt') or #a.posts, pages = {}} end}}\n")
        self.write("layouts/head.html", LAYOUTS["head.html"][1])
        for name in ("content/_index.it.md", "content/posts/_index.en.md"):
            self.write(name, "---\ntitle: The beginning\n---\n\n" + self.words(9) + "\n")
        self.plain = True
        for _ in range(14):
            self.add()
        for _ in range(5):
            self.translate()
        for _ in range(4):
            self.resource()
        self.plain = False
        self.remember()

    # ---- all at once

    def remember(self):
        """What was well."""
        names = [n for top in ("content", "layouts", "plugins", "data")
                 for n in self.files(top + "/**/*")] + ["bifolio.yaml"]
        self.well = {n: self.path(n).read_bytes() for n in names}
        self.well_config = dict(self.config)

    def go_back(self):
        """As people do when they are lost."""
        now = [n for top in ("content", "layouts", "plugins", "data") for n in self.files(top + "/**/*")]
        for name in now:
            if name not in self.well:
                self.path(name).unlink()
        for name, text in self.well.items():
            if not self.path(name).exists() or self.path(name).read_bytes() != text:
                self.write(name, text)
        self.config = dict(self.well_config)
        self.saved = {}
        return "go back to what was well"

    def edit(self, well):
        """One edit; what was done.  What is broken is mended before long."""
        if not well and self.random.random() < 0.4:
            said = self.mend()
            if said:
                return said
        while True:
            kind = self.random.choices([k for k, _ in self.KINDS], [n for _, n in self.KINDS])[0]
            said = kind(self)
            if said:
                return said
