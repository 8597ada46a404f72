#!/usr/bin/env python3
"""serve.py - bifolio serve, asked over HTTP.

    serve.py BIFOLIO FOLDER [TEST...]     in a new site in FOLDER

A test is named by what follows test_; none is all.  NOISE is how many requests
are mutilated at random: `NOISE=30000 serve.py ... malformed` takes ten minutes.

Everything is asked over sockets, so that what a browser would not send can be
sent too.
"""
import gzip
import json
import os
import random
import re
import signal
import socket
import subprocess
import sys
import threading
import time

BIFOLIO, FOLDER, *CHOSEN = sys.argv[1:]
ENV = {**os.environ, "LC_ALL": "C"}
passed = failed = 0


def holds(name, good, more=""):
    global passed, failed
    if good:
        passed += 1
        print("ok  ", name)
    else:
        failed += 1
        print("FAIL", name, more, flush=True)


# ---- the server and how it is asked


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


class Server:
    def __init__(self, site, *options):
        self.process = subprocess.Popen(
            [BIFOLIO, "serve", "-C", site, *options], env=ENV, text=True,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        self.output = []
        self.url = None
        self.ready = threading.Event()
        self.reader = threading.Thread(target=self.read, daemon=True)
        self.reader.start()
        self.ready.wait(30)
        self.port = int(re.search(r":(\d+)/", self.url)[1]) if self.url else 0

    def read(self):
        for line in self.process.stdout:
            self.output.append(line)
            if line.startswith("http://") and not self.url:
                self.url = line.split()[0]
                self.ready.set()
        self.ready.set()

    def stop(self, by=signal.SIGINT):
        self.process.send_signal(by)
        try:
            status = self.process.wait(20)
        except subprocess.TimeoutExpired:
            self.process.kill()
            status = "did not end"
        self.reader.join(5)
        return status


class Answer:
    def __init__(self, raw):
        head, _, self.body = raw.partition(b"\r\n\r\n")
        lines = head.decode("latin-1").split("\r\n")
        self.raw = raw
        self.status = int(lines[0].split()[1]) if lines[0].startswith("HTTP/") else 0
        self.fields = {}
        for line in lines[1:]:
            name, _, value = line.partition(":")
            self.fields[name.lower()] = value.strip()

    def __getitem__(self, name):
        return self.fields.get(name, "")


def send(server, data, wait=10):
    with socket.create_connection(("127.0.0.1", server.port), timeout=wait) as s:
        got = b""
        try:
            s.sendall(data)
            while part := s.recv(65536):
                got += part
        except (ConnectionResetError, BrokenPipeError, socket.timeout):
            pass
        return Answer(got)


def ask(server, path, method="GET", host=None, **fields):
    host = host if host is not None else f"127.0.0.1:{server.port}"
    lines = [f"{method} {path} HTTP/1.1", f"Host: {host}", "Connection: close"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in fields.items()]
    return send(server, ("\r\n".join(lines) + "\r\n\r\n").encode("utf-8", "surrogateescape"))


class Events:
    """Server-sent events, as they come."""

    def __init__(self, server, page, build=0):
        self.socket = socket.create_connection(("127.0.0.1", server.port), timeout=15)
        self.socket.sendall(
            f"GET /_bifolio/events?page={page.replace('/', '%2F')}&build={build} HTTP/1.1\r\n"
            f"Host: localhost:{server.port}\r\n\r\n".encode())
        self.rest = b""
        self.next()

    def next(self):
        while True:
            match = re.search(rb"data: (.*?)\n\n", self.rest)
            if match:
                self.rest = self.rest[match.end():]
                return json.loads(match[1])
            part = self.socket.recv(65536)
            if not part:
                return None
            # The frames of chunked coding stand on lines of their own.
            self.rest = re.sub(rb"\r\n[0-9a-f]+\r\n", b"", self.rest + part)

    def close(self):
        self.socket.close()


# ---- a site

SITE = os.path.join(FOLDER, "site")


def path_of(name):
    path = os.path.join(SITE, name)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    return path


def write(name, text):
    with open(path_of(name), "wb") as f:
        f.write(text if isinstance(text, bytes) else text.encode())


def post(title, text, date="2026-01-02"):
    return f"---\ntitle: {title}\ndate: {date}\n---\n\n{text}\n"


subprocess.run([BIFOLIO, "new", "site", SITE, "-q"], env=ENV, check=True)
SECRET = "the secret beside the site"
with open(os.path.join(FOLDER, "secret.txt"), "w") as f:
    f.write(SECRET)
write("private.txt", SECRET)
write("content/posts/media/index.en.md", post("Media", "Files."))
for name in "a.png a.jpg a.gif a.webp a.avif a.mp3 a.mp4 a.webm a.woff2 a.pdf a.wasm a.txt a.unknown a.csv A.PNG".split():
    write("content/posts/media/" + name, "0123456789")
write("content/posts/media/page.css", "body{color:red}")
write("content/posts/media/page.css.gz", gzip.compress(b"body{color:red}"))
write("content/posts/media/è vero.txt", "accents and spaces")
write("layouts/redirects.txt", """
/old /en/ 301
/old/* /en/posts/:splat 302
/by/:year/:slug /en/posts/:slug 307
/quiet /en/404.html 200
/forced /en/ 301!
/en/posts/ /en/ 302!
/elsewhere https://example.org/x 308
/only/one Country=it /en/ 301
# a comment
/en/* /en/404.html 404
/it/* /it/404.html 404
/* /en/404.html 404
""")
write("layouts/headers.txt", """
# a comment
/*
  Content-Security-Policy: default-src 'none'; script-src 'sha256-abc'; upgrade-insecure-requests
  X-Everywhere: one
  Set-Cookie: a=b
  Strict-Transport-Security: max-age=1
/en/*
  X-Everywhere: two
  X-English: yes
/en/posts/*
  ! X-English
  Cache-Control: max-age=999
/assets/*
  Cache-Control: public, max-age=31536000, immutable
""")

TYPES = {
    "/en/": "text/html; charset=utf-8",
    "/en/feed.xml": "application/xml; charset=utf-8",
    "/en/feed.json": "application/json",
    "/robots.txt": "text/plain; charset=utf-8",
    "/posts/media/a.png": "image/png",
    "/posts/media/A.PNG": "image/png",
    "/posts/media/a.jpg": "image/jpeg",
    "/posts/media/a.gif": "image/gif",
    "/posts/media/a.webp": "image/webp",
    "/posts/media/a.avif": "image/avif",
    "/posts/media/a.mp3": "audio/mpeg",
    "/posts/media/a.mp4": "video/mp4",
    "/posts/media/a.webm": "video/webm",
    "/posts/media/a.woff2": "font/woff2",
    "/posts/media/a.pdf": "application/pdf",
    "/posts/media/a.wasm": "application/wasm",
    "/posts/media/a.csv": "text/csv; charset=utf-8",
    "/posts/media/a.unknown": "application/octet-stream",
    "/posts/media/page.css": "text/css; charset=utf-8",
    "/_bifolio/live.js": "text/javascript; charset=utf-8",
}


def test_answers(s):
    for path, want in TYPES.items():
        a = ask(s, path)
        holds(f"type of {path}", a.status == 200 and a["content-type"] == want,
              f"{a.status} {a['content-type']}")
    a = ask(s, "/posts/media/%C3%A8%20vero.txt")
    holds("accents and spaces in a name", a.body == b"accents and spaces", a.raw)
    a = ask(s, "/en/")
    holds("the script stands in a page, once", a.body.count(b"/_bifolio/live.js") == 1)
    holds("... before the end of the body",
          re.search(rb'<script src="/_bifolio/live.js"[^>]*></script></body>', a.body))
    holds("... and in no feed", b"_bifolio" not in ask(s, "/en/feed.xml").body)
    with open(path_of("../mine"), "wb") as f:
        f.write(a.body)
    holds("nothing is written to public/", not os.path.exists(os.path.join(SITE, "public/en")))
    holds("addresses lead here",
          f"http://127.0.0.1:{s.port}/en/".encode() in ask(s, "/sitemap.xml").body)

    etag = a["etag"]
    b = ask(s, "/en/", If_None_Match=etag)
    holds("304 for what the browser has", b.status == 304 and not b.body, b.raw)
    holds("... with its ETag", b["etag"] == etag)
    holds("... weakly, in a list", ask(s, "/en/", If_None_Match=f'"x", W/{etag}').status == 304)
    holds("... and not for another", ask(s, "/en/", If_None_Match='"x"').status == 200)
    b = ask(s, "/en/", method="HEAD")
    holds("HEAD: the same, without the body",
          b.status == 200 and not b.body and b["content-length"] == str(len(a.body)), b.raw)
    for method in "POST PUT DELETE OPTIONS TRACE PATCH".split():
        b = ask(s, "/en/", method=method)
        holds(f"{method}: no", b.status == 405 and b["allow"] == "GET, HEAD", b.raw[:200])
    b = ask(s, "/en/", method="POST", Content_Length="5000000000")
    holds("a body is not waited for", b.status == 405, b.raw[:200])


def test_ranges(s):
    path = "/posts/media/a.mp4"
    rows = [("bytes=0-3", 206, b"0123", "bytes 0-3/10"),
            ("bytes=4-", 206, b"456789", "bytes 4-9/10"),
            ("bytes=-3", 206, b"789", "bytes 7-9/10"),
            ("bytes=-30", 206, b"0123456789", "bytes 0-9/10"),
            ("bytes=8-100", 206, b"89", "bytes 8-9/10"),
            ("bytes=10-", 416, b"", "bytes */10"),
            ("bytes=99999999999999999999-", 416, b"", "bytes */10"),
            ("bytes=-0", 416, b"", "bytes */10"),
            ("bytes=5-2", 200, b"0123456789", ""),
            ("bytes=0-1,3-4", 200, b"0123456789", ""),
            ("bytes=x-", 200, b"0123456789", ""),
            ("bytes=--1", 200, b"0123456789", ""),
            ("lines=0-1", 200, b"0123456789", "")]
    for given, status, body, field in rows:
        a = ask(s, path, Range=given)
        holds(f"range {given}", (a.status, a.body, a["content-range"]) == (status, body, field), a.raw)
    etag = ask(s, path)["etag"]
    holds("a range of what the browser has",
          ask(s, path, Range="bytes=0-1", If_Range=etag).status == 206)
    holds("... the whole if it changed",
          ask(s, path, Range="bytes=0-1", If_Range='"x"').status == 200)
    a = ask(s, path, method="HEAD", Range="bytes=0-1")
    holds("... and not for HEAD", a.status == 200 and a["content-length"] == "10" and not a.body, a.raw)


def test_compressed(s):
    path = "/posts/media/page.css"
    a = ask(s, path, Accept_Encoding="gzip, br")
    holds("compressed beforehand, where it is wanted",
          a["content-encoding"] == "gzip" and gzip.decompress(a.body) == b"body{color:red}", a.raw)
    holds("... of the file's own type", a["content-type"] == "text/css; charset=utf-8")
    holds("... and told apart", a["vary"] == "Accept-Encoding")
    for accepts in ("", "identity", "gzip;q=0", "br"):
        a = ask(s, path, Accept_Encoding=accepts)
        holds(f"... not for '{accepts}'", a.body == b"body{color:red}" and not a["content-encoding"])


def test_redirects(s):
    rows = [("/old", 301, "/en/"),
            ("/old?a=1&b=%20", 301, "/en/?a=1&b=%20"),
            ("/old/a/b", 302, "/en/posts/a/b"),
            ("/old/a%20b%3F", 302, "/en/posts/a%20b%3F"),
            ("/by/2026/first-leaf", 307, "/en/posts/first-leaf"),
            ("/by/2026/", 404, ""),
            ("/elsewhere", 308, "https://example.org/x"),
            ("/forced", 301, "/en/"),
            ("/en/posts/", 302, "/en/"),
            ("/en", 301, "/en/"),
            ("/en/posts/media?x", 301, "/en/posts/media/?x"),
            ("/only/one", 404, "")]
    for path, status, to in rows:
        a = ask(s, path)
        holds(f"redirect of {path}", (a.status, a["location"]) == (status, to), a.raw[:300])
    holds("a page under another address", ask(s, "/quiet").status == 200)
    en = ask(s, "/en/nowhere")
    it = ask(s, "/it/nowhere/at/all")
    holds("what is not there, in English", en.status == 404 and b'<html lang="en"' in en.body, en.raw[:300])
    holds("... in Italian", it.status == 404 and b'<html lang="it"' in it.body, it.raw[:300])
    holds("... and it renews itself too", b"/_bifolio/live.js" in en.body)


def test_headers(s):
    a = ask(s, "/en/")
    holds("headers of every page that fits", a["x-everywhere"] == "one, two" and a["x-english"] == "yes", a.raw[:800])
    b = ask(s, "/en/posts/media/")
    holds("... and one taken away", b["x-english"] == "", b.raw[:800])
    policy = a["content-security-policy"]
    holds("the policy lets the script run", "script-src 'sha256-abc' 'self'" in policy, policy)
    holds("... and ask for changes", "connect-src 'self'" in policy, policy)
    holds("... and is else as written, but for TLS", policy.startswith("default-src 'none';")
          and "upgrade" not in policy, policy)
    holds("... which is not spoken here", a["strict-transport-security"] == "")
    holds("what the site says of caching counts for what never changes",
          b["cache-control"] == "no-cache")
    asset = re.search(rb'href="(/assets/style[^"]*)"', a.body)[1].decode()
    holds("... such as what is named by its bytes", "immutable" in ask(s, asset)["cache-control"])
    for name in ("/_headers", "/_redirects", "/.bifolio-manifest"):
        holds(f"{name} is not shown", ask(s, name).status == 404)


def test_hosts(s):
    for host in (f"127.0.0.1:{s.port}", f"localhost:{s.port}", "localhost", "LOCALHOST:1",
                 "[::1]:2424", "localhost."):
        holds(f"host {host}", ask(s, "/en/", host=host).status == 200)
    for host in ("evil.example", f"evil.example:{s.port}", "localhost.evil.example", "",
                 "127.0.0.1.evil.example", "xlocalhost"):
        for path in ("/en/", "/_bifolio/live.js", "/_bifolio/events?page=%2Fen%2F&build=0"):
            a = ask(s, path, host=host)
            holds(f"not host '{host}' for {path[:20]}", a.status in (400, 421) and SECRET.encode() not in a.body,
                  a.raw[:200])
    holds("no host at all", send(s, b"GET /en/ HTTP/1.1\r\nConnection: close\r\n\r\n").status in (400, 421))
    a = ask(s, "http://evil.example/en/", host=f"127.0.0.1:{s.port}")
    holds("a whole address as a path", a.status in (400, 404), a.raw[:200])


def dots():
    return ["..", "%2e%2e", "%2E.", ".%2e", "%252e%252e", "..%00", "..%c0%af", "%c0%ae%c0%ae",
            "..%5c", "..\\", "%uff0e%uff0e", "....//", "..;", "%2e%2e%2f", "..%2f", "..%255c",
            "%e0%80%ae%e0%80%ae", ".%00.", "..%0d%0a", "..%20"]


def test_traversal(s):
    tried = bad = 0
    for up in dots():
        for way in ("/{0}/{1}", "/en/{0}/{0}/{1}", "/en/{0}/{0}/{0}/{1}", "//{0}/{1}", "/{0}{1}",
                    "/assets/{0}/{0}/{1}", "/./{0}/{1}", "/%2f{0}/{1}", "{0}/{1}"):
            for target in ("private.txt", "secret.txt", "bifolio.yaml", "etc/passwd"):
                path = way.format(up, target)
                a = ask(s, path)
                tried += 1
                if SECRET.encode() in a.raw or b"languages:" in a.raw or b"root:" in a.raw or a.status == 200:
                    bad += 1
                    print("    ", path, a.raw[:200])
    for path in ("/etc/passwd", "//etc/passwd", "/private.txt", "/bifolio.yaml", "/content/tags.yaml",
                 "file:///etc/passwd", "/%2fetc%2fpasswd", "/en/index.html/..", "/en//index.html",
                 "/en%2findex.html", "/.git/config", "/public/.gitignore", "*", "/%", "/%zz", "/%00"):
        a = ask(s, path)
        tried += 1
        if a.status == 200 or SECRET.encode() in a.raw:
            bad += 1
            print("    ", path, a.raw[:200])
    holds(f"{tried} ways to leave the site lead nowhere", bad == 0)
    for path in ("//evil.example", "//evil.example/", "/\\evil.example", "/%5cevil.example/..", "//en"):
        a = ask(s, path)
        holds(f"{path} sends nobody elsewhere", "evil" not in a["location"], a.raw[:200])


def test_malformed(s):
    rows = [b"", b"\r\n\r\n", b"GET\r\n\r\n", b"GET /\r\n\r\n", b"GET / HTTP/9.9\r\n\r\n", b"\0" * 500,
            b"GET / HTTP/1.1\r\nHost\r\n\r\n", b"GET / HTTP/1.1\nHost: localhost\n\n",
            b"GET / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
            b"GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n\r\n",
            b"GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\n",
            b"GET /" + b"a" * 100000 + b" HTTP/1.1\r\n\r\n",
            b"GET / HTTP/1.1\r\n" + b"X: y\r\n" * 20000 + b"\r\n",
            b"GET / HTTP/1.1\r\nX: " + b"y" * 200000 + b"\r\n\r\n",
            b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + b"\x01" * 200,
            b"GET /_bifolio/events?page=" + b"%2F" * 4000 + b"&build=x HTTP/1.1\r\nHost: localhost\r\n\r\n"]
    for row in rows:
        a = send(s, row, wait=0.5)
        holds(f"malformed: {row[:40]!r}", a.status == 0 or a.status >= 200 and SECRET.encode() not in a.raw)
    noise = random.Random(7)
    good = b"GET /en/?a=b HTTP/1.1\r\nHost: localhost\r\nRange: bytes=0-1\r\nIf-None-Match: \"x\"\r\n\r\n"
    for _ in range(int(os.environ.get("NOISE", 300))):
        row = bytearray(good)
        for _ in range(noise.randrange(1, 8)):
            at = noise.randrange(len(row))
            row[at:at + noise.randrange(3)] = bytes(noise.randrange(256) for _ in range(noise.randrange(3)))
        send(s, bytes(row) + b"\r\n\r\n", wait=0.02)
    holds("after all that it answers", ask(s, "/en/").status == 200)


def test_slow(s):
    slow = []
    for i in range(100):
        c = socket.create_connection(("127.0.0.1", s.port))
        c.sendall(b"GET /en/ HTTP/1.1\r\nX-Slow: " if i % 2 else b"GE")
        slow.append(c)
    start = time.monotonic()
    good = sum(ask(s, "/en/").status == 200 for _ in range(100))
    took = time.monotonic() - start
    holds("100 others are answered beside 100 slow ones", good == 100, good)
    print(f"     which took {took:.2f} s")
    holds("... a change is told of meanwhile", changed(s))
    # A byte now and then, for longer than a request may take.
    deadline = time.monotonic() + 25
    alive = slow
    while alive and time.monotonic() < deadline:
        time.sleep(1)
        still = []
        for c in alive:
            try:
                c.sendall(b"x")
                c.setblocking(False)
                try:
                    if c.recv(100) == b"":
                        continue
                except BlockingIOError:
                    pass
                c.setblocking(True)
                still.append(c)
            except OSError:
                pass
        alive = still
    holds("the slow ones are given up on", not alive, len(alive))
    for c in slow:
        c.close()
    crowd = [socket.create_connection(("127.0.0.1", s.port)) for _ in range(380)]
    holds("in a crowd others are answered too", ask(s, "/en/").status == 200)
    for c in crowd:
        c.close()


turn = 0


def changed(s):
    """A save is told of within a few seconds."""
    global turn
    turn += 1
    e = Events(s, "/en/posts/media/")
    write("content/posts/media/index.en.md", post("Media", f"Files, {turn}."))
    news = e.next()
    e.close()
    return news and f"Files, {turn}.".encode() in ask(s, "/en/posts/media/").body


def test_rebuild(s):
    page = "/en/posts/media/"
    e = Events(s, page)
    digest = re.search(rb'data-page="([^"]*)"', ask(s, page).body)[1].decode()
    write("content/posts/media/index.en.md", post("Media", "Saved once."))
    news = e.next()
    now = re.search(rb'data-page="([^"]*)"', ask(s, page).body)[1].decode()
    holds("a save is told of, with what the page is now", news["page"] == now != digest, news)
    holds("... and it is that", b"Saved once." in ask(s, page).body)
    write("content/posts/media/a.txt", "changed")
    news = e.next()
    holds("a file that changed is named", news["files"] == ["/posts/media/a.txt"] and news["page"] == now, news)
    write("content/posts/media/index.en.md", post("Media", "Broken.", "2026-13-02"))
    news = e.next()
    problems = news["problems"]
    holds("an error is told of", problems and problems["errors"] == 1 and
          "index.en.md:3:7: error: '2026-13-02'" in problems["items"][0]["text"], news)
    holds("... with the line of the source", "date: 2026-13-02" in problems["items"][0]["text"])
    holds("... while the last good page stays", b"Saved once." in ask(s, page).body)
    write("content/posts/media/index.en.md", post("Media", "Mended."))
    news = e.next()
    holds("... until it is mended", not wrong(news) and b"Mended." in ask(s, page).body, news)
    keep = open(path_of("bifolio.yaml"), "rb").read()
    write("bifolio.yaml", b"title: [\n")
    news = e.next()
    holds("so it is of a configuration that cannot be read", news["problems"]["errors"] > 0, news)
    holds("... and all pages stay", b"Mended." in ask(s, page).body)
    write("bifolio.yaml", keep)
    holds("... until it is mended", not wrong(e.next()))
    e.close()


def wrong(news):
    return news["problems"] and news["problems"]["errors"]


def quiet(e):
    """No news for a while."""
    e.socket.settimeout(0.8)
    try:
        return e.next() is None
    except socket.timeout:
        return True
    finally:
        e.socket.settimeout(15)


def test_saving(s):
    """The ways of editors."""
    name = path_of("content/posts/saved.en.md")
    page = "/en/posts/saved/"
    e = Events(s, page)

    def told(what, text):
        body = b""
        deadline = time.monotonic() + 10
        while text.encode() not in body and time.monotonic() < deadline:
            e.next()
            body = ask(s, page).body
        holds(what, text.encode() in body, body[-600:])

    write("content/posts/saved.en.md", post("Saved", "New file."))
    told("a new file", "New file.")
    with open(name, "w") as f:
        f.write(post("Saved", "In place."))
    told("written in place", "In place.")
    with open(name + ".tmp", "w") as f:
        f.write(post("Saved", "Renamed over."))
    os.rename(name + ".tmp", name)
    told("renamed over", "Renamed over.")
    with open(os.path.join(os.path.dirname(name), "4913"), "w"):
        pass
    os.unlink(os.path.join(os.path.dirname(name), "4913"))
    os.rename(name, name + "~")
    with open(name, "w") as f:
        f.write(post("Saved", "As vim does."))
    os.unlink(name + "~")
    told("with a backup that goes away", "As vim does.")
    with open(os.path.join(os.path.dirname(name), ".saved.en.md.swp"), "w") as f:
        f.write("swap")
    holds("a swap file is nothing", quiet(e))
    os.rename(name, name + "~")
    time.sleep(0.03)
    with open(name, "w") as f:
        f.write(post("Saved", "Slowly replaced."))
    told("moved away, and written a moment later", "Slowly replaced.")
    holds("... with a backup that stays and is no file of the site",
          ask(s, "/posts/saved.en.md~").status == 404)
    builds = len([1 for line in s.output if "saved.en.md" in line])
    for i in range(20):
        with open(name, "w") as f:
            f.write(post("Saved", f"Burst {i}."))
    told("many saves at once", "Burst 19.")
    time.sleep(0.5)
    more = len([1 for line in s.output if "saved.en.md" in line]) - builds
    holds("... are few builds", more <= 3, more)
    e.close()

    folder = path_of("content/posts/folder/x")
    e = Events(s, "/en/posts/folder/")
    write("content/posts/folder/index.en.md", post("Folder", "In a new folder."))
    e.next()
    deadline = time.monotonic() + 5
    while b"In a new folder." not in ask(s, "/en/posts/folder/").body and time.monotonic() < deadline:
        time.sleep(0.05)
    holds("a new folder", b"In a new folder." in ask(s, "/en/posts/folder/").body, folder)
    time.sleep(0.5)
    write("content/posts/folder/index.en.md", post("Folder", "Changed there."))
    deadline = time.monotonic() + 5
    while b"Changed there." not in ask(s, "/en/posts/folder/").body and time.monotonic() < deadline:
        time.sleep(0.05)
    holds("... and a change in it", b"Changed there." in ask(s, "/en/posts/folder/").body)
    os.rename(path_of("content/posts/folder/index.en.md"), path_of("content/posts/folder.en.md"))
    os.rmdir(path_of("content/posts/folder/x")[:-2] + "/x") if os.path.isdir(path_of("content/posts/folder/x")) else None
    subprocess.run(["rm", "-r", os.path.join(SITE, "content/posts/folder")], check=True)
    os.unlink(path_of("content/posts/folder.en.md"))
    deadline = time.monotonic() + 5
    while ask(s, "/en/posts/folder/").status != 404 and time.monotonic() < deadline:
        time.sleep(0.05)
    holds("a folder that goes away", ask(s, "/en/posts/folder/").status == 404)
    e.close()


def test_crowd(s):
    """Browsers that come and go, and requests, while the site changes."""
    end = time.monotonic() + float(os.environ.get("CROWD", 4))
    chance = random.Random(11)

    def connect():
        return socket.create_connection(("127.0.0.1", s.port), timeout=5)

    def wait():
        while time.monotonic() < end:
            try:
                with connect() as c:
                    c.sendall(b"GET /_bifolio/events?page=%2Fen%2F&build=0 HTTP/1.1\r\nHost: localhost\r\n\r\n")
                    c.settimeout(chance.random())
                    while c.recv(1000):
                        pass
            except OSError:
                pass

    def read():
        while time.monotonic() < end:
            try:
                with connect() as c:
                    for _ in range(chance.randrange(1, 6)):
                        c.sendall(b"GET /en/ HTTP/1.1\r\nHost: localhost\r\n\r\n")
                        c.recv(chance.choice((500, 100000)))
            except OSError:
                pass

    threads = [threading.Thread(target=one) for one in [wait] * 20 + [read] * 8]
    for one in threads:
        one.start()
    builds = 0
    while time.monotonic() < end:
        builds += 1
        write("content/posts/media/index.en.md", post("Media", f"In the crowd, {builds}."))
        time.sleep(chance.random() * 0.2)
    for one in threads:
        one.join()
    holds("it lives through a crowd", changed(s), s.output[-20:])


def test_ports(s):
    port = s.port
    taken = subprocess.run([BIFOLIO, "serve", "-C", SITE, "--port", str(port)], env=ENV, text=True,
                           capture_output=True, timeout=30)
    holds("a port that was asked for and is taken: no", taken.returncode == 1 and
          f"port {port}" in taken.stderr, taken)
    holds("... and who has it", f"process {s.process.pid}" in taken.stderr, taken.stderr)
    second = Server(SITE)
    third = Server(SITE)
    holds("else the next one", second.port and third.port and second.port != third.port, third.output)
    holds("... and it is said", "is taken" in "".join(third.output), third.output)
    holds("... and served", ask(third, "/en/").status == 200)
    holds("SIGTERM ends it too", third.stop(signal.SIGTERM) == 0, third.output)
    holds("... and the other", second.stop() == 0, second.output)


def test_options():
    write("content/posts/secretly.en.md", "---\ntitle: Draft\ndate: 2026-01-01\ndraft: true\n---\n\nDraft.\n")
    write("content/posts/someday.en.md", post("Someday", "Future.", "2999-01-01"))
    plain = Server(SITE, "--port", str(free_port()))
    holds("a draft is not shown", ask(plain, "/en/posts/secretly/").status == 404)
    plain.stop()
    s = Server(SITE, "--drafts", "--future", "--poll", "--port", str(free_port()), "--host", "0.0.0.0")
    holds("... unless it is wanted", ask(s, "/en/posts/secretly/").status == 200)
    holds("... nor the future", ask(s, "/en/posts/someday/").status == 200)
    holds("all the world is warned of", "whoever can reach" in "".join(s.output), s.output)
    holds("changes are seen by looking, too", changed(s))
    test_saving(s)
    holds("it ends", s.stop() == 0, s.output)
    named = Server(SITE, "--host", "localhost", "--port", str(free_port()))
    holds("by name", "localhost" in named.url, named.url)
    named.stop()
    for name in ("secretly", "someday"):
        os.unlink(path_of(f"content/posts/{name}.en.md"))


def test_base():
    with open(path_of("bifolio.yaml"), "a") as f:
        f.write("\nbase_url: https://example.org/blog\n")
    keep = open(path_of("bifolio.yaml")).read()
    write("bifolio.yaml", re.sub(r"(?m)^base_url:.*\n(?=[\s\S]*^base_url:)", "", keep))
    s = Server(SITE, "--port", str(free_port()))
    holds("a site in a folder of its host", s.url.endswith("/blog/"), s.url)
    holds("... is there", ask(s, "/blog/en/").status == 200)
    holds("... and not above", ask(s, "/en/").status in (301, 302, 404))
    a = ask(s, "/")
    holds("... where one is sent on", (a.status, a["location"]) == (301, "/blog/"), a.raw[:300])
    s.stop()


def chosen(test):
    return not CHOSEN or test.__name__.removeprefix("test_") in CHOSEN


def main():
    s = Server(SITE, "--port", str(free_port()))
    holds("it begins", s.url == f"http://127.0.0.1:{s.port}/", s.output)
    for test in (test_answers, test_ranges, test_compressed, test_redirects, test_headers, test_hosts,
                 test_traversal, test_malformed, test_rebuild, test_saving, test_slow, test_crowd, test_ports):
        if chosen(test):
            test(s)
    e = Events(s, "/en/")
    holds("Ctrl-C ends it", s.stop() == 0, s.output[-5:])
    holds("... with whoever waits", e.next() is None)
    e.close()
    kept = [os.path.relpath(os.path.join(at, name), SITE) for at, _, names in
            os.walk(os.path.join(SITE, ".bifolio")) for name in names]
    holds("... and nothing is left behind but its cache",
          {os.path.dirname(name) for name in kept} <=
          {".bifolio/serve", ".bifolio"} and
          not os.path.exists(os.path.join(SITE, "public/index.html")), kept)
    for test in (test_options, test_base):
        if chosen(test):
            test()
    print(f"serve: {passed} passed, {failed} failed")
    sys.exit(1 if failed else 0)


main()
