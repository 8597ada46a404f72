#!/bin/sh
# run.sh - plugins in whole builds: what stays of what was made before, and what
# hostile ones cannot do.
cd "$(dirname "$0")/../.." || exit 1
top=$PWD
bifolio=${BIFOLIO:-$top/.build/asan/bifolio}
if [ ! -x "$bifolio" ]; then
	echo "there is no $bifolio; make it with: make MODE=asan" >&2
	exit 1
fi
export ASAN_OPTIONS=detect_leaks=1:exitcode=99 LC_ALL=C
unset NO_COLOR LC_MESSAGES LANG SOURCE_DATE_EPOCH
tmp=$(mktemp -d) || exit 1
trap 'rm -rf "$tmp"' EXIT
passed=0
failed=0

# check NAME COMMAND...: must succeed.
check() {
	name=$1
	shift
	if "$@" >"$tmp/out" 2>&1; then
		passed=$((passed + 1))
		return
	fi
	failed=$((failed + 1))
	echo "FAIL plugin: $name"
	{ cat "$tmp/out"; cat "$tmp/said"; } | head -n 40 | sed 's/^/     | /'
}

# site PLUGIN...: an empty one with these plugins, at $tmp/site.
site() {
	rm -rf "$tmp/site"
	mkdir -p "$tmp/site/plugins" "$tmp/site/content/posts" "$tmp/site/layouts"
	cd "$tmp/site" || exit 1
	{
		printf 'title: T\nbase_url: https://site.example\n'
		printf 'languages: [en, it]\nplugins:\n'
		printf -- '  - %s\n' "$@"
	} >bifolio.yaml
	page good
}

# page NAME [TEXT]
page() {
	printf -- '---\ntitle: %s\ndate: 2026-01-01\n---\n\n%s\n' "$1" "${2-Text.}" \
		>"content/posts/$1.en.md"
}

# build STATUS ARGUMENT...: what it says is left in $tmp/said.
build() {
	status=$1
	shift
	timeout 300 "$bifolio" build --clock 2026-03-01 "$@" >"$tmp/said" 2>&1
	[ $? = "$status" ] || echo "wanted status $status" >>"$tmp/said"
	! grep 'wanted status' "$tmp/said"
}

said() {
	grep -qF -- "$1" "$tmp/said"
}

### What was made before stays.

site p
cat >plugins/p.lua <<'END'
return {hooks = {
  routes = function() return {{path = "a/b.txt", text = "b\n"}} end,
}}
END
check "before" build 0
for hook in page rendered output; do
	cat >plugins/p.lua <<-END
	return {hooks = {
	  $hook = function(page) error("no luck") end,
	  routes = function(site) error("none either") end,
	}}
	END
	check "a failing $hook" build 1
	check "its error is said once" \
		[ "$(grep -c 'p.lua:2:.*no luck' "$tmp/said")" = 1 ]
	check "the page of before stays" [ -f public/en/posts/good/index.html ]
	check "so does the file" [ -f public/a/b.txt ]
done
echo 'return {}' >plugins/p.lua
check "afterwards" build 0
check "a file that nobody makes goes" [ ! -e public/a ]

### Messages and bytes are the same for one thread and for many.

site p
cat >plugins/p.lua <<'END'
local seen = 0
return {hooks = {
  page = function(page)
    if page.source:find("[37]%.en") then error("bad " .. page.source) end
    return {params = {n = math.random(1e9)}}
  end,
  rendered = function(html, page)
    if page.source:find("[5]%.en") then bifolio.warn("odd " .. page.source) end
    return html .. math.random(1e9) .. page.params.n
  end,
}}
END
for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17; do page "p$i"; done
build 1 -j1 --out one
mv "$tmp/said" "$tmp/said.1"
build 1 -j8 --out eight
sed -i 's/; [0-9.]* m*s$//' "$tmp/said" "$tmp/said.1"
check "one thread and eight, messages" diff "$tmp/said.1" "$tmp/said"
check "one thread and eight, files" diff -r one eight

