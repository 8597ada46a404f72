#!/bin/sh
# faults.sh - what a build leaves behind when it is killed, when the disk is
# full, when files vanish under it, and when others build at the same time.
#
# Whatever happens: a file of the output is whole, old or new; nobody else's
# file is touched; and the next build makes what a clean one makes.
# shellcheck disable=SC2016
cd "$(dirname "$0")/.." || exit 1
bifolio=${BIFOLIO:-$PWD/.build/asan/bifolio}
if [ ! -x "$bifolio" ]; then
	echo "there is no $bifolio; make it with: make MODE=asan" >&2
	exit 1
fi
export ASAN_OPTIONS=detect_leaks=1:exitcode=99 LC_ALL=C
tmp=$(mktemp -d) || exit 1
trap 'rm -rf "$tmp"' EXIT
site=$tmp/site
checks=0
failed=0

ok() {
	checks=$((checks + 1))
	name=$1
	shift
	"$@" >"$tmp/why" 2>&1 && return
	failed=$((failed + 1))
	echo "FAIL faults: $name"
	head -n 30 "$tmp/why" | sed 's/^/     | /'
}

# page NUMBER WORD: one post in two languages, with a picture.
page() {
	for lang in it en; do
		cat >"$site/content/posts/p$1.$lang.md" <<-END
			---
			title: Post $1 $2
			date: 2026-01-$((10 + $1 % 20))
			tags: [t$(($1 % 4))]
			---

			Text $2 of $1. [back](p0.md)
		END
	done
}

make_site() {
	mkdir -p "$site/content/posts" "$site/public"
	cat >"$site/bifolio.yaml" <<-'END'
		title: Faults
		base_url: https://site.example
		languages: [it, en]
	END
	i=0
	while [ $i -lt 4 ]; do
		echo "t$i: {label: T$i}"
		i=$((i + 1))
	done >"$site/content/tags.yaml"
	i=0
	while [ $i -lt 12 ]; do
		page $i one
		i=$((i + 1))
	done
	echo 'mine' >"$site/public/mine.txt"
	echo '*' >"$site/public/.gitignore"
}

build() {
	timeout 100 "$bifolio" build -C "$site" -q >"$tmp/said" 2>&1
}

# What a clean build makes, in the folder $1.
reference() {
	rm -rf "$1"
	timeout 100 "$bifolio" build -C "$site" -q --out "$1" >"$tmp/said" 2>&1
}

same_as() {
	diff -r -x .gitignore -x mine.txt -x .bifolio-manifest "$1" "$site/public"
}

# Every file of the output has the bytes of one of the references.
whole() {
	(cd "$site/public" && find . -type f ! -name '.bifolio*' \
		! -name mine.txt ! -name .gitignore) |
		while read -r file; do
			found=
			for one; do
				cmp -s "$site/public/$file" "$one/$file" && found=1
			done
			[ -n "$found" ] || echo "$file is neither old nor new"
		done >"$tmp/broken"
	cat "$tmp/broken"
	[ ! -s "$tmp/broken" ]
}

no_temporaries() {
	find "$site/public" -name '.bifolio-*' ! -name .bifolio-manifest >"$tmp/left"
	cat "$tmp/left"
	[ ! -s "$tmp/left" ]
}

mine_is_there() {
	[ "$(cat "$site/public/mine.txt")" = mine ] && [ -f "$site/public/.gitignore" ]
}

make_site

# ---- killed at any moment: first builds, and builds over others

reference "$tmp/old"
page 3 two
rm "$site"/content/posts/p5.*
page 20 two
reference "$tmp/new"

round=0
while [ $round -lt 24 ]; do
	# Half of the rounds begin from an old output, the others from none.
	if [ $((round % 2)) = 0 ]; then
		rm -rf "$site/public"
		cp -R "$tmp/old" "$site/public"
	else
		rm -rf "$site/public"
		mkdir "$site/public"
	fi
	echo 'mine' >"$site/public/mine.txt"
	echo '*' >"$site/public/.gitignore"
	"$bifolio" build -C "$site" -q >/dev/null 2>&1 &
	pid=$!
	sleep "0.$(printf '%03d' $((round * 17 + 5)))"
	kill -9 $pid 2>/dev/null
	wait $pid 2>/dev/null
	ok "killed in round $round: files are whole" whole "$tmp/old" "$tmp/new"
	ok "killed in round $round: mine is there" mine_is_there
	ok "killed in round $round: the next build" build
	ok "killed in round $round: is as a clean one" same_as "$tmp/new"
	ok "killed in round $round: leaves nothing else" no_temporaries
	round=$((round + 1))
done

