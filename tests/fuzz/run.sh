#!/bin/sh
# run.sh - the fuzzers.
#
#   sh tests/fuzz/run.sh                 each kept input once; part of make test
#   sh tests/fuzz/run.sh SECONDS [NAME]  looks for new ones with clang's
#                                        libFuzzer; NAME: template, snippet, serve
#
# fuzz_NAME.c is an entry, NAME/ its inputs: seeds named after features, and
# what once was a fault, named after it.  NAME.tar.gz holds what was found from
# there: with it each part of the code is reached by some input.
cd "$(dirname "$0")/../.." || exit 1
sh src/deps.sh build >/dev/null || exit 1
seconds=${1:-0}
only=${2:-}
out=.build/fuzz
mkdir -p "$out"

cflags="-std=c17 -D_POSIX_C_SOURCE=200809L -pthread -Isrc -O1 -g
	-fno-omit-frame-pointer $(sed -n 's/^PKG_CFLAGS := //p' .build/libs.mk)"
libs=$(sed -n 's/^PKG_LIBS := //p' .build/libs.mk)

unpack() {
	mkdir -p "$out/$1"
	[ ! -f "tests/fuzz/$1.tar.gz" ] ||
		tar -xzf "tests/fuzz/$1.tar.gz" -C "$out/$1"
}

# Only what the entry needs, compiled with the fuzzer's eyes in it.
sources() {
	case $1 in
	serve)
		make -s MODE=asan lib >&2
		ls src/*/*.c .build/asan/builtin.c
		;;
	*) ls src/base/*.c src/diag/*.c src/data/*.c "src/$1"/*.c ;;
	esac
}

fuzz() {
	# shellcheck disable=SC2046,SC2086
	clang $cflags -fsanitize=fuzzer,address,undefined -DARENA_POISON \
		-fno-sanitize-recover=all -o "$out/fuzz_$1" \
		"tests/fuzz/fuzz_$1.c" $(sources "$1") $libs || return 1
	"$out/fuzz_$1" -max_total_time="$seconds" -max_len=4096 -timeout=10 \
		-rss_limit_mb=2048 -use_value_profile=1 \
		-artifact_prefix="$out/" "$out/$1" "tests/fuzz/$1"
}

replay() {
	make -s MODE=asan lib || return 1
	# shellcheck disable=SC2086
	${CC:-cc} $cflags -fsanitize=address,undefined -DARENA_POISON \
		-fno-sanitize-recover=all -o "$out/replay_$1" \
		"tests/fuzz/fuzz_$1.c" tests/fuzz/replay.c \
		.build/asan/libbifolio.a $libs || return 1
	find "tests/fuzz/$1" "$out/$1" -type f \
		-exec timeout 300 "$out/replay_$1" {} +
}

passed=0
failed=0
for entry in tests/fuzz/fuzz_*.c; do
	name=$(basename "$entry" .c)
	name=${name#fuzz_}
	[ -z "$only" ] || [ "$only" = "$name" ] || continue
	unpack "$name"
	[ "$seconds" = 0 ] && try=replay || try=fuzz
	if $try "$name"; then
		passed=$((passed + 1))
	else
		echo "FAILED: fuzz $name" >&2
		failed=$((failed + 1))
	fi
done
echo "fuzz: $passed passed, $failed failed"
[ "$failed" = 0 ]
