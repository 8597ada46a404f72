#!/usr/bin/env python3
"""bench.py - bifolio, Hugo and the floor over one corpus, in one run.

    bench.py --program ./bifolio --floor FLOOR [--posts 1000] [--rounds 5]

Twice: with code plain, and highlighted, by our plugin and by Hugo's Chroma.

Each round runs every program once, in turn, from a cold start into an empty
folder; figures are medians over the rounds, and what counts are the ratios.
The folder lies in memory where /dev/shm is there: on a disk, the disk's cost of
new files hides the programs.
"""
import argparse
import os
import pathlib
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent


def run(words, folder):
    """Wall and CPU seconds, and peak memory in MB, of a command."""
    start = time.monotonic()
    child = subprocess.Popen([str(w) for w in words], cwd=folder,
                             stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    said = child.stdout.read()
    _, status, usage = os.wait4(child.pid, 0)
    wall = time.monotonic() - start
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode != 0:
        sys.exit(f"{words[0]} failed:\n{said.decode()[-3000:]}")
    return wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


# Name of the site -> of its folder here.
SITES = {"bifolio": "site", "bifolio-code": "site", "bifolio-checks": "site",
         "hugo": "hugo", "hugo-code": "hugo"}


def prepare(work, posts):
    subprocess.run([sys.executable, HERE / "corpus.py", "--posts", str(posts),
                    "--out", work / "content"], check=True)
    for name, source in SITES.items():
        shutil.copytree(HERE / source, work / name)
        # A copy each: a link would leave the site.
        shutil.copytree(work / "content", work / name / "content")
    shutil.copytree(HERE.parent.parent / "plugins/highlight",
                    work / "bifolio-code/plugins/highlight")
    with open(work / "bifolio-code/bifolio.yaml", "a") as f:
        f.write("plugins: [highlight]\n")
    # Hugo looks at no code: what our checks cost is told apart.
    for name in ("bifolio", "bifolio-code"):
        with open(work / name / "bifolio.yaml", "a") as f:
            f.write("snippets_check: off\n")
    config = work / "hugo-code/config.yaml"
    config.write_text(config.read_text().replace(
        "{codeFences: false}", "{codeFences: true, noClasses: false}"))


def checks(program, work, rounds):
    """What checks cost a warm build: one text is changed, once with them and
    once without, in turn."""
    sites = {name: work / name for name in ("bifolio", "bifolio-checks")}
    figures = {name: [] for name in sites}
    for i in range(rounds + 1):
        for name, folder in sites.items():
            post = sorted((folder / "content/posts").rglob("*.md"))[0]
            with open(post, "a") as f:
                f.write(f"\nOnce more, {i}.\n")
            figure = run([program, "build", "-q"], folder)
            if i:  # the first is cold
                figures[name].append(figure)
    medians = {name: [statistics.median(r[k] for r in rows) for k in range(2)]
               for name, rows in figures.items()}
    print("  warm, checks / none: {:.3f} wall, {:.3f} CPU ({:.1f} ms CPU)".format(
        *(medians["bifolio-checks"][k] / medians["bifolio"][k] for k in range(2)),
        (medians["bifolio-checks"][1] - medians["bifolio"][1]) * 1000))


def compare(work):
    """The sites must carry the same things."""
    count = {}
    for name in SITES:
        if name == "bifolio-checks":
            continue
        folder = work / name / "public"
        posts = sorted(folder.glob("en/posts/*/index.html"))
        text = posts[0].read_text()
        count[name] = {
            "posts": len(list(folder.glob("*/posts/*/index.html"))),
            "tags": len(list(folder.glob("en/tags/*/index.html"))),
            "code": text.count("<pre"),
            "coloured": text.count('class="k"') + text.count("class=k>") > 0,
            # The heading over the footnotes is not the author's.
            "headings": len(re.findall(r"<h2 id=[^>]*>(?!Notes)", text)),
            "contents": len(re.findall(r'<li><a href="#', text)),
            "tables": text.count("<table"),
            "hreflang": len(re.findall(r'<link rel="?alternate"? hreflang', text)),
        }
        sitemaps = "".join(p.read_text() for p in folder.rglob("sitemap.xml"))
        # Of addresses, not of mentions as another's translation.
        count[name]["sitemap"] = len(set(re.findall(
            r"<loc>[^<]*/posts/([^<]+)</loc>", sitemaps)))
        # Further pages of the homes: we also make lists of the section and an
        # archive, Hugo makes a page 1 that leads to its list.
        count[name]["pages of homes"] = len(
            [p for p in folder.glob("*/page/*/index.html")
             if p.parent.name != "1"])
        count[name]["feeds"] = len(
            [p for p in folder.rglob("*.xml") if "<feed" in p.read_text()
             or "<rss" in p.read_text()])
    same = True
    for ours, theirs in (("bifolio", "hugo"), ("bifolio-code", "hugo-code")):
        for key, value in count[ours].items():
            if value != count[theirs][key]:
                same = False
                print(f"  not the same: {key}: {ours} {value}, "
                      f"{theirs} {count[theirs][key]}")
    return same


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--program", required=True, type=pathlib.Path)
    parser.add_argument("--floor", required=True, type=pathlib.Path)
    parser.add_argument("--page", type=pathlib.Path)
    parser.add_argument("--posts", type=int, default=1000)
    parser.add_argument("--rounds", type=int, default=5)
    args = parser.parse_args()
    shm = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
    work = pathlib.Path(tempfile.mkdtemp(prefix="bifolio-bench-", dir=shm))
    try:
        prepare(work, args.posts)
        program = args.program.resolve()
        commands = {"bifolio": ([program, "build", "-q"], work / "bifolio"),
                    "bifolio, 1 thread": ([program, "build", "-q", "-j", "1"],
                                          work / "bifolio"),
                    "bifolio, code": ([program, "build", "-q"],
                                      work / "bifolio-code"),
                    "bifolio, checks": ([program, "build", "-q"],
                                        work / "bifolio-checks")}
        if shutil.which("hugo"):
            commands["hugo"] = (["hugo", "--quiet"], work / "hugo")
            commands["hugo, code"] = (["hugo", "--quiet"], work / "hugo-code")
        else:
            print("hugo is not here: no comparison")
        run(*commands["bifolio"])
        shutil.copytree(work / "bifolio/public", work / "model")
        commands["floor"] = ([args.floor.resolve(), work / "content",
                              work / "model", work / "floor/public"], work)
        figures = {name: [] for name in commands}
        same = True
        for _ in range(args.rounds):
            for name, (words, folder) in commands.items():
                shutil.rmtree((work / "floor" if name == "floor" else folder) / "public",
                              ignore_errors=True)
                shutil.rmtree(folder / ".bifolio", ignore_errors=True)
                figures[name].append(run(words, folder))
        if "hugo" in commands:
            run(*commands["bifolio"])
            run(*commands["bifolio, code"])
            same = compare(work)
        print(f"{args.posts} posts in two languages, median of {args.rounds}")
        medians = {}
        for name, rows in figures.items():
            medians[name] = [statistics.median(r[i] for r in rows) for i in range(3)]
            print("  {:<18} {:7.3f} s wall {:7.3f} s CPU {:7.0f} MB".format(
                name, *medians[name]))
        for other, ours in (("hugo", "bifolio"), ("hugo, code", "bifolio, code"),
                            ("floor", "bifolio")):
            if other in medians:
                print("  {} / {}: {:.2f} wall, {:.2f} CPU, {:.2f} memory".format(
                    other, ours, *(medians[other][i] / medians[ours][i] for i in range(3))))
        one = medians["bifolio, 1 thread"]
        print("  bifolio on one thread/floor: {:.2f} wall, {:.2f} CPU".format(
            *(one[i] / medians["floor"][i] for i in range(2))))
        checks(program, work, 4 * args.rounds)
        if args.page:
            print("  " + subprocess.run([args.page.resolve(), work / "bifolio"], check=True,
                                        capture_output=True, text=True).stdout.strip())
        if not same:
            sys.exit("what is compared is not the same")
    finally:
        shutil.rmtree(work)


if __name__ == "__main__":
    main()
