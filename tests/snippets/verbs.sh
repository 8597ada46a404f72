#!/bin/sh
# verbs.sh - bifolio snippets run, test, accept and doctor at the command line.
. "$(dirname "$0")/../cli/harness"

export TMPDIR="$tmp/temporary"
mkdir -p "$TMPDIR" content/tapes
chmod 755 "$tmp" "$tmp/work" "$TMPDIR"
printf 'title: T\nbase_url: https://site.example\nlanguages: [en, it]\n' \
	>bifolio.yaml

# page LANGUAGE: the text on standard input, which stands from line 4 on.
page() {
	{
		printf -- '---\ntitle: A\n---\n'
		cat
	} >"content/a.$1.md"
}

# both: in two languages.
both() {
	page en
	cp content/a.en.md content/a.it.md
}

lock() { grep -c "$1" snippets.lock; }

both <<'END'
```sh {#hello .run}
echo hello
```
```output
hello
```
END
run snippets run
is "a snippet in two languages is run once" 0 "ran 1, replayed 0, failed 0; " ''
holds "... and has two lines" [ "$(lock '"id":"hello"')" = 2 ]
holds "... which say what it did" [ "$(lock '"level":"ran",.*"exit":0,.*"env":"bubblewrap ')" = 2 ]
cp snippets.lock "$tmp/before"
run snippets run
holds "run again, nothing is written" cmp -s snippets.lock "$tmp/before"
run snippets run --changed
is "nothing has changed" 0 "ran 0, " ''
run snippets test --frozen
is "the lock is up to date" 0 "ran 1, " ''
run snippets test -q
is "quietly" 0 '' ''
run snippets run -v
is "verbosely: a line each" 0 "hello  " ''
LC_ALL=it_IT run snippets test
is "in Italian" 0 "eseguiti 1, riprodotti 0, falliti 0; " ''
run snippets run helo
is "one that is not there" 2 '' "there is no snippet 'helo' [run-unknown]"
is "... with a suggestion" 2 '' "did you mean 'hello'?"

# engine TEXT: one that prints it.
engine() {
	echo "console.log(JSON.stringify({all: '$1', exit: 0}))" >engines/try.mjs
}

# Engines that nobody has fetched, and two that say what they are told to.
run snippets run --engines
is "engines that are not there" 1 "ran 1, " "there are no engines in ''"
echo 'snippets_engines: engines' >>bifolio.yaml
mkdir -p engines
both <<'END'
```lua {#good .run .try}
print("hello")
```
```output
hello
```
END
echo '[{"name":"lua","version":"9","label":"Lua","path":"lua-9","size":1,"files":[]}]' >engines/engines.json
if command -v node >/dev/null && command -v lua >/dev/null; then
	engine hello
	run snippets run --engines
	is "an engine that prints the same" 0 "ran 1, " ''
	holds "... stands in the lock" [ "$(lock '"engines":{"lua":"9"}')" = 2 ]
	engine bye
	run snippets test --engines
	is "... and no more is an error" 1 "+ bye" "and it prints something else [engine-changed]"
	run snippets run --engines
	is "... or makes it not offered" 0 "+ bye" "'good' is not offered to readers: Lua prints something else [engine-other]"
	holds "... and it is out of the lock" [ "$(lock engines)" = 0 ]
	echo "throw new Error('broken')" >engines/try.mjs
	run snippets run --engines
	is "engines that cannot be asked" 1 "ran 1, " "the engines cannot be asked: node says '"
fi

both <<'END'
```json {#data file=in/data.json}
[{"n": 1}, {"n": 2}]
```
```sh {#first .run needs=data}
cat in/data.json >copy
```
```sh {#second .run needs=first stdin=copy env=A=1,B=x}
cat; echo "$A$B"; pwd; exit 3
```
```output
[{"n": 1}, {"n": 2}]
1x
/scratch
[3]
```
```text {#words}
b
a
```
```sh {#sorted .run stdin=words}
sort
```
```output {for=sorted}
a
b
```
```sh {#fails .run .fail}
echo no >&2; false
```
```sh {#one .run exit=7}
exit 7
```
```sh {#sh-1 .run session=s}
x=5
```
```sh {#sh-2 .run session=s}
echo "$x"
```
```output
5
```
```python {#py-1 .run session=p}
x = 6
print("first")
```
```python {#py-2 .run session=p}
print(x)
```
```output
6
```
```console {#talk .run}
$ echo a; false
a
[1]

$ x=1
$ echo $x \
> two
1 two
$ for i in 1 2; do
>   echo $i
> done
...
2
```
END
run snippets run
is "needs, files, input, sessions, transcripts" 0 "ran 10, replayed 0, failed 0; " ''
run snippets test --frozen
is "all of that in CI" 0 "ran 10, " ''
run snippets run words
is "one that is not to be run" 2 '' "'words' is not to be run: it has no .run [run-not-marked]"

both <<'END'
```sh {#bad .run}
echo this; exit 3
```
END
run snippets test
is "a status" 1 '*' "content/a.en.md:4:8: error: 'bad' ended with status 3, not 0 [run-status]"
is "... with what it said" 1 '*' "note: it printed: this"
both <<'END'
```sh {#good .run .fail}
true
```
END
run snippets test
is "one that was to fail" 1 '*' "'good' was to fail, and did not [run-no-failure]"
both <<'END'
```sh {#first .run}
exit 1
```
```sh {#second .run needs=first}
true
```
END
run snippets test second
is "what it needs has failed" 1 '*' "content/a.en.md:4:8: error: 'first' ended with status 1, not 0 [run-status]"
is "... and for whom" 1 '*' "content/a.en.md:7:8: note: it was run because 'second' needs it"
both <<'END'
```sh {#sh-1 .run session=s}
exit 0
```
```sh {#sh-2 .run session=s}
echo never
```
END
run snippets test
is "a session that ends too early" 1 '*' "'sh-2' did not run: what came before it ended everything [run-not-reached]"
both <<'END'
```sh {#s-1 .run session=s}
x=1
```
```sh {#between .run needs=s-1}
true
```
```sh {#s-2 .run session=s needs=between}
true
```
END
run snippets test s-2
is "a session that is cut in two" 1 '*' "'between' needs a block of the session 's', which goes on after it [run-session-cut]"
both <<'END'
```sh {#killed .run}
kill -SEGV $$
```
END
run snippets test
is "a signal" 1 '*' "'killed' ended with status 139, not 0"

both <<'END'
```sh {#slow .run}
sleep 9
```
END
rm -f snippets.lock
"$bifolio" snippets run >"$tmp/out" 2>"$tmp/err" &
child=$!
until [ -n "$(ls -A "$TMPDIR")" ]; do sleep 0.1; done
kill -TERM $child
wait $child
status=$?
is "interrupted" 1 '*' "interrupted: not all of them have run, and nothing was written [run-interrupted]"
holds "... nothing is left" [ -z "$(ls -A "$TMPDIR")" -a ! -e snippets.lock ]

# ---- tapes

cat >content/tapes/prod.tape <<'END'
tape 1
origin hand
tool kubectl 1.29.3
tool helm 3.14.0

$ helm list
= 0

$ kubectl get pods -o json
| {"items": [{"name": "db-0"}, {"name": "web"}]}
= 0

$ kubectl get pods
| one
= 0

$ kubectl get pods
! gone
= 1

$ kubectl logs web
! Defaulted container "web" out of: web, proxy
| a line
= 0

$ kubectl apply -f -
< 5891b5b522d5df086d0ff0b110fbd9d21bb4fc7163af34d08286a2e846f6be03
| created
= 0
END
both <<'END'
```sh {#taped .run tape=prod tool=kubectl}
kubectl get pods -o json | tr , '\n' | grep -c name
kubectl get 'pods' "-o" json >/dev/null
kubectl get pods
kubectl get pods || echo failed
kubectl logs web
for pod in a b; do echo $pod; done | while read -r pod; do
	kubectl get pods -o json >/dev/null
	echo "$pod"
done
echo hello | kubectl apply -f -
```
```output
2
one
gone
failed
Defaulted container "web" out of: web, proxy
a line
a
b
created
```
END
run snippets run
is "a tape answers" 0 "ran 0, replayed 1, failed 0; " ''
holds "... which the lock says, and which of its tools the snippet uses" [ "$(lock '"level":"replayed",.*"tools":{"kubectl":"1.29.3"}')" = 2 ]
both <<'END'
```sh {#taped .run tape=prod tool=kubectl}
kubectl get 'no des' 2>/dev/null | cat
```
END
run snippets test
is "a call that is not on it" 1 '*' "content/a.en.md:4:8: error: the tape 'prod' has no call: kubectl get 'no des' [run-tape-unknown]"
both <<'END'
```sh {#taped .run tape=prod tool=kubectl}
kubectl get pods; kubectl get pods; kubectl get pods; true
```
END
run snippets test
is "one too many" 1 '*' "the tape 'prod' has no further answer for: kubectl get pods [run-tape-spent]"
both <<'END'
```sh {#taped .run tape=prod tool=kubectl}
echo other | kubectl apply -f -; true
```
END
run snippets test
is "another input" 1 '*' "the tape 'prod' has no call: kubectl apply -f - < "
cp content/tapes/prod.tape content/tapes/new.tape
sed -i 's/^tape 1/tape 2/' content/tapes/prod.tape
run snippets test
holds "without its tape nothing is run" grep -q "^ran 0, replayed 0, failed 1" "$tmp/out"
is "a tape of another version" 1 '*' "content/tapes/prod.tape:1:1: error: this tape is of version 2; this program reads version 1"

# ---- accept

page en <<'END'
- In a list:
  ```sh {#listed .run}
  printf 'a\nb %s\n' $$; echo '```'
  ```
  ```output
  a
  [..]
  old
  ```

> ```console {#talk .run}
> $ echo one
> two
> $ pwd
> /scratch
> ```

```sh {#silent .run}
echo spoken
```
END
cp content/a.en.md content/a.it.md
run snippets accept
is "what differs is shown" 0 "- two" '*'
is "... on both sides" 0 "+ one" '*'
is "... and is right from then on" 0 "ran 3, replayed 0, failed 0; " ''
cat >"$tmp/accepted" <<'END'
---
title: A
---
- In a list:
  ```sh {#listed .run}
  printf 'a\nb %s\n' $$; echo '```'
  ```
  ````output
  a
  [..]
  ```
  ````

> ```console {#talk .run}
> $ echo one
> one
> $ pwd
> /scratch
> ```

```sh {#silent .run}
echo spoken
```
END
holds "fences, indentation and patterns are kept" diff "$tmp/accepted" content/a.en.md
holds "... in both languages" cmp content/a.en.md content/a.it.md
run snippets test --frozen
is "the lock says so too" 0 "ran 3, " ''
run snippets accept silent
tail -n 6 content/a.it.md >"$tmp/tail"
printf '```sh {#silent .run}\necho spoken\n```\n```output\nspoken\n```\n' \
	>"$tmp/wanted"
holds "one that is named gets its block" cmp "$tmp/tail" "$tmp/wanted"
run snippets accept
is "nothing to accept" 0 "ran 3, " ''
page en <<'END'
~~~sh {#tilde .run}
#| timeout: 5s
echo new
~~~
~~~~output
#| match: exact
old
~~~~

    not fenced

END
printf '> ```sh {#end .run}\n> printf %%s one\n> ```\n> ```output\n> two\n> ```' \
	>>content/a.en.md
cp content/a.en.md content/a.it.md
run snippets accept
is "other fences, and a file without an end" 0 "ran 2, " '*'
printf '> ```sh {#end .run}\n> printf %%s one\n> ```\n> ```output\n> one\n> ```' \
	>"$tmp/wanted"
tail -n 6 content/a.it.md >"$tmp/tail"
holds "... whose end stays as it is" cmp "$tmp/tail" "$tmp/wanted"
sed -n '8,11p' content/a.en.md >"$tmp/tail"
printf '~~~~output\n#| match: exact\nnew\n~~~~\n' >"$tmp/wanted"
holds "lines of attributes stay" cmp "$tmp/tail" "$tmp/wanted"

# ---- doctor

run snippets doctor
is "the sandbox" 0 "sandbox         bubblewrap " ''
is "... the programs" 0 "sh              there  (snippets 4)" ''
both <<'END'
```sh {#hello .run tool=no-such-tool}
true
```
END
run snippets doctor
is "a tool that is not here" 1 "no-such-tool    not here" "the program 'no-such-tool' is not here, and snippets need it"
holds "nothing is left" [ -z "$(ls -A "$TMPDIR")" ]

finish
