#!/bin/sh
# journal.sh - the journal's own snippets do what it says, as its lock says.
. "$(dirname "$0")/../cli/harness"

cd "$top" || exit 1
if [ ! -f snippets.lock ]; then
	echo "SKIPPED: the journal has no snippets.lock" >&2
	exit 0
fi
sh src/deps.sh snippets >/dev/null || exit 1
run snippets doctor
if [ "$status" != 0 ]; then
	echo "SKIPPED: programs that the journal's snippets use are not here:" >&2
	cat "$tmp/err" >&2
	exit 0
fi
engines=
if [ -f .build/engines/engines.json ]; then
	engines=--engines
else
	echo "SKIPPED: no engines are here to ask" >&2
fi
# shellcheck disable=SC2086
run snippets test --frozen $engines
is "the journal's snippets" 0 '*' ''
tail -n 1 "$tmp/out"

finish
