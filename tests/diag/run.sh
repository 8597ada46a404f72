#!/bin/sh
# run.sh - bad input, and what is said of it.
#
#   sh tests/diag/run.sh [NAME...]     only these cases
#   SHOW=1 sh tests/diag/run.sh NAME   what is really said
#
# A case is a file, NAME.txt: a sentence that says what it shows, and then
# sections, each begun by a line of its own:
#
#   == PATH            a file of the site
#   == sh              commands, run in the site's folder before it is built
#   == build ARGUMENT  for `bifolio build`
#   == command ARGUMENT  for `bifolio` instead; one case may run several
#   == as nobody       run by someone who may not read everything, as root may
#   == made            files that must be in public/ afterwards
#   == not made        files that must not
#   == expect STATUS   the exit status and all messages, in order, without the
#                      lines of source under them
#
# Every site has the files of base.txt too, where the case does not bring its
# own, and content/posts/good.it.md of it must come out whatever is wrong
# beside it.  Then the same is asked in Italian: the same places and codes.
# Nothing outside public/ and the cache may change.
cd "$(dirname "$0")/../.." || exit 1
top=$PWD
bifolio=${BIFOLIO:-$top/.build/asan/bifolio}
if [ ! -x "$bifolio" ]; then
	echo "there is no $bifolio; make it with: make MODE=asan" >&2
	exit 1
fi
export ASAN_OPTIONS=detect_leaks=1:exitcode=99
export LC_ALL=C
unset NO_COLOR LC_MESSAGES LANG SOURCE_DATE_EPOCH

tmp=$(mktemp -d) || exit 1
trap 'chmod -R u+rwx "$tmp"; rm -rf "$tmp"' EXIT
passed=0
failed=0

# Writes the sections of a case: files below $tmp/site, the rest to $tmp.
unpack() {
	awk -v site="$tmp/site" -v tmp="$tmp" '
		function open_file(path) {
			dir = path
			sub("/[^/]*$", "", dir)
			system("mkdir -p \"" dir "\"")
			printf "" >path
			close(path)
			out = path
		}
		/^== / {
			if (out)
				close(out)
			name = substr($0, 4)
			if (name == "sh")
				out = tmp "/sh"
			else if (name == "made")
				out = tmp "/made"
			else if (name == "not made")
				out = tmp "/not-made"
			else if (name == "as nobody")
				out = tmp "/nobody"
			else if (name ~ /^build /) {
				print substr(name, 7) >(tmp "/arguments")
				out = ""
			} else if (name ~ /^command /) {
				print substr(name, 9) >>(tmp "/commands")
				out = ""
			} else if (name ~ /^expect /) {
				print substr(name, 8) >(tmp "/status")
				open_file(tmp "/expect")
			} else
				open_file(site "/" name)
			next
		}
		out { print >>out }
	' "$1"
}

# What is in the site, but for its output, its cache and the times of folders.
state() {
	(cd "$tmp" && find site outside \( -path site/public -o -name .bifolio \) \
		-prune -o ! -type d -exec ls -ln --time-style=full-iso {} + 2>/dev/null |
		sort)
	(cd "$tmp" && find site outside \( -path site/public -o -name .bifolio \) \
		-prune -o -type d -print | sort)
}

# Root may read and write everything: such a case is run by somebody else.
become() {
	if [ ! -f "$tmp/sh" ] || ! grep -q '^== as nobody' "$1"; then
		as=
		return 0
	fi
	[ "$(id -u)" = 0 ] || return 0
	command -v setpriv >/dev/null || return 1
	cp "$bifolio" "$tmp/bifolio"
	chmod 755 "$tmp" "$tmp/bifolio"
	chown -R 65534:65534 "$tmp/site"
	as="setpriv --reuid=65534 --regid=65534 --clear-groups $tmp/bifolio"
}

# The worst exit status of the case's commands.
run_all() {
	cd "$tmp/site" || exit 1
	LC_ALL=$1
	export LC_ALL
	worst=0
	while read -r arguments; do
		# shellcheck disable=SC2086
		eval "timeout 300 ${as:-\"\$bifolio\"} $arguments" </dev/null
		one=$?
		[ "$one" -le "$worst" ] || worst=$one
	done <"$tmp/commands"
	exit "$worst"
}

# build LOCALE: leaves $tmp/said, $status
build() {
	status=0
	[ -f "$tmp/commands" ] ||
		echo "build --color=never $(cat "$tmp/arguments" 2>/dev/null)" \
			>"$tmp/commands"
	(run_all "$1") >"$tmp/out" 2>"$tmp/err" || status=$?
	grep -v '^ *[0-9]* | ' "$tmp/err" >"$tmp/said"
}

