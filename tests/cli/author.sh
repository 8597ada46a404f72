#!/bin/sh
# author.sh - what an author who begins meets, on the way from `new site` to a
# site of her own.
. "$(dirname "$0")/harness"

run new site site -q
cd site || exit 1

echo 'no picture' >content/posts/torn.png
run build
is "a picture that is broken is told" 0 "*" \
	"content/posts/torn.png: warning: the picture's size cannot be read"
rm content/posts/torn.png

finish
