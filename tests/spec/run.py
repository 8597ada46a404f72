#!/usr/bin/env python3
"""run.py - every example of the CommonMark and GFM specifications, through us.

    tests/spec/run.py [--verbose] [COMMAND...]      (./bifolio markdown --plain)

The examples are not ours and are not kept here: CommonMark 0.29's come from
the npm package commonmark-spec, GFM 0.29's from the source of Debian's
cmark-gfm, both through their package tools, into .build/spec.  What cannot be
had is skipped, and that is said.  differences.txt lists the examples that are
meant to come out otherwise, and why.
"""
import pathlib
import re
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
CACHE = HERE.parent.parent / ".build" / "spec"
EXAMPLE = re.compile(r"^`{32} example[^\n]*\n(.*?)^\.\n(.*?)^`{32}$",
                     re.S | re.M)


def run(command, folder):
    folder.mkdir(parents=True, exist_ok=True)
    try:
        return subprocess.run(command, cwd=folder, shell=True, timeout=120,
                              stdout=subprocess.DEVNULL,
                              stderr=subprocess.DEVNULL).returncode == 0
    except subprocess.TimeoutExpired:
        return False


def fetch_commonmark():
    folder = CACHE / "commonmark"
    spec = folder / "package" / "spec.txt"
    if not spec.exists():
        run("npm pack commonmark-spec@0.29.0 && tar xzf *.tgz", folder)
    return spec


# Sources from where the machine has its packages from.
OWN_SOURCES = ("apt-get indextargets --format "
               "'deb-src $(REPO_URI) $(RELEASE) $(COMPONENT)' "
               "'Created-By: Packages' | sort -u >sources")


def fetch_gfm():
    folder = CACHE / "gfm"
    (folder / "lists" / "partial").mkdir(parents=True, exist_ok=True)
    found = sorted(folder.glob("cmark-gfm-*/test/spec.txt"))
    if not found:
        run(OWN_SOURCES, folder)
        apt = (f"apt-get -o Dir::Etc::sourcelist={folder}/sources "
               f"-o Dir::Etc::sourceparts=/dev/null "
               f"-o Dir::State::lists={folder}/lists ")
        run(f"{apt} update && {apt} source --download-only cmark-gfm && "
            "tar xzf cmark-gfm_*.orig.tar.gz", folder)
        found = sorted(folder.glob("cmark-gfm-*/test/spec.txt"))
    return found[0] if found else folder / "spec.txt"


def differences():
    """{(specification, number): why}"""
    out = {}
    for line in (HERE / "differences.txt").read_text().splitlines():
        if line and not line.startswith("#"):
            name, number, why = line.split(None, 2)
            out[name, int(number)] = why
    return out


def check(name, spec, command, meant, verbose):
    passed, failed, listed = 0, 0, 0
    text = spec.read_text(encoding="utf-8")
    for number, (markdown, html) in enumerate(EXAMPLE.findall(text), 1):
        markdown = markdown.replace("\u2192", "\t")
        html = html.replace("\u2192", "\t")
        got = subprocess.run(command, input=markdown.encode(),
                             stdout=subprocess.PIPE,
                             stderr=subprocess.DEVNULL).stdout.decode()
        expected = (name, number) in meant
        if got == html and not expected:
            passed += 1
        elif got != html and expected:
            listed += 1
        else:
            failed += 1
            print(f"{name} {number}: "
                  + ("is listed as different and is not" if expected else
                     f"\n{markdown}--- expected\n{html}--- got\n{got}"
                     if verbose else "differs"))
    print(f"{name}: {passed} passed, {failed} failed, "
          f"{listed} differ on purpose")
    return failed


def main():
    args = sys.argv[1:]
    verbose = "--verbose" in args
    command = [a for a in args if a != "--verbose"] or [
        "./bifolio", "markdown", "--plain"]
    failed = 0
    for name, fetch in (("commonmark", fetch_commonmark), ("gfm", fetch_gfm)):
        spec = fetch()
        if not spec.exists():
            print(f"{name}: skipped, its examples could not be fetched")
            continue
        failed += check(name, spec, command, differences(), verbose)
    return failed > 0


if __name__ == "__main__":
    sys.exit(main())
