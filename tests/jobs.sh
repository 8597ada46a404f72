#!/bin/sh
# jobs.sh - the journal, built by one thread and by many: the same bytes, and
# the same messages in the same order.
cd "$(dirname "$0")/.." || exit 1
top=$PWD
bifolio=${BIFOLIO:-$top/.build/asan/bifolio}
tmp=$(mktemp -d) || exit 1
trap 'rm -rf "$tmp"' EXIT
export ASAN_OPTIONS=detect_leaks=1:exitcode=99
failed=0

for jobs in 1 2 8 64; do
	"$bifolio" build -j "$jobs" --clock 2026-12-31 --out "$tmp/$jobs" \
		>/dev/null 2>"$tmp/said.$jobs"
	status=$?
	if [ "$status" -gt 1 ]; then
		echo "FAIL jobs: $jobs threads end with $status"
		head -n 40 "$tmp/said.$jobs"
		failed=$((failed + 1))
	elif ! diff -r "$tmp/1" "$tmp/$jobs" ||
		! diff "$tmp/said.1" "$tmp/said.$jobs"; then
		echo "FAIL jobs: $jobs threads make a difference"
		failed=$((failed + 1))
	fi
done
pages=$(find "$tmp/1" -name '*.html' | wc -l)
if [ "$pages" -lt 20 ]; then
	echo "FAIL jobs: only $pages pages were made"
	failed=$((failed + 1))
fi
echo "jobs: $failed differences in $pages pages"
[ "$failed" = 0 ]
