#!/bin/sh
# run.sh - tiny sites, and what is made of them.
#
#   sh tests/golden/run.sh [CASE...]        compares
#   sh tests/golden/run.sh --update [CASE...]
#       shows what has changed, and makes it what is expected: `make golden`;
#       then look at it in `git diff` once more
#
# A case is a folder: a site (which may have `prepare`, commands run in a copy
# of it, and `arguments` for `bifolio build`) and expect/, its public/ but for
# the assets of the theme.  The theme plain, theme/ here, prints facts.
#
# Each is built with one thread, and with eight, whose bytes must be the same;
# then once more, which must write nothing.
cd "$(dirname "$0")/../.." || exit 1
top=$PWD
export top
bifolio=${BIFOLIO:-$top/.build/asan/bifolio}
if [ ! -x "$bifolio" ]; then
	echo "there is no $bifolio; make it with: make MODE=asan" >&2
	exit 1
fi
export ASAN_OPTIONS=detect_leaks=1:exitcode=99 LC_ALL=C
unset NO_COLOR LC_MESSAGES LANG SOURCE_DATE_EPOCH

update=
if [ "${1-}" = --update ]; then
	update=1
	shift
fi
tmp=$(mktemp -d) || exit 1
trap 'rm -rf "$tmp"' EXIT
passed=0
failed=0

complain() {
	failed=$((failed + 1))
	echo "FAIL golden/$name: $1"
	shift
	"$@" 2>&1 | head -n 100 | sed 's/^/     | /'
	return 1
}

# build ARGUMENT...: what it says is left in $tmp/said.
build() {
	# shellcheck disable=SC2046
	(cd "$tmp/site" && timeout 100 "$bifolio" build --clock 2026-03-01 \
		$(cat arguments 2>/dev/null) "$@") >"$tmp/said" 2>&1
}

check() {
	rm -rf "$tmp/site" "$tmp/one"
	cp -R "tests/golden/$name" "$tmp/site"
	rm -rf "$tmp/site/expect"
	mkdir -p "$tmp/site/themes"
	cp -R tests/golden/theme "$tmp/site/themes/plain"
	if [ -f "$tmp/site/prepare" ]; then
		(cd "$tmp/site" && sh -e ./prepare) ||
			complain "its preparation failed" true || return
	fi
	build -j1 || complain "not built" cat "$tmp/said" || return
	cp -R "$tmp/site/public" "$tmp/one"
	build --clean -j8 || complain "not built" cat "$tmp/said" || return
	diff -r "$tmp/one" "$tmp/site/public" >"$tmp/diff" ||
		complain "threads make a difference" cat "$tmp/diff" || return
	build || complain "not built again" cat "$tmp/said" || return
	grep -q 'written 0, .*removed 0' "$tmp/said" ||
		complain "writes what is there" cat "$tmp/said" || return
	rm -rf "$tmp/one/assets" "$tmp/one/.bifolio-manifest"
	if diff -Nru "tests/golden/$name/expect" "$tmp/one" >"$tmp/diff"; then
		passed=$((passed + 1))
	elif [ -n "$update" ]; then
		cat "$tmp/diff"
		rm -rf "tests/golden/$name/expect"
		cp -R "$tmp/one" "tests/golden/$name/expect"
		echo "golden/$name: updated"
	else
		complain "is not what was expected; if it is better: make golden" \
			cat "$tmp/diff"
	fi
}

if [ $# = 0 ]; then
	for folder in tests/golden/*/bifolio.yaml; do
		name=$(basename "$(dirname "$folder")")
		check
	done
else
	for name; do
		check
	done
fi
echo "golden: $passed passed, $failed failed"
[ "$failed" = 0 ]
