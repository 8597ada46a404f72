-- What the first one made is what this one is given.
return {
  hooks = {
    config = function(config) return {params = {count = config.params.count * 10}} end,
    page = function(page) return {title = page.title .. "?", params = {heads = "none"}} end,
    ready = function() return "text of the second" end,
    rendered = function(html) return (html:gsub("<p>", "<p class=\"x\">")) end,
    output = function(text, route)
      if route.output:find("%.txt$") then return text .. route.output .. "\n" end
    end,
  },
}
