#!/bin/sh
# verify.sh - bifolio verify.
. "$(dirname "$0")/harness"

"$bifolio" new site leaves -q
cd leaves || exit 1
printf '\001\002\377\004' >content/posts/data.bin
run verify
is "a new site is built and compared" 0 "differ 0" ''
holds "... all of it" [ -f public/index.html ]
holds "... and nothing else is left" \
	[ "$(find . -name '*.tmp' -o -name verify | wc -l)" = 0 ]
sed -i 's/^title: .*/title: Another/' content/pages/about.en.md
run verify
is "a change is built first" 0 "differ 0" ''
holds "... into the tree" grep -rq Another public/en
run verify -q
is "quietly" 0 '' ''
run verify --drafts --base-url https://other.example/blog
is "as the options say" 0 "differ 0" ''
run build

# Changed so that size and times do not tell.
change() {
	cp -p "$1" "$tmp/times"
	cp -p "$1" "$tmp/kept"
	sed "$2" "$tmp/kept" | dd of="$1" conv=notrunc status=none
	touch -r "$tmp/times" "$1"
}
change public/en/about/index.html 's/Another/Anothxr/'
run verify
is "a file that somebody changed" 1 "differ 1" "public/en/about/index.html:"
is "... where, and what belongs there" 1 '*' "note: there it is 'er"
is "... by its code" 1 '*' "[verify-differs]"
LC_ALL=it_IT.UTF-8 run verify
is "... in Italian" 1 "diversi 1" "una costruzione da zero qui produce altro"
run verify
is "... and it stays so" 1 "differ 1"
run build --clean -q
run verify
is "... until it is made anew" 0 "differ 0" ''

file=$(find public -name '*.bin')
change "$file" 's/\x04/\x05/'
run verify
is "bytes that are no text" 1 "differ 1" "from byte 3 on [verify-bytes]"
run build --clean -q
change public/.bifolio-manifest 's/robots.txt/robots.tx_/'
run verify
is "a file of ours that is not made" 1 "differ 1" \
	"public/robots.tx_: error: a clean build does not make this file"
run build --clean -q

echo mine >public/mine.txt
run verify
is "files of others are not looked at" 0 "differ 0" ''
printf -- '---\ntitle: [\n---\n' >content/pages/bad.en.md
run verify
is "a site with errors has them" 1 "differ 0" "content/pages/bad.en.md:"
echo 'titel: x' >>bifolio.yaml
run verify
is "what cannot be built is not compared" 1 '' "unknown key 'titel'"
run verify x
is "no argument" 2 '' "has no use for 'x'"

finish
