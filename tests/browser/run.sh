#!/bin/sh
# run.sh - the built journal in a browser: reader.mjs says what is looked at; and
# snippets, run by their author and then by a reader: snippets.mjs.
set -u
cd "$(dirname "$0")/../.." || exit 1
program=${BIFOLIO:-.build/asan/bifolio}
sh src/deps.sh browser snippets >/dev/null ||
	echo "browser: not everything could be installed"
chromium=$(command -v chromium || command -v chromium-browser)
if ! command -v node >/dev/null || ! command -v npm >/dev/null || [ -z "$chromium" ]; then
	echo "skip the browser: there is no Node, npm or Chromium"
	exit 0
fi
npm install --silent --no-audit --no-fund --no-save --prefix .build/browser \
	playwright-core@1.55.1 axe-core@4.14.1 >/dev/null 2>&1
modules=$PWD/.build/browser/node_modules
if [ ! -d "$modules/axe-core" ]; then
	echo "skip the browser: npm could not fetch playwright-core and axe-core"
	exit 0
fi
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
"$program" build --clock 2026-12-01 --out "$work/journal" -q || exit 1
export PLAYWRIGHT="$modules/playwright-core" AXE="$modules/axe-core"
export CHROMIUM="$chromium"
node tests/browser/reader.mjs "$work/journal" || exit 1

for tool in bwrap lua jq sqlite3 python3; do
	command -v $tool >/dev/null && continue
	echo "skip snippets in the browser: there is no $tool"
	exit 0
done
if ! make -s engines >/dev/null 2>&1; then
	echo "skip snippets in the browser: npm could not fetch the engines"
	exit 0
fi
cp -r tests/browser/site "$work/snippets" &&
	cp -r plugins .build/engines "$work/snippets/" || exit 1
"$program" -C "$work/snippets" snippets run --engines -q 2>/dev/null || exit 1
"$program" -C "$work/snippets" build --clock 2026-12-01 -q || exit 1
node tests/browser/snippets.mjs "$work/snippets/public"
