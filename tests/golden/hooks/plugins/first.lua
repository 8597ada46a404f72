-- Every hook; each shows what it was given.

local function names(list)
  local out = {}
  for _, one in ipairs(list) do out[#out + 1] = one end
  return table.concat(out, ", ")
end

return {
  hooks = {
    config = function(config)
      return {params = {
        count = config.params.count + 1,
        about = config.title.it .. " (" .. names(config.languages) .. ") " .. config.base_url,
      }}
    end,
    page = function(page)
      local code = {}
      for _, one in ipairs(page.code) do
        code[#code + 1] = one.language .. ":" .. one.title .. ":" .. #one.code
      end
      local heads = {}
      for _, one in ipairs(page.headings) do
        heads[#heads + 1] = ("%d %s %s"):format(one.level, one.id, one.text)
      end
      return {
        title = page.title .. "!",
        description = page.description .. " of " .. page.words .. " words",
        params = {
          facts = table.concat({page.source, page.lang, tostring(page.date),
                                tostring(page.draft), names(page.tags)}, " "),
          code = names(code), heads = names(heads), links = names(page.links),
          raw = #page.raw,
        },
      }
    end,
    ready = function(site)
      local out = {total = 0, titles = {}}
      for _, page in ipairs(site.posts) do
        out.total = out.total + page.words
        out.titles[#out.titles + 1] = page.title
      end
      return out
    end,
    rendered = function(html, page)
      return html .. bifolio.markdown("*marked*") .. "<p>" .. bifolio.escape(page.title) .. " of "
        .. bifolio.data().total .. " words</p>\n"
    end,
    routes = function(site)
      local out = {}
      for _, page in ipairs(site.posts) do
        out[#out + 1] = {
          path = "plain" .. page.url:gsub("/$", "") .. ".txt",
          text = page.title .. "\n" .. bifolio.markdown("`" .. page.url .. "`", true) .. page.summary_text .. "\n",
        }
      end
      out[#out + 1] = {path = ".well-known/a file.json", text = "{}\n"}
      return out
    end,
    output = function(text, route, page)
      if route.output:find("%.html$") and page and page.source ~= "" then
        return text:gsub("\n$", "") .. "<!-- " .. route.url .. " -->\n"
      end
    end,
  },
}
