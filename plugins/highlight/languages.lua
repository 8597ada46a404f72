-- languages.lua - what people write on a fence, and which lexer that is.

local languages = {}

-- Lexers of our own, and Scintillua's with more words.  `calls = false`: a word
-- before "(" is not the name of a function.
local function words(class, text)
  local set = {}
  for word in text:gmatch("%S+") do set[word] = class end
  return set
end

languages.special = {
  shell = {own = true}, yaml = {own = true}, json = {own = true},
  jq = {own = true}, hcl = {own = true}, nginx = {own = true},
  typescript = {
    lexer = "javascript",
    words = words("k", [[interface type enum namespace declare readonly
      abstract implements keyof is as asserts infer satisfies unique public
      private protected override]]),
  },
  tex = {calls = false}, latex = {calls = false}, context = {calls = false},
  css = {calls = false}, less = {calls = false}, sass = {calls = false},
  html = {calls = false}, xml = {calls = false}, markdown = {calls = false},
  diff = {calls = false}, ini = {calls = false}, sql = {calls = false},
  makefile = {calls = false}, dockerfile = {calls = false},
}

-- What these words are followed by is a name that is made there.
languages.names = words("nc", [[class struct interface enum union trait record
  message service type typealias protocol object module namespace package]])
for word in ("func fn fun def function rpc sub proc"):gmatch("%S+") do
  languages.names[word] = "nf"
end

-- One line a lexer: its name, then what else people write.
local rows = [[
actionscript as as3 actionscript3
ada ada95 adb ads
ansi_c c h ansic
antlr g4
apdl ans
apl dyalog
applescript osascript scpt
asm nasm masm gas assembly s
asp classic-asp
autoit au3
awk gawk mawk nawk
batch bat cmd dosbatch winbatch
bibtex bib
boo
caml ocaml ml mli
chuck ck
clojure clj cljs cljc edn
cmake
coffeescript coffee coffee-script iced
context mkiv mkvi
cpp c++ cc cxx hpp hxx hh cplusplus
crystal cr
csharp cs c# csx
css
cuda cu cuh
dart
desktop freedesktop
diff patch udiff
django jinja jinja2 djt html+jinja html+django njk nunjucks twig
dmd d dlang
dockerfile docker containerfile
dot graphviz gv
dsv passwd shadow csv tsv
eiffel e
elixir ex exs iex
elm
erlang erl hrl escript
fantom fan
faust dsp
fennel fnl
fish fishshell
forth fth frt
fortran f f77 f90 f95 f03 f08
fsharp fs f# fsx fsi
fstab
gap
gemini gmi gemtext
gettext po pot
gherkin feature cucumber
git-rebase git-rebase-todo
glsl vert frag shader
gnuplot plt gplot
go golang
groovy gradle gvy jenkinsfile
gtkrc
haskell hs
hcl terraform tf tfvars opentofu nomad packer
html htm xhtml svelte vue
icon icn
idl midl webidl
inform inf inform6
ini cfg conf config properties dotenv env editorconfig gitconfig
io_lang io
java
javascript js jsx mjs cjs node ecmascript es6
jq
json jsonc json5 jsonl ndjson geojson webmanifest
jsp
julia jl
latex ltx sty
ledger journal beancount hledger
less
lilypond ly
lisp elisp emacs-lisp common-lisp cl el lsp
litcoffee
logtalk lgt
lua luau
makefile make mk mak gnumakefile bsdmake
man troff groff nroff roff mandoc
markdown md mkd mdx commonmark gfm
matlab octave m
meson meson.build
moonscript moon
myrddin myr
nemerle n
networkd
nginx nginxconf
nim nimrod
nsis nsi nsh
objective_c objc objective-c obj-c mm
pascal pas delphi objectpascal dpr
perl pl pm raku
php php3 php4 php5 phtml
pico8 p8
pike
pkgbuild
pony
powershell ps1 pwsh posh psm1 psd1
prolog swipl yap
props
protobuf proto protobuf3 proto3 grpc
ps postscript eps
pure
python py py3 python3 py2 python2 pyi pyw sage bazel starlark bzl
rails
rc plan9
reason re reasonml
rebol r3 reb red
rest rst restructuredtext
rexx orexx
rhtml erb html+erb eruby
routeros rsc mikrotik
rstats r rlang splus
ruby rb rbx rake gemfile podfile vagrantfile
rust rs
sass scss
scala sc sbt
scheme scm guile racket rkt
shell sh bash zsh ksh dash ash shellscript posix bashrc
smalltalk st squeak
sml standardml
snobol4 sno snobol
spin
sql mysql postgresql postgres psql plsql sqlite sqlite3 tsql mariadb
strace
systemd service unit
taskpaper
tcl tk
tex plaintex
texinfo texi
toml
typescript ts tsx mts cts
vala vapi
vb vbnet vb.net visualbasic
vbscript vbs
vcard vcf
verilog v sv systemverilog
vhdl vhd
wsf
xml svg xsl xslt xsd rss atom plist wsdl
xs xsl+
xtend
yaml yml eyaml cloud-init
zig
]]

-- Known, and plain.
local plain_names = [[text txt plain plaintext none null nohighlight output
  stdout log container]]

local lexer_of = {}
for row in rows:gmatch("[^\n]+") do
  local lexer = row:match("%S+")
  for name in row:gmatch("%S+") do
    lexer_of[name] = lexer_of[name] or lexer
  end
end
for name in plain_names:gmatch("%S+") do lexer_of[name] = false end

-- The name of the lexer; false: it is plain; nil: there is none.
function languages.lexer(language)
  return lexer_of[language:lower()]
end

-- Of every lexer there is.
function languages.all()
  local all = {}
  for row in rows:gmatch("[^\n]+") do all[#all + 1] = row:match("%S+") end
  return all
end

-- Changes to make one word of the other, at most `most`.
local function distance(a, b, most)
  if math.abs(#a - #b) > most then return most + 1 end
  local row = {}
  for j = 0, #b do row[j] = j end
  for i = 1, #a do
    local corner = row[0]
    row[0] = i
    for j = 1, #b do
      local cost = a:byte(i) == b:byte(j) and 0 or 1
      local value = math.min(row[j] + 1, row[j - 1] + 1, corner + cost)
      corner, row[j] = row[j], value
    end
  end
  return row[#b]
end

-- What may have been meant; nil: nothing like it.
function languages.suggest(language)
  local wanted, best, least = language:lower(), nil, #language // 3 + 1
  if #wanted > 40 then return nil end
  for name in pairs(lexer_of) do
    local far = #name > 2 and distance(wanted, name, least) or least
    if far < least then best, least = name, far end
  end
  return best
end

return languages
