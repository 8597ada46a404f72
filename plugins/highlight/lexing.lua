-- lexing.lua - text to tokens.
--
-- A lexer here is a table with
--
--     match(text)   a flat list: kind, where it ends, kind, where it ends ...
--     classes       kind -> Pygments' class; "" is plain
--     words         text -> class, for kinds whose class is `true`; or nil
--     calls         of these, what stands before "(" is the name of a function
--     names         of these, a word -> the class of the name that follows
--
-- Some languages have a lexer of our own in own/, because Scintillua has none
-- or because its own misses what readers look at: keys, expansions, prompts.

local lpeg = require("lpeg")
local library = require("lexer")
local classes = require("classes")
local languages = require("languages")

classes.name_styles(library)
lpeg.setmaxstack(4000) -- of nested brackets; the usual 400 are few for YAML

-- Scintillua's own looks every word up by calling Lua, for each list that it
-- may stand in.  A tree of letters finds it without.
local function tree_of(words, allowed, fold)
  local root = {}
  for _, word in ipairs(words) do
    if fold then word = word:lower() end
    if allowed:match(word) == #word + 1 then
      local node = root
      for i = 1, #word do
        local letter = word:sub(i, i)
        node[letter] = node[letter] or {}
        node = node[letter]
      end
      node[""] = true
    end
  end
  return root
end

local function tree_pattern(node, ends, fold)
  local patt = node[""] and ends or lpeg.P(false)
  for letter, rest in pairs(node) do
    if letter ~= "" then
      local one = fold and lpeg.S(letter .. letter:upper()) or lpeg.P(letter)
      patt = one * tree_pattern(rest, ends, fold) + patt
    end
  end
  return patt
end

function library.word_match(words, more, fold)
  local chars = library.alnum + "_"
  if more then chars = chars + lpeg.S(more) end
  return tree_pattern(tree_of(words, chars ^ 1, fold), -chars, fold)
end

-- Nor is a call needed to see that a line begins.
function library.starts_line(patt)
  return -lpeg.B(1 - lpeg.S("\n\r\f")) * patt
end

local lexing = {}

local made = {} -- name -> lexer, or false

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
  for key in pairs(library.lexers) do library.lexers[key] = nil end
  if not grammar then return false end
  if #lexer._CHILDREN == 0 then grammar = lpeg.Ct(lexer._TOKENRULE ^ 0) end
  local kinds = classes.of(lexer)
  local calls = more.calls ~= false
  if more.words or calls then kinds[library.IDENTIFIER] = true end
  return {
    match = lexer._LEXBYLINE and by_line(grammar)
      or function(text) return grammar:match(text) end,
    classes = kinds,
    words = more.words,
    calls = calls,
    names = calls and languages.names or nil,
  }
end

local own_classes = setmetatable({word = true, plain = ""},
  {__index = function(_, kind) return kind end})

local function from_own(name)
  local own = require("own." .. name)
  return {
    match = own.match, classes = own_classes, words = own.words,
    calls = own.calls, names = own.calls and languages.names or nil,
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
