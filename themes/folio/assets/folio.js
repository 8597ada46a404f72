/* folio.js - what makes reading easier where scripts run: copy buttons, the
 * colour scheme, the heading being read, the paragraph kept when the language
 * changes.  Without it every page is whole; it makes the buttons it needs. */
(() => {
  const d = document, root = d.documentElement, words = d.currentScript.dataset;
  const all = (css, from = d) => [...from.querySelectorAll(css)];
  const make = (name, props) => Object.assign(d.createElement(name), props);

  /* Says a word to screen readers. */
  const say = d.body.appendChild(make("p", { className: "vh", role: "status" }));

  /* The scheme.  Choosing what the system wants anyway forgets the choice. */
  const system = matchMedia("(prefers-color-scheme:dark)");
  const dark = () => (root.dataset.theme || (system.matches ? "dark" : "light")) == "dark";
  const scheme = make("button", { type: "button", className: "scheme", title: words.dark, ariaLabel: words.dark });
  const press = () => { scheme.ariaPressed = dark(); };
  scheme.onclick = () => {
    const next = dark() ? "light" : "dark", chosen = (next == "dark") != system.matches ? next : "";
    root.dataset.theme = chosen;
    try { chosen ? localStorage.theme = chosen : localStorage.removeItem("theme"); } catch {}
    press();
  };
  system.onchange = press;
  press();
  d.querySelector(".site")?.append(scheme);

  /* Code as one would type it: no prompts, no output, and of a change only
   * what it leads to. */
  const typed = code => {
    const copy = code.cloneNode(true);
    all(".gp,.go,.gd,.gu,.gh,.gm", copy).forEach(one => one.remove());
    return copy.textContent;
  };
  navigator.clipboard && all(".code").forEach(figure => {
    const button = make("button", { type: "button", className: "copy", textContent: words.copy });
    button.onclick = async () => {
      let said = words.copied;
      try { await navigator.clipboard.writeText(typed(figure.querySelector("code"))); } catch { said = words.failed; }
      button.textContent = say.textContent = said;
      setTimeout(() => { button.textContent = words.copy; say.textContent = ""; }, 2e3);
    };
    (figure.querySelector("figcaption") || figure).append(button);
  });

  /* The list of contents stands open where it has a margin to itself. */
  const toc = d.querySelector(".toc details");
  if (toc) toc.open = matchMedia("(min-width:74rem)").matches;
  if (toc && !CSS.supports("selector(:target-current)")) {
    const links = all("a", toc);
    const seen = new IntersectionObserver(found => found.forEach(({ isIntersecting, target }) => {
      if (isIntersecting) links.forEach(link => link.classList.toggle("now", decodeURIComponent(link.hash) == "#" + target.id));
    }), { rootMargin: "0px 0px -75%" });
    all("h2[id],h3[id]").forEach(heading => seen.observe(heading));
  }

  /* The other languages, under the contents once the header is out of sight:
   * they open at the block that is being read. */
  const switcher = d.querySelector(".lang");
  if (toc && switcher) {
    const here = toc.appendChild(make("p", { hidden: true }));
    all("a", switcher).forEach(link => {
      link = link.cloneNode(true);
      link.onpointerdown = link.onclick = () => {
        const read = all("[data-b]").findLast(block => block.getBoundingClientRect().top < innerHeight / 3);
        link.hash = read ? read.id : "";
      };
      here.append(link, " ");
    });
    new IntersectionObserver(([seen]) => { here.hidden = seen.isIntersecting; }).observe(switcher);
  }
})();
