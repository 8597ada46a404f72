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

-- begin: line number, classes -> HTML that begins the line
function diff.write(code, lexer, begin)
  local column = has_column(code)
  local begins, rest, n = {}, {}, 0
  for line in code:gmatch("([^\n]*)\n") do
    local mark = line:match(column and "^[+ -]" or "^[+-]") or ""
    n = n + 1
    begins[n] = begin(n, line_class[mark] or "")
    if mark ~= "" then
      begins[n] = begins[n] .. '<span class="gm">' .. mark .. "</span>"
    end
    rest[n] = line:sub(#mark + 1) .. "\n"
  end
  return writing.lines(table.concat(rest), lexer, begins)
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
function diff.write_plain(code, begin)
  local begins, rest, n = {}, {}, 0
  for line in code:gmatch("([^\n]*)\n") do
    local class = class_of(line)
    local mark = class ~= " gh" and class ~= " gu" and line:match("^[+ -]") or ""
    n = n + 1
    begins[n] = begin(n, class)
    if mark ~= "" then
      begins[n] = begins[n] .. '<span class="gm">' .. mark .. "</span>"
    end
    rest[n] = line:sub(#mark + 1) .. "\n"
  end
  return writing.lines(table.concat(rest), nil, begins)
end

return diff
