-- jq.lua - the filters of jq, programs within strings included.

local lpeg = require("lpeg")
local g = require("own.grammar")
local P, R, S, V = lpeg.P, lpeg.R, lpeg.S, lpeg.V
local T = g.token

local name = g.alpha * (g.alnum + "::") ^ 0
local string = T("s2", P('"')) * (
    T("s2", (1 - S('"\\') + P("\\") * (1 - S("("))) ^ 1) + V("program")
  ) ^ 0 * T("s2", P('"')) ^ -1
local program = T("si", P("\\(")) * (V("item") + T("plain", 1 - S(")"))) ^ 0 *
  T("si", P(")")) ^ -1
local parentheses = T("plain", P("(")) * (V("item") + T("plain", 1 - S(")"))) ^ 0 *
  T("plain", P(")")) ^ -1

local match = g.lexer({
  item = T("plain", g.space) + T("c", P("#") * g.rest_of_line) + V("string") +
    T("nv", P("$") * name) + T("na", P(".") * g.alpha * g.alnum ^ 0) +
    T("nd", P("@") * g.alpha * g.alnum ^ 0) +
    T("m", R("09") ^ 1 * (P(".") * R("09") ^ 1) ^ -1) +
    T("nt", name * #(P(":") * -P(":"))) + T("word", name) + V("parentheses"),
  string = string,
  program = program,
  parentheses = parentheses,
})

local words = g.words("k", [[and as catch def elif else end foreach if import
  include label not or reduce then try break]])
g.words("kc", "true false null", words)
g.words("nb", [[add all any arrays ascii_downcase ascii_upcase booleans bsearch
  builtins capture ceil combinations contains debug del delpaths empty endswith
  env error explode first flatten floor from_entries fromdate fromjson getpath
  group_by gsub halt has implode in index indices infinite input input_line_number
  inputs inside isempty isnan isvalid iterables join keys keys_unsorted last length
  limit log ltrimstr map map_values match max max_by min min_by mktime nan normals
  now nth nulls numbers objects path paths pick pow range recurse repeat reverse
  rindex round rtrimstr scalars scan select setpath sort sort_by split splits sqrt
  startswith strftime strings strptime sub test to_entries toarray todate tojson
  tonumber tostream tostring transpose trim truncate_stream type unique unique_by
  until utf8bytelength values walk while with_entries]], words)

return {match = match, words = words, calls = true}
