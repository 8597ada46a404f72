#!/bin/sh
# build.sh - bifolio build at the command line.  What it builds, and from what
# bad input, has its own tests.
. "$(dirname "$0")/harness"

run new site site -q
cd site || exit 1
run build
is "the sample site builds without a word" 0 "pages en " ''
holds "... on one line" [ "$(wc -l <"$tmp/out")" = 1 ]
holds "... in both languages" [ -s public/en/index.html -a -s public/it/index.html ]
find . -name '*.html' | xargs ls -l --time-style=full-iso >"$tmp/before" 2>&1
run build
is "a second build writes nothing" 0 "written 0," ''
find . -name '*.html' | xargs ls -l --time-style=full-iso >"$tmp/after" 2>&1
holds "... and touches nothing" cmp -s "$tmp/before" "$tmp/after"
run build -q
is "quietly" 0 '' ''
run build -v
is "verbosely: a line a stage" 0 " ms  parse" ''
run build --timings
is "timings of stages" 0 " ms  render" ''
is "timings of templates" 0 "base.html" ''
LC_ALL=it_IT run build
is "in Italian" 0 "pagine en " ''
cp -R public "$tmp/one"
run build --clean -j1 --out "$tmp/two"
is "elsewhere, with one thread" 0 "unchanged 0, removed 0" ''
run build --clean -j 8 --out "$tmp/three"
is "... and with eight" 0 "unchanged 0, removed 0" ''
holds "... the same bytes" diff -r "$tmp/two" "$tmp/three"
holds "... as in public/" diff -r -x .gitignore "$tmp/one" "$tmp/two"
: >public/mine.html
run build --clean
is "a clean build" 0 "unchanged 0," ''
holds "... leaves files of others alone" [ -e public/mine.html ]
run build --jobs 0
is "no threads" 2 '' "'--jobs' takes a whole number above zero"
run build --jobs x
is "threads that are no number" 2 '' "not 'x'"

run new post "Late" --lang en -q
post=content/posts/late.en.md
run build
holds "a draft is not published" [ ! -e public/en/posts/late/index.html ]
run build --drafts
holds "... unless asked for" [ -s public/en/posts/late/index.html ]
run build
is "... and goes away again" 0 "*" ''
holds "... altogether" [ ! -e public/en/posts/late ]
printf -- '---\ntitle: Late\ndate: 2026-03-01\n---\n\nText.\n' >$post
run build --clock 2026-02-28
holds "what is dated later is not published" \
	[ ! -e public/en/posts/late/index.html ]
run build --clock 2026-03-01
holds "... before its day" [ -s public/en/posts/late/index.html ]
run build --clock 2026-02-28 --future
holds "... unless asked for" [ -s public/en/posts/late/index.html ]
SOURCE_DATE_EPOCH=1772236800 run build
holds "SOURCE_DATE_EPOCH is a clock too" \
	[ ! -e public/en/posts/late/index.html ]
SOURCE_DATE_EPOCH=1772236800 run build --clock 2026-03-01
holds "... behind --clock" [ -s public/en/posts/late/index.html ]
SOURCE_DATE_EPOCH=x run build
is "... and a number" 2 '' "SOURCE_DATE_EPOCH is a number of seconds"
run build --clock 2026-02-30
is "a clock that does not exist" 2 '' "'--clock' takes a date"

run build --base-url https://example.net/leaves/
is "another address" 0 "*" ''
holds "... in the sitemap" grep -q 'https://example.net/leaves/en/' \
	public/sitemap.xml

printf -- '---\ntitle: Late\ndate: 2026-13-01\n---\n\nText.\n' >$post
run build --clock 2026-03-01
is "an error is told with its line" 1 '*' "$post:3:7: error: '2026-13-01'"
is "... counted in the summary" 1 "errors 1, warnings 0;" '*'
run build -q
is "... told also quietly" 1 '' "$post:3:7: error:"
printf -- '---\ntitle: Late\ndate: 2026-03-01\ntgas: [x]\n---\n\nText.\n' >$post
run build --clock 2026-03-01
is "a warning is no error" 0 "errors 0, warnings 1;" "unknown key 'tgas'"
run build --clock 2026-03-01 -q
is "... and not told quietly" 0 '' ''

cd content/pages || exit 1
run build
is "from a folder below" 0 "pages en " '*'
cd ../../.. || exit 1
run build -C site
is "from outside" 0 "pages en " '*'
run build
is "no site here" 1 '*' "bifolio new site DIR"
run build --out
is "no folder to write to" 2 '' "needs a value: DIR"
run build -C site --out content
is "an output folder among the sources" 1 '*' "output-is-source"

finish
