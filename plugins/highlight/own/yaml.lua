-- yaml.lua - keys of every shape, quoted and plain scalars, blocks of text.

local lpeg = require("lpeg")
local g = require("own.grammar")
local P, R, S, V, B = lpeg.P, lpeg.R, lpeg.S, lpeg.V, lpeg.B
local T = g.token

local eol = S("\r\n")
local line_start = -B(1 - eol)
local ends = #(g.blank ^ -1 * (eol + -P(1) + g.blank * "#"))
local flow_ends = #(g.blank ^ -1 * (S(",]}\r\n") + -P(1) + g.blank * "#"))
local blank = T("plain", g.blank)
local break_ = T("plain", eol ^ 1)

local comment = T("c", -B(1 - S(" \t\r\n")) * P("#") * g.rest_of_line)
local single = P("'") * (1 - S("'\n") + "''" + P("\n")) ^ 0 * P("'") ^ -1
local double = g.quoted('"')
local quoted = T("s1", single) + T("s2", double)

local digits = R("09") ^ 1
local number = S("+-") ^ -1 * (P("0x") * R("09", "af", "AF") ^ 1 +
  P("0o") * R("07") ^ 1 + digits * (P("_") * digits) ^ 0 * (P(".") * digits) ^ -1 *
  (S("eE") * S("+-") ^ -1 * digits) ^ -1 + P(".inf") + P(".nan"))
local date = R("09") * R("09") * R("09") * R("09") * "-" * R("09") * R("09") * "-" *
  R("09") * R("09") * (S("Tt ") * R("09") * (R("09") + S(":.")) ^ 1 *
  (P("Z") + S("+-") * (R("09") + ":") ^ 1) ^ -1) ^ -1
local constant = g.any_of("true false null True False Null TRUE FALSE NULL yes no on off ~")

local function scalar(stop)
  return T("kc", constant * stop) + T("ld", date * stop) + T("m", number * stop)
end
local anchor = T("nl", S("&*") * (1 - S(" \t\r\n,[]{}")) ^ 1)
local tag = T("kt", P("!") * (1 - S(" \t\r\n,[]{}")) ^ 0)

-- {a: 1, b: [x, "y"]}
local flow_stop = #(S(" \t\r\n,[]{}") + -P(1))
local flow_key = T("nt", (1 - S(" \t\r\n,[]{}\"'#:") + P(":") * -flow_stop) ^ 1 *
  #(P(":") * flow_stop)) + T("nt", (single + double) * #P(":"))
local flow_plain = T("plain", (1 - S(",[]{}\r\n#:") + P(":") * -flow_stop +
  B(1 - S(" \t\r\n")) * "#") ^ 1)
local flow_item = V("flow") + comment + flow_key + quoted + anchor + tag +
  scalar(flow_ends) + blank + break_ + flow_plain + T("plain", 1 - S("]}"))
local flow = T("plain", S("[{")) * flow_item ^ 0 * T("plain", S("]}")) ^ -1

-- | and >: what is indented deeper than the line that opens it, or than its key
-- after "- ".
local function block_text(text, at)
  local first = at - 1
  while first > 1 and text:byte(first - 1) ~= 10 do first = first - 1 end
  local least = #text:match("^ *", first) + 1
  local from = at
  while from <= #text do
    local stop = text:find("\n", from, true) or #text
    local indent, char = text:match("^( *)([^\n]?)", from)
    if char ~= "" and char ~= "\r" and #indent < least then break end
    from = stop + 1
  end
  while from > at and text:byte(from - 2) == 10 do from = from - 1 end
  return from > at and from or false
end
local block = T("o", S("|>") * S("+-123456789") ^ 0 * ends) * blank ^ -1 *
  comment ^ -1 * T("plain", P("\r") ^ -1 * P("\n")) * T("s", P(block_text)) ^ -1

local key_char = 1 - S(" \t\r\n:#") + P(":") * (1 - S(" \t\r\n")) +
  B(1 - S(" \t\r\n")) * "#"
local key = T("nt", (key_char - S("\"'[]{},&*!|>%@`-?") + S("-?") * key_char) *
  (key_char ^ 0 * (g.blank * key_char ^ 1) ^ 0) * #(g.blank ^ -1 * P(":") *
  (S(" \t\r\n") + -P(1)))) +
  T("nt", (single + double) * #(g.blank ^ -1 * P(":") * (S(" \t\r\n") + -P(1))))
local dash = T("plain", S("-?") * #(S(" \t\r\n") + -P(1)))
local colon = T("plain", P(":"))
local text = T("plain", (1 - S(" \t\r\n#") + B(1 - S(" \t\r\n")) * "#") ^ 1 *
  (g.blank * (1 - S(" \t\r\n#") + B(1 - S(" \t\r\n")) * "#") ^ 1) ^ 0)

local marks = T("nn", line_start * (P("---") + "...") * #(S(" \t\r\n") + -P(1))) +
  T("cp", line_start * "%" * g.rest_of_line)

local match = g.lexer({
  item = break_ + marks + blank + comment + dash + key + colon + block +
    quoted + V("flow") + anchor + tag + scalar(ends) + text,
  flow = flow,
})

return {match = match}
