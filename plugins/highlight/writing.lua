-- writing.lua - tokens to HTML, one <span class="l"> a line.
--
-- A journal has thousands of blocks, so this makes few strings: what was made
-- of a short piece of text is kept, and pieces are joined once, at the end.

local find, sub, gsub = string.find, string.sub, string.gsub

local writing = {}

local references = {["&"] = "&amp;", ["<"] = "&lt;", [">"] = "&gt;",
                    ['"'] = "&quot;"}

local function escape(text)
  if find(text, '[&<>"]') then return (gsub(text, '[&<>"]', references)) end
  return text
end
writing.escape = escape

-- class -> text -> HTML
local kept, nkept = {}, 0
local KEPT_MOST, KEPT_LONGEST = 20000, 40

local function make(class, text)
  if class == "" then return escape(text) end
  return '<span class="' .. class .. '">' .. escape(text) .. "</span>"
end

local function piece(class, text)
  if #text > KEPT_LONGEST then return make(class, text) end
  local of_class = kept[class]
  if not of_class or nkept > KEPT_MOST then
    if nkept > KEPT_MOST then kept, nkept = {}, 0 end
    of_class = {}
    kept[class] = of_class
  end
  local html = of_class[text]
  if not html then
    html = make(class, text)
    of_class[text] = html
    nkept = nkept + 1
  end
  return html
end

-- A token may end within a character: some lexers know bytes only.
local function whole(text, at)
  local byte = text:byte(at)
  while byte and byte >= 0x80 and byte < 0xC0 do
    at = at + 1
    byte = text:byte(at)
  end
  return at
end

-- Writes text[from, to) of one class into `out`, which has `n` pieces, and
-- closes and opens lines on the way.  w: text, newline (the next one's place or
-- math.huge), line (its number), open (function: line -> HTML).
local function put(w, out, n, class, from, to)
  local text = w.text
  while w.newline < to do
    if from < w.newline then
      n = n + 1
      out[n] = piece(class, sub(text, from, w.newline - 1))
    end
    from = w.newline + 1
    w.line = w.line + 1
    w.newline = find(text, "\n", from, true) or math.huge
    n = n + 1
    out[n] = from <= #text and "\n</span>" .. w.open(w.line) or "\n</span>"
  end
  if from < to then
    n = n + 1
    out[n] = piece(class, sub(text, from, to - 1))
  end
  return n
end

-- The class of an identifier.
local function word_class(lexer, text, from, to)
  local class = lexer.words[sub(text, from, to - 1)]
  if class then return class end
  return lexer.calls and text:byte(to) == 40 and "nf" or ""
end

-- Appends the lines of `text`, from line number `line`; gives the count of
-- pieces.  Without tokens it is plain.
function writing.put(out, n, text, lexer, tokens, line, open)
  if text == "" then return n end
  local w = {text = text, line = line, open = open,
             newline = find(text, "\n", 1, true) or math.huge}
  n = n + 1
  out[n] = open(line)
  local classes = lexer and lexer.classes
  local calls = lexer and lexer.calls
  local ascii = not find(text, "[\x80-\xFF]")
  local pending, from, at = "", 1, 1
  for i = 1, tokens and #tokens or 0, 2 do
    local stop = tokens[i + 1]
    if not ascii then stop = whole(text, stop) end
    if stop > at then
      local kind = tokens[i]
      local class = classes[kind]
      if class == true or (calls and kind == "identifier") then
        class = word_class(lexer, text, at, stop)
      end
      if class ~= pending then
        if from < at then n = put(w, out, n, pending, from, at) end
        pending, from = class, at
      end
      at = stop
    end
  end
  if at <= #text and pending ~= "" then
    n = put(w, out, n, pending, from, at)
    pending, from = "", at
  end
  n = put(w, out, n, pending, from, #text + 1)
  if text:byte(-1) ~= 10 then
    n = n + 1
    out[n] = "\n</span>"
  end
  return n
end

return writing
