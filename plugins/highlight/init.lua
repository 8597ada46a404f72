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

-- What begins each line of the block, given more classes.
local function opener(block)
  local highlighted, first = block.highlighted, block.first_number
  local counted = block.numbered and first ~= 1
  if not counted and next(highlighted) == nil then
    return function(_, classes)
      return classes == "" and '<span class="l">'
        or '<span class="l' .. classes .. '">'
    end
  end
  return function(line, classes)
    local number = ""
    if counted then number = ' data-n="' .. (first + line - 1) .. '"' end
    return '<span class="l' .. (highlighted[line] and " hl" or "") .. classes ..
      '"' .. number .. ">"
  end
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
  local open = opener(block)
  if sessions[language] then
    return console.write(code, sessions[language], open)
  end
  if is_diff(language) then return diff.write_plain(code, open) end
  local lexer = lexing.of(language)
  if not lexer and languages.lexer(language) then
    bifolio.warn("the lexer '" .. languages.lexer(language) .. "' cannot be loaded")
  end
  if block.attributes.diff then return diff.write(code, lexer, open) end
  if not lexer then return nil end
  local out = {}
  writing.put(out, 0, code, lexer, lexer.match(code), 1,
    function(line) return open(line, "") end)
  return table.concat(out)
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

return {options = options, code = {["*"] = highlight}}
