-- nginx.lua - configuration of nginx: directives, blocks and variables.

local lpeg = require("lpeg")
local g = require("own.grammar")
local P, R, S, B = lpeg.P, lpeg.R, lpeg.S, lpeg.B
local T = g.token

local space = S(" \t\r\n")
local starts = -B(1 - space - S(";{}"))
local number = R("09") ^ 1 * (S("kKmMgGsdhy") + "ms") ^ -1 * #(space + S(";") + -P(1))
local quoted = g.quoted('"') + g.quoted("'")

-- A directive is the first word after ";", "{", "}" or at the beginning.
local function begins(text, at)
  local from = at - 1
  while from > 0 and text:find("^%s", from) do from = from - 1 end
  if from == 0 or text:find("^[;{}]", from) then return at end
  while from > 0 and text:byte(from) ~= 10 and at - from < 400 do
    if text:byte(from) == 35 then return at end -- a comment was before it
    from = from - 1
  end
  return false
end

local directive = P(begins) * g.alpha * g.alnum ^ 0 * #(space + S(";{"))

local match = g.lexer(T("plain", g.space) +
  T("c", starts * P("#") * g.rest_of_line) + T("s", quoted) +
  T("nv", P("$") * (g.alnum ^ 1 + "{" * g.alnum ^ 1 * "}")) +
  T("k", starts * directive) + T("m", starts * number) +
  T("word", starts * g.alnum ^ 1 * #(space + S(";") + -P(1))) +
  T("plain", (1 - space - S(";{}$\"'#")) ^ 1))

return {match = match, words = g.words("kc", "on off auto")}
