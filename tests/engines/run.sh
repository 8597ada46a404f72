#!/bin/sh
# run.sh - each engine in Node, as it runs in the reader's browser: `jobs` are
# asked, a line each; `expected` are the answers.
set -u
cd "$(dirname "$0")/../.." || exit 1
if ! command -v node >/dev/null || ! command -v npm >/dev/null; then
	echo "skip the engines: there is no Node or npm"
	exit 0
fi
if ! make -s engines >/dev/null 2>&1; then
	echo "skip the engines: npm could not fetch them"
	exit 0
fi
node src/engines/try.mjs .build/engines <tests/engines/jobs |
	diff -u tests/engines/expected - || exit 1
if grep -lE 'unpkg|jsdelivr|cdnjs' .build/engines/*/*.js; then
	echo "an engine knows the address of another host"
	exit 1
fi
