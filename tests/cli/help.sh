#!/bin/sh
# help.sh - the help, the manual page and the completions, all of one table.
. "$(dirname "$0")/harness"

# The verbs, as the overview lists them.
verbs() {
	"$bifolio" help | sed -n '/^Verbs:/,/^$/s/^  \([a-z].*\)/\1/p' |
		sed 's/  .*//; s/ [^a-z].*//; s/ .*|.*//'
}

verbs >"$tmp/verbs"
holds "the overview lists the verbs" grep -qx 'new post' "$tmp/verbs"

for locale in C it_IT; do
	LC_ALL=$locale run help
	wide=$(sed 's/[^ -~]\{1,\}/x/g' "$tmp/out" | awk 'length > 79')
	holds "the overview fits a terminal ($locale)" [ -z "$wide" ]
	while read -r verb; do
		# shellcheck disable=SC2086
		LC_ALL=$locale run $verb --help
		is "$verb --help ($locale)" 0 "bifolio $verb" ''
		cp "$tmp/out" "$tmp/help"
		wide=$(sed 's/[^ -~]\{1,\}/x/g' "$tmp/out" | awk 'length > 79')
		holds "... fits a terminal" [ -z "$wide" ]
		# shellcheck disable=SC2086
		LC_ALL=$locale run help $verb
		holds "... and is what help says" cmp -s "$tmp/out" "$tmp/help"
	done <"$tmp/verbs"
done

run help new
is "help of a first word" 0 "bifolio new site" ''
is "help of a first word (2)" 0 "bifolio new post" ''
run help nwe post
is "help of a verb misspelt" 2 '' "did you mean 'new post'?"
run help --man
is "the manual page" 0 '.TH BIFOLIO 1' ''
while read -r verb; do
	holds "... speaks of $verb" grep -q "^.SS \"$verb\"" "$tmp/out"
done <"$tmp/verbs"
cp "$tmp/out" "$tmp/bifolio.1"
if command -v groff >/dev/null; then
	groff -man -Tutf8 -ww -z "$tmp/bifolio.1" 2>"$tmp/err"
	holds "... has no mistakes for groff" [ ! -s "$tmp/err" ]
else
	echo "skip groff is not here"
fi

run completions csh
is "a shell we do not know" 2 '' "bash, zsh, fish"
run completions
is "no shell" 2 '' "needs bash|zsh|fish"

# complete WORDS...: what bash would offer for the last of them.
complete() {
	bash -c '
		. "$1"
		shift
		COMP_WORDS=("$@")
		COMP_CWORD=$(($# - 1))
		_bifolio
		printf "%s\n" "${COMPREPLY[@]}"
	' sh "$tmp/bifolio.bash" bifolio "$@" 2>&1 | paste -sd' ' -
}

offers() {
	name=$1 want=$2
	shift 2
	got=$(complete "$@")
	echo "$got" >"$tmp/out"
	holds "bash: $name" [ "$got" = "$want" ]
}

if command -v bash >/dev/null; then
	"$bifolio" completions bash >"$tmp/bifolio.bash"
	mkdir -p "folder one" && : >file.md
	offers "a verb" "markdown" mark
	offers "a second word" "site post layout" new ''
	offers "an option" "--plain" markdown --pl
	offers "an option that takes a value" "--lang=" markdown --la
	offers "only the verb's own options" "" config --pla
	offers "words of a choice" "always" config --color = al
	offers "words of a choice, apart" "auto always never" config --color ''
	offers "a folder" "folder one" new site fold
	offers "a folder as a value" "folder one" -C fo
	offers "a file" "file.md" markdown fi
	offers "a verb behind an option with a value" "config" -C x conf
	offers "a shell" "zsh" completions z
	offers "a verb to be helped with" "markdown" help mark
else
	echo "skip bash is not here"
fi
for shell in zsh fish; do
	run completions $shell
	is "a script for $shell" 0 "markdown" ''
	cp "$tmp/out" "$tmp/script"
	if command -v $shell >/dev/null; then
		holds "... that $shell can read" $shell -n "$tmp/script"
	else
		echo "skip $shell is not here"
	fi
done
if command -v fish >/dev/null; then
	run completions fish
	cp "$tmp/out" "$tmp/bifolio.fish"
	got=$(fish -c "source $tmp/bifolio.fish; complete -C 'bifolio markdown --pl'" |
		cut -f1)
	holds "fish: an option" [ "$got" = "--plain" ]
	got=$(fish -c "source $tmp/bifolio.fish; complete -C 'bifolio new s'" |
		cut -f1)
	holds "fish: a second word" [ "$got" = "site" ]
fi

finish
