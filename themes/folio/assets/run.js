/* run.js - a snippet run in the reader's browser, and the receipt: whether what
 * came is what the author's run gave.  Loaded at the first click on Run.
 *
 * Each run has a worker of its own, which is ended when the program is done,
 * after five seconds, when it says too much, or when the reader stops it. */
const SECONDS = 5, MOST = 1 << 16;
const d = document;
const make = (name, props, ...children) => {
  const one = Object.assign(d.createElement(name), props);
  one.append(...children);
  return one;
};

/* What came, shown as it comes; the errors of a program in their own colour. */
function paper(pre) {
  let length = 0;
  return {
    out: "", all: "",
    clear() { pre.textContent = this.out = this.all = ""; length = 0; },
    add(text, stream) {
      length += text.length;
      if (stream == 1) this.out += text;
      this.all += text;
      pre.append(stream == 1 ? text : make("span", { className: "err", textContent: text }));
      return length <= MOST;
    },
  };
}

function start(job, url, on) {
  const worker = new Worker(new URL("worker.js", url), { type: "module" });
  let timer;
  const end = how => { clearTimeout(timer); worker.terminate(); on.end(how); };
  worker.onerror = event => { on.out(`${event.message || "?"}\n`, 2); end({ failed: true }); };
  worker.onmessage = ({ data }) => {
    if (data.ready) timer = setTimeout(() => end({ late: true }), SECONDS * 1000);
    else if (data.done) end({ exit: data.exit });
    else if (!on.out(data.out, data.stream)) end({ much: true });
  };
  worker.postMessage(job);
  return () => end({ stopped: true });
}

/* The difference, a line each with its mark. */
function difference(lines) {
  const pre = make("pre", { className: "difference", tabIndex: 0 });
  for (const [mark, text] of lines)
    pre.append(make("span", { className: mark == "-" ? "gd" : mark == "+" ? "gi" : "" , textContent: `${mark} ${text}\n` }));
  return pre;
}

export async function open(figure, run) {
  const told = await (await fetch(figure.dataset.try)).json(), { job } = told;
  const { words, engine } = told, comparing = import(told.compare);
  if (!d.querySelector("link[data-run]")) {
    const style = make("link", { rel: "stylesheet", href: told.style });
    style.dataset.run = "";
    d.head.append(style);
  }
  const code = figure.querySelector("code"), pre = code.parentNode;
  const editor = make("textarea", { className: "editor", spellcheck: false, autocapitalize: "off", autocomplete: "off", ariaLabel: words.code, hidden: true });
  pre.after(editor);
  const button = (text, onclick) => make("button", { type: "button", textContent: text, onclick });
  const printed = make("pre", { tabIndex: 0 }), receipt = make("div", { className: "receipt", role: "status" });
  const stopper = button(words.stop), edit = button(words.edit), reset = button(words.reset);
  const panel = make("section", { className: "ran", ariaLabel: words.result },
    make("p", { className: "bar" }, make("b", { textContent: engine.label }), stopper, edit, reset), printed, receipt);
  figure.querySelector(".sn").after(panel);
  const sheet = paper(printed);
  let stop;

  /* As it stands on the page, with what was filled in; or as it was edited. */
  const text = () => editor.hidden ? shown() : editor.value;
  const shown = () => code.textContent;
  const finish = async how => {
    stopper.hidden = true;
    run.disabled = false;
    run.textContent = words.again;
    run.focus({ preventScroll: true });
    if (how.exit === undefined) {
      receipt.append(make("p", { className: "bad", textContent: how.late ? words.late : how.much ? words.much : how.stopped ? words.stopped : words.failed }));
      return;
    }
    const { compare } = await comparing;
    const found = compare(job.expected, sheet, how.exit, job);
    const changed = text() != job.code;
    receipt.append(make("p", {
      className: found.same ? "good" : "bad",
      textContent: `${found.same ? "✓" : "≠"} ${changed ? words.changed + " " : ""}${found.same ? words.same : words.other}`
        + (how.exit == job.exit ? "" : ` ${words.exit} ${how.exit}.`),
    }));
    if (!found.same) receipt.append(difference(found.lines));
  };
  const go = () => {
    sheet.clear();
    receipt.textContent = "";
    run.disabled = true;
    stopper.hidden = false;
    stop = start({ ...job, code: text() }, new URL(engine.url, location.href), {
      out: (text, stream) => sheet.add(text, stream),
      end: finish,
    });
  };
  stopper.onclick = () => stop();
  edit.onclick = () => {
    const on = editor.hidden;
    if (on) editor.value = shown();
    editor.hidden = !on;
    pre.hidden = on;
    edit.hidden = true;
    reset.hidden = false;
    editor.focus();
  };
  reset.onclick = () => {
    editor.hidden = true;
    pre.hidden = false;
    edit.hidden = false;
    reset.hidden = true;
    edit.focus();
  };
  /* Tab goes on; Ctrl or Command with Enter runs. */
  editor.onkeydown = event => { if (event.key == "Enter" && (event.ctrlKey || event.metaKey)) { event.preventDefault(); if (!run.disabled) go(); } };
  reset.hidden = true;
  run.onclick = go;
  go();
}
