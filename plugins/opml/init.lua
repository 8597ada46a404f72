-- opml - all feeds in one file, in the form that feed readers import.
--
-- The file is OPML 2.0 (opml.org/spec2.opml) and lists every feed of the site,
-- language by language.  In a text,
--
--     {{ opml(text="all the feeds in one file") }}
--
-- leads there.

local options = {
  path = "feeds.opml", -- below the output folder
}

local function outline(page)
  -- What a permalink has before the address from the root.
  local host = page.permalink:sub(1, #page.permalink - #page.url)
  return ('      <outline type="rss" text="%s" xmlUrl="%s" htmlUrl="%s" language="%s"/>\n')
    :format(bifolio.escape(page.title), bifolio.escape(host .. page.feed_atom),
      bifolio.escape(page.permalink), page.lang.code)
end

-- The feed of the front page, then those of the lists.
local function group(site, language)
  local lines = {}
  for _, page in ipairs(site.pages) do
    if page.feed_atom ~= "" and page.lang.code == language.code then
      table.insert(lines, page.kind == "home" and 1 or #lines + 1, outline(page))
    end
  end
  return ('    <outline text="%s">\n%s    </outline>\n')
    :format(bifolio.escape(language.autonym), table.concat(lines))
end

local function routes(site)
  local groups = {}
  for i, language in ipairs(site.languages) do groups[i] = group(site, language) end
  return {{
    path = options.path,
    text = '<?xml version="1.0" encoding="UTF-8"?>\n<opml version="2.0">\n' ..
      "  <head><title>" .. bifolio.escape(site.title) .. "</title></head>\n" ..
      "  <body>\n" .. table.concat(groups) .. "  </body>\n</opml>\n",
  }}
end

-- Texts are given no site, so what they need of it is worked out before.
local function ready(site)
  return {url = site.base_url:match("^%a+://[^/]*(.*)$") .. "/" .. options.path}
end

local function link(args)
  if not args.text then bifolio.fail('opml needs the words of its link: text="..."') end
  return bifolio.html('<a href="' .. bifolio.escape(bifolio.data().url) ..
    '" type="text/x-opml">' .. bifolio.markdown(args.text, true) .. "</a>")
end

return {
  description = "All feeds in one file, for feed readers.",
  options = options,
  shortcodes = {opml = link},
  hooks = {ready = ready, routes = routes},
}
