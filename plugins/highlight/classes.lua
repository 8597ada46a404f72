-- classes.lua - what Scintillua calls a token, in Pygments' short class names.
--
-- Lexers say of their own kinds of tokens which usual one they look like: in
-- _tokenstyles, by names such as lexer.STYLE_KEYWORD.  `styles` gives these
-- names our classes as values, so that the lexers' tables hold classes.

local classes = {}

-- An empty class is plain text.  That of names, operators and punctuation is
-- left out: no style colours them and they are half of all tokens.
classes.usual = {
  comment = "c", string = "s", number = "m", keyword = "k", identifier = "",
  operator = "", error = "err", preprocessor = "cp", constant = "kc",
  variable = "nv", ["function"] = "nb", class = "nc", type = "kt",
  label = "nl", regex = "sr", embedded = "cp", whitespace = "",
  default = "", nothing = "", tag = "nt",
}

classes.own = {
  action = "", addition = "gi", annotation = "nd", at_rule = "k",
  attribute = "na", builtInVariable = "nv", cdata = "s", change = "gu",
  character = "sc", code = "s", code_block = "s", color = "mh",
  decorator = "nd", deletion = "gd", directive = "cp", doctype = "cp",
  document = "nn", element = "nt", em = "ge", emph = "ge", entity = "ni",
  entry = "nt", environment = "k", field = "na", gawkBuiltInVariable = "nv",
  gawkKeyword = "k", gawkNumber = "m", gawkOperator = "", gawkRegex = "sr",
  h1 = "gh", h2 = "gh", h3 = "gh", h4 = "gh", h5 = "gh", h6 = "gh",
  header = "gh", hr = "gu", indent_error = "err", instruction = "k",
  library = "nb", link = "nl", link_label = "nl", link_url = "s", list = "k",
  literal = "", longstring = "s", macro = "cp", math = "m", method = "nf",
  mixin = "nd", namespace = "nn", pre = "s", project = "gh", register = "nv",
  section = "gh", self = "bp", self_ref = "bp", shebang = "c", strong = "gs",
  symbol = "ss", tag = "nt", target = "nf", tbl_key = "na", time = "m",
  timestamp = "ld", unit = "kt", unknown_attribute = "na",
  unknown_element = "nt", value = "kc",
}

-- Gives Scintillua's library the names of styles.
function classes.name_styles(library)
  for token, class in pairs(classes.usual) do
    library["STYLE_" .. token:upper()] = class
  end
end

-- A style such as "cp,eolfilled", or Scintillua's own "fore:red".
local function class_of_style(style)
  local word = style:match("^%l+")
  if word and not style:find(":", 1, true) then return word end
  return ""
end

-- The class of every kind of token of a lexer: a table that finds out what it
-- is asked for.
function classes.of(lexer)
  local styles = lexer._tokenstyles or {}
  return setmetatable({}, {__index = function(known, token)
    local class = classes.usual[token] or classes.own[token]
    if not class and token:find("_tag$") then class = "cp" end
    if not class and token:find("whitespace$") then class = "" end
    if not class and styles[token] then class = class_of_style(styles[token]) end
    class = class or ""
    known[token] = class
    return class
  end})
end

return classes
