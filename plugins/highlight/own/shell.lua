-- shell.lua - sh, bash and their like: expansions within strings, here-documents,
-- options of commands.

local lpeg = require("lpeg")
local g = require("own.grammar")
local P, R, S, V, B = lpeg.P, lpeg.R, lpeg.S, lpeg.V, lpeg.B
local T = g.token

local name = g.alpha * g.alnum ^ 0
local special = S("!#?*@$-") + R("09")
local break_char = S(" \t\r\n;|&()<>")
local at_word = -B(1 - break_char - S("`"))

-- ${name:-default}, one within another
local braces = P({"${" * (V(1) + P("\\") * 1 + (1 - S("}\\"))) ^ 0 * P("}") ^ -1})
local variable = T("nv", P("$") * (name + special) + braces)

local inside = (1 - S('"\\$`') + P("\\") * 1) ^ 1

local double = T("s2", P("$") ^ -1 * P('"')) * (
    T("s2", inside) + V("substitution") + variable + T("s2", S("$`"))
  ) ^ 0 * T("s2", P('"')) ^ -1

-- In a string, $(command) is code again, up to the bracket that closes it.
local substitution = T("k", P("$(") - P("$((")) * V("inner") ^ 0 *
  T("k", P(")")) ^ -1
local inner = T("plain", P("(")) * V("inner") ^ 0 * T("plain", P(")")) ^ -1 +
  (V("item") - P(")"))

-- The line that ends a here-document is named on the line before its text.
local function here_text(text, at)
  local first = at - 1
  while first > 1 and at - first < 4000 and text:byte(first - 1) ~= 10 do
    first = first - 1
  end
  local line = text:sub(first, at - 1)
  local dash, mark = line:match("<<(%-?)%s*[\"'\\]?([%a_][%w_]*)")
  if not mark then return false end
  local from = at
  while from <= #text do
    local stop = text:find("\n", from, true) or #text
    local one = text:sub(from, stop):gsub("\n$", "")
    if dash == "-" then one = one:gsub("^\t+", "") end
    if one == mark then return from + #text:sub(from, stop):gsub("\n$", "") end
    from = stop + 1
  end
  return false
end

local here_mark = P("<<") * -P("<") * P("-") ^ -1 * g.blank ^ -1 *
  ("'" * name * "'" + '"' * name * '"' + P("\\") ^ -1 * name)
local here = T("s", here_mark) * (V("line")) ^ 0 * T("plain", P("\n")) *
  T("s", P(here_text))

local comment = T("c", -B(1 - break_char) * P("#") * g.rest_of_line)
local shebang = T("c", -B(1) * P("#!") * g.rest_of_line)
local assigned = T("nv", at_word * name * #(P("+") ^ -1 * P("="))) +
  T("nv", at_word * name * #("[" * (1 - S("]\n")) ^ 1 * "]="))
local option = T("na", at_word * P("-") ^ 1 * R("az", "AZ", "09") *
  (g.alnum + S("-.")) ^ 0)
local number = T("m", at_word * R("09") ^ 1 * #(break_char + -P(1)))
local bare = (1 - break_char - S("\"'$`#\\{}=") ) * (1 - break_char - S("\"'$`\\"))^ 0

-- A word means something only where a command begins: not in `echo done`, not in
-- `kubectl exec`.
local before_command = g.words(true, "then do else elif if while until time ! {")
local function at_command(text, at, word)
  local from = at - #word - 1
  while from > 0 and text:find("^[ \t]", from) do from = from - 1 end
  if from == 0 or text:find("^[;|&(`]", from) then return at end
  if text:byte(from) == 10 then return text:byte(from - 1) ~= 92 and at end
  if from == at - #word - 1 then return false end
  local first = from
  while first > 0 and from - first < 8 and text:find("^[%w!{]", first) do
    first = first - 1
  end
  return before_command[text:sub(first + 1, from)] and at
end
local function commands(class, list)
  local any = g.any_of(list) * #(break_char + S("`") + -P(1))
  return T(class, lpeg.Cmt(at_word * lpeg.C(any), function(text, at, word)
    return at_command(text, at, word)
  end))
end
local word = T("k", P("[[") * #break_char + P("]]") * -bare) +
  commands("k", [[if then elif else fi case esac while until for do done
    function select time { } !]]) +
  commands("nb", [[alias bg bind break builtin caller cd command continue declare
    dirs disown echo enable eval exec exit export false fc fg getopts hash help
    history jobs kill let local logout mapfile popd printf pushd pwd read
    readarray readonly return set shift shopt source suspend test times trap true
    type typeset ulimit umask unalias unset wait]])
-- for NAME in, case WORD in
local of_list = T("k", P("for") + "select") * #g.blank * T("plain", g.blank) *
  T("nv", name) * (T("plain", g.blank) * T("k", P("in") * #(S(" \t\n;") + -P(1)))) ^ -1
local of_case = T("k", P("case")) * #g.blank * T("plain", g.blank) *
  (V("double") + variable + T("plain", (1 - break_char - S("\"'$`\\")) ^ 1)) *
  T("plain", g.blank) * T("k", P("in") * #(S(" \t\n;") + -P(1)))
local part = T("plain", (1 - break_char - S("\"'$`\\")) ^ 1)

local line = comment + V("double") + V("substitution") + variable +
  T("s1", P("$") ^ -1 * "'" * (1 - P("'")) ^ 0 * P("'") ^ -1) +
  T("se", P("\\") * 1) + assigned + option + number +
  at_word * (of_list + of_case) + word + part +
  T("plain", (S(" \t;|&>=") + P("<") * -P("<") + "<<<") ^ 1 + (1 - S("\n")))

local match = g.lexer({
  item = shebang + here + V("line") + T("plain", g.space),
  line = line - P("\n") ,
  double = double,
  substitution = substitution,
  inner = inner,
})

return {match = match}
