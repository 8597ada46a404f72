#!/bin/sh
# guide.sh - the examples of the guide to snippets are looked at and run, in both
# languages, and what they print is written into them.
. "$(dirname "$0")/../cli/harness"

printf 'title: T\nbase_url: https://site.example\nlanguages: [it, en]\n' \
	>bifolio.yaml
for lang in en it; do
	rm -rf content snippets.lock
	mkdir -p content/tapes
	# Blocks of Markdown are a text; what has a title is a file.
	awk '
		/^````markdown/ { out = "content/a.md"; print "" >out; next }
		/^````$/ { out = ""; next }
		/^```$/ && out != "content/a.md" { out = "" }
		out { print >>out; next }
		match($0, /title="[^"]*"/) && /^```/ {
			out = substr($0, RSTART + 7, RLENGTH - 8)
		}
	' "$top/content/pages/snippet-guide.$lang.md"
	{
		printf -- '---\ntitle: A\n---\n'
		cat content/a.md
	} >"content/a.$lang.md"
	rm content/a.md
	holds "$lang: the guide has examples" \
		[ "$(grep -c '^```.*\.run' "content/a.$lang.md")" -ge 4 ]
	holds "$lang: and a tape" [ -s content/tapes/prod.tape ]
	run build
	is "$lang: nothing is wrong with them" 0 '*' ''
	run snippets run
	is "$lang: they run, and print what is said" 0 'failed 0' ''
	run snippets check
	is "$lang: all is well" 0 'drifted 0' ''
done
finish
