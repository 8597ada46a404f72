#!/bin/sh
# snippets.sh - bifolio snippets list, show and check: nothing is run.
. "$(dirname "$0")/harness"

mkdir -p content/posts
cat >bifolio.yaml <<'END'
title: T
base_url: https://site.example
languages: [it, en]
snippets_index: false
END

# page LANGUAGE TITLE: its text on standard input.
page() {
	{
		printf -- '---\ntitle: %s\ndate: 2026-01-01\ntags: [%s]\n---\n\n' "$2" "${3-}"
		cat
	} >"content/posts/a.$1.md"
}

run snippets list
is "there are none" 0 "there are no such snippets" ''
run snippets list --json
is "... as JSON" 0 "[]" ''

blocks() {
	cat <<'END'
```json {#data .hidden file=data.json}
{"n": 1}
```

```sh {#pods .run needs=data tool=jq,kubectl}
touch ran-by-a-build; jq .n data.json
```

```output
1
```

```console {#by-hand .manual}
$ true
```
END
}
blocks | page it Frammenti cluster
blocks | page en Snippets
run snippets list
is "a line each" 0 "pods     it,en  sh       recorded  jq,kubectl  content/posts/a.it.md:11" ''
is "... sorted" 0 "by-hand  it,en  console  recorded              content/posts/a.it.md:19"
is "... a file" 0 "data     it,en  json     not run               content/posts/a.it.md:7"
run snippets list --level recorded --language shell --tool jq --tag cluster --page posts/a
is "what is asked for" 0 "pods  it  sh  recorded  jq,kubectl  content/posts/a.it.md:11" ''
run snippets list --tool curl
is "nothing is asked for" 0 "there are no such snippets" ''
run snippets list --lang en --language json
is "an edition" 0 "data  en  json  not run    content/posts/a.en.md:7" ''
run snippets list --lang fr
is "an edition that is not there" 2 '' "'fr'"
run snippets list --level live
is "a level that is not there" 2 '' "ran, replayed, recorded, not-run, drifted"
run snippets list --json --language sh --lang it
holds "JSON is JSON" sh -c "python3 -c 'import json,sys
one, = json.load(open(sys.argv[1]))
assert one[\"id\"] == \"pods\" and one[\"lang\"] == \"it\", one
assert one[\"needs\"] == [\"data\"] and one[\"level\"] == \"recorded\", one
assert one[\"line\"] == 11 and one[\"output\"] == \"1\\n\", one' '$tmp/out'"

run snippets show pods
is "show: what is known" 0 "pods  (sh, it)" ''
is "... its level" 0 "level         recorded"
is "... what it needs" 0 "needs         data"
is "... its code" 0 "    touch ran-by-a-build; jq .n data.json"
is "... what it prints" 0 "    1"
run snippets show pods --raw --lang en
is "show: the code alone" 0 "touch ran-by-a-build; jq .n data.json" ''
holds "... and no more" [ "$(wc -l <"$tmp/out")" = 1 ]
run snippets show pod
is "show: what is not there" 2 '' "there is no snippet 'pod'"
is "... with a suggestion" 2 '' "did you mean 'pods'?"
run snippets show
is "show: of nothing" 2 ''
LC_ALL=it_IT run snippets show pods
is "show: in Italian" 0 "livello       trascritto" ''

run snippets check
is "check: what never ran" 1 "snippets 6: ran 0, replayed 0, recorded 4, not run 2, drifted 0" \
	"content/posts/a.it.md:11:8: error: 'pods' is to be run and never was [snippet-never-run]"

# What the program would have written: a line a snippet, with its digests.
digest() {
	"$bifolio" snippets list --json --lang "$1" --language sh |
		sed -n 's/.*"inputs": "\(.*\)",/\1/p'
}
zeros=00000000000000000000000000000000
lock() {
	for lang in en it; do
		printf '{"id":"pods","lang":"%s","level":"ran","inputs":"%s","code":"%s","expected":"%s","output":"%s","tools":{"jq":"1.6"},"exit":0,"ms":12,"date":"2026-11-25","env":"x"}\n' \
			$lang "$(digest $lang)" $zeros $zeros $zeros
	done
}
lock >lock
mv lock snippets.lock
run snippets check
is "check: all is well" 0 "snippets 6: ran 2, replayed 0, recorded 2, not run 2, drifted 0" ''
run snippets list --level ran
is "what ran" 0 "pods  it,en  sh  ran 2026-11-25  jq,kubectl  content/posts/a.it.md:11" ''
run build -q
is "a build says nothing of it" 0 '' ''
holds "... and shows it" grep -q 'data-level="ran">eseguito il 25 novembre 2026 con jq 1.6<' public/it/posts/a/index.html
LC_ALL=it_IT run snippets check
is "check: in Italian" 0 "frammenti 6: eseguiti 2, riprodotti 0, trascritti 2, non eseguiti 2, cambiati 0" ''

blocks | sed 's/"n": 1/"n": 2/' | page en Snippets
run snippets check
is "check: editions that differ" 1 '*' "the code of 'data' differs between editions"
is "... and what has changed" 1 '*' "'pods' is no longer what ran on 2026-11-25 [snippet-drifted]"
run snippets list --level drifted
is "what has drifted" 0 "pods  en  sh  ran, drifted 2026-11-25  jq,kubectl  content/posts/a.en.md:11" ''
run snippets list
is "errors of pages do not matter here" 0 "pods" ''
blocks | sed 's/jq .n/jq .m/' | page en Snippets
blocks | sed 's/jq .n/jq .m/' | page it Frammenti
run snippets check
is "check: other code" 1 '*' "what has changed is its code"
run build
is "a build warns" 0 '*' "'pods' is no longer what ran on 2026-11-25 [snippet-drifted-warning]"
holds "... and the page says so" grep -q 'data-level="ran" data-drifted>ran on 25 November 2026 with jq 1.6; it has changed since<' public/en/posts/a/index.html
blocks | sed 's/#pods/#podz/' | page en Snippets
rm content/posts/a.it.md
run snippets check -q
is "check: lines of the lock without a snippet" 1 '' "snippets.lock:1:7: error: there is no snippet 'pods' (en) any more [lock-stale]"

printf -- '---\ntitle: B\n---\n```json {.check}\n{"a" 1}\n```\n' >content/b.it.md
run snippets check
is "check: code that cannot be right" 1 '*' "content/b.it.md:5:6: error: this is not JSON: here should be ':' [snippet-json]"
holds "nothing was run" [ ! -e ran-by-a-build ] && [ ! -e public/ran-by-a-build ]
rm -rf public
run snippets list
holds "looking makes no folder" [ ! -e public ]

finish
