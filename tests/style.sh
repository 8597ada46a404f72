#!/bin/sh
# style.sh - clang-format and clang-tidy over everything: `make check-style`.
#
# clang-tidy is run a file at a time: given several, version 14 reports a
# false error about va_list.
cd "$(dirname "$0")/.." || exit 1

passed=0
failed=0
count() {
	if [ "$1" = 0 ]; then
		passed=$((passed + 1))
	else
		failed=$((failed + 1))
	fi
}

sources=$(find src tests -name '*.[ch]' | sort)

if command -v clang-format >/dev/null; then
	for file in $sources; do
		clang-format --dry-run -Werror "$file"
		count $?
	done
else
	echo "skip clang-format is not here"
fi

if command -v clang-tidy >/dev/null; then
	# shellcheck disable=SC2046
	flags="-std=c17 -D_POSIX_C_SOURCE=200809L -Isrc -Itests/unit
		$(sed -n 's/^PKG_CFLAGS := //p' .build/libs.mk 2>/dev/null)"
	# One run a processor; each prints what it found, or nothing.
	found=$(printf '%s\n' $sources | grep '\.c$' |
		xargs -n 1 -P "$(getconf _NPROCESSORS_ONLN)" sh -c '
			flags=$1
			clang-tidy --quiet "$2" -- $flags 2>/dev/null ||
				echo "clang-tidy: $2"
		' sh "$flags")
	bad=$(printf '%s\n' "$found" | grep -c '^clang-tidy: ')
	[ -z "$found" ] || printf '%s\n' "$found"
	failed=$((failed + bad))
	passed=$((passed + $(printf '%s\n' $sources | grep -c '\.c$') - bad))
else
	echo "skip clang-tidy is not here"
fi

echo "style: $passed passed, $failed failed"
[ "$failed" = 0 ]
