-- console.lua - sessions at a terminal: prompt, command, output.
--
--     user@host:~$ for n in 1 2; do
--     >     echo $n
--     > done
--     1
--     2
--
-- Prompts are <span class="gp">, lines of output have the class "go".  What the
-- theme leaves out when a reader selects or copies is exactly these.

local writing = require("writing")

local console = {}

-- Prompts that cannot be anything else ...
local sure = {
  "^%[?[%w._-]+@[%w._-]+[^$#%%>\n]*[$#%%>] ?%]? ?()", -- user@host:~$, [u@h d]#
  "^%(%S+%) ?[%w._@:~/-]*[$#%%] ()",                  -- (venv) $
  "^PS ?[^>\n]*> ?()",                                -- PS C:\>
  "^%u:\\[^>\n]*>()",                                 -- C:\>
  "^[%w._-]*sh[-%d.]*[$#] ()",                        -- bash-5.2$
  "^[~/][%w._~/-]* ?[$#%%] ()",                       -- ~ $, / #
  "^%$ ()", "^%$$()",
}
-- ... and those that a session has if it begins with them.
local if_first = {
  "^# ()", "^#$()", "^%% ()", "^> ()", "^❯ ()", "^➜ [^\n]- ()", "^λ ()",
  "^>>> ()", "^[%w_]+[=-]?[#>] ()", -- postgres=#, sqlite>, mysql>
}

local function match_prompt(patterns, line)
  for i = 1, #patterns do
    local stop = line:match(patterns[i])
    if stop then return stop, patterns[i] end
  end
end

-- The patterns of this session's prompts.
local function prompts_of(lines)
  local mine = {}
  for i = 1, #sure do mine[i] = sure[i] end
  for _, line in ipairs(lines) do
    if line ~= "" then
      local _, pattern = match_prompt(if_first, line)
      if pattern and not match_prompt(sure, line) then mine[#mine + 1] = pattern end
      break
    end
  end
  return mine
end

-- The mark that ends a here-document; nil if the command has none open.
local function here_mark(line)
  return line:match("<<%-?%s*[\"'\\]?([%a_][%w_]*)")
end

-- Whether the shell would ask for more after these lines of a command.
local function unfinished(command)
  local text = command:gsub("\\\n", " ")
  if text:find("\\$") then return true end
  text = text:gsub("\\.", "")
  local quote
  for mark in text:gmatch("[\"']") do
    if not quote then quote = mark elseif quote == mark then quote = nil end
  end
  if quote then return true end
  text = text:gsub('"[^"]*"', '""'):gsub("'[^']*'", "''")
  if text:find("[|&]%s*$") and not text:find("[^&]&%s*$") then return true end
  local opened = 0
  for word in text:gmatch("[%w_]+") do
    if word == "do" or word == "then" or word == "case" then
      opened = opened + 1
    elseif word == "done" or word == "fi" or word == "esac" then
      opened = opened - 1
    end
  end
  local _, left = text:gsub("[({]", "")
  local _, right = text:gsub("[)}]", "")
  return opened > 0 or left > right or text:find("%f[%w](do)%s*$") ~= nil
    or text:find("^%s*for%s[^;]*$") ~= nil or text:find("^%s*while%s[^;]*$") ~= nil
end

-- How many lines after line `i` go on with its command, and what stands before
-- each: a prompt such as "> ", or nothing.
local function continuation(lines, i, command, mine)
  local texts, marks = {command}, {}
  local mark = here_mark(command)
  local n = 0
  while lines[i + n + 1] do
    local line = lines[i + n + 1]
    if not mark and not unfinished(table.concat(texts, "\n")) then break end
    local stop = line:match("^> ?()") or line:match("^%.%.%. ?()")
    local after_backslash = texts[#texts]:find("\\$")
    if not stop then
      if not (after_backslash or mark) or match_prompt(mine, line) then break end
      stop = 1
    end
    n = n + 1
    marks[n] = line:sub(1, stop - 1)
    texts[n + 1] = line:sub(stop)
    if mark and texts[n + 1]:gsub("^\t+", "") == mark then break end
  end
  return texts, marks
end

local function prompt_html(text)
  if text == "" then return "" end
  return '<span class="gp">' .. bifolio.escape(text) .. "</span>"
end

-- The HTML of a session.  begin: line number, classes -> HTML that begins the
-- line.
function console.write(code, lexer, begin)
  local lines = {}
  for line in code:gmatch("([^\n]*)\n") do lines[#lines + 1] = line end
  local mine = prompts_of(lines)
  local out, n, i = {}, 0, 1
  while i <= #lines do
    local stop = match_prompt(mine, lines[i])
    n = n + 1
    if stop then
      local texts, marks = continuation(lines, i, lines[i]:sub(stop), mine)
      marks[0] = lines[i]:sub(1, stop - 1)
      local begins = {}
      for k = 1, #texts do
        begins[k] = begin(i + k - 1, "") .. prompt_html(marks[k - 1])
      end
      out[n] = writing.lines(table.concat(texts, "\n") .. "\n", lexer, begins)
      i = i + #texts
    else
      out[n] = begin(i, " go") .. bifolio.escape(lines[i]) .. "\n</span>"
      i = i + 1
    end
  end
  return table.concat(out)
end

return console
