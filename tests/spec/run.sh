#!/bin/sh
# run.sh - the examples of the Markdown specifications, through the program.
cd "$(dirname "$0")/../.." || exit 1
if ! command -v python3 >/dev/null; then
	echo "skip python3 is not here"
	exit 0
fi
exec python3 tests/spec/run.py \
	"${BIFOLIO:-.build/asan/bifolio}" markdown --plain
