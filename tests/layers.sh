#!/bin/sh
# layers.sh - a module may include only modules of lower layers.
#
# This table is the architecture.  Change it and src/README.md together.
cd "$(dirname "$0")/.." || exit 1

allowed() {
	case $1 in
	base) echo "" ;;
	os | diag) echo "base" ;;
	data) echo "base diag" ;;
	snippet) echo "base diag data" ;;
	markdown | template | plugin) echo "base diag data" ;;
	site) echo "base diag data snippet" ;;
	build) echo "base os diag data snippet site markdown template plugin" ;;
	serve) echo "base os diag site build" ;;
	runner) echo "base os diag data snippet" ;;
	cli) echo "base os diag data snippet site markdown template plugin build runner serve" ;;
	*) echo "NONE" ;;
	esac
}

# Where each third-party header may be named.
home_of() {
	case $1 in
	cmark-gfm*) echo markdown ;;
	yaml.h) echo data ;;
	microhttpd.h) echo serve ;;
	lua.h | lauxlib.h | lualib.h | lua-lpeg.h) echo plugin ;;
	utf8proc.h | xxhash.h | nettle/*) echo base ;;
	*) echo any ;;
	esac
}

passed=0
failed=0
for dir in src/*/; do
	mod=$(basename "$dir")
	ok=" $(allowed "$mod") $mod "
	for file in "$dir"*.[ch]; do
		[ -f "$file" ] || continue
		bad=
		for inc in $(sed -n 's/^#include "\([a-z_]*\)\/.*/\1/p' "$file"); do
			case $ok in
			*" $inc "*) ;;
			*) bad="$bad $inc/" ;;
			esac
		done
		for inc in $(sed -n 's/^#include <\(.*\)>.*/\1/p' "$file"); do
			home=$(home_of "$inc")
			[ "$home" = any ] || [ "$home" = "$mod" ] || bad="$bad <$inc>"
		done
		if [ -n "$bad" ]; then
			echo "$file may not include$bad" >&2
			failed=$((failed + 1))
		else
			passed=$((passed + 1))
		fi
	done
done
echo "layers: $passed passed, $failed failed"
[ "$failed" = 0 ]
