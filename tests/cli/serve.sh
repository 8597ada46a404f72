#!/bin/sh
# serve.sh - how bifolio serve is asked for; what it does has tests/serve/.
. "$(dirname "$0")/harness"

run new site site -q
run serve --port 0
is "no port" 2 '' "'--port' takes a whole number above zero"
run serve --port 65536
is "a port that there is not" 2 '' "ports go up to 65535"
run serve --host 192.0.2.1 -C site
is "an address that is not of this machine" 1 '' "this machine has no such address"
run serve here
is "an argument too many" 2 '' "has no use for 'here'"
run serve --help
is "its options" 0 "--drafts" ''

# Two seconds of it, in Italian.
(
	cd site || exit 1
	LC_ALL=it_IT timeout -s INT --preserve-status 2 "$bifolio" serve -p 24899 \
		>"$tmp/out" 2>"$tmp/err"
	echo $? >"$tmp/status"
)
status=$(cat "$tmp/status")
is "it ends at Ctrl-C with nothing wrong" 0 "Ctrl-C per finire" ''
holds "... in a line for the build and one for the address" \
	[ "$(wc -l <"$tmp/out")" = 2 ]
holds "... and nothing is written" [ ! -e site/public/en ]
(
	cd site || exit 1
	timeout -s TERM --preserve-status 2 "$bifolio" serve -p 24899 -q \
		>"$tmp/out" 2>"$tmp/err"
	echo $? >"$tmp/status"
)
status=$(cat "$tmp/status")
is "quietly, not a word" 0 '' ''

finish
