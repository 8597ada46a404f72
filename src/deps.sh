#!/bin/sh
# deps.sh - finds what bifolio needs, and on Debian and Ubuntu installs it.
#
#   sh src/deps.sh build   prints the compiler's flags for the Makefile
#   sh src/deps.sh test    what the tests need besides
#   sh src/deps.sh browser what the tests in a browser need
#   sh src/deps.sh snippets what the journal's snippets run
#
# To add a library: a row in libraries(), and its line in README.md.
set -eu

say() { printf '%s\n' "bifolio: $*" >&2; }

# pkg-config name (or names, in the order tried), Debian, Homebrew, Fedora, Arch
libraries() {
	cat <<-'END'
	libcmark-gfm libcmark-gfm-dev,libcmark-gfm-extensions-dev cmark-gfm cmark-gfm-devel cmark-gfm
	yaml-0.1 libyaml-dev libyaml libyaml-devel libyaml
	libutf8proc libutf8proc-dev utf8proc utf8proc-devel libutf8proc
	libxxhash libxxhash-dev xxhash xxhash-devel xxhash
	nettle nettle-dev nettle nettle-devel nettle
	libmicrohttpd libmicrohttpd-dev libmicrohttpd libmicrohttpd-devel libmicrohttpd
	lua5.4|lua-5.4|lua54|lua liblua5.4-dev lua lua-devel lua
	END
}

# LPeg is a module of Lua that we link to: where pkg-config does not know it,
# the file that Lua itself would load.
lpeg_flags() {
	if pkg-config --exists lua5.4-lpeg 2>/dev/null; then
		pkg-config --libs lua5.4-lpeg
		return
	fi
	for file in /usr/lib64/lua/5.4/lpeg.so /usr/lib/lua/5.4/lpeg.so \
		/usr/local/lib/lua/5.4/lpeg.so /opt/homebrew/lib/lua/5.4/lpeg.so; do
		if [ -f "$file" ]; then
			echo "$file"
			return
		fi
	done
	return 1
}

# Scintillua's lexers, as the editor vis brings them.  BIFOLIO_LEXERS says
# where else they are.
lexers_folder() {
	for folder in ${BIFOLIO_LEXERS:+"$BIFOLIO_LEXERS"} /usr/share/vis/lexers \
		/usr/local/share/vis/lexers /opt/homebrew/share/vis/lexers; do
		if [ -f "$folder/lexer.lua" ]; then
			echo "$folder"
			return
		fi
	done
	return 1
}

# command, Debian, Homebrew, Fedora, Arch
python="python3 python3 python python3 python"
programs() {
	case $1 in
	build) echo "pkg-config pkg-config pkgconf pkgconf pkgconf" ;;
	test)
		echo "$python"
		# Snippets run in it; where there are no namespaces, none do.
		[ "$(uname)" != Linux ] ||
			echo "bwrap bubblewrap bubblewrap bubblewrap bubblewrap"
		;;
	bench) printf '%s\n' "$python" "hugo hugo hugo hugo hugo" ;;
	browser)
		printf '%s\n' "node nodejs node nodejs nodejs" \
			"npm npm node nodejs-npm npm" \
			"chromium chromium chromium chromium chromium"
		;;
	snippets)
		# busybox-static: it is taken into a root where no library is.
		printf '%s\n' "$python" "node nodejs node nodejs nodejs" \
			"jq jq jq jq jq" "sqlite3 sqlite3 sqlite sqlite sqlite" \
			"lua lua5.4 lua lua lua" "git git git git git" \
			"ip iproute2 iproute2mac iproute iproute2" \
			"openssl openssl openssl openssl openssl" \
			"busybox busybox-static busybox busybox busybox"
		;;
	esac
}

# The first of several names that is there.
library() {
	command -v pkg-config >/dev/null || return 1
	for name in $(echo "$1" | tr '|' ' '); do
		case $name in lua*) least=5.4 ;; *) least=0 ;; esac
		if pkg-config --atleast-version=$least "$name" 2>/dev/null; then
			echo "$name"
			return
		fi
	done
	return 1
}

# For one of the Pythons that tests/template/run.sh tries.
has_jinja() {
	for python3 in python3 /usr/bin/python3; do
		"$python3" -c 'import jinja2' 2>/dev/null && return
	done
	return 1
}

# Rows of what is not here.
missing() {
	for group; do
		programs "$group" | while read -r name rest; do
			command -v "$name" >/dev/null || echo "$name $rest"
		done
		case $group in
		build)
			libraries | while read -r name rest; do
				library "$name" >/dev/null || echo "$name $rest"
			done
			lpeg_flags >/dev/null ||
				echo "lpeg lua-lpeg-dev lpeg lua-lpeg lua-lpeg"
			lexers_folder >/dev/null || echo "vis vis vis vis vis"
			;;
		test)
			echo '#include <setjmp.h>
				#include <stdarg.h>
				#include <stddef.h>
				#include <stdint.h>
				#include <cmocka.h>' |
				${CC:-cc} -fsyntax-only -x c - 2>/dev/null ||
				echo "cmocka libcmocka-dev cmocka libcmocka-devel cmocka"
			# To ask Jinja itself; elsewhere that is left out and said.
			! command -v apt-get >/dev/null || has_jinja ||
				echo "jinja2 python3-jinja2"
			;;
		esac
	done
}

packages() { printf '%s\n' "$rows" | cut -d' ' -f"$1" | tr ',\n' '  '; }

install_debian() {
	sudo=
	[ "$(id -u)" = 0 ] || sudo=sudo
	if [ -n "$sudo" ] && ! command -v sudo >/dev/null; then
		say "as root, then make again: apt-get install $(packages 2)"
		exit 1
	fi
	say "installing $(packages 2)"
	$sudo apt-get update -q >&2
	# shellcheck disable=SC2046
	$sudo env DEBIAN_FRONTEND=noninteractive apt-get install -q -y \
		--no-install-recommends $(packages 2) >&2
}

rows=$(missing "$@")
if [ -n "$rows" ]; then
	say "missing: $(packages 1 | sed 's/|[^ ]*//g')"
	if command -v apt-get >/dev/null; then
		install_debian
	else
		say "please install, then run make again:"
		say "  Homebrew: brew install $(packages 3)"
		say "  Fedora:   dnf install $(packages 4)"
		say "  Arch:     pacman -S $(packages 5)"
		exit 1
	fi
	rows=$(missing "$@")
	if [ -n "$rows" ]; then
		say "still missing after installation: $(packages 1 | sed 's/|[^ ]*//g')"
		exit 1
	fi
fi

names=$(libraries | while read -r name rest; do library "$name"; done)
# shellcheck disable=SC2086
echo "PKG_CFLAGS := $(pkg-config --cflags $names)"
# shellcheck disable=SC2086
echo "PKG_LIBS := -lcmark-gfm-extensions $(lpeg_flags) $(pkg-config --libs $names) -lm"
echo "LEXERS := $(lexers_folder)"