### What is taken from outside.

site 'p: {grant: {read: ["**"], run: [sh, sleep, cat, false, no-such-program], env: [SEEN]}}'
cat >plugins/p.lua <<'END'
return {
  needs = {read = {"**", ".bifolio/**"}, run = {"sh", "sleep", "cat", "false", "no-such-program"}, env = "SEEN"},
  functions = {
    take = function(args)
      local out, why = bifolio[args[1]](args[2], args[3], args[4])
      return out and "<" .. out .. ">" or "none: " .. why
    end,
  },
}
END
mkdir data
printf 'one' >data/a.txt
printf 'not for us' >"$tmp/secret"
ln -s "$tmp/secret" data/out.txt
cat >layouts/post.html <<'END'
{{ take("read", "data/a.txt") }}
{{ take("read", "data/out.txt") }}
{{ take("read", "data/none.txt") }}
{{ take("read", "data") }}
{{ take("read", "public/robots.txt") }}
{{ take("env", "SEEN") }}
{{ take("run", "cat", [], "a $(b) 'c'") }}
{{ take("run", "sh", ["-c", "echo $HOME $SECRET $TZ; echo x >&2"]) }}
{{ take("run", "sh", ["-c", "echo wrong >&2; exit 3"]) }}
{{ take("run", "false") }}
{{ take("run", "no-such-program") }}
END
HOME=/home/x SECRET=s SEEN=yes build 0
made=public/en/posts/good/index.html
sed "s/&gt;/>/g; s/&lt;/</g; s/&#39;/'/g; \$s/\$/\n/" "$made" >got
cat >wanted <<'END'
<one>
none: it leads out of the site
none: no such file or folder
none: it is a folder
none: it is what builds make
<yes>
<a $(b) 'c'>
</home/x UTC
>
none: wrong
none: it ended with status 1
none: there is no program 'no-such-program'
END
check "what is given, and why not" diff -u wanted got

# again VARIABLE: as the build before, and says what was written.
again() {
	HOME=/home/x SECRET=s SEEN=$1 build 0
}
again yes
check "nothing is made where nothing has changed" said 'written 0'
printf 'two' >data/a.txt
again yes
check "a file that was read has changed" grep -q '&lt;two&gt;' $made
printf 'here' >data/none.txt
again yes
check "one that was not there has come" grep -q '&lt;here&gt;' $made
again no
check "a variable has changed" grep -q '&lt;no&gt;' $made
again no
check "and then nothing has" said 'written 0'

# A program counts its runs, beside the site.
cat >layouts/post.html <<'END'
{{ take("run", "sh", ["-c", "echo x >>../runs; wc -l <../runs"]) }}
{{ take("read", "data/a.txt") }}
END
again no
printf 'three' >data/a.txt
again no
check "a page is made again" grep -q '&lt;three&gt;' $made
check "a program is not run again for the same" grep -q '&lt;1$' $made
# Not where something else was made again in between, either.
page other
again no
sed -i 's/title: good/title: well/' content/posts/good.en.md
again no
check "nor later" grep -q '&lt;1$' $made
build 0 --clean
check "unless everything is made anew" grep -q '&lt;2$' $made
cat >layouts/post.html <<'END'
{{ take("run", "sh", ["-c", "cat ../there"]) }}
END
again no
echo there >../there
printf 'four' >data/a.txt
again no
check "what failed is asked again" grep -q '&lt;there$' $made

cat >layouts/post.html <<'END'
{{ take("run", "sleep", ["60"]) }}
{{ take("run", "sh", ["-c", "while :; do echo ever and ever; done"]) }}
END
build 0
check "a program that takes too long" grep -q 'longer than 10 seconds' $made
check "and one that writes too much" grep -q 'more than 16 MB' $made

### Hostile ones.

