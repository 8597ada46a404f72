/* snippet-index.js - finding in the index of snippets.  The list is there
 * already; here it is narrowed, and the address says how, so that a search can
 * be sent to someone.  The code itself is asked for at the first word. */
(() => {
  const d = document, script = d.currentScript.dataset, root = d.documentElement;
  const make = (name, props, ...children) => {
    const one = Object.assign(d.createElement(name), props);
    one.append(...children);
    return one;
  };
  const items = [...d.querySelectorAll(".index li")];
  const sections = [...d.querySelectorAll(".index section")];
  const fold = text => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const texts = new Map(items.map(item => [item, fold(`${item.closest("section").querySelector("h2").textContent} ${item.textContent}`)]));

  /* Each facet with its values and how often they occur. */
  const values = name => {
    const counts = new Map();
    for (const item of items)
      for (const value of item.dataset[name].split(" ").filter(Boolean)) counts.set(value, (counts.get(value) || 0) + 1);
    return [...counts].sort(([a], [b]) => a < b ? -1 : 1);
  };
  const said = { level: Object.fromEntries([...d.querySelectorAll(".tally .lv")].map(one => [one.dataset.level, one.textContent.replace(/^\d+\s*/, "")])) };
  const select = name => {
    const all = values(name);
    if (all.length < 2) return null;
    return make("select", { name }, make("option", { value: "", textContent: script.any }),
      ...all.map(([value, count]) => make("option", { value, textContent: `${said[name]?.[value] || value} (${count})` })));
  };
  const words = make("input", { type: "search", name: "q", autocomplete: "off", spellcheck: false });
  const selects = ["language", "tool", "tag", "level"].map(select).filter(Boolean);
  const run = items.some(item => "run" in item.dataset) ? make("input", { type: "checkbox", name: "run", value: "1" }) : null;
  const clear = make("button", { type: "button", textContent: script.clear });
  const status = make("p", { role: "status" });
  const label = (text, field, className = "") => make("label", { className }, text, " ", field);
  const form = make("form", { className: "find", role: "search" }, label(script.search, words, "words"),
    ...selects.map(one => label(script[one.name], one)),
    ...(run ? [make("label", { className: "check" }, run, " ", script.run)] : []), clear, status);
  const fields = [words, ...selects, ...(run ? [run] : [])];
  const value = field => field.type == "checkbox" ? (field.checked ? "1" : "") : field.value;

  /* Code and output, once there is a word to look for. */
  let asked;
  const ask = () => asked ||= fetch(script.json).then(answer => answer.json()).then(({ snippets }) => {
    for (const one of snippets) {
      const item = one.lang == root.lang && d.getElementById(one.id);
      if (item) texts.set(item, `${texts.get(item)} ${fold(`${one.code} ${one.output || ""} ${one.tools.join(" ")}`)}`);
    }
    narrow();
  }).catch(() => {});

  const fits = (item, wanted) => selects.every(one => !one.value || item.dataset[one.name].split(" ").includes(one.value))
    && (!run?.checked || "run" in item.dataset)
    && wanted.every(word => texts.get(item).includes(word));
  function narrow() {
    const wanted = fold(words.value).split(/\s+/).filter(Boolean);
    let left = 0;
    if (wanted.length) ask();
    for (const item of items) left += !(item.hidden = !fits(item, wanted));
    for (const one of sections) one.hidden = !one.querySelector("li:not([hidden])");
    clear.hidden = !fields.some(value);
    status.textContent = clear.hidden ? "" : left ? `${left} / ${items.length}` : script.none;
    const query = new URLSearchParams(fields.filter(value).map(field => [field.name, value(field)]));
    history.replaceState(null, "", (query.size ? `?${query}` : location.pathname) + location.hash);
  }
  const read = () => {
    const query = new URLSearchParams(location.search);
    for (const field of fields)
      if (field.type == "checkbox") field.checked = query.has(field.name);
      else field.value = query.get(field.name) || "";
    for (const one of selects) if (one.selectedIndex < 0) one.value = "";
  };
  form.oninput = narrow;
  form.onsubmit = event => { event.preventDefault(); narrow(); };
  clear.onclick = () => {
    for (const field of fields) { field.value = field.type == "checkbox" ? "1" : ""; field.checked = false; }
    narrow();
    words.focus();
  };
  d.getElementById("find").replaceWith(form);
  read();
  narrow();
})();
