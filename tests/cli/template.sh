#!/bin/sh
# template.sh - bifolio template.  The language itself has its own tests.
. "$(dirname "$0")/harness"

t() {
	text=$1
	shift
	printf '%b' "$text" >"$tmp/in"
	run template "$@" <"$tmp/in"
}

echo '{"name": "<Ada>", "list": [1, 2.5, null, true], "x": {"y": "à"}}' >d.json

t '{{ 6 * 7 }}\n' -
is "standard input" 0 "42" ''
t '{{ name }}' - --data d.json
is "variables; no suffix, no escaping" 0 "<Ada>" ''
t '{{ name }}' - --data d.json --as html
is "as HTML" 0 "&lt;Ada&gt;" ''
t '{{ name }}' - --data d.json --as xml
is "as XML" 0 "&lt;Ada&gt;" ''
t '{{ list }}' - --data d.json --as text
is "as text" 0 "[1, 2.5, None, True]" ''
t '{"a": {{ x.y }}}' - --data d.json --as json
is "as JSON" 0 '{"a": "à"}' ''
t '{{ name }}' - --data d.json --as pdf
is "as anything else" 2 '' "takes one of html, xml, json, text"

mkdir -p dir/sub
printf '<p>{{ name }}</p>{%% include "sub/part.html" %%}' >dir/page.html
printf '[{{ name }}]' >dir/sub/part.html
printf '{{ name }}' >dir/plain.txt
run template dir/page.html --data d.json
is "escaping by the suffix, and includes beside the file" 0 \
	"<p>&lt;Ada&gt;</p>[&lt;Ada&gt;]" ''
run template dir/page.html --data d.json --as text
is "... unless said otherwise" 0 "<p><Ada></p>[<Ada>]" ''
run template dir/plain.txt --data d.json
is "text by its suffix" 0 "<Ada>" ''
t '{% include "sub/part.html" %}' - --data d.json --path dir
is "a folder for standard input" 0 "[&lt;Ada&gt;]" ''
t '{% set n = "part.html" %}{% include "sub/" ~ n %}' - -p dir --data d.json
is "a name that is computed" 0 "[&lt;Ada&gt;]" ''
t '{% include "sub/part.html" %}' - --data d.json
is "no folder, no includes" 1 '' "<stdin>:1:12: error:"
echo secret >secret.html
t '{% include "../secret.html" %}' - --path dir
is "no way out of the folder" 1 '' "<stdin>:1:12: error:"
ln -s ../secret.html dir/link.html
t '{% include "link.html" %}' - --path dir
is "no way out by a link" 1 '' "<stdin>:1:12: error:"
run template "$PWD/dir/page.html" --data d.json
is "an absolute path" 0 "[&lt;Ada&gt;]" ''
printf '{{ name }' >dir/bad.html
t 'fine' - --path dir
is "a bad template that nobody asks for" 0 "fine" ''
run template dir/bad.html --data d.json
is "a template with an error, at its place" 1 '' "dir/bad.html:1:"

t '{{ nmae }}' - --data d.json
is "a variable that is not there" 1 '' "did you mean 'name'?"
printf '{"a": 1, }' >bad.json
t 'x' - --data bad.json
is "data that is not JSON" 1 '' "bad.json:1:10: error: invalid JSON"
echo '[1]' >list.json
t 'x' - --data list.json
is "data that is no object" 1 '' "the variables are a JSON object"
t 'x' - --data nowhere.json
is "data that is not there" 2 '' "nowhere.json: error: cannot be read"
t 'x' - --data -
is "standard input twice" 2 '' "can be read only once"
printf '{"name": "Bo"}' >"$tmp/in"
run template dir/plain.txt --data - <"$tmp/in"
is "data on standard input" 0 "Bo" ''
run template
is "no template" 2 '' "'bifolio template' needs FILE"
run template nowhere.html
is "a template that is not there" 2 '' "nowhere.html: error: cannot be read"
t 'x' - --path nowhere
is "a folder that is not there" 2 '' "'nowhere' is not a folder"
t '\0377' -
is "a template that is not UTF-8" 1 '' "<stdin>:1:1: error: this byte"
t '{% for i in range(1000000000) %}x{% endfor %}' -
is "a loop without an end in sight" 1 '' "error:"
run template --quiet dir/bad.html
is "errors are told also quietly" 1 '' "error:"

finish
