#!/bin/sh
# run.sh - bifolio serve, asked over HTTP and looked at in a browser.
#
# The browser's part needs Node and Debian's Chromium; without them it is left
# out.  NOISE is how many requests are mutilated at random.
set -u
cd "$(dirname "$0")/../.." || exit 1
top=$PWD
program=${BIFOLIO:-$top/.build/asan/bifolio}
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
failed=0

mkdir "$work/http" "$work/browser"
python3 tests/serve/serve.py "$program" "$work/http" >"$work/out" 2>&1 || failed=1
grep -v '^ok ' "$work/out"

chromium=$(command -v chromium || command -v chromium-browser)
if command -v node >/dev/null && command -v npm >/dev/null && [ -n "$chromium" ]; then
	npm install --silent --no-audit --no-fund --no-save \
		--prefix .build/browser playwright-core@1.55.1 >/dev/null 2>&1
fi
core=$top/.build/browser/node_modules/playwright-core
if [ -f "$core/package.json" ] && [ -n "$chromium" ]; then
	release=
	[ -x ./bifolio ] && release=$top/bifolio
	PLAYWRIGHT=$core CHROMIUM=$chromium THEME=$top/themes/folio RELEASE=$release \
		node tests/serve/browser.mjs "$program" "$work/browser" \
		>"$work/out" 2>&1 || failed=1
	grep -v '^ok ' "$work/out"
else
	echo "skip the browser: there is no Node, npm, Chromium or playwright-core"
fi
exit $failed
