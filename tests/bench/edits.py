#!/usr/bin/env python3
"""edits.py - what a build costs after an edit, where there has been one before.

    edits.py --program ./bifolio [--posts 1000] [--rounds 5]

Each round does every edit once, waits until file times are past doubt, and
builds; figures are medians over the rounds.  The floor is `find` looking at
every source, which is what a build must do at least to know that nothing has
changed.  Hugo has no build that remembers: it is held against its cold build,
and against what its server says a rebuild has taken.
"""
import argparse
import os
import pathlib
import re
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time

from bench import HERE, prepare, run

POST = "content/posts/post-000007.en.md"
SOURCES = ["bifolio.yaml", "content", "layouts"]
LATER = 0.1  # seconds: more than a tick of the clock that stamps files


def change_text(site, n):
    with open(site / POST, "a") as f:
        f.write(f"\nOne sentence more, of round {n}.\n")


def change_title(site, n):
    path = site / POST
    path.write_text(re.sub(r"(?m)^title:.*$", f'title: "A title of round {n}"',
                           path.read_text(), count=1))


def change_template(site, n):
    folder = site / ("layouts/_default" if (site / "config.yaml").exists() else "layouts")
    path = next(p for p in (folder / "base.html", folder / "baseof.html") if p.exists())
    path.write_text(path.read_text().replace("</body>", f"<!-- {n} --></body>"))


EDITS = {"nothing": lambda site, n: None, "a post's text": change_text,
         "a post's title": change_title, "the base template": change_template}


def build_edits(program, site, rounds):
    """Seconds of a cold build, and by edit."""
    words = [program, "build", "-q"]
    figures = {"cold": []}
    for n in range(rounds):
        for name in ("public", ".bifolio"):
            shutil.rmtree(site / name, ignore_errors=True)
        time.sleep(LATER)
        figures["cold"].append(run(words, site)[0])
        for name, edit in EDITS.items():
            edit(site, n)
            time.sleep(LATER)
            figures.setdefault(name, []).append(run(words, site)[0])
    return {name: statistics.median(rows) for name, rows in figures.items()}


def floor(site, rounds):
    there = [name for name in SOURCES if (site / name).exists()]
    words = ["find", *there, "-printf", ""]
    return statistics.median(run(words, site)[0] for _ in range(rounds * 3))


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


def hugo_server(site, rounds):
    """Seconds by edit, as the server says."""
    child = subprocess.Popen(["hugo", "server", "--port", str(free_port()), "--bind", "127.0.0.1",
                              "--disableLiveReload"], cwd=site, text=True,
                             stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    figures = {}

    def rebuilt():
        for line in child.stdout:
            said = re.search(r"Total in (\d+) ms", line)
            if said:
                return int(said[1]) / 1000
        sys.exit("hugo's server has ended")

    try:
        for line in child.stdout:
            if "Press Ctrl+C" in line:
                break
        for n in range(rounds):
            for name, edit in EDITS.items():
                if name == "nothing":
                    continue
                time.sleep(1)
                edit(site, 1000 + n)
                figures.setdefault(name, []).append(rebuilt())
    finally:
        child.terminate()
        child.wait()
    return {name: statistics.median(rows) for name, rows in figures.items()}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--program", required=True, type=pathlib.Path)
    parser.add_argument("--posts", type=int, default=1000)
    parser.add_argument("--rounds", type=int, default=5)
    args = parser.parse_args()
    shm = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
    work = pathlib.Path(tempfile.mkdtemp(prefix="bifolio-bench-", dir=shm))
    try:
        prepare(work, args.posts)
        print(f"edits at {args.posts} posts in two languages, median of {args.rounds}, "
              "and how often nothing's")
        ours = {}
        for name in ("bifolio", "bifolio-code"):
            ours = build_edits(args.program.resolve(), work / name, args.rounds)
            for edit, seconds in ours.items():
                print("  {:<14} {:<18} {:8.1f} ms {:6.1f}".format(
                    name, edit, seconds * 1000, seconds / ours["nothing"]))
        least = floor(work / "bifolio", args.rounds)
        print("  {:<14} {:<18} {:8.1f} ms {:6.1f}".format(
            "find", "nothing", least * 1000, least / ours["nothing"]))
        if shutil.which("hugo"):
            for name in ("hugo", "hugo-code"):
                shutil.rmtree(work / name / "public", ignore_errors=True)
                cold = run(["hugo", "--quiet"], work / name)[0]
                print("  {:<14} {:<18} {:8.1f} ms {:6.1f}".format(
                    name, "cold", cold * 1000, cold / ours["nothing"]))
                for edit, seconds in hugo_server(work / name, args.rounds).items():
                    print("  {:<14} {:<18} {:8.1f} ms {:6.1f}".format(
                        name + " server", edit, seconds * 1000, seconds / ours["nothing"]))
        else:
            print("hugo is not here: no comparison")
    finally:
        shutil.rmtree(work)


if __name__ == "__main__":
    main()
