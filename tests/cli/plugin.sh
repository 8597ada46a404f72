#!/bin/sh
# plugin.sh - bifolio plugin list, and bifolio plugin test.
. "$(dirname "$0")/harness"

run plugin list
is "no plugins" 0 "there are no plugins" ''
run plugin test
is "... and so no tests" 0 "there are no plugins" ''

mkdir -p plugins/marks/tests content/pages
cat >bifolio.yaml <<'END'
title: T
languages: [en]
plugins:
  - marks: {tone: dark, grant: {read: ["data/*.json"]}}
END
cat >plugins/marks/init.lua <<'END'
local options = {tone = "light", size = 3, later = function() end}
return {
  description = "Marks of several kinds.",
  version = "1.2", attributes = {"loud", "soft"},
  options = options,
  filters = {shout = function(text) return text:upper() end, mute = function() end},
  shortcodes = {
    mark = function(args)
      if not args.text then error("mark needs a text") end
      return bifolio.html("<mark class=" .. options.tone .. ">" .. args.text .. "</mark>")
    end,
  },
  code = {up = function(block)
    bifolio.warn("loud")
    return {inside = block.code:upper()}
  end},
}
END
echo 'return {}' >plugins/spare.lua

run plugin list
is "list: name, version, file" 0 "marks 1.2  (plugins/marks/init.lua)" ''
is "... what it says of itself" 0 "  Marks of several kinds."
is "... what it offers" 0 "  filters     mute, shout"
is "... of each kind" 0 "  shortcodes  mark"
is "... attributes of code" 0 "  attributes  loud, soft"
is "... an option's default" 0 "size = 3  (default)"
is "... what is configured, and where" 0 'tone = "dark"  (bifolio.yaml:4)'
is "... what it is granted" 0 "  granted     read data/*.json"
is "... and who is not listed" 0 "not listed in bifolio.yaml: spare"
holds "... but no function" sh -c "! grep -q later '$tmp/out'"
LC_ALL=it_IT.UTF-8 run plugin list
is "... in Italian" 0 "size = 3  (predefinita)" ''

run plugin test
is "a plugin without tests says so" 0 "marks: no tests in plugins/marks/tests/" ''

printf '{{ mark(text="hi") }}\n' >plugins/marks/tests/one.md
run plugin test
is "what is not expected yet is an error" 1 '+ <mark class=light>hi</mark>' \
	"plugins/marks/tests/one.html: error: plugin 'marks': the test 'one' gives this"
is "... by its code" 1 '*' "[plugin-test-missing]"
run plugin test --update
is "... until it is" 0 "plugins/marks/tests/one.html"
is "... which is shown" 0 "+ <mark"
run plugin test
is "then all is well" 0 "marks: tests 1, failed 0" ''

printf '<mark class=dark>hi</mark>\n' >plugins/marks/tests/one.html
cp plugins/marks/tests/one.html "$tmp/kept"
run plugin test marks
is "a difference is an error at its line" 1 '- <mark class=dark>hi</mark>' \
	"plugins/marks/tests/one.html:1:1: error:"
is "... both sides are shown" 1 "+ <mark class=light>hi</mark>"
is "... and counted" 1 "marks: tests 1, failed 1"
holds "... nothing is written" cmp -s "$tmp/kept" plugins/marks/tests/one.html
run plugin test marks -q
is "... quietly" 1 '' "[plugin-test-differs]"
run plugin test marks --update -q
is "... and made the expected" 0 '' ''
run plugin test
is "... for good" 0 "failed 0" ''

printf '```up\nx\n```\n\n{{ mark() }}\n' >plugins/marks/tests/said.md
run plugin test --update
is "what is said belongs to a test" 0 "plugins/marks/tests/said.txt" ''
holds "... warnings" grep -q 'said.md:1:1: warning: .*loud' plugins/marks/tests/said.txt
holds "... and errors, at the plugin's line" \
	grep -q 'init.lua:9:.*mark needs a text' plugins/marks/tests/said.txt
run plugin test
is "... and is expected" 0 "tests 2, failed 0" ''
LC_ALL=it_IT.UTF-8 run plugin test
is "... whoever asks" 0 "prove 2, fallite 0" ''
echo 'plain' >plugins/marks/tests/said.md
run plugin test
is "what is no longer said is an error" 1 '*' "[plugin-test-not-made]"
run plugin test --update
is "... until it goes" 0 '*' ''
holds "... with its file" [ ! -e plugins/marks/tests/said.txt ]

# A small site: filters, templates, whole pages.
site=plugins/marks/tests/pages
mkdir -p $site/content/pages $site/layouts
printf -- '---\ntitle: A page\n---\ntext\n' >$site/content/pages/a.md
echo '{{ page.title|shout }}' >$site/layouts/page.html
echo 'languages: [en]' >$site/bifolio.yaml
mkdir -p $site/expect/pages/a
run plugin test
is "a site that does not list the plugin" 1 "+ layouts/page.html:1:15: error: there is no filter 'shout'"
printf 'languages: [en]\nplugins: [marks]\n' >$site/bifolio.yaml
run plugin test
is "a site that expects nothing" 1 '*' \
	"make an empty file in plugins/marks/tests/pages/expect/ for each"
