#!/usr/bin/env python3
"""compare.py - asks Jinja itself what the rows of tests/template print.

    tests/template/compare.py [--fill] [FILE...]        (all of *.txt)

Needs Jinja 3 (Debian: python3-jinja2, for /usr/bin/python3).  A row marked ?? is meant to come out otherwise here; it is an
error if Jinja agrees with it.  README.md says how the files are written.
--fill prints a file with the lines => that are missing put in, from Jinja.
"""
import importlib.metadata
import json
import pathlib
import sys

import jinja2

HERE = pathlib.Path(__file__).resolve().parent


class Row:
    def __init__(self, line):
        self.line = line
        self.template, self.expect = [], None
        self.error = self.reason = None
        self.data, self.name, self.files = {}, "row.txt", {}
        self.ours = False

    def done(self):
        return self.expect is not None or self.error is not None


def shown(text):
    """A line's text: without the mark that shows where it ends."""
    text = text[1:] if text.startswith(" ") else text
    return text[:-1] if text.endswith("¶") else text


def written(text):
    """The line => that `shown` reads as text."""
    if not text:
        return "=>"
    return "=> " + text + ("¶" if text[-1] in " ¶" else "")


def start_row(rows, state, number):
    row = Row(number)
    row.data = json.loads(state["data"] or "{}")
    row.name, row.files = state["name"], dict(state["files"])
    row.ours = state["ours"]
    rows.append(row)


def directive(state, word, rest, before):
    if word == "@data":
        state["data"] = (state["data"] if before == "@data" else "") + rest
    elif word == "@name":
        state["name"] = rest
    elif word == "@file":
        state["files"][rest] = []
        state["file"] = rest
    elif word == "@ours":
        state["ours"] = True
    elif word == "@clear":
        state.update(data="", name="row.txt", files={}, file=None)
    else:
        raise ValueError(f"unknown {word}")


def read(path):
    rows, before = [], ""
    state = {"data": "", "name": "row.txt", "files": {}, "file": None,
             "ours": False}
    for number, line in enumerate(path.read_text().split("\n"), 1):
        mark = line[:2]
        if mark == "::":
            if before != "::":
                start_row(rows, state, number)
            rows[-1].template.append(shown(line[2:]))
        elif mark == "=>":
            rows[-1].expect = (rows[-1].expect or []) + [shown(line[2:])]
        elif mark == "!!":
            rows[-1].error = line[2:].strip()
        elif mark == "??":
            rows[-1].reason = line[2:].strip()
        elif mark == "||":
            state["files"][state["file"]].append(shown(line[2:]))
        elif line.startswith("@"):
            word, _, rest = line.partition(" ")
            directive(state, word, rest, before)
            mark = word
        elif line and mark != ";;":
            raise ValueError(f"{path}:{number}: what is this?")
        before = mark
    return rows


def escapes(name):
    return bool(name) and name.endswith((".html", ".htm", ".xml"))


def ask(row):
    """What Jinja prints, or None and why it does not."""
    files = {name: "\n".join(lines) for name, lines in row.files.items()}
    files[row.name] = "\n".join(row.template)
    env = jinja2.Environment(
        loader=jinja2.DictLoader(files), autoescape=escapes,
        undefined=jinja2.StrictUndefined,
        extensions=["jinja2.ext.do", "jinja2.ext.loopcontrols"])
    try:
        return env.get_template(row.name).render(**row.data), None
    except Exception as error:  # any: this row asks for one
        return None, f"{type(error).__name__}: {error}"


def compare(path):
    wrong = marked = 0
    rows = [row for row in read(path) if not row.ours]
    for row in rows:
        printed, error = ask(row)
        want = None if row.error is not None else "\n".join(row.expect)
        same = printed == want
        marked += row.reason is not None
        if same == (row.reason is None):
            continue
        wrong += 1
        print(f"{path.name}:{row.line}:")
        for line in row.template:
            print(f"    :: {line}")
        print(f"    here:  {want!r} {row.error or ''}")
        print(f"    Jinja: {printed!r} {error or ''}")
    return len(rows), marked, wrong


def fill(path):
    rows = {row.line: row for row in read(path)}
    lines = path.read_text().split("\n")
    out, row = [], None
    for number, line in enumerate(lines + [""], 1):
        if row and line[:2] != "::":
            if not row.done():
                printed, error = ask(row)
                out += ["!! " + error] if error else [
                    written(one) for one in printed.split("\n")]
            row = None
        row = rows.get(number, row)
        out.append(line)
    print("\n".join(out[:-1]), end="")


def main(args):
    filling = "--fill" in args
    paths = [pathlib.Path(a) for a in args if a != "--fill"]
    total = [0, 0, 0]
    for path in paths or sorted(HERE.glob("*.txt")):
        if filling:
            fill(path)
            continue
        total = [a + b for a, b in zip(total, compare(path))]
    if not filling:
        version = importlib.metadata.version("jinja2")
        print(f"{total[0]} rows, {total[1]} meant to differ, "
              f"{total[2]} wrong (Jinja {version})")
    return 1 if total[2] else 0


sys.exit(main(sys.argv[1:]))
