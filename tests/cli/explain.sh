#!/bin/sh
# explain.sh - bifolio explain.
. "$(dirname "$0")/harness"

"$bifolio" new site leaves -q
cd leaves || exit 1
mkdir plugins
cat >plugins/say.lua <<'END'
return {
  shortcodes = {say = function() return "said" end},
  filters = {loud = function(text) return text:upper() end},
  hooks = {
    page = function(page)
      if page.title == "About" then return {title = "About us"} end
    end,
    routes = function() return {{path = "extra.txt", text = "x"}} end,
  },
}
END
printf 'plugins: [say]\n' >>bifolio.yaml
printf -- '---\ntitle: Kept\ndraft: true\n---\ntext\n' >content/pages/kept.en.md
printf -- '---\ntitle: One\naliases: [/old/]\ntags: [beginnings]\nauthor: Ada\n---\n\n{{ say() }}\n' \
	>content/pages/one.en.md
echo plain >content/pages/file.txt

run explain /en/one/
is "before any build" 0 'file              en/one/index.html  (not made yet)' ''
holds "... and none is made" [ ! -e public ]
holds "... nothing is said of a last one" sh -c "! grep -q 'last build' '$tmp/out'"

run build
run explain /en/one/
is "a page" 0 "is                page  (single)" ''
is "... its source" 0 "made from         content/pages/one.en.md"
is "... its file" 0 "en/one/index.html  (as it would be made now)"
is "... what the last build did" 0 "made: nothing was known of an earlier build"
is "... a value that the author gave" 0 "One  (content/pages/one.en.md:2)"
is "... one of the file's name" 0 "one  (the file's name)"
is "... one of the configuration" 0 "/en/one/  (bifolio.yaml:"
is "... a default" 0 "page.html  (default)"
is "... a list" 0 '(content/pages/one.en.md:4)'
is "... its templates" 0 "base.html         themes/folio/templates/base.html"
is "... a plugin, and what for" 0 "say               shortcodes say, hooks page"
is "... words of the interface" 0 "skip"
is "... what it reads of another page" 0 "page /en/about/"
cp "$tmp/out" "$tmp/first"
for what in https://anywhere.example/en/one/ '/en/one/?a=b#part' /en/one /en/one/index.html \
	en/one/index.html public/en/one/index.html content/pages/one.en.md \
	./content/pages/one.en.md; do
	run explain "$what"
	holds "the same by $what" cmp -s "$tmp/out" "$tmp/first"
done
LC_ALL=it_IT.UTF-8 run explain /en/one/
is "in Italian" 0 "one  (il nome del file)" ''

run explain /en/about/
is "a value that a plugin gives" 0 "About us  (a plugin)" ''
run explain /en/one/ --json
is "as JSON" 0 '"source": "content/pages/one.en.md"' ''
if command -v python3 >/dev/null; then
	holds "... which is some" python3 -c '
import json, sys
about = json.load(open(sys.argv[1]))
assert about["last"] == {"made": True, "why": "unknown"}, about["last"]
assert {"name": "author", "value": "Ada", "from": "content/pages/one.en.md:5"} in about["values"]
' "$tmp/out"
fi

run explain /old/
is "an alias" 0 "leads to          /en/one/" ''
run explain /extra.txt
is "a file that a plugin adds" 0 "say               hooks routes" ''
run explain content/pages/file.txt
is "a file that is copied" 0 "a file that is copied" ''
run explain /en/feed.xml
is "a feed" 0 "atom.xml" ''
is "... reads what it shows" 0 "xhtml"

run explain content/pages/kept.en.md
is "a draft" 0 "not on the site: it is a draft" ''
is "... where it says so" 0 "true  (content/pages/kept.en.md:3)"
run explain content/pages/kept.en.md --drafts
is "... but for those who want it" 0 "/en/kept/" ''
printf -- '---\ntitle: One\ndate: 2026-05-01\n---\n' >content/pages/later.en.md
run explain content/pages/later.en.md --clock 2026-01-01
is "one that is to come" 0 "its date is still to come" ''
printf -- '---\ntitle: [\n---\n' >content/pages/later.en.md
run explain content/pages/later.en.md
is "one with errors" 1 "not on the site: it has errors" "later.en.md:"
rm content/pages/later.en.md

# What the last build did.
sed -i 's/^title: One/title: Two/' content/pages/one.en.md
run explain /en/one/
is "a change that is not built" 0 "would be made otherwise now: build" ''
run build
run explain /en/one/
is "... and is" 0 "made again: it reads what has changed" ''
run explain /it/
is "what it did not touch" 0 "not made again: nothing that it reads has changed" ''
echo x >public/robots.txt
run build
run explain /robots.txt
is "a file that somebody changed" 0 "somebody had changed it" ''
printf -- '---\ntitle: New\n---\n' >content/pages/new.en.md
run build
run explain /en/new/
is "a new page" 0 "made: there was none before" ''
echo other >content/pages/file.txt
run build
run explain /pages/file.txt
is "a file that is copied again" 0 "copied again: its source has changed" ''

run explain /en/noe/
is "what is not there" 2 '' "the site has nothing at '/en/noe/'"
is "... what may have been meant" 2 '' "did you mean '/en/one/'?"
run explain
is "without an address" 2 '' "needs URL"
printf 'titel: x\n' >>bifolio.yaml
run explain /en/one/
is "a site that cannot be built" 1 '' "unknown key 'titel'"

finish
