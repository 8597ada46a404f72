#!/bin/sh
# markdown.sh - bifolio markdown.
. "$(dirname "$0")/harness"

md() {
	text=$1
	shift
	printf '%b' "$text" >"$tmp/in"
	run markdown "$@" <"$tmp/in"
}

md '# Hi *you*\n' --plain
is "standard input" 0 "<h1>Hi <em>you</em></h1>" ''
md '# Hi\n' --plain -
is "standard input by its name" 0 "<h1>Hi</h1>" ''
printf '~~gone~~\n' >a.md
run markdown --plain a.md
is "a file" 0 "<p><del>gone</del></p>" ''
md '## A title\n'
is "our additions: ids" 0 'id="a-title"' ''
md '> [!NOTE]\n> x\n'
is "our additions: callouts" 0 '<aside class="note"' ''
md '> [!NOTE]\n> x\n' --plain
is "... not when plain" 0 '<blockquote>' ''
md '---\ntitle: x\n---\ntext\n'
is "a front matter is left out" 0 "text</p>" ''
holds "... altogether" sh -c "! grep -q title '$tmp/out'"
md '---\ntitle: x\n---\ntext\n' --plain
is "... not when plain, where it is Markdown" 0 "<hr />" ''
md '---\n\ntext\n'
is "a rule at the start is no front matter" 0 "<hr" ''
md '"Ciao" -- no\n'
is "no language: as typed" 0 "&quot;Ciao&quot; -- no" ''
md '"Ciao" -- no\n' --lang it
is "Italian quotes and dashes" 0 "«Ciao» – no" ''
md '"Hi" -- no\n' --lang=en
is "English quotes and dashes" 0 "“Hi” – no" ''
md '> [!NOTE]\n> x\n' -l it
is "the language's words" 0 ">Nota</p>" ''
md "perche' no\n" --lang it
is "a slip of the language" 0 "*" "<stdin>:1:1: warning: 'perché' is written with"
md '"Ciao"\n' --lang it --plain
is "... but not when plain" 0 "&quot;Ciao&quot;" ''
md '"Ciao"\n' --lang itt
is "a language we do not know" 2 '' "did you mean 'it'?"
printf '"Ciao"\n' | tee a.it.md >a.xx.md
run markdown a.it.md
is "the language of a file's name" 0 "«Ciao»" ''
run markdown a.it.md --lang en
is "... unless said otherwise" 0 "“Ciao”" ''
run markdown a.xx.md
is "... if it is one" 0 "&quot;Ciao&quot;" ''
md ''
is "nothing" 0 '' ''
md 'a\0000b\n' --plain
is "a NUL" 0 "a" ''
md 'ok\n\nno \0377\n'
is "bytes that are not UTF-8" 1 '' "<stdin>:3:4: error: this byte is not valid"
mkfifo pipe
printf '# Hi\n' >pipe &
run markdown --plain pipe
is "a pipe by its name" 0 "<h1>Hi</h1>" ''
run markdown nowhere.md
is "a file that is not there" 2 '' "nowhere.md: error: cannot be read"
run markdown .
is "a folder" 2 '' "it is a folder"
run markdown a.md a.md
is "two files" 2 '' "has no use for 'a.md'"
if [ -e /dev/full ]; then
	status=0
	"$bifolio" markdown a.md >/dev/full 2>"$tmp/err" || status=$?
	: >"$tmp/out"
	is "output that cannot be written" 1 '' "no space left"
fi

head -c 70000000 /dev/zero | tr '\0' 'a' >big.md
run markdown big.md
is "70 MB" 1 '' "the file is too large"
run markdown <big.md
is "70 MB on standard input" 1 '' "too large"
rm big.md
awk 'BEGIN { for (i = 0; i < 40000; i++) print "A *line* of text.\n" }' >long.md
run markdown long.md
is "a long file" 0 "<em>line</em>" ''
awk 'BEGIN { for (i = 0; i < 10000; i++) printf "> "; print "x" }' >deep.md
run markdown deep.md
is "ten thousand quotes" 1 '' "markdown-too-deep"

finish
