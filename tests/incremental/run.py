#!/usr/bin/env python3
"""run.py - random edits; after each, the tree that was built on what was there
is the tree that is built from nothing, byte for byte, and the same is said.

    run.py PROGRAM [--edits 60] [--seed N] [--keep]

Three trees are held against each other after each edit:

  public/   of the site, with its cache, on one thread or several, sometimes
            killed on the way, sometimes built twice at once
  other/    built each time without a cache over what the last build left: an
            error keeps the last good file, so what is there has a history
  clean/    built without anything, where there are no errors
"""
import argparse
import collections
import filecmp
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import time

from edits import Site

OWN = {".bifolio-manifest"}


def tree(folder):
    out = {}
    for path in folder.rglob("*"):
        name = str(path.relative_to(folder))
        if path.is_file():
            out[name] = path
    return out


def differences(one, two):
    a, b = tree(one), tree(two)
    for name in sorted(set(a) | set(b)):
        if name not in a or name not in b:
            yield f"{name}: only in {one.name if name in a else two.name}"
        elif not filecmp.cmp(a[name], b[name], shallow=False):
            yield f"{name}: differs"


class Test:
    def __init__(self, program, folder, seed):
        self.program = program
        self.folder = folder
        self.site = Site(folder / "site", seed)
        self.random = self.site.random
        self.log = []
        self.killed = 0
        self.broken = 0
        self.made = 0
        self.codes = collections.Counter()

    def words(self, *more):
        return [self.program, "build", "--site", str(self.site.folder), "--color=never",
                "--clock", self.site.clock, *more]

    def environment(self):
        return {**os.environ, "SEEN": self.site.seen}

    def run(self, *more):
        done = subprocess.run(self.words(*more), capture_output=True, text=True,
                              env=self.environment())
        if done.returncode not in (0, 1):
            self.fail(f"exit {done.returncode}\n{done.stderr}")
        return done

    def threads(self):
        return "-j" + self.random.choice(["1", "1", "2", "4"])

    def interrupt(self):
        """A build that is killed at some moment."""
        child = subprocess.Popen(self.words(self.threads()), stdout=subprocess.DEVNULL,
                                 stderr=subprocess.DEVNULL, env=self.environment())
        time.sleep(self.random.random() ** 2 * 0.15)
        child.kill()
        child.wait()
        self.killed += child.returncode < 0

    def twice(self):
        """Two builds at once."""
        children = [subprocess.Popen(self.words(self.threads()), stdout=subprocess.DEVNULL,
                                     stderr=subprocess.DEVNULL,
                                     env=self.environment()) for _ in range(2)]
        for child in children:
            child.wait()

    def tamper(self):
        """Somebody changes the output, in both trees."""
        names = [n for n in sorted(tree(self.folder / "site/public")) if n not in OWN]
        name = self.random.choice(names)
        how = self.random.random()
        for where in ("site/public", "other"):
            path = self.folder / where / name
            if not path.exists():
                continue
            if how < 0.5:
                path.unlink()
            else:
                path.write_text("not ours")
        self.log.append(f"tamper with {name}")

    def damage(self):
        """Or the cache."""
        files = [p for p in (self.site.folder / ".bifolio").rglob("*") if p.is_file()]
        path = self.random.choice(files) if files else None
        if path is None or path.stat().st_size == 0:
            return
        how = self.random.random()
        if how < 0.3:
            path.unlink()
        elif how < 0.6:
            os.truncate(path, self.random.randrange(path.stat().st_size))
        else:
            with open(path, "r+b") as f:
                for _ in range(3):
                    f.seek(self.random.randrange(path.stat().st_size))
                    f.write(bytes([self.random.randrange(256)]))
        self.log.append(f"damage {path.name}")

    def fail(self, why):
        print("\n".join(self.log[-12:]))
        print(why)
        print(f"FAILED after {len(self.log)} edits; the folder is {self.folder}")
        sys.exit(1)

    def compare(self, one, two):
        found = list(differences(self.folder / one, self.folder / two))
        if found:
            self.fail(f"{one} and {two}:\n" + "\n".join(found[:12]))

    def check(self):
        done = self.run(self.threads())
        other = self.run("--no-cache", "-j2", "--out", str(self.folder / "other"))
        self.made += int(done.stdout.split("written ")[1].split(",")[0]) if "written" in done.stdout else 0
        if done.returncode != other.returncode or done.stderr != other.stderr:
            self.fail(f"said with a cache ({done.returncode}):\n{done.stderr}\n"
                      f"without ({other.returncode}):\n{other.stderr}")
        self.compare("site/public", "other")
        self.broken += done.returncode
        for line in done.stderr.splitlines():
            if ': error: ' in line:
                self.codes[line[line.rfind('['):]] += 1
        if done.returncode == 0:
            clean = self.folder / "clean"
            shutil.rmtree(clean, ignore_errors=True)
            self.run("--no-cache", "--out", str(clean))
            self.compare("site/public", "clean")
            self.site.remember()
        return done.returncode

    def step(self, well):
        for _ in range(self.random.choice([1, 1, 1, 1, 2, 3])):
            lost = not well and self.random.random() < 0.25
            self.log.append(self.site.go_back() if lost else self.site.edit(well))
        chance = self.random.random()
        if chance < 0.12:
            self.interrupt()
        elif chance < 0.16:
            self.twice()
        elif chance < 0.2 and well:
            self.tamper()
        elif chance < 0.24:
            self.damage()
        elif chance < 0.3:
            time.sleep(0.03)  # so that times tell
        return self.check() == 0


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("--edits", type=int, default=60)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", action="store_true")
    parser.add_argument("--verbose", action="store_true")
    args = parser.parse_args()
    shm = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
    folder = pathlib.Path(tempfile.mkdtemp(prefix="bifolio-edits-", dir=shm))
    test = Test(os.path.abspath(args.program), folder, args.seed)
    print(f"seed {args.seed}")
    test.site.begin()
    well = test.check() == 0
    while len(test.log) < args.edits:
        well = test.step(well)
    print(f"{len(test.log)} edits passed, {test.killed} killed, {test.broken} with errors, "
          f"{test.made} files written")
    for code, n in test.codes.most_common() if args.verbose else ():
        print(f"  {n} {code}")
    if not args.keep:
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
