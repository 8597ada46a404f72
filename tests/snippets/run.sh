#!/bin/sh
# run.sh - snippets, run: what they do, what they cannot do, what is found.
#
#   hostile.sh   code that attacks: stopped, told at its line, nothing changed
#   drift.sh     a text, a tape or a lock that no longer holds: found
#   verbs.sh     run, test, accept, doctor at the command line
#   record.sh    tapes made of what real tools answer
#   journal.sh   the journal's own snippets, as its lock says
#   guide.sh     the examples of the guide, in both languages
#
# Where bubblewrap is missing or the system allows no namespaces, this says so
# and proves only that nothing is run then.
cd "$(dirname "$0")/../.." || exit 1
bifolio=${BIFOLIO:-$PWD/.build/asan/bifolio}
failed=0
tmp=$(mktemp -d) || exit 1
(cd "$tmp" && "$bifolio" snippets test >/dev/null 2>&1)
status=$?
rm -rf "$tmp"
if [ "$status" = 3 ]; then
	echo "SKIPPED: there is no sandbox here: nothing is proved of snippets" >&2
	exit 0
fi
for script in tests/snippets/*.sh; do
	case $script in */run.sh) continue ;; esac
	sh "$script" || failed=1
done
exit $failed
