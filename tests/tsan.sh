#!/bin/sh
# tsan.sh - the pipeline and Markdown's threads under the thread sanitizer.
#
# Sites: the journal, and one made here in which much goes wrong at once, since
# messages of many threads meet there.  Built twice each: all is written, and
# all is there.
cd "$(dirname "$0")/.." || exit 1
make -s MODE=tsan all .build/tsan/test_threads || exit 1
bifolio=$PWD/.build/tsan/bifolio
tmp=$(mktemp -d) || exit 1
trap 'rm -rf "$tmp"' EXIT
export TSAN_OPTIONS=exitcode=66
export LC_ALL=C
failed=0

# Where addresses are laid out too randomly for the sanitizer.
alone=
if ! "$bifolio" --version >"$tmp/said" 2>&1; then
	alone="setarch $(uname -m) -R"
	if ! $alone "$bifolio" --version >"$tmp/said" 2>&1; then
		echo "skip the thread sanitizer does not run here:"
		head -n 3 "$tmp/said"
		exit 0
	fi
fi

# race NAME COMMAND...
race() {
	name=$1
	shift
	$alone "$@" >"$tmp/said" 2>&1
	status=$?
	if [ "$status" = 66 ] || [ "$status" -gt 100 ] ||
		grep -q ThreadSanitizer "$tmp/said"; then
		echo "FAIL tsan: $name ends with $status"
		head -n 60 "$tmp/said"
		failed=$((failed + 1))
	fi
}

make_site() {
	mkdir -p "$1/content/posts" "$1/layouts" "$1/plugins"
	cat >"$1/bifolio.yaml" <<-'END'
		title: T
		base_url: https://site.example
		languages: [it, en]
		plugins: [shout: {grant: {read: ["content/**"], run: [cat]}}]
	END
	cat >"$1/plugins/shout.lua" <<-'END'
		return {
		  needs = {read = "content/**", run = "cat"},
		  filters = {shout = function(v)
		    if v:find("7") then error("seven") end
		    return v:upper()
		  end},
		  code = {c = function(block)
		    return {inside = bifolio.run("cat", {}, block.code)}
		  end},
		  hooks = {
		    page = function(page)
		      local i = page.words % 5
		      return {params = {n = #bifolio.read("content/posts/p" .. i .. ".it.md")}}
		    end,
		    ready = function(site) return #site.posts end,
		    rendered = function(html, page) return html .. bifolio.data() .. page.params.n end,
		    routes = function(site) return {{path = "a.txt", text = site.posts[1].title}} end,
		    output = function(text, route) return text .. route.url end,
		  },
		}
	END
	echo '{{ page.title | shout }} {{ page.content }} {{ t("moved", title="x") }}
	{% for one in page.related %}{{ one.summary }}{% endfor %}' \
		>"$1/layouts/odd.html"
	i=0
	while [ "$i" -lt 120 ]; do
		lang=it
		layout=
		[ $((i % 2)) = 0 ] || lang=en
		[ $((i % 3)) = 0 ] || layout="layout: odd"
		cat >"$1/content/posts/p$((i / 2)).$lang.md" <<-END
			---
			title: Post $i
			date: 2026-01-$((i % 28 + 10))
			tags: [a$((i % 5)), b$((i % 7))]
			$layout
			---

			~~One~~ www.example.org [next](p$((i / 2 + 1)).md) [[p3]] {.x}

			## A "heading"

			\`\`\`c {hl=$((i % 4))}
			int x;
			\`\`\`
		END
		i=$((i + 1))
	done
}

make_site "$tmp/site"
for round in first second; do
	race "the journal, $round" "$bifolio" build -j8 --out "$tmp/journal"
	race "a site with errors, $round" "$bifolio" build -j8 -C "$tmp/site"
done
race "Markdown in many threads" .build/tsan/test_threads
pages=$(find "$tmp/journal" "$tmp/site/public" -name '*.html' | wc -l)
if [ "$pages" -lt 100 ]; then
	echo "FAIL tsan: only $pages pages were made"
	failed=$((failed + 1))
fi
echo "tsan: $failed races, $pages pages made"
[ "$failed" = 0 ]
