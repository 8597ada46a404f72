#!/bin/sh
# guide.sh - the examples of the guide to plugins run, in both languages.
#
# Every block of code with a title is a file of that name; each bifolio.yaml is
# built with all that stands above it.
. "$(dirname "$0")/harness"

for lang in en it; do
	mkdir "$lang" && cd "$lang" || exit 1
	mkdir -p content/pages layouts
	printf -- '---\ntitle: A page\n---\ntext\n' >content/pages/a.md
	echo '{{ page.title|shout }}{{ page.content }}' >layouts/page.html
	awk '
		/^```+$/ { out = "" }
		out { print >out; next }
		match($0, /title="[^"]*"/) && /^```/ {
			out = substr($0, RSTART + 7, RLENGTH - 8)
			if (out == "bifolio.yaml")
				out = out "." ++n
			dir = out
			if (sub("/[^/]*$", "", dir))
				system("mkdir -p \"" dir "\"")
		}
	' "$top/content/pages/plugins.$lang.md"
	holds "$lang: the guide has examples" [ -f bifolio.yaml.4 ]
	holds "$lang: the smallest plugin has five lines" \
		[ "$(wc -l <plugins/shout.lua)" = 5 ]
	cp bifolio.yaml.1 bifolio.yaml
	run build
	is "$lang: it runs" 0 "*" ""
	holds "$lang: ... and does what is said" grep -q 'A PAGE!' public/pages/a/index.html
	cp bifolio.yaml.2 bifolio.yaml
	cat plugins/keys/tests/keys.md >>content/pages/a.md
	printf '```csv\na,b\n```\n' >>content/pages/a.md
	run build
	is "$lang: and so does the larger one" 0 "*" ""
	holds "$lang: ... with its option" \
		grep -q '<kbd>Ctrl</kbd>-<kbd>C</kbd>' public/pages/a/index.html
	holds "$lang: ... and its handler of code" \
		grep -q '<span>table</span>' public/pages/a/index.html
	run plugin test
	is "$lang: its test passes" 0 'keys: tests 1, failed 0' ''
	cp bifolio.yaml.3 bifolio.yaml
	mkdir content/posts
	printf -- '---\ntitle: A post\ndate: 2026-01-01\n---\n|a|\n|-|\n|b|\n' \
		>content/posts/p.md
	echo '{{ plugins.words.total }}{{ page.content }}' >layouts/post.html
	run build
	is "$lang: and the one with hooks" 0
	holds "$lang: ... which warns of a page" \
		grep -q "^content/posts/p.md: warning: .*no description" "$tmp/err"
	holds "$lang: ... on HTML" \
		grep -q '<table class="wide">' public/posts/p/index.html
	holds "$lang: ... on the site" grep -q '^2<' public/posts/p/index.html
	holds "$lang: ... with a file of its own" \
		grep -q '/posts/p/	A post$' public/posts.tsv
	cp bifolio.yaml.4 bifolio.yaml
	mkdir data
	rm -r content/posts
	printf -- '---\ntitle: A page\n---\ntext\n' >content/pages/a.md
	printf '10\n9\n' >data/x.csv
	echo "{{ chart('x')|replace('\n', ' ') }}" >layouts/page.html
	CHART_TITLE=numbers run build
	is "$lang: and the one that takes things from outside" 0 "*" ""
	holds "$lang: ... a file, a program, a variable" \
		grep -q '^numbers9 10' public/pages/a/index.html
	cd ..
done

holds "both guides have the same examples" sh -c '
	for f in $(cd en && find . -name "*.lua" -o -path "*/tests/*" -type f -o -name "*.yaml"); do
		cmp -s "en/$f" "it/$f" || exit 1
	done'

finish
