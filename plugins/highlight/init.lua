-- highlight - colours for code.
--
-- LPeg and Scintillua's lexers find the tokens, some lexers of our own those
-- that Scintillua has not; Pygments' short class names say what they are, so
-- any of its style sheets fits.  Attributes of a fence that mean something here:
--
--     diff    lines that begin with + and - are changes
--     wrap    long lines go on below
--
-- See content/pages/plugins for how to write such a plugin.

local console = require("console")
local diff = require("diff")
local languages = require("languages")
local lexing = require("lexing")
local writing = require("writing")

local options = {
  most = 262144, -- bytes of a block; a longer one stays plain
}

local sessions = {
  console = "shell", ["shell-session"] = "shell", ["sh-session"] = "shell",
  ["bash-session"] = "shell", terminal = "shell", term = "shell",
  shellsession = "shell", ["ps1con"] = "powershell", ["pwsh-session"] = "powershell",
  pycon = "python", psqlcon = "sql", ["sqlite-session"] = "sql",
}

-- What begins each line of the block: a function of its number and of more
-- classes.
local function beginner(block)
  local highlighted, first = block.highlighted, block.first_number
  local counted = block.numbered and first ~= 1
  return function(line, classes)
    local number = counted and ' data-n="' .. (first + line - 1) .. '"' or ""
    return '<span class="l' .. (highlighted[line] and " hl" or "") .. classes ..
      '"' .. number .. ">"
  end
end

-- The same as bifolio.spans takes it.
local function beginnings(block, begin)
  if next(block.highlighted) == nil and
     (not block.numbered or block.first_number == 1) then
    return '<span class="l">'
  end
  local list = {}
  for line = 1, block.lines do list[line] = begin(line, "") end
  return list
end

local function is_diff(language)
  return languages.lexer(language) == "diff"
end

-- What to say when a lexer gives up.
local function reason(message)
  message = tostring(message)
  if message:find("stack overflow", 1, true) then
    return "its brackets or strings are nested too deeply"
  end
  return message
end

-- The HTML of the lines; nil: it is to be plain.
local function inside(block)
  local language, code = block.language:lower(), block.code
  local begin = beginner(block)
  if sessions[language] then
    return console.write(code, lexing.of(sessions[language]), begin)
  end
  if is_diff(language) then return diff.write_plain(code, begin) end
  local lexer = lexing.of(language)
  if not lexer and languages.lexer(language) then
    bifolio.warn("the lexer '" .. languages.lexer(language) .. "' cannot be loaded")
  end
  if block.attributes.diff then return diff.write(code, lexer, begin) end
  if not lexer then return nil end
  return writing.lines(code, lexer, beginnings(block, begin))
end

local function highlight(block)
  local language = block.language
  local class = block.attributes.wrap and "wrap" or ""
  if #block.code > options.most then
    bifolio.warn("a block of " .. #block.code .. " bytes stays plain: the option " ..
      "'most' allows " .. options.most)
    return {class = class}
  end
  local known = language == "" or sessions[language:lower()] or
    languages.lexer(language) ~= nil
  if not known then
    local near = languages.suggest(language)
    bifolio.warn("there is no lexer for the language '" .. language .. "'" ..
      (near and "; did you mean '" .. near .. "'?" or ""))
  end
  local good, html = pcall(inside, block)
  if not good then
    bifolio.warn("a block of " .. language .. " stays plain: " .. reason(html))
    html = nil
  end
  return {inside = html, class = class}
end

return {
  description = "Colours for code, in more than a hundred languages.",
  options = options,
  code = {["*"] = highlight},
}
