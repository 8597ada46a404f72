-- writing.lua - tokens to HTML, one <span class="l"> a line.

local writing = {}

-- The lines of `text`.  begin: what begins each, or a list; without a lexer
-- they are plain.
function writing.lines(text, lexer, begin)
  if not lexer then return bifolio.spans(text, nil, nil, begin) end
  return bifolio.spans(text, lexer.match(text), lexer.classes, begin, lexer)
end

return writing
