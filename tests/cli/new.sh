#!/bin/sh
# new.sh - new site, new post, new layout and config.
. "$(dirname "$0")/harness"

run new site one
is "a new site" 0 "bifolio build -C one" ''
holds "... has a configuration" [ -s one/bifolio.yaml ]
holds "... and a post in two languages" \
	[ -s one/content/posts/first-leaf.en.md -a \
	-s one/content/posts/first-leaf.it.md ]
run config -C one
is "... that is understood" 0 "languages: [en, it]" ''
cp -R one two
run new site one
is "a folder that is not empty" 2 '' "'one' is not empty"
holds "... is left alone" diff -r one two
mkdir empty three && : >three/.hidden
run new site three
is "a folder with a hidden file" 2 '' "is not empty"
run new site empty -q
is "an empty folder, quietly" 0 '' ''
holds "... is filled" diff -r one empty
: >file
run new site file
is "a file in the way" 2 '' "'file' is not a folder"
ln -s nowhere dangling
run new site dangling/x
is "a link that leads nowhere" 1 '' "cannot be written"
run new site deep/er/site
is "folders on the way are made" 0 "*" ''
if [ "$(id -u)" != 0 ]; then
	mkdir closed && chmod 500 closed
	run new site closed/x
	is "a folder that may not be written" 1 '' "permission denied"
fi

cd one || exit 1
today=$(date +%Y-%m-%d)
run new post "Perché no?" --lang it
is "a new post says where it is" 0 "content/posts/perche-no.it.md" ''
holds "... with its title" grep -qx 'title: "Perché no?"' \
	content/posts/perche-no.it.md
holds "... and today's date" grep -qx "date: $today" \
	content/posts/perche-no.it.md
holds "... as a draft" grep -qx 'draft: true' content/posts/perche-no.it.md
cp content/posts/perche-no.it.md "$tmp/before"
echo "mine" >>content/posts/perche-no.it.md
cp content/posts/perche-no.it.md "$tmp/before"
run new post "Perché, no" --lang it
is "the same name again" 2 '' "'content/posts/perche-no.it.md' is there already"
holds "... is not written over" cmp -s "$tmp/before" \
	content/posts/perche-no.it.md
run new post "Perché no" --lang=en
is "the same name in the other language" 0 "perche-no.en.md" ''
run new post "Hello"
is "the default language" 0 "content/posts/hello.en.md" ''
mkdir content/posts/bundle && : >content/posts/bundle/index.it.md
run new post "Bundle" --lang it
is "a bundle of that name" 2 '' "bundle/index.it.md' is there already"
: >content/posts/plain.md
run new post "Plain"
is "a file without a language, which is the default's" 2 '' "is there already"
run new post "Hi" --lang itt
is "a language that the site has not" 2 '' "did you mean 'it'?"
run new post "?!"
is "a title without letters" 2 '' "no file name can be made"
run new post "Index"
is "a title that would make a bundle of all posts" 2 '' "no file name"
run new post 'A "quote" \ and: # more' --lang it
is "a title that needs quotes" 0 "a-quote-and-more.it.md" ''
holds "... gets them" grep -qxF 'title: "A \"quote\" \\ and: # more"' \
	content/posts/a-quote-and-more.it.md
run new post "$(printf 'two\nlines')"
is "a title of two lines becomes one" 0 "two-lines.en.md" ''
run new post "../../../etc/x"
is "a title cannot leave the folder" 0 "content/posts/etc-x.en.md" ''
run new post "$(printf '%0400d' 0)"
is "a title that is too long for a file" 1 '' "the name is too long"
cd content/pages || exit 1
run new post "From below"
is "from a folder within the site" 0 "/one/content/posts/from-below.en.md" ''
cd ../../.. || exit 1
run new post "From outside" -C one
is "from outside" 0 "one/content/posts/from-outside.en.md" ''

run config -C nowhere
is "a site that is not there" 2 '' "'nowhere' is not a folder"
run config
is "no configuration: the defaults" 0 "# of pages that name none (default)" ''
run config -C one
is "where a value comes from" 0 "(bifolio.yaml:3)" ''
run config -C one --base-url https://example.net/x/
is "the command line goes first" 0 'base_url: "https://example.net/x"' ''
is "... and is said so" 0 "(command line)" ''
run config --base-url ftp://x
is "an address that will not do" 1 '' "'ftp://x' is not an address"
echo 'tilte: x' >>one/bifolio.yaml
run config -C one
is "an unknown key, at its line" 1 '' "bifolio.yaml:18:1: error: unknown key 'tilte'"
is "... with a suggestion" 1 '' "did you mean 'title'?"
run config -C one --color=always
is "... in colour" 1 '' "$(printf '\033[1;31m')"
printf 'title: \377\n' >one/bifolio.yaml
run config -C one
is "a configuration that is not UTF-8" 1 '' "bifolio.yaml:1:8: error:"
rm one/bifolio.yaml && mkdir one/bifolio.yaml
run config -C one
is "a configuration that is a folder" 1 '' "it is a folder"

# A file of the theme, to be changed.
"$bifolio" new site leaves -q
cd leaves || exit 1
run new layout
is "new layout lists the theme" 0 "post.html" ''
holds "... with assets and words" [ "$(grep -cx 'assets/style.css\|i18n/it.yaml' \
	"$tmp/out")" = 2 ]
run new layout post.html
is "new layout copies" 0 "layouts/post.html" ''
holds "... what the theme has" cmp -s layouts/post.html \
	"$top/themes/folio/templates/post.html"
run new layout post.html
is "... once" 2 '' "'layouts/post.html' is there already"
run new layout psot.html
is "a file that no theme has" 2 '' "did you mean 'post.html'?"
run new layout ../post.html
is "... nor can have" 2 '' "the theme 'folio' has no '../post.html'"
run new layout i18n/fr.yaml
is "words of a language that the site has not" 2 '' "no language 'fr'"
sed 's/^languages: .*/languages: [it, en, fr]/' bifolio.yaml >"$tmp/yaml"
cp "$tmp/yaml" bifolio.yaml
run build
is "a language without words says how to make them" 1 '*' \
	"'bifolio new layout i18n/fr.yaml' makes that file"
run new layout i18n/fr.yaml
is "... which does" 0 "layouts/i18n/fr.yaml" ''
holds "... from the site's first language" cmp -s layouts/i18n/fr.yaml \
	"$top/themes/folio/i18n/it.yaml"
run build
is "... and the site is built" 0 "fr " ''
cd ..

finish
