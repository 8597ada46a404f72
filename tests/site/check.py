#!/usr/bin/env python3
"""check.py - is a built site whole?

    check.py FOLDER BASE_URL

Every page, feed, sitemap and redirect of the folder is read.  Links and their
anchors must lead to something, translations must point at each other, assets
must have the digests that pages claim for them, scripts must be those that the
security policy allows, feeds must have what their formats require.  Prints a
line for each fault; exits 1 if there is one.
"""
import base64
import hashlib
import json
import os
import re
import sys
import xml.etree.ElementTree as ET
from html.parser import HTMLParser
from urllib.parse import unquote, urljoin, urlsplit

VOID = set("area base br col embed hr img input link meta source track wbr".split())
ATOM = "{http://www.w3.org/2005/Atom}"
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
XHTML = "{http://www.w3.org/1999/xhtml}"
RFC3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)$")


class Page(HTMLParser):
    """What matters of one HTML file."""

    def __init__(self, path, text):
        super().__init__(convert_charrefs=True)
        self.path, self.open = path, []
        self.ids, self.links, self.alternates = [], [], {}
        self.images, self.scripts, self.integrity = [], [], []
        self.lang, self.title, self.h1, self.styled = None, "", 0, []
        self.canonical = self.refresh = None
        self.faults = []
        self.feed(text)
        self.close()
        if self.open:
            self.faults.append(f"<{self.open[-1]}> is not closed")

    def handle_starttag(self, tag, pairs):
        at = dict(pairs)
        if tag not in VOID:
            self.open.append(tag)
        if "id" in at:
            self.ids.append(at["id"])
        if "style" in at or tag == "style":
            self.styled.append(tag)
        if tag == "html":
            self.lang = at.get("lang")
        if tag == "h1":
            self.h1 += 1
        for name in ("href", "src", "poster"):
            if name in at and at.get("rel") not in ("preconnect", "dns-prefetch"):
                self.links.append((tag, name, at[name] or ""))
        if at.get("integrity"):
            self.integrity.append((at.get("href") or at.get("src"), at["integrity"]))
        if tag == "img":
            self.images.append(at)
        if tag == "script":
            self.scripts.append([at, ""])
        if tag == "link" and at.get("rel") == "alternate" and "hreflang" in at \
                and at.get("type", "text/html") == "text/html":
            self.alternates[at["hreflang"]] = at["href"]
        if tag == "link" and at.get("rel") == "canonical":
            self.canonical = at["href"]
        if tag == "meta" and (at.get("http-equiv") or "").lower() == "refresh":
            self.refresh = at["content"]

    def handle_endtag(self, tag):
        if tag in VOID:
            return
        if not self.open or self.open[-1] != tag:
            self.faults.append(f"</{tag}> closes <{self.open[-1] if self.open else ''}>")
        if tag in self.open:
            while self.open.pop() != tag:
                pass

    def handle_data(self, data):
        if self.open and self.open[-1] == "title" and "svg" not in self.open:
            self.title += data
        if self.open and self.open[-1] == "script":
            self.scripts[-1][1] += data


