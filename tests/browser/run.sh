#!/bin/sh
# run.sh - the built journal in a browser: reader.mjs says what is looked at.
set -u
cd "$(dirname "$0")/../.." || exit 1
program=${BIFOLIO:-.build/asan/bifolio}
sh src/deps.sh browser >/dev/null ||
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
site=$(mktemp -d) || exit 1
trap 'rm -rf "$site"' EXIT
"$program" build --clock 2026-12-01 --out "$site" -q || exit 1
PLAYWRIGHT=$modules/playwright-core AXE=$modules/axe-core CHROMIUM=$chromium \
	node tests/browser/reader.mjs "$site"
