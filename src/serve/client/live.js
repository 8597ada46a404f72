/* live.js - shows what changed, in a page served by `bifolio serve`.
 *
 * It stands at the end of the body and runs before any deferred script, so it
 * sees the page as it was sent.  From then on there are three trees: `old`, the
 * page as the server last had it; `fresh`, as it has it now; and the live one,
 * which scripts and the reader have changed since.  What differs between old
 * and fresh is done to the live tree, and nothing else: so scroll position,
 * open details, what is typed, playing media and what scripts have added stay.
 *
 * Scripts cannot be taken back: where one changed, the page is loaded again. */
(() => {
  "use strict";
  const d = document;
  const start = { ...d.currentScript.dataset };
  d.currentScript.remove();

  /* ---- old and live ---- */

  /* From a node of `old` to the live one. */
  const twins = new WeakMap();

  /* Pairs two trees that are the same. */
  const pair = (a, b) => {
    twins.set(a, b);
    for (let x = a.firstChild, y = b.firstChild; x && y; x = x.nextSibling, y = y.nextSibling) pair(x, y);
  };

  /* Pairs the page as it was sent with what it has become by the scripts that
   * ran before us: in order, leaving out what has no counterpart. */
  const align = (sent, found, live) => {
    twins.set(sent, live(found));
    let at = found.firstChild;
    for (let child = sent.firstChild; child; child = child.nextSibling) {
      let like = at;
      while (like && !(like.nodeName == child.nodeName && (like.id || "") == (child.id || ""))) like = like.nextSibling;
      if (!like) continue;
      align(child, like, live);
      at = like.nextSibling;
    }
  };

  const parse = text => {
    const page = new DOMParser().parseFromString(text, "text/html");
    const script = [...page.scripts].findLast(one => one.dataset.build);
    const data = { ...script?.dataset };
    script?.remove();
    return { page, data };
  };

  /* The tree at this moment, to be paired with the page as it was sent. */
  const found = d.documentElement.cloneNode(true);
  const foundTwins = new WeakMap();
  const remember = (a, b) => {
    foundTwins.set(a, b);
    for (let x = a.firstChild, y = b.firstChild; x && y; x = x.nextSibling, y = y.nextSibling) remember(x, y);
  };
  remember(found, d.documentElement);

  let old; /* the <html> of the page as the server last had it */
  let shown = start.page;
  const sent = fetch(location.href, { cache: "force-cache" }).then(answer => answer.text()).then(text => {
    const { page, data } = parse(text);
    if (data.page != start.page) return;
    old = page.documentElement;
    align(old, found, node => foundTwins.get(node));
  }).catch(() => {});

  /* ---- the difference, done to the live tree ---- */

  const isStyle = node => node.nodeName == "LINK" && node.relList.contains("stylesheet");

  /* The old style sheet goes when the new one is there: no flash. */
  const swapStyle = (live, next) => {
    next.onload = next.onerror = () => live.remove();
    live.after(next);
  };

  const patchAttributes = (was, now, live) => {
    for (const { name, value } of now.attributes)
      if (was.getAttribute(name) !== value) live.setAttribute(name, value);
    for (const { name } of [...was.attributes])
      if (!now.hasAttribute(name)) live.removeAttribute(name);
  };

  const patch = (was, now) => {
    const live = twins.get(was);
    if (!live) return;
    if (isStyle(was)) {
      const next = d.importNode(now, true);
      twins.set(now, next);
      swapStyle(live, next);
      return;
    }
    twins.set(now, live);
    if (was.nodeType != Node.ELEMENT_NODE) {
      if (was.data !== now.data) live.data = now.data;
      return;
    }
    patchAttributes(was, now, live);
    patchChildren([...was.childNodes], [...now.childNodes], live);
  };

  /* The same, or alike enough to be changed into the other. */
  const keep = (was, now) => {
    const live = twins.get(was);
    if (!live) return;
    const walk = (a, b) => {
      const twin = twins.get(a);
      if (twin) twins.set(b, twin);
      for (let x = a.firstChild, y = b.firstChild; x && y; x = x.nextSibling, y = y.nextSibling) walk(x, y);
    };
    walk(was, now);
  };
  const alike = (was, now) => was.nodeName == now.nodeName && (was.id || "") == (now.id || "");

  /* The longest run of equal children in both, by their text. */
  const common = (was, now) => {
    const text = node => node.outerHTML ?? node.nodeType + node.data;
    const a = was.map(text), b = now.map(text);
    if (a.length * b.length > 4e6) return [];
    const best = Array.from({ length: a.length + 1 }, () => new Uint32Array(b.length + 1));
    for (let i = a.length; i--;)
      for (let k = b.length; k--;)
        best[i][k] = a[i] == b[k] ? best[i + 1][k + 1] + 1 : Math.max(best[i + 1][k], best[i][k + 1]);
    const pairs = [];
    for (let i = 0, k = 0; i < a.length && k < b.length;) {
      if (a[i] == b[k]) pairs.push([i++, k++]);
      else if (best[i + 1][k] >= best[i][k + 1]) i++;
      else k++;
    }
    return pairs;
  };

  const insert = (now, live, before) => {
    const node = d.importNode(now, true);
    pair(now, node);
    live.insertBefore(node, before?.parentNode == live ? before : null);
  };

  /* Between two pairs of equal children: changed, removed, added. */
  const patchGap = (was, now, live, before) => {
    let i = 0;
    for (const child of now) {
      const like = was.findIndex((one, at) => at >= i && alike(one, child));
      if (like < 0) {
        insert(child, live, was.slice(i).map(one => twins.get(one)).find(one => one?.parentNode == live) ?? before);
        continue;
      }
      for (const gone of was.slice(i, like)) twins.get(gone)?.remove();
      patch(was[like], child);
      i = like + 1;
    }
    for (const gone of was.slice(i)) twins.get(gone)?.remove();
  };

  const patchChildren = (was, now, live) => {
    let head = 0;
    while (head < was.length && head < now.length && was[head].isEqualNode(now[head])) keep(was[head], now[head++]);
    let tail = 0;
    while (tail < was.length - head && tail < now.length - head && was.at(-1 - tail).isEqualNode(now.at(-1 - tail)))
      keep(was.at(-1 - tail), now.at(-1 - tail++));
    const after = tail ? twins.get(was.at(-tail)) : null;
    was = was.slice(head, was.length - tail);
    now = now.slice(head, now.length - tail);
    let i = 0, k = 0;
    for (const [a, b] of [...common(was, now), [was.length, now.length]]) {
      patchGap(was.slice(i, a), now.slice(k, b), live, a < was.length ? twins.get(was[a]) : after);
      if (a < was.length) keep(was[a], now[b]);
      i = a + 1;
      k = b + 1;
    }
  };

  const scriptsOf = html => [...html.querySelectorAll("script")]
    .filter(one => !one.type || /^(module|text\/javascript|application\/javascript)$/.test(one.type))
    .map(one => one.outerHTML).join("\n");

  let asked = 0;
  const renew = async () => {
    const turn = ++asked;
    await sent;
    if (!old) return location.reload();
    const answer = await fetch(location.href, { cache: "no-store" });
    const text = await answer.text();
    if (turn != asked) return;
    const fresh = parse(text);
    const now = fresh.page.documentElement;
    if (fresh.data.page == shown) return;
    if (!fresh.data.page || scriptsOf(old) != scriptsOf(now)) return location.reload();
    patch(old, now);
    old = now;
    shown = fresh.data.page;
    d.dispatchEvent(new CustomEvent("bifolio:change"));
  };

  /* ---- files that pages use ---- */

  const pathOf = url => { try { return new URL(url, location.href).pathname; } catch { return ""; } };
  const again = (url, build) => { const u = new URL(url, location.href); u.searchParams.set("bifolio", build); return u.href; };

  const renewFiles = (files, build) => {
    const all = files[0] == "*", changed = new Set(files);
    const has = url => url && (all || changed.has(pathOf(url)));
    if (!files.length) return;
    const styles = [...d.querySelectorAll("link[rel~=stylesheet]")];
    const shown = new Set([...styles.map(one => one.href), ...[...d.images].map(one => one.currentSrc || one.src)].map(pathOf));
    /* What was loaded and is neither: a script, a font, what a style sheet
     * brought. */
    const used = performance.getEntriesByType("resource").filter(one => !/fetch|xmlhttprequest/.test(one.initiatorType));
    if (used.some(one => has(one.name) && !shown.has(pathOf(one.name)))) return location.reload();
    for (const live of styles) {
      if (!has(live.href)) continue;
      const next = live.cloneNode();
      next.href = again(live.href, build);
      const was = old && [...old.querySelectorAll("link")].find(one => twins.get(one) == live);
      if (was) twins.set(was, next);
      swapStyle(live, next);
    }
    for (const image of d.images) if (has(image.currentSrc || image.src)) {
      if (image.srcset) image.srcset = "";
      image.src = again(image.src, build);
    }
  };

  /* ---- what is wrong ---- */

  const css = `
    :host { all: initial; position: fixed; z-index: 2147483647; inset: auto 0 0 0; font: 14px/1.45 ui-monospace, monospace; }
    section { box-sizing: border-box; max-height: 60vh; overflow: auto; padding: 0 1rem 1rem; background: #1c1917; color: #f5f1ea; border-top: 4px solid #d9480f; }
    section.warning { border-color: #c98a06; }
    header { position: sticky; top: 0; display: flex; gap: 1rem; align-items: center; padding: .6rem 0; background: #1c1917; font: 600 15px system-ui, sans-serif; }
    header span { flex: 1; }
    button { font: 13px system-ui, sans-serif; color: inherit; background: #44403c; border: 0; border-radius: 4px; padding: .3rem .7rem; cursor: pointer; }
    pre { margin: 0 0 .8rem; padding: .6rem .8rem; background: #292524; border-left: 3px solid #d9480f; white-space: pre-wrap; overflow-wrap: anywhere; tab-size: 4; font: inherit; }
    pre.warning { border-color: #c98a06; } pre.note { border-color: #78716c; }
    .pill { position: fixed; right: 1rem; bottom: 1rem; background: #c92a2a; color: #fff; padding: .5rem .9rem; }
    .pill.warning { background: #8a5a00; }
    @media print { :host { display: none; } }`;
  let host, hidden = "";

  const make = (name, props, ...children) => {
    const element = Object.assign(d.createElement(name), props);
    element.append(...children);
    return element;
  };

  const showProblems = problems => {
    if (!problems) {
      host?.remove();
      host = undefined;
      hidden = "";
      return;
    }
    if (!host) {
      host = d.createElement("bifolio-problems");
      const root = host.attachShadow({ mode: "open" }), sheet = new CSSStyleSheet();
      sheet.replaceSync(css);
      root.adoptedStyleSheets = [sheet];
    }
    if (!host.isConnected) d.documentElement.append(host);
    const kind = problems.errors ? "error" : "warning", id = JSON.stringify(problems.items);
    const open = hidden == id ? false : hidden == "open" || !!problems.errors;
    const set = value => { hidden = value; showProblems(problems); };
    if (!open) {
      host.shadowRoot.replaceChildren(make("button", { className: "pill " + kind, textContent: problems.title, onclick: () => set("open") }));
      return;
    }
    const hide = make("button", { textContent: problems.hide, onclick: () => set(id) });
    const section = make("section", { className: kind, lang: problems.lang ?? "", role: "alert" },
      make("header", {}, make("span", { textContent: problems.title }), hide),
      ...problems.items.map(one => make("pre", { className: one.level, textContent: one.text })));
    section.onkeydown = event => { if (event.key == "Escape") set(id); };
    host.shadowRoot.replaceChildren(section);
  };

  /* ---- being told ---- */

  let events, build = Number(start.build);
  const connect = () => {
    if (events) return;
    events = new EventSource(`/_bifolio/events?page=${encodeURIComponent(location.pathname)}&build=${build}`);
    events.onmessage = event => {
      const news = JSON.parse(event.data);
      build = news.build;
      showProblems(news.problems);
      renewFiles(news.files, build);
      if (news.page != shown) renew();
    };
  };
  const disconnect = () => { events?.close(); events = undefined; };

  /* Only while the page is seen: browsers open few connections to one server,
   * and every tab would keep one. */
  const follow = () => d.visibilityState == "visible" ? connect() : disconnect();
  d.addEventListener("visibilitychange", follow);
  addEventListener("pagehide", disconnect);
  addEventListener("pageshow", follow);
  follow();
})();
