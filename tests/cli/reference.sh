#!/bin/sh
# reference.sh - the guide holds what the program says of its templates.
cd "$(dirname "$0")/../.." || exit 1
program=${BIFOLIO:-.build/asan/bifolio}
printed=$(mktemp)
written=$(mktemp)
trap 'rm -f "$printed" "$written"' EXIT
"$program" help --templates >"$printed" || exit 1
sed -n '/^### Filters/,$p' content/pages/template-guide.en.md >"$written"
if sed 1d "$printed" | diff - "$written"; then
	echo "reference: 1 passed, 0 failed"
else
	echo "reference: the guide differs: paste 'bifolio help --templates' there"
	exit 1
fi
