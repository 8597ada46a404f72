/* snippets.js - before anything is run: values to fill in before copying, long
 * lines wrapped, and the button that runs a snippet.  What it takes to run one
 * is asked for at the first click, not before. */
(() => {
  const d = document, words = d.currentScript.dataset;
  const make = (name, props) => Object.assign(d.createElement(name), props);
  const button = (text, click) => make("button", { type: "button", textContent: text, onclick: click });

  /* Puts `to` where `from` stands, also where it is cut up by colours. */
  const replace = (code, from, to) => {
    for (let at = code.textContent.length; (at = code.textContent.lastIndexOf(from, at - 1)) >= 0;) {
      let seen = 0, put = to;
      const nodes = d.createTreeWalker(code, NodeFilter.SHOW_TEXT), all = [];
      while (nodes.nextNode()) all.push(nodes.currentNode);
      for (const node of all) {
        const start = Math.max(at - seen, 0), end = Math.min(at + from.length - seen, node.length);
        seen += node.length;
        if (start >= end) continue;
        node.replaceData(start, end - start, put);
        put = "";
      }
      if (!at) break;
    }
  };

  d.querySelectorAll(".snippet").forEach(figure => {
    const foot = figure.querySelector(".sn"), code = figure.querySelector("code"), pre = code.parentNode;
    const more = foot.lastElementChild;
    const params = JSON.parse(figure.dataset.params || "[]");
    const written = code.innerHTML, values = {};
    params.forEach(({ name, value }) => {
      const label = make("label", { textContent: name + " " });
      const input = make("input", { value, size: Math.max(value.length, 6), spellcheck: false, autocomplete: "off" });
      input.oninput = () => {
        values[name] = input.value;
        code.innerHTML = written;
        params.forEach(one => values[one.name] && values[one.name] != one.value && replace(code, one.value, values[one.name]));
      };
      label.append(input);
      more.before(label);
    });
    if (pre.scrollWidth > pre.clientWidth) {
      const wrap = button(words.wrap, () => { wrap.ariaPressed = figure.classList.toggle("wrap"); });
      wrap.ariaPressed = false;
      more.before(wrap);
    }
    if (!figure.dataset.engine) return;
    const run = button(`${words.run} · ${figure.dataset.kb} KB`, async () => {
      run.disabled = true;
      try { (await import(words.engine)).open(figure, run, words); } catch (error) { run.disabled = false; run.title = error; }
    });
    more.before(run);
  });
})();
