-- lexing.lua - text to tokens.
--
-- A lexer here is a table with
--
--     match(text)   a flat list: kind, where it ends, kind, where it ends ...
--     classes       kind -> Pygments' class; "" is plain
--     words         text -> class, for kinds whose class is `true`
--     calls         what stands before "(" is the name of a function
--
-- Some languages have a lexer of our own in own/, because Scintillua has none
-- or because its own misses what readers look at: keys, expansions, prompts.

local lpeg = require("lpeg")
local library = require("lexer")
local classes = require("classes")
local languages = require("languages")

classes.name_styles(library)
lpeg.setmaxstack(4000) -- of nested brackets; the usual 400 are few for YAML

local lexing = {}

local made = {} -- name -> lexer, or false

-- For lexers without others within them.  Their own grammar looks at a clock
-- after each 500 tokens, for which it holds 500 copies of their rules: that is
-- megabytes each, which nobody needs here.
local function plain_grammar(lexer)
  local any = library.token(library.DEFAULT, library.any)
  return lpeg.Ct((lexer._TOKENRULE + any) ^ 0)
end

-- Some look at one line at a time.
local function by_line(grammar)
  return function(text)
    local tokens, n, before = {}, 0, 0
    for line in text:gmatch("[^\n]*\n?") do
      local found = grammar:match(line) or {}
      for i = 1, #found, 2 do
        tokens[n + 1], tokens[n + 2] = found[i], found[i + 1] + before
        n = n + 2
      end
      before = before + #line
      if n > 0 and tokens[n] ~= before + 1 then
        tokens[n + 1], tokens[n + 2] = "default", before + 1
        n = n + 2
      end
    end
    return tokens
  end
end

local function from_scintillua(name, more)
  local lexer = library.load(name)
  if not lexer then return false end
  local grammar = lexer._GRAMMAR
  if not lexer._CHILDREN and lexer._TOKENRULE then
    grammar = plain_grammar(lexer)
  end
  for key, other in pairs(library.lexers) do
    other._GRAMMAR, library.lexers[key] = nil, nil
  end
  if not grammar then return false end
  local kinds = classes.of(lexer)
  if more.words then kinds[library.IDENTIFIER] = true end
  return {
    match = lexer._LEXBYLINE and by_line(grammar)
      or function(text) return grammar:match(text) end,
    classes = kinds,
    words = more.words or {},
    calls = kinds[library.IDENTIFIER] ~= nil and more.calls ~= false,
  }
end

local own_classes = setmetatable({word = true, plain = ""},
  {__index = function(_, kind) return kind end})

local function from_own(name)
  local own = require("own." .. name)
  return {
    match = own.match, classes = own_classes, words = own.words or {},
    calls = own.calls,
  }
end

-- The lexer of a language as people write it; nil if there is none.
function lexing.of(language)
  local name = languages.lexer(language)
  if not name then return nil end
  if made[name] == nil then
    local row = languages.special[name] or {}
    if row.own then
      made[name] = from_own(name)
    else
      made[name] = from_scintillua(row.lexer or name, row)
    end
  end
  return made[name] or nil
end

return lexing
