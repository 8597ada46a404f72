-- grammar.lua - what our own lexers are built with.
--
-- Kinds of tokens are Pygments' classes, "plain", or "word", which is looked up
-- in the lexer's words.

local lpeg = require("lpeg")
local P, R, S, Cc, Cp, Ct = lpeg.P, lpeg.R, lpeg.S, lpeg.Cc, lpeg.Cp, lpeg.Ct

local grammar = {}

grammar.alpha = R("az", "AZ") + "_"
grammar.alnum = R("az", "AZ", "09") + "_"
grammar.rest_of_line = (1 - S("\r\n")) ^ 0
grammar.blank = S(" \t") ^ 1
grammar.space = S(" \t\r\n\f\v") ^ 1
grammar.any = 1

function grammar.token(class, patt)
  return Cc(class) * patt * Cp()
end

-- Up to the same mark, on as many lines as it takes; a backslash hides one.
function grammar.quoted(mark)
  return P(mark) * (1 - S(mark .. "\\") + P("\\") * 1) ^ 0 * P(mark) ^ -1
end

function grammar.words(class, text, into)
  local set = into or {}
  for word in text:gmatch("%S+") do set[word] = class end
  return set
end

-- One of the words, the longest first.
function grammar.any_of(text)
  local list, patt = {}, P(false)
  for word in text:gmatch("%S+") do list[#list + 1] = word end
  table.sort(list, function(a, b) return #a < #b or #a == #b and a < b end)
  for _, word in ipairs(list) do patt = P(word) + patt end
  return patt
end

-- The lexer that takes one of the tokens after the other; what none of them
-- takes is plain.  Rules: a pattern, or a table of patterns that call each
-- other, of which `item` is a token.
function grammar.lexer(rules)
  local plain = grammar.token("plain", P(1))
  local whole
  if lpeg.type(rules) then
    whole = Ct((rules + plain) ^ 0)
  else
    rules[1] = "text"
    rules.text = (lpeg.V("item") + plain) ^ 0
    whole = Ct(P(rules))
  end
  return function(text) return whole:match(text) end
end

return grammar
