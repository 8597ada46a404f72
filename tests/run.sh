#!/bin/sh
# run.sh - every test, and one line of summary.  Called by `make test`.
#
# Each suite prints what it likes and exits with 0 or not; cmocka's programs
# also say how many tests passed, which is counted here.
cd "$(dirname "$0")/.." || exit 1
sh src/deps.sh build test >/dev/null || exit 1
make -s -j"$(getconf _NPROCESSORS_ONLN)" MODE=asan all unit || exit 1

passed=0
failed=0
suite() {
	name=$1
	shift
	if "$@"; then
		passed=$((passed + 1))
	else
		failed=$((failed + 1))
		echo "FAILED: $name"
	fi
}

export ASAN_OPTIONS=detect_leaks=1 UBSAN_OPTIONS=print_stacktrace=1
for test in .build/asan/test_*; do
	case $test in *.d) continue ;; esac
	suite "$(basename "$test")" "$test"
done
suite layers sh tests/layers.sh
suite jobs sh tests/jobs.sh
suite faults sh tests/faults.sh
suite tsan sh tests/tsan.sh
for script in tests/cli/*.sh tests/*/run.sh; do
	case $script in tests/bench/*) continue ;; esac
	[ -f "$script" ] && suite "$script" sh "$script"
done
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
