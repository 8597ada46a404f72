-- json.lua - JSON and what people add to it: comments, bare keys, other quotes.

local lpeg = require("lpeg")
local g = require("own.grammar")
local P, R, S = lpeg.P, lpeg.R, lpeg.S
local T = g.token

local before_colon = #(S(" \t\r\n") ^ 0 * ":")
local line = '"' * (1 - S('"\\\n') + P("\\") * 1) ^ 0 * P('"') ^ -1 +
  "'" * (1 - S("'\\\n") + P("\\") * 1) ^ 0 * P("'") ^ -1
local comment = P("//") * g.rest_of_line + "/*" * (1 - P("*/")) ^ 0 * P("*/") ^ -1
local word = (g.alpha + "$") * (g.alnum + "$") ^ 0
local number = S("+-") ^ -1 * (P("0x") * R("09", "af", "AF") ^ 1 + R("09") ^ 1 *
  (P(".") * R("09") ^ 0) ^ -1 * (S("eE") * S("+-") ^ -1 * R("09") ^ 1) ^ -1 +
  P(".") * R("09") ^ 1)

local match = g.lexer(T("plain", S(" \t\r\n,:[]{}") ^ 1) +
  T("nt", (line + word) * before_colon) + T("s2", line) + T("m", number) +
  T("word", word) + T("c", comment))

return {match = match, words = g.words("kc", "true false null NaN Infinity undefined")}
