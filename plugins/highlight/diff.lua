-- diff.lua - changes, marked in the first column: + added, - taken away.
--
-- With the attribute `diff` the rest of each line is of the block's language.
-- The marks are <span class="gm">, so that a reader can copy without them.

local writing = require("writing")

local diff = {}

local line_class = {["+"] = " gi", ["-"] = " gd"}

-- Whether the lines that do not change begin with a space of their own, as
-- programs write them.
local function has_column(code)
  for line in code:gmatch("([^\n]*)\n") do
    if line:find("^[^+ -]") then return false end
  end
  return true
end

function diff.write(code, lexer, open)
  local column = has_column(code)
  local marks, rest = {}, {}
  for line in code:gmatch("([^\n]*)\n") do
    local mark = line:match(column and "^[+ -]" or "^[+-]") or ""
    marks[#marks + 1] = mark
    rest[#rest + 1] = line:sub(#mark + 1)
  end
  local text = table.concat(rest, "\n") .. "\n"
  local out = {}
  writing.put(out, 0, text, lexer, lexer and lexer.match(text), 1,
    function(line)
      local mark = marks[line]
      local begin = open(line, line_class[mark] or "")
      if mark == "" then return begin end
      return begin .. '<span class="gm">' .. mark .. "</span>"
    end)
  return table.concat(out)
end

local heads = {"^diff ", "^index ", "^%+%+%+ ", "^%-%-%- ", "^Index: ", "^====",
  "^new file", "^deleted file", "^similarity", "^rename ", "^old mode",
  "^new mode", "^Binary "}

local function class_of(line)
  for i = 1, #heads do
    if line:find(heads[i]) then return " gh" end
  end
  if line:find("^@@") then return " gu" end
  return line_class[line:sub(1, 1)] or ""
end

-- The language `diff` itself.
function diff.write_plain(code, open)
  local out, n, number = {}, 0, 0
  for line in code:gmatch("([^\n]*)\n") do
    number = number + 1
    local class = class_of(line)
    local mark = class ~= " gh" and class ~= " gu" and line:match("^[+ -]") or ""
    n = n + 1
    out[n] = open(number, class)
    if mark ~= "" then
      n = n + 1
      out[n] = '<span class="gm">' .. mark .. "</span>"
    end
    n = n + 1
    out[n] = writing.escape(line:sub(#mark + 1)) .. "\n</span>"
  end
  return table.concat(out)
end

return diff
