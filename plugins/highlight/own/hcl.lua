-- hcl.lua - HashiCorp's configuration language, as in Terraform's files.

local lpeg = require("lpeg")
local g = require("own.grammar")
local P, R, S, V, B = lpeg.P, lpeg.R, lpeg.S, lpeg.V, lpeg.B
local T = g.token

local name = g.alpha * (g.alnum + "-") ^ 0
local comment = (P("#") + "//") * g.rest_of_line +
  "/*" * (1 - P("*/")) ^ 0 * P("*/") ^ -1
local string = T("s2", P('"')) * (
    T("s2", (1 - S('"\\$%\n') + P("\\") * 1 + "$${" + S("$%") * -P("{")) ^ 1) +
    V("template")
  ) ^ 0 * T("s2", P('"')) ^ -1
local template = T("si", S("$%") * "{") * (V("item") + T("plain", 1 - S("}"))) ^ 0 *
  T("si", P("}")) ^ -1

local here = lpeg.Cmt(P("<<") * P("-") ^ -1 * lpeg.C(name) * P("\n"),
  function(text, at, mark)
    local from = at
    while from <= #text do
      local stop = text:find("\n", from, true) or #text
      if text:sub(from, stop):match("^%s*(.-)%s*$") == mark then return stop end
      from = stop + 1
    end
    return #text + 1
  end)

local before_block = #(g.blank ^ -1 * (P('"') + "{"))
local match = g.lexer({
  item = T("plain", g.space) + T("c", comment) + V("string") + T("s", here) +
    T("k", -B(1 - S(" \t\n{")) * name * before_block) +
    T("na", name * #(g.blank ^ -1 * "=" * -S("=>"))) +
    T("m", R("09") ^ 1 * (P(".") * R("09") ^ 1) ^ -1) + T("word", name),
  string = string,
  template = template,
})

local words = g.words("k", "for in if else endif endfor")
g.words("kc", "true false null", words)
g.words("kt", "string number bool any list map set object tuple", words)
g.words("nv", "var local module data each self path count", words)

return {match = match, words = words, calls = true}
