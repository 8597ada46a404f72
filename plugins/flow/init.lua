-- flow - what goes where, as a figure:
--
--     {{ flow(steps=["a change", ["CI", "check", "test"], "a package"],
--             caption="The way of a change.") }}
--
-- A step is a piece of Markdown, or a list: a name, and the steps within.  What
-- is written is a list too, so nothing is lost where no style sheet is; with
-- the theme's it stands in boxes, an arrow from each to the next.

local step

local function list(steps, from)
  local html = {}
  for i = from, #steps do
    html[#html + 1] = "<li><div>" .. step(steps[i]) .. "</div></li>\n"
  end
  return '<ol class="plain">\n' .. table.concat(html) .. "</ol>"
end

function step(one)
  if type(one) == "string" then return tostring(bifolio.markdown(one, true)) end
  if type(one) ~= "table" or type(one[1]) ~= "string" or #one < 2 then
    bifolio.fail("a step is a text, or a list of a name and the steps within")
  end
  return step(one[1]) .. list(one, 2)
end

local function flow(args)
  if type(args.steps) ~= "table" or #args.steps < 2 then
    bifolio.fail('flow needs a list of two steps or more: steps=["one", "two"]')
  end
  local html = '<figure class="flow">\n' .. list(args.steps, 1) .. "\n"
  if args.caption then
    html = html .. "<figcaption>" .. bifolio.markdown(args.caption, true) ..
      "</figcaption>\n"
  end
  return bifolio.html(html .. "</figure>")
end

return {
  description = "What goes where, as a figure of boxes and arrows.",
  shortcodes = {flow = flow},
}
