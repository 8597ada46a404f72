#!/bin/sh
# run.sh - the journal, built and looked at as a whole.
#
# One thread and many must give the same bytes; a second build must write
# nothing; then check.py reads all of it, and the Nu HTML checker where there is
# Java and npm.
set -u
cd "$(dirname "$0")/../.." || exit 1
program=${BIFOLIO:-.build/asan/bifolio}
base=https://bifolio.example
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
failed=0
fault() {
	echo "site: $*"
	failed=1
}

"$program" build --clock 2026-11-01 --out "$work/one" --jobs 1 -q ||
	fault "the journal has errors"
"$program" build --clock 2026-11-01 --out "$work/many" --jobs 8 -q ||
	fault "the journal has errors on many threads"
diff -r "$work/one" "$work/many" >"$work/diff" ||
	fault "one thread and many differ: $(head -n 5 "$work/diff")"

touch "$work/stamp"
"$program" build --clock 2026-11-01 --out "$work/one" -q || fault "a second build fails"
again=$(find "$work/one" -type f -newer "$work/stamp")
[ -z "$again" ] || fault "a second build wrote $again"

python3 tests/site/check.py "$work/one" "$base" || failed=1

if command -v java >/dev/null && command -v npm >/dev/null; then
	npm install --silent --no-audit --no-fund --no-save --prefix .build/npm \
		vnu-jar@26.9.27 >/dev/null 2>&1
fi
jar=.build/npm/node_modules/vnu-jar/build/dist/vnu.jar
if [ -f "$jar" ] && command -v java >/dev/null; then
	java -Xss8m -jar "$jar" --errors-only --skip-non-html "$work/one" ||
		fault "the HTML checker found errors"
else
	echo "site: no Java or no npm, the Nu HTML checker is left out"
fi
exit $failed