# hostile NAME CODE HOOK BODY: the body of a hook (or of a handler of code) that
# is met by the page "bad" only; what is said, and the other page is made.
hostile() {
	case $3 in
	code) table='code = {x' where='a.code:find("bad")' end='}' ;;
	ready | routes) table="hooks = {$3" where=true end='}' ;;
	page | output) table="hooks = {$3" where='(c or a).title == "bad"' end='}' ;;
	*) table="hooks = {$3" where='b.title == "bad"' end='}' ;;
	esac
	site p
	page bad '```x
bad
```'
	cat >plugins/p.lua <<-END
	return {$table = function(a, b, c)
	  if $where then
	    $4
	  end
	end$end}
	END
	check "$1: it ends" build 1
	check "$1: stopped" said "[$2"
	check "$1: the plugin is named" said 'plugins/p.lua:'
	check "$1: the other page is made" [ -f public/en/posts/good/index.html ]
}

hostile "a page hook without end" plugin-steps page 'while true do end'
hostile "one that catches what stops it" plugin-steps page \
	'while true do pcall(function() while true do end end) end'
hostile "a memory bomb in ready" plugin-memory ready \
	'local s = "x" while true do s = s .. s end'
hostile "tables without end in routes" plugin-memory routes \
	'local t = {} while true do t[#t + 1] = {path = #t .. "", text = ""} end'
hostile "a repeated string in rendered" plugin-error rendered \
	'return ("x"):rep(1e9)'
hostile "more routes than there may be" plugin-error routes \
	'local t, r = {}, {path = "x", text = ""} for i = 1, 6e5 do t[i] = r end return t'
hostile "a pattern without end in output" plugin-time output \
	'return (("a"):rep(40):gsub(("a?"):rep(20) .. (".-"):rep(20) .. "b", ""))'
hostile "deep recursion in rendered" plugin-error rendered \
	'local function f() return 1 + f() end return f()'
hostile "a hook that writes to the page" plugin-error rendered 'b.title = "x"'
hostile "the same, raw" plugin-error rendered 'rawset(b, "title", "x")'
hostile "its metatable" plugin-error rendered 'getmetatable(b).__index = nil'
hostile "and through a coroutine" plugin-error output \
	'coroutine.wrap(function() c.params.x.y = 1; c.title = "x" end)()'
hostile "a page that was kept" plugin-error output \
	'kept = kept or c; if kept ~= c or b.output:find("xml") then return kept.title end error("kept")'
hostile "a way to os" plugin-error output 'return os.getenv("HOME")'
hostile "and by string.dump" plugin-error output 'return string.dump(type)'
hostile "a hook that gives a function back" plugin-error ready 'return type'
hostile "a table in itself" plugin-error ready 'local t = {} t.t = t return t'
hostile "text that is no text" plugin-error output 'return "\255"'

# Five megabytes on one line, given to lexers without any bound of ours.
for lexer in python html; do
	hostile "a line of 5 MB, as $lexer" plugin- code \
		"local text = ([=[x = [<b> \"'): ]=]):rep(400000)
	    local found = require('lexer').load('$lexer'):lex(text, 1)
	    error('found ' .. #found)"
done

### Links.

site p
mkdir "$tmp/outside" "$tmp/outside/sub"
echo 'return {}' >"$tmp/outside/init.lua"
echo 'return {}' >"$tmp/outside/sub/m.lua"
ln -s "$tmp/outside" plugins/p
check "a plugin that is a link out of the site" build 1
check "is refused" said 'plugins/p/init.lua: error: '
rm plugins/p
ln -s "$tmp/outside/init.lua" plugins/p.lua
check "the same of one file" build 1
check "is refused too" said 'plugins/p.lua: error: '
rm plugins/p.lua
mkdir plugins/p
echo 'return {}' >plugins/p/init.lua
ln -s "$tmp/outside/sub" plugins/p/sub
check "a folder within that is a link out" build 1
check "is refused as well" said 'plugins/p/sub: error: '

echo "plugin: $passed passed, $failed failed"
[ "$failed" = 0 ]
