#!/bin/sh
# drift.sh - what no longer holds is found by `snippets test --frozen`: each kind
# is put into a site that was right, and taken out again.
. "$(dirname "$0")/../cli/harness"

export TMPDIR="$tmp/temporary"
mkdir -p "$TMPDIR" content/tapes
chmod 755 "$tmp" "$tmp/work" "$TMPDIR"
printf 'title: T\nbase_url: https://site.example\nlanguages: [en, it]\n' \
	>bifolio.yaml
cat >content/a.en.md <<'END'
---
title: A
---
```json {#data file=data.json}
[{"n": 1}, {"n": 2}]
```
```sh {#prepare .run needs=data}
wc -l <data.json >lines
```
```text {#words}
b
a
```
```sh {#main .run needs=prepare stdin=words env=A=1}
sort; cat lines; echo "$A"
```
```output
a
b
1
1
```
```sh {#silent .run}
echo nothing is written of this
```
```sh {#taped .run tape=prod tool=kubectl}
kubectl get pods
```
```output
db-0
```
```sh {#s-1 .run session=s}
x=5
```
```sh {#s-2 .run session=s}
echo "$x"
```
```output {for=s-2 match=like}
5
```
```console {#talk .run}
$ echo one
one
```
END
cp content/a.en.md content/a.it.md
cat >content/tapes/prod.tape <<'END'
tape 1
origin hand
tool kubectl 1.29.3

$ kubectl get pods
| db-0
= 0
END
run snippets run
is "a site that is right" 0 "ran 6, replayed 1, failed 0; " ''
run snippets test --frozen
is "... as the lock says" 0 "ran 6, replayed 1, failed 0; " ''
sed -i 's/^origin hand/# By hand.\n&/' content/tapes/prod.tape
run snippets test --frozen
is "a comment on a tape changes nothing" 0 "ran 6, replayed 1, failed 0; " ''
mkdir "$tmp/right"
cp -R content snippets.lock bifolio.yaml "$tmp/right"

# drift NAME WHAT MESSAGE: the site is changed by a script of sed, in both
# languages, or by commands; then the message must be there.
drift() {
	case $2 in
	s/*) sed -i "$2" content/a.en.md content/a.it.md ;;
	*) eval "$2" ;;
	esac
	run snippets test --frozen
	is "$1" 1 '*' "$3"
	rm -rf content snippets.lock
	cp -R "$tmp/right/content" "$tmp/right/snippets.lock" .
}

drift "code" 's/^echo nothing.*/echo something/' \
	"'silent' is no longer what ran on "
drift "... and that it is the code" 's/^echo nothing.*/echo something/' \
	"note: what has changed is its code"
drift "expected output" 's/^db-0$/db-1/' \
	"note: what has changed is the output that is expected"
drift "a tape" "sed -i 's/db-0/db-9/' content/tapes/prod.tape" \
	"note: what has changed is the tape"
drift "code that it needs" 's/^wc -l/wc -c/' \
	"'main' is no longer what ran on "
drift "a file that it needs, far away" 's/"n": 2/"n": 3/' \
	"'main' is no longer what ran on "
drift "its input" 's/^b$/c/' "'main' is no longer what ran on "
drift "its environment" 's/env=A=1/env=A=2/' "'main' is no longer what ran on "
drift "an option" 's/{#silent .run}/{#silent .run .fail}/' \
	"'silent' is no longer what ran on "
drift "how it is compared" 's/{for=s-2 match=like}/{for=s-2}/' \
	"'s-2' is no longer what ran on "
drift "an earlier block of its session" 's/^x=5$/x=6/' \
	"'s-2' is no longer what ran on "
drift "its language" 's/^```sh {#silent/```bash {#silent/' \
	"'silent' is no longer what ran on "
drift "a transcript" 's/^one$/two/' "'talk' is no longer what ran on "
drift "a transcript's output, for what it is" 's/^one$/two/' \
	"content/a.en.md:42:1: error: 'talk' prints something else"
drift "one edition alone" "sed -i 's/nothing/something/' content/a.it.md" \
	"content/a.it.md:"
drift "a snippet that never ran" \
	"for l in en it; do printf '\`\`\`sh {#new .run}\ntrue\n\`\`\`\n' >>content/a.\$l.md; done" \
	"'new' is to be run and never was [snippet-never-run]"
drift "a line of the lock that belongs to nothing" \
	"s/{#silent .run}/{#other .run}/" "snippets.lock:"
drift "no lock" "rm snippets.lock" "'main' is to be run and never was"
drift "a digest in the lock that was edited" \
	"sed -i '/\"id\":\"silent\"/s/\"output\":\"[0-9a-f]*/\"output\":\"00000000000000000000000000000000/' snippets.lock" \
	"'silent' prints something else than on "
drift "... also where output is expected" \
	"sed -i '/\"id\":\"s-2\"/s/\"output\":\"[0-9a-f]*/\"output\":\"00000000000000000000000000000000/' snippets.lock" \
	"'s-2' prints something else than on "
drift "conflicts in the lock" \
	"{ echo '<<<<<<< ours'; cat \"\$tmp/right/snippets.lock\"; echo =======; echo '>>>>>>> theirs'; } >snippets.lock" \
	"snippets.lock:1:1: error: "
drift "an order in the lock that is not its own" \
	"sort -r \"\$tmp/right/snippets.lock\" >snippets.lock" "snippets.lock:2:"
drift "a key that the lock does not have" \
	"sed -i '1s/\"ms\"/\"millis\"/' snippets.lock" "snippets.lock:1:"
drift "a line that is there twice" \
	"sed -i '1p' snippets.lock" "snippets.lock:2:"
drift "output for nothing" \
	"for l in en it; do sed -i '3a\`\`\`output\nx\n\`\`\`' content/a.\$l.md; done" \
	"content/a.en.md:4:1: error: "
drift "a file outside" 's/file=data.json/file=..\/data.json/' \
	"content/a.en.md:4:"
drift "ids that clash" 's/{#silent .run}/{#main .run}/' "content/a.en.md:"
drift "a need that needs it" \
	's/{#prepare .run needs=data}/{#prepare .run needs=data,main}/' \
	"content/a.en.md:"
drift "a need that is not there" 's/needs=prepare/needs=prepar/' \
	"did you mean 'prepare'?"
drift "a tape that is not there" 's/tape=prod/tape=prd/' "content/a.en.md:"

sed -i 's/^echo nothing.*/date +%s%N/' content/a.en.md content/a.it.md
run snippets run silent
run snippets test --frozen silent
is "what prints something else each time" 1 '*' "'silent' prints something else than on "
cp "$tmp/right/content/"*.md content
cp "$tmp/right/snippets.lock" .
{ echo '<<<<<<< ours'; cat "$tmp/right/snippets.lock"; } >snippets.lock
cp snippets.lock "$tmp/broken"
run snippets run
is "a lock that is broken" 1 '*' "snippets.lock:1:1: error: "
holds "... is not written over" cmp -s snippets.lock "$tmp/broken"

finish