class Site:
    def __init__(self, folder, base):
        self.folder, self.base = folder, base.rstrip("/")
        self.faults, self.files, self.pages = [], set(), {}
        for top, _, names in os.walk(folder):
            for name in names:
                path = os.path.relpath(os.path.join(top, name), folder)
                self.files.add(path)
        for path in sorted(self.files):
            if path.endswith(".html"):
                self.pages[path] = Page(path, self.text(path))

    def bytes(self, path):
        with open(os.path.join(self.folder, path), "rb") as f:
            return f.read()

    def text(self, path):
        return self.bytes(path).decode("utf-8")

    def fault(self, path, what):
        self.faults.append(f"{path}: {what}")

    def url(self, path):
        return self.base + "/" + re.sub(r"(^|/)index\.html$", r"\1", path)

    def find(self, url, at):
        """The file an address leads to: its path, None if there is none, or ''
        if it is on another host."""
        full = urljoin(self.url(at), url)
        parts = urlsplit(full)
        if parts.scheme not in ("http", "https"):
            return ""
        if not full.startswith(self.base + "/") and full != self.base:
            return ""
        path = unquote(parts.path).lstrip("/")
        if path == "" or path.endswith("/"):
            path += "index.html"
        return path if path in self.files else None

    def check_links(self, page):
        for tag, name, url in page.links:
            to = self.find(url, page.path)
            if to is None:
                self.fault(page.path, f"{name}={url} leads nowhere")
            elif to == "" and tag in ("script", "img", "link", "iframe", "source") \
                    and not url.startswith("data:") and tag != "link":
                self.fault(page.path, f"<{tag}> loads {url} from another host")
            elif to in self.pages:
                anchor = unquote(urlsplit(url).fragment)
                if anchor and anchor not in self.pages[to].ids:
                    self.fault(page.path, f"{url}: no such anchor")

    def check_alternates(self, page):
        own = self.url(page.path)
        if not page.alternates:
            return
        if page.canonical and page.canonical != own:
            self.fault(page.path, f"canonical is {page.canonical}")
        if page.alternates.get(page.lang) != own and page.path != "index.html":
            self.fault(page.path, "no hreflang to itself")
        if "x-default" not in page.alternates:
            self.fault(page.path, "no x-default")
        for lang, url in page.alternates.items():
            to = self.find(url, page.path)
            if not to:
                self.fault(page.path, f"hreflang {lang} leads nowhere: {url}")
            elif lang != "x-default" and own not in self.pages[to].alternates.values():
                self.fault(page.path, f"{to} does not point back")

    def check_safety(self, page, allowed):
        if page.styled:
            self.fault(page.path, f"inline style on {page.styled[0]}")
        for at, text in page.scripts:
            if at.get("type") == "application/ld+json":
                try:
                    json.loads(text)
                except ValueError as e:
                    self.fault(page.path, f"JSON-LD: {e}")
            elif "src" not in at:
                digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
                if f"'sha256-{digest}'" not in allowed:
                    self.fault(page.path, "an inline script that the policy forbids")
        for url, integrity in page.integrity:
            to = self.find(url, page.path)
            if not to:
                continue
            digest = base64.b64encode(hashlib.sha384(self.bytes(to)).digest()).decode()
            if integrity != f"sha384-{digest}":
                self.fault(page.path, f"{url}: wrong integrity")

    def check_pages(self):
        headers = self.text("_headers") if "_headers" in self.files else ""
        for page in self.pages.values():
            for what in page.faults:
                self.fault(page.path, what)
            for one in set(x for x in page.ids if page.ids.count(x) > 1):
                self.fault(page.path, f"id '{one}' twice")
            if not page.lang:
                self.fault(page.path, "no lang")
            if not page.title.strip():
                self.fault(page.path, "no title")
            if page.h1 != 1 and not page.refresh:
                self.fault(page.path, f"{page.h1} h1")
            for image in page.images:
                if "alt" not in image:
                    self.fault(page.path, f"no alt: {image.get('src')}")
                if self.find(image.get("src", ""), page.path) and \
                        not ("width" in image and "height" in image):
                    self.fault(page.path, f"no size: {image.get('src')}")
            self.check_links(page)
            self.check_alternates(page)
            self.check_safety(page, headers)

    def check_atom(self, path):
        root = ET.fromstring(self.bytes(path))
        for one in [root] + root.findall(ATOM + "entry"):
            for name in ("id", "title", "updated"):
                if not (one.findtext(ATOM + name) or "").strip():
                    self.fault(path, f"{one.tag}: no {name}")
            if not RFC3339.match(one.findtext(ATOM + "updated") or ""):
                self.fault(path, "updated is not RFC 3339")
            for link in one.findall(ATOM + "link"):
                if self.find(link.get("href"), path) is None:
                    self.fault(path, f"link to {link.get('href')}")
                if not urlsplit(link.get("href")).scheme:
                    self.fault(path, f"relative link {link.get('href')}")
        for entry in root.findall(ATOM + "entry"):
            if root.find(ATOM + "author") is None and entry.find(ATOM + "author") is None:
                self.fault(path, "an entry without an author")
            content = entry.find(ATOM + "content")
            if content is None:
                self.fault(path, "an entry without its text")
                continue
            for one in content.iter():
                for name in ("href", "src"):
                    if name in one.attrib and not urlsplit(one.get(name)).scheme:
                        self.fault(path, f"relative {name} {one.get(name)}")
                    elif name in one.attrib and self.find(one.get(name), path) is None:
                        self.fault(path, f"{name} {one.get(name)} leads nowhere")
        ids = [e.findtext(ATOM + "id") for e in root.findall(ATOM + "entry")]
        if len(ids) != len(set(ids)):
            self.fault(path, "an id twice")

    def check_json_feed(self, path):
        feed = json.loads(self.text(path))
        if feed.get("version") != "https://jsonfeed.org/version/1.1" or not feed.get("title"):
            self.fault(path, "no version or title")
        for item in feed.get("items", []):
            for name in ("id", "url", "date_published"):
                if not item.get(name):
                    self.fault(path, f"an item without {name}")
            if not (item.get("content_html") or item.get("content_text")):
                self.fault(path, "an item without its text")
            if not RFC3339.match(item.get("date_published", "")):
                self.fault(path, "date is not RFC 3339")
            if self.find(item.get("url", ""), path) is None:
                self.fault(path, f"{item.get('url')} leads nowhere")

    def check_sitemap(self):
        root = ET.fromstring(self.bytes("sitemap.xml"))
        seen = {}
        for url in root.findall(MAP + "url"):
            loc = url.findtext(MAP + "loc")
            if not self.find(loc, "sitemap.xml"):
                self.fault("sitemap.xml", f"{loc} leads nowhere")
            seen[loc] = {x.get("hreflang"): x.get("href")
                         for x in url.findall(XHTML + "link")}
        for loc, others in seen.items():
            for lang, to in others.items():
                if lang == "x-default":
                    if not self.find(to, "sitemap.xml"):
                        self.fault("sitemap.xml", f"{to} leads nowhere")
                elif loc not in seen.get(to, {}).values():
                    self.fault("sitemap.xml", f"{to} does not point back to {loc}")
        if not seen:
            self.fault("sitemap.xml", "is empty")

    def check_redirects(self):
        for line in self.text("_redirects").splitlines():
            words = line.split()
            if words and not self.find(words[1], "_redirects"):
                self.fault("_redirects", f"{words[1]} leads nowhere")

    def check(self):
        self.check_pages()
        for path in sorted(self.files):
            try:
                if path.endswith("feed.xml"):
                    self.check_atom(path)
                elif path.endswith("feed.json"):
                    self.check_json_feed(path)
            except (ET.ParseError, ValueError) as e:
                self.fault(path, str(e))
        for name, check in (("sitemap.xml", self.check_sitemap),
                            ("_redirects", self.check_redirects)):
            if name in self.files:
                check()
            else:
                self.fault(name, "is not there")
        return self.faults


def main():
    site = Site(sys.argv[1], sys.argv[2])
    faults = site.check()
    for fault in faults:
        print(fault)
    print(f"site: {len(site.pages)} pages, {len(faults)} faults")
    if not site.pages:
        print("site: nothing was built")
    sys.exit(1 if faults or not site.pages else 0)


if __name__ == "__main__":
    main()
