#!/usr/bin/env python3
"""run.py - every lexer of the plugin highlight over samples and hostile code.

    run.py PROGRAM

Whatever a lexer makes of a block, its text must come out as it went in, each
line must be one element, and no element may cross lines.
"""
import html
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
PLUGIN = ROOT / "plugins/highlight"

# Something of everything, in no language.
SAMPLE = '''#!/usr/bin/env thing -x
# a comment, // another, -- a third, ; a fourth, % a fifth
/* over
   lines */ (* and *) {- more -} <!-- still -->
include <stdio.h> "a string \\" with \\n" 'another' `third` """long
one""" $variable ${braces:-of it} @decorated :symbol #{inner}
def function name(argument, other = 0x1F) -> result:
    if 3.14e-10 < x && y >= 12 || !z then return [1, 2, {"key": null}]
\tclass Thing extends Other { public static void main() {} }
<tag attribute="value" other='1'>text &amp; more</tag>
<?php echo "x"; ?> <% ruby %> {{ jinja }} {% block %}
key: value
  - item: "quoted"
[section]
name = value ; remark
+ added
- removed
@@ -1,2 +3 @@
\\begin{thing}[x] \\alpha $x^2$ \\end{thing}
SELECT * FROM t WHERE a = 'b' -- end
<<EOF
text of it
EOF
.B bold
root:x:0:0:root:/root:/bin/sh
èàù «Grüße» 日本語 \U0001f600 ünïcödé = "ñ"
'unclosed
"unclosed too

last line without anything
'''


def lexers():
    text = (PLUGIN / "languages.lua").read_text()
    rows = re.search(r"local rows = \[\[\n(.*?)\]\]", text, re.S).group(1)
    return [row.split() for row in rows.splitlines()]


def site(folder, blocks, config=""):
    if folder.exists():
        shutil.rmtree(folder)
    (folder / "content/pages").mkdir(parents=True)
    shutil.copytree(PLUGIN, folder / "plugins/highlight")
    (folder / "bifolio.yaml").write_text(
        "title: Lexers\nbase_url: https://example.org\nlanguages: [en]\n"
        "snippets_check: off\n"  # the code is nonsense on purpose
        "plugins:\n  - highlight" + config + "\n")
    for name, (language, code) in blocks.items():
        fence = "`" * 12
        (folder / f"content/pages/{name}.md").write_text(
            f"---\ntitle: {name}\n---\n\n{fence}{language}\n{code}{fence}\n")


def build(words, folder):
    start = time.monotonic()
    done = subprocess.run([*words, "build", "-C", str(folder)], capture_output=True,
                          text=True, timeout=300, env={"LC_ALL": "C", "PATH": "/usr/bin:/bin"})
    return done, time.monotonic() - start


def inside(folder, name):
    pages = [p for p in (folder / "public").rglob("index.html") if p.parent.name == name]
    if len(pages) != 1:
        return None
    found = re.search(r"<code[^>]*>(.*?)</code>", pages[0].read_text(), re.S)
    return found.group(1) if found else None


def text_of(code):
    return html.unescape(re.sub(r"<[^>]*>", "", code))


def check_lines(code, name, faults):
    """<span class="l">...\\n</span>, and nothing that crosses."""
    lines = code.split("\n</span>")
    if lines.pop() != "":
        faults.append(f"{name}: something stands behind the last line")
    for line in lines:
        if "\n" in line or not line.startswith('<span class="l'):
            faults.append(f"{name}: not a line: {line[:80]!r}")
            return
        if line.count("<span") != line.count("</span>") + 1:
            faults.append(f"{name}: an element crosses lines: {line[:80]!r}")
            return


def every_lexer(words, work, faults):
    blocks, named = {}, {}
    for row in lexers():
        for i, name in enumerate(row):
            # One page a lexer with the sample, and one an alias.
            page = "l-" + re.sub(r"[^a-z0-9]", lambda m: f"x{ord(m.group()):x}", name)
            code = SAMPLE if i == 0 else "one = 1\n"
            blocks[page], named[page] = (name, code), name
    shipped = pathlib.Path("/usr/share/vis/lexers")
    if shipped.is_dir():
        have = {p.stem for p in shipped.glob("*.lua")} - {"lexer", "null", "text", "container"}
        missing = have - {row[0] for row in lexers()} - {"bash"}
        if missing:
            faults.append(f"lexers without a row: {sorted(missing)}")
    site(work / "all", blocks)
    done, _ = build(words, work / "all")
    if done.returncode != 0 or "warning" in done.stderr:
        faults.append(f"every lexer: {done.returncode}: {done.stderr[-3000:]}")
    for page, (_, code) in blocks.items():
        got = inside(work / "all", page)
        if got is None:
            faults.append(f"{named[page]}: no page")
            continue
        if text_of(got) != code:
            faults.append(f"{named[page]}: the text has changed")
        check_lines(got, named[page], faults)
        colours = re.findall(r'<span class="(?!l")', got)
        if code is SAMPLE and not colours and named[page] != "dsv":
            faults.append(f"{named[page]}: nothing is highlighted")


HOSTILE = {
    "one-line": ("python", "x = 1; " * 750000 + "\n"),
    "short-lines": ("bash", "a\n" * 100000),
    "brackets": ("json", "[" * 100000 + "\n"),
    "flow": ("yaml", "a: " + "[" * 50000 + "\n"),
    "expansions": ("bash", '"' + "$(" * 40000 + "\n"),
    "braces": ("bash", "${" * 50000 + "\n"),
    "here": ("bash", "<<a " * 20000 + "\n" + "b\n" * 20000),
    "parentheses": ("jq", "(" * 60000 + "\n"),
    "quotes": ("go", '"' * 100001 + "\n"),
    "comments": ("c", "/*" * 100000 + "\n"),
    "nested": ("d", "/+" * 100000 + "\n"),
    "markup": ("html", "<script>" * 30000 + "\n"),
    "spaces": ("markdown", "    " * 60000 + "x\n"),
    "slashes": ("javascript", "/ " * 120000 + "\n"),
    "bytes": ("python", "é" * 100000 + "\n"),
    "unclosed": ("perl", "q(" * 100000 + "\n"),
    "prompt": ("console", "$ (\n" * 20000),
    "prompts": ("console", "$ cat <<A\n" + "x\n" * 30000),
}


def hostile(words, work, faults):
    for name, block in HOSTILE.items():
        site(work / "hostile", {name: block})
        try:
            done, took = build(words, work / "hostile")
        except subprocess.TimeoutExpired:
            faults.append(f"{name}: does not end")
            continue
        got = inside(work / "hostile", name)
        said = done.stderr.strip().split("\n")[0][:110]
        print(f"  {took:6.2f} s  {name}: {said}")
        if got is None or text_of(got) != block[1]:
            faults.append(f"{name}: the text has changed: {done.stderr[-600:]}")
        if took > 20:
            faults.append(f"{name}: took {took:.1f} s")


def main():
    words = [str(pathlib.Path(sys.argv[1]).resolve())]
    work = pathlib.Path(tempfile.mkdtemp(prefix="bifolio-highlight-"))
    faults = []
    try:
        every_lexer(words, work, faults)
        hostile(words, work, faults)
    finally:
        shutil.rmtree(work)
    for fault in faults:
        print("FAIL", fault)
    print(f"{len(lexers())} lexers, {len(HOSTILE)} hostile blocks, {len(faults)} faults")
    sys.exit(bool(faults))


if __name__ == "__main__":
    main()