is "... by its code" 1 '*' "[plugin-test-empty]"
: >$site/expect/pages/a/index.html
run plugin test --update
is "a site's files are made the expected" 0 "expect/pages/a/index.html" ''
holds "... those that were named" [ "$(find $site/expect -type f | wc -l)" = 1 ]
holds "... with what the filter gives" grep -qx 'A PAGE' $site/expect/pages/a/index.html
run plugin test
is "... and compared" 0 "tests 3, failed 0" ''
: >$site/expect/none.html
run plugin test
is "a file that the site does not have" 1 '*' "expect/none.html: error: plugin 'marks'"
run plugin test --update
is "... is not made by --update" 1 '*' "plugin-test-not-made"
rm $site/expect/none.html
printf 'languages: [en]\n' >$site/bifolio.yaml
echo '{{ page.title }}' >$site/layouts/page.html
run plugin test
is "a site that does without the plugin" 1 '*' "does not list the plugin 'marks' [plugin-test-unlisted]"
rm -r $site

: >plugins/marks/tests/lost.html
run plugin test
is "a file that belongs to no test" 1 "tests 2, failed 0" \
	"plugins/marks/tests/lost.html: error: plugin 'marks': this file belongs"
is "... by its code" 1 '*' "[plugin-test-stray]"
rm plugins/marks/tests/lost.html
printf '\377' >plugins/marks/tests/one.html
run plugin test
is "an expectation that is not UTF-8" 1 '*' "one.html: error: this byte is not valid"
rm plugins/marks/tests/one.*

echo 'return {filters = 1}' >plugins/spare.lua
mkdir -p plugins/spare/tests
echo x >plugins/spare/tests/a.md
run plugin test spare
is "a plugin that cannot be loaded" 1 '*' "'filters' should be table, not number"
run plugin test mark
is "a plugin that is not there" 2 '' "there is no plugin 'mark' in plugins/"
is "... what may have been meant" 2 '' "did you mean 'marks'?"

# bifolio.markdown: as the site's, from wherever a plugin is called.
mkdir -p text/plugins text/content/pages text/layouts && cd text || exit 1
printf 'languages: [en, it]\nraw_html: escape\nplugins: [say]\n' >bifolio.yaml
cat >plugins/say.lua <<'END'
local function say(args) return bifolio.markdown(args.text, args.inline) end
return {
  shortcodes = {say = say},
  functions = {say = say},
  filters = {said = function(text) return bifolio.markdown(text, true) end},
  code = {
    up = function(block) return {inside = block.code:upper()} end,
    md = function(block) return {whole = tostring(bifolio.markdown(block.code))} end,
  },
}
END
echo '{{ page.content }}{{ say(text="*from* \"here\"") }}|{{ "`c`"|said }}|' >layouts/page.html
say() {
	printf -- '---\ntitle: A page\n---\n%b\n' "$1" >content/pages/a."${2-en}".md
	run build
}
page=public/en/pages/a/index.html
say 'x {{ say(text="*a* \"b\" <i>", inline=true) }} y'
is "Markdown in a shortcode" 0 '*' ''
holds "... set as the language does, raw HTML as configured" \
	grep -q '>x <em>a</em> “b” &lt;i&gt; y</p>' "$page"
holds "... in a function of templates" grep -q '<p><em>from</em> “here”</p>' "$page"
holds "... and in a filter" grep -q '|<code>c</code>|' "$page"
echo '{{ say(text="<u>") }}' >>layouts/page.html
say plain
holds "... escaped, as configured" grep -q '&lt;u&gt;' "$page"
sed -i 's/escape/allow/' bifolio.yaml
run verify
is "... made again when the configuration says otherwise" 0 "differ 0" ''
holds "... as it now does" grep -q '<u>' "$page"
sed -i 's/allow/escape/' bifolio.yaml
sed -i '$d' layouts/page.html
say 'x {{ say(text="\"b\"", inline=true) }}' it
holds "... in its language" grep -q '>x «b»</p>' public/it/pages/a/index.html
rm content/pages/a.it.md
say '{{ say(text="[me](a.md)") }}'
holds "... its links lead somewhere" grep -q 'href="/en/pages/a/"' "$page"
printf -- '---\ntitle: B\n---\n' >content/pages/b.en.md
say '{{ say(text="[b](b.md)") }}'
printf -- '---\ntitle: B\nslug: moved\n---\n' >content/pages/b.en.md
run verify
is "... and follow what moves" 0 "differ 0" ''
holds "... to where it is" grep -q 'href="/en/pages/moved/"' "$page"
rm content/pages/b.en.md
say '{{ say(text="one\\n\\n[me](b.md)") }}'
is "... or say where they do not" 1 '*' "<markdown>:3:6: error: 'b.md' leads nowhere"
say '{{ say(text="{{ say() }}") }}'
is "an error within" 1 '*' "bad argument #1 to 'markdown'"
say '```md\n*a* \"b\"\n~~~up\nx\n~~~\n```'
is "Markdown in a handler of code" 0 '*' ''
holds "... is as typed, since all languages share it" grep -q '<em>a</em> &quot;b&quot;' "$page"
holds "... and may hold code" grep -q '>X' "$page"
say "$(for n in 20 19 18 17 16 15 14 13; do
	printf '%*s' "$n" '' | tr ' ' '~'
	printf 'md\\n'
done)x"
is "Markdown in Markdown has an end" 1 '*' "Markdown within Markdown, more than 5 deep"
cd ..

run plugin
is "the verb alone" 2 '' "'bifolio plugin' is followed by one of: list, test"
echo 'plugins: [gone]' >bifolio.yaml
run plugin list
is "list: a plugin that is not there" 1 '*' "there is no plugin 'gone'"

finish