# Where and what, in no language.
codes() {
	sed -n 's/^\([^ ]*\): [a-z]*: .*\(\[[a-z0-9-]*\]\)$/\1 \2/p' "$1"
}

complain() {
	failed=$((failed + 1))
	echo "FAIL $name: $1"
	shift
	"$@" 2>&1 | head -n 60 | sed 's/^/     | /'
	return 1
}

check_files() {
	while read -r file; do
		grep -qxF "$file" "$tmp/not-made" 2>/dev/null && continue
		[ -e "$tmp/site/public/$file" ] || {
			complain "$file was not made" cat "$tmp/err"
			return 1
		}
	done <"$tmp/made"
	[ -f "$tmp/not-made" ] || return 0
	while read -r file; do
		[ -e "$tmp/site/public/$file" ] && {
			complain "$file was made" cat "$tmp/err"
			return 1
		}
	done <"$tmp/not-made"
	return 0
}

check() {
	rm -rf "$tmp/site" "$tmp/outside"
	rm -f "$tmp/sh" "$tmp/made" "$tmp/not-made" "$tmp/arguments" "$tmp/commands" \
		"$tmp/expect" "$tmp/status"
	mkdir -p "$tmp/site/public" "$tmp/outside"
	unpack tests/diag/base.txt
	unpack "$1"
	if [ -f "$tmp/sh" ]; then
		(cd "$tmp/site" && BIFOLIO=$bifolio sh -e "$tmp/sh") || {
			complain "its commands failed" true
			return
		}
	fi
	become "$1" || {
		echo "skip $name: no setpriv to become somebody else with"
		return
	}
	state >"$tmp/before"
	build C
	if [ -n "${SHOW-}" ]; then
		echo "== expect $status"
		cat "$tmp/said"
	fi
	[ "$status" = "$(cat "$tmp/status")" ] ||
		complain "exit status $status" cat "$tmp/err" || return
	cmp -s "$tmp/said" "$tmp/expect" ||
		complain "says something else" diff -u "$tmp/expect" "$tmp/said" ||
		return
	check_files || return
	codes "$tmp/said" >"$tmp/codes"
	build it_IT.UTF-8
	codes "$tmp/said" >"$tmp/codes-it"
	cmp -s "$tmp/codes" "$tmp/codes-it" ||
		complain "says something else in Italian" \
			diff -u "$tmp/codes" "$tmp/codes-it" || return
	if grep -E ': (error|warning|note): ' "$tmp/said" >/dev/null; then
		complain "speaks English in Italian" cat "$tmp/said" || return
	fi
	state >"$tmp/after"
	cmp -s "$tmp/before" "$tmp/after" ||
		complain "changed something outside public/" \
			diff "$tmp/before" "$tmp/after" || return
	passed=$((passed + 1))
}

if [ $# = 0 ]; then
	for case in tests/diag/*.txt; do
		name=$(basename "$case" .txt)
		case $name in base | elsewhere) continue ;; esac
		check "$case"
	done
else
	for name; do
		check "tests/diag/$name.txt"
	done
fi

# Messages of these rooms; others have their own tests.
catalogues="build cli data markdown plugin site template"

# Every error and warning of them stands in some test: by its code, its name in the
# catalogue, or a piece of its text.
# shellcheck disable=SC2046
all_messages() {
	awk '
		{ sub(/\\$/, ""); all = all " " $0 }
		END {
			row = "X\\([A-Z0-9_]+, DIAG_[EW][A-Z]+, \"[^\"]*\", *\"([^\"\\\\]|\\\\.)*\""
			while (match(all, row)) {
				one = substr(all, RSTART + 2, RLENGTH - 3)
				all = substr(all, RSTART + RLENGTH)
				split(one, part, /, DIAG_[EW][A-Z]+, "|", *"/)
				print part[1] "|" part[2] "|" part[3]
			}
		}
	' $(for one in $catalogues; do echo "src/diag/messages_$one.h"; done)
}
piece_of() {
	printf '%s\n' "$1" | sed 's/{[0-9]}/\n/g' |
		awk 'length > length(best) { best = $0 } END { print substr(best, 1, 24) }'
}
if [ $# = 0 ]; then
	all_messages >"$tmp/messages"
	while IFS='|' read -r id code text; do
		grep -rqF -e "[$code]" tests && continue
		grep -rqw -e "$id" tests/unit && continue
		grep -rqF -e "$(piece_of "$text")" tests && continue
		grep -q "^$code " tests/diag/unprovoked && continue
		name=$code
		complain "no test has this message" echo "$text"
	done <"$tmp/messages"
	[ "$(wc -l <"$tmp/messages")" -gt 100 ] ||
		complain "cannot read the catalogue" true
fi
echo "diag: $passed passed, $failed failed"
[ "$failed" = 0 ]