# A piece that was taken away after the kill: its half-made output goes too.
rm -rf "$site/public"
mkdir "$site/public"
"$bifolio" build -C "$site" -q -j1 >/dev/null 2>&1 &
pid=$!
tries=0
while [ ! -e "$site/public/en/posts/p20/index.html" ] && [ $tries -lt 500 ]; do
	sleep 0.01
	tries=$((tries + 1))
done
kill -9 $pid 2>/dev/null
wait $pid 2>/dev/null
rm "$site"/content/posts/p20.*
reference "$tmp/new"
ok "a piece gone after a kill: the next build" build
ok "a piece gone after a kill: its output is gone" same_as "$tmp/new"

# ---- many at once

for one in 1 2 3 4; do
	"$bifolio" build -C "$site" -q >"$tmp/said.$one" 2>&1 &
	eval "pid$one=$!"
done
for one in 1 2 3 4; do
	eval "wait \$pid$one"
	status=$?
	ok "four builds at once: number $one ends with $status" [ $status -le 1 ]
done
ok "four builds at once: the next build" build
ok "four builds at once: is as a clean one" same_as "$tmp/new"

# ---- files that come and go

round=0
(
	while [ -d "$site/content" ]; do
		echo text >"$site/content/posts/now.txt"
		printf -- '---\ntitle: Now\n---\n' >"$site/content/posts/now.it.md"
		mkdir -p "$site/content/posts/folder"
		printf -- '---\ntitle: In\n---\n' >"$site/content/posts/folder/in.it.md"
		rm -rf "$site/content/posts/folder"
		rm -f "$site"/content/posts/now.*
	done
) 2>/dev/null &
churn=$!
while [ $round -lt 20 ]; do
	build
	status=$?
	ok "files that come and go, round $round: status $status" [ $status -le 1 ]
	ok "files that come and go, round $round: only what is to be said" \
		sh -c '! grep -v -e "^ *[0-9]* |" -e "cannot be read: no such file" \
			-e "the file is empty" -e "no closing" -e "^note:" \
			-e "\[folder-unreadable\]" -e "^\$" "$1"' sh "$tmp/said"
	round=$((round + 1))
done
kill $churn 2>/dev/null
wait $churn 2>/dev/null
rm -rf "$site/content/posts/folder" "$site"/content/posts/now.*
ok "when they are gone: the next build" build
ok "when they are gone: is as a clean one" same_as "$tmp/new"

# ---- an output folder that goes away

"$bifolio" build -C "$site" -q --out "$tmp/away" >"$tmp/said" 2>&1 &
pid=$!
sleep 0.1
rm -rf "$tmp/away" 2>/dev/null
wait $pid
status=$?
ok "the output folder goes away: status $status" [ $status -le 1 ]

# ---- a full disk: a file system of its own, which needs a name space

cat >"$tmp/full.sh" <<'END'
mount -t tmpfs -o size="$1"k none "$2" || exit 77
"$3" build -C "$4" --out "$2" >"$5/said" 2>&1
echo $? >"$5/status"
df -k "$2" >"$5/df"
rm -rf "$5/full"
cp -R "$2" "$5/full"
mount -o remount,size=50m "$2"
"$3" build -C "$4" -q --out "$2" >"$5/said.after" 2>&1
echo $? >"$5/status.after"
rm -rf "$5/after"
cp -R "$2" "$5/after"
END
mkdir "$tmp/disk"
unshare=
for how in "unshare -m" "unshare -rm"; do
	if $how sh -c 'mount -t tmpfs none "$1"' sh "$tmp/disk" 2>/dev/null; then
		unshare=$how
		break
	fi
done
if [ -z "$unshare" ]; then
	echo "skip a full disk: no file system can be mounted here"
else
	for size in 4 60 200 300; do
		$unshare sh "$tmp/full.sh" $size "$tmp/disk" "$bifolio" "$site" "$tmp"
		ok "a disk of $size KB is full: status 1" \
			[ "$(cat "$tmp/status")" = 1 ]
		ok "a disk of $size KB is full: is said" \
			grep -q "no space left on the disk" "$tmp/said"
		ok "a disk of $size KB is full: once for all" \
			[ "$(grep -c 'error:' "$tmp/said")" -le 3 ]
		rm -rf "$site/public"
		mv "$tmp/full" "$site/public"
		ok "a disk of $size KB is full: files are whole" whole "$tmp/new"
		ok "with room again: status 0" [ "$(cat "$tmp/status.after")" = 0 ]
		rm -rf "$site/public"
		mv "$tmp/after" "$site/public"
		ok "with room again: as a clean build" same_as "$tmp/new"
		ok "with room again: leaves nothing else" no_temporaries
	done
fi

echo "faults: $((checks - failed)) passed, $failed failed"
[ "$failed" = 0 ]
