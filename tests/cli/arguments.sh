#!/bin/sh
# arguments.sh - how the command line is read, and what wrong use gets.
. "$(dirname "$0")/harness"

run --version
is "the version" 0 "bifolio 0." ''
run -V
is "the version, short" 0 "bifolio 0." ''
run
is "no verb: the help, as wrong use" 2 '' "Usage: bifolio VERB"
run --help
is "help" 0 "Usage: bifolio VERB" ''
run -h
is "help, short" 0 "Usage: bifolio VERB" ''

run mardown
is "a verb misspelt" 2 '' "did you mean 'markdown'?"
run xyzzy
is "a verb that nobody knows" 2 '' "there is no verb 'xyzzy' [unknown-verb]"
run xyzzy --help
is "help of a verb that is not there" 2 '' "unknown-verb"
run new
is "half a verb" 2 '' "'bifolio new' is followed by one of: site, post"
run new sit x
is "a second word misspelt" 2 '' "did you mean 'new site'?"

run markdown --pain
is "an option misspelt" 2 '' "did you mean '--plain'?"
run markdown -Z
is "a letter that is no option" 2 '' "has no option '-Z'"
run --drafts
is "an option without its verb" 2 '' "'bifolio' has no option '--drafts'"
run config --plain
is "an option of another verb" 2 '' "'bifolio config' has no option '--plain'"
run config --drafts=yes
is "a value for a flag" 2 '' "takes no value"
run config --out
is "a value forgotten" 2 '' "the option '--out' needs a value: DIR"
run config --out=
is "an empty value" 2 '' "needs a value"
run config --color=alwyas
is "a choice misspelt" 2 '' "did you mean 'always'?"
run config --d
is "an abbreviation" 0 "drafts: true" ''
run --ver
is "an ambiguous abbreviation" 2 '' "could be any of: --version, --verbose"
run config extra
is "an argument too many" 2 '' "has no use for 'extra'"
run new post
is "an argument too few" 2 '' "'bifolio new post' needs TITLE"
run config "$(printf 'x\377')"
is "an argument that is not UTF-8" 2 '' "argument 2 is not valid UTF-8"
run config --pain --oot=x
is "every mistake is told" 2 '' "--oot"
is "every mistake is told (2)" 2 '' "--pain"

run --drafts config
is "an option before its verb" 0 "drafts: true" ''
run config -qo x
is "letters together, the last with a value" 0 'out: "x"' ''
run config -ox
is "a value behind its letter" 0 'out: "x"' ''
run config --out=a=b
is "a value with an equals sign" 0 'out: "a=b"' ''
run --out config config
is "a value that looks like a verb" 0 'out: "config"' ''
run markdown -- --plain
is "nothing is an option behind --" 2 '' "--plain: error: cannot be read"
run config --out=a --out=b
is "the last of two wins" 0 'out: "b"' ''

LC_ALL=it_IT.UTF-8 run mardown
is "Italian by LC_ALL" 2 '' "forse intendevi 'markdown'?"
unset LC_ALL
LANG=it_IT run mardown
is "Italian by LANG" 2 '' "il verbo 'mardown' non esiste"
LANG=it_IT LC_MESSAGES=en_GB.UTF-8 run mardown
is "LC_MESSAGES goes before LANG" 2 '' "there is no verb"
LC_ALL=C LANG=it_IT run mardown
is "LC_ALL goes before both" 2 '' "there is no verb"
LC_ALL=it_IT run --help
is "Italian help" 0 "Uso: bifolio VERBO" ''
export LC_ALL=C

escape=$(printf '\033')
run --color=always mardown
is "colour on demand" 2 '' "$escape"
run mardown
holds "no colour in a pipe" sh -c "! grep -q '$escape' '$tmp/err'"
NO_COLOR=1 run --color=always mardown
is "an option goes before NO_COLOR" 2 '' "$escape"

finish
